use serde::{Deserialize, Serialize};

use crate::{ActorId, EventId, Rule, Span, StatementId};

/// What a holder does with an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StanceKind {
    /// Says that it is so: own deeds, confirmations, neutral observers.
    Affirms,
    /// Says that another did it: victims and accusers.
    Alleges,
    /// Says that it is not so.
    Denies,
    /// Will not say.
    Declines,
}

impl StanceKind {
    /// The word of the record format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Affirms => "affirms",
            Self::Alleges => "alleges",
            Self::Denies => "denies",
            Self::Declines => "declines",
        }
    }
}

/// Who takes which position on an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stance {
    /// Whose position it is.
    pub holder: ActorId,
    /// The event it is about.
    pub event: EventId,
    /// The position.
    pub stance: StanceKind,
    /// The statement that carries it; `None` for a bare *membantah tuduhan itu*.
    pub statement: Option<StatementId>,
    /// The words that show it.
    #[serde(default)]
    pub cue: Option<Span>,
    /// The rule that read it.
    pub rule: Rule,
}
