use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{ActorId, Edtf, EventId, EventType, Rejected, Rule, Span, StatementId, TimeId};

/// Whether an event took place, as the text has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It happened.
    Actual,
    /// It is going on.
    Ongoing,
    /// Intended or announced: *akan*, *berencana*.
    Planned,
    /// *mungkin*, *diduga*.
    Possible,
    /// *jika …*.
    Conditional,
    /// Said not to have happened.
    Negated,
}

impl Status {
    /// All of them, from the most to the least certain.
    pub const ALL: [Self; 6] =
        [Self::Actual, Self::Ongoing, Self::Planned, Self::Possible, Self::Conditional, Self::Negated];

    /// The word of the record format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::Ongoing => "ongoing",
            Self::Planned => "planned",
            Self::Possible => "possible",
            Self::Conditional => "conditional",
            Self::Negated => "negated",
        }
    }

    /// Whether the text has it as a fact, done or going on.
    pub fn is_real(self) -> bool {
        matches!(self, Self::Actual | Self::Ongoing)
    }
}

/// A word that is no status.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown status `{0}`; the words are {words}", words = Status::ALL.map(Status::as_str).join(", "))]
pub struct UnknownStatus(String);

impl FromStr for Status {
    type Err = UnknownStatus;

    fn from_str(given: &str) -> Result<Self, UnknownStatus> {
        Self::ALL
            .into_iter()
            .find(|status| status.as_str() == given)
            .ok_or_else(|| UnknownStatus(given.to_owned()))
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

/// Who stands for an event: the article itself, or a statement in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum AccordingTo {
    /// The outlet, in its own voice.
    Narrator,
    /// The speakers of a statement.
    Statement(StatementId),
}

impl TryFrom<String> for AccordingTo {
    type Error = crate::IdError;

    fn try_from(printed: String) -> Result<Self, Self::Error> {
        if printed == "narrator" { Ok(Self::Narrator) } else { printed.parse().map(Self::Statement) }
    }
}

impl From<AccordingTo> for String {
    fn from(holder: AccordingTo) -> Self {
        match holder {
            AccordingTo::Narrator => "narrator".to_owned(),
            AccordingTo::Statement(id) => id.to_string(),
        }
    }
}

/// Who did what to whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its id in this record.
    pub id: EventId,
    /// The PLOVER type.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// The PLOVER mode: `disapprove`, `threaten-sanctions`.
    #[serde(default)]
    pub mode: Option<String>,
    /// PLOVER contexts: `military`, `diplomatic`.
    #[serde(default)]
    pub contexts: Vec<String>,
    /// The CAMEO code, kept as text: leading zeros count.
    #[serde(default)]
    pub cameo: Option<String>,
    /// Who did it; never empty.
    pub sources: Vec<ActorId>,
    /// To whom; may be empty.
    pub targets: Vec<ActorId>,
    /// The word or phrase that says it.
    pub trigger: Span,
    /// Everything else it was read from: actors, negation, modals, other tellings.
    #[serde(default)]
    pub evidence: Vec<Span>,
    /// Whether it took place.
    pub status: Status,
    /// Who stands for it.
    pub according_to: AccordingTo,
    /// When it happened; the day of publication is no default.
    pub date: Option<Edtf>,
    /// The expression the date was read from.
    #[serde(default)]
    pub time: Option<TimeId>,
    /// Where, as printed.
    #[serde(default)]
    pub place: Option<String>,
    /// The rule that coded it.
    pub rule: Rule,
    /// Readings turned down.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rejected: Vec<Rejected>,
}
