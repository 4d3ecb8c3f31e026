//! *According to Chad, …*; *…, in the words of an official*.

use telisik_language::{Deprel, Upos};
use telisik_lexicon::CueForm;

use super::finder::Finder;
use super::tree::Tree;

/// The most words of a preposition.
const WORDS: usize = 4;

impl Finder<'_, '_> {
    /// Reads the preposition that begins at `at`, if it leads to a source.
    pub(super) fn preposition(&mut self, tree: &Tree<'_>, at: usize) {
        let Some(len) = self.preposition_at(tree, at) else { return };
        let Some(source) = self.source(tree, at, len) else { return };
        let Some(head) = tree.head(source) else { return };
        let leads = at < head;
        let top = if leads { clause(tree, head) } else { whole(tree, head) };
        let words: Vec<usize> =
            tree.below(top).iter().copied().filter(|&word| !tree.under(word, source)).collect();
        let stretches = self.stretches(tree, &words);
        let cue = self.items(tree, &(at..at + len));
        let spoken = self.speaker(tree, source);
        self.draft(&stretches, cue, Some(spoken), "statement.according-to");
    }

    /// How many words the preposition has that begins at `at`.
    fn preposition_at(&self, tree: &Tree<'_>, at: usize) -> Option<usize> {
        if !matches!(tree.word(at).upos, Upos::Adp | Upos::Verb | Upos::Sconj | Upos::Adv) {
            return None;
        }
        let mut form = String::new();
        let mut longest = None;
        for len in 1..=WORDS.min(tree.len() - at) {
            if len > 1 {
                form.push(' ');
            }
            form.push_str(tree.form(at + len - 1));
            if self.cues.find(&form, CueForm::Preposition).is_some() {
                longest = Some(len);
            }
        }
        longest
    }

    /// The noun that the preposition leads to.
    fn source(&self, tree: &Tree<'_>, at: usize, len: usize) -> Option<usize> {
        let mut word = tree.head(at).filter(|&head| head >= at + len);
        // Where the tree has it otherwise, the first noun behind the preposition.
        if word.is_none() {
            word = (at + len..tree.len().min(at + len + 8)).find(|&next| {
                matches!(tree.word(next).upos, Upos::Noun | Upos::Propn | Upos::Pron)
                    && !tree.head(next).is_some_and(|head| {
                        head > next && matches!(tree.rel(next), Deprel::Compound | Deprel::Nmod)
                    })
            });
        }
        word
    }
}

/// The clause that a word stands in.
fn clause(tree: &Tree<'_>, word: usize) -> usize {
    let mut at = word;
    for _ in 0..6 {
        if tree.verb(at) || tree.kid(at, &[Deprel::Nsubj, Deprel::NsubjPass]).is_some() {
            break;
        }
        let Some(head) = tree.head(at) else { break };
        at = head;
    }
    at
}

/// The whole sentence that a word stands in, or the part of it that stands by itself.
fn whole(tree: &Tree<'_>, word: usize) -> usize {
    let mut at = word;
    for _ in 0..tree.len() {
        let Some(head) = tree.head(at) else { break };
        if tree.rel(at) == Deprel::Parataxis {
            break;
        }
        at = head;
    }
    at
}
