use telisik_lexicon::{CalendarMeaning, CalendarUnit, TimeWord};

use super::{English, Read};
use crate::times::form::{Amount, Form};
use crate::times::length::length;

impl English<'_> {
    /// A length of time, or a day so far back or ahead: *the past two months*, *two-year*, *three days ago*, *a week
    /// later*, *two to three weeks*, *24 hours*.
    pub(super) fn length(self, at: usize) -> Option<Read> {
        let g = self.0;
        // The end of a longer number or of an amount of money is no length.
        if g.before(at).is_some_and(|b| ["$", "/", ".", ",", "£", "€", "¥"].contains(&b.form.as_str()))
            && g.glued(at)
        {
            return None;
        }
        let the = self.the(at);
        let stretched =
            g.has(the, &CalendarMeaning::Stretch).or_else(|| self.pointer(the).map(|(_, next)| next));
        if the > at && stretched.is_none() && self.number(the).is_none() {
            return None;
        }
        let place = stretched.unwrap_or(the);
        let (least, most, unit, next) = match self.counted(place) {
            Some(counted) => counted,
            None => self.many(at, place, stretched.is_some())?,
        };
        let (least, next) = match least {
            // *a minute and a half*
            Amount::Whole(n)
                if ["and", "a", "half"].iter().zip(next..).all(|(word, place)| g.is(place, word)) =>
            {
                (Amount::AndHalf(n), next + 3)
            }
            least => (least, next),
        };
        if !g.same_line(at, next - 1) || g.is(next, "old") {
            return None;
        }
        if most.is_none()
            && stretched.is_none()
            && the == at
            && let Some(told) = self.counted_from(least, unit, next)
        {
            return Some((told.0, None, told.1));
        }
        if self.is_rate(at, least) {
            return None;
        }
        if g.is(place.saturating_sub(1), "recent")
            && least == Amount::Several
            && matches!(unit, CalendarUnit::Day | CalendarUnit::Year)
        {
            return Some((Form::Vague("PAST_REF".to_owned()), None, next));
        }
        let next = self.or_so(next);
        let next = g
            .has(next, &CalendarMeaning::Stretch)
            .filter(|_| stretched.is_none() && g.is(next, "straight"))
            .unwrap_or(next);
        let form = match most {
            None => Form::Length { amount: least, unit },
            Some(most) => Form::Lengths { least, most, unit },
        };
        Some((form, None, next))
    }

    /// *ago*, *earlier*, *later*, *from now* behind a length.
    fn counted_from(self, amount: Amount, unit: CalendarUnit, at: usize) -> Option<(Form, usize)> {
        let g = self.0;
        let place = self.or_so(at);
        if let Some(next) = g.has(place, &CalendarMeaning::Ago) {
            let back =
                amount == Amount::Whole(1) && matches!(unit, CalendarUnit::Year | CalendarUnit::Quarter);
            return Some(match back {
                true => (Form::Told { unit, shift: -1, now: true }, next),
                false => (Form::Ago { amount, unit, before: false }, next),
            });
        }
        if g.is(place, "from") && (g.is(place + 1, "now") || g.is(place + 1, "today")) {
            return Some((Form::Ahead { amount, unit, after: false }, place + 2));
        }
        let dated = !matches!(unit, CalendarUnit::Hour | CalendarUnit::Minute | CalendarUnit::Second);
        if !dated || amount == Amount::Several {
            return None;
        }
        // *a year earlier*; but *two years before the war*.
        let clause = |next: usize| g.piece(next).is_none_or(|p| !p.form.chars().all(char::is_alphanumeric));
        if g.is(place, "earlier") || g.is(place, "previously") || g.is(place, "before") && clause(place + 1) {
            let back =
                amount == Amount::Whole(1) && matches!(unit, CalendarUnit::Year | CalendarUnit::Quarter);
            return Some(match back {
                true => (Form::Told { unit, shift: -1, now: false }, place + 1),
                false => (Form::Ago { amount, unit, before: true }, place + 1),
            });
        }
        if g.is(place, "later") || g.is(place, "after") && clause(place + 1) {
            return Some((Form::Ahead { amount, unit, after: true }, place + 1));
        }
        None
    }

    fn or_so(self, at: usize) -> usize {
        if self.0.is(at, "or") && self.0.is(at + 1, "so") { at + 2 } else { at }
    }

    /// Whether *a year* says how often or how dear: *$5 a year*, *twice a week*.
    fn is_rate(self, at: usize, amount: Amount) -> bool {
        let g = self.0;
        let article = amount == Amount::Whole(1) && (g.is(at, "a") || g.is(at, "an"));
        article
            && g.before(at).is_some_and(|b| {
                b.is_mark("%") || b.form.chars().all(|c| c.is_ascii_digit()) || g.behind(at, TimeWord::Rate)
            })
    }

    fn counted(self, at: usize) -> Option<(Amount, Option<Amount>, CalendarUnit, usize)> {
        let g = self.0;
        let (least, next) = self.amount(at)?;
        if let Some((unit, end)) = self.length_unit(at, least, next) {
            return Some((least, None, unit, end));
        }
        let joined = g.is(next, "or") || g.is(next, "-") || g.to(next).is_some();
        let behind = if g.is(next, "or") { next + 1 } else { g.to(next).unwrap_or(next) };
        let (most, behind) = self.number(behind).filter(|_| joined)?;
        let (unit, end) = self.length_unit(at, Amount::Whole(most), behind)?;
        Some((least, (!g.is(next, "or")).then_some(Amount::Whole(most)), unit, end))
    }

    /// The unit behind an amount, words between them left out: *two more years*, *10-year*, *eight trading days*.
    fn length_unit(self, at: usize, amount: Amount, next: usize) -> Option<(CalendarUnit, usize)> {
        let g = self.0;
        let hyphen = self.hyphen(next);
        let place = if hyphen == next && g.among(next, TimeWord::UnitTrait) { next + 1 } else { hyphen };
        let (unit, end) = g.unit(place).filter(|_| g.same_line(at, place))?;
        let plural = g.piece(place).is_some_and(|p| p.form.ends_with('s'));
        // *a second time* is no second, *a days* no length; *two-year* has no plural.
        let one = amount == Amount::Whole(1) && (g.is(at, "a") || g.is(at, "an"));
        let fits = match unit {
            CalendarUnit::HalfYear => false,
            CalendarUnit::Quarter => plural && place == next,
            // *the 1988 quarter*
            _ if g.year_number(at).is_some() => plural,
            CalendarUnit::Second => plural,
            _ => !(one && plural),
        };
        // An age is no time: *a 6-year-old boy*.
        let age = g.is(end, "-") && g.is(end + 1, "old");
        (fits && !age).then_some((unit, end))
    }

    /// An untold number of units: *for weeks*, *recent months*, *years ago*, *the coming days*.
    fn many(
        self,
        at: usize,
        place: usize,
        stretched: bool,
    ) -> Option<(Amount, Option<Amount>, CalendarUnit, usize)> {
        let g = self.0;
        let (unit, next) = g.unit(place)?;
        let plural = g.piece(place).is_some_and(|p| p.form.ends_with('s'));
        let led = g.behind(at, TimeWord::LengthLead);
        let pointed = g.has(next, &CalendarMeaning::Ago).is_some() || g.is(next, "later");
        (plural && (stretched || place == at && (led || pointed))).then_some((
            Amount::Several,
            None,
            unit,
            next,
        ))
    }

    /// A repeated time: *every week*, *each Friday*, *annually*, *Mondays*, *Tuesday nights*.
    pub(super) fn every(self, at: usize) -> Option<Read> {
        let g = self.0;
        let recurring =
            g.find(at, |m| if let CalendarMeaning::Recurring(unit) = m { Some(*unit) } else { None });
        if let Some((unit, next)) = recurring {
            // *Daily Star*, *USA Weekly*; *a quarterly dividend* is a kind of dividend.
            let kind = unit != CalendarUnit::Day
                && g.piece(next).is_some_and(|p| p.form.chars().all(char::is_alphabetic));
            return (!kind && (!g.capital(at) || self.starts(at)))
                .then(|| (Form::Every(length(Amount::Whole(1), unit)), None, next));
        }
        if let Some((weekday, next)) = self.weekdays(at) {
            return Some((Form::Every(weekday), None, next));
        }
        if self.is_rate(at, Amount::Whole(1)) {
            let (unit, next) = g.unit(at + 1)?;
            return Some((Form::Every(length(Amount::Whole(1), unit)), None, next));
        }
        let next = g.has(at, &CalendarMeaning::Every)?;
        if let Some(weekday) = self.weekday(next) {
            return Some((Form::Every(format!("XXXX-WXX-{weekday}")), None, next + 1));
        }
        if let Some((month, end)) = self.month_name(next) {
            return Some((Form::Every(format!("XXXX-{month:02}")), None, end));
        }
        let part = g
            .find(next, |m| if let CalendarMeaning::PartOfDay(part) = m { Some(part.clone()) } else { None });
        if let Some((part, end)) = part {
            return Some((Form::Every(format!("XXXX-XX-XX{part}")), None, end));
        }
        let (amount, place) = self.amount(next).unwrap_or((Amount::Whole(1), next));
        let place = if g.is(next, "other") { next + 1 } else { place };
        let (unit, end) = g.unit(place)?;
        let speed = g.is(at, "per")
            && matches!(unit, CalendarUnit::Second | CalendarUnit::Minute | CalendarUnit::Hour);
        (!speed).then(|| (Form::Every(length(amount, unit)), None, end))
    }

    /// *Mondays*, *Tuesday nights*.
    fn weekdays(self, at: usize) -> Option<(String, usize)> {
        let g = self.0;
        let piece = g.piece(at).filter(|piece| piece.capital)?;
        let day = |form: &str| {
            g.meaning_of(form, |m| if let CalendarMeaning::Weekday(n) = m { Some(*n) } else { None })
        };
        if let Some(weekday) = piece.form.strip_suffix('s').and_then(day) {
            return Some((format!("XXXX-WXX-{weekday}"), at + 1));
        }
        let weekday = day(&piece.form)?;
        let plural = g.piece(at + 1)?.form.strip_suffix('s')?;
        let part = g.meaning_of(plural, |m| {
            if let CalendarMeaning::PartOfDay(part) = m { Some(part.clone()) } else { None }
        })?;
        Some((format!("XXXX-WXX-{weekday}{part}"), at + 2))
    }
}
