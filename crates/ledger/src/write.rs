use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use telisik_record::{Document, Edtf, Record};

use crate::again::Counting;
use crate::corrections::keep_machine;
use crate::fault::Fault;
use crate::memory::Memory;
use crate::revision::{self, Heading};
use crate::rows::Writer;
use crate::settle::{NewReading, settle};
use crate::sheet::{hash_bytes, prefix};
use crate::{Arrival, DocumentNumber, Ledger, LedgerError, recasts};

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
        self.add_arrivals(records.iter().map(Arrival::from).collect(), reader)
    }

    /// Adds records that were made ready, as [`Ledger::add`] does.
    ///
    /// # Errors
    ///
    /// As for [`Ledger::add`].
    pub fn add_arrivals(
        &mut self,
        arrivals: Vec<Arrival<'_>>,
        reader: &Fingerprint,
    ) -> Result<Vec<Added>, LedgerError> {
        let path = self.path.clone();
        self.add_all(arrivals, reader).map_err(|fault| fault.told(&path))
    }

    fn add_all(&mut self, arrivals: Vec<Arrival<'_>>, reader: &Fingerprint) -> Result<Vec<Added>, Fault> {
        // A thousand questions to an index are cheaper than one revision for nothing.
        let known = arrivals.iter().map(|arrival| known(&self.connection, &arrival.digest));
        let known: Vec<Option<DocumentNumber>> = known.collect::<rusqlite::Result<_>>()?;
        if let Some(known) = known.into_iter().collect::<Option<Vec<_>>>() {
            return Ok(known.into_iter().map(Added::Known).collect());
        }
        let Self { connection, memory, .. } = self;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let standing = recasts::everywhere(&transaction)?;
        let mut batch = Batch::begin(&transaction, "add", None, None)?;
        batch.writer.numbers = memory.numbers();
        batch.read_with(reader)?;
        let mut added = Vec::with_capacity(arrivals.len());
        for arrival in arrivals {
            added.push(match recasts::put_right(&arrival.record, &standing) {
                Some(after) => batch.add(arrival.put_right(after))?,
                None => batch.add(arrival)?,
            });
        }
        // Somebody else may have brought all of them meanwhile: then there is nothing to be kept.
        let revision = batch.revision;
        if batch.end(memory)? > 0 {
            transaction.commit()?;
            memory.end(revision);
        }
        Ok(added)
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
    searched: Vec<(i64, String)>,
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

    pub(crate) fn add(&mut self, mut arrival: Arrival<'r>) -> Result<Added, Fault> {
        if let Some(number) = known(self.transaction, &arrival.digest)? {
            return Ok(Added::Known(number));
        }
        let packed = arrival.packed()?;
        let document = self.document(&arrival, &packed.text)?;
        if !arrival.roots.is_empty() {
            self.searched.push((document, std::mem::take(&mut arrival.roots)));
        }
        self.reading(document, 1, arrival, &packed.record)?;
        Ok(Added::New(DocumentNumber(document)))
    }

    /// Puts a reading in the place of the one that counts; returns its name.
    pub(crate) fn supersede(
        &mut self,
        current: &Counting,
        kept: &Record,
        mut arrival: Arrival<'r>,
    ) -> Result<String, Fault> {
        let document = arrival.number.unwrap_or_default();
        if known(self.transaction, &arrival.digest)? != Some(DocumentNumber(document)) {
            return Err(Fault::unreadable(document, "what was read again is another document"));
        }
        let players = self.writer.players(self.transaction, kept)?;
        self.writer.tally.count(kept, &players, -1);
        self.transaction
            .prepare_cached("INSERT INTO superseded VALUES (?, ?)")?
            .execute([current.reading, self.revision])?;
        let packed = arrival.packed()?;
        self.reading(document, current.ordinal + 1, arrival, &packed.record)?;
        Ok(prefix(document, current.ordinal + 1))
    }

    fn reading(
        &mut self,
        document: i64,
        ordinal: i64,
        arrival: Arrival<'r>,
        packed: &[u8],
    ) -> Result<(), Fault> {
        self.readings += 1;
        let reading = self.readings;
        self.transaction
            .prepare_cached("INSERT INTO reading VALUES (?, ?, ?, ?, ?, ?)")?
            .execute(params![reading, document, ordinal, self.revision, self.reader, packed])?;
        self.writer.rows(self.transaction, reading, &arrival.record)?;
        if let Some(machine) = &arrival.machine {
            keep_machine(self.transaction, machine)?;
        }
        let Arrival { digest, record, sketched, tellings, .. } = arrival;
        self.new.push(NewReading { reading, document, ordinal, digest, record, sketched, tellings });
        Ok(())
    }

    fn document(&self, arrival: &Arrival<'_>, packed: &[u8]) -> rusqlite::Result<i64> {
        let Document { id, url, outlet, title, published, lang, sha256, .. } = &arrival.record.document;
        self.transaction
            .prepare_cached("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?
            .execute(params![
                arrival.number,
                arrival.digest,
                id,
                hash_bytes(sha256),
                url,
                outlet,
                title,
                published.as_ref().map(Edtf::as_str),
                lang.code(),
                self.revision,
                packed
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
