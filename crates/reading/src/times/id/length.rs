use telisik_lexicon::{CalendarMeaning, CalendarUnit, TimeWord};

use crate::times::form::{Amount, Form};
use crate::times::grammar::{Grammar, unit_of};
use crate::times::length::length;

impl Grammar<'_> {
    /// A length of time, or a day so far back: *24 jam terakhir*, *sepekan*, *1-2 tahun*, *dua hari lalu*.
    pub(super) fn length(&self, at: usize) -> Option<(Form, usize)> {
        if let Some(before) = self.before(at) {
            // The end of a longer number or of an amount of money is no length.
            let mark = ["$", "/"].contains(&before.form.as_str());
            if (mark && self.glued(at))
                || (self.capital(at) && before.capital && self.behind(at, TimeWord::EventName))
            {
                return None;
            }
        }
        let (least, most, unit, next) = self.counted(at)?;
        if most.is_none() {
            if let Some(next) =
                self.has(next, &CalendarMeaning::Ago).filter(|&end| self.same_line(at, end - 1))
            {
                return Some((Form::Ago { amount: least, unit, before: false }, next));
            }
            let back = self.has(next, &CalendarMeaning::Before).filter(|&end| self.same_line(at, end - 1));
            let dated = matches!(unit, CalendarUnit::Week | CalendarUnit::Year);
            if let Some(next) = back.filter(|_| dated && least != Amount::Several) {
                return Some((Form::Ago { amount: least, unit, before: true }, next));
            }
        }
        let stretch = self.has(next, &CalendarMeaning::Stretch).filter(|&end| self.same_line(at, end - 1));
        let next = stretch.unwrap_or(next);
        match most {
            None => Some((Form::Length { amount: least, unit }, next)),
            Some(most) => Some((Form::Lengths { least, most, unit }, next)),
        }
    }

    fn counted(&self, at: usize) -> Option<(Amount, Option<Amount>, CalendarUnit, usize)> {
        let single = self.find(at, |meaning| match meaning {
            CalendarMeaning::One(unit) => Some((Amount::Whole(1), *unit)),
            CalendarMeaning::Many(unit) => Some((Amount::Several, *unit)),
            _ => None,
        });
        if let Some(((amount, unit), next)) = single {
            // *sehari-hari* is everyday life.
            let doubled = self.is(next, "-") && self.glued(next) && self.glued(next + 1);
            return (!doubled).then_some((amount, None, unit, next));
        }
        let (least, next) = self.amount(at)?;
        if let Some((unit, next)) = self.length_unit(at, next) {
            return Some((least, None, unit, next));
        }
        let or =
            self.is(next, "atau") || self.is(next, "sampai") || self.is(next, "hingga") || self.is(next, "-");
        let (most, behind) = self.amount(next + 1).filter(|_| or)?;
        let (unit, end) = self.length_unit(at, behind)?;
        // *10 atau 12 hari* may be either; *1-2 tahun* is a span.
        Some((least, (!self.is(next, "atau")).then_some(most), unit, end))
    }

    fn length_unit(&self, at: usize, next: usize) -> Option<(CalendarUnit, usize)> {
        let (unit, end) = self.unit(next).filter(|_| self.same_line(at, next))?;
        (!matches!(unit, CalendarUnit::Quarter | CalendarUnit::HalfYear)).then_some((unit, end))
    }

    /// A repeated time: *setiap hari*, *per tahun*, *tiap malam*, *setiap tanggal 20 Juni*, *mingguan*.
    pub(super) fn every(&self, at: usize) -> Option<(Form, usize)> {
        let recurring = self.find(at, |meaning| match meaning {
            CalendarMeaning::Recurring(unit) => Some(*unit),
            _ => None,
        });
        if let Some((unit, next)) = recurring {
            // *secara tahunan* compares with a year ago.
            let compared = self.before(at).is_some_and(|before| before.form == "secara");
            // *harian Suara Timur* is a newspaper.
            let paper = unit == CalendarUnit::Day && self.capital(next);
            return (!self.capital(at) && !compared && !paper)
                .then(|| (Form::Every(length(Amount::Whole(1), unit)), next));
        }
        let next = self.has(at, &CalendarMeaning::Every)?;
        let rate = self.is(at, "per");
        if !rate && let Some((value, next)) = self.repeated_moment(next) {
            return Some((Form::Every(value), next));
        }
        let (amount, place) = self.amount(next).filter(|_| !rate).unwrap_or((Amount::Whole(1), next));
        let (unit, end) = self.unit(place).or_else(|| {
            let stem = self.piece(place)?.form.strip_suffix("nya")?;
            Some((self.meaning_of(stem, unit_of)?, place + 1))
        })?;
        let speed = matches!(unit, CalendarUnit::Second | CalendarUnit::Minute | CalendarUnit::Hour);
        (!(rate && speed)).then(|| (Form::Every(length(amount, unit)), end))
    }
}
