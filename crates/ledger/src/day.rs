use jiff::civil::{self, Date};
use telisik_record::Edtf;

/// Stands behind every day: the key of what has no date.
pub(crate) const UNDATED: i64 = i32::MAX as i64;
/// Days after the first that a key holds: more than a year has.
pub(crate) const LONGEST: i64 = 511;
/// 2000-01-01: keys of our days are counted from it, as small numbers take less room.
const EPOCH: i64 = 10_957;
/// The last day of the key `d.day`, as far as it holds it.
pub(crate) const LAST: &str = "((d.day >> 9) + (d.day & 511) + 10957)";

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

/// What events are put in order by, shorter times first; and the last day where the key cannot hold it.
pub(crate) fn key(date: Option<&Edtf>) -> (i64, Option<i64>) {
    match bounds(date) {
        None => (UNDATED, None),
        Some((first, last)) if last - first >= LONGEST => (starting(first) + LONGEST, Some(last)),
        Some((first, last)) => (starting(first) + last - first, None),
    }
}

/// The least key of what begins on a day.
pub(crate) fn starting(first: i64) -> i64 {
    (first - EPOCH) * (LONGEST + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_go_by_first_day_then_by_length_then_the_undated() {
        let keys = ["1969-12-31", "2026-01-01", "2026-01", "2026-01-01/2031-01-01", "2026-01-02"]
            .map(|date| key(Some(&date.parse().unwrap())));
        assert!(keys.is_sorted());
        assert_eq!(keys[0].0, (-1 - 10_957) * 512);
        assert_eq!(keys[3].1, Some(22280));
        assert_eq!(key(None), (UNDATED, None));
        assert_eq!(key(Some(&"../2026-01-01".parse().unwrap())), keys[1]);
        assert!(keys[4].0 < UNDATED);
    }
}
