//! *Ana Tui: The port stays closed.*: a name, a colon, and what was said.

use telisik_language::Upos;

use super::finder::Finder;
use super::tree::Tree;

/// The most words before the colon.
const MOST: usize = 8;

impl Finder<'_, '_> {
    /// Reads a sentence that begins with a name and a colon.
    pub(super) fn speaker_and_colon(&mut self, tree: &Tree<'_>) {
        let Some(colon) = (1..tree.len().min(MOST)).find(|&at| tree.form(at) == ":") else { return };
        let named = tree.sentence.names.iter().any(|name| name.words.contains(&(colon - 1)));
        let nominal = (0..colon).all(|at| !tree.verb(at) && tree.word(at).upos != Upos::Punct);
        let said = colon + 1..tree.len();
        let clause = said.clone().any(|at| tree.verb(at));
        if !named || !nominal || !clause || !self.outside(tree, colon) {
            return;
        }
        let content = self.to_marks(self.items(tree, &said));
        let (cue, spoken) = (self.items(tree, &(colon..colon + 1)), self.items(tree, &(0..colon)));
        self.draft(&[content], cue, Some(spoken), "statement.colon");
    }
}
