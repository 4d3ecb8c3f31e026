//! Who did it and to whom, from the tree of an English sentence.

use telisik_language::{Deprel, Upos};
use telisik_lexicon::{Frame, Lexicon, TargetRole, Trigger, Voice};

use super::super::scene::Scene;
use super::tree::Tree;

/// How many steps a subject is inherited over, and a phrase gone down.
pub(super) const STEPS: usize = 8;

/// The parties on both sides, as indices into the scene's parties.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Roles {
    pub sources: Vec<usize>,
    pub targets: Vec<usize>,
    /// The doers do it to one another.
    pub mutual: bool,
    /// The verb that carries an event noun: *launched an attack*.
    pub carrier: Option<usize>,
    /// The target's place in the sentence is taken, be it by nobody known.
    pub undergone: bool,
}

/// A trigger with all that its roles are looked for in.
pub(super) struct Around<'s, 'a> {
    pub scene: &'s Scene<'a>,
    pub lexicon: &'s Lexicon,
    pub tree: Tree<'s>,
    pub trigger: &'s Trigger,
    pub frame: &'s Frame,
}

impl Around<'_, '_> {
    /// Finds the roles around the trigger.
    pub(super) fn find(&self) -> Roles {
        let head = self.trigger.parts[0];
        let mut roles = if self.frame.of_the_speaker {
            self.said(head)
        } else {
            match self.trigger.voice {
                Voice::Noun => self.noun(head),
                Voice::Passive => self.passive(head),
                _ => self.active(head),
            }
        };
        roles.targets.retain(|party| !roles.sources.contains(party));
        roles.mutual |= self.frame.mutual && roles.targets.is_empty() && roles.sources.len() > 1;
        roles
    }

    /// *said that Peru must leave*: the speaker asks whoever must.
    fn said(&self, word: usize) -> Roles {
        let tree = self.tree;
        let verb = if matches!(tree.deprel(word), Deprel::Aux | Deprel::Cop) {
            tree.head(word).unwrap_or(word)
        } else {
            word
        };
        let targets = self.subject(verb, STEPS).map(|word| self.phrase(word, true)).unwrap_or_default();
        let teller = self.teller(verb);
        let sources = teller.and_then(|teller| self.subject(teller, STEPS));
        let sources = sources.map(|word| self.phrase(word, false)).unwrap_or_default();
        Roles { sources, targets, ..Roles::default() }
    }

    /// The verb of telling whose content a verb stands in.
    fn teller(&self, verb: usize) -> Option<usize> {
        let tree = self.tree;
        let tells = |word: usize| self.lexicon.clauses.telling.contains(tree.lemma(word));
        let mut at = verb;
        for _ in 0..STEPS {
            // *Peru must leave, Chile said.*
            let beside =
                tree.children(at).find(|&child| tree.deprel(child) == Deprel::Parataxis && tells(child));
            if beside.is_some() {
                return beside;
            }
            let above = tree.head(at)?;
            match tree.deprel(at) {
                Deprel::Ccomp | Deprel::Parataxis if tells(above) => return Some(above),
                Deprel::Ccomp | Deprel::Conj | Deprel::Xcomp | Deprel::Advcl => at = above,
                _ => return None,
            }
        }
        None
    }

    fn active(&self, verb: usize) -> Roles {
        let sources = self.doers(verb);
        let (targets, undergone) = self.targets(verb);
        Roles { sources, targets, undergone, ..Roles::default() }
    }

    fn passive(&self, verb: usize) -> Roles {
        let mut sources = self.agents(verb);
        if sources.is_empty() {
            sources = self.in_the_course(verb);
        }
        let subject = self.subject(verb, STEPS);
        let mut targets = match self.frame.target {
            TargetRole::Direction | TargetRole::Own => Vec::new(),
            _ if self.trigger.parts.iter().any(|part| Some(*part) == subject) => Vec::new(),
            _ => subject.map(|word| self.named(word, verb, true)).unwrap_or_default(),
        };
        if targets.is_empty() {
            targets = self.led(&self.parts_and(verb, subject));
        }
        Roles { sources, targets, undergone: subject.is_some(), ..Roles::default() }
    }

    /// The parties that do what an active verb tells.
    pub(super) fn doers(&self, verb: usize) -> Vec<usize> {
        let Some(subject) = self.subject(verb, STEPS) else { return Vec::new() };
        self.named(subject, verb, false)
    }

    /// The parties that the subject of a verb names. *Iraq said it would withdraw*: a pronoun that nothing else
    /// resolved is who the verb above tells of.
    fn named(&self, subject: usize, verb: usize, deep: bool) -> Vec<usize> {
        let named = self.phrase(subject, deep);
        if !named.is_empty() || self.tree.upos(subject) != Upos::Pron {
            return named;
        }
        let above =
            self.tree.above(verb).take(STEPS).find(|&above| {
                self.tree.upos(above) == Upos::Verb && self.subject(above, 1) != Some(subject)
            });
        let speaker = above.and_then(|above| self.subject(above, STEPS - 1));
        speaker.map(|word| self.phrase(word, deep)).unwrap_or_default()
    }

    /// Who did what something was suffered in: *were killed in an Israeli air strike*, *in a clash with rebels*.
    fn in_the_course(&self, verb: usize) -> Vec<usize> {
        let tree = self.tree;
        for child in tree.children(verb).filter(|&child| tree.deprel(child) == Deprel::Obl) {
            let event = self
                .scene
                .triggers
                .iter()
                .find(|other| other.voice == Voice::Noun && other.parts[0] == child);
            let Some(trigger) = event else { continue };
            let Some(frame) = self.lexicon.frames.get(trigger.frame) else { continue };
            if frame.kind != self.frame.kind {
                continue;
            }
            let roles = Around { trigger, frame, ..*self }.noun(child);
            if !roles.sources.is_empty() {
                return roles.sources;
            }
            if frame.mutual {
                return roles.targets;
            }
        }
        Vec::new()
    }

    /// The parties that do what a passive verb tells.
    pub(super) fn agents(&self, verb: usize) -> Vec<usize> {
        let agent = self.tree.children(verb).find(|&child| self.is_agent(child));
        agent.map(|word| self.phrase(word, false)).unwrap_or_default()
    }

    pub(super) fn is_agent(&self, word: usize) -> bool {
        self.tree.deprel(word) == Deprel::OblAgent
            || matches!(self.tree.deprel(word), Deprel::Obl | Deprel::Nmod)
                && self.tree.case(word).is_some_and(|case| self.lexicon.clauses.agent.contains(case))
    }

    /// The word that is the subject of a verb, its own or one that it shares or is given.
    pub(super) fn subject(&self, verb: usize, steps: usize) -> Option<usize> {
        let tree = self.tree;
        // *Peru lifted the ban*: a party right before its verb that the tree takes for something else.
        let before = || {
            verb.checked_sub(1).filter(|&word| {
                let loose = matches!(tree.deprel(word), Deprel::Obl | Deprel::Nmod | Deprel::Dep);
                loose && tree.head(word) == Some(verb) && self.scene.party_at(word).is_some()
            })
        };
        let own = tree.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass]).or_else(before);
        let head = tree.head(verb);
        let relative = matches!(tree.deprel(verb), Deprel::AclRelcl | Deprel::Acl);
        match own {
            Some(word) if relative && self.lexicon.clauses.relative.contains(tree.form(word)) => return head,
            Some(word) => return Some(word),
            None if steps == 0 => return None,
            None => {}
        }
        let head = head?;
        match tree.deprel(verb) {
            Deprel::Conj | Deprel::Ccomp | Deprel::Advcl | Deprel::Parataxis => self.subject(head, steps - 1),
            Deprel::Xcomp => {
                let object = tree.child(head, &[Deprel::Obj, Deprel::Iobj]);
                let object = object.filter(|_| !self.keeps_subject(head));
                object.or_else(|| self.subject(head, steps - 1))
            }
            Deprel::AclRelcl => Some(head),
            Deprel::Acl if tree.is_infinitive(verb) || tree.is_ing(verb) => {
                // *Israel's decision to attack*, *Israel made a decision to attack*, *issued a report accusing*
                let owned = !self.phrase(head, false).is_empty();
                let above = tree.head(head).filter(|&above| !owned && tree.upos(above) == Upos::Verb);
                Some(above.and_then(|above| self.subject(above, steps - 1)).unwrap_or(head))
            }
            Deprel::Acl => Some(head),
            _ => None,
        }
    }

    /// *promised Peru to withdraw*: the one who promises will do it.
    fn keeps_subject(&self, verb: usize) -> bool {
        self.lexicon.status.get(self.tree.lemma(verb)).is_some_and(|cue| cue.announces)
    }

    fn parts_and(&self, verb: usize, other: Option<usize>) -> Vec<usize> {
        let mut around = vec![verb];
        around.extend(self.trigger.parts.iter().filter(|&&part| part != verb));
        around.extend(other);
        around.extend(self.tree.child(verb, &[Deprel::Obj]));
        around.extend(self.tree.child(verb, &[Deprel::Xcomp]));
        around
    }

    /// The object of a verb that is no word of the trigger; in a relative clause what that describes.
    fn object(&self, verb: usize) -> Option<usize> {
        let tree = self.tree;
        // *expelled diplomats*: a word of the trigger may be the one it is done to.
        let own = tree.children(verb).find(|&child| {
            matches!(tree.deprel(child), Deprel::Obj | Deprel::Iobj)
                && (!self.trigger.parts.contains(&child) || self.scene.party_at(child).is_some())
        });
        let shared = || {
            let head = tree.head(verb).filter(|_| tree.deprel(verb) == Deprel::Conj)?;
            let object = tree.child(head, &[Deprel::Obj]).filter(|&object| object > verb)?;
            Some(object)
        };
        let relative = || {
            let gap = tree.deprel(verb) == Deprel::AclRelcl
                && tree
                    .child(verb, &[Deprel::Nsubj])
                    .is_some_and(|subject| !self.lexicon.clauses.relative.contains(tree.form(subject)));
            tree.head(verb).filter(|_| gap)
        };
        match own {
            Some(word) if self.lexicon.clauses.relative.contains(tree.form(word)) => tree.head(verb),
            own => own.or_else(shared).or_else(relative),
        }
    }

    fn targets(&self, verb: usize) -> (Vec<usize>, bool) {
        let object = self.object(verb);
        let named = |word: usize| self.phrase(word, true);
        let led = || self.led(&self.parts_and(verb, None));
        // *bowed to Bolivian demands*, *freed the Bolivian crew*
        let owned = || {
            let parts = self.trigger.parts.iter().filter(|&&part| part != verb);
            parts.map(|&part| self.phrase(part, false)).find(|found| !found.is_empty()).unwrap_or_default()
        };
        let direct = || object.map(named).unwrap_or_default();
        let or = |one: Vec<usize>, other: &dyn Fn() -> Vec<usize>| if one.is_empty() { other() } else { one };
        let targets = match self.frame.target {
            TargetRole::Own => Vec::new(),
            TargetRole::Direction => led(),
            TargetRole::Partner => or(led(), &direct),
            TargetRole::Undergoer => or(or(direct(), &led), &owned),
            TargetRole::Addressee => or(or(direct(), &led), &|| self.asked(verb)),
            TargetRole::Doer => {
                // *condemned the attack by Peru on Chile*: who did it, not to whom.
                let by = object.map(|object| self.noun_of(object)).unwrap_or_default();
                or(or(or(by, &|| self.agents(verb)), &direct), &led)
            }
        };
        let targets = if self.frame.speech { or(targets, &|| self.matter(verb)) } else { targets };
        (targets, object.is_some())
    }

    /// The subject of what is asked for: *demanded that Peru leave*.
    fn asked(&self, verb: usize) -> Vec<usize> {
        let tree = self.tree;
        let mut around = vec![verb];
        around.extend(self.trigger.parts.iter().filter(|&&part| part != verb));
        let clauses = around.iter().flat_map(|&word| tree.children(word)).filter(|&child| {
            matches!(tree.deprel(child), Deprel::Ccomp | Deprel::Xcomp | Deprel::Advcl | Deprel::Acl)
        });
        let mut subjects =
            clauses.filter_map(|clause| tree.child(clause, &[Deprel::Nsubj, Deprel::NsubjPass]));
        subjects.next().map(|word| self.phrase(word, true)).unwrap_or_default()
    }

    /// Whom the deed is done to that a speech act is about: *threatened to attack Peru*, *is ready to help Peru*.
    fn matter(&self, verb: usize) -> Vec<usize> {
        let tree = self.tree;
        let clause = tree.children(verb).find(|&child| match tree.deprel(child) {
            Deprel::Xcomp | Deprel::Ccomp => true,
            Deprel::Advcl | Deprel::Acl => tree.is_infinitive(child),
            _ => false,
        });
        let Some(clause) = clause else { return Vec::new() };
        for relations in [&[Deprel::Iobj, Deprel::Obj][..], &[Deprel::Obl]] {
            for child in tree.children(clause).filter(|&child| relations.contains(&tree.deprel(child))) {
                let named = self.phrase(child, true);
                if !named.is_empty() {
                    return named;
                }
            }
        }
        Vec::new()
    }

    /// Who did what a noun tells: its agent or owner.
    pub(super) fn noun_of(&self, noun: usize) -> Vec<usize> {
        let agent = self.tree.children(noun).find(|&child| self.is_agent(child));
        agent.map(|word| self.phrase(word, false)).unwrap_or_default()
    }
}
