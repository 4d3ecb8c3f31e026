//! Who is said to violate a norm, and in which mood.

use std::collections::BTreeSet;
use std::ops::Range;

use telisik_language::{Deprel, Sentence, Upos, Word};
use telisik_lexicon::{Scope, ViolationForm};
use telisik_record::{ActorId, Event, EventType, Mood, StanceKind, Statement, Status, Violation};

use super::{Naming, Reader};

/// How far a norm may stand from the word that says it is violated.
const REACH: usize = 12;
/// How many events back a deed is looked for.
const BACK: usize = 20;

impl Reader<'_, '_> {
    pub(super) fn violation(
        &mut self,
        index: usize,
        forms: &[&str],
        words: Range<usize>,
        form: ViolationForm,
        // In the order of the text, without overlap.
        namings: &[Naming],
    ) {
        let sentence = &self.place.article.sentences()[index];
        let predicate = sentence.child(words.start, &[Deprel::Cop]).is_some();
        let form = match form {
            // *was violated*, *is a violation of*
            ViolationForm::Verb if self.place.is_passive(index, words.start) => ViolationForm::Passive,
            ViolationForm::Noun if predicate && self.place.is_english() => ViolationForm::Verb,
            form => form,
        };
        let naming = match form {
            ViolationForm::Passive => {
                let before = namings.partition_point(|naming| naming.words.end <= words.start);
                namings[..before].last().filter(|naming| naming.words.end + REACH >= words.start)
            }
            ViolationForm::Verb | ViolationForm::Noun => {
                let behind = namings.partition_point(|naming| naming.words.start < words.end);
                namings.get(behind).filter(|naming| naming.words.start <= words.end + REACH)
            }
        };
        let Some(norm) = naming.map(|naming| naming.norm) else { return };
        let span = sentence.span_of(words.clone());
        let said = self.voices.innermost(span).and_then(|said| self.statements.get(said));
        let openers = &self.place.lexicon.clauses.relative;
        let relative = words.start > 0 && openers.contains(forms[words.start - 1])
            || self.place.is_english() && sentence.words[words.start].deprel == Deprel::Acl;
        let mood = self.mood(index, forms, &words, form, relative);
        let actors = match form {
            ViolationForm::Verb => self.doers(index, forms, words.start, relative, said),
            ViolationForm::Passive => {
                let by =
                    forms.get(words.end).is_some_and(|form| self.place.lexicon.clauses.agent.contains(*form));
                self.place.agent(index, words.end + usize::from(by))
            }
            ViolationForm::Noun if self.place.is_english() => self.place.owner(index, words.start),
            ViolationForm::Noun => {
                self.possessor(index, words.end, naming.map_or(words.end, |n| n.words.start))
            }
        };
        let statement = said.map(|said| said.id);
        let mut seen = BTreeSet::new();
        for actor in actors.into_iter().filter(|&actor| seen.insert(actor)) {
            let violation = Violation { actor, statement, mood };
            let list = &mut self.norms[norm].said_to_be_violated_by;
            if !list.contains(&violation) {
                list.push(violation);
            }
        }
    }

    fn mood(
        &self,
        index: usize,
        forms: &[&str],
        words: &Range<usize>,
        form: ViolationForm,
        relative: bool,
    ) -> Mood {
        let lexicon = self.place.lexicon;
        let conditional = |form: &str| lexicon.status.get(form).is_some_and(|cue| cue.scope == Scope::Clause);
        let clause = words.start.saturating_sub(2 * REACH)..forms.len().min(words.end + 2 * REACH);
        let before = &forms[words.start.saturating_sub(3)..words.start];
        let first = words.start.saturating_sub(3);
        let english = self.place.is_english();
        let sentence = &self.place.article.sentences()[index];
        let planned = before.iter().enumerate().any(|(at, form)| {
            let status = lexicon.status.get(form).map(|cue| cue.status);
            // *the claim that Chad violated*: only an auxiliary is about the verb.
            let own = !english || sentence.words[first + at].upos == Upos::Aux;
            own && matches!(status, Some(Status::Planned | Status::Possible))
        });
        let lemmas = self.place.lemmas(index);
        let denied = english
            && (first..words.start).any(|at| {
                let found = lexicon.stances.at(forms, &lemmas, at);
                found.is_some_and(|found| found.cue.stance == StanceKind::Denies)
            });
        if denied || self.place.negator(index, words.start).is_some() {
            Mood::Negated
        } else if planned || forms[clause].iter().any(|form| conditional(form)) {
            Mood::Conditional
        } else if relative || form == ViolationForm::Noun {
            Mood::Presupposed
        } else {
            Mood::Asserted
        }
    }

    /// Who is named between *pelanggaran* and the norm.
    fn possessor(&self, index: usize, from: usize, to: usize) -> Vec<ActorId> {
        let mentions = self.place.cast.in_sentence(index);
        let found =
            mentions.into_iter().find(|mention| from <= mention.words.start && mention.words.end <= to);
        found.map(|mention| mention.actors.clone()).unwrap_or_default()
    }

    /// Who does what violates: the verb's subject, or who did what the subject stands for.
    fn doers(
        &self,
        index: usize,
        forms: &[&str],
        verb: usize,
        relative: bool,
        said: Option<&Statement>,
    ) -> Vec<ActorId> {
        let sentence = &self.place.article.sentences()[index];
        let floor = said.map_or(sentence.span.start, |said| {
            said.content
                .iter()
                .map(|part| part.start)
                .filter(|&start| sentence.span.holds(start) && start <= sentence.words[verb].span.start)
                .max()
                .unwrap_or(sentence.span.start)
        });
        let inside = |word: usize| sentence.words[word].span.start >= floor;
        if self.place.is_english() && !relative {
            let own = self.place.subject_from(index, verb, floor);
            if !own.is_empty() {
                return own;
            }
        }
        let head = (0..verb).rev().take(REACH).take_while(|&word| inside(word)).find(|&word| {
            let at = &sentence.words[word];
            let pointers = &self.place.lexicon.clauses.pointers;
            let points = pointers.contains(&*at.form) && word > 0 && inside(word - 1);
            !points && self.place.lexicon.norms.is_deed(&at.form) || self.deed_of(at).is_some()
        });
        if let Some(head) = head {
            // *tindakan Israel yang melanggar*: whose deed it is stands behind it.
            let own = if self.place.is_english() {
                self.place.owner(index, head)
            } else {
                self.possessor(index, head + 1, verb)
            };
            if !own.is_empty() {
                return own;
            }
            if let Some(event) = self.deed_of(&sentence.words[head]) {
                return event.sources.clone();
            }
            return self.at_issue(sentence, verb, said, relative);
        }
        // *menuduh Jerman melanggar …*: the parsed subject may be the speaker, who stands outside of what is said.
        let close = self.place.cast.in_sentence(index).filter(|mention| {
            !mention.inside
                && mention.span.start >= floor
                && mention.words.end <= verb
                && mention.words.end + 2 >= verb
        });
        if let Some(mention) = close.last().filter(|_| said.is_some() && !relative) {
            return mention.actors.clone();
        }
        let subject = self.place.subject(index, verb);
        let before = forms.get(verb.wrapping_sub(1));
        if !subject.is_empty()
            && !before.is_some_and(|form| self.place.lexicon.clauses.relative.contains(*form))
        {
            return subject;
        }
        if said.is_some() && relative { self.at_issue(sentence, verb, said, relative) } else { subject }
    }

    /// The event that a word tells, or that a noun of the same root leads back to.
    fn deed_of(&self, word: &Word) -> Option<&Event> {
        let after = self.events.partition_point(|event| event.trigger.start <= word.span.start);
        let before = || self.events[..after].iter().rev().take(BACK);
        if let Some(event) = before().next().filter(|event| event.trigger.contains(word.span)) {
            return Some(event);
        }
        let noun = word.morphology.nominal.is_some();
        before().filter(|_| noun).find(|event| {
            let analysis = self.place.article.analysis;
            analysis
                .word_at(event.trigger.start)
                .is_some_and(|(sentence, at)| analysis.sentences[sentence].words[at].root() == word.root())
        })
    }

    /// Whose deeds are spoken of: those who are asked to end them, else whom the speaker blamed, else the doer of
    /// what was told last.
    fn at_issue(
        &self,
        sentence: &Sentence,
        verb: usize,
        said: Option<&Statement>,
        relative: bool,
    ) -> Vec<ActorId> {
        let offset = sentence.words[verb].span.start;
        let after = self.events.partition_point(|event| event.trigger.start < offset);
        let before = || self.events[..after].iter().rev().take(BACK);
        let here = |event: &&Event| sentence.span.contains(event.trigger);
        if relative {
            let asked = before().filter(here).find(|event| {
                matches!(event.kind, EventType::Request | EventType::Accuse) && !event.targets.is_empty()
            });
            if let Some(asked) = asked {
                return asked.targets.clone();
            }
        }
        let country = |id: ActorId| self.place.cast.country(id);
        let own = |event: &Event| {
            said.is_some_and(|said| {
                said.speakers
                    .iter()
                    .any(|&speaker| event.sources.iter().any(|&source| country(source) == country(speaker)))
            })
        };
        let accused = before()
            .find(|event| !own(event) && event.kind != EventType::Request && event.kind != EventType::Accuse);
        accused.map(|event| event.sources.clone()).unwrap_or_default()
    }
}
