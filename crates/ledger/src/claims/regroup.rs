use std::collections::BTreeSet;

use rusqlite::{Connection, Transaction, TransactionBehavior};
use telisik_record::{Event, Record};

use super::join::Reason;
use super::keep::insert;
use super::moves::{self, Moved};
use super::query::claim_of;
use super::telling::Telling;
use crate::again::counting;
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
    /// before. What was moved stays where it was put when its document is read again, and what is told later like it
    /// goes where it is; of claims that were parted, to the one whose documents are most like. Returns how many events
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
            Regrouped::Claim(claim) => places(&transaction, *claim)?,
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
        let document = document_of(transaction, reading)?;
        let to = match group {
            Group::Claim(claim) => Some(claim),
            Group::Own => match own {
                Some(claim) => Some(claim),
                None => {
                    own = Some(super::keep::found(transaction, revision, &telling)?);
                    own
                }
            },
            Group::Back => moved_at(transaction, document, &record, event)?.and_then(|moved| moved.back()),
        };
        if let Some(to) = to.filter(|to| *to != from) {
            let put = (group != Group::Back).then_some(to);
            moves::keep(transaction, revision, (document, event), from, put)?;
            let still =
                moved_at(transaction, document, &record, event)?.is_some_and(|moved| moved.back().is_some());
            let reason = if still { Reason::Corrected } else { Reason::Back };
            insert(transaction, revision, (reading, event), to, reason, &telling)?;
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
        if let Some((now, _)) = claim_of(connection, reading, event, i64::MAX)?
            && now == claim
        {
            places.push((reading, event, now));
        }
    }
    Ok(places)
}

/// The events that a person took out of a claim last, and the claims they are of now.
fn moved_from(connection: &Connection, claim: ClaimNumber) -> Result<Vec<Place>, Fault> {
    let documents = connection
        .prepare_cached("SELECT DISTINCT document FROM regrouped WHERE home = ? ORDER BY document")?
        .query_map([claim.0], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<i64>>>()?;
    let mut places = Vec::new();
    for document in documents {
        let moved = moves::of_document(connection, document)?;
        let Some(current) = counting(connection, document)? else { continue };
        let (record, _) = whole_record(connection, current.reading)?;
        for event in &record.events {
            let from = moved.iter().find(|moved| moved.is(&record, event));
            if from.and_then(Moved::back) == Some(claim) {
                let item = Item::Event(event.id).number();
                if let Some((now, _)) = claim_of(connection, current.reading, item, i64::MAX)? {
                    places.push((current.reading, item, now));
                }
            }
        }
    }
    Ok(places)
}

fn moved_at(
    connection: &Connection,
    document: i64,
    record: &Record,
    event: &Event,
) -> rusqlite::Result<Option<Moved>> {
    let moved = moves::of_document(connection, document)?;
    Ok(moved.into_iter().find(|moved| moved.is(record, event)))
}

fn document_of(connection: &Connection, reading: i64) -> rusqlite::Result<i64> {
    connection
        .prepare_cached("SELECT document FROM reading WHERE number = ?")?
        .query_row([reading], |row| row.get(0))
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

    /// A seizure told by a paper of its own, on a day, in other words.
    fn told(id: &str, published: &str, day: &str, words: &str) -> telisik_record::Record {
        let mut record = examples::seizure(id);
        // Far longer than the seizure's own text, so that none is a copy of another for that.
        let more: String = words.split(' ').flat_map(|word| [word, " ", id, " dan ", word, " "]).collect();
        let text = format!("{} {words} {more} {words}", record.document.text.as_str());
        let document = telisik_record::Document::new(id, record.document.lang, text);
        record.document = document;
        record.document.published = Some(published.parse().unwrap());
        record.events.truncate(1);
        record.events[0].date = Some(day.parse().unwrap());
        record
    }

    fn claim_named(ledger: &Ledger, entry: &str) -> (ClaimNumber, String) {
        ledger.claim_of(&entry.parse().unwrap(), examples::now(ledger)).unwrap().unwrap()
    }

    #[test]
    fn what_is_told_later_goes_into_the_merged_claim() {
        let (_folder, mut ledger) = examples::ledger();
        let words = "Pemilik kapal di Kupang menuntut ganti rugi 1.240 ton minyak kepada pengadilan.";
        ledger.add(&[told("pekan", "2026-01-12", "2026-01-11", words)], &examples::reader()).unwrap();
        let (one, two) = (claim_named(&ledger, "1/e1").0, claim_named(&ledger, "2/e1").0);
        assert_ne!(one, two);
        ledger.regroup(&Regrouped::Claim(two), Group::Claim(one), "Ana", "one raid, told late").unwrap();
        assert_eq!(claim_named(&ledger, "2/e1").1, "a person put it there: Ana, one raid, told late");
        let later = told("lagi", "2026-01-13", "2026-01-11", "Awak kapal pulang ke Dili pada Selasa malam.");
        ledger.add(std::slice::from_ref(&later), &examples::reader()).unwrap();
        assert_eq!(claim_named(&ledger, "3/e1").0, one);
        ledger.regroup(&Regrouped::Claim(two), Group::Back, "Ben", "two raids").unwrap();
        assert_eq!((reports(&ledger, one), reports(&ledger, two)), (2, 1));
    }

    #[test]
    fn what_is_told_later_joins_the_parted_claim_it_is_most_like_and_parts_it_no_more() {
        let (_folder, mut ledger) = examples::ledger();
        let other = "Kapal Bintang Laut bermuatan 7.500 ton beras ditarik ke Bandar Lengeh, kata Omar Reza.";
        let day = ("2026-01-04", "2026-01-03");
        ledger.add(&[told("lain", day.0, day.1, other)], &examples::reader()).unwrap();
        let claim = claim_named(&ledger, "1/e1").0;
        assert_eq!(claim_named(&ledger, "2/e1").0, claim);
        let event = Regrouped::Event("2/e1".parse().unwrap());
        let own = ledger.regroup(&event, Group::Own, "Ana", "another ship").unwrap().1[0];
        let like = "Bintang Laut membawa 7.500 ton beras; Omar Reza menunggu di Bandar Lengeh sejak pagi.";
        ledger.add(&[told("mirip", day.0, day.1, like)], &examples::reader()).unwrap();
        let mut copy = told("lain", "2026-01-05", day.1, other);
        copy.document.id = "salinan".to_owned();
        ledger.add(&[examples::seizure("polos"), copy], &examples::reader()).unwrap();
        assert_eq!(["3/e1", "5/e1", "4/e1"].map(|entry| claim_named(&ledger, entry).0), [own, own, claim]);
        // Read again, even as another deed, it stays where it was put.
        let mut again = told("lain", day.0, day.1, other);
        again.events[0].kind = telisik_record::EventType::Assault;
        let document = crate::DocumentNumber(2);
        ledger.recode(&[(document, again)], &examples::reader()).unwrap();
        assert_eq!(claim_named(&ledger, "2.2/e1").0, own);
        ledger.regroup(&Regrouped::Event("2.2/e1".parse().unwrap()), Group::Back, "Ben", "no").unwrap();
        assert_eq!(claim_named(&ledger, "2.2/e1").0, claim);
        ledger.recode(&[(document, told("lain", day.0, day.1, other))], &examples::reader()).unwrap();
        assert!(ledger.check(|| ()).unwrap().problems.is_empty());
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
