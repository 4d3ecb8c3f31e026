//! The same event across documents, with everybody's position on it and the independent sources behind it.
//!
//! What is told is compared as a [`telling`]; [`join`] decides which claim it is of. Positions come from [`stand`] and
//! are put together by [`position`], sources by [`origin`], and [`contradiction`] says what stands against what. Only
//! [`keep`], which settles new readings among those [`known`], [`regroup`], by which a person does ([`moves`]), and
//! [`query`] know SQL.
//!
//! *Architecture Invariant:* a merge that cannot be shown to be right is not made, each says why it was made, and a person can undo it.

mod brief;
mod contradiction;
mod join;
mod keep;
mod known;
mod moves;
mod origin;
mod position;
mod query;
mod regroup;
mod stand;
mod telling;
#[cfg(test)]
mod tests;

use serde::Serialize;
use telisik_record::{EventType, Span};

pub use contradiction::{Contradiction, Tension};
pub use position::{Position, Stance};
pub use regroup::{Group, Regrouped};
pub use stand::Stand;

pub(crate) use join::Known;
pub(crate) use keep::keep;
pub(crate) use telling::Telling;

use crate::{ClaimNumber, EntryId, StoryNumber};

/// The same event across documents, with everybody's position on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Claim {
    /// Its number.
    pub claim: ClaimNumber,
    /// The PLOVER type.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// The CAMEO code, where the words that tell it have one.
    pub cameo: Option<String>,
    /// Whether it is told only as planned.
    pub planned: bool,
    /// Countries or organisations that are said to have done it.
    pub sources: Vec<String>,
    /// Those it was done to.
    pub targets: Vec<String>,
    /// When: the shortest time that one of its tellings gives.
    pub date: Option<String>,
    /// Whether one holder denies what another holds or an outlet tells as a fact.
    pub contested: bool,
    /// How many stand where, and how many tell it.
    pub counts: Counts,
    /// The stories it is told in.
    pub stories: Vec<StoryNumber>,
    /// Who stands where.
    pub positions: Vec<Position>,
    /// What stands against what.
    pub contradictions: Vec<Contradiction>,
    /// The independent sources: `speaker:…`, `outlet:…`, or `unnamed:…` by the outlet nearest to them.
    pub origins: Vec<String>,
    /// The events that tell it, in the order of reading.
    pub reports: Vec<Report>,
}

/// How many stand where on a claim, and how many tell it. Holders of one country are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Say that it is so, or take it for granted.
    pub affirm: usize,
    /// Say that another did it.
    pub allege: usize,
    /// Speak of it as of something that may be.
    pub conditional: usize,
    /// Say that it is not so.
    pub deny: usize,
    /// Will not say.
    pub decline: usize,
    /// Are parties to it and are not heard.
    pub silent: usize,
    /// Independent sources.
    pub origins: usize,
    /// Outlets that tell it.
    pub outlets: usize,
    /// Documents that tell it.
    pub documents: usize,
}

/// One telling of a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The event.
    pub entry: EntryId,
    /// The document's own id.
    pub document: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// The day of publication.
    pub published: Option<String>,
    /// The status it has there.
    pub status: String,
    /// When the deed was done, as told there.
    pub date: Option<String>,
    /// Countries or organisations that are said to have done it.
    pub sources: Vec<String>,
    /// Those it was done to.
    pub targets: Vec<String>,
    /// The words that say it.
    pub trigger: String,
    /// Where they stand in the document.
    pub span: Span,
    /// The independent sources it has there.
    pub origins: Vec<String>,
    /// Why it is of this claim.
    pub reason: String,
}
