//! Lines that a page broke inside a sentence, mostly around links.

use super::{Grammar, Kind, Piece, Row, is_quote};

/// A longer line is no heading: without a stop it goes on in the next one.
const LONGEST_ALONE: usize = 24;
/// A link on a line of its own has no more pieces.
const LONGEST_LINK: usize = 6;

/// Joins lines that go on in the next one. Linear in the text.
pub(super) fn joined<G: Grammar>(grammar: &G, text: &str, rows: Vec<Row>) -> Vec<Row> {
    let mut joined: Vec<Row> = Vec::with_capacity(rows.len());
    let mut rows = rows.into_iter().peekable();
    while let Some(row) = rows.next() {
        match joined.last_mut() {
            Some(last) if goes_on(grammar, text, last, &row, rows.peek()) => {
                last.line.bytes.end = row.line.bytes.end;
                last.line.span.end = row.line.span.end;
                last.pieces.extend(row.pieces);
            }
            _ => joined.push(row),
        }
    }
    joined
}

fn goes_on<G: Grammar>(grammar: &G, text: &str, row: &Row, next: &Row, after: Option<&Row>) -> bool {
    if row.title || next.title || next.line.gap || ends(text, row) {
        return false;
    }
    if is_dash(text, next.pieces.as_slice()) {
        return row.pieces.len() <= LONGEST_LINK;
    }
    if begins_small(text, next) {
        return true;
    }
    let Some(last) = row.pieces.last() else { return false };
    let word = &text[last.bytes.clone()];
    let lower = word.to_lowercase();
    match last.kind {
        Kind::Word if row.pieces.len() == 1 => grammar.is_leading(&lower) || grammar.is_verb(&lower),
        Kind::Word if word.starts_with(char::is_lowercase) => {
            let link = next.pieces.len() <= LONGEST_LINK && after.is_some_and(|row| begins_small(text, row));
            link || row.pieces.len() > LONGEST_ALONE || grammar.is_leading(&lower)
        }
        Kind::Mark => row.pieces.len() <= LONGEST_LINK && is_dash(text, std::slice::from_ref(last)),
        _ => false,
    }
}

/// Whether a line ends as a sentence does.
fn ends(text: &str, row: &Row) -> bool {
    let mut marks = row
        .pieces
        .iter()
        .rev()
        .filter(|piece| piece.kind != Kind::Mark || !is_quote(&text[piece.bytes.clone()]));
    marks.next().is_none_or(|last| {
        last.kind == Kind::Mark && !matches!(&text[last.bytes.clone()], "," | "-" | "–" | "—" | "--" | "(")
    })
}

fn begins_small(text: &str, row: &Row) -> bool {
    row.pieces.first().is_some_and(|first| {
        let print = &text[first.bytes.clone()];
        match first.kind {
            Kind::Word => print.starts_with(char::is_lowercase) && !print.chars().any(char::is_uppercase),
            Kind::Mark => matches!(print, "," | "." | ";" | ")" | "?" | "!") && row.pieces.len() > 1,
            _ => false,
        }
    })
}

fn is_dash(text: &str, pieces: &[Piece]) -> bool {
    matches!(pieces, [only] if matches!(&text[only.bytes.clone()], "-" | "–" | "—" | "--"))
}
