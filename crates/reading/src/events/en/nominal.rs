//! The roles around an English event noun, from the tree of the sentence.

use telisik_language::{Deprel, Upos};

use super::roles::{Around, Roles, STEPS};

impl Around<'_, '_> {
    /// The roles around an event noun: *Israel's attack on Gaza*, *launched an attack on Gaza*.
    pub(super) fn noun(&self, noun: usize) -> Roles {
        let tree = self.tree;
        let clauses = &self.lexicon.clauses;
        let top = self.climb(noun);
        let mut around = vec![noun];
        around.extend(self.trigger.parts.iter().copied().filter(|&part| part != noun));
        if top != noun {
            around.push(top);
        }
        let both = tree
            .children(noun)
            .chain(tree.children(top))
            .find(|&child| tree.case(child).is_some_and(|case| clauses.between.contains(case)));
        if let Some(both) = both {
            let sources = self.phrase(both, false);
            return Roles { mutual: sources.len() > 1, sources, ..Roles::default() };
        }
        let mut sources = self.noun_of(noun);
        let mut carrier = None;
        let verb = match tree.deprel(top) {
            // *the attack carried out by Peru*
            _ if tree.child(top, &[Deprel::Acl]).is_some_and(|verb| self.is_light(verb)) => {
                tree.child(top, &[Deprel::Acl])
            }
            Deprel::Obj | Deprel::NsubjPass | Deprel::Obl | Deprel::Xcomp => tree.head(top),
            _ => None,
        };
        let mut targets = Vec::new();
        if let Some(verb) = verb {
            if clauses.suffer.contains(tree.lemma(verb)) && tree.deprel(top) != Deprel::NsubjPass {
                let from = tree.children(verb).chain(tree.children(top)).find(|&child| {
                    self.is_agent(child) || tree.case(child).is_some_and(|case| clauses.origin.contains(case))
                });
                let from = from.map(|word| self.phrase(word, false)).unwrap_or_default();
                let targets = self.doers(verb);
                return Roles { sources: from, targets, carrier: Some(verb), ..Roles::default() };
            }
            if self.is_light(verb) {
                carrier = Some(verb);
                around.push(verb);
                if sources.is_empty() {
                    sources = if tree.is_passive(verb) { self.agents(verb) } else { self.doers(verb) };
                }
            }
        }
        if sources.is_empty() {
            let owner =
                tree.children(noun).chain(tree.children(top)).filter(|&child| match tree.deprel(child) {
                    Deprel::Nmod => tree.case(child).is_none_or(|case| clauses.possessors.contains(case)),
                    Deprel::Compound | Deprel::Amod => true,
                    _ => false,
                });
            for child in owner {
                if sources.is_empty() && !self.leads(child) {
                    sources = self.phrase(child, false);
                }
            }
        }
        if targets.is_empty() {
            targets = self.led(&around);
        }
        Roles { sources, targets, carrier, ..Roles::default() }
    }

    fn leads(&self, word: usize) -> bool {
        self.tree.case(word).is_some_and(|case| self.frame.to.iter().any(|to| to == case))
    }

    fn is_light(&self, verb: usize) -> bool {
        self.lexicon.clauses.light.contains(self.tree.lemma(verb))
    }

    /// The noun that stands for an event noun in its clause: *a series of attacks*, *air raids and shelling*.
    fn climb(&self, noun: usize) -> usize {
        let mut at = noun;
        for _ in 0..STEPS {
            let Some(head) = self.tree.head(at) else { break };
            let counted = self.tree.deprel(at) == Deprel::Nmod
                && self.tree.case(at).is_some_and(|case| self.lexicon.clauses.possessors.contains(case))
                && self.scene.party_at(head).is_none()
                && self.scene.trigger_at(head).is_none();
            let listed = self.tree.deprel(at) == Deprel::Conj && self.tree.upos(head) == Upos::Noun;
            if !(counted || listed) {
                break;
            }
            at = head;
        }
        at
    }
}
