use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use rusqlite::{Connection, Transaction};
use telisik_record::{AccordingTo, ActorId, Record, StanceKind};

use super::list::{block, block_of};
use super::{Entry, List, Part, Place};
use crate::rows::Player;
use crate::{Item, day, numbers};

/// Entries on their way to their lists: written at the end of a revision, each list once.
#[derive(Default)]
pub(crate) struct Finders(BTreeMap<i64, Vec<u8>>);

impl Finders {
    /// Puts in what finds a reading.
    pub(crate) fn add(&mut self, reading: i64, record: &Record, players: &[Player]) {
        let block = block(reading);
        for (list, entry) in entries_of(reading, record, players) {
            entry.write(self.0.entry(list.key(block)).or_default());
        }
    }

    pub(crate) fn write(&mut self, transaction: &Transaction<'_>) -> rusqlite::Result<()> {
        let mut append = transaction.prepare_cached(
            "INSERT INTO list VALUES (?, ?) \
             ON CONFLICT (key) DO UPDATE SET entries = CAST(entries || excluded.entries AS BLOB)",
        )?;
        for (key, entries) in std::mem::take(&mut self.0) {
            append.execute((key, entries))?;
        }
        Ok(())
    }
}

/// The entries of a reading by list, each once, in the order in which they are kept.
fn entries_of(reading: i64, record: &Record, players: &[Player]) -> Vec<(List, Entry)> {
    let mut found = Vec::new();
    let at = |item| Place { reading, item };
    let named = |ids: &[ActorId]| -> Vec<Player> {
        ids.iter().filter_map(|id| players.get(id.index()).copied()).collect()
    };
    cast(reading, record, players, &mut found);
    for statement in &record.statements {
        let date = statement.time.and_then(|id| record.times.get(id.index())?.edtf());
        let place = at(Item::Statement(statement.id).number());
        let entry = |part| Entry { place, part, what: 0, days: day::bounds(date.as_ref()) };
        found.push((List::Statements, entry(Part::Itself)));
        for speaker in named(&statement.speakers) {
            found.push((List::Actor(speaker.actor), entry(Part::Speaker)));
            found.extend(speaker.code.map(|code| (List::Code(Part::Speaker, code), entry(Part::Speaker))));
        }
    }
    for event in &record.events {
        let what = Entry::what(event.kind, event.status);
        let place = at(Item::Event(event.id).number());
        let entry = |part| Entry { place, part, what, days: day::bounds(event.date.as_ref()) };
        found.push((List::Type(event.kind), entry(Part::Itself)));
        let holders = match event.according_to {
            AccordingTo::Narrator => &[][..],
            AccordingTo::Statement(id) => record.statements.get(id.index()).map_or(&[][..], |s| &s.speakers),
        };
        for (part, ids) in
            [(Part::Source, &event.sources[..]), (Part::Target, &event.targets), (Part::Holder, holders)]
        {
            for party in named(ids) {
                found.push((List::Actor(party.actor), entry(part)));
                found.extend(party.code.map(|code| (List::Code(part, code), entry(part))));
            }
        }
    }
    for (at_place, stance) in record.stances.iter().enumerate() {
        let event = Item::Event(stance.event).number();
        if let Some(holder) = players.get(stance.holder.index()) {
            let what = numbers::of_stance(stance.stance) as u32;
            let entry = Entry { place: at(at_place as i64), part: Part::Stance, what, days: None };
            found.push((List::Actor(holder.actor), entry));
        }
        if stance.stance == StanceKind::Denies {
            found.push((List::Denied, Entry { place: at(event), part: Part::Itself, what: 0, days: None }));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Who is named, how often and under which code. Two actors of one record may be the same over all documents.
fn cast(reading: i64, record: &Record, players: &[Player], found: &mut Vec<(List, Entry)>) {
    let mut named: BTreeMap<i64, (i64, u32)> = BTreeMap::new();
    for (actor, player) in record.actors.iter().zip(players) {
        let code = player.code.unwrap_or(0);
        named.entry(player.actor).or_insert((code, 0)).1 += actor.mentions.len() as u32;
    }
    for (actor, (code, mentions)) in named {
        let place = Place { reading, item: code };
        found.push((List::Actor(actor), Entry { place, part: Part::Cast, what: mentions, days: None }));
    }
}

/// For each reading the number and the sum of the entries that find it, to be held against its record.
#[derive(Default)]
pub(crate) struct Sums(HashMap<i64, (u64, u64)>);

impl Sums {
    /// Reads all lists. `damaged` is told the block of each that cannot be read to its end.
    pub(crate) fn of(connection: &Connection, mut damaged: impl FnMut(i64)) -> rusqlite::Result<Self> {
        let mut sums = Self::default();
        let mut query = connection.prepare("SELECT key, entries FROM list")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let key: i64 = row.get(0)?;
            let mut rest = row.get_ref(1)?.as_blob().unwrap_or_default();
            while !rest.is_empty() {
                let Some(entry) = Entry::read(block_of(key), &mut rest) else {
                    damaged(block_of(key));
                    break;
                };
                sums.count(key, &entry);
            }
        }
        Ok(sums)
    }

    fn count(&mut self, key: i64, entry: &Entry) {
        let mut bytes = Vec::with_capacity(16);
        entry.write(&mut bytes);
        let mut hasher = DefaultHasher::new();
        (key, bytes).hash(&mut hasher);
        let (count, sum) = self.0.entry(entry.place.reading).or_default();
        *count += 1;
        *sum = sum.wrapping_add(hasher.finish());
    }

    /// Takes a reading out; whether what finds it is what its record gives.
    pub(crate) fn take(&mut self, reading: i64, record: &Record, players: &[Player]) -> bool {
        let mut given = Self::default();
        for (list, entry) in entries_of(reading, record, players) {
            given.count(list.key(block(reading)), &entry);
        }
        self.0.remove(&reading).unwrap_or_default() == given.0.remove(&reading).unwrap_or_default()
    }

    /// Readings that are found and were not taken out.
    pub(crate) fn left(&self) -> usize {
        self.0.len()
    }
}
