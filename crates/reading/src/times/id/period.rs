use telisik_lexicon::{CalendarMeaning, CalendarUnit, TimeWord};

use crate::times::form::{Form, YearRef};
use crate::times::grammar::{Grammar, unit_of};

impl Grammar<'_> {
    /// *baru-baru ini*, *saat ini*.
    pub(super) fn vague(&self, at: usize) -> Option<(Form, usize)> {
        let at_time = self.behind(at, TimeWord::Lead);
        let (value, next) = self.find(at, |meaning| match meaning {
            CalendarMeaning::Vague(value) => Some(value.clone()),
            CalendarMeaning::VagueAt(value) => at_time.then(|| value.clone()),
            _ => None,
        })?;
        Some((Form::Vague(value), next))
    }

    /// *Oktober 2023*, *akhir Agustus lalu*, *bulan Juni*, *April tahun lalu*, *Maret hingga Mei*.
    pub(super) fn month(&self, at: usize) -> Option<(Form, usize)> {
        let (stage, place) = self.stage(at).map_or((None, at), |(stage, next)| (Some(stage), next));
        let named = self.is(place, "bulan");
        let place = if named { place + 1 } else { place };
        let (month, next) = self.month_name(place)?;
        let abbreviated =
            self.find(place, |m| matches!(m, CalendarMeaning::Month(_)).then_some(())).is_none();
        if let Some((form, next)) = self.months(at, month, next).filter(|_| stage.is_none() && !abbreviated) {
            return Some((form, next));
        }
        let (year, next) = self.year_ref(next).map_or((None, next), |(year, after)| (Some(year), after));
        let bare = stage.is_none() && !named && year.is_none();
        if bare
            && self.behind(at, TimeWord::EventName)
            && self.before(at).is_some_and(|before| before.capital)
        {
            return None;
        }
        if (bare && !self.capital(place)) || (abbreviated && !matches!(year, Some(YearRef::Printed(_)))) {
            return None;
        }
        let (when, next) = self.shift(next).map_or((None, next), |(shift, after)| (Some(shift), after));
        Some((Form::Month { month, year, stage, when }, next))
    }

    fn months(&self, at: usize, month: i8, next: usize) -> Option<(Form, usize)> {
        let place = self.to(next)?;
        let (last, next) = self.find(place, |meaning| match meaning {
            CalendarMeaning::Month(month) => Some(*month),
            _ => None,
        })?;
        let year = self.year_number(next).filter(|_| self.same_line(at, next));
        Some((Form::Months(month, last, year), next + usize::from(year.is_some())))
    }

    /// A year behind something: *2023*, *tahun 2023*, *tahun lalu*.
    fn year_ref(&self, at: usize) -> Option<(YearRef, usize)> {
        let at = if self.is(at, "-") || self.is(at, ",") { at + 1 } else { at };
        if let Some(year) = self.year_number(at) {
            return Some((YearRef::Printed(year), at + 1));
        }
        let place = if self.is(at, "pada") { at + 1 } else { at };
        if !self.is(place, "tahun") {
            return None;
        }
        if let Some(year) = self.year_number(place + 1) {
            return Some((YearRef::Printed(year), place + 2));
        }
        let (shift, next) = self.shift(place + 1)?;
        Some((YearRef::FromNow(shift.into()), next))
    }

    /// *tahun 2009*, *akhir 2023*, *1990-an*, *1975-1990*, *abad ke-20*, and a bare number that must be a year.
    pub(super) fn year(&self, at: usize) -> Option<(Form, usize)> {
        let (stage, place) = self.stage(at).map_or((None, at), |(stage, next)| (Some(stage), next));
        if let Some((CalendarUnit::Century, next)) = self.unit(place) {
            let (number, next) = self.ordinal(next).filter(|(number, _)| (1..=21).contains(number))?;
            return Some((Form::Century { century: number as i16 - 1, stage }, next));
        }
        let named = self.among(place, TimeWord::YearNoun);
        let place = if named { place + 1 } else { place };
        let year = self.year_number(place)?;
        let mut next = place + 1;
        if self.is(next, "-") && self.is(next + 1, "an") {
            return Some((Form::Decade { decade: year / 10, stage }, next + 2));
        }
        if let Some((last, after)) = self.last_year(place, year).filter(|_| stage.is_none()) {
            let after = self.shift(after).map_or(after, |(_, behind)| behind);
            return Some((Form::Years(year, last), after));
        }
        let pointed = self.shift(next).filter(|&(shift, _)| shift != 0);
        if !(named || stage.is_some() || pointed.is_some() || self.bare_year(place, year)) {
            return None;
        }
        if let Some((_, after)) = pointed {
            next = after;
        }
        Some((Form::Year { year, stage }, next))
    }

    /// The last of a span of years: *1975-1990*, *1950-53*, *1980 hingga 2015*, *antara 2010 dan 2015*.
    fn last_year(&self, at: usize, first: i16) -> Option<(i16, usize)> {
        let between = self.before(at).is_some_and(|piece| piece.form == "antara") && self.is(at + 1, "dan");
        let place = if between { at + 2 } else { self.to(at + 1)? };
        let last = match self.digits(place)? {
            (_, 4) => self.year_number(place)?,
            (short, 2) if self.is(at + 1, "-") => first / 100 * 100 + short as i16,
            _ => return None,
        };
        (first < last && last < first.saturating_add(200) && self.clean_number(place))
            .then_some((last, place + 1))
    }

    /// Whether four digits without a word of time beside them are a year.
    fn bare_year(&self, at: usize, year: i16) -> bool {
        // Numbers this low are years only where a word says when: *sejak 1895*.
        let old = (1500..1900).contains(&year) && self.behind(at, TimeWord::YearLead);
        if !(old || (1900..=2099).contains(&year)) || !self.clean_number(at) {
            return false;
        }
        let word = |at: Option<usize>, meaning: &CalendarMeaning| {
            at.and_then(|at| self.piece(at)).is_some_and(|piece| {
                self.meaning_of(&piece.form, |found| (found == meaning).then_some(())).is_some()
            })
        };
        let before = self.before(at).and(at.checked_sub(1));
        let glued_to_word = self.glued(at)
            && self.before(at).is_some_and(|piece| piece.form.chars().all(char::is_alphabetic));
        let called = word(before, &CalendarMeaning::BeforeYear);
        // *Airshow Asia 2024*: the year is part of the name.
        let mut name = before;
        for _ in 0..3 {
            let goes_on =
                name.filter(|&at| at > 0 && self.capital(at) && !word(Some(at), &CalendarMeaning::NoYear));
            name = goes_on.map(|at| at - 1).or(name);
        }
        let refused = word(name, &CalendarMeaning::NoYear)
            || word(before, &CalendarMeaning::NoYear)
            || word(Some(at + 1), &CalendarMeaning::NoYear);
        !refused && (called || !glued_to_word)
    }

    /// *kuartal pertama (Januari-Maret) 2025*, *triwulan II-2025*, *paruh kedua tahun ini*.
    pub(super) fn part_of_year(&self, at: usize) -> Option<(Form, usize)> {
        let (unit, next) = self.unit(at)?;
        let most = match unit {
            CalendarUnit::Quarter => 4,
            CalendarUnit::HalfYear => 2,
            _ => return None,
        };
        let (number, mut next) = self.ordinal(next).filter(|(number, _)| (1..=most).contains(number))?;
        if self.is(next, "(") {
            let close = (next + 1..next + 6).find(|&i| self.is(i, ")"));
            next = close.filter(|&close| self.year_ref(close + 1).is_some()).map_or(next, |close| close + 1);
        }
        let (year, next) = self.year_ref(next).map_or((None, next), |(year, after)| (Some(year), after));
        Some((Form::PartOfYear { unit, number, year }, next))
    }

    /// *musim gugur 2024*, *musim panas lalu*.
    pub(super) fn season(&self, at: usize) -> Option<(Form, usize)> {
        let (season, next) = self.find(at, |meaning| match meaning {
            CalendarMeaning::Season(season) => Some(season.clone()),
            _ => None,
        })?;
        if let Some((year, next)) = self.year_ref(next) {
            return Some((Form::Season { season, year: Some(year), when: None }, next));
        }
        let pointed = self.shift(next).filter(|_| self.same_line(at, next));
        // *pakaian musim dingin* is no time.
        let timed = self.before(at).is_some_and(|before| {
            self.meaning_of(&before.form, |m| (*m == CalendarMeaning::BeforeYear).then_some(())).is_some()
        });
        let (when, next) = pointed.map_or((None, next), |(shift, after)| (Some(shift), after));
        (timed || when.is_some()).then_some((Form::Season { season, year: None, when }, next))
    }

    /// *pekan lalu*, *awal bulan ini*, *akhir tahun*, *akhir pekan*.
    pub(super) fn period(&self, at: usize) -> Option<(Form, usize)> {
        use CalendarUnit::{Day, Hour, Minute, Second, Week};
        let (stage, place) = self.stage(at).map_or((None, at), |(stage, next)| (Some(stage), next));
        let (unit, next) = self.unit(place)?;
        if matches!(unit, Day | Hour | Minute | Second) {
            return None;
        }
        let weekend = unit == Week && stage.as_deref() == Some("END");
        let pointed = self.period_shift(next).filter(|_| self.same_line(at, next));
        match (pointed, stage) {
            (Some((shift, after)), _) if weekend => Some((Form::Weekend { shift: Some(shift) }, after)),
            (None, _) if weekend => {
                let after = self.has(next, &CalendarMeaning::That).unwrap_or(next);
                Some((Form::Weekend { shift: None }, after))
            }
            (Some((shift, after)), stage) => Some((Form::Period { unit, shift, stage }, after)),
            (None, Some(stage)) if !matches!(unit, CalendarUnit::Century | CalendarUnit::Decade) => {
                Some((Form::Period { unit, shift: 0, stage: Some(stage) }, next))
            }
            (None, _) => None,
        }
    }

    fn period_shift(&self, at: usize) -> Option<(i32, usize)> {
        let shift = self.shift(at).map(|(shift, next)| (shift.into(), next));
        let before = || self.has(at, &CalendarMeaning::Before).map(|next| (-1, next));
        let after = || self.is(at, "berikutnya").then_some((1, at + 1));
        shift.or_else(before).or_else(after)
    }

    /// *hari kelima*, *pekan kedua*, *bulan ke-23*.
    pub(super) fn nth(&self, at: usize) -> Option<(Form, usize)> {
        use CalendarUnit::{Day, Month, Week, Year};
        let (unit, next) = self.find(at, unit_of)?;
        if !matches!(unit, Day | Week | Month | Year) || self.digits(next).is_some() {
            return None;
        }
        let (_, next) = self.ordinal(next)?;
        Some((Form::Nth { unit }, next))
    }

    /// *hari yang sama*, *tahun yang sama*: that of the day told before.
    pub(super) fn same(&self, at: usize) -> Option<(Form, usize)> {
        use CalendarUnit::{Day, Month, Week, Year};
        let (unit, next) = self.unit(at)?;
        let same = self.is(next, "yang") && self.is(next + 1, "sama") && self.same_line(at, next + 1);
        (same && matches!(unit, Day | Week | Month | Year)).then_some((Form::Same { unit }, next + 2))
    }

    /// *Idul Adha*, *Natal 2024*.
    pub(super) fn feast(&self, at: usize) -> Option<(Form, usize)> {
        if !self.capital(at) && !self.is(at, "hari") {
            return None;
        }
        let (mut form, next) = self.find(at, |meaning| match meaning {
            CalendarMeaning::Feast(month, day) => Some(Form::Feast { month: *month, day: *day, year: None }),
            CalendarMeaning::MovingFeast(days) => Some(Form::MovingFeast { days: days.clone(), year: None }),
            _ => None,
        })?;
        let printed = self.year_number(next).filter(|_| self.same_line(at, next));
        if let Form::Feast { year, .. } | Form::MovingFeast { year, .. } = &mut form {
            *year = printed;
        }
        Some((form, next + usize::from(printed.is_some())))
    }
}
