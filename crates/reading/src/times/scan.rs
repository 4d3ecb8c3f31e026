use telisik_lexicon::{Calendar, CalendarMeaning, TimeWord};
use telisik_record::{Span, Text};

/// A word, number or mark of the text, as dates need them: finer than a sentence's tokens, marks kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its characters.
    pub(super) span: Span,
    /// In lower case; every dash is `-`.
    pub(super) form: String,
    /// What it is made of.
    pub(super) kind: PieceKind,
    /// It is a word that begins with a capital.
    pub(super) capital: bool,
    /// White space stands before it.
    pub(super) spaced: bool,
    /// Number of its line in the text.
    pub(super) line: u32,
}

/// What a piece is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PieceKind {
    Word,
    Number,
    Mark,
}

impl Piece {
    pub(super) fn is_mark(&self, mark: &str) -> bool {
        self.kind == PieceKind::Mark && self.form == mark
    }
}

/// Takes a text apart. Words glued together are parted where a small letter meets a capital (*diGaza*)
/// and where a letter meets a digit (*Oktober2023*).
pub(super) fn pieces(text: &Text) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open: Option<PieceKind> = None;
    let (mut spaced, mut line, mut small_before) = (true, 0, false);
    for (at, letter) in text.as_str().chars().enumerate() {
        let at = at as u32;
        let kind = kind_of(letter);
        let goes_on = match kind {
            Some(PieceKind::Word) => {
                open == Some(PieceKind::Word) && !(small_before && letter.is_uppercase())
            }
            Some(PieceKind::Number) => open == Some(PieceKind::Number),
            Some(PieceKind::Mark) | None => false,
        };
        match (kind, pieces.last_mut()) {
            (Some(_), Some(last)) if goes_on => {
                last.form.extend(letter.to_lowercase());
                last.span.end = at + 1;
            }
            (Some(kind), _) => {
                let form = match kind {
                    PieceKind::Mark => plain_mark(letter).to_string(),
                    _ => letter.to_lowercase().collect(),
                };
                pieces.push(Piece {
                    span: Span::new(at, at + 1),
                    form,
                    kind,
                    capital: letter.is_uppercase(),
                    spaced,
                    line,
                });
                spaced = false;
            }
            (None, _) => {
                spaced = true;
                line += u32::from(letter == '\n');
            }
        }
        open = kind;
        small_before = letter.is_lowercase();
    }
    pieces
}

/// Parts what is glued to the end of a name where a time expression goes on behind it: *Subiantohari ini*.
pub(super) fn unglue(pieces: &[Piece], calendar: &Calendar) -> Vec<Piece> {
    let mut parted = Vec::with_capacity(pieces.len());
    for (at, piece) in pieces.iter().enumerate() {
        let next = pieces.get(at + 1).filter(|_| piece.kind == PieceKind::Word);
        match next.and_then(|next| glued(piece, &next.form, calendar)) {
            Some((name, word)) => parted.extend([name, word]),
            None => parted.push(piece.clone()),
        }
    }
    parted
}

/// A name and the word glued to it, if `next` goes on with what the word begins.
fn glued(piece: &Piece, next: &str, calendar: &Calendar) -> Option<(Piece, Piece)> {
    let letters: Vec<(usize, char)> = piece.form.char_indices().collect();
    if letters.len() as u32 != piece.span.len()
        || letters.len() > 60
        || !calendar.forms(&piece.form).is_empty()
    {
        return None;
    }
    let goes_on = |word: &str| {
        calendar.forms(word).iter().any(|form| match (calendar.meaning(form), form.rest.first()) {
            // Behind a small letter only what is long enough to be no chance: *geopolitikbaru-baru ini*.
            (_, Some(rest)) => **rest == *next && (piece.capital || form.rest.len() >= 3),
            _ if !piece.capital => false,
            (CalendarMeaning::Unit(_), None) => calendar.is(next, TimeWord::Pointing),
            (CalendarMeaning::Several | CalendarMeaning::Number(_), None) => calendar
                .forms(next)
                .iter()
                .any(|form| matches!(calendar.meaning(form), CalendarMeaning::Unit(_))),
            (CalendarMeaning::Weekday(_), None) => next == "(",
            (CalendarMeaning::Stage(_), None) => calendar.is(next, TimeWord::Period),
            (CalendarMeaning::Vague(_), None) => word.len() > 3,
            _ => false,
        })
    };
    let longest_first = (2..=letters.len().saturating_sub(4)).map(|at| (at, letters[at].0));
    let (at, byte) = longest_first.into_iter().find(|&(_, byte)| {
        goes_on(&piece.form[byte..]) && !calendar.is(&piece.form[..byte], TimeWord::Syllable)
    })?;
    let middle = piece.span.start + at as u32;
    let name = Piece {
        span: Span::new(piece.span.start, middle),
        form: piece.form[..byte].to_owned(),
        ..piece.clone()
    };
    let word = Piece {
        span: Span::new(middle, piece.span.end),
        form: piece.form[byte..].to_owned(),
        capital: false,
        spaced: false,
        ..piece.clone()
    };
    Some((name, word))
}

fn kind_of(letter: char) -> Option<PieceKind> {
    if letter.is_ascii_digit() {
        Some(PieceKind::Number)
    } else if letter.is_alphabetic() {
        Some(PieceKind::Word)
    } else if letter.is_whitespace() || letter.is_control() {
        None
    } else {
        Some(PieceKind::Mark)
    }
}

/// One mark for all that look and serve alike.
fn plain_mark(mark: char) -> char {
    match mark {
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        '（' => '(',
        '）' => ')',
        '⁄' | '∕' => '/',
        '’' | '‘' => '\'',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn forms(text: &str) -> Vec<String> {
        pieces(&Text::from(text)).iter().map(|piece| piece.form.clone()).collect()
    }

    #[test]
    fn glued_words_part_at_capitals_and_digits() {
        assert_eq!(forms("diKairoSenin(3/4)"), ["di", "kairo", "senin", "(", "3", "/", "4", ")"]);
        assert_eq!(forms("Juli2021"), ["juli", "2021"]);
    }

    #[test]
    fn every_dash_reads_alike() {
        assert_eq!(forms("5–7—9"), ["5", "-", "7", "-", "9"]);
    }

    proptest! {
        #[test]
        fn pieces_are_in_order_and_inside_the_text(string in "(\\PC|[0-9/().A-Za-z \n-]){0,60}") {
            let text = Text::from(string.as_str());
            let mut end = 0;
            for piece in pieces(&text) {
                prop_assert!(piece.span.start >= end && piece.span.end <= text.len());
                end = piece.span.end;
            }
        }
    }
}
