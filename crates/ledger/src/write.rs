use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};
use sha2::{Digest, Sha256};
use telisik_record::{AccordingTo, ActorId, Document, Edtf, Event, Record, Statement};

use crate::{DocumentNumber, Item, Ledger, LedgerError};

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

impl Ledger {
    /// Adds records, all or none of them. When this returns they are on the disk.
    ///
    /// A document is the same as another if all that was given with it is the same: text, id, outlet, title,
    /// address, language and day of publication.
    ///
    /// # Errors
    ///
    /// If the file cannot be written; then none of the records has been added.
    pub fn add(&mut self, records: &[Record], reader: &Fingerprint) -> Result<Vec<Added>, LedgerError> {
        let path = self.path.clone();
        self.add_all(records, reader).map_err(|error| LedgerError::of(&path, error))
    }

    fn add_all(&mut self, records: &[Record], reader: &Fingerprint) -> rusqlite::Result<Vec<Added>> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let reader = reader_number(&transaction, reader)?;
        let added = records.iter().map(|record| add(&transaction, record, reader));
        let added = added.collect::<rusqlite::Result<_>>()?;
        transaction.commit()?;
        Ok(added)
    }
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

fn known(connection: &rusqlite::Connection, digest: &str) -> rusqlite::Result<Option<DocumentNumber>> {
    connection
        .prepare_cached("SELECT number FROM document WHERE digest = ?")?
        .query_row([digest], |row| row.get(0).map(DocumentNumber))
        .optional()
}

/// SHA-256 over all that was given with a document; what reading found out about it is left out.
fn digest(document: &Document) -> String {
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
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn add(transaction: &Transaction<'_>, record: &Record, reader: i64) -> rusqlite::Result<Added> {
    let document = &record.document;
    let digest = digest(document);
    if let Some(number) = known(transaction, &digest)? {
        return Ok(Added::Known(number));
    }
    let json =
        serde_json::to_string(record).map_err(|e| rusqlite::Error::ToSqlConversionFailure(e.into()))?;
    transaction
        .prepare_cached(
            "INSERT INTO document (digest, id, sha256, outlet, title, published, lang, reader, record) \
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            digest,
            document.id,
            document.sha256,
            document.outlet,
            document.title,
            document.published.as_ref().map(Edtf::as_str),
            document.lang.code(),
            reader,
            json
        ])?;
    let number = transaction.last_insert_rowid();
    add_actors(transaction, record, number)?;
    for statement in &record.statements {
        add_statement(transaction, record, statement, number)?;
    }
    for event in &record.events {
        add_event(transaction, record, event, number)?;
    }
    add_stances(transaction, record, number)?;
    Ok(Added::New(DocumentNumber(number)))
}

fn add_actors(transaction: &Transaction<'_>, record: &Record, document: i64) -> rusqlite::Result<()> {
    let mut insert = transaction.prepare_cached("INSERT INTO actor VALUES (?, ?, ?, ?, ?, ?, ?)")?;
    for actor in &record.actors {
        insert.execute(params![
            document,
            item(actor.id),
            actor.name,
            word(&actor.kind),
            actor.code.as_ref().map(|code| code.as_str()),
            actor.key,
            actor.mentions.len() as i64
        ])?;
    }
    Ok(())
}

fn add_statement(
    transaction: &Transaction<'_>,
    record: &Record,
    statement: &Statement,
    document: i64,
) -> rusqlite::Result<()> {
    let text = &record.document.text;
    let number = Item::Statement(statement.id).number();
    let content: Vec<&str> = statement.content.iter().map(|&span| text.slice(span)).collect();
    let date = statement.time.and_then(|id| record.times.get(id.index())?.edtf());
    transaction.prepare_cached("INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?.execute(
        params![
            document,
            number,
            word(&statement.kind),
            word(&statement.attribution),
            content.join(" … "),
            statement.cue.map(|span| text.slice(span)),
            statement.via.join(" → "),
            date.as_ref().map(Edtf::as_str),
            date.as_ref().and_then(Edtf::first_day).map(|day| day.to_string()),
            date.as_ref().and_then(Edtf::last_day).map(|day| day.to_string()),
            statement.rule.as_str()
        ],
    )?;
    let mut insert = transaction.prepare_cached("INSERT INTO speaker VALUES (?, ?, ?, ?)")?;
    for (place, &actor) in statement.speakers.iter().enumerate() {
        insert.execute(params![document, number, place as i64, item(actor)])?;
    }
    Ok(())
}

fn add_event(
    transaction: &Transaction<'_>,
    record: &Record,
    event: &Event,
    document: i64,
) -> rusqlite::Result<()> {
    let number = Item::Event(event.id).number();
    let statement = match event.according_to {
        AccordingTo::Narrator => None,
        AccordingTo::Statement(id) => Some(Item::Statement(id).number()),
    };
    transaction.prepare_cached("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?.execute(
        params![
            document,
            number,
            event.kind.as_str(),
            event.status.as_str(),
            statement,
            event.date.as_ref().map(Edtf::as_str),
            event.date.as_ref().and_then(Edtf::first_day).map(|day| day.to_string()),
            event.date.as_ref().and_then(Edtf::last_day).map(|day| day.to_string()),
            event.cameo,
            record.document.text.slice(event.trigger),
            event.rule.as_str()
        ],
    )?;
    let mut insert = transaction.prepare_cached("INSERT INTO party VALUES (?, ?, ?, ?, ?)")?;
    for (side, actors) in [("source", &event.sources), ("target", &event.targets)] {
        for (place, &actor) in actors.iter().enumerate() {
            insert.execute(params![document, number, side, place as i64, item(actor)])?;
        }
    }
    Ok(())
}

fn add_stances(transaction: &Transaction<'_>, record: &Record, document: i64) -> rusqlite::Result<()> {
    let mut insert = transaction.prepare_cached("INSERT INTO stance VALUES (?, ?, ?, ?, ?, ?)")?;
    for (place, stance) in record.stances.iter().enumerate() {
        insert.execute(params![
            document,
            place as i64,
            item(stance.holder),
            Item::Event(stance.event).number(),
            stance.stance.as_str(),
            stance.statement.map(|id| Item::Statement(id).number())
        ])?;
    }
    Ok(())
}

fn item(actor: ActorId) -> i64 {
    Item::Actor(actor).number()
}

/// The word that the record format has for a unit variant.
fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
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
        let twice = broken.actors[0].clone();
        broken.actors.push(twice);
        let good = examples::seizure("utuh");
        assert!(ledger.add(&[good.clone(), broken], &examples::reader()).is_err());
        assert!(ledger.record_of(&"utuh/e1".parse().unwrap()).is_err());
        assert!(matches!(ledger.add(&[good], &examples::reader()).unwrap()[..], [Added::New(_)]));
    }
}
