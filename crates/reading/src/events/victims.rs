//! Whom a hostile deed is done to, where its own words leave it to the sentence around it.

use std::ops::Range;

use telisik_lexicon::{Frame, TargetRole, Trigger, Voice};
use telisik_record::{ActorId, ActorKind, EventType};

use super::roles::Roles;
use super::scene::{Governor, Part};
use super::sentence::Reader;
use super::{Side, syntax};

/// How many words around a trigger those who come to harm may be told of.
const REACH: usize = 30;
/// How many words before a word of harm those whom it befalls are named.
const PHRASE: usize = 8;
/// How many words from a verb of capture those who are held may stand.
const HELD: usize = 6;
/// The role of those who fight their own state.
const REBEL: &str = "REB";
/// The mode of deeds that a state's own authorities do.
const ARREST: &str = "arrest";
/// The roles of those whom they fight.
const FORCES: [&str; 3] = ["GOV", "MIL", "COP"];

/// Whether a noun is of the form peN-…-an, whose owner may be who undergoes it: *pembunuhan jenderal Peru*.
pub(super) fn is_of_object(noun: &str) -> bool {
    noun.starts_with("pe") && noun.ends_with("an")
}

impl Reader<'_, '_> {
    /// Those who come to harm in the same sentence.
    pub(super) fn victims(&self, trigger: &Trigger, kind: EventType, source: &Side) -> Side {
        let harmed = (kind == EventType::Assault).then(|| self.fallen(trigger)).flatten();
        harmed.filter(|side| !side.1.is_empty() && side.1.is_disjoint(&source.1)).unwrap_or_default()
    }

    /// *60.000 warga Peru tewas sejak agresi Bolivia dimulai*
    fn fallen(&self, trigger: &Trigger) -> Option<Side> {
        let scene = self.scene;
        if trigger.voice != Voice::Noun {
            return None;
        }
        let start = trigger.words.start;
        let around = start.saturating_sub(REACH)..scene.forms.len().min(start + REACH);
        let harm = around.into_iter().find(|&word| self.lexicon.clauses.harm.contains(scene.forms[word]))?;
        let before = (harm.saturating_sub(PHRASE)..harm).rev();
        let mut before = before.take_while(|&word| scene.parts[word] == Part::Plain);
        let party = before.find_map(|word| scene.party_at(word))?;
        Some(self.side(&scene.list(party)))
    }

    /// Whether those who are taken or kept are hostages, whom nobody takes from their own.
    pub(super) fn holds_captives(&self, trigger: &Trigger) -> bool {
        let scene = self.scene;
        let captive = |&word: &usize| self.lexicon.clauses.captives.contains(scene.forms[word]);
        let phrase = |&word: &usize| matches!(scene.parts[word], Part::Plain | Part::Relative | Part::And);
        let before = trigger.words.start.saturating_sub(REACH)..trigger.words.start;
        let behind = trigger.words.end..scene.forms.len().min(trigger.words.end + HELD);
        match trigger.voice {
            // *dari 20 sandera, 9 masih ditahan*
            Voice::Passive => before.rev().any(|word| captive(&word)),
            _ => behind.take_while(phrase).any(|word| captive(&word)),
        }
    }

    /// Who arrests or brings home where nobody is said to: the state where it happens, or else that of those whom it
    /// is done to. In an article on hostages, or of soldiers, that would be a guess.
    pub(super) fn authority(
        &self,
        trigger: &Trigger,
        roles: &Roles,
        frame: &Frame,
        target: &mut Side,
    ) -> Side {
        let own = frame.target == TargetRole::Own;
        if !own && frame.mode.as_deref() != Some(ARREST) || self.holds_captives(trigger) {
            return Side::default();
        }
        if !own && self.is_place(&roles.targets) {
            *target = Side::default();
        }
        let state = if own { None } else { self.place_behind(trigger) };
        if target.1.is_empty() {
            let home = state.unwrap_or_else(|| self.home.clone());
            if !self.is_unrest(&home) {
                return Side::default();
            }
            target.clone_from(&home);
            return home;
        }
        let alone = target.1.len() == 1 && target.1.iter().all(|code| !code.contains(' '));
        let soldiers = target.0.iter().any(|&id| self.role(id) == FORCES[1]);
        match state {
            Some(state) => state,
            None if alone && (own || !self.hostages && !soldiers) => target.clone(),
            None => Side::default(),
        }
    }

    /// The person that the clitic of a verb stands for: *tidak akan membunuhnya*. It is the one named last, of another
    /// country than the doer's.
    pub(super) fn meant_by_clitic(&self, trigger: &Trigger, frame: &Frame, source: &Side) -> Side {
        /// How many sentences back the person may be named.
        const BACK: usize = 2;
        let words = &self.scene.sentence.words;
        let Range { start, end } = trigger.words;
        let glued = words.get(end).is_some_and(|clitic| {
            clitic.token == words[start].token
                && self.lexicon.stances.words.possessive.contains(&*clitic.form)
        });
        if !glued || trigger.voice != Voice::Active || !frame.kind.is_hostile() || frame.speech {
            return Side::default();
        }
        let is_person =
            |&id: &ActorId| self.cast.actor(id).is_some_and(|actor| actor.kind == ActorKind::Person);
        let here = self.scene.index;
        let near = (here.saturating_sub(BACK)..=here).rev().flat_map(|sentence| {
            let mentions: Vec<_> = self.cast.in_sentence(sentence).collect();
            mentions.into_iter().rev().filter(move |mention| sentence < here || mention.words.end <= start)
        });
        let mut persons = near.filter(|mention| mention.actors.iter().all(is_person));
        let other = |side: &Side| !side.1.is_empty() && side.1.is_disjoint(&source.1);
        persons.next().map(|mention| self.actors(&mention.actors)).filter(other).unwrap_or_default()
    }

    /// The state that a passive is said to happen in: *ditangkap di Peru*.
    fn place_behind(&self, trigger: &Trigger) -> Option<Side> {
        let scene = self.scene;
        let behind = trigger.words.end..scene.forms.len().min(trigger.words.end + HELD);
        let mut phrase =
            behind.take_while(|&word| matches!(scene.parts[word], Part::Plain | Part::Preposition));
        let party = phrase.find_map(|word| scene.party_at(word)).filter(|&party| self.is_place(&[party]))?;
        Some(self.side(&[party])).filter(|side| side.1.len() == 1)
    }

    fn role(&self, id: ActorId) -> &str {
        let code = self.cast.actor(id).and_then(|actor| actor.code.as_ref());
        code.map(|code| code.role()).unwrap_or_default()
    }

    /// Whether a war is what somebody fights in: *tewas dalam perang*, *kalah dalam perang*.
    pub(super) fn takes_part(&self, trigger: &Trigger) -> bool {
        let before = trigger.words.start.checked_sub(1).map(|word| self.scene.forms[word]);
        before.is_some_and(|form| self.lexicon.clauses.within.contains(form))
    }

    /// The country within which two sides clash: *bentrokan antara polisi dan pengunjuk rasa*.
    pub(super) fn at_odds(&self, trigger: &Trigger, roles: &Roles, source: &Side) -> Option<Side> {
        let scene = self.scene;
        let mut named = roles.sources.iter().map(|&party| &scene.parties[party].actors);
        let first = named.next();
        let apart = first.is_some_and(|first| named.any(|other| other.iter().all(|id| !first.contains(id))));
        if source.1.len() == 1 && apart && roles.sources.iter().any(|&party| self.is_rebel(party)) {
            return Some(source.clone());
        }
        let around =
            trigger.words.start.saturating_sub(HELD)..scene.forms.len().min(trigger.words.end + 2 * HELD);
        let mut crowd = around.filter(|&word| self.lexicon.clauses.crowds.contains(scene.forms[word]));
        let (first, last) = (crowd.next()?, crowd.next_back()?);
        let foreign = |side: &Side| side.1.len() == 1 && (source.1.is_empty() || source.1 == side.1);
        (scene.forms[first] != scene.forms[last] && foreign(self.home)).then(|| self.home.clone())
    }

    fn is_rebel(&self, party: usize) -> bool {
        let mut actors = self.scene.parties[party].actors.iter();
        actors.any(|&id| self.role(id).starts_with(REBEL))
    }

    /// Whether what follows a deed is only where it takes place: *perang di Peru*.
    pub(super) fn is_place(&self, parties: &[usize]) -> bool {
        let governors = parties.iter().map(|&party| self.scene.parties[party].governor);
        let mut at = governors.map(|governor| match governor {
            Governor::Preposition(link) => self.lexicon.clauses.at.contains(self.scene.forms[link]),
            _ => false,
        });
        at.next().unwrap_or_default()
    }

    /// Whether rebels and the forces of their own state stand against each other.
    pub(super) fn is_rebellion(
        &self,
        trigger: &Trigger,
        frame: &Frame,
        source: &Side,
        target: &Side,
    ) -> bool {
        if frame.kind != EventType::Assault || trigger.voice == Voice::Passive {
            return false;
        }
        let rebels = |side: &Side| side.0.iter().any(|&id| self.role(id).starts_with(REBEL));
        let forces = |side: &Side| side.0.iter().any(|&id| FORCES.contains(&self.role(id)));
        rebels(source) && forces(target) || forces(source) && rebels(target)
    }

    /// The trigger of the attack that is the subject of a verb: *serangan itu menewaskan …*.
    pub(super) fn deed_as_subject(&self, trigger: &Trigger, frame: &Frame) -> Option<usize> {
        let word = syntax::subject(self.scene, self.lexicon, trigger, frame)?;
        let deed = self.scene.triggers.iter().position(|other| other.words.contains(&word))?;
        let other = &self.scene.triggers[deed];
        let attack = self.frame(other).is_some_and(|frame| frame.kind == EventType::Assault && !frame.mutual);
        (attack && other.voice == Voice::Noun).then_some(deed)
    }

    /// Who does what a passive without a doer tells: the doer of the deed that it was part of (*diculik dalam serangan
    /// Peru*), or who rules where hostages are held (*ditawan di Peru*).
    pub(super) fn doer_around(&self, at: usize, found: &[Option<(Roles, Side, Side)>]) -> Option<Side> {
        let scene = self.scene;
        let trigger = &scene.triggers[at];
        let end = trigger.words.end;
        let near = scene.triggers.iter().enumerate().skip(at + 1).find(|(_, other)| {
            other.voice == Voice::Noun
                && self.frame(other).is_some_and(|frame| frame.kind == EventType::Assault && !frame.mutual)
        });
        if let Some((next, other)) = near
            && other.words.start <= end + HELD
            && (end..other.words.start).all(|word| {
                matches!(scene.parts[word], Part::Plain | Part::Preposition | Part::Opener)
                    && (scene.party_at(word).is_none()
                        || word > 0 && matches!(scene.parts[word - 1], Part::Preposition | Part::Origin))
            })
        {
            let (_, doer, _) = found.get(next)?.as_ref()?;
            return (!doer.1.is_empty()).then(|| doer.clone());
        }
        if !self.holds_captives(trigger) {
            return None;
        }
        let party = (end..scene.forms.len().min(end + HELD)).find_map(|word| scene.party_at(word))?;
        self.is_place(&[party]).then(|| self.side(&[party]))
    }
}
