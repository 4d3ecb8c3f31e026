//! Choosing among classes: the softmax and its slope, for single words and for sequences of marks.

use telisik_language::net::{MARKS, may_follow};

/// Turns rows of scores into shares that add up to one.
pub(crate) fn softmax(scores: &mut [f32], classes: usize) {
    for row in scores.chunks_exact_mut(classes) {
        let most = row.iter().fold(f32::MIN, |a, &b| a.max(b));
        row.iter_mut().for_each(|score| *score = (*score - most).exp());
        let sum: f32 = row.iter().sum();
        row.iter_mut().for_each(|share| *share /= sum);
    }
}

/// Turns a row of scores into the slopes of its loss, times `scale`; returns the loss itself.
pub(crate) fn slope(row: &mut [f32], gold: usize, scale: f32) -> f32 {
    let classes = row.len();
    softmax(row, classes);
    let loss = -row[gold].max(1e-12).ln();
    row[gold] -= 1.0;
    row.iter_mut().for_each(|slope| *slope *= scale);
    loss
}

/// The index of the highest score.
pub(crate) fn best(row: &[f32]) -> usize {
    let mut best = 0;
    for (at, &score) in row.iter().enumerate() {
        if score > row[best] {
            best = at;
        }
    }
    best
}

/// The slopes of a sequence's loss (linear-chain conditional random field, Lafferty et al. 2001), times `scale`:
/// those of the scores, words × marks, in their place, those of the steps added to `step_slopes`. Returns the loss.
pub(crate) fn sequence_slopes(
    scores: &mut [f32],
    steps: &[f32],
    gold: &[u8],
    scale: f32,
    step_slopes: &mut [f32],
) -> f32 {
    let n = gold.len();
    let mut loss = 0.0;
    let step: Vec<f32> = steps.iter().map(|weight| weight.exp()).collect();
    let mut local = scores.to_vec();
    for (at, row) in local.chunks_exact_mut(MARKS).enumerate() {
        let most = row.iter().fold(f32::MIN, |a, &b| a.max(b));
        loss += most - row[usize::from(gold[at])];
        if at > 0 {
            loss -= steps[usize::from(gold[at - 1]) * MARKS + usize::from(gold[at])];
        }
        row.iter_mut().for_each(|score| *score = (*score - most).exp().max(1e-20));
    }
    // Sums over all ways to a mark, and from it, each scaled to add up to one.
    let mut there = vec![[0f32; MARKS]; n];
    let mut back = vec![[0f32; MARKS]; n];
    for at in 0..n {
        for mark in 0..MARKS {
            let ways = if at == 0 {
                f32::from(u8::from(may_follow(None, Some(mark))))
            } else {
                let from = (0..MARKS).filter(|&last| may_follow(Some(last), Some(mark)));
                from.map(|last| there[at - 1][last] * step[last * MARKS + mark]).sum()
            };
            there[at][mark] = ways * local[at * MARKS + mark];
        }
        // At the end only some marks may stand.
        let ends = |mark: &usize| at + 1 < n || may_follow(Some(*mark), None);
        (0..MARKS).filter(|mark| !ends(mark)).for_each(|mark| there[at][mark] = 0.0);
        loss += to_one(&mut there[at]).max(f32::MIN_POSITIVE).ln();
    }
    for at in (0..n).rev() {
        for mark in 0..MARKS {
            back[at][mark] = if at + 1 == n {
                f32::from(u8::from(may_follow(Some(mark), None)))
            } else {
                let to = (0..MARKS).filter(|&next| may_follow(Some(mark), Some(next)));
                to.map(|next| step[mark * MARKS + next] * local[(at + 1) * MARKS + next] * back[at + 1][next])
                    .sum()
            };
        }
        to_one(&mut back[at]);
    }
    for at in 0..n {
        let mut share = [0f32; MARKS];
        (0..MARKS).for_each(|mark| share[mark] = there[at][mark] * back[at][mark]);
        to_one(&mut share);
        share[usize::from(gold[at])] -= 1.0;
        let row = &mut scores[at * MARKS..(at + 1) * MARKS];
        row.iter_mut().zip(share).for_each(|(slope, share)| *slope = share * scale);
        if at == 0 {
            continue;
        }
        let mut pairs = [[0f32; MARKS]; MARKS];
        let mut sum = f32::MIN_POSITIVE;
        for last in 0..MARKS {
            for mark in (0..MARKS).filter(|&mark| may_follow(Some(last), Some(mark))) {
                pairs[last][mark] = there[at - 1][last]
                    * step[last * MARKS + mark]
                    * local[at * MARKS + mark]
                    * back[at][mark];
                sum += pairs[last][mark];
            }
        }
        for (slopes, pairs) in step_slopes.chunks_exact_mut(MARKS).zip(&pairs) {
            slopes.iter_mut().zip(pairs).for_each(|(slope, pair)| *slope += scale * pair / sum);
        }
        step_slopes[usize::from(gold[at - 1]) * MARKS + usize::from(gold[at])] -= scale;
    }
    loss
}

/// Scales values to add up to one; returns what they added up to.
fn to_one(values: &mut [f32; MARKS]) -> f32 {
    let sum: f32 = values.iter().sum();
    if sum > 0.0 {
        values.iter_mut().for_each(|value| *value /= sum);
    }
    sum
}
