//! Where claims and stories are settled: once for each revision that adds readings.

use rusqlite::Transaction;
use telisik_record::Record;

use crate::fault::Fault;

/// A reading that a revision adds, its rows written.
#[derive(Debug)]
#[allow(dead_code, reason = "what settles claims and stories will ask for them")]
pub(crate) struct NewReading<'a> {
    pub(crate) reading: i64,
    pub(crate) document: i64,
    /// 1 for a document that is new.
    pub(crate) ordinal: i64,
    /// The document's digest, as bytes.
    pub(crate) digest: [u8; 32],
    pub(crate) record: &'a Record,
}

/// Settles what the new readings belong to.
///
/// They come by day of publication, then digest: in an order that the order within a batch has no part in.
pub(crate) fn settle(
    _transaction: &Transaction<'_>,
    _new: &[NewReading<'_>],
    _revision: i64,
) -> Result<(), Fault> {
    Ok(())
}
