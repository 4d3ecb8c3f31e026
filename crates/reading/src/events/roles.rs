//! Who did it and to whom: from a trigger to the parties around it.

use std::ops::Range;

use telisik_language::Nominal;
use telisik_lexicon::{Frame, Lexicon, TargetRole, Trigger, Voice};
use telisik_record::EventType;

use super::complements::{Complement, complements};
use super::scene::{Governor, Part, Scene};
use super::syntax;

/// The parties found for a trigger, as indices into the scene's parties.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Roles {
    pub sources: Vec<usize>,
    pub targets: Vec<usize>,
    /// The doers do it to one another.
    pub mutual: bool,
    /// One side is said to do it: *perang yang dilancarkan AS*.
    pub waged: bool,
    /// The source was not said at the trigger but taken over from the clause around it.
    pub borrowed: bool,
}

/// How far to look from a trigger.
const REACH: usize = 40;
/// How many words before an opener the doer of a passive may stand.
const CONTROL: usize = 8;

/// Finds the roles around a trigger. `bounds` are the words that the same voice tells, `inside` whether that is a
/// statement's.
pub(super) fn find(
    scene: &Scene<'_>,
    lexicon: &Lexicon,
    trigger: &Trigger,
    frame: &Frame,
    bounds: Range<usize>,
    inside: bool,
) -> Roles {
    let around = Around { scene, lexicon, trigger, frame, bounds, inside };
    let mut roles = match trigger.voice {
        Voice::Active | Voice::Bare => around.active(),
        Voice::Intransitive => around.intransitive(),
        Voice::Passive => around.passive(),
        Voice::Noun => around.noun(),
    };
    around.show(&mut roles);
    roles.sources.dedup();
    roles.targets.dedup();
    roles
}

/// A trigger with all that its roles are looked for in.
pub(super) struct Around<'s, 'a> {
    pub(super) scene: &'s Scene<'a>,
    pub(super) lexicon: &'s Lexicon,
    pub(super) trigger: &'s Trigger,
    pub(super) frame: &'s Frame,
    bounds: Range<usize>,
    /// The trigger is part of what somebody says.
    inside: bool,
}

impl Around<'_, '_> {
    pub(super) fn form(&self, word: usize) -> &str {
        self.scene.forms.get(word).copied().unwrap_or_default()
    }

    /// What is asked for, threatened with or condemned may be a statement of its own, so these look past its edge.
    pub(super) fn complements(&self) -> Vec<Complement> {
        let parts = &self.trigger.parts;
        let whole =
            parts.iter().zip(self.trigger.words.clone()).take_while(|(part, word)| *part == word).count();
        let after = self.trigger.words.start + whole;
        let past = self.is_spoken() && !self.inside;
        let end = if past { self.scene.forms.len() } else { self.bounds.end };
        complements(self.scene, after, end)
    }

    /// What the tree shows stands for what the walk over the words found; the walk stands where it shows nothing.
    fn show(&self, roles: &mut Roles) {
        if roles.mutual && !roles.sources.is_empty() {
            return;
        }
        let mut shown = syntax::shown(self.scene, self.lexicon, self.trigger, self.frame);
        let (before, after) = if self.is_spoken() {
            (0..self.bounds.end, self.bounds.start..self.scene.forms.len())
        } else {
            (self.bounds.clone(), self.bounds.clone())
        };
        let (doers, others) =
            if self.trigger.voice == Voice::Passive { (after, before) } else { (before, after) };
        let starts = |party: &usize| self.scene.parties[*party].words.start;
        shown.sources.retain(|party| doers.contains(&starts(party)));
        shown.targets.retain(|party| others.contains(&starts(party)));
        // *mengakhiri perang di Peru*: whose war it is the verb above does not tell.
        if self.trigger.voice == Voice::Noun && roles.sources.is_empty() && self.is_ended() {
            shown.sources.clear();
        }
        // A list that the walk finds goes on from the one the tree shows: *dari Peru hingga Chile*.
        let longer = self.trigger.voice == Voice::Noun
            && shown.sources.len() == 1
            && roles.sources.len() > 1
            && roles.sources[0] == shown.sources[0];
        let surer = (!shown.main || roles.sources.is_empty()) && !longer;
        if surer && !shown.sources.is_empty() {
            roles.borrowed = shown.borrowed;
            roles.sources = shown.sources;
        }
        if !shown.targets.is_empty() {
            roles.targets = shown.targets;
        }
        roles.targets.retain(|party| !roles.sources.contains(party));
        roles.mutual &= roles.targets.is_empty();
    }

    fn is_spoken(&self) -> bool {
        self.frame.speech || matches!(self.frame.target, TargetRole::Addressee | TargetRole::Doer)
    }

    pub(super) fn group(&self, party: usize) -> Vec<usize> {
        self.scene.list(party)
    }

    pub(super) fn leads_to_target(&self, link: usize) -> bool {
        self.frame.to.iter().any(|word| word == self.form(link))
    }

    fn active(&self) -> Roles {
        let mut sources = self.subject(self.trigger.words.start);
        if self.reciprocal() && sources.len() < 2 {
            // *dengan Peru dan Bolivia saling menuduh*
            let before = (self.trigger.words.start.saturating_sub(3)..self.trigger.words.start).rev();
            let both = before.into_iter().find_map(|word| self.scene.party_at(word));
            let both = both.map(|party| self.group(party)).filter(|group| group.len() > 1);
            sources = both.unwrap_or(sources);
        }
        let targets = if self.reciprocal() { Vec::new() } else { self.object() };
        let mutual = self.reciprocal() || self.frame.mutual && self.frame.target == TargetRole::Partner;
        Roles { mutual: mutual && targets.is_empty(), sources, targets, ..Roles::default() }
    }

    fn intransitive(&self) -> Roles {
        let sources = self.subject(self.trigger.words.start);
        let mut targets = match self.frame.target {
            TargetRole::Partner => self.partner(),
            _ => self.object(),
        };
        targets.retain(|party| !sources.contains(party));
        let mutual = (self.frame.mutual || self.reciprocal()) && targets.is_empty();
        Roles { sources, targets, mutual, ..Roles::default() }
    }

    fn passive(&self) -> Roles {
        let mut targets = self.subject(self.trigger.words.start);
        let after = self.trigger.words.start + 1;
        let sources = self.agent(after);
        // *tenggat yang diminta Peru agar Bolivia mundur*
        if self.frame.target == TargetRole::Addressee && targets.iter().all(|party| sources.contains(party)) {
            let all = self.complements();
            let asked = all.iter().find(|c| {
                c.link
                    .is_some_and(|link| self.scene.parts[link] == Part::Opener && self.leads_to_target(link))
            });
            targets = asked.map(|c| self.group(c.party)).unwrap_or(targets);
        }
        Roles { sources, targets, ..Roles::default() }
    }

    fn reciprocal(&self) -> bool {
        let start = self.trigger.words.start;
        [Some(start), start.checked_sub(1)]
            .into_iter()
            .flatten()
            .any(|word| self.lexicon.clauses.reciprocal.contains(self.form(word)))
    }

    /// The doer of a passive whose words go on at `after`: *oleh X*, or X right behind the verb.
    pub(super) fn agent(&self, after: usize) -> Vec<usize> {
        let all = complements(self.scene, after, self.bounds.end);
        let led = all.iter().find(|c| c.link.is_some_and(|link| self.scene.parts[link] == Part::Agent));
        let among = |c: &Complement| c.link.is_none() && self.is_among(after, c.party);
        let bare = all.iter().find(|c| c.link.is_none() && self.close(after, c.party) || among(c));
        led.or(bare).map(|c| self.group(c.party)).unwrap_or_default()
    }

    /// Whether only few words of one phrase lie between.
    fn close(&self, from: usize, party: usize) -> bool {
        let start = self.scene.parties[party].words.start;
        start - from.min(start) <= 6 && (from..start).all(|word| self.scene.parts[word] == Part::Plain)
    }

    /// Whether a party is named as one of many who do it: *dikecam berbagai pihak, termasuk Peru*.
    fn is_among(&self, from: usize, party: usize) -> bool {
        let start = self.scene.parties[party].words.start;
        let Some(comma) = (from..start).find(|&word| self.scene.parts[word] != Part::Plain) else {
            return false;
        };
        let clauses = &self.lexicon.clauses;
        let many = |word: usize| {
            clauses.bodies.contains(self.form(word)) || clauses.everybody.contains(self.form(word))
        };
        start - from <= 9
            && self.scene.parts[comma] == Part::Comma
            && (from..comma).any(many)
            && clauses.including.contains(self.form(comma + 1))
            && (comma + 1..start).all(|word| matches!(self.scene.parts[word], Part::Plain | Part::Agent))
    }

    fn object(&self) -> Vec<usize> {
        let all = self.complements();
        let near = all.iter().filter(|c| !c.beyond || c.link.is_some_and(|link| self.leads_to_target(link)));
        let mut bare = near.clone().filter(|c| c.link.is_none());
        let direct =
            bare.clone().find(|c| self.frame.domestic || self.is_other(c.party)).or_else(|| bare.next());
        let led = near.clone().find(|c| c.link.is_some_and(|link| self.leads_to_target(link)));
        let found = match self.frame.target {
            TargetRole::Addressee => {
                let asked = all.iter().find(|c| c.link.is_some_and(|link| self.leads_to_target(link)));
                let direct = direct.filter(|c| !self.is_of_a_deed(c.party));
                let threatened = || {
                    let threat = self.frame.kind == EventType::Threaten;
                    all.iter().find(|c| threat && self.is_other(c.party))
                };
                direct.or(led).or(asked).or_else(threatened)
            }
            TargetRole::Partner => led.or(direct),
            TargetRole::Direction => led,
            TargetRole::Own => None,
            // *menarik pasukannya dari Bolivia*: what is the doer's own is not what it is done to.
            TargetRole::Undergoer => {
                // *menjatuhkan sanksi untuk menekan Korea Utara*
                let meant = || {
                    let threat = self.frame.announced == Some(EventType::Threaten);
                    all.iter().find(|c| threat && self.is_other(c.party))
                };
                let other = direct.filter(|c| self.frame.domestic || self.is_other(c.party));
                other.or(led).or_else(meant).or(direct)
            }
            TargetRole::Doer => {
                let by =
                    all.iter().find(|c| c.link.is_some_and(|link| self.scene.parts[link] == Part::Agent));
                let direct = direct.or(led).or_else(|| all.iter().find(|c| self.is_other(c.party)));
                by.filter(|by| all.iter().all(|c| c.party >= by.party || c.link.is_some())).or(direct)
            }
        };
        found.map(|c| self.group(c.party)).unwrap_or_default()
    }

    /// Whether a party only belongs to a deed that is spoken of: *mendesak penghentian serangan Israel*.
    fn is_of_a_deed(&self, party: usize) -> bool {
        let seat = &self.scene.parties[party];
        let lead = &self.scene.sentence.words[seat.lead];
        seat.lead < seat.words.start && lead.morphology.nominal == Some(Nominal::Act)
    }

    /// Whether a party is of another country than the subject.
    fn is_other(&self, party: usize) -> bool {
        let subject = self.subject(self.trigger.words.start);
        let own = subject.iter().flat_map(|&party| &self.scene.parties[party].codes);
        let codes = &self.scene.parties[party].codes;
        !own.into_iter().any(|code| codes.contains(code))
    }

    fn partner(&self) -> Vec<usize> {
        let all = self.complements();
        let near = all.iter().filter(|c| !c.beyond);
        let mut led = near.clone().find(|c| c.link.is_some_and(|link| self.leads_to_target(link)));
        // *berjanji akan memberikan bantuan kepada Ukraina*: whom the promised deed is for.
        if self.frame.speech {
            led = led.or_else(|| all.iter().find(|c| c.link.is_some_and(|link| self.leads_to_target(link))));
        }
        let direct = near.clone().find(|c| c.link.is_none() && self.close(self.trigger.words.end, c.party));
        direct.or(led).map(|c| self.group(c.party)).unwrap_or_default()
    }

    /// The subject of a verb at `verb`, found by walking left.
    pub(super) fn subject(&self, verb: usize) -> Vec<usize> {
        let scene = self.scene;
        let mut relative = false;
        let mut between = Vec::new();
        let mut word = verb;
        let floor = if self.frame.speech || self.trigger.voice == Voice::Passive && self.is_spoken() {
            0
        } else {
            self.bounds.start
        };
        while let Some(at) = word.checked_sub(1).filter(|&at| at >= floor && verb - at <= REACH) {
            if let Some(party) = scene.party_at(at) {
                let seat = &scene.parties[party];
                let adjacent = between.iter().all(|part| *part == Part::Plain);
                let asked =
                    between.iter().all(|part| matches!(part, Part::Plain | Part::Preposition | Part::Opener));
                let subject = match seat.governor {
                    Governor::Clause => true,
                    _ if relative => true,
                    Governor::Verb(other) => {
                        let told = adjacent || asked && self.is_speech(other);
                        !scene.is_passive(other) && told || self.is_purpose_of(at, party, &between)
                    }
                    Governor::Preposition(_) => self.is_purpose_of(at, party, &between),
                };
                if subject {
                    return self.group(party);
                }
                word = seat.lead.min(seat.words.start);
                relative = false;
                between.push(Part::And);
                continue;
            }
            if self.lexicon.clauses.speakers.contains(self.form(at)) {
                break;
            }
            match scene.parts[at] {
                Part::Wall | Part::Quote => break,
                // *meskipun ada putusan yang menolak klaim itu*: the ruling does, not who stands in the clause before.
                Part::Opener if between.contains(&Part::Relative) => return Vec::new(),
                Part::Relative => relative = true,
                Part::Verb if relative => relative = false,
                _ => {}
            }
            between.push(scene.parts[at]);
            word = at;
        }
        self.controlled(verb)
    }

    /// *disampaikan Kenya saat bertemu*: a clause without a subject right behind its opener has that of the clause
    /// before, here the doer of a passive.
    fn controlled(&self, verb: usize) -> Vec<usize> {
        let scene = self.scene;
        let before = (verb.saturating_sub(3)..verb).rev().find(|&word| scene.parts[word] != Part::Plain);
        let Some(opener) = before.filter(|&word| scene.parts[word] == Part::Opener) else {
            return Vec::new();
        };
        let near = (opener.saturating_sub(CONTROL)..opener).rev();
        let mut near = near.take_while(|&word| !matches!(scene.parts[word], Part::Wall | Part::Quote));
        let Some(party) = near.find_map(|word| scene.party_at(word)) else { return Vec::new() };
        match scene.parties[party].governor {
            Governor::Verb(other) if scene.is_passive(other) => self.group(party),
            Governor::Preposition(other) if scene.parts[other] == Part::Agent => self.group(party),
            _ => Vec::new(),
        }
    }

    /// *keputusan Israel untuk menyerang*: a party that owns a noun right before *untuk* is who does it.
    fn is_purpose_of(&self, at: usize, party: usize, between: &[Part]) -> bool {
        let seat = &self.scene.parties[party];
        between.len() == 1 && self.is_purpose(at + 1) && seat.lead < seat.words.start
    }

    fn is_purpose(&self, word: usize) -> bool {
        self.lexicon.clauses.purpose.contains(self.form(word))
    }

    fn is_speech(&self, verb: usize) -> bool {
        let trigger = self.scene.trigger_at(verb);
        trigger.and_then(|trigger| self.lexicon.frames.get(trigger.frame)).is_some_and(|frame| frame.speech)
    }
}
