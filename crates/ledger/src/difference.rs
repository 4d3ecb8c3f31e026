//! What two readings of a document differ in.

use serde::Serialize;
use telisik_record::{Event, EventId, Record, Span, StanceKind, Statement, StatementId};

use crate::Item;
use crate::describe::{describe_event, describe_statement};

/// What has become of an event or a statement from one reading to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Turn {
    /// It is there now and was not.
    Appears,
    /// It was there and is not.
    Vanishes,
    /// It says something else now.
    Changes,
}

impl Turn {
    /// The printed word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Appears => "appears",
            Self::Vanishes => "vanishes",
            Self::Changes => "changes",
        }
    }
}

/// One event or statement in which two readings differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What has become of it.
    pub turn: Turn,
    /// It, and what is read of it, in the earlier reading.
    pub before: Option<(Item, String)>,
    /// And in the later one.
    pub after: Option<(Item, String)>,
    /// The words it stands on, in the later reading where it is there.
    pub span: Span,
    /// Whether somebody denies it now whom the earlier reading did not have denying it.
    pub newly_denied: bool,
}

/// What two readings of one document differ in, in the order of the text: events, then statements.
pub fn difference(before: &Record, after: &Record) -> Vec<Difference> {
    let mut found = events(before, after);
    found.sort_by_key(|one| one.span);
    let mut said = statements(before, after);
    said.sort_by_key(|one| one.span);
    found.append(&mut said);
    found
}

fn events(before: &Record, after: &Record) -> Vec<Difference> {
    let alike = |one: &Event, other: &Event| {
        let parties = named(before, one) == named(after, other);
        (one.kind == other.kind, one.trigger == other.trigger, parties)
    };
    let (old, new) = (&before.events, &after.events);
    let pairs = pairs(old.len(), new.len(), |a, b| {
        old[a].trigger.overlaps(new[b].trigger).then(|| alike(&old[a], &new[b]))
    });
    let told = |record: &Record, at: usize| {
        let event = &record.events[at];
        (Item::Event(EventId::at(at)), describe_event(record, event))
    };
    turns(
        pairs,
        |at| told(before, at),
        |at| told(after, at),
        |turn, a, b| {
            let span = b.map_or_else(|| old[a.unwrap_or_default()].trigger, |b| new[b].trigger);
            let was = a.map(|a| denied(before, EventId::at(a))).unwrap_or_default();
            let is = b.map(|b| denied(after, EventId::at(b))).unwrap_or_default();
            (span, turn != Turn::Vanishes && is.iter().any(|who| !was.contains(who)))
        },
    )
}

fn statements(before: &Record, after: &Record) -> Vec<Difference> {
    let (old, new) = (&before.statements, &after.statements);
    let pairs = pairs(old.len(), new.len(), |a, b| {
        let (one, other) = (old[a].extent(), new[b].extent());
        one.overlaps(other).then(|| one.end.min(other.end) - one.start.max(other.start))
    });
    let said = |record: &Record, statement: &Statement| {
        let words: Vec<&str> =
            statement.content.iter().map(|&span| record.document.text.slice(span)).collect();
        format!("{}: {}", describe_statement(record, statement), words.join(" … "))
    };
    let told = |record: &Record, at: usize| {
        (Item::Statement(StatementId::at(at)), said(record, &record.statements[at]))
    };
    turns(
        pairs,
        |at| told(before, at),
        |at| told(after, at),
        |_, a, b| (b.map_or_else(|| old[a.unwrap_or_default()].extent(), |b| new[b].extent()), false),
    )
}

type Pair = (Option<usize>, Option<usize>);

/// Pairs the things of two lists, the most alike first; what has no fellow stands alone.
fn pairs<R: Ord>(old: usize, new: usize, alike: impl Fn(usize, usize) -> Option<R>) -> Vec<Pair> {
    let mut ranked = Vec::new();
    for a in 0..old {
        for b in 0..new {
            if let Some(rank) = alike(a, b) {
                ranked.push((rank, a, b));
            }
        }
    }
    ranked.sort_by(|one, other| other.0.cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    let (mut of_old, mut of_new) = (vec![false; old], vec![false; new]);
    let mut pairs = Vec::new();
    for (_, a, b) in ranked {
        if !of_old[a] && !of_new[b] {
            (of_old[a], of_new[b]) = (true, true);
            pairs.push((Some(a), Some(b)));
        }
    }
    pairs.extend((0..old).filter(|&a| !of_old[a]).map(|a| (Some(a), None)));
    pairs.extend((0..new).filter(|&b| !of_new[b]).map(|b| (None, Some(b))));
    pairs
}

fn turns(
    pairs: Vec<Pair>,
    old: impl Fn(usize) -> (Item, String),
    new: impl Fn(usize) -> (Item, String),
    about: impl Fn(Turn, Option<usize>, Option<usize>) -> (Span, bool),
) -> Vec<Difference> {
    let mut found = Vec::new();
    for (a, b) in pairs {
        let (before, after) = (a.map(&old), b.map(&new));
        let turn = match (&before, &after) {
            (Some((_, before)), Some((_, after))) if before == after => continue,
            (Some(_), Some(_)) => Turn::Changes,
            (Some(_), None) => Turn::Vanishes,
            _ => Turn::Appears,
        };
        let (span, newly_denied) = about(turn, a, b);
        found.push(Difference { turn, before, after, span, newly_denied });
    }
    found
}

fn named<'a>(record: &'a Record, event: &Event) -> Vec<&'a str> {
    let ids = event.sources.iter().chain(&event.targets);
    ids.filter_map(|&id| record.actor(id)).map(|actor| actor.name.as_str()).collect()
}

fn denied(record: &Record, event: EventId) -> Vec<&str> {
    let denials =
        record.stances.iter().filter(|held| held.event == event && held.stance == StanceKind::Denies);
    denials.filter_map(|held| record.actor(held.holder)).map(|actor| actor.name.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use telisik_record::Status;

    use super::*;
    use crate::examples::seizure;

    #[test]
    fn the_same_reading_differs_in_nothing() {
        assert_eq!(difference(&seizure("kapal"), &seizure("kapal")), []);
    }

    #[test]
    fn what_appears_vanishes_and_changes_is_told_by_its_words() {
        let (whole, mut part) = (seizure("kapal"), seizure("kapal"));
        part.events.remove(0);
        part.events[0].id = EventId::at(0);
        part.events[0].status = Status::Possible;
        part.stances.clear();
        part.statements[0].speakers.clear();
        let told = |before: &Record, after: &Record| {
            let all = difference(before, after);
            all.iter().map(|one| (one.turn, one.newly_denied)).collect::<Vec<_>>()
        };
        assert_eq!(
            told(&whole, &part),
            [(Turn::Vanishes, false), (Turn::Changes, false), (Turn::Changes, false)]
        );
        assert_eq!(
            told(&part, &whole),
            [(Turn::Appears, true), (Turn::Changes, false), (Turn::Changes, false)]
        );
        let change = &difference(&whole, &part)[1];
        assert_eq!(change.before.as_ref().unwrap().0.to_string(), "e2");
        assert_eq!(change.after.as_ref().unwrap().0.to_string(), "e1");
        assert!(change.after.as_ref().unwrap().1.contains("possible"), "{change:?}");
    }
}
