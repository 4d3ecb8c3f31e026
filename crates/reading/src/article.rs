use telisik_language::{Analysis, Sentence, Word};
use telisik_record::{Document, Span, Text};

/// What every part of reading looks at: the document and its analysis.
#[derive(Debug, Clone, Copy)]
pub struct Article<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its sentences, words and trees.
    pub analysis: &'a Analysis,
}

impl<'a> Article<'a> {
    /// The document's text.
    pub fn text(&self) -> &'a Text {
        &self.document.text
    }

    /// The characters of a span.
    pub fn slice(&self, span: Span) -> &'a str {
        self.document.text.slice(span)
    }

    /// The sentences.
    pub fn sentences(&self) -> &'a [Sentence] {
        &self.analysis.sentences
    }

    /// The characters of a word as printed.
    pub fn print(&self, word: &Word) -> &'a str {
        self.slice(word.span)
    }
}
