use std::ops::Range;

use jiff::civil::Date;
use telisik_lexicon::CalendarUnit;

/// A time expression as read, before it is known which day it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Its pieces.
    pub(super) pieces: Range<usize>,
    /// What it says.
    pub(super) form: Form,
    /// The TIMEX3 modifier of its hedge.
    pub(super) hedge: Option<String>,
}

/// What a time expression says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Form {
    /// A day, a part of day or a time of day.
    Moment(Moment),
    /// From one day to another.
    Days(Moment, Moment),
    /// A month or a part of one.
    Month { month: i8, year: Option<YearRef>, stage: Option<String>, when: Option<i8> },
    /// From one month to another.
    Months(i8, i8, Option<i16>),
    /// A year.
    Year { year: i16, stage: Option<String> },
    /// From one year to another.
    Years(i16, i16),
    /// A decade by its first three digits.
    Decade { decade: i16, stage: Option<String> },
    /// A century by its first two digits.
    Century { century: i16, stage: Option<String> },
    /// A week, month, year before, at or after now.
    Period { unit: CalendarUnit, shift: i32, stage: Option<String> },
    /// A weekend; `None` for one that nothing points to.
    Weekend { shift: Option<i32> },
    /// A quarter or half of a year.
    PartOfYear { unit: CalendarUnit, number: u32, year: Option<YearRef> },
    /// A season.
    Season { season: String, year: Option<YearRef>, when: Option<i8> },
    /// *hari yang sama*, *tahun yang sama*
    Same { unit: CalendarUnit },
    /// A day, month, quarter or year counted from one told before: *the following month*, *a year earlier*; with
    /// `now` from today where no quarter was told: *a year ago*.
    Told { unit: CalendarUnit, shift: i32, now: bool },
    /// The quarter that the text is about: *the quarter*.
    Quarter,
    /// *hari kelima*
    Nth { unit: CalendarUnit },
    /// A length of time back from now, or from a day told before.
    Ago { amount: Amount, unit: CalendarUnit, before: bool },
    /// A length of time onward from now, or from a day told before.
    Ahead { amount: Amount, unit: CalendarUnit, after: bool },
    /// A length of time.
    Length { amount: Amount, unit: CalendarUnit },
    /// A length between two.
    Lengths { least: Amount, most: Amount, unit: CalendarUnit },
    /// A repeated time, by its value.
    Every(String),
    /// A vague time, by its value.
    Vague(String),
    /// A feast with the same day each year.
    Feast { month: i8, day: i8, year: Option<i16> },
    /// A feast that moves.
    MovingFeast { days: Vec<Date>, year: Option<i16> },
}

/// A year, printed or told from now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YearRef {
    Printed(i16),
    FromNow(i32),
}

/// How many of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Amount {
    /// So many.
    Whole(u32),
    /// So many and a half.
    AndHalf(u32),
    /// So many and so many hundredths.
    Decimal(u32, u32),
    /// Some.
    Several,
}

/// A day or a time in a day, in as many parts as were printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Moment {
    /// Monday is 1.
    pub(super) weekday: Option<i8>,
    pub(super) day: Option<i8>,
    pub(super) month: Option<i8>,
    pub(super) year: Option<i16>,
    /// So many days from now.
    pub(super) from_now: Option<i32>,
    /// The week that its weekday is in, counted from this one: *Selasa pekan depan*.
    pub(super) week: Option<i32>,
    /// Part of day.
    pub(super) part: Option<String>,
    /// Hour and minute.
    pub(super) clock: Option<(i8, i8)>,
    /// Offset as the value prints it.
    pub(super) zone: Option<String>,
    /// Points to the past (-1), the present (0), the future (1).
    pub(super) when: Option<i8>,
    /// The day before one told before.
    pub(super) before: bool,
    /// The day told before.
    pub(super) that: bool,
}

impl Moment {
    /// Whether it names a day by itself.
    pub(super) fn has_day(&self) -> bool {
        self.weekday.is_some() || self.day.is_some() || self.from_now.is_some()
    }

    /// The day where day, month and year are printed and exist.
    pub(super) fn printed(&self) -> Option<Date> {
        Date::new(self.year?, self.month?, self.day?).ok()
    }
}
