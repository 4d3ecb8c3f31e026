use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::LedgerError;
use crate::forms::{APPLICATION, FORM, migrate};
use crate::memory::Memory;

/// How long to wait for another writer before giving up.
const PATIENCE: Duration = Duration::from_secs(10);

/// Bytes of a page: records are a quarter of one, so that little is left unused behind the last.
const PAGE: i64 = 8192;

/// Kibibytes, negative as SQLite has it: what an index grows in, and what lists come back to, is best kept in memory.
const CACHE: i64 = -(64 << 10);
/// Pages of the write-ahead log that are kept until they are written to the file itself: what several revisions change
/// is then written there once.
const LOGGED: i64 = 4096;

/// Statements that are kept parsed and planned: adding alone needs three dozen.
const STATEMENTS: usize = 128;

/// An open ledger.
pub struct Ledger {
    pub(crate) path: PathBuf,
    pub(crate) connection: Connection,
    /// What settling claims and stories has met.
    pub(crate) memory: Memory,
}

impl Ledger {
    /// Opens a ledger for writing, and makes it where there is none.
    ///
    /// # Errors
    ///
    /// If the file is another program's, of a newer form, damaged, held by another writer or not writable.
    /// A file that is not ours is never written to.
    pub fn open(path: &Path) -> Result<Self, LedgerError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut ledger = Self::connect(path, flags)?;
        ledger.form(true)?;
        let failed = |error| LedgerError::of(path, error);
        // Without effect where there is a file already.
        ledger.connection.pragma_update(None, "page_size", PAGE).map_err(failed)?;
        write_ahead(&ledger.connection).map_err(failed)?;
        ledger.connection.pragma_update(None, "synchronous", "FULL").map_err(failed)?;
        ledger.connection.pragma_update(None, "wal_autocheckpoint", LOGGED).map_err(failed)?;
        // Every number that a row points to was made or looked up just before; `check` looks whether all are there.
        ledger.connection.pragma_update(None, "foreign_keys", false).map_err(failed)?;
        migrate(&mut ledger.connection).map_err(|fault| fault.told(path))?;
        Ok(ledger)
    }

    /// Opens a ledger for reading only. One of an earlier form is brought up to date first.
    ///
    /// # Errors
    ///
    /// If there is none, or as for [`Ledger::open`]; a file without a byte is none of ours.
    pub fn open_to_read(path: &Path) -> Result<Self, LedgerError> {
        if !path.exists() {
            return Err(LedgerError::Missing(path.to_owned()));
        }
        let ledger = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        // One who was killed while making it left a database without tables.
        let begun = path.metadata().is_ok_and(|file| file.len() > 0);
        let found = ledger.form(begun)?;
        if found < FORM {
            drop(ledger);
            return match Self::open(path) {
                Ok(_) => Self::connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY),
                Err(LedgerError::Unwritable(path)) => Err(LedgerError::Older { path, found }),
                Err(error) => Err(error),
            };
        }
        Ok(ledger)
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Self, LedgerError> {
        let failed = |error| LedgerError::of(path, error);
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        // SQLite keeps what is called `:memory:` or nothing at all in memory; here every name is that of a file.
        let connection = Connection::open_with_flags(Path::new(".").join(path), flags).map_err(failed)?;
        connection.busy_timeout(PATIENCE).map_err(failed)?;
        connection.pragma_update(None, "cache_size", CACHE).map_err(failed)?;
        // Without this, each number bound to a `LIMIT ?` has the statement parsed and planned anew.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(failed)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(Self { path: path.to_owned(), connection, memory: Memory::default() })
    }

    /// The form of a file that is ours and of one that we know; an empty file will do where one may be made.
    fn form(&self, may_be_empty: bool) -> Result<i64, LedgerError> {
        // All three must be of one moment: somebody else may be making the ledger just now.
        let _reading =
            self.connection.unchecked_transaction().map_err(|error| LedgerError::of(&self.path, error))?;
        let pragma = |name: &str| -> Result<i64, LedgerError> {
            self.connection
                .pragma_query_value(None, name, |row| row.get(0))
                .map_err(|error| LedgerError::of(&self.path, error))
        };
        let (application, form) = (pragma("application_id")?, pragma("user_version")?);
        let tables: i64 = self
            .connection
            .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
            .map_err(|error| LedgerError::of(&self.path, error))?;
        if may_be_empty && tables == 0 && application == 0 {
            return Ok(0);
        }
        if application != APPLICATION {
            return Err(LedgerError::Foreign(self.path.clone()));
        }
        if form > FORM {
            return Err(LedgerError::Newer { path: self.path.clone(), found: form, known: FORM });
        }
        Ok(form)
    }

    pub(crate) fn failed(&self, error: rusqlite::Error) -> LedgerError {
        LedgerError::of(&self.path, error)
    }
}

/// Lets readers read while one writes. SQLite does not wait here for another who opens the file at the same moment.
fn write_ahead(connection: &Connection) -> rusqlite::Result<()> {
    let start = std::time::Instant::now();
    loop {
        match connection.pragma_update(None, "journal_mode", "WAL") {
            Err(error)
                if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy)
                    && start.elapsed() < PATIENCE =>
            {
                std::thread::sleep(Duration::from_millis(20));
            }
            done => return done,
        }
    }
}

impl Drop for Ledger {
    /// Lets SQLite look at what has grown, so that queries take the right way to it.
    fn drop(&mut self) {
        if self.connection.is_readonly("main").is_ok_and(|readonly| !readonly) {
            let _ = self.connection.execute_batch("PRAGMA analysis_limit = 400; PRAGMA optimize");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_another_program_is_refused_and_left_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let text = folder.path().join("notes.txt");
        std::fs::write(&text, "not a database at all, but long enough to look at").unwrap();
        assert!(matches!(Ledger::open(&text), Err(LedgerError::Foreign(_))));
        assert!(std::fs::read_to_string(&text).unwrap().starts_with("not a database"));

        let other = folder.path().join("other.db");
        Connection::open(&other).unwrap().execute_batch("CREATE TABLE mine (x)").unwrap();
        let before = std::fs::read(&other).unwrap();
        assert!(matches!(Ledger::open(&other), Err(LedgerError::Foreign(_))));
        assert!(matches!(Ledger::open_to_read(&other), Err(LedgerError::Foreign(_))));
        assert_eq!(std::fs::read(&other).unwrap(), before);
    }

    #[test]
    fn a_ledger_whose_making_was_cut_off_is_an_empty_ledger_to_who_reads() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.db");
        Connection::open(&path).unwrap().pragma_update(None, "journal_mode", "WAL").unwrap();
        assert!(path.metadata().unwrap().len() > 0);
        drop(Ledger::open_to_read(&path).unwrap());
        let bare = folder.path().join("bare.db");
        std::fs::write(&bare, "").unwrap();
        assert!(matches!(Ledger::open_to_read(&bare), Err(LedgerError::Foreign(_))));
        assert_eq!(bare.metadata().unwrap().len(), 0);
    }

    #[test]
    fn a_newer_ledger_is_refused_by_name_of_its_form() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.db");
        drop(Ledger::open(&path).unwrap());
        Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
        assert!(matches!(Ledger::open(&path), Err(LedgerError::Newer { found: 99, .. })));
    }

    #[test]
    fn reading_makes_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("none.db");
        assert!(matches!(Ledger::open_to_read(&path), Err(LedgerError::Missing(_))));
        assert!(!path.exists());
    }

    #[test]
    fn a_ledger_without_a_name_is_refused_not_kept_in_memory() {
        let error = Ledger::open(Path::new("")).err().unwrap();
        assert!(matches!(error, LedgerError::Unwritable(_)), "{error}");
    }

    #[test]
    fn a_folder_that_is_not_there_is_said_to_be_what_is_wrong() {
        let folder = tempfile::tempdir().unwrap();
        let error = Ledger::open(&folder.path().join("none/t.db")).err().unwrap().to_string();
        assert!(
            error.contains("none/t.db: cannot be opened or written; check that its folder is there"),
            "{error}"
        );
    }

    #[test]
    fn many_may_make_the_same_ledger_at_once() {
        for _ in 0..20 {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("t.db");
            std::thread::scope(|scope| {
                let openings: Vec<_> =
                    (0..6).map(|_| scope.spawn(|| Ledger::open(&path).map(drop))).collect();
                for opening in openings {
                    opening.join().unwrap().unwrap();
                }
            });
        }
    }

    #[test]
    fn opening_twice_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.db");
        drop(Ledger::open(&path).unwrap());
        drop(Ledger::open(&path).unwrap());
        Ledger::open_to_read(&path).unwrap();
    }
}
