use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{ActorId, Rule, Span, StatementId};

/// In which mood somebody is said to violate a norm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mood {
    /// Said to have violated it.
    Asserted,
    /// Taken for granted: *menghentikan kegiatan yang melanggar*.
    Presupposed,
    /// If something happens.
    Conditional,
    /// Said not to have violated it.
    Negated,
}

impl Mood {
    /// All of them, from the firmest on.
    pub const ALL: [Self; 4] = [Self::Asserted, Self::Presupposed, Self::Conditional, Self::Negated];

    /// The word of the record format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Presupposed => "presupposed",
            Self::Conditional => "conditional",
            Self::Negated => "negated",
        }
    }
}

/// A word that is no mood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown mood `{0}`; the words are {words}", words = Mood::ALL.map(Mood::as_str).join(", "))]
pub struct UnknownMood(String);

impl FromStr for Mood {
    type Err = UnknownMood;

    fn from_str(given: &str) -> Result<Self, UnknownMood> {
        let found = Self::ALL.into_iter().find(|mood| mood.as_str() == given);
        found.ok_or_else(|| UnknownMood(given.to_owned()))
    }
}

/// One who is said to violate a norm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Violation {
    /// Who is said to violate it.
    pub actor: ActorId,
    /// The statement that says so; `None` where the article says it itself.
    pub statement: Option<StatementId>,
    /// In which mood.
    pub mood: Mood,
}

/// A resolution, treaty or law that is invoked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Norm {
    /// The characters that name it.
    pub span: Span,
    /// Its name, as printed.
    pub name: String,
    /// The code of the body that issued it.
    pub issuer: Option<String>,
    /// Its number, where the text prints one; never from outside knowledge.
    pub number: Option<String>,
    /// Who is said to violate it.
    pub said_to_be_violated_by: Vec<Violation>,
    /// The rule that read it.
    pub rule: Rule,
}
