use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A date of the Extended Date/Time Format (ISO 8601-2), in the part of it that news needs:
/// `2023-10-26`, `2023-10`, `2023`, `2023-W42`, each with `~` where approximate, and intervals
/// `2023-10-01/2023-10-15`, open (`..`) on a side.
///
/// Weeks are no EDTF but ISO 8601; TIMEX3 uses them, so they are kept as they are.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Edtf(String);

/// Why a date was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no date; write 2023-10-26, 2023-10, 2023, 2023-W42 or an interval 2023-10-01/2023-10-15")]
pub struct EdtfError(String);

impl Edtf {
    /// One day.
    pub fn day(date: Date) -> Self {
        Self(date.to_string())
    }

    /// As printed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// First day it may mean; `None` where open.
    pub fn first_day(&self) -> Option<Date> {
        match self.0.split_once('/') {
            Some((from, _)) => bounds(from)?.0,
            None => bounds(&self.0)?.0,
        }
    }

    /// Last day it may mean; `None` where open.
    pub fn last_day(&self) -> Option<Date> {
        match self.0.split_once('/') {
            Some((_, to)) => bounds(to)?.1,
            None => bounds(&self.0)?.1,
        }
    }
}

/// First and last day of one side of an interval: `None` where it is no date, open ends as `None` inside.
fn bounds(printed: &str) -> Option<(Option<Date>, Option<Date>)> {
    if printed == ".." {
        return Some((None, None));
    }
    let plain = printed.trim_end_matches(['~', '?', '%']);
    let year = |digits: &str| -> Option<i16> {
        (digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok())?
    };
    let two = |digits: &str| -> Option<i8> {
        (digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok())?
    };
    let parts: Vec<&str> = plain.split('-').collect();
    let (first, last) = match parts[..] {
        [y] => (Date::new(year(y)?, 1, 1).ok()?, Date::new(year(y)?, 12, 31).ok()?),
        [y, week] if week.starts_with('W') => {
            let monday =
                jiff::civil::ISOWeekDate::new(year(y)?, two(&week[1..])?, jiff::civil::Weekday::Monday);
            let monday = monday.ok()?.date();
            (monday, monday.checked_add(jiff::Span::new().days(6)).ok()?)
        }
        [y, m] => {
            let first = Date::new(year(y)?, two(m)?, 1).ok()?;
            (first, first.last_of_month())
        }
        [y, m, d] => {
            let day = Date::new(year(y)?, two(m)?, two(d)?).ok()?;
            (day, day)
        }
        _ => return None,
    };
    Some((Some(first), Some(last)))
}

impl FromStr for Edtf {
    type Err = EdtfError;

    fn from_str(printed: &str) -> Result<Self, EdtfError> {
        let valid = match printed.split_once('/') {
            Some((from, to)) => bounds(from).is_some() && bounds(to).is_some(),
            None => printed == ".." || bounds(printed).is_some(),
        };
        if valid { Ok(Self(printed.to_owned())) } else { Err(EdtfError(printed.to_owned())) }
    }
}

impl TryFrom<String> for Edtf {
    type Error = EdtfError;

    fn try_from(printed: String) -> Result<Self, EdtfError> {
        printed.parse()
    }
}

impl From<Edtf> for String {
    fn from(date: Edtf) -> Self {
        date.0
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_month_reaches_from_its_first_to_its_last_day() {
        let month: Edtf = "2024-02".parse().unwrap();
        assert_eq!(month.first_day(), Some(date(2024, 2, 1)));
        assert_eq!(month.last_day(), Some(date(2024, 2, 29)));
    }

    #[test]
    fn a_week_runs_from_monday_to_sunday() {
        let week: Edtf = "2023-W42".parse().unwrap();
        assert_eq!(week.first_day(), Some(date(2023, 10, 16)));
        assert_eq!(week.last_day(), Some(date(2023, 10, 22)));
    }

    #[test]
    fn open_intervals_have_one_end() {
        let since: Edtf = "2022-02-24/..".parse().unwrap();
        assert_eq!(since.first_day(), Some(date(2022, 2, 24)));
        assert_eq!(since.last_day(), None);
    }

    #[test]
    fn impossible_days_are_refused() {
        for printed in ["2023-02-30", "2023-13", "26/10/2023", "", "besok", "2023-1-2", "2021-W54"] {
            assert!(printed.parse::<Edtf>().is_err(), "{printed}");
        }
    }

    proptest! {
        #[test]
        fn no_input_panics(printed in "\\PC{0,24}") {
            let _ = printed.parse::<Edtf>();
        }
    }
}
