//! What follows from a record: the numbers of its actors and codes, what finds it, sums, norms and warnings.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Transaction, params};
use telisik_record::{Actor, Code, Record};

use crate::finders::Finders;
use crate::identity::identity;
use crate::tally::Tally;

/// Numbers of actors, by identity, and of codes.
#[derive(Default)]
pub(crate) struct Numbers {
    actors: HashMap<String, i64>,
    codes: HashMap<String, i64>,
}

impl Numbers {
    pub(crate) fn len(&self) -> usize {
        self.actors.len() + self.codes.len()
    }
}

/// What a revision writes of its records: lists and sums at its end.
#[derive(Default)]
pub(crate) struct Writer {
    pub(crate) numbers: Numbers,
    finders: Finders,
    pub(crate) tally: Tally,
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
        self.finders.add(reading, record, &players);
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
            let code = actor.code.as_ref().map(|code| self.code(transaction, code)).transpose()?;
            Ok(Player { actor: self.actor(transaction, actor)?, code })
        };
        record.actors.iter().map(&mut player).collect()
    }

    fn actor(&mut self, transaction: &Transaction<'_>, actor: &Actor) -> rusqlite::Result<i64> {
        let identity = identity(actor);
        if let Some(&number) = self.numbers.actors.get(&identity) {
            return Ok(number);
        }
        transaction
            .prepare_cached("INSERT OR IGNORE INTO actor (identity, name, kind) VALUES (?, ?, ?)")?
            .execute(params![identity, actor.name, word(&actor.kind)])?;
        let number = transaction
            .prepare_cached("SELECT number FROM actor WHERE identity = ?")?
            .query_row([&identity], |row| row.get(0))?;
        self.numbers.actors.insert(identity, number);
        Ok(number)
    }

    fn code(&mut self, transaction: &Transaction<'_>, code: &Code) -> rusqlite::Result<i64> {
        if let Some(&number) = self.numbers.codes.get(code.as_str()) {
            return Ok(number);
        }
        let country = code.country();
        // A country is its own country: its number is made first, and then stands for itself.
        let own = country == code.as_str();
        let of = if own { None } else { Some(self.code(transaction, &Code::new(country))?) };
        transaction
            .prepare_cached(
                "INSERT OR IGNORE INTO code (number, text, country) \
                 SELECT next, ?1, coalesce(?2, next) FROM (SELECT coalesce(max(number), 0) + 1 AS next FROM code)",
            )?
            .execute(params![code.as_str(), of])?;
        let number = transaction
            .prepare_cached("SELECT number FROM code WHERE text = ?")?
            .query_row([code.as_str()], |row| row.get(0))?;
        self.numbers.codes.insert(code.as_str().to_owned(), number);
        Ok(number)
    }
}

/// The numbers of a record's actors as they are; `None` where one has none. `known` keeps those that were looked up.
pub(crate) fn numbered(
    connection: &Connection,
    record: &Record,
    known: &mut HashMap<String, Option<i64>>,
) -> rusqlite::Result<Option<Vec<Player>>> {
    let mut number = |sql: &str, kind: char, name: &str| -> rusqlite::Result<Option<i64>> {
        let key = format!("{kind}{name}");
        if let Some(&number) = known.get(&key) {
            return Ok(number);
        }
        let number = connection.prepare_cached(sql)?.query_row([name], |row| row.get(0)).optional()?;
        known.insert(key, number);
        Ok(number)
    };
    let mut players = Vec::with_capacity(record.actors.len());
    for actor in &record.actors {
        let of = number("SELECT number FROM actor WHERE identity = ?", 'a', &identity(actor))?;
        let code = match &actor.code {
            Some(code) => match number("SELECT number FROM code WHERE text = ?", 'c', code.as_str())? {
                Some(code) => Some(code),
                None => return Ok(None),
            },
            None => None,
        };
        let Some(actor) = of else { return Ok(None) };
        players.push(Player { actor, code });
    }
    Ok(Some(players))
}

/// An actor of a record with its numbers.
#[derive(Clone, Copy)]
pub(crate) struct Player {
    pub(crate) actor: i64,
    pub(crate) code: Option<i64>,
}

/// The word that the record format has for a unit variant.
pub(crate) fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}
