use telisik_lexicon::{CalendarMeaning, CalendarUnit};

use super::{English, Read};
use crate::times::form::Form;

impl English<'_> {
    /// *2009*, *the end of 2023*, *fiscal 1989*, *the year 2000*, *the 1990s*, *the '80s*, *1975-1990*, *the 20th
    /// century*.
    pub(super) fn year(self, at: usize) -> Option<Read> {
        let g = self.0;
        let (stage, place) = self.stage(at).map_or((None, self.the(at)), |(stage, next)| (Some(stage), next));
        if let Some((century, next)) = self.century(place) {
            return Some((Form::Century { century, stage }, None, next));
        }
        if let Some((decade, next)) = self.decade(place) {
            return Some((Form::Decade { decade, stage }, None, next));
        }
        let fiscal = self.fiscal(place);
        let named = if g.is(fiscal, "year") { fiscal + 1 } else { fiscal };
        let (year, next) = self.year_number(named).filter(|_| g.same_line(at, named))?;
        if let Some((last, end)) =
            self.last_year(named, next, year).filter(|_| stage.is_none() && named == at)
        {
            return Some((Form::Years(year, last), None, end));
        }
        let told = stage.is_some() || named > place;
        if g.is(next, "period") && place > at && stage.is_none() {
            return Some((Form::Year { year, stage }, None, next + 1));
        }
        if !told && (place > at || !self.bare_year(named, year)) {
            return None;
        }
        Some((Form::Year { year, stage }, None, next))
    }

    /// *20th century*, *the twenty-first century*.
    fn century(self, at: usize) -> Option<(i16, usize)> {
        let (number, next) = self.ordinal(at).filter(|(number, _)| (1..=21).contains(number))?;
        let (unit, end) = self.0.unit(self.hyphen(next))?;
        (unit == CalendarUnit::Century).then_some((number as i16 - 1, end))
    }

    /// A decade by its first three digits: *1990s*, *'80s*, *nineties*, *1990's*.
    fn decade(self, at: usize) -> Option<(i16, usize)> {
        let g = self.0;
        let name = g.find(at, |m| if let CalendarMeaning::DecadeName(n) = m { Some(*n) } else { None });
        if let Some((tens, next)) = name {
            return Some((190 + tens, next));
        }
        let quote = g.is(at, "'");
        let place = if quote { at + 1 } else { at };
        let (number, length) = g.digits(place)?;
        let apostrophe = g.is(place + 1, "'") && g.glued(place + 1);
        let end = if apostrophe { place + 2 } else { place + 1 };
        if !(g.is(end, "s") && g.glued(end)) || number % 10 != 0 {
            return None;
        }
        match length {
            4 if (1500..2100).contains(&number) => Some(((number / 10) as i16, end + 1)),
            2 if quote => Some((190 + (number / 10) as i16, end + 1)),
            _ => None,
        }
    }

    /// The last of a span of years: *1975-1990*, *1950-53*, *1980 to 2015*.
    fn last_year(self, at: usize, next: usize, first: i16) -> Option<(i16, usize)> {
        let g = self.0;
        let dash = g.is(next, "-") && g.glued(next);
        let spoken =
            (g.is(next, "to") || g.is(next, "through")) && g.before(at).is_some_and(|b| b.form == "from");
        if !(dash || spoken) {
            return None;
        }
        let last = match g.digits(next + 1)? {
            (_, 4) => g.year_number(next + 1)?,
            (short, 2) if dash => first / 100 * 100 + short as i16,
            _ => return None,
        };
        (first < last && last < first.saturating_add(200) && g.clean_number(next + 1))
            .then_some((last, next + 2))
    }

    /// Whether four digits without a word of time beside them are a year.
    fn bare_year(self, at: usize, year: i16) -> bool {
        let g = self.0;
        if g.digits(at).is_none() {
            // *nineteen ninety-six* is nothing else; *twenty twenty* may be.
            return year >= 1800;
        }
        let word = |at: Option<usize>, meaning: &CalendarMeaning| {
            at.and_then(|at| g.piece(at))
                .is_some_and(|p| g.meaning_of(&p.form, |found| (found == meaning).then_some(())).is_some())
        };
        let before = g.before(at).and(at.checked_sub(1));
        let called = word(before, &CalendarMeaning::BeforeYear);
        if !(1900..=2099).contains(&year) {
            return called && (1500..1900).contains(&year) && self.led(at);
        }
        let refused = word(before, &CalendarMeaning::NoYear) || word(Some(at + 1), &CalendarMeaning::NoYear);
        // *Orion 1980*: the year is part of a name.
        let name = before.is_some_and(|before| g.capital(before) && !called && !self.starts(before));
        !refused && !name
    }
}
