//! Figures: how much of what was found is right.

use telisik_language::net::Network;
use telisik_language::{Deprel, Name, Reading, Scheme, Upos};

use crate::names::Named;
use crate::treebank::Tree;

/// Shares of words with the right part of speech, head, and head and relation, in percent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TreeScore {
    pub(crate) words: usize,
    pub(crate) upos: f64,
    pub(crate) uas: f64,
    pub(crate) las: f64,
}

impl TreeScore {
    /// Measures what was found beside each tree. Of a relation only the universal part counts.
    pub(crate) fn of<'a>(
        found: impl Iterator<Item = (&'a Tree, Vec<Upos>, Vec<(Option<usize>, Deprel)>)>,
    ) -> Self {
        let (mut words, mut tags, mut heads, mut arcs) = (0, 0, 0, 0);
        for (tree, found_tags, found) in found {
            words += tree.words.len();
            for word in 0..tree.words.len() {
                let (head, deprel) = found[word];
                let same = universal(deprel) == universal(tree.deprels[word]);
                tags += usize::from(found_tags[word] == tree.tags[word]);
                heads += usize::from(head == tree.heads[word]);
                arcs += usize::from(head == tree.heads[word] && same);
            }
        }
        let share = |n: usize| 100.0 * n as f64 / words.max(1) as f64;
        Self { words, upos: share(tags), uas: share(heads), las: share(arcs) }
    }
}

/// Reads the words of trees, marking as a scheme does, and measures what is found.
pub(crate) fn trees(model: &Network<'_>, trees: &[Tree], scheme: Scheme) -> (TreeScore, Vec<Reading>) {
    let sentences: Vec<Vec<&str>> = trees.iter().map(Tree::prints).collect();
    let readings = model.read(&sentences, scheme);
    let found = trees.iter().zip(readings.iter().cloned());
    (TreeScore::of(found.map(|(tree, reading)| (tree, reading.tags, reading.tree))), readings)
}

pub(crate) fn universal(deprel: Deprel) -> &'static str {
    deprel.as_str().split(':').next().unwrap_or_default()
}

/// Precision, recall and their harmonic mean of whole names with their kinds, in percent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NameScore {
    pub(crate) precision: f64,
    pub(crate) recall: f64,
    pub(crate) f1: f64,
}

impl NameScore {
    /// Measures what was found beside the true names of each sentence.
    pub(crate) fn of<'a>(found: impl Iterator<Item = (&'a [Name], Vec<Name>)>) -> Self {
        let (mut gold, mut named, mut right) = (0, 0, 0);
        for (names, found) in found {
            gold += names.len();
            named += found.len();
            right += found.iter().filter(|name| names.contains(name)).count();
        }
        let share = |n: usize, of: usize| 100.0 * n as f64 / of.max(1) as f64;
        Self {
            precision: share(right, named),
            recall: share(right, gold),
            f1: share(2 * right, gold + named),
        }
    }
}

/// Reads sentences with names, marking as a scheme does, and measures what is found.
pub(crate) fn names(model: &Network<'_>, sentences: &[Named], scheme: Scheme) -> (NameScore, Vec<Reading>) {
    let words: Vec<Vec<&str>> =
        sentences.iter().map(|s| s.words.iter().map(String::as_str).collect()).collect();
    let readings = model.read(&words, scheme);
    let found = sentences.iter().zip(readings.iter().cloned());
    (NameScore::of(found.map(|(named, reading)| (&named.names[..], reading.names))), readings)
}
