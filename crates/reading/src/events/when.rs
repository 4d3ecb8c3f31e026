//! The days that a time expression names, as a date of a deed.

use jiff::Span as Length;
use jiff::civil::Date;
use telisik_language::Upos;
use telisik_lexicon::Lexicon;
use telisik_record::{Edtf, Time, TimeType};

use super::scene::Scene;
use crate::times::Times;

/// The date that a time expression tells: a day, month or year, or a stretch of days.
pub(super) fn when(lexicon: &Lexicon, scene: &Scene<'_>, times: &Times, time: &Time) -> Option<Edtf> {
    if time.kind == TimeType::Duration {
        return lately(lexicon, scene, times, time);
    }
    // Weekends are no EDTF, nor is the start of a week.
    let part = time.modifier.as_deref() == Some("START") && time.value.contains("-W");
    match time.interval {
        Some([first, last]) if part || time.value.ends_with("-WE") => {
            let passed = times.reference_date.filter(|&today| first < today && today <= last);
            stretch(first, passed.and_then(|today| today.yesterday().ok()).unwrap_or(last))
        }
        _ => time.edtf(),
    }
}

/// What lies within a length of time until now, or until a day told behind it: *dalam dua pekan terakhir*,
/// *dalam tiga hari terakhir hingga Senin*.
fn lately(lexicon: &Lexicon, scene: &Scene<'_>, times: &Times, time: &Time) -> Option<Edtf> {
    let words = scene.sentence.words_in(time.span);
    let before = words.start.checked_sub(1).map(|word| scene.forms[word])?;
    let last = words.end.checked_sub(1).map(|word| scene.forms[word])?;
    let clauses = &lexicon.clauses;
    if !clauses.during.contains(before) || !clauses.lately.contains(last) {
        return None;
    }
    // *untuk pertama kali dalam tujuh tahun terakhir*, *terburuk dalam sebulan terakhir*
    let compares = |word: usize| {
        clauses.times.contains(scene.forms[word]) || scene.sentence.words[word].upos == Upos::Adj
    };
    if (words.start.saturating_sub(3)..words.start.saturating_sub(1)).any(compares) {
        return None;
    }
    let bounded = scene.forms.get(words.end).is_some_and(|form| clauses.limits.contains(*form));
    let behind = times.times.partition_point(|other| other.span.start < time.span.end);
    let until = times
        .times
        .get(behind)
        .filter(|until| bounded && scene.sentence.words_in(until.span).start == words.end + 1);
    let until = until.and_then(|until| until.interval.map(|[_, last]| last));
    let today = until.or(times.reference_date)?;
    let (digits, unit) = time.value.strip_prefix('P')?.split_at_checked(time.value.len() - 2)?;
    let count: i64 = digits.parse().ok()?;
    let new = Length::new();
    let month = |day: Date| day.strftime("%Y-%m").to_string();
    match unit {
        "D" => {
            stretch(today.checked_sub(new.try_days(count - i64::from(until.is_some())).ok()?).ok()?, today)
        }
        "W" => stretch(today.checked_sub(new.try_weeks(count).ok()?).ok()?, today),
        "M" => {
            let from = today.checked_sub(new.try_months(count).ok()?).ok()?;
            format!("{}/{}", month(from), month(today)).parse().ok()
        }
        "Y" => {
            let from = today.checked_sub(new.try_years(count).ok()?).ok()?;
            if count == 1 {
                return format!("{}/{}", month(from), month(today)).parse().ok();
            }
            format!("{:04}/{:04}", from.year(), today.year()).parse().ok()
        }
        _ => None,
    }
}

fn stretch(first: Date, last: Date) -> Option<Edtf> {
    if first == last { Some(Edtf::day(first)) } else { format!("{first}/{last}").parse().ok() }
}

/// A week as the interval of its days, which is what EDTF has for it; other dates as they are.
pub(super) fn days(date: &Edtf) -> Edtf {
    let week = date.as_str().contains("-W").then(|| (date.first_day(), date.last_day()));
    match week {
        Some((Some(first), Some(last))) => stretch(first, last).unwrap_or_else(|| date.clone()),
        _ => date.clone(),
    }
}
