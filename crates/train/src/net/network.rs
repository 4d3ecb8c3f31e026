//! The network: words in, two layers of memory, and what is read off them.

use telisik_language::net::{AFFIX_BUCKETS, MARKS, Packing, SHAPES};

use super::choice::softmax;
use super::dense::Dense;
use super::example::{Example, NO_VECTOR};
use super::lstm::{Layer, Lstm, Run};
use super::matrix::add_a_b;
use super::weights::{Id, Start, Weights};
use crate::chance::Chance;

/// How wide everything is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sizes {
    pub(crate) vector: usize,
    pub(crate) affix: usize,
    pub(crate) shape: usize,
    pub(crate) corpus: usize,
    pub(crate) hidden: usize,
    pub(crate) tag: usize,
    pub(crate) name: usize,
    pub(crate) arc: usize,
    pub(crate) relation: usize,
}

impl Sizes {
    pub(crate) fn inputs(&self) -> usize {
        self.vector + 2 * self.affix + self.shape + self.corpus
    }
}

/// How many there are of everything.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Counts {
    pub(crate) tokens: usize,
    pub(crate) corpora: usize,
    pub(crate) tags: usize,
    pub(crate) other_tags: usize,
    pub(crate) relations: usize,
}

/// Shares of what is left out while learning (Srivastava et al. 2014).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dropout {
    pub(crate) inputs: f32,
    pub(crate) layers: f32,
    pub(crate) heads: f32,
}

#[derive(Debug, Clone)]
pub(crate) struct Network {
    pub(crate) sizes: Sizes,
    pub(crate) counts: Counts,
    pub(crate) dropout: Dropout,
    /// Vectors that are given and not learnt.
    pub(crate) vectors: Vec<f32>,
    pub(crate) tokens: Id,
    pub(crate) prefixes: Id,
    pub(crate) suffixes: Id,
    pub(crate) shapes: Id,
    pub(crate) corpora: Id,
    pub(crate) first: Layer,
    pub(crate) second: Layer,
    pub(crate) first_tags: Dense,
    pub(crate) first_names: Dense,
    pub(super) other_tags: Dense,
    pub(crate) tag_beds: Id,
    pub(crate) name_beds: Id,
    pub(crate) tags: Dense,
    pub(crate) names: Dense,
    pub(crate) name_steps: Id,
    pub(crate) arc_dependent: Dense,
    pub(crate) arc_head: Dense,
    pub(crate) arc_root: Id,
    pub(crate) arc: Dense,
    pub(crate) relation_dependent: Dense,
    pub(crate) relation_head: Dense,
    pub(crate) relation_root: Id,
    pub(crate) relation: Dense,
}

/// What the way forward leaves behind.
pub(super) struct Pass {
    pub(super) packing: Packing,
    /// The inputs, and what was kept of each.
    pub(super) x: Vec<f32>,
    pub(super) x_kept: Vec<f32>,
    pub(super) tokens: Vec<u32>,
    pub(super) first: ([Run; 2], Vec<f32>),
    /// The first layer's outputs as the heads see them, and what was kept.
    pub(super) one: Vec<f32>,
    pub(super) one_kept: Vec<f32>,
    pub(super) tags: Vec<f32>,
    pub(super) names: Vec<f32>,
    pub(super) deep: Option<Deep>,
}

pub(super) struct Deep {
    pub(super) x: Vec<f32>,
    pub(super) tag_shares: Vec<f32>,
    pub(super) name_shares: Vec<f32>,
    pub(super) second: ([Run; 2], Vec<f32>),
    pub(super) two: Vec<f32>,
    pub(super) two_kept: Vec<f32>,
}

fn layer(inputs: usize, size: usize, w: &mut Weights, chance: &mut Chance) -> Layer {
    Layer { onward: Lstm::new(inputs, size, w, chance), backward: Lstm::new(inputs, size, w, chance) }
}

impl Network {
    pub(crate) fn new(
        sizes: Sizes,
        counts: Counts,
        dropout: Dropout,
        vectors: Vec<f32>,
        w: &mut Weights,
        chance: &mut Chance,
    ) -> Self {
        let s = sizes;
        let two = 2 * s.hidden;
        let c = chance;
        let bed = Start::Uniform(0.3);
        let tokens = w.add(counts.tokens, s.vector, Start::Uniform(0.1), c);
        let prefixes = w.add(AFFIX_BUCKETS, s.affix, bed, c);
        let suffixes = w.add(AFFIX_BUCKETS, s.affix, bed, c);
        let shapes = w.add(SHAPES, s.shape, bed, c);
        let corpora = w.add(counts.corpora, s.corpus, bed, c);
        let first = layer(s.inputs(), s.hidden, w, c);
        let second = layer(two + s.tag + s.name, s.hidden, w, c);
        let relation_out = counts.relations * (s.relation + 1);
        Self {
            sizes,
            counts,
            dropout,
            vectors,
            tokens,
            prefixes,
            suffixes,
            shapes,
            corpora,
            first,
            second,
            first_tags: Dense::new([two, counts.tags], w, c),
            first_names: Dense::new([two, MARKS], w, c),
            other_tags: Dense::new([two, counts.other_tags.max(1)], w, c),
            tag_beds: w.add(counts.tags, s.tag, bed, c),
            name_beds: w.add(MARKS, s.name, bed, c),
            tags: Dense::new([two, counts.tags], w, c),
            names: Dense::new([two, MARKS], w, c),
            name_steps: w.add(MARKS, MARKS, Start::Zero, c),
            arc_dependent: Dense::new([two, s.arc], w, c),
            arc_head: Dense::new([two, s.arc], w, c),
            arc_root: w.add(1, s.arc, bed, c),
            arc: Dense::new([s.arc, s.arc], w, c),
            relation_dependent: Dense::new([two, s.relation], w, c),
            relation_head: Dense::new([two, s.relation], w, c),
            relation_root: w.add(1, s.relation, bed, c),
            relation: Dense::new([s.relation, relation_out], w, c),
        }
    }

    fn inputs(
        &self,
        w: &Weights,
        packing: &Packing,
        examples: &[&Example],
        noise: &mut Option<&mut Chance>,
    ) -> (Vec<f32>, Vec<f32>, Vec<u32>) {
        let s = self.sizes;
        let cols = s.inputs();
        let mut x = vec![0.0; packing.rows() * cols];
        let mut tokens = vec![0; packing.rows()];
        for (at, example) in examples.iter().enumerate() {
            for (word, features) in example.words.iter().enumerate() {
                let row = packing.row(at, word);
                let doubted = noise.as_mut().is_some_and(|c| (c.share() as f32) < example.doubt[word]);
                let token = if doubted { 0 } else { example.tokens[word] };
                tokens[row] = token;
                let out = &mut x[row * cols..(row + 1) * cols];
                let (vector, rest) = out.split_at_mut(s.vector);
                add(vector, w.matrix(self.tokens).row(token as usize));
                if example.vectors[word] != NO_VECTOR {
                    let from = example.vectors[word] as usize * s.vector;
                    add(vector, &self.vectors[from..from + s.vector]);
                }
                let (prefix, rest) = rest.split_at_mut(s.affix);
                let (suffix, rest) = rest.split_at_mut(s.affix);
                let (shape, corpus) = rest.split_at_mut(s.shape);
                let buckets = |buckets: &[Option<u16>]| {
                    buckets.iter().flatten().map(|&b| usize::from(b)).collect::<Vec<_>>()
                };
                buckets(&features.prefixes)
                    .into_iter()
                    .for_each(|b| add(prefix, w.matrix(self.prefixes).row(b)));
                buckets(&features.suffixes)
                    .into_iter()
                    .for_each(|b| add(suffix, w.matrix(self.suffixes).row(b)));
                features.shapes.iter().for_each(|&b| add(shape, w.matrix(self.shapes).row(usize::from(b))));
                add(corpus, w.matrix(self.corpora).row(example.corpus));
            }
        }
        let kept = kept(noise, x.len(), self.dropout.inputs);
        multiply(&mut x, &kept);
        (x, kept, tokens)
    }

    pub(super) fn forward(
        &self,
        w: &Weights,
        examples: &[&Example],
        noise: &mut Option<&mut Chance>,
    ) -> Pass {
        let packing = Packing::new(examples.iter().map(|e| e.words.len()).collect());
        let (x, x_kept, tokens) = self.inputs(w, &packing, examples, noise);
        let (mut one, runs, mirrored) = self.first.forward(w, &packing, &x);
        let one_kept = self.kept_by_sentence(noise, &packing);
        multiply(&mut one, &one_kept);
        let tags = self.first_tags.forward(w, &one);
        let names = self.first_names.forward(w, &one);
        let deep = examples.iter().any(|e| e.is_deep()) || noise.is_none();
        let deep = deep.then(|| {
            let (mut tag_shares, mut name_shares) = (tags.clone(), names.clone());
            softmax(&mut tag_shares, self.counts.tags);
            softmax(&mut name_shares, MARKS);
            let mut tag_beds = vec![0.0; packing.rows() * self.sizes.tag];
            add_a_b(&tag_shares, self.counts.tags, w.values(self.tag_beds), &mut tag_beds, self.sizes.tag);
            let mut name_beds = vec![0.0; packing.rows() * self.sizes.name];
            add_a_b(&name_shares, MARKS, w.values(self.name_beds), &mut name_beds, self.sizes.name);
            let two = self.first.outputs();
            let mut x = Vec::with_capacity(packing.rows() * (two + self.sizes.tag + self.sizes.name));
            for row in 0..packing.rows() {
                x.extend_from_slice(&one[row * two..(row + 1) * two]);
                x.extend_from_slice(&tag_beds[row * self.sizes.tag..(row + 1) * self.sizes.tag]);
                x.extend_from_slice(&name_beds[row * self.sizes.name..(row + 1) * self.sizes.name]);
            }
            let (mut two, runs, mirrored) = self.second.forward(w, &packing, &x);
            let two_kept = self.kept_by_sentence(noise, &packing);
            multiply(&mut two, &two_kept);
            Deep { x, tag_shares, name_shares, second: (runs, mirrored), two, two_kept }
        });
        Pass { packing, x, x_kept, tokens, first: (runs, mirrored), one, one_kept, tags, names, deep }
    }

    /// What is kept of a layer's outputs: the same units at every word of a sentence (Gal and Ghahramani 2016).
    fn kept_by_sentence(&self, noise: &mut Option<&mut Chance>, packing: &Packing) -> Vec<f32> {
        let cols = 2 * self.sizes.hidden;
        let masks = kept(noise, packing.lengths().len() * cols, self.dropout.layers);
        if masks.is_empty() {
            return masks;
        }
        packing.sentences().iter().flat_map(|&s| &masks[s * cols..(s + 1) * cols]).copied().collect()
    }
}

/// What to multiply values with so that a share of them is left out; empty without noise.
pub(super) fn kept(noise: &mut Option<&mut Chance>, count: usize, out: f32) -> Vec<f32> {
    let Some(chance) = noise else { return Vec::new() };
    let keep = 1.0 / (1.0 - out);
    (0..count).map(|_| if (chance.share() as f32) < out { 0.0 } else { keep }).collect()
}

pub(super) fn multiply(values: &mut [f32], by: &[f32]) {
    values.iter_mut().zip(by).for_each(|(value, by)| *value *= by);
}

pub(super) fn add(sum: &mut [f32], values: &[f32]) {
    sum.iter_mut().zip(values).for_each(|(sum, value)| *sum += value);
}

pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
