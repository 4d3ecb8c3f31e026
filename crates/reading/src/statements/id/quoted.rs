//! Statements whose attribution stands behind them: *"…," kata Rina*, *…, kata Rina*.

use std::ops::Range;

use telisik_lexicon::{CueForm, WordClass};
use telisik_record::StatementKind;

use super::finder::Finder;
use crate::statements::line::Kind;
use crate::statements::quote::Quotation;

impl Finder<'_, '_> {
    /// *"…," kata Rina*; *"…," demikian pernyataan kementerian*; *"…," demikian disampaikan Rina*.
    pub(super) fn behind_quotation(&mut self, passage: Range<usize>) {
        let first = self.line.quotes.partition_point(|quote| quote.items.end <= passage.start);
        for index in first..self.line.quotes.len() {
            let Some(quote) = self.line.quotes.get(index).cloned() else { break };
            if quote.items.start >= passage.end {
                break;
            }
            self.one_behind(&quote, &passage);
        }
    }

    fn one_behind(&mut self, quote: &Quotation, passage: &Range<usize>) {
        let mut at = quote.items.end;
        while self.class(at, WordClass::AfterQuote)
            || self.is(at, Kind::Comma)
            || self.is(at, Kind::Dash)
            || (self.is(at, Kind::Stop) && self.outside(at))
        {
            at += 1;
        }
        let floor = self.past_connectives(self.floor(passage, quote.items.start), quote.items.start);
        let text_before = self.line.count(floor..quote.items.start);
        let thus = (quote.items.end..at).any(|i| self.class(i, WordClass::Thus));
        let Some((cue, speaker)) = self.attribution_at(at, passage.end, thus) else { return };
        let content = if text_before == 0 { quote.items.clone() } else { floor..quote.items.end };
        let inner =
            if text_before == 0 { self.line.span(quote.inner()) } else { self.line.content(content.clone()) };
        let Some(inner) = inner else { return };
        let kind = if text_before == 0 { StatementKind::Direct } else { StatementKind::Mixed };
        // A quotation that a verb before it already introduces keeps that verb.
        if text_before > 0 && self.introduced(floor, quote.items.start) {
            return;
        }
        let end = speaker.as_ref().map_or(cue.end, |speaker| speaker.end.max(cue.end));
        let mut draft = self.new_draft(
            kind,
            vec![inner],
            cue.clone(),
            speaker,
            content.start..end,
            "statement.quote-cue-speaker",
        );
        self.used.extend(cue);
        self.quoted.insert(quote.items.start);
        // "A," kata Rina, "B."
        let next = self.line.quotes.partition_point(|other| other.items.start < end);
        if let Some(other) = self.line.quotes.get(next).cloned()
            && other.items.start < passage.end
            && self.goes_on(end, &other, passage)
            && let Some(span) = self.line.span(other.inner())
        {
            draft.content.push(span);
            draft.items.end = other.items.end;
            self.quoted.insert(other.items.start);
        }
        self.draft(draft);
    }

    /// A second quotation behind an attribution, with nothing between but a comma or an adverbial, and no
    /// attribution of its own.
    fn goes_on(&self, from: usize, other: &Quotation, passage: &Range<usize>) -> bool {
        let between = from..other.items.start;
        let quiet = between.len() < 14
            && between.clone().all(|at| !self.verb(at) && self.cue_at(at, CueForm::Verb).is_none());
        let set_off = other.items.start > from
            && (self.is(other.items.start - 1, Kind::Comma) || self.is(other.items.start - 1, Kind::Stop));
        let mut after = other.items.end;
        while self.is(after, Kind::Comma) {
            after += 1;
        }
        quiet && set_off && self.attribution_at(after, passage.end, false).is_none()
    }

    /// Whether a verb that reports stands between `from` and the quotation at `to`, at most its adverbials between.
    fn introduced(&self, from: usize, to: usize) -> bool {
        let near = to.saturating_sub(12).max(from);
        (near..to).any(|at| {
            self.outside(at)
                && self.cue_at(at, CueForm::Verb).is_some_and(|found| {
                    let next = self.past_adverbials(at + found.len, to + 1);
                    next == to || (next + 1 == to && self.class(next, WordClass::Complementiser))
                })
        })
    }

    /// A cue at `at` with the speaker behind it.
    pub(super) fn attribution_at(
        &self,
        at: usize,
        end: usize,
        thus: bool,
    ) -> Option<(Range<usize>, Option<Range<usize>>)> {
        if !self.outside(at) || self.used.contains(&at) {
            return None;
        }
        if let Some(found) = self.cue_at(at, CueForm::After) {
            let cue = at..at + found.len;
            let speaker = self.phrases.behind(self.past_adverb(cue.end), end);
            return Some((cue, speaker));
        }
        if let Some(found) = self.cue_at(at, CueForm::Passive) {
            let cue = at..at + found.len;
            let mut from = cue.end;
            if self.line.any(from, &[WordClass::In, WordClass::Agent]) {
                from += 1;
            }
            return Some((cue, self.phrases.behind(from, end)));
        }
        let report = self.class(at, WordClass::Report) || self.cue_at(at, CueForm::Noun).is_some();
        if report && thus {
            let speaker = self.phrases.behind(at + 1, end).or_else(|| self.phrases.behind(at, end));
            let bare = speaker
                .as_ref()
                .is_some_and(|s| s.len() == 1 && self.class(s.start, WordClass::Demonstrative));
            let speaker = if bare { Some(at..at + 2) } else { speaker };
            return Some((at..at + 1, speaker));
        }
        None
    }

    fn past_adverb(&self, mut at: usize) -> usize {
        while self.line.any(at, &[WordClass::Also, WordClass::Anew, WordClass::Onward]) {
            at += 1;
        }
        at
    }

    /// *…, kata Rina*; *Selain itu, kata Rina, …*; *Keputusan itu, kata Rina, akan …*.
    pub(super) fn roots(&mut self, passage: Range<usize>) {
        for at in passage.clone() {
            if self.used.contains(&at) || !self.outside(at) {
                continue;
            }
            if self.class(at, WordClass::Thus) && at > passage.start && self.is(at - 1, Kind::Comma) {
                self.thus(at, &passage);
                continue;
            }
            let Some(found) = self.cue_at(at, CueForm::After) else { continue };
            let first = at == passage.start || self.is(at.saturating_sub(1), Kind::Dash);
            let comma = at > passage.start && self.is(at - 1, Kind::Comma);
            if !(first || comma) {
                continue;
            }
            let cue = at..at + found.len;
            let Some(speaker) = self.phrases.behind(cue.end, passage.end) else { continue };
            if !self.names_somebody(&speaker) && !self.class(cue.end, WordClass::Report) {
                continue;
            }
            let floor = self.floor(&passage, at);
            let start = self.past_connectives(floor, at);
            let before = start..at.saturating_sub(usize::from(comma));
            let end = self.attribution_end(speaker.end, passage.end);
            let after = end..passage.end;
            self.read_root(cue, speaker, before, after, &passage);
        }
    }

    /// *Dua kapal tenggelam, demikian pernyataan kementerian.*
    fn thus(&mut self, at: usize, passage: &Range<usize>) {
        let Some((cue, speaker)) = self.attribution_at(at + 1, passage.end, true) else { return };
        let before = self.past_connectives(self.floor(passage, at), at)..at - 1;
        if self.line.count(before.clone()) < 3 || !self.clausal(&before) {
            return;
        }
        let Some(span) = self.line.content(before.clone()) else { return };
        let end = speaker.as_ref().map_or(cue.end, |speaker| speaker.end.max(cue.end));
        let kind = self.kind_of(before.clone());
        self.take_quotes(before.clone());
        let items = before.start..end;
        let draft =
            self.new_draft(kind, vec![span], cue.clone(), speaker, items, "statement.clause-root-speaker");
        self.used.extend(cue);
        self.draft(draft);
    }

    fn read_root(
        &mut self,
        cue: Range<usize>,
        speaker: Range<usize>,
        before: Range<usize>,
        after: Range<usize>,
        passage: &Range<usize>,
    ) {
        let said_before = self.line.count(before.clone()) > 0;
        let clause_before = (self.clausal(&before) || self.line.quoted(before.clone()))
            && !self.resumes(after.start, passage.end);
        let after = self.past_connectives(after.start, after.end)..self.clause_end(after.start, passage.end);
        let said_after = self.line.count(after.clone()) >= 3
            && (after.start == 0 || self.is(after.start - 1, Kind::Comma));
        let mut content = Vec::new();
        let adverbial = self.class(before.start, WordClass::Preposition)
            || self.class(before.start, WordClass::Subordinator);
        let whole_after =
            said_after && adverbial && before.len() < 6 && !self.resumes(after.start, passage.end);
        if said_before && (clause_before || said_after && !whole_after) {
            content.extend(self.line.content(before.clone()));
        }
        if said_after && !clause_before {
            content.extend(self.line.content(after.clone()));
        }
        if content.is_empty() {
            return;
        }
        let kind = if self.line.quoted(before.clone()) || (said_after && self.line.quoted(after.clone())) {
            StatementKind::Mixed
        } else {
            StatementKind::Indirect
        };
        let end = if said_after && !clause_before { after.end } else { speaker.end.max(cue.end) };
        let start = before.start.min(cue.start);
        let draft = self.new_draft(
            kind,
            content,
            cue.clone(),
            Some(speaker),
            start..end,
            "statement.clause-root-speaker",
        );
        self.used.extend(cue);
        self.draft(draft);
    }

    /// What stands at `at` has no subject of its own: *akan*, *hanya bisa*, *bukan*.
    fn resumes(&self, at: usize, end: usize) -> bool {
        at < end
            && !self.capital(at)
            && (self.verb(at) || self.class(at, WordClass::Negator) || self.class(at, WordClass::Adverb))
            && self.cue_at(at, CueForm::Verb).is_none()
    }

    /// Where the adverbials behind a speaker end: at a comma, or at the end.
    fn attribution_end(&self, from: usize, end: usize) -> usize {
        (from..end.min(from + 16))
            .find(|&at| self.is(at, Kind::Comma) && self.outside(at))
            .map_or(end, |at| at + 1)
    }

    /// A name, a pronoun, an office, or a described person: not just any noun.
    pub(super) fn names_somebody(&self, speaker: &Range<usize>) -> bool {
        speaker.clone().any(|at| {
            self.capital(at)
                || self.class(at, WordClass::Pronoun)
                || self.class(at, WordClass::Title)
                || self.class(at, WordClass::Determiner)
                || self.class(at, WordClass::Demonstrative)
                || self.class(at, WordClass::Clitic)
        })
    }
}
