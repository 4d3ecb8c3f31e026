//! Where claims and stories are settled: once for each revision that adds readings.

use std::borrow::Cow;

use rusqlite::Transaction;
use telisik_record::Record;

use crate::claims::Telling;
use crate::fault::Fault;
use crate::memory::Memory;
use crate::stories::Sketched;
use crate::{claims, stories};

/// A reading that a revision adds, its rows written.
pub(crate) struct NewReading<'a> {
    pub(crate) reading: i64,
    pub(crate) document: i64,
    /// 1 for a document that is new.
    pub(crate) ordinal: i64,
    /// The document's digest, as bytes.
    pub(crate) digest: [u8; 32],
    pub(crate) record: Cow<'a, Record>,
    /// What its text and actors are found by.
    pub(crate) sketched: Sketched,
    /// What its events tell, in their order.
    pub(crate) tellings: Vec<Telling>,
}

/// Settles what the new readings belong to.
///
/// They come by day of publication, then digest: in an order that the order within a batch has no part in.
pub(crate) fn settle(
    transaction: &Transaction<'_>,
    new: Vec<NewReading<'_>>,
    revision: i64,
    memory: &mut Memory,
) -> Result<(), Fault> {
    memory.begin(revision);
    for mut reading in new {
        let story = if reading.ordinal == 1 {
            let sketched = std::mem::take(&mut reading.sketched);
            stories::place(transaction, revision, reading.document, sketched, memory)?
        } else {
            memory.documents.remove(reading.document);
            stories::story_of(transaction, reading.document)?
        };
        claims::keep(transaction, revision, &reading, story, memory)?;
    }
    Ok(())
}
