use telisik_lexicon::{CalendarMeaning, CalendarUnit, TimeWord};

use super::{English, Read};
use crate::times::form::{Amount, Form, YearRef};

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

    /// *the third quarter of 2023*, *third-quarter*, *Q3 2023*, *the first half of last year*, *this year's second
    /// quarter*, *the 1988 third quarter*, *the latest quarter*.
    pub(super) fn part_of_year(self, at: usize) -> Option<Read> {
        let g = self.0;
        let (stage, place) = self.stage(at).map_or((None, self.the(at)), |(stage, next)| (Some(stage), next));
        let owned = self.year_before(place);
        let place = owned.map_or(place, |(_, next)| next);
        let place = self.fiscal(place);
        let place = place + usize::from(g.among(place, TimeWord::PartTrait));
        let counted = self.numbered_part(place);
        if let Some((unit, number, next)) = counted {
            let (year, end) = match owned {
                Some((year, _)) => (Some(year), next),
                None => self.year_ref(next).map_or((None, next), |(year, end)| (Some(year), end)),
            };
            return Some((Form::PartOfYear { unit, number, year }, stage, end));
        }
        // *the quarter*, *the latest quarter*, *the year-earlier quarter*
        let the = g.is(at, "the");
        let latest = g.is(place, "latest") || g.is(place, "most") && g.is(place + 1, "recent");
        let bare = if g.is(place, "latest") {
            place + 1
        } else if latest {
            place + 2
        } else {
            place
        };
        let (unit, next) = match g.unit(bare) {
            None if latest && g.is(bare, "period") => (CalendarUnit::Quarter, bare + 1),
            unit => unit?,
        };
        let plural = g.piece(bare).is_some_and(|p| p.form.ends_with('s'));
        if unit != CalendarUnit::Quarter || plural || !(the || latest) {
            return None;
        }
        match owned {
            Some((YearRef::FromNow(-1), _)) => Some((Form::Told { unit, shift: -4, now: false }, None, next)),
            Some(_) => None,
            None if latest => Some((Form::Period { unit, shift: -1, stage }, None, next)),
            None => {
                let ago = g.is(next, "a")
                    && g.is(next + 1, "year")
                    && (g.is(next + 2, "ago") || g.is(next + 2, "earlier"));
                Some(if ago {
                    (Form::Told { unit, shift: -4, now: false }, None, next + 3)
                } else {
                    (Form::Quarter, None, next)
                })
            }
        }
    }

    /// A year before a quarter: *1988*, *this year's*, *year-earlier*, *year-ago*.
    fn year_before(self, at: usize) -> Option<(YearRef, usize)> {
        let g = self.0;
        if let Some((year, next)) = self.year_number(at) {
            let behind = self.fiscal(next);
            let part = self.numbered_part(behind).is_some()
                || g.unit(behind).is_some_and(|(u, _)| u == CalendarUnit::Quarter);
            return part.then_some((YearRef::Printed(year), next));
        }
        let at = if g.is(at, "comparable") || g.is(at, "corresponding") { at + 1 } else { at };
        if g.is(at, "year") && g.is(at + 1, "-") && (g.is(at + 2, "earlier") || g.is(at + 2, "ago")) {
            return Some((YearRef::FromNow(-1), at + 3));
        }
        let (shift, next) = self.pointer(at)?;
        let (CalendarUnit::Year, end) = g.unit(next)? else { return None };
        let possessive = g.is(end, "'") && g.is(end + 1, "s");
        possessive.then_some((YearRef::FromNow(shift.into()), end + 2))
    }

    /// *third quarter*, *third-quarter*, *Q3*, *first half*.
    fn numbered_part(self, at: usize) -> Option<(CalendarUnit, u32, usize)> {
        let g = self.0;
        if g.is(at, "q")
            && g.capital(at)
            && let Some((number @ 1..=4, 1)) = g.digits(at + 1).filter(|_| g.glued(at + 1))
        {
            return Some((CalendarUnit::Quarter, number, at + 2));
        }
        let last = g.is(at, "last") || g.is(at, "latter");
        let (number, next) = if last { (2, at + 1) } else { self.ordinal(at)? };
        let (unit, end) = g.unit(self.hyphen(next))?;
        let most = match unit {
            CalendarUnit::Quarter if !last => 4,
            CalendarUnit::HalfYear => 2,
            _ => return None,
        };
        let half = unit == CalendarUnit::HalfYear;
        // *the first half* is also that of a game: the year must be said.
        let dated = !half
            || self.year_ref(end).is_some()
            || g.is(end, "of") && g.is(end + 1, "the") && g.is(end + 2, "year");
        ((1..=most).contains(&number) && dated).then_some((unit, number, end))
    }

    /// *the summer of 2022*, *last fall*, *summer 2024*, *this past spring*.
    pub(super) fn season(self, at: usize) -> Option<Read> {
        let g = self.0;
        let (stage, place) = self.stage(at).map_or((None, self.the(at)), |(stage, next)| (Some(stage), next));
        let pointed = self.pointer(place);
        let place = pointed.map_or(place, |(_, next)| next);
        let again = self.pointer(place);
        let place = again.map_or(place, |(_, next)| next);
        let (season, next) =
            g.find(
                place,
                |m| if let CalendarMeaning::Season(season) = m { Some(season.clone()) } else { None },
            )?;
        let when = again.or(pointed).map(|(shift, _)| shift);
        if let Some((year, end)) = self.year_ref(next) {
            return Some((Form::Season { season, year: Some(year), when: None }, stage, end));
        }
        let the = place > at || g.is(place, "summer") || g.is(place, "winter");
        let led = self.led(at) && the;
        (when.is_some() || led || stage.is_some()).then_some((
            Form::Season { season, year: None, when },
            stage,
            next,
        ))
    }

    /// *last week*, *early this month*, *the end of the year*, *the weekend*, *the following day*, *year-end*.
    pub(super) fn period(self, at: usize) -> Option<Read> {
        let g = self.0;
        let (stage, place) = self.stage(at).map_or((None, at), |(stage, next)| (Some(stage), next));
        let ended =
            g.is(place, "year") && (g.is(place + 1, "-") || g.is(place + 1, "'") || g.is(place + 1, "end"));
        if ended && let Some(next) = self.year_end(place) {
            return Some((Form::Feast { month: 12, day: 31, year: None }, None, next));
        }
        let the = self.the(place);
        if let Some((shift, next)) = pointed_weekend(self, the) {
            return Some((Form::Weekend { shift }, stage, next));
        }
        let pointed = self.pointer(the).map(|(shift, next)| (i32::from(shift), self.fiscal(next)));
        if let Some((shift, next)) = pointed {
            let (unit, end) = self.unit_once(next)?;
            return match unit {
                CalendarUnit::Day => {
                    // *the next day* is counted from the one told before.
                    (the > place).then_some((Form::Told { unit, shift, now: false }, stage, end))
                }
                CalendarUnit::Hour | CalendarUnit::Minute | CalendarUnit::Second => None,
                unit => Some((Form::Period { unit, shift, stage }, None, end)),
            };
        }
        if let Some((shift, next)) = self.told(the) {
            let (unit, end) = self.unit_once(self.fiscal(next))?;
            let dated = !matches!(unit, CalendarUnit::Hour | CalendarUnit::Minute | CalendarUnit::Second);
            // *that week* may be any; *the same day* is that told before.
            return dated.then_some((Form::Told { unit, shift: shift.into(), now: false }, stage, end));
        }
        if let Some(read) = self.day_beside(place, the) {
            return Some(read);
        }
        if let Some(next) = self.year_earlier(the) {
            return Some((Form::Told { unit: CalendarUnit::Year, shift: -1, now: true }, None, next));
        }
        let full = if g.is(the, "full") && the > place { the + 1 } else { self.fiscal(the) };
        let (unit, end) = self.unit_once(full)?;
        let dated = matches!(unit, CalendarUnit::Week | CalendarUnit::Month | CalendarUnit::Year);
        // *the end of the month*, *later in the year*
        if stage.is_some() && dated && the > at {
            return Some((Form::Period { unit, shift: 0, stage }, None, end));
        }
        // *for the year*, *throughout the fiscal year*
        let led = g.behind(at, TimeWord::YearLead);
        if unit == CalendarUnit::Year
            && the > at
            && led
            && !g.is(end, "of")
            && !g.is(end, "-")
            && !g.is(end, "'")
        {
            let form = match g.is(the, "full") {
                true => Form::Period { unit, shift: 0, stage: None },
                false => Form::Length { amount: Amount::Whole(1), unit },
            };
            return self.year_number(end).is_none().then_some((form, None, end));
        }
        None
    }

    /// *the second day*, *eighth day of the siege*
    pub(super) fn nth(self, at: usize) -> Option<Read> {
        let g = self.0;
        let the = self.the(at);
        let (_, next) = self.ordinal(the)?;
        let (CalendarUnit::Day, end) = self.unit_once(next)? else { return None };
        (the > at || g.is(end, "of")).then_some((Form::Nth { unit: CalendarUnit::Day }, None, end))
    }

    /// The unit at a piece in its singular.
    fn unit_once(self, at: usize) -> Option<(CalendarUnit, usize)> {
        let g = self.0;
        let (unit, end) = g.unit(at)?;
        let plural = g.piece(at).is_some_and(|p| p.form.ends_with('s'));
        let second = unit == CalendarUnit::Second;
        (!plural && !second).then_some((unit, end))
    }

    /// *year-end*, *year end*, *year's end*.
    fn year_end(self, at: usize) -> Option<usize> {
        let g = self.0;
        if g.is(at + 1, "'") && g.is(at + 2, "s") && g.is(at + 3, "end") {
            return Some(at + 4);
        }
        let place = self.hyphen(at + 1);
        g.is(place, "end").then_some(place + 1)
    }

    /// *year-earlier*, *year-ago*, and the period behind it.
    fn year_earlier(self, at: usize) -> Option<usize> {
        let g = self.0;
        let earlier =
            g.is(at, "year") && g.is(at + 1, "-") && (g.is(at + 2, "earlier") || g.is(at + 2, "ago"));
        let period = g.is(at + 3, "period");
        earlier.then_some(if period { at + 4 } else { at + 3 })
    }

    /// *the day before*, *the day after*: counted from the day told before.
    fn day_beside(self, at: usize, the: usize) -> Option<Read> {
        let g = self.0;
        let (CalendarUnit::Day, next) = self.unit_once(the).filter(|_| the > at)? else { return None };
        let shift = if g.is(next, "before") || g.is(next, "earlier") {
            -1
        } else if g.is(next, "after") || g.is(next, "later") {
            1
        } else {
            return None;
        };
        // *the day before the vote* tells no day by itself; *the day after tomorrow* does.
        let from_now =
            g.find(next + 1, |m| if let CalendarMeaning::DayFromNow(days) = m { Some(*days) } else { None });
        if from_now.is_some() {
            return None;
        }
        let alone = g.piece(next + 1).is_none_or(|p| !p.form.chars().all(char::is_alphanumeric));
        alone.then_some((Form::Told { unit: CalendarUnit::Day, shift, now: false }, None, next + 1))
    }

    /// *Christmas*, *New Year's Day 2024*.
    pub(super) fn feast(self, at: usize) -> Option<Read> {
        let g = self.0;
        if !g.capital(at) {
            return None;
        }
        let (mut form, next) = g.find(at, |meaning| match meaning {
            CalendarMeaning::Feast(month, day) => Some(Form::Feast { month: *month, day: *day, year: None }),
            CalendarMeaning::MovingFeast(days) => Some(Form::MovingFeast { days: days.clone(), year: None }),
            _ => None,
        })?;
        let printed = self.year_number(next).filter(|_| g.same_line(at, next));
        if let Form::Feast { year, .. } | Form::MovingFeast { year, .. } = &mut form {
            *year = printed.map(|(year, _)| year);
        }
        Some((form, None, printed.map_or(next, |(_, end)| end)))
    }
}

/// *the weekend*, *last weekend*, *this past weekend*.
fn pointed_weekend(english: English<'_>, at: usize) -> Option<(Option<i32>, usize)> {
    let g = english.0;
    let pointed = english.pointer(at);
    let place = pointed.map_or(at, |(_, next)| next);
    let again = english.pointer(place);
    let place = again.map_or(place, |(_, next)| next);
    let told = pointed.is_some() || g.before(at).is_some_and(|b| b.form == "the");
    (told && g.is(place, "weekend")).then_some((again.or(pointed).map(|(shift, _)| shift.into()), place + 1))
}
