use rusqlite::params_from_iter;
use rusqlite::types::Value;
use serde::Serialize;

use crate::events::Party;
use crate::fault::Fault;
use crate::filter::{Conditions, Given};
use crate::find::{Codes, NAMESAKES};
use crate::rows::word;
use crate::sheet::{Sheet, Sheets};
use crate::{EntryId, Filter, Item, Ledger, LedgerError, View, day};

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

/// The reading a statement is of and its number there, and its row.
pub(crate) type Keyed = ((i64, i64), StatementRow);

impl Ledger {
    /// The statements that a filter lets through, in the order of reading and of the text.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn statements(&self, filter: &Filter, view: View) -> Result<Vec<StatementRow>, LedgerError> {
        self.select_statements(filter, view).map_err(|fault| fault.told(&self.path))
    }

    fn select_statements(&self, filter: &Filter, view: View) -> Result<Vec<StatementRow>, Fault> {
        let keyed = self.keyed_statements(filter, view, &Sheets::of(self))?;
        Ok(keyed.into_iter().map(|(_, row)| row).collect())
    }

    /// The same with the reading and the number in it of each.
    pub(crate) fn keyed_statements(
        &self,
        filter: &Filter,
        view: View,
        sheets: &Sheets<'_>,
    ) -> Result<Vec<Keyed>, Fault> {
        let about = filter.about.as_ref().map(|words| words.to_lowercase());
        let limit = filter.limit.unwrap_or(usize::MAX);
        let mut statements = Vec::new();
        let walks = self.statement_walks(filter, view)?;
        // Several walks have each an order of their own, and all of them must be seen to put them in one.
        let several = walks.len() > 1;
        for Walk { from, conditions } in walks {
            let sql = format!("SELECT d.reading, d.{from}{} ORDER BY 1, 2", conditions.clause());
            let mut query = self.connection.prepare_cached(&sql)?;
            let mut rows = query.query(params_from_iter(conditions.bound()))?;
            let mut found = 0;
            while found < limit {
                let Some(row) = rows.next()? else { break };
                let key: (i64, i64) = (row.get(0)?, row.get(1)?);
                if statements.last().is_some_and(|(last, _)| *last == key) {
                    continue;
                }
                let row = statement_row(&*sheets.get(key.0)?, key.1)?;
                if about.as_ref().is_some_and(|words| !row.content.to_lowercase().contains(words)) {
                    continue;
                }
                statements.push((key, row));
                found += 1;
            }
        }
        if several {
            statements.sort_by_key(|(key, _)| *key);
            statements.dedup_by_key(|(key, _)| *key);
            statements.truncate(limit);
        }
        Ok(statements)
    }

    /// The ways along indexes that together pass all statements asked for, each in the order of reading.
    fn statement_walks(&self, filter: &Filter, view: View) -> rusqlite::Result<Vec<Walk>> {
        let mut given =
            [&filter.speaker, &filter.source].into_iter().flatten().map(|given| Given::new(given));
        let first = given.next();
        let mut conditions = Conditions::default();
        for given in given {
            conditions.speaker(&given);
        }
        if let Some(day) = filter.since {
            conditions.push("coalesce(s.last, s.first) >= ?", [Value::Integer(day::number(day))]);
        }
        if let Some(day) = filter.until {
            conditions.push("coalesce(s.first, s.last) <= ?", [Value::Integer(day::number(day))]);
        }
        conditions.counts("d.reading", view);
        let walk = |from: &str, mut own: Conditions| {
            own.append(&conditions);
            Walk { from: from.to_owned(), conditions: own }
        };
        let all = "item FROM statement d JOIN statement s ON s.reading = d.reading AND s.item = d.item";
        let Some(given) = first else { return Ok(vec![walk(all, Conditions::default())]) };
        let (codes, actors) = (self.codes(&given)?, self.actors_called(&given, NAMESAKES + 1)?);
        if codes.len() > NAMESAKES || actors.len() > NAMESAKES {
            let mut own = Conditions::default();
            own.speaker(&given);
            return Ok(vec![walk(all, own)]);
        }
        let joined = |table: &str| {
            format!("item FROM {table} d CROSS JOIN statement s ON s.reading = d.reading AND s.item = d.item")
        };
        let mut walks = Vec::new();
        for Codes { country, whole, codes } in codes {
            let mut own = Conditions::default();
            own.push("d.country = ?", [Value::Integer(country)]);
            if !whole {
                own.numbers("d.code", codes.into_iter());
            }
            walks.push(walk(&joined("speaker_country"), own));
        }
        for actor in actors {
            let mut own = Conditions::default();
            own.push("d.actor = ?", [Value::Integer(actor)]);
            walks.push(walk(&joined("speaker"), own));
        }
        Ok(walks)
    }
}

struct Walk {
    /// From the item's column on: what is walked as `d`, and its statement as `s`.
    from: String,
    conditions: Conditions,
}

/// A statement as a list shows it, cut from its record.
pub(crate) fn statement_row(sheet: &Sheet, item: i64) -> Result<StatementRow, Fault> {
    let statement = usize::try_from(item - 1).ok().and_then(|at| sheet.shown.statements.get(at));
    let statement = statement.ok_or_else(|| sheet.lacks("statement", item))?;
    let text = &sheet.text;
    let content: Vec<&str> = statement.content.iter().map(|&span| text.slice(span)).collect();
    let date = statement.time.and_then(|id| sheet.shown.times.get(id.index())?.edtf());
    Ok(StatementRow {
        entry: sheet.entry(Item::Statement(statement.id)),
        date: date.map(|date| date.to_string()),
        speakers: sheet.parties(&statement.speakers),
        attribution: word(&statement.attribution),
        kind: word(&statement.kind),
        cue: statement.cue.map(|span| text.slice(span).to_owned()),
        content: content.join(" … "),
        via: statement.via.join(" → "),
        outlet: sheet.outlet.clone(),
        document: sheet.id.clone(),
        published: sheet.published.clone(),
        rule: statement.rule.to_string(),
    })
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
            ledger.statements(&filter, examples::now(&ledger)).unwrap().len()
        };
        assert_eq!(by(Some("Lim"), None), 1);
        assert_eq!(by(Some("SGP"), Some("awak kapal")), 1);
        assert_eq!(by(Some("IRN"), None), 0);
        assert_eq!(by(None, Some("100%")), 0);
    }
}
