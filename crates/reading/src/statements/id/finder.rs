use std::collections::BTreeSet;
use std::ops::Range;

use telisik_lexicon::{Cue, CueForm, Cues, WordClass};
use telisik_record::{Span, StatementKind};

use super::end::LONGEST;
use super::phrase::Phrases;
use crate::statements::draft::Draft;
use crate::statements::line::{Kind, Line, Words};
use crate::statements::spread::Standing;
use crate::statements::{Findings, Known};

/// Finds the statements of one line, passage by passage.
pub(super) struct Finder<'a, 'b> {
    pub(super) line: &'b Line<'a>,
    pub(super) words: &'b Words<'b>,
    pub(super) phrases: Phrases<'a, 'b>,
    /// Where outlets are named in the article, in order.
    pub(super) outlets: &'b [Span],
    /// Where countries are named in the article, in order.
    pub(super) states: &'b [Span],
    /// Where other bodies than outlets are named in the article, in order.
    pub(super) bodies: &'b [Span],
    /// Index of the line among the article's lines.
    pub(super) index: usize,
    /// Cues already read, by item.
    pub(super) used: BTreeSet<usize>,
    /// Opening items of quotations that already are content.
    pub(super) quoted: BTreeSet<usize>,
    pub(super) drafts: Vec<Draft>,
    /// Outlets that open a passage without a statement; what is reported in the next passage came through them.
    pub(super) waiting: Vec<String>,
    /// Credits with words that are not given where they stand.
    pub(super) standing: Vec<Standing>,
}

/// How many of the last statements are looked back at.
pub(super) const RECENT: usize = 64;

/// Words of a quotation that is a sentence, not a term in marks.
const SENTENCE: u32 = 5;

/// A cue at an item, with how many items it takes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<'c> {
    pub(super) cue: &'c Cue,
    pub(super) len: usize,
}

impl<'a, 'b> Finder<'a, 'b> {
    pub(super) fn new(line: &'b Line<'a>, words: &'b Words<'b>, known: &'b Known, index: usize) -> Self {
        Self {
            line,
            words,
            phrases: Phrases { line, words, persons: &known.persons },
            outlets: &known.outlets,
            states: &known.states,
            bodies: &known.bodies,
            index,
            used: BTreeSet::new(),
            quoted: BTreeSet::new(),
            drafts: Vec::new(),
            waiting: Vec::new(),
            standing: Vec::new(),
        }
    }

    /// All statements of the line, in order.
    pub(super) fn read(mut self) -> Findings {
        for passage in self.line.passages.clone() {
            self.behind_quotation(passage.clone());
            self.according(passage.clone());
            self.passives(passage.clone());
            self.clauses(passage.clone());
            self.roots(passage.clone());
            self.nouns(passage.clone());
            self.alone(passage.clone());
            self.unattributed(&passage);
            self.credit(passage);
        }
        self.drafts.sort_by_key(|draft| (draft.content.first().map(|span| span.start), draft.cue));
        Findings { drafts: self.drafts, standing: self.standing }
    }

    pub(super) fn cues(&self) -> &'b Cues {
        self.words.cues
    }

    /// The cue of this form that begins at an item: two words, or one.
    pub(super) fn cue_at(&self, at: usize, form: CueForm) -> Option<Found<'b>> {
        let item = self.line.items.get(at)?;
        if !item.is(Kind::Word) {
            return None;
        }
        let next = self.line.form(at + 1);
        if !next.is_empty() {
            let both = format!("{} {next}", item.form);
            if let Some(cue) = self.cues().find(&both, form) {
                return Some(Found { cue, len: 2 });
            }
        }
        self.cues().find(&item.form, form).map(|cue| Found { cue, len: 1 })
    }

    pub(super) fn class(&self, at: usize, class: WordClass) -> bool {
        self.line.has(at, class)
    }

    pub(super) fn is(&self, at: usize, kind: Kind) -> bool {
        self.line.is(at, kind)
    }

    /// Outside every quotation.
    pub(super) fn outside(&self, at: usize) -> bool {
        self.line.items.get(at).is_some_and(|item| item.depth == 0)
    }

    pub(super) fn capital(&self, at: usize) -> bool {
        self.line.items.get(at).is_some_and(crate::statements::line::Item::capital)
    }

    pub(super) fn verb(&self, at: usize) -> bool {
        self.line.items.get(at).is_some_and(|item| self.words.verb(item))
    }

    /// The first item of the passage that no earlier statement has taken, connectives skipped.
    pub(super) fn floor(&self, passage: &Range<usize>, before: usize) -> usize {
        let taken = self.recent().filter(|draft| draft.items.end <= before);
        let taken = taken.map(|draft| draft.items.end).max().unwrap_or(0).max(passage.start);
        let lowest = taken.max(before.saturating_sub(LONGEST));
        (lowest..before).rev().find(|&at| self.line.semicolon(at)).map_or(taken, |at| at + 1)
    }

    /// Skips what joins a clause to the one before: *Namun,*, *Selain itu,*, *Sementara itu,*.
    pub(super) fn past_connectives(&self, mut at: usize, end: usize) -> usize {
        loop {
            if at >= end {
                return at;
            }
            let skip = self.is(at, Kind::Comma)
                || self.is(at, Kind::Stop)
                || self.class(at, WordClass::Adversative)
                || (self.class(at, WordClass::Coordinator) && self.outside(at));
            if skip {
                at += 1;
                continue;
            }
            let comma = (at..end.min(at + 4)).find(|&i| self.is(i, Kind::Comma) && self.outside(i));
            match comma {
                Some(comma) if self.connective(at..comma) => at = comma + 1,
                _ if self.class(at + 1, WordClass::Demonstrative) && self.connective(at..at + 2) => at += 2,
                _ => return at,
            }
        }
    }

    /// *Selain itu*, *Di sisi lain*, *Karena itu*: words that say nothing by themselves.
    pub(super) fn connective(&self, range: Range<usize>) -> bool {
        let opener = self.class(range.start, WordClass::Connective);
        let nameless = !range.clone().skip(1).any(|at| self.capital(at) || self.verb(at));
        opener && nameless && range.len() <= 4
    }

    /// The statements read last, the latest first; enough of them for any passage that a person wrote.
    pub(super) fn recent(&self) -> impl Iterator<Item = &Draft> {
        self.drafts.iter().rev().take(RECENT)
    }

    /// The quotations that begin in `range` are content now.
    pub(super) fn take_quotes(&mut self, range: Range<usize>) {
        self.quoted.extend(self.line.quotes_in(range).iter().map(|quote| quote.items.start));
    }

    pub(super) fn draft(&mut self, draft: Draft) {
        if draft.content.iter().all(|span| span.is_empty()) {
            return;
        }
        self.drafts.push(draft);
    }

    pub(super) fn new_draft(
        &self,
        kind: StatementKind,
        content: Vec<Span>,
        cue: Range<usize>,
        speaker: Option<Range<usize>>,
        items: Range<usize>,
        rule: &'static str,
    ) -> Draft {
        let document = speaker.as_ref().is_some_and(|name| self.class(name.start, WordClass::Report));
        let cue_span = self.line.span(cue.clone());
        let speaker_span = speaker.clone().and_then(|range| self.line.span(range));
        Draft {
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
            items,
            attribution: cue_span.map(|cue| speaker_span.map_or(cue, |speaker| cue.cover(speaker))),
        }
    }

    /// Direct where the content is one quotation, mixed where it holds one, else indirect.
    pub(super) fn kind_of(&self, content: Range<usize>) -> StatementKind {
        let whole = self
            .line
            .quote_from(content.start)
            .is_some_and(|quote| self.line.count(quote.items.end..content.end) == 0);
        if whole {
            StatementKind::Direct
        } else if self.line.quoted(content) {
            StatementKind::Mixed
        } else {
            StatementKind::Indirect
        }
    }

    /// A passage that is nothing but a quotation: goes on with the statement before it.
    fn alone(&mut self, passage: Range<usize>) {
        let Some(quote) = self.line.quotes_in(passage.clone()).first().cloned() else { return };
        if self.quoted.contains(&quote.items.start) || !quote.opened {
            return;
        }
        let words = self.line.count(quote.inner());
        if self.line.count(passage.clone()) > words || words < 3 {
            return;
        }
        let Some(span) = self.line.span(quote.inner()) else { return };
        self.quoted.insert(quote.items.start);
        if let Some(before) = self.passage_before(&passage) {
            let recent = self.drafts.iter_mut().rev().take(RECENT);
            let last = recent
                .filter(|draft| before.contains(&draft.items.start))
                .max_by_key(|draft| draft.items.end);
            if let Some(last) = last
                && (last.kind == StatementKind::Direct || last.rule == "statement.clause-subject-cue")
                && matches!(last.rule, "statement.quote-cue-speaker" | "statement.clause-subject-cue")
            {
                last.content.push(span);
                return;
            }
        }
        self.drafts.push(Draft::continued(span, self.index, passage));
    }

    /// A quotation that a comma leads on from, to words that are no cue: somebody says it, and who is not known.
    fn unattributed(&mut self, passage: &Range<usize>) {
        for quote in self.line.quotes_in(passage.clone()).to_vec() {
            let inner = quote.inner();
            let led_on = inner.end.checked_sub(1).is_some_and(|last| self.is(last, Kind::Comma));
            let whole = quote.opened && quote.closed && self.line.count(inner.clone()) >= SENTENCE;
            if !led_on || !whole || self.quoted.contains(&quote.items.start) {
                continue;
            }
            let Some(span) = self.line.span(inner) else { continue };
            self.quoted.insert(quote.items.start);
            let rule = "statement.quote-unknown-cue";
            let draft = self.new_draft(StatementKind::Direct, vec![span], 0..0, None, quote.items, rule);
            self.draft(draft);
        }
    }

    /// The passage before this one.
    pub(super) fn passage_before(&self, passage: &Range<usize>) -> Option<Range<usize>> {
        let after = self.line.passages.partition_point(|other| other.end <= passage.start);
        self.line.passages.get(after.checked_sub(1)?).cloned()
    }
}
