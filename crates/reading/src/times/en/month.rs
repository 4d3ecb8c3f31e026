use telisik_lexicon::TimeWord;

use super::{English, Read};
use crate::times::form::Form;

impl English<'_> {
    /// *March 2024*, *early March*, *last April*, *mid-November*, *March of last year*, *the end of June*.
    pub(super) fn month(self, at: usize) -> Option<Read> {
        let g = self.0;
        let (stage, place) = self.stage(at).map_or((None, at), |(stage, next)| (Some(stage), next));
        let pointed = self.pointer(place);
        let place = pointed.map_or(place, |(_, next)| next);
        let (month, next) = self.month_name(place)?;
        if let Some(read) = self.months(at, month, next).filter(|_| stage.is_none() && pointed.is_none()) {
            return Some(read);
        }
        let (year, end) = self.year_ref(next).map_or((None, next), |(year, after)| (Some(year), after));
        let bare = stage.is_none() && pointed.is_none() && year.is_none();
        let abbreviated = self.is_abbreviation(place);
        // *May* and *March* are words, and any month's name may begin a name.
        let word = g.among(place, TimeWord::MonthHomonym);
        let named =
            g.capital(end) && !g.glued(end) && g.same_line(place, end) && g.among(end, TimeWord::EventName);
        if bare && (abbreviated || word && !self.led(place) || named) {
            return None;
        }
        Some((
            Form::Month { month, year, stage: stage.clone(), when: pointed.map(|(shift, _)| shift) },
            None,
            end,
        ))
    }

    /// *March-May 2024*, *June to August*.
    fn months(self, at: usize, month: i8, next: usize) -> Option<Read> {
        let g = self.0;
        let place = if g.is(next, "through") { next + 1 } else { g.to(next)? };
        let (last, next) = self.month_name(place).filter(|_| g.same_line(at, place))?;
        if self.0.digits(next).is_some_and(|(_, length)| length < 4) {
            return None;
        }
        let year = self.year_number(next).filter(|_| g.same_line(at, next));
        let (year, next) = year.map_or((None, next), |(year, end)| (Some(year), end));
        Some((Form::Months(month, last, year), None, next))
    }
}
