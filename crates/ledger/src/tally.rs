//! Sums over the readings that count now, so that the most named actors are found without counting.

use std::collections::{HashMap, HashSet};

use rusqlite::{Transaction, params};
use telisik_record::{ActorId, Record};

use crate::rows::Player;

/// What is to be added to an actor's sums.
#[derive(Default, Clone, Copy)]
struct Sums {
    documents: i64,
    mentions: i64,
    statements: i64,
    did: i64,
    suffered: i64,
}

/// What a transaction adds to the sums.
#[derive(Default)]
pub(crate) struct Tally {
    actors: HashMap<i64, Sums>,
    codings: HashMap<(i64, i64), i64>,
}

impl Tally {
    /// Counts a reading in, `by` 1, or out, `by` -1.
    pub(crate) fn count(&mut self, record: &Record, players: &[Player], by: i64) {
        let mut named = HashSet::new();
        for (actor, player) in record.actors.iter().zip(players) {
            let sums = self.actors.entry(player.actor).or_default();
            sums.mentions += by * actor.mentions.len() as i64;
            // Two actors of one record may be the same over all documents: theirs is one document and one code.
            if named.insert(player.actor) {
                sums.documents += by;
                let code = player.code.unwrap_or(0);
                *self.codings.entry((player.actor, code)).or_default() += by;
            }
        }
        for statement in &record.statements {
            for actor in distinct(&statement.speakers, players) {
                self.actors.entry(actor).or_default().statements += by;
            }
        }
        for event in &record.events {
            for actor in distinct(&event.sources, players) {
                self.actors.entry(actor).or_default().did += by;
            }
            for actor in distinct(&event.targets, players) {
                self.actors.entry(actor).or_default().suffered += by;
            }
        }
    }

    /// Adds all to the stored sums.
    pub(crate) fn write(&self, transaction: &Transaction<'_>) -> rusqlite::Result<()> {
        let mut add = transaction.prepare_cached(
            "INSERT INTO tally VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (actor) DO UPDATE SET \
             documents = documents + excluded.documents, mentions = mentions + excluded.mentions, \
             statements = statements + excluded.statements, did = did + excluded.did, \
             suffered = suffered + excluded.suffered",
        )?;
        let mut actors: Vec<_> = self.actors.iter().collect();
        actors.sort_unstable_by_key(|(actor, _)| **actor);
        for (actor, sums) in actors {
            let Sums { documents, mentions, statements, did, suffered } = sums;
            add.execute(params![actor, documents, mentions, statements, did, suffered])?;
        }
        let mut add = transaction.prepare_cached(
            "INSERT INTO coding VALUES (?, ?, ?) ON CONFLICT (actor, code) DO UPDATE SET \
             documents = documents + excluded.documents",
        )?;
        let mut codings: Vec<_> = self.codings.iter().collect();
        codings.sort_unstable();
        for ((actor, code), documents) in codings {
            add.execute(params![actor, code, documents])?;
        }
        Ok(())
    }
}

fn distinct(ids: &[ActorId], players: &[Player]) -> HashSet<i64> {
    ids.iter().filter_map(|id| players.get(id.index())).map(|player| player.actor).collect()
}
