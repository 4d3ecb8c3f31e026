use std::collections::BTreeMap;

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params_from_iter};
use serde::Serialize;

use crate::filter::{Conditions, Given};
use crate::finders::{List, Part, blocks};
use crate::{Filter, Ledger, LedgerError, View};

/// One actor over all documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActorRow {
    /// Its name.
    pub name: String,
    /// Its code; where it changed over time, the one most often read, the first by letters of equals.
    pub code: Option<String>,
    /// What it is.
    pub kind: String,
    /// In how many documents it is named.
    pub documents: u64,
    /// How often it is named.
    pub mentions: u64,
    /// How many statements it makes.
    pub statements: u64,
    /// In how many events it is a source.
    pub did: u64,
    /// In how many events it is a target.
    pub suffered: u64,
}

/// What is asked of `one`: an actor's sums.
const SUMS: &str = "actor, documents, mentions, statements, did, suffered";

/// The sums and codings of all actors: as they are kept for the newest view, and as they are counted for an earlier one.
const KEPT: [&str; 2] = ["tally", "coding"];
const COUNTED: [&str; 2] = ["temp.counted_tally", "temp.counted_coding"];

/// Documents that an actor is named in who is one of many, as the index has it.
const MANY: i64 = 64;

const TO_COUNT: &str = "
    CREATE TEMP TABLE IF NOT EXISTS counted_tally (actor INTEGER PRIMARY KEY, documents, mentions, statements, did,
        suffered);
    CREATE TEMP TABLE IF NOT EXISTS counted_coding (actor, code, documents, PRIMARY KEY (actor, code)) WITHOUT ROWID;
    DELETE FROM counted_tally; DELETE FROM counted_coding;";

impl Ledger {
    /// The actors that a filter lets through (`source`, `target` or `speaker` give a name or code), most named
    /// first.
    ///
    /// Actors with the same lexicon key are one; others are one where name, code and kind are the same.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn actors(&self, filter: &Filter, view: View) -> Result<Vec<ActorRow>, LedgerError> {
        self.select_actors(filter, view).map_err(|error| self.failed(error))
    }

    fn select_actors(&self, filter: &Filter, view: View) -> rusqlite::Result<Vec<ActorRow>> {
        // Both questions must see the same state, whatever another program writes meanwhile.
        let _reading = self.connection.unchecked_transaction()?;
        let [sums, codings] = self.sums_as_of(view)?;
        let plain = [&filter.source, &filter.target, &filter.speaker].into_iter().all(Option::is_none);
        let least = if plain && sums == KEPT[0] { self.least_of_many(filter.limit)? } else { None };
        let sums = match least {
            Some(least) => {
                format!("{sums} INDEXED BY tally_of_many WHERE documents >= {MANY} AND documents >= {least}")
            }
            None => format!("{sums} WHERE documents > 0"),
        };
        let mut conditions = Conditions::default();
        for given in [&filter.source, &filter.target, &filter.speaker].into_iter().flatten() {
            let Given { code, name } = Given::new(given);
            let (code, below) = code.unwrap_or_default();
            conditions.push(
                "sums.actor IN (SELECT actor FROM codings WHERE code IN (SELECT number FROM code WHERE text = ? \
                 OR text LIKE ? ESCAPE '\\') UNION SELECT number FROM actor WHERE name LIKE ? ESCAPE '\\')",
                [code, below, name].map(Value::Text),
            );
        }
        let limit = filter.limit.map_or(-1, |limit| limit.min(i64::MAX as usize) as i64);
        let sql = format!(
            "WITH sums AS (SELECT * FROM {sums}), \
                codings AS (SELECT * FROM {codings} WHERE documents > 0), best AS (SELECT a.name, a.kind, {SUMS} FROM sums \
                JOIN actor a ON a.number = sums.actor{} \
                ORDER BY documents DESC, mentions DESC, a.name, a.number LIMIT {limit})
             SELECT name, (SELECT text FROM code WHERE number = (SELECT c.code FROM codings c \
                LEFT JOIN code ON code.number = c.code WHERE c.actor = best.actor \
                ORDER BY c.documents DESC, code.text LIMIT 1)), kind, documents, mentions, statements, did, \
                suffered FROM best ORDER BY documents DESC, mentions DESC, name, actor",
            conditions.clause()
        );
        self.connection
            .prepare_cached(&sql)?
            .query_map(params_from_iter(conditions.bound()), |row| {
                Ok(ActorRow {
                    name: row.get(0)?,
                    code: row.get(1)?,
                    kind: row.get(2)?,
                    documents: count(row, 3)?,
                    mentions: count(row, 4)?,
                    statements: count(row, 5)?,
                    did: count(row, 6)?,
                    suffered: count(row, 7)?,
                })
            })?
            .collect()
    }

    /// In how many documents the last of the most named so many is named; `None` where so many are not named in many.
    fn least_of_many(&self, limit: Option<usize>) -> rusqlite::Result<Option<i64>> {
        let Some(before) = limit.and_then(|limit| i64::try_from(limit).ok()?.checked_sub(1)) else {
            return Ok(None);
        };
        let sql = format!(
            "SELECT documents FROM tally INDEXED BY tally_of_many WHERE documents >= {MANY} \
             ORDER BY documents DESC LIMIT 1 OFFSET ?"
        );
        self.connection.prepare_cached(&sql)?.query_row([before], |row| row.get(0)).optional()
    }

    /// The tables of the sums and of the codes of all actors as of a view; of an earlier one they are counted first.
    pub(crate) fn sums_as_of(&self, view: View) -> rusqlite::Result<[&'static str; 2]> {
        if self.newest()? == view {
            return Ok(KEPT);
        }
        let mut sums: BTreeMap<i64, [i64; 5]> = BTreeMap::new();
        let mut codings: BTreeMap<(i64, i64), i64> = BTreeMap::new();
        for block in blocks(view) {
            let gone = self.gone(block, view)?;
            self.each_of_kind(List::Actor(0), block, view, |actor, entry| {
                if gone.contains(&entry.place.reading) {
                    return;
                }
                let sums = sums.entry(actor).or_default();
                match entry.part {
                    Part::Cast => {
                        sums[0] += 1;
                        sums[1] += i64::from(entry.what);
                        *codings.entry((actor, entry.place.item)).or_default() += 1;
                    }
                    Part::Speaker => sums[2] += 1,
                    Part::Source => sums[3] += 1,
                    Part::Target => sums[4] += 1,
                    Part::Holder | Part::Itself | Part::Stance => (),
                }
            })?;
        }
        self.connection.execute_batch(TO_COUNT)?;
        let mut insert =
            self.connection.prepare_cached("INSERT INTO counted_tally VALUES (?, ?, ?, ?, ?, ?)")?;
        for (actor, [documents, mentions, statements, did, suffered]) in sums {
            insert.execute([actor, documents, mentions, statements, did, suffered])?;
        }
        let mut insert = self.connection.prepare_cached("INSERT INTO counted_coding VALUES (?, ?, ?)")?;
        for ((actor, code), documents) in codings {
            insert.execute([actor, code, documents])?;
        }
        Ok(COUNTED)
    }
}

fn count(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<u64> {
    row.get::<_, i64>(column).map(|n| n.max(0) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples;

    #[test]
    fn an_actor_whose_code_changed_has_the_one_most_often_read() {
        let (_folder, mut ledger) = examples::ledger();
        let with = |id: &str, code: Option<&str>| {
            let mut record = examples::seizure(id);
            record.actors[2].key = Some("lim".into());
            record.actors[2].code = code.map(telisik_record::Code::new);
            record
        };
        let code = |ledger: &Ledger| {
            let rows = ledger.actors(&Filter::default(), examples::now(ledger)).unwrap();
            rows.into_iter().find(|row| row.documents > 1 && row.name == "Lim Swee Keng").map(|row| row.code)
        };
        ledger.add(&[with("a", Some("SGP LEG")), with("b", Some("SGP GOV"))], &examples::reader()).unwrap();
        assert_eq!(code(&ledger), Some(Some("SGP GOV".into())));
        ledger.add(&[with("c", Some("SGP LEG"))], &examples::reader()).unwrap();
        assert_eq!(code(&ledger), Some(Some("SGP LEG".into())));
    }

    #[test]
    fn an_actor_of_two_documents_is_one_row_with_both_counted() {
        let (_folder, mut ledger) = examples::ledger();
        ledger.add(&[examples::seizure("lain")], &examples::reader()).unwrap();
        let rows = ledger.actors(&Filter::default(), examples::now(&ledger)).unwrap();
        let guards = rows.iter().find(|row| row.code.as_deref() == Some("IRN MIL")).unwrap();
        assert_eq!((guards.documents, guards.did, guards.suffered), (2, 4, 0));
        let speaker = Filter { speaker: Some("SGP".to_owned()), ..Filter::default() };
        let found = ledger.actors(&speaker, examples::now(&ledger)).unwrap();
        assert!(found.iter().all(|row| row.code.as_deref().unwrap().starts_with("SGP")));
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn the_first_of_a_list_are_those_of_the_whole_list() {
        let (_folder, mut ledger) = examples::ledger();
        let many: Vec<_> = (0..80).map(|n| examples::seizure(&n.to_string())).collect();
        ledger.add(&many, &examples::reader()).unwrap();
        let view = examples::now(&ledger);
        let all = ledger.actors(&Filter::default(), view).unwrap();
        for limit in 0..=all.len() + 1 {
            let first = Filter { limit: Some(limit), ..Filter::default() };
            assert_eq!(ledger.actors(&first, view).unwrap(), all[..limit.min(all.len())]);
        }
    }

    #[test]
    fn the_kept_sums_are_those_that_counting_gives() {
        let (_folder, mut ledger) = examples::ledger();
        ledger.add(&[examples::seizure("a"), examples::seizure("b")], &examples::reader()).unwrap();
        let before = examples::now(&ledger);
        let kept = ledger.actors(&Filter::default(), before).unwrap();
        ledger.add(&[examples::seizure("c")], &examples::reader()).unwrap();
        assert_eq!(ledger.actors(&Filter::default(), before).unwrap(), kept);
        let one = Filter { limit: Some(1), ..Filter::default() };
        assert_eq!(ledger.actors(&one, before).unwrap(), kept[..1]);
    }
}
