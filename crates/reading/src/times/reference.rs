use jiff::civil::{Date, Weekday};
use telisik_lexicon::{Calendar, CalendarMeaning, TimeWord};
use telisik_record::Basis;

use super::form::{Form, Found, Moment};
use super::relative::first_of_quarter;
use super::resolve::Resolved;
use super::scan::Piece;

/// The day that relative times are resolved against, and where it is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) day: Option<Date>,
    pub(super) from: Basis,
}

impl Reference {
    /// What a value that was resolved against it rests on.
    pub(super) fn basis(self) -> Basis {
        if self.day.is_some() { self.from } else { Basis::None }
    }
}

/// What was told earlier in the text, by which later times are understood.
#[derive(Debug, Default)]
pub(super) struct Memory {
    last_day: Option<(Date, u32)>,
    last_line: u32,
    weekdays: [Option<Date>; 7],
    printed: Vec<Date>,
    known: Vec<Date>,
    /// The line on which a daily repetition was told.
    daily: Option<u32>,
    /// The day of a weekday, or the Monday of a week, that ends right before the expression at hand.
    listed: Option<Date>,
    week: Option<Date>,
    /// The first day of the quarter told last.
    quarter: Option<Date>,
}

impl Memory {
    /// A memory that holds the days of history which these pieces speak of.
    pub(super) fn new(pieces: &[Piece], calendar: &Calendar) -> Self {
        let known = calendar.words().iter().filter_map(|word| match &word.means {
            CalendarMeaning::KnownDay { date, beside } => {
                pieces.iter().any(|piece| beside.contains(&piece.form)).then_some(*date)
            }
            _ => None,
        });
        Self { known: known.collect(), ..Self::default() }
    }

    /// Makes ready for the expression at `found`, after the one that ended at piece `end`.
    pub(super) fn approach(&mut self, found: &Found, end: usize, pieces: &[Piece], calendar: &Calendar) {
        let Some(first) = pieces.get(found.pieces.start) else { return };
        self.last_line = first.line;
        let between = pieces.get(end..found.pieces.start).unwrap_or_default();
        let listed = !between.is_empty()
            && between.len() <= 3
            && between.iter().all(|piece| piece.is_mark(",") || calendar.is(&piece.form, TimeWord::Listing));
        if !listed {
            (self.listed, self.week) = (None, None);
        }
    }

    /// Takes note of an expression and its value.
    pub(super) fn note(&mut self, found: &Found, resolved: &Resolved) {
        let (mut listed, mut week) = (None, None);
        match (&found.form, resolved.interval) {
            (Form::Moment(moment), Some([day, _])) => {
                self.last_day = Some((day, self.last_line));
                if moment.has_day() {
                    // A weekday offset from Monday is below 7.
                    self.weekdays[day.weekday().to_monday_zero_offset() as usize] = Some(day);
                }
                if moment.printed().is_some() {
                    self.printed.push(day);
                }
                if matches!(moment, Moment { weekday: Some(_), day: None, .. }) {
                    listed = Some(day);
                }
                week = self.week;
            }
            (Form::Period { .. }, Some([monday, sunday])) if resolved.rule == "time.relative-week" => {
                week = (monday < sunday).then_some(monday);
            }
            (Form::Month { .. } | Form::Year { .. } | Form::Ago { before: true, .. }, Some([first, _])) => {
                self.last_day = Some((first, u32::MAX))
            }
            (Form::PartOfYear { .. } | Form::Quarter, Some([first, last])) => {
                let months =
                    i32::from(last.year() - first.year()) * 12 + i32::from(last.month() - first.month());
                self.quarter = first_of_quarter(first).filter(|_| months == 2);
            }
            (Form::Told { .. }, Some([first, _])) => self.last_day = Some((first, u32::MAX)),
            (Form::Every(value), _) if value == "P1D" => self.daily = Some(self.last_line),
            _ => {}
        }
        (self.listed, self.week) = (listed, week);
    }

    /// A day told without its year that was told with it before, or is known to history.
    pub(super) fn known_day(&self, month: i8, day: i8, now: Date) -> Option<Date> {
        // The latest mention counts; texts that print more dates than this repeat none from so far back.
        let mut told = self.printed.iter().rev().take(64).chain(&self.known);
        told.find(|date| date.month() == month && date.day() == day && **date <= now).copied()
    }

    /// The last day told on the line at hand.
    pub(super) fn day_on_line(&self) -> Option<Date> {
        self.last_day.filter(|&(_, line)| line == self.last_line).map(|(day, _)| day)
    }

    /// Whether a time of day on the line at hand is that of every day.
    pub(super) fn daily(&self) -> bool {
        self.daily == Some(self.last_line)
    }

    /// The first day of the quarter told last.
    pub(super) fn quarter(&self) -> Option<Date> {
        self.quarter
    }

    /// The last day told.
    pub(super) fn last_day(&self) -> Option<Date> {
        self.last_day.map(|(day, _)| day)
    }

    /// The last day told that was such a weekday.
    pub(super) fn weekday(&self, weekday: Weekday) -> Option<Date> {
        self.weekdays.get(weekday.to_monday_zero_offset() as usize).copied().flatten()
    }

    /// The weekday that this one stands in a list with.
    pub(super) fn listed_before(&self) -> Option<Date> {
        self.listed
    }

    /// The Monday of the week told right before.
    pub(super) fn week_before(&self) -> Option<Date> {
        self.week
    }
}
