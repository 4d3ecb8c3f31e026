use serde::{Deserialize, Serialize};

use crate::{ActorId, Rejected, Rule, Span, StatementId, TimeId};

/// How the words of a statement are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StatementKind {
    /// In quotation marks.
    Direct,
    /// As a reported clause.
    Indirect,
    /// As a reported clause with a quoted part.
    Mixed,
}

/// How the speaker is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Attribution {
    /// A cue at this place names the speaker.
    Explicit,
    /// Carried on within an interrupted or continued quotation.
    Inherited,
    /// No cue at all; taken from the statement before it, and to be read as a guess.
    Inferred,
}

/// Reported speech or writing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Its id in this record.
    pub id: StatementId,
    /// Direct, indirect or mixed.
    pub kind: StatementKind,
    /// What was said; quotation marks stay outside. Two spans where the attribution interrupts it.
    pub content: Vec<Span>,
    /// The word that reports: *kata*, *mengatakan*, *menurut*.
    pub cue: Option<Span>,
    /// The shortest span that names the speaker at this place.
    pub speaker: Option<Span>,
    /// Who speaks; several for a joint statement, none where nobody is named.
    pub speakers: Vec<ActorId>,
    /// Whom it is addressed to.
    #[serde(default)]
    pub addressees: Vec<ActorId>,
    /// Outlets between the speaker and this outlet, nearest to the speaker first.
    pub via: Vec<String>,
    /// How the speaker is known.
    pub attribution: Attribution,
    /// When it was said.
    #[serde(default)]
    pub time: Option<TimeId>,
    /// The rule that read it.
    pub rule: Rule,
    /// Readings turned down.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rejected: Vec<Rejected>,
}

impl Statement {
    /// From the first to the last character of the content.
    pub fn extent(&self) -> Span {
        let first = self.content.first().copied().unwrap_or(Span::new(0, 0));
        self.content.iter().fold(first, |whole, &part| whole.cover(part))
    }

    /// Whether `span` lies inside what was said.
    pub fn reports(&self, span: Span) -> bool {
        self.content.iter().any(|part| part.contains(span))
    }
}
