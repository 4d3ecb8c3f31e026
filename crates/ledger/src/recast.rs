//! An actor that is another one: two names that are one body, or one name that is two.

use serde::{Deserialize, Serialize};
use telisik_record::{Actor, ActorId, ActorKind, Mention, MentionKind, Record, Rule, Span};

use crate::correct::{Anchor, Change, Correction, Named, RULE, event_at, statement_at};
use crate::identity::identity;

/// Which actor it is, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recast {
    /// Which it is.
    pub into: Named,
    /// The events and statements in which it is that one; empty for all of them and all mentions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<Anchor>,
}

const NO_ACTOR: &str = "no such actor is read in the document";
const ITSELF: &str = "it is that actor already";
const NOT_IN_IT: &str = "it has no part in the entries that are given";

/// Makes the actor of an identity the one that a person says it is.
pub(crate) fn recast(record: &mut Record, from: &str, recast: &Recast) -> Result<(), &'static str> {
    let Recast { into, only } = recast;
    if into.identity() == from {
        return Err(ITSELF);
    }
    let mut at = place(record, from).ok_or(NO_ACTOR)?;
    if !only.is_empty() {
        return part(record, at, into, only);
    }
    // One record may have the same actor twice.
    loop {
        match place(record, &into.identity()) {
            Some(to) => fold(record, at, to),
            None => rename(&mut record.actors[at], into),
        }
        match place(record, from) {
            Some(next) => at = next,
            None => return Ok(()),
        }
    }
}

fn place(record: &Record, wanted: &str) -> Option<usize> {
    record.actors.iter().position(|actor| identity(actor) == wanted)
}

fn rename(actor: &mut Actor, into: &Named) {
    let Named { name, kind, code, key } = into.clone();
    // A person of the lexicon is the same under every code; the one of that time was read.
    let own = key.is_some() && kind == ActorKind::Person && actor.code.is_some();
    actor.code = if own { actor.code.take() } else { code };
    (actor.name, actor.kind, actor.key) = (name, kind, key);
}

/// Makes two actors of a record one: the first given goes, and all that it was is the second's.
fn fold(record: &mut Record, from: usize, to: usize) {
    let gone = record.actors.remove(from);
    let to = if from < to { to - 1 } else { to };
    let kept = &mut record.actors[to];
    kept.mentions.extend(gone.mentions);
    kept.mentions.sort_by_key(|mention| mention.span);
    kept.mentions.dedup_by_key(|mention| mention.span);
    kept.office = kept.office.take().or(gone.office);
    for (at, actor) in record.actors.iter_mut().enumerate() {
        actor.id = ActorId::at(at);
    }
    replace(record, |id| match id.index() {
        index if index == from => ActorId::at(to),
        index if index > from => ActorId::at(index - 1),
        _ => id,
    });
}

/// Gives some of an actor's events and statements to another, with the mentions that stand in them.
fn part(record: &mut Record, from: usize, into: &Named, only: &[Anchor]) -> Result<(), &'static str> {
    let id = ActorId::at(from);
    let (mut events, mut statements, mut places) = (Vec::new(), Vec::new(), Vec::new());
    for anchor in only {
        let correction = Correction { anchor: anchor.clone(), change: Change::Confirm };
        if let Ok(at) = event_at(record, &correction) {
            let event = &record.events[at];
            if event.sources.contains(&id) || event.targets.contains(&id) {
                events.push(at);
                places.extend(event.evidence.iter().copied().chain([event.trigger]));
            }
        } else {
            let at = statement_at(record, anchor)?;
            let statement = &record.statements[at];
            if statement.speakers.contains(&id) || statement.addressees.contains(&id) {
                statements.push(at);
                places.extend(statement.speaker.or(statement.cue));
            }
        }
    }
    let first = *places.first().ok_or(NOT_IN_IT)?;
    let new = place(record, &into.identity()).unwrap_or_else(|| {
        let Named { name, kind, code, key } = into.clone();
        let (id, mentions) = (ActorId::at(record.actors.len()), Vec::new());
        record.actors.push(Actor { id, name, kind, code, key, office: None, mentions });
        id.index()
    });
    let to = ActorId::at(new);
    move_mentions(record, (from, new), &places, first);
    let swap = |ids: &mut Vec<ActorId>| swap(ids, |one| if one == id { to } else { one });
    for &at in &events {
        let event = &mut record.events[at];
        swap(&mut event.sources);
        swap(&mut event.targets);
    }
    for &at in &statements {
        let statement = &mut record.statements[at];
        swap(&mut statement.speakers);
        swap(&mut statement.addressees);
        let said = statement.id;
        for stance in record.stances.iter_mut().filter(|stance| stance.statement == Some(said)) {
            if stance.holder == id {
                stance.holder = to;
            }
        }
    }
    Ok(())
}

/// Mentions within the places go along, but an actor keeps one; one without any has the words that are put right.
fn move_mentions(record: &mut Record, (from, new): (usize, usize), places: &[Span], first: Span) {
    let within = |mention: &Mention| places.iter().any(|place| place.contains(mention.span));
    let (mut moved, mut kept): (Vec<Mention>, Vec<Mention>) =
        std::mem::take(&mut record.actors[from].mentions).into_iter().partition(within);
    if kept.is_empty() {
        kept = std::mem::take(&mut moved);
    }
    record.actors[from].mentions = kept;
    let mentions = &mut record.actors[new].mentions;
    mentions.extend(moved);
    if mentions.is_empty() {
        mentions.push(Mention { span: first, kind: MentionKind::Description, rule: Rule::new(RULE) });
    }
    mentions.sort_by_key(|mention| mention.span);
}

/// Replaces actors in all that refers to them; nobody is left in a place twice.
fn replace(record: &mut Record, with: impl Fn(ActorId) -> ActorId) {
    for statement in &mut record.statements {
        swap(&mut statement.speakers, &with);
        swap(&mut statement.addressees, &with);
    }
    for event in &mut record.events {
        swap(&mut event.sources, &with);
        swap(&mut event.targets, &with);
    }
    let mut stances = std::mem::take(&mut record.stances);
    for mut stance in stances.drain(..) {
        stance.holder = with(stance.holder);
        if !record.stances.contains(&stance) {
            record.stances.push(stance);
        }
    }
    for violation in record.norms.iter_mut().flat_map(|norm| &mut norm.said_to_be_violated_by) {
        violation.actor = with(violation.actor);
    }
}

fn swap(ids: &mut Vec<ActorId>, with: impl Fn(ActorId) -> ActorId) {
    let mut swapped = Vec::with_capacity(ids.len());
    for id in ids.drain(..).map(with) {
        if !swapped.contains(&id) {
            swapped.push(id);
        }
    }
    *ids = swapped;
}

#[cfg(test)]
mod tests {
    use telisik_record::Code;

    use super::*;
    use crate::correct::{NotApplied, apply};
    use crate::examples::seizure;

    fn named(name: &str, code: &str) -> Named {
        Named { name: name.into(), kind: ActorKind::Body, code: Some(Code::new(code)), key: None }
    }

    fn laid(record: &Record, actor: usize, recast: Recast) -> (Record, Vec<NotApplied>) {
        let anchor = Anchor::of_actor(&record.actors[actor]);
        let (after, missed) = apply(record, &[Correction { anchor, change: Change::Actor(recast) }]);
        let text = after.document.text.span();
        assert!(after.spans().all(|span| text.contains(span)));
        assert!(after.actors.iter().enumerate().all(|(at, actor)| actor.id == ActorId::at(at)));
        assert!(after.actors.iter().all(|actor| !actor.mentions.is_empty()));
        (after, missed)
    }

    #[test]
    fn an_actor_gets_another_name_and_code_where_the_record_has_no_such_one() {
        let record = seizure("kapal");
        let into = named("Coast Guard of Iran", "IRN COP");
        let (after, missed) = laid(&record, 0, Recast { into, only: Vec::new() });
        assert!(missed.is_empty());
        let actor = &after.actors[0];
        assert_eq!(
            (actor.name.as_str(), actor.code.as_ref().unwrap().as_str()),
            ("Coast Guard of Iran", "IRN COP")
        );
        assert_eq!(actor.mentions, record.actors[0].mentions);
        assert_eq!((&after.events, &after.stances), (&record.events, &record.stances));
    }

    #[test]
    fn two_actors_of_a_record_become_one_and_all_that_refers_to_them_follows() {
        let record = seizure("kapal");
        let into = Named::from(&record.actors[0]);
        let (after, _) = laid(&record, 1, Recast { into, only: Vec::new() });
        assert_eq!(
            after.actors.iter().map(|actor| actor.name.as_str()).collect::<Vec<_>>(),
            ["Islamic Revolutionary Guard Corps", "Lim Swee Keng"]
        );
        assert_eq!(after.actors[0].mentions.len(), 2);
        assert_eq!(
            (&after.events[0].targets[..], after.statements[0].speakers[0]),
            (&[ActorId::at(0)][..], ActorId::at(1))
        );
        assert_eq!(after.stances.iter().map(|one| one.holder.index()).collect::<Vec<_>>(), [1, 0]);
    }

    #[test]
    fn an_actor_that_is_two_gives_some_entries_away() {
        let record = seizure("kapal");
        let only = vec![Anchor::of_statement(&record.statements[0])];
        let into = Named { name: "Lim Swee Kheng".into(), ..Named::from(&record.actors[2]) };
        let (after, missed) = laid(&record, 2, Recast { into, only });
        assert!(missed.is_empty());
        // The only mention stays with the one that would else have none.
        assert_eq!(after.actors[3].mentions[0].rule.as_str(), RULE);
        assert_eq!(
            (after.statements[0].speakers[0], after.stances[0].holder),
            (ActorId::at(3), ActorId::at(3))
        );
        let event = vec![Anchor::of_event(&record, &record.events[0])];
        let (_, missed) = laid(&record, 2, Recast { into: named("Lain", "SGP"), only: event });
        assert_eq!(missed[0].why, NOT_IN_IT);
    }

    #[test]
    fn an_actor_that_is_not_there_or_is_itself_is_told() {
        let record = seizure("kapal");
        let (after, missed) =
            laid(&record, 0, Recast { into: Named::from(&record.actors[0]), only: Vec::new() });
        assert_eq!((after, missed[0].why), (record.clone(), ITSELF));
        let anchor = Anchor::Actor { identity: "x".into(), name: "x".into() };
        let change = Change::Actor(Recast { into: named("Lain", "SGP"), only: Vec::new() });
        assert_eq!(apply(&record, &[Correction { anchor, change }]).1[0].why, NO_ACTOR);
    }
}
