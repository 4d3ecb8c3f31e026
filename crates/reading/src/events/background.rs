//! What a sentence tells only as the matter of another deed: what is condemned, confirmed or agreed on.

use std::collections::{BTreeMap, BTreeSet};

use telisik_lexicon::{CueClass, Frame, TargetRole, Trigger, Voice};
use telisik_record::{EventType, Statement, StatementKind};

use super::Side;
use super::roles::Roles;
use super::scene::Part;
use super::sentence::Reader;

/// How many words may stand between a verb and the noun that it is about.
const NEAR: usize = 8;

/// How many tellings back something pointed at may lie.
const BACK: usize = 60;

/// Deeds that are done by speaking.
pub(super) fn is_said(kind: EventType) -> bool {
    use EventType::{Accuse, Agree, Reject, Request, Support, Threaten};
    matches!(kind, Accuse | Agree | Reject | Request | Support | Threaten)
}

/// Whether a noun is the object of a verb that tells of it: *serangan* in *mengecam serangan*, *mengonfirmasi serangan*.
pub(super) fn is_granted(reader: &Reader<'_, '_>, trigger: &Trigger) -> bool {
    let scene = reader.scene;
    let start = trigger.words.start;
    if trigger.voice != Voice::Noun {
        return false;
    }
    for word in (start.saturating_sub(NEAR)..start).rev() {
        match scene.parts[word] {
            Part::Plain => {}
            Part::Preposition if reader.lexicon.clauses.about.contains(scene.forms[word]) => {}
            Part::Verb => {
                let frame = scene.trigger_at(word).and_then(|other| reader.frame(other));
                return reader.lexicon.clauses.telling.contains(scene.forms[word])
                    || frame.is_some_and(|frame| {
                        frame.speech || matches!(frame.target, TargetRole::Doer | TargetRole::Addressee)
                    });
            }
            _ => return false,
        }
    }
    false
}

/// Whether a deed is what somebody agrees to do: *sepakat menggelar patroli bersama*.
pub(super) fn is_agreed_on(reader: &Reader<'_, '_>, trigger: &Trigger) -> bool {
    let scene = reader.scene;
    let start = trigger.words.start;
    if reader.frame(trigger).is_none_or(|frame| frame.kind == EventType::Agree) {
        return false;
    }
    let before = (start.saturating_sub(NEAR / 2)..start).rev();
    let mut group = before.take_while(|&word| {
        matches!(scene.parts[word], Part::Plain | Part::Verb | Part::Preposition)
            && scene.party_at(word).is_none()
    });
    group.any(|word| {
        let other = scene.trigger_at(word).filter(|other| other.voice != Voice::Noun);
        other.and_then(|other| reader.frame(other)).is_some_and(|frame| frame.kind == EventType::Agree)
    })
}

/// Whether the deed is only called for: *mereka harus bekerja sama*.
pub(super) fn is_duty(reader: &Reader<'_, '_>, trigger: &Trigger) -> bool {
    let start = trigger.words.start;
    let before = (start.saturating_sub(4)..start).rev();
    // A word of duty may be a trigger of its own, as who says it asks for the deed.
    let duty = |word: usize| reader.lexicon.clauses.duty.contains(reader.scene.forms[word]);
    // *perlu menggelar pertemuan*
    let carried = |word: usize| {
        trigger.voice == Voice::Noun && reader.lexicon.clauses.light.contains(reader.scene.forms[word])
    };
    let mut group =
        before.take_while(|&word| reader.scene.parts[word] == Part::Plain || duty(word) || carried(word));
    group.any(duty)
}

/// Whether the article itself tells what is done by speaking: who blames or threatens does so by the words quoted
/// (*"Kami mengecam …," kata …*), who asks, by what the article reports of them, and an outlet only passes on what others
/// said. What a speaker tells of having said before rests on that statement: *mengaku telah meminta*.
pub(super) fn is_performed(
    reader: &Reader<'_, '_>,
    trigger: &Trigger,
    kind: EventType,
    said: &Statement,
    source: &Side,
) -> bool {
    let hostile = matches!(kind, EventType::Accuse | EventType::Threaten);
    let announced = reader.frame(trigger).is_none_or(|frame| frame.kind != kind);
    if !is_said(kind) || announced || kind == EventType::Agree {
        return false;
    }
    let (lexicon, scene) = (reader.lexicon, reader.scene);
    let start = trigger.words.start;
    let earlier = (start.saturating_sub(NEAR / 2)..start).any(|word| {
        lexicon.clauses.perfect.contains(scene.forms[word])
            || lexicon.clauses.purpose.contains(scene.forms[word])
    });
    let reported = hostile || said.kind != StatementKind::Direct;
    let spoken = reported && !earlier && !reader.actors(&said.speakers).1.is_disjoint(&source.1);
    spoken || !said.speakers.is_empty() && said.speakers.iter().all(|&id| reader.cast.is_outlet(id))
}

/// Whether a headline tells a deed as a claim: *Chad Klaim Serang*.
pub(super) fn is_claimed(reader: &Reader<'_, '_>, trigger: &Trigger) -> bool {
    let scene = reader.scene;
    let claims = |form: &&str| reader.lexicon.cues.any(form).is_some_and(|cue| cue.class == CueClass::Claim);
    scene.is_heading() && scene.forms[..trigger.words.start].iter().any(claims)
}

/// Whether a statement is a speech act that takes for granted what its nouns tell: *mendesak Togo menghentikan serangan*,
/// but not *memperingatkan bahwa blokade Togo …*, which says that there is one.
pub(super) fn is_speech_act(reader: &Reader<'_, '_>, said: &Statement) -> bool {
    let scene = reader.scene;
    let word = said.cue.and_then(|cue| scene.sentence.word_at(cue.start));
    let trigger = word.and_then(|word| scene.trigger_at(word));
    let frame = trigger.and_then(|trigger| reader.frame(trigger));
    frame.is_some_and(|frame| frame.speech && frame.kind != EventType::Threaten)
}

/// Whether a deed is only what is blamed: *serangan* of *mengecam serangan*.
pub(super) fn is_condemned(reader: &Reader<'_, '_>, trigger: &Trigger) -> bool {
    let scene = reader.scene;
    let start = trigger.words.start;
    let before = (start.saturating_sub(NEAR)..start).rev();
    let mut near = before.take_while(|&word| !matches!(scene.parts[word], Part::Wall | Part::Opener));
    let blame = near.find_map(|word| scene.trigger_at(word)).and_then(|other| reader.frame(other));
    trigger.voice == Voice::Noun && blame.is_some_and(|frame| frame.target == TargetRole::Doer)
}

/// Who did what an object with *itu* or *tersebut* points back to: *mengecam serangan itu*.
pub(super) fn pointed_at(reader: &Reader<'_, '_>, trigger: &Trigger, own: &Side) -> Option<Side> {
    let scene = reader.scene;
    // *Rencana itu dikecam*: what is done to it stands before a passive.
    let words = match trigger.voice {
        Voice::Passive => trigger.words.start.saturating_sub(2 * NEAR)..trigger.words.start,
        _ => trigger.words.end..scene.forms.len().min(trigger.words.end + 2 * NEAR),
    };
    for word in words {
        if scene.party_at(word).is_some() || matches!(scene.parts[word], Part::Wall | Part::Quote) {
            return None;
        }
        let pointer = |next: usize| {
            scene.forms.get(next).is_some_and(|form| reader.lexicon.clauses.pointers.contains(*form))
        };
        if scene.parts[word] != Part::Plain || !pointer(word + 1) && !pointer(word + 2) {
            continue;
        }
        let root = scene.sentence.words[word].root();
        let told = reader.earlier.iter().rev().take(BACK);
        let meant = told.filter(|told| told.roots.iter().any(|other| other == root));
        let doer = meant.map(|told| (told.sources.clone(), told.source_codes.clone()));
        let other = |side: &Side| !side.1.is_empty() && side.1 != own.1;
        if let Some((mut ids, mut codes)) = doer.into_iter().find(other) {
            ids.retain(|&id| reader.cast.country(id).is_none_or(|code| !own.1.contains(code)));
            codes.retain(|code| !own.1.contains(code));
            return Some((ids, codes));
        }
    }
    None
}

/// Whether somebody mediates or is willing to, so that others than him are the sides.
pub(super) fn is_mediation(frame: &Frame) -> bool {
    frame.cameo.as_deref().is_some_and(|code| matches!(code, "045" | "039"))
}

/// Between whom somebody mediates who are not named: the two sides that most of what was told lies between.
pub(super) fn reconciled(
    reader: &Reader<'_, '_>,
    own: &Side,
    here: &[Option<(Roles, Side, Side)>],
) -> Option<Side> {
    use EventType::{Assault, Consult, Retreat};
    let told = reader.earlier.iter().rev().take(BACK);
    let told = told.filter(|told| matches!(told.kind, Assault | Retreat | Consult)).map(|told| {
        let source = (told.sources.clone(), told.source_codes.clone());
        (source, (told.targets.clone(), told.target_codes.clone()))
    });
    let here = here.iter().flatten().map(|(_, source, target)| (source.clone(), target.clone()));
    let mut pairs: BTreeMap<BTreeSet<String>, (usize, Side)> = BTreeMap::new();
    for (mut sides, other) in here.chain(told) {
        sides.0.extend(other.0.iter().filter(|id| !sides.0.contains(id)).copied().collect::<Vec<_>>());
        sides.1.extend(other.1);
        if sides.1.len() == 2 && sides.1.is_disjoint(&own.1) {
            pairs.entry(sides.1.clone()).or_insert((0, sides)).0 += 1;
        }
    }
    // Between several it is a guess.
    let all: usize = pairs.values().map(|(count, _)| count).sum();
    pairs.into_values().find(|(count, _)| 2 * count > all).map(|(_, sides)| sides)
}
