//! Indonesian time expressions.

mod length;
mod moment;
mod numerals;
mod period;

use crate::times::form::Form;
use crate::times::grammar::Grammar;

impl Grammar<'_> {
    /// The longest Indonesian expression at a piece.
    pub(in crate::times) fn indonesian(&self, at: usize) -> Option<(Form, usize)> {
        let readings = [
            self.vague(at),
            self.moment(at).map(|(moment, next)| (Form::Moment(moment), next)),
            self.days(at),
            self.month(at),
            self.year(at),
            self.part_of_year(at),
            self.season(at),
            self.period(at),
            self.length(at),
            self.nth(at),
            self.same(at),
            self.every(at),
            self.feast(at),
        ];
        // The first of equally long ones: `max_by_key` would give the last.
        readings.into_iter().flatten().rev().max_by_key(|&(_, end)| end)
    }
}
