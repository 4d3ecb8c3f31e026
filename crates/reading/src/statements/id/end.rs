//! Where a report ends: where the writer speaks again.

use telisik_lexicon::{CueForm, Takes, WordClass};

use super::finder::Finder;
use crate::statements::line::Kind;

/// The longest report, in items, that is looked through for its end.
pub(super) const LONGEST: usize = 300;

impl Finder<'_, '_> {
    /// Where what is reported ends: before an attribution, a credit, or a clause of the narrator's own.
    pub(super) fn clause_end(&self, from: usize, end: usize) -> usize {
        let mut at = from;
        let mut steps = 0;
        while at < end && steps < LONGEST {
            steps += 1;
            if let Some(quote) = self.line.quote_from(at) {
                at = quote.items.end.max(at + 1);
                continue;
            }
            if at == from || !self.outside(at) {
                at += 1;
                continue;
            }
            if self.line.semicolon(at) && !(from..at).any(|i| self.is(i, Kind::Colon)) {
                return at;
            }
            let comma = self.is(at, Kind::Comma);
            let next = if comma { at + 1 } else { at };
            if self.turns(from, next, comma, end) {
                return at;
            }
            at += 1;
        }
        at.min(end)
    }

    /// Whether the writer speaks again at `at`.
    fn turns(&self, start: usize, at: usize, comma: bool, end: usize) -> bool {
        if self.class(at, WordClass::Credit)
            && (comma
                || self.class(at, WordClass::Quoted)
                || self.class(at.saturating_sub(1), WordClass::Like))
        {
            return true;
        }
        if self.line.any(at, &[WordClass::Like, WordClass::Thus])
            && (self.class(at + 1, WordClass::Credit) || self.cue_at(at + 1, CueForm::Passive).is_some())
        {
            return true;
        }
        if comma && self.class(at, WordClass::Thus) {
            return true;
        }
        if comma && self.class(at, WordClass::But) {
            return !self.class(at + 1, WordClass::Also)
                && !self.contrasted(start, at)
                && !self.own_subject(start, at + 1, end);
        }
        if comma && self.cue_at(at, CueForm::Preposition).is_some() {
            return true;
        }
        if comma && self.class(at, WordClass::Although) {
            return true;
        }
        if self.setting(at) {
            return true;
        }
        if comma && self.cue_at(at, CueForm::After).is_some() {
            return self.phrases.behind(at + 1, end).is_some_and(|speaker| self.names_somebody(&speaker));
        }
        let manner =
            (comma || self.is(at.saturating_sub(1), Kind::Word)) && self.class(at, WordClass::Accompanying);
        if manner && (self.cue_at(at + 1, CueForm::Verb).is_some() || self.class(at + 1, WordClass::Plea)) {
            return true;
        }
        if self.class(at, WordClass::Coordinator) && !self.class(at, WordClass::Until) {
            let mut next = at + 1;
            while self.line.any(next, &[WordClass::Adverb, WordClass::Way]) {
                next += 1;
            }
            return self.reports_again(next, end);
        }
        comma && self.reports_again(at, end)
    }

    /// A clause with a subject of its own that is no report: goes on with what was said.
    fn own_subject(&self, start: usize, at: usize, end: usize) -> bool {
        let stop = (at..end.min(at + 60))
            .find(|&i| self.is(i, Kind::Stop) && self.outside(i))
            .unwrap_or(end.min(at + 60));
        // *meminta warga mengungsi, tetapi kota itu …*: what is asked or alleged of somebody is about them.
        let of_somebody = start
            .checked_sub(1)
            .and_then(|cue| self.cue_at(cue, CueForm::Verb))
            .is_some_and(|found| found.cue.takes == Takes::Person);
        self.phrases.nominal(at)
            && !of_somebody
            && !(at..stop).any(|i| self.cue_at(i, CueForm::Verb).is_some())
    }

    /// *dalam konferensi pers*, *pada pertemuan dengan …*: where it was said.
    fn setting(&self, at: usize) -> bool {
        if !self.class(at, WordClass::SettingLead) {
            return false;
        }
        // *dibahas dalam pertemuan*: belongs to the verb before it, and so to what was said.
        if at > 0 && self.verb(at - 1) {
            return false;
        }
        let next = at + 1 + usize::from(self.class(at + 1, WordClass::Article));
        self.class(next, WordClass::Setting)
            || self.class(next, WordClass::PressEvent) && self.class(next + 1, WordClass::OfPress)
    }

    /// *bukan …, tetapi*, *tidak hanya …, tetapi*: both halves were said.
    fn contrasted(&self, start: usize, at: usize) -> bool {
        (start.max(at.saturating_sub(30))..at).any(|i| {
            self.class(i, WordClass::Rather)
                || self.class(i, WordClass::Not) && self.class(i + 1, WordClass::Only)
        })
    }

    /// A reporting verb that takes up the subject of the one before.
    fn reports_again(&self, at: usize, end: usize) -> bool {
        let Some(found) = self.cue_at(at, CueForm::Verb) else { return false };
        let next = at + found.len;
        match found.cue.takes {
            Takes::Anything | Takes::Clause => true,
            Takes::Marked | Takes::Noun => {
                self.class(next, WordClass::Complementiser)
                    || self.is(next, Kind::Opening)
                    || self.is(next, Kind::Comma)
            }
            Takes::Person => self.asks(&(next..end.min(next + 24))),
        }
    }
}
