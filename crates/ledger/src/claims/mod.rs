use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use telisik_record::{Code, EventType, StanceKind};

use crate::events::{EventRow, Party};
use crate::fault::Fault;
use crate::sheet::Sheets;
use crate::{EntryId, Filter, Item, Ledger, LedgerError, View};

/// The same event across documents, with everybody's position on it.
///
/// Two documents report the same event only where type, source and target countries and a known day are the
/// same. Undated events stay apart: a merge that cannot be shown to be right is not made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Claim {
    /// The PLOVER type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Countries or organisations that are said to have done it.
    pub sources: Vec<String>,
    /// Those it was done to.
    pub targets: Vec<String>,
    /// When.
    pub date: Option<String>,
    /// Whether one holder denies what another holds or an outlet tells as a fact.
    pub contested: bool,
    /// Who stands where.
    pub positions: Vec<Position>,
    /// The documents that tell it, each event's entry once.
    pub reports: Vec<Report>,
}

/// One holder's position.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Position {
    /// Whose it is; a country code where nobody speaks for it.
    pub holder: String,
    /// The holder's code.
    pub code: Option<String>,
    /// The position.
    pub stand: Stand,
    /// Where it is read; empty for silence.
    pub entries: Vec<EntryId>,
}

/// Where a holder stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stand {
    /// Says that it is so.
    Affirms,
    /// Says that another did it.
    Alleges,
    /// Says that it is not so.
    Denies,
    /// Will not say.
    Declines,
    /// Is said to have done a deed, and is not heard.
    Silent,
}

impl Stand {
    /// The printed word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Affirms => "affirms",
            Self::Alleges => "alleges",
            Self::Denies => "denies",
            Self::Declines => "declines",
            Self::Silent => "silent",
        }
    }

    fn of(stance: StanceKind) -> Self {
        match stance {
            StanceKind::Affirms => Self::Affirms,
            StanceKind::Alleges => Self::Alleges,
            StanceKind::Denies => Self::Denies,
            StanceKind::Declines => Self::Declines,
        }
    }
}

/// One telling of a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The event.
    pub entry: EntryId,
    /// Who published it.
    pub outlet: Option<String>,
    /// The status it has there.
    pub status: String,
    /// Who stands for it there; empty where the outlet does.
    pub according_to: Vec<Party>,
    /// The words that say it.
    pub trigger: String,
}

/// What makes events of different documents one claim.
type Key = (Option<String>, String, Vec<String>, Vec<String>, Option<EntryId>);

impl Ledger {
    /// The claims that a filter lets through, by day; undated ones last. `speaker` is a holder of a position.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn claims(&self, filter: &Filter, view: View) -> Result<Vec<Claim>, LedgerError> {
        let holder = filter.speaker.as_deref();
        // How many there are is known once all events are in their places.
        let events = self.events(&Filter { speaker: None, limit: None, ..filter.clone() }, view)?;
        let mut groups: BTreeMap<(bool, Key), Vec<EventRow>> = BTreeMap::new();
        for event in events {
            let key = key(&event);
            groups.entry((key.0.is_none(), key)).or_default().push(event);
        }
        let mut claims = Vec::new();
        for ((_, (date, kind, sources, targets, _)), events) in groups {
            if filter.limit.is_some_and(|limit| claims.len() >= limit) {
                break;
            }
            let positions =
                self.positions(&events, &kind, &sources).map_err(|fault| fault.told(&self.path))?;
            if holder.is_some_and(|given| !positions.iter().any(|position| held_by(position, given))) {
                continue;
            }
            let contested = contested(&positions, &events);
            let reports = events.into_iter().map(report).collect();
            claims.push(Claim { kind, sources, targets, date, contested, positions, reports });
        }
        Ok(claims)
    }

    fn positions(&self, events: &[EventRow], kind: &str, sources: &[String]) -> Result<Vec<Position>, Fault> {
        let sheets = Sheets::of(self);
        let mut found: BTreeMap<(Stand, Party), Vec<EntryId>> = BTreeMap::new();
        for event in events {
            let Item::Event(id) = event.entry.item else { continue };
            let sheet = sheets.called(&event.entry.document)?;
            for stance in sheet.shown.stances.iter().filter(|stance| stance.event == id) {
                let Some(holder) = sheet.parties(&[stance.holder]).pop() else { continue };
                found.entry((Stand::of(stance.stance), holder)).or_default().push(event.entry.clone());
            }
        }
        let mut positions: Vec<Position> = found
            .into_iter()
            .map(|((stand, Party { name, code }), entries)| Position { holder: name, code, stand, entries })
            .collect();
        // Whoever accuses, asks or threatens is heard in that.
        let deed = kind.parse().is_ok_and(EventType::is_material);
        for source in sources.iter().filter(|_| deed) {
            if !positions.iter().any(|p| p.code.as_deref().is_some_and(|code| country(code) == *source)) {
                let (holder, code) = (source.clone(), Some(source.clone()));
                positions.push(Position { holder, code, stand: Stand::Silent, entries: Vec::new() });
            }
        }
        Ok(positions)
    }
}

fn country(code: &str) -> String {
    Code::new(code).country().to_owned()
}

fn countries(parties: &[Party]) -> Vec<String> {
    let of = |party: &Party| match &party.code {
        Some(code) => country(code),
        None => party.name.clone(),
    };
    let mut countries: Vec<String> = parties.iter().map(of).collect();
    countries.sort();
    countries.dedup();
    countries
}

fn key(event: &EventRow) -> Key {
    // Years and months, and days that are only about right, are no day to agree on.
    let is_day = event.date.as_ref().is_some_and(|date| date.parse::<Date>().is_ok());
    let alone = (!is_day).then(|| event.entry.clone());
    (event.date.clone(), event.kind.clone(), countries(&event.sources), countries(&event.targets), alone)
}

fn held_by(position: &Position, given: &str) -> bool {
    let named = position.holder.to_lowercase().contains(&given.to_lowercase());
    named || position.code.as_deref().is_some_and(|code| code == given || country(code) == given)
}

/// A denial against a telling that is not itself a denial.
fn contested(positions: &[Position], events: &[EventRow]) -> bool {
    let denied = positions.iter().any(|p| p.stand == Stand::Denies);
    let held = positions.iter().any(|p| matches!(p.stand, Stand::Affirms | Stand::Alleges));
    denied && (held || events.iter().any(|event| event.status != "negated"))
}

fn report(event: EventRow) -> Report {
    let EventRow { entry, outlet, status, according_to, trigger, .. } = event;
    Report { entry, outlet, status, according_to, trigger }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples;

    #[test]
    fn a_denial_makes_a_claim_contested_and_silence_is_shown() {
        let (_folder, ledger) = examples::ledger();
        let claims = ledger.claims(&Filter::default(), examples::now(&ledger)).unwrap();
        assert_eq!(claims.len(), 2);
        assert!(claims[0].contested);
        let stands: Vec<_> = claims[0].positions.iter().map(|p| (p.stand, p.holder.as_str())).collect();
        assert_eq!(
            stands,
            [(Stand::Alleges, "Lim Swee Keng"), (Stand::Denies, "Islamic Revolutionary Guard Corps")]
        );
        assert_eq!(claims[1].positions[0].stand, Stand::Silent);
    }

    #[test]
    fn only_events_of_a_known_day_are_one_claim_over_documents() {
        let (_folder, mut ledger) = examples::ledger();
        ledger.add(&[examples::seizure("lain")], &examples::reader()).unwrap();
        let claims = ledger.claims(&Filter::default(), examples::now(&ledger)).unwrap();
        let reports: Vec<_> = claims.iter().map(|claim| claim.reports.len()).collect();
        assert_eq!(reports, [2, 1, 1]);
    }

    #[test]
    fn years_and_inexact_days_are_no_day_to_agree_on() {
        let (_folder, mut ledger) = examples::ledger();
        for date in ["2023/2024~", "2026-01-03~", "2026-01"] {
            let records = ["a", "b"].map(|id| {
                let mut record = examples::seizure(&format!("{id} {date}"));
                record.events.truncate(1);
                record.events[0].date = Some(date.parse().unwrap());
                record
            });
            ledger.add(&records, &examples::reader()).unwrap();
        }
        let claims = ledger.claims(&Filter::default(), examples::now(&ledger)).unwrap();
        assert!(claims.iter().all(|claim| claim.reports.len() == 1), "{claims:#?}");
    }

    #[test]
    fn claims_are_found_by_holder() {
        let (_folder, ledger) = examples::ledger();
        let by = |holder: &str| {
            let filter = Filter { speaker: Some(holder.to_owned()), ..Filter::default() };
            ledger.claims(&filter, examples::now(&ledger)).unwrap().len()
        };
        assert_eq!((by("lim swee"), by("SGP"), by("USA")), (1, 1, 0));
    }
}
