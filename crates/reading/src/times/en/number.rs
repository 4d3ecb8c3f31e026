use telisik_lexicon::{CalendarMeaning, CalendarUnit, TimeWord};

use super::English;
use crate::times::form::{Amount, YearRef};
use crate::times::scan::PieceKind;

/// More words than any number in running text has.
const LONGEST: usize = 8;

impl English<'_> {
    /// How many: *three*, *2.5*, *two and a half*, *a couple of*, *several*, *a*.
    pub(super) fn amount(self, at: usize) -> Option<(Amount, usize)> {
        let g = self.0;
        if let Some(next) = g.has(at, &CalendarMeaning::Several) {
            return Some((Amount::Several, next));
        }
        if let Some(next) = g.has(at, &CalendarMeaning::HalfOf) {
            return Some((Amount::Decimal(0, 50), next));
        }
        if let Some((whole, next)) = self.number(at) {
            return Some(self.fraction(at, whole, next));
        }
        let article = g.is(at, "a") || g.is(at, "an");
        article.then_some((Amount::Whole(1), at + 1))
    }

    /// What follows a whole number and belongs to it: *.5*, *1/2*, *and a half*.
    fn fraction(self, at: usize, whole: u32, next: usize) -> (Amount, usize) {
        let g = self.0;
        if g.digits(at).is_some() {
            if g.is(next, ".")
                && g.glued(next)
                && g.glued(next + 1)
                && let Some((part, length @ 1..=2)) = g.digits(next + 1)
            {
                let hundredths = if length == 1 { part * 10 } else { part };
                return (Amount::Decimal(whole, hundredths), next + 2);
            }
            let dash = if g.is(next, "-") { next + 1 } else { next };
            let half = g.is(dash, "1") && g.is(dash + 1, "/") && g.is(dash + 2, "2");
            if half || g.is(dash, "½") {
                return (Amount::AndHalf(whole), if half { dash + 3 } else { dash + 1 });
            }
        }
        let half = (0..4).zip(["and", "a", "half"]).all(|(i, word)| {
            let place = if g.is(next, "-") { next + 1 + 2 * i } else { next + i };
            g.is(place, word)
        });
        if half {
            let end = if g.is(next, "-") { next + 6 } else { next + 3 };
            return (Amount::AndHalf(whole), end);
        }
        (Amount::Whole(whole), next)
    }

    /// A whole number in digits or words.
    pub(super) fn number(self, at: usize) -> Option<(u32, usize)> {
        let g = self.0;
        if let Some((mut value, mut length)) = g.digits(at) {
            let mut next = at + 1;
            // Thousands: 1,000
            while length <= 3 && g.is(next, ",") && g.glued(next) && g.glued(next + 1) {
                let Some((more, 3)) = g.digits(next + 1) else { break };
                let Some(joined) = value.checked_mul(1000).and_then(|v| v.checked_add(more)) else { break };
                (value, length, next) = (joined, 3, next + 2);
            }
            return Some((value, next));
        }
        self.number_in_words(at)
    }

    /// *twenty-five*, *a hundred*, *two thousand*, *one hundred and twenty*.
    fn number_in_words(self, at: usize) -> Option<(u32, usize)> {
        let g = self.0;
        let article = g.is(at, "a") && g.find(at + 1, times).is_some();
        let start = at + usize::from(article);
        let (mut sum, mut group, mut next) = (0u32, u32::from(article), start);
        for _ in 0..LONGEST {
            let joined = next > start;
            let place = if joined { self.hyphen(next) } else { next };
            let place = if joined && group >= 100 && g.is(place, "and") { place + 1 } else { place };
            if joined && !g.same_line(at, place) {
                break;
            }
            let number = g.find(place, |m| if let CalendarMeaning::Number(n) = m { Some(*n) } else { None });
            if let Some((n, after)) = number {
                let fits = group == 0
                    || group % 100 == 0 && n < 100
                    || group % 10 == 0 && group % 100 >= 20 && n < 10;
                if !fits {
                    break;
                }
                (group, next) = (group.checked_add(n)?, after);
                continue;
            }
            match g.find(place, times) {
                Some((1000, after)) if group > 0 => {
                    (sum, group, next) = (sum.checked_add(group.checked_mul(1000)?)?, 0, after);
                }
                Some((n, after)) if group > 0 => (group, next) = (group.checked_mul(n)?, after),
                _ => break,
            }
        }
        (next > start).then(|| Some((sum.checked_add(group)?, next)))?
    }

    /// *third*, *3rd*, *second*, *I*.
    pub(super) fn ordinal(self, at: usize) -> Option<(u32, usize)> {
        let g = self.0;
        if let Some((number, 1..=2)) = g.digits(at) {
            let suffix = g.glued(at + 1) && g.among(at + 1, TimeWord::OrdinalSuffix);
            return suffix.then_some((number, at + 2));
        }
        let ordinal = |at| g.find(at, |m| if let CalendarMeaning::Ordinal(n) = m { Some(*n) } else { None });
        if let Some(found) = ordinal(at) {
            return Some(found);
        }
        // *twenty-first*
        let (tens, next) = g.find(at, |m| match m {
            CalendarMeaning::Number(n @ (20 | 30)) => Some(*n),
            _ => None,
        })?;
        let (ones, next) = ordinal(self.hyphen(next)).filter(|(ones, _)| *ones < 10)?;
        Some((tens + ones, next))
    }

    /// A year in digits or words: *1996*, *nineteen ninety-six*, *two thousand*.
    pub(super) fn year_number(self, at: usize) -> Option<(i16, usize)> {
        let g = self.0;
        if let Some(year) = g.year_number(at) {
            let decade = g.is(at + 1, "s") && g.glued(at + 1);
            return (!decade && g.clean_number(at)).then_some((year, at + 1));
        }
        if g.piece(at)?.kind != PieceKind::Word {
            return None;
        }
        // *the year two thousand*
        if g.before(at).is_some_and(|before| before.form == "year")
            && let Some((year @ 2000..2100, next)) = self.number_in_words(at)
        {
            return Some((year as i16, next));
        }
        let (century, next) = g.find(at, |m| match m {
            CalendarMeaning::Number(n @ 15..=20) => Some(*n),
            _ => None,
        })?;
        let (rest, next) = self.number_in_words(next).filter(|(rest, _)| (10..100).contains(rest))?;
        Some(((century * 100 + rest) as i16, next))
    }

    /// A year behind something: *2023*, *of 2023*, *, 2023*, *last year*, *of this year*, *a year ago*.
    pub(super) fn year_ref(self, at: usize) -> Option<(YearRef, usize)> {
        let g = self.0;
        if !g.same_line(at.checked_sub(1)?, at) {
            return None;
        }
        let place = if g.is(at, "of") || g.is(at, ",") || g.is(at, "in") { at + 1 } else { at };
        let place = if g.is(at, "of") { self.fiscal(self.the(place)) } else { place };
        if let Some((year, next)) = self.year_number(place) {
            return (!g.is(at, "in")).then_some((YearRef::Printed(year), next));
        }
        if let Some((shift, next)) = self.pointer(place).filter(|_| !g.is(at, ",")) {
            let next = self.fiscal(next);
            let (CalendarUnit::Year, end) = g.unit(next)? else { return None };
            let possessive = g.is(end, "'");
            return (!possessive).then_some((YearRef::FromNow(shift.into()), end));
        }
        let ago =
            g.is(place, "a") && g.is(place + 1, "year") && g.has(place + 2, &CalendarMeaning::Ago).is_some();
        (ago && place == at).then_some((YearRef::FromNow(-1), place + 3))
    }

    /// The index behind *fiscal* or *financial*, or the index itself.
    pub(super) fn fiscal(self, at: usize) -> usize {
        if self.0.among(at, TimeWord::Fiscal) { self.hyphen(at + 1) } else { at }
    }
}

fn times(meaning: &CalendarMeaning) -> Option<u32> {
    match meaning {
        CalendarMeaning::Times(n) => Some(*n),
        _ => None,
    }
}
