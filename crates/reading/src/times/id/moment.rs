use telisik_lexicon::{CalendarMeaning, CalendarUnit};

use crate::times::form::{Form, Moment};
use crate::times::grammar::{Grammar, day_number, month_number};

/// A moment has no more parts than these: weekday, part of day, date, pointer, time of day, zone.
const MOST_PARTS: usize = 8;

impl Grammar<'_> {
    /// A day, a part of day or a time of day, its parts in any order: *Senin malam (26/9)*, *pukul 18.00 waktu
    /// setempat pada Rabu (5/2)*, *hari ini, Jumat (7/3)*.
    pub(super) fn moment(&self, at: usize) -> Option<(Moment, usize)> {
        let mut moment = Moment::default();
        let mut next = at;
        for _ in 0..MOST_PARTS {
            match self.moment_part(&mut moment, at, next) {
                Some(after) if self.same_line(at, after - 1) => next = after,
                _ => break,
            }
        }
        let whole = moment.has_day() || moment.part.is_some() || moment.clock.is_some();
        (next > at && whole).then_some((moment, next))
    }

    fn moment_part(&self, moment: &mut Moment, start: usize, at: usize) -> Option<usize> {
        let first = at == start;
        let comma = !first && self.is(at, ",");
        let place = if comma { at + 1 } else { at };
        self.add_weekday(moment, place, first, comma)
            .or_else(|| self.add_date(moment, place, first))
            .or_else(|| self.add_day_from_now(moment, place, first))
            .or_else(|| self.add_clock(moment, place))
            .or_else(|| if comma { None } else { self.add_part_of_day(moment, place, first) })
            .or_else(|| if comma || first { None } else { self.add_zone(moment, place) })
            .or_else(|| if comma || first { None } else { self.add_pointer(moment, place) })
    }

    fn add_weekday(&self, moment: &mut Moment, at: usize, first: bool, comma: bool) -> Option<usize> {
        if moment.weekday.is_some() || moment.day.is_some() {
            return None;
        }
        let on = !first && moment.clock.is_some() && self.is(at, "pada");
        if !first && !on && !comma && moment.from_now.is_none() {
            return None;
        }
        let at = if on { at + 1 } else { at };
        let named =
            self.is(at, "hari") && !self.is(at + 1, "minggu") || self.is(at, "hari") && self.capital(at + 1);
        let at = if named { at + 1 } else { at };
        let (weekday, next) = self.weekday(at, named)?;
        moment.weekday = Some(weekday);
        Some(next)
    }

    /// A weekday. *minggu* with a small letter is a week, unless *hari* or a date tells otherwise.
    fn weekday(&self, at: usize, named: bool) -> Option<(i8, usize)> {
        let (weekday, next) = self.find(at, |meaning| match meaning {
            CalendarMeaning::Weekday(weekday) => Some(*weekday),
            _ => None,
        })?;
        let dated = self.is(next, "(") && self.digits(next + 1).is_some();
        let day = named || dated || self.capital(at);
        let is_week = self.is(at, "minggu") && !dated && !named && self.title_week(at, next);
        (day && !is_week).then_some((weekday, next))
    }

    /// Whether a capital *Minggu* before a pointer owes it to a headline or the start of a sentence.
    fn title_week(&self, at: usize, next: usize) -> bool {
        if self.shift(next).is_none() || self.is(next, "kemarin") {
            return false;
        }
        let starts = match self.before(at) {
            None => true,
            Some(before) => [".", "\"", "“", "|", ":", "?", "!"].contains(&before.form.as_str()),
        };
        starts || self.capital(next)
    }

    fn add_date(&self, moment: &mut Moment, at: usize, first: bool) -> Option<usize> {
        if moment.day.is_some() {
            return None;
        }
        let on = !first && moment.clock.is_some() && self.is(at, "pada");
        let at = if on { at + 1 } else { at };
        let open = self.is(at, "(") && !first;
        let inner = if open { at + 1 } else { at };
        let ((day, month, year), mut next) = self.date(inner)?;
        let anchored =
            !first && (moment.weekday.is_some() || moment.from_now.is_some() || moment.part.is_some());
        let by_name = self.month_name(inner + 1).is_some() || self.is(inner, "tanggal");
        let fits = by_name || anchored || (first && year.is_some());
        if !fits {
            return None;
        }
        if open && self.is(next, ")") {
            next += 1;
        }
        (moment.day, moment.month, moment.year) = (Some(day), Some(month), year);
        Some(next)
    }

    /// Day, month and perhaps year: *26 Oktober 2023*, *26/10/2023*, *26/10*, *26.10.2023*, *2023-10-26*.
    pub(super) fn date(&self, at: usize) -> Option<(PrintedDate, usize)> {
        let at = if self.is(at, "tanggal") { at + 1 } else { at };
        let (first, length) = self.digits(at)?;
        if length == 4 {
            let (month, 2) = self.digits(at + 2)? else { return None };
            let (day, 2) = self.digits(at + 4)? else { return None };
            let joined = self.is(at + 1, "-") && self.is(at + 3, "-") && (1..=4).all(|i| self.glued(at + i));
            let date = (day_number(day)?, month_number(month)?, Some(first as i16));
            return joined.then_some((date, at + 5));
        }
        if length > 2 || self.before(at).is_some_and(|p| (p.is_mark("/") || p.is_mark(",")) && self.glued(at))
        {
            return None;
        }
        if let Some((month, next)) = self.month_name(at + 1) {
            let comma = self.is(next, ",") && self.year_number(next + 1).is_some();
            let place = if comma { next + 1 } else { next };
            return match self.year_number(place) {
                Some(year) => Some(((day_number(first)?, month, Some(year)), place + 1)),
                None => Some(((day_number(first)?, month, None), next)),
            };
        }
        let mark = self.piece(at + 1).filter(|mark| ["/", ".", "-"].contains(&mark.form.as_str()))?;
        let (second, 1..=2) = self.digits(at + 2)? else { return None };
        // A month first, where it can be nothing else.
        let (day, month) = if second > 12 && first <= 12 { (second, first) } else { (first, second) };
        let (day, month) = (day_number(day)?, month_number(month)?);
        let year = self.piece(at + 3).filter(|m| m.form == mark.form).and_then(|_| self.short_year(at + 4));
        match year {
            Some(year) => Some(((day, month, Some(year)), at + 5)),
            None => (mark.form == "/").then_some(((day, month, None), at + 3)),
        }
    }

    /// A month by its name; an abbreviation may have a full stop.
    pub(super) fn month_name(&self, at: usize) -> Option<(i8, usize)> {
        let at = if self.is(at, "bulan") { at + 1 } else { at };
        self.find(at, |meaning| match meaning {
            CalendarMeaning::Month(month) | CalendarMeaning::MonthAbbreviation(month) => Some(*month),
            _ => None,
        })
    }

    fn add_day_from_now(&self, moment: &mut Moment, at: usize, first: bool) -> Option<usize> {
        if moment.has_day() || !(first || moment.clock.is_some()) {
            return None;
        }
        let (days, next) = self.find(at, |meaning| match meaning {
            CalendarMeaning::DayFromNow(days) => Some(*days),
            _ => None,
        })?;
        moment.from_now = Some(days);
        Some(next)
    }

    /// *pukul 10.00*, *jam 3 sore*, *20.00 WIB*.
    fn add_clock(&self, moment: &mut Moment, at: usize) -> Option<usize> {
        if moment.clock.is_some() {
            return None;
        }
        let told = self.is(at, "pukul") || self.is(at, "jam");
        let digits = if told { at + 1 } else { at };
        let (hour, 1..=2) = self.digits(digits)? else { return None };
        let minute = (self.is(digits + 1, ".") || self.is(digits + 1, ":"))
            .then(|| self.digits(digits + 2).filter(|&(_, length)| length == 2 && self.glued(digits + 2)))
            .flatten();
        let next = if minute.is_some() { digits + 3 } else { digits + 1 };
        let zoned = minute.is_some() && self.zone(next).is_some();
        let (hour, minute) = (hour as i8, minute.map_or(0, |(minute, _)| minute as i8));
        if !(told || zoned) || !(0..=24).contains(&hour) || !(0..60).contains(&minute) {
            return None;
        }
        moment.clock = Some((hour % 24, minute));
        Some(next)
    }

    fn add_part_of_day(&self, moment: &mut Moment, at: usize, first: bool) -> Option<usize> {
        let (part, next) = self.find(at, |meaning| match meaning {
            CalendarMeaning::PartOfDay(part) => Some(Part::Plain(part.clone())),
            CalendarMeaning::WholePartOfDay(part) => Some(Part::Whole(part.clone())),
            CalendarMeaning::PartOfDayFromNow(days, part) => Some(Part::FromNow(*days, part.clone())),
            CalendarMeaning::Hour(hour, minute) => Some(Part::Hour(*hour, *minute)),
            _ => None,
        })?;
        let by_day = self.is(next, "hari") || self.is(next, "harinya");
        let end = if by_day { next + 1 } else { next };
        match part {
            Part::Plain(part) => {
                let pointed = self.is(next, "ini") || self.is(next, "sebelumnya");
                if first && !by_day && !pointed && !self.is(next, "waktu") {
                    return None;
                }
                self.set_part(moment, part);
                Some(end)
            }
            Part::Whole(part) => {
                self.set_part(moment, part);
                Some(next)
            }
            Part::FromNow(days, part) if first => {
                (moment.from_now, moment.part) = (Some(days), Some(part));
                Some(next)
            }
            Part::FromNow(..) => None,
            Part::Hour(..) if self.in_name(at) => None,
            Part::Hour(hour, minute) => {
                (moment.clock.is_none()).then(|| moment.clock = Some((hour, minute)))?;
                Some(next)
            }
        }
    }

    /// Sets a part of day; beside an hour it only tells which half of the day the hour is in.
    fn set_part(&self, moment: &mut Moment, part: String) {
        match &mut moment.clock {
            Some((hour, _)) => {
                let late = match part.as_str() {
                    "TMI" => *hour < 5,
                    "TAF" | "TNI" => *hour < 12 && *hour > 0,
                    _ => false,
                };
                // *pukul 2 malam* is in the small hours.
                if late && !(part == "TNI" && *hour < 4) {
                    *hour += 12;
                }
            }
            None => {
                moment.part.get_or_insert(part);
            }
        }
    }

    fn add_zone(&self, moment: &mut Moment, at: usize) -> Option<usize> {
        if moment.zone.is_some() {
            return None;
        }
        let (zone, next) = self.zone(at)?;
        moment.zone = Some(zone);
        Some(next)
    }

    /// A zone by its name, or *waktu* with a place.
    fn zone(&self, at: usize) -> Option<(String, usize)> {
        let named = self.find(at, |meaning| match meaning {
            CalendarMeaning::Zone(offset) => Some(offset.clone()),
            _ => None,
        });
        let place = || {
            let placed = self.is(at, "waktu") && self.capital(at + 1) && self.same_line(at, at + 1);
            placed.then(|| (String::new(), at + 2))
        };
        named.or_else(place)
    }

    /// *lalu*, *ini*, *mendatang*, *itu*, *sebelumnya* behind a day or part of day.
    fn add_pointer(&self, moment: &mut Moment, at: usize) -> Option<usize> {
        let dayless = moment.weekday.is_none() && moment.day.is_none();
        if dayless
            && moment.part.is_some()
            && moment.from_now.is_none()
            && moment.when.is_none()
            && !moment.before
        {
            if self.is(at, "ini") {
                moment.from_now = Some(0);
                return Some(at + 1);
            }
            let next = self.has(at, &CalendarMeaning::Before)?;
            moment.before = true;
            return Some(next);
        }
        if dayless || moment.when.is_some() || moment.that {
            return None;
        }
        if let Some((CalendarUnit::Week, next)) = self.unit(at).filter(|_| moment.day.is_none()) {
            let (shift, next) = self.shift(next)?;
            (moment.week, moment.when) = (Some(shift.into()), Some(shift));
            return Some(next);
        }
        if let Some((shift, next)) = self.shift(at) {
            moment.when = Some(shift);
            return Some(next);
        }
        if moment.day.is_none() {
            let next = self.has(at, &CalendarMeaning::That)?;
            moment.that = true;
            return Some(next);
        }
        None
    }

    /// From one day to another: *11-17 Juli 2025*, *31 Juli-1 Agustus*, *13 hingga 15 Mei*.
    pub(super) fn days(&self, at: usize) -> Option<(Form, usize)> {
        let (first, second, next) = self.days_of_one_month(at).or_else(|| self.days_of_two_months(at))?;
        let pointed = self.shift(next).filter(|_| self.same_line(at, next));
        let (when, next) = pointed.map_or((None, next), |(shift, after)| (Some(shift), after));
        let moment = |(day, month, year): PrintedDate| Moment {
            day: Some(day),
            month: Some(month),
            year,
            when,
            ..Moment::default()
        };
        self.same_line(at, next - 1).then(|| (Form::Days(moment(first), moment(second)), next))
    }

    fn days_of_one_month(&self, at: usize) -> Option<(PrintedDate, PrintedDate, usize)> {
        let (day, 1..=2) = self.digits(at)? else { return None };
        let (last, next) = self.date(self.to(at + 1)?)?;
        self.month_name(next.checked_sub(1 + usize::from(last.2.is_some()))?)?;
        let first = (day_number(day)?, last.1, last.2);
        (first.0 < last.0).then_some((first, last, next))
    }

    fn days_of_two_months(&self, at: usize) -> Option<(PrintedDate, PrintedDate, usize)> {
        let (mut first, next) = self.date(at)?;
        self.month_name(at + 1)?;
        let behind = self.to(next)?;
        let (last, next) = self.date(behind)?;
        self.month_name(behind + 1)?;
        first.2 = first.2.or(last.2);
        Some((first, last, next))
    }

    /// The value of a repeated part of day or date.
    pub(super) fn repeated_moment(&self, at: usize) -> Option<(String, usize)> {
        let at = if self.is(at, "hari") { at + 1 } else { at };
        if let Some(((day, month, None), next)) = self.date(at).filter(|_| !self.is(at + 1, "/")) {
            return Some((format!("XXXX-{month:02}-{day:02}"), next));
        }
        self.find(at, |meaning| match meaning {
            CalendarMeaning::PartOfDay(part) | CalendarMeaning::WholePartOfDay(part) => {
                Some(format!("XXXX-XX-XX{part}"))
            }
            CalendarMeaning::Weekday(weekday) if self.capital(at) => Some(format!("XXXX-WXX-{weekday}")),
            _ => None,
        })
    }
}

/// Day, month, and year where printed.
type PrintedDate = (i8, i8, Option<i16>);

enum Part {
    Plain(String),
    Whole(String),
    FromNow(i32, String),
    Hour(i8, i8),
}
