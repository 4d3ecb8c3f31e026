//! Stances whose cue is that of a statement: *denied that …*, *confirmed the strike*.

use telisik_language::Deprel;
use telisik_lexicon::{CueClass, Lexicon, WordClass};
use telisik_record::{Rule, Span, StanceKind, Statement};

use super::Reader;

/// How many words may stand between a claim and what it is called.
const CLAIMED: usize = 8;

impl Reader<'_, '_> {
    pub(super) fn class(&self, statement: &Statement) -> Option<CueClass> {
        let cues = &self.place.lexicon.cues;
        if self.place.is_english() {
            let (sentence, word) = self.place.article.analysis.word_at(statement.cue?.start)?;
            let words = &self.place.article.sentences().get(sentence)?.words;
            let lemma = words.get(word)?.root();
            let next = words.get(word + 1).map(|next| format!("{lemma} {}", next.form));
            let cue = next.and_then(|two| cues.any(&two)).or_else(|| cues.any(lemma));
            return cue.map(|cue| cue.class);
        }
        let cue = self.place.article.slice(statement.cue?).to_lowercase();
        cues.any(&cue).map(|cue| cue.class)
    }

    /// What the words that begin with a statement's cue show.
    pub(super) fn outright_by_words(&self, statement: &Statement) -> Option<StanceKind> {
        let (sentence, word) = self.place.article.analysis.word_at(statement.cue?.start)?;
        let here = self.place.article.sentences().get(sentence)?;
        let forms: Vec<&str> = here.words.iter().map(|word| &*word.form).collect();
        let found = self.place.lexicon.stances.at(&forms, &self.place.lemmas(sentence), word)?.cue;
        if found.of_claims && !self.is_about_claim(sentence, word) {
            return None;
        }
        match self.place.negator(sentence, word) {
            None => Some(found.stance),
            Some(_) => found.negated,
        }
    }

    pub(super) fn outright(&self, statement: &Statement, class: Option<CueClass>) -> Option<StanceKind> {
        let (sentence, word) = self.place.article.analysis.word_at(statement.cue?.start)?;
        let form = |word: usize| &*self.place.article.sentences()[sentence].words[word].form;
        let pending = &self.place.lexicon.stances.words.pending;
        let negator = self.place.negator(sentence, word).map(|word| pending.contains(form(word)));
        // Whether a negator there is leaves the matter open.
        Some(match (class?, negator) {
            (CueClass::Deny, None) => StanceKind::Denies,
            (CueClass::Deny, Some(true)) | (CueClass::Confirm, Some(_)) | (CueClass::Decline, _) => {
                StanceKind::Declines
            }
            (CueClass::Deny, Some(_)) | (CueClass::Confirm, None) => StanceKind::Affirms,
            _ => return None,
        })
    }

    /// *membantah pengiriman senjata*: the event that the content tells or leads back to.
    pub(super) fn told_outright(&mut self, index: usize, cue: Span, stance: StanceKind) {
        let statement = &self.statements[index];
        let Some((sentence, _)) = self.place.article.analysis.word_at(cue.start) else { return };
        let content = statement.extent();
        let rule = match stance {
            StanceKind::Denies => "deny",
            StanceKind::Declines => "decline",
            _ => "confirm",
        };
        let rule = format!("{}.stance.{rule}", self.place.lexicon.lang.code());
        for holder in statement.speakers.clone() {
            if stance == StanceKind::Declines && self.place.cast.is_outlet(holder) {
                continue;
            }
            let event = self.event_at_issue(holder, stance, sentence, cue, Some(content), false);
            if let Some(event) = event {
                let before = self.told_before(event, stance, content, self.place.cast.country(holder));
                for event in std::iter::once(event).chain(before) {
                    self.push(holder, event, stance, Some(index), cue, Rule::new(rule.clone()), true);
                }
            }
        }
    }

    /// Whether the object of an English verb names a claim: *rejected the accusation*, not *rejected a motion on charges*.
    pub(super) fn is_about_claim(&self, sentence: usize, verb: usize) -> bool {
        let Some(here) = self.place.article.sentences().get(sentence) else { return false };
        if !self.place.is_english() {
            // *menyebut tuduhan itu rekayasa*
            let Lexicon { clauses, cues, .. } = self.place.lexicon;
            return here.words[verb.saturating_sub(CLAIMED)..verb].iter().any(|word| {
                cues.is(&word.form, WordClass::Hollow) && !clauses.pointers.contains(&*word.form)
            });
        }
        let roles = [Deprel::Obj, Deprel::NsubjPass, Deprel::Iobj, Deprel::Ccomp];
        here.children(verb)
            .chain(here.words.get(verb).filter(|word| word.deprel == Deprel::Acl).and_then(|word| word.head))
            .any(|word| {
                let at = &here.words[word];
                (roles.contains(&at.deprel) || word < verb && here.words[verb].deprel == Deprel::Acl)
                    && self.place.lexicon.cues.is(at.root(), WordClass::Hollow)
            })
    }

    /// What others told before of a deed that is denied in the words of its denial, where the two are not one event.
    fn told_before(
        &self,
        event: usize,
        stance: StanceKind,
        content: Span,
        code: Option<&str>,
    ) -> Option<usize> {
        let telling = self.tellings.within(content).iter().find(|telling| telling.event == event)?;
        if stance != StanceKind::Denies || !self.place.is_english() {
            return None;
        }
        let (sentence, word) = self.place.article.analysis.word_at(telling.span.start)?;
        let before = self.tellings.referred(&self.place, sentence, word, code)?;
        (before != event && self.takes_part(code, before, true)).then_some(before)
    }
}
