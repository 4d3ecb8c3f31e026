//! Figures: how much of what was found is right.

use telisik_language::model::Model;
use telisik_language::{Deprel, Upos};

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

/// Measures a model on trees. Of a relation only the universal part counts.
pub(crate) fn trees(model: &Model<'_>, trees: &[Tree]) -> TreeScore {
    let (mut words, mut tags, mut heads, mut arcs) = (0, 0, 0, 0);
    for tree in trees {
        let reading = model.read(&tree.prints());
        words += tree.words.len();
        for word in 0..tree.words.len() {
            let (head, deprel) = reading.tree[word];
            tags += usize::from(reading.tags[word] == tree.tags[word]);
            heads += usize::from(head == tree.heads[word]);
            arcs +=
                usize::from(head == tree.heads[word] && universal(deprel) == universal(tree.deprels[word]));
        }
    }
    let share = |n: usize| 100.0 * n as f64 / words.max(1) as f64;
    TreeScore { words, upos: share(tags), uas: share(heads), las: share(arcs) }
}

/// A relation without its subtype.
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

/// Measures a model on sentences with names.
pub(crate) fn names(model: &Model<'_>, sentences: &[Named]) -> NameScore {
    let (mut gold, mut found, mut right) = (0, 0, 0);
    for sentence in sentences {
        let prints: Vec<&str> = sentence.words.iter().map(String::as_str).collect();
        let names = model.read(&prints).names;
        gold += sentence.names.len();
        found += names.len();
        right += names.iter().filter(|name| sentence.names.contains(name)).count();
    }
    let share = |n: usize, of: usize| 100.0 * n as f64 / of.max(1) as f64;
    NameScore {
        precision: share(right, found),
        recall: share(right, gold),
        f1: share(2 * right, gold + found),
    }
}

/// Share of words tagged right, in percent, for tags found elsewhere.
pub(crate) fn tags<'a>(pairs: impl Iterator<Item = (&'a [Upos], &'a [Upos])>) -> f64 {
    let (mut words, mut right) = (0, 0);
    for (gold, found) in pairs {
        words += gold.len();
        right += gold.iter().zip(found).filter(|(a, b)| a == b).count();
    }
    100.0 * right as f64 / words.max(1) as f64
}
