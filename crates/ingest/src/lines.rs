use std::io::{self, BufRead};

use crate::LONGEST;

/// One line of an input.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// The line without its end.
    Whole(Vec<u8>),
    /// The line was longer than [`LONGEST`] and was skipped.
    TooLong,
}

/// Reads the next line, and never holds more than [`LONGEST`] bytes of it. `None` at the end of the input.
/// The number is that of bytes consumed, the line's end included.
pub(crate) fn next_line(input: &mut dyn BufRead) -> io::Result<(Option<Line>, u64)> {
    let mut line = Vec::new();
    let mut consumed = 0u64;
    let mut too_long = false;
    loop {
        let available = match input.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            other => other?,
        };
        if available.is_empty() {
            break;
        }
        let newline = available.iter().position(|&byte| byte == b'\n');
        let (part, used) = match newline {
            Some(at) => (&available[..at], at + 1),
            None => (available, available.len()),
        };
        if line.len() + part.len() > LONGEST {
            too_long = true;
            line = Vec::new();
        }
        if !too_long {
            line.extend_from_slice(part);
        }
        input.consume(used);
        consumed += used as u64;
        if newline.is_some() {
            break;
        }
    }
    if consumed == 0 {
        return Ok((None, 0));
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    Ok((Some(if too_long { Line::TooLong } else { Line::Whole(line) }), consumed))
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Read};

    use super::*;

    fn lines(input: &[u8]) -> Vec<Line> {
        let mut input = input;
        std::iter::from_fn(|| next_line(&mut input).unwrap().0).collect()
    }

    #[test]
    fn lines_end_at_either_kind_of_line_end_and_at_the_end_of_the_input() {
        let whole = |text: &str| Line::Whole(text.into());
        assert_eq!(lines(b"a\r\nb\n\nc"), [whole("a"), whole("b"), whole(""), whole("c")]);
    }

    #[test]
    fn a_line_without_end_is_skipped_and_the_next_one_read() {
        let endless = io::repeat(b'x').take(LONGEST as u64 + 5);
        let mut input = BufReader::new(endless.chain(&b"\nnext\n"[..]));
        assert_eq!(next_line(&mut input).unwrap().0, Some(Line::TooLong));
        assert_eq!(next_line(&mut input).unwrap().0, Some(Line::Whole("next".into())));
        assert_eq!(next_line(&mut input).unwrap().0, None);
    }
}
