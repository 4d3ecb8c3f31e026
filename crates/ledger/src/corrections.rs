//! Corrections as the ledger keeps them: a row each, and over the machine's reading a reading with all of them.

use jiff::Timestamp;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use serde::Serialize;
use telisik_record::Record;

use crate::Arrival;
use crate::again::counting;
use crate::correct::{Anchor, Change, Correction, NotApplied, apply};
use crate::fault::Fault;
use crate::revision::View;
use crate::sheet::{machine_record, packed_record, whole_record};
use crate::write::Batch;
use crate::{DocumentNumber, EntryId, Fingerprint, Item, Ledger, LedgerError};

/// A correction as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CorrectionRow {
    /// Its number, from 1.
    pub number: i64,
    /// The revision that added it.
    pub revision: i64,
    /// When.
    pub at: Timestamp,
    /// Who made it.
    pub author: String,
    /// Why.
    pub reason: String,
    /// The document's number; none where it holds for all of them, those that come later too.
    pub document: Option<DocumentNumber>,
    /// What is put right, and where.
    pub correction: Correction,
    /// The entry that it was made on, such as `12.2/e3`; none where it was made on an actor of all documents.
    pub entry: Option<EntryId>,
    /// The correction that took it back, as far as the view reaches.
    pub undone: Option<i64>,
}

/// What became of a correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// Its number.
    pub number: i64,
    /// The reading that counts since, such as `12.2`; none where it says what the one before said.
    pub reading: Option<String>,
    /// The record as it was before.
    pub before: Record,
    /// And as it is now.
    pub after: Record,
}

/// A machine's reading with the corrections of its document laid over it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Laid {
    /// What counts.
    pub record: Record,
    /// The corrections that found no place, and why.
    pub missed: Vec<(CorrectionRow, &'static str)>,
}

impl CorrectionRow {
    /// Whether it holds: nobody has taken it back, nor is it what takes another back.
    pub fn stands(&self) -> bool {
        self.undone.is_none() && !matches!(self.correction.change, Change::Undo(_))
    }
}

impl Ledger {
    /// Keeps a correction of an entry, and a reading with all corrections of its document, as one revision.
    ///
    /// # Errors
    ///
    /// If the entry is not there, or is not in the reading that counts or cannot be changed so; or if the file cannot
    /// be written. Then nothing has changed.
    pub fn correct(
        &mut self,
        entry: &EntryId,
        change: Change,
        author: &str,
        reason: &str,
    ) -> Result<Corrected, LedgerError> {
        let path = self.path.clone();
        self.put_right(entry, change, author, reason).map_err(|fault| fault.told(&path))
    }

    /// Takes back the latest correction of an entry that holds. The entry may be of any reading.
    ///
    /// # Errors
    ///
    /// If there is none, or as [`Ledger::correct`].
    pub fn undo(&mut self, entry: &EntryId, author: &str, reason: &str) -> Result<Corrected, LedgerError> {
        self.correct(entry, Change::Undo(0), author, reason)
    }

    fn put_right(
        &mut self,
        entry: &EntryId,
        change: Change,
        author: &str,
        reason: &str,
    ) -> Result<Corrected, Fault> {
        let named = self.record_of(entry, None)?;
        let refused = |why: &str| LedgerError::NotApplied { entry: entry.to_string(), why: why.to_owned() };
        let anchor = anchor(&named.record, entry.item)
            .ok_or_else(|| refused("only events, statements and actors can be put right"))?;
        let document = named.document.0;
        let Self { connection, memory, .. } = self;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let Some(current) = counting(&transaction, document)? else {
            return Err(refused("its document has no reading").into());
        };
        let (before, _) = whole_record(&transaction, current.reading)?;
        let (machine, reader) = machine_of(&transaction, document)?;
        let mut standing = standing(&transaction, document)?;
        let mut change = change;
        if matches!(change, Change::Undo(_)) {
            let last =
                standing.iter().rposition(|row| row.document.is_some() && row.correction.is_about(&anchor));
            let last = last.ok_or_else(|| refused("no correction of it holds"))?;
            change = Change::Undo(standing.remove(last).number);
        }
        let correction = Correction { anchor, change };
        let mut all: Vec<Correction> = standing.into_iter().map(|row| row.correction).collect();
        all.push(correction.clone());
        let (after, missed) = apply(&machine, &all);
        if let Some(NotApplied { why, .. }) = missed.iter().find(|missed| missed.index + 1 == all.len()) {
            return Err(refused(why).into());
        }
        let arrival = Arrival::numbered(document, &after);
        let mut batch = Batch::begin(&transaction, "correct", Some(author), Some(reason))?;
        batch.read_with(&reader)?;
        let (revision, as_named) = (batch.revision, named.entry(entry.item).to_string());
        let number = insert(&transaction, revision, Some(document), &correction, Some(&as_named))?;
        let reading = if after == before { None } else { Some(batch.supersede(&current, &before, arrival)?) };
        batch.end(memory)?;
        transaction.commit()?;
        memory.end(revision);
        Ok(Corrected { number, reading, before, after })
    }

    /// The corrections up to a view, in their order.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn corrections(&self, view: View) -> Result<Vec<CorrectionRow>, LedgerError> {
        select(&self.connection, None, view.revision).map_err(|fault| fault.told(&self.path))
    }

    /// What would count if a document were read like this by a machine: the record with the document's corrections.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn laid_over(&self, document: DocumentNumber, machine: &Record) -> Result<Laid, LedgerError> {
        laid(&self.connection, document.0, machine).map_err(|fault| fault.told(&self.path))
    }
}

fn anchor(record: &Record, item: Item) -> Option<Anchor> {
    match item {
        Item::Event(id) => Some(Anchor::of_event(record, record.events.get(id.index())?)),
        Item::Statement(id) => Some(Anchor::of_statement(record.statements.get(id.index())?)),
        Item::Actor(id) => Some(Anchor::of_actor(record.actor(id)?)),
        _ => None,
    }
}

pub(crate) fn laid(connection: &Connection, document: i64, machine: &Record) -> Result<Laid, Fault> {
    let rows = standing(connection, document)?;
    if rows.is_empty() {
        return Ok(Laid { record: machine.clone(), missed: Vec::new() });
    }
    let corrections: Vec<Correction> = rows.iter().map(|row| row.correction.clone()).collect();
    let (record, missed) = apply(machine, &corrections);
    let missed = missed.into_iter().map(|missed| (rows[missed.index].clone(), missed.why));
    // What holds for all documents has its place in few.
    let missed = missed.filter(|(row, _)| row.document.is_some()).collect();
    Ok(Laid { record, missed })
}

/// The corrections of a document that nobody has taken back.
fn standing(connection: &Connection, document: i64) -> Result<Vec<CorrectionRow>, Fault> {
    let mut rows = select(connection, Some(document), i64::MAX)?;
    rows.retain(CorrectionRow::stands);
    Ok(rows)
}

/// The corrections of a document and those of all of them, or simply all.
pub(crate) fn select(
    connection: &Connection,
    document: Option<i64>,
    revision: i64,
) -> Result<Vec<CorrectionRow>, Fault> {
    let mut query = connection.prepare_cached(
        "SELECT c.number, c.revision, r.at, r.author, r.note, c.document, c.entry, c.anchor, c.change \
         FROM correction c JOIN revision r ON r.number = c.revision \
         WHERE c.revision <= ?1 AND (?2 IS NULL OR c.document = ?2 OR c.document IS NULL) ORDER BY c.number",
    )?;
    let mut rows = query.query(params![revision, document])?;
    let mut found: Vec<CorrectionRow> = Vec::new();
    while let Some(row) = rows.next()? {
        let document: Option<i64> = row.get(5)?;
        let unreadable = |error: serde_json::Error| Fault::unreadable(document.unwrap_or_default(), error);
        let correction = Correction {
            anchor: serde_json::from_str(&row.get::<_, String>(7)?).map_err(unreadable)?,
            change: serde_json::from_str(&row.get::<_, String>(8)?).map_err(unreadable)?,
        };
        let number = row.get(0)?;
        if let Change::Undo(undone) = correction.change
            && let Some(earlier) = found.iter_mut().find(|row| row.number == undone)
        {
            earlier.undone = Some(number);
        }
        found.push(CorrectionRow {
            number,
            revision: row.get(1)?,
            at: Timestamp::from_millisecond(row.get(2)?).unwrap_or_default(),
            author: row.get::<_, Option<String>>(3)?.unwrap_or_default(),
            reason: row.get::<_, Option<String>>(4)?.unwrap_or_default(),
            document: document.map(DocumentNumber),
            entry: row
                .get::<_, Option<String>>(6)?
                .map(|printed| entry_of(document.unwrap_or_default(), &printed))
                .transpose()?,
            correction,
            undone: None,
        });
    }
    Ok(found)
}

fn entry_of(document: i64, printed: &str) -> Result<EntryId, Fault> {
    printed.parse().map_err(|error| Fault::unreadable(document, error))
}

pub(crate) fn insert(
    transaction: &Transaction<'_>,
    revision: i64,
    document: Option<i64>,
    correction: &Correction,
    entry: Option<&str>,
) -> Result<i64, Fault> {
    let json = |error: serde_json::Error| Fault::unreadable(document.unwrap_or_default(), error);
    let anchor = serde_json::to_string(&correction.anchor).map_err(json)?;
    let change = serde_json::to_string(&correction.change).map_err(json)?;
    transaction.execute(
        "INSERT INTO correction (revision, document, entry, anchor, change) VALUES (?, ?, ?, ?, ?)",
        params![revision, document, entry, anchor, change],
    )?;
    Ok(transaction.last_insert_rowid())
}

/// What the machine last read in a document, before anything was put right, and what it read with.
pub(crate) fn machine_of(connection: &Connection, document: i64) -> Result<(Record, Fingerprint), Fault> {
    machine_before(connection, document, i64::MAX)
}

/// The same as of a reading.
pub(crate) fn machine_before(
    connection: &Connection,
    document: i64,
    readings: i64,
) -> Result<(Record, Fingerprint), Fault> {
    let reading: i64 = connection
        .prepare_cached(
            "SELECT max(reading.number) FROM reading JOIN revision ON revision.number = reading.revision \
             WHERE reading.document = ? AND reading.number <= ? AND revision.kind <> 'correct'",
        )?
        .query_row([document, readings], |row| row.get(0))?;
    machine_record(connection, reading)
}

/// Keeps what the machine read beside the reading just written, which has corrections laid over it.
pub(crate) fn keep_machine(transaction: &Transaction<'_>, machine: &Record) -> Result<(), Fault> {
    let packed =
        packed_record(machine).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    transaction
        .prepare_cached("INSERT INTO machine SELECT max(number), ? FROM reading")?
        .execute([packed])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use telisik_record::EventType;

    use super::*;
    use crate::correct::Alteration;
    use crate::{Filter, examples};

    fn entry(given: &str) -> EntryId {
        given.parse().unwrap()
    }

    fn retyped(kind: EventType) -> Change {
        Change::Event(Alteration { kind: Some(kind), ..Alteration::default() })
    }

    fn listed(ledger: &Ledger) -> Vec<(String, String)> {
        let rows = ledger.events(&Filter::default(), examples::now(ledger)).unwrap();
        rows.into_iter().map(|row| (row.entry.to_string(), row.kind)).collect()
    }

    #[test]
    fn a_correction_is_a_row_and_a_reading_and_old_states_stay() {
        let (_folder, mut ledger) = examples::ledger();
        let before = examples::now(&ledger);
        let old = ledger.events(&Filter::default(), before).unwrap();
        let done = ledger.correct(&entry("1/e1"), retyped(EventType::Sanction), "Ana", "an embargo").unwrap();
        assert_eq!((done.number, done.reading.as_deref()), (1, Some("1.2")));
        assert_eq!(listed(&ledger)[0], ("1.2/e1".into(), "SANCTION".into()));
        assert_eq!(ledger.events(&Filter::default(), before).unwrap(), old);
        let rows = ledger.corrections(examples::now(&ledger)).unwrap();
        assert_eq!((rows[0].author.as_str(), rows[0].reason.as_str()), ("Ana", "an embargo"));
        assert!(ledger.corrections(before).unwrap().is_empty());
        let revision = &ledger.revisions(examples::now(&ledger), None).unwrap()[0];
        assert_eq!((revision.kind.as_str(), revision.note.as_deref()), ("correct", Some("an embargo")));
        assert!(ledger.check(|| ()).unwrap().problems.is_empty());
    }

    #[test]
    fn corrections_add_up_and_are_taken_back_one_by_one() {
        let (_folder, mut ledger) = examples::ledger();
        let first = listed(&ledger);
        ledger.correct(&entry("1/e1"), retyped(EventType::Sanction), "Ana", "a").unwrap();
        ledger.correct(&entry("1.2/e2"), Change::Reject, "Ben", "b").unwrap();
        assert_eq!(listed(&ledger), [("1.3/e1".to_owned(), "SANCTION".to_owned())]);
        // A rejected event is named by the reading that had it.
        ledger.undo(&entry("1/e2"), "Ana", "c").unwrap();
        assert_eq!(listed(&ledger).len(), 2);
        ledger.undo(&entry("1.4/e1"), "Ana", "d").unwrap();
        let types = |all: &[(String, String)]| all.iter().map(|one| one.1.clone()).collect::<Vec<_>>();
        assert_eq!(types(&listed(&ledger)), types(&first));
        let none = ledger.undo(&entry("1.4/e1"), "Ana", "e").unwrap_err();
        assert!(none.to_string().contains("no correction of it holds"), "{none}");
        let rows = ledger.corrections(examples::now(&ledger)).unwrap();
        assert_eq!(rows.iter().map(|row| row.undone).collect::<Vec<_>>(), [Some(4), Some(3), None, None]);
    }

    #[test]
    fn to_confirm_adds_no_reading_and_what_finds_no_place_nothing_at_all() {
        let (_folder, mut ledger) = examples::ledger();
        let done = ledger.correct(&entry("1/s1"), Change::Confirm, "Ana", "as it says").unwrap();
        assert_eq!(done.reading, None);
        assert_eq!(examples::now(&ledger).revision, 2);
        ledger.correct(&entry("1/e1"), Change::Reject, "Ana", "checked only").unwrap();
        for (given, change) in [("1/e1", Change::Reject), ("1/a1", Change::Confirm), ("1/s1", Change::Reject)]
        {
            let error = ledger.correct(&entry(given), change, "Ana", "again").unwrap_err();
            assert!(matches!(error, LedgerError::NotApplied { .. }), "{error}");
        }
        assert_eq!(examples::now(&ledger).revision, 3);
    }

    #[test]
    fn corrections_outlive_what_is_read_anew() {
        let (_folder, mut ledger) = examples::ledger();
        let reader = examples::reader();
        ledger.correct(&entry("1/e1"), retyped(EventType::Sanction), "Ana", "a").unwrap();
        let mut machine = examples::seizure("kapal");
        assert!(ledger.recode(&[(DocumentNumber(1), machine.clone())], &reader).unwrap().is_empty());
        machine.events.truncate(1);
        let names = ledger.recode(&[(DocumentNumber(1), machine.clone())], &reader).unwrap();
        assert_eq!(names, ["1.3"]);
        assert_eq!(listed(&ledger), [("1.3/e1".to_owned(), "SANCTION".to_owned())]);
        // What is taken back gives what the machine read last.
        ledger.undo(&entry("1.3/e1"), "Ana", "b").unwrap();
        assert_eq!(listed(&ledger), [("1.4/e1".to_owned(), "COERCE".to_owned())]);
        ledger.correct(&entry("1.4/e1"), Change::Reject, "Ana", "c").unwrap();
        machine.events.clear();
        machine.stances.clear();
        let laid = ledger.laid_over(DocumentNumber(1), &machine).unwrap();
        assert_eq!((laid.record, laid.missed.len()), (machine, 1));
        assert!(ledger.check(|| ()).unwrap().problems.is_empty());
    }
}
