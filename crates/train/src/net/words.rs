//! The words known to a network: those it learns itself, and those whose vectors are given.

use std::collections::{BTreeMap, BTreeSet};

use telisik_language::net::word_features;
use telisik_language::normal_form;

use super::example::{Example, NO_VECTOR};

/// Words seen less often are learnt as one: the word not known.
const LEAST: u32 = 3;

/// Words by normal form.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// Row in the table of words learnt, and how often each was seen. Row 0 is the word not known.
    tokens: BTreeMap<String, (u32, u32)>,
    /// Row among the vectors given.
    vectors: BTreeMap<String, u32>,
}

impl Words {
    /// Counts words as printed; `vectors` are the words whose vectors are given, in their order.
    pub(crate) fn count<'a>(prints: impl Iterator<Item = &'a String>, vectors: &[String]) -> Self {
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        prints.for_each(|print| *counts.entry(normal_form(print)).or_default() += 1);
        let tokens = counts
            .into_iter()
            .filter(|(_, count)| *count >= LEAST)
            .zip(1..)
            .map(|((word, count), row)| (word, (row, count)))
            .collect();
        Self { tokens, vectors: vectors.iter().cloned().zip(0..).collect() }
    }

    /// Number of rows in the table of words learnt.
    pub(crate) fn tokens(&self) -> usize {
        self.tokens.len() + 1
    }

    /// Every word with its row among the vectors and among the words learnt.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, Option<u32>, u32)> {
        let words: BTreeSet<&String> = self.tokens.keys().chain(self.vectors.keys()).collect();
        words.into_iter().map(|word| {
            let token = self.tokens.get(word).map_or(0, |(row, _)| *row);
            (word.as_str(), self.vectors.get(word).copied(), token)
        })
    }

    /// A sentence of words as printed, with nothing to learn from it yet.
    pub(crate) fn example(&self, words: &[String], corpus: usize) -> Example {
        let prints: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut example = Example { words: word_features(&prints), corpus, ..Example::default() };
        for print in prints {
            let normal = normal_form(print);
            let (token, count) = self.tokens.get(&normal).copied().unwrap_or((0, 0));
            example.tokens.push(token);
            example.doubt.push(if token == 0 { 0.0 } else { 0.5 / (0.5 + count as f32) });
            example.vectors.push(self.vectors.get(&normal).copied().unwrap_or(NO_VECTOR));
        }
        example
    }
}
