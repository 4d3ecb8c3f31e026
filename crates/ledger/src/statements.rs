use std::collections::BTreeSet;

use serde::Serialize;

use crate::events::Party;
use crate::fault::Fault;
use crate::find::is_in_time;
use crate::finders::{Entry, List, Part, Place, Wanted, blocks};
use crate::rows::word;
use crate::sheet::{Sheet, Sheets};
use crate::{EntryId, Filter, Item, Ledger, LedgerError, View};

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
        let given = [&filter.speaker, &filter.source].into_iter().flatten();
        let sides: Vec<Wanted> =
            given.map(|given| self.wanted(Part::Speaker, given)).collect::<rusqlite::Result<_>>()?;
        let mut statements = Vec::new();
        for block in blocks(view) {
            let gone = self.gone(block, view)?;
            for Place { reading, item } in self.statements_in(block, &sides, filter, view)? {
                if statements.len() >= limit {
                    return Ok(statements);
                }
                if gone.contains(&reading) {
                    continue;
                }
                let row = statement_row(&*sheets.get(reading)?, item)?;
                if about.as_ref().is_none_or(|words| row.content.to_lowercase().contains(words)) {
                    statements.push(((reading, item), row));
                }
            }
        }
        Ok(statements)
    }

    /// The statements of a block that all of the wanted make, in order.
    fn statements_in(
        &self,
        block: i64,
        sides: &[Wanted],
        filter: &Filter,
        view: View,
    ) -> rusqlite::Result<BTreeSet<Place>> {
        let mut found = BTreeSet::new();
        let collect = |entry: Entry, found: &mut BTreeSet<Place>| {
            if is_in_time(filter, &entry) {
                found.insert(entry.place);
            }
        };
        let Some((first, others)) = sides.split_first() else {
            self.each_entry(List::Statements, block, view, |entry| collect(entry, &mut found))?;
            return Ok(found);
        };
        self.each_wanted(first, block, view, |entry| collect(entry, &mut found))?;
        for other in others {
            let mut both = BTreeSet::new();
            self.each_wanted(other, block, view, |entry| collect(entry, &mut both))?;
            found.retain(|place| both.contains(place));
        }
        Ok(found)
    }
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
