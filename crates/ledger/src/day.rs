use jiff::civil::{self, Date};
use telisik_record::Edtf;

/// Stands behind every day: the key of what has no date.
pub(crate) const UNDATED: i64 = i32::MAX as i64;
/// Days after the first that a key holds: more than a year has.
const LONGEST: i64 = 511;
/// 2000-01-01: keys of our days are counted from it.
const EPOCH: i64 = 10_957;

/// Days from 1970-01-01.
pub(crate) fn number(date: Date) -> i64 {
    date.duration_since(civil::date(1970, 1, 1)).as_hours().div_euclid(24)
}

/// First and last day that a date may mean; an open end lies at the other one.
pub(crate) fn bounds(date: Option<&Edtf>) -> Option<(i64, i64)> {
    let date = date?;
    let (first, last) = (date.first_day().map(number), date.last_day().map(number));
    first.or(last).zip(last.or(first)).map(|(first, last)| (first, last.max(first)))
}

/// The run of 128 days that a day is in: what is looked for by near days lies together.
pub(crate) fn season(day: i64) -> i64 {
    day >> 7
}

/// What events are put in order by: first day, then shorter times first, then those without any.
#[inline]
pub(crate) fn key(days: Option<(i64, i64)>) -> i64 {
    days.map_or(UNDATED, |(first, last)| starting(first) + (last - first).min(LONGEST))
}

/// The least key of what begins on a day.
#[inline]
fn starting(first: i64) -> i64 {
    (first - EPOCH) * (LONGEST + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_go_by_first_day_then_by_length_then_the_undated() {
        let key = |date: &str| key(bounds(Some(&date.parse().unwrap())));
        let keys = ["1969-12-31", "2026-01-01", "2026-01", "2026-01-01/2031-01-01", "2026-01-02"].map(key);
        assert!(keys.is_sorted());
        assert_eq!(keys[0], (-1 - 10_957) * 512);
        assert_eq!(key("../2026-01-01"), keys[1]);
        assert!(keys[4] < super::key(None));
    }
}
