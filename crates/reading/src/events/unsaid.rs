//! Sides that no name tells: whom *-nya* stands for, whom something is promised or was given to.

use telisik_lexicon::{Frame, Scope, Trigger, Voice};
use telisik_record::EventType;

use super::roles::Roles;
use super::scene::{Part, Party};
use super::sentence::Reader;
use super::{Side, circumstance};

/// How many words behind a trigger a preposition with *-nya* may stand.
const LED: usize = 3;
/// How many words of a warning are looked at.
const WARNING: usize = 40;
/// How many words behind a promise the deed may stand.
const NEAR: usize = 8;

impl Reader<'_, '_> {
    /// Whom *-nya* behind a verb of support or a preposition of the frame stands for: *berbicara dengannya*;
    /// the last named before, other than the doer.
    pub(super) fn cliticised(&self, trigger: &Trigger, frame: &Frame, source: &Side) -> Option<Side> {
        let scene = self.scene;
        if matches!(trigger.voice, Voice::Passive | Voice::Noun) || source.1.is_empty() {
            return None;
        }
        let end = trigger.words.end;
        let clitic = |word: usize| {
            scene.forms.get(word).is_some_and(|form| self.lexicon.clauses.clitics.contains(*form))
        };
        let leads = |word: usize| frame.to.iter().any(|to| to == scene.forms[word]) && clitic(word + 1);
        let led = (end.saturating_sub(1)..scene.forms.len().min(end + LED))
            .take_while(|&word| word < end || matches!(scene.parts[word], Part::Plain | Part::Preposition))
            .any(leads);
        let backed = frame.kind == EventType::Support && trigger.voice == Voice::Active && clitic(end);
        if !led && !backed {
            return None;
        }
        self.last_other(trigger, source)
    }

    /// Whose deed or demand is blamed or refused, where *-nya* owns it: *menolak tuntutannya*. What is one's own
    /// people is not meant: *mengkritik pejabatnya*.
    pub(super) fn possessed(&self, trigger: &Trigger, frame: &Frame, source: &Side) -> Side {
        let scene = self.scene;
        let judged = matches!(frame.kind, EventType::Accuse | EventType::Reject);
        if !judged || !matches!(trigger.voice, Voice::Active | Voice::Bare) || source.1.is_empty() {
            return Side::default();
        }
        let clauses = &self.lexicon.clauses;
        let end = trigger.words.end;
        let behind = end..scene.forms.len().min(end + LED);
        let mut phrase = behind.take_while(|&word| scene.parts[word] == Part::Plain);
        let owned = phrase.find(|&word| clauses.clitics.contains(scene.forms[word]));
        if !owned.is_some_and(|word| word > end && !clauses.domestic.contains(scene.forms[word - 1])) {
            return Side::default();
        }
        self.last_other(trigger, source).unwrap_or_default()
    }

    /// Who was named last before a trigger, other than the doer.
    fn last_other(&self, trigger: &Trigger, source: &Side) -> Option<Side> {
        let before = |party: &&Party| party.words.end <= trigger.words.start;
        let parties = self.scene.parties.iter().rev().filter(before);
        let mut sides = parties.map(|party| self.actors(&party.actors)).chain([self.topic.clone()]);
        sides.find(|side| !side.1.is_empty() && side.1.is_disjoint(&source.1))
    }

    /// Whom support was for that the speaker thanks for: *"Kami maju berkat dukungan Peru," kata Fiji*.
    pub(super) fn befriended(&self, trigger: &Trigger, frame: &Frame, source: &Side) -> Side {
        let before = trigger.words.start.checked_sub(1).map(|word| self.scene.forms[word]);
        let owed = before.is_some_and(|form| self.lexicon.clauses.gratitude.contains(form));
        if !owed || frame.kind != EventType::Support || source.1.is_empty() {
            return Side::default();
        }
        let span = self.scene.sentence.words[trigger.words.start].span;
        let said = circumstance::statement(self.statements, span);
        let speakers = said.map(|said| self.actors(&said.speakers)).unwrap_or_default();
        if speakers.1.is_disjoint(&source.1) { speakers } else { Side::default() }
    }

    /// Whom the deed is for that is promised or threatened with: *menawarkan diri untuk menengahi Peru dan Bolivia*.
    pub(super) fn meant_for(
        &self,
        at: usize,
        source: &Side,
        found: &[Option<(Roles, Side, Side)>],
    ) -> Option<Side> {
        let scene = self.scene;
        let from = scene.triggers[at].words.end;
        let (next, deed) = scene.triggers.iter().enumerate().nth(at + 1)?;
        let near = (from..deed.words.start).all(|word| {
            matches!(scene.parts[word], Part::Plain | Part::Preposition | Part::Verb)
                && scene.party_at(word).is_none()
                || self.lexicon.clauses.purpose.contains(scene.forms[word])
        });
        let frame =
            self.frame(deed).filter(|frame| near && from + NEAR >= deed.words.start && !frame.speech)?;
        let (_, _, target) = found.get(next)?.as_ref()?;
        let target = match target.1.is_empty() && super::background::is_mediation(frame) {
            true => super::background::reconciled(self, source, found)?,
            false => target.clone(),
        };
        (!target.1.is_empty() && target.1.is_disjoint(&source.1)).then_some(target)
    }

    /// Who is named in what is warned of, where that hangs on a condition: *memperingatkan jika Peru membalas*.
    pub(super) fn warned(&self, trigger: &Trigger, source: &Side) -> Option<Side> {
        let scene = self.scene;
        let behind = trigger.words.end..scene.forms.len().min(trigger.words.end + WARNING);
        let end = behind.clone().find(|&word| scene.parts[word] == Part::Wall).unwrap_or(behind.end);
        let condition = |word: usize| {
            self.lexicon.status.get(scene.forms[word]).is_some_and(|cue| cue.scope == Scope::Clause)
        };
        if !(behind.start..end).any(condition) {
            return None;
        }
        let named = scene.parties.iter().filter(|party| (behind.start..end).contains(&party.words.start));
        named
            .map(|party| self.actors(&party.actors))
            .find(|side| !side.1.is_empty() && side.1.is_disjoint(&source.1))
    }
}
