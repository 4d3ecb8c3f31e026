//! Records kept in one SQLite file.
//!
//! A [`Ledger`] is written by [`Ledger::add`] and asked through a [`Filter`], as of a [`View`]: [`Ledger::events`],
//! [`Ledger::statements`], [`Ledger::claims`], [`Ledger::actors`], [`Ledger::profile`], [`Ledger::dyads`],
//! [`Ledger::norms`], [`Ledger::warnings`], [`Ledger::dossier`]. Every row leads back to its
//! [`EntryId`], and from there to the record it was read in, whole and as it was read.
//!
//! What a person puts right is a [`Correction`], laid over the machine's reading: [`Ledger::correct`],
//! [`Ledger::recode`].
//!
//! A transaction is a [`Revision`]. What is added is never changed or removed: a later reading of a document takes
//! the place of an earlier one, which still counts in the views before it.
//!
//! *Architecture Invariant:* this is the only crate that knows SQL, and it knows nothing of languages or terminals.

mod actors;
mod again;
mod arrival;
mod care;
mod changes;
mod claims;
mod correct;
mod corrections;
mod day;
mod describe;
mod difference;
mod dossier;
mod dyads;
mod entry;
mod error;
mod events;
mod fault;
mod filter;
mod find;
mod finders;
mod forms;
mod handle;
mod identity;
mod ledger;
mod memory;
mod norms;
mod numbers;
mod pack;
mod profile;
mod recast;
mod recasts;
mod revision;
mod rows;
mod search;
mod settle;
mod sheet;
mod statements;
mod stories;
mod tally;
mod warnings;
mod write;

#[cfg(test)]
mod examples;

pub use actors::ActorRow;
pub use arrival::Arrival;
pub use care::{Health, MOST};
pub use changes::Altered;
pub use claims::{Claim, Contradiction, Counts, Group, Position, Regrouped, Report, Stance, Stand, Tension};
pub use correct::{Alteration, Anchor, Change, Correction, Named, NotApplied, When, apply};
pub use corrections::{Corrected, CorrectionRow, Laid};
pub use describe::{describe_event, describe_statement};
pub use difference::{Difference, Turn, difference};
pub use dossier::{Dossier, Scope, Theme};
pub use dyads::DyadRow;
pub use entry::{DocumentNumber, EntryId, EntryIdError, Item, Kept};
pub use error::LedgerError;
pub use events::{EventRow, Party};
pub use filter::Filter;
pub use handle::{ClaimNumber, NumberError, StoryNumber};
pub use ledger::Ledger;
pub use norms::{NormFilter, NormRow};
pub use profile::{Namesake, OFFICES, OfficeRow, Profile, StanceRow};
pub use recast::Recast;
pub use recasts::{Called, Recasted};
pub use revision::{AsOf, AsOfError, Revision, View};
pub use search::{Hit, RANKED, Search, Sought};
pub use statements::StatementRow;
pub use stories::{Story, StoryDocument};
pub use warnings::{WarningFilter, WarningRow};
pub use write::{Added, CHUNK, Fingerprint};
