use telisik_lexicon::CalendarUnit;

use super::form::Amount;

/// A length as ISO 8601 prints it, `X` for an untold number.
pub(super) fn length(amount: Amount, unit: CalendarUnit) -> String {
    use CalendarUnit::{Century, Day, Decade, HalfYear, Hour, Minute, Month, Quarter, Second, Week, Year};
    let (time, letter, factor) = match unit {
        Second => ("T", "S", 1),
        Minute => ("T", "M", 1),
        Hour => ("T", "H", 1),
        Day => ("", "D", 1),
        Week => ("", "W", 1),
        Month => ("", "M", 1),
        Quarter => ("", "M", 3),
        HalfYear => ("", "M", 6),
        Year => ("", "Y", 1),
        Decade => ("", "Y", 10),
        Century => ("", "Y", 100),
    };
    match (amount, unit) {
        (Amount::Several, Decade) => "PXDE".to_owned(),
        (Amount::Several, Century) => "PXCE".to_owned(),
        (Amount::Several, _) => format!("P{time}X{letter}"),
        (Amount::Whole(n), _) => format!("P{time}{}{letter}", u64::from(n) * factor),
        (Amount::AndHalf(n), Year) => format!("P{n}Y6M"),
        (Amount::AndHalf(n), Decade) => format!("P{}Y", u64::from(n) * 10 + 5),
        (Amount::AndHalf(n), Century) => format!("P{}Y", u64::from(n) * 100 + 50),
        (Amount::AndHalf(n), Day) => format!("P{n}DT12H"),
        (Amount::AndHalf(n), Hour) => format!("PT{n}H30M"),
        (Amount::AndHalf(n), Minute) => format!("PT{n}M30S"),
        (Amount::AndHalf(n), _) => format!("P{time}{n}.5{letter}"),
        (Amount::Decimal(n, hundredths), _) if factor == 1 => {
            let digits = format!("{n}.{hundredths:02}");
            let digits = digits.strip_suffix('0').unwrap_or(&digits);
            format!("P{time}{digits}{letter}")
        }
        (Amount::Decimal(n, hundredths), _) => {
            format!("P{}{letter}", u64::from(n) * factor + u64::from(hundredths) * factor / 100)
        }
    }
}
