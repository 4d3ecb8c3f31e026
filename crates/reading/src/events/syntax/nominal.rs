//! The roles around an event noun, from the tree of the sentence.

use std::collections::BTreeSet;

use telisik_language::Deprel;
use telisik_record::EventType;

use super::{Depth, Shown, Syntax};

impl Syntax<'_, '_> {
    /// The roles around an event noun: *serangan Israel ke Gaza*, *melancarkan serangan ke Gaza*.
    pub(super) fn noun(&self, noun: usize) -> Shown {
        let mut around = vec![noun];
        around.extend(self.parts.iter().filter(|&&part| part != noun));
        let under = |found: &dyn Fn(usize) -> bool| {
            let child = around.iter().flat_map(|&word| self.children(word)).find(|&child| {
                matches!(self.deprel(child), Deprel::Nmod | Deprel::Obl | Deprel::OblAgent) && found(child)
            });
            child.map(|child| self.phrase(child, Depth::Owner)).unwrap_or_default()
        };
        let mut sources = under(&|child| self.is_agent(child));
        if sources.is_empty() {
            sources = under(&|child| self.is_from(child));
        }
        let mut targets = self.led(&around);
        let owner =
            under(&|child| self.case(child).is_none() && !self.phrase(child, Depth::Owner).is_empty());
        let (done, towards) = self.relative(noun);
        if sources.is_empty() {
            sources = done;
        }
        if targets.is_empty() {
            targets = towards;
        }
        let (carried, sent, suffered) = self.carried(noun);
        if sources.is_empty() && owner.is_empty() {
            sources = carried;
        }
        if targets.is_empty() {
            targets = if sent.is_empty() { suffered } else { sent };
        }
        if targets.is_empty() {
            targets = self.fallen(noun);
        }
        if sources.is_empty() {
            sources = owner;
        } else if targets.is_empty() && !self.same(&sources, &owner) {
            targets = owner;
        }
        let mut borrowed = false;
        if sources.is_empty() && !targets.is_empty() && self.deprel(noun) == Deprel::Obl {
            // Who comes to harm in it has not done it.
            let verb = self.head(noun).filter(|&verb| !self.lexicon.clauses.harm.contains(self.form(verb)));
            sources = verb.map(|verb| self.doers(verb)).unwrap_or_default();
            borrowed = true;
        }
        targets.retain(|party| !sources.contains(party));
        Shown { sources, targets, borrowed, main: false }
    }

    fn same(&self, one: &[usize], other: &[usize]) -> bool {
        let codes = |parties: &[usize]| -> BTreeSet<String> {
            parties.iter().flat_map(|&party| self.scene.parties[party].codes.iter().cloned()).collect()
        };
        codes(one) == codes(other)
    }

    /// Doers and targets in a relative clause: *serangan yang dilancarkan Israel ke Gaza*, *… yang menewaskan warga Iran*.
    fn relative(&self, noun: usize) -> (Vec<usize>, Vec<usize>) {
        let Some(verb) = self.child(noun, &[Deprel::AclRelcl, Deprel::Acl]) else {
            return Default::default();
        };
        if self.lexicon.clauses.light.contains(self.form(verb)) && self.scene.is_passive(verb) {
            return (self.agents(verb), self.led(&[verb]));
        }
        Default::default()
    }

    /// The doer and target that the verb above a noun gives it, and who suffers it.
    fn carried(&self, noun: usize) -> (Vec<usize>, Vec<usize>, Vec<usize>) {
        let Some(verb) = self.head(noun) else { return Default::default() };
        let form = self.form(verb);
        let object = self.deprel(noun) == Deprel::Obj;
        let subject = matches!(self.deprel(noun), Deprel::NsubjPass | Deprel::Nsubj);
        if self.lexicon.clauses.suffer.contains(form) && object {
            return (self.from(verb), Vec::new(), self.doers(verb));
        }
        if !self.lexicon.clauses.light.contains(form) {
            return Default::default();
        }
        let passive = self.scene.is_passive(verb) || form.starts_with("di");
        if object && !passive {
            (self.doers(verb), self.led(&[verb]), Vec::new())
        } else if subject && passive {
            (self.agents(verb), self.led(&[verb]), Vec::new())
        } else {
            Default::default()
        }
    }

    /// Who comes to harm in the deed: *warga Peru tewas dalam serangan Bolivia*.
    fn fallen(&self, noun: usize) -> Vec<usize> {
        let Some(verb) = self.head(noun).filter(|_| self.deprel(noun) == Deprel::Obl) else {
            return Vec::new();
        };
        if !self.lexicon.clauses.harm.contains(self.form(verb)) {
            return Vec::new();
        }
        let harmed = self.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass]);
        let harmed = harmed.or_else(|| self.head(verb).filter(|_| self.deprel(verb) == Deprel::AclRelcl));
        harmed.map(|word| self.phrase(word, Depth::Place)).unwrap_or_default()
    }

    /// Who made or did the thing that is praised, blamed or refused: *menyambut baik kepercayaan yang diberikan Peru*.
    pub(super) fn made(&self, verb: usize) -> Vec<usize> {
        use EventType::{Accuse, Agree, Reject, Support};
        if !matches!(self.frame.kind, Accuse | Agree | Reject | Support) {
            return Vec::new();
        }
        let object = self.child(verb, &[Deprel::Obj]);
        let clause = object.and_then(|object| self.child(object, &[Deprel::AclRelcl, Deprel::Acl]));
        clause.filter(|&verb| self.scene.is_passive(verb)).map(|verb| self.agents(verb)).unwrap_or_default()
    }

    fn from(&self, verb: usize) -> Vec<usize> {
        let child = self.children(verb).find(|&child| self.is_from(child));
        child.map(|child| self.phrase(child, Depth::Owner)).unwrap_or_default()
    }
}
