//! Training the finder of names: a linear-chain conditional random field, by AdaGrad.

use std::fs;
use std::path::Path;

use anyhow::Context;
use telisik_language::model::{KINDS, MARKS, Row, Table, Traits, marks, may_follow, name_features};
use telisik_language::{Name, NameKind, Upos};

use crate::chance::Chance;
use crate::learner::{ByFeature, Weights, sorted};

const ROUNDS: usize = 12;
const RATE: f32 = 0.15;
const SHRINK: f32 = 2e-4;

/// A sentence with its names.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    /// Tokens as printed.
    pub(crate) words: Vec<String>,
    /// Its names.
    pub(crate) names: Vec<Name>,
    /// Which corpus it is from.
    pub(crate) corpus: usize,
}

/// Reads a corpus of one token and IOB2 tag a line.
pub(crate) fn read(path: &Path, corpus: usize) -> anyhow::Result<Vec<Named>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let blocks = text.split("\n\n").filter(|block| !block.trim().is_empty());
    Ok(blocks
        .map(|block| {
            let rows: Vec<(&str, &str)> = block.lines().filter_map(|line| line.split_once('\t')).collect();
            let tags: Vec<&str> = rows.iter().map(|(_, tag)| *tag).collect();
            let names = from_iob(&tags);
            Named { words: rows.iter().map(|(word, _)| (*word).to_owned()).collect(), names, corpus }
        })
        .collect())
}

/// The names that IOB2 tags mark; kinds other than person, organisation and place are passed over.
pub(crate) fn from_iob(tags: &[&str]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for (at, tag) in tags.iter().enumerate() {
        let Some((place, kind)) = tag.split_once('-') else { continue };
        let Some(kind) = kind_of(kind) else { continue };
        match names.last_mut().filter(|name| place == "I" && name.words.end == at && name.kind == kind) {
            Some(name) => name.words.end = at + 1,
            None => names.push(Name { words: at..at + 1, kind }),
        }
    }
    names
}

pub(crate) fn kind_of(printed: &str) -> Option<NameKind> {
    ["PER", "ORG", "LOC"].iter().position(|kind| *kind == printed).map(|at| KINDS[at])
}

/// The IOB2 tags of the words of a sentence.
pub(crate) fn iob(names: &[Name], words: usize) -> Vec<String> {
    let mut tags = vec!["O".to_owned(); words];
    for name in names {
        let kind =
            KINDS.iter().position(|kind| *kind == name.kind).map_or("PER", |at| ["PER", "ORG", "LOC"][at]);
        for at in name.words.clone().filter(|&at| at < words) {
            tags[at] = format!("{}-{kind}", if at == name.words.start { "B" } else { "I" });
        }
    }
    tags
}

/// A sentence ready to learn from: the indices of each word's features, and the true marks.
struct Lesson {
    features: Vec<Vec<u32>>,
    own: Vec<Vec<u32>>,
    marks: Vec<u8>,
}

/// What was learnt: weights of features as they hold for one corpus, and of steps from mark to mark.
pub(crate) struct Found {
    pub(crate) rows: Weights,
    pub(crate) steps: [[f32; MARKS]; MARKS],
}

type ByMark = Vec<[f32; MARKS]>;

/// Learns from sentences tagged with parts of speech; the weights returned hold for `corpus`.
pub(crate) fn train(
    sentences: &[Named],
    tags: &[Vec<Upos>],
    known: &Table<'_>,
    corpora: usize,
    corpus: usize,
) -> Found {
    let mut index: Vec<ByFeature<u32>> = vec![ByFeature::default(); corpora + 1];
    let mut size = 0u32;
    let mut number = |index: &mut ByFeature<u32>, feature: u64| {
        *index.entry(feature).or_insert_with(|| {
            size += 1;
            size - 1
        })
    };
    let mut lessons = Vec::new();
    let mut seen = Vec::new();
    for (sentence, tags) in sentences.iter().zip(tags) {
        let prints: Vec<&str> = sentence.words.iter().map(String::as_str).collect();
        let traits = Traits::all(&prints, known);
        let (mut features, mut own) = (Vec::new(), Vec::new());
        for at in 0..traits.len() {
            name_features(&traits, tags, at, &mut seen);
            features.push(seen.iter().map(|&f| number(&mut index[0], f)).collect());
            own.push(seen.iter().map(|&f| number(&mut index[sentence.corpus + 1], f)).collect());
        }
        lessons.push(Lesson { features, own, marks: marks(&sentence.names, sentence.words.len()) });
    }

    let mut weights: ByMark = vec![[0.0; MARKS]; size as usize];
    let mut squares: ByMark = vec![[1e-2; MARKS]; size as usize];
    let mut steps = [[0.0; MARKS]; MARKS];
    let mut step_squares = [[1e-2; MARKS]; MARKS];
    let mut chance = Chance::new(13);
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    for _ in 0..ROUNDS {
        chance.shuffle(&mut order);
        for &at in &order {
            let lesson = &lessons[at];
            let (slopes, step_slopes) = slopes(lesson, &weights, &steps);
            for ((features, own), slope) in lesson.features.iter().zip(&lesson.own).zip(&slopes) {
                for &feature in features.iter().chain(own) {
                    descend(&mut weights[feature as usize], &mut squares[feature as usize], slope);
                }
            }
            for mark in 0..MARKS {
                descend(&mut steps[mark], &mut step_squares[mark], &step_slopes[mark]);
            }
        }
    }

    let mut rows = ByFeature::<Row>::default();
    for part in [&index[0], &index[corpus + 1]] {
        for (&feature, &at) in part {
            let row =
                rows.entry(feature).or_insert_with(|| (0..MARKS as u8).map(|mark| (mark, 0.0)).collect());
            row.iter_mut().zip(&weights[at as usize]).for_each(|((_, sum), w)| *sum += w);
        }
    }
    Found { rows: sorted(rows), steps }
}

/// One step of AdaGrad with shrinking towards zero, so that what says little says nothing.
fn descend(weights: &mut [f32; MARKS], squares: &mut [f32; MARKS], slopes: &[f32; MARKS]) {
    for ((weight, square), slope) in weights.iter_mut().zip(squares).zip(slopes) {
        if slope.abs() < 1e-4 {
            continue;
        }
        *square += slope * slope;
        let rate = RATE / square.sqrt();
        let moved = *weight - rate * slope;
        *weight = moved.signum() * (moved.abs() - rate * SHRINK).max(0.0);
    }
}

/// How the marks' scores and the steps' weights must change to make the true marks less likely.
fn slopes(
    lesson: &Lesson,
    weights: &ByMark,
    steps: &[[f32; MARKS]; MARKS],
) -> (Vec<[f32; MARKS]>, [[f32; MARKS]; MARKS]) {
    let n = lesson.marks.len();
    let scores: Vec<[f32; MARKS]> = lesson
        .features
        .iter()
        .zip(&lesson.own)
        .map(|(features, own)| {
            let mut scores = [0.0; MARKS];
            for &feature in features.iter().chain(own) {
                scores.iter_mut().zip(&weights[feature as usize]).for_each(|(s, w)| *s += w);
            }
            scores
        })
        .collect();
    let allowed = |last: Option<usize>, next: Option<usize>| may_follow(last, next);

    // Sums over all ways to a mark, and from it, each scaled to add up to one.
    let local: Vec<[f32; MARKS]> = scores
        .iter()
        .map(|scores| {
            let most = scores.iter().fold(f32::MIN, |a, &b| a.max(b));
            scores.map(|s| (s - most).exp().max(1e-12))
        })
        .collect();
    let step = steps.map(|row| row.map(f32::exp));
    let mut there = vec![[0f32; MARKS]; n];
    let mut back = vec![[0f32; MARKS]; n];
    for at in 0..n {
        for mark in 0..MARKS {
            let ways: f32 = if at == 0 {
                f32::from(u8::from(allowed(None, Some(mark))))
            } else {
                (0..MARKS)
                    .filter(|&l| allowed(Some(l), Some(mark)))
                    .map(|l| there[at - 1][l] * step[l][mark])
                    .sum()
            };
            there[at][mark] = ways * local[at][mark];
        }
        scale(&mut there[at]);
    }
    for at in (0..n).rev() {
        for mark in 0..MARKS {
            back[at][mark] = if at + 1 == n {
                f32::from(u8::from(allowed(Some(mark), None)))
            } else {
                (0..MARKS)
                    .filter(|&next| allowed(Some(mark), Some(next)))
                    .map(|next| step[mark][next] * local[at + 1][next] * back[at + 1][next])
                    .sum()
            };
        }
        scale(&mut back[at]);
    }

    let mut step_slopes = [[0f32; MARKS]; MARKS];
    let mut slopes = vec![[0f32; MARKS]; n];
    for at in 0..n {
        let mut share = [0f32; MARKS];
        (0..MARKS).for_each(|mark| share[mark] = there[at][mark] * back[at][mark]);
        scale(&mut share);
        slopes[at] = share;
        slopes[at][usize::from(lesson.marks[at])] -= 1.0;
        if at == 0 {
            continue;
        }
        let mut pairs = [[0f32; MARKS]; MARKS];
        let mut sum = 0.0;
        for last in 0..MARKS {
            for mark in (0..MARKS).filter(|&mark| allowed(Some(last), Some(mark))) {
                pairs[last][mark] = there[at - 1][last] * step[last][mark] * local[at][mark] * back[at][mark];
                sum += pairs[last][mark];
            }
        }
        for last in 0..MARKS {
            for mark in 0..MARKS {
                step_slopes[last][mark] += pairs[last][mark] / f32::max(sum, f32::MIN_POSITIVE);
            }
        }
        step_slopes[usize::from(lesson.marks[at - 1])][usize::from(lesson.marks[at])] -= 1.0;
    }
    (slopes, step_slopes)
}

fn scale(values: &mut [f32; MARKS]) {
    let sum: f32 = values.iter().sum();
    if sum > 0.0 {
        values.iter_mut().for_each(|value| *value /= sum);
    }
}
