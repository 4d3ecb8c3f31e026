//! An attack on a place is an attack on the state it lies in.

use telisik_lexicon::{Actors, How, SeatKind, Sense, Target, Trigger, pieces};
use telisik_record::{ActorId, EventType, Span};

use super::scene::Part;
use super::sentence::Reader;

/// How many words behind the trigger the place may stand.
const REACH: usize = 14;
/// The longest name of a place, in words.
const LONGEST: usize = 4;

/// The state whose city or region is attacked: *menyerang depot minyak di Belgorod*. It must be an actor of the
/// article anyhow: a place alone brings in nobody.
pub(super) fn attacked(
    reader: &Reader<'_, '_>,
    trigger: &Trigger,
    kind: EventType,
) -> Option<(ActorId, Span)> {
    if kind != EventType::Assault {
        return None;
    }
    let scene = reader.scene;
    let words = &scene.sentence.words;
    let after = trigger.words.end..words.len().min(trigger.words.end + REACH);
    for at in after {
        if matches!(scene.parts.get(at), Some(Part::Wall | Part::Opener | Part::Quote)) {
            return None;
        }
        let led = at > trigger.words.end && reader.lexicon.clauses.towns.contains(&*words[at - 1].form);
        if !led || !words[at].capital {
            continue;
        }
        let phrase = scene.sentence.span_of(at..words.len().min(at + LONGEST));
        let printed = pieces(reader.article.slice(phrase));
        let (_, senses) = reader.lexicon.actors.names().longest(&printed)?;
        let state = state_of(&reader.lexicon.actors, &senses)?;
        let actor = reader.cast.actors.iter().find(|actor| actor.key.as_deref() == Some(state))?;
        return Some((actor.id, words[at].span));
    }
    None
}

/// The key of the one state that all senses place the name in.
fn state_of<'a>(actors: &'a Actors, senses: &[Sense]) -> Option<&'a str> {
    let mut keys = senses.iter().map(|sense| {
        let Target::Actor(index) = sense.target else { return None };
        let entry = actors.entries().get(index)?;
        let inside = match sense.how {
            How::Place => true,
            How::Seat(seat) => entry.seats.get(seat)?.kind == SeatKind::Capital,
            How::Name | How::Alias | How::Demonym => false,
        };
        inside.then_some(entry.key.as_str())
    });
    let first = keys.next()??;
    keys.all(|key| key == Some(first)).then_some(first)
}
