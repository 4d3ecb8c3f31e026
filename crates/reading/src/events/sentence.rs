//! The deeds that one sentence tells.

use std::collections::{BTreeMap, BTreeSet};

use telisik_lexicon::{CueClass, Frame, Lexicon, TargetRole, Trigger, Voice, WordClass};
use telisik_record::{AccordingTo, ActorId, ActorKind, Edtf, EventType, Rejected, Statement, Status, TimeId};

use super::audience::{self, Audience};
use super::dating::{self, Deed};
use super::merge::Telling;
use super::roles::Roles;
use super::scene::{Part, Scene};
use super::{Side, background, circumstance, status, victims, when, whereabouts};
use crate::Article;
use crate::actors::Cast;
use crate::times::Times;

/// How many triggers back a speech act may stand that asks for a deed, and how many words back one that blames.
const NEAR: usize = 8;

/// How many sentences back the day may be told of what a sentence begins with.
const POINTED: usize = 4;

/// Reads one sentence.
pub(super) struct Reader<'s, 'a> {
    pub article: Article<'a>,
    pub lexicon: &'s Lexicon,
    pub cast: &'s Cast,
    pub times: &'s Times,
    pub statements: &'s [&'s Statement],
    pub scene: &'s Scene<'a>,
    /// What the sentences before have told.
    pub earlier: &'s [Telling],
    /// The subject of the sentence before.
    pub topic: &'s Side,
    /// The country the article is most about.
    pub home: &'s Side,
    /// The article tells of hostages.
    pub hostages: bool,
}

impl Reader<'_, '_> {
    pub(super) fn tellings(&self) -> Vec<Telling> {
        let scene = self.scene;
        let mut found: Vec<Option<(Roles, Side, Side)>> = Vec::with_capacity(scene.triggers.len());
        // Those who are blamed for a deed are its doers, so the deeds are read first.
        for trigger in &scene.triggers {
            found.push(self.frame(trigger).map(|frame| self.sides(trigger, frame)));
        }
        let mut tellings = Vec::new();
        for (at, trigger) in scene.triggers.iter().enumerate() {
            let Some(frame) = self.frame(trigger) else { continue };
            if self.is_asked_for(at, frame) || frame.speech && self.describes(trigger) {
                continue;
            }
            let Some((mut roles, mut source, mut target)) = found[at].clone() else { continue };
            let audience = audience::audience(self, trigger, frame);
            match audience {
                Some(Audience::Own) => target = source.clone(),
                Some(Audience::Many) => target = Side::default(),
                Some(Audience::Sides) => {
                    target = background::reconciled(self, &source, &[]).unwrap_or_default();
                }
                None => self.add_doer(at, frame, &found, &roles, &mut source, &mut target),
            }
            // *menyerukan penghentian perang Iran-Israel* asks those whose war it is.
            let of_a_deed = match frame.target {
                TargetRole::Doer => true,
                TargetRole::Addressee => frame.speech && target.1.is_empty(),
                TargetRole::Undergoer => {
                    frame.kind == EventType::Support && (target.1.is_empty() || target.1 == source.1)
                }
                _ => false,
            };
            if of_a_deed
                && audience.is_none()
                && trigger.voice != Voice::Passive
                && let Some(blamed) = self.blamed(at, trigger, &source, &found)
            {
                target = blamed;
            }
            let promise = frame.speech && matches!(frame.kind, EventType::Agree | EventType::Threaten);
            if promise && target.1.is_empty() && trigger.voice != Voice::Passive {
                let warned = || self.warned(trigger, &source).filter(|_| frame.kind == EventType::Threaten);
                target = self.meant_for(at, &source, &found).or_else(warned).unwrap_or_default();
            }
            let within = self.fight(trigger, frame, &mut roles, &mut source, &mut target);
            if roles.mutual && source.1.len() > 1 && target.1.is_subset(&source.1) {
                target = source.clone();
            } else if roles.mutual && !target.1.is_empty() {
                source.0.extend(target.0);
                source.1.extend(target.1);
                target = source.clone();
            }
            let own = frame.domestic || audience == Some(Audience::Own);
            // Its words leave nobody out.
            let mut closed = trigger.voice == Voice::Noun && victims::is_of_object(&trigger.root);
            if !roles.mutual
                && !own
                && source.1.len() == 1
                && source.1 == target.1
                && !self.is_rebellion(trigger, frame, &source, &target)
            {
                closed |= !roles.borrowed;
                // *warga Peru tewas akibat serangan di Lima*: who is hit there has not done it.
                let side = if roles.borrowed { &mut source } else { &mut target };
                *side = Side::default();
            }
            // *pertempuran di Gaza*: one side alone is no war; its fellow is known from elsewhere or not at all.
            let war = frame.mutual && trigger.voice == Voice::Noun;
            let war = war
                && (frame.kind == EventType::Assault || frame.kind == EventType::Retreat && roles.borrowed);
            let one_sided = target.1.is_empty() || target.1 == source.1 && !within;
            if war && source.1.len() <= 1 && one_sided {
                target = std::mem::take(&mut source);
            }
            if target.1.is_empty()
                && audience.is_none()
                && trigger.voice != Voice::Noun
                && !roles.mutual
                && background::is_said(frame.kind)
                && let Some(meant) = background::pointed_at(self, trigger, &source)
            {
                target = meant;
            }
            let mediates = background::is_mediation(frame);
            if mediates && (target.1.is_empty() || trigger.voice == Voice::Passive && target.1.len() == 1) {
                target = background::reconciled(self, &source, &found).unwrap_or(target);
            }
            if frame.target == TargetRole::Own
                || target.1.is_empty()
                    && audience.is_none()
                    && frame.domestic
                    && self.is_domestic(trigger, frame, &source)
            {
                target = source.clone();
            }
            let captive = frame.kind == EventType::Coerce && self.holds_captives(trigger);
            if captive && target.1 == source.1 {
                target = Side::default();
            }
            let mut told = self.tell(trigger, frame, roles, source, target);
            if let Some(told) = told.as_mut() {
                (told.captive, told.closed) = (captive, closed);
                if audience.is_some_and(|audience| audience != Audience::Own) {
                    told.to_many = told.target_codes.is_empty();
                    told.target_optional = true;
                }
            }
            tellings.extend(told);
        }
        tellings
    }

    pub(super) fn frame(&self, trigger: &Trigger) -> Option<&Frame> {
        self.lexicon.frames.get(trigger.frame)
    }

    /// What a speech act asks for or threatens with is not told as done.
    fn is_asked_for(&self, at: usize, frame: &Frame) -> bool {
        let scene = self.scene;
        let trigger = &scene.triggers[at];
        if frame.speech {
            return false;
        }
        let nominal = trigger.voice == Voice::Noun;
        if nominal && matches!(frame.kind, EventType::Assault | EventType::Coerce) {
            return false;
        }
        let before = scene.triggers[..at].iter().rev().take(NEAR).find(|other| {
            self.frame(other).is_some_and(|frame| {
                frame.speech && frame.kind != EventType::Accuse && frame.kind != EventType::Reject
            }) && other.words.end <= trigger.words.start
        });
        let Some(before) = before else { return false };
        let mut between = (before.words.end..trigger.words.start).map(|word| (word, scene.parts[word]));
        between.all(|(word, part)| match part {
            Part::Plain | Part::Preposition | Part::And | Part::Verb | Part::Origin | Part::Agent => true,
            Part::Opener => {
                let form = scene.forms[word];
                self.lexicon.clauses.purpose.contains(form) || self.lexicon.cues.is(form, WordClass::That)
            }
            Part::Comma | Part::Relative | Part::Quote | Part::Wall => false,
        })
    }

    /// Whether a verb only describes: *kebutuhan yang mendesak*.
    fn describes(&self, trigger: &Trigger) -> bool {
        let parts = &self.scene.parts;
        let after = parts.get(trigger.words.end);
        trigger.words.start.checked_sub(1).is_some_and(|before| parts[before] == Part::Relative)
            && after.is_none_or(|part| matches!(part, Part::Wall | Part::Comma | Part::And))
    }

    fn tell(
        &self,
        trigger: &Trigger,
        frame: &Frame,
        roles: Roles,
        source: Side,
        target: Side,
    ) -> Option<Telling> {
        let scene = self.scene;
        // A war or truce without its sides is told of those whose war the article is about.
        let span = scene.sentence.span_of(trigger.words.clone());
        let said = circumstance::statement(self.statements, span);
        let of_the_war = frame.mutual
            && (frame.kind == EventType::Assault || frame.kind == EventType::Retreat && said.is_none());
        let blockade = frame.kind == EventType::Coerce && frame.domestic && !target.1.is_empty();
        let burden = frame.kind == EventType::Sanction && !target.1.is_empty();
        let told_elsewhere = (of_the_war || blockade || burden) && trigger.voice == Voice::Noun
            || burden && trigger.voice == Voice::Passive;
        if source.1.is_empty() && !told_elsewhere {
            return None;
        }
        let mutual = roles.mutual && source.1 == target.1;
        let mut target = target;
        let mut attacked = None;
        if target.1.is_empty() && !mutual {
            let foreign = |&(id, _): &(ActorId, _)| self.actors(&[id]).1.is_disjoint(&source.1);
            attacked = whereabouts::attacked(self, trigger, frame.kind).filter(foreign);
            target = attacked.map(|(id, _)| self.actors(&[id])).unwrap_or_default();
            if target.1.is_empty() {
                target = self.victims(trigger, frame.kind, &source);
            }
        }
        if !mutual && target.1.len() > 1 {
            target.0.retain(|&id| !self.is_of(id, &source.1));
            target.1.retain(|code| !source.1.contains(code));
        }
        let bounds = self.bounds(trigger);
        let reading = status::read(scene, self.lexicon, trigger, bounds.start);
        let mut status = reading.status;
        // A war that is to be ended goes on.
        let to_end = (trigger.words.start.saturating_sub(3)..trigger.words.start)
            .any(|word| self.lexicon.clauses.ending.contains(scene.forms[word]));
        if frame.mutual && frame.kind == EventType::Assault && status == Status::Planned && to_end {
            status = Status::Ongoing;
        }
        if status == Status::Actual && background::is_agreed_on(self, trigger) {
            status = Status::Planned;
        }
        if background::is_duty(self, trigger) || status == Status::Conditional && frame.kind.is_friendly() {
            return None;
        }
        let mut kind = frame.kind;
        let mut rejected = Vec::new();
        let purpose = reading.cue.is_some_and(|cue| {
            self.lexicon.clauses.purpose.contains(self.article.slice(cue).to_lowercase().as_str())
        });
        // *tawaran untuk menengahi* is no mediation yet.
        if purpose && frame.kind == EventType::Consult && background::is_mediation(frame) {
            return None;
        }
        // To back somebody is said by saying so: *memutuskan untuk mendukung*.
        if purpose && frame.kind == EventType::Support && frame.announced.is_none() {
            if !self.is_decided(trigger) {
                return None;
            }
            status = Status::Actual;
        }
        // Who is to recognise a state has agreed to, whoever tells of it.
        if frame.announced == Some(EventType::Agree) && !frame.mutual && status == Status::Planned {
            kind = EventType::Agree;
        }
        if let (Some(announced), Status::Planned, Some(said), false) =
            (frame.announced, status, said, purpose)
        {
            let speakers = self.actors(&said.speakers).1;
            // *menepis klaim bahwa Togo berniat menyerang Ghana* announces nothing.
            let denied = self.class(said) == Some(CueClass::Deny);
            // Who tries to does more than announce it.
            let tried = reading.cue.is_some_and(|cue| {
                self.lexicon.clauses.attempts.contains(self.article.slice(cue).to_lowercase().as_str())
            });
            if !denied && !tried && (!speakers.is_disjoint(&source.1) || announced == EventType::Agree) {
                let names = |codes: &BTreeSet<String>| codes.iter().cloned().collect::<Vec<_>>().join(", ");
                rejected.push(Rejected::new(
                    format!("{} {} → {}", frame.kind, names(&source.1), names(&target.1)),
                    "announced by the one who is to do it, not said to be done",
                ));
                kind = announced;
                status = Status::Actual;
            }
        }
        // A war that a statement takes for granted is told by the article, and so is what a demand or blame is about.
        let war = frame.mutual && frame.kind == EventType::Assault;
        let background = trigger.voice == Voice::Noun
            && (war || said.is_some_and(|said| background::is_speech_act(self, said)))
            || self.is_denied_charge(trigger, kind, said);
        let performed = status == Status::Actual
            && said.is_some_and(|said| background::is_performed(self, trigger, kind, said, &source));
        let granted = background::is_granted(self, trigger);
        let by_doer = said.filter(|said| !self.actors(&said.speakers).1.is_disjoint(&source.1));
        // From what is only claimed the article keeps a distance.
        let owned = status.is_real() && by_doer.is_some_and(|said| self.class(said) != Some(CueClass::Claim));
        let disowned = by_doer.is_some()
            && status == Status::Negated
            && matches!(kind, EventType::Assault | EventType::Coerce);
        let mut deed = Deed::told((trigger, frame), kind, bounds, status, granted);
        let mut date = dating::date(self.lexicon, scene, self.times, &deed);
        // *menggelar latihan pada Senin depan* is to come, though no word but the day says so.
        if date.is_none() && status == Status::Actual && !deed.said {
            date = dating::ahead(self.lexicon, scene, self.times, &deed);
            status = if date.is_some() { Status::Planned } else { status };
            deed.status = status;
        }
        let mut evidence: Vec<_> = roles
            .sources
            .iter()
            .chain(&roles.targets)
            .map(|&party| scene.sentence.span_of(scene.parties[party].words.clone()))
            .collect();
        evidence.extend(reading.cue);
        evidence.extend(attacked.map(|(_, place)| place));
        let persons = self.persons(source.0.iter().chain(&target.0));
        let object = trigger.parts.get(1).copied().unwrap_or(trigger.words.end);
        Some(Telling {
            frame: trigger.frame,
            kind,
            sources: source.0,
            targets: target.0,
            source_codes: source.1,
            target_codes: target.1,
            trigger: span,
            evidence,
            status,
            according_to: if background || performed {
                AccordingTo::Narrator
            } else {
                circumstance::holder(said)
            },
            said: said.map(|said| said.id),
            date: self.counted_day(trigger).or(date),
            beside: dating::beside(self.lexicon, scene, self.times, &deed),
            place: circumstance::place(self.article, scene, &trigger.words),
            heading: scene.is_heading(),
            sentence: scene.index,
            leads: false,
            past: false,
            bygone: false,
            rejected,
            borrowed: roles.borrowed,
            condemned: background::is_condemned(self, trigger),
            target_optional: frame.target_optional,
            to_many: false,
            war: deed.war,
            captive: false,
            closed: false,
            tellings: 1,
            domestic: frame.domestic,
            granted,
            claimed: background::is_claimed(self, trigger),
            vouched: false,
            disowned,
            owned,
            roots: trigger.words.clone().map(|word| scene.sentence.words[word].root().to_owned()).collect(),
            persons,
            object: scene.forms.get(object).map(|form| (*form).to_owned()),
        })
    }

    /// The day of a deed that is counted from that of another, told in the same sentence or the one before.
    fn counted_day(&self, trigger: &Trigger) -> Option<(Edtf, TimeId)> {
        let sentences = self.article.sentences();
        // *Insiden itu terjadi sehari setelah …*
        let back = if self.points_back() { POINTED } else { 1 };
        let from = sentences.get(self.scene.index.saturating_sub(back))?.span.start;
        when::counted(self.lexicon, self.scene, self.times, trigger.words.start, from)
    }

    /// Whether the sentence begins with something that was told before.
    fn points_back(&self) -> bool {
        self.scene.forms.get(1).is_some_and(|form| self.lexicon.clauses.pointers.contains(*form))
    }

    /// Whether what stands before a purpose decides on it: *memutuskan untuk*, *keputusan untuk*, not *ranjau untuk*.
    fn is_decided(&self, trigger: &Trigger) -> bool {
        let words = &self.scene.sentence.words;
        let before = trigger.words.start.saturating_sub(NEAR / 2)..trigger.words.start;
        before.into_iter().any(|word| self.lexicon.clauses.deciding.contains(words[word].root()))
    }

    /// The persons among some actors by their countries.
    pub(super) fn persons<'p>(
        &self,
        ids: impl Iterator<Item = &'p ActorId>,
    ) -> BTreeMap<String, BTreeSet<ActorId>> {
        let mut persons: BTreeMap<String, BTreeSet<ActorId>> = BTreeMap::new();
        for &id in ids {
            let actor = self.cast.actor(id).filter(|actor| actor.kind == ActorKind::Person);
            if let Some(country) = actor.and_then(|_| self.cast.country(id)) {
                persons.entry(country.to_owned()).or_default().insert(id);
            }
        }
        persons
    }
}
