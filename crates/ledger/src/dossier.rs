//! Everything about a matter: events, claims, statements and norms that a saved query asks for.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;
use telisik_record::{AccordingTo, Edtf, Event, EventType, Span};

use crate::events::event_row;
use crate::fault::Fault;
use crate::filter::is_meant;
use crate::find::Key;
use crate::norms::norm_rows;
use crate::sheet::{Sheet, Sheets};
use crate::statements::statement_row;
use crate::{Claim, EventRow, Filter, Item, Ledger, LedgerError, NormRow, Party, StatementRow, View, day};

/// What a dossier is about. Each part that is given must hold; of its members one is enough.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// Who takes part, on either side, or speaks: codes or parts of names.
    pub actors: Vec<String>,
    /// Who did it.
    pub sources: Vec<String>,
    /// To whom.
    pub targets: Vec<String>,
    /// Of which types.
    pub types: Vec<EventType>,
    /// Of which themes.
    pub themes: Vec<Theme>,
    /// On or after this day; what has no date, published on or after it.
    pub since: Option<Date>,
    /// On or before this day; what has no date, published on or before it.
    pub until: Option<Date>,
    /// Words in the statement, or in the paragraph that tells the event.
    pub words: Vec<String>,
}

/// What belongs to a theme: one of these is enough.
#[derive(Debug, Clone, Default)]
pub struct Theme {
    /// PLOVER types.
    pub types: Vec<EventType>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// Beginnings of CAMEO codes.
    pub cameo: Vec<String>,
}

impl Theme {
    fn has(&self, event: &Event) -> bool {
        let code = event.cameo.as_deref().unwrap_or_default();
        self.types.contains(&event.kind)
            || self.contexts.iter().any(|context| event.contexts.contains(context))
            || self.cameo.iter().any(|start| code.starts_with(start.as_str()))
    }
}

/// What a ledger holds of a matter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Dossier {
    /// The events by day, those without a date last.
    pub events: Vec<EventRow>,
    /// The statements that carry them, or that the actors make, in the order of reading.
    pub statements: Vec<StatementRow>,
    /// The claims that these events are of, by day, each with all its tellings.
    pub claims: Vec<Claim>,
    /// The norms that are invoked in the same documents; where actors are given, by or against one of them.
    pub norms: Vec<NormRow>,
}

impl Ledger {
    /// What the ledger holds of a matter.
    ///
    /// Statements are those that carry one of the events or of the positions on them; where only actors, words or
    /// days are asked for, all that the actors say.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn dossier(&self, scope: &Scope, view: View) -> Result<Dossier, LedgerError> {
        self.select_dossier(scope, view).map_err(|fault| fault.told(&self.path))
    }

    fn select_dossier(&self, scope: &Scope, view: View) -> Result<Dossier, Fault> {
        let _reading = self.connection.unchecked_transaction()?;
        let sheets = Sheets::of(self);
        let mut dossier = Dossier::default();
        let mut readings = BTreeSet::new();
        let mut statements: BTreeMap<(i64, i64), StatementRow> = BTreeMap::new();
        let mut told = Vec::new();
        for key in self.candidates(scope, view)? {
            let sheet = sheets.get(key.reading)?;
            let event = usize::try_from(key.item - 1).ok().and_then(|at| sheet.shown.events.get(at));
            let event = event.ok_or_else(|| sheet.lacks("event", key.item))?;
            if !scope.has(&sheet, event) {
                continue;
            }
            dossier.events.push(event_row(&sheet, key.item)?);
            told.push(key);
            readings.insert(key.reading);
            let held = match event.according_to {
                AccordingTo::Statement(id) => Some(id),
                AccordingTo::Narrator => None,
            };
            let positions = sheet.shown.stances.iter().filter(|stance| stance.event == event.id);
            for id in positions.filter_map(|stance| stance.statement).chain(held) {
                let item = Item::Statement(id).number();
                statements.insert((key.reading, item), statement_row(&sheet, item)?);
            }
        }
        dossier.claims = self.claims_of_events(told.into_iter(), view)?;
        let by_day = |claim: &Claim| (claim.date.is_none(), claim.date.clone(), claim.claim);
        dossier.claims.sort_by_cached_key(by_day);
        if scope.is_of_words() {
            self.said(scope, view, &sheets, &mut statements)?;
        }
        readings.extend(statements.keys().map(|(reading, _)| *reading));
        dossier.statements = statements.into_values().collect();
        for reading in readings {
            let sheet = sheets.get(reading)?;
            for place in 0..sheet.shown.norms.len() {
                let rows = norm_rows(&sheet, place as i64)?;
                dossier.norms.extend(rows.into_iter().filter(|row| scope.has_norm(row)));
            }
        }
        Ok(dossier)
    }

    /// The events that may belong to the matter, by day. What has no date is told apart by its document.
    fn candidates(&self, scope: &Scope, view: View) -> rusqlite::Result<BTreeSet<Key>> {
        let plain = Filter { types: scope.types.clone(), ..Filter::default() };
        let sides = [&scope.sources, &scope.targets, &scope.actors];
        let given = sides.into_iter().position(|actors| !actors.is_empty());
        let filters: Vec<Filter> = match given {
            Some(0) => with(&plain, &scope.sources, |filter, actor| filter.source = actor),
            Some(1) => with(&plain, &scope.targets, |filter, actor| filter.target = actor),
            Some(_) => [
                with(&plain, &scope.actors, |filter, actor| filter.source = actor),
                with(&plain, &scope.actors, |filter, actor| filter.target = actor),
                with(&plain, &scope.actors, |filter, actor| filter.speaker = actor),
            ]
            .concat(),
            None => vec![plain],
        };
        let mut keys = BTreeSet::new();
        for filter in filters {
            let all = self.event_keys(&filter, view)?;
            if scope.since.is_none() && scope.until.is_none() {
                keys.extend(all);
                continue;
            }
            keys.extend(all.into_iter().filter(|key| key.day == day::UNDATED));
            let dated = Filter { since: scope.since, until: scope.until, ..filter };
            keys.extend(self.event_keys(&dated, view)?);
        }
        Ok(keys)
    }

    /// Adds what the actors say, or what anybody says with the words.
    fn said(
        &self,
        scope: &Scope,
        view: View,
        sheets: &Sheets<'_>,
        statements: &mut BTreeMap<(i64, i64), StatementRow>,
    ) -> Result<(), Fault> {
        let filters = match &scope.actors[..] {
            [] => vec![Filter::default()],
            actors => with(&Filter::default(), actors, |filter, actor| filter.speaker = actor),
        };
        for filter in filters {
            for (key, row) in self.keyed_statements(&filter, view, sheets)? {
                let date = row.date.as_deref().or(row.published.as_deref());
                if scope.has_words(&row.content) && scope.has_day(date) {
                    statements.insert(key, row);
                }
            }
        }
        Ok(())
    }
}

fn with(plain: &Filter, actors: &[String], mut put: impl FnMut(&mut Filter, Option<String>)) -> Vec<Filter> {
    let one = |actor: &String| {
        let mut filter = plain.clone();
        put(&mut filter, Some(actor.clone()));
        filter
    };
    actors.iter().map(one).collect()
}

impl Scope {
    /// Whether it asks for nothing that only events have.
    fn is_of_words(&self) -> bool {
        self.sources.is_empty()
            && self.targets.is_empty()
            && self.types.is_empty()
            && self.themes.is_empty()
            && !(self.actors.is_empty() && self.words.is_empty())
    }

    fn has(&self, sheet: &Sheet, event: &Event) -> bool {
        let (sources, targets) = (sheet.parties(&event.sources), sheet.parties(&event.targets));
        let holders = match event.according_to {
            AccordingTo::Narrator => Vec::new(),
            AccordingTo::Statement(id) => {
                let statement = sheet.shown.statements.get(id.index());
                statement.map(|statement| sheet.parties(&statement.speakers)).unwrap_or_default()
            }
        };
        let any = [&sources[..], &targets, &holders].concat();
        let date = event.date.as_ref().map(Edtf::as_str);
        is_one_of(&self.sources, &sources)
            && is_one_of(&self.targets, &targets)
            && is_one_of(&self.actors, &any)
            && (self.themes.is_empty() || self.themes.iter().any(|theme| theme.has(event)))
            && (self.words.is_empty() || self.has_words(paragraph(sheet, event.trigger)))
            // A dated one was looked for by its day.
            && (date.is_some() || self.has_day(sheet.published.as_deref()))
    }

    fn has_words(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        self.words.is_empty() || self.words.iter().any(|words| text.contains(&words.to_lowercase()))
    }

    /// Whether a date may lie on the days asked for; where there are any, none does not.
    fn has_day(&self, date: Option<&str>) -> bool {
        if self.since.is_none() && self.until.is_none() {
            return true;
        }
        let Some(date) = date.and_then(|date| date.parse::<Edtf>().ok()) else { return false };
        let begins = date.first_day().or(date.last_day());
        let ends = date.last_day().or(date.first_day());
        self.since.is_none_or(|since| ends.is_some_and(|day| day >= since))
            && self.until.is_none_or(|until| begins.is_some_and(|day| day <= until))
    }

    fn has_norm(&self, row: &NormRow) -> bool {
        let parties: Vec<Party> =
            row.invoked_by.iter().chain(&row.said_by).chain(&row.violator).cloned().collect();
        let given = [&self.actors[..], &self.sources, &self.targets].concat();
        is_one_of(&given, &parties)
    }
}

/// Whether one of the parties is one of the actors; without any actors there is nothing to be asked.
fn is_one_of(actors: &[String], parties: &[Party]) -> bool {
    actors.is_empty() || actors.iter().any(|given| parties.iter().any(|party| is_meant(given, party)))
}

/// The line of the text that a span begins in.
fn paragraph(sheet: &Sheet, span: Span) -> &str {
    let before = sheet.text.slice(Span::new(0, span.start));
    let after = sheet.text.slice(Span::new(span.start, sheet.text.len()));
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = before.len() + after.find('\n').unwrap_or(after.len());
    sheet.text.as_str().get(start..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples;

    /// Entries of the events and statements of a scope, in a ledger with a seizure of unknown publication and one
    /// of a code and a known day.
    fn found(scope: Scope) -> String {
        let (_folder, mut ledger) = examples::ledger();
        let mut record = examples::seizure("lain");
        record.document.published = Some("2026-02-01".parse().unwrap());
        record.events[1].cameo = Some("0182".into());
        record.events[1].contexts = vec!["military".into()];
        ledger.add(&[record], &examples::reader()).unwrap();
        let dossier = ledger.dossier(&scope, examples::now(&ledger)).unwrap();
        let events = dossier.events.iter().map(|row| row.entry.to_string());
        let statements = dossier.statements.iter().map(|row| row.entry.to_string());
        events.chain(statements).collect::<Vec<_>>().join(" ")
    }

    fn given(words: &[&str]) -> Vec<String> {
        words.iter().map(|words| (*words).to_owned()).collect()
    }

    #[test]
    fn actors_are_on_either_side_or_speak() {
        let all = "1/e1 2/e1 1/e2 2/e2 1/s1 2/s1";
        for actors in [&["IRN"][..], &["Singapore"], &["Swee", "tiada"]] {
            let expected = if actors[0] == "Swee" { "1/e2 2/e2 1/s1 2/s1" } else { all };
            assert_eq!(found(Scope { actors: given(actors), ..Scope::default() }), expected, "{actors:?}");
        }
        assert_eq!(found(Scope { sources: given(&["SGP"]), ..Scope::default() }), "");
        assert_eq!(
            found(Scope { sources: given(&["IRN"]), targets: given(&["SGP"]), ..Scope::default() }),
            all
        );
    }

    #[test]
    fn a_theme_is_told_by_code_context_or_type() {
        for theme in [
            Theme { cameo: given(&["018"]), ..Theme::default() },
            Theme { contexts: given(&["cyber", "military"]), ..Theme::default() },
        ] {
            assert_eq!(found(Scope { themes: vec![theme], ..Scope::default() }), "2/e2 2/s1");
        }
        let theme = Theme { types: vec![EventType::Assault], ..Theme::default() };
        assert_eq!(found(Scope { themes: vec![theme], ..Scope::default() }), "1/e2 2/e2 1/s1 2/s1");
    }

    #[test]
    fn what_has_no_date_goes_by_the_day_of_its_publication() {
        let day = |day: &str| Some(day.parse::<Date>().unwrap());
        assert_eq!(found(Scope { since: day("2026-01-10"), ..Scope::default() }), "2/e2 2/s1");
        assert_eq!(found(Scope { until: day("2026-01-10"), ..Scope::default() }), "1/e1 2/e1 1/s1 2/s1");
    }

    #[test]
    fn the_claims_of_its_events_are_told_once_with_who_stands_where() {
        let (_folder, mut ledger) = examples::ledger();
        ledger.add(&[examples::seizure("lain")], &examples::reader()).unwrap();
        let scope = Scope { types: vec![EventType::Coerce], ..Scope::default() };
        let dossier = ledger.dossier(&scope, examples::now(&ledger)).unwrap();
        assert_eq!((dossier.events.len(), dossier.claims.len()), (2, 1));
        let counts = dossier.claims[0].counts;
        assert_eq!((counts.allege, counts.deny, counts.documents), (1, 1, 2));
    }

    #[test]
    fn words_are_looked_for_in_statements_and_in_paragraphs() {
        let words = |words: &[&str]| found(Scope { words: given(words), ..Scope::default() });
        assert_eq!(words(&["Kapal Tanker"]), "1/e1 2/e1 1/e2 2/e2 1/s1 2/s1");
        assert_eq!(words(&["pesawat"]), "");
    }
}
