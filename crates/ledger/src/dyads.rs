//! Who does what to whom, counted: one pass over all events and the lists of their parties.

use std::collections::{HashMap, HashSet};

use serde::Serialize;
use telisik_record::{EventType, Quad, Status};

use crate::filter::Given;
use crate::find::{Code, lets_through};
use crate::finders::{List, Part, Place, blocks};
use crate::{Filter, Ledger, LedgerError, View};

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

/// An event as far as it is counted.
struct Told {
    quad: Quad,
    status: Status,
    denied: bool,
}

/// Who counts on one side.
struct Side {
    part: Part,
    /// The label of each code and of each actor that counts.
    codes: HashMap<i64, usize>,
    actors: HashMap<i64, usize>,
    /// Whether only events with one of these count.
    asked_for: bool,
}

/// The events of a block with the labels of one of its sides, in order.
type Labelled = Vec<(Place, usize)>;

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
        let mut labels: Labels = vec![None];
        let sources = self.side_of(Part::Source, filter.source.as_deref(), &mut labels)?;
        let targets = self.side_of(Part::Target, filter.target.as_deref(), &mut labels)?;
        let mut rows: HashMap<(usize, usize), DyadRow> = HashMap::new();
        for block in blocks(view) {
            let (by, on) = (self.labelled(&sources, block, view)?, self.labelled(&targets, block, view)?);
            self.each_told(filter, block, view, |place, event| {
                let (by, on) = (of(&by, place), of(&on, place));
                if sources.asked_for && by.is_empty() || targets.asked_for && on.is_empty() {
                    return;
                }
                let nobody = [(place, 0)];
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
        }
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

    /// Gives the events of a block that a filter lets through, whoever their parties are.
    fn each_told(
        &self,
        filter: &Filter,
        block: i64,
        view: View,
        mut give: impl FnMut(Place, Told),
    ) -> rusqlite::Result<()> {
        let gone = self.gone(block, view)?;
        let mut denied = HashSet::new();
        self.each_entry(List::Denied, block, view, |entry| {
            denied.insert(entry.place);
        })?;
        for kind in EventType::ALL {
            self.each_entry(List::Type(kind), block, view, |entry| {
                let Some(status) = entry.status() else { return };
                if lets_through(filter, &entry) && !gone.contains(&entry.place.reading) {
                    let denied = denied.contains(&entry.place);
                    give(entry.place, Told { quad: kind.quad(), status, denied });
                }
            })?;
        }
        Ok(())
    }

    /// Those of one side: whom the user asks for, or all countries.
    fn side_of(&self, part: Part, given: Option<&str>, labels: &mut Labels) -> rusqlite::Result<Side> {
        let mut side =
            Side { part, codes: HashMap::new(), actors: HashMap::new(), asked_for: given.is_some() };
        let Some(given) = given.map(Given::new) else {
            let sql = "SELECT c.number, p.text FROM code c JOIN code p ON p.number = c.country ORDER BY 1";
            let mut query = self.connection.prepare_cached(sql)?;
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                side.codes.insert(row.get(0)?, label(labels, row.get(1)?));
            }
            return Ok(side);
        };
        let asked = given.code.as_ref().map(|(code, _)| code.as_str()).unwrap_or_default();
        for Code { number, text, country } in self.codes(&given)? {
            // `RUS` covers all of Russia, `IGO` all of each organisation.
            let whole = country == asked || country.starts_with(&format!("{asked} "));
            side.codes.insert(number, label(labels, if whole { country } else { text }));
        }
        for actor in self.actors_called(&given)? {
            let sql = "SELECT name FROM actor WHERE number = ?";
            let name = self.connection.prepare_cached(sql)?.query_row([actor], |row| row.get(0))?;
            side.actors.insert(actor, label(labels, name));
        }
        Ok(side)
    }

    fn labelled(&self, side: &Side, block: i64, view: View) -> rusqlite::Result<Labelled> {
        let mut found = Vec::new();
        if side.asked_for {
            let mut codes: Vec<_> = side.codes.iter().collect();
            codes.sort_unstable();
            for (&code, &label) in codes {
                self.each_entry(List::Code(side.part, code), block, view, |entry| {
                    found.push((entry.place, label));
                })?;
            }
            let mut actors: Vec<_> = side.actors.iter().collect();
            actors.sort_unstable();
            for (&actor, &label) in actors {
                self.each_entry(List::Actor(actor), block, view, |entry| {
                    if entry.part == side.part {
                        found.push((entry.place, label));
                    }
                })?;
            }
        } else {
            self.each_of_kind(List::Code(side.part, 0), block, view, |code, entry| {
                found.extend(side.codes.get(&code).map(|&label| (entry.place, label)));
            })?;
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }
}

/// The number of a name.
fn label(labels: &mut Labels, name: String) -> usize {
    let known = labels.iter().position(|known| known.as_ref() == Some(&name));
    known.unwrap_or_else(|| {
        labels.push(Some(name));
        labels.len() - 1
    })
}

/// Those of one event.
fn of(labelled: &[(Place, usize)], place: Place) -> &[(Place, usize)] {
    let first = labelled.partition_point(|(other, _)| *other < place);
    let count = labelled[first..].iter().take_while(|(other, _)| *other == place).count();
    &labelled[first..first + count]
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
