use std::collections::BTreeMap;

use super::draft::Who;

/// So many of a sentence's actors are paired; no honest sentence names more sides.
const MOST_PAIRED: usize = 6;

/// So many pairs are kept; no honest article has more.
const MOST_PAIRS: usize = 512;

/// Which two sides an article is about: how often each pair is named together, and where last.
#[derive(Debug, Default)]
pub(super) struct Sides {
    pairs: BTreeMap<(Who, Who), (usize, usize)>,
    sentences: usize,
}

impl Sides {
    /// Takes in the sides that a sentence names. A headline and the first two sentences say what the article is
    /// about.
    pub(super) fn meet(&mut self, named: &[Who], headline: bool) {
        if named.is_empty() {
            return;
        }
        let weight = match self.sentences {
            _ if headline => 3,
            0..2 => 2,
            _ => 1,
        };
        self.sentences += 1;
        let mut once: Vec<&Who> = Vec::new();
        for who in named {
            if !once.contains(&who) && once.len() < MOST_PAIRED {
                once.push(who);
            }
        }
        for (at, first) in once.iter().enumerate() {
            for second in &once[at + 1..] {
                let pair = ((*first.min(second)).clone(), (*first.max(second)).clone());
                if self.pairs.len() < MOST_PAIRS || self.pairs.contains_key(&pair) {
                    let (count, last) = self.pairs.entry(pair).or_default();
                    (*count, *last) = (*count + weight, self.sentences);
                }
            }
        }
    }

    /// The pair named together most, the latest of equals. Who speaks of two sides is seldom one of them.
    pub(super) fn pair(&self, speaking: &[Who]) -> Option<Vec<Who>> {
        let value = |(a, b): &(Who, Who), count: usize, last: usize| {
            // The sentence before counts for two more.
            let count = if last == self.sentences { count + 2 } else { count };
            if speaking.contains(a) || speaking.contains(b) { 2 * count } else { 3 * count }
        };
        let rank = |pair: &(Who, Who), (count, last): (usize, usize)| (value(pair, count, last), last);
        let (pair, _) = self.pairs.iter().max_by_key(|(pair, at)| rank(pair, **at))?;
        Some(vec![pair.0.clone(), pair.1.clone()])
    }
}
