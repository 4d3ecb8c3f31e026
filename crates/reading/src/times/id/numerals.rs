use telisik_lexicon::CalendarMeaning;

use crate::times::form::Amount;
use crate::times::grammar::Grammar;
use crate::times::scan::PieceKind;

/// More words than any number in running text has.
const LONGEST: usize = 8;

impl Grammar<'_> {
    /// A number in digits or words, with what follows the comma or *setengah*.
    pub(super) fn amount(&self, at: usize) -> Option<(Amount, usize)> {
        if let Some(((), next)) = self.find(at, |m| (*m == CalendarMeaning::Several).then_some(())) {
            return Some((Amount::Several, next));
        }
        let (whole, next) = self.number(at)?;
        if let Some(((), after)) = self.find(next, |m| (*m == CalendarMeaning::HalfOf).then_some(())) {
            return Some((Amount::AndHalf(whole), after));
        }
        if self.digits(at).is_some()
            && (self.is(next, ",") || self.is(next, "."))
            && self.glued(next)
            && let Some((part, length @ 1..=2)) = self.digits(next + 1).filter(|_| self.glued(next + 1))
        {
            let hundredths = if length == 1 { part * 10 } else { part };
            return Some((Amount::Decimal(whole, hundredths), next + 2));
        }
        Some((Amount::Whole(whole), next))
    }

    /// A whole number in digits or words.
    pub(super) fn number(&self, at: usize) -> Option<(u32, usize)> {
        if let Some((mut value, mut length)) = self.digits(at) {
            let mut next = at + 1;
            // Thousands: 1.000
            while length <= 3 && self.is(next, ".") && self.glued(next) && self.glued(next + 1) {
                let Some((more, 3)) = self.digits(next + 1) else { break };
                let Some(joined) = value.checked_mul(1000).and_then(|v| v.checked_add(more)) else { break };
                (value, length, next) = (joined, 3, next + 2);
            }
            return Some((value, next));
        }
        self.number_in_words(at)
    }

    /// *dua puluh lima*, *seratus dua belas*.
    fn number_in_words(&self, at: usize) -> Option<(u32, usize)> {
        let (mut sum, mut last, mut next) = (0u32, None, at);
        for _ in 0..LONGEST {
            let step = self.find(next, |meaning| match meaning {
                CalendarMeaning::Number(n) => Some(Step::Number(*n)),
                CalendarMeaning::Times(n) => Some(Step::Times(*n)),
                CalendarMeaning::Teen => Some(Step::Teen),
                _ => None,
            });
            match (step, last) {
                (Some((Step::Number(n), after)), None) => (last, next) = (Some(n), after),
                (Some((Step::Number(n), after)), Some(before)) if before >= 10 && n < before => {
                    sum = sum.checked_add(before)?;
                    (last, next) = (Some(n), after);
                }
                (Some((Step::Times(n), after)), Some(before)) if before < n => {
                    (last, next) = (Some(before.checked_mul(n)?), after);
                }
                (Some((Step::Teen, after)), Some(before)) if before < 10 => {
                    (last, next) = (Some(before + 10), after);
                }
                _ => break,
            }
        }
        Some((sum.checked_add(last?)?, next))
    }

    /// An ordinal: *kedua*, *ke-2*, *pertama*, *II*, *2*.
    pub(super) fn ordinal(&self, at: usize) -> Option<(u32, usize)> {
        let piece = self.piece(at)?;
        if piece.kind == PieceKind::Number {
            return self.digits(at).filter(|&(_, length)| length <= 2).map(|(n, _)| (n, at + 1));
        }
        if piece.form == "ke" {
            let next = if self.is(at + 1, "-") { at + 2 } else { at + 1 };
            return self.digits(next).map(|(n, _)| (n, next + 1));
        }
        if piece.form == "pertama" {
            return Some((1, at + 1));
        }
        let roman = ["i", "ii", "iii", "iv"].iter().position(|roman| piece.form == *roman);
        if let Some(roman) = roman.filter(|_| piece.capital) {
            return Some((roman as u32 + 1, at + 1));
        }
        let stem = piece.form.strip_prefix("ke")?;
        self.meaning_of(stem, |meaning| match meaning {
            CalendarMeaning::Number(n) => Some((*n, at + 1)),
            _ => None,
        })
    }
}

enum Step {
    Number(u32),
    Times(u32),
    Teen,
}
