//! Records kept in one SQLite file.
//!
//! A [`Ledger`] is written by [`Ledger::add`] and asked through [`Filter`]: [`Ledger::events`],
//! [`Ledger::statements`], [`Ledger::claims`], [`Ledger::actors`]. Every row leads back to its
//! [`EntryId`], and from there to the record it was read in, whole and as it was read.
//!
//! *Architecture Invariant:* nothing is ever changed or removed; this is the only crate that knows SQL.

mod actors;
mod claims;
mod entry;
mod error;
mod events;
mod filter;
mod ledger;
mod schema;
mod statements;
mod write;

#[cfg(test)]
mod examples;

pub use actors::ActorRow;
pub use claims::{Claim, Position, Report, Stand};
pub use entry::{DocumentNumber, EntryId, EntryIdError, Item};
pub use error::LedgerError;
pub use events::{EventRow, Party};
pub use filter::Filter;
pub use ledger::Ledger;
pub use statements::StatementRow;
pub use write::{Added, Fingerprint};
