//! What only English trees tell of the words that confirm or deny: voice, subjects, and whose a noun is.

use telisik_language::{Deprel, Sentence, Upos};
use telisik_record::{ActorId, Lang};

use super::telling::Place;

/// How many verbs above one share its subject.
const STEPS: usize = 4;
/// How many words before a noun belong to it.
const BEFORE: usize = 5;

impl<'a> Place<'_, 'a> {
    /// The lemmas of a sentence; none in a language whose cues are given by their forms.
    pub(crate) fn lemmas(&self, sentence: usize) -> Vec<&'a str> {
        let here = self.article.sentences().get(sentence).filter(|_| self.is_english());
        here.map(|here| here.words.iter().map(|word| word.root()).collect()).unwrap_or_default()
    }
}

impl Place<'_, '_> {
    /// Whether who stands before a verb undergoes it: *was denied*, *a report denied by Chad*.
    pub(crate) fn is_passive(&self, sentence: usize, verb: usize) -> bool {
        self.is_english()
            && self.article.sentences().get(sentence).is_some_and(|here| {
                here.child(verb, &[Deprel::AuxPass, Deprel::NsubjPass, Deprel::OblAgent]).is_some()
                    || here.words.get(verb).is_some_and(|word| word.deprel == Deprel::Acl)
                        && here.child(verb, &[Deprel::Obj, Deprel::Ccomp, Deprel::Mark]).is_none()
                        && here.words[verb].form.ends_with("ed")
            })
    }

    pub(crate) fn is_english(&self) -> bool {
        self.lexicon.lang == Lang::En
    }

    /// The word that is the subject of a verb, or of one that it is joined to or the matter of.
    pub(super) fn english_subject(&self, here: &Sentence, word: usize) -> Option<usize> {
        let mut at = word;
        for _ in 0..STEPS {
            if let Some(subject) = here.child(at, &[Deprel::Nsubj, Deprel::NsubjPass]) {
                // *Chad, which denied*: who is meant stands above.
                let relative = self.lexicon.clauses.relative.contains(&*here.words[subject].form);
                let above = here.words[at].head.filter(|_| relative);
                return Some(above.unwrap_or(subject));
            }
            let verb = here.words.get(at)?;
            let shares = matches!(verb.deprel, Deprel::Conj | Deprel::Xcomp | Deprel::Advcl)
                || matches!(verb.upos, Upos::Part | Upos::Adv | Upos::Aux);
            at = verb.head.filter(|_| shares)?;
        }
        None
    }

    /// Who is, or owns, the subject of a verb as the tree has it, if that stands behind a character.
    pub(crate) fn subject_from(&self, sentence: usize, verb: usize, floor: u32) -> Vec<ActorId> {
        let Some(here) = self.article.sentences().get(sentence) else { return Vec::new() };
        let subject = self.english_subject(here, verb);
        let Some(subject) = subject.filter(|&word| here.words[word].span.start >= floor) else {
            return Vec::new();
        };
        let mention = self.cast.around(sentence, subject);
        mention.map_or_else(|| self.owner(sentence, subject), |mention| mention.actors.clone())
    }

    /// Who does what a passive verb tells, by the tree.
    pub(super) fn english_agent(&self, sentence: usize, verb: usize) -> Vec<ActorId> {
        let here = self.article.sentences().get(sentence);
        let agent = here.and_then(|here| here.child(verb, &[Deprel::OblAgent]));
        let mention = agent.and_then(|agent| self.cast.around(sentence, agent));
        mention.map(|mention| mention.actors.clone()).unwrap_or_default()
    }

    /// Who owns or does what a noun stands for: *Chad's raid*, *the Chadian raid*, *a raid by Chad*.
    pub(crate) fn owner(&self, sentence: usize, noun: usize) -> Vec<ActorId> {
        let Some(here) = self.article.sentences().get(sentence) else { return Vec::new() };
        let relations =
            [Deprel::Nmod, Deprel::Compound, Deprel::Amod, Deprel::Obl, Deprel::OblAgent, Deprel::Det];
        let clauses = &self.lexicon.clauses;
        let of = |child: usize| {
            child < noun
                || here.child(child, &[Deprel::Case]).is_some_and(|case| {
                    let form = &*here.words[case].form;
                    clauses.agent.contains(form) || self.lexicon.norms.words.of.contains(form)
                })
        };
        here.children(noun)
            .filter(|&child| relations.contains(&here.words[child].deprel) && of(child))
            .find_map(|child| {
                self.cast.around(sentence, child).filter(|mention| !mention.words.contains(&noun))
            })
            .map(|mention| mention.actors.clone())
            .unwrap_or_default()
    }

    /// The first word of the noun phrase that ends in a noun: *the* of *the drone attack*.
    pub(super) fn phrase_start(&self, here: &Sentence, noun: usize) -> usize {
        let words = &self.lexicon.stances.words;
        let belongs = |&word: &usize| {
            let at = &here.words[word];
            words.definite.contains(&*at.form)
                || matches!(at.upos, Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num)
        };
        (noun.saturating_sub(BEFORE)..noun).rev().take_while(belongs).last().unwrap_or(noun)
    }
}
