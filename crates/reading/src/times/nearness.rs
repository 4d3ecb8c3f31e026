use jiff::civil::Date;

/// Days from `from` to `to`.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| span.get_days().into())
}

/// Further ahead than this many days, a bare date is rather that of last year.
const FAR_AHEAD: i64 = 110;

/// The year of a day printed without one.
pub(super) fn day_year(month: i8, day: i8, when: i8, cue: i8, now: Date) -> Option<Date> {
    let this = Date::new(now.year(), month, day).ok();
    let other = |years: i16| Date::new(now.year().checked_add(years)?, month, day).ok();
    // 29 February may be no day of this year.
    let Some(this) = this else { return if when > 0 { other(1) } else { other(-1) } };
    let ahead = days_between(now, this);
    match when.signum() {
        -1 if ahead > 0 => other(-1),
        1 if ahead < 0 => other(1),
        -1 | 1 => Some(this),
        _ if ahead > FAR_AHEAD && cue <= 0 => other(-1),
        _ if ahead > 0 && cue < 0 => other(-1),
        _ if ahead < -FAR_AHEAD * 2 && cue > 0 => other(1),
        _ => Some(this),
    }
}

/// Whether a weekday printed with month and day is that day's if the text is from about `now`.
pub(super) fn falls_on((weekday, month, day): (i8, i8, i8), now: Date) -> bool {
    nearest_year(month, day, None, now).is_some_and(|date| date.weekday().to_monday_one_offset() == weekday)
}

/// The year that brings a day nearest to now, or on the side that a pointer tells.
pub(super) fn nearest_year(month: i8, day: i8, when: Option<i8>, now: Date) -> Option<Date> {
    let candidates =
        [0, -1, 1].into_iter().filter_map(|years| Date::new(now.year().checked_add(years)?, month, day).ok());
    let fits = |date: &Date| match when {
        Some(-1) => *date <= now,
        Some(1) => *date >= now,
        _ => true,
    };
    candidates.filter(fits).min_by_key(|date| days_between(now, *date).abs())
}

pub(super) fn month_year(month: i8, when: i8, cue: i8, now: Date) -> i16 {
    let ahead = i16::from(month) - i16::from(now.month());
    let years = match when.signum() {
        -1 => -i16::from(ahead > 0),
        1 => i16::from(ahead < 0),
        _ if ahead > 0 && (cue < 0 || (cue == 0 && ahead > 4)) => -1,
        _ if ahead < -7 && cue > 0 => 1,
        _ => 0,
    };
    now.year().saturating_add(years)
}
