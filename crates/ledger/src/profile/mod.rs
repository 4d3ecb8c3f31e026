//! One actor: what it said, did and had done to it, where it stands, and who it was when.

mod meant;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::events::event_row;
use crate::fault::Fault;
use crate::finders::{Entry, List, Part, Place, blocks};
use crate::rows::word;
use crate::sheet::{Sheets, office};
use crate::statements::statement_row;
use crate::{EntryId, EventRow, Item, Ledger, LedgerError, StatementRow, View, day};

pub use meant::Namesake;
use meant::{OTHERS, count};

/// One actor over all documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Profile {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// The codes and offices it is read with, those of the latest document first.
    pub offices: Vec<OfficeRow>,
    /// In how many documents it is named.
    pub documents: u64,
    /// How often it is named.
    pub mentions: u64,
    /// How many statements it makes.
    pub statements: u64,
    /// In how many events it is a source.
    pub did: u64,
    /// In how many events it is a target.
    pub suffered: u64,
    /// Other actors that what was asked for may mean, the most named first; not all where they are many.
    pub others: Vec<Namesake>,
    /// What it said, the latest read first.
    pub said: Vec<StatementRow>,
    /// What it did, the latest first, what has no date last.
    pub deeds: Vec<EventRow>,
    /// What was done to it, in the same order.
    pub done_to_it: Vec<EventRow>,
    /// Where it stands on events, the latest read first.
    pub positions: Vec<StanceRow>,
}

/// A code and an office, and when they were read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfficeRow {
    /// The code.
    pub code: Option<String>,
    /// The office, in English.
    pub office: Option<String>,
    /// Publication of the first document that has them, as far as it is known.
    pub first: Option<String>,
    /// Publication of the last one.
    pub last: Option<String>,
    /// How many documents have them, of the latest [`OFFICES`] that name the actor.
    pub documents: u64,
}

/// A position on an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StanceRow {
    /// Affirms, alleges, denies or declines.
    pub stance: String,
    /// The event.
    pub event: EventRow,
    /// The statement that carries it.
    pub statement: Option<EntryId>,
    /// The words that show it.
    pub cue: Option<String>,
    /// The rule that read it.
    pub rule: String,
}

/// Documents that offices are looked up in: more would make everybody wait for one who is named everywhere.
pub const OFFICES: usize = 500;

impl Ledger {
    /// What is known of one actor: by its lexicon key, its whole name, its code or a part of its name, whichever of
    /// these fits first; of several the most named. `None` where nobody is called so.
    ///
    /// `limit` bounds each of its lists.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn profile(
        &self,
        called: &str,
        limit: Option<usize>,
        view: View,
    ) -> Result<Option<Profile>, LedgerError> {
        self.select_profile(called.trim(), limit, view).map_err(|fault| fault.told(&self.path))
    }

    fn select_profile(
        &self,
        called: &str,
        limit: Option<usize>,
        view: View,
    ) -> Result<Option<Profile>, Fault> {
        // All questions must see the same state, whatever another program writes meanwhile.
        let _reading = self.connection.unchecked_transaction()?;
        let newest = self.newest()? == view;
        let mut found = self.meant(called, view)?.into_iter();
        let Some((actor, first)) = found.next() else { return Ok(None) };
        let limit = limit.unwrap_or(usize::MAX);
        let sheets = Sheets::of(self);
        let [documents, mentions, statements, did, suffered] = self.sums_of(actor, view, newest)?;
        Ok(Some(Profile {
            offices: self.offices(actor, &first.kind, &first.key, view)?,
            name: first.name,
            kind: first.kind,
            documents,
            mentions,
            statements,
            did,
            suffered,
            others: found.map(|(_, other)| other).take(OTHERS).collect(),
            said: self.said_by(actor, limit, view, &sheets)?,
            deeds: self.events_of(actor, Part::Source, limit, view, &sheets)?,
            done_to_it: self.events_of(actor, Part::Target, limit, view, &sheets)?,
            positions: self.positions_of(actor, limit, view, &sheets)?,
        }))
    }

    /// Documents, mentions, statements, events as source and as target.
    fn sums_of(&self, actor: i64, view: View, newest: bool) -> rusqlite::Result<[u64; 5]> {
        if newest {
            let sql = "SELECT documents, mentions, statements, did, suffered FROM tally WHERE actor = ?";
            let mut query = self.connection.prepare_cached(sql)?;
            return query.query_row([actor], |row| {
                Ok([count(row, 0)?, count(row, 1)?, count(row, 2)?, count(row, 3)?, count(row, 4)?])
            });
        }
        let [mut documents, mut mentions, mut statements, mut did, mut suffered] = [0; 5];
        for entry in self.of_actor(actor, view, &Part::ALL)? {
            match entry.part {
                Part::Cast => {
                    documents += 1;
                    mentions += u64::from(entry.what);
                }
                Part::Speaker => statements += 1,
                Part::Source => did += 1,
                Part::Target => suffered += 1,
                Part::Holder | Part::Itself | Part::Stance => (),
            }
        }
        Ok([documents, mentions, statements, did, suffered])
    }

    /// The entries of an actor that count, those of the parts asked for, in the order of reading.
    fn of_actor(&self, actor: i64, view: View, parts: &[Part]) -> rusqlite::Result<Vec<Entry>> {
        let mut found = Vec::new();
        for block in blocks(view) {
            let gone = self.gone(block, view)?;
            self.each_entry(List::Actor(actor), block, view, |entry| {
                if parts.contains(&entry.part) && !gone.contains(&entry.place.reading) {
                    found.push(entry);
                }
            })?;
        }
        Ok(found)
    }

    fn offices(&self, actor: i64, kind: &str, identity: &str, view: View) -> Result<Vec<OfficeRow>, Fault> {
        let mut rows: BTreeMap<(Option<String>, Option<String>), OfficeRow> = BTreeMap::new();
        let mut query = self.connection.prepare_cached(
            "SELECT d.published, (SELECT text FROM code WHERE number = ?) \
             FROM reading r JOIN document d ON d.number = r.document WHERE r.number = ?",
        )?;
        for Place { reading, item: code } in self.latest(actor, Part::Cast, OFFICES, view)? {
            let (published, code): (Option<String>, Option<String>) =
                query.query_row([code, reading], |row| Ok((row.get(0)?, row.get(1)?)))?;
            // Nobody else holds an office, and a record takes long to unpack.
            let office = match kind {
                "person" => office(&self.connection, reading, identity)?,
                _ => None,
            };
            let row = rows.entry((code.clone(), office.clone())).or_insert_with(|| OfficeRow {
                code,
                office,
                first: None,
                last: None,
                documents: 0,
            });
            row.documents += 1;
            if let Some(published) = &published {
                if row.first.as_ref().is_none_or(|first| published < first) {
                    row.first = Some(published.clone());
                }
                row.last = row.last.take().max(Some(published.clone()));
            }
        }
        let mut rows: Vec<OfficeRow> = rows.into_values().collect();
        rows.sort_by(|a, b| (&b.last, b.documents).cmp(&(&a.last, a.documents)));
        Ok(rows)
    }

    fn said_by(
        &self,
        actor: i64,
        limit: usize,
        view: View,
        sheets: &Sheets<'_>,
    ) -> Result<Vec<StatementRow>, Fault> {
        let places = self.latest(actor, Part::Speaker, limit, view)?;
        places.into_iter().map(|place| statement_row(&*sheets.get(place.reading)?, place.item)).collect()
    }

    /// The places of an actor's entries of a part, the latest reading first.
    fn latest(&self, actor: i64, part: Part, limit: usize, view: View) -> rusqlite::Result<Vec<Place>> {
        let entries = self.of_actor(actor, view, &[part])?;
        let mut places: Vec<Place> = entries.into_iter().map(|entry| entry.place).collect();
        places.sort_unstable_by_key(|place| (Reverse(place.reading), place.item));
        places.truncate(limit);
        Ok(places)
    }

    fn events_of(
        &self,
        actor: i64,
        side: Part,
        limit: usize,
        view: View,
        sheets: &Sheets<'_>,
    ) -> Result<Vec<EventRow>, Fault> {
        let mut entries = self.of_actor(actor, view, &[side])?;
        // The latest day first, and what has none last.
        entries.sort_unstable_by_key(|entry| {
            let day = entry.days.map(|_| day::key(entry.days));
            (Reverse(day), Reverse(entry.place.reading), entry.place.item)
        });
        entries.truncate(limit);
        entries
            .into_iter()
            .map(|entry| event_row(&*sheets.get(entry.place.reading)?, entry.place.item))
            .collect()
    }

    fn positions_of(
        &self,
        actor: i64,
        limit: usize,
        view: View,
        sheets: &Sheets<'_>,
    ) -> Result<Vec<StanceRow>, Fault> {
        let row = |Place { reading, item: place }: Place| {
            let sheet = sheets.get(reading)?;
            let stance = usize::try_from(place).ok().and_then(|at| sheet.shown.stances.get(at));
            let stance = stance.ok_or_else(|| sheet.lacks("stance", place))?;
            Ok(StanceRow {
                stance: word(&stance.stance),
                event: event_row(&sheet, Item::Event(stance.event).number())?,
                statement: stance.statement.map(|id| sheet.entry(Item::Statement(id))),
                cue: stance.cue.map(|span| sheet.text.slice(span).to_owned()),
                rule: stance.rule.to_string(),
            })
        };
        self.latest(actor, Part::Stance, limit, view)?.into_iter().map(row).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples;

    #[test]
    fn an_actor_is_found_by_name_by_code_and_by_a_part_of_its_name() {
        let (_folder, ledger) = examples::ledger();
        let view = examples::now(&ledger);
        let name = |called: &str| ledger.profile(called, None, view).unwrap().map(|found| found.name);
        for called in ["lim swee keng", "SGP GOV", "Swee", "Lim Swee Keng|SGP GOV|person"] {
            assert_eq!(name(called).as_deref(), Some("Lim Swee Keng"), "{called}");
        }
        assert_eq!(name("SGP").as_deref(), Some("Singapore"));
        for called in ["", "%", "tiada", "' OR 1 = 1"] {
            assert_eq!(name(called), None, "{called}");
        }
    }

    #[test]
    fn it_shows_what_an_actor_said_did_suffered_and_where_it_stands() {
        let (_folder, ledger) = examples::ledger();
        let view = examples::now(&ledger);
        let guards = ledger.profile("IRN MIL", None, view).unwrap().unwrap();
        let entries = |rows: &[EventRow]| rows.iter().map(|row| row.entry.to_string()).collect::<Vec<_>>();
        assert_eq!(entries(&guards.deeds), ["1/e1", "1/e2"]);
        assert_eq!((guards.did, guards.suffered, guards.said.len()), (2, 0, 0));
        assert_eq!(guards.positions[0].stance, "denies");
        assert_eq!(guards.positions[0].event.entry.to_string(), "1/e1");
        let state = ledger.profile("Singapore", Some(1), view).unwrap().unwrap();
        assert_eq!((state.suffered, entries(&state.done_to_it)), (2, vec!["1/e1".to_owned()]));
        let lim = ledger.profile("Lim", None, view).unwrap().unwrap();
        assert_eq!((lim.statements, lim.said[0].content.as_str()), (1, "awak kapal dipukuli"));
    }

    #[test]
    fn offices_have_the_days_they_were_read_on() {
        let (_folder, mut ledger) = examples::ledger();
        for (id, office, published) in
            [("a", "minister", "2025-03-01"), ("b", "minister", "2024-07-09"), ("c", "senator", "2026-02-11")]
        {
            let mut record = examples::seizure(id);
            record.document.published = Some(published.parse().unwrap());
            record.actors[2].office = Some(office.into());
            ledger.add(&[record], &examples::reader()).unwrap();
        }
        let lim = ledger.profile("Lim", None, examples::now(&ledger)).unwrap().unwrap();
        let told: Vec<_> = lim
            .offices
            .iter()
            .map(|row| (row.office.as_deref(), row.first.as_deref(), row.last.as_deref(), row.documents))
            .collect();
        assert_eq!(
            told,
            [
                (Some("senator"), Some("2026-02-11"), Some("2026-02-11"), 1),
                (Some("minister"), Some("2024-07-09"), Some("2025-03-01"), 2),
                (None, None, None, 1)
            ]
        );
    }

    #[test]
    fn an_earlier_view_shows_the_same_as_it_did() {
        let (_folder, mut ledger) = examples::ledger();
        let before = examples::now(&ledger);
        for called in ["Singapore", "SGP GOV", "guard"] {
            let then = ledger.profile(called, None, before).unwrap();
            ledger.add(&[examples::seizure(called)], &examples::reader()).unwrap();
            assert_eq!(ledger.profile(called, None, before).unwrap(), then);
        }
    }
}
