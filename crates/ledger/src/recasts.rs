//! Actors that a person says are others, in all documents or in some: a layer over what the machine reads, there and in
//! what comes later.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, ToSql, Transaction, TransactionBehavior, params};
use serde::Serialize;
use telisik_record::Record;

use crate::Arrival;
use crate::again::counting;
use crate::correct::{Anchor, Change, Correction, Named, apply};
use crate::corrections::{CorrectionRow, insert, laid, machine_before, machine_of, select};
use crate::fault::Fault;
use crate::finders::readings_of;
use crate::identity::identity;
use crate::recast::Recast;
use crate::sheet::whole_record;
use crate::write::Batch;
use crate::{DocumentNumber, Ledger, LedgerError, View};

/// An actor of a ledger, as a person names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Called {
    /// What it can be asked for by without being mistaken.
    pub key: String,
    /// As it is read.
    pub named: Named,
    /// In how many documents it is named.
    pub documents: u64,
}

/// What became of a correction of actors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recasted {
    /// The numbers of the corrections.
    pub numbers: Vec<i64>,
    /// The readings that count since, such as `12.2`.
    pub readings: Vec<String>,
}

impl Ledger {
    /// The actors that have a key or a whole name now, the most named first.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn actors_named(&self, called: &str) -> Result<Vec<Called>, LedgerError> {
        self.select_named(called.trim()).map_err(|fault| fault.told(&self.path))
    }

    fn select_named(&self, called: &str) -> Result<Vec<Called>, Fault> {
        let mut found = Vec::new();
        for condition in ["a.identity = ?1", "lower(a.name) = lower(?1)"] {
            let sql = format!(
                "SELECT a.identity, t.documents, a.number FROM actor a JOIN tally t ON t.actor = a.number \
                 WHERE t.documents > 0 AND {condition} ORDER BY 2 DESC, a.number"
            );
            let mut query = self.connection.prepare_cached(&sql)?;
            let mut rows = query.query([called])?;
            while let Some(row) = rows.next()? {
                let (key, documents): (String, i64) = (row.get(0)?, row.get(1)?);
                let Some(reading) = last_that_counts(&self.connection, row.get(2)?)? else { continue };
                let (record, _) = whole_record(&self.connection, reading)?;
                let actor = record.actors.iter().find(|actor| identity(actor) == key);
                let Some(named) = actor.map(Named::from) else { continue };
                found.push(Called { key, named, documents: documents.max(0) as u64 });
            }
            if !found.is_empty() {
                break;
            }
        }
        Ok(found)
    }

    /// Keeps that actors are another one, in the documents given, or in all that there are and come; as one revision.
    ///
    /// # Errors
    ///
    /// If one of them is named in none of the documents, or is that actor already; or if the file cannot be written.
    /// Then nothing has changed.
    pub fn recast(
        &mut self,
        actors: &[Named],
        into: &Named,
        within: &[DocumentNumber],
        author: &str,
        reason: &str,
    ) -> Result<Recasted, LedgerError> {
        let mut corrections = Vec::new();
        for actor in actors {
            let anchor = Anchor::Actor { identity: actor.identity(), name: actor.name.clone() };
            let change = Change::Actor(Recast { into: into.clone(), only: Vec::new() });
            let correction = Correction { anchor, change };
            if within.is_empty() {
                corrections.push((None, correction));
            } else {
                corrections.extend(within.iter().map(|document| (Some(document.0), correction.clone())));
            }
        }
        let path = self.path.clone();
        self.put_actors(corrections, author, reason).map_err(|fault| fault.told(&path))
    }

    /// Takes back the latest correction of an actor that holds, in all documents that it was given for. The actor is
    /// called as it was before, by key or whole name.
    ///
    /// # Errors
    ///
    /// If there is none, or as [`Ledger::recast`].
    pub fn undo_recast(&mut self, called: &str, author: &str, reason: &str) -> Result<Recasted, LedgerError> {
        let path = self.path.clone();
        self.take_back(called.trim(), author, reason).map_err(|fault| fault.told(&path))
    }

    fn take_back(&mut self, called: &str, author: &str, reason: &str) -> Result<Recasted, Fault> {
        let about = |row: &&CorrectionRow| match (&row.correction.anchor, &row.correction.change) {
            (Anchor::Actor { identity, name }, Change::Actor(_)) => {
                row.stands() && (identity == called || name.to_lowercase() == called.to_lowercase())
            }
            _ => false,
        };
        let rows = select(&self.connection, None, i64::MAX)?;
        let Some(last) = rows.iter().rfind(about).map(|row| row.revision) else {
            return Err(refused(called, "no correction of it holds").into());
        };
        let rows = rows.iter().filter(|row| row.revision == last).filter(about);
        let undone = rows.map(|row| {
            let anchor = row.correction.anchor.clone();
            let correction = Correction { anchor, change: Change::Undo(row.number) };
            (row.document.map(|document| document.0), correction)
        });
        let undone = undone.collect();
        self.put_actors(undone, author, reason)
    }

    fn put_actors(
        &mut self,
        corrections: Vec<(Option<i64>, Correction)>,
        author: &str,
        reason: &str,
    ) -> Result<Recasted, Fault> {
        let Self { connection, memory, .. } = self;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut batch = Batch::begin(&transaction, "correct", Some(author), Some(reason))?;
        let mut numbers = Vec::new();
        let mut documents = BTreeSet::new();
        for (document, correction) in &corrections {
            let touched = documents_of(&transaction, *document, correction)?;
            if let (true, Anchor::Actor { name, .. }) = (touched.is_empty(), &correction.anchor) {
                return Err(refused(name, "it is named in none of the documents").into());
            }
            documents.extend(touched);
            numbers.push(insert(&transaction, batch.revision, *document, correction, None)?);
        }
        let mut changed = Vec::new();
        for document in documents {
            let Some(current) = counting(&transaction, document)? else { continue };
            let (before, _) = whole_record(&transaction, current.reading)?;
            let (machine, reader) = machine_of(&transaction, document)?;
            let after = laid(&transaction, document, &machine)?.record;
            if after != before {
                changed.push((document, current, before, after, reader));
            }
        }
        if let (true, Some((_, Correction { anchor: Anchor::Actor { name, .. }, .. }))) =
            (changed.is_empty(), corrections.first())
        {
            return Err(refused(name, "nothing would change").into());
        }
        let mut readings = Vec::with_capacity(changed.len());
        for (document, current, before, after, reader) in &changed {
            batch.read_with(reader)?;
            readings.push(batch.supersede(current, before, Arrival::numbered(*document, after))?);
        }
        let revision = batch.revision;
        batch.end(memory)?;
        transaction.commit()?;
        memory.end(revision);
        Ok(Recasted { numbers, readings })
    }

    /// The corrections that made actors of a document the ones they are in a view, by the key of each.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn recasts_of(
        &self,
        document: DocumentNumber,
        view: View,
    ) -> Result<BTreeMap<String, Vec<CorrectionRow>>, LedgerError> {
        self.select_recasts(document.0, view).map_err(|fault| fault.told(&self.path))
    }

    fn select_recasts(
        &self,
        document: i64,
        view: View,
    ) -> Result<BTreeMap<String, Vec<CorrectionRow>>, Fault> {
        let mut found: BTreeMap<String, Vec<CorrectionRow>> = BTreeMap::new();
        let rows = select(&self.connection, Some(document), view.revision)?;
        if !rows.iter().any(|row| matches!(row.correction.change, Change::Actor(_))) {
            return Ok(found);
        }
        let (mut record, _) = machine_before(&self.connection, document, view.readings)?;
        for row in rows.into_iter().filter(CorrectionRow::stands) {
            let (after, missed) = apply(&record, std::slice::from_ref(&row.correction));
            if let (true, Anchor::Actor { identity, .. }, Change::Actor(recast)) =
                (missed.is_empty(), &row.correction.anchor, &row.correction.change)
            {
                let mut before = found.get(identity).cloned().unwrap_or_default();
                before.push(row.clone());
                found.entry(recast.into.identity()).or_default().append(&mut before);
            }
            record = after;
        }
        Ok(found)
    }
}

fn refused(called: &str, why: &str) -> LedgerError {
    LedgerError::NotApplied { entry: called.to_owned(), why: why.to_owned() }
}

/// The documents whose reading a correction of actors may change.
fn documents_of(
    transaction: &Transaction<'_>,
    document: Option<i64>,
    correction: &Correction,
) -> Result<BTreeSet<i64>, Fault> {
    let Anchor::Actor { identity, .. } = &correction.anchor else { return Ok(BTreeSet::new()) };
    let undone = matches!(correction.change, Change::Undo(_));
    let counting = "SELECT document FROM reading WHERE number = ?1 AND (?2 OR NOT EXISTS \
                      (SELECT 1 FROM superseded WHERE reading = number)) AND (?3 IS NULL OR document = ?3)";
    let mut documents = documents_named_in(transaction, identity, counting, params![undone, document])?;
    if undone && document.is_none() {
        // What came after it was never kept as the machine read it, but beside that.
        for image in images(transaction, identity)? {
            let beside = "SELECT r.document FROM reading r WHERE r.number = ?1 AND EXISTS (SELECT 1 FROM reading m \
                            JOIN machine ON machine.reading = m.number WHERE m.document = r.document)";
            documents.extend(documents_named_in(transaction, &image, beside, params![])?);
        }
    } else if undone {
        documents.extend(document);
    }
    Ok(documents)
}

/// The documents of the readings that name an actor, as far as `sql` gives them: `?1` is the reading, `more` follows.
fn documents_named_in(
    connection: &Connection,
    identity: &str,
    sql: &str,
    more: &[&dyn ToSql],
) -> rusqlite::Result<BTreeSet<i64>> {
    let actor = connection
        .prepare_cached("SELECT number FROM actor WHERE identity = ?")?
        .query_row([identity], |row| row.get::<_, i64>(0))
        .optional()?;
    let Some(actor) = actor else { return Ok(BTreeSet::new()) };
    let mut query = connection.prepare_cached(sql)?;
    let mut found = BTreeSet::new();
    for reading in readings_of(connection, actor)? {
        let bound: Vec<&dyn ToSql> =
            std::iter::once(&reading as &dyn ToSql).chain(more.iter().copied()).collect();
        found.extend(query.query_row(&bound[..], |row| row.get::<_, i64>(0)).optional()?);
    }
    Ok(found)
}

/// The last reading that names an actor and counts.
fn last_that_counts(connection: &Connection, actor: i64) -> rusqlite::Result<Option<i64>> {
    let mut gone = connection.prepare_cached("SELECT 1 FROM superseded WHERE reading = ?")?;
    for reading in readings_of(connection, actor)?.into_iter().rev() {
        if !gone.exists([reading])? {
            return Ok(Some(reading));
        }
    }
    Ok(None)
}

/// All that an actor has ever been made.
fn images(connection: &Connection, identity: &str) -> Result<BTreeSet<String>, Fault> {
    let mut found = BTreeSet::from([identity.to_owned()]);
    // A correction comes after those that it builds on.
    for row in select(connection, None, i64::MAX)? {
        if let (Anchor::Actor { identity, .. }, Change::Actor(recast)) =
            (&row.correction.anchor, &row.correction.change)
            && found.contains(identity)
        {
            found.insert(recast.into.identity());
        }
    }
    found.remove(identity);
    Ok(found)
}

/// The corrections that hold for all documents.
pub(crate) fn everywhere(connection: &Connection) -> Result<Vec<Correction>, Fault> {
    let any = connection
        .prepare_cached("SELECT 1 FROM correction WHERE document IS NULL LIMIT 1")?
        .query_row([], |_| Ok(()))
        .optional()?;
    if any.is_none() {
        return Ok(Vec::new());
    }
    let rows = select(connection, Some(0), i64::MAX)?;
    Ok(rows.into_iter().filter(CorrectionRow::stands).map(|row| row.correction).collect())
}

/// A record with the corrections of all documents laid over it; none where it is the same.
pub(crate) fn put_right(record: &Record, standing: &[Correction]) -> Option<Record> {
    if standing.is_empty() {
        return None;
    }
    let names: BTreeSet<String> = record.actors.iter().map(identity).collect();
    let meant =
        |one: &Correction| matches!(&one.anchor, Anchor::Actor { identity, .. } if names.contains(identity));
    if !standing.iter().any(meant) {
        return None;
    }
    let (after, _) = apply(record, standing);
    (after != *record).then_some(after)
}

#[cfg(test)]
#[path = "recasts_tests.rs"]
mod tests;
