use std::ops::Range;

use telisik_record::{Span, Text};

/// A stretch of text between line breaks, without blanks around it; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// Its bytes.
    pub(crate) bytes: Range<usize>,
    /// Its characters.
    pub(crate) span: Span,
    /// A blank line stands before it.
    pub(crate) gap: bool,
}

/// Whether a character belongs to no word: white space, controls, and the invisible marks that scraping leaves.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The lines of a text. `cut` is a byte after which a new line starts even without a break (the title's end).
pub(crate) fn lines(text: &Text, cut: Option<usize>) -> Vec<Line> {
    let string = text.as_str();
    let cut = cut.filter(|&at| string.is_char_boundary(at)).unwrap_or(0);
    let (head, tail) = string.split_at(cut);
    let mut lines = Vec::new();
    let mut breaks = 0;
    for (base, part) in [(0, head), (cut, tail)] {
        let mut start = base;
        for stretch in part.split_inclusive(is_break) {
            let body = stretch.trim_matches(is_blank);
            if !body.is_empty() {
                let first = start + (stretch.len() - stretch.trim_start_matches(is_blank).len());
                let bytes = first..first + body.len();
                lines.push(Line { span: text.span_of_bytes(bytes.clone()), bytes, gap: breaks > 1 });
                breaks = 0;
            }
            // A carriage return and its line feed are one break.
            breaks += usize::from(stretch.ends_with(is_break) && !stretch.ends_with('\r'));
            start += stretch.len();
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(string: &str, cut: Option<usize>) -> Vec<String> {
        let text = Text::from(string);
        lines(&text, cut)
            .iter()
            .map(|line| format!("{}{}", if line.gap { "|" } else { "" }, text.slice(line.span)))
            .collect()
    }

    #[test]
    fn lines_are_trimmed_and_blank_ones_left_out() {
        assert_eq!(of("\u{feff}  Judul \r\n\r\n Isi\u{a0}\nlagi\n\n", None), ["Judul", "|Isi", "lagi"]);
    }

    #[test]
    fn a_cut_starts_a_line_without_a_break() {
        assert_eq!(of("Judul Isi", Some(5)), ["Judul", "Isi"]);
    }
}
