//! The rows that find a reading: who, when, of what type. All of them follow from its record.

use std::collections::HashMap;

use rusqlite::{Transaction, params, params_from_iter};
use telisik_record::{AccordingTo, Actor, Code, Event, Record, Statement};

use crate::identity::identity;
use crate::tally::Tally;
use crate::{Item, day, numbers};

/// Numbers of words met in this transaction, and sums to be written at its end.
#[derive(Default)]
pub(crate) struct Writer {
    actors: HashMap<String, i64>,
    codes: HashMap<String, Coded>,
    finders: Finders,
    pub(crate) tally: Tally,
}

/// Rows that are not in the order of reading in their tables. Written at the end and sorted, those of one place come
/// together, and each page is looked for once.
#[derive(Default)]
struct Finders {
    speaker: Vec<[i64; 3]>,
    speaker_country: Vec<[i64; 4]>,
    party: Vec<[i64; 5]>,
    party_country: Vec<[i64; 6]>,
}

impl Writer {
    /// Writes all rows of a reading but those that [`Writer::end`] writes.
    pub(crate) fn rows(
        &mut self,
        transaction: &Transaction<'_>,
        reading: i64,
        record: &Record,
    ) -> rusqlite::Result<()> {
        let players = self.players(transaction, record)?;
        self.tally.count(record, &players, 1);
        cast(transaction, reading, record, &players)?;
        for statement in &record.statements {
            self.finders.statement(reading, statement, &players);
        }
        statements(transaction, reading, record)?;
        for event in &record.events {
            self.finders.event(reading, record, event, &players);
        }
        events(transaction, reading, record)?;
        let mut insert = transaction.prepare_cached("INSERT INTO stance VALUES (?, ?, ?, ?, ?)")?;
        for (place, stance) in record.stances.iter().enumerate() {
            let Some(holder) = players.get(stance.holder.index()) else { continue };
            let event = Item::Event(stance.event).number();
            let kind = numbers::of_stance(stance.stance);
            insert.execute(params![reading, event, place as i64, kind, holder.actor])?;
        }
        let mut insert = transaction.prepare_cached("INSERT INTO norm VALUES (?, ?, ?)")?;
        for (place, norm) in record.norms.iter().enumerate() {
            insert.execute(params![reading, place as i64, norm.name])?;
        }
        let mut insert = transaction.prepare_cached("INSERT INTO warning VALUES (?, ?, ?)")?;
        for (place, warning) in record.warnings.iter().enumerate() {
            insert.execute(params![reading, place as i64, warning.code.as_str()])?;
        }
        Ok(())
    }

    /// Writes what is left: all rows that come together, and the sums.
    pub(crate) fn end(&mut self, transaction: &Transaction<'_>) -> rusqlite::Result<()> {
        self.finders.write(transaction)?;
        self.tally.write(transaction)
    }

    /// The actors of a record with their numbers.
    pub(crate) fn players(
        &mut self,
        transaction: &Transaction<'_>,
        record: &Record,
    ) -> rusqlite::Result<Vec<Player>> {
        let mut player = |actor: &Actor| {
            let coded = actor.code.as_ref().map(|code| self.code(transaction, code)).transpose()?;
            Ok(Player { actor: self.actor(transaction, actor)?, coded })
        };
        record.actors.iter().map(&mut player).collect()
    }

    fn actor(&mut self, transaction: &Transaction<'_>, actor: &Actor) -> rusqlite::Result<i64> {
        let identity = identity(actor);
        if let Some(&number) = self.actors.get(&identity) {
            return Ok(number);
        }
        transaction
            .prepare_cached("INSERT OR IGNORE INTO actor (identity, name, kind) VALUES (?, ?, ?)")?
            .execute(params![identity, actor.name, word(&actor.kind)])?;
        let number = transaction
            .prepare_cached("SELECT number FROM actor WHERE identity = ?")?
            .query_row([&identity], |row| row.get(0))?;
        self.actors.insert(identity, number);
        Ok(number)
    }

    fn code(&mut self, transaction: &Transaction<'_>, code: &Code) -> rusqlite::Result<Coded> {
        if let Some(&coded) = self.codes.get(code.as_str()) {
            return Ok(coded);
        }
        let country = code.country();
        // A country is its own country: its number is made first, and then stands for itself.
        let own = country == code.as_str();
        let of = if own { None } else { Some(self.code(transaction, &Code::new(country))?.code) };
        transaction
            .prepare_cached(
                "INSERT OR IGNORE INTO code (number, text, country) \
                 SELECT next, ?1, coalesce(?2, next) FROM (SELECT coalesce(max(number), 0) + 1 AS next FROM code)",
            )?
            .execute(params![code.as_str(), of])?;
        let coded = transaction
            .prepare_cached("SELECT number, country FROM code WHERE text = ?")?
            .query_row([code.as_str()], |row| Ok(Coded { code: row.get(0)?, country: row.get(1)? }))?;
        self.codes.insert(code.as_str().to_owned(), coded);
        Ok(coded)
    }
}

fn cast(
    transaction: &Transaction<'_>,
    reading: i64,
    record: &Record,
    players: &[Player],
) -> rusqlite::Result<()> {
    // Two actors of one record may be the same over all documents.
    let mut insert = transaction.prepare_cached(
        "INSERT INTO \"cast\" VALUES (?, ?, ?, ?) \
         ON CONFLICT (reading, actor) DO UPDATE SET mentions = mentions + excluded.mentions",
    )?;
    for (actor, player) in record.actors.iter().zip(players) {
        let code = player.coded.map(|coded| coded.code);
        insert.execute(params![reading, player.actor, code, actor.mentions.len() as i64])?;
    }
    Ok(())
}

fn statements(transaction: &Transaction<'_>, reading: i64, record: &Record) -> rusqlite::Result<()> {
    let mut insert = transaction.prepare_cached("INSERT INTO statement VALUES (?, ?, ?, ?)")?;
    for statement in &record.statements {
        let date = statement.time.and_then(|id| record.times.get(id.index())?.edtf());
        let (first, last) = day::bounds(date.as_ref()).unzip();
        insert.execute(params![reading, Item::Statement(statement.id).number(), first, last])?;
    }
    Ok(())
}

fn events(transaction: &Transaction<'_>, reading: i64, record: &Record) -> rusqlite::Result<()> {
    let mut insert = transaction.prepare_cached("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)")?;
    for event in &record.events {
        let (day, last) = day::key(event.date.as_ref());
        let (kind, status) = (numbers::of_type(event.kind), numbers::of_status(event.status));
        insert.execute(params![reading, Item::Event(event.id).number(), day, kind, status, last])?;
    }
    Ok(())
}

impl Finders {
    fn write(&mut self, transaction: &Transaction<'_>) -> rusqlite::Result<()> {
        put(transaction, "INSERT INTO speaker VALUES (?, ?, ?)", &mut self.speaker)?;
        put(transaction, "INSERT INTO speaker_country VALUES (?, ?, ?, ?)", &mut self.speaker_country)?;
        put(transaction, "INSERT INTO party VALUES (?, ?, ?, ?, ?)", &mut self.party)?;
        put(transaction, "INSERT INTO party_country VALUES (?, ?, ?, ?, ?, ?)", &mut self.party_country)
    }

    fn statement(&mut self, reading: i64, statement: &Statement, players: &[Player]) {
        let number = Item::Statement(statement.id).number();
        for speaker in statement.speakers.iter().filter_map(|id| players.get(id.index())) {
            self.speaker.push([speaker.actor, reading, number]);
            if let Some(Coded { code, country }) = speaker.coded {
                self.speaker_country.push([country, reading, number, code]);
            }
        }
    }

    fn event(&mut self, reading: i64, record: &Record, event: &Event, players: &[Player]) {
        let number = Item::Event(event.id).number();
        let holders = match event.according_to {
            AccordingTo::Narrator => &[][..],
            AccordingTo::Statement(id) => record.statements.get(id.index()).map_or(&[][..], |s| &s.speakers),
        };
        let (day, _) = day::key(event.date.as_ref());
        let sides = [
            (numbers::SOURCE, &event.sources[..]),
            (numbers::TARGET, &event.targets[..]),
            (numbers::HOLDER, holders),
        ];
        for (side, actors) in sides {
            for party in actors.iter().filter_map(|id| players.get(id.index())) {
                self.party.push([party.actor, side, day, reading, number]);
                if let Some(Coded { code, country }) = party.coded {
                    self.party_country.push([country, side, day, reading, number, code]);
                }
            }
        }
    }
}

/// Inserts rows in order, each once.
fn put<const N: usize>(
    transaction: &Transaction<'_>,
    insert: &str,
    rows: &mut Vec<[i64; N]>,
) -> rusqlite::Result<()> {
    rows.sort_unstable();
    rows.dedup();
    let mut insert = transaction.prepare_cached(insert)?;
    for row in rows.drain(..) {
        insert.execute(params_from_iter(row))?;
    }
    Ok(())
}

/// The numbers of a code and of its country.
#[derive(Clone, Copy)]
pub(crate) struct Coded {
    pub(crate) code: i64,
    pub(crate) country: i64,
}

/// An actor of a record with its numbers.
#[derive(Clone, Copy)]
pub(crate) struct Player {
    pub(crate) actor: i64,
    pub(crate) coded: Option<Coded>,
}

/// The word that the record format has for a unit variant.
pub(crate) fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}
