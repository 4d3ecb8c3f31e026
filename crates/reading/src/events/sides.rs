//! Which actors stand on both sides of a deed, with their countries: those its words name, and those it takes over
//! from the speaker, the sentence or the article.

use std::collections::BTreeSet;

use telisik_language::Nominal;
use telisik_lexicon::{CueClass, Frame, TargetRole, Trigger, Voice};
use telisik_record::{ActorId, EventType, Span, Statement};

use super::roles::{self, Roles};
use super::scene::{Governor, Part};
use super::sentence::Reader;
use super::{Side, background, circumstance, syntax};

/// How many words behind a trigger the owner of what it is done to may stand.
const OWN: usize = 7;
/// How many words behind a trigger its speaker may call it a wrong to his own.
const WRONG: usize = 24;
/// How many tellings back a protest may lie.
const UNREST: usize = 60;

impl Reader<'_, '_> {
    /// The words around a trigger that its voice tells. A trigger that reaches into what it reports goes on there:
    /// *menegaskan kembali hubungan dengan Peru*.
    pub(super) fn bounds(&self, trigger: &Trigger) -> std::ops::Range<usize> {
        let bounds = |word| circumstance::voice_bounds(self.scene, self.statements, word);
        let mut around = bounds(trigger.words.start);
        if trigger.words.end > around.end {
            around.end = bounds(trigger.words.end - 1).end;
        }
        around
    }

    /// Both sides of a trigger, the speaker standing in for a source that a statement leaves out.
    pub(super) fn sides(&self, trigger: &Trigger, frame: &Frame) -> (Roles, Side, Side) {
        let scene = self.scene;
        let bounds = self.bounds(trigger);
        let span = scene.sentence.words[trigger.words.start].span;
        let inside = circumstance::statement(self.statements, span).is_some();
        let mut roles = roles::find(scene, self.lexicon, trigger, frame, bounds, inside);
        let mut source = self.side(&roles.sources);
        let mut target = self.side(&roles.targets);
        // What a reporting word tells is done by who speaks, and to whom it is said.
        if let Some(said) = self.reported_by(trigger) {
            let speakers = self.actors(&said.speakers);
            if !speakers.1.is_empty() && speakers.1.is_disjoint(&target.1) {
                source = speakers;
            }
            let addressees = self.actors(&said.addressees);
            if target.1.is_empty() && frame.target == TargetRole::Addressee {
                target = addressees;
            }
        }
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
        // *membantah tuduhan*: the charge is another's.
        let deed = !frame.speech && !frame.mutual && frame.kind != EventType::Accuse;
        if source.0.is_empty() && trigger.voice == Voice::Noun && deed {
            source = self.denier(span, &target);
        }
        if source.0.is_empty() {
            source = self.taken_over(trigger, &target);
        }
        if target.1.is_empty()
            && let Some(meant) = self.cliticised(trigger, frame, &source)
        {
            target = meant;
            roles.mutual = false;
        }
        if target.1.is_empty() {
            target = self.possessed(trigger, frame, &source);
        }
        if self.is_anothers(trigger, frame, &source) {
            return (Roles::default(), Side::default(), Side::default());
        }
        if target.1.is_empty()
            && let Some(doer) = self.undergone(trigger, frame, &source)
        {
            target = std::mem::replace(&mut source, doer);
        }
        if target.1.is_empty() {
            target = self.accused(trigger, frame, &source);
        }
        if target.1.is_empty() {
            target = self.harmed(trigger, frame, &source);
        }
        if target.1.is_empty() {
            target = self.meant_by_clitic(trigger, frame, &source);
        }
        if target.1.is_empty() && trigger.voice == Voice::Noun {
            target = self.befriended(trigger, frame, &source);
        }
        if target.1.is_empty() && self.is_on_speaker(trigger) {
            let said = circumstance::statement(self.statements, span);
            let own = said.map(|said| self.actors(&said.speakers)).unwrap_or_default();
            if own.1.is_disjoint(&source.1) {
                target = own;
            }
        }
        (roles, source, target)
    }

    /// Whether the phrase that a deed is done to is the speaker's: *menyerang negara kami*, *menculik dan membunuh
    /// warga kami*; or the speaker calls it a wrong to his own: *menculik orang, yang melanggar kedaulatan kami*.
    fn is_on_speaker(&self, trigger: &Trigger) -> bool {
        if matches!(trigger.voice, Voice::Passive | Voice::Intransitive) {
            return false;
        }
        let scene = self.scene;
        let clauses = &self.lexicon.clauses;
        let from = trigger.words.end;
        let own = |word: usize| clauses.speakers.contains(scene.forms[word]);
        // Verbs that share their object: all but the last have only a comma or *dan* behind them.
        let mut start = from;
        while let Some(next) = self.shares_object(start) {
            start = next;
        }
        let mut phrase = (start..scene.forms.len().min(start + OWN)).take_while(|&word| {
            matches!(scene.parts[word], Part::Plain | Part::Preposition | Part::And)
                && scene.party_at(word).is_none()
        });
        if phrase.any(own) {
            return true;
        }
        let bounds = self.bounds(trigger);
        let rest = from..scene.forms.len().min(bounds.end).min(from + WRONG);
        trigger.voice != Voice::Noun
            && rest.clone().any(|word| scene.parts[word] == Part::Relative)
            && rest
                .into_iter()
                .any(|word| own(word) && word > from && clauses.possessions.contains(scene.forms[word - 1]))
    }

    /// Where the next verb of a row ends that has its object in common: behind *membunuh* in *menculik, membunuh*.
    fn shares_object(&self, end: usize) -> Option<usize> {
        let scene = self.scene;
        let joints =
            (end..scene.forms.len()).take_while(|&w| matches!(scene.parts[w], Part::And | Part::Comma));
        let next = end + joints.count();
        (next > end && scene.parts.get(next) == Some(&Part::Verb)).then_some(next + 1)
    }

    /// The statement whose reporting word is the trigger: *mendesak*, *menuduh*, *memperingatkan*.
    fn reported_by(&self, trigger: &Trigger) -> Option<&Statement> {
        if !matches!(trigger.voice, Voice::Active | Voice::Bare | Voice::Intransitive) {
            return None;
        }
        let span = self.scene.sentence.span_of(trigger.words.clone());
        self.statements.iter().copied().find(|said| said.cue.is_some_and(|cue| span.overlaps(cue)))
    }

    /// Who denies a deed without saying whose it is denies that it is its own: *membantah terlibat dalam serangan*.
    fn denier(&self, span: Span, target: &Side) -> Side {
        let said = circumstance::statement(self.statements, span);
        // So does who confirms one, if it was not done to himself: *mengonfirmasi pengiriman senjata ke Niger*.
        let denial = said.filter(|said| match self.class(said) {
            Some(CueClass::Deny) => true,
            Some(CueClass::Confirm) => !target.1.is_empty(),
            _ => false,
        });
        let speakers = denial.map(|said| self.actors(&said.speakers)).unwrap_or_default();
        if speakers.1.is_disjoint(&target.1) { speakers } else { Side::default() }
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
        let scene = self.scene;
        let seat = scene.parties.iter().position(|party| party.governor == Governor::Clause);
        // *Pernyataan itu dirilis Peru dan Bolivia.*
        let seat = seat.or_else(|| {
            scene.parties.iter().position(|party| match party.governor {
                Governor::Verb(verb) => scene.is_passive(verb),
                Governor::Preposition(word) => scene.parts[word] == Part::Agent,
                Governor::Clause => false,
            })
        })?;
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
            let owner = scene.forms.get(trigger.words.end).copied().unwrap_or_default();
            if clauses.speakers.contains(owner)
                && let Some(speaker) = said.clone()
            {
                return speaker;
            }
            let sides = [said, near, Some(self.topic.clone())].into_iter().flatten();
            let mut other = sides.filter(|side| !side.1.is_empty() && side.1.is_disjoint(&target.1));
            // *mengulangi seruannya*, *perangnya dengan Rusia*
            let owned = clauses.clitics.contains(owner) || clauses.pronouns.contains(owner);
            if !(partner || owned) || target.1.is_empty() {
                return Side::default();
            }
            let own = || {
                let speech = self.frame(trigger).is_some_and(|frame| background::is_said(frame.kind));
                self.subject().filter(|side| owned && speech && !side.1.is_empty())
            };
            return other.next().or_else(own).unwrap_or_default();
        }
        if trigger.voice == Voice::Passive {
            // *kapal yang dikerahkannya*
            let own = scene.forms.get(trigger.words.end).is_some_and(|form| clauses.clitics.contains(*form));
            let said = circumstance::statement(self.statements, scene.sentence.words[start].span);
            let speaker = said.map(|said| self.actors(&said.speakers));
            let mut sides = [speaker, Some(self.topic.clone())].into_iter().flatten().filter(|_| own);
            return sides
                .find(|side| !side.1.is_empty() && side.1.is_disjoint(&target.1))
                .unwrap_or_default();
        }
        let mut hint = None;
        for word in (start.saturating_sub(10)..start).rev() {
            if matches!(scene.parts[word], Part::Wall | Part::Quote | Part::Opener) {
                break;
            }
            let form = scene.forms[word];
            let own =
                clauses.clitics.contains(form) && word > 0 && clauses.bodies.contains(scene.forms[word - 1]);
            let next = scene.forms.get(word + 1).copied().unwrap_or_default();
            let written = clauses.writings.contains(form)
                && (clauses.pointers.contains(next) || clauses.together.contains(next));
            if own || written || clauses.pronouns.contains(form) {
                hint = Some(self.topic);
            } else if clauses.domestic.contains(form) {
                hint = Some(self.home);
            }
        }
        let frame = self.frame(trigger);
        if hint.is_none()
            && !scene.is_heading()
            && frame.is_some_and(|frame| syntax::is_subjectless(scene, self.lexicon, trigger, frame))
        {
            hint = Some(self.topic);
        }
        // Who asks something of a state is not that state.
        let asks = frame.is_some_and(|frame| frame.speech);
        hint.filter(|side| !asks || side.1.is_disjoint(&target.1)).cloned().unwrap_or_default()
    }

    pub(super) fn side(&self, parties: &[usize]) -> Side {
        let mut actors: Vec<ActorId> = Vec::new();
        for &party in parties {
            actors.extend(self.spoken_for(party).unwrap_or(&self.scene.parties[party].actors));
        }
        self.actors(&actors)
    }

    /// Those for whom *kami* stands in a statement: who makes it.
    fn spoken_for(&self, party: usize) -> Option<&[ActorId]> {
        let words = &self.scene.parties[party].words;
        if !words.clone().any(|word| self.lexicon.clauses.speakers.contains(self.scene.forms[word])) {
            return None;
        }
        let said = circumstance::statement(self.statements, self.scene.sentence.words[words.start].span)?;
        (!self.actors(&said.speakers).0.is_empty()).then_some(&said.speakers)
    }

    pub(super) fn actors(&self, ids: &[ActorId]) -> Side {
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

    /// Whether those it is done to are the doer's own: *mengimbau warganya*, and any protest at home.
    pub(super) fn is_domestic(&self, trigger: &Trigger, frame: &Frame, source: &Side) -> bool {
        if frame.kind == EventType::Protest {
            return true;
        }
        let scene = self.scene;
        if frame.kind == EventType::Mobilize {
            return self.is_unrest(source);
        }
        let behind = trigger.words.end..scene.forms.len().min(trigger.words.end + 6);
        let mut phrase = behind.take_while(|&word| scene.parts[word] == Part::Plain);
        trigger.voice != Voice::Noun
            && phrase.any(|word| self.lexicon.clauses.domestic.contains(scene.forms[word]))
    }

    /// Whether a state's own people protest: forces that it sends out then are sent against them.
    pub(super) fn is_unrest(&self, source: &Side) -> bool {
        let here = self.scene.triggers.iter().filter_map(|other| self.frame(other));
        let told = self.earlier.iter().rev().take(UNREST);
        here.into_iter().any(|frame| frame.kind == EventType::Protest)
            || told.into_iter().any(|told| told.kind == EventType::Protest && told.source_codes == source.1)
    }

    /// The doer of the deed that is condemned: *mengecam serangan Israel*.
    pub(super) fn blamed(
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
                let (roles, doer, partner) = found.get(next)?.as_ref()?;
                // *mengapresiasi kerja sama Indonesia dengan Jepang*
                let doer = if doer.1 == source.1 && frame.mutual { partner } else { doer };
                return (!doer.1.is_empty() && doer.1 != source.1 && !roles.borrowed).then(|| doer.clone());
            }
        }
        None
    }

    pub(super) fn is_of(&self, id: ActorId, codes: &BTreeSet<String>) -> bool {
        let code = self.cast.actors.get(id.index()).and_then(|actor| actor.code.as_ref());
        code.is_some_and(|code| codes.contains(code.country()))
    }
}
