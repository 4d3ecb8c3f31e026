use telisik_record::{EdtfError, UnknownLang};

use crate::{LONGEST, LONGEST_LINE};

/// An input, or one document of it, that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{input}{}: {fault}", line.map(|n| format!(":{n}")).unwrap_or_default())]
pub struct IngestError {
    /// The file, or `standard input`.
    pub input: String,
    /// The line, from 1, for JSON Lines.
    pub line: Option<u64>,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong with an input or a document.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The file cannot be opened.
    #[error("cannot be opened: {0}")]
    Open(std::io::Error),
    /// Reading broke off.
    #[error("reading broke off: {0}")]
    Read(std::io::Error),
    /// The path is a folder.
    #[error("is a folder; name the files in it, all of them with `*`")]
    Folder,
    /// There is nothing in it.
    #[error("is empty")]
    Empty,
    /// There are NUL characters in it.
    #[error("is a binary file, not text; give plain text or JSON Lines")]
    Binary,
    /// The bytes are no UTF-8.
    #[error("is not UTF-8 from byte {byte} on; convert it first, such as `iconv -f WINDOWS-1252 -t UTF-8`")]
    Encoding {
        /// The first byte, from 0 within the file or line, that is not UTF-8.
        byte: usize,
    },
    /// The text or line is longer than [`LONGEST`].
    #[error("is longer than {} MiB, which no article is; split it into documents", LONGEST >> 20)]
    TooLong,
    /// The line is longer than [`LONGEST_LINE`].
    #[error("is longer than {} MiB, which no line of a word is; end each line with a line feed", LONGEST_LINE >> 20)]
    LineTooLong,
    /// The line is no JSON object of the expected form.
    #[error(
        "is no document: {0}; a line looks like {{\"id\": \"a1\", \"text\": \"…\", \"published\": \"2026-05-19\"}}"
    )]
    Json(String),
    /// The document has no text.
    #[error("document `{0}` has an empty text")]
    NoText(String),
    /// The publication date is none.
    #[error("in `published`: {0}")]
    Published(EdtfError),
    /// The language is unknown.
    #[error("in `lang`: {0}")]
    Lang(UnknownLang),
}
