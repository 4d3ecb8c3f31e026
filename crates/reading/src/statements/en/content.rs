//! From words of a tree to the items that were said.

use std::ops::Range;

use telisik_language::{Deprel, Upos};
use telisik_lexicon::WordClass;

use super::finder::Finder;
use super::tree::Tree;

/// More stretches than these hold no content that a person wrote.
const MOST: usize = 4;

impl Finder<'_, '_> {
    /// The stretches of items that hold these words, marks between them included, each brought to the marks of a
    /// quotation that it begins or ends in. `cue` stands outside.
    pub(super) fn stretches(&self, tree: &Tree<'_>, words: &[usize]) -> Vec<Range<usize>> {
        let mut words: Vec<usize> = words.to_vec();
        words.sort_unstable();
        words.dedup();
        let end = self.turn(tree, &words);
        words.truncate(end);
        let mut runs: Vec<Range<usize>> = Vec::new();
        for &at in &words {
            let punct = tree.word(at).upos == Upos::Punct;
            match runs.last_mut() {
                Some(run) if (run.end..at).all(|between| tree.word(between).upos == Upos::Punct) => {
                    run.end = at + 1;
                }
                _ if punct => {}
                _ => runs.push(at..at + 1),
            }
        }
        runs.truncate(MOST);
        let mut found: Vec<Range<usize>> = Vec::new();
        for mut run in runs {
            while run.len() > 1 && self.leads(tree, run.start) {
                run.start += 1;
            }
            let items = self.to_marks(self.items(tree, &run));
            match found.last_mut() {
                Some(last) if items.start <= last.end => last.end = last.end.max(items.end),
                _ => found.push(items),
            }
        }
        found
    }

    /// How many of the words come before the writer speaks again: *…, while others stayed*.
    fn turn(&self, tree: &Tree<'_>, words: &[usize]) -> usize {
        let turns = |&(index, &at): &(usize, &usize)| {
            let added = index > 2 && self.outside(tree, at) && self.taken_up(tree, at).is_some();
            added
                || index > 2
                    && tree.word(at).upos == Upos::Sconj
                    && self.is(tree.form(at), WordClass::Adversative)
                    && tree.form(at - 1) == ","
                    && self.outside(tree, at)
        };
        words.iter().enumerate().find(turns).map_or(words.len(), |(index, _)| index)
    }

    /// Only leads to what was said: *that*, a comma.
    fn leads(&self, tree: &Tree<'_>, at: usize) -> bool {
        let that = tree.form(at) == "that" && tree.rel(at) == Deprel::Mark;
        that || (tree.word(at).upos == Upos::Punct && self.outside(tree, at) && !self.opens(tree, at))
    }

    fn opens(&self, tree: &Tree<'_>, at: usize) -> bool {
        self.line.quote_from(self.item(tree, at)).is_some()
    }

    /// Where the ends of a stretch lie in a quotation, to its marks.
    pub(super) fn to_marks(&self, mut items: Range<usize>) -> Range<usize> {
        if let Some(quote) = self.quote_around(items.start) {
            items.start = quote.start;
        }
        if let Some(quote) = self.quote_around(items.end.saturating_sub(1)) {
            items.end = items.end.max(quote.end);
        }
        items
    }

    /// The quotation that an item lies in, its marks included.
    pub(super) fn quote_around(&self, at: usize) -> Option<Range<usize>> {
        let after = self.line.quotes.partition_point(|quote| quote.items.start <= at);
        let quote = self.line.quotes.get(after.checked_sub(1)?)?;
        quote.items.contains(&at).then(|| quote.items.clone())
    }
}
