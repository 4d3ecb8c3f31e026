use rusqlite::params_from_iter;
use rusqlite::types::Value;
use serde::Serialize;

use crate::events::{Party, statement_entry};
use crate::filter::{Conditions, escaped};
use crate::{EntryId, Filter, Ledger, LedgerError};

/// One statement as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatementRow {
    /// Its entry, for `why`.
    pub entry: EntryId,
    /// When it was said; `None` where the text does not tell.
    pub date: Option<String>,
    /// Who said it; empty where nobody is named.
    pub speakers: Vec<Party>,
    /// How the speaker is known: explicit, inherited or inferred.
    pub attribution: String,
    /// Direct, indirect or mixed.
    pub kind: String,
    /// The word that reports.
    pub cue: Option<String>,
    /// What was said; the parts of an interrupted quotation with ` … ` between them.
    pub content: String,
    /// Outlets between the speaker and this outlet, nearest to the speaker first, with ` → ` between them.
    pub via: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// The document's own id.
    pub document: String,
    /// When it was published.
    pub published: Option<String>,
    /// The rule that read it.
    pub rule: String,
}

impl Ledger {
    /// The statements that a filter lets through, in the order of adding and of the text.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn statements(&self, filter: &Filter) -> Result<Vec<StatementRow>, LedgerError> {
        self.select_statements(filter).map_err(|error| self.failed(error))
    }

    fn select_statements(&self, filter: &Filter) -> rusqlite::Result<Vec<StatementRow>> {
        let conditions = statement_conditions(filter);
        let sql = format!(
            "SELECT statement.document, statement.item, statement.date, statement.attribution, statement.kind, \
             statement.cue, statement.content, statement.via, document.outlet, document.id, document.published, \
             statement.rule FROM statement JOIN document ON document.number = statement.document{} \
             ORDER BY statement.document, statement.item",
            conditions.clause()
        );
        let mut query = self.connection.prepare(&sql)?;
        let mut rows = query.query(params_from_iter(conditions.bound()))?;
        let mut statements = Vec::new();
        while let Some(row) = rows.next()? {
            let (document, item): (i64, i64) = (row.get(0)?, row.get(1)?);
            statements.push(StatementRow {
                entry: statement_entry(document, item),
                date: row.get(2)?,
                speakers: self.speakers(document, item)?,
                attribution: row.get(3)?,
                kind: row.get(4)?,
                cue: row.get(5)?,
                content: row.get(6)?,
                via: row.get(7)?,
                outlet: row.get(8)?,
                document: row.get(9)?,
                published: row.get(10)?,
                rule: row.get(11)?,
            });
        }
        Ok(statements)
    }
}

fn statement_conditions(filter: &Filter) -> Conditions {
    let mut conditions = Conditions::default();
    for given in [&filter.speaker, &filter.source].into_iter().flatten() {
        conditions.actor(
            given,
            "speaker JOIN actor ON actor.document = speaker.document AND actor.item = speaker.actor \
             WHERE speaker.document = statement.document AND speaker.statement = statement.item",
        );
    }
    if let Some(words) = &filter.about {
        conditions
            .push("statement.content LIKE ? ESCAPE '\\'", [Value::Text(format!("%{}%", escaped(words)))]);
    }
    conditions.within("statement", filter);
    conditions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples;

    #[test]
    fn statements_are_found_by_speaker_and_by_words() {
        let (_folder, ledger) = examples::ledger();
        let by = |speaker: Option<&str>, about: Option<&str>| {
            let filter = Filter {
                speaker: speaker.map(str::to_owned),
                about: about.map(str::to_owned),
                ..Filter::default()
            };
            ledger.statements(&filter).unwrap().len()
        };
        assert_eq!(by(Some("Lim"), None), 1);
        assert_eq!(by(Some("SGP"), Some("awak kapal")), 1);
        assert_eq!(by(Some("IRN"), None), 0);
        assert_eq!(by(None, Some("100%")), 0);
    }
}
