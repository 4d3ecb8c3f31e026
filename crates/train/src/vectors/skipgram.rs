//! Structured skip-gram with negative sampling: a word is known by which words stand where around it.
//!
//! Ling et al. (2015), *Two/Too Simple Adaptations of Word2Vec for Syntax Problems*: where skip-gram has one output
//! vector a word, this has one for each place it may stand in relative to the word that is learnt. The end of a
//! sentence is a neighbour too. The words drawn as not there are drawn once for all places around a word, since
//! the rows of a word's places lie side by side in memory.
//!
//! Runs on one thread, in a fixed order and with a fixed seed: the same corpus gives the same bytes.

use super::corpus::Corpus;
use crate::chance::Chance;

/// Numbers added up side by side.
const LANES: usize = 16;

/// Draws from the table of frequencies; its size decides how exactly rare words are drawn.
const DRAWS: usize = 1 << 22;

/// How to learn.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    /// Numbers to a vector.
    pub(super) dim: usize,
    /// Places on each side of a word.
    pub(super) window: usize,
    /// Words drawn as not there.
    pub(super) negative: usize,
    /// Times the corpus is gone through.
    pub(super) epochs: usize,
    /// A word more frequent than this share of all words is passed over now and then. Mild, as words such as *di*
    /// and *yang* are what syntax hangs on.
    pub(super) frequent: f64,
    /// The first step's size; it falls to nothing in a straight line.
    pub(super) rate: f32,
}

impl Default for Plan {
    fn default() -> Self {
        Self { dim: 64, window: 3, negative: 6, epochs: 5, frequent: 1e-3, rate: 0.025 }
    }
}

/// A vector for each word of the corpus, and one for those it has no number for, `dim` numbers each.
pub(super) fn learn(corpus: &Corpus, plan: &Plan) -> Vec<f32> {
    let mut net = Net::new(corpus.words.len() + 1, plan);
    let draws = draws(corpus);
    let keep = keep(corpus, plan.frequent);
    let mut chance = Chance::new(2015);
    let mut order = corpus.sentences.clone();
    let total = (corpus.len() * plan.epochs).max(1) as f32;
    let (mut done, mut kept) = (0usize, Vec::new());
    for _ in 0..plan.epochs {
        chance.shuffle(&mut order);
        for range in &order {
            let rate = plan.rate * (1.0 - done as f32 / total).max(1e-4);
            let sentence = &corpus.running[range.clone()];
            kept.clear();
            kept.extend(sentence.iter().map(|&word| chance.share() < keep[word as usize]));
            for at in (0..sentence.len()).filter(|&at| kept[at]) {
                net.look_around(sentence, &kept, at);
                for _ in 0..plan.negative {
                    net.absent.push(draws[(chance.share() * draws.len() as f64) as usize]);
                }
                net.step(sentence[at] as usize, rate);
            }
            done += sentence.len();
        }
    }
    net.vectors(plan.dim)
}

/// How often a word is learnt from where it occurs.
fn keep(corpus: &Corpus, frequent: f64) -> Vec<f64> {
    let total = corpus.len().max(1) as f64;
    let share = corpus.counts.iter().map(|&count| count as f64 / total);
    share
        .map(|share| if share > frequent { (frequent / share).sqrt() + frequent / share } else { 1.0 })
        .collect()
}

/// Words in proportion to the 3/4th power of their frequency, the end of a sentence among them.
fn draws(corpus: &Corpus) -> Vec<u32> {
    let ends = 2 * corpus.sentences.len() as u64;
    let weights: Vec<f64> =
        corpus.counts.iter().chain([&ends]).map(|&count| (count as f64).powf(0.75)).collect();
    let total: f64 = weights.iter().sum();
    let mut draws = Vec::with_capacity(DRAWS);
    let mut sum = 0.0;
    for (word, weight) in weights.iter().enumerate() {
        sum += weight;
        let until = (sum / total * DRAWS as f64).round() as usize;
        draws.resize(until.max(draws.len()), word as u32);
    }
    draws
}

/// What is learnt, and what is looked at now.
struct Net {
    /// Numbers to a row: `dim` filled up with zeros, which stay zeros.
    stride: usize,
    window: usize,
    /// A row a word.
    inner: Vec<f32>,
    /// For each word, and last for the end of a sentence, a row a place.
    outer: Vec<f32>,
    /// Places with a word in them and the word.
    present: Vec<(usize, u32)>,
    /// Words drawn as not there.
    absent: Vec<u32>,
    /// What is to be added to the row of the word that is learnt.
    change: Vec<f32>,
}

impl Net {
    fn new(words: usize, plan: &Plan) -> Self {
        let stride = plan.dim.next_multiple_of(LANES);
        let mut chance = Chance::new(1);
        let mut inner = vec![0.0; words * stride];
        for row in inner.chunks_exact_mut(stride) {
            row[..plan.dim].fill_with(|| (chance.share() as f32 - 0.5) / plan.dim as f32);
        }
        Self {
            stride,
            window: plan.window,
            inner,
            outer: vec![0.0; (words + 1) * 2 * plan.window * stride],
            present: Vec::new(),
            absent: Vec::new(),
            change: vec![0.0; stride],
        }
    }

    /// Notes which words stand around the word at `at`, and forgets the words drawn before.
    fn look_around(&mut self, sentence: &[u32], kept: &[bool], at: usize) {
        self.present.clear();
        self.absent.clear();
        let end = (self.outer.len() / (2 * self.window * self.stride) - 1) as u32;
        for far in 1..=self.window {
            let (before, after) = (2 * far - 2, 2 * far - 1);
            match at.checked_sub(far) {
                Some(place) if kept[place] => self.present.push((before, sentence[place])),
                None if at + 1 == far => self.present.push((before, end)),
                _ => {}
            }
            let place = at + far;
            if place < sentence.len() {
                if kept[place] {
                    self.present.push((after, sentence[place]));
                }
            } else if place == sentence.len() {
                self.present.push((after, end));
            }
        }
    }

    /// Learns from what stands around a word and from what does not.
    fn step(&mut self, word: usize, rate: f32) {
        let inner = &mut self.inner[word * self.stride..][..self.stride];
        let wide = 2 * self.window * self.stride;
        self.change.fill(0.0);
        for &(place, other) in &self.present {
            let outer = &mut self.outer[other as usize * wide + place * self.stride..][..self.stride];
            pull(inner, outer, &mut self.change, 1.0, rate);
        }
        for &drawn in &self.absent {
            for &(place, other) in &self.present {
                if drawn != other {
                    let outer = &mut self.outer[drawn as usize * wide + place * self.stride..][..self.stride];
                    pull(inner, outer, &mut self.change, 0.0, rate);
                }
            }
        }
        inner.iter_mut().zip(&self.change).for_each(|(x, change)| *x += change);
    }

    fn vectors(&self, dim: usize) -> Vec<f32> {
        self.inner.chunks_exact(self.stride).flat_map(|row| &row[..dim]).copied().collect()
    }
}

/// Moves `outer` towards `inner` for the label 1, away from it for 0, and notes the same for `inner`.
fn pull(inner: &[f32], outer: &mut [f32], change: &mut [f32], label: f32, rate: f32) {
    let mut sums = [0f32; LANES];
    for (x, y) in inner.chunks_exact(LANES).zip(outer.chunks_exact(LANES)) {
        for lane in 0..LANES {
            sums[lane] += x[lane] * y[lane];
        }
    }
    let score: f32 = sums.iter().sum();
    let by = rate * (label - 1.0 / (1.0 + (-score).exp()));
    let rows =
        inner.chunks_exact(LANES).zip(outer.chunks_exact_mut(LANES)).zip(change.chunks_exact_mut(LANES));
    for ((x, y), change) in rows {
        for lane in 0..LANES {
            change[lane] += by * y[lane];
            y[lane] += by * x[lane];
        }
    }
}
