//! What Indonesian says where a text is taken apart.

use telisik_record::Span;

use super::glue::{self, Seen};
use super::vocabulary::Vocabulary;
use super::{clitic, morphology};
use crate::segment::{Ending, Grammar, Kind, Line, Part, Piece, Row, Signs, pieces};
use crate::{Morphology, Upos, Voice};

impl Grammar for Vocabulary {
    fn signs(&self) -> &Signs {
        &self.signs
    }

    fn pieces(&self, text: &str, line: &Line) -> Vec<Piece> {
        pieces(text, line, self)
    }

    fn mend(&self, text: &str, rows: &mut [Row]) {
        let mut seen = Seen::default();
        for row in &*rows {
            seen.note(text, &row.pieces);
        }
        for row in rows {
            row.pieces = part(self, &seen, text, std::mem::take(&mut row.pieces));
        }
    }

    fn is_leading(&self, lower: &str) -> bool {
        matches!(self.function(lower), Some(Upos::Adp | Upos::Cconj | Upos::Sconj | Upos::Det))
            && lower != "tersebut"
            || lower == "yang"
    }

    fn is_verb(&self, lower: &str) -> bool {
        morphology::is_verb(self, lower)
    }

    fn ending(&self, text: &str, pieces: &[Piece]) -> Ending {
        ending(self, text, pieces)
    }

    fn words(&self, print: &str, kind: Kind, opens: bool) -> Vec<Part> {
        words(self, print, kind, opens)
    }
}

/// Parts pieces that are words run together.
fn part(vocabulary: &Vocabulary, seen: &Seen<'_>, text: &str, pieces: Vec<Piece>) -> Vec<Piece> {
    let mut parted = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let print = &text[piece.bytes.clone()];
        let cuts = if piece.kind == Kind::Word { glue::cuts(vocabulary, seen, print) } else { Vec::new() };
        let (mut from, mut char) = (0, piece.span.start);
        for to in cuts.into_iter().chain([print.len()]) {
            let end = char + print[from..to].chars().count() as u32;
            let kind = match &print[from..to] {
                "-" => Kind::Mark,
                part if part.len() < print.len() && part.bytes().all(|b| b.is_ascii_digit()) => Kind::Number,
                _ => piece.kind,
            };
            parted.push(Piece {
                bytes: piece.bytes.start + from..piece.bytes.start + to,
                span: Span::new(char, end),
                kind,
                spaced: piece.spaced && from == 0,
            });
            (from, char) = (to, end);
        }
    }
    parted
}

/// What the stop after the last of some pieces means.
fn ending(vocabulary: &Vocabulary, text: &str, pieces: &[Piece]) -> Ending {
    let Some((last, before)) = pieces.split_last() else { return Ending::Word };
    let print = |piece: &Piece| &text[piece.bytes.clone()];
    let word = print(last);
    let is_year = last.kind == Kind::Number && word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    if is_year {
        return Ending::Name;
    }
    if last.kind != Kind::Word || word.len() > LONGEST_ABBREVIATION {
        return Ending::Word;
    }
    let initial =
        word.split('.').all(|part| part.len() == 1 && part.starts_with(|c: char| c.is_ascii_uppercase()));
    // A degree stands after a comma: *Budi, S.H.*
    let degree = word.contains('.') && before.last().is_some_and(|piece| print(piece) == ",");
    let lower = word.to_lowercase();
    if (initial && !degree) || vocabulary.stops.leading.contains(&lower) {
        Ending::Leading
    } else if degree || vocabulary.stops.trailing.contains(&lower) {
        Ending::Trailing
    } else if lower == word && word.len() > 3 && vocabulary.is_known(word) {
        Ending::Known
    } else if word.len() > LONGEST_UNLISTED && word.bytes().all(|b| b.is_ascii_alphabetic()) && lower != word
    {
        Ending::Name
    } else {
        Ending::Word
    }
}

/// Longer words, in bytes, are no abbreviations and not looked up.
const LONGEST_ABBREVIATION: usize = 24;

/// Longer words with a capital, in bytes, are abbreviations only if listed.
const LONGEST_UNLISTED: usize = 4;

/// The words of one token, clitics apart.
fn words(vocabulary: &Vocabulary, print: &str, kind: Kind, opens: bool) -> Vec<Part> {
    let lower = print.to_lowercase();
    // *APBNnya* is as shouted as *APBN*.
    let bare = print.strip_suffix("nya").filter(|bare| bare.len() > 1).unwrap_or(print);
    let cuts = match kind {
        // Shouted words are no names for their capitals.
        Kind::Word if lower.len() == print.len() => {
            let name =
                !opens && print.starts_with(char::is_uppercase) && bare.chars().any(char::is_lowercase);
            clitic::cuts(vocabulary, &lower, name)
        }
        _ => Vec::new(),
    };
    if cuts.is_empty() {
        return vec![Part { end: print.len(), morphology: built(vocabulary, &lower, print, kind, opens) }];
    }
    let before_stem = cuts.first().is_some_and(|&at| at < 4 && matches!(&lower[..at], "ku" | "kau"));
    let mut from = 0;
    let mut parts = Vec::with_capacity(cuts.len() + 1);
    for end in cuts.into_iter().chain([print.len()]) {
        let mut morphology = built(vocabulary, &lower[from..end], &print[from..end], kind, opens);
        if before_stem && parts.len() == 1 {
            morphology.voice = Some(Voice::Passive);
        }
        parts.push(Part { end, morphology });
        from = end;
    }
    parts
}

fn built(vocabulary: &Vocabulary, form: &str, print: &str, kind: Kind, opens: bool) -> Morphology {
    let name = !opens && print.starts_with(char::is_uppercase);
    match kind {
        Kind::Word => morphology::analyze(vocabulary, form.trim_end_matches('-'), name),
        _ => Morphology { root: form.into(), ..Morphology::default() },
    }
}
