//! What one network or several find in sentences.

use telisik_language::net::{Arcs, best_marks};

use super::choice::{best, softmax};
use super::example::{Example, Found};
use super::matrix::add_a_bt;
use super::network::{Counts, Deep, Network, add, dot};
use super::weights::Weights;

impl Network {
    /// What there is to choose from in sentences, the longest first.
    pub(crate) fn scores(&self, w: &Weights, examples: &[&Example]) -> Vec<Scores> {
        let pass = self.forward(w, examples, &mut None);
        let Some(Deep { two, .. }) = pass.deep else { return Vec::new() };
        let hidden = 2 * self.sizes.hidden;
        let (arc, rel) = (self.sizes.arc, self.sizes.relation);
        let scores = |at: usize| {
            let x: Vec<f32> = pass
                .packing
                .rows_of(at)
                .flat_map(|row| &two[row * hidden..(row + 1) * hidden])
                .copied()
                .collect();
            let mut tags = self.tags.forward(w, &x);
            softmax(&mut tags, self.counts.tags);
            let marks = self.names.forward(w, &x);
            let parts = [self.arc_dependent, self.arc_head, self.relation_dependent, self.relation_head];
            let [dependents, heads, rel_dependents, rel_heads] = parts.map(|part| {
                let mut out = part.forward(w, &x);
                out.iter_mut().for_each(|value| *value = value.max(0.0));
                out
            });
            let words = examples[at].words.len();
            let all_heads = [w.values(self.arc_root), &heads].concat();
            let mut arcs = vec![0.0; words * (words + 1)];
            add_a_bt(&self.arc.forward(w, &dependents), &all_heads, arc, &mut arcs, words + 1);
            (0..words).for_each(|word| arcs[word * (words + 1) + word + 1] = -1e9);
            softmax(&mut arcs, words + 1);
            let rel_heads = [w.values(self.relation_root), &rel_heads].concat();
            let asked = self.relation.forward(w, &rel_dependents);
            Scores { tags, marks, arcs, asked, rel_heads, relation: rel }
        };
        (0..examples.len()).map(scores).collect()
    }
}

/// What there is to choose from in a sentence.
#[derive(Debug)]
pub(crate) struct Scores {
    /// Shares of parts of speech.
    tags: Vec<f32>,
    /// Scores of marks.
    marks: Vec<f32>,
    /// Shares of heads, the root first.
    arcs: Vec<f32>,
    asked: Vec<f32>,
    /// What stands for each word as a head, the root first.
    rel_heads: Vec<f32>,
    relation: usize,
}

impl Scores {
    /// The shares of relations of a word to a head (0 for the root).
    fn relations(&self, word: usize, head: usize, count: usize) -> Vec<f32> {
        let (rel, wide) = (self.relation, count * (self.relation + 1));
        let head = &self.rel_heads[head * rel..(head + 1) * rel];
        let asks = self.asked[word * wide..(word + 1) * wide].chunks_exact(rel + 1);
        let mut shares: Vec<f32> = asks.map(|ask| dot(&ask[..rel], head) + ask[rel]).collect();
        softmax(&mut shares, count);
        shares
    }
}

/// What several networks, learnt with the same corpora, find together in a sentence: the mean of their shares.
/// `steps` is the mean of their worths of one mark after another.
pub(crate) fn decide(counts: Counts, scores: &[Scores], steps: &[f32]) -> Found {
    let mean = |pick: fn(&Scores) -> &Vec<f32>| {
        let mut sum = vec![0.0; pick(&scores[0]).len()];
        scores.iter().for_each(|scores| add(&mut sum, pick(scores)));
        sum.iter_mut().for_each(|value| *value /= scores.len() as f32);
        sum
    };
    let tags: Vec<u8> = mean(|s| &s.tags).chunks_exact(counts.tags).map(|row| best(row) as u8).collect();
    let marks = best_marks(&mean(|s| &s.marks), steps);
    let words = tags.len();
    let arcs: Vec<f32> = mean(|s| &s.arcs).iter().map(|share| share.max(1e-9).ln()).collect();
    let tree = Arcs { scores: &arcs, words }.tree();
    let relation = |word: usize, head: usize| {
        let mut sum = vec![0.0; counts.relations];
        scores.iter().for_each(|s| add(&mut sum, &s.relations(word, head, counts.relations)));
        best(&sum) as u8
    };
    let tree = tree
        .iter()
        .map(|head| head.map_or(0, |head| head + 1))
        .enumerate()
        .map(|(word, head)| (head, relation(word, head)))
        .collect();
    Found { tags, marks, tree }
}
