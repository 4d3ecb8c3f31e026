use std::ops::Range;

use super::piece::{Kind, Piece};

/// What a language says about the stop after a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// An ordinary word: the stop ends the sentence.
    Word,
    /// A word that is no abbreviation: the stop ends the sentence whatever follows.
    Known,
    /// A name or a year, most likely no abbreviation: before a small letter the stop ends the sentence where a
    /// whole word follows.
    Name,
    /// An abbreviation that stands after what it belongs to (*Tbk.*, *Jr.*): its stop ends a sentence only
    /// before a word.
    Trailing,
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
            // What is left of a mark that a page was decoded wrong with, most often a quotation mark.
            | "\u{fffd}"
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
    let line = Marks { text, pieces };
    let mut sentences = Vec::new();
    let (mut start, mut at) = (0, 0);
    let mut bracket: Option<usize> = None;
    let mut quoted = false;
    while at < pieces.len() {
        let mark = line.mark(at);
        match mark {
            "(" | "[" => bracket = Some(at),
            ")" | "]" => bracket = None,
            "“" => quoted = true,
            // Some outlets print the closing mark on both sides.
            "\"" | "”" => quoted = !quoted,
            _ => {}
        }
        let stop = at;
        at += 1;
        if !is_stop(mark) || bracket.is_some_and(|open| stop - open < LONGEST_BRACKET) {
            continue;
        }
        let meaning = match mark {
            "." if stop > start && !pieces[stop].spaced => {
                let item = stop == start + 1 && is_item(line.print(start));
                let meant = |at: usize| ending(&pieces[start..=at], at - start);
                match meant(stop - 1) {
                    _ if item || line.is_number_torn(stop) => Ending::Leading,
                    // *Co. Ltd.*
                    Ending::Trailing if stop + 1 < pieces.len() && meant(stop + 1) == Ending::Trailing => {
                        Ending::Leading
                    }
                    meaning => meaning,
                }
            }
            _ => Ending::Word,
        };
        if meaning == Ending::Leading {
            continue;
        }
        while is_stop(line.mark(at)) {
            at += 1;
        }
        let closed = line.closers(at, &mut quoted);
        let bare = closed == at;
        at = closed;
        if at < pieces.len() && !line.goes_on(at, mark, meaning, bare) {
            sentences.push(start..at);
            start = at;
        }
    }
    if start < pieces.len() {
        sentences.push(start..pieces.len());
    }
    sentences
}

/// A shorter word after the stop of a name may be the end of an address: *Contoh. com*.
const SHORTEST_WHOLE: usize = 4;

struct Marks<'a> {
    text: &'a str,
    pieces: &'a [Piece],
}

impl<'a> Marks<'a> {
    fn print(&self, at: usize) -> &'a str {
        self.pieces.get(at).map_or("", |piece| &self.text[piece.bytes.clone()])
    }

    /// The mark at `at`; empty where there is none.
    fn mark(&self, at: usize) -> &'a str {
        self.pieces.get(at).filter(|piece| piece.kind == Kind::Mark).map_or("", |_| self.print(at))
    }

    /// The line's end or a blank comes before `at`.
    fn is_free(&self, at: usize) -> bool {
        self.pieces.get(at).is_none_or(|piece| piece.spaced)
    }

    /// Whether a blank got into a number at the stop `at`: *2.904. 678*.
    fn is_number_torn(&self, at: usize) -> bool {
        let is_number = |at: usize| self.pieces.get(at).is_some_and(|piece| piece.kind == Kind::Number);
        let groups =
            |print: &str| print.contains('.') && print.split('.').skip(1).all(|group| group.len() == 3);
        let digits = |print: &str| print.len() == 3 && print.bytes().all(|b| b.is_ascii_digit());
        at > 0
            && is_number(at - 1)
            && is_number(at + 1)
            && groups(self.print(at - 1))
            && digits(self.print(at + 1))
    }

    /// Goes over the marks that close what a stop at the piece before `at` ended. They stand right after the
    /// stop, or after a blank where a quotation is still open.
    fn closers(&self, mut at: usize, quoted: &mut bool) -> usize {
        while is_closer(self.mark(at)) {
            let free = self.is_free(at + 1);
            if self.pieces[at].spaced && !(*quoted && free) {
                break;
            }
            // Glued on both sides, it opens the next quotation if none is open.
            let before_mark = matches!(self.mark(at + 1), next if !next.is_empty() && next != "(");
            if is_quote(self.mark(at)) && !free && !*quoted && !before_mark {
                break;
            }
            if matches!(self.mark(at), "\"" | "”") {
                *quoted = false;
            }
            at += 1;
        }
        at
    }

    /// Whether the piece at `at`, after a stop, cannot begin a sentence: a small letter, a comma, a closing
    /// bracket. `bare` says that nothing closed after the stop.
    fn goes_on(&self, at: usize, stop: &str, meaning: Ending, bare: bool) -> bool {
        let piece = &self.pieces[at];
        let small = |at: usize| self.print(at).starts_with(char::is_lowercase);
        match piece.kind {
            Kind::Word if small(at) && !is_brand(self.print(at)) => {
                let whole = || self.print(at).chars().count() >= SHORTEST_WHOLE;
                let ends = meaning == Ending::Known || (meaning == Ending::Name && whole());
                !(ends && bare && piece.spaced)
            }
            Kind::Word => false,
            Kind::Number => !piece.spaced && bare,
            Kind::Address => stop.len() > 1 && !piece.spaced,
            Kind::Mark if matches!(self.print(at), "," | ";" | ":" | ")" | "]" | "%" | "/") => true,
            // A dash leads on to what comes after it.
            Kind::Mark if matches!(self.print(at), "-" | "–" | "—" | "--") => {
                self.mark(at + 1).is_empty() && (at + 1 == self.pieces.len() || small(at + 1))
            }
            Kind::Mark => meaning == Ending::Trailing && !is_quote(self.print(at)),
        }
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
