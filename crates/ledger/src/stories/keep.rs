use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, params};
use telisik_record::Record;

use super::alike::{self, SHARING};
use super::choose::{Candidate, DAYS, LONG, Place, choose};
use super::{Alike, Profile, Rarity, Shingles, keys};
use crate::fault::Fault;
use crate::memory::{Memory, Told};
use crate::sheet::whole_record;
use crate::{DocumentNumber, StoryNumber, day};

/// How many documents are compared as possible copies.
const COPIES: usize = 12;
/// How many documents are compared by what they are about.
const ALIKE: usize = 24;

/// What a document's text and actors are found by, made outside the transaction.
#[derive(Debug, Default)]
pub(crate) struct Sketched {
    shingles: Shingles,
    keys: Vec<u32>,
    profile: Profile,
}

impl Sketched {
    pub(crate) fn of(record: &Record) -> Self {
        let shingles = Shingles::of(record.document.text.as_str());
        Self { keys: keys(&shingles), shingles, profile: Profile::of(record) }
    }
}

/// A document that has its place.
#[derive(Debug)]
pub(crate) struct Seen {
    story: StoryNumber,
    original: Option<DocumentNumber>,
    shingles: Shingles,
    profile: Profile,
}

/// Gives a new document its place, and keeps what later ones find it by.
pub(crate) fn place(
    connection: &Connection,
    revision: i64,
    document: i64,
    sketched: Sketched,
    memory: &mut Memory,
) -> Result<StoryNumber, Fault> {
    let Sketched { shingles, keys, profile } = sketched;
    let mut candidates = Vec::new();
    memory.alike.read(connection)?;
    for other in sharing(&keys, &memory.alike) {
        let seen = seen(connection, other, memory)?;
        if let Some(copied) = shingles.copied(&seen.shingles) {
            candidates.push(candidate(other, &seen, Some(copied), 0.0));
        }
    }
    if candidates.is_empty() {
        let mut others = Vec::with_capacity(ALIKE);
        for other in about(connection, &profile)? {
            others.push((other, seen(connection, other, memory)?));
        }
        let rarity = Rarity::among(others.iter().map(|(_, seen)| &seen.profile));
        let length = profile.length(&rarity);
        for (other, seen) in others {
            let likeness = profile.likeness(length, &seen.profile, &rarity);
            candidates.push(candidate(other, &seen, None, likeness));
        }
        mark_long(connection, &mut candidates)?;
    }
    let choice = choose(profile.day, &candidates);
    let (story, likeness) = match choice.place {
        Place::New => {
            let story = StoryNumber(next_story(connection)?);
            memory.told.insert(story, Told::new());
            (story, None)
        }
        Place::Copy(story, share) => (story, Some((share * 100.0).round() as i64)),
        Place::Like(story, _, likeness) => (story, Some((f64::from(likeness) * 100.0).round() as i64)),
    };
    let original = choice.copy_of;
    connection.prepare_cached("INSERT INTO place VALUES (?, ?, ?, ?, ?)")?.execute(params![
        document,
        revision,
        story.0,
        original.map(|original| original.0),
        likeness
    ])?;
    alike::keep(connection, document, &keys)?;
    memory.alike.add(document, &keys);
    let mut insert = connection.prepare_cached("INSERT OR IGNORE INTO lead VALUES (?, ?, ?, ?)")?;
    let day = profile.day.unwrap_or(day::UNDATED);
    for key in &profile.leads {
        insert.execute((day::season(day), key, day, document))?;
    }
    memory.documents.insert(document, Arc::new(Seen { story, original, shingles, profile }));
    Ok(story)
}

fn next_story(connection: &Connection) -> rusqlite::Result<i64> {
    connection
        .prepare_cached("SELECT coalesce(max(story), 0) + 1 FROM place")?
        .query_row([], |row| row.get(0))
}

fn candidate(document: i64, seen: &Seen, copied: Option<f64>, likeness: f32) -> Candidate {
    Candidate {
        document: DocumentNumber(document),
        story: seen.story,
        original: seen.original,
        day: seen.profile.day,
        long: false,
        copied,
        likeness,
    }
}

/// Tells which candidates are of stories that are long.
fn mark_long(connection: &Connection, candidates: &mut [Candidate]) -> rusqlite::Result<()> {
    let mut query =
        connection.prepare_cached("SELECT count(*) FROM (SELECT 1 FROM place WHERE story = ? LIMIT ?)")?;
    let mut known: HashMap<StoryNumber, bool> = HashMap::new();
    for one in candidates {
        one.long = match known.get(&one.story) {
            Some(&long) => long,
            None => {
                let count: i64 = query.query_row((one.story.0, LONG as i64), |row| row.get(0))?;
                known.insert(one.story, count >= LONG as i64);
                count >= LONG as i64
            }
        };
    }
    Ok(())
}

/// The documents that share keys, those that share most first, of equals the one that came first.
fn sharing(keys: &[u32], alike: &Alike) -> Vec<i64> {
    let mut shared: HashMap<i64, usize> = HashMap::new();
    for &key in keys {
        alike.each_with(key, |document| *shared.entry(document).or_default() += 1);
    }
    most(shared, COPIES)
}

/// The documents of near days that have leading actors in common, those with most first.
fn about(connection: &Connection, profile: &Profile) -> rusqlite::Result<Vec<i64>> {
    let mut shared: HashMap<i64, usize> = HashMap::new();
    let mut query = connection.prepare_cached(
        "SELECT document FROM lead WHERE season = ? AND key = ? AND day BETWEEN ? AND ? \
         ORDER BY day DESC, document DESC LIMIT ?",
    )?;
    let days = DAYS as i64;
    let near = profile.day.map(|day| (day - days, day + days));
    let undated = has_undated(connection)?.then_some((day::UNDATED, day::UNDATED));
    for key in &profile.leads {
        for (from, to) in near.into_iter().chain(undated) {
            let mut left = 4 * SHARING as i64;
            for season in (day::season(from)..=day::season(to)).rev() {
                let mut rows = query.query((season, key, from, to, left))?;
                while let Some(row) = rows.next()? {
                    *shared.entry(row.get(0)?).or_default() += 1;
                    left -= 1;
                }
            }
        }
    }
    Ok(most(shared, ALIKE))
}

/// Whether any document has no day: mostly none, and then nobody looks for them.
fn has_undated(connection: &Connection) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM lead WHERE season = ?)")?
        .query_row([day::season(day::UNDATED)], |row| row.get(0))
}

fn most(shared: HashMap<i64, usize>, limit: usize) -> Vec<i64> {
    let mut counted: Vec<(usize, i64)> =
        shared.into_iter().map(|(document, count)| (count, document)).collect();
    counted.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    counted.truncate(limit);
    counted.into_iter().map(|(_, document)| document).collect()
}

/// A document that has its place, from memory or read again.
fn seen(connection: &Connection, document: i64, memory: &mut Memory) -> Result<Arc<Seen>, Fault> {
    let seen = memory.documents.meet(document, || read(connection, document).map(Arc::new))?;
    Ok(Arc::clone(seen))
}

fn read(connection: &Connection, document: i64) -> Result<Seen, Fault> {
    let (story, original) = connection
        .prepare_cached("SELECT story, copy_of FROM place WHERE document = ? ORDER BY revision DESC LIMIT 1")?
        .query_row([document], |row| Ok((StoryNumber(row.get(0)?), row.get::<_, Option<i64>>(1)?)))?;
    let reading: i64 = connection
        .prepare_cached("SELECT max(number) FROM reading WHERE document = ?")?
        .query_row([document], |row| row.get(0))?;
    let (record, _) = whole_record(connection, reading)?;
    let shingles = Shingles::of(record.document.text.as_str());
    let profile = Profile::of(&record);
    Ok(Seen { story, original: original.map(DocumentNumber), shingles, profile })
}

/// The document that one just given its place is a near-copy of.
pub(crate) fn original(document: i64, memory: &Memory) -> Option<DocumentNumber> {
    memory.documents.get(document)?.original
}

/// How like two documents are: the cosine of their profiles, above 1 where one is a near-copy of the other.
pub(crate) fn likeness(
    connection: &Connection,
    one: i64,
    other: i64,
    memory: &mut Memory,
) -> Result<f32, Fault> {
    let (one, other) = (seen(connection, one, memory)?, seen(connection, other, memory)?);
    let copied = one.shingles.copied(&other.shingles).map(|share| 1.0 + share as f32);
    Ok(copied.unwrap_or_else(|| one.profile.likeness(1.0, &other.profile, &Rarity::default())))
}

/// The story of a document that has its place.
pub(crate) fn story_of(connection: &Connection, document: i64) -> Result<StoryNumber, Fault> {
    let found = connection
        .prepare_cached("SELECT story FROM place WHERE document = ? ORDER BY revision DESC LIMIT 1")?
        .query_row([document], |row| row.get(0).map(StoryNumber))
        .optional()?;
    Ok(found.unwrap_or(StoryNumber(0)))
}
