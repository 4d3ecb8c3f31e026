//! Who did it and to whom, from the tree of the sentence.
//!
//! Each search says only what the tree shows; where it shows nothing, [`super::roles`] walks the words instead.

mod nominal;

use telisik_language::{Deprel, Upos};
use telisik_lexicon::{Frame, Lexicon, TargetRole, Trigger, Voice};

use super::scene::{Governor, Part, Scene};

/// How many steps a subject is inherited over, and a phrase gone down.
const STEPS: usize = 8;
/// How many words of one phrase are looked at: a bound for hostile sentences.
const WORDS: usize = 60;

/// What the tree shows of a trigger's roles, as indices into the scene's parties.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Shown {
    pub sources: Vec<usize>,
    pub targets: Vec<usize>,
    /// The source is the subject of the verb that the noun hangs on.
    pub borrowed: bool,
    /// The source is the subject of the main clause, which a walk over the words finds more surely.
    pub main: bool,
}

/// How far into a phrase a party may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// Its head, or what owns it: *pasukan Israel*.
    Owner,
    /// Also where it is: *pangkalan di Suriah*.
    Place,
}

/// Whether the clause of a verb has no subject at all, so that it can only be that of the sentence before.
pub(super) fn is_subjectless(scene: &Scene<'_>, lexicon: &Lexicon, trigger: &Trigger, frame: &Frame) -> bool {
    let reader = Syntax { scene, lexicon, frame, parts: &trigger.parts };
    let verb = reader.top(&trigger.parts);
    let chain = std::iter::once(verb).chain(scene.sentence.ancestors(verb));
    let main = chain.take(STEPS).find(|&word| reader.deprel(word) != Deprel::Conj);
    main.is_some_and(|word| reader.deprel(word) == Deprel::Root)
        && reader.subject(verb, STEPS).is_none()
        && verb <= WORDS
        && (0..verb).all(|word| reader.is_no_subject(word))
}

/// The word that is the subject of a trigger's verb.
pub(super) fn subject(
    scene: &Scene<'_>,
    lexicon: &Lexicon,
    trigger: &Trigger,
    frame: &Frame,
) -> Option<usize> {
    let reader = Syntax { scene, lexicon, frame, parts: &trigger.parts };
    reader.subject(reader.top(&trigger.parts), STEPS)
}

/// Reads the roles of a trigger from the tree.
pub(super) fn shown(scene: &Scene<'_>, lexicon: &Lexicon, trigger: &Trigger, frame: &Frame) -> Shown {
    let reader = Syntax { scene, lexicon, frame, parts: &trigger.parts };
    let top = reader.top(&trigger.parts);
    match trigger.voice {
        Voice::Active | Voice::Bare | Voice::Intransitive => reader.active(top),
        Voice::Passive => reader.passive(top),
        Voice::Noun => reader.noun(top),
    }
}

/// A trigger in its tree.
pub(super) struct Syntax<'s, 'a> {
    pub(super) scene: &'s Scene<'a>,
    pub(super) lexicon: &'s Lexicon,
    frame: &'s Frame,
    pub(super) parts: &'s [usize],
}

impl Syntax<'_, '_> {
    pub(super) fn form(&self, word: usize) -> &str {
        self.scene.forms.get(word).copied().unwrap_or_default()
    }

    pub(super) fn deprel(&self, word: usize) -> Deprel {
        self.scene.sentence.words[word].deprel
    }

    pub(super) fn head(&self, word: usize) -> Option<usize> {
        self.scene.sentence.words[word].head
    }

    pub(super) fn children(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        self.scene.dependents(word).iter().copied().take(WORDS)
    }

    pub(super) fn child(&self, word: usize, relations: &[Deprel]) -> Option<usize> {
        self.children(word).find(|&child| relations.contains(&self.deprel(child)))
    }

    /// Whether a word could not be a mistaken subject: it is no noun, or stands in a phrase with a preposition.
    fn is_no_subject(&self, word: usize) -> bool {
        let mut above = std::iter::once(word).chain(self.scene.sentence.ancestors(word)).take(STEPS);
        !matches!(self.scene.sentence.words[word].upos, Upos::Noun | Upos::Propn | Upos::Pron)
            || above.any(|at| {
                let named = self.scene.sentence.words[at].upos == Upos::Propn;
                self.deprel(at) == Deprel::Obl && (!named || self.case(at).is_some())
            })
    }

    /// The word of a trigger that the others hang on.
    fn top(&self, parts: &[usize]) -> usize {
        let within = |word: usize| self.head(word).is_some_and(|head| parts.contains(&head));
        let first = parts.first().copied().unwrap_or_default();
        if within(first) { parts.iter().copied().find(|&word| !within(word)).unwrap_or(first) } else { first }
    }

    /// The preposition of a phrase.
    pub(super) fn case(&self, word: usize) -> Option<&str> {
        self.child(word, &[Deprel::Case, Deprel::Mark]).map(|case| self.form(case))
    }

    fn leads_to_target(&self, word: usize) -> bool {
        self.case(word).is_some_and(|case| self.frame.to.iter().any(|to| to == case))
    }

    pub(super) fn is_agent(&self, word: usize) -> bool {
        self.deprel(word) == Deprel::OblAgent
            || self.case(word).is_some_and(|case| self.lexicon.clauses.agent.contains(case))
    }

    pub(super) fn is_from(&self, word: usize) -> bool {
        self.case(word).is_some_and(|case| self.lexicon.clauses.origin.contains(case))
    }

    /// The parties that a phrase names: its head or who owns it, and whom it lists.
    pub(super) fn phrase(&self, head: usize, depth: Depth) -> Vec<usize> {
        let mut found = Vec::new();
        let mut budget = WORDS;
        self.name(head, depth, STEPS, &mut budget, &mut found);
        found
    }

    fn name(&self, head: usize, depth: Depth, steps: usize, budget: &mut usize, found: &mut Vec<usize>) {
        if steps == 0 || *budget == 0 {
            return;
        }
        *budget -= 1;
        let before = found.len();
        if let Some(party) = self.scene.party_at(head) {
            // *Peru-Bolivia*: two that a dash joins are named together.
            for party in [Some(party), self.scene.dashed(party)].into_iter().flatten() {
                if !found.contains(&party) {
                    found.push(party);
                }
            }
        } else {
            let owner = |child: &usize| match self.deprel(*child) {
                Deprel::Flat | Deprel::Compound | Deprel::Appos | Deprel::Amod | Deprel::Nummod => true,
                Deprel::Nmod => {
                    let case = self.case(*child);
                    case.is_none_or(|case| self.lexicon.clauses.owned_by.contains(case))
                }
                Deprel::Det => self.scene.party_at(*child).is_some(),
                _ => false,
            };
            for child in self.children(head).filter(owner) {
                self.name(child, depth, steps - 1, budget, found);
                if found.len() > before {
                    break;
                }
            }
            if found.len() == before && depth == Depth::Place {
                let place = |child: &usize| {
                    matches!(self.deprel(*child), Deprel::Nmod | Deprel::Obl)
                        && self.case(*child).is_some_and(|case| self.lexicon.clauses.reaching.contains(case))
                };
                for child in self.children(head).filter(place) {
                    self.name(child, depth, steps - 1, budget, found);
                    if found.len() > before {
                        break;
                    }
                }
            }
        }
        for child in self.children(head) {
            if self.deprel(child) == Deprel::Conj && self.scene.sentence.words[child].upos != Upos::Verb {
                self.name(child, depth, steps - 1, budget, found);
            }
        }
        // *DPRK (Republik Demokratik Rakyat Korea) dan Rusia*: what is joined to an aside is joined to what it explains.
        for aside in self.children(head).filter(|&child| self.deprel(child) == Deprel::Appos) {
            for joined in self.children(aside).filter(|&child| self.deprel(child) == Deprel::Conj) {
                self.name(joined, depth, steps - 1, budget, found);
            }
        }
    }

    /// The word that is the subject of a verb, its own or one that it shares or is given.
    fn subject(&self, verb: usize, steps: usize) -> Option<usize> {
        if steps == 0 {
            return None;
        }
        let own = self.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass]);
        let relative = matches!(self.deprel(verb), Deprel::AclRelcl | Deprel::Acl);
        match own {
            Some(word) if relative && self.scene.parts[word] == Part::Relative => return self.head(verb),
            Some(word) => return Some(word),
            None => {}
        }
        let head = self.head(verb)?;
        match self.deprel(verb) {
            Deprel::Conj | Deprel::Ccomp => self.subject(head, steps - 1),
            // *mengecam keputusan Israel untuk menyerang*
            Deprel::Advcl => self.decision(head, verb).or_else(|| self.subject(head, steps - 1)),
            Deprel::Xcomp if self.decision(head, verb).is_some() => self.decision(head, verb),
            Deprel::Xcomp => {
                let object = self.child(head, &[Deprel::Obj, Deprel::Iobj]);
                object.or_else(|| self.subject(head, steps - 1))
            }
            Deprel::AclRelcl => Some(head),
            // *keputusan Israel untuk menyerang*; *Israel mengambil keputusan untuk menyerang*.
            Deprel::Acl => {
                let owned = !self.phrase(head, Depth::Owner).is_empty();
                let above = self.head(head).filter(|_| !owned && self.deprel(head) == Deprel::Obj);
                Some(above.and_then(|verb| self.subject(verb, steps - 1)).unwrap_or(head))
            }
            _ => None,
        }
    }

    /// The decision or plan under a verb whose purpose another verb tells, so that its owner does that.
    fn decision(&self, above: usize, verb: usize) -> Option<usize> {
        self.case(verb).filter(|case| self.lexicon.clauses.purpose.contains(*case))?;
        let object = self.child(above, &[Deprel::Obj])?;
        let root = self.scene.sentence.words[object].root();
        (self.lexicon.clauses.deciding.contains(root) && !self.phrase(object, Depth::Owner).is_empty())
            .then_some(object)
    }

    /// The parties that do what an active verb tells.
    pub(super) fn doers(&self, verb: usize) -> Vec<usize> {
        let found = self.before(verb);
        if found.is_empty() { self.said_doers(verb) } else { found }
    }

    /// The party right before an active verb, over auxiliaries and adverbs: *sejak Israel merebut*, *laporan AS telah
    /// menyerang*. A tree that makes of it something else is mistaken more often than it is right.
    fn before(&self, verb: usize) -> Vec<usize> {
        let mut word = verb;
        while let Some(at) = word.checked_sub(1).filter(|&at| verb - at <= WORDS) {
            if let Some(party) = self.scene.party_at(at) {
                let free = match self.scene.parties[party].governor {
                    Governor::Clause => true,
                    Governor::Preposition(word) => self.lexicon.clauses.clausal.contains(self.form(word)),
                    Governor::Verb(_) => false,
                };
                return if free { self.scene.list(party) } else { Vec::new() };
            }
            if !matches!(self.scene.sentence.words[at].upos, Upos::Aux | Upos::Adv | Upos::Part) {
                break;
            }
            word = at;
        }
        Vec::new()
    }

    fn said_doers(&self, verb: usize) -> Vec<usize> {
        let Some(subject) = self.subject(verb, STEPS) else { return Vec::new() };
        let named = self.phrase(subject, Depth::Owner);
        if !named.is_empty() {
            return named;
        }
        // *Hal itu disampaikan Kenya saat bertemu …*: the one who does the passive.
        let above = self.head(subject).filter(|_| self.deprel(verb) == Deprel::Advcl);
        above.map(|above| self.agents(above)).unwrap_or_default()
    }

    /// The parties that do what a passive verb tells.
    pub(super) fn agents(&self, verb: usize) -> Vec<usize> {
        let agent = self.children(verb).find(|&child| self.is_agent(child));
        let bare = || {
            // *senjata yang mereka kirim*
            let subject = self.child(verb, &[Deprel::Nsubj])?;
            let object = self.child(verb, &[Deprel::Obj])?;
            (self.scene.parts[object] == Part::Relative).then_some(subject)
        };
        agent.or_else(bare).map(|word| self.phrase(word, Depth::Owner)).unwrap_or_default()
    }

    /// What the prepositions of the frame lead to, under any of some words.
    pub(super) fn led(&self, words: &[usize]) -> Vec<usize> {
        for &word in words {
            for child in self.children(word) {
                let led =
                    matches!(self.deprel(child), Deprel::Obl | Deprel::Nmod | Deprel::Obj | Deprel::Iobj);
                if led && self.leads_to_target(child) {
                    let named = self.phrase(child, Depth::Place);
                    if !named.is_empty() {
                        return named;
                    }
                }
            }
        }
        Vec::new()
    }

    /// The objects of a verb that are no words of the trigger.
    fn object(&self, verb: usize, depth: Depth) -> Vec<usize> {
        let object = self.child(verb, &[Deprel::Iobj, Deprel::Obj]);
        let shared = || {
            let head = self.head(verb).filter(|_| self.deprel(verb) == Deprel::Conj)?;
            self.child(head, &[Deprel::Obj])
        };
        let Some(object) = object.or_else(shared) else { return Vec::new() };
        if self.scene.parts[object] == Part::Relative {
            let noun = self.head(verb).filter(|_| self.deprel(verb) == Deprel::AclRelcl);
            return noun.map(|noun| self.phrase(noun, depth)).unwrap_or_default();
        }
        self.phrase(object, depth)
    }

    fn active(&self, verb: usize) -> Shown {
        let sources = self.doers(verb);
        let targets = self.targets(verb);
        let subject = self.subject(verb, STEPS).and_then(|word| self.head(word));
        let main = subject.is_some_and(|verb| self.deprel(verb) == Deprel::Root);
        Shown { sources, targets, borrowed: false, main }
    }

    fn targets(&self, verb: usize) -> Vec<usize> {
        let mut around = vec![verb];
        around.extend(self.parts.iter().filter(|&&part| part != verb));
        around.extend(self.child(verb, &[Deprel::Obj]));
        let led = || self.led(&around);
        match self.frame.target {
            TargetRole::Own => Vec::new(),
            TargetRole::Direction => led(),
            TargetRole::Partner => {
                let led = led();
                if led.is_empty() { self.object(verb, Depth::Owner) } else { led }
            }
            TargetRole::Undergoer => {
                let direct = self.object(verb, Depth::Place);
                let direct = if direct.is_empty() { self.made(verb) } else { direct };
                if direct.is_empty() { led() } else { direct }
            }
            TargetRole::Addressee => {
                let direct = self.object(verb, Depth::Owner);
                if !direct.is_empty() {
                    return direct;
                }
                let led = led();
                if !led.is_empty() { led } else { self.asked(verb) }
            }
            TargetRole::Doer => {
                let object = self.child(verb, &[Deprel::Obj]).filter(|object| !self.parts.contains(object));
                let by = object.map(|object| self.noun(object));
                let by = by.map(|shown| shown.sources).unwrap_or_default();
                if !by.is_empty() {
                    return by;
                }
                let direct = self.object(verb, Depth::Place);
                let direct = if direct.is_empty() { self.made(verb) } else { direct };
                if direct.is_empty() { led() } else { direct }
            }
        }
    }

    /// The subject of what is asked for: *meminta agar Peru mundur*.
    fn asked(&self, verb: usize) -> Vec<usize> {
        let clause = self.child(verb, &[Deprel::Ccomp, Deprel::Advcl, Deprel::Xcomp]);
        let subject = clause.and_then(|clause| self.child(clause, &[Deprel::Nsubj]));
        subject.map(|word| self.phrase(word, Depth::Owner)).unwrap_or_default()
    }

    fn passive(&self, verb: usize) -> Shown {
        let sources = self.agents(verb);
        let subject = self.subject(verb, STEPS);
        let mut targets = match self.frame.target {
            TargetRole::Direction => Vec::new(),
            _ => subject.map(|word| self.phrase(word, Depth::Place)).unwrap_or_default(),
        };
        if targets.is_empty() {
            let mut around = vec![verb];
            around.extend(self.parts.iter().filter(|&&part| part != verb));
            around.extend(subject);
            targets = self.led(&around);
        }
        Shown { sources, targets, borrowed: false, main: false }
    }
}
