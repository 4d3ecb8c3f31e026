//! What the words of a charge and of its denial leave unsaid: whom a denied charge is against, and who was harmed by
//! what one blames another for.

use std::ops::Range;

use telisik_language::Nominal;
use telisik_lexicon::{CueClass, Frame, HolderPlace, Trigger, Voice};
use telisik_record::{EventType, StanceKind, Statement};

use super::scene::Part;
use super::sentence::Reader;
use super::{Side, circumstance};

/// How many words may stand between a verb and the charge that it denies.
const NEAR: usize = 4;
/// How many words behind a trigger the owner of what it is done to may stand.
const OWN: usize = 5;

impl Reader<'_, '_> {
    /// The class of a statement's cue.
    pub(super) fn class(&self, said: &Statement) -> Option<CueClass> {
        let cue = self.article.slice(said.cue?).to_lowercase();
        self.lexicon.cues.any(&cue).map(|cue| cue.class)
    }

    /// Whether a noun is the charge that a statement denies, which is told by the article.
    pub(super) fn is_denied_charge(
        &self,
        trigger: &Trigger,
        kind: EventType,
        said: Option<&Statement>,
    ) -> bool {
        let noun = kind == EventType::Accuse && trigger.voice == Voice::Noun;
        noun && said.is_some_and(|said| self.class(said) == Some(CueClass::Deny))
    }

    /// Whom a charge is against that somebody denies: *Togo membantah tuduhan Ghana*.
    pub(super) fn accused(&self, trigger: &Trigger, frame: &Frame, source: &Side) -> Side {
        let start = trigger.words.start;
        if frame.kind != EventType::Accuse || trigger.voice != Voice::Noun || source.1.is_empty() {
            return Side::default();
        }
        let scene = self.scene;
        if !self.owns(trigger, source) || !self.is_denied(trigger) {
            return Side::default();
        }
        let span = scene.sentence.words[start].span;
        let said = circumstance::statement(self.statements, span).map(|said| self.actors(&said.speakers));
        let sides = [said, self.subject(), Some(self.topic.clone())].into_iter().flatten();
        let mut other = sides.filter(|side| !side.1.is_empty() && side.1.is_disjoint(&source.1));
        other.next().unwrap_or_default()
    }

    /// Whether somebody denies a charge without saying whose it is, so that it is not his: *menolak tuduhan peretasan*.
    pub(super) fn is_anothers(&self, trigger: &Trigger, frame: &Frame, source: &Side) -> bool {
        frame.kind == EventType::Accuse
            && trigger.voice == Voice::Noun
            && !source.1.is_empty()
            && !self.owns(trigger, source)
            && self.is_denied(trigger)
    }

    /// Whether whose charge it is stands right behind it, or behind who made it: *tuduhan Ghana*, *tuduhan yang
    /// dilontarkan Ghana*, not *tuduhan mengenai pasokan senjata dari Ghana*.
    fn owns(&self, trigger: &Trigger, source: &Side) -> bool {
        let scene = self.scene;
        let from = trigger.words.end;
        let behind = from..scene.forms.len().min(from + NEAR + 1);
        let mut own = behind.take_while(|&word| {
            word == from
                || matches!(scene.parts[word - 1], Part::Relative | Part::Verb | Part::Agent | Part::Origin)
        });
        own.find_map(|word| scene.party_at(word))
            .is_some_and(|party| scene.parties[party].codes.iter().any(|code| source.1.contains(code)))
    }

    /// Whether words around a charge deny it: *membantah tuduhan*, *tuduhan Ghana tidak benar*.
    fn is_denied(&self, trigger: &Trigger) -> bool {
        let scene = self.scene;
        let Range { start, end } = trigger.words;
        let shows = |word: usize, until: usize, place: HolderPlace| {
            let found = self.lexicon.stances.at(&scene.forms[word..until], &[], 0);
            found.is_some_and(|found| found.cue.stance == StanceKind::Denies && found.holder == place)
        };
        let before = (start.saturating_sub(NEAR)..start).rev();
        let mut group = before.take_while(|&word| matches!(scene.parts[word], Part::Plain | Part::Verb));
        let mut behind = end..scene.forms.len().min(end + 2 * NEAR);
        group.any(|word| shows(word, end, HolderPlace::Subject))
            || behind.any(|word| shows(word, scene.forms.len(), HolderPlace::Speaker))
    }

    /// Whose deed it is where somebody denies or confirms one by a noun that owns whom it is done to: *Togo membantah
    /// penangkapan dua warga Ghana*.
    pub(super) fn undergone(&self, trigger: &Trigger, frame: &Frame, source: &Side) -> Option<Side> {
        let scene = self.scene;
        let word = &scene.sentence.words[trigger.words.start];
        // Nouns of *pe-* name the doing, and what they own is its object.
        let process = word.form.starts_with("pe") && word.morphology.nominal == Some(Nominal::Act);
        let hostile = frame.kind.is_hostile() && !frame.speech && !frame.mutual;
        if !hostile || !process || trigger.voice != Voice::Noun || source.1.is_empty() {
            return None;
        }
        let until = scene.forms.len().min(trigger.words.end + OWN);
        if scene.parts[trigger.words.end..until]
            .iter()
            .any(|part| matches!(part, Part::Agent | Part::Relative))
        {
            return None;
        }
        let said = circumstance::statement(self.statements, word.span)?;
        let own = matches!(self.class(said), Some(CueClass::Deny | CueClass::Confirm));
        let speakers = self.actors(&said.speakers);
        (own && !speakers.1.is_empty() && speakers.1.is_disjoint(&source.1)).then_some(speakers)
    }

    /// Who says that another harmed what is its own: *Ghana menuding Togo menyerang kapalnya*.
    pub(super) fn harmed(&self, trigger: &Trigger, frame: &Frame, source: &Side) -> Side {
        let scene = self.scene;
        let hostile = frame.kind.is_hostile() && !frame.speech && frame.kind != EventType::Protest;
        if !hostile || source.1.is_empty() || matches!(trigger.voice, Voice::Noun | Voice::Passive) {
            return Side::default();
        }
        let behind = trigger.words.end..scene.forms.len().min(trigger.words.end + OWN);
        let mut phrase = behind.take_while(|&word| scene.parts[word] == Part::Plain);
        if !phrase.any(|word| self.lexicon.stances.words.possessive.contains(scene.forms[word])) {
            return Side::default();
        }
        let span = scene.sentence.words[trigger.words.start].span;
        let accuser = circumstance::statement(self.statements, span)
            .filter(|said| frame.kind == EventType::Assault || self.class(said) == Some(CueClass::Accuse))
            .map(|said| self.actors(&said.speakers));
        accuser.filter(|side| side.1.is_disjoint(&source.1)).unwrap_or_default()
    }
}
