use telisik_lexicon::{Calendar, CalendarMeaning, CalendarUnit};

use super::form::{Form, Found};
use super::scan::{Piece, PieceKind};

/// Reads time expressions off pieces. Every function takes the index of a piece and gives what it read and
/// the index behind it; none looks further ahead than a few pieces, so a text is read in linear time.
#[derive(Clone, Copy)]
pub(super) struct Grammar<'a> {
    pub(super) pieces: &'a [Piece],
    pub(super) calendar: &'a Calendar,
}

impl Grammar<'_> {
    /// All expressions from left to right, without overlap; at each place the longest wins.
    pub(super) fn all(&self) -> Vec<Found> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.pieces.len() {
            match self.longest(at) {
                Some(expression) => {
                    at = expression.pieces.end.max(at + 1);
                    found.push(expression);
                }
                None => at += 1,
            }
        }
        found
    }

    fn longest(&self, at: usize) -> Option<Found> {
        let hedge = self.find(at, |meaning| match meaning {
            CalendarMeaning::Hedge(modifier) => Some(modifier.clone()),
            _ => None,
        });
        if let Some((modifier, next)) = hedge {
            let (form, end) = self.core(next).filter(|(form, _)| takes_hedge(form))?;
            let hedge = (!matches!(form, Form::Every(_))).then_some(modifier);
            return Some(Found { pieces: at..end, form, hedge });
        }
        let (form, end) = self.core(at)?;
        Some(Found { pieces: at..end, form, hedge: None })
    }

    fn core(&self, at: usize) -> Option<(Form, usize)> {
        let readings = [
            self.vague(at),
            self.moment(at).map(|(moment, next)| (Form::Moment(moment), next)),
            self.days(at),
            self.month(at),
            self.year(at),
            self.part_of_year(at),
            self.season(at),
            self.period(at),
            self.length(at),
            self.nth(at),
            self.same(at),
            self.every(at),
            self.feast(at),
        ];
        // The first of equally long ones: `max_by_key` would give the last.
        readings.into_iter().flatten().rev().max_by_key(|&(_, end)| end)
    }

    /// What the longest form at a piece means, as far as `pick` takes it.
    pub(super) fn find<T>(
        &self,
        at: usize,
        pick: impl Fn(&CalendarMeaning) -> Option<T>,
    ) -> Option<(T, usize)> {
        let first = self.piece(at)?;
        self.calendar.forms(&first.form).iter().find_map(|form| {
            let end = at + 1 + form.rest.len();
            let rest = self.pieces.get(at + 1..end)?;
            let fits = rest
                .iter()
                .zip(&form.rest)
                .all(|(piece, word)| piece.form == **word && piece.line == first.line);
            fits.then(|| pick(self.calendar.meaning(form)).map(|picked| (picked, end)))?
        })
    }

    /// What a word by itself means.
    pub(super) fn meaning_of<T>(
        &self,
        word: &str,
        pick: impl Fn(&CalendarMeaning) -> Option<T>,
    ) -> Option<T> {
        let forms = self.calendar.forms(word).iter().filter(|form| form.rest.is_empty());
        forms.map(|form| self.calendar.meaning(form)).find_map(pick)
    }

    /// Whether the form at a piece has exactly this meaning; gives the index behind it.
    pub(super) fn has(&self, at: usize, meaning: &CalendarMeaning) -> Option<usize> {
        self.find(at, |found| (found == meaning).then_some(())).map(|((), next)| next)
    }

    pub(super) fn unit(&self, at: usize) -> Option<(CalendarUnit, usize)> {
        self.find(at, unit_of)
    }

    pub(super) fn shift(&self, at: usize) -> Option<(i8, usize)> {
        self.find(at, |meaning| match meaning {
            CalendarMeaning::Shift(shift) => Some(*shift),
            _ => None,
        })
    }

    pub(super) fn stage(&self, at: usize) -> Option<(String, usize)> {
        if self.in_name(at) {
            return None;
        }
        self.find(at, |meaning| match meaning {
            CalendarMeaning::Stage(stage) => Some(stage.clone()),
            _ => None,
        })
    }

    /// A hyphen or *hingga*.
    pub(super) fn to(&self, at: usize) -> Option<usize> {
        if self.is(at, "-") { Some(at + 1) } else { self.has(at, &CalendarMeaning::To) }
    }

    pub(super) fn piece(&self, at: usize) -> Option<&Piece> {
        self.pieces.get(at)
    }

    /// The piece before, on the same line.
    pub(super) fn before(&self, at: usize) -> Option<&Piece> {
        let piece = self.piece(at.checked_sub(1)?)?;
        (piece.line == self.piece(at)?.line).then_some(piece)
    }

    /// Whether the piece reads so in lower case.
    pub(super) fn is(&self, at: usize, form: &str) -> bool {
        self.piece(at).is_some_and(|piece| piece.form == form)
    }

    /// Whether no white space stands before the piece.
    pub(super) fn glued(&self, at: usize) -> bool {
        self.piece(at).is_some_and(|piece| !piece.spaced)
    }

    pub(super) fn capital(&self, at: usize) -> bool {
        self.piece(at).is_some_and(|piece| piece.capital)
    }

    /// Whether the word is part of *Timur Tengah* or *Jawa Tengah*.
    pub(super) fn in_name(&self, at: usize) -> bool {
        self.is(at, "tengah") && self.capital(at) && self.before(at).is_some_and(|before| before.capital)
    }

    /// Whether the two pieces stand on one line.
    pub(super) fn same_line(&self, a: usize, b: usize) -> bool {
        self.piece(a).map(|piece| piece.line) == self.piece(b).map(|piece| piece.line)
    }

    /// The value of digits and how many they are. More than nine are no number of anything here.
    pub(super) fn digits(&self, at: usize) -> Option<(u32, usize)> {
        let piece = self.piece(at)?;
        if piece.kind != PieceKind::Number || piece.form.len() > 9 {
            return None;
        }
        Some((piece.form.parse().ok()?, piece.form.len()))
    }
}

pub(super) fn unit_of(meaning: &CalendarMeaning) -> Option<CalendarUnit> {
    match meaning {
        CalendarMeaning::Unit(unit) => Some(*unit),
        _ => None,
    }
}

fn takes_hedge(form: &Form) -> bool {
    match form {
        Form::Length { .. }
        | Form::Lengths { .. }
        | Form::Ago { .. }
        | Form::Every(_)
        | Form::Year { .. } => true,
        Form::Moment(moment) => moment.clock.is_some() && !moment.has_day(),
        _ => false,
    }
}
