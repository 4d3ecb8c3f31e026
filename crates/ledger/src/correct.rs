//! What a person puts right in a reading, kept apart from it, so that it can be laid over another reading of the same text.

use serde::{Deserialize, Serialize};
use telisik_record::{
    Actor, ActorId, ActorKind, Attribution, Code, Edtf, Event, EventId, EventType, Mention, MentionKind,
    Record, Rejected, Rule, Span, Stance, Statement, Status,
};

use crate::describe::{describe_event, describe_statement};
use crate::identity::{identity, identity_of};
use crate::recast::{Recast, recast};

/// The rule of what a person has put right.
pub(crate) const RULE: &str = "correction";

/// One thing that a person puts right, and the place in the text where it belongs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Where it belongs.
    pub anchor: Anchor,
    /// What is put right.
    pub change: Change,
}

/// The place of a correction: it is found again when the text is read anew and the ids are others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Anchor {
    /// An event, by its trigger and type; by its parties where several have these.
    Event {
        /// The words that say it.
        trigger: Span,
        /// As it was read.
        #[serde(rename = "type")]
        kind: EventType,
        /// The names of its sources, then of its targets.
        parties: Vec<String>,
    },
    /// A statement, by what was said.
    Statement {
        /// From the first to the last character of it.
        content: Span,
    },
    /// An actor, wherever it is named.
    Actor {
        /// What it is the same by over all documents.
        identity: String,
        /// Its name.
        name: String,
    },
}

/// What is put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// The event is of another type, or its parties, status or date are others.
    Event(Alteration),
    /// There is no such event.
    Reject,
    /// Others say it.
    Speakers(Vec<Named>),
    /// It is another actor.
    Actor(Recast),
    /// The reading is right as it is.
    Confirm,
    /// The correction of this number is taken back.
    Undo(i64),
}

/// The parts of an event that are others; what is not given stays.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Alteration {
    /// The type.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<EventType>,
    /// Who did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sources: Option<Vec<Named>>,
    /// To whom; may be empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub targets: Option<Vec<Named>>,
    /// Whether it took place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<When>,
}

/// A date that is put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum When {
    /// The text does not tell.
    Unknown,
    /// Then.
    On(Edtf),
}

/// An actor that a person names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Its code, where it has one.
    pub code: Option<Code>,
    /// The key of its lexicon entry, where it has one.
    pub key: Option<String>,
}

impl Named {
    /// What it is the same by over all documents.
    pub fn identity(&self) -> String {
        identity_of(self.key.as_deref(), &self.name, self.code.as_ref(), self.kind)
    }
}

impl From<&Actor> for Named {
    fn from(actor: &Actor) -> Self {
        let Actor { name, kind, code, key, .. } = actor;
        Self { name: name.clone(), kind: *kind, code: code.clone(), key: key.clone() }
    }
}

/// A correction that found no place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotApplied {
    /// Which, by its place (from 0) in the list.
    pub index: usize,
    /// Why, in one clause.
    pub why: &'static str,
}

const NO_EVENT: &str = "no such event is read in these words";
const NO_STATEMENT: &str = "no statement is read in these words";
const NO_SOURCE: &str = "an event must have a source";
const MISPLACED: &str = "it is of another kind of entry";

impl Anchor {
    /// The anchor of an event of a record.
    pub fn of_event(record: &Record, event: &Event) -> Self {
        Self::Event { trigger: event.trigger, kind: event.kind, parties: parties(record, event) }
    }

    /// The anchor of a statement.
    pub fn of_statement(statement: &Statement) -> Self {
        Self::Statement { content: statement.extent() }
    }

    /// The anchor of an actor.
    pub fn of_actor(actor: &Actor) -> Self {
        Self::Actor { identity: identity(actor), name: actor.name.clone() }
    }

    /// The words it stands on; none of an actor, which may be named in many places.
    pub fn span(&self) -> Option<Span> {
        match *self {
            Self::Event { trigger, .. } => Some(trigger),
            Self::Statement { content } => Some(content),
            Self::Actor { .. } => None,
        }
    }
}

impl Correction {
    /// Whether it is about what this anchor is about, before it or after it.
    pub fn is_about(&self, anchor: &Anchor) -> bool {
        match (&self.anchor, anchor) {
            (Anchor::Event { trigger, kind, .. }, Anchor::Event { trigger: at, kind: now, .. }) => {
                trigger == at && (kind == now || self.becomes() == Some(*now))
            }
            (Anchor::Statement { content }, Anchor::Statement { content: at }) => content == at,
            (Anchor::Actor { identity, .. }, Anchor::Actor { identity: now, .. }) => {
                identity == now
                    || matches!(&self.change, Change::Actor(recast) if recast.into.identity() == *now)
            }
            _ => false,
        }
    }

    fn becomes(&self) -> Option<EventType> {
        match &self.change {
            Change::Event(alteration) => alteration.kind,
            _ => None,
        }
    }
}

/// Lays corrections over a record, in their order. Those that find no place leave it as it is and are told.
pub fn apply(record: &Record, corrections: &[Correction]) -> (Record, Vec<NotApplied>) {
    let mut record = record.clone();
    let mut missed = Vec::new();
    for (index, correction) in corrections.iter().enumerate() {
        if let Err(why) = lay(&mut record, correction) {
            missed.push(NotApplied { index, why });
        }
    }
    (record, missed)
}

fn lay(record: &mut Record, correction: &Correction) -> Result<(), &'static str> {
    match (&correction.change, &correction.anchor) {
        (Change::Undo(_), _) => Ok(()),
        (Change::Confirm, Anchor::Statement { .. }) => statement_at(record, &correction.anchor).map(|_| ()),
        (Change::Confirm, Anchor::Event { .. }) => event_at(record, correction).map(|_| ()),
        (Change::Actor(change), Anchor::Actor { identity, .. }) => recast(record, identity, change),
        (Change::Reject, Anchor::Event { .. }) => {
            let at = event_at(record, correction)?;
            remove_event(record, at);
            Ok(())
        }
        (Change::Event(alteration), Anchor::Event { .. }) => {
            let at = event_at(record, correction)?;
            alter(record, at, alteration)
        }
        (Change::Speakers(speakers), Anchor::Statement { .. }) => {
            let at = statement_at(record, &correction.anchor)?;
            respeak(record, at, speakers);
            Ok(())
        }
        _ => Err(MISPLACED),
    }
}

/// The event a correction is about. One that is read otherwise by now is still it where the words are the same, but is
/// neither rejected nor confirmed for that.
pub(crate) fn event_at(record: &Record, correction: &Correction) -> Result<usize, &'static str> {
    let Anchor::Event { trigger, kind, parties: named } = &correction.anchor else { return Err(MISPLACED) };
    let may_differ = matches!(correction.change, Change::Event(_));
    let rank = |event: &Event| {
        let (same_type, same_words) = (event.kind == *kind, event.trigger == *trigger);
        let became = correction.becomes() == Some(event.kind);
        let fits = event.trigger.overlaps(*trigger) && (same_type || may_differ && (became || same_words));
        fits.then(|| (same_type, same_words, became, parties(record, event) == *named))
    };
    let ranked = record.events.iter().enumerate().filter_map(|(at, event)| Some((rank(event)?, at)));
    // Of equals the first.
    let best = ranked.max_by_key(|&(rank, at)| (rank, std::cmp::Reverse(at)));
    best.map(|(_, at)| at).ok_or(NO_EVENT)
}

/// The statement that shares most of its words with the one a correction is about.
pub(crate) fn statement_at(record: &Record, anchor: &Anchor) -> Result<usize, &'static str> {
    let Anchor::Statement { content } = *anchor else { return Err(MISPLACED) };
    let shared = |statement: &Statement| {
        let extent = statement.extent();
        let shared = extent.end.min(content.end).saturating_sub(extent.start.max(content.start));
        // Less than half of the longer of them is another statement.
        (2 * shared >= extent.len().max(content.len())).then_some(shared)
    };
    let found = record.statements.iter().enumerate().filter_map(|(at, one)| Some((shared(one)?, at)));
    let best = found.max_by_key(|&(shared, at)| (shared, std::cmp::Reverse(at)));
    best.map(|(_, at)| at).ok_or(NO_STATEMENT)
}

fn alter(record: &mut Record, at: usize, alteration: &Alteration) -> Result<(), &'static str> {
    let Alteration { kind, sources, targets, status, date } = alteration;
    if sources.as_ref().is_some_and(Vec::is_empty) {
        return Err(NO_SOURCE);
    }
    let before = record.events[at].clone();
    let trigger = before.trigger;
    let sources = sources.as_ref().map(|named| cast(record, named, trigger));
    let targets = targets.as_ref().map(|named| cast(record, named, trigger));
    let mut event = before.clone();
    if let Some(kind) = kind.filter(|&kind| kind != event.kind) {
        // These say more about the type that it is not of.
        (event.kind, event.mode, event.cameo) = (kind, None, None);
    }
    event.sources = sources.unwrap_or(event.sources);
    event.targets = targets.unwrap_or(event.targets);
    event.status = status.unwrap_or(event.status);
    if let Some(date) = date {
        let on = match date {
            When::Unknown => None,
            When::On(date) => Some(date.clone()),
        };
        if on != event.date {
            (event.date, event.time) = (on, None);
        }
    }
    if event != before {
        let read = format!("{} ({})", describe_event(record, &before), before.rule);
        event.rejected.push(Rejected::new(read, "a person has put it right"));
        event.rule = Rule::new(RULE);
        record.events[at] = event;
    }
    Ok(())
}

fn remove_event(record: &mut Record, at: usize) {
    let gone = record.events.remove(at).id;
    for (index, event) in record.events.iter_mut().enumerate() {
        event.id = EventId::at(index);
    }
    record.stances.retain(|stance| stance.event != gone);
    for stance in &mut record.stances {
        if stance.event > gone {
            stance.event = EventId::at(stance.event.index() - 1);
        }
    }
}

fn respeak(record: &mut Record, at: usize, speakers: &[Named]) {
    let before = record.statements[at].clone();
    let place = before.cue.unwrap_or_else(|| before.extent());
    let speakers = cast(record, speakers, place);
    if speakers == before.speakers {
        return;
    }
    let read = format!("{} ({})", describe_statement(record, &before), before.rule);
    // Positions that the statement carries are of who speaks.
    let mut stances = Vec::with_capacity(record.stances.len());
    for stance in std::mem::take(&mut record.stances) {
        if stance.statement == Some(before.id) && before.speakers.contains(&stance.holder) {
            stances.extend(speakers.iter().map(|&holder| Stance { holder, ..stance.clone() }));
        } else {
            stances.push(stance);
        }
    }
    let mut kept: Vec<Stance> = Vec::with_capacity(stances.len());
    for stance in stances {
        if !kept.contains(&stance) {
            kept.push(stance);
        }
    }
    record.stances = kept;
    let named = before.speaker.filter(|&span| {
        let mentions = speakers.iter().filter_map(|&id| record.actor(id)).flat_map(|actor| &actor.mentions);
        mentions.into_iter().any(|mention| mention.span == span)
    });
    let statement = &mut record.statements[at];
    statement.speakers = speakers;
    statement.speaker = named;
    statement.attribution = Attribution::Explicit;
    statement.rejected.push(Rejected::new(read, "a person has put it right"));
    statement.rule = Rule::new(RULE);
}

/// The record's actors for those that are named. One that it does not have is added, and has the words that are put right
/// as its mention: nothing is without a place in the text.
fn cast(record: &mut Record, named: &[Named], place: Span) -> Vec<ActorId> {
    let mut cast = Vec::with_capacity(named.len());
    for one in named {
        let same = |actor: &&Actor| match (&actor.key, &one.key) {
            (Some(key), Some(other)) => key == other,
            _ => actor.name == one.name && actor.code == one.code,
        };
        let id = match record.actors.iter().find(same) {
            Some(actor) => actor.id,
            None => {
                let Named { name, kind, code, key } = one.clone();
                let mention = Mention { span: place, kind: MentionKind::Description, rule: Rule::new(RULE) };
                let (id, mentions) = (ActorId::at(record.actors.len()), vec![mention]);
                record.actors.push(Actor { id, name, kind, code, key, office: None, mentions });
                id
            }
        };
        if !cast.contains(&id) {
            cast.push(id);
        }
    }
    cast
}

fn parties(record: &Record, event: &Event) -> Vec<String> {
    let ids = event.sources.iter().chain(&event.targets);
    ids.filter_map(|&id| record.actor(id)).map(|actor| actor.name.clone()).collect()
}

#[cfg(test)]
#[path = "correct_tests.rs"]
mod tests;
