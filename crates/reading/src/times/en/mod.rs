//! English time expressions.

mod length;
mod moment;
mod month;
mod number;
mod period;
mod quarter;
mod tense;
#[cfg(test)]
mod tests;
mod year;

use telisik_lexicon::{CalendarMeaning, TimeWord};

use crate::times::form::Form;
use crate::times::grammar::Grammar;

pub(super) use tense::tense;

/// Reads English off pieces, as [`Grammar`] does.
#[derive(Clone, Copy)]
pub(super) struct English<'a>(pub(super) Grammar<'a>);

/// What was read, the TIMEX3 modifier its own words give it, and the index behind it.
type Read = (Form, Option<String>, usize);

impl English<'_> {
    /// The longest English expression at a piece.
    pub(super) fn expression(self, at: usize) -> Option<Read> {
        if self.in_word(at) {
            return None;
        }
        let readings = [
            self.vague(at),
            self.moment(at),
            self.days(at),
            self.month(at),
            self.year(at),
            self.part_of_year(at),
            self.season(at),
            self.period(at),
            self.length(at),
            self.nth(at),
            self.every(at),
            self.feast(at),
        ];
        // The first of equally long ones: `max_by_key` would give the last.
        readings.into_iter().flatten().rev().max_by_key(|&(.., end)| end)
    }

    /// Whether the piece goes on with a word or number that began before it: *F-16*, *B2*.
    fn in_word(self, at: usize) -> bool {
        let Some(before) = self.0.before(at).filter(|_| self.0.glued(at)) else { return false };
        let letters = before.form.chars().all(char::is_alphanumeric);
        letters && before.form.chars().any(char::is_alphabetic) || before.is_mark("$")
    }

    /// *now*, *recently*, *in the future*.
    fn vague(self, at: usize) -> Option<Read> {
        let (value, next) = self.0.find(at, |meaning| match meaning {
            CalendarMeaning::Vague(value) => Some(value.clone()),
            CalendarMeaning::VagueAt(value) => self.led(at).then(|| value.clone()),
            _ => None,
        })?;
        let goes_on = self.0.is(next, "-") && self.0.glued(next);
        (!goes_on).then_some((Form::Vague(value), None, next))
    }

    /// Whether a preposition of time stands before the piece.
    fn led(self, at: usize) -> bool {
        self.0.behind(at, TimeWord::Lead)
    }

    /// The index behind *the*, or the index itself.
    fn the(self, at: usize) -> usize {
        if self.0.among(at, TimeWord::Definite) && self.0.same_line(at, at + 1) { at + 1 } else { at }
    }

    /// The index behind a hyphen that joins two words, or the index itself.
    fn hyphen(self, at: usize) -> usize {
        if self.0.is(at, "-") && self.0.glued(at) && self.0.glued(at + 1) { at + 1 } else { at }
    }

    /// *early*, *the end of*, *mid-*, *later*, and what follows it.
    fn stage(self, at: usize) -> Option<(String, usize)> {
        let (stage, next) = self.0.stage(self.the(at))?;
        Some((stage, self.the(self.hyphen(next))))
    }

    /// *last*, *this*, *next*: how far from now.
    fn pointer(self, at: usize) -> Option<(i8, usize)> {
        self.0.shift(at).filter(|&(_, next)| self.0.same_line(at, next))
    }

    /// *previous*, *following*, *that*, *same*: how far from what was told before.
    fn told(self, at: usize) -> Option<(i8, usize)> {
        self.0.find(at, |meaning| match meaning {
            CalendarMeaning::Before => Some(-1),
            CalendarMeaning::That => Some(0),
            CalendarMeaning::After => Some(1),
            _ => None,
        })
    }

    /// Whether the sentence begins at the piece, so that its capital says nothing.
    fn starts(self, at: usize) -> bool {
        self.0
            .before(at)
            .is_none_or(|before| [".", "\"", "“", "?", "!", ":", "`"].contains(&before.form.as_str()))
    }
}
