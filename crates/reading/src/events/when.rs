//! The days that a time expression names, as a date of a deed.

use jiff::Span as Length;
use jiff::civil::{Date, Weekday};
use telisik_language::Upos;
use telisik_lexicon::Lexicon;
use telisik_record::{Edtf, Time, TimeId, TimeType};

use super::scene::{Part, Scene};
use crate::times::Times;

/// The date that a time expression tells: a day, month or year, or a stretch of days.
pub(super) fn when(lexicon: &Lexicon, scene: &Scene<'_>, times: &Times, time: &Time) -> Option<Edtf> {
    if time.kind == TimeType::Duration {
        return lately(lexicon, scene, times, time);
    }
    if let Some(range) = until(lexicon, scene, times, time) {
        return Some(range);
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

/// From a day until another: *dari Jumat malam hingga Sabtu pagi*, *2016 sampai 2022*.
fn until(lexicon: &Lexicon, scene: &Scene<'_>, times: &Times, time: &Time) -> Option<Edtf> {
    let end = scene.sentence.words_in(time.span).end;
    let limit = scene.forms.get(end)?;
    if !lexicon.clauses.until.contains(*limit) {
        return None;
    }
    let at = times.times.partition_point(|other| other.span.start < time.span.end);
    let last = times.times.get(at).filter(|last| scene.sentence.words_in(last.span).start == end + 1)?;
    let (from, to) = (time.edtf()?, last.edtf()?);
    let plain = !from.as_str().contains('/') && !to.as_str().contains('/');
    if !plain || from.last_day()? >= to.first_day()? {
        return None;
    }
    format!("{from}/{to}").parse().ok()
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

/// How many words a deed may stand behind the word that counts its day from another.
const COUNTED: usize = 12;

/// How many times back the day may be told that is counted from.
const NEAR: usize = 3;

/// The day of a deed that another is counted from: *pada Rabu, sehari setelah Serbia menyerang*. The other day
/// is the one told before, no further back than `from`.
pub(super) fn counted(
    lexicon: &Lexicon,
    scene: &Scene<'_>,
    times: &Times,
    trigger: usize,
    from: u32,
) -> Option<(Edtf, TimeId)> {
    let mut before = (trigger.saturating_sub(COUNTED)..trigger).rev();
    let after =
        before.find(|&word| matches!(scene.parts[word], Part::Opener | Part::Wall | Part::Relative))?;
    if !lexicon.clauses.after.contains(scene.forms[after]) {
        return None;
    }
    let start = scene.sentence.words.get(after)?.span.start;
    let at = times.times.partition_point(|time| time.span.end <= start).checked_sub(1)?;
    let length = times.times.get(at)?;
    if length.kind != TimeType::Duration || scene.sentence.words_in(length.span).end != after {
        return None;
    }
    let count: i64 = length.value.strip_prefix('P')?.strip_suffix('D')?.parse().ok()?;
    let mut near = times.times[..at].iter().rev().take(NEAR).take_while(|told| told.span.start >= from);
    let [day, last] = near.find_map(|told| told.interval)?;
    if day != last {
        return None;
    }
    let day = day.checked_sub(Length::new().try_days(count).ok()?).ok()?;
    Some((Edtf::day(day), length.id))
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

/// Whether two dates have a day in common.
pub(super) fn overlap(a: &Edtf, b: &Edtf) -> bool {
    let days = |date: &Edtf| Some((date.first_day()?, date.last_day()?));
    days(a).zip(days(b)).is_some_and(|(a, b)| a.0 <= b.1 && b.0 <= a.1)
}

/// Whether a date is a week, from Monday to Sunday: *pekan depan* tells no more than that.
fn is_week(date: &Edtf) -> bool {
    let (Some(first), Some(last)) = (date.first_day(), date.last_day()) else { return false };
    first.weekday() == Weekday::Monday && first.until(last).is_ok_and(|span| span.get_days() == 6)
}

/// How long a date is that names a day.
const DAY: usize = "2023-10-26".len();

/// Whether a date tells more than another: a day more than its month, days printed more than their week.
pub(super) fn is_nearer(date: Option<&(Edtf, TimeId)>, than: Option<&(Edtf, TimeId)>) -> bool {
    match (date, than) {
        (Some((date, _)), Some((than, _))) => {
            let days = date.as_str().len() >= DAY && !is_week(date);
            let printed = is_week(than) && days && overlap(date, than);
            let (date, than) = (date.as_str(), than.as_str());
            printed || date.len() > than.len() && date.starts_with(than) && !date.contains('/')
        }
        (date, _) => date.is_some(),
    }
}
