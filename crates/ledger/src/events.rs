use serde::Serialize;
use telisik_record::{AccordingTo, Edtf, Event, StanceKind, Status};

use crate::fault::Fault;
use crate::sheet::{Sheet, Sheets};
use crate::{EntryId, Filter, Item, Ledger, LedgerError, View};

/// One event as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EventRow {
    /// Its entry, for `why`.
    pub entry: EntryId,
    /// When it happened; `None` where the text does not tell.
    pub date: Option<String>,
    /// The PLOVER type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Who did it.
    pub sources: Vec<Party>,
    /// To whom.
    pub targets: Vec<Party>,
    /// Whether it took place, as the text has it.
    pub status: String,
    /// Whether somebody denies what is told of it.
    pub contested: bool,
    /// The statement that holds it; `None` where the outlet itself stands for it.
    pub statement: Option<EntryId>,
    /// The speakers of that statement, as far as they are named.
    pub according_to: Vec<Party>,
    /// The words that say it.
    pub trigger: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// The document's own id.
    pub document: String,
    /// When it was published.
    pub published: Option<String>,
    /// The rule that coded it.
    pub rule: String,
}

/// An actor's part in an entry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Party {
    /// Its name.
    pub name: String,
    /// Its code.
    pub code: Option<String>,
}

impl Ledger {
    /// The events that a filter lets through, by day; undated ones last, in the order of reading.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn events(&self, filter: &Filter, view: View) -> Result<Vec<EventRow>, LedgerError> {
        self.select_events(filter, view).map_err(|fault| fault.told(&self.path))
    }

    fn select_events(&self, filter: &Filter, view: View) -> Result<Vec<EventRow>, Fault> {
        let sheets = Sheets::of(self);
        let keys = self.event_keys(filter, view)?;
        keys.into_iter().map(|key| event_row(&*sheets.get(key.reading)?, key.item)).collect()
    }
}

/// An event as a list shows it, cut from its record.
pub(crate) fn event_row(sheet: &Sheet, item: i64) -> Result<EventRow, Fault> {
    let event = usize::try_from(item - 1).ok().and_then(|at| sheet.shown.events.get(at));
    let event = event.ok_or_else(|| sheet.lacks("event", item))?;
    let statement = match event.according_to {
        AccordingTo::Narrator => None,
        AccordingTo::Statement(id) => Some(id),
    };
    let speakers = statement.and_then(|id| sheet.shown.statements.get(id.index())).map(|s| &s.speakers[..]);
    Ok(EventRow {
        entry: sheet.entry(Item::Event(event.id)),
        date: event.date.as_ref().map(Edtf::to_string),
        kind: event.kind.to_string(),
        sources: sheet.parties(&event.sources),
        targets: sheet.parties(&event.targets),
        status: event.status.to_string(),
        contested: is_contested(sheet, event),
        statement: statement.map(|id| sheet.entry(Item::Statement(id))),
        according_to: sheet.parties(speakers.unwrap_or_default()),
        trigger: sheet.text.slice(event.trigger).to_owned(),
        outlet: sheet.outlet.clone(),
        document: sheet.id.clone(),
        published: sheet.published.clone(),
        rule: event.rule.to_string(),
    })
}

/// Whether somebody denies what the text, or somebody in it, tells.
fn is_contested(sheet: &Sheet, event: &Event) -> bool {
    event.status != Status::Negated
        && sheet.shown.stances.iter().any(|s| s.event == event.id && s.stance == StanceKind::Denies)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples;

    fn found(filter: Filter) -> Vec<String> {
        let (_folder, ledger) = examples::ledger();
        ledger
            .events(&filter, examples::now(&ledger))
            .unwrap()
            .iter()
            .map(|row| row.entry.to_string())
            .collect()
    }

    #[test]
    fn an_actor_is_found_by_code_by_wider_code_and_by_name() {
        for source in ["IRN", "IRN MIL", "garda revolusi", "Revolutionary"] {
            let filter = Filter { source: Some(source.to_owned()), ..Filter::default() };
            let expected: &[&str] = if source == "garda revolusi" { &[] } else { &["1/e1", "1/e2"] };
            assert_eq!(found(filter), expected, "{source}");
        }
    }

    #[test]
    fn wildcards_of_sql_are_plain_characters() {
        for source in ["%", "_", "IR_", "'; DROP TABLE event; --"] {
            let filter = Filter { source: Some(source.to_owned()), ..Filter::default() };
            assert_eq!(found(filter), Vec::<String>::new(), "{source}");
        }
    }

    #[test]
    fn undated_events_come_last_and_fall_out_of_a_span_of_days() {
        assert_eq!(found(Filter::default()), ["1/e1", "1/e2"]);
        let since = Filter { since: Some("2026-01-01".parse().unwrap()), ..Filter::default() };
        assert_eq!(found(since), ["1/e1"]);
        let until = Filter { until: Some("2025-12-31".parse().unwrap()), ..Filter::default() };
        assert_eq!(found(until), Vec::<String>::new());
    }

    #[test]
    fn what_lasts_long_is_found_by_any_of_its_days() {
        let (_folder, mut ledger) = examples::ledger();
        let mut record = examples::seizure("lama");
        record.events.truncate(1);
        record.stances.clear();
        record.events[0].date = Some("2014/2025".parse().unwrap());
        ledger.add(&[record], &examples::reader()).unwrap();
        let since = |day: &str| {
            let filter = Filter { since: Some(day.parse().unwrap()), ..Filter::default() };
            ledger.events(&filter, examples::now(&ledger)).unwrap().len()
        };
        assert_eq!((since("2013-01-01"), since("2025-12-31"), since("2026-01-01")), (2, 2, 1));
    }

    #[test]
    fn every_way_to_an_event_leads_to_the_same() {
        let (_folder, mut ledger) = examples::ledger();
        let more: Vec<_> = (0..7).map(|n| examples::seizure(&format!("{n}"))).collect();
        ledger.add(&more, &examples::reader()).unwrap();
        let view = examples::now(&ledger);
        let all = ledger.events(&Filter::default(), view).unwrap();
        assert_eq!(all.len(), 16);
        let irn = |given: &str| Some(given.to_owned());
        for filter in [
            Filter { source: irn("IRN"), ..Filter::default() },
            Filter { source: irn("IRN MIL"), target: irn("singa"), ..Filter::default() },
            Filter {
                types: vec!["ASSAULT".parse().unwrap(), "COERCE".parse().unwrap()],
                ..Filter::default()
            },
            Filter { target: irn("Singapore"), status: vec!["actual".parse().unwrap()], ..Filter::default() },
        ] {
            assert_eq!(ledger.events(&filter, view).unwrap(), all, "{filter:?}");
            let some = Filter { limit: Some(5), ..filter };
            assert_eq!(ledger.events(&some, view).unwrap(), all[..5], "{some:?}");
        }
        let speaker = Filter { speaker: irn("Lim"), ..Filter::default() };
        assert_eq!(ledger.events(&speaker, view).unwrap(), all[8..]);
    }

    #[test]
    fn numbers_that_were_tampered_with_are_no_panic() {
        let (_folder, ledger) = examples::ledger();
        ledger
            .connection
            .execute_batch("UPDATE list SET entries = CAST(substr(entries, 1, 2) || x'7f' || substr(entries, 4) AS BLOB)")
            .unwrap();
        let error = ledger.events(&Filter::default(), examples::now(&ledger)).unwrap_err();
        assert!(matches!(error, LedgerError::Record { .. }), "{error}");
        assert!(ledger.statements(&Filter::default(), examples::now(&ledger)).is_err());
    }

    #[test]
    fn an_event_that_somebody_denies_is_contested() {
        let (_folder, ledger) = examples::ledger();
        let rows = ledger.events(&Filter::default(), examples::now(&ledger)).unwrap();
        assert_eq!(rows.iter().map(|row| row.contested).collect::<Vec<_>>(), [true, false]);
    }

    #[test]
    fn an_event_of_a_statement_names_who_stands_for_it() {
        let (_folder, ledger) = examples::ledger();
        let rows = ledger.events(&Filter::default(), examples::now(&ledger)).unwrap();
        assert_eq!(rows[0].according_to, []);
        assert_eq!(rows[1].according_to[0].name, "Lim Swee Keng");
    }
}
