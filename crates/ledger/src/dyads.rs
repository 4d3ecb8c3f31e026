//! Who does what to whom, counted. One walk over the events and one over their parties: no index serves all pairs.

use std::collections::{HashMap, HashSet};

use rusqlite::params_from_iter;
use rusqlite::types::Value;
use serde::Serialize;
use telisik_record::{Quad, Status};

use crate::filter::{Conditions, Given};
use crate::find::Codes;
use crate::{Filter, Ledger, LedgerError, View, day, numbers};

/// What one party is said to have done to another, counted over all documents.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DyadRow {
    /// Who did it: a country or organisation, or what the filter names within one. `None` where the text names
    /// nobody of a known code.
    pub source: Option<String>,
    /// To whom.
    pub target: Option<String>,
    /// Events told as done or going on; the four kinds below are these.
    pub deeds: u64,
    /// Agreeing, meeting, endorsing, yielding.
    pub verbal_cooperation: u64,
    /// Trading, helping, drawing back.
    pub material_cooperation: u64,
    /// Demanding, accusing, refusing, threatening.
    pub verbal_conflict: u64,
    /// Protesting, punishing, deploying, coercing, attacking.
    pub material_conflict: u64,
    /// Deeds that somebody denies.
    pub contested: u64,
    /// Only intended or announced: no deeds.
    pub planned: u64,
    /// Only possible: no deeds.
    pub possible: u64,
    /// Only under a condition: no deeds.
    pub conditional: u64,
    /// Said not to have happened: no deeds.
    pub negated: u64,
}

impl DyadRow {
    fn count(&mut self, event: &Told) {
        match event.status {
            Status::Planned => self.planned += 1,
            Status::Possible => self.possible += 1,
            Status::Conditional => self.conditional += 1,
            Status::Negated => self.negated += 1,
            Status::Actual | Status::Ongoing => {
                self.deeds += 1;
                self.contested += u64::from(event.denied);
                *match event.quad {
                    Quad::VerbalCooperation => &mut self.verbal_cooperation,
                    Quad::MaterialCooperation => &mut self.material_cooperation,
                    Quad::VerbalConflict => &mut self.verbal_conflict,
                    Quad::MaterialConflict => &mut self.material_conflict,
                } += 1;
            }
        }
    }

    /// Events told otherwise than as deeds.
    pub fn no_deeds(&self) -> u64 {
        self.planned + self.possible + self.conditional + self.negated
    }
}

/// A reading and an event of it.
type Key = (i64, i64);

/// An event as far as it is counted.
struct Told {
    key: Key,
    quad: Quad,
    status: Status,
    denied: bool,
}

/// The parties of one side by event: each event with the number of a name, in order.
#[derive(Default)]
struct Side {
    parties: Vec<(Key, usize)>,
    /// Whether only events with one of these count.
    asked_for: bool,
}

/// Names that stand in rows; the first is nobody's.
type Labels = Vec<Option<String>>;

impl Ledger {
    /// Who does what to whom, by country or organisation, those with the most deeds first.
    ///
    /// An event with several sources or targets counts once for each pair of two. Where the filter names an actor or a body
    /// of a state, the rows name it; otherwise they name countries.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn dyads(&self, filter: &Filter, view: View) -> Result<Vec<DyadRow>, LedgerError> {
        self.count_dyads(filter, view).map_err(|error| self.failed(error))
    }

    fn count_dyads(&self, filter: &Filter, view: View) -> rusqlite::Result<Vec<DyadRow>> {
        // All questions must see the same state, whatever another program writes meanwhile.
        let _reading = self.connection.unchecked_transaction()?;
        let mut labels: Labels = vec![None];
        let sources = self.side_of(numbers::SOURCE, filter.source.as_deref(), &mut labels)?;
        let targets = self.side_of(numbers::TARGET, filter.target.as_deref(), &mut labels)?;
        let mut rows: HashMap<(usize, usize), DyadRow> = HashMap::new();
        let (mut from, mut to) = (&sources.parties[..], &targets.parties[..]);
        self.each_told(filter, view, |event| {
            let (by, on) = (taken(&mut from, event.key), taken(&mut to, event.key));
            if sources.asked_for && by.is_empty() || targets.asked_for && on.is_empty() {
                return;
            }
            let nobody = [(event.key, 0)];
            for &(_, source) in if by.is_empty() { &nobody[..] } else { by } {
                for &(_, target) in if on.is_empty() { &nobody[..] } else { on } {
                    // What several do together is done by none to itself.
                    if source == target && source > 0 && by.len().max(on.len()) > 1 {
                        continue;
                    }
                    rows.entry((source, target)).or_default().count(&event);
                }
            }
        })?;
        let named = |((source, target), row): ((usize, usize), DyadRow)| DyadRow {
            source: labels[source].clone(),
            target: labels[target].clone(),
            ..row
        };
        let mut rows: Vec<DyadRow> = rows.into_iter().map(named).collect();
        rows.sort_by(|a, b| {
            let weight = |row: &DyadRow| std::cmp::Reverse((row.deeds, row.no_deeds()));
            (weight(a), &a.source, &a.target).cmp(&(weight(b), &b.source, &b.target))
        });
        rows.truncate(filter.limit.unwrap_or(usize::MAX));
        Ok(rows)
    }

    /// Gives the events that a filter lets through, whoever their parties are, in the order of keys.
    fn each_told(&self, filter: &Filter, view: View, mut give: impl FnMut(Told)) -> rusqlite::Result<()> {
        let mut conditions = Conditions::default();
        conditions.numbers("e.type", filter.types.iter().map(|&kind| numbers::of_type(kind)));
        conditions.numbers("e.status", filter.status.iter().map(|&status| numbers::of_status(status)));
        if let Some(since) = filter.since {
            let last = format!("coalesce(e.last, {}) >= ?", day::LAST);
            conditions.push(last.replace("d.day", "e.day"), [Value::Integer(day::number(since))]);
        }
        if let Some(until) = filter.until {
            conditions.push("e.day < ?", [Value::Integer(day::starting(day::number(until) + 1))]);
        }
        if filter.since.is_some() || filter.until.is_some() {
            conditions.push("e.day < ?", [Value::Integer(day::UNDATED)]);
        }
        conditions.push("e.reading <= ?", [Value::Integer(view.readings)]);
        let denials = "SELECT reading, event FROM stance WHERE stance = ?";
        let denied: HashSet<Key> = self
            .connection
            .prepare_cached(denials)?
            .query_map([numbers::of_stance(telisik_record::StanceKind::Denies)], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?
            .collect::<rusqlite::Result<_>>()?;
        let gone: HashSet<i64> = self
            .connection
            .prepare_cached("SELECT reading FROM superseded WHERE revision <= ?")?
            .query_map([view.revision], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let sql = format!(
            "SELECT e.reading, e.item, e.type, e.status FROM event e NOT INDEXED{} ORDER BY e.reading, e.item",
            conditions.clause()
        );
        let mut query = self.connection.prepare_cached(&sql)?;
        let mut rows = query.query(params_from_iter(conditions.bound()))?;
        while let Some(row) = rows.next()? {
            let key = (row.get(0)?, row.get(1)?);
            let (kind, status) = (numbers::type_of(row.get(2)?), numbers::status_of(row.get(3)?));
            let Some(status) = status else { continue };
            if !gone.contains(&key.0) {
                give(Told { key, quad: kind.quad(), status, denied: denied.contains(&key) });
            }
        }
        Ok(())
    }

    /// The parties of one side: those the user asks for, or all countries.
    fn side_of(&self, side: i64, given: Option<&str>, labels: &mut Labels) -> rusqlite::Result<Side> {
        let mut found = Side { asked_for: given.is_some(), ..Side::default() };
        let Some(given) = given.map(Given::new) else {
            self.countries(side, &mut found.parties, labels)?;
            return Ok(found);
        };
        for Codes { country, whole, codes } in self.codes(&given)? {
            let named = if whole { vec![country] } else { codes };
            let column = if whole { "country" } else { "code" };
            for code in named {
                let name = "SELECT text FROM code WHERE number = ?";
                let name = self.connection.prepare_cached(name)?.query_row([code], |row| row.get(0))?;
                let sql = format!(
                    "SELECT reading, item FROM party_country WHERE side = ?1 AND country = ?2 AND {column} = ?3"
                );
                self.keys_of(&sql, [side, country, code], name, &mut found.parties, labels)?;
            }
        }
        for actor in self.actors_called(&given, usize::MAX >> 1)? {
            let name = "SELECT name FROM actor WHERE number = ?";
            let name = self.connection.prepare_cached(name)?.query_row([actor], |row| row.get(0))?;
            let sql = "SELECT reading, item FROM party WHERE side = ?1 AND actor = ?2 AND actor = ?3";
            self.keys_of(sql, [side, actor, actor], name, &mut found.parties, labels)?;
        }
        found.parties.sort_unstable();
        found.parties.dedup();
        Ok(found)
    }

    fn keys_of(
        &self,
        sql: &str,
        bound: [i64; 3],
        name: String,
        parties: &mut Vec<(Key, usize)>,
        labels: &mut Labels,
    ) -> rusqlite::Result<()> {
        let label = labels.iter().position(|known| known.as_ref() == Some(&name)).unwrap_or(labels.len());
        if label == labels.len() {
            labels.push(Some(name));
        }
        let mut query = self.connection.prepare_cached(sql)?;
        let keys = query.query_map(bound, |row| Ok(((row.get(0)?, row.get(1)?), label)))?;
        for key in keys {
            parties.push(key?);
        }
        Ok(())
    }

    fn countries(
        &self,
        side: i64,
        parties: &mut Vec<(Key, usize)>,
        labels: &mut Labels,
    ) -> rusqlite::Result<()> {
        let mut numbers: HashMap<i64, usize> = HashMap::new();
        let mut names = self
            .connection
            .prepare_cached("SELECT number, text FROM code WHERE number = country ORDER BY 1")?;
        let mut rows = names.query([])?;
        while let Some(row) = rows.next()? {
            let (number, name): (i64, String) = (row.get(0)?, row.get(1)?);
            let label = labels.iter().position(|known| known.as_ref() == Some(&name)).unwrap_or(labels.len());
            if label == labels.len() {
                labels.push(Some(name));
            }
            numbers.insert(number, label);
        }
        let sql = "SELECT reading, item, country FROM party_country WHERE side = ?";
        let mut query = self.connection.prepare_cached(sql)?;
        let mut rows = query.query([side])?;
        while let Some(row) = rows.next()? {
            if let Some(&label) = numbers.get(&row.get(2)?) {
                parties.push(((row.get(0)?, row.get(1)?), label));
            }
        }
        parties.sort_unstable();
        parties.dedup();
        Ok(())
    }
}

/// The entries of a key, which are taken off the front together with those of lesser keys.
fn taken<'a>(rest: &mut &'a [(Key, usize)], key: Key) -> &'a [(Key, usize)] {
    let begin = rest.iter().take_while(|(other, _)| *other < key).count();
    let length = rest[begin..].iter().take_while(|(other, _)| *other == key).count();
    let (found, after) = rest[begin..].split_at(length);
    *rest = after;
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples;

    fn irn(given: &str) -> Filter {
        Filter { source: Some(given.to_owned()), ..Filter::default() }
    }

    #[test]
    fn what_is_done_is_counted_by_pair_and_kind_with_what_is_contested() {
        let (_folder, ledger) = examples::ledger();
        let rows = ledger.dyads(&Filter::default(), examples::now(&ledger)).unwrap();
        let [row] = &rows[..] else { panic!("{rows:?}") };
        assert_eq!((row.source.as_deref(), row.target.as_deref()), (Some("IRN"), Some("SGP")));
        assert_eq!((row.deeds, row.material_conflict, row.contested, row.no_deeds()), (2, 2, 1, 0));
    }

    #[test]
    fn what_is_only_planned_or_under_a_condition_is_no_deed() {
        let (_folder, mut ledger) = examples::ledger();
        let mut record = examples::seizure("rencana");
        record.events[0].status = Status::Planned;
        record.events[1].status = Status::Conditional;
        ledger.add(&[record], &examples::reader()).unwrap();
        let rows = ledger.dyads(&Filter::default(), examples::now(&ledger)).unwrap();
        assert_eq!((rows[0].deeds, rows[0].contested, rows[0].planned, rows[0].conditional), (2, 1, 1, 1));
    }

    #[test]
    fn rows_name_what_the_filter_names_and_filters_hold_together() {
        let (_folder, mut ledger) = examples::ledger();
        let mut record = examples::seizure("lain");
        record.events[1].targets.clear();
        ledger.add(&[record], &examples::reader()).unwrap();
        let view = examples::now(&ledger);
        for (given, label) in
            [("IRN", "IRN"), ("IRN MIL", "IRN MIL"), ("Revolutionary", "Islamic Revolutionary Guard Corps")]
        {
            let rows = ledger.dyads(&irn(given), view).unwrap();
            let found: Vec<_> =
                rows.iter().map(|row| (row.source.as_deref(), row.target.as_deref(), row.deeds)).collect();
            assert_eq!(found, [(Some(label), Some("SGP"), 3), (Some(label), None, 1)], "{given}");
        }
        assert_eq!(ledger.dyads(&irn("SGP"), view).unwrap(), []);
        let target = Filter { target: Some("SGP".to_owned()), ..irn("IRN") };
        assert_eq!(ledger.dyads(&target, view).unwrap().len(), 1);
        let dated = Filter { since: Some("2026-01-03".parse().unwrap()), ..Filter::default() };
        assert_eq!(ledger.dyads(&dated, view).unwrap()[0].deeds, 2);
        let before = Filter { until: Some("2026-01-02".parse().unwrap()), ..Filter::default() };
        assert_eq!(ledger.dyads(&before, view).unwrap(), []);
    }

    #[test]
    fn what_several_do_together_is_counted_for_each_on_each_other() {
        let (_folder, mut ledger) = examples::ledger();
        let mut record = examples::seizure("bersama");
        record.events.truncate(1);
        record.events[0].sources = vec![record.actors[0].id, record.actors[1].id];
        record.events[0].targets = record.events[0].sources.clone();
        ledger.add(&[record], &examples::reader()).unwrap();
        let rows = ledger.dyads(&Filter::default(), examples::now(&ledger)).unwrap();
        let pairs: Vec<_> = rows.iter().map(|row| (row.source.as_deref(), row.target.as_deref())).collect();
        assert_eq!(pairs, [(Some("IRN"), Some("SGP")), (Some("SGP"), Some("IRN"))]);
    }

    #[test]
    fn an_earlier_view_counts_what_was_there() {
        let (_folder, mut ledger) = examples::ledger();
        let before = examples::now(&ledger);
        ledger.add(&[examples::seizure("lain")], &examples::reader()).unwrap();
        assert_eq!(ledger.dyads(&Filter::default(), before).unwrap()[0].deeds, 2);
        assert_eq!(ledger.dyads(&Filter::default(), examples::now(&ledger)).unwrap()[0].deeds, 4);
    }
}
