//! The way back: how the loss of some sentences changes with every weight.

use telisik_language::net::{MARKS, Packing};

use super::choice::{sequence_slopes, slope};
use super::example::Example;
use super::matrix::{add_a_b, add_a_bt, add_at_b};
use super::network::{Network, Pass, add, dot, kept, multiply};
use super::weights::{Id, Slopes, Weights};
use crate::chance::Chance;

/// What the first layer finds by itself counts for so much of what is found in the end.
const EARLY: f32 = 0.5;

/// The sum of the losses of each kind, for the eye.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Loss {
    /// All that is learnt by, weighed as it is.
    pub(crate) all: f32,
    pub(crate) tags: f32,
    pub(crate) arcs: f32,
    pub(crate) relations: f32,
}

impl Network {
    /// Learns from sentences, the longest first: adds to the slopes, each word's loss times `scale`.
    pub(crate) fn learn(
        &self,
        w: &Weights,
        slopes: &mut Slopes,
        examples: &[&Example],
        scale: f32,
        chance: &mut Chance,
    ) -> Loss {
        let mut noise = Some(&mut *chance);
        let pass = self.forward(w, examples, &mut noise);
        let Pass { packing, mut tags, mut names, one, .. } = pass;
        let rows = packing.rows();
        let mut loss = Loss::default();
        let hidden = 2 * self.sizes.hidden;
        let mut d_one = vec![0.0; rows * hidden];

        if let Some(deep) = pass.deep {
            let mut d_two = vec![0.0; rows * hidden];
            // Parts of speech.
            let mut scores = self.tags.forward(w, &deep.two);
            loss.tags =
                by_word(&mut scores, self.counts.tags, &packing, examples, scale, |e| e.tags.as_deref());
            loss.all += loss.tags;
            self.tags.backward(w, slopes, &deep.two, &scores, &mut d_two);
            // Names.
            let mut scores = self.names.forward(w, &deep.two);
            loss.all += self.names_slopes(w, slopes, &mut scores, &packing, examples, scale);
            self.names.backward(w, slopes, &deep.two, &scores, &mut d_two);
            // Trees.
            self.learn_trees(
                w, slopes, &packing, examples, &deep.two, scale, &mut noise, &mut d_two, &mut loss,
            );
            multiply(&mut d_two, &deep.two_kept);
            let dx = self.second.backward(w, slopes, &packing, &deep.x, deep.second, &d_two);
            // The shares of tags and names are taken as given; their beds learn.
            let cols = hidden + self.sizes.tag + self.sizes.name;
            let part = |from: usize, size: usize| -> Vec<f32> {
                (0..rows).flat_map(|row| &dx[row * cols + from..row * cols + from + size]).copied().collect()
            };
            let (d_tag, d_name) =
                (part(hidden, self.sizes.tag), part(hidden + self.sizes.tag, self.sizes.name));
            add_at_b(&deep.tag_shares, self.counts.tags, &d_tag, slopes.of(self.tag_beds), self.sizes.tag);
            add_at_b(&deep.name_shares, MARKS, &d_name, slopes.of(self.name_beds), self.sizes.name);
            for row in 0..rows {
                add(&mut d_one[row * hidden..(row + 1) * hidden], &dx[row * cols..row * cols + hidden]);
            }
        }
        // What the first layer finds by itself.
        let early = EARLY * scale;
        let tags_loss =
            by_word(&mut tags, self.counts.tags, &packing, examples, early, |e| e.tags.as_deref());
        self.first_tags.backward(w, slopes, &one, &tags, &mut d_one);
        let names_loss = by_word(&mut names, MARKS, &packing, examples, early, |e| e.names.as_deref());
        loss.all += loss.arcs + loss.relations + EARLY * (tags_loss + names_loss);
        self.first_names.backward(w, slopes, &one, &names, &mut d_one);
        if examples.iter().any(|e| e.other_tags.is_some()) {
            let mut scores = self.other_tags.forward(w, &one);
            loss.all += EARLY
                * by_word(&mut scores, self.counts.other_tags, &packing, examples, early, |e| {
                    e.other_tags.as_deref()
                });
            self.other_tags.backward(w, slopes, &one, &scores, &mut d_one);
        }
        multiply(&mut d_one, &pass.one_kept);
        let mut dx = self.first.backward(w, slopes, &packing, &pass.x, pass.first, &d_one);
        multiply(&mut dx, &pass.x_kept);
        self.inputs_slopes(slopes, &packing, examples, &pass.tokens, &dx);
        loss
    }

    fn inputs_slopes(
        &self,
        slopes: &mut Slopes,
        packing: &Packing,
        examples: &[&Example],
        tokens: &[u32],
        dx: &[f32],
    ) {
        let s = self.sizes;
        let cols = s.inputs();
        for (at, example) in examples.iter().enumerate() {
            for (word, features) in example.words.iter().enumerate() {
                let row = packing.row(at, word);
                let (vector, rest) = dx[row * cols..(row + 1) * cols].split_at(s.vector);
                let (prefix, rest) = rest.split_at(s.affix);
                let (suffix, rest) = rest.split_at(s.affix);
                let (shape, corpus) = rest.split_at(s.shape);
                let mut to = |id: Id, row: usize, slope: &[f32]| {
                    add(&mut slopes.of(id)[row * slope.len()..(row + 1) * slope.len()], slope);
                };
                to(self.tokens, tokens[row] as usize, vector);
                features.prefixes.iter().flatten().for_each(|&b| to(self.prefixes, usize::from(b), prefix));
                features.suffixes.iter().flatten().for_each(|&b| to(self.suffixes, usize::from(b), suffix));
                features.shapes.iter().for_each(|&b| to(self.shapes, usize::from(b), shape));
                to(self.corpora, example.corpus, corpus);
            }
        }
    }

    fn names_slopes(
        &self,
        w: &Weights,
        slopes: &mut Slopes,
        scores: &mut [f32],
        packing: &Packing,
        examples: &[&Example],
        scale: f32,
    ) -> f32 {
        let mut loss = 0.0;
        for (at, example) in examples.iter().enumerate() {
            let rows: Vec<usize> = packing.rows_of(at).collect();
            let mut own: Vec<f32> =
                rows.iter().flat_map(|&row| &scores[row * MARKS..(row + 1) * MARKS]).copied().collect();
            match &example.names {
                Some(gold) => {
                    let steps = slopes.of(self.name_steps);
                    loss += sequence_slopes(&mut own, w.values(self.name_steps), gold, scale, steps);
                }
                None => own.fill(0.0),
            }
            for (&row, own) in rows.iter().zip(own.chunks_exact(MARKS)) {
                scores[row * MARKS..(row + 1) * MARKS].copy_from_slice(own);
            }
        }
        loss
    }

    #[allow(clippy::too_many_arguments, reason = "one step of a long way")]
    fn learn_trees(
        &self,
        w: &Weights,
        slopes: &mut Slopes,
        packing: &Packing,
        examples: &[&Example],
        two: &[f32],
        scale: f32,
        noise: &mut Option<&mut Chance>,
        d_two: &mut [f32],
        loss: &mut Loss,
    ) {
        let hidden = 2 * self.sizes.hidden;
        let with_tree: Vec<(usize, &Vec<(usize, u8)>)> =
            examples.iter().enumerate().filter_map(|(at, e)| Some((at, e.tree.as_ref()?))).collect();
        let rows: Vec<usize> = with_tree.iter().flat_map(|(at, _)| packing.rows_of(*at)).collect();
        if rows.is_empty() {
            return;
        }
        let x: Vec<f32> =
            rows.iter().flat_map(|&row| &two[row * hidden..(row + 1) * hidden]).copied().collect();
        let parts = [self.arc_dependent, self.arc_head, self.relation_dependent, self.relation_head];
        let [dependents, heads, rel_dependents, rel_heads] = parts.map(|part| {
            let mut out = part.forward(w, &x);
            let kept = kept(noise, out.len(), self.dropout.heads);
            out.iter_mut().for_each(|value| *value = value.max(0.0));
            multiply(&mut out, &kept);
            (out, kept)
        });
        let mut d = parts.map(|part| vec![0.0; rows.len() * part.outputs]);
        let (arc, rel) = (self.sizes.arc, self.sizes.relation);
        let asked = self.arc.forward(w, &dependents.0);
        let rel_asked = self.relation.forward(w, &rel_dependents.0);
        let mut d_asked = vec![0.0; asked.len()];
        let mut d_rel_asked = vec![0.0; rel_asked.len()];
        let wide = self.relation.outputs;
        let mut from = 0;
        for (_, tree) in &with_tree {
            let n = tree.len();
            let until = from + n;
            let all_heads: Vec<f32> = [w.values(self.arc_root), &heads.0[from * arc..until * arc]].concat();
            let mut scores = vec![0.0; n * (n + 1)];
            add_a_bt(&asked[from * arc..until * arc], &all_heads, arc, &mut scores, n + 1);
            for (word, row) in scores.chunks_exact_mut(n + 1).enumerate() {
                row[word + 1] = -1e9;
                loss.arcs += slope(row, tree[word].0, scale);
            }
            add_a_b(&scores, n + 1, &all_heads, &mut d_asked[from * arc..until * arc], arc);
            let mut d_heads = vec![0.0; (n + 1) * arc];
            add_at_b(&scores, n + 1, &asked[from * arc..until * arc], &mut d_heads, arc);
            add(slopes.of(self.arc_root), &d_heads[..arc]);
            add(&mut d[1][from * arc..until * arc], &d_heads[arc..]);
            for (word, &(head, relation)) in tree.iter().enumerate() {
                let at = from + word;
                let head_row = head.checked_sub(1).map(|head| from + head);
                let head_of = match head_row {
                    Some(row) => &rel_heads.0[row * rel..(row + 1) * rel],
                    None => w.values(self.relation_root),
                };
                let asked = &rel_asked[at * wide..(at + 1) * wide];
                let mut scores: Vec<f32> =
                    asked.chunks_exact(rel + 1).map(|ask| dot(&ask[..rel], head_of) + ask[rel]).collect();
                loss.relations += slope(&mut scores, usize::from(relation), scale);
                let mut d_head = vec![0.0; rel];
                for (relation, &slope) in scores.iter().enumerate() {
                    let place = at * wide + relation * (rel + 1);
                    let ask = &rel_asked[place..place + rel];
                    d_head.iter_mut().zip(ask).for_each(|(sum, ask)| *sum += slope * ask);
                    let d_ask = &mut d_rel_asked[place..place + rel + 1];
                    d_ask.iter_mut().zip(head_of).for_each(|(sum, head)| *sum += slope * head);
                    d_ask[rel] += slope;
                }
                match head_row {
                    Some(row) => add(&mut d[3][row * rel..(row + 1) * rel], &d_head),
                    None => add(slopes.of(self.relation_root), &d_head),
                }
            }
            from = until;
        }
        self.arc.backward(w, slopes, &dependents.0, &d_asked, &mut d[0]);
        self.relation.backward(w, slopes, &rel_dependents.0, &d_rel_asked, &mut d[2]);
        let mut dx = vec![0.0; x.len()];
        let outs = [&dependents, &heads, &rel_dependents, &rel_heads];
        for ((part, d), (out, kept)) in parts.iter().zip(&mut d).zip(outs) {
            d.iter_mut().zip(out).for_each(|(d, out)| *d = if *out > 0.0 { *d } else { 0.0 });
            multiply(d, kept);
            part.backward(w, slopes, &x, d, &mut dx);
        }
        for (&row, dx) in rows.iter().zip(dx.chunks_exact(hidden)) {
            add(&mut d_two[row * hidden..(row + 1) * hidden], dx);
        }
    }
}

/// Turns rows of scores into slopes where the example knows the answer, and into zeros elsewhere.
fn by_word<'a>(
    scores: &mut [f32],
    classes: usize,
    packing: &Packing,
    examples: &[&'a Example],
    scale: f32,
    gold: impl Fn(&'a Example) -> Option<&'a [u8]>,
) -> f32 {
    let mut loss = 0.0;
    for (at, example) in examples.iter().enumerate() {
        let gold = gold(example);
        for word in 0..example.words.len() {
            let row = packing.row(at, word);
            let row = &mut scores[row * classes..(row + 1) * classes];
            match gold {
                Some(gold) => loss += slope(row, usize::from(gold[word]), scale),
                None => row.fill(0.0),
            }
        }
    }
    loss
}
