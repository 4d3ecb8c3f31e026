//! Nouns that name a report and whose it is: *his claim that …*, *Chad's call for …*.

use telisik_language::{Deprel, Upos};
use telisik_lexicon::{CueForm, WordClass};

use super::finder::Finder;
use super::speaker;
use super::tree::Tree;

impl Finder<'_, '_> {
    /// Reads the noun `at`, if it names a report that a clause gives.
    pub(super) fn noun(&mut self, tree: &Tree<'_>, at: usize) {
        if tree.word(at).upos != Upos::Noun {
            return;
        }
        let lemma = tree.word(at).root();
        if self.cues.find(lemma, CueForm::Noun).is_none() {
            return;
        }
        let clause = tree.kids(at).find(|&kid| {
            kid > at
                && matches!(tree.rel(kid), Deprel::Acl | Deprel::AclRelcl | Deprel::Ccomp)
                && matches!(tree.lead(kid), "that" | "to" | "whether")
        });
        // *kept its promise to rebuild …*, where the tree gives the clause to the verb.
        let beside = || {
            let over = tree.head(at).filter(|&head| head < at && tree.verb(head))?;
            tree.kids(over).find(|&kid| {
                matches!(tree.rel(kid), Deprel::Advcl | Deprel::Xcomp | Deprel::Ccomp)
                    && tree.extent(kid).start == at + 1
                    && matches!(tree.lead(kid), "that" | "to")
            })
        };
        let Some(clause) = clause.or_else(beside) else { return };
        let who = speaker::owner(tree, at).filter(|&owner| owner < clause);
        // *made the claim that …*, but not *rejected the claim that …*.
        let made = || {
            let verb = tree.head(at).filter(|&verb| self.is(tree.word(verb).root(), WordClass::Light))?;
            speaker::holder(tree, at).filter(|_| tree.verb(verb))
        };
        let Some(who) = who.or_else(made) else { return };
        let stretches = self.stretches(tree, tree.below(clause));
        let cue = self.items(tree, &(at..at + 1));
        let spoken = self.speaker(tree, who);
        self.draft(&stretches, cue, Some(spoken), "statement.noun");
    }
}
