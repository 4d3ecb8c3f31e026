use std::collections::BTreeSet;

use serde::Serialize;
use telisik_record::{
    AccordingTo, ActorId, Event, EventId, Mood, Record, Span, StanceKind, Statement, StatementId, Status,
};

use crate::identity::party;

/// Where a holder stands on a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stand {
    /// Says that it is so.
    Affirms,
    /// Takes it for granted while saying something else: condemns it, warns of what follows from it.
    Presupposes,
    /// Says that another did it.
    Alleges,
    /// Speaks of it only as of something that may be.
    Conditional,
    /// Says that it is not so.
    Denies,
    /// Will not say.
    Declines,
    /// Is a party to it, and is not heard.
    Silent,
}

impl Stand {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 7] = [
        Self::Affirms,
        Self::Presupposes,
        Self::Alleges,
        Self::Conditional,
        Self::Denies,
        Self::Declines,
        Self::Silent,
    ];

    /// The printed word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Affirms => "affirms",
            Self::Presupposes => "presupposes",
            Self::Alleges => "alleges",
            Self::Conditional => "conditional",
            Self::Denies => "denies",
            Self::Declines => "declines",
            Self::Silent => "silent",
        }
    }

    /// Whether who stands there holds it to be so.
    pub fn holds(self) -> bool {
        matches!(self, Self::Affirms | Self::Presupposes | Self::Alleges)
    }
}

/// Somebody's stand on an event of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Held {
    pub(crate) event: EventId,
    pub(crate) holder: ActorId,
    pub(crate) stand: Stand,
    pub(crate) statement: Option<StatementId>,
}

/// Who stands where on the events of a record: its stances, and those who speak of a deed only conditionally.
pub(crate) fn stands(record: &Record) -> Vec<Held> {
    let mut found: BTreeSet<Held> = BTreeSet::new();
    for stance in &record.stances {
        let stand = match stance.stance {
            StanceKind::Affirms if stance.rule.as_str() == "stance.presupposed" => Stand::Presupposes,
            StanceKind::Affirms => Stand::Affirms,
            StanceKind::Alleges => Stand::Alleges,
            StanceKind::Denies => Stand::Denies,
            StanceKind::Declines => Stand::Declines,
        };
        let (event, holder, statement) = (stance.event, stance.holder, stance.statement);
        found.insert(Held { event, holder, stand, statement });
    }
    for event in record.events.iter().filter(|event| event.status == Status::Conditional) {
        if let AccordingTo::Statement(id) = event.according_to {
            found.extend(speakers(record, id).map(|holder| conditional(event.id, holder, id)));
        }
    }
    for violation in record.norms.iter().flat_map(|norm| &norm.said_to_be_violated_by) {
        if let (Mood::Conditional, Some(id)) = (violation.mood, violation.statement) {
            for event in record.events.iter().filter(|event| is_meant(record, event, violation.actor, id)) {
                found.extend(speakers(record, id).map(|holder| conditional(event.id, holder, id)));
            }
        }
    }
    found.into_iter().collect()
}

fn conditional(event: EventId, holder: ActorId, statement: StatementId) -> Held {
    Held { event, holder, stand: Stand::Conditional, statement: Some(statement) }
}

fn speakers(record: &Record, id: StatementId) -> impl Iterator<Item = ActorId> + '_ {
    record.statements.get(id.index()).into_iter().flat_map(|statement| statement.speakers.iter().copied())
}

/// Whether a statement that somebody would violate a norm speaks of a deed: the violator is a party to it, and the other
/// side is named in the statement (*Moskow akan melanggar resolusi jika bertukar senjata dengan Pyongyang*).
fn is_meant(record: &Record, event: &Event, violator: ActorId, statement: StatementId) -> bool {
    if !event.kind.is_material() || matches!(event.status, Status::Planned | Status::Conditional) {
        return false;
    }
    let code = |id: &ActorId| record.actors.get(id.index()).map(party);
    let side = |ids: &[ActorId]| ids.iter().filter_map(code).collect::<BTreeSet<_>>();
    let (sources, targets) = (side(&event.sources), side(&event.targets));
    let Some(violator) = code(&violator) else { return false };
    let others = if sources.contains(&violator) {
        &targets
    } else if targets.contains(&violator) {
        &sources
    } else {
        return false;
    };
    let Some(statement) = record.statements.get(statement.index()) else { return false };
    let named = record.actors.iter().filter(|actor| others.contains(&party(actor)));
    named.flat_map(|actor| &actor.mentions).any(|mention| contains(statement, mention.span))
}

fn contains(statement: &Statement, span: Span) -> bool {
    statement.content.iter().any(|content| content.start <= span.start && span.end <= content.end)
}

#[cfg(test)]
mod tests {
    use telisik_record::{Norm, Violation};

    use super::*;
    use crate::examples;

    #[test]
    fn what_is_taken_for_granted_is_told_from_what_is_said() {
        let mut record = examples::seizure("kapal");
        record.stances[0].stance = StanceKind::Affirms;
        record.stances[0].rule = "stance.presupposed".into();
        let stands: Vec<Stand> = stands(&record).into_iter().map(|held| held.stand).collect();
        assert_eq!(stands, [Stand::Denies, Stand::Presupposes]);
    }

    #[test]
    fn a_norm_that_would_be_violated_is_a_conditional_position_on_the_deed() {
        let mut record = examples::seizure("kapal");
        record.stances.clear();
        let singapore = record.actors[1].mentions[0].span;
        record.statements[0].content = vec![singapore];
        record.norms = vec![Norm {
            span: singapore,
            name: "hukum laut".into(),
            issuer: None,
            number: None,
            said_to_be_violated_by: vec![Violation {
                actor: ActorId::at(0),
                statement: Some(StatementId::at(0)),
                mood: Mood::Conditional,
            }],
            rule: "norm.example".into(),
        }];
        let held = stands(&record);
        assert!(held.iter().all(|held| held.stand == Stand::Conditional && held.holder == ActorId::at(2)));
        assert_eq!(held.len(), 2);
    }
}
