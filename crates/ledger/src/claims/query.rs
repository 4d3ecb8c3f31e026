use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use rusqlite::{Connection, OptionalExtension};
use telisik_record::{Edtf, Record};

use super::brief::brief_record;
use super::contradiction::contradictions;
use super::join::Reason;
use super::moves;
use super::origin::{origins, told_by};
use super::position::{Taken, country, positions};
use super::stand::{Held, Stand, stands};
use super::telling::{Realm, Telling};
use super::{Claim, Counts, Position, Report};
use crate::fault::Fault;
use crate::find::Key;
use crate::identity::identity;
use crate::sheet::prefix;
use crate::{ClaimNumber, EntryId, Filter, Item, Ledger, LedgerError, StoryNumber, View, numbers};

impl Ledger {
    /// The claims that a filter lets an event of through, by the day of that event; undated ones last. `speaker` is a
    /// holder of a position. Each has all its tellings, also those that the filter does not let through.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn claims(&self, filter: &Filter, view: View) -> Result<Vec<Claim>, LedgerError> {
        self.select_claims(filter, view).map_err(|fault| fault.told(&self.path))
    }

    /// One claim.
    ///
    /// # Errors
    ///
    /// If there is none of that number in the view, or the file cannot be read.
    pub fn claim(&self, number: ClaimNumber, view: View) -> Result<Claim, LedgerError> {
        let claim = Builder::of(self, view).build(number).map_err(|fault| fault.told(&self.path))?;
        let none = || LedgerError::NoClaim { path: self.path.clone(), claim: number.to_string() };
        claim.filter(|claim| !claim.reports.is_empty()).ok_or_else(none)
    }

    /// The claim that an event is of, and why.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn claim_of(
        &self,
        entry: &EntryId,
        view: View,
    ) -> Result<Option<(ClaimNumber, String)>, LedgerError> {
        self.place_of_entry(entry, view).map_err(|fault| fault.told(&self.path))
    }

    fn place_of_entry(&self, entry: &EntryId, view: View) -> Result<Option<(ClaimNumber, String)>, Fault> {
        let Some(reading) = self.reading_called(&entry.document, view)? else { return Ok(None) };
        let found = claim_of(&self.connection, reading, entry.item.number(), view.revision)?;
        let Some((claim, reason)) = found else { return Ok(None) };
        let mut told = reason.to_string();
        if reason == Reason::Corrected
            && let Some((author, note)) = moves::by_whom(&self.connection, reading, claim, view.revision)?
        {
            told.push_str(&format!(": {author}, {note}"));
        }
        Ok(Some((claim, told)))
    }

    /// The claims that events are of, in the order of these, each once.
    pub(crate) fn claims_of_events(
        &self,
        events: impl Iterator<Item = Key>,
        view: View,
    ) -> Result<Vec<Claim>, Fault> {
        let mut builder = Builder::of(self, view);
        let mut seen = BTreeSet::new();
        let mut claims = Vec::new();
        for Key { reading, item, .. } in events {
            let place = claim_of(&self.connection, reading, item, view.revision)?;
            if let Some((number, _)) = place.filter(|(number, _)| seen.insert(*number)) {
                claims.extend(builder.build(number)?);
            }
        }
        Ok(claims)
    }

    fn select_claims(&self, filter: &Filter, view: View) -> Result<Vec<Claim>, Fault> {
        let limit = filter.limit.unwrap_or(usize::MAX);
        let mut builder = Builder::of(self, view);
        let mut claims = Vec::new();
        let mut seen = BTreeSet::new();
        let mut done = 0;
        // Several events are of one claim: how many are needed shows as they come.
        let mut reach = limit.saturating_mul(4);
        loop {
            let events = Filter { speaker: None, limit: Some(reach), ..filter.clone() };
            let keys = self.event_keys(&events, view)?;
            for key in &keys[done..] {
                let place = claim_of(&self.connection, key.reading, key.item, view.revision)?;
                let Some((number, _)) = place.filter(|(number, _)| seen.insert(*number)) else { continue };
                let Some(claim) = builder.build(number)? else { continue };
                let held = |given: &String| claim.positions.iter().any(|position| held_by(position, given));
                if filter.speaker.as_ref().is_none_or(held) {
                    claims.push(claim);
                }
                if claims.len() >= limit {
                    return Ok(claims);
                }
            }
            if keys.len() < reach {
                return Ok(claims);
            }
            done = keys.len();
            reach = reach.saturating_mul(4);
        }
    }
}

/// The claim that an event is of in a revision, and why.
pub(crate) fn claim_of(
    connection: &Connection,
    reading: i64,
    event: i64,
    revision: i64,
) -> Result<Option<(ClaimNumber, Reason)>, Fault> {
    let found = connection
        .prepare_cached(
            "SELECT claim, reason FROM member WHERE reading = ? AND event = ? AND revision <= ? \
             ORDER BY revision DESC LIMIT 1",
        )?
        .query_row((reading, event, revision), |row| Ok((ClaimNumber(row.get(0)?), row.get(1)?)))
        .optional()?;
    Ok(found.map(|(claim, reason)| (claim, Reason::of_number(reason))))
}

/// Whether a position is somebody's; silence is nobody's.
fn held_by(position: &Position, given: &str) -> bool {
    if position.stand == Stand::Silent {
        return false;
    }
    let named = position.holder.to_lowercase().contains(&given.to_lowercase());
    named || position.code.as_deref().is_some_and(|code| code == given || country(code) == given)
}

/// Puts claims together from their tellings' records, which are read once a query.
struct Builder<'a> {
    ledger: &'a Ledger,
    view: View,
    records: HashMap<i64, Rc<Told>>,
}

/// A record, and what all its events need of it.
struct Told {
    record: Record,
    stands: Vec<Held>,
    /// Who tells what it tells in its own voice.
    teller: String,
}

/// One event of a claim in its record.
struct Member {
    told: Rc<Told>,
    prefix: String,
    event: usize,
    reason: Reason,
    story: Option<i64>,
    /// Who tells what the document tells in its own voice.
    teller: String,
}

/// Records that are kept while a list is made.
const KEPT: usize = 512;

impl<'a> Builder<'a> {
    fn of(ledger: &'a Ledger, view: View) -> Self {
        Self { ledger, view, records: HashMap::new() }
    }

    fn told(&mut self, reading: i64) -> Result<Rc<Told>, Fault> {
        if let Some(told) = self.records.get(&reading) {
            return Ok(Rc::clone(told));
        }
        let record = brief_record(&self.ledger.connection, reading)?;
        let told = Rc::new(Told { stands: stands(&record), teller: told_by(&record), record });
        if self.records.len() >= KEPT {
            self.records.clear();
        }
        self.records.insert(reading, Rc::clone(&told));
        Ok(told)
    }

    fn members(&mut self, claim: ClaimNumber) -> Result<Vec<Member>, Fault> {
        let View { revision, readings } = self.view;
        let rows = self
            .ledger
            .connection
            .prepare_cached(
                "SELECT member.reading, member.event, member.reason, reading.document, reading.ordinal, \
                   (SELECT story FROM place WHERE place.document = reading.document AND revision <= ?2 \
                    ORDER BY revision DESC LIMIT 1), \
                   (SELECT max(first.number) FROM place JOIN reading first ON first.document = place.copy_of \
                    WHERE place.document = reading.document AND place.revision <= ?2 AND first.number <= ?3) \
                 FROM member JOIN reading ON reading.number = member.reading \
                 WHERE member.claim = ?1 AND member.revision <= ?2 AND member.reading <= ?3 \
                   AND NOT EXISTS (SELECT 1 FROM superseded s WHERE s.reading = member.reading AND s.revision <= ?2) \
                   AND NOT EXISTS (SELECT 1 FROM member later WHERE later.reading = member.reading \
                     AND later.event = member.event AND later.revision > member.revision AND later.revision <= ?2) \
                 ORDER BY member.reading, member.event",
            )?
            .query_map((claim.0, revision, readings), |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?))
            })?
            .collect::<rusqlite::Result<Vec<(i64, i64, i64, i64, i64, Option<i64>, Option<i64>)>>>()?;
        let mut members = Vec::with_capacity(rows.len());
        for (reading, item, reason, document, ordinal, story, original) in rows {
            let told = self.told(reading)?;
            let event = usize::try_from(item - 1).ok().filter(|&at| at < told.record.events.len());
            let lacking =
                || Fault::unreadable(document, format!("it has no event {item}, but the tables say so"));
            let (prefix, reason) = (prefix(document, ordinal), Reason::of_number(reason));
            let teller = match original {
                Some(original) => self.told(original)?.teller.clone(),
                None => told.teller.clone(),
            };
            members.push(Member { told, prefix, event: event.ok_or_else(lacking)?, reason, story, teller });
        }
        Ok(members)
    }

    fn build(&mut self, number: ClaimNumber) -> Result<Option<Claim>, Fault> {
        let head = self
            .ledger
            .connection
            .prepare_cached("SELECT type, realm, cameo FROM claim WHERE number = ? AND revision <= ?")?
            .query_row((number.0, self.view.revision), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        let Some((kind, realm, cameo)) = head else { return Ok(None) };
        let kind = numbers::type_of(kind);
        let members = self.members(number)?;
        let tellings: Vec<Telling> = members
            .iter()
            .map(|member| Telling::of(&member.told.record, &member.told.record.events[member.event]))
            .collect();
        // As its first telling has them: what others add or leave out is a tension of scope.
        let side = |side: fn(&Telling) -> BTreeSet<String>| -> Vec<String> {
            tellings.first().map(|first| side(first).into_iter().collect()).unwrap_or_default()
        };
        let (sources, targets) = (side(|one| one.sources.clone()), side(Telling::others));
        let parties: BTreeSet<String> = sources.iter().chain(&targets).cloned().collect();
        let positions = positions(members.iter().flat_map(taken).collect(), &parties, kind.is_material());
        let reports: Vec<Report> =
            members.iter().zip(&tellings).map(|(one, telling)| report(one, telling)).collect();
        let found: BTreeSet<String> =
            reports.iter().flat_map(|report| report.origins.iter().cloned()).collect();
        let stories: BTreeSet<i64> = members.iter().filter_map(|member| member.story).collect();
        Ok(Some(Claim {
            claim: number,
            kind,
            cameo,
            planned: Realm::of_number(realm) == Realm::Meant,
            sources,
            targets,
            date: date(&members, &tellings),
            contested: contested(&positions, &reports),
            counts: counts(&positions, &reports, found.len()),
            stories: stories.into_iter().map(StoryNumber).collect(),
            contradictions: contradictions(&positions, &reports),
            positions,
            origins: found.into_iter().collect(),
            reports,
        }))
    }
}

/// The shortest time that a telling gives, as printed.
fn date(members: &[Member], tellings: &[Telling]) -> Option<String> {
    let dated = members.iter().zip(tellings).filter_map(|(member, telling)| {
        let window = telling.window?;
        let date = member.told.record.events[member.event].date.as_ref()?;
        Some(((window.last - window.first, window.first), date.to_string()))
    });
    dated.min().map(|(_, date)| date)
}

fn report(member: &Member, telling: &Telling) -> Report {
    let Member { told, prefix, event, reason, .. } = member;
    let record = &told.record;
    let event = &record.events[*event];
    let document = &record.document;
    Report {
        entry: EntryId { document: prefix.clone(), item: Item::Event(event.id) },
        document: document.id.clone(),
        outlet: document.outlet.clone(),
        published: document.published.as_ref().map(Edtf::to_string),
        status: event.status.to_string(),
        date: event.date.as_ref().map(Edtf::to_string),
        sources: telling.sources.iter().cloned().collect(),
        targets: telling.others().into_iter().collect(),
        trigger: document.text.slice(event.trigger).to_owned(),
        span: event.trigger,
        origins: origins(record, event, &member.teller).into_iter().collect(),
        reason: reason.to_string(),
    }
}

/// Who takes which stand on a member of a claim.
fn taken(member: &Member) -> Vec<Taken> {
    let Member { told, prefix, event, .. } = member;
    let record = &told.record;
    let event = &record.events[*event];
    let entry = |item| EntryId { document: prefix.clone(), item };
    let here = told.stands.iter().filter(|held| held.event == event.id);
    here.filter_map(|held| {
        let holder = record.actors.get(held.holder.index())?;
        let statement = held.statement.and_then(|id| record.statements.get(id.index()));
        let said = statement.and_then(|one| record.times.get(one.time?.index())?.edtf());
        let chain = statement.map(|one| one.via.clone()).unwrap_or_default();
        Some(Taken {
            date: said.or(record.document.published.clone()).map(|date| date.to_string()),
            identity: identity(holder),
            holder: holder.name.clone(),
            code: holder.code.as_ref().map(ToString::to_string),
            stand: held.stand,
            event: entry(Item::Event(event.id)),
            statement: statement.map(|one| entry(Item::Statement(one.id))),
            chain: chain.into_iter().chain(record.document.outlet.clone()).collect(),
        })
    })
    .collect()
}

/// A denial against a telling that is not itself a denial.
fn contested(positions: &[Position], reports: &[Report]) -> bool {
    let denied = positions.iter().any(|position| position.stand == Stand::Denies);
    let held = positions.iter().any(|position| position.stand.holds());
    denied && (held || reports.iter().any(|report| report.status != "negated"))
}

fn counts(positions: &[Position], reports: &[Report], origins: usize) -> Counts {
    let mut holders: BTreeMap<Stand, BTreeSet<String>> = BTreeMap::new();
    for position in positions {
        let holder = position.code.as_deref().map_or_else(|| position.holder.clone(), country);
        holders.entry(position.stand).or_default().insert(holder);
    }
    let of = |stands: &[Stand]| -> usize {
        let sets = stands.iter().filter_map(|stand| holders.get(stand));
        sets.flatten().collect::<BTreeSet<_>>().len()
    };
    let outlets: BTreeSet<&str> = reports.iter().filter_map(|report| report.outlet.as_deref()).collect();
    let documents: BTreeSet<&str> = reports.iter().map(|report| report.entry.document.as_str()).collect();
    Counts {
        affirm: of(&[Stand::Affirms, Stand::Presupposes]),
        allege: of(&[Stand::Alleges]),
        conditional: of(&[Stand::Conditional]),
        deny: of(&[Stand::Denies]),
        decline: of(&[Stand::Declines]),
        silent: of(&[Stand::Silent]),
        origins,
        outlets: outlets.len(),
        documents: documents.len(),
    }
}
