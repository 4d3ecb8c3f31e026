use std::collections::BTreeSet;

use rusqlite::{Connection, params};
use telisik_record::{Event, Span};

use super::join::{Known, Reason, join};
use super::telling::{Realm, Telling, Window};
use crate::fault::Fault;
use crate::memory::Memory;
use crate::settle::NewReading;
use crate::sheet::whole_record;
use crate::stories::hash;
use crate::{ClaimNumber, DocumentNumber, Item, StoryNumber, numbers};

/// How many claims of a story, or of a pair on a day, are looked at for one telling.
const NEAR: i64 = 256;
/// Days of the longest time under which a claim is found outside its stories.
const MONTH: i64 = 31;
/// How many tellings a claim is known by. It has its days and stories from the first of them.
const TELLINGS: i64 = 2_000;

/// An event of the reading before, and the claim it was of.
struct Earlier {
    trigger: Span,
    kind: i64,
    claim: ClaimNumber,
}

/// Settles which claims the events of a new reading are of.
pub(crate) fn keep(
    connection: &Connection,
    revision: i64,
    new: &NewReading<'_>,
    story: StoryNumber,
    memory: &mut Memory,
) -> Result<(), Fault> {
    let document = DocumentNumber(new.document);
    let earlier = if new.ordinal > 1 { earlier(connection, new, memory)? } else { Vec::new() };
    let mut taken = BTreeSet::new();
    for event in &new.record.events {
        let telling = Telling::of(new.record, event);
        let kept = earlier.iter().find(|one| {
            one.kind == numbers::of_type(event.kind)
                && one.trigger.overlaps(event.trigger)
                && !taken.contains(&one.claim)
        });
        let (claim, reason) = match kept {
            Some(one) => (one.claim, Reason::Kept),
            None => joined(connection, &telling, document, story, memory)?.map_or_else(
                || found(connection, revision, &telling).map(|claim| (claim, Reason::First)),
                Ok,
            )?,
        };
        taken.insert(claim);
        insert(connection, revision, (new.reading, event), claim, reason, &telling)?;
        known(connection, claim, memory)?;
        if let Some(known) = memory.claims.get_mut(&claim) {
            known.take(telling.window, telling.told, document, story);
        }
        memory.told.entry(story).or_default().insert(claim);
    }
    Ok(())
}

/// The claim that a telling joins, among those of its story and those of its pairs on its days.
fn joined(
    connection: &Connection,
    telling: &Telling,
    document: DocumentNumber,
    story: StoryNumber,
    memory: &mut Memory,
) -> Result<Option<(ClaimNumber, Reason)>, Fault> {
    let mut near = told_in(connection, story, memory)?;
    near.extend(on_day(connection, telling)?);
    for &claim in &near {
        known(connection, claim, memory)?;
    }
    let known: Vec<&Known> = near.iter().filter_map(|claim| memory.claims.get(claim)).collect();
    Ok(join(telling, document, story, &known))
}

/// The claims told in a story, the latest of them.
fn told_in(
    connection: &Connection,
    story: StoryNumber,
    memory: &mut Memory,
) -> rusqlite::Result<BTreeSet<ClaimNumber>> {
    if let Some(told) = memory.told.get(&story) {
        return Ok(told.iter().rev().take(NEAR as usize).copied().collect());
    }
    let told: BTreeSet<ClaimNumber> = connection
        .prepare_cached(
            "SELECT DISTINCT member.claim FROM place JOIN reading ON reading.document = place.document \
             JOIN member ON member.reading = reading.number WHERE place.story = ? \
             ORDER BY member.claim DESC LIMIT ?",
        )?
        .query_map((story.0, NEAR), |row| row.get(0).map(ClaimNumber))?
        .collect::<rusqlite::Result<_>>()?;
    memory.told.insert(story, told.clone());
    Ok(told)
}

/// The claims of a pair that a telling names, on its days.
fn on_day(connection: &Connection, telling: &Telling) -> rusqlite::Result<BTreeSet<ClaimNumber>> {
    let mut found = BTreeSet::new();
    let Some(window) = telling.window else { return Ok(found) };
    let mut query =
        connection.prepare_cached("SELECT claim FROM dyad WHERE key = ? AND day BETWEEN ? AND ? LIMIT ?")?;
    // A claim is kept under the first day that a telling gives.
    for key in keys(telling) {
        let mut rows = query.query((key, window.first - MONTH, window.last, NEAR))?;
        while let Some(row) = rows.next()? {
            found.insert(ClaimNumber(row.get(0)?));
        }
    }
    Ok(found)
}

fn keys(telling: &Telling) -> BTreeSet<u32> {
    let kind = telling.kind.as_str();
    telling.dyads().iter().map(|(source, target)| hash(&["dyad", kind, source, target]) as u32).collect()
}

/// A new claim, as its first telling has it.
pub(super) fn found(connection: &Connection, revision: i64, telling: &Telling) -> Result<ClaimNumber, Fault> {
    let json = |side: &BTreeSet<String>| {
        serde_json::to_string(side).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
    };
    connection
        .prepare_cached(
            "INSERT INTO claim (revision, type, realm, cameo, sources, targets) VALUES (?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            revision,
            numbers::of_type(telling.kind),
            telling.realm.number(),
            telling.cameo,
            json(&telling.sources)?,
            json(&telling.targets)?
        ])?;
    Ok(ClaimNumber(connection.last_insert_rowid()))
}

pub(super) fn insert(
    connection: &Connection,
    revision: i64,
    (reading, event): (i64, &Event),
    claim: ClaimNumber,
    reason: Reason,
    telling: &Telling,
) -> rusqlite::Result<()> {
    let (first, last) = telling.window.map(|window| (window.first, window.last)).unzip();
    let item = Item::Event(event.id).number();
    connection.prepare_cached("INSERT INTO member VALUES (?, ?, ?, ?, ?, ?, ?, ?)")?.execute(params![
        reading,
        item,
        revision,
        claim.0,
        reason.number(),
        first,
        last,
        telling.told
    ])?;
    if let Some(window) = telling.window.filter(|window| window.last - window.first <= MONTH) {
        let mut insert = connection.prepare_cached("INSERT OR IGNORE INTO dyad VALUES (?, ?, ?)")?;
        for key in keys(telling) {
            insert.execute((key, window.first, claim.0))?;
        }
    }
    Ok(())
}

/// Reads a claim into memory, unless it is there.
fn known(connection: &Connection, claim: ClaimNumber, memory: &mut Memory) -> Result<(), Fault> {
    if memory.claims.contains_key(&claim) {
        return Ok(());
    }
    let first = connection
        .prepare_cached("SELECT type, realm, cameo, sources, targets FROM claim WHERE number = ?")?
        .query_row([claim.0], |row| {
            let side = |column| -> rusqlite::Result<BTreeSet<String>> {
                let json: String = row.get(column)?;
                Ok(serde_json::from_str(&json).unwrap_or_default())
            };
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
    let (stories, documents) = (BTreeSet::new(), BTreeSet::new());
    let mut known = Known { claim, first, window: None, told: None, stories, documents };
    let mut query = connection.prepare_cached(
        "SELECT member.first, member.last, member.told, reading.document, \
           (SELECT story FROM place WHERE place.document = reading.document ORDER BY revision DESC LIMIT 1) \
         FROM member JOIN reading ON reading.number = member.reading \
         WHERE member.claim = ?1 \
           AND NOT EXISTS (SELECT 1 FROM superseded WHERE superseded.reading = member.reading) \
           AND NOT EXISTS (SELECT 1 FROM member later WHERE later.reading = member.reading \
             AND later.event = member.event AND later.revision > member.revision) \
         ORDER BY member.reading, member.event LIMIT ?2",
    )?;
    let mut rows = query.query((claim.0, TELLINGS))?;
    while let Some(row) = rows.next()? {
        let days: (Option<i64>, Option<i64>) = (row.get(0)?, row.get(1)?);
        let window = days.0.zip(days.1).map(|(first, last)| Window { first, last });
        let story = row.get::<_, Option<i64>>(4)?.unwrap_or_default();
        known.take(window, row.get(2)?, DocumentNumber(row.get(3)?), StoryNumber(story));
    }
    memory.claims.insert(claim, known);
    Ok(())
}

/// The events of the reading that a new one takes the place of. Their claims are known anew without it.
fn earlier(
    connection: &Connection,
    new: &NewReading<'_>,
    memory: &mut Memory,
) -> Result<Vec<Earlier>, Fault> {
    let before: i64 = connection
        .prepare_cached("SELECT number FROM reading WHERE document = ? AND ordinal = ?")?
        .query_row((new.document, new.ordinal - 1), |row| row.get(0))?;
    let (record, _) = whole_record(connection, before)?;
    let mut earlier = Vec::new();
    for event in &record.events {
        let claim = super::query::claim_of(connection, before, Item::Event(event.id).number(), i64::MAX)?;
        if let Some((claim, _)) = claim {
            memory.claims.remove(&claim);
            earlier.push(Earlier { trigger: event.trigger, kind: numbers::of_type(event.kind), claim });
        }
    }
    Ok(earlier)
}
