//! Word lists built into the program, and what can be wrong with them.

use serde::Deserialize;

use crate::net::ModelError;

/// A built-in word list or model that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum VocabularyError {
    /// The file is no TOML, or lacks or mistypes a key.
    #[error("{path}: {source}")]
    Syntax {
        /// The file below `data/`.
        path: &'static str,
        /// What is wrong.
        source: Box<toml::de::Error>,
    },
    /// A value that means nothing.
    #[error("{path}: `{value}` is no {expected}")]
    Value {
        /// The file below `data/`.
        path: &'static str,
        /// The value.
        value: String,
        /// What it should be.
        expected: &'static str,
    },
    /// The model of another version, or damaged.
    #[error("{path}: {source}")]
    Model {
        /// The file below `data/`.
        path: &'static str,
        /// What is wrong.
        source: ModelError,
    },
}

/// Reads a list: its path below `data/` and its text.
pub(crate) fn parse<T: for<'de> Deserialize<'de>>(
    (path, toml): (&'static str, &str),
) -> Result<T, VocabularyError> {
    toml::from_str(toml).map_err(|source| VocabularyError::Syntax { path, source: Box::new(source) })
}
