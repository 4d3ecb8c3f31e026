use rusqlite::params_from_iter;
use serde::Serialize;
use telisik_record::{EventId, StatementId};

use crate::filter::Conditions;
use crate::{DocumentNumber, EntryId, Filter, Item, Ledger, LedgerError};

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
    /// The events that a filter lets through, by day; undated ones last, in the order of adding.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn events(&self, filter: &Filter) -> Result<Vec<EventRow>, LedgerError> {
        self.select_events(filter).map_err(|error| self.failed(error))
    }

    fn select_events(&self, filter: &Filter) -> rusqlite::Result<Vec<EventRow>> {
        let conditions = event_conditions(filter);
        let sql = format!(
            "SELECT event.document, event.item, event.date, event.type, event.status, event.statement, \
             event.trigger, document.outlet, document.id, document.published, event.rule \
             FROM event JOIN document ON document.number = event.document{} \
             ORDER BY event.first IS NULL, event.first, event.last, event.document, event.item",
            conditions.clause()
        );
        let mut query = self.connection.prepare(&sql)?;
        let mut rows = query.query(params_from_iter(conditions.bound()))?;
        let mut events = Vec::new();
        while let Some(row) = rows.next()? {
            let (document, item): (i64, i64) = (row.get(0)?, row.get(1)?);
            let statement: Option<i64> = row.get(5)?;
            let according_to = match statement {
                Some(statement) => self.speakers(document, statement)?,
                None => Vec::new(),
            };
            events.push(EventRow {
                entry: EntryId::new(DocumentNumber(document), Item::Event(EventId::at(place(item)))),
                date: row.get(2)?,
                kind: row.get(3)?,
                sources: self.parties(document, item, "source")?,
                targets: self.parties(document, item, "target")?,
                status: row.get(4)?,
                statement: statement.map(|item| statement_entry(document, item)),
                according_to,
                trigger: row.get(6)?,
                outlet: row.get(7)?,
                document: row.get(8)?,
                published: row.get(9)?,
                rule: row.get(10)?,
            });
        }
        Ok(events)
    }

    fn parties(&self, document: i64, event: i64, side: &str) -> rusqlite::Result<Vec<Party>> {
        self.connection
            .prepare_cached(
                "SELECT actor.name, actor.code FROM party JOIN actor \
                 ON actor.document = party.document AND actor.item = party.actor \
                 WHERE party.document = ? AND party.event = ? AND party.side = ? ORDER BY party.place",
            )?
            .query_map((document, event, side), party)?
            .collect()
    }

    pub(crate) fn speakers(&self, document: i64, statement: i64) -> rusqlite::Result<Vec<Party>> {
        self.connection
            .prepare_cached(
                "SELECT actor.name, actor.code FROM speaker JOIN actor \
                 ON actor.document = speaker.document AND actor.item = speaker.actor \
                 WHERE speaker.document = ? AND speaker.statement = ? ORDER BY speaker.place",
            )?
            .query_map((document, statement), party)?
            .collect()
    }
}

pub(crate) fn statement_entry(document: i64, item: i64) -> EntryId {
    EntryId::new(DocumentNumber(document), Item::Statement(StatementId::at(place(item))))
}

/// The place from 0 of a stored number from 1; a number that was tampered with becomes the nearest possible one.
fn place(item: i64) -> usize {
    (item.clamp(1, u32::MAX.into()) - 1) as usize
}

pub(crate) fn party(row: &rusqlite::Row<'_>) -> rusqlite::Result<Party> {
    Ok(Party { name: row.get(0)?, code: row.get(1)? })
}

fn event_conditions(filter: &Filter) -> Conditions {
    let mut conditions = Conditions::default();
    for (side, given) in [("source", &filter.source), ("target", &filter.target)] {
        if let Some(given) = given {
            conditions.actor(
                given,
                &format!(
                    "party JOIN actor ON actor.document = party.document AND actor.item = party.actor \
                     WHERE party.document = event.document AND party.event = event.item AND party.side = '{side}'"
                ),
            );
        }
    }
    if let Some(given) = &filter.speaker {
        conditions.actor(
            given,
            "speaker JOIN actor ON actor.document = speaker.document AND actor.item = speaker.actor \
             WHERE speaker.document = event.document AND speaker.statement = event.statement",
        );
    }
    conditions.one_of("event.type", filter.types.iter().map(|kind| kind.as_str()));
    conditions.one_of("event.status", filter.status.iter().map(|status| status.as_str()));
    conditions.within("event", filter);
    conditions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples;

    fn found(filter: Filter) -> Vec<String> {
        let (_folder, ledger) = examples::ledger();
        ledger.events(&filter).unwrap().iter().map(|row| row.entry.to_string()).collect()
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
    fn numbers_that_were_tampered_with_are_no_panic() {
        let (_folder, ledger) = examples::ledger();
        ledger
            .connection
            .execute_batch("UPDATE event SET item = -3 * item; UPDATE statement SET item = 1 << 40")
            .unwrap();
        assert_eq!(ledger.events(&Filter::default()).unwrap().len(), 2);
        assert_eq!(ledger.statements(&Filter::default()).unwrap().len(), 1);
    }

    #[test]
    fn an_event_of_a_statement_names_who_stands_for_it() {
        let (_folder, ledger) = examples::ledger();
        let rows = ledger.events(&Filter::default()).unwrap();
        assert_eq!(rows[0].according_to, []);
        assert_eq!(rows[1].according_to[0].name, "Lim Swee Keng");
    }
}
