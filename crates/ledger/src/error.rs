use std::path::PathBuf;

use rusqlite::ErrorCode;

/// What can go wrong with a ledger. Every message names the file.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// There is no such file, and reading was asked for.
    #[error("{}: there is no ledger here; make one with `telisik add FILE… --ledger {}`", .0.display(), .0.display())]
    Missing(PathBuf),
    /// The file is no SQLite database, or another program's.
    #[error("{}: is no ledger of Telisik; name another file with --ledger", .0.display())]
    Foreign(PathBuf),
    /// The file was made by a later version.
    #[error("{}: was made by a newer Telisik (form {found}; this one knows up to {known}); update the program", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// The form it has.
        found: i64,
        /// The last form known.
        known: i64,
    },
    /// The file was made by an earlier version, and cannot be brought up to date where it is.
    #[error(
        "{}: was made by an earlier Telisik (form {found}) and cannot be written to, to bring it up to date; copy it \
         to where you may write, or let somebody open it who may",
        path.display()
    )]
    Older {
        /// The file.
        path: PathBuf,
        /// The form it has.
        found: i64,
    },
    /// A copy was to be written where a file is.
    #[error("{}: there is a file already, and a backup takes the place of none; name another", .0.display())]
    Exists(PathBuf),
    /// A revision that is not there.
    #[error("{}: there is no revision {asked}; the newest is {newest}, `telisik revisions` lists them", path.display())]
    NoRevision {
        /// The file.
        path: PathBuf,
        /// What was asked for.
        asked: i64,
        /// The newest there is.
        newest: i64,
    },
    /// Another program holds the file.
    #[error("{}: another program is writing to it; try again when it has ended", .0.display())]
    Busy(PathBuf),
    /// The file or its folder cannot be opened or written.
    #[error("{}: cannot be opened or written; check that its folder is there, and the permissions of both", .0.display())]
    Unwritable(PathBuf),
    /// The disk is full.
    #[error("{}: the disk is full; nothing of the last batch was kept, everything before it was", .0.display())]
    Full(PathBuf),
    /// The file is damaged.
    #[error("{}: is damaged; restore it from a backup, or read the documents again into a new ledger", .0.display())]
    Damaged(PathBuf),
    /// A stored record does not read back.
    #[error("{}: document {document}: the stored record does not read back: {message}", path.display())]
    Record {
        /// The file.
        path: PathBuf,
        /// The document's number.
        document: i64,
        /// What is wrong.
        message: String,
    },
    /// An entry that is not there.
    #[error("{}: there is no entry `{entry}`; `telisik events` and `telisik statements` list them", path.display())]
    NoEntry {
        /// The file.
        path: PathBuf,
        /// What was asked for.
        entry: String,
    },
    /// A correction that cannot be made.
    #[error(
        "`{entry}` cannot be put right so: {why}; `telisik events` and `telisik statements` show what counts now"
    )]
    NotApplied {
        /// The entry.
        entry: String,
        /// Why.
        why: String,
    },
    /// A claim that is not there.
    #[error("{}: there is no claim {claim}; `telisik claims` lists them", path.display())]
    NoClaim {
        /// The file.
        path: PathBuf,
        /// What was asked for.
        claim: String,
    },
    /// A story that is not there.
    #[error("{}: there is no story {story}; `telisik stories` lists them", path.display())]
    NoStory {
        /// The file.
        path: PathBuf,
        /// What was asked for.
        story: String,
    },
    /// A document id that several documents share.
    #[error("{}: several documents are called `{id}`: use one of the numbers {numbers}", path.display())]
    Ambiguous {
        /// The file.
        path: PathBuf,
        /// The shared id.
        id: String,
        /// Their numbers, with commas.
        numbers: String,
    },
    /// Anything else SQLite says.
    #[error("{}: the database refuses", path.display())]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
}

impl LedgerError {
    /// The error that SQLite's means for a person.
    pub(crate) fn of(path: &std::path::Path, source: rusqlite::Error) -> Self {
        let path = path.to_owned();
        match source.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::Foreign(path),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy(path),
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                Self::Unwritable(path)
            }
            Some(ErrorCode::DiskFull) => Self::Full(path),
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged(path),
            _ => Self::Sqlite { path, source },
        }
    }
}
