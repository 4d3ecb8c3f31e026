use jiff::civil::{Date, Weekday};
use telisik_record::{Span, Warning, WarningCode};

use super::form::{Form, Found};

/// A warning where the weekday printed with a date is not that date's. The printed date stands.
pub(super) fn weekday_conflict(found: &Found, day: Date, span: Span) -> Option<Warning> {
    let Form::Moment(moment) = &found.form else { return None };
    moment.day?;
    let printed = Weekday::from_monday_one_offset(moment.weekday?).ok()?;
    if printed == day.weekday() {
        return None;
    }
    let message = format!("{day} is a {}, not a {}", name(day.weekday()), name(printed));
    Some(Warning { code: WarningCode::WeekdayDate, span: Some(span), message })
}

fn name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
