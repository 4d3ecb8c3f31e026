use std::collections::BTreeSet;

use rusqlite::{Connection, params};
use telisik_record::{Event, Span};

use super::brief::brief_record;
use super::join::{Joined, Reason, join};
use super::known::{all_known, kept, known, unknown};
use super::moves;
use super::telling::Telling;
use crate::again::counting;
use crate::fault::Fault;
use crate::identity::is_outlet;
use crate::memory::{Memory, Told};
use crate::settle::NewReading;
use crate::{ClaimNumber, DocumentNumber, Item, StoryNumber, day, numbers, stories};

/// How many claims of a story, or of a pair on a day, are looked at for one telling.
const NEAR: i64 = 256;
/// Days of the longest time under which a claim is found outside its stories.
const MONTH: i64 = 31;
/// How many documents of a claim are compared where a person parted it from another.
const LIKE: usize = 16;
/// How many earlier readings are looked at for where an event was.
const EARLIER: usize = 8;
/// Of a time longer than so many seasons the last ones are looked at.
const SEASONS: i64 = 12;

/// An event of the reading before, and the claim it was of.
struct Earlier {
    trigger: Span,
    kind: i64,
    telling: Telling,
    claim: ClaimNumber,
}

impl Earlier {
    /// Whether a telling in the same words has other parties than it had.
    fn differs(&self, telling: &Telling) -> bool {
        (&self.telling.sources, &self.telling.targets) != (&telling.sources, &telling.targets)
    }
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
    let again = new.ordinal > 1;
    let earlier = if again { earlier(connection, new, memory)? } else { Vec::new() };
    let moved = if again { moves::of_document(connection, new.document)? } else { Vec::new() };
    let mut taken = BTreeSet::new();
    for (event, telling) in new.record.events.iter().zip(&new.tellings) {
        let kept = earlier.iter().find(|one| {
            one.kind == numbers::of_type(event.kind)
                && one.trigger.overlaps(event.trigger)
                && !taken.contains(&one.claim)
        });
        let put = moved.iter().find(|one| one.back().is_some() && one.is(&new.record, event));
        let place = match (put, kept) {
            (Some(put), _) => Some((put.claim, Reason::Corrected)),
            (None, Some(one)) if !one.differs(telling) => Some((one.claim, Reason::Kept)),
            (None, kept) => {
                let mut found = joined(connection, new, (event, telling), story, memory)?;
                if let (None, Some(kept)) = (found, kept) {
                    found = again_of(connection, new, (event, telling), kept.claim, memory)?;
                }
                found
            }
        };
        let (claim, reason) = match place {
            Some(place) => place,
            None => {
                let claim = found(connection, revision, telling)?;
                memory.claims.insert(claim, Box::new(unknown(claim, telling)));
                (claim, Reason::First)
            }
        };
        taken.insert(claim);
        insert(connection, revision, (new.reading, event), claim, reason, telling)?;
        if reason == Reason::Corrected {
            memory.claims.remove(claim);
        }
        let known = known(connection, claim, memory)?;
        let by_person = reason == Reason::Corrected;
        if !by_person {
            known.take(telling.window, telling.told, document, story);
        }
        let kind = Some(telling.kind).filter(|_| !by_person);
        told(connection, story, memory)?.entry(kind).or_default().insert(claim);
    }
    Ok(())
}

/// The claim that a telling joins, among those of its story and those of its pairs on its days.
fn joined(
    connection: &Connection,
    new: &NewReading<'_>,
    (event, telling): (&Event, &Telling),
    story: StoryNumber,
    memory: &mut Memory,
) -> Result<Option<(ClaimNumber, Reason)>, Fault> {
    let told = told(connection, story, memory)?;
    let of_kind = [Some(telling.kind), None].into_iter().filter_map(|kind| told.get(&kind));
    let mut near: BTreeSet<ClaimNumber> =
        of_kind.flat_map(|told| told.iter().rev().take(NEAR as usize)).copied().collect();
    near.extend(on_day(connection, telling)?);
    let near = all_known(connection, &near, memory)?;
    let (claims, reason) = match join(telling, DocumentNumber(new.document), story, &near) {
        Joined::Of(claim, reason) => return Ok(Some((claim, reason))),
        Joined::OneOf(claims, reason) => (claims, reason),
        Joined::None => (Vec::new(), Reason::First),
    };
    if let Some(claim) = by_implied(connection, new, telling, story, memory)? {
        return Ok(Some((claim, Reason::SameDay)));
    }
    if let Some(claim) = of_original(connection, new, (event, telling), memory)? {
        return Ok(Some((claim, Reason::Copied)));
    }
    // Of claims that a person parted, the one whose documents are most like; of equals the one known first.
    let mut best: Option<(f32, ClaimNumber)> = None;
    for claim in claims {
        let documents: Vec<i64> = known(connection, claim, memory)?
            .documents
            .iter()
            .take(LIKE)
            .map(|document| document.0)
            .collect();
        for document in documents {
            let likeness = stories::likeness(connection, new.document, document, memory)?;
            if best.is_none_or(|(most, _)| likeness > most) {
                best = Some((likeness, claim));
            }
        }
    }
    Ok(best.map(|(_, claim)| (claim, reason)))
}

/// The claim of that day whose target a telling leaves out, where its document names but one other country.
fn by_implied(
    connection: &Connection,
    new: &NewReading<'_>,
    telling: &Telling,
    story: StoryNumber,
    memory: &mut Memory,
) -> Result<Option<ClaimNumber>, Fault> {
    let day = telling.window.is_some_and(|window| window.first == window.last);
    if !telling.targets.is_empty() || !telling.kind.is_material() || !day {
        return Ok(None);
    }
    let countries = new.record.actors.iter().filter(|actor| !is_outlet(actor));
    let countries = countries.filter_map(|actor| actor.code.as_ref().map(|code| code.country()));
    let others: BTreeSet<&str> = countries.filter(|country| !telling.sources.contains(*country)).collect();
    let Some(only) = others.first().filter(|_| others.len() == 1) else { return Ok(None) };
    let implied = Telling { targets: BTreeSet::from([(*only).to_owned()]), ..telling.clone() };
    let near = on_day(connection, &implied)?;
    let near = all_known(connection, &near, memory)?;
    match join(&implied, DocumentNumber(new.document), story, &near) {
        Joined::Of(claim, Reason::SameDay) => Ok(Some(claim)),
        _ => Ok(None),
    }
}

/// The claim that the same words are of in the document that a new one is a near-copy of.
fn of_original(
    connection: &Connection,
    new: &NewReading<'_>,
    (event, telling): (&Event, &Telling),
    memory: &Memory,
) -> Result<Option<ClaimNumber>, Fault> {
    let Some(original) = stories::original(new.document, memory) else { return Ok(None) };
    let Some(current) = counting(connection, original.0)? else { return Ok(None) };
    let record = brief_record(connection, current.reading)?;
    let words = new.record.document.text.slice(event.trigger);
    for other in record.events.iter().filter(|other| other.kind == event.kind) {
        let told = Telling::of(&record, other);
        let day = match (telling.window, told.window) {
            (Some(one), Some(other)) => one.near(other, 0),
            _ => true,
        };
        let same =
            (told.realm, &told.sources, &told.targets) == (telling.realm, &telling.sources, &telling.targets);
        if same && day && record.document.text.slice(other.trigger) == words {
            let item = Item::Event(other.id).number();
            let claim = super::query::claim_of(connection, current.reading, item, i64::MAX)?;
            let claim = claim.map(|(claim, _)| claim);
            let taken = |claim: &ClaimNumber| {
                let known = memory.claims.get(*claim);
                known.is_some_and(|known| known.documents.contains(&DocumentNumber(new.document)))
            };
            if let Some(claim) = claim.filter(|claim| !taken(claim)) {
                return Ok(Some(claim));
            }
        }
    }
    Ok(None)
}

/// The claim of an event that is read with other parties than before and joins none: where it was when it had these, or
/// the claim that it had for itself. What others tell it leaves to them.
fn again_of(
    connection: &Connection,
    new: &NewReading<'_>,
    (event, telling): (&Event, &Telling),
    kept: ClaimNumber,
    memory: &mut Memory,
) -> Result<Option<(ClaimNumber, Reason)>, Fault> {
    for ordinal in (1..new.ordinal - 1).rev().take(EARLIER) {
        let reading = reading_of(connection, new.document, ordinal)?;
        let record = brief_record(connection, reading)?;
        let same = record.events.iter().find(|one| {
            one.kind == event.kind
                && one.trigger.overlaps(event.trigger)
                && Telling::of(&record, one).is_like(telling)
        });
        if let Some(same) = same {
            let item = Item::Event(same.id).number();
            if let Some((claim, _)) = super::query::claim_of(connection, reading, item, i64::MAX)? {
                return Ok(Some((claim, Reason::Kept)));
            }
        }
    }
    let alone = known(connection, kept, memory)?.documents.is_empty();
    Ok(alone.then_some((kept, Reason::Kept)))
}

fn reading_of(connection: &Connection, document: i64, ordinal: i64) -> rusqlite::Result<i64> {
    connection
        .prepare_cached("SELECT number FROM reading WHERE document = ? AND ordinal = ?")?
        .query_row((document, ordinal), |row| row.get(0))
}

/// The claims told in a story.
fn told<'m>(
    connection: &Connection,
    story: StoryNumber,
    memory: &'m mut Memory,
) -> rusqlite::Result<&'m mut Told> {
    memory.told.meet(story, || {
        let mut told = Told::new();
        let mut query = connection.prepare_cached(
            "SELECT DISTINCT member.claim, claim.type, member.reason FROM place \
             JOIN reading ON reading.document = place.document JOIN member ON member.reading = reading.number \
             JOIN claim ON claim.number = member.claim WHERE place.story = ?",
        )?;
        let mut rows = query.query([story.0])?;
        while let Some(row) = rows.next()? {
            let by_person = Reason::of_number(row.get(2)?) == Reason::Corrected;
            let kind = Some(numbers::type_of(row.get(1)?)).filter(|_| !by_person);
            told.entry(kind).or_default().insert(ClaimNumber(row.get(0)?));
        }
        Ok(told)
    })
}

/// The claims of a pair that a telling names, on its days.
fn on_day(connection: &Connection, telling: &Telling) -> rusqlite::Result<BTreeSet<ClaimNumber>> {
    let mut found = BTreeSet::new();
    let Some(window) = telling.window else { return Ok(found) };
    let mut query = connection.prepare_cached(
        "SELECT claim FROM dyad WHERE season = ? AND key = ? AND day BETWEEN ? AND ? LIMIT ?",
    )?;
    // A claim is kept under the first day that a telling gives.
    for key in telling.keys() {
        let (from, to) = (window.first - MONTH, window.last);
        let mut left = NEAR;
        for season in day::season(from).max(day::season(to) - SEASONS)..=day::season(to) {
            let mut rows = query.query((season, key, from, to, left))?;
            while let Some(row) = rows.next()? {
                found.insert(ClaimNumber(row.get(0)?));
                left -= 1;
            }
        }
    }
    Ok(found)
}

/// A new claim, as its first telling has it.
pub(super) fn found(connection: &Connection, revision: i64, telling: &Telling) -> Result<ClaimNumber, Fault> {
    connection
        .prepare_cached(
            "INSERT INTO claim (revision, type, realm, cameo, sources, targets) VALUES (?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            revision,
            numbers::of_type(telling.kind),
            telling.realm.number(),
            telling.cameo,
            kept(&telling.sources),
            kept(&telling.targets)
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
        let mut insert = connection.prepare_cached("INSERT OR IGNORE INTO dyad VALUES (?, ?, ?, ?)")?;
        for key in telling.keys() {
            insert.execute((day::season(window.first), key, window.first, claim.0))?;
        }
    }
    Ok(())
}

/// The events of the reading that a new one takes the place of. Their claims are known anew without it.
fn earlier(
    connection: &Connection,
    new: &NewReading<'_>,
    memory: &mut Memory,
) -> Result<Vec<Earlier>, Fault> {
    let before = reading_of(connection, new.document, new.ordinal - 1)?;
    let record = brief_record(connection, before)?;
    let mut earlier = Vec::new();
    for event in &record.events {
        let claim = super::query::claim_of(connection, before, Item::Event(event.id).number(), i64::MAX)?;
        if let Some((claim, _)) = claim {
            memory.claims.remove(claim);
            let (trigger, kind) = (event.trigger, numbers::of_type(event.kind));
            earlier.push(Earlier { trigger, kind, telling: Telling::of(&record, event), claim });
        }
    }
    Ok(earlier)
}
