use std::fmt;

use serde::{Deserialize, Serialize};

/// The id of the rule that read something, as `telisik why` names it: `id.assault.serang`, `statement.quote-cue-speaker`.
///
/// Rules that are data carry the id of their entry under `data/`; rules that are code carry `part.name`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rule(String);

impl Rule {
    /// A rule's id.
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// As printed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Rule {
    fn from(id: &str) -> Self {
        Self::new(id)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A reading that was considered and turned down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejected {
    /// What it would have been: `SANCTION KOR → PRK`, `speaker Reuters`.
    pub reading: String,
    /// Why it is not that, in one clause for a person.
    pub reason: String,
}

impl Rejected {
    /// A rejected reading with its reason.
    pub fn new(reading: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { reading: reading.into(), reason: reason.into() }
    }
}
