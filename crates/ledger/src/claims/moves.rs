//! What a person has moved between claims: it holds for the words that tell an event, whatever reads them.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};
use telisik_record::{Event, Record, Span};

use crate::{ClaimNumber, numbers};

/// Where an event was and is, by what a person did to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Moved {
    /// The words that tell it.
    trigger: Span,
    kind: i64,
    /// The claims it was of, the first as the machine had it.
    before: Vec<ClaimNumber>,
    /// The claim it is of.
    pub(super) claim: ClaimNumber,
}

impl Moved {
    /// Whether it is this event of a record: in these words of the same type, or of any where none there has it.
    pub(super) fn is(&self, record: &Record, event: &Event) -> bool {
        let here = |one: &Event| one.trigger.overlaps(self.trigger);
        let same = |one: &Event| numbers::of_type(one.kind) == self.kind;
        here(event) && (same(event) || !record.events.iter().any(|one| here(one) && same(one)))
    }

    /// The claim it was of before the last move that holds; none where all were taken back.
    pub(super) fn back(&self) -> Option<ClaimNumber> {
        self.before.last().copied()
    }
}

/// The events of a document that a person has moved.
pub(super) fn of_document(connection: &Connection, document: i64) -> rusqlite::Result<Vec<Moved>> {
    let mut query = connection.prepare_cached(
        "SELECT start, \"end\", type, claim, home FROM regrouped WHERE document = ? \
         ORDER BY revision, start, \"end\", type, home",
    )?;
    let mut rows = query.query([document])?;
    let mut found: Vec<Moved> = Vec::new();
    while let Some(row) = rows.next()? {
        let (trigger, home) = (Span::new(row.get(0)?, row.get(1)?), ClaimNumber(row.get(4)?));
        let kind: i64 = row.get(2)?;
        let claim = row.get::<_, Option<i64>>(3)?.map(ClaimNumber);
        // Of two events in the same words the one that is where this one was.
        let same =
            |moved: &Moved| moved.kind == kind && moved.trigger.overlaps(trigger) && moved.claim == home;
        let at = found.iter().position(same).unwrap_or_else(|| {
            found.push(Moved { trigger, kind, before: Vec::new(), claim: home });
            found.len() - 1
        });
        let moved = &mut found[at];
        match claim {
            Some(claim) => {
                moved.before.push(home);
                moved.claim = claim;
            }
            None => moved.claim = moved.before.pop().unwrap_or(home),
        }
    }
    Ok(found)
}

/// Keeps that an event was moved from one claim into another, or taken back where there is no other.
pub(super) fn keep(
    connection: &Connection,
    revision: i64,
    (document, event): (i64, &Event),
    from: ClaimNumber,
    to: Option<ClaimNumber>,
) -> rusqlite::Result<()> {
    connection.prepare_cached("INSERT OR REPLACE INTO regrouped VALUES (?, ?, ?, ?, ?, ?, ?)")?.execute(
        params![
            document,
            revision,
            event.trigger.start,
            event.trigger.end,
            numbers::of_type(event.kind),
            to.map(|claim| claim.0),
            from.0
        ],
    )?;
    Ok(())
}

/// The claims that a person has taken events of into this one, or out of this one into others.
pub(super) fn parted_from(
    connection: &Connection,
    claim: ClaimNumber,
) -> rusqlite::Result<BTreeSet<ClaimNumber>> {
    connection
        .prepare_cached("SELECT home FROM regrouped WHERE claim = ?1 AND home <> ?1")?
        .query_map([claim.0], |row| row.get(0).map(ClaimNumber))?
        .collect()
}

/// Who moved an event of a reading's document into a claim last, and why.
pub(super) fn by_whom(
    connection: &Connection,
    reading: i64,
    claim: ClaimNumber,
    revision: i64,
) -> rusqlite::Result<Option<(String, String)>> {
    let mut query = connection.prepare_cached(
        "SELECT r.author, r.note FROM regrouped m JOIN revision r ON r.number = m.revision \
         WHERE m.document = (SELECT document FROM reading WHERE number = ?) AND m.claim = ? AND m.revision <= ? ORDER BY m.revision DESC LIMIT 1",
    )?;
    let mut rows = query.query((reading, claim.0, revision))?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(row.get::<_, Option<String>>(0)?.zip(row.get(1)?))
}
