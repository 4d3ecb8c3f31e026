//! What a speaker's part in an event makes of telling it.

use telisik_lexicon::CueClass;
use telisik_record::{AccordingTo, ActorId, Event, EventType, StanceKind, Status};

use super::Reader;

/// Deeds done by speaking: the statement that does them is no confirmation of them.
pub(super) fn is_speech(kind: EventType) -> bool {
    matches!(kind, EventType::Accuse | EventType::Request | EventType::Threaten | EventType::Reject)
}

/// Deeds that go both ways in peace.
pub(super) fn is_joint(kind: EventType) -> bool {
    matches!(kind, EventType::Consult | EventType::Cooperate)
}

/// Whether a statement tells a deed or speaks of one told elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    Here,
    Before,
}

impl Reader<'_, '_> {
    /// The stance of one who tells an event in a statement; `None` where telling it is no stance.
    ///
    /// Own deeds are affirmed, and denied where they are told as not done. Those it is done to and accusers allege a
    /// hostile deed; others affirm what is not hostile.
    pub(super) fn position(
        &self,
        holder: ActorId,
        event: usize,
        class: Option<CueClass>,
        told: Told,
    ) -> Option<StanceKind> {
        let told = told == Told::Here;
        let code = self.place.cast.country(holder)?;
        let event = self.events.get(event)?;
        let among = |ids: &[ActorId]| ids.iter().any(|&id| self.place.cast.country(id) == Some(code));
        let (source, target) = (among(&event.sources), among(&event.targets));
        // Whether the event rests on the word of the holder's country alone.
        let own_word = told && !self.place.is_english() && self.rests_on(event, code);
        // Outlets report; that of the state it was done to takes its side.
        if self.place.cast.is_outlet(holder) && !target {
            return None;
        }
        match event.status {
            // Who says that it will not help or meet refuses; who says that it did not attack denies.
            Status::Negated => {
                // To be for or against somebody is said, not done: who says that he is not denies nothing.
                let deniable = match self.place.is_english() {
                    true => {
                        event.kind.is_hostile() || matches!(event.kind, EventType::Agree | EventType::Aid)
                    }
                    false => {
                        let said = is_speech(event.kind) || event.kind == EventType::Support;
                        let own = event.kind.is_hostile()
                            || matches!(event.kind, EventType::Agree | EventType::Aid);
                        !said && (own || !self.is_refused(event))
                    }
                };
                let joint = is_joint(event.kind) || event.kind == EventType::Agree;
                let one_sided = !target || joint && !self.place.is_english();
                return (source && one_sided && told && deniable).then_some(StanceKind::Denies);
            }
            Status::Possible | Status::Conditional => return None,
            Status::Planned if !source && !told => return None,
            _ => {}
        }
        let hostile = event.kind.is_hostile();
        if target && event.kind == EventType::Accuse {
            return None;
        }
        // A war that goes both ways is spoken of, not confirmed.
        if source && target && hostile && event.sources.len() > 1 {
            return None;
        }
        if source {
            // Who charges another speaks of his own deeds in passing.
            if class == Some(CueClass::Accuse) && !self.place.is_english() {
                return None;
            }
            // *Kami mendukung Ukraina*: saying it is the deed.
            // What goes on has been done before.
            let performed = event.kind == EventType::Support && event.status == Status::Actual && told;
            let refuses = event.kind == EventType::Reject && own_word;
            let retold = is_speech(event.kind) && told && (refuses || self.is_retold(event, class));
            return (retold || !is_speech(event.kind) && !performed).then_some(StanceKind::Affirms);
        }
        if target {
            // *mengonfirmasi kematian akibat serangan Chad*: what was done to it is not charged but made known.
            let grants = class == Some(CueClass::Confirm) && !self.place.is_english();
            return Some(if hostile && !grants { StanceKind::Alleges } else { StanceKind::Affirms });
        }
        let accuses = self.accuses(code, event);
        if class == Some(CueClass::Accuse) {
            return Some(StanceKind::Alleges);
        }
        // Of a war among others everybody speaks: only who accuses takes a side, or who alone tells of a deed.
        match (hostile, accuses) {
            (true, true) => Some(StanceKind::Alleges),
            (true, false) if own_word && !is_speech(event.kind) => match event.status {
                Status::Planned => Some(StanceKind::Affirms),
                _ => Some(StanceKind::Alleges),
            },
            // Who says that others have agreed vouches for it.
            (false, _) if event.kind == EventType::Agree && told && !self.place.is_english() => {
                Some(StanceKind::Affirms)
            }
            (true, false) => None,
            // What others do to one another in peace, one outside takes for granted, unless one of them is its foe.
            (false, accuses) => (accuses || class == Some(CueClass::Confirm)).then_some(StanceKind::Affirms),
        }
    }

    /// Whether nobody but speakers of a country tells of an event.
    fn rests_on(&self, event: &Event, code: &str) -> bool {
        let AccordingTo::Statement(id) = event.according_to else { return false };
        let said = self.statements.get(id.index());
        said.is_some_and(|said| said.speakers.iter().all(|&id| self.place.cast.country(id) == Some(code)))
    }

    /// Whether who says that he will not do something refuses it rather than denies it: *tidak akan bertemu*.
    fn is_refused(&self, event: &Event) -> bool {
        let words = &self.place.lexicon.stances.words;
        let purpose = &self.place.lexicon.clauses.purpose;
        let at = self.place.article.analysis.word_at(event.trigger.start);
        at.is_some_and(|(sentence, word)| {
            let before = [&words.future, &words.pending, purpose];
            before.into_iter().any(|forms| self.place.near_before(sentence, word, forms))
        })
    }

    /// Whether a deed done by speaking is told as done before, not done by the words that tell it.
    fn is_retold(&self, event: &Event, class: Option<CueClass>) -> bool {
        let done = &self.place.lexicon.stances.words.done;
        let at = self.place.article.analysis.word_at(event.trigger.start);
        event.kind != EventType::Accuse
            && event.status.is_real()
            && (matches!(class, Some(CueClass::Concede | CueClass::Claim))
                || at.is_some_and(|(sentence, word)| self.place.near_before(sentence, word, done)))
    }

    /// Whether a country accuses one of an event's doers anywhere in the article.
    fn accuses(&self, code: &str, event: &Event) -> bool {
        let cast = self.place.cast;
        self.accusations().any(|accusation| {
            accusation.sources.iter().any(|&id| cast.country(id) == Some(code))
                && accusation.targets.iter().any(|&target| {
                    event.sources.iter().any(|&source| cast.country(source) == cast.country(target))
                })
        })
    }

    /// The article's accusations, as many as matter.
    pub(super) fn accusations(&self) -> impl Iterator<Item = &Event> {
        /// More tell nothing new, and would cost a square.
        const MOST: usize = 40;
        self.events
            .iter()
            .filter(|event| event.kind == EventType::Accuse && event.status.is_real())
            .take(MOST)
    }
}
