use telisik_lexicon::{CalendarMeaning, CalendarUnit, TimeWord};

use super::{English, Read};
use crate::times::form::{Form, Moment};
use crate::times::grammar::{day_number, month_number};

/// A moment has no more parts than these: weekday, part of day, date, time of day, zone.
const MOST_PARTS: usize = 8;

/// Day, month, and year where printed.
type PrintedDate = (i8, i8, Option<i16>);

impl English<'_> {
    /// A day, a part of day or a time of day, its parts in any order: *Saturday, April 25*, *10 p.m. on Wednesday*,
    /// *5 p.m. EST Nov. 9*, *last Friday night*, *the morning of March 3*.
    pub(super) fn moment(self, at: usize) -> Option<Read> {
        let g = self.0;
        let (stage, start) = match self.stage(at) {
            // *the end of Friday* is told by no modifier, and *the* alone begins no day.
            Some((stage, next)) => (Some(stage), next),
            None => (None, at),
        };
        let mut moment = Moment::default();
        let mut next = start;
        for _ in 0..MOST_PARTS {
            match self.moment_part(&mut moment, start, next) {
                Some(after) if g.same_line(at, after - 1) => next = after,
                _ => break,
            }
        }
        let whole = moment.has_day() || moment.part.is_some() || moment.clock.is_some();
        (next > start && whole).then_some((Form::Moment(moment), stage, next))
    }

    fn moment_part(self, moment: &mut Moment, start: usize, at: usize) -> Option<usize> {
        let g = self.0;
        let first = at == start;
        let comma = !first && g.is(at, ",");
        let on =
            !first && (g.is(at, "on") || g.is(at, "of")) && (moment.clock.is_some() || moment.part.is_some());
        let until =
            !first && (g.is(at, "at") || g.is(at, "around") || g.is(at, "about")) && moment.clock.is_none();
        let place = if comma || on || until { at + 1 } else { at };
        let bare = !(comma || on || until);
        (!until)
            .then(|| self.add_weekday(moment, place, first))
            .flatten()
            .or_else(|| (!until).then(|| self.add_date(moment, place, first)).flatten())
            .or_else(|| (!until).then(|| self.add_day_from_now(moment, place, first)).flatten())
            .or_else(|| self.add_clock(moment, place, first))
            .or_else(|| bare.then(|| self.add_part_of_day(moment, place, first)).flatten())
            .or_else(|| (bare && !first).then(|| self.add_zone(moment, place)).flatten())
    }

    fn add_weekday(self, moment: &mut Moment, at: usize, first: bool) -> Option<usize> {
        if moment.weekday.is_some() || moment.from_now.is_some() {
            return None;
        }
        let the = if first { self.the(at) } else { at };
        let pointed = self.pointer(the);
        let told = self.told(the).filter(|&(_, next)| the > at || next > the);
        let place = pointed.or(told).map_or(at, |(_, next)| next);
        // *this coming Sunday*, *this past Friday*
        let again = pointed.and_then(|_| self.pointer(place));
        let place = again.map_or(place, |(_, next)| next);
        let weekday = self.weekday(place)?;
        moment.weekday = Some(weekday);
        match (again.or(pointed), told) {
            (Some((shift, _)), _) => moment.when = Some(shift),
            (None, Some((0, _))) => moment.that = true,
            // *the previous Friday* was before the day told last.
            (None, Some((shift, _))) => (moment.before, moment.when) = (shift < 0, Some(shift)),
            (None, None) => {}
        }
        // *Monday last*, *Friday next week*
        if let Some((shift, next)) = self.pointer(place + 1)
            && moment.when.is_none()
            && let Some((CalendarUnit::Week, end)) = self.0.unit(next)
        {
            (moment.week, moment.when) = (Some(shift.into()), Some(shift));
            return Some(end);
        }
        Some(place + 1)
    }

    pub(super) fn weekday(self, at: usize) -> Option<i8> {
        let g = self.0;
        let (weekday, _) =
            g.find(at, |m| if let CalendarMeaning::Weekday(n) = m { Some(*n) } else { None })?;
        g.capital(at).then_some(weekday)
    }

    fn add_date(self, moment: &mut Moment, at: usize, first: bool) -> Option<usize> {
        if moment.day.is_some() {
            return None;
        }
        // *last Oct. 23*
        if first && let Some((shift, next)) = self.pointer(at) {
            let ((day, month, None), next) = self.month_first(next)? else { return None };
            (moment.day, moment.month, moment.when) = (Some(day), Some(month), Some(shift));
            return Some(next);
        }
        let ((day, month, year), next) = self.date(at)?;
        (moment.day, moment.month, moment.year) = (Some(day), Some(month), year);
        if year.is_none()
            && let Some((shift, after)) = self.year_pointer(next)
        {
            moment.when = Some(shift);
            return Some(after);
        }
        Some(next)
    }

    /// *last year*, *this year*, *next year* behind a day and month.
    fn year_pointer(self, at: usize) -> Option<(i8, usize)> {
        let place = if self.0.is(at, "of") { at + 1 } else { at };
        let (shift, next) = self.pointer(place)?;
        let (CalendarUnit::Year, end) = self.0.unit(next)? else { return None };
        Some((shift, end))
    }

    /// Day, month and perhaps year: *March 3, 2024*, *3 March*, *the 3rd of March*, *03/04/2024*, *2024-03-04*.
    fn date(self, at: usize) -> Option<(PrintedDate, usize)> {
        self.month_first(at).or_else(|| self.day_first(at)).or_else(|| self.numeric(at))
    }

    fn month_first(self, at: usize) -> Option<(PrintedDate, usize)> {
        let g = self.0;
        let (month, next) = self.month_name(at)?;
        let next = self.the(next);
        let (day, next) = self.day(next).filter(|_| g.same_line(at, next))?;
        Some(self.with_year(at, day, month, next))
    }

    fn day_first(self, at: usize) -> Option<(PrintedDate, usize)> {
        let g = self.0;
        let (day, next) = self.day(self.the(at))?;
        let place = if g.is(next, "of") { next + 1 } else { next };
        let (month, next) = self.month_name(place).filter(|_| g.same_line(at, place))?;
        // *the 12 May flights* counts flights; *3 March* is a day where its month has a capital.
        Some(self.with_year(at, day, month, next))
    }

    /// A day and month that began at `at`, with the year that may stand at `next`, a comma before it or not.
    fn with_year(self, at: usize, day: i8, month: i8, next: usize) -> (PrintedDate, usize) {
        let g = self.0;
        let place = if g.is(next, ",") { next + 1 } else { next };
        match self.year_number(place).filter(|&(_, end)| g.same_line(at, end - 1)) {
            Some((year, end)) => ((day, month, Some(year)), end),
            None => ((day, month, None), next),
        }
    }

    /// A day of a month: *3*, *3rd*, *third*.
    fn day(self, at: usize) -> Option<(i8, usize)> {
        let g = self.0;
        if let Some((number, next)) = self.ordinal(at) {
            return Some((day_number(number)?, next));
        }
        let (number, 1..=2) = g.digits(at)? else { return None };
        let next = at + 1;
        // *June 12 percent*, *May 5.5*, *May 10:30*
        let goes_on = g.glued(next)
            && g.glued(next + 1)
            && (g.is(next, ".") || g.is(next, ":") || g.is(next, ",") || g.is(next, "/"))
            && g.digits(next + 1).is_some();
        (!goes_on && !g.is(next, "%") && !g.is(next, "percent")).then_some((day_number(number)?, next))
    }

    /// *2024-03-04*, *3/4/2024*: the month first, as American outlets print it, unless it can be none.
    fn numeric(self, at: usize) -> Option<(PrintedDate, usize)> {
        let g = self.0;
        let joined = |count: usize| (1..=count).all(|i| g.glued(at + i));
        let (first, length) = g.digits(at)?;
        let mark = |at: usize, mark: &str| g.is(at, mark);
        if length == 4 && mark(at + 1, "-") && mark(at + 3, "-") && joined(4) {
            let ((month, 2), (day, 2)) = (g.digits(at + 2)?, g.digits(at + 4)?) else { return None };
            return Some(((day_number(day)?, month_number(month)?, Some(g.year_number(at)?)), at + 5));
        }
        if length > 2 || !(mark(at + 1, "/") && mark(at + 3, "/")) || !joined(4) {
            return None;
        }
        let (second, 1..=2) = g.digits(at + 2)? else { return None };
        let (month, day) = if first > 12 { (second, first) } else { (first, second) };
        let year = g.short_year(at + 4)?;
        Some(((day_number(day)?, month_number(month)?, Some(year)), at + 5))
    }

    /// Whether *3/4/2024* at the piece may be two days.
    pub(in crate::times) fn is_ambiguous(self, at: usize) -> bool {
        let g = self.0;
        let parts = (g.digits(at), g.digits(at + 2));
        let (Some((first, 1..=2)), Some((second, 1..=2))) = parts else { return false };
        g.is(at + 1, "/") && g.is(at + 3, "/") && first <= 12 && second <= 12 && first != second
    }

    /// A month by its name with a capital; an abbreviation may have a full stop.
    pub(super) fn month_name(self, at: usize) -> Option<(i8, usize)> {
        let g = self.0;
        let (month, next) = g.find(at, |meaning| match meaning {
            CalendarMeaning::Month(month) | CalendarMeaning::MonthAbbreviation(month) => Some(*month),
            _ => None,
        })?;
        let dotted = self.is_abbreviation(at) && g.is(next, ".") && g.glued(next);
        g.capital(at).then_some((month, if dotted { next + 1 } else { next }))
    }

    pub(super) fn is_abbreviation(self, at: usize) -> bool {
        self.0.find(at, |m| matches!(m, CalendarMeaning::Month(_)).then_some(())).is_none()
    }

    fn add_day_from_now(self, moment: &mut Moment, at: usize, first: bool) -> Option<usize> {
        if moment.has_day() || !(first || moment.clock.is_some() || moment.part.is_some()) {
            return None;
        }
        let (days, next) = self
            .0
            .find(at, |m| if let CalendarMeaning::DayFromNow(days) = m { Some(*days) } else { None })?;
        moment.from_now = Some(days);
        Some(next)
    }

    /// *10 p.m.*, *9:30 a.m.*, *14:00 GMT*, *1400 GMT*, *5 o'clock*.
    fn add_clock(self, moment: &mut Moment, at: usize, first: bool) -> Option<usize> {
        if moment.clock.is_some() {
            return None;
        }
        let g = self.0;
        let (number, length) = g.digits(at)?;
        if length == 4 {
            // *1400 GMT*
            self.zone(at + 1)?;
            let (hour, minute) = (number / 100, number % 100);
            (hour < 24 && minute < 60).then(|| moment.clock = Some((hour as i8, minute as i8)))?;
            return Some(at + 1);
        }
        if length > 2 || number > 24 {
            return None;
        }
        let minute = (g.is(at + 1, ":") || g.is(at + 1, "."))
            .then(|| {
                g.digits(at + 2)
                    .filter(|&(n, length)| length == 2 && n < 60 && g.glued(at + 1) && g.glued(at + 2))
            })
            .flatten();
        let next = if minute.is_some() { at + 3 } else { at + 1 };
        let (half, end) = match self.half_of_day(next) {
            Some((half, end)) => (Some(half), end),
            None => (None, next),
        };
        let clock = g.is(next, "o") && g.is(next + 1, "'") && g.is(next + 2, "clock");
        let end = if clock { next + 3 } else { end };
        let led = g.behind(at, TimeWord::ClockLead);
        let zoned = minute.is_some() && self.zone(next).is_some();
        let told = minute.is_some() && g.is(at + 1, ":") && (led || !first || zoned);
        if !(half.is_some() || clock || told) {
            return None;
        }
        let hour = match half {
            Some(late) if number <= 12 => number % 12 + if late { 12 } else { 0 },
            _ => number % 24,
        };
        moment.clock = Some((hour as i8, minute.map_or(0, |(n, _)| n as i8)));
        Some(end)
    }

    /// *a.m.* is the first half of the day, *p.m.* the second.
    fn half_of_day(self, at: usize) -> Option<(bool, usize)> {
        let g = self.0;
        for (letter, whole, late) in [("a", "am", false), ("p", "pm", true)] {
            if g.is(at, whole) {
                return Some((late, at + 1));
            }
            if g.is(at, letter) && g.is(at + 1, ".") && g.is(at + 2, "m") {
                let dotted = g.is(at + 3, ".") && g.glued(at + 3);
                return Some((late, if dotted { at + 4 } else { at + 3 }));
            }
        }
        None
    }

    fn add_part_of_day(self, moment: &mut Moment, at: usize, first: bool) -> Option<usize> {
        let g = self.0;
        let the = if first { self.the(at) } else { at };
        let that = first && (g.is(at, "that") || g.is(at, "same"));
        let place = if that { at + 1 } else { the };
        let in_the = !first && g.is(at, "in") && g.is(at + 1, "the");
        let place = if in_the { at + 2 } else { place };
        let (part, next) = g.find(place, |meaning| match meaning {
            CalendarMeaning::PartOfDay(part) | CalendarMeaning::WholePartOfDay(part) => {
                Some(Part::Plain(part.clone()))
            }
            CalendarMeaning::PartOfDayFromNow(days, part) => Some(Part::FromNow(*days, part.clone())),
            CalendarMeaning::Hour(hour, minute) => Some(Part::Hour(*hour, *minute)),
            _ => None,
        })?;
        let whole =
            g.find(place, |m| matches!(m, CalendarMeaning::WholePartOfDay(_)).then_some(())).is_some();
        match part {
            Part::Plain(part) => {
                let led = g.behind(at, TimeWord::PartLead);
                // *the evening* is a time where a preposition or a day says so.
                let dated = g.is(next, "of")
                    && self
                        .date(next + 1)
                        .or_else(|| Some(((0, 0, None), self.weekday(next + 1)? as usize)))
                        .is_some();
                let staged = self
                    .stage(at.saturating_sub(2))
                    .or_else(|| self.stage(at.saturating_sub(1)))
                    .is_some_and(|(_, next)| next == at);
                if first && !(whole || that || dated || staged || led && the > at) || moment.part.is_some() {
                    return None;
                }
                if moment.clock.is_none() {
                    moment.part = Some(part);
                }
                Some(next)
            }
            Part::FromNow(days, part) if first => {
                (moment.from_now, moment.part) = (Some(days), Some(part));
                Some(next)
            }
            Part::FromNow(..) => None,
            Part::Hour(hour, minute) => {
                moment.clock.is_none().then(|| moment.clock = Some((hour, minute)))?;
                Some(next)
            }
        }
    }

    fn add_zone(self, moment: &mut Moment, at: usize) -> Option<usize> {
        if moment.zone.is_some() || moment.clock.is_none() {
            return None;
        }
        let (zone, next) = self.zone(at)?;
        moment.zone = Some(zone);
        Some(next)
    }

    fn zone(self, at: usize) -> Option<(String, usize)> {
        let open = self.0.is(at, "(");
        let place = if open { at + 1 } else { at };
        let (zone, next) = self
            .0
            .find(place, |m| if let CalendarMeaning::Zone(zone) = m { Some(zone.clone()) } else { None })?;
        let closed = open && self.0.is(next, ")");
        (open == closed).then_some((zone, if closed { next + 1 } else { next }))
    }

    /// From one day to another: *March 3-5, 2024*, *June 11 to 13*, *11-13 June*, *Nov. 29-Dec. 3*.
    pub(super) fn days(self, at: usize) -> Option<Read> {
        let g = self.0;
        let (first, last, next) = self.days_month_first(at).or_else(|| self.days_day_first(at))?;
        let moment = |(day, month, year): PrintedDate| Moment {
            day: Some(day),
            month: Some(month),
            year,
            ..Moment::default()
        };
        g.same_line(at, next - 1).then(|| (Form::Days(moment(first), moment(last)), None, next))
    }

    fn days_month_first(self, at: usize) -> Option<(PrintedDate, PrintedDate, usize)> {
        let g = self.0;
        let (month, next) = self.month_name(at)?;
        let (day, next) = self.day(next)?;
        let dash = g.is(next, "-");
        let place = g.to(next)?;
        if dash && let Some((last, end)) = self.month_first(place) {
            return Some(((day, month, last.2), last, end));
        }
        let (last, next) = self.day(place).filter(|&(last, _)| last > day)?;
        let comma = g.is(next, ",");
        let year = self.year_number(if comma { next + 1 } else { next });
        let (year, next) = year.map_or((None, next), |(year, end)| (Some(year), end));
        Some(((day, month, year), (last, month, year), next))
    }

    fn days_day_first(self, at: usize) -> Option<(PrintedDate, PrintedDate, usize)> {
        let (day, next) = self.day(at)?;
        let (last, next) = self.day_first(self.0.to(next)?)?;
        (day < last.0).then_some(((day, last.1, last.2), last, next))
    }
}

enum Part {
    Plain(String),
    FromNow(i32, String),
    Hour(i8, i8),
}
