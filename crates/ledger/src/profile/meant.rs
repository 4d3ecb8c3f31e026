use rusqlite::params_from_iter;
use rusqlite::types::Value;
use serde::Serialize;

use crate::filter::{Conditions, escaped};
use crate::{Ledger, View};

/// Another actor that is meant as well.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Namesake {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// What it can be asked for by without being mistaken.
    pub key: String,
    /// In how many documents it is named.
    pub documents: u64,
}

/// Others of the same name that are told of.
pub(super) const OTHERS: usize = 10;

impl Ledger {
    /// The actors that may be meant, the most named first.
    pub(super) fn meant(&self, called: &str, view: View) -> rusqlite::Result<Vec<(i64, Namesake)>> {
        let [sums, codings] = self.sums_as_of(view)?;
        let coded = format!(
            "a.number IN (SELECT actor FROM {codings} WHERE documents > 0 AND code = \
             (SELECT number FROM code WHERE text = ?))"
        );
        for (condition, given) in [
            ("a.identity = ?", called.to_owned()),
            ("a.name LIKE ? ESCAPE '\\'", escaped(called)),
            (&coded, called.to_owned()),
            ("a.name LIKE ? ESCAPE '\\'", format!("%{}%", escaped(called))),
        ] {
            let mut conditions = Conditions::default();
            conditions.push("t.documents > 0", []);
            conditions.push(condition, [Value::Text(given)]);
            let sql = format!(
                "SELECT a.number, a.name, a.kind, a.identity, t.documents FROM actor a \
                 JOIN {sums} t ON t.actor = a.number{} ORDER BY 5 DESC, 1 LIMIT {}",
                conditions.clause(),
                OTHERS + 1
            );
            let found: Vec<(i64, Namesake)> = self
                .connection
                .prepare_cached(&sql)?
                .query_map(params_from_iter(conditions.bound()), |row| {
                    let documents = count(row, 4)?;
                    Ok((
                        row.get(0)?,
                        Namesake { name: row.get(1)?, kind: row.get(2)?, key: row.get(3)?, documents },
                    ))
                })?
                .collect::<rusqlite::Result<_>>()?;
            if !found.is_empty() && !called.is_empty() {
                return Ok(found);
            }
        }
        Ok(Vec::new())
    }
}

pub(super) fn count(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<u64> {
    row.get::<_, i64>(column).map(|n| n.max(0) as u64)
}
