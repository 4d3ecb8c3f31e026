//! Looking after the file: whether it is whole, and copies of it.

use std::collections::HashMap;
use std::path::Path;

use rusqlite::OptionalExtension;
use serde::Serialize;

use crate::arrival::digest;
use crate::fault::Fault;
use crate::finders::Sums;
use crate::rows::numbered;
use crate::sheet::{machine_record, whole_record};
use crate::{Anchor, Change, EntryId, Ledger, LedgerError};

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Health {
    /// Documents looked at.
    pub documents: u64,
    /// Readings looked at.
    pub readings: u64,
    /// What is wrong, the first [`MOST`] things; empty where all is well.
    pub problems: Vec<String>,
}

/// Problems that are told.
pub const MOST: usize = 100;

impl Ledger {
    /// Looks at everything: the file's structure, what its rows point to, corrections and claims, the digests of all
    /// texts, every record, and whether its spans and rows lie in it. `each` is called after every reading.
    ///
    /// # Errors
    ///
    /// If the file cannot be read at all.
    pub fn check(&self, each: impl FnMut()) -> Result<Health, LedgerError> {
        self.look(each).map_err(|fault| fault.told(&self.path))
    }

    fn look(&self, mut each: impl FnMut()) -> Result<Health, Fault> {
        let mut health = Health { documents: 0, readings: 0, problems: Vec::new() };
        self.structure(&mut health)?;
        self.written(&mut health)?;
        let mut sums = Sums::of(&self.connection, |block| {
            health.tell(format!("a list of block {block} cannot be read to its end"));
        })?;
        let mut numbers = HashMap::new();
        let mut query = self.connection.prepare(
            "SELECT r.number, r.document, r.ordinal, d.digest FROM reading r \
             LEFT JOIN document d ON d.number = r.document ORDER BY r.number",
        )?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let (reading, document, ordinal): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let kept: Option<Vec<u8>> = row.get(3)?;
            health.readings += 1;
            health.documents += u64::from(ordinal == 1);
            for problem in self.reading_problems(reading, kept, &mut sums, &mut numbers)? {
                health.tell(format!("document {document}, reading {ordinal}: {problem}"));
            }
            each();
        }
        if sums.left() > 0 {
            health.tell(format!("{} readings are found that are not there", sums.left()));
        }
        Ok(health)
    }

    fn structure(&self, health: &mut Health) -> rusqlite::Result<()> {
        let mut query = self.connection.prepare(&format!("PRAGMA integrity_check({MOST})"))?;
        for line in query.query_map([], |row| row.get::<_, String>(0))? {
            let line = line?;
            if line != "ok" {
                health.tell(format!("the file's structure: {line}"));
            }
        }
        let mut query = self.connection.prepare("PRAGMA foreign_key_check")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
            health.tell(format!("a row of {table} points to nothing in {parent}"));
        }
        Ok(())
    }

    /// Whether what is kept as JSON, and what stands beside a reading, reads back.
    fn written(&self, health: &mut Health) -> Result<(), Fault> {
        let mut query = self.connection.prepare("SELECT number, anchor, change, entry FROM correction")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let (number, anchor, change): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let entry: Option<String> = row.get(3)?;
            if let Err(error) = serde_json::from_str::<Anchor>(&anchor) {
                health.tell(format!("correction {number}: its place does not read back: {error}"));
            }
            if let Err(error) = serde_json::from_str::<Change>(&change) {
                health.tell(format!("correction {number}: what it changes does not read back: {error}"));
            }
            if let Some(Err(error)) = entry.map(|entry| entry.parse::<EntryId>()) {
                health.tell(format!("correction {number}: {error}"));
            }
        }
        let mut query = self.connection.prepare("SELECT reading FROM machine ORDER BY reading")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let reading: i64 = row.get(0)?;
            if let Err(Fault::Unreadable { document, message }) = machine_record(&self.connection, reading) {
                health.tell(format!(
                    "document {document}: what the machine read does not read back: {message}"
                ));
            }
        }
        Ok(())
    }

    fn reading_problems(
        &self,
        reading: i64,
        kept: Option<Vec<u8>>,
        sums: &mut Sums,
        numbers: &mut HashMap<String, Option<i64>>,
    ) -> Result<Vec<String>, Fault> {
        let record = match whole_record(&self.connection, reading) {
            Ok((record, _)) => record,
            Err(Fault::Unreadable { message, .. }) => return Ok(vec![message]),
            Err(Fault::Sqlite(rusqlite::Error::QueryReturnedNoRows)) => {
                return Ok(vec!["its document or its reader is not there".to_owned()]);
            }
            Err(fault) => return Err(fault),
        };
        let mut problems = Vec::new();
        let document = &record.document;
        let again = telisik_record::Document::new("", document.lang, document.text.clone());
        if again.sha256 != document.sha256 {
            problems.push("the text is not the one that was added: its SHA-256 is another".to_owned());
        }
        if kept.is_some_and(|kept| kept != digest(document)) {
            problems.push("what was given with the document is not what was added".to_owned());
        }
        let whole = document.text.span();
        if let Some(span) = record.spans().find(|&span| !whole.contains(span)) {
            problems.push(format!("the span {span:?} lies outside the text"));
        }
        let players = numbered(&self.connection, &record, numbers)?;
        if !players.is_some_and(|players| sums.take(reading, &record, &players)) {
            problems.push("what finds its entries is not what its record gives".to_owned());
        }
        Ok(problems)
    }

    /// Copies the ledger, whole and as it stands, to a new file. Others may read and write meanwhile.
    ///
    /// # Errors
    ///
    /// If there is a file of that name already, or it cannot be written; then there is no new file.
    pub fn backup(&self, to: &Path) -> Result<(), LedgerError> {
        if to.exists() {
            return Err(LedgerError::Exists(to.to_owned()));
        }
        let copied = self.copy(to);
        if copied.is_err() {
            // What was begun is of no use to anybody.
            let _ = std::fs::remove_file(to);
        }
        copied
    }

    fn copy(&self, to: &Path) -> Result<(), LedgerError> {
        let name = Path::new(".").join(to);
        let name = name.to_str().ok_or_else(|| LedgerError::Unwritable(to.to_owned()))?;
        self.connection.execute("VACUUM INTO ?", [name]).map_err(|error| LedgerError::of(to, error))?;
        let synced = std::fs::File::open(to).and_then(|file| file.sync_all());
        synced.map_err(|_| LedgerError::Unwritable(to.to_owned()))
    }

    /// The size of the file in bytes, as SQLite counts its pages.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn size(&self) -> Result<u64, LedgerError> {
        let sql = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";
        let size = self.connection.query_row(sql, [], |row| row.get::<_, i64>(0)).optional();
        Ok(size.map_err(|error| self.failed(error))?.unwrap_or(0).max(0) as u64)
    }
}

impl Health {
    fn tell(&mut self, problem: String) {
        if self.problems.len() < MOST {
            self.problems.push(problem);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Added, DocumentNumber, Filter, examples};

    #[test]
    fn a_sound_ledger_has_no_problems_and_a_damaged_one_says_where() {
        let (_folder, ledger) = examples::ledger();
        let sound = ledger.check(|| ()).unwrap();
        assert_eq!(sound, Health { documents: 1, readings: 1, problems: Vec::new() });
        for (damage, told) in [
            ("UPDATE document SET outlet = 'Lain'", "is not what was added"),
            ("DELETE FROM list WHERE key = (SELECT max(key) FROM list)", "what finds its entries is not"),
            ("UPDATE list SET entries = CAST(entries || x'01' AS BLOB)", "cannot be read to its end"),
            ("UPDATE actor SET identity = identity || 'x'", "what finds its entries is not"),
            ("UPDATE reading SET record = x'05000000ff'", "document 1, reading 1"),
            ("UPDATE reading SET reader = 7", "a row of reading points to nothing in reader"),
            ("UPDATE correction SET anchor = '{'", "correction 1: its place does not read back"),
            (
                "UPDATE correction SET change = '{\"x\":1}'",
                "correction 1: what it changes does not read back",
            ),
            ("UPDATE correction SET entry = 'x'", "correction 1: `x` is no entry"),
            ("INSERT INTO machine VALUES (1, x'05')", "document 1: what the machine read does not read back"),
        ] {
            let (_folder, mut ledger) = examples::ledger();
            let entry = "1/s1".parse().unwrap();
            ledger.correct(&entry, Change::Confirm, "Ana", "checked").unwrap();
            ledger.connection.execute_batch(&format!("PRAGMA foreign_keys = 0; {damage}")).unwrap();
            let problems = ledger.check(|| ()).unwrap().problems.join("\n");
            assert!(problems.contains(told), "{damage}: {problems}");
        }
    }

    #[test]
    fn a_backup_is_a_ledger_and_takes_the_place_of_no_file() {
        let (folder, ledger) = examples::ledger();
        let to = folder.path().join("salinan.db");
        ledger.backup(&to).unwrap();
        let copy = Ledger::open_to_read(&to).unwrap();
        let events = |ledger: &Ledger| ledger.events(&Filter::default(), examples::now(ledger)).unwrap();
        assert_eq!(events(&copy), events(&ledger));
        let before = std::fs::read(&to).unwrap();
        assert!(matches!(ledger.backup(&to), Err(LedgerError::Exists(_))));
        assert_eq!(std::fs::read(&to).unwrap(), before);
        assert!(ledger.backup(&folder.path().join("none/salinan.db")).is_err());
    }

    #[test]
    fn a_full_disk_costs_the_batch_and_nothing_before_it() {
        let (_folder, mut ledger) = examples::ledger();
        let pages: i64 = ledger.connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
        let limit = |ledger: &Ledger, pages: i64| {
            let set = format!("PRAGMA max_page_count = {pages}");
            ledger.connection.query_row(&set, [], |_| Ok(())).unwrap();
        };
        limit(&ledger, pages);
        let many: Vec<_> = (0..300).map(|n| examples::seizure(&format!("{n}"))).collect();
        let error = ledger.add(&many, &examples::reader()).unwrap_err();
        assert!(matches!(error, LedgerError::Full(_)), "{error}");
        assert_eq!(ledger.view(None).unwrap().revision, 1);
        assert!(ledger.check(|| ()).unwrap().problems.is_empty());
        limit(&ledger, 1 << 20);
        assert_eq!(ledger.add(&many, &examples::reader()).unwrap().len(), 300);
    }

    #[test]
    fn a_second_writer_waits_and_is_told_who_is_in_the_way() {
        let (folder, mut ledger) = examples::ledger();
        let mut other = Ledger::open(&folder.path().join("telisik.db")).unwrap();
        let records = [examples::seizure("dua")];
        other.connection.busy_timeout(std::time::Duration::from_millis(20)).unwrap();
        ledger.connection.execute_batch("BEGIN IMMEDIATE").unwrap();
        let error = other.add(&records, &examples::reader()).unwrap_err();
        assert!(matches!(error, LedgerError::Busy(_)), "{error}");
        // Readers are in nobody's way.
        assert_eq!(other.events(&Filter::default(), examples::now(&other)).unwrap().len(), 2);
        ledger.connection.execute_batch("ROLLBACK").unwrap();
        other.connection.busy_timeout(std::time::Duration::from_secs(10)).unwrap();
        assert_eq!(other.add(&records, &examples::reader()).unwrap(), [Added::New(DocumentNumber(2))]);
        assert_eq!(ledger.add(&records, &examples::reader()).unwrap(), [Added::Known(DocumentNumber(2))]);
    }
}
