//! The deeds that one sentence tells.

use std::collections::{BTreeMap, BTreeSet};

use telisik_language::Nominal;
use telisik_lexicon::{Frame, Lexicon, TargetRole, Trigger, Voice};
use telisik_record::{AccordingTo, ActorId, ActorKind, EventType, Rejected, Statement, Status};

use super::circumstance::Deed;
use super::merge::Telling;
use super::roles::{self, Roles};
use super::scene::{Governor, Part, Scene};
use super::{Side, background, circumstance, status, whereabouts};
use crate::Article;
use crate::actors::Cast;
use crate::times::Times;

/// How many triggers back a speech act may stand that asks for a deed, and how many words back one that blames.
const NEAR: usize = 8;

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
            let Some((roles, mut source, mut target)) = found[at].clone() else { continue };
            if frame.target == TargetRole::Doer
                && trigger.voice != Voice::Passive
                && let Some(blamed) = self.blamed(at, trigger, &source, &found)
            {
                target = blamed;
            }
            if roles.mutual && source.1.len() > 1 {
                target = source.clone();
            } else if roles.mutual && !target.1.is_empty() {
                source.0.extend(target.0);
                source.1.extend(target.1);
                target = source.clone();
            }
            if !roles.mutual && !frame.domestic && source.1.len() == 1 && source.1 == target.1 {
                target = Side::default();
            }
            // *pertempuran di Gaza*: one side alone is no war; its fellow is known from elsewhere or not at all.
            let war = frame.mutual && frame.kind == EventType::Assault && trigger.voice == Voice::Noun;
            if war && source.1.len() <= 1 && (target.1.is_empty() || target.1 == source.1) {
                source = Side::default();
                target = Side::default();
            }
            if target.1.is_empty()
                && trigger.voice != Voice::Noun
                && !roles.mutual
                && background::is_said(frame.kind)
                && let Some(meant) = background::pointed_at(self, trigger, &source)
            {
                target = meant;
            }
            if frame.target == TargetRole::Own
                || target.1.is_empty() && frame.domestic && self.is_domestic(trigger, frame)
            {
                target = source.clone();
            }
            self.tell(trigger, frame, roles, source, target)
                .into_iter()
                .for_each(|telling| tellings.push(telling));
        }
        tellings
    }

    pub(super) fn frame(&self, trigger: &Trigger) -> Option<&Frame> {
        self.lexicon.frames.get(trigger.frame)
    }

    /// The words around a trigger that its voice tells. A trigger that reaches into what it reports goes on there:
    /// *menegaskan kembali hubungan dengan Peru*.
    fn bounds(&self, trigger: &Trigger) -> std::ops::Range<usize> {
        let bounds = |word| circumstance::voice_bounds(self.scene, self.statements, word);
        let mut around = bounds(trigger.words.start);
        if trigger.words.end > around.end {
            around.end = bounds(trigger.words.end - 1).end;
        }
        around
    }

    /// Both sides of a trigger, the speaker standing in for a source that a statement leaves out.
    fn sides(&self, trigger: &Trigger, frame: &Frame) -> (Roles, Side, Side) {
        let scene = self.scene;
        let bounds = self.bounds(trigger);
        let span = scene.sentence.words[trigger.words.start].span;
        let inside = circumstance::statement(self.statements, span).is_some();
        let roles = roles::find(scene, self.lexicon, trigger, frame, bounds, inside);
        let mut source = self.side(&roles.sources);
        let target = self.side(&roles.targets);
        if frame.of_the_speaker {
            let subject = roles.sources.first().map(|&party| scene.parties[party].governor);
            if subject != Some(Governor::Clause) {
                return (Roles::default(), Side::default(), Side::default());
            }
            let span = scene.sentence.words[trigger.words.start].span;
            let said = circumstance::statement(self.statements, span);
            let speaker = said.map(|said| self.actors(&said.speakers)).unwrap_or_default();
            return (roles, speaker, source);
        }
        if source.0.is_empty() && matches!(trigger.voice, Voice::Active | Voice::Intransitive) {
            let span = scene.sentence.words[trigger.words.start].span;
            if let Some(said) = circumstance::statement(self.statements, span)
                && !self.has_deed_as_subject(said, trigger)
            {
                source = self.actors(&said.speakers);
            }
        }
        if source.0.is_empty() {
            source = self.taken_over(trigger, &target);
        }
        (roles, source, target)
    }

    /// Whether a deed stands as the subject of what is said: *serangan itu menewaskan …*. Then the speaker is not
    /// the doer; of *telah menyerang …* and *pasukan kami menyerang …* he is, or speaks for him.
    fn has_deed_as_subject(&self, said: &Statement, trigger: &Trigger) -> bool {
        let words = &self.scene.sentence.words;
        let mut before = words[..trigger.words.start].iter();
        before.any(|word| said.reports(word.span) && word.morphology.nominal == Some(Nominal::Act))
    }

    /// Who is the subject of the sentence.
    pub(super) fn subject(&self) -> Option<Side> {
        let seat = self.scene.parties.iter().position(|party| party.governor == Governor::Clause)?;
        let side = self.side(&self.scene.list(seat));
        (!side.0.is_empty()).then_some(side)
    }

    /// Whether the sentence goes on with the subject of the one before: *Ia mengatakan*.
    pub(super) fn goes_on(&self) -> bool {
        self.scene.forms.first().is_some_and(|form| self.lexicon.clauses.pronouns.contains(*form))
    }

    /// A source that the words at the trigger only hint at: a pronoun that nothing else resolved stands for the
    /// subject before it, a body without a country for the country the article is about.
    fn taken_over(&self, trigger: &Trigger, target: &Side) -> Side {
        let scene = self.scene;
        let clauses = &self.lexicon.clauses;
        let start = trigger.words.start;
        if trigger.voice == Voice::Noun {
            // *usai pertemuan dengan Presiden Cina*: whoever the sentence is about, or was before it.
            let partner = self.frame(trigger).is_some_and(|frame| frame.kind == EventType::Consult);
            let near = self.subject().filter(|side| side.1.is_disjoint(&target.1));
            let span = scene.sentence.words[start].span;
            let said = circumstance::statement(self.statements, span).map(|said| self.actors(&said.speakers));
            let sides = [said, near, Some(self.topic.clone())].into_iter().flatten();
            let mut other = sides.filter(|side| !side.1.is_empty() && side.1.is_disjoint(&target.1));
            return if partner && !target.1.is_empty() {
                other.next().unwrap_or_default()
            } else {
                Side::default()
            };
        }
        if trigger.voice == Voice::Passive {
            return Side::default();
        }
        let mut hint = None;
        for word in (start.saturating_sub(10)..start).rev() {
            if matches!(scene.parts[word], Part::Wall | Part::Quote | Part::Opener) {
                break;
            }
            let form = scene.forms[word];
            if clauses.pronouns.contains(form) {
                hint = Some(self.topic);
            } else if clauses.domestic.contains(form) {
                hint = Some(self.home);
            }
        }
        hint.cloned().unwrap_or_default()
    }

    fn side(&self, parties: &[usize]) -> Side {
        let actors: Vec<ActorId> =
            parties.iter().flat_map(|&party| self.scene.parties[party].actors.iter().copied()).collect();
        self.actors(&actors)
    }

    fn actors(&self, ids: &[ActorId]) -> Side {
        let mut side = Side::default();
        for &id in ids {
            let code = self.cast.actors.get(id.index()).and_then(|actor| actor.code.as_ref());
            if let Some(code) = code.filter(|code| !code.role().starts_with("MED"))
                && (side.1.insert(code.country().to_owned()) || !side.0.contains(&id))
            {
                side.0.push(id);
            }
        }
        side
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
                self.lexicon.clauses.purpose.contains(form) || form == "bahwa"
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

    /// Whether those it is done to are the doer's own: *mengimbau warganya*, and any protest at home.
    fn is_domestic(&self, trigger: &Trigger, frame: &Frame) -> bool {
        if frame.kind == EventType::Protest {
            return true;
        }
        let scene = self.scene;
        let behind = trigger.words.end..scene.forms.len().min(trigger.words.end + 6);
        let mut phrase = behind.take_while(|&word| scene.parts[word] == Part::Plain);
        trigger.voice != Voice::Noun
            && phrase.any(|word| self.lexicon.clauses.domestic.contains(scene.forms[word]))
    }

    /// The doer of the deed that is condemned: *mengecam serangan Israel*.
    fn blamed(
        &self,
        at: usize,
        trigger: &Trigger,
        source: &Side,
        found: &[Option<(Roles, Side, Side)>],
    ) -> Option<Side> {
        let scene = self.scene;
        for (next, other) in scene.triggers.iter().enumerate().skip(at + 1) {
            let between = trigger.words.end..other.words.start;
            if between.len() > 8
                || between.clone().any(|word| matches!(scene.parts[word], Part::Wall | Part::Opener))
            {
                return None;
            }
            let frame = self.frame(other)?;
            if other.voice == Voice::Noun && frame.target != TargetRole::Doer {
                if between.clone().any(|word| scene.party_at(word).is_some()) {
                    return None;
                }
                let (roles, doer, _) = found.get(next)?.as_ref()?;
                return (!doer.1.is_empty() && doer.1 != source.1 && !roles.borrowed).then(|| doer.clone());
            }
        }
        None
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
        let of_the_war = frame.mutual && matches!(frame.kind, EventType::Assault | EventType::Retreat);
        if source.1.is_empty() && !(of_the_war && target.1.is_empty() && trigger.voice == Voice::Noun) {
            return None;
        }
        let mutual = roles.mutual && source.1 == target.1;
        let mut target = target;
        let mut attacked = None;
        if target.1.is_empty() && !mutual {
            let foreign = |&(id, _): &(ActorId, _)| self.actors(&[id]).1.is_disjoint(&source.1);
            attacked = whereabouts::attacked(self, trigger, frame.kind).filter(foreign);
            target = attacked.map(|(id, _)| self.actors(&[id])).unwrap_or_default();
        }
        if !mutual && target.1.len() > 1 {
            target.0.retain(|&id| !self.is_of(id, &source.1));
            target.1.retain(|code| !source.1.contains(code));
        }
        let span = scene.sentence.span_of(trigger.words.clone());
        let bounds = self.bounds(trigger);
        let reading = status::read(scene, self.lexicon, trigger, bounds.start);
        let mut status = reading.status;
        if status == Status::Actual && background::is_agreed_on(self, trigger) {
            status = Status::Planned;
        }
        if background::is_duty(self, trigger) || status == Status::Conditional && frame.kind.is_friendly() {
            return None;
        }
        let mut kind = frame.kind;
        let mut rejected = Vec::new();
        let said = circumstance::statement(self.statements, span);
        let purpose = reading.cue.is_some_and(|cue| {
            self.lexicon.clauses.purpose.contains(self.article.slice(cue).to_lowercase().as_str())
        });
        // To back somebody is said by saying so: *memutuskan untuk mendukung*.
        if purpose && frame.kind == EventType::Support && frame.announced.is_none() {
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
            if !speakers.is_disjoint(&source.1) || announced == EventType::Agree {
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
            && (war || said.is_some_and(|said| background::is_speech_act(self, said)));
        let granted = background::is_granted(self, trigger);
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
            according_to: if background {
                AccordingTo::Narrator
            } else {
                circumstance::holder(self.statements, span)
            },
            date: circumstance::date(
                self.lexicon,
                scene,
                self.times,
                &Deed { words: &trigger.words, bounds, status, granted },
            ),
            place: circumstance::place(self.article, scene, &trigger.words),
            heading: scene.is_heading(),
            rejected,
            borrowed: roles.borrowed,
            condemned: background::is_condemned(self, trigger),
            target_optional: frame.target_optional,
            war: war && trigger.voice == Voice::Noun,
            granted,
            roots: trigger.words.clone().map(|word| scene.sentence.words[word].root().to_owned()).collect(),
            persons,
            object: scene.forms.get(object).map(|form| (*form).to_owned()),
        })
    }

    /// The persons among some actors by their countries.
    fn persons<'p>(&self, ids: impl Iterator<Item = &'p ActorId>) -> BTreeMap<String, BTreeSet<ActorId>> {
        let mut persons: BTreeMap<String, BTreeSet<ActorId>> = BTreeMap::new();
        for &id in ids {
            let actor = self.cast.actor(id).filter(|actor| actor.kind == ActorKind::Person);
            if let Some(country) = actor.and_then(|_| self.cast.country(id)) {
                persons.entry(country.to_owned()).or_default().insert(id);
            }
        }
        persons
    }

    fn is_of(&self, id: ActorId, codes: &BTreeSet<String>) -> bool {
        let code = self.cast.actors.get(id.index()).and_then(|actor| actor.code.as_ref());
        code.is_some_and(|code| codes.contains(code.country()))
    }
}
