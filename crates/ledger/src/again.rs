use rusqlite::{Connection, OptionalExtension, TransactionBehavior};
use telisik_record::Record;

use crate::corrections::{keep_machine, laid};
use crate::fault::Fault;
use crate::sheet::whole_record;
use crate::write::Batch;
use crate::{Arrival, DocumentNumber, Fingerprint, Laid, Ledger, LedgerError};

impl Ledger {
    /// Gives documents what a machine reads in them now, with their corrections laid over it, as one revision.
    /// Readings that then say what the one that counts says change nothing; returns the names of those that do.
    ///
    /// # Errors
    ///
    /// If there is no such document, if a record is of another document, or if the file cannot be written. Then nothing
    /// has changed.
    pub fn recode(
        &mut self,
        machine: &[(DocumentNumber, Record)],
        reader: &Fingerprint,
    ) -> Result<Vec<String>, LedgerError> {
        let path = self.path.clone();
        self.put_anew(machine, reader).map_err(|fault| fault.told(&path))
    }

    fn put_anew(
        &mut self,
        machine: &[(DocumentNumber, Record)],
        reader: &Fingerprint,
    ) -> Result<Vec<String>, Fault> {
        let Self { connection, memory, path } = self;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut changed = Vec::new();
        for (document, machine) in machine {
            let Some(current) = counting(&transaction, document.0)? else {
                let entry = document.0.to_string();
                return Err(LedgerError::NoEntry { path: path.clone(), entry }.into());
            };
            let (kept, _) = whole_record(&transaction, current.reading)?;
            let Laid { record, .. } = laid(&transaction, document.0, machine)?;
            if record != kept {
                changed.push((current, document.0, kept, machine, record));
            }
        }
        if changed.is_empty() {
            return Ok(Vec::new());
        }
        let mut batch = Batch::begin(&transaction, "recode", None, None)?;
        batch.read_with(reader)?;
        let mut names = Vec::with_capacity(changed.len());
        for (current, document, kept, machine, record) in &changed {
            names.push(batch.supersede(current, kept, Arrival::numbered(*document, record))?);
            if record != *machine {
                keep_machine(&transaction, machine)?;
            }
        }
        let revision = batch.revision;
        batch.end(memory)?;
        transaction.commit()?;
        memory.end(revision);
        Ok(names)
    }
}

/// The reading of a document that counts now.
pub(crate) fn counting(connection: &Connection, document: i64) -> rusqlite::Result<Option<Counting>> {
    connection
        .prepare_cached(
            "SELECT number, ordinal FROM reading WHERE document = ? ORDER BY ordinal DESC LIMIT 1",
        )?
        .query_row([document], |row| Ok(Counting { reading: row.get(0)?, ordinal: row.get(1)? }))
        .optional()
}

/// The reading that counts, until another takes its place.
pub(crate) struct Counting {
    pub(crate) reading: i64,
    pub(crate) ordinal: i64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Filter, examples};

    fn corrected() -> Record {
        let mut record = examples::seizure("kapal");
        record.events.remove(0);
        record.events[0].id = telisik_record::EventId::at(0);
        record.stances.clear();
        record
    }

    #[test]
    fn a_later_reading_counts_and_the_earlier_one_stays_where_it_was() {
        let (_folder, mut ledger) = examples::ledger();
        let before = examples::now(&ledger);
        let old = ledger.events(&Filter::default(), before).unwrap();
        let names = ledger.recode(&[(DocumentNumber(1), corrected())], &examples::reader()).unwrap();
        assert_eq!(names, ["1.2"]);
        let after = examples::now(&ledger);
        let entries = |view| -> Vec<String> {
            ledger.events(&Filter::default(), view).unwrap().iter().map(|row| row.entry.to_string()).collect()
        };
        assert_eq!(entries(after), ["1.2/e1"]);
        assert_eq!(ledger.events(&Filter::default(), before).unwrap(), old);
        assert_eq!(ledger.claims(&Filter::default(), after).unwrap().len(), 1);
        let statements = ledger.statements(&Filter::default(), after).unwrap();
        assert_eq!(statements[0].entry.to_string(), "1.2/s1");
        let first = ledger.record_of(&"1/e1".parse().unwrap(), None).unwrap();
        assert_eq!((first.ordinal, first.superseded), (1, Some(2)));
        let second = ledger.record_of(&"kapal/e1".parse().unwrap(), None).unwrap();
        assert_eq!((second.ordinal, second.superseded, second.record), (2, None, corrected()));
        assert!(ledger.record_of(&"1.2/e1".parse().unwrap(), Some(before)).is_err());
        let revision = &ledger.revisions(after, None).unwrap()[0];
        assert_eq!((revision.kind.as_str(), revision.author.as_deref()), ("recode", None));
        assert_eq!((revision.documents, revision.readings), (0, 1));
        assert!(ledger.check(|| ()).unwrap().problems.is_empty());
    }

    #[test]
    fn sums_follow_what_counts() {
        let (_folder, mut ledger) = examples::ledger();
        let before = examples::now(&ledger);
        let old = ledger.actors(&Filter::default(), before).unwrap();
        ledger.recode(&[(DocumentNumber(1), corrected())], &examples::reader()).unwrap();
        let kept = ledger.actors(&Filter::default(), examples::now(&ledger)).unwrap();
        assert_eq!(kept.iter().map(|row| row.did).sum::<u64>(), 1);
        assert_eq!(ledger.actors(&Filter::default(), before).unwrap(), old);
        let view = examples::now(&ledger);
        ledger.add(&[examples::seizure("lain")], &examples::reader()).unwrap();
        assert_eq!(ledger.actors(&Filter::default(), view).unwrap(), kept);
    }

    #[test]
    fn the_same_reading_again_and_another_document_change_nothing() {
        let (_folder, mut ledger) = examples::ledger();
        let reader = examples::reader();
        let same = [(DocumentNumber(1), examples::seizure("kapal"))];
        assert!(ledger.recode(&same, &reader).unwrap().is_empty());
        let other = [(DocumentNumber(1), examples::seizure("lain"))];
        assert!(matches!(ledger.recode(&other, &reader), Err(LedgerError::Record { .. })));
        let none = [(DocumentNumber(9), examples::seizure("kapal"))];
        assert!(matches!(ledger.recode(&none, &reader), Err(LedgerError::NoEntry { .. })));
        assert_eq!(ledger.view(None).unwrap().revision, 1);
    }
}
