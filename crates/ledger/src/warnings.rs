use jiff::civil::Date;
use rusqlite::types::Value;
use serde::Serialize;
use telisik_record::WarningCode;

use crate::fault::Fault;
use crate::filter::Conditions;
use crate::sheet::{Sheet, Sheets};
use crate::{EntryId, Item, Ledger, LedgerError, View};

/// Something in a text, or in its reading, that a person should look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WarningRow {
    /// Its entry, for `why`.
    pub entry: EntryId,
    /// What it is about.
    pub code: String,
    /// What was found, for a person.
    pub message: String,
    /// The words; `None` where the document as a whole is meant.
    pub words: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The document's own id.
    pub document: String,
    /// When it was published.
    pub published: Option<String>,
}

/// Which warnings to list. Every part that is given must hold.
#[derive(Debug, Clone, Default)]
pub struct WarningFilter {
    /// Of one of these codes.
    pub codes: Vec<WarningCode>,
    /// Words of the outlet's name.
    pub outlet: Option<String>,
    /// Published on or after this day.
    pub since: Option<Date>,
    /// Published on or before this day.
    pub until: Option<Date>,
    /// The first of the list, so many.
    pub limit: Option<usize>,
}

impl Ledger {
    /// The warnings that a filter lets through, in the order of reading.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn warnings(&self, filter: &WarningFilter, view: View) -> Result<Vec<WarningRow>, LedgerError> {
        self.select_warnings(filter, view).map_err(|fault| fault.told(&self.path))
    }

    fn select_warnings(&self, filter: &WarningFilter, view: View) -> Result<Vec<WarningRow>, Fault> {
        let mut conditions = Conditions::default();
        if !filter.codes.is_empty() {
            let codes = filter.codes.iter().map(|code| Value::Text(code.as_str().to_owned()));
            conditions.push(format!("w.code IN ({})", vec!["?"; filter.codes.len()].join(", ")), codes);
        }
        conditions.counts("w.reading", view);
        conditions.published("d.published", filter.since, filter.until);
        let sql = format!(
            "SELECT w.reading, w.place FROM warning w CROSS JOIN reading r ON r.number = w.reading \
             CROSS JOIN document d ON d.number = r.document{} ORDER BY w.reading, w.place",
            conditions.clause()
        );
        let outlet = filter.outlet.as_ref().map(|words| words.to_lowercase());
        Sheets::of(self).rows(&sql, conditions, filter.limit, |sheet, place| {
            let row = warning_row(sheet, place)?;
            let name = row.outlet.as_deref().unwrap_or_default().to_lowercase();
            Ok(outlet.as_ref().is_none_or(|words| name.contains(words)).then_some(row))
        })
    }
}

/// A warning as a list shows it, which `place` counts from 0.
fn warning_row(sheet: &Sheet, place: i64) -> Result<WarningRow, Fault> {
    let warning = usize::try_from(place).ok().and_then(|at| sheet.shown.warnings.get(at));
    let warning = warning.ok_or_else(|| sheet.lacks("warning", place))?;
    Ok(WarningRow {
        entry: sheet.entry(Item::Warning(u32::try_from(place + 1).unwrap_or(u32::MAX))),
        code: warning.code.as_str().to_owned(),
        message: warning.message.clone(),
        words: warning.span.map(|span| sheet.text.slice(span).to_owned()),
        outlet: sheet.outlet.clone(),
        document: sheet.id.clone(),
        published: sheet.published.clone(),
    })
}

#[cfg(test)]
mod tests {
    use telisik_record::{Span, Warning};

    use super::*;
    use crate::examples;

    #[test]
    fn warnings_are_found_by_code_outlet_and_day_of_publication() {
        let (_folder, mut ledger) = examples::ledger();
        let mut record = examples::seizure("salah");
        record.document.outlet = Some("Koran Pagi".into());
        record.document.published = Some("2026-01-04".parse().unwrap());
        let warning = |code, span| Warning { code, span, message: "periksa".into() };
        record.warnings = vec![
            warning(WarningCode::WeekdayDate, Some(Span::new(0, 5))),
            warning(WarningCode::Damaged, None),
        ];
        ledger.add(&[record], &examples::reader()).unwrap();
        let found = |filter: WarningFilter| {
            let rows = ledger.warnings(&filter, examples::now(&ledger)).unwrap();
            rows.into_iter().map(|row| (row.entry.to_string(), row.words)).collect::<Vec<_>>()
        };
        let (first, second) = (("2/w1".to_owned(), Some("Garda".to_owned())), ("2/w2".to_owned(), None));
        assert_eq!(found(WarningFilter::default()), [first.clone(), second.clone()]);
        let of = |code| WarningFilter { codes: vec![code], ..WarningFilter::default() };
        assert_eq!(found(of(WarningCode::Damaged)), [second]);
        assert_eq!(found(of(WarningCode::HeadlineStronger)), []);
        let outlet = |name: &str| WarningFilter {
            outlet: Some(name.to_owned()),
            limit: Some(1),
            ..WarningFilter::default()
        };
        assert_eq!(found(outlet("pagi")), [first]);
        assert_eq!(found(outlet("sore")), []);
        let until = WarningFilter { until: Some("2026-01-03".parse().unwrap()), ..WarningFilter::default() };
        assert_eq!(found(until), []);
    }
}
