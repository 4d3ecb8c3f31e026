//! Quotations that no tree gave to a cue: by what stands beside them.

use std::ops::Range;

use telisik_record::StatementKind;

use super::finder::{Finder, Open, Waiting};
use crate::statements::draft::Draft;
use crate::statements::quote::Quotation;

/// How far from a quotation its attribution may stand, in items.
const NEAR: usize = 30;

/// The fewest words of a quotation that goes on by itself.
const FEWEST: u32 = 3;

impl Finder<'_, '_> {
    /// Gives the quotations left to cues that wait beside them, or to the statement that they carry on.
    pub(super) fn quotations(&mut self, mut open: Option<Open>) {
        for at in 0..self.line.quotes.len() {
            if self.taken.get(at).copied().unwrap_or(true) {
                continue;
            }
            let Some(quote) = self.line.quotes.get(at).cloned() else { break };
            let first = quote.items.start == 0;
            if let Some(open) = open.take().filter(|_| first) {
                if let Some(span) = self.line.span(quote.inner()) {
                    self.take(&quote.items);
                    let mut draft = Draft::continued(span, self.index, quote.items.clone());
                    (draft.cue, draft.speaker, draft.continued) = (Some(open.cue), open.speaker, false);
                    draft.rule = "statement.colon";
                    self.drafts.push(draft);
                }
            } else if let Some(waiting) = self.beside(&quote) {
                let waiting = self.waiting.swap_remove(waiting);
                self.attributed(&quote, waiting);
            } else {
                self.alone(&quote);
            }
        }
    }

    /// A cue that waits in the same passage with nothing that ends a sentence between.
    fn beside(&self, quote: &Quotation) -> Option<usize> {
        let near = |waiting: &Waiting| {
            waiting.speaker.as_ref()?;
            let (from, to) = if waiting.items.start >= quote.items.end {
                (quote.items.end, waiting.items.start)
            } else if waiting.items.end <= quote.items.start {
                (waiting.items.end, quote.items.start)
            } else {
                return None;
            };
            let clear = to - from <= NEAR && (from..to).all(|at| !self.stop(at) || self.inside(at));
            clear.then_some(to - from)
        };
        let found = self.waiting.iter().enumerate().filter_map(|(at, waiting)| Some((near(waiting)?, at)));
        found.min().map(|(_, at)| at)
    }

    fn inside(&self, at: usize) -> bool {
        self.line.items.get(at).is_some_and(|item| item.depth > 0)
    }

    fn attributed(&mut self, quote: &Quotation, waiting: Waiting) {
        let ranges: [Range<usize>; 1] = [quote.items.clone()];
        self.draft(&ranges, waiting.at, waiting.speaker, "statement.quotation");
    }

    /// A passage that is nothing but a quotation: goes on with the statement before it.
    fn alone(&mut self, quote: &Quotation) {
        let passages = &self.line.passages;
        let index = passages.partition_point(|passage| passage.end <= quote.items.start);
        let Some(passage) = passages.get(index).cloned() else { return };
        let words = self.line.count(quote.inner());
        if self.line.count(passage.clone()) > words || words < FEWEST || !quote.opened {
            return;
        }
        let Some(span) = self.line.span(quote.inner()) else { return };
        self.take(&quote.items);
        let before = index.checked_sub(1).and_then(|at| passages.get(at)).cloned();
        if let Some(before) = before
            && let Some(last) = self.before(&before)
        {
            last.content.push(span);
            last.items.end = quote.items.end;
            return;
        }
        self.drafts.push(Draft::continued(span, self.index, passage));
    }

    /// The statement in quotation marks that ends in a passage.
    fn before(&mut self, passage: &Range<usize>) -> Option<&mut Draft> {
        let ends = |draft: &&mut Draft| {
            passage.contains(&(draft.items.end - 1)) && draft.kind != StatementKind::Indirect
        };
        self.drafts.iter_mut().rev().take(64).filter(ends).max_by_key(|draft| draft.items.end)
    }
}
