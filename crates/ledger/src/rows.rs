//! The rows that find a reading: who, when, of what type. All of them follow from its record.

use std::collections::HashMap;

use rusqlite::{Transaction, params};
use telisik_record::{AccordingTo, Actor, Code, Event, Record, Statement};

use crate::tally::Tally;
use crate::{Item, day, numbers};

/// Numbers of words met in this transaction, and sums to be written at its end.
#[derive(Default)]
pub(crate) struct Writer {
    actors: HashMap<String, i64>,
    codes: HashMap<String, (i64, i64)>,
    pub(crate) tally: Tally,
}

/// An actor of a record with its numbers.
#[derive(Clone, Copy)]
struct Player {
    actor: i64,
    code: Option<i64>,
    country: Option<i64>,
}

impl Writer {
    /// Writes all rows of a reading.
    pub(crate) fn rows(
        &mut self,
        transaction: &Transaction<'_>,
        reading: i64,
        record: &Record,
    ) -> rusqlite::Result<()> {
        let players = self.cast(transaction, reading, record)?;
        for statement in &record.statements {
            self.statement(transaction, reading, record, statement, &players)?;
        }
        for event in &record.events {
            self.event(transaction, reading, record, event, &players)?;
        }
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

    fn cast(
        &mut self,
        transaction: &Transaction<'_>,
        reading: i64,
        record: &Record,
    ) -> rusqlite::Result<Vec<Player>> {
        let mut insert = transaction.prepare_cached("INSERT INTO \"cast\" VALUES (?, ?, ?, ?, ?)")?;
        let mut players = Vec::with_capacity(record.actors.len());
        for actor in &record.actors {
            let number = self.actor(transaction, actor)?;
            let code = match &actor.code {
                Some(code) => Some(self.code(transaction, code)?),
                None => None,
            };
            let player = Player { actor: number, code: code.map(|c| c.0), country: code.map(|c| c.1) };
            let mentions = actor.mentions.len() as i64;
            insert.execute(params![
                reading,
                Item::Actor(actor.id).number(),
                number,
                player.code,
                mentions
            ])?;
            self.tally.named(number, player.code, mentions);
            players.push(player);
        }
        self.tally.end_of_reading();
        Ok(players)
    }

    fn actor(&mut self, transaction: &Transaction<'_>, actor: &Actor) -> rusqlite::Result<i64> {
        let identity = match &actor.key {
            Some(key) => key.clone(),
            None => {
                let code = actor.code.as_ref().map_or("", Code::as_str);
                format!("{}|{code}|{}", actor.name, word(&actor.kind))
            }
        };
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

    /// The numbers of a code and of its country.
    fn code(&mut self, transaction: &Transaction<'_>, code: &Code) -> rusqlite::Result<(i64, i64)> {
        if let Some(&numbers) = self.codes.get(code.as_str()) {
            return Ok(numbers);
        }
        let country = code.country();
        // A country is its own country: its number is made first, and then stands for itself.
        let own = country == code.as_str();
        let of = if own { None } else { Some(self.code(transaction, &Code::new(country))?.0) };
        transaction
            .prepare_cached(
                "INSERT OR IGNORE INTO code (number, text, country) \
                 SELECT next, ?1, coalesce(?2, next) FROM (SELECT coalesce(max(number), 0) + 1 AS next FROM code)",
            )?
            .execute(params![code.as_str(), of])?;
        let numbers = transaction
            .prepare_cached("SELECT number, country FROM code WHERE text = ?")?
            .query_row([code.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        self.codes.insert(code.as_str().to_owned(), numbers);
        Ok(numbers)
    }

    fn statement(
        &mut self,
        transaction: &Transaction<'_>,
        reading: i64,
        record: &Record,
        statement: &Statement,
        players: &[Player],
    ) -> rusqlite::Result<()> {
        let number = Item::Statement(statement.id).number();
        let date = statement.time.and_then(|id| record.times.get(id.index())?.edtf());
        let (first, last) = day::bounds(date.as_ref()).unzip();
        transaction
            .prepare_cached("INSERT INTO statement VALUES (?, ?, ?, ?)")?
            .execute(params![reading, number, first, last])?;
        let mut insert =
            transaction.prepare_cached("INSERT OR IGNORE INTO speaker VALUES (?, ?, ?, ?, ?)")?;
        for speaker in statement.speakers.iter().filter_map(|id| players.get(id.index())) {
            if insert.execute(params![reading, number, speaker.actor, speaker.code, speaker.country])? > 0 {
                self.tally.said(speaker.actor);
            }
        }
        Ok(())
    }

    fn event(
        &mut self,
        transaction: &Transaction<'_>,
        reading: i64,
        record: &Record,
        event: &Event,
        players: &[Player],
    ) -> rusqlite::Result<()> {
        let number = Item::Event(event.id).number();
        let (statement, holders) = match event.according_to {
            AccordingTo::Narrator => (None, &[][..]),
            AccordingTo::Statement(id) => {
                let speakers = record.statements.get(id.index()).map_or(&[][..], |s| &s.speakers);
                (Some(Item::Statement(id).number()), speakers)
            }
        };
        let (day, last) = day::key(event.date.as_ref());
        transaction.prepare_cached("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)")?.execute(params![
            reading,
            number,
            day,
            last,
            numbers::of_type(event.kind),
            numbers::of_status(event.status),
            statement
        ])?;
        let mut insert =
            transaction.prepare_cached("INSERT OR IGNORE INTO party VALUES (?, ?, ?, ?, ?, ?, ?)")?;
        let sides = [
            (numbers::SOURCE, &event.sources[..]),
            (numbers::TARGET, &event.targets[..]),
            (numbers::HOLDER, holders),
        ];
        for (side, actors) in sides {
            for party in actors.iter().filter_map(|id| players.get(id.index())) {
                let Player { actor, code, country } = *party;
                if insert.execute(params![reading, number, side, actor, code, country, day])? > 0 {
                    self.tally.took_part(actor, side);
                }
            }
        }
        Ok(())
    }
}

/// The word that the record format has for a unit variant.
pub(crate) fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}
