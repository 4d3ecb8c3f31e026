use std::collections::BTreeSet;

use rusqlite::Connection;

use super::brief::brief_record;
use super::join::{Known, Reason};
use super::moves;
use super::telling::{Realm, Telling, Window};
use crate::fault::Fault;
use crate::memory::Memory;
use crate::{ClaimNumber, DocumentNumber, StoryNumber, numbers};

/// How many different tellings that a person put into a claim it is known by.
const OTHERS: usize = 16;
/// How many tellings a claim is known by. It has its days and stories from the first of them.
const TELLINGS: i64 = 2_000;

/// The unit separator of ASCII.
const BETWEEN: &str = "\u{1f}";

/// A side of a claim as it is kept: names with a character between them that no name has.
pub(super) fn kept(side: &BTreeSet<String>) -> String {
    side.iter().map(|name| name.replace(BETWEEN, " ")).collect::<Vec<_>>().join(BETWEEN)
}

fn names(kept: &str) -> BTreeSet<String> {
    kept.split(BETWEEN).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// A claim that has been told nowhere yet, as reading it gives it.
pub(super) fn unknown(claim: ClaimNumber, telling: &Telling) -> Known {
    let side = |side| names(&kept(side));
    let (sources, targets) = (side(&telling.sources), side(&telling.targets));
    let first = Telling { sources, targets, window: None, told: None, ..telling.clone() };
    bare(claim, first)
}

fn bare(claim: ClaimNumber, first: Telling) -> Known {
    let (stories, documents) = (BTreeSet::new(), BTreeSet::new());
    let (others, parted) = (Vec::new(), BTreeSet::new());
    Known { claim, first, others, parted, window: None, told: None, stories, documents }
}

/// A claim, from memory or read again.
pub(super) fn known<'m>(
    connection: &Connection,
    claim: ClaimNumber,
    memory: &'m mut Memory,
) -> Result<&'m mut Known, Fault> {
    memory.claims.meet(claim, || read(connection, claim).map(Box::new)).map(Box::as_mut)
}

/// Several of them, in their order.
pub(super) fn all_known<'m>(
    connection: &Connection,
    claims: &BTreeSet<ClaimNumber>,
    memory: &'m mut Memory,
) -> Result<Vec<&'m Known>, Fault> {
    for &claim in claims {
        known(connection, claim, memory)?;
    }
    Ok(claims.iter().filter_map(|claim| memory.claims.get(*claim).map(Box::as_ref)).collect())
}

fn read(connection: &Connection, claim: ClaimNumber) -> Result<Known, Fault> {
    let first = connection
        .prepare_cached("SELECT type, realm, cameo, sources, targets FROM claim WHERE number = ?")?
        .query_row([claim.0], |row| {
            let side =
                |column| -> rusqlite::Result<BTreeSet<String>> { Ok(names(&row.get::<_, String>(column)?)) };
            Ok(Telling {
                kind: numbers::type_of(row.get(0)?),
                realm: Realm::of_number(row.get(1)?),
                cameo: row.get(2)?,
                sources: side(3)?,
                targets: side(4)?,
                window: None,
                told: None,
            })
        })?;
    let mut known = bare(claim, first);
    let mut query = connection.prepare_cached(
        "SELECT member.first, member.last, member.told, reading.document, \
           (SELECT story FROM place WHERE place.document = reading.document ORDER BY revision DESC LIMIT 1), \
           member.reason, reading.ordinal, member.reading, member.event \
         FROM member JOIN reading ON reading.number = member.reading \
         WHERE member.claim = ?1 \
           AND NOT EXISTS (SELECT 1 FROM superseded WHERE superseded.reading = member.reading) \
           AND NOT EXISTS (SELECT 1 FROM member later WHERE later.reading = member.reading \
             AND later.event = member.event AND later.revision > member.revision) \
         ORDER BY member.reading, member.event LIMIT ?2",
    )?;
    let mut rows = query.query((claim.0, TELLINGS))?;
    let mut is_first = true;
    while let Some(row) = rows.next()? {
        let days: (Option<i64>, Option<i64>) = (row.get(0)?, row.get(1)?);
        let mut window = days.0.zip(days.1).map(|(first, last)| Window { first, last });
        let story = row.get::<_, Option<i64>>(4)?.unwrap_or_default();
        let (ordinal, reading, event): (i64, i64, i64) = (row.get(6)?, row.get(7)?, row.get(8)?);
        if Reason::of_number(row.get(5)?) == Reason::Corrected {
            let told = Telling { told: None, ..telling_of(connection, reading, event)? };
            window = window.filter(|_| told.is_like(&known.first) && known.window.is_none());
            if known.others.len() < OTHERS && !known.others.contains(&told) {
                known.others.push(told);
            }
            if known.parted.is_empty() {
                known.parted = moves::parted_from(connection, claim)?;
            }
        } else {
            // A reading that was put right or read anew may name other parties than the first did.
            if is_first && ordinal > 1 {
                let now = telling_of(connection, reading, event)?;
                let (sources, targets) = (now.sources, now.targets);
                known.first = Telling { sources, targets, cameo: now.cameo, ..known.first };
            }
            is_first = false;
        }
        known.take(window, row.get(2)?, DocumentNumber(row.get(3)?), StoryNumber(story));
    }
    Ok(known)
}

fn telling_of(connection: &Connection, reading: i64, event: i64) -> Result<Telling, Fault> {
    let record = brief_record(connection, reading)?;
    let found = usize::try_from(event - 1).ok().and_then(|at| record.events.get(at));
    let lacks = || Fault::unreadable(reading, format!("it has no event {event}, but the tables say so"));
    found.map(|event| Telling::of(&record, event)).ok_or_else(lacks)
}
