use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::Span;

/// A document's text, never altered, with the way from character offsets to bytes and back.
///
/// ```
/// use telisik_record::{Span, Text};
///
/// let text = Text::new("Sidang di Zürich".to_owned());
/// assert_eq!(text.slice(Span::new(10, 16)), "Zürich");
/// assert_eq!(text.span_of_bytes(10..17), Span::new(10, 16));
/// ```
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Text {
    string: String,
    /// Byte offset of every character and of the end; `None` for ASCII, where the two are the same.
    bytes: Option<Box<[u32]>>,
}

impl Text {
    /// Indexes a text. Texts over 4 GiB are cut at the last whole character below that.
    pub fn new(mut string: String) -> Self {
        if string.len() > u32::MAX as usize {
            let cut = (0..=u32::MAX as usize).rev().find(|&at| string.is_char_boundary(at)).unwrap_or(0);
            string.truncate(cut);
        }
        let bytes = (!string.is_ascii()).then(|| {
            let starts = string.char_indices().map(|(at, _)| at as u32);
            starts.chain([string.len() as u32]).collect()
        });
        Self { string, bytes }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// Number of characters.
    pub fn len(&self) -> u32 {
        self.bytes.as_ref().map_or(self.string.len(), |bytes| bytes.len() - 1) as u32
    }

    /// Whether there is no character.
    pub fn is_empty(&self) -> bool {
        self.string.is_empty()
    }

    /// The span of the whole text.
    pub fn span(&self) -> Span {
        Span::new(0, self.len())
    }

    /// The characters of `span`; the part that exists where it reaches past the end.
    pub fn slice(&self, span: Span) -> &str {
        &self.string[self.bytes_of(span)]
    }

    /// The byte range of `span`, cut at the end of the text.
    pub fn bytes_of(&self, span: Span) -> Range<usize> {
        self.byte_at(span.start)..self.byte_at(span.end)
    }

    /// The span of a byte range. A byte inside a character counts as that character's start.
    pub fn span_of_bytes(&self, range: Range<usize>) -> Span {
        Span::new(self.char_at(range.start), self.char_at(range.end))
    }

    fn byte_at(&self, offset: u32) -> usize {
        match &self.bytes {
            None => (offset as usize).min(self.string.len()),
            Some(bytes) => bytes.get(offset as usize).map_or(self.string.len(), |&at| at as usize),
        }
    }

    fn char_at(&self, byte: usize) -> u32 {
        match &self.bytes {
            None => byte.min(self.string.len()) as u32,
            Some(bytes) => match bytes.binary_search(&(byte as u32)) {
                Ok(at) => at as u32,
                Err(after) => after.saturating_sub(1) as u32,
            },
        }
    }
}

impl From<String> for Text {
    fn from(string: String) -> Self {
        Self::new(string)
    }
}

impl From<&str> for Text {
    fn from(string: &str) -> Self {
        Self::new(string.to_owned())
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.string
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.string.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_span_slices_as_characters_do(string in "\\PC{0,40}", a in 0u32..50, b in 0u32..50) {
            let text = Text::new(string.clone());
            let span = Span::new(a.min(b), a.max(b));
            let expected: String = string.chars().skip(span.start as usize).take(span.len() as usize).collect();
            prop_assert_eq!(text.slice(span), expected);
        }

        #[test]
        fn bytes_lead_back_to_the_span(string in "\\PC{1,40}", a in 0u32..40, b in 0u32..40) {
            let text = Text::new(string);
            let n = text.len();
            let span = Span::new(a.min(b).min(n), a.max(b).min(n));
            prop_assert_eq!(text.span_of_bytes(text.bytes_of(span)), span);
        }
    }
}
