//! Inputs to documents.
//!
//! [`Documents`] reads one input, a text file or JSON Lines, and gives its documents one at a time: memory
//! does not grow with the file. What cannot be read is an [`IngestError`] that names the file and the line;
//! the documents after it still come. [`Lines`] gives the lines of an input of another form in the same way.

mod documents;
mod error;
mod jsonl;
mod lang;
mod lines;

pub use documents::{Defaults, Documents, Form, Input};
pub use error::{Fault, IngestError};
pub use lang::guess;
pub use lines::{LONGEST_LINE, Lines};

/// The longest text or JSON line that is read, in bytes: a hundred times the longest article.
pub const LONGEST: usize = 8 << 20;
