use std::sync::atomic::AtomicUsize;

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use sha2::{Digest, Sha256};
use telisik_record::{Document, Edtf, Record};

use crate::again::Counting;
use crate::corrections::keep_machine;
use crate::fault::Fault;
use crate::memory::Memory;
use crate::ready::Ready;
use crate::revision::{self, Heading};
use crate::rows::Writer;
use crate::settle::{NewReading, settle};
use crate::sheet::{hash_bytes, packed_record, packed_text, prefix};
use crate::stories::Sketched;
use crate::{DocumentNumber, Ledger, LedgerError, recasts};

/// What a record was read with.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Fingerprint {
    /// The program's version.
    pub program: String,
    /// SHA-256 of the lexicon.
    pub lexicon: String,
    /// SHA-256 of the models.
    pub model: String,
}

/// What became of one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It is in the ledger now, under this number.
    New(DocumentNumber),
    /// The same document was there already; nothing has changed.
    Known(DocumentNumber),
}

/// Documents a revision of a batch that is added document by document: where a run was cut off, the next one of the
/// same documents comes to the same revisions.
pub const CHUNK: usize = 256;

impl Added {
    /// The document's number.
    pub fn number(self) -> DocumentNumber {
        match self {
            Self::New(number) | Self::Known(number) => number,
        }
    }
}

/// A record that comes in.
#[derive(Debug, Clone, Copy)]
pub struct Arrival<'a> {
    /// What was read.
    pub record: &'a Record,
    /// The roots of its words, parted by blanks, for searching; empty where it is not to be found.
    pub roots: &'a str,
}

impl<'a> From<&'a Record> for Arrival<'a> {
    fn from(record: &'a Record) -> Self {
        Self { record, roots: "" }
    }
}

impl Ledger {
    /// Adds records, all or none of them, as one revision. When this returns they are on the disk.
    ///
    /// A document is the same as another if all that was given with it is the same: text, id, outlet, title,
    /// address, language and day of publication. Where all are known there is no revision.
    ///
    /// # Errors
    ///
    /// If the file cannot be written; then none of the records has been added.
    pub fn add(&mut self, records: &[Record], reader: &Fingerprint) -> Result<Vec<Added>, LedgerError> {
        let arrivals: Vec<Arrival> = records.iter().map(Arrival::from).collect();
        self.add_arrivals(&arrivals, reader)
    }

    /// Adds records with the roots that they are searched by, as [`Ledger::add`] does.
    ///
    /// # Errors
    ///
    /// As for [`Ledger::add`].
    pub fn add_arrivals(
        &mut self,
        arrivals: &[Arrival<'_>],
        reader: &Fingerprint,
    ) -> Result<Vec<Added>, LedgerError> {
        let path = self.path.clone();
        self.add_all(arrivals, reader).map_err(|fault| fault.told(&path))
    }

    fn add_all(&mut self, arrivals: &[Arrival<'_>], reader: &Fingerprint) -> Result<Vec<Added>, Fault> {
        let digests: Vec<[u8; 32]> =
            arrivals.iter().map(|arrival| digest(&arrival.record.document)).collect();
        // A thousand questions to an index are cheaper than one revision for nothing.
        let known = digests.iter().map(|digest| known(&self.connection, digest));
        let known: Vec<Option<DocumentNumber>> = known.collect::<rusqlite::Result<_>>()?;
        if let Some(known) = known.iter().copied().collect::<Option<Vec<_>>>() {
            return Ok(known.into_iter().map(Added::Known).collect());
        }
        let standing = recasts::everywhere(&self.connection)?;
        let put_right: Vec<Option<Record>> =
            arrivals.iter().map(|arrival| recasts::put_right(arrival.record, &standing)).collect();
        let new: Vec<usize> = (0..arrivals.len()).filter(|&at| known[at].is_none()).collect();
        let Self { connection, memory, .. } = self;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if recasts::everywhere(&transaction)? != standing {
            // A person has put an actor right meanwhile.
            drop(transaction);
            return self.add_all(arrivals, reader);
        }
        let mut batch = Batch::begin(&transaction, "add", None, None)?;
        batch.writer.numbers = memory.numbers();
        batch.read_with(reader)?;
        let make = |at: usize| {
            let at = new[at];
            Incoming::new(&arrivals[at], digests[at], put_right[at].as_ref())
        };
        let given = AtomicUsize::new(0);
        let added = std::thread::scope(|scope| {
            let mut ready = Ready::begin(scope, new.len(), make, &given);
            let mut add = |known: Option<DocumentNumber>| match known {
                Some(number) => Ok(Some(Added::Known(number))),
                None => ready.next().map(|incoming| batch.add(incoming?)).transpose(),
            };
            known.into_iter().filter_map(|known| add(known).transpose()).collect::<Result<Vec<_>, Fault>>()
        })?;
        // Somebody else may have brought all of them meanwhile: then there is nothing to be kept.
        let revision = batch.revision;
        if batch.end(memory)? > 0 {
            transaction.commit()?;
            memory.end(revision);
        }
        Ok(added)
    }
}

/// A document made ready to be written.
pub(crate) struct Incoming<'a> {
    record: &'a Record,
    /// What the machine read, where a person has put it right before it came.
    machine: Option<&'a Record>,
    roots: &'a str,
    /// Its number, where it has one already.
    number: Option<i64>,
    digest: [u8; 32],
    packed_record: Vec<u8>,
    packed_text: Vec<u8>,
    sketched: Sketched,
}

impl<'a> Incoming<'a> {
    fn new(arrival: &Arrival<'a>, digest: [u8; 32], put_right: Option<&'a Record>) -> Result<Self, Fault> {
        let record = put_right.unwrap_or(arrival.record);
        let failed = |error: std::io::Error| rusqlite::Error::ToSqlConversionFailure(error.into());
        Ok(Self {
            record,
            machine: put_right.map(|_| arrival.record),
            roots: arrival.roots,
            number: None,
            digest,
            packed_record: packed_record(record).map_err(failed)?,
            packed_text: packed_text(&record.document.text).map_err(failed)?,
            sketched: Sketched::of(record),
        })
    }

    /// A document of an earlier form, which keeps its number.
    pub(crate) fn numbered(number: i64, record: &'a Record) -> Result<Self, Fault> {
        let incoming = Self::new(&Arrival::from(record), digest(&record.document), None)?;
        Ok(Self { number: Some(number), ..incoming })
    }
}

/// One revision on its way in.
pub(crate) struct Batch<'t, 'r> {
    transaction: &'t Transaction<'t>,
    pub(crate) revision: i64,
    /// The number of what the readings were read with.
    reader: Option<i64>,
    /// The last reading so far.
    readings: i64,
    writer: Writer,
    new: Vec<NewReading<'r>>,
    /// Documents and the roots they are searched by. They are written one after another, as whatever is written between
    /// two of them makes the search index begin a new segment.
    searched: Vec<(i64, &'r str)>,
}

impl<'t, 'r> Batch<'t, 'r> {
    pub(crate) fn begin(
        transaction: &'t Transaction<'t>,
        kind: &'static str,
        author: Option<&str>,
        note: Option<&str>,
    ) -> rusqlite::Result<Self> {
        let readings = last_reading(transaction)?;
        let heading = Heading { kind, author, note, readings };
        let revision = revision::begin(transaction, &heading)?;
        let (writer, new, searched) = (Writer::default(), Vec::new(), Vec::new());
        Ok(Self { transaction, revision, reader: None, readings, writer, new, searched })
    }

    /// What comes next was read with this.
    pub(crate) fn read_with(&mut self, reader: &Fingerprint) -> rusqlite::Result<()> {
        self.reader = Some(reader_number(self.transaction, reader)?);
        Ok(())
    }

    pub(crate) fn add(&mut self, incoming: Incoming<'r>) -> Result<Added, Fault> {
        if let Some(number) = known(self.transaction, &incoming.digest)? {
            return Ok(Added::Known(number));
        }
        let document = self.document(&incoming)?;
        if !incoming.roots.is_empty() {
            self.searched.push((document, incoming.roots));
        }
        self.reading(document, 1, incoming)?;
        Ok(Added::New(DocumentNumber(document)))
    }

    /// Puts a reading in the place of the one that counts; returns its name.
    pub(crate) fn supersede(
        &mut self,
        current: &Counting,
        kept: &Record,
        incoming: Incoming<'r>,
    ) -> Result<String, Fault> {
        let document = incoming.number.unwrap_or_default();
        if known(self.transaction, &incoming.digest)? != Some(DocumentNumber(document)) {
            return Err(Fault::unreadable(document, "what was read again is another document"));
        }
        let players = self.writer.players(self.transaction, kept)?;
        self.writer.tally.count(kept, &players, -1);
        self.transaction
            .prepare_cached("INSERT INTO superseded VALUES (?, ?)")?
            .execute([current.reading, self.revision])?;
        self.reading(document, current.ordinal + 1, incoming)?;
        Ok(prefix(document, current.ordinal + 1))
    }

    fn reading(&mut self, document: i64, ordinal: i64, incoming: Incoming<'r>) -> Result<(), Fault> {
        self.readings += 1;
        let reading = self.readings;
        self.transaction.prepare_cached("INSERT INTO reading VALUES (?, ?, ?, ?, ?, ?)")?.execute(
            params![reading, document, ordinal, self.revision, self.reader, incoming.packed_record],
        )?;
        self.writer.rows(self.transaction, reading, incoming.record)?;
        if let Some(machine) = incoming.machine {
            keep_machine(self.transaction, machine)?;
        }
        let Incoming { digest, record, sketched, .. } = incoming;
        self.new.push(NewReading { reading, document, ordinal, digest, record, sketched });
        Ok(())
    }

    fn document(&self, incoming: &Incoming<'_>) -> rusqlite::Result<i64> {
        let Document { id, url, outlet, title, published, lang, sha256, .. } = &incoming.record.document;
        self.transaction
            .prepare_cached("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?
            .execute(params![
                incoming.number,
                incoming.digest,
                id,
                hash_bytes(sha256),
                url,
                outlet,
                title,
                published.as_ref().map(Edtf::as_str),
                lang.code(),
                self.revision,
                incoming.packed_text
            ])?;
        Ok(self.transaction.last_insert_rowid())
    }

    /// Writes what follows from all of the revision; returns how many readings it has added.
    pub(crate) fn end(mut self, memory: &mut Memory) -> Result<usize, Fault> {
        self.writer.end(self.transaction)?;
        self.transaction.execute(
            "UPDATE revision SET readings = ?, reader = ? WHERE number = ?",
            params![self.readings, self.reader, self.revision],
        )?;
        self.new.sort_by(|a, b| place(a).cmp(&place(b)));
        let added = self.new.len();
        memory.numbers = self.writer.numbers;
        settle(self.transaction, self.new, self.revision, memory)?;
        let mut index = self.transaction.prepare_cached("INSERT INTO search (rowid, roots) VALUES (?, ?)")?;
        for searched in self.searched {
            index.execute(searched)?;
        }
        Ok(added)
    }
}

/// By day of publication, then digest.
fn place<'a>(new: &'a NewReading<'_>) -> (Option<&'a str>, &'a [u8]) {
    (new.record.document.published.as_ref().map(Edtf::as_str), &new.digest)
}

fn last_reading(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("SELECT coalesce(max(number), 0) FROM reading", [], |row| row.get(0))
}

fn reader_number(transaction: &Transaction<'_>, reader: &Fingerprint) -> rusqlite::Result<i64> {
    let Fingerprint { program, lexicon, model } = reader;
    transaction.execute(
        "INSERT OR IGNORE INTO reader (program, lexicon, model) VALUES (?, ?, ?)",
        params![program, lexicon, model],
    )?;
    transaction.query_row(
        "SELECT number FROM reader WHERE program = ? AND lexicon = ? AND model = ?",
        params![program, lexicon, model],
        |row| row.get(0),
    )
}

fn known(connection: &Connection, digest: &[u8; 32]) -> rusqlite::Result<Option<DocumentNumber>> {
    connection
        .prepare_cached("SELECT number FROM document WHERE digest = ?")?
        .query_row([digest], |row| row.get(0).map(DocumentNumber))
        .optional()
}

/// SHA-256 over all that was given with a document; what reading found out about it is left out.
pub(crate) fn digest(document: &Document) -> [u8; 32] {
    let Document { id, url, outlet, title, published, lang, sha256, .. } = document;
    let mut digest = Sha256::new();
    let published = published.as_ref().map(Edtf::as_str);
    let given = [
        Some(id.as_str()),
        url.as_deref(),
        outlet.as_deref(),
        title.as_deref(),
        published,
        Some(lang.code()),
    ];
    for part in given.into_iter().chain([Some(sha256.as_str())]) {
        let part = part.map(str::as_bytes);
        digest.update(part.map_or(u64::MAX, |bytes| bytes.len() as u64).to_le_bytes());
        digest.update(part.unwrap_or_default());
    }
    digest.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples;

    #[test]
    fn the_same_document_again_changes_nothing() {
        let (_folder, mut ledger) = examples::ledger();
        let again = ledger.add(&[examples::seizure("kapal")], &examples::reader()).unwrap();
        assert_eq!(again, [Added::Known(DocumentNumber(1))]);
        assert_eq!(ledger.view(None).unwrap().revision, 1);
    }

    #[test]
    fn the_same_document_twice_in_a_batch_is_one() {
        let (_folder, mut ledger) = examples::ledger();
        let twice = [examples::seizure("dua"), examples::seizure("dua")];
        let added = ledger.add(&twice, &examples::reader()).unwrap();
        assert_eq!(added, [Added::New(DocumentNumber(2)), Added::Known(DocumentNumber(2))]);
    }

    #[test]
    fn another_day_of_publication_makes_another_document() {
        let (_folder, mut ledger) = examples::ledger();
        let mut record = examples::seizure("kapal");
        record.document.published = Some("2026-01-02".parse().unwrap());
        let added = ledger.add(&[record], &examples::reader()).unwrap();
        assert!(matches!(added[..], [Added::New(_)]));
    }

    #[test]
    fn a_batch_that_fails_leaves_nothing_behind() {
        let (_folder, mut ledger) = examples::ledger();
        let mut broken = examples::seizure("rusak");
        let twice = broken.events[0].clone();
        broken.events.push(twice);
        let good = examples::seizure("utuh");
        assert!(ledger.add(&[good.clone(), broken], &examples::reader()).is_err());
        assert!(ledger.record_of(&"utuh/e1".parse().unwrap(), None).is_err());
        assert_eq!(ledger.view(None).unwrap().revision, 1);
        assert!(matches!(ledger.add(&[good], &examples::reader()).unwrap()[..], [Added::New(_)]));
    }
}
