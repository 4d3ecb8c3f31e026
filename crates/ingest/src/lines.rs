use std::io::{self, BufRead};

use crate::documents::{BOM, open, text_of};
use crate::{Fault, IngestError, Input};

/// The longest line that [`Lines`] gives, in bytes.
pub const LONGEST_LINE: usize = 1 << 20;

/// The lines of one input, in their order, without their ends: for files of a form of their own, such as a treebank.
///
/// A line that cannot be read is an error that names it; those after it still come.
pub struct Lines {
    title: String,
    reader: Box<dyn BufRead + Send>,
    number: u64,
    consumed: u64,
    done: bool,
}

impl Lines {
    /// Opens an input.
    ///
    /// # Errors
    ///
    /// If it cannot be opened or is a folder.
    pub fn open(input: &Input) -> Result<Self, IngestError> {
        let title = input.title();
        match open(input) {
            Ok((reader, _)) => Ok(Self { title, reader, number: 0, consumed: 0, done: false }),
            Err(fault) => Err(IngestError { input: title, line: None, fault }),
        }
    }

    /// The input's name in errors.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Bytes read so far.
    pub fn consumed(&self) -> u64 {
        self.consumed
    }
}

impl Iterator for Lines {
    type Item = Result<String, IngestError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        self.number += 1;
        let line = match next_line(&mut *self.reader, LONGEST_LINE) {
            Ok((None, _)) => {
                self.done = true;
                return None;
            }
            Ok((Some(line), used)) => {
                self.consumed += used;
                match line {
                    Line::TooLong => Err(Fault::LineTooLong),
                    Line::Whole(bytes) => text_of(bytes),
                }
            }
            Err(error) => {
                self.done = true;
                Err(Fault::Read(error))
            }
        };
        let line = line.map(|line| match line.strip_prefix(BOM) {
            Some(rest) if self.number == 1 => rest.to_owned(),
            _ => line,
        });
        Some(line.map_err(|fault| IngestError { input: self.title.clone(), line: Some(self.number), fault }))
    }
}

/// One line of an input.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// The line without its end.
    Whole(Vec<u8>),
    /// The line was longer than allowed and was skipped.
    TooLong,
}

/// Reads the next line, and never holds more than `longest` bytes of it. `None` at the end of the input.
/// The number is that of bytes consumed, the line's end included.
pub(crate) fn next_line(input: &mut dyn BufRead, longest: usize) -> io::Result<(Option<Line>, u64)> {
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
        if line.len() + part.len() > longest {
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
        std::iter::from_fn(|| next_line(&mut input, LONGEST_LINE).unwrap().0).collect()
    }

    #[test]
    fn lines_end_at_either_kind_of_line_end_and_at_the_end_of_the_input() {
        let whole = |text: &str| Line::Whole(text.into());
        assert_eq!(lines(b"a\r\nb\n\nc"), [whole("a"), whole("b"), whole(""), whole("c")]);
    }

    #[test]
    fn a_line_without_end_is_skipped_and_the_next_one_read() {
        let endless = io::repeat(b'x').take(LONGEST_LINE as u64 + 5);
        let mut input = BufReader::new(endless.chain(&b"\nnext\n"[..]));
        assert_eq!(next_line(&mut input, LONGEST_LINE).unwrap().0, Some(Line::TooLong));
        assert_eq!(next_line(&mut input, LONGEST_LINE).unwrap().0, Some(Line::Whole("next".into())));
        assert_eq!(next_line(&mut input, LONGEST_LINE).unwrap().0, None);
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named_and_the_next_one_comes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kata.iob");
        let long = "x".repeat(LONGEST_LINE + 1);
        let bytes = [b"\xef\xbb\xbfsatu\r\n\xff\n", long.as_bytes(), b"\na\0b\n\ndua".as_slice()].concat();
        std::fs::write(&path, bytes).unwrap();
        let lines = Lines::open(&Input::Path(path)).unwrap();
        let lines: Vec<_> = lines.map(|line| line.map_err(|error| error.to_string())).collect();
        assert_eq!(
            (&lines[0], &lines[4], &lines[5]),
            (&Ok("satu".into()), &Ok("".into()), &Ok("dua".into()))
        );
        for (at, message) in
            [(1, ":2: is not UTF-8"), (2, ":3: is longer than 1 MiB"), (3, ":4: is a binary file")]
        {
            assert!(lines[at].as_ref().unwrap_err().contains(message), "{:?}", lines[at]);
        }
    }
}
