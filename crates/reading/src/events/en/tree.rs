//! The tree of an English sentence as the search for deeds walks it.

use telisik_language::{Deprel, Sentence, Upos};

/// How many words of one phrase are looked at: a bound for hostile sentences.
const WORDS: usize = 60;

/// A sentence with the words that hang on each word.
#[derive(Clone, Copy)]
pub(in crate::events) struct Tree<'t> {
    pub(in crate::events) sentence: &'t Sentence,
    pub(in crate::events) dependents: &'t [Vec<usize>],
}

impl<'t> Tree<'t> {
    pub(super) fn len(&self) -> usize {
        self.sentence.words.len()
    }

    pub(super) fn form(&self, word: usize) -> &'t str {
        self.sentence.words.get(word).map(|word| &*word.form).unwrap_or_default()
    }

    pub(super) fn lemma(&self, word: usize) -> &'t str {
        self.sentence.words.get(word).map(|word| word.root()).unwrap_or_default()
    }

    pub(super) fn deprel(&self, word: usize) -> Deprel {
        self.sentence.words.get(word).map_or(Deprel::Dep, |word| word.deprel)
    }

    pub(super) fn upos(&self, word: usize) -> Upos {
        self.sentence.words.get(word).map_or(Upos::X, |word| word.upos)
    }

    pub(super) fn head(&self, word: usize) -> Option<usize> {
        self.sentence.words.get(word)?.head
    }

    /// The words that hang on a word, in order.
    pub(super) fn children(&self, word: usize) -> impl Iterator<Item = usize> + 't {
        self.dependents.get(word).map(Vec::as_slice).unwrap_or_default().iter().copied().take(WORDS)
    }

    pub(super) fn child(&self, word: usize, relations: &[Deprel]) -> Option<usize> {
        self.children(word).find(|&child| relations.contains(&self.deprel(child)))
    }

    /// The words above a word, nearest first.
    pub(super) fn above(&self, word: usize) -> impl Iterator<Item = usize> + 't {
        self.sentence.ancestors(word).take(WORDS)
    }

    /// The preposition or conjunction that leads a phrase or clause.
    pub(super) fn case(&self, word: usize) -> Option<&'t str> {
        self.child(word, &[Deprel::Case, Deprel::Mark]).map(|case| self.form(case))
    }

    /// Whether a verb stands in the infinitive with *to*.
    pub(super) fn is_infinitive(&self, verb: usize) -> bool {
        self.children(verb).any(|child| self.deprel(child) == Deprel::Mark && self.upos(child) == Upos::Part)
    }

    /// Whether a form is that of the present participle or gerund.
    pub(super) fn is_ing(&self, verb: usize) -> bool {
        self.form(verb).ends_with("ing") && self.form(verb) != self.lemma(verb)
    }

    /// Whether what a verb tells is done to its subject, or to the noun it describes: *was seized*, *seized by*.
    pub(super) fn is_passive(&self, verb: usize) -> bool {
        if self.is_passive_clause(verb) {
            return true;
        }
        let bare = self.child(verb, &[Deprel::Nsubj, Deprel::Aux, Deprel::Obj]).is_none()
            && !self.is_ing(verb)
            && !self.is_infinitive(verb);
        match self.deprel(verb) {
            Deprel::Acl => bare,
            Deprel::Advcl => bare && self.child(verb, &[Deprel::Mark]).is_none(),
            Deprel::Conj => bare && self.head(verb).is_some_and(|head| self.is_passive_alone(head)),
            _ => false,
        }
    }

    /// Whether a clause of its own is passive; without an auxiliary or agent the tree is mistaken.
    fn is_passive_clause(&self, verb: usize) -> bool {
        self.child(verb, &[Deprel::AuxPass]).is_some()
            || self.child(verb, &[Deprel::NsubjPass]).is_some()
                && self.child(verb, &[Deprel::Aux, Deprel::OblAgent]).is_some()
    }

    /// As [`Tree::is_passive`], without looking at what it is joined to.
    fn is_passive_alone(&self, verb: usize) -> bool {
        self.is_passive_clause(verb)
            || self.deprel(verb) == Deprel::Acl
                && !self.is_ing(verb)
                && !self.is_infinitive(verb)
                && self.child(verb, &[Deprel::Nsubj, Deprel::Obj]).is_none()
    }
}
