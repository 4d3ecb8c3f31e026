//! From the first form, one flat table a kind of entry, to the second. Each record is written anew; numbers stay.

use rusqlite::Transaction;
use telisik_record::Record;

use super::SECOND;
use crate::Arrival;
use crate::fault::Fault;
use crate::memory::Memory;
use crate::write::{Batch, CHUNK, Fingerprint};

/// What the second form has tables and indexes of the same names for.
const MAKE_ROOM: &str = "
    DROP INDEX document_by_id; DROP INDEX event_by_type; DROP INDEX event_by_day;
    DROP INDEX party_by_actor; DROP INDEX speaker_by_actor; DROP INDEX stance_by_event;
    DROP TABLE stance; DROP TABLE speaker; DROP TABLE statement; DROP TABLE party; DROP TABLE event;
    DROP TABLE actor;
    ALTER TABLE document RENAME TO first_document;
    ALTER TABLE reader RENAME TO first_reader;";

const NEXT: &str = "SELECT d.number, d.record, r.program, r.lexicon, r.model FROM first_document d \
                    JOIN first_reader r ON r.number = d.reader WHERE d.number > ? ORDER BY d.number LIMIT ?";

pub(super) fn to_second(step: &Transaction<'_>) -> Result<(), Fault> {
    step.execute_batch(MAKE_ROOM)?;
    step.execute_batch(SECOND)?;
    let mut last = i64::MIN;
    loop {
        let documents = next(step, last)?;
        let Some((number, ..)) = documents.last() else { break };
        last = *number;
        let mut batch = Batch::begin(step, "add", None, Some("brought over from form 1"))?;
        for (number, record, reader) in &documents {
            batch.read_with(reader)?;
            batch.add(Arrival::numbered(*number, record))?;
        }
        batch.end(&mut Memory::default())?;
    }
    step.execute_batch("DROP TABLE first_document; DROP TABLE first_reader;")?;
    Ok(())
}

fn next(step: &Transaction<'_>, last: i64) -> Result<Vec<(i64, Record, Fingerprint)>, Fault> {
    let mut query = step.prepare_cached(NEXT)?;
    let mut rows = query.query((last, CHUNK as i64))?;
    let mut documents = Vec::with_capacity(CHUNK);
    while let Some(row) = rows.next()? {
        let number: i64 = row.get(0)?;
        let record =
            serde_json::from_str(row.get_ref(1)?.as_str().map_err(|e| Fault::unreadable(number, e))?);
        let record = record.map_err(|error| Fault::unreadable(number, error))?;
        documents.push((
            number,
            record,
            Fingerprint { program: row.get(2)?, lexicon: row.get(3)?, model: row.get(4)? },
        ));
    }
    Ok(documents)
}

#[cfg(test)]
mod tests {
    use rusqlite::{Connection, params};

    use crate::{Added, DocumentNumber, Filter, Ledger, LedgerError, examples};

    /// A ledger as the first form had it: its tables, with documents 1 and 3.
    fn first_form(path: &std::path::Path) {
        let connection = Connection::open(path).unwrap();
        connection.execute_batch(include_str!("1.sql")).unwrap();
        connection
            .execute_batch(
                "PRAGMA application_id = 1413827667; PRAGMA user_version = 1;
                 INSERT INTO reader VALUES (1, '0.1.0', 'l', 'm'), (2, '0.1.0', 'l2', 'm');",
            )
            .unwrap();
        for (number, id, reader) in [(1, "kapal", 1), (3, "lain", 2)] {
            let record = examples::seizure(id);
            let insert = "INSERT INTO document VALUES (?, ?, ?, ?, NULL, NULL, NULL, 'id', ?, ?)";
            let json = serde_json::to_string(&record).unwrap();
            connection
                .execute(
                    insert,
                    params![number, format!("{number}"), id, record.document.sha256, reader, json],
                )
                .unwrap();
            for (item, name) in [(1, "Islamic Revolutionary Guard Corps"), (2, "Singapore")] {
                connection
                    .execute(
                        "INSERT INTO actor VALUES (?, ?, ?, 'body', NULL, NULL, 1)",
                        params![number, item, name],
                    )
                    .unwrap();
            }
            connection
                .execute_batch(&format!(
                    "INSERT INTO event VALUES ({number}, 1, 'COERCE', 'actual', NULL, '2026-01-03', '2026-01-03',
                        '2026-01-03', NULL, 'menahan', 'id.example');
                     INSERT INTO party VALUES ({number}, 1, 'source', 0, 1);
                     INSERT INTO stance VALUES ({number}, 0, 1, 1, 'denies', NULL);"
                ))
                .unwrap();
        }
    }

    #[test]
    fn a_ledger_of_the_first_form_is_brought_over_with_its_numbers() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.db");
        first_form(&path);
        // Reading brings it over as well.
        let ledger = Ledger::open_to_read(&path).unwrap();
        let events = ledger.events(&Filter::default(), examples::now(&ledger)).unwrap();
        let entries: Vec<String> = events.iter().map(|row| row.entry.to_string()).collect();
        assert_eq!(entries, ["1/e1", "3/e1", "1/e2", "3/e2"]);
        let kept = ledger.record_of(&"3/e1".parse().unwrap(), None).unwrap();
        assert_eq!(kept.record, examples::seizure("lain"));
        assert_eq!(kept.reader.lexicon, "l2");
        let revisions = ledger.revisions(examples::now(&ledger), None).unwrap();
        assert_eq!(revisions[0].note.as_deref(), Some("brought over from form 1"));
        drop(ledger);
        let mut ledger = Ledger::open(&path).unwrap();
        let added = ledger.add(&[examples::seizure("lain"), examples::seizure("baru")], &examples::reader());
        assert_eq!(added.unwrap(), [Added::Known(DocumentNumber(3)), Added::New(DocumentNumber(4))]);
        let tables = "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'first_%'";
        assert_eq!(ledger.connection.query_row(tables, [], |row| row.get::<_, i64>(0)).unwrap(), 0);
    }

    #[test]
    fn a_record_that_does_not_read_back_leaves_the_file_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.db");
        first_form(&path);
        Connection::open(&path)
            .unwrap()
            .execute("UPDATE document SET record = '{}' WHERE number = 3", [])
            .unwrap();
        let error = Ledger::open(&path).err().unwrap();
        assert!(matches!(error, LedgerError::Record { document: 3, .. }), "{error}");
        let connection = Connection::open(&path).unwrap();
        let form: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        let parties: i64 = connection.query_row("SELECT count(*) FROM party", [], |row| row.get(0)).unwrap();
        assert_eq!((form, parties), (1, 2));
    }
}
