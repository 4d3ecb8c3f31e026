//! What a cue reports: where it begins behind adverbials, where it ends, and whether it can be a report.

use std::ops::Range;

use telisik_lexicon::{CueClass, CueForm, Takes, WordClass};

use super::finder::{Finder, Found};
use super::phrase::REACH;
use crate::statements::line::Kind;

/// Words behind a cue that say only that somebody speaks on.
const SPEAKING_ON: [WordClass; 4] = [WordClass::Clitic, WordClass::Also, WordClass::Anew, WordClass::Back];

impl Finder<'_, '_> {
    /// What follows the cue: its items, and whether a complementiser, comma, colon or mark sets it off.
    pub(super) fn content_of(
        &self,
        cue: &Range<usize>,
        end: usize,
        passage: &Range<usize>,
    ) -> (Option<Range<usize>>, bool) {
        let mut at = self.past_adverbials(cue.end, passage.end);
        let mut marked = false;
        loop {
            let complement = self.class(at, WordClass::Complementiser) && self.outside(at);
            if self.is(at, Kind::Comma) || self.is(at, Kind::Colon) || complement {
                marked = true;
                at += 1;
            } else {
                break;
            }
        }
        marked |= self.is(at, Kind::Opening);
        if !marked && let Some(that) = self.told_whom(at, passage.end) {
            marked = true;
            at = that + 1;
        }
        if self.class(at, WordClass::Aim) && self.line.count(at..end) > 2 {
            marked = true;
            at += 1;
        }
        let end = if end <= at { self.clause_end(at, passage.end) } else { end };
        ((at < end).then_some(at..end), marked)
    }

    /// *memberi tahu* **para sekutunya** *bahwa*: the complementiser behind the person who is told.
    fn told_whom(&self, from: usize, end: usize) -> Option<usize> {
        let that = (from..end.min(from + 9)).find(|&at| !self.phrases.nominal(at))?;
        (that > from && self.class(that, WordClass::That)).then_some(that)
    }

    /// Skips adverbials between a cue and what it reports: *kepada wartawan*, *pada Kamis (26/10)*,
    /// *dalam konferensi pers di Oslo*. Only where a complementiser, comma, colon or quotation mark follows
    /// them, or where they are short and end in a date or an outlet.
    pub(super) fn past_adverbials(&self, from: usize, end: usize) -> usize {
        let begins = |at: usize| {
            (self.class(at, WordClass::Preposition) && !self.class(at, WordClass::ContentPreposition))
                || self.class(at, WordClass::Calendar)
                || self.is(at, Kind::OpenParen)
                || self.line.any(at, &[WordClass::Clitic, WordClass::Adverbial])
                || self.further(at)
        };
        if !begins(from) {
            return from;
        }
        let mut at = from;
        let limit = end.min(from + 22);
        while at < limit {
            let verb = self.verb(at) && at > from && !self.class(at, WordClass::Adverb);
            if self.is(at, Kind::Stop) || !self.outside(at) || (verb && at > from + 1) {
                break;
            }
            if self.class(at, WordClass::Complementiser) && !self.class(at, WordClass::Condition)
                || self.is(at, Kind::Comma)
                || self.is(at, Kind::Colon)
                || self.is(at, Kind::Opening)
            {
                return at;
            }
            if self.is(at, Kind::OpenParen) {
                let close = (at..limit).find(|&i| self.is(i, Kind::CloseParen));
                at = close.unwrap_or(at);
            }
            at += 1;
        }
        self.short_adverbial(from, end)
    }

    /// *juga*, *kepada AFP*, *pada Kamis (28/5)*: what surely is an adverbial without a mark behind it.
    fn short_adverbial(&self, from: usize, end: usize) -> usize {
        let mut at = from;
        loop {
            if self.line.any(at, &SPEAKING_ON) || self.further(at) {
                at += 1;
                continue;
            }
            let hearer = self.class(at, WordClass::Hearer);
            let led = hearer || self.class(at, WordClass::On);
            if led || self.class(at, WordClass::Calendar) {
                let mut next = at + usize::from(led);
                if self.class(next, WordClass::Day) {
                    next += 1;
                }
                let date = self.class(next, WordClass::Calendar);
                let outlet = hearer && self.line.any(next, &[WordClass::Outlet, WordClass::Press]);
                if date || outlet {
                    next += 1;
                    while next < end
                        && (self.line.items[next].digit() || self.class(next, WordClass::Calendar))
                    {
                        next += 1;
                    }
                    if self.is(next, Kind::OpenParen)
                        && let Some(close) =
                            (next..end.min(next + 10)).find(|&i| self.is(i, Kind::CloseParen))
                    {
                        next = close + 1;
                    }
                    at = next;
                    continue;
                }
            }
            return at;
        }
    }

    /// *lebih lanjut*, *lebih jauh*; *lebih dari dua juta* belongs to what is said.
    fn further(&self, at: usize) -> bool {
        self.class(at, WordClass::More) && self.line.any(at + 1, &[WordClass::Further, WordClass::Sooner])
            || self.class(at, WordClass::Further) && at > 0 && self.class(at - 1, WordClass::More)
    }

    /// Whether what follows is something this cue reports.
    pub(super) fn fits(&self, found: Found<'_>, content: &Range<usize>, marked: bool) -> bool {
        let words = self.line.count(content.clone());
        if words == 0 || (words < 2 && !marked) {
            return false;
        }
        let clause = self.clausal(content);
        match found.cue.takes {
            Takes::Anything => true,
            Takes::Clause => marked || clause || self.predicated(content) || self.estimate(content),
            Takes::Marked => {
                marked
                    || self.predicated(content)
                    || (found.cue.class != CueClass::Accuse
                        && self.line.any(content.start, &[WordClass::Future, WordClass::Aim]))
                    || (found.cue.class == CueClass::Promise && self.verb(content.start))
            }
            Takes::Person => marked || self.asks(content),
            Takes::Noun => marked || clause || self.telling(content, found.cue.class),
        }
    }

    /// A verb stands in it that neither *yang* nor a preposition makes part of a noun phrase.
    pub(super) fn clausal(&self, content: &Range<usize>) -> bool {
        let mut relative = false;
        for at in content.clone().take(REACH) {
            if self.class(at, WordClass::Relative) {
                relative = true;
            } else if self.is(at, Kind::Comma) {
                relative = false;
            } else if at > content.start && self.class(at, WordClass::Circumstance) {
                return false;
            } else if self.verb(at) || self.class(at, WordClass::Negator) {
                let noun = self.class(at + 1, WordClass::Clitic) && self.cue_at(at, CueForm::Verb).is_none();
                if noun || at > content.start && self.class(at - 1, WordClass::Infinitive) {
                    continue;
                }
                if !relative {
                    return true;
                }
                if self.class(at, WordClass::Verb) || self.class(at, WordClass::Adverb) {
                    continue;
                }
                relative = false;
            }
        }
        false
    }

    /// *sekitar 400 ribu warga …*: a number with a hedge is a finding of the speaker's.
    fn estimate(&self, content: &Range<usize>) -> bool {
        let compared = self.line.any(content.start, &[WordClass::More, WordClass::Fewer])
            && self.class(content.start + 1, WordClass::Than);
        let hedged = compared || self.class(content.start, WordClass::Hedge);
        let number = content.clone().take(4).any(|at| self.line.items[at].digit());
        hedged && number && self.line.count(content.clone()) >= 4
    }

    /// *X sebagai Y*: says something of X.
    fn predicated(&self, content: &Range<usize>) -> bool {
        let mut at = content.start;
        while at < content.end && at < content.start + 16 && !self.is(at, Kind::Comma) {
            if self.class(at, WordClass::Role) {
                return true;
            }
            at += 1;
        }
        false
    }

    /// Somebody is asked to act, or said to have acted: *warga untuk mengungsi*, *Iran melanggar …*.
    pub(super) fn asks(&self, content: &Range<usize>) -> bool {
        for at in content.clone().take(24) {
            if !self.outside(at) {
                continue;
            }
            if self.line.any(at, &[WordClass::Wish, WordClass::Role, WordClass::That]) {
                return at + 1 < content.end;
            }
            if self.class(at, WordClass::Aim) {
                let mut next = at + 1;
                if self.line.any(next, &[WordClass::Adverb, WordClass::Negator]) {
                    return true;
                }
                while self.line.any(next, &[WordClass::Adverb, WordClass::Negator])
                    || self.is(next, Kind::Opening)
                {
                    next += 1;
                }
                if self.verb(next) {
                    return true;
                }
            }
        }
        let persons = content.start + 1..content.end;
        !self.verb(content.start) && self.clausal(&persons)
    }

    /// A noun phrase that says what happened: more than *tuduhan itu*.
    fn telling(&self, content: &Range<usize>, class: CueClass) -> bool {
        let told = content.clone().take(REACH).filter(|&at| {
            self.is(at, Kind::Word)
                && !self.class(at, WordClass::Hollow)
                && !self.class(at, WordClass::Demonstrative)
        });
        told.count() >= if class == CueClass::Deny { 3 } else { 2 }
    }
}
