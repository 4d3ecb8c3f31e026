//! Noun phrases that name speakers, and the shortest name in them.

use std::ops::Range;

use telisik_lexicon::WordClass;
use telisik_record::Span;

use crate::statements::line::{Item, Kind, Line, Words};

/// How far a phrase before or behind a cue is followed. Bounds the work on lines without any stop.
pub(super) const REACH: usize = 60;

/// How many names a list is followed for. Bounds the work on lines of names.
const LISTED: usize = 12;

/// The phrase finder of one line.
pub(super) struct Phrases<'a, 'b> {
    pub(super) line: &'b Line<'a>,
    pub(super) words: &'b Words<'b>,
    /// Names of persons in the article, in order.
    pub(super) persons: &'b [Span],
}

/// Classes of words that stand in no noun phrase.
const CLOSED: [WordClass; 9] = [
    WordClass::Preposition,
    WordClass::Subordinator,
    WordClass::Coordinator,
    WordClass::Complementiser,
    WordClass::Adversative,
    WordClass::Negator,
    WordClass::Credit,
    WordClass::Calendar,
    WordClass::Manner,
];

fn closed_class(item: &Item<'_>) -> bool {
    let title = item.has(WordClass::Title) && !item.has(WordClass::In);
    !title && (item.classes.any(&CLOSED) || item.has(WordClass::Adverb) && !item.capital())
}

impl<'a> Phrases<'a, '_> {
    pub(super) fn item(&self, at: usize) -> Option<&Item<'a>> {
        self.line.items.get(at)
    }

    pub(super) fn has(&self, at: usize, class: WordClass) -> bool {
        self.line.has(at, class)
    }

    fn verb_at(&self, at: usize) -> bool {
        self.item(at).is_some_and(|item| self.words.verb(item) || item.has(WordClass::Adverb))
    }

    pub(super) fn outside(&self, at: usize) -> bool {
        self.item(at).is_some_and(|item| item.depth == 0)
    }

    /// A word that can stand in the middle of a noun phrase.
    pub(super) fn nominal(&self, at: usize) -> bool {
        let Some(item) = self.item(at) else { return false };
        if !item.is(Kind::Word) || item.depth > 0 || item.classes.any(&[WordClass::Relative, WordClass::Like])
        {
            return false;
        }
        if item.capital() && !closed_class(item) {
            return true;
        }
        if item.has(WordClass::In) {
            return self.has(at + 1, WordClass::Interior);
        }
        if item.classes.any(&[WordClass::Title, WordClass::Pronoun]) {
            return true;
        }
        !closed_class(item) && !self.words.verb(item)
    }

    /// The noun phrase that begins at `at`: up to a preposition, verb, relative clause or mark.
    pub(super) fn noun_phrase(&self, at: usize, end: usize) -> Option<Range<usize>> {
        let mut to = at;
        let end = end.min(at + REACH).min(self.line.items.len());
        while to < end {
            let inside = to > at;
            let dash = inside && self.line.is(to, Kind::Dash) && self.glued(to) && self.nominal(to + 1);
            // *Rina, Adam, dan Sari*: a list goes on over the comma before *dan*.
            let last = self.line.is(to, Kind::Comma)
                && self.has(to + 1, WordClass::Coordinator)
                && self.joins(to + 1, end)
                && (at..to).any(|i| self.line.is(i, Kind::Comma));
            if !(self.nominal(to) || inside && (last || self.joins(to, end)) || dash) {
                break;
            }
            to += 1;
        }
        (to > at).then_some(at..to)
    }

    /// No white space on either side.
    pub(super) fn glued(&self, at: usize) -> bool {
        let (Some(before), Some(item), Some(after)) =
            (at.checked_sub(1).and_then(|b| self.item(b)), self.item(at), self.item(at + 1))
        else {
            return false;
        };
        before.span.end == item.span.start && item.span.end == after.span.start
    }

    /// *dan*, or a comma of a list that has *dan* further on, with names on both sides.
    pub(super) fn joins(&self, at: usize, end: usize) -> bool {
        let named = |at: usize| {
            self.nominal(at)
                && self.item(at).is_some_and(|item| {
                    item.capital() || item.classes.any(&[WordClass::Title, WordClass::Determiner])
                })
        };
        if self.has(at, WordClass::Coordinator) {
            return named(at + 1);
        }
        if !self.line.is(at, Kind::Comma) || !named(at + 1) {
            return false;
        }
        let mut next = at + 1;
        for _ in 0..LISTED {
            let from = next;
            while next < end.min(from + 10) && self.nominal(next) {
                next += 1;
            }
            if self.has(next, WordClass::Coordinator) {
                return named(next + 1);
            }
            if !self.line.is(next, Kind::Comma) {
                return false;
            }
            next += 1;
            if !(self.has(next, WordClass::Coordinator) || named(next)) {
                return false;
            }
        }
        false
    }

    /// Names set side by side with commas and *dan*, none of them the office of the one before:
    /// *Rina Moen, Adam Tui dan Sari Lind*, but not *Rina Moen, Menteri Luar Negeri dan Perdagangan*.
    pub(super) fn list(&self, phrase: &Range<usize>) -> bool {
        let mut start = phrase.start;
        let mut joined = false;
        for at in phrase.clone() {
            let coordinator = self.has(at, WordClass::Coordinator);
            joined |= coordinator;
            if !(coordinator || self.line.is(at, Kind::Comma)) {
                continue;
            }
            if at > start && !self.member(&(start..at), start == phrase.start) {
                return false;
            }
            start = at + 1;
        }
        joined && start < phrase.end && self.member(&(start..phrase.end), false)
    }

    /// Can stand in a list of speakers: the first as it likes, a later one by its own name.
    fn member(&self, name: &Range<usize>, first: bool) -> bool {
        first
            || self.item(name.start).is_some_and(Item::capital) && !self.has(name.start, WordClass::Title)
            || self.person_in(name).is_some()
    }

    /// The speaker named from `at` on, behind a cue: *kata* **Rina**, *ujar*​**nya**, *tulis* **pernyataan itu**.
    pub(super) fn behind(&self, at: usize, end: usize) -> Option<Range<usize>> {
        let at = if self.has(at, WordClass::Agent) { at + 1 } else { at };
        if self.has(at, WordClass::Clitic) {
            return Some(at..at + 1);
        }
        let listed = self.noun_phrase(at, end)?;
        // A comma behind a cue ends the speaker: what follows is the report, or the office of the speaker.
        let comma = listed.clone().find(|&at| self.line.is(at, Kind::Comma));
        let closed = !self.line.is(listed.end, Kind::Comma) && !self.verb_at(listed.end);
        if comma.is_some() && closed && self.list(&listed) {
            return Some(listed);
        }
        let phrase = listed.start..comma.unwrap_or(listed.end);
        if let Some(author) = self.author(&phrase, end) {
            return Some(author);
        }
        Some(self.named(phrase, end))
    }

    /// *laporan* **kantor berita X**, *pernyataan dari* **kementerian**: a text's author speaks, not the text.
    fn author(&self, phrase: &Range<usize>, end: usize) -> Option<Range<usize>> {
        if !self.has(phrase.start, WordClass::Report) {
            return None;
        }
        let mut at = phrase.start + 1;
        while at < phrase.end && (self.has(at, WordClass::Report) || self.weak(at)) {
            at += 1;
        }
        if at < phrase.end {
            return Some(self.shortest(at..phrase.end));
        }
        if self.has(at, WordClass::Author) {
            return self.noun_phrase(at + 1, end).map(|name| self.shortest(name));
        }
        None
    }

    /// Says nothing about whose text it is: *laporan* **terbaru**, *pernyataan* **itu**.
    fn weak(&self, at: usize) -> bool {
        self.line.any(at, &[WordClass::Demonstrative, WordClass::TextTrait])
    }

    /// The name that belongs to a phrase: the person in it, or behind the office it names.
    pub(super) fn named(&self, phrase: Range<usize>, end: usize) -> Range<usize> {
        let office = self.has(phrase.start, WordClass::Title)
            || self.item(phrase.start).is_some_and(|item| !item.capital());
        let pronoun = self.has(phrase.start, WordClass::Pronoun);
        if !office || pronoun || self.person_in(&phrase).is_some() {
            return self.shortest(phrase);
        }
        self.behind_office(&phrase, end).map_or_else(|| self.shortest(phrase), |name| self.shortest(name))
    }

    /// *Menteri Luar Negeri (Menlu) Selandia Baru,* **Ana Tui***,*; *Duta Besar Chad untuk PBB* **Idris Saleh**.
    fn behind_office(&self, phrase: &Range<usize>, end: usize) -> Option<Range<usize>> {
        let mut at = phrase.end;
        let mut latest = None;
        for _ in 0..5 {
            if self.line.is(at, Kind::OpenParen) {
                at = (at..end.min(at + 8)).find(|&i| self.line.is(i, Kind::CloseParen))? + 1;
                let Some(next) = self.noun_phrase(at, end) else { continue };
                at = next.end;
                latest = Some(next);
            } else if self.has(at, WordClass::OfficeArea) {
                let next = self.noun_phrase(at + 1, end)?;
                if let Some(person) = self.person_in(&next) {
                    return Some(person);
                }
                at = next.end;
            } else if self.line.is(at, Kind::Comma) {
                let name = self.noun_phrase(at + 1, end)?;
                if self.person_in(&name).is_some() {
                    return Some(name);
                }
                let all_capital = name.clone().all(|at| self.item(at).is_some_and(Item::capital));
                let proper = !self.has(name.start, WordClass::Title) && name.len() <= 5;
                let closed = self.line.is(name.end, Kind::Comma) || !self.line.is(name.end, Kind::Word);
                let spoken = all_capital && proper && (closed || self.has(name.end, WordClass::Preposition));
                return spoken.then_some(name).or(latest);
            } else {
                break;
            }
        }
        latest
    }

    /// The items of the last person named in a range.
    pub(super) fn person_in(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let span = self.line.span(range.clone())?;
        let after = self.persons.partition_point(|person| person.start < span.end);
        let person = self.persons.get(after.checked_sub(1)?)?;
        if person.end <= span.start {
            return None;
        }
        let start = range.clone().find(|&at| self.line.items[at].span.end > person.start)?;
        let end = range.clone().rev().find(|&at| self.line.items[at].span.start < person.end)? + 1;
        (start < end).then_some(start..end)
    }

    /// Takes off what only leads to the name: leading numbers of order, kinds of outlet, *pihak*.
    pub(super) fn shortest(&self, mut name: Range<usize>) -> Range<usize> {
        while name.len() > 1 && self.has(name.start, WordClass::NameLead) {
            name.start += 1;
        }
        while name.len() > 1 && self.has(name.end - 1, WordClass::Adverb) {
            name.end -= 1;
        }
        let mut at = name.start;
        while at < name.end {
            let both = format!("{} {}", self.line.form(at), self.line.form(at + 1));
            if self.words.cues.is(&both, WordClass::OutletNoun) {
                at += 2;
            } else if self.line.any(at, &[WordClass::OutletNoun, WordClass::Report]) {
                at += 1;
            } else {
                break;
            }
        }
        let named = self.item(at).is_some_and(Item::capital) && at < name.end;
        let name = if named { at..name.end } else { name };
        let several = name.clone().any(|at| self.has(at, WordClass::Coordinator));
        match self.person_in(&name) {
            Some(person) if !several && person.end == name.end => person,
            _ => name,
        }
    }
}
