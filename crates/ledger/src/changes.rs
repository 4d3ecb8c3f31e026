//! Documents whose reading is another between two views.

use rusqlite::OptionalExtension;

use crate::fault::Fault;
use crate::sheet::prefix;
use crate::{ClaimNumber, DocumentNumber, EntryId, Item, Kept, Ledger, LedgerError, Stand, View};

/// A document that was added, or is read otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Altered {
    /// The reading that counted in the earlier view; none of a document that came later.
    pub before: Option<Kept>,
    /// The one that counts in the later view.
    pub after: Kept,
}

impl Kept {
    /// The reading as entries name it: `12` of a first one, `12.2` of a second.
    pub fn name(&self) -> String {
        prefix(self.document.0, self.ordinal)
    }

    /// One of its entries.
    pub fn entry(&self, item: Item) -> EntryId {
        EntryId { document: self.name(), item }
    }
}

impl Ledger {
    /// The readings that count in a view, of the documents after one, at most `limit`, by number.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn readings(
        &self,
        after: DocumentNumber,
        limit: usize,
        view: View,
    ) -> Result<Vec<Kept>, LedgerError> {
        let read = || -> Result<Vec<Kept>, Fault> {
            let sql = "SELECT max(number) FROM reading WHERE document > ? AND number <= ? \
                       GROUP BY document ORDER BY document LIMIT ?";
            let mut query = self.connection.prepare_cached(sql)?;
            let numbers = query.query_map((after.0, view.readings, limit as i64), |row| row.get(0))?;
            let numbers: Vec<i64> = numbers.collect::<rusqlite::Result<_>>()?;
            numbers.into_iter().map(|number| self.kept(number, view)).collect()
        };
        read().map_err(|fault| fault.told(&self.path))
    }

    /// The documents after one, at most `limit`, that were added or got another reading between two views, by number.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn altered(
        &self,
        (from, to): (View, View),
        after: DocumentNumber,
        limit: usize,
    ) -> Result<Vec<Altered>, LedgerError> {
        let read = || -> Result<Vec<Altered>, Fault> {
            let sql = "SELECT max(number), (SELECT max(b.number) FROM reading b \
                         WHERE b.document = reading.document AND b.number <= ?2) \
                       FROM reading WHERE document > ?1 AND number > ?2 AND number <= ?3 \
                       GROUP BY document ORDER BY document LIMIT ?4";
            let mut query = self.connection.prepare_cached(sql)?;
            let bound = (after.0, from.readings, to.readings, limit as i64);
            let numbers = query.query_map(bound, |row| Ok((row.get(0)?, row.get(1)?)))?;
            let numbers: Vec<(i64, Option<i64>)> = numbers.collect::<rusqlite::Result<_>>()?;
            let altered = |(now, before): (i64, Option<i64>)| {
                let before = before.map(|before| self.kept(before, from)).transpose()?;
                Ok(Altered { before, after: self.kept(now, to)? })
            };
            numbers.into_iter().map(altered).collect()
        };
        read().map_err(|fault| fault.told(&self.path))
    }

    /// The claim that an event of a reading is of in the later view, where nobody denied it in the earlier one.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn undenied(
        &self,
        kept: &Kept,
        event: Item,
        (from, to): (View, View),
    ) -> Result<Option<ClaimNumber>, LedgerError> {
        let sql = "SELECT member.claim FROM member JOIN reading ON reading.number = member.reading \
                   WHERE reading.document = ? AND reading.ordinal = ? AND member.event = ? \
                     AND member.revision <= ? ORDER BY member.revision DESC LIMIT 1";
        let bound = (kept.document.0, kept.ordinal, event.number(), to.revision);
        let claim = self
            .connection
            .prepare_cached(sql)
            .and_then(|mut query| query.query_row(bound, |row| row.get(0).map(ClaimNumber)).optional())
            .map_err(|error| self.failed(error))?;
        let Some(claim) = claim else { return Ok(None) };
        match self.claim(claim, from) {
            Err(LedgerError::NoClaim { .. }) => Ok(Some(claim)),
            Err(error) => Err(error),
            Ok(before) => {
                let denied = before.positions.iter().any(|position| position.stand == Stand::Denies);
                Ok((!denied).then_some(claim))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::correct::Change;
    use crate::{AsOf, examples};

    #[test]
    fn documents_that_were_added_or_read_otherwise_are_told() {
        let (_folder, mut ledger) = examples::ledger();
        let none = ledger.view(Some(AsOf::Revision(0))).unwrap();
        let first = examples::now(&ledger);
        ledger.correct(&"1/e2".parse().unwrap(), Change::Reject, "Ana", "a").unwrap();
        ledger.add(&[examples::seizure("lain")], &examples::reader()).unwrap();
        let last = examples::now(&ledger);
        let start = DocumentNumber(0);
        let of = |from, to| -> Vec<(Option<String>, String)> {
            let altered = ledger.altered((from, to), start, 9).unwrap();
            altered.iter().map(|one| (one.before.as_ref().map(Kept::name), one.after.name())).collect()
        };
        assert_eq!(of(none, first), [(None, "1".into())]);
        assert_eq!(of(first, last), [(Some("1".into()), "1.2".into()), (None, "2".into())]);
        assert_eq!(of(last, last), []);
        let now = ledger.readings(start, 9, last).unwrap();
        assert_eq!(now.iter().map(Kept::name).collect::<Vec<_>>(), ["1.2", "2"]);
        assert_eq!(ledger.readings(start, 9, first).unwrap()[0].name(), "1");
        assert_eq!(ledger.readings(DocumentNumber(1), 9, last).unwrap().len(), 1);
        let event = Item::Event(telisik_record::EventId::at(0));
        assert!(ledger.undenied(&now[0], event, (none, last)).unwrap().is_some());
        assert!(ledger.undenied(&now[0], event, (first, last)).unwrap().is_none());
    }
}
