use std::ops::Range;

use super::piece::{Kind, Piece};

/// What a language says about the stop after a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// An ordinary word: the stop ends the sentence.
    Word,
    /// An abbreviation that stands before what it belongs to (*Dr.*, *Jl.*, *No.*): its stop ends nothing.
    Leading,
}

/// Whether a mark is a quotation mark of any kind.
pub(crate) fn is_quote(mark: &str) -> bool {
    matches!(
        mark,
        "\"" | "“"
            | "”"
            | "„"
            | "‟"
            | "«"
            | "»"
            | "``"
            | "''"
            | "'"
            | "‘"
            | "’"
            | "‚"
            | "‛"
            | "`"
            | "＂"
            | "「"
            | "」"
            | "『"
            | "』"
    )
}

/// Whether a mark may close what a stop ended: a quotation mark or a bracket.
fn is_closer(mark: &str) -> bool {
    matches!(mark, ")" | "]" | "}")
        || (is_quote(mark) && !matches!(mark, "“" | "„" | "``" | "「" | "『" | "‘"))
}

fn is_stop(mark: &str) -> bool {
    matches!(mark, "." | "?" | "!" | "…" | "。") || (mark.len() > 1 && mark.bytes().all(|b| b == b'.'))
}

/// A bracket left open longer than this many pieces no longer holds stops back.
const LONGEST_BRACKET: usize = 80;

/// The sentences of one line as ranges of its pieces; they cover all of them. Linear in their number.
///
/// `ending` tells what the stop after a piece means; it is asked for the piece before the stop.
pub(crate) fn ends(
    text: &str,
    pieces: &[Piece],
    ending: &dyn Fn(&[Piece], usize) -> Ending,
) -> Vec<Range<usize>> {
    let print = |i: usize| &text[pieces[i].bytes.clone()];
    let mut sentences = Vec::new();
    let (mut start, mut at) = (0, 0);
    let mut bracket: Option<usize> = None;
    let mut quoted = false;
    while at < pieces.len() {
        let mark = if pieces[at].kind == Kind::Mark { print(at) } else { "" };
        match mark {
            "(" | "[" => bracket = Some(at),
            ")" | "]" => bracket = None,
            "“" => quoted = true,
            // Some outlets print the closing mark on both sides.
            "\"" | "”" => quoted = !quoted,
            _ => {}
        }
        at += 1;
        if !is_stop(mark) || bracket.is_some_and(|open| at - open < LONGEST_BRACKET) {
            continue;
        }
        let stop = at - 1;
        if mark == "." && stop > start && !pieces[stop].spaced {
            let numbered = stop == start + 1 && is_item(print(start));
            if numbered || ending(&pieces[start..stop], stop - start - 1) == Ending::Leading {
                continue;
            }
        }
        while at < pieces.len() && pieces[at].kind == Kind::Mark && is_stop(print(at)) {
            at += 1;
        }
        // Closing marks stand right after the stop, or after a blank where a quotation is still open.
        while at < pieces.len() && pieces[at].kind == Kind::Mark && is_closer(print(at)) {
            let after_blank = pieces.get(at + 1).is_none_or(|next| next.spaced);
            if pieces[at].spaced && !(quoted && after_blank) {
                break;
            }
            // Glued on both sides: a quotation opens right after the stop if none is open.
            if is_quote(print(at)) && !after_blank && !quoted && !followed_by_mark(text, pieces, at) {
                break;
            }
            if matches!(print(at), "\"" | "”") {
                quoted = false;
            }
            at += 1;
        }
        let Some(next) = pieces.get(at) else { break };
        if goes_on(text, pieces, at, mark) || (mark == "." && !next.spaced && next.kind == Kind::Number) {
            continue;
        }
        sentences.push(start..at);
        start = at;
    }
    if start < pieces.len() {
        sentences.push(start..pieces.len());
    }
    sentences
}

fn followed_by_mark(text: &str, pieces: &[Piece], at: usize) -> bool {
    pieces.get(at + 1).is_some_and(|next| {
        next.kind == Kind::Mark && !is_quote(&text[next.bytes.clone()]) && &text[next.bytes.clone()] != "("
    })
}

/// Whether the piece at `at` cannot begin a sentence: a small letter, a comma, a closing bracket.
fn goes_on(text: &str, pieces: &[Piece], at: usize, stop: &str) -> bool {
    let print = |i: usize| &text[pieces[i].bytes.clone()];
    match pieces[at].kind {
        Kind::Word => print(at).chars().next().is_some_and(char::is_lowercase) && !is_brand(print(at)),
        Kind::Number | Kind::Address => stop.len() > 1 && !pieces[at].spaced,
        Kind::Mark if matches!(print(at), "," | ";" | ":" | ")" | "]" | "%" | "/") => true,
        // A dash leads on to what comes after it.
        Kind::Mark if matches!(print(at), "-" | "–" | "—" | "--") => {
            pieces.get(at + 1).is_none_or(|next| text[next.bytes.clone()].starts_with(char::is_lowercase))
        }
        Kind::Mark => false,
    }
}

/// *iPhone*, *detikcom* aside: a small first letter with a capital right after it may begin a sentence.
fn is_brand(word: &str) -> bool {
    word.chars().nth(1).is_some_and(char::is_uppercase)
}

/// A number or letter that counts the items of a list, without its stop.
fn is_item(print: &str) -> bool {
    (print.len() <= 2 && print.bytes().all(|b| b.is_ascii_digit()))
        || (print.len() == 1 && print.bytes().all(|b| b.is_ascii_alphabetic()))
}
