//! Triggers of a language whose verbs are told by lemma, part of speech and tree: *imposed sanctions on*.

use foldhash::HashMap;

use crate::Voice;

/// The lemma that a trigger begins with, by which it is looked up, and the words that must belong to it.
#[derive(Debug, Clone)]
pub struct TreePattern {
    /// Index of its frame.
    pub frame: usize,
    /// What its first word is: a verb (`Active`), a predicate adjective (`Intransitive`) or a noun.
    pub voice: Voice,
    /// Alternatives, lemmas or forms, for each further word.
    pub rest: Vec<Vec<String>>,
}

/// Patterns by their first lemma.
#[derive(Debug, Clone, Default)]
pub(crate) struct TreePatterns {
    by_lemma: HashMap<String, Vec<TreePattern>>,
}

impl TreePatterns {
    /// Adds `hold|conduct talk|meeting`: an entry for each of its first words.
    pub(crate) fn add(&mut self, frame: usize, printed: &str, voice: Voice) {
        let mut words = printed.split_whitespace();
        let first = words.next().unwrap_or_default();
        let rest: Vec<Vec<String>> = words.map(|word| word.split('|').map(str::to_owned).collect()).collect();
        for lemma in first.split('|') {
            let pattern = TreePattern { frame, voice, rest: rest.clone() };
            self.by_lemma.entry(lemma.to_owned()).or_default().push(pattern);
        }
    }

    /// The patterns that begin with a lemma.
    pub(crate) fn of(&self, lemma: &str) -> &[TreePattern] {
        self.by_lemma.get(lemma).map(Vec::as_slice).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_first_word_of_a_pattern_leads_to_it() {
        let mut patterns = TreePatterns::default();
        patterns.add(3, "hold|conduct talk|meeting with", Voice::Active);
        for lemma in ["hold", "conduct"] {
            let [only] = patterns.of(lemma) else { panic!("{lemma}") };
            assert_eq!((only.frame, only.rest.len()), (3, 2));
        }
        assert!(patterns.of("talk").is_empty());
    }
}
