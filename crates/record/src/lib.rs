//! The words of Telisik as plain types.
//!
//! A [`Document`] is one article; a [`Record`] is everything read in it. Every coded thing in a record
//! carries the [`Span`] it was read from and the [`Rule`] that read it; what has no span cannot be built.
//!
//! *Architecture Invariant:* this crate does no input or output and depends on no other crate of the project.

mod actor;
mod code;
mod document;
mod edtf;
mod event;
mod id;
mod norm;
mod plover;
mod reason;
mod record;
mod span;
mod stance;
mod statement;
mod text;
mod time;
mod warning;

pub use actor::{Actor, ActorKind, Mention, MentionKind};
pub use code::Code;
pub use document::{Document, Lang, UnknownLang};
pub use edtf::{Edtf, EdtfError};
pub use event::{AccordingTo, Event, Status, UnknownStatus};
pub use id::{ActorId, EventId, IdError, StatementId, TimeId};
pub use norm::{Mood, Norm, UnknownMood, Violation};
pub use plover::{EventType, Quad, UnknownEventType};
pub use reason::{Rejected, Rule};
pub use record::{Record, SCHEMA};
pub use span::Span;
pub use stance::{Stance, StanceKind};
pub use statement::{Attribution, Statement, StatementKind};
pub use text::Text;
pub use time::{Basis, Time, TimeType};
pub use warning::{UnknownWarningCode, Warning, WarningCode};
