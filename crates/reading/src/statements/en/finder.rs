use std::ops::Range;

use telisik_lexicon::{Cues, WordClass};
use telisik_record::{Span, StatementKind};

use super::outlet;
use super::speaker;
use super::tree::Tree;
use crate::Article;
use crate::statements::Known;
use crate::statements::draft::Draft;
use crate::statements::line::{Kind, Line};

/// The longest sentence, in words, whose tree is looked at. Bounds the work on sentences that nobody wrote.
const LONGEST: usize = 400;

/// So many items may stand between a cue and the colon it leads to.
const NEAR: usize = 20;

/// An attribution that the next line must give the content of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open {
    pub(super) cue: Span,
    pub(super) speaker: Option<Span>,
}

/// A cue for which the tree has no content: it may belong to a quotation beside it.
#[derive(Debug, Clone)]
pub(super) struct Waiting {
    /// The items of cue and speaker.
    pub(super) at: Range<usize>,
    pub(super) speaker: Option<Range<usize>>,
    /// The items from the first word of the attribution to the last.
    pub(super) items: Range<usize>,
}

/// Finds the statements of one line, sentence by sentence.
pub(super) struct Finder<'a, 'b> {
    pub(super) article: Article<'a>,
    pub(super) line: &'b Line<'a>,
    pub(super) cues: &'b Cues,
    pub(super) known: &'b Known,
    pub(super) index: usize,
    pub(super) drafts: Vec<Draft>,
    pub(super) waiting: Vec<Waiting>,
    /// For each quotation of the line whether it is content already.
    pub(super) taken: Vec<bool>,
}

impl<'a, 'b> Finder<'a, 'b> {
    pub(super) fn new(
        article: Article<'a>,
        line: &'b Line<'a>,
        cues: &'b Cues,
        known: &'b Known,
        index: usize,
    ) -> Self {
        let taken = vec![false; line.quotes.len()];
        Self { article, line, cues, known, index, drafts: Vec::new(), waiting: Vec::new(), taken }
    }

    /// All statements of the line, in order, and the attribution that its last colon leaves open. `open` is that of
    /// the line before.
    pub(super) fn read(mut self, open: Option<Open>) -> (Vec<Draft>, Option<Open>) {
        let (Some(first), Some(last)) = (self.line.items.first(), self.line.items.last()) else {
            return (Vec::new(), None);
        };
        for index in first.sentence..=last.sentence {
            let Some(sentence) = self.article.sentences().get(index) else { break };
            if sentence.words.is_empty() || sentence.words.len() > LONGEST {
                continue;
            }
            let tree = Tree::new(sentence);
            self.speaker_and_colon(&tree);
            for at in 0..tree.len() {
                if self.outside(&tree, at) {
                    self.verb(&tree, at);
                    self.noun(&tree, at);
                    self.preposition(&tree, at);
                }
            }
        }
        self.quotations(open);
        let open = self.left_open();
        outlet::credit(&mut self);
        self.drafts.sort_by_key(|draft| (draft.content.first().map(|span| span.start), draft.cue));
        (self.drafts, open)
    }

    /// What waits before a colon at the end of the line.
    fn left_open(&self) -> Option<Open> {
        let end = self.line.items.len().checked_sub(1).filter(|&at| self.line.is(at, Kind::Colon))?;
        let last = self.waiting.iter().max_by_key(|waiting| waiting.at.start)?;
        let cue = self.line.span(last.at.clone()).filter(|_| end < last.at.end + NEAR)?;
        Some(Open { cue, speaker: last.speaker.clone().and_then(|words| self.line.span(words)) })
    }

    /// The item that a word is; the first of them where marks cut it.
    pub(super) fn item(&self, tree: &Tree<'_>, word: usize) -> usize {
        let start = tree.word(word).span.start;
        self.line.items.partition_point(|item| item.span.start < start)
    }

    pub(super) fn items(&self, tree: &Tree<'_>, words: &Range<usize>) -> Range<usize> {
        let start = self.item(tree, words.start);
        let end = tree.word(words.end.max(words.start + 1) - 1).span.end;
        start..self.line.items.partition_point(|item| item.span.start < end)
    }

    /// The word stands in no quotation.
    pub(super) fn outside(&self, tree: &Tree<'_>, word: usize) -> bool {
        self.line.items.get(self.item(tree, word)).is_some_and(|item| item.depth == 0)
    }

    pub(super) fn is(&self, form: &str, class: WordClass) -> bool {
        self.cues.is(form, class)
    }

    /// A statement of these contents.
    pub(super) fn draft(
        &mut self,
        ranges: &[Range<usize>],
        cue: Range<usize>,
        speaker: Option<Range<usize>>,
        rule: &'static str,
    ) -> bool {
        let content: Vec<Span> = ranges.iter().filter_map(|range| self.line.content(range.clone())).collect();
        let words: u32 = ranges.iter().map(|range| self.line.count(range.clone())).sum();
        if content.is_empty() || words == 0 {
            return false;
        }
        let quoted = ranges.iter().any(|range| self.line.quoted(range.clone()));
        if words < 2 && !quoted {
            return false;
        }
        let whole = quoted && ranges.iter().all(|range| self.whole(range));
        let kind = match (whole, quoted) {
            (true, _) => StatementKind::Direct,
            (false, true) => StatementKind::Mixed,
            (false, false) => StatementKind::Indirect,
        };
        for range in ranges {
            self.take(range);
        }
        let cue_span = self.line.span(cue.clone());
        let speaker_span = speaker.clone().and_then(|range| self.line.span(range));
        let start = ranges.iter().map(|range| range.start).chain([cue.start]).min().unwrap_or(cue.start);
        let end = ranges.iter().map(|range| range.end).chain([cue.end]).max().unwrap_or(cue.end);
        let document = speaker
            .as_ref()
            .is_some_and(|words| words.clone().any(|at| self.is(self.line.form(at), WordClass::Report)));
        self.drafts.push(Draft {
            kind,
            content,
            cue: cue_span,
            speaker: speaker_span,
            speaker_items: speaker,
            rule,
            via: Vec::new(),
            document,
            continued: false,
            line: self.index,
            items: start..end,
            attribution: cue_span.map(|cue| speaker_span.map_or(cue, |speaker| cue.cover(speaker))),
        });
        true
    }

    /// One quotation and no word beside it.
    fn whole(&self, range: &Range<usize>) -> bool {
        let quotes = self.line.quotes_in(range.clone());
        let inside: u32 = quotes.iter().map(|quote| self.line.count(quote.inner())).sum();
        !quotes.is_empty() && inside >= self.line.count(range.clone())
    }

    /// The quotations that begin in a range are content now.
    pub(super) fn take(&mut self, range: &Range<usize>) {
        let first = self.line.quotes.partition_point(|quote| quote.items.start < range.start);
        let last = self.line.quotes.partition_point(|quote| quote.items.start < range.end);
        for taken in self.taken.get_mut(first..last).unwrap_or_default() {
            *taken = true;
        }
    }

    /// The items that name the speaker.
    pub(super) fn speaker(&self, tree: &Tree<'_>, word: usize) -> Range<usize> {
        self.items(tree, &speaker::phrase(tree, word))
    }

    pub(super) fn stop(&self, at: usize) -> bool {
        self.line.is(at, Kind::Stop)
    }
}
