use std::fmt;
use std::str::FromStr;

use rusqlite::OptionalExtension;
use serde::{Serialize, Serializer};
use telisik_record::{ActorId, EventId, Record, StatementId, TimeId};

use crate::fault::Fault;
use crate::sheet::whole_record;
use crate::{Fingerprint, Ledger, LedgerError, View};

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
    /// A norm, by its place among those of the record, from 1.
    Norm(u32),
    /// A warning, by its place among those of the record, from 1.
    Warning(u32),
}

impl Item {
    /// Its number among the things of its kind, from 1.
    pub fn number(self) -> i64 {
        let index = match self {
            Self::Actor(id) => id.index(),
            Self::Time(id) => id.index(),
            Self::Statement(id) => id.index(),
            Self::Event(id) => id.index(),
            Self::Norm(number) | Self::Warning(number) => return i64::from(number),
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
            Self::Norm(number) => write!(f, "n{number}"),
            Self::Warning(number) => write!(f, "w{number}"),
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
        let place = |letter| given.strip_prefix(letter)?.parse().ok().filter(|&place: &u32| place > 0);
        let norm = || place('n').map(Self::Norm);
        let warning = || place('w').map(Self::Warning);
        actor.or_else(time).or_else(statement).or_else(event).or_else(norm).or_else(warning).ok_or(())
    }
}

/// The id of one entry of a ledger: a document, by number or by its own id, and a thing in it.
///
/// A document that is read again keeps its number, and the reading's is put behind it: `12.2/e3`.
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
    /// The document's number in the ledger, with the reading's where it is not the first; or its own id.
    pub document: String,
    /// The thing in it.
    pub item: Item,
}

/// A word that is no entry id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no entry; write DOCUMENT/ITEM such as 12/e3, an event, 12/s1, a statement, 12/a2, an \
     actor, 12/t1, a time, 12/n1, a norm, or 12/w1, a warning"
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

/// A reading of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The document's number.
    pub document: DocumentNumber,
    /// Which reading of it, from 1.
    pub ordinal: i64,
    /// The revision that added the reading.
    pub revision: i64,
    /// The revision that put another reading in its place, as far as the view reaches.
    pub superseded: Option<i64>,
    /// What was read.
    pub record: Record,
    /// What it was read with.
    pub reader: Fingerprint,
}

impl Ledger {
    /// The reading that holds an entry, as it was read, and what it was read with.
    ///
    /// `12/e3` is of the first reading of document 12 and `12.2/e3` of its second, for ever; a document's own id
    /// stands for the reading that counts in the view, the newest one where none is given.
    ///
    /// # Errors
    ///
    /// If there is no such entry as of the view, or its document's id is shared by several.
    pub fn record_of(&self, entry: &EntryId, view: Option<View>) -> Result<Kept, LedgerError> {
        self.select_record(entry, view).map_err(|fault| fault.told(&self.path))
    }

    fn select_record(&self, entry: &EntryId, view: Option<View>) -> Result<Kept, Fault> {
        let view = match view {
            Some(view) => view,
            None => self.newest()?,
        };
        let none = || LedgerError::NoEntry { path: self.path.clone(), entry: entry.to_string() };
        let reading = self.reading_called(&entry.document, view)?.ok_or_else(none)?;
        let kept = self.kept(reading, view)?;
        let held = match entry.item {
            Item::Actor(_) => kept.record.actors.len(),
            Item::Time(_) => kept.record.times.len(),
            Item::Statement(_) => kept.record.statements.len(),
            Item::Event(_) => kept.record.events.len(),
            Item::Norm(_) => kept.record.norms.len(),
            Item::Warning(_) => kept.record.warnings.len(),
        };
        if entry.item.number() <= held as i64 { Ok(kept) } else { Err(none().into()) }
    }

    pub(crate) fn kept(&self, reading: i64, view: View) -> Result<Kept, Fault> {
        let (record, reader) = whole_record(&self.connection, reading)?;
        let mut query = self.connection.prepare_cached(
            "SELECT document, ordinal, r.revision, s.revision FROM reading r \
             LEFT JOIN superseded s ON s.reading = r.number AND s.revision <= ? WHERE r.number = ?",
        )?;
        Ok(query.query_row([view.revision, reading], |row| {
            Ok(Kept {
                document: DocumentNumber(row.get(0)?),
                ordinal: row.get(1)?,
                revision: row.get(2)?,
                superseded: row.get(3)?,
                record,
                reader,
            })
        })?)
    }

    /// The number of the reading that `12`, `12.2` or a document's own id means.
    pub(crate) fn reading_called(&self, name: &str, view: View) -> Result<Option<i64>, Fault> {
        let (document, ordinal) = name.split_once('.').unwrap_or((name, "1"));
        if let (Ok(document), Ok(ordinal)) = (document.parse::<i64>(), ordinal.parse::<i64>()) {
            let sql = "SELECT number FROM reading WHERE document = ? AND ordinal = ? AND number <= ?";
            let bound = [document, ordinal, view.readings];
            let found = self.connection.query_row(sql, bound, |row| row.get(0)).optional()?;
            if found.is_some() {
                return Ok(found);
            }
        }
        let mut query = self.connection.prepare(
            "SELECT d.number, (SELECT max(r.number) FROM reading r WHERE r.document = d.number AND r.number <= ?2) \
             FROM document d WHERE d.id = ?1 AND d.revision <= ?3 ORDER BY d.number",
        )?;
        let rows =
            query.query_map((name, view.readings, view.revision), |row| Ok((row.get(0)?, row.get(1)?)))?;
        let found: Vec<(i64, Option<i64>)> = rows.collect::<rusqlite::Result<_>>()?;
        match found[..] {
            [] => Ok(None),
            [(_, reading)] => Ok(reading),
            ref several => Err(LedgerError::Ambiguous {
                path: self.path.clone(),
                id: name.to_owned(),
                numbers: several.iter().map(|(number, _)| number.to_string()).collect::<Vec<_>>().join(", "),
            }
            .into()),
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
            let kept = ledger.record_of(&id.parse().unwrap(), None).unwrap();
            assert_eq!((kept.document, kept.ordinal, kept.revision), (DocumentNumber(1), 1, 1));
            let added = serde_json::to_string(&examples::seizure("kapal")).unwrap();
            assert_eq!(serde_json::to_string(&kept.record).unwrap(), added);
            assert_eq!(kept.reader, examples::reader());
        }
    }

    #[test]
    fn what_is_not_there_is_said_not_to_be() {
        let (_folder, ledger) = examples::ledger();
        for id in ["1/e9", "7/e1", "nama lain/s1", "1.2/e1", "1.0/e1", "99999999999999999999/e1"] {
            let error = ledger.record_of(&id.parse().unwrap(), None).unwrap_err();
            assert!(matches!(error, LedgerError::NoEntry { .. }), "{error}");
        }
        for id in ["", "e1", "1/", "/e1", "1/x2", "1/e0"] {
            assert!(id.parse::<EntryId>().is_err(), "{id}");
        }
    }
}
