//! Sums over the readings that count now, so that the most named actors are found without counting.

use std::collections::{HashMap, HashSet};

use rusqlite::{Transaction, params};

use crate::numbers;

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
    named: HashSet<i64>,
    coded: HashSet<(i64, i64)>,
}

impl Tally {
    pub(crate) fn named(&mut self, actor: i64, code: Option<i64>, mentions: i64) {
        let sums = self.actors.entry(actor).or_default();
        sums.mentions += mentions;
        // Two actors of one record may be the same over all documents: theirs is one document.
        if self.named.insert(actor) {
            sums.documents += 1;
        }
        let coding = (actor, code.unwrap_or(0));
        if self.coded.insert(coding) {
            *self.codings.entry(coding).or_default() += 1;
        }
    }

    pub(crate) fn end_of_reading(&mut self) {
        self.named.clear();
        self.coded.clear();
    }

    pub(crate) fn said(&mut self, actor: i64) {
        self.actors.entry(actor).or_default().statements += 1;
    }

    pub(crate) fn took_part(&mut self, actor: i64, side: i64) {
        let sums = self.actors.entry(actor).or_default();
        match side {
            numbers::SOURCE => sums.did += 1,
            numbers::TARGET => sums.suffered += 1,
            _ => {}
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

#[allow(dead_code, reason = "a later reading of a document will")]
/// Takes a reading that no longer counts out of the sums.
pub(crate) fn take_out(transaction: &Transaction<'_>, reading: i64) -> rusqlite::Result<()> {
    for sql in [
        "UPDATE tally SET documents = documents - 1, mentions = mentions - gone.mentions FROM \
         (SELECT actor, sum(mentions) AS mentions FROM \"cast\" WHERE reading = ?1 GROUP BY actor) AS gone \
         WHERE gone.actor = tally.actor",
        "UPDATE tally SET statements = statements - gone.times FROM \
         (SELECT actor, count(*) AS times FROM speaker WHERE reading = ?1 GROUP BY actor) AS gone \
         WHERE gone.actor = tally.actor",
        "UPDATE tally SET did = did - gone.sources, suffered = suffered - gone.targets FROM \
         (SELECT actor, sum(side = 0) AS sources, sum(side = 1) AS targets FROM party WHERE reading = ?1 \
         GROUP BY actor) AS gone WHERE gone.actor = tally.actor",
        "UPDATE coding SET documents = documents - 1 FROM \
         (SELECT DISTINCT actor, coalesce(code, 0) AS code FROM \"cast\" WHERE reading = ?1) AS gone \
         WHERE gone.actor = coding.actor AND gone.code = coding.code",
    ] {
        transaction.prepare_cached(sql)?.execute([reading])?;
    }
    Ok(())
}
