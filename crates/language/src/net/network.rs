//! The network run: words in, two layers of memory, parts of speech, names and trees out.

use foldhash::{HashMap, HashMapExt};

use super::file::{Keys, Sections, Weights};
use super::kernel::{Activations, Matrix, dots};
use super::memory::{Layer, Scratch};
use super::packing::Packing;
use super::relations::Relations;
use super::{
    AFFIX_BUCKETS, Arcs, MARKS, ModelError, SHAPES, WordFeatures, best_marks, spelled, word_features,
};
use crate::{Deprel, Reading, Scheme, Upos};

/// More rows than this are not read together: it bounds the memory a reading takes.
const BATCH: usize = 1_500;

/// Longer sentences are cut: the scores of arcs grow with the square of their number.
const LONGEST: usize = 600;

/// A tagger, a finder of names and a parser for one language, in one network.
#[derive(Debug, Clone)]
pub struct Network<'a> {
    corpora: Vec<&'a str>,
    relations: Relations,
    keys: Keys<'a>,
    vectors: Weights<'a>,
    prefixes: Weights<'a>,
    suffixes: Weights<'a>,
    shapes: Weights<'a>,
    corpus: Weights<'a>,
    first: Layer,
    second: Layer,
    /// What the first layer tells the second: parts of speech, then marks of names.
    early: Dense,
    tag_beds: Vec<f32>,
    name_beds: Vec<f32>,
    /// Parts of speech, marks of names, then what arcs and relations look at, all from the second layer.
    late: Dense,
    name_steps: Vec<f32>,
    arc: Dense,
    arc_root: Vec<f32>,
    widths: Widths,
}

/// How many numbers stand for what.
#[derive(Debug, Clone, Copy)]
struct Widths {
    inputs: usize,
    hidden: usize,
    tag_bed: usize,
    name_bed: usize,
    arc: usize,
}

/// A matrix and a bias.
#[derive(Debug, Clone)]
pub(super) struct Dense {
    matrix: Matrix,
    bias: Vec<f32>,
}

impl Dense {
    /// Reads the matrix under `name`; its bias lies under `bias`.
    pub(super) fn read(
        sections: &Sections<'_>,
        name: &'static str,
        bias: &'static str,
        inputs: usize,
        outputs: usize,
    ) -> Result<Self, ModelError> {
        let weights = sections.weights(name)?;
        let bias_values = sections.numbers(bias, outputs)?;
        Self::new(name, inputs, outputs, (weights.bytes(), &weights.scales()), &bias_values)
    }

    /// Reads two matrices that lie one after the other under `name`; their biases lie so under `bias`.
    pub(super) fn read_both(
        sections: &Sections<'_>,
        name: &'static str,
        bias: &'static str,
        inputs: usize,
        outputs: usize,
    ) -> Result<[Self; 2], ModelError> {
        let weights = sections.weights(name)?;
        let bias_values = sections.numbers(bias, 2 * outputs)?;
        let (scales, broken) = (weights.scales(), ModelError::Section(name));
        let (first, second) = weights.bytes().split_at_checked(inputs * outputs).ok_or(broken.clone())?;
        let (first_scales, second_scales) = scales.split_at_checked(outputs).ok_or(broken.clone())?;
        let (first_bias, second_bias) = bias_values.split_at_checked(outputs).ok_or(broken)?;
        Ok([
            Self::new(name, inputs, outputs, (first, first_scales), first_bias)?,
            Self::new(name, inputs, outputs, (second, second_scales), second_bias)?,
        ])
    }

    fn new(
        name: &'static str,
        inputs: usize,
        outputs: usize,
        (weights, scales): (&[u8], &[f32]),
        bias: &[f32],
    ) -> Result<Self, ModelError> {
        match Matrix::new(inputs, outputs, weights, scales) {
            Some(matrix) if bias.len() == outputs => Ok(Self { matrix, bias: bias.to_vec() }),
            _ => Err(ModelError::Section(name)),
        }
    }

    /// `weights · row + bias` for every row.
    pub(super) fn run(&self, x: &Activations, out: &mut Vec<f32>) {
        out.resize(x.rows() * self.bias.len(), 0.0);
        self.matrix.multiply(x, &self.bias, out);
    }
}

const TAGS: usize = Upos::ALL.len();

impl<'a> Network<'a> {
    /// Reads a network from the bytes of its file. The large tables stay where they lie.
    ///
    /// # Errors
    /// The bytes are no model file, of another version, or damaged.
    pub fn load(bytes: &'a [u8]) -> Result<Self, ModelError> {
        let sections = Sections::read(bytes)?;
        let table = |name: &'static str, rows: Option<usize>| {
            let weights = sections.weights(name)?;
            if rows.is_none_or(|rows| rows == weights.rows) {
                Ok(weights)
            } else {
                Err(ModelError::Section(name))
            }
        };
        let corpora: Vec<&str> = sections.text("corpora")?.lines().collect();
        let keys = sections.keys("keys")?;
        // The last vector stands for all words that have none.
        let vectors = table("vectors", Some(keys.len() + 1))?;
        let prefixes = table("prefixes", Some(AFFIX_BUCKETS))?;
        let suffixes = table("suffixes", Some(AFFIX_BUCKETS))?;
        let shapes = table("shapes", Some(SHAPES))?;
        let corpus = table("corpus", Some(corpora.len()))?;
        let inputs = vectors.columns + prefixes.columns + suffixes.columns + shapes.columns + corpus.columns;
        let sizes = sections.numbers("sizes", 4)?;
        let [hidden, tag_bed, name_bed, arc] = sizes[..] else { return Err(ModelError::Section("sizes")) };
        let [hidden, tag_bed, name_bed, arc] =
            [hidden, tag_bed, name_bed, arc].map(|size| size.clamp(1.0, 2048.0) as usize);
        let widths = Widths { inputs, hidden, tag_bed, name_bed, arc };
        let relations = Relations::read(&sections)?;
        let sized = |name: &'static str, columns: usize, count: usize| {
            let values = sections.numbers(name, columns)?;
            if values.len() == count { Ok(values) } else { Err(ModelError::Section(name)) }
        };
        Ok(Self {
            corpora,
            keys,
            vectors,
            prefixes,
            suffixes,
            shapes,
            corpus,
            first: Layer::read(&sections, ["1.input", "1.bias", "1.onward", "1.backward"], inputs, hidden)?,
            second: Layer::read(
                &sections,
                ["2.input", "2.bias", "2.onward", "2.backward"],
                2 * hidden + tag_bed + name_bed,
                hidden,
            )?,
            early: Dense::read(&sections, "early", "early.bias", 2 * hidden, TAGS + MARKS)?,
            tag_beds: sized("tag_beds", tag_bed, TAGS * tag_bed)?,
            name_beds: sized("name_beds", name_bed, MARKS * name_bed)?,
            late: Dense::read(
                &sections,
                "late",
                "late.bias",
                2 * hidden,
                TAGS + MARKS + 2 * arc + 2 * relations.width(),
            )?,
            name_steps: sized("name_steps", MARKS, MARKS * MARKS)?,
            arc: Dense::read(&sections, "arc", "arc.bias", arc, arc)?,
            arc_root: sized("arc_root", arc, arc)?,
            relations,
            widths,
        })
    }

    /// Reads sentences, given as their words as printed, clitics apart. Gives one reading a sentence, in their order.
    pub fn read(&self, sentences: &[Vec<&str>], scheme: Scheme) -> Vec<Reading> {
        let corpus = self.corpus_of(scheme);
        let parts: Vec<(usize, &[&str])> = sentences
            .iter()
            .enumerate()
            .flat_map(|(at, words)| words.chunks(LONGEST).map(move |part| (at, part)))
            .collect();
        let mut order: Vec<usize> = (0..parts.len()).collect();
        order.sort_by_key(|&part| std::cmp::Reverse(parts[part].1.len()));
        let mut read: Vec<Reading> = vec![Reading::default(); parts.len()];
        let mut scratch = Scratch::default();
        let mut from = 0;
        while from < order.len() {
            let (mut until, mut rows) = (from, 0);
            while until < order.len() && (until == from || rows + parts[order[until]].1.len() <= BATCH) {
                rows += parts[order[until]].1.len();
                until += 1;
            }
            let batch: Vec<&[&str]> = order[from..until].iter().map(|&part| parts[part].1).collect();
            for (&part, reading) in
                order[from..until].iter().zip(self.batch(&batch, corpus, scheme, &mut scratch))
            {
                read[part] = reading;
            }
            from = until;
        }
        let mut readings = vec![Reading::default(); sentences.len()];
        for ((at, _), reading) in parts.into_iter().zip(read) {
            append(&mut readings[at], reading);
        }
        readings
    }

    /// The number of the corpus whose way of marking a scheme stands for.
    fn corpus_of(&self, scheme: Scheme) -> usize {
        let place = |scheme: Scheme| self.corpora.iter().position(|name| *name == scheme.as_str());
        place(scheme).or_else(|| place(Scheme::Own)).unwrap_or(0)
    }

    /// The vector of a word's key.
    fn vector_of(&self, key: u32) -> usize {
        self.keys.find(key).unwrap_or(self.keys.len())
    }

    /// What the first layer sees: rows of `inputs` numbers, and which of them each word has. Words that look the same
    /// have one.
    fn inputs(&self, packing: &Packing, sentences: &[&[&str]], corpus: usize) -> (Vec<usize>, Vec<f32>) {
        let width = self.widths.inputs;
        let mut x = Vec::new();
        let mut rows = vec![0; packing.rows()];
        let mut seen: HashMap<WordFeatures, usize> = HashMap::new();
        let parts = [self.vectors.columns, self.prefixes.columns, self.suffixes.columns, self.shapes.columns];
        for (at, words) in sentences.iter().enumerate() {
            for (row, word) in packing.rows_of(at).zip(word_features(words)) {
                let next = seen.len();
                rows[row] = *seen.entry(word).or_insert(next);
                if rows[row] < next {
                    continue;
                }
                let WordFeatures { key, prefixes, suffixes, shapes } = word;
                x.resize((next + 1) * width, 0.0);
                let (vector, rest) = x[next * width..].split_at_mut(parts[0]);
                let (prefix, rest) = rest.split_at_mut(parts[1]);
                let (suffix, rest) = rest.split_at_mut(parts[2]);
                let (shape, own) = rest.split_at_mut(parts[3]);
                self.vectors.add_row(self.vector_of(key), vector);
                prefixes.iter().flatten().for_each(|&b| self.prefixes.add_row(usize::from(b), prefix));
                suffixes.iter().flatten().for_each(|&b| self.suffixes.add_row(usize::from(b), suffix));
                shapes.iter().for_each(|&b| self.shapes.add_row(usize::from(b), shape));
                self.corpus.add_row(corpus, own);
            }
        }
        (rows, x)
    }

    /// Reads sentences together, the longest first.
    fn batch(
        &self,
        sentences: &[&[&str]],
        corpus: usize,
        scheme: Scheme,
        scratch: &mut Scratch,
    ) -> Vec<Reading> {
        let packing = Packing::new(sentences.iter().map(|words| words.len()).collect());
        let rows = packing.rows();
        let (rows_of_words, x) = self.inputs(&packing, sentences, corpus);
        let one = self.first.run(&packing, &rows_of_words, &x, scratch);
        let x = self.with_beds(&one, rows, scratch);
        let each: Vec<usize> = (0..rows).collect();
        let two = self.second.run(&packing, &each, &x, scratch);
        scratch.activations.set_unit(&two, 2 * self.widths.hidden);
        let mut late = Vec::new();
        self.late.run(&scratch.activations, &mut late);
        let width = late.len() / rows.max(1);
        (0..sentences.len())
            .map(|at| {
                let rows = packing.rows_of(at).map(|row| &late[row * width..(row + 1) * width]).collect();
                self.reading(&Late(rows), scheme, scratch)
            })
            .collect()
    }

    /// The first layer's outputs, each with what they say of its part of speech and of names.
    fn with_beds(&self, one: &[f32], rows: usize, scratch: &mut Scratch) -> Vec<f32> {
        let Widths { hidden, tag_bed, name_bed, .. } = self.widths;
        scratch.activations.set_unit(one, 2 * hidden);
        let mut early = Vec::new();
        self.early.run(&scratch.activations, &mut early);
        let mut x = Vec::with_capacity(rows * (2 * hidden + tag_bed + name_bed));
        for (one, scores) in one.chunks_exact(2 * hidden).zip(early.chunks_exact_mut(TAGS + MARKS)) {
            x.extend_from_slice(one);
            let (tags, names) = scores.split_at_mut(TAGS);
            for (scores, beds, bed) in [(tags, &self.tag_beds, tag_bed), (names, &self.name_beds, name_bed)] {
                super::choice::softmax(scores);
                let start = x.len();
                x.resize(start + bed, 0.0);
                for (share, row) in scores.iter().zip(beds.chunks_exact(bed)) {
                    x[start..].iter_mut().zip(row).for_each(|(sum, value)| *sum += share * value);
                }
            }
        }
        x
    }

    /// What the second layer's outputs say of one sentence.
    fn reading(&self, late: &Late<'_>, scheme: Scheme, scratch: &mut Scratch) -> Reading {
        let (arc, relation) = (self.widths.arc, self.relations.width());
        let words = late.0.len();
        let tags = late.0.iter().map(|row| Upos::ALL[super::choice::best(&row[..TAGS])]).collect();
        let names = spelled(&best_marks(&late.column(TAGS, MARKS), &self.name_steps));
        let from = TAGS + MARKS;
        let dependents = late.positive(from, arc);
        let heads = late.positive(from + arc, arc);
        scratch.activations.set(&dependents, arc);
        let mut asked = Vec::new();
        self.arc.run(&scratch.activations, &mut asked);
        let mut scores = Vec::with_capacity(words * (words + 1));
        for asked in asked.chunks_exact(arc) {
            dots(&self.arc_root, arc, asked, &mut scores);
            dots(&heads, arc, asked, &mut scores);
        }
        let heads = Arcs { scores: &scores, words }.tree();
        let dependents = late.positive(from + 2 * arc, relation);
        let head_rows = late.positive(from + 2 * arc + relation, relation);
        let relations = self.relations.of(&heads, &dependents, &head_rows, scratch);
        let tree =
            heads.into_iter().zip(relations.into_iter().map(|found| self.in_scheme(found, scheme))).collect();
        Reading { tags, names, tree }
    }

    /// Where the treebanks of a language disagree on `compound`, as the Indonesian ones do, the program's own scheme
    /// has none: a noun that tells what kind another is, is its `nmod`.
    fn in_scheme(&self, deprel: Deprel, scheme: Scheme) -> Deprel {
        let disagree = self.corpora.contains(&Scheme::Gsd.as_str());
        let harmonised = disagree && scheme != Scheme::Gsd && deprel == Deprel::Compound;
        if harmonised { Deprel::Nmod } else { deprel }
    }
}

/// The second layer's outputs for each word of a sentence.
struct Late<'a>(Vec<&'a [f32]>);

impl Late<'_> {
    /// Of each word, `size` numbers from one on.
    fn column(&self, from: usize, size: usize) -> Vec<f32> {
        let mut column = Vec::with_capacity(self.0.len() * size);
        self.0.iter().for_each(|row| column.extend_from_slice(&row[from..from + size]));
        column
    }

    /// [`Late::column`], nothing below zero.
    fn positive(&self, from: usize, size: usize) -> Vec<f32> {
        let mut column = self.column(from, size);
        column.iter_mut().for_each(|value| *value = value.max(0.0));
        column
    }
}

/// Adds the reading of what follows to that of what went before in the same sentence: its root hangs from theirs.
fn append(reading: &mut Reading, more: Reading) {
    let words = reading.tags.len();
    if words == 0 {
        *reading = more;
        return;
    }
    let root = reading.tree.iter().position(|(head, _)| head.is_none());
    reading.tags.extend(more.tags);
    reading.names.extend(more.names.into_iter().map(|mut name| {
        name.words = name.words.start + words..name.words.end + words;
        name
    }));
    reading.tree.extend(more.tree.into_iter().map(|(head, deprel)| match head {
        Some(head) => (Some(head + words), deprel),
        None => (root, Deprel::Parataxis),
    }));
}
