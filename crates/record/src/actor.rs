use serde::{Deserialize, Serialize};

use crate::{ActorId, Code, Rule, Span};

/// What sort of thing an actor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ActorKind {
    /// A state or a territory coded like one.
    State,
    /// A part of a state: ministry, army, parliament, court.
    Body,
    /// One human being.
    Person,
    /// An intergovernmental organisation or one of its organs.
    Igo,
    /// An armed group, party or movement.
    Group,
    /// A company, outlet or non-governmental organisation.
    Organisation,
    /// A people or a crowd: residents, protesters, refugees.
    People,
}

/// How a mention names its actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionKind {
    /// The name itself, or a part of it.
    Name,
    /// Another name: abbreviation, nickname, short form.
    Alias,
    /// A place that stands for a government: *Washington*, *Kremlin*.
    Metonym,
    /// *ia*, *mereka*, *-nya*.
    Pronoun,
    /// A noun phrase: *negara komunis tersebut*, *kedua negara*.
    Description,
}

/// A span that names an actor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The characters that name it.
    pub span: Span,
    /// How they name it.
    pub kind: MentionKind,
    /// The rule that found it.
    pub rule: Rule,
}

/// A state, body, person, IGO, group, organisation or people named in the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Its id in this record.
    pub id: ActorId,
    /// Canonical English name; as printed where nothing better is known.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Its code on the day of the document; `None` where the text does not tell.
    pub code: Option<Code>,
    /// Its identity across documents: the key of its lexicon entry; `None` for one known from this text alone.
    pub key: Option<String>,
    /// The office it holds in this document, in English: `foreign minister of South Korea`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// Every mention, in the order of the text.
    pub mentions: Vec<Mention>,
}
