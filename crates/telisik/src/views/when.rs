use telisik_record::Edtf;

/// A date for a person: a day as it is, a longer time as one that begins and ends, so that a month is taken for no day.
pub(crate) fn when(date: Option<&str>) -> String {
    let Some(printed) = date else { return UNDATED.to_owned() };
    let Ok(date) = printed.parse::<Edtf>() else { return printed.to_owned() };
    match (date.first_day(), date.last_day()) {
        (Some(first), Some(last)) if first == last && printed == first.to_string() => first.to_string(),
        (Some(first), Some(last)) if first == last => format!("about {first}"),
        (Some(first), Some(last)) if printed.contains('/') => format!("from {first} to {last}"),
        (Some(first), Some(last)) => format!("some time in {printed}, {first} to {last}"),
        (Some(first), None) => format!("since {first}"),
        (None, Some(last)) => format!("until {last}"),
        (None, None) => UNDATED.to_owned(),
    }
}

/// The heading of what has no date.
pub(crate) const UNDATED: &str = "undated: the texts do not tell when";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_a_month_and_an_interval_are_no_days() {
        for (date, printed) in [
            ("2026-05-19", "2026-05-19"),
            ("2026-05-19~", "about 2026-05-19"),
            ("2026-W21", "some time in 2026-W21, 2026-05-18 to 2026-05-24"),
            ("2026-02", "some time in 2026-02, 2026-02-01 to 2026-02-28"),
            ("2026-05-01/2026-05-10", "from 2026-05-01 to 2026-05-10"),
            ("2022-02-24/..", "since 2022-02-24"),
            ("../2022-02-24", "until 2022-02-24"),
            ("..", UNDATED),
        ] {
            assert_eq!(when(Some(date)), printed);
        }
        assert_eq!(when(None), UNDATED);
    }
}
