//! English deeds: triggers by lemma and tree, roles and status from the tree alone.

mod nominal;
mod phrase;
mod roles;
mod status;
mod strangers;
#[cfg(test)]
mod tests;
mod tree;
mod trigger;

use telisik_language::{Deprel, Sentence};
use telisik_lexicon::{Frame, Lexicon, TargetRole, Trigger, Voice};
use telisik_record::{EventType, Rejected, Status};

use self::roles::{Around, Roles};
use self::strangers::{Standing, standing};
pub(super) use self::strangers::{join, settle};
pub(super) use self::tree::Tree;
use super::circumstance;
use super::dating::{self, Deed};
use super::merge::Telling;
use super::sentence::Reader;
use super::{Side, background};

/// The triggers of a sentence.
pub(super) fn triggers(sentence: &Sentence, dependents: &[Vec<usize>], lexicon: &Lexicon) -> Vec<Trigger> {
    trigger::find(Tree { sentence, dependents }, lexicon)
}

/// The deeds that one sentence tells.
pub(super) fn tellings(reader: &Reader<'_, '_>) -> Vec<Telling> {
    let tree = reader.scene.tree();
    let told = reader.scene.triggers.iter().filter(|trigger| !is_matter(reader, tree, trigger));
    told.filter_map(|trigger| tell(reader, tree, trigger)).collect()
}

/// Whether a trigger stands in what somebody asks for, agrees to or blames: that is told with the speech act.
fn is_matter(reader: &Reader<'_, '_>, tree: Tree<'_>, trigger: &Trigger) -> bool {
    let mut below = trigger.parts[0];
    for above in tree.above(below) {
        let matter = match tree.deprel(below) {
            Deprel::Xcomp | Deprel::Ccomp | Deprel::Obj | Deprel::Iobj | Deprel::Obl | Deprel::Nmod => true,
            Deprel::Acl => !tree.is_passive(below),
            Deprel::Advcl => tree.is_infinitive(below) || tree.is_ing(below),
            Deprel::NsubjPass => true,
            _ => false,
        };
        let speech = |other: &&Trigger| {
            other.parts.contains(&above)
                && !std::ptr::eq(*other, trigger)
                && reader.frame(other).is_some_and(|frame| frame.speech)
        };
        if matter && reader.scene.triggers.iter().any(|other| speech(&other)) {
            return true;
        }
        below = above;
    }
    false
}

/// Whether what somebody is ready to do is hostile: *prepared to impose martial law*.
fn is_of_hostility(reader: &Reader<'_, '_>, tree: Tree<'_>, trigger: &Trigger) -> bool {
    let clauses = trigger.parts.iter().flat_map(|&part| tree.children(part)).filter(|&child| {
        matches!(tree.deprel(child), Deprel::Xcomp | Deprel::Advcl | Deprel::Acl) && tree.is_infinitive(child)
    });
    let mut heads = clauses.filter_map(|clause| {
        reader.scene.triggers.iter().find(|other| other.parts[0] == clause && other.voice == Voice::Active)
    });
    heads.any(|other| reader.frame(other).is_some_and(|frame| frame.kind.is_hostile()))
}

/// The actors of some parties with their countries.
fn side(reader: &Reader<'_, '_>, parties: &[usize]) -> Side {
    let mut side = Side::default();
    for party in parties.iter().filter_map(|&party| reader.scene.parties.get(party)) {
        for &id in &party.actors {
            if !side.0.contains(&id) {
                side.0.push(id);
            }
        }
        side.1.extend(party.codes.iter().cloned());
    }
    side
}

fn tell(reader: &Reader<'_, '_>, tree: Tree<'_>, trigger: &Trigger) -> Option<Telling> {
    let scene = reader.scene;
    let frame = reader.frame(trigger)?;
    let around = Around { scene, lexicon: reader.lexicon, tree, trigger, frame };
    let roles = around.find();
    let mut source = side(reader, &roles.sources);
    let mut target = side(reader, &roles.targets);
    if source.0.is_empty() {
        return None;
    }
    // One human being or company acts in politics only towards those who act there.
    let all = |side: &Side, one: Standing| side.0.iter().all(|&id| standing(reader.cast, id) == one);
    if all(&source, Standing::Private) && all(&target, Standing::Private) {
        return None;
    }
    if frame.of_the_speaker && target.0.is_empty() {
        return None;
    }
    if frame.target == TargetRole::Own || roles.mutual && target.0.is_empty() {
        target = source.clone();
    } else if roles.mutual {
        source.0.extend(target.0.iter().copied().filter(|id| !source.0.contains(id)).collect::<Vec<_>>());
        source.1.append(&mut target.1.clone());
        target = source.clone();
    }
    if trigger.voice == Voice::Noun && roles.carrier.is_none() && target.0.is_empty() {
        return None;
    }
    let modality = status::read(tree, reader.lexicon, trigger, roles.carrier);
    if modality.duty && !frame.of_the_speaker || modality.purpose {
        return None;
    }
    let hostile = frame.kind == EventType::Agree && is_of_hostility(reader, tree, trigger);
    let (mut kind, status, rejected) = becomes(frame, &modality, &source);
    if hostile {
        kind = EventType::Threaten;
    }
    Some(telling(reader, trigger, frame, &roles, (source, target), kind, status, &modality, rejected))
}

/// What a doer announces is a deed by speech: friendly deeds agreed to, hostile ones threatened with, and friendly
/// ones refused.
fn becomes(frame: &Frame, modality: &status::Modality, source: &Side) -> (EventType, Status, Vec<Rejected>) {
    let status = modality.status();
    let said = background::is_said(frame.kind);
    let other = match status {
        Status::Planned if modality.announced && !frame.of_the_speaker => {
            frame.announced.or_else(|| (!said).then(|| announcement(frame.kind)))
        }
        Status::Negated if modality.announced && !frame.kind.is_hostile() && !frame.of_the_speaker => {
            Some(EventType::Reject)
        }
        _ => None,
    };
    match other {
        Some(kind) if kind != frame.kind => {
            let who: Vec<&str> = source.1.iter().map(String::as_str).collect();
            let deed = format!("{} {}", frame.kind, who.join(", "));
            (
                kind,
                Status::Actual,
                vec![Rejected::new(deed, "announced by the one who is to do it, not said to be done")],
            )
        }
        _ => (frame.kind, status, Vec::new()),
    }
}

fn announcement(deed: EventType) -> EventType {
    if deed.is_hostile() { EventType::Threaten } else { EventType::Agree }
}

#[allow(clippy::too_many_arguments, reason = "one row of a table")]
fn telling(
    reader: &Reader<'_, '_>,
    trigger: &Trigger,
    frame: &Frame,
    roles: &Roles,
    (source, target): (Side, Side),
    kind: EventType,
    status: Status,
    modality: &status::Modality,
    rejected: Vec<Rejected>,
) -> Telling {
    let scene = reader.scene;
    let span = scene.sentence.span_of(trigger.words.clone());
    let said = circumstance::statement(reader.statements, span);
    let bounds = reader.bounds(trigger);
    let parties = roles.sources.iter().chain(&roles.targets);
    let mut evidence: Vec<_> =
        parties.map(|&party| scene.sentence.span_of(scene.parties[party].words.clone())).collect();
    evidence.extend(modality.reading.and_then(|reading| reading.cue));
    let persons = reader.persons(source.0.iter().chain(&target.0));
    let object = trigger.parts.get(1).copied().unwrap_or(trigger.words.end);
    let deed = Deed::told((trigger, frame), kind, bounds, status, false);
    Telling {
        frame: trigger.frame,
        kind,
        sources: source.0,
        targets: target.0,
        source_codes: source.1,
        target_codes: target.1,
        trigger: span,
        evidence,
        status,
        according_to: circumstance::holder(said),
        said: said.map(|said| said.id),
        date: dating::date(reader.lexicon, scene, reader.times, &deed),
        beside: dating::beside(reader.lexicon, scene, reader.times, &deed),
        place: None,
        heading: scene.is_heading(),
        sentence: scene.index,
        leads: false,
        past: false,
        bygone: false,
        rejected,
        borrowed: false,
        condemned: false,
        target_optional: true,
        to_many: false,
        war: deed.war,
        captive: false,
        closed: false,
        tellings: 1,
        domestic: false,
        granted: false,
        claimed: false,
        vouched: false,
        disowned: false,
        owned: false,
        roots: trigger.words.clone().map(|word| scene.sentence.words[word].root().to_owned()).collect(),
        persons,
        object: scene.forms.get(object).map(|form| (*form).to_owned()),
    }
}

/// The code by which the merging of deeds knows an actor: its country, or a stand-in for one without.
pub(super) fn stand_in(name: &str) -> String {
    format!("?{name}")
}

/// Whether a code is such a stand-in.
fn is_stand_in(code: &str) -> bool {
    code.starts_with('?')
}
