//! Pieces of an English line: what will be tokens, but for the stops of abbreviations, which are joined to them
//! once it is known where sentences end.

use telisik_record::Span;

use super::vocabulary::Vocabulary;
use crate::segment::{Kind, Line, Piece, address, is_blank};

/// What web and mail addresses begin with.
const SCHEMES: &[&str] = &["http://", "https://", "www.", "ftp://", "mailto:"];

/// What is looked at ahead for an address or a word with stops inside, in bytes.
const LONGEST_LOOK: usize = 120;

/// The pieces of a line. Linear in its length: what is looked at ahead is bounded.
pub(super) fn pieces(vocabulary: &Vocabulary, text: &str, line: &Line) -> Vec<Piece> {
    let mut scan = Scan {
        vocabulary,
        text: &text[..line.bytes.end],
        byte: line.bytes.start,
        char: line.span.start,
        spaced: true,
        quoted: false,
        pieces: Vec::new(),
    };
    while let Some(c) = scan.rest().chars().next() {
        if is_blank(c) {
            scan.byte += c.len_utf8();
            scan.char += 1;
            scan.spaced = true;
        } else {
            scan.piece(c);
        }
    }
    scan.pieces
}

struct Scan<'a> {
    vocabulary: &'a Vocabulary,
    text: &'a str,
    byte: usize,
    char: u32,
    /// A blank or the line's start stands before the next piece.
    spaced: bool,
    /// A single quotation mark is open.
    quoted: bool,
    pieces: Vec<Piece>,
}

impl<'a> Scan<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.byte..]
    }

    /// The next bytes, whole characters, no more than are looked at ahead.
    fn ahead(&self) -> &'a str {
        let rest = self.rest();
        let mut end = rest.len().min(LONGEST_LOOK);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        let ahead = &rest[..end];
        ahead.find(is_blank).map_or(ahead, |at| &ahead[..at])
    }

    fn push(&mut self, length: usize, kind: Kind) {
        let print = &self.rest()[..length];
        let end = self.char + print.chars().count() as u32;
        let bytes = self.byte..self.byte + length;
        self.pieces.push(Piece { bytes, span: Span::new(self.char, end), kind, spaced: self.spaced });
        self.byte += length;
        self.char = end;
        self.spaced = false;
    }

    /// Goes over what begins with `c`.
    fn piece(&mut self, c: char) {
        let ahead = self.ahead();
        if let Some(length) = address(self.rest(), SCHEMES) {
            self.push(length, Kind::Address);
        } else if let Some(length) = mail(ahead) {
            self.push(length, Kind::Address);
        } else if is_letter(c)
            || (matches!(c, '@' | '#') && self.spaced && second(ahead).is_some_and(char::is_alphabetic))
        {
            self.word(c, ahead);
        } else if is_apostrophe(c) {
            self.apostrophe(c, ahead);
        } else {
            self.mark(c, ahead);
        }
    }

    /// A mark that may belong to the letters after it: *'s* on its own, *'90s*, *'em*.
    fn apostrophe(&mut self, c: char, ahead: &str) {
        let after = &ahead[c.len_utf8()..];
        let letters = after.find(|c| !is_letter(c)).map_or(after, |at| &after[..at]);
        let lower = letters.to_lowercase();
        let year = letters.len() <= 3
            && letters.len() >= 2
            && letters.as_bytes()[..2].iter().all(u8::is_ascii_digit)
            && matches!(letters.get(2..), Some("" | "s"));
        let contractions = &self.vocabulary.contractions;
        let known = contractions.clipped.contains(&lower) || contractions.endings.contains(&lower);
        if year || known {
            return self.push(c.len_utf8() + letters.len(), Kind::Word);
        }
        // *''* closes as one mark.
        let double = after.starts_with(c) && !letters.starts_with(is_letter);
        if !double {
            self.quoted = letters.starts_with(is_letter) && (self.spaced || self.after_opening());
        }
        self.push(if double { 2 * c.len_utf8() } else { c.len_utf8() }, Kind::Mark);
    }

    /// Whether the piece before is a bracket or quotation mark that opens.
    fn after_opening(&self) -> bool {
        self.pieces.last().is_some_and(|piece| {
            matches!(&self.text[piece.bytes.clone()], "(" | "[" | "“" | "\"" | "—" | "–" | "--" | "-")
        })
    }

    /// A mark, or a run of the same one.
    fn mark(&mut self, c: char, ahead: &str) {
        let emoticons = &self.vocabulary.tokens.emoticons;
        let bare = ahead.trim_end_matches(['.', ',', '!', '?']);
        if !bare.is_empty() && bare.len() <= 4 && emoticons.iter().any(|e| e == bare) {
            return self.push(bare.len(), Kind::Mark);
        }
        let run = |same: &dyn Fn(char) -> bool| self.rest().find(|d| !same(d)).unwrap_or(self.rest().len());
        let length = match c {
            '!' | '?' => run(&|d| matches!(d, '!' | '?')),
            '.' | '-' | '*' | '=' | '+' | '~' | '<' | '>' | '`' => run(&|d| d == c),
            // What alters the picture before it belongs to it.
            _ => c.len_utf8() + self.rest()[c.len_utf8()..].find(|d| !alters(d)).unwrap_or(0),
        };
        let signed = matches!(c, '.')
            && length == 1
            && self.spaced
            && extension(self.vocabulary, &ahead[1..]).is_some();
        if signed {
            let word = extension(self.vocabulary, &ahead[1..]).map_or(0, str::len);
            return self.push(1 + word, Kind::Word);
        }
        self.push(length.max(c.len_utf8()), Kind::Mark);
    }

    /// Goes over a word or number and, with each hyphen, what it joins.
    fn word(&mut self, c: char, ahead: &'a str) {
        if let Some(length) = self.dotted(ahead) {
            return self.push(length, Kind::Word);
        }
        let first = if is_letter(c) { 0 } else { c.len_utf8() };
        if let Some(length) = number(ahead) {
            let unit = ahead[length..]
                .find(|c| !is_letter(c))
                .map_or(&ahead[length..], |at| &ahead[length..length + at]);
            let after = ahead[length + unit.len()..].strip_prefix(is_apostrophe);
            if unit.is_empty() || self.vocabulary.tokens.units.contains(&unit.to_lowercase()) {
                // *the 1970's* is one token.
                if !after.is_some_and(|after| after.starts_with(is_letter)) {
                    return self.push(length, Kind::Number);
                }
            } else if !ahead[length..].is_empty() && ahead[..length].contains(['.', ',', ':', '/']) {
                return self.push(length + unit.len(), Kind::Word);
            }
        }
        let mut length = first + self.run(first);
        let start = self.byte;
        // *anti-war*, *e-mail*: a prefix keeps its hyphen; *US-led* falls into three.
        while let Some(after) = self.text[start + length..].strip_prefix(['-', '\u{2010}', '\u{2011}']) {
            let hyphen = self.text.len() - after.len() - start - length;
            let part = &self.text[start..start + length];
            let next = after.find(|c| !is_letter(c)).map_or(after, |at| &after[..at]);
            let prefixed = length <= LONGEST_LOOK && self.vocabulary.joins(part, next);
            if !prefixed || next.is_empty() {
                break;
            }
            length += hyphen + self.run(length + hyphen);
            if length > LONGEST_LOOK {
                break;
            }
        }
        let print = &self.rest()[..length];
        let number = print.bytes().all(|b| b.is_ascii_digit());
        // *US$*
        let money = self.vocabulary.tokens.dollars.contains(print) && self.rest()[length..].starts_with('$');
        self.push(length + usize::from(money), if number { Kind::Number } else { Kind::Word });
    }

    /// How many bytes from `from` on are letters with the marks that stand inside a word.
    fn run(&self, from: usize) -> usize {
        let rest = &self.rest()[from..];
        let mut chars = rest.char_indices().peekable();
        let mut last = ' ';
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map(|&(_, c)| c);
            let inner = match c {
                c if is_letter(c) => true,
                c if is_apostrophe(c) => {
                    let possessive = matches!(last, 's' | 'S' | 'x' | 'z')
                        && !self.quoted
                        && c != '`'
                        && !next.is_some_and(is_letter);
                    (last.is_alphanumeric() && next.is_some_and(char::is_alphabetic))
                        || (possessive
                            && next.is_none_or(|c| is_blank(c) || matches!(c, '.' | ',' | ';' | ')')))
                }
                '&' | '@' => last.is_alphanumeric() && next.is_some_and(char::is_alphanumeric),
                _ => false,
            };
            if !inner {
                return at;
            }
            last = c;
        }
        rest.len()
    }

    /// The length of a word with stops inside: initials, a site, a file.
    fn dotted(&self, ahead: &str) -> Option<usize> {
        let end = ahead.find(|c: char| !(is_letter(c) || matches!(c, '.' | '-'))).unwrap_or(ahead.len());
        let whole = ahead[..end].trim_end_matches(['.', '-']);
        let letters = whole.find('-').map_or(whole, |at| whole[..at].trim_end_matches('.'));
        if self.vocabulary.is_dotted(letters) {
            return Some(letters.len());
        }
        let (stem, last) = whole.rsplit_once('.')?;
        let site = self.vocabulary.tokens.domains.contains(&last.to_lowercase());
        (site && stem.len() > 1 && !stem.ends_with('.') && !stem.contains("..")).then_some(whole.len())
    }
}

fn second(print: &str) -> Option<char> {
    print.chars().nth(1)
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}')
}

pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '`' | '\u{2bc}')
}

/// Whether a character changes the picture before it.
fn alters(c: char) -> bool {
    matches!(c, '\u{fe0e}' | '\u{fe0f}' | '\u{20e3}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{300}'..='\u{36f}')
}

/// The ending of a file's name, on its own: *.doc*.
fn extension<'p>(vocabulary: &Vocabulary, print: &'p str) -> Option<&'p str> {
    let word = print.find(|c| !is_letter(c)).map_or(print, |at| &print[..at]);
    vocabulary.tokens.extensions.contains(&word.to_lowercase()).then_some(word)
}

/// The length of a number with the marks inside it: *1,500*, *3.5*, *9:30*, *11/28/2000*, *555-0100*.
fn number(ahead: &str) -> Option<usize> {
    let bytes = ahead.as_bytes();
    let digits =
        |from: usize| bytes.get(from..).map_or(0, |b| b.iter().take_while(|b| b.is_ascii_digit()).count());
    let mut at = digits(0);
    if at == 0 {
        return None;
    }
    if let Some(length) = telephone(bytes) {
        return Some(length);
    }
    let mut first = at;
    while let Some(&mark) = bytes.get(at) {
        let next = digits(at + 1);
        let joined = match mark {
            b'.' | b',' | b':' => next > 0,
            // *9/11* is a day, *1/2* a fraction of three tokens.
            b'/' => next > 1 || (next == 1 && (first > 1 || bytes.get(at + 2) == Some(&b'/'))),
            _ => false,
        };
        if !joined {
            break;
        }
        at += 1 + next;
        first = first.max(next);
    }
    Some(at)
}

/// The length of a telephone number: groups of digits with hyphens, the last but one of three digits.
fn telephone(bytes: &[u8]) -> Option<usize> {
    let mut groups = Vec::new();
    let mut at = 0;
    loop {
        let digits = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        if digits == 0 {
            return None;
        }
        groups.push(digits);
        at += digits;
        if bytes.get(at) != Some(&b'-') || groups.len() > 4 {
            break;
        }
        at += 1;
    }
    let phone = matches!(
        groups[..],
        [3, 4] | [3, 3, 4] | [1, 3, 3, 4] | [2, 2, 4] | [4, 2, 2] | [1, 2, 4] | [2, 2, 2]
    );
    let ends = bytes.get(at).is_none_or(|b| !b.is_ascii_alphanumeric());
    (phone && ends).then_some(at)
}

/// The length in bytes of the mail address that `ahead` begins with.
fn mail(ahead: &str) -> Option<usize> {
    let local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
    let at = ahead.find(|c| !local(c))?;
    let host = ahead[at..].strip_prefix('@')?;
    let end =
        host.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))).unwrap_or(host.len());
    let host = host[..end].trim_end_matches(['.', '-']);
    (at > 0 && ahead.starts_with(|c: char| c.is_ascii_alphanumeric()) && host.contains('.'))
        .then_some(at + 1 + host.len())
}
