use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span as Length, ToSpan};
use telisik_lexicon::CalendarUnit;
use telisik_record::{Basis, TimeType};

use super::form::{Amount, YearRef};
use super::reference::{Memory, Reference};
use super::resolve::{Resolved, month_value, year_of, year_value};

/// A week, month, year, decade or century so many of them from now.
pub(super) fn period(unit: CalendarUnit, shift: i32, reference: Reference) -> Option<Resolved> {
    let Some(now) = reference.day else {
        let value = match shift.signum() {
            -1 => "PAST_REF",
            0 => "PRESENT_REF",
            _ => "FUTURE_REF",
        };
        return Some(Resolved::date(value.to_owned(), None, Basis::None, "time.relative-period"));
    };
    let count = i64::from(shift);
    let moved = |length: Length| now.checked_add(length).ok();
    let basis = reference.basis();
    match unit {
        CalendarUnit::Week => {
            let week = week_of(moved(count.weeks())?)?;
            Some(Resolved::date(week.0, Some(week.1), basis, "time.relative-week"))
        }
        CalendarUnit::Month => {
            let day = moved(count.months())?;
            Some(Resolved {
                rule: "time.relative-month",
                ..month_value(Some(day.year()), day.month(), basis)?
            })
        }
        CalendarUnit::Quarter | CalendarUnit::HalfYear => {
            let months = if unit == CalendarUnit::Quarter { 3 } else { 6 };
            let day = moved(count.checked_mul(months)?.months())?;
            let number = (i64::from(day.month()) - 1) / months + 1;
            part_of_year(unit, number as u32, Some(YearRef::Printed(day.year())), reference)
                .map(|part| Resolved { basis, ..part })
        }
        CalendarUnit::Year => year_value(moved(count.years())?.year(), basis, "time.relative-year"),
        CalendarUnit::Decade => {
            // A decade to come or gone is a length from now, not one of the calendar's.
            let value = if shift == 0 { format!("{:03}X", now.year() / 10) } else { "P10Y".to_owned() };
            let kind = if shift == 0 { TimeType::Date } else { TimeType::Duration };
            Some(Resolved {
                kind,
                value,
                modifier: None,
                interval: None,
                basis,
                rule: "time.relative-decade",
            })
        }
        CalendarUnit::Century => {
            let century = i32::from(now.year() / 100).checked_add(shift)?;
            Some(Resolved::date(format!("{century:02}"), None, basis, "time.relative-century"))
        }
        CalendarUnit::Day | CalendarUnit::Hour | CalendarUnit::Minute | CalendarUnit::Second => None,
    }
}

/// The ISO week of a day, with its Monday and Sunday.
pub(super) fn week_of(day: Date) -> Option<(String, [Date; 2])> {
    let week = day.iso_week_date();
    let monday = ISOWeekDate::new(week.year(), week.week(), Weekday::Monday).ok()?.date();
    let sunday = monday.checked_add(6.days()).ok()?;
    Some((format!("{:04}-W{:02}", week.year(), week.week()), [monday, sunday]))
}

pub(super) fn weekend(shift: Option<i32>, cue: i8, reference: Reference) -> Option<Resolved> {
    let rule = "time.weekend";
    let Some(now) = reference.day else {
        return Some(Resolved::date("XXXX-WXX-WE".to_owned(), None, Basis::None, rule));
    };
    // Before Saturday a bare weekend is the last one, unless it is said to come.
    let begun = now.weekday().to_monday_zero_offset() >= 5;
    let weeks = shift.unwrap_or(if begun || cue > 0 { 0 } else { -1 });
    let (week, [monday, sunday]) = week_of(now.checked_add(i64::from(weeks).weeks()).ok()?)?;
    let saturday = monday.checked_add(5.days()).ok()?;
    Some(Resolved::date(format!("{week}-WE"), Some([saturday, sunday]), reference.basis(), rule))
}

pub(super) fn part_of_year(
    unit: CalendarUnit,
    number: u32,
    year: Option<YearRef>,
    reference: Reference,
) -> Option<Resolved> {
    let (year, basis) =
        year.map_or((reference.day.map(Date::year), reference.basis()), |y| year_of(y, reference));
    let (letter, months) = if unit == CalendarUnit::Quarter { ('Q', 3) } else { ('H', 6) };
    let last_month = i8::try_from(number.checked_mul(months)?).ok()?;
    let interval = year.and_then(|year| {
        let last = Date::new(year, last_month, 1).ok()?.last_of_month();
        Some([Date::new(year, last_month - months as i8 + 1, 1).ok()?, last])
    });
    let value =
        year.map_or_else(|| format!("XXXX-{letter}{number}"), |year| format!("{year:04}-{letter}{number}"));
    Some(Resolved::date(value, interval, basis, "time.part-of-year"))
}

/// *dua hari lalu* is a day, *dua pekan lalu* a week, *dua tahun lalu* a year; *sepekan lalu* is a day.
pub(super) fn ago(
    amount: Amount,
    unit: CalendarUnit,
    before: bool,
    reference: Reference,
    memory: &Memory,
) -> Option<Resolved> {
    use CalendarUnit::{Century, Day, Decade, HalfYear, Hour, Minute, Month, Quarter, Second, Week, Year};
    let rule = "time.ago";
    let vague = |kind| Resolved { kind, ..Resolved::date("PAST_REF".to_owned(), None, Basis::None, rule) };
    let (now, basis) = match memory.last_day().filter(|_| before) {
        Some(day) => (Some(day), Basis::Earlier),
        None => (reference.day, reference.basis()),
    };
    let count = match amount {
        Amount::Whole(n) | Amount::AndHalf(n) | Amount::Decimal(n, _) => Some(i64::from(n)),
        Amount::Several => None,
    };
    if matches!(unit, Hour | Minute | Second) {
        return Some(vague(TimeType::Time));
    }
    let (Some(count), Some(now)) = (count, now) else { return Some(vague(TimeType::Date)) };
    let back =
        |length: Result<Length, jiff::Error>| length.ok().and_then(|length| now.checked_sub(length).ok());
    let new = Length::new;
    let dated = |day: Date| Resolved::date(day.to_string(), Some([day, day]), basis, rule);
    let found = match unit {
        Day => back(new().try_days(count)).map(dated),
        Week if count == 1 || before => back(new().try_weeks(count)).map(dated),
        Week => back(new().try_weeks(count))
            .and_then(week_of)
            .map(|(week, interval)| Resolved::date(week, Some(interval), basis, rule)),
        Month | Quarter | HalfYear => {
            let months = match unit {
                Month => 1,
                Quarter => 3,
                _ => 6,
            };
            back(new().try_months(count * months))
                .and_then(|day| month_value(Some(day.year()), day.month(), basis))
                .map(|month| Resolved { rule, ..month })
        }
        Year => back(new().try_years(count)).and_then(|day| year_value(day.year(), basis, rule)),
        Decade => back(new().try_years(count * 10)).and_then(|day| year_value(day.year(), basis, rule)),
        Century => back(new().try_years(count * 100)).and_then(|day| year_value(day.year(), basis, rule)),
        Hour | Minute | Second => None,
    };
    Some(found.unwrap_or_else(|| vague(TimeType::Date)))
}

/// The first day of the quarter that the text is about: that told last, else the one that has ended.
pub(super) fn quarter(reference: Reference, memory: &Memory) -> (Option<Date>, Basis) {
    if let Some(first) = memory.quarter() {
        return (Some(first), Basis::Earlier);
    }
    let ended = reference.day.and_then(|now| now.checked_sub(3.months()).ok()).and_then(first_of_quarter);
    (ended, reference.basis())
}

/// The first day of the quarter a day is in.
pub(super) fn first_of_quarter(day: Date) -> Option<Date> {
    Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1).ok()
}

pub(super) fn quarter_value(first: Date, basis: Basis) -> Option<Resolved> {
    let number = (i32::from(first.month()) - 1) / 3 + 1;
    let year = Some(YearRef::Printed(first.year()));
    let none = Reference { day: None, from: Basis::None };
    let part = part_of_year(CalendarUnit::Quarter, number as u32, year, none)?;
    Some(Resolved { basis, rule: "time.quarter", ..part })
}

/// A day, week, month, quarter or year counted from one told before. A year from a quarter is the same quarter.
pub(super) fn told(
    unit: CalendarUnit,
    shift: i32,
    now: bool,
    reference: Reference,
    memory: &Memory,
) -> Option<Resolved> {
    let rule = "time.told";
    let quarters = |count: i32| -> Option<Resolved> {
        let (first, basis) = quarter(reference, memory);
        quarter_value(first?.checked_add(i64::from(count).checked_mul(3)?.months()).ok()?, basis)
    };
    match unit {
        CalendarUnit::Quarter => return quarters(shift).map(|found| Resolved { rule, ..found }),
        CalendarUnit::Year if memory.quarter().is_some() && shift == -1 => {
            return quarters(-4).map(|found| Resolved { rule, ..found });
        }
        _ => {}
    }
    let from = match memory.last_day().filter(|_| !now) {
        Some(day) => Reference { day: Some(day), from: Basis::Earlier },
        None => reference,
    };
    if unit == CalendarUnit::Day {
        let day = from.day.and_then(|day| day.checked_add(i64::from(shift).days()).ok());
        return Some(day.map_or_else(
            || Resolved::date("XXXX-XX-XX".to_owned(), None, Basis::None, rule),
            |day| Resolved::date(day.to_string(), Some([day, day]), from.basis(), rule),
        ));
    }
    Some(Resolved { rule, ..period(unit, shift, from)? })
}

/// *three days from now*, *two weeks later*: a day, month or year onward from now or from a day told before.
pub(super) fn ahead(
    amount: Amount,
    unit: CalendarUnit,
    after: bool,
    reference: Reference,
    memory: &Memory,
) -> Option<Resolved> {
    use CalendarUnit::{Century, Day, Decade, HalfYear, Hour, Minute, Month, Quarter, Second, Week, Year};
    let rule = "time.ahead";
    let vague = || Resolved::date("FUTURE_REF".to_owned(), None, Basis::None, rule);
    let (from, basis) = match memory.last_day().filter(|_| after) {
        Some(day) => (Some(day), Basis::Earlier),
        None => (reference.day, reference.basis()),
    };
    let count = match amount {
        Amount::Whole(n) | Amount::AndHalf(n) | Amount::Decimal(n, _) => i64::from(n),
        Amount::Several => return Some(vague()),
    };
    let Some(from) = from else { return Some(vague()) };
    let new = Length::new;
    let (length, months) = match unit {
        Day => (new().try_days(count), false),
        Week => (new().try_weeks(count), false),
        Month => (new().try_months(count), true),
        Quarter => (new().try_months(count * 3), true),
        HalfYear => (new().try_months(count * 6), true),
        Year => (new().try_years(count), true),
        Decade => (new().try_years(count * 10), true),
        Century => (new().try_years(count * 100), true),
        Hour | Minute | Second => return Some(vague()),
    };
    let found = length.ok().and_then(|length| from.checked_add(length).ok()).and_then(|day| match unit {
        Year | Decade | Century => year_value(day.year(), basis, rule),
        _ if months => month_value(Some(day.year()), day.month(), basis),
        _ => Some(Resolved::date(day.to_string(), Some([day, day]), basis, rule)),
    });
    Some(found.map_or_else(vague, |found| Resolved { rule, ..found }))
}
