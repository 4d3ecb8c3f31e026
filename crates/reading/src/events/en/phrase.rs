//! Whom an English phrase names: the party at its head, whose it is, and whom it lists.

use telisik_language::{Deprel, Upos};

use super::is_stand_in;
use super::roles::{Around, STEPS};

impl Around<'_, '_> {
    /// The parties that a phrase names: its head or who owns it, and whom it lists; with `deep` also where it is.
    pub(super) fn phrase(&self, head: usize, deep: bool) -> Vec<usize> {
        let mut found = Vec::new();
        self.name(head, deep, STEPS, &mut found);
        found
    }

    fn name(&self, head: usize, deep: bool, steps: usize, found: &mut Vec<usize>) {
        if steps == 0 {
            return;
        }
        let tree = self.tree;
        let clauses = &self.lexicon.clauses;
        let before = found.len();
        let owner = |child: usize, near: bool| match tree.deprel(child) {
            Deprel::Flat | Deprel::Compound | Deprel::Appos | Deprel::Amod | Deprel::Nummod => near,
            Deprel::Nmod => match tree.case(child) {
                None => near,
                Some(case) if clauses.possessors.contains(case) => near,
                Some(case) => {
                    !near && (deep || clauses.origin.contains(case)) && !clauses.agent.contains(case)
                }
            },
            _ => false,
        };
        let party = self.scene.party_at(head);
        if let Some(party) = party.filter(|&party| self.is_placed(party)) {
            if !found.contains(&party) {
                found.push(party);
            }
        } else {
            for near in [true, false] {
                for child in tree.children(head).filter(|&child| owner(child, near)) {
                    if found.len() == before {
                        self.name(child, deep, steps - 1, found);
                    }
                }
            }
            if found.len() == before && tree.deprel(head) != Deprel::Obl {
                // *militants loyal to Peru*, *workers in Kenya*
                let place = tree.children(head).filter(|&child| tree.deprel(child) == Deprel::Nmod);
                for child in place {
                    if found.len() == before
                        && tree.case(child).is_some_and(|case| clauses.whereabouts.contains(case))
                    {
                        self.name(child, deep, steps - 1, found);
                    }
                }
            }
        }
        // *protesters in Kenya* are Kenya's; *protesters* alone are somebody as well.
        if let Some(party) = party.filter(|_| found.len() == before) {
            found.push(party);
        }
        for child in tree.children(head) {
            if tree.deprel(child) == Deprel::Conj && tree.upos(child) != Upos::Verb {
                self.name(child, deep, steps - 1, found);
            }
        }
    }

    /// Whether a party is of a state or body that the text tells.
    fn is_placed(&self, party: usize) -> bool {
        self.scene.parties[party].codes.iter().any(|code| !is_stand_in(code))
    }

    /// What the prepositions of the frame lead to, under any of some words.
    pub(super) fn led(&self, words: &[usize]) -> Vec<usize> {
        for lead in &self.frame.to {
            for &word in words {
                for child in self.tree.children(word) {
                    let noun = matches!(
                        self.tree.deprel(child),
                        Deprel::Obl | Deprel::Nmod | Deprel::Obj | Deprel::Advcl
                    );
                    if noun && self.tree.case(child) == Some(lead) {
                        let named = self.phrase(child, true);
                        if !named.is_empty() {
                            return named;
                        }
                    }
                }
            }
        }
        Vec::new()
    }
}
