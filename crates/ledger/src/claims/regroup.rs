use std::collections::BTreeSet;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::join::Reason;
use super::keep::insert;
use super::query::claim_of;
use super::telling::Telling;
use crate::fault::Fault;
use crate::memory::Memory;
use crate::revision::{self, Heading};
use crate::sheet::whole_record;
use crate::{ClaimNumber, EntryId, Item, Ledger, LedgerError};

/// What a person puts into another claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Regrouped {
    /// One event.
    Event(EntryId),
    /// All events of a claim.
    Claim(ClaimNumber),
}

/// Where it is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Into a claim that is there.
    Claim(ClaimNumber),
    /// Into a new claim of its own.
    Own,
    /// Back to where it was before a person moved it.
    Back,
}

/// An event's place among the claims: its reading and number, and the claim it is in.
type Place = (i64, i64, ClaimNumber);

impl Ledger {
    /// Puts an event, or all events of a claim, into another claim, as one revision. Nothing is changed in the revisions
    /// before, and what was moved stays where it was put when its document is read again. Returns how many events
    /// moved, and the claim they are in.
    ///
    /// # Errors
    ///
    /// If the event or a claim is not there, or nothing would move; or if the file cannot be written. Then nothing has
    /// changed.
    pub fn regroup(
        &mut self,
        what: &Regrouped,
        group: Group,
        author: &str,
        reason: &str,
    ) -> Result<(usize, Vec<ClaimNumber>), LedgerError> {
        let path = self.path.clone();
        self.move_events(what, group, author, reason).map_err(|fault| fault.told(&path))
    }

    fn move_events(
        &mut self,
        what: &Regrouped,
        group: Group,
        author: &str,
        reason: &str,
    ) -> Result<(usize, Vec<ClaimNumber>), Fault> {
        let path = self.path.clone();
        let view = self.newest()?;
        let event = match what {
            Regrouped::Event(entry) => {
                self.record_of(entry, None)?;
                self.reading_called(&entry.document, view)?.map(|reading| (reading, entry.item))
            }
            Regrouped::Claim(_) => None,
        };
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let from = if let Regrouped::Claim(claim) = what { Some(*claim) } else { None };
        let to = if let Group::Claim(claim) = group { Some(claim) } else { None };
        for claim in from.into_iter().chain(to) {
            if !is_there(&transaction, claim)? {
                return Err(LedgerError::NoClaim { path, claim: claim.to_string() }.into());
            }
        }
        let places = match what {
            Regrouped::Claim(claim) if group == Group::Back => moved_from(&transaction, *claim)?,
            Regrouped::Claim(claim) => of_claim(&transaction, *claim)?,
            Regrouped::Event(_) => of_event(&transaction, event)?,
        };
        let heading =
            Heading { kind: "correct", author: Some(author), note: Some(reason), readings: view.readings };
        let revision = revision::begin(&transaction, &heading)?;
        let (moved, into) = move_all(&transaction, revision, &places, group)?;
        if moved == 0 {
            let entry = match what {
                Regrouped::Event(entry) => entry.to_string(),
                Regrouped::Claim(claim) => claim.to_string(),
            };
            let why = "nothing of it would move".to_owned();
            return Err(LedgerError::NotApplied { entry, why }.into());
        }
        transaction.commit()?;
        self.memory = Memory::default();
        Ok((moved, into.into_iter().collect()))
    }
}

fn move_all(
    transaction: &Transaction<'_>,
    revision: i64,
    places: &[Place],
    group: Group,
) -> Result<(usize, BTreeSet<ClaimNumber>), Fault> {
    let (mut moved, mut into) = (0, BTreeSet::new());
    let mut own = None;
    for &(reading, item, from) in places {
        let (record, _) = whole_record(transaction, reading)?;
        let event = usize::try_from(item - 1).ok().and_then(|at| record.events.get(at));
        let Some(event) = event else { continue };
        let telling = Telling::of(&record, event);
        let to = match group {
            Group::Claim(claim) => Some(claim),
            Group::Own => match own {
                Some(claim) => Some(claim),
                None => {
                    own = Some(super::keep::found(transaction, revision, &telling)?);
                    own
                }
            },
            Group::Back => before(transaction, reading, item)?,
        };
        if let Some(to) = to.filter(|to| *to != from) {
            insert(transaction, revision, (reading, event), to, Reason::Corrected, &telling)?;
            into.insert(to);
            moved += 1;
        }
    }
    Ok((moved, into))
}

fn is_there(connection: &Connection, claim: ClaimNumber) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM claim WHERE number = ?)")?
        .query_row([claim.0], |row| row.get(0))
}

fn of_event(connection: &Connection, event: Option<(i64, Item)>) -> Result<Vec<Place>, Fault> {
    let Some((reading, item @ Item::Event(_))) = event else { return Ok(Vec::new()) };
    let claim = claim_of(connection, reading, item.number(), i64::MAX)?;
    Ok(claim.map(|(claim, _)| (reading, item.number(), claim)).into_iter().collect())
}

/// The events that are of a claim now.
fn of_claim(connection: &Connection, claim: ClaimNumber) -> Result<Vec<Place>, Fault> {
    let places = places(connection, claim)?.into_iter();
    Ok(places.filter(|place| place.2 == claim).collect())
}

/// The events that were of a claim and are of another now.
fn moved_from(connection: &Connection, claim: ClaimNumber) -> Result<Vec<Place>, Fault> {
    let mut moved = Vec::new();
    for place in places(connection, claim)?.into_iter().filter(|place| place.2 != claim) {
        if before(connection, place.0, place.1)? == Some(claim) {
            moved.push(place);
        }
    }
    Ok(moved)
}

/// The events that ever were of a claim and still count, with the claim they are of now.
fn places(connection: &Connection, claim: ClaimNumber) -> Result<Vec<Place>, Fault> {
    let ever = connection
        .prepare_cached(
            "SELECT DISTINCT reading, event FROM member WHERE claim = ? \
             AND NOT EXISTS (SELECT 1 FROM superseded WHERE superseded.reading = member.reading) \
             ORDER BY reading, event",
        )?
        .query_map([claim.0], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<Vec<(i64, i64)>>>()?;
    let mut places = Vec::with_capacity(ever.len());
    for (reading, event) in ever {
        if let Some((now, _)) = claim_of(connection, reading, event, i64::MAX)? {
            places.push((reading, event, now));
        }
    }
    Ok(places)
}

/// The claim an event was of before the last move, where a person moved it.
fn before(connection: &Connection, reading: i64, event: i64) -> rusqlite::Result<Option<ClaimNumber>> {
    let last = connection
        .prepare_cached(
            "SELECT claim, reason FROM member WHERE reading = ? AND event = ? ORDER BY revision DESC LIMIT 2",
        )?
        .query_map((reading, event), |row| Ok((ClaimNumber(row.get(0)?), Reason::of_number(row.get(1)?))))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(match last[..] {
        [(_, Reason::Corrected), (claim, _)] => Some(claim),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Filter, examples};

    fn reports(ledger: &Ledger, claim: ClaimNumber) -> usize {
        ledger.claim(claim, examples::now(ledger)).map_or(0, |claim| claim.reports.len())
    }

    #[test]
    fn claims_are_merged_and_parted_again_and_the_states_before_stay() {
        let (_folder, mut ledger) = examples::ledger();
        let before = examples::now(&ledger);
        let claims = ledger.claims(&Filter::default(), before).unwrap();
        let (one, two) = (claims[0].claim, claims[1].claim);
        let merged = ledger.regroup(&Regrouped::Claim(two), Group::Claim(one), "Ana", "one deed").unwrap();
        assert_eq!(merged, (1, vec![one]));
        assert_eq!((reports(&ledger, one), reports(&ledger, two)), (2, 0));
        assert_eq!(ledger.claims(&Filter::default(), before).unwrap(), claims);
        assert_eq!(ledger.regroup(&Regrouped::Claim(two), Group::Back, "Ana", "two after all").unwrap().0, 1);
        assert_eq!((reports(&ledger, one), reports(&ledger, two)), (1, 1));
        assert_eq!(
            ledger.revisions(examples::now(&ledger), Some(1)).unwrap()[0].note.as_deref(),
            Some("two after all")
        );
    }

    #[test]
    fn an_event_is_split_off_and_stays_there_when_it_is_read_again_and_others_come() {
        let (_folder, mut ledger) = examples::ledger();
        ledger.add(&[examples::seizure("lain")], &examples::reader()).unwrap();
        let claim = ledger.claims(&Filter::default(), examples::now(&ledger)).unwrap()[0].claim;
        let event: EntryId = "lain/e1".parse().unwrap();
        let (moved, own) =
            ledger.regroup(&Regrouped::Event(event.clone()), Group::Own, "Ana", "another ship").unwrap();
        assert_eq!((moved, reports(&ledger, claim), reports(&ledger, own[0])), (1, 1, 1));
        let again = ledger.regroup(&Regrouped::Event(event.clone()), Group::Claim(own[0]), "Ana", "again");
        assert!(again.unwrap_err().to_string().contains("nothing of it would move"));
        ledger.add(&[examples::seizure("ketiga")], &examples::reader()).unwrap();
        assert_eq!(reports(&ledger, own[0]), 1);
        ledger.regroup(&Regrouped::Event(event), Group::Back, "Ana", "the same ship").unwrap();
        assert_eq!(reports(&ledger, claim), 3);
    }

    #[test]
    fn what_is_not_there_is_refused_and_nothing_changes() {
        let (_folder, mut ledger) = examples::ledger();
        let before = examples::now(&ledger);
        let none = ledger.regroup(&Regrouped::Claim(ClaimNumber(99)), Group::Own, "Ana", "x").unwrap_err();
        assert!(none.to_string().contains("there is no claim c99"), "{none}");
        let none = ledger.regroup(
            &Regrouped::Event("1/e1".parse().unwrap()),
            Group::Claim(ClaimNumber(99)),
            "Ana",
            "x",
        );
        assert!(none.is_err());
        assert!(ledger.regroup(&Regrouped::Event("1/s1".parse().unwrap()), Group::Own, "Ana", "x").is_err());
        assert!(ledger.regroup(&Regrouped::Event("1/e1".parse().unwrap()), Group::Back, "Ana", "x").is_err());
        assert_eq!(examples::now(&ledger), before);
    }
}
