use telisik_record::{Span, Text};

/// A span with the words around it, for a person: `… pada Kamis «membantah» tuduhan …`.
///
/// The context reaches `reach` characters to each side, but not over a line break, and does not cut words.
pub(crate) fn around(text: &Text, span: Span, reach: u32) -> String {
    let before = text.slice(Span::new(span.start.saturating_sub(reach), span.start));
    let after = text.slice(Span::new(span.end, span.end.saturating_add(reach)));
    let (before, cut_before) = match before.rsplit_once('\n') {
        Some((_, line)) => (line, false),
        None if span.start > reach => (before.split_once(' ').map_or(before, |(_, rest)| rest), true),
        None => (before, false),
    };
    let (after, cut_after) = match after.split_once('\n') {
        Some((line, _)) => (line, false),
        None if span.end.saturating_add(reach) < text.len() => {
            (after.rsplit_once(' ').map_or(after, |(rest, _)| rest), true)
        }
        None => (after, false),
    };
    let dots = |cut: bool| if cut { "…" } else { "" };
    format!(
        "{}{}«{}»{}{}",
        dots(cut_before),
        harmless(before.trim_start()),
        one_line(text.slice(span)),
        harmless(after.trim_end()),
        dots(cut_after)
    )
}

/// A span's characters on one line, cut in the middle where they are more than `most`.
pub(crate) fn shortened(text: &Text, span: Span, most: usize) -> String {
    let words = one_line(text.slice(span));
    let length = words.chars().count();
    if length <= most {
        return words;
    }
    let head: String = words.chars().take(most * 2 / 3).collect();
    let tail: String = words.chars().skip(length - most / 3).collect();
    let head = head.rsplit_once(' ').map_or(head.as_str(), |(head, _)| head);
    let tail = tail.split_once(' ').map_or(tail.as_str(), |(_, tail)| tail);
    format!("{head} […] {tail}")
}

/// White space of any kind as single spaces; what commands a terminal is left out.
pub(crate) fn one_line(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().filter(|&c| !is_command(c)).collect()
}

/// Text as a person may see it: no control character but line breaks, and no mark that turns the writing round,
/// so that no article can command a terminal or show itself other than it is.
pub(crate) fn harmless(text: &str) -> String {
    text.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|&c| c == '\n' || !is_command(c)).collect()
}

fn is_command(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_context_stays_in_its_line_and_keeps_words_whole() {
        let text = Text::from("Judul\nMenteri itu membantah tuduhan tersebut kemarin.\nAkhir");
        let span = Span::new(18, 27);
        assert_eq!(around(&text, span, 60), "Menteri itu «membantah» tuduhan tersebut kemarin.");
        assert_eq!(around(&text, span, 10), "…itu «membantah» tuduhan…");
    }

    #[test]
    fn a_terminal_gets_no_commands_from_a_text() {
        assert_eq!(one_line("a\u{1b}[31mb\tc\u{7}"), "a[31mb c");
        assert_eq!(harmless("a\u{9b}2J\r\nb\tc\u{202e}d"), "a2J\nb cd");
        let text = Text::from("Ia \u{1b}[31mitu membantah \u{1b}]0;x\u{7}tuduhan.");
        assert_eq!(around(&text, Span::new(12, 21), 60), "Ia [31mitu «membantah» ]0;xtuduhan.");
    }

    #[test]
    fn long_words_lose_their_middle() {
        let text = Text::from("satu dua tiga empat lima enam tujuh delapan sembilan sepuluh");
        assert_eq!(shortened(&text, text.span(), 30), "satu dua tiga empat […] sepuluh");
    }
}
