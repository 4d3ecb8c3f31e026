use std::ops::Range;

use telisik_record::Span;

use super::line::{Line, is_blank};

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters, with digits or inner marks: *anak-anak*, *Jum'at*, *ke-16*.
    Word,
    /// Digits and the marks between them: *7,5*, *26/10/2023*.
    Number,
    /// A web or mail address.
    Address,
    /// Punctuation or a symbol.
    Mark,
}

/// A stretch without blanks: what will be a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Its bytes in the text.
    pub(crate) bytes: Range<usize>,
    /// Its characters.
    pub(crate) span: Span,
    /// What it is.
    pub(crate) kind: Kind,
    /// A blank or the line's start stands before it.
    pub(crate) spaced: bool,
}

/// What a language knows about stops inside a word.
pub(crate) trait Joints {
    /// Whether a word with inner stops, such as *tempo.co* or *M.Si*, is one piece.
    fn joined(&self, word: &str) -> bool;

    /// Whether digits right after this word are a piece of their own: *Rp* in *Rp1.000*.
    fn before_digits(&self, word: &str) -> bool;
}

/// The pieces of a line, in order; together they cover all that is not blank. Linear in the line's length.
pub(crate) fn pieces(text: &str, line: &Line, joints: &dyn Joints) -> Vec<Piece> {
    let mut cursor = Cursor { text: &text[..line.bytes.end], byte: line.bytes.start, char: line.span.start };
    let mut found = Vec::new();
    let mut spaced = true;
    while let Some(c) = cursor.peek() {
        if is_blank(c) {
            cursor.next();
            spaced = true;
            continue;
        }
        let (byte, char) = (cursor.byte, cursor.char);
        let kind = cursor.piece(c, joints);
        let span = Span::new(char, cursor.char);
        found.push(Piece { bytes: byte..cursor.byte, span, kind, spaced });
        spaced = false;
    }
    found
}

struct Cursor<'a> {
    text: &'a str,
    byte: usize,
    char: u32,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.byte..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The next character and the one after it.
    fn two(&self) -> (Option<char>, Option<char>) {
        let mut chars = self.rest().chars();
        (chars.next(), chars.next())
    }

    fn next(&mut self) {
        if let Some(c) = self.peek() {
            self.byte += c.len_utf8();
            self.char += 1;
        }
    }

    fn skip_to(&mut self, byte: usize) {
        while self.byte < byte {
            self.next();
        }
    }

    /// Goes over one piece that begins with `c`.
    fn piece(&mut self, c: char, joints: &dyn Joints) -> Kind {
        if let Some(length) = address(self.rest(), SCHEMES) {
            self.skip_to(self.byte + length);
            return Kind::Address;
        }
        if is_letter(c) || (matches!(c, '&' | '@') && self.two().1.is_some_and(is_letter)) {
            return self.word(c, joints);
        }
        self.next();
        if matches!(c, '.' | '-' | '`' | '\'') {
            while self.peek() == Some(c) {
                self.next();
            }
        }
        Kind::Mark
    }

    /// Goes over a word or number.
    fn word(&mut self, first: char, joints: &dyn Joints) -> Kind {
        let start = self.byte;
        let mut last = first;
        let mut number = first.is_ascii_digit();
        self.next();
        while let (Some(c), after) = self.two() {
            let next = after.filter(|&c| is_letter(c));
            if is_letter(c) {
                // Asked where letters meet digits for the first time, so each word is asked about once.
                if c.is_ascii_digit()
                    && !number
                    && !last.is_ascii_digit()
                    && joints.before_digits(&self.text[start..self.byte])
                {
                    break;
                }
                number &= c.is_ascii_digit();
            } else if let Some(next) = next {
                match c {
                    '-' | '\u{2010}' | '\u{2011}' | '&' | '_' | '@' => {
                        number &= c == '-' && next.is_ascii_digit()
                    }
                    '\'' | '\u{2019}' if last.is_alphabetic() && next.is_alphabetic() => {}
                    '.' if last.is_ascii_digit() && next.is_ascii_digit() => {}
                    '.' if last.is_alphabetic() || next.is_alphabetic() => {
                        let Some(end) = self.joint(start, joints) else { break };
                        self.skip_to(end);
                        last = self.text[..end].chars().next_back().unwrap_or(last);
                        number = false;
                        continue;
                    }
                    ',' | ':' | '/' if last.is_ascii_digit() && next.is_ascii_digit() => {}
                    _ => break,
                }
            } else {
                break;
            }
            last = c;
            self.next();
        }
        if number { Kind::Number } else { Kind::Word }
    }

    /// Where a word with stops inside ends, if it holds together.
    fn joint(&self, start: usize, joints: &dyn Joints) -> Option<usize> {
        // Names of sites and degrees are short; a longer run of letters and stops is not asked about.
        let after = self.rest().char_indices().take(LONGEST_JOINED);
        let end = self.byte
            + after.take_while(|&(_, c)| is_letter(c) || c == '.').map(|(at, c)| at + c.len_utf8()).last()?;
        let whole = end - start <= LONGEST_JOINED;
        let word = self.text[start..end].trim_end_matches('.');
        (whole && start + word.len() > self.byte && joints.joined(word)).then_some(start + word.len())
    }
}

/// In bytes.
const LONGEST_JOINED: usize = 60;

fn is_letter(c: char) -> bool {
    // Combining marks of Latin and Arabic belong to the letter before them.
    c.is_alphanumeric() || c == '_' || matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}')
}

/// What web addresses begin with.
const SCHEMES: &[&str] = &["http://", "https://", "www."];

/// The length in bytes of the web address that `rest` begins with, one of the schemes first.
pub(crate) fn address(rest: &str, schemes: &[&str]) -> Option<usize> {
    let starts = |prefix: &&str| rest.get(..prefix.len()).is_some_and(|s| s.eq_ignore_ascii_case(prefix));
    if !schemes.iter().any(starts) {
        return None;
    }
    let stop = |c: char| is_blank(c) || matches!(c, '<' | '>' | '"' | '“' | '”' | '(' | ')' | '[' | ']');
    let whole = &rest[..rest.find(stop).unwrap_or(rest.len())];
    Some(whole.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’']).len())
}

#[cfg(test)]
mod tests {
    use telisik_record::Text;

    use super::super::line::lines;
    use super::*;

    struct Few;

    impl Joints for Few {
        fn joined(&self, word: &str) -> bool {
            ["KOMPAS.com", "M.Si", "U.S"].contains(&word)
        }

        fn before_digits(&self, word: &str) -> bool {
            word == "Rp"
        }
    }

    fn of(string: &str) -> Vec<String> {
        let text = Text::from(string);
        let cut = lines(&text, None);
        cut.iter()
            .flat_map(|line| pieces(text.as_str(), line, &Few))
            .map(|piece| text.slice(piece.span).to_owned())
            .collect()
    }

    #[test]
    fn inner_marks_hold_words_and_numbers_together() {
        assert_eq!(
            of("Jum'at ke-16, 7,5 (26/10/2023) 09.30"),
            ["Jum'at", "ke-16", ",", "7,5", "(", "26/10/2023", ")", "09.30"]
        );
        assert_eq!(of("P&G anak-anak; Moon Jae-in."), ["P&G", "anak-anak", ";", "Moon", "Jae-in", "."]);
    }

    #[test]
    fn a_stop_before_a_capital_parts_sentences_run_together() {
        assert_eq!(of("itu.Trump"), ["itu", ".", "Trump"]);
        assert_eq!(of("KOMPAS.com- Ia M.Si."), ["KOMPAS.com", "-", "Ia", "M.Si", "."]);
    }

    #[test]
    fn a_currency_is_parted_from_its_number() {
        assert_eq!(of("Rp1.000 B2B"), ["Rp", "1.000", "B2B"]);
    }

    #[test]
    fn an_address_is_one_piece_without_the_stop_after_it() {
        assert_eq!(of("lihat https://contoh.id/a?b=1."), ["lihat", "https://contoh.id/a?b=1", "."]);
    }

    #[test]
    fn marks_stand_alone_but_runs_of_dots_and_dashes() {
        assert_eq!(of("\"Apa?\" -- ia..."), ["\"", "Apa", "?", "\"", "--", "ia", "..."]);
    }
}
