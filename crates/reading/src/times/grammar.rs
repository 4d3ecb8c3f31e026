use telisik_lexicon::{Calendar, CalendarForm, CalendarMeaning, CalendarUnit, TimeWord};
use telisik_record::Lang;

use super::en::English;
use super::form::{Form, Found};
use super::scan::{Piece, PieceKind};

/// Reads time expressions off pieces. Every function takes the index of a piece and gives what it read and
/// the index behind it; none looks further ahead than a few pieces, so a text is read in linear time.
#[derive(Clone, Copy)]
pub(super) struct Grammar<'a> {
    pub(super) pieces: &'a [Piece],
    /// The forms that begin with each piece.
    pub(super) forms: &'a [&'a [CalendarForm]],
    pub(super) calendar: &'a Calendar,
    pub(super) lang: Lang,
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
        // *over the past year* is no more than a year.
        let hedge = hedge.filter(|&(_, next)| !(next == at + 1 && self.among(next, TimeWord::Definite)));
        if let Some((modifier, next)) = hedge {
            let (form, _, end) = self.core(next).filter(|(form, ..)| takes_hedge(form))?;
            let hedge = (!matches!(form, Form::Every(_))).then_some(modifier);
            return Some(Found { pieces: at..end, form, hedge });
        }
        let (form, hedge, end) = self.core(at)?;
        Some(Found { pieces: at..end, form, hedge })
    }

    /// The longest expression at a piece without a hedge before it, the modifier that its own words give it, and the
    /// index behind it.
    fn core(&self, at: usize) -> Option<(Form, Option<String>, usize)> {
        match self.lang {
            Lang::Id => self.indonesian(at).map(|(form, end)| (form, None, end)),
            Lang::En => English(*self).expression(at),
        }
    }

    /// What the longest form at a piece means, as far as `pick` takes it.
    pub(super) fn find<T>(
        &self,
        at: usize,
        pick: impl Fn(&CalendarMeaning) -> Option<T>,
    ) -> Option<(T, usize)> {
        let first = self.piece(at)?;
        self.forms.get(at)?.iter().find_map(|form| {
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

    /// Whether the piece belongs to a closed class of words.
    pub(super) fn among(&self, at: usize, class: TimeWord) -> bool {
        self.piece(at).is_some_and(|piece| self.calendar.is(&piece.form, class))
    }

    /// Whether the piece before, on the same line, belongs to a closed class of words.
    pub(super) fn behind(&self, at: usize, class: TimeWord) -> bool {
        self.before(at).is_some_and(|before| self.calendar.is(&before.form, class))
    }

    /// Whether no white space stands before the piece.
    pub(super) fn glued(&self, at: usize) -> bool {
        self.piece(at).is_some_and(|piece| !piece.spaced)
    }

    pub(super) fn capital(&self, at: usize) -> bool {
        self.piece(at).is_some_and(|piece| piece.capital)
    }

    /// Whether the word is part of a name: *Timur Tengah*, *Jawa Tengah*.
    pub(super) fn in_name(&self, at: usize) -> bool {
        self.capital(at)
            && self.among(at, TimeWord::NamePart)
            && self.before(at).is_some_and(|before| before.capital)
    }

    /// Whether the two pieces stand on one line.
    pub(super) fn same_line(&self, a: usize, b: usize) -> bool {
        self.piece(a).map(|piece| piece.line) == self.piece(b).map(|piece| piece.line)
    }

    /// A year in four digits.
    pub(super) fn year_number(&self, at: usize) -> Option<i16> {
        let (year, 4) = self.digits(at)? else { return None };
        (1000..=2999).contains(&year).then_some(year as i16)
    }

    /// A year in four digits or two: *23* is 2023, *98* is 1998.
    pub(super) fn short_year(&self, at: usize) -> Option<i16> {
        match self.digits(at)? {
            (_, 4) => self.year_number(at),
            (year, 2) => Some(year as i16 + if year < 70 { 2000 } else { 1900 }),
            _ => None,
        }
    }

    /// Whether digits are no part of a longer number, an amount of money or an address.
    pub(super) fn clean_number(&self, at: usize) -> bool {
        let glued_mark =
            |mark: usize, marks: &[&str]| self.piece(mark).is_some_and(|p| marks.contains(&p.form.as_str()));
        let before = self.glued(at)
            && at > 0
            && glued_mark(at - 1, &["$", "€", "£", "/", ".", ",", ":", "=", "_", "#", "@"]);
        let mark_behind = self.glued(at + 1) && glued_mark(at + 1, &["%", "/", "_", "="]);
        let digits_behind = self.glued(at + 1)
            && self.glued(at + 2)
            && glued_mark(at + 1, &[".", ",", ":"])
            && self.digits(at + 2).is_some();
        !(before || mark_behind || digits_behind)
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

pub(super) fn day_number(day: u32) -> Option<i8> {
    (1..=31).contains(&day).then_some(day as i8)
}

pub(super) fn month_number(month: u32) -> Option<i8> {
    (1..=12).contains(&month).then_some(month as i8)
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
