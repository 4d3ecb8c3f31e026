use jiff::civil::Date;
use rusqlite::types::Value;
use serde::Serialize;
use telisik_record::{Mood, Norm, Span, StatementId, Violation};

use crate::events::Party;
use crate::fault::Fault;
use crate::filter::{Conditions, escaped, is_meant};
use crate::sheet::{Sheet, Sheets};
use crate::{EntryId, Item, Ledger, LedgerError, View};

/// A resolution, treaty or law where a text invokes it; one row for each that is said to violate it there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NormRow {
    /// Its entry, for `why`.
    pub entry: EntryId,
    /// Its name, as printed.
    pub name: String,
    /// Its number, where the text prints one.
    pub number: Option<String>,
    /// The code of the body that issued it.
    pub issuer: Option<String>,
    /// The statement that invokes it; `None` where the outlet itself does.
    pub statement: Option<EntryId>,
    /// Who invokes it: the speakers of that statement, as far as they are named.
    pub invoked_by: Vec<Party>,
    /// Who is said to violate it; `None` where nobody is.
    pub violator: Option<Party>,
    /// In which mood: asserted, presupposed, conditional or negated.
    pub mood: Option<String>,
    /// The statement that says so; `None` where the outlet itself does.
    pub said_in: Option<EntryId>,
    /// The speakers of that statement.
    pub said_by: Vec<Party>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The document's own id.
    pub document: String,
    /// When it was published.
    pub published: Option<String>,
    /// The rule that read it.
    pub rule: String,
}

/// Which norms to list. Every part that is given must hold.
#[derive(Debug, Clone, Default)]
pub struct NormFilter {
    /// Words of its name, or its number.
    pub about: Option<String>,
    /// Who invokes it, or says that it is violated: a code or a part of a name.
    pub speaker: Option<String>,
    /// Who is said to violate it.
    pub violator: Option<String>,
    /// In one of these moods.
    pub moods: Vec<Mood>,
    /// Published on or after this day.
    pub since: Option<Date>,
    /// Published on or before this day.
    pub until: Option<Date>,
    /// The first of the list, so many.
    pub limit: Option<usize>,
}

impl Ledger {
    /// The norms that a filter lets through, by name, then in the order of reading.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn norms(&self, filter: &NormFilter, view: View) -> Result<Vec<NormRow>, LedgerError> {
        self.select_norms(filter, view).map_err(|fault| fault.told(&self.path))
    }

    fn select_norms(&self, filter: &NormFilter, view: View) -> Result<Vec<NormRow>, Fault> {
        let mut conditions = Conditions::default();
        conditions.counts("n.reading", view);
        conditions.published("d.published", filter.since, filter.until);
        if let Some(words) = filter.about.as_ref().filter(|words| words.is_ascii()) {
            // A number stands in the record alone, so that only what is no number can be looked for here.
            if !words.chars().any(|c| c.is_ascii_digit()) {
                conditions.push("n.name LIKE ? ESCAPE '\\'", [Value::Text(format!("%{}%", escaped(words)))]);
            }
        }
        let sql = format!(
            "SELECT n.reading, n.place FROM norm n CROSS JOIN reading r ON r.number = n.reading \
             CROSS JOIN document d ON d.number = r.document{} ORDER BY n.name, n.reading, n.place",
            conditions.clause()
        );
        Sheets::of(self).rows(&sql, conditions, filter.limit, |sheet, place| {
            Ok(norm_rows(sheet, place)?.into_iter().filter(|row| fits(filter, row)))
        })
    }
}

fn fits(filter: &NormFilter, row: &NormRow) -> bool {
    let about = |words: &String| {
        let number = row.number.as_deref().unwrap_or_default();
        format!("{} {number}", row.name).to_lowercase().contains(&words.to_lowercase())
    };
    let speaker =
        |given: &String| row.invoked_by.iter().chain(&row.said_by).any(|party| is_meant(given, party));
    let violator = |given: &String| row.violator.as_ref().is_some_and(|party| is_meant(given, party));
    let mood = |mood: &Mood| row.mood.as_deref() == Some(mood.as_str());
    filter.about.as_ref().is_none_or(about)
        && filter.speaker.as_ref().is_none_or(speaker)
        && filter.violator.as_ref().is_none_or(violator)
        && (filter.moods.is_empty() || filter.moods.iter().any(mood))
}

/// The rows of one norm of a record, which `place` counts from 0.
pub(crate) fn norm_rows(sheet: &Sheet, place: i64) -> Result<Vec<NormRow>, Fault> {
    let norm = usize::try_from(place).ok().and_then(|at| sheet.shown.norms.get(at));
    let norm = norm.ok_or_else(|| sheet.lacks("norm", place))?;
    let mut rows: Vec<NormRow> =
        norm.said_to_be_violated_by.iter().map(|said| norm_row(sheet, norm, place, Some(said))).collect();
    if rows.is_empty() {
        rows.push(norm_row(sheet, norm, place, None));
    }
    Ok(rows)
}

fn norm_row(sheet: &Sheet, norm: &Norm, place: i64, violation: Option<&Violation>) -> NormRow {
    let statement = reporting(sheet, norm.span);
    let said_in = violation.and_then(|violation| violation.statement);
    NormRow {
        entry: sheet.entry(Item::Norm(u32::try_from(place + 1).unwrap_or(u32::MAX))),
        name: norm.name.clone(),
        number: norm.number.clone(),
        issuer: norm.issuer.clone(),
        statement: statement.map(|id| sheet.entry(Item::Statement(id))),
        invoked_by: speakers(sheet, statement),
        violator: violation.and_then(|violation| sheet.parties(&[violation.actor]).pop()),
        mood: violation.map(|violation| violation.mood.as_str().to_owned()),
        said_in: said_in.map(|id| sheet.entry(Item::Statement(id))),
        said_by: speakers(sheet, said_in),
        outlet: sheet.outlet.clone(),
        document: sheet.id.clone(),
        published: sheet.published.clone(),
        rule: norm.rule.to_string(),
    }
}

/// The innermost statement that a span is reported by.
fn reporting(sheet: &Sheet, span: Span) -> Option<StatementId> {
    let statements = sheet.shown.statements.iter().filter(|statement| statement.reports(span));
    statements.min_by_key(|statement| statement.extent().end - statement.extent().start).map(|found| found.id)
}

fn speakers(sheet: &Sheet, statement: Option<StatementId>) -> Vec<Party> {
    let statement = statement.and_then(|id| sheet.shown.statements.get(id.index()));
    statement.map(|statement| sheet.parties(&statement.speakers)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use telisik_record::ActorId;

    use super::*;
    use crate::examples;

    fn norms(filter: &NormFilter) -> Vec<(String, Option<String>)> {
        let (_folder, mut ledger) = examples::ledger();
        let mut record = examples::seizure("hukum");
        let text = record.document.text.clone();
        let at = text.as_str().find("awak kapal").unwrap();
        record.document.published = Some("2026-01-04".parse().unwrap());
        record.norms = vec![Norm {
            span: text.span_of_bytes(at..at + 10),
            name: "hukum laut".into(),
            issuer: None,
            number: Some("17".into()),
            said_to_be_violated_by: vec![Violation {
                actor: ActorId::at(0),
                statement: Some(StatementId::at(0)),
                mood: Mood::Conditional,
            }],
            rule: "norm.example".into(),
        }];
        ledger.add(&[record], &examples::reader()).unwrap();
        let rows = ledger.norms(filter, examples::now(&ledger)).unwrap();
        rows.into_iter().map(|row| (row.entry.to_string(), row.mood)).collect()
    }

    #[test]
    fn a_norm_is_found_by_name_number_speaker_violator_and_mood() {
        let given = |words: &str| Some(words.to_owned());
        for filter in [
            NormFilter::default(),
            NormFilter { about: given("Laut"), ..NormFilter::default() },
            NormFilter { about: given("17"), ..NormFilter::default() },
            NormFilter { speaker: given("SGP"), violator: given("IRN"), ..NormFilter::default() },
            NormFilter { moods: vec![Mood::Negated, Mood::Conditional], ..NormFilter::default() },
            NormFilter { since: Some("2026-01-04".parse().unwrap()), ..NormFilter::default() },
        ] {
            assert_eq!(norms(&filter), [("2/n1".to_owned(), given("conditional"))], "{filter:?}");
        }
        for filter in [
            NormFilter { about: given("udara"), ..NormFilter::default() },
            NormFilter { speaker: given("IRN"), ..NormFilter::default() },
            NormFilter { moods: vec![Mood::Asserted], ..NormFilter::default() },
            NormFilter { until: Some("2026-01-03".parse().unwrap()), ..NormFilter::default() },
        ] {
            assert_eq!(norms(&filter), [], "{filter:?}");
        }
    }

    #[test]
    fn a_norm_is_invoked_by_whoever_speaks_its_words() {
        let (_folder, ledger) = examples::ledger();
        let sheets = Sheets::of(&ledger);
        let sheet = sheets.get(1).unwrap();
        let content = sheet.shown.statements[0].content[0];
        assert_eq!(reporting(&sheet, content), Some(StatementId::at(0)));
        assert_eq!(reporting(&sheet, Span::new(0, 4)), None);
    }
}
