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
