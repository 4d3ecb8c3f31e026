use std::path::PathBuf;

/// A lexicon file that cannot be used. Every message names the file, and the line where there is one.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// The folder or a file in it cannot be read.
    #[error("{}: cannot be read", path.display())]
    Read {
        /// The folder or file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file is no TOML, or lacks or mistypes a key.
    #[error("{path}:{line}: {message}")]
    Syntax {
        /// The file.
        path: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// The entries contradict one another or name something that does not exist.
    #[error("{path}: entry `{entry}`: {message}")]
    Entry {
        /// The file.
        path: String,
        /// The entry's id or key.
        entry: String,
        /// What is wrong, and the remedy.
        message: String,
    },
    /// A file that is no part of a lexicon.
    #[error("{}: no lexicon file is called this; what is read is {known}", path.display())]
    Unknown {
        /// The file.
        path: PathBuf,
        /// The names that are read.
        known: String,
    },
    /// A folder without any lexicon file.
    #[error("{}: there is no lexicon file in this folder; what is read is {known}", folder.display())]
    Empty {
        /// The folder.
        folder: PathBuf,
        /// The names that are read.
        known: String,
    },
}
