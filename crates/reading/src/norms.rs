//! Resolutions, treaties and laws that are invoked, and who is said to violate them.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use telisik_language::{Block, Sentence, Word};
use telisik_lexicon::{Lexicon, Scope, ViolationForm};
use telisik_record::{ActorId, Event, EventType, Mood, Norm, Rule, Statement, Status, Violation};

use crate::Article;
use crate::actors::Cast;
use crate::stances::{Place, Voices};

/// How far a norm may stand from the word that says it is violated.
const REACH: usize = 12;
/// How many events back a deed is looked for.
const BACK: usize = 20;
/// How many words a norm's own name may have.
const NAME: usize = 12;

/// Reads the norms of an article in the order of their first naming.
pub fn read(
    article: Article<'_>,
    lexicon: &Lexicon,
    cast: &Cast,
    statements: &[Statement],
    events: &[Event],
) -> Vec<Norm> {
    let place = Place { article, lexicon, cast };
    let mut reader = Reader {
        place,
        statements,
        events,
        voices: Voices::new(statements),
        norms: Vec::new(),
        known: BTreeMap::new(),
        last: BTreeMap::new(),
    };
    for (index, sentence) in article.sentences().iter().enumerate() {
        if !matches!(sentence.block, Block::Boilerplate | Block::Dateline) {
            reader.sentence(index, sentence);
        }
    }
    reader.norms
}

/// One naming of a norm in a sentence.
struct Naming {
    words: Range<usize>,
    norm: usize,
}

/// What a naming tells of its norm.
struct Sight {
    words: Range<usize>,
    /// The same for all namings of one norm.
    identity: String,
    issuer: Option<String>,
    number: Option<String>,
    rule: String,
}

struct Reader<'s, 'a> {
    place: Place<'s, 'a>,
    statements: &'s [Statement],
    events: &'s [Event],
    voices: Voices,
    norms: Vec<Norm>,
    /// Norms by their identity.
    known: BTreeMap<String, usize>,
    /// The norm that each kind's word named last: *resolusi tersebut* leads back to it.
    last: BTreeMap<String, usize>,
}

impl Reader<'_, '_> {
    fn sentence(&mut self, index: usize, sentence: &Sentence) {
        let forms: Vec<&str> = sentence.words.iter().map(|word| &*word.form).collect();
        let mut namings: Vec<Naming> = Vec::new();
        let mut at = 0;
        while at < forms.len() {
            if let Some(sight) = self.named(&forms, at).or_else(|| self.of_kind(index, sentence, &forms, at))
            {
                at = sight.words.end;
                let words = sight.words.clone();
                let norm = self.note(sentence, sight, &namings);
                self.last.insert(forms[words.start].to_owned(), norm);
                namings.push(Naming { words, norm });
                continue;
            }
            let back = forms.get(at + 1).is_some_and(|next| matches!(*next, "itu" | "tersebut" | "ini"));
            if let Some(&norm) = self.last.get(forms[at]).filter(|_| back) {
                namings.push(Naming { words: at..at + 2, norm });
            }
            at += 1;
        }
        if namings.is_empty() {
            return;
        }
        for at in 0..forms.len() {
            if let Some((form, length)) = self.place.lexicon.norms.violation(&forms, at) {
                self.violation(index, &forms, at..at + length, form, &namings);
            }
        }
    }

    fn named(&self, forms: &[&str], at: usize) -> Option<Sight> {
        let (norm, length) = self.place.lexicon.norms.named(forms, at)?;
        Some(Sight {
            words: at..at + length,
            identity: norm.id.clone(),
            issuer: norm.issuer.clone(),
            number: None,
            rule: norm.id.clone(),
        })
    }

    /// *resolusi* with an issuer or a number; *Traktat …* with a name in capitals.
    fn of_kind(&self, index: usize, sentence: &Sentence, forms: &[&str], at: usize) -> Option<Sight> {
        let kind = self.place.lexicon.norms.kind(forms[at])?;
        if at > 0 && kind.except.iter().any(|word| word == forms[at - 1]) {
            return None;
        }
        if kind.proper {
            return self.proper(sentence, forms, at, &kind.id);
        }
        let mut end = at + 1;
        let mut issuer = None;
        let mut number = None;
        let mut before_number = false;
        while end < forms.len() && end - at <= NAME {
            let mention = self.place.cast.around(index, end).filter(|m| m.words.start == end);
            let code = mention.and_then(|m| self.place.cast.actor(*m.actors.first()?)?.code.as_ref());
            if let (Some(mention), Some(code)) =
                (mention, code.filter(|code| code.as_str().starts_with("IGO")))
                && issuer.is_none()
            {
                issuer = Some(code.country().to_owned());
                end = mention.words.end;
                before_number = false;
            } else if is_number(forms[end])
                && number.is_none()
                && (issuer.is_some() || before_number || end == at + 1)
            {
                number = Some(forms[end].to_owned());
                end += 1;
                before_number = false;
            } else if matches!(forms[end], "nomor" | "no" | "no.") {
                before_number = true;
                end += 1;
            } else {
                break;
            }
        }
        // *resolusi nomor* without a number is cut damaged text.
        end -= usize::from(before_number);
        let said = issuer.is_some() || number.is_some();
        let identity = format!(
            "{}/{}/{}",
            kind.id,
            issuer.as_deref().unwrap_or_default(),
            number.as_deref().unwrap_or_default()
        );
        said.then(|| Sight { words: at..end, identity, issuer, number, rule: kind.id.clone() })
    }

    fn proper(&self, sentence: &Sentence, forms: &[&str], at: usize, rule: &str) -> Option<Sight> {
        // In headlines every word may have a capital.
        if !sentence.words[at].capital || sentence.block != Block::Body {
            return None;
        }
        let joins = |word: &str| matches!(word, "tentang" | "dan" | "untuk" | "mengenai");
        let capital = |word: usize| sentence.words.get(word).is_some_and(|word| word.capital);
        let mut end = at + 1;
        while end < forms.len() && end - at <= NAME {
            if capital(end) || is_number(forms[end]) && end > at + 1 || joins(forms[end]) && capital(end + 1)
            {
                end += 1;
            } else {
                break;
            }
        }
        if end < at + 2 || !capital(at + 1) {
            return None;
        }
        let issuer = forms[at + 1..end].contains(&"pbb").then(|| "IGO UNO".to_owned());
        let number = forms[at + 1..end].iter().find(|form| is_number(form)).map(|&form| form.to_owned());
        let identity = forms[at..end].join(" ");
        Some(Sight { words: at..end, identity, issuer, number, rule: rule.to_owned() })
    }

    /// The norm of a naming; an abbreviation in brackets right behind another naming is the same norm.
    fn note(&mut self, sentence: &Sentence, sight: Sight, before: &[Naming]) -> usize {
        let start = sight.words.start;
        let bracket = start > 0 && &*sentence.words[start - 1].form == "(";
        let same = before.last().filter(|naming| bracket && naming.words.end + 1 == start);
        if let Some(norm) = same.map(|naming| naming.norm) {
            self.known.entry(sight.identity).or_insert(norm);
            return norm;
        }
        if let Some(&norm) = self.known.get(&sight.identity) {
            return norm;
        }
        let span = sentence.span_of(sight.words);
        self.norms.push(Norm {
            span,
            name: self.place.article.slice(span).to_owned(),
            issuer: sight.issuer,
            number: sight.number,
            said_to_be_violated_by: Vec::new(),
            rule: Rule::new(sight.rule),
        });
        self.known.insert(sight.identity, self.norms.len() - 1);
        self.norms.len() - 1
    }

    fn violation(
        &mut self,
        index: usize,
        forms: &[&str],
        words: Range<usize>,
        form: ViolationForm,
        namings: &[Naming],
    ) {
        let sentence = &self.place.article.sentences()[index];
        let naming = match form {
            ViolationForm::Passive => namings
                .iter()
                .rev()
                .find(|naming| naming.words.end <= words.start && naming.words.end + REACH >= words.start),
            _ => namings
                .iter()
                .find(|naming| naming.words.start >= words.end && naming.words.start <= words.end + REACH),
        };
        let Some(norm) = naming.map(|naming| naming.norm) else { return };
        let span = sentence.span_of(words.clone());
        let said = self.voices.innermost(span).and_then(|said| self.statements.get(said));
        let relative = words.start > 0 && forms[words.start - 1] == "yang";
        let mood = self.mood(index, forms, &words, form, relative);
        let actors = match form {
            ViolationForm::Verb => self.doers(index, forms, words.start, relative, said),
            ViolationForm::Passive => {
                self.place.agent(index, words.end + usize::from(forms.get(words.end) == Some(&"oleh")))
            }
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
        let planned = before.iter().any(|form| {
            let status = lexicon.status.get(form).map(|cue| cue.status);
            matches!(status, Some(Status::Planned | Status::Possible))
        });
        if self.place.negator(index, words.start).is_some() {
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
        let head = (0..verb).rev().take(REACH).take_while(|&word| inside(word)).find(|&word| {
            let at = &sentence.words[word];
            let points = matches!(&*at.form, "itu" | "ini") && word > 0 && inside(word - 1);
            !points && self.place.lexicon.norms.is_deed(&at.form) || self.deed_of(at).is_some()
        });
        if let Some(head) = head {
            // *tindakan Israel yang melanggar*: whose deed it is stands behind it.
            let own = self.possessor(index, head + 1, verb);
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
        if !subject.is_empty() && forms.get(verb.wrapping_sub(1)) != Some(&"yang") {
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

/// *1874*, *2334*: the number of a resolution, not a small count.
fn is_number(form: &str) -> bool {
    (2..=5).contains(&form.len()) && form.chars().all(|c| c.is_ascii_digit())
}
