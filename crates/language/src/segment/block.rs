//! Headline, headings, datelines and notices.

use serde::Deserialize;

use super::{Kind, Line, Piece, is_quote};
use crate::Block;

/// A heading has no more pieces.
const LONGEST_HEADING: usize = 16;
/// A headline has no more pieces.
const LONGEST_HEADLINE: usize = 30;
/// A notice that is a whole line is no longer, in bytes.
const LONGEST_NOTICE: usize = 240;

/// A line with its pieces.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) line: Line,
    pub(crate) pieces: Vec<Piece>,
    /// It is part of the title that was given.
    pub(crate) title: bool,
}

/// The words by which a language's notices and datelines are told, in lower case.
#[derive(Debug)]
pub(crate) struct Signs {
    /// Notices between the paragraphs.
    pub(crate) notices: Notices,
    /// Outlets and places in datelines.
    pub(crate) datelines: Datelines,
}

/// Notices between the paragraphs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Notices {
    /// What a whole line begins with.
    pub(crate) begins: Vec<String>,
    /// What a whole line consists of.
    pub(crate) is: Vec<String>,
    /// What a whole line, or a sentence of its own inside a line, consists of.
    pub(crate) inside: Vec<String>,
}

/// Outlets and places in datelines.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Datelines {
    /// Outlets.
    pub(crate) outlets: Vec<String>,
    /// Places of two words or more.
    pub(crate) places: Vec<String>,
    /// Months, in full and short, without a stop: what may stand beside a place written in capitals.
    #[serde(default)]
    pub(crate) months: Vec<String>,
}

/// What each line is.
pub(super) fn blocks(signs: &Signs, text: &str, rows: &[Row]) -> Vec<Block> {
    let titled = rows.iter().any(|row| row.title);
    let mut blocks = Vec::with_capacity(rows.len());
    for (i, row) in rows.iter().enumerate() {
        let after = rows.get(i + 1);
        blocks.push(if row.title {
            Block::Headline
        } else if is_notice(signs, &text[row.line.bytes.clone()])
            || i > 0 && (is_tags(text, row) || initials(text, &row.pieces) == Some(row.pieces.len()))
        {
            Block::Boilerplate
        } else if i == 0 && !titled && is_headline(signs, text, row, after) {
            Block::Headline
        } else if is_heading(signs, text, row, after) {
            Block::Heading
        } else {
            Block::Body
        });
    }
    blocks
}

/// Whether a whole line is a notice.
fn is_notice(signs: &Signs, line: &str) -> bool {
    if line.len() > LONGEST_NOTICE {
        return false;
    }
    let lower = line.to_lowercase();
    let notices = &signs.notices;
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    notices.begins.iter().any(|begin| lower.starts_with(&**begin))
        || notices.is.iter().chain(&notices.inside).any(|notice| notice == bare)
}

/// A line with more pieces is no list of tags.
const LONGEST_TAGS: usize = 24;

/// Small words alone, as the tags under an article are, or marks alone, as a rule between parts.
fn is_tags(text: &str, row: &Row) -> bool {
    let small = |piece: &Piece| {
        let print = &text[piece.bytes.clone()];
        piece.kind != Kind::Mark
            && !print.chars().any(char::is_uppercase)
            && print.chars().any(char::is_alphabetic)
    };
    let rule = || row.pieces.iter().all(|piece| piece.kind == Kind::Mark);
    row.pieces.len() <= LONGEST_TAGS && (row.pieces.iter().all(small) || rule())
}

/// How many pieces are the writers' initials in brackets: *(abc/def)*; a single one, *(abc)*, only at the end.
fn initials(text: &str, pieces: &[Piece]) -> Option<usize> {
    let print = |piece: &Piece| &text[piece.bytes.clone()];
    let end = pieces.iter().take(LONGEST_INITIALS).position(|piece| print(piece) == ")")?;
    let (open, inner) = pieces[..end].split_first()?;
    let short = |piece: &Piece| match piece.kind {
        Kind::Mark => matches!(print(piece), "/" | "-" | "," | "*"),
        _ => {
            print(piece).len() <= 4
                && (!print(piece).chars().any(char::is_lowercase)
                    || !print(piece).chars().any(char::is_uppercase))
        }
    };
    let several = inner.iter().any(|piece| print(piece) == "/");
    let signed = (several || (inner.len() == 1 && end + 1 == pieces.len())) && inner.iter().all(short);
    (print(open) == "(" && signed).then_some(end + 1)
}

const LONGEST_INITIALS: usize = 24;

/// How many pieces are a reference to a picture or film in brackets: *[Gambas:…]*.
fn picture(text: &str, pieces: &[Piece]) -> Option<usize> {
    let print = |i: usize| pieces.get(i).map_or("", |piece| &text[piece.bytes.clone()]);
    let named =
        matches!(&*print(1).to_lowercase(), "gambas" | "video" | "foto" | "gambar" | "image" | "photo");
    let end = (print(0) == "[" && named)
        .then(|| pieces.iter().take(16).position(|piece| &text[piece.bytes.clone()] == "]"))?;
    end.map(|end| end + 1)
}

/// How many pieces at the start of a sentence are a notice inside a line.
pub(super) fn notice(signs: &Signs, text: &str, pieces: &[Piece]) -> Option<usize> {
    if let Some(count) = initials(text, pieces).or_else(|| picture(text, pieces)) {
        return Some(count);
    }
    let start = pieces.first()?.bytes.start;
    let head: String =
        text[start..].chars().take(LONGEST_INNER_NOTICE).flat_map(char::to_lowercase).collect();
    let fits = |notice: &&String| {
        head.strip_prefix(&***notice).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let notice = signs.notices.inside.iter().filter(fits).max_by_key(|notice| notice.len())?;
    let count = pieces.iter().take_while(|piece| piece.bytes.start < start + notice.len()).count();
    // Written as a notice is: capitals at least at its start.
    text[start..].starts_with(char::is_uppercase).then_some(count)
}

const LONGEST_INNER_NOTICE: usize = 60;

fn last_mark<'t>(text: &'t str, row: &Row) -> &'t str {
    row.pieces.last().filter(|piece| piece.kind == Kind::Mark).map_or("", |piece| &text[piece.bytes.clone()])
}

fn begins_with_capital(text: &str, row: &Row) -> bool {
    text[row.line.bytes.clone()]
        .starts_with(|c: char| c.is_uppercase() || c.is_numeric() || !c.is_alphanumeric())
}

fn is_headline(signs: &Signs, text: &str, row: &Row, after: Option<&Row>) -> bool {
    let Some(after) = after else { return false };
    let mark = last_mark(text, row);
    let ends = matches!(mark, "." | "," | ";" | ":" | "..." | "…" | "-" | "–")
        || (matches!(mark, "?" | "!") && !after.line.gap);
    row.pieces.len() <= LONGEST_HEADLINE
        && !ends
        && begins_with_capital(text, row)
        && dateline(signs, text, &row.pieces, true).is_none()
        && after.pieces.len() > 3
}

fn is_heading(signs: &Signs, text: &str, row: &Row, after: Option<&Row>) -> bool {
    let numbered = item(text, &row.pieces).is_some();
    let long = row.pieces.len() > LONGEST_HEADING + if numbered { 6 } else { 0 };
    let Some(first) = row.pieces.first() else { return false };
    let after_is_text = after.is_some_and(|after| after.pieces.len() > 3);
    if long || !(numbered || after_is_text) || !begins_with_capital(text, row) {
        return false;
    }
    let mark = last_mark(text, row);
    let question = matches!(mark, "?" | "!");
    let ends = matches!(mark, "." | "," | ";" | ":" | "..." | "…") || is_quote(mark) && !numbered;
    let quoted = is_quote(&text[first.bytes.clone()]);
    let listed = matches!(&text[first.bytes.clone()], "-" | "–" | "—" | "•" | "*" | "·" | "▪" | "(");
    let words = row.pieces.iter().filter(|piece| piece.kind != Kind::Mark).count();
    words > 0
        && !ends
        && !quoted
        && !listed
        && (!question || numbered || words <= 10)
        && dateline(signs, text, &row.pieces, false).is_none()
}

/// The pieces of a number that counts the line: *1.*, *2)*.
fn item(text: &str, pieces: &[Piece]) -> Option<usize> {
    let (number, mark) = (pieces.first()?, pieces.get(1)?);
    let digits = &text[number.bytes.clone()];
    let counts = digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit());
    (counts && !mark.spaced && matches!(&text[mark.bytes.clone()], "." | ")") && pieces.len() > 2)
        .then_some(2)
}

/// A dateline has no more pieces.
const LONGEST_DATELINE: usize = 14;

/// What is left of a mark that a page was decoded wrong with.
const LOST: &str = "\u{fffd}";

fn is_dash(mark: &str) -> bool {
    matches!(mark, "-" | "–" | "—" | "--" | "―")
}

/// How many pieces at the start of a paragraph are its dateline, the dash included.
///
/// `bare` allows a single place without outlet (*Jakarta - …*), which is a dateline only before the first sentence.
pub(super) fn dateline(signs: &Signs, text: &str, pieces: &[Piece], bare: bool) -> Option<usize> {
    let print = |i: usize| pieces.get(i).map_or("", |piece| &text[piece.bytes.clone()]);
    let outlet = outlet_in(signs, text, pieces);
    let mut shouted = true;
    let mut words = 0;
    let mut end = None;
    for (i, piece) in pieces.iter().enumerate().take(LONGEST_DATELINE) {
        match print(i) {
            mark if i > 0 && (is_dash(mark) || (mark == LOST && outlet.is_some())) => {
                // Some pages print two dashes with a blank between.
                end = Some(i + 1 + usize::from(mark == "-" && print(i + 1) == "-"));
                break;
            }
            "," | "(" | ")" | "/" | "." | "|" => {}
            ":" if outlet.is_some() => {}
            word if piece.kind != Kind::Mark => {
                let day = is_day(word) && (1..=2).any(|back| i > back && is_month(signs, print(i - back)));
                if words > 0 && (day || is_month(signs, word)) {
                    continue;
                }
                let capital = word.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
                if !capital && outlet.is_none_or(|(first, last)| i < first || i > last) {
                    break;
                }
                shouted &= !word.chars().any(char::is_lowercase)
                    || outlet.is_some_and(|(first, last)| first <= i && i <= last);
                words += 1;
            }
            _ => break,
        }
    }
    let text_follows = |at: usize| {
        pieces
            .get(at)
            .is_some_and(|p| p.kind != Kind::Mark || is_quote(&text[p.bytes.clone()]) || print(at) == "(")
    };
    match end {
        Some(end) if text_follows(end) => {
            let small = pieces[end].kind == Kind::Word && print(end).starts_with(char::is_lowercase);
            // *Kenya-Uganda*: a dash without any space joins two names.
            let parts = pieces[end - 1].spaced || pieces[end].spaced;
            let place = words <= 3 && bare && !small && parts;
            (outlet.is_some() || (shouted && words <= 4 && !small && print(0).len() > 3) || place)
                .then_some(end)
        }
        _ => unmarked(signs, text, pieces, outlet),
    }
}

/// Whether a word is a month as a dateline has it beside its place: *LONDON, Jan. 5 -*.
fn is_month(signs: &Signs, word: &str) -> bool {
    let is = |month: &String| month.eq_ignore_ascii_case(word);
    word.starts_with(char::is_uppercase) && signs.datelines.months.iter().any(is)
}

fn is_day(word: &str) -> bool {
    word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit())
}

/// First and last piece of an outlet's name among the first pieces.
fn outlet_in(signs: &Signs, text: &str, pieces: &[Piece]) -> Option<(usize, usize)> {
    for (i, first) in pieces.iter().enumerate().take(LONGEST_DATELINE - 2) {
        // In small letters *antara* and *viva* are words; *detikcom* is an outlet all the same.
        let print = &text[first.bytes.clone()];
        if !print.starts_with(char::is_uppercase) && !print.starts_with("detik") && !print.contains('.') {
            continue;
        }
        let head: String = text[first.bytes.start..].chars().take(40).flat_map(char::to_lowercase).collect();
        let fits = |outlet: &&String| {
            head.strip_prefix(&***outlet).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        if let Some(outlet) = signs.datelines.outlets.iter().filter(fits).max_by_key(|outlet| outlet.len()) {
            let end = first.bytes.start + outlet.len();
            let last = pieces[i..].iter().take_while(|piece| piece.bytes.start < end).count();
            return Some((i, i + last - 1));
        }
    }
    None
}

/// *Liputan6.com, Jakarta* with no dash: an outlet first, a comma, and one place.
fn unmarked(signs: &Signs, text: &str, pieces: &[Piece], outlet: Option<(usize, usize)>) -> Option<usize> {
    let (0, last) = outlet? else { return None };
    let print = |i: usize| pieces.get(i).map_or("", |piece| &text[piece.bytes.clone()]);
    if print(last + 1) != "," || !print(last + 2).starts_with(char::is_uppercase) {
        return None;
    }
    let at = last + 2;
    let head: String =
        text[pieces.get(at)?.bytes.start..].chars().take(40).flat_map(char::to_lowercase).collect();
    let longest = signs
        .datelines
        .places
        .iter()
        .filter(|place| head.starts_with(&***place))
        .map(|place| place.len())
        .max();
    let end = pieces[at].bytes.start + longest.unwrap_or(1);
    let count = pieces[at..].iter().take_while(|piece| piece.bytes.start < end).count();
    (at + count < pieces.len()).then_some(at + count)
}
