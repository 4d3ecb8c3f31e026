use telisik_lexicon::{CalendarMeaning, CalendarUnit, TimeWord};

use super::{English, Read};
use crate::times::form::{Amount, Form};

impl English<'_> {
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
