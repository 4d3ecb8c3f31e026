use crate::LedgerError;

/// What goes wrong inside, before the file's name is put to it.
#[derive(Debug)]
pub(crate) enum Fault {
    Sqlite(rusqlite::Error),
    /// A stored text or record does not read back.
    Unreadable {
        document: i64,
        message: String,
    },
    /// Told already.
    Told(LedgerError),
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<LedgerError> for Fault {
    fn from(error: LedgerError) -> Self {
        Self::Told(error)
    }
}

impl Fault {
    pub(crate) fn unreadable(document: i64, error: impl ToString) -> Self {
        Self::Unreadable { document, message: error.to_string() }
    }

    pub(crate) fn told(self, path: &std::path::Path) -> LedgerError {
        match self {
            Self::Sqlite(error) => LedgerError::of(path, error),
            Self::Unreadable { document, message } => {
                LedgerError::Record { path: path.to_owned(), document, message }
            }
            Self::Told(error) => error,
        }
    }
}
