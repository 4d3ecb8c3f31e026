use std::fmt;
use std::str::FromStr;

use rusqlite::OptionalExtension;
use serde::{Serialize, Serializer};
use telisik_record::{ActorId, EventId, Record, StatementId, TimeId};

use crate::{Fingerprint, Ledger, LedgerError};

/// A document's number in its ledger, from 1, in the order of adding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct DocumentNumber(pub i64);

/// One thing of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// An actor.
    Actor(ActorId),
    /// A time.
    Time(TimeId),
    /// A statement.
    Statement(StatementId),
    /// An event.
    Event(EventId),
}

impl Item {
    /// Its number among the things of its kind, from 1.
    pub fn number(self) -> i64 {
        let index = match self {
            Self::Actor(id) => id.index(),
            Self::Time(id) => id.index(),
            Self::Statement(id) => id.index(),
            Self::Event(id) => id.index(),
        };
        index as i64 + 1
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Actor(id) => id.fmt(f),
            Self::Time(id) => id.fmt(f),
            Self::Statement(id) => id.fmt(f),
            Self::Event(id) => id.fmt(f),
        }
    }
}

impl FromStr for Item {
    type Err = ();

    fn from_str(given: &str) -> Result<Self, ()> {
        let actor = given.parse().map(Self::Actor).ok();
        let time = || given.parse().map(Self::Time).ok();
        let statement = || given.parse().map(Self::Statement).ok();
        let event = || given.parse().map(Self::Event).ok();
        actor.or_else(time).or_else(statement).or_else(event).ok_or(())
    }
}

/// The id of one entry of a ledger: a document, by number or by its own id, and a thing in it.
///
/// ```
/// use telisik_ledger::EntryId;
///
/// let entry: EntryId = "12/e3".parse()?;
/// assert_eq!(entry.to_string(), "12/e3");
/// let entry: EntryId = "news/2026/a-7/s1".parse()?;
/// assert_eq!(entry.document, "news/2026/a-7");
/// # Ok::<(), telisik_ledger::EntryIdError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId {
    /// The document's number in the ledger, or its own id.
    pub document: String,
    /// The thing in it.
    pub item: Item,
}

/// A word that is no entry id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no entry; write DOCUMENT/ITEM such as 12/e3, an event, 12/s1, a statement, 12/a2, an actor, or 12/t1, a time"
)]
pub struct EntryIdError(String);

impl EntryId {
    /// The entry of a numbered document.
    pub fn new(document: DocumentNumber, item: Item) -> Self {
        Self { document: document.0.to_string(), item }
    }
}

impl FromStr for EntryId {
    type Err = EntryIdError;

    fn from_str(given: &str) -> Result<Self, EntryIdError> {
        given
            .rsplit_once('/')
            .filter(|(document, _)| !document.is_empty())
            .and_then(|(document, item)| {
                Some(Self { document: document.to_owned(), item: item.parse().ok()? })
            })
            .ok_or_else(|| EntryIdError(given.to_owned()))
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.document, self.item)
    }
}

impl Serialize for EntryId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Ledger {
    /// The record that holds an entry, as it was read, and what it was read with.
    ///
    /// # Errors
    ///
    /// If there is no such entry, or its document's id is shared by several.
    pub fn record_of(&self, entry: &EntryId) -> Result<(DocumentNumber, Record, Fingerprint), LedgerError> {
        let none = || LedgerError::NoEntry { path: self.path.clone(), entry: entry.to_string() };
        let number = self.number_of(&entry.document)?.ok_or_else(none)?;
        let (record, reader) = self.record(number)?;
        let held = match entry.item {
            Item::Actor(_) => record.actors.len(),
            Item::Time(_) => record.times.len(),
            Item::Statement(_) => record.statements.len(),
            Item::Event(_) => record.events.len(),
        };
        if entry.item.number() <= held as i64 { Ok((number, record, reader)) } else { Err(none()) }
    }

    fn record(&self, number: DocumentNumber) -> Result<(Record, Fingerprint), LedgerError> {
        let sql = "SELECT record, program, lexicon, model FROM document JOIN reader ON reader.number = reader \
                   WHERE document.number = ?";
        let (json, reader) = self
            .connection
            .query_row(sql, [number.0], |row| {
                let reader = Fingerprint { program: row.get(1)?, lexicon: row.get(2)?, model: row.get(3)? };
                Ok((row.get::<_, String>(0)?, reader))
            })
            .map_err(|e| self.failed(e))?;
        let record = serde_json::from_str(&json).map_err(|error| LedgerError::Record {
            path: self.path.clone(),
            document: number.0,
            message: error.to_string(),
        })?;
        Ok((record, reader))
    }

    fn number_of(&self, document: &str) -> Result<Option<DocumentNumber>, LedgerError> {
        if let Ok(number) = document.parse::<i64>() {
            let sql = "SELECT number FROM document WHERE number = ?";
            let found = self.connection.query_row(sql, [number], |row| row.get(0)).optional();
            if let Some(number) = found.map_err(|e| self.failed(e))? {
                return Ok(Some(DocumentNumber(number)));
            }
        }
        let mut query = self
            .connection
            .prepare("SELECT number FROM document WHERE id = ? ORDER BY number")
            .map_err(|e| self.failed(e))?;
        let numbers: rusqlite::Result<Vec<i64>> =
            query.query_map([document], |row| row.get(0)).and_then(Iterator::collect);
        match numbers.map_err(|e| self.failed(e))?[..] {
            [] => Ok(None),
            [number] => Ok(Some(DocumentNumber(number))),
            ref several => Err(LedgerError::Ambiguous {
                path: self.path.clone(),
                id: document.to_owned(),
                numbers: several.iter().map(i64::to_string).collect::<Vec<_>>().join(", "),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples;

    #[test]
    fn an_entry_is_found_by_number_and_by_the_documents_own_id() {
        let (_folder, ledger) = examples::ledger();
        for id in ["1/e1", "kapal/e1"] {
            let (number, record, reader) = ledger.record_of(&id.parse().unwrap()).unwrap();
            assert_eq!(number, DocumentNumber(1));
            assert_eq!(record, examples::seizure("kapal"));
            assert_eq!(reader, examples::reader());
        }
    }

    #[test]
    fn what_is_not_there_is_said_not_to_be() {
        let (_folder, ledger) = examples::ledger();
        for id in ["1/e9", "7/e1", "nama lain/s1"] {
            let error = ledger.record_of(&id.parse().unwrap()).unwrap_err();
            assert!(matches!(error, LedgerError::NoEntry { .. }), "{error}");
        }
        for id in ["", "e1", "1/", "/e1", "1/x2", "1/e0"] {
            assert!(id.parse::<EntryId>().is_err(), "{id}");
        }
    }
}
