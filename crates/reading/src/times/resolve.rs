use jiff::civil::{Date, Weekday};
use jiff::{Span as Length, ToSpan};
use telisik_lexicon::CalendarUnit;
use telisik_record::{Basis, TimeType};

use super::form::{Form, Found, Moment, YearRef};
use super::length::length;
use super::nearness::{day_year, days_between, month_year, nearest_year};
use super::reference::{Memory, Reference};
use super::relative::{ago, ahead, part_of_year, period, quarter, quarter_value, told, week_of, weekend};

/// A time expression with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Resolved {
    pub(super) kind: TimeType,
    pub(super) value: String,
    pub(super) modifier: Option<String>,
    pub(super) interval: Option<[Date; 2]>,
    pub(super) basis: Basis,
    pub(super) rule: &'static str,
}

impl Resolved {
    pub(super) fn date(value: String, interval: Option<[Date; 2]>, basis: Basis, rule: &'static str) -> Self {
        Self { kind: TimeType::Date, value, modifier: None, interval, basis, rule }
    }

    fn staged(mut self, stage: Option<&String>) -> Self {
        if let Some(stage) = stage {
            self.interval = self.interval.and_then(|[first, last]| third(stage, first, last));
            self.modifier = Some(stage.clone());
        }
        self
    }
}

/// The value of an expression; `None` for a day that no calendar has. `cue` tells whether words before it speak
/// of the past (-1) or the future (1).
pub(super) fn resolve(found: &Found, cue: i8, reference: Reference, memory: &Memory) -> Option<Resolved> {
    let mut resolved = form(&found.form, cue, reference, memory)?;
    if let Some(hedge) = &found.hedge {
        resolved.modifier = Some(hedge.clone());
    }
    Some(resolved)
}

fn form(form: &Form, cue: i8, reference: Reference, memory: &Memory) -> Option<Resolved> {
    let undated = |kind, value: String, rule| {
        Some(Resolved { kind, value, modifier: None, interval: None, basis: Basis::None, rule })
    };
    match form {
        Form::Moment(moment) => moment_value(moment, cue, reference, memory),
        Form::Days(first, last) => days(first, last, cue, reference, memory),
        Form::Month { month, year, stage, when } => {
            let (year, basis) = match year {
                Some(year) => year_of(*year, reference),
                None => (
                    reference.day.map(|now| month_year(*month, when.unwrap_or(0), cue, now)),
                    reference.basis(),
                ),
            };
            Some(month_value(year, *month, basis)?.staged(stage.as_ref()))
        }
        Form::Months(first, last, year) => {
            let printed = year.map(|year| (Some(year), Basis::Printed));
            let (year, basis) = printed.unwrap_or_else(|| {
                (reference.day.map(|now| month_year(*last, 0, cue, now)), reference.basis())
            });
            let earlier = if first > last { year.map(|year| year - 1) } else { year };
            let (from, to) = (month_value(earlier, *first, basis)?, month_value(year, *last, basis)?);
            let interval = from.interval.zip(to.interval).map(|([first, _], [_, last])| [first, last]);
            Some(Resolved::date(format!("{}/{}", from.value, to.value), interval, basis, "time.month-span"))
        }
        Form::Year { year, stage } => {
            Some(year_value(*year, Basis::Printed, "time.year")?.staged(stage.as_ref()))
        }
        Form::Years(first, last) => {
            let interval = [Date::new(*first, 1, 1).ok()?, Date::new(*last, 12, 31).ok()?];
            Some(Resolved::date(
                format!("{first:04}/{last:04}"),
                Some(interval),
                Basis::Printed,
                "time.year-span",
            ))
        }
        Form::Decade { decade, stage } => {
            let interval = [Date::new(decade * 10, 1, 1).ok()?, Date::new(decade * 10 + 9, 12, 31).ok()?];
            let value = format!("{decade:03}X");
            Some(Resolved::date(value, Some(interval), Basis::Printed, "time.decade").staged(stage.as_ref()))
        }
        Form::Century { century, stage } => {
            let first = century * 100 + 1;
            let interval = [Date::new(first, 1, 1).ok()?, Date::new(first + 99, 12, 31).ok()?];
            let value = format!("{century:02}");
            Some(Resolved::date(value, Some(interval), Basis::Printed, "time.century").staged(stage.as_ref()))
        }
        Form::Period { unit, shift, stage } => Some(period(*unit, *shift, reference)?.staged(stage.as_ref())),
        Form::Weekend { shift } => weekend(*shift, cue, reference),
        Form::PartOfYear { unit, number, year } => part_of_year(*unit, *number, *year, reference),
        Form::Season { season, year, when } => {
            // Northern seasons, by the month each begins in; winter by that in which it is longest.
            let month = match season.as_str() {
                "SP" => 3,
                "SU" => 6,
                "FA" => 9,
                _ => 1,
            };
            let near = || reference.day.map(|now| month_year(month, when.unwrap_or(0), cue, now));
            let (year, basis) = year.map_or_else(|| (near(), reference.basis()), |y| year_of(y, reference));
            let value = year.map_or_else(|| format!("XXXX-{season}"), |year| format!("{year:04}-{season}"));
            Some(Resolved::date(value, None, basis, "time.season"))
        }
        Form::Same { unit } => {
            let told = Reference { day: memory.last_day().or(reference.day), from: Basis::Earlier };
            let same = match unit {
                CalendarUnit::Day => {
                    let day = told.day?;
                    Resolved::date(day.to_string(), Some([day, day]), Basis::Earlier, "time.same")
                }
                _ => period(*unit, 0, told)?,
            };
            Some(Resolved { rule: "time.same", ..same })
        }
        Form::Nth { unit } => match unit {
            CalendarUnit::Day => {
                let (day, basis) = context_day(reference, memory);
                let day = day.map(|day| (day, basis));
                Some(day.map_or_else(
                    || Resolved::date("XXXX-XX-XX".to_owned(), None, Basis::None, "time.ordinal"),
                    |(day, basis)| Resolved::date(day.to_string(), Some([day, day]), basis, "time.ordinal"),
                ))
            }
            _ => Some(Resolved { rule: "time.ordinal", ..period(*unit, 0, reference)? }),
        },
        Form::Told { unit, shift, now } => told(*unit, *shift, *now, reference, memory),
        Form::Quarter => {
            let (quarter, basis) = quarter(reference, memory);
            Some(
                quarter.and_then(|first| quarter_value(first, basis)).unwrap_or_else(|| {
                    Resolved::date("XXXX-QX".to_owned(), None, Basis::None, "time.quarter")
                }),
            )
        }
        Form::Ahead { amount, unit, after } => ahead(*amount, *unit, *after, reference, memory),
        Form::Ago { amount, unit, before } => ago(*amount, *unit, *before, reference, memory),
        Form::Length { amount, unit } => undated(TimeType::Duration, length(*amount, *unit), "time.length"),
        Form::Lengths { least, most, unit } => {
            let value = format!("{}/{}", length(*least, *unit), length(*most, *unit));
            undated(TimeType::Duration, value, "time.length-span")
        }
        Form::Every(value) => undated(TimeType::Set, value.clone(), "time.set"),
        Form::Vague(value) => undated(TimeType::Date, value.clone(), "time.vague"),
        Form::Feast { month, day, year } => {
            let moment = Moment { day: Some(*day), month: Some(*month), year: *year, ..Moment::default() };
            Some(Resolved { rule: "time.feast", ..moment_value(&moment, cue, reference, memory)? })
        }
        Form::MovingFeast { days, year } => {
            let nearest = || {
                let now = reference.day?;
                days.iter().min_by_key(|day| days_between(now, **day).abs()).copied()
            };
            let (day, basis) = match year {
                Some(year) => (days.iter().find(|day| day.year() == *year).copied(), Basis::Printed),
                None => (nearest(), reference.basis()),
            };
            // A feast far from every day known is told by its year alone.
            let near = |day: &Date| {
                year.is_some() || reference.day.is_some_and(|now| days_between(now, *day).abs() < 300)
            };
            Some(match (day.filter(near), year) {
                (Some(day), _) => Resolved::date(day.to_string(), Some([day, day]), basis, "time.feast"),
                (None, Some(year)) => year_value(*year, Basis::Printed, "time.feast")?,
                (None, None) => Resolved::date("XXXX-XX-XX".to_owned(), None, Basis::None, "time.feast"),
            })
        }
    }
}

fn moment_value(moment: &Moment, cue: i8, reference: Reference, memory: &Memory) -> Option<Resolved> {
    let timed = moment.part.is_some() || moment.clock.is_some();
    let (day, basis) = moment_day(moment, cue, reference, memory);
    if let (None, Some(month), Some(date)) = (day, moment.month, moment.day) {
        // A printed day that does not exist is none; one without a year may still be a day.
        if moment.year.is_some() || reference.day.is_some() || Date::new(2024, month, date).is_err() {
            return None;
        }
    }
    let unknown = || match (moment.month, moment.day, moment.weekday, moment.from_now) {
        (Some(month), Some(day), ..) => format!("XXXX-{month:02}-{day:02}"),
        (_, _, Some(weekday), _) => format!("XXXX-WXX-{weekday}"),
        (.., Some(0)) => "PRESENT_REF".to_owned(),
        (.., Some(days)) => if days < 0 { "PAST_REF" } else { "FUTURE_REF" }.to_owned(),
        _ => String::new(),
    };
    let mut value = day.map_or_else(unknown, |day| day.to_string());
    if let Some((hour, minute)) = moment.clock {
        value.push_str(&format!("T{hour:02}:{minute:02}"));
        value.push_str(moment.zone.as_deref().unwrap_or_default());
    } else if let Some(part) = moment.part.as_ref().filter(|_| !value.ends_with("_REF")) {
        value.push_str(part);
    }
    let rule = match moment {
        Moment { clock: Some(_), .. } => "time.clock",
        Moment { part: Some(_), .. } => "time.part-of-day",
        Moment { from_now: Some(_), .. } => "time.day-from-now",
        Moment { weekday: Some(_), day: Some(_), .. } => "time.weekday-date",
        Moment { weekday: Some(_), .. } => "time.weekday",
        _ => "time.date",
    };
    let kind = if timed { TimeType::Time } else { TimeType::Date };
    let interval = day.map(|day| [day, day]);
    Some(Resolved { kind, value, modifier: None, interval, basis, rule })
}

/// The day a moment means and what that rests on.
fn moment_day(moment: &Moment, cue: i8, reference: Reference, memory: &Memory) -> (Option<Date>, Basis) {
    if let (Some(month), Some(day)) = (moment.month, moment.day) {
        if let Some(year) = moment.year {
            return (Date::new(year, month, day).ok(), Basis::Printed);
        }
        let Some(now) = reference.day else { return (None, Basis::None) };
        let bare = moment.weekday.is_none() && moment.when.is_none() && moment.from_now.is_none();
        if let Some(known) = memory.known_day(month, day, now).filter(|_| bare && cue <= 0) {
            return (Some(known), Basis::Earlier);
        }
        let weighed = if moment.weekday.is_some() || moment.from_now.is_some() {
            nearest_year(month, day, moment.when, now)
        } else {
            day_year(month, day, moment.when.unwrap_or(0), cue, now)
        };
        return (weighed, reference.basis());
    }
    if let Some(weekday) = moment.weekday {
        return weekday_day(weekday, moment, cue, reference, memory);
    }
    let shifted = |from: Option<Date>, days: i32| from.and_then(|day| plus_days(day, days.into()));
    if let Some(days) = moment.from_now {
        return (shifted(reference.day, days), reference.basis());
    }
    if moment.clock.is_some() && memory.daily() {
        return (None, Basis::None);
    }
    let (day, basis) = context_day(reference, memory);
    if moment.before {
        let told = memory.last_day().map(|day| (Some(day), Basis::Earlier));
        let (day, basis) = told.unwrap_or((reference.day, reference.basis()));
        return (shifted(day, -1), basis);
    }
    (day, basis)
}

/// Within so many days of the reference day, a part of day belongs to the day told last.
const NEWS_DAYS: i64 = 5;

/// The day that a part or time of day belongs to which names none.
fn context_day(reference: Reference, memory: &Memory) -> (Option<Date>, Basis) {
    let fresh = |day: &Date| reference.day.is_none_or(|now| days_between(*day, now).abs() <= NEWS_DAYS);
    match memory.day_on_line().or_else(|| memory.last_day().filter(fresh)) {
        Some(day) => (Some(day), Basis::Earlier),
        None => (reference.day, reference.basis()),
    }
}

fn weekday_day(
    weekday: i8,
    moment: &Moment,
    cue: i8,
    reference: Reference,
    memory: &Memory,
) -> (Option<Date>, Basis) {
    let Ok(weekday) = Weekday::from_monday_one_offset(weekday) else { return (None, Basis::None) };
    if moment.that
        && let Some(day) = memory.weekday(weekday)
    {
        return (Some(day), Basis::Earlier);
    }
    if moment.before
        && moment.when == Some(-1)
        && let Some(day) = memory.last_day()
    {
        return (on_or_before(weekday, day, 1), Basis::Earlier);
    }
    let Some(now) = reference.day else { return (None, Basis::None) };
    let basis = reference.basis();
    if let Some(weeks) = moment.week {
        let monday = plus_days(now, i64::from(weeks) * 7).and_then(week_of).map(|(_, [monday, _])| monday);
        return (monday.and_then(|monday| on_or_after(weekday, monday)), basis);
    }
    if moment.when.is_none() && moment.from_now.is_none() {
        // *Jumat, Sabtu dan Minggu*: each follows the one before. *minggu depan, Rabu*: a day of that week.
        if let Some(day) = memory.listed_before() {
            return (on_or_after(weekday, day), basis);
        }
        if let Some(monday) = memory.week_before() {
            return (on_or_after(weekday, monday), basis);
        }
        if let Some(day) = memory.weekday(weekday).filter(|day| (0..=7).contains(&days_between(*day, now))) {
            return (Some(day), Basis::Earlier);
        }
    }
    let day = match moment.when {
        Some(-1) => on_or_before(weekday, now, 1),
        Some(0) => now
            .checked_sub(i64::from(now.weekday().to_monday_zero_offset()).days())
            .ok()
            .and_then(|monday| on_or_after(weekday, monday)),
        Some(_) => now.tomorrow().ok().and_then(|day| on_or_after(weekday, day)),
        None if cue > 0 => on_or_after(weekday, now),
        None => on_or_before(weekday, now, 0),
    };
    (day, basis)
}

/// A day so many days later; `None` past the end of the calendar.
fn plus_days(day: Date, days: i64) -> Option<Date> {
    day.checked_add(Length::new().try_days(days).ok()?).ok()
}

fn on_or_after(weekday: Weekday, day: Date) -> Option<Date> {
    day.checked_add(i64::from(day.weekday().until(weekday)).days()).ok()
}

/// The last such weekday at least `least` days before a day.
fn on_or_before(weekday: Weekday, day: Date, least: i64) -> Option<Date> {
    let day = day.checked_sub(least.days()).ok()?;
    day.checked_sub(i64::from(day.weekday().since(weekday)).days()).ok()
}

fn days(first: &Moment, last: &Moment, cue: i8, reference: Reference, memory: &Memory) -> Option<Resolved> {
    let to = moment_value(last, cue, reference, memory)?;
    let year = to.interval.map(|[day, _]| day.year());
    let year =
        if first.month > last.month && first.year == last.year { year.map(|year| year - 1) } else { year };
    let from = moment_value(&Moment { year, ..first.clone() }, cue, reference, memory)?;
    let interval = from.interval.zip(to.interval).map(|([first, _], [last, _])| [first, last]);
    Some(Resolved::date(format!("{}/{}", from.value, to.value), interval, to.basis, "time.date-span"))
}

pub(super) fn year_of(year: YearRef, reference: Reference) -> (Option<i16>, Basis) {
    match year {
        YearRef::Printed(year) => (Some(year), Basis::Printed),
        YearRef::FromNow(shift) => {
            (reference.day.and_then(|now| now.year().checked_add(shift as i16)), reference.basis())
        }
    }
}

pub(super) fn month_value(year: Option<i16>, month: i8, basis: Basis) -> Option<Resolved> {
    let Some(year) = year else {
        return Some(Resolved::date(format!("XXXX-{month:02}"), None, Basis::None, "time.month"));
    };
    let first = Date::new(year, month, 1).ok()?;
    let value = format!("{year:04}-{month:02}");
    Some(Resolved::date(value, Some([first, first.last_of_month()]), basis, "time.month"))
}

pub(super) fn year_value(year: i16, basis: Basis, rule: &'static str) -> Option<Resolved> {
    let interval = [Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?];
    Some(Resolved::date(format!("{year:04}"), Some(interval), basis, rule))
}

/// The first, middle or last part of a period. Of a month the first ten days, the next ten, the rest; of a
/// longer or shorter period a third.
fn third(stage: &str, first: Date, last: Date) -> Option<[Date; 2]> {
    let days = days_between(first, last) + 1;
    let (one, two) = match days {
        28..=31 => (10, 20),
        365 | 366 => (
            days_between(first, Date::new(first.year(), 5, 1).ok()?),
            days_between(first, Date::new(first.year(), 9, 1).ok()?),
        ),
        7 => (3, 4),
        _ => (days / 3, days * 2 / 3),
    };
    let at = |offset: i64| first.checked_add(Length::new().try_days(offset).ok()?).ok();
    match stage {
        "START" => Some([first, at(one - 1)?]),
        "MID" => Some([at(one)?, at(two - 1)?]),
        _ => Some([at(two)?, last]),
    }
}
