//! What English says where a text is taken apart.

use telisik_record::Span;

use super::vocabulary::Vocabulary;
use super::{contraction, token};
use crate::Upos;
use crate::segment::{Ending, Grammar, Kind, Line, Part, Piece, Signs, is_blank, is_quote};

/// Longer words, in bytes, are no abbreviations and not looked up.
const LONGEST_ABBREVIATION: usize = 24;

impl Grammar for Vocabulary {
    fn pieces(&self, text: &str, line: &Line) -> Vec<Piece> {
        token::pieces(self, text, line)
    }

    fn signs(&self) -> &Signs {
        &self.signs
    }

    fn is_leading(&self, lower: &str) -> bool {
        self.function(lower).is_some()
    }

    fn is_verb(&self, lower: &str) -> bool {
        self.lexicon.is_verb(lower)
    }

    fn ending(&self, text: &str, pieces: &[Piece]) -> Ending {
        ending(self, text, pieces)
    }

    fn tokens(&self, text: &str, pieces: &[Piece]) -> Vec<Piece> {
        tokens(self, text, pieces)
    }

    fn words(&self, print: &str, kind: Kind, _opens: bool) -> Vec<Part> {
        let cuts = if kind == Kind::Word { contraction::cuts(self, print) } else { Vec::new() };
        let mut from = 0;
        let mut parts = Vec::with_capacity(cuts.len() + 1);
        for end in cuts.into_iter().chain([print.len()]) {
            parts.push(Part { end, morphology: self.lexicon.morphology(&print[from..end], Upos::X) });
            from = end;
        }
        parts
    }
}

/// What kind of abbreviation a word is, its stop left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Abbreviation {
    /// A letter of a name: *J.*
    Initial,
    /// The time of day: *a.m.*
    Clock,
    /// Letters with stops between, or listed as one that may end a sentence.
    Trailing,
    /// Stands before a number.
    Numbered,
    /// Stands before a name.
    Leading,
}

/// `counts` says that a number follows the stop.
fn abbreviation(vocabulary: &Vocabulary, word: &str, counts: bool) -> Option<Abbreviation> {
    if word.len() > LONGEST_ABBREVIATION {
        return None;
    }
    let lower = word.to_lowercase();
    let stops = &vocabulary.stops;
    let capital = word.starts_with(char::is_uppercase);
    if capital && word.chars().nth(1).is_none() {
        return Some(Abbreviation::Initial);
    }
    if matches!(&*lower, "a.m" | "p.m") {
        return Some(Abbreviation::Clock);
    }
    if stops.linking.contains(&lower) || (capital && stops.leading.contains(&lower)) {
        return Some(Abbreviation::Leading);
    }
    // In small letters *art*, *no* and *fig* are words.
    if stops.numbered.contains(&lower) && (counts || capital && lower != "no") {
        return Some(Abbreviation::Numbered);
    }
    let trailing = stops.small.contains(&lower) || (capital && stops.trailing.contains(&lower));
    (trailing || word.contains('.')).then_some(Abbreviation::Trailing)
}

/// The word after a stop, and whether a blank stands before it. `rest` begins with the stop.
fn after(rest: &str) -> (bool, &str) {
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let blanks = rest.find(|c| !is_blank(c)).unwrap_or(rest.len()).min(LONGEST_ABBREVIATION);
    let Some(word) = rest.get(blanks..) else { return (true, "") };
    let end = word.char_indices().take(LONGEST_ABBREVIATION).find(|(_, c)| !c.is_alphanumeric());
    (blanks > 0 || word.is_empty(), &word[..end.map_or(0, |(at, _)| at)])
}

/// What the stop after the last of some pieces means.
fn ending(vocabulary: &Vocabulary, text: &str, pieces: &[Piece]) -> Ending {
    let Some((last, before)) = pieces.split_last() else { return Ending::Word };
    let word = &text[last.bytes.clone()];
    if last.kind != Kind::Word {
        return Ending::Word;
    }
    let (spaced, next) = after(&text[last.bytes.end..]);
    let digits = next.starts_with(|c: char| c.is_ascii_digit());
    let Some(kind) = abbreviation(vocabulary, word, digits) else {
        let plain = word.len() > 3 && word.bytes().all(|b| b.is_ascii_lowercase());
        return if plain { Ending::Known } else { Ending::Word };
    };
    if !spaced {
        return Ending::Leading;
    }
    let lower = next.to_lowercase();
    let starts = next.starts_with(char::is_uppercase) && vocabulary.stops.starters.contains(&lower);
    match kind {
        Abbreviation::Leading => Ending::Leading,
        Abbreviation::Numbered if digits => Ending::Leading,
        Abbreviation::Clock if vocabulary.stops.clock.contains(&lower) => Ending::Leading,
        Abbreviation::Clock => Ending::Trailing,
        // *than I. He*, *Plan B. The*: a name goes on with a name.
        Abbreviation::Initial => {
            let name = before.is_empty()
                || before.last().is_some_and(|piece| {
                    let print = &text[piece.bytes.clone()];
                    piece.kind == Kind::Mark || print.starts_with(char::is_uppercase)
                });
            if starts || (word == "I" && !name) { Ending::Word } else { Ending::Leading }
        }
        Abbreviation::Numbered | Abbreviation::Trailing if starts || next.is_empty() => Ending::Trailing,
        _ => Ending::Leading,
    }
}

/// Joins the stops of abbreviations to them: *Mr.*, *U.S.*, *J.*
fn tokens(vocabulary: &Vocabulary, text: &str, pieces: &[Piece]) -> Vec<Piece> {
    let mut tokens: Vec<Piece> = Vec::with_capacity(pieces.len());
    for (i, piece) in pieces.iter().enumerate() {
        let print = &text[piece.bytes.clone()];
        if print == "."
            && !piece.spaced
            && let Some(last) = tokens.last_mut()
            && last.kind == Kind::Word
            && belongs(vocabulary, &text[last.bytes.clone()], text, &pieces[i + 1..])
        {
            last.bytes.end = piece.bytes.end;
            last.span = Span::new(last.span.start, piece.span.end);
        } else {
            tokens.push(piece.clone());
        }
    }
    tokens
}

/// Whether no more than closing marks follow.
fn last_of(text: &str, rest: &[Piece]) -> bool {
    rest.iter().all(|piece| {
        let print = &text[piece.bytes.clone()];
        is_quote(print) || matches!(print, ")" | "]")
    })
}

/// Whether the stop after a word is the word's own, by what follows it in the sentence.
fn belongs(vocabulary: &Vocabulary, word: &str, text: &str, rest: &[Piece]) -> bool {
    let counts = rest.first().is_some_and(|piece| piece.kind == Kind::Number);
    match abbreviation(vocabulary, word, counts) {
        // *Plan B.*
        Some(Abbreviation::Initial | Abbreviation::Leading) => !last_of(text, rest),
        Some(Abbreviation::Numbered | Abbreviation::Clock | Abbreviation::Trailing) => true,
        None => false,
    }
}
