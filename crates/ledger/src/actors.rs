use rusqlite::params_from_iter;
use serde::Serialize;

use crate::filter::Conditions;
use crate::{Filter, Ledger, LedgerError};

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

impl Ledger {
    /// The actors that a filter lets through (`source` or `speaker` give a name or code), most named first.
    ///
    /// Actors with the same lexicon key are one; others are one where name and code are the same.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn actors(&self, filter: &Filter) -> Result<Vec<ActorRow>, LedgerError> {
        self.select_actors(filter).map_err(|error| self.failed(error))
    }

    fn select_actors(&self, filter: &Filter) -> rusqlite::Result<Vec<ActorRow>> {
        let mut conditions = Conditions::default();
        for given in [&filter.source, &filter.target, &filter.speaker].into_iter().flatten() {
            conditions.actor(given, "(SELECT 1) WHERE 1");
        }
        let sql = format!(
            "WITH one AS (
                SELECT coalesce(key, name || '|' || coalesce(code, '')) AS identity, name, code, kind, mentions,
                    (SELECT count(*) FROM speaker s WHERE s.document = actor.document AND s.actor = actor.item)
                        AS statements,
                    (SELECT count(*) FROM party p WHERE p.document = actor.document AND p.actor = actor.item
                        AND p.side = 'source') AS did,
                    (SELECT count(*) FROM party p WHERE p.document = actor.document AND p.actor = actor.item
                        AND p.side = 'target') AS suffered
                FROM actor{}
            ), coded AS (
                SELECT identity, code,
                    row_number() OVER (PARTITION BY identity ORDER BY count(*) DESC, code) AS rank
                FROM one GROUP BY identity, code
            )
            SELECT min(name), coded.code, min(kind), count(*), sum(mentions), sum(statements), sum(did),
                sum(suffered)
            FROM one JOIN coded USING (identity) WHERE rank = 1 GROUP BY identity
            ORDER BY count(*) DESC, sum(mentions) DESC, 1, 2, identity",
            conditions.clause()
        );
        self.connection
            .prepare(&sql)?
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
            let rows = ledger.actors(&Filter::default()).unwrap();
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
        let rows = ledger.actors(&Filter::default()).unwrap();
        let guards = rows.iter().find(|row| row.code.as_deref() == Some("IRN MIL")).unwrap();
        assert_eq!((guards.documents, guards.did, guards.suffered), (2, 4, 0));
        let speaker = Filter { speaker: Some("SGP".to_owned()), ..Filter::default() };
        assert!(
            ledger.actors(&speaker).unwrap().iter().all(|row| row
                .code
                .as_deref()
                .unwrap()
                .starts_with("SGP"))
        );
    }
}
