//! Statements whose attribution stands before them: *Rina mengatakan bahwa …*, *Rina mengatakan, "…"*.

use std::ops::Range;

use telisik_lexicon::{CueClass, CueForm, Takes, WordClass};

use super::end::LONGEST;
use super::finder::{Finder, Found};
use super::phrase::REACH;
use super::subject::Subject;
use crate::statements::line::Kind;

impl Finder<'_, '_> {
    /// Every reporting verb outside quotations with its subject and what it reports.
    pub(super) fn clauses(&mut self, passage: Range<usize>) {
        for at in passage.clone() {
            if self.used.contains(&at) || !self.outside(at) {
                continue;
            }
            let Some(found) = self.cue_at(at, CueForm::Verb) else { continue };
            self.clause_at(at, found, &passage);
        }
    }

    fn clause_at(&mut self, at: usize, found: Found<'_>, passage: &Range<usize>) -> Option<()> {
        let cue = at..at + found.len;
        let start = self.clause_start(at, passage);
        let main = self.accompanies(at, passage).then(|| self.main_subject(at - 1, passage)).flatten();
        let subject = main.or_else(|| self.phrases.subject(at, start));
        let mut subject = subject.or_else(|| {
            let name = self.speaker_before(at, passage)?;
            Some(Subject { name, start: at, negated: false, relative: false, near: false })
        })?;
        if self.purpose_before(at, passage) {
            return None;
        }
        if !subject.near
            && let Some(name) = self.speaker_before(at, passage)
        {
            subject = Subject { start: at, name, ..subject };
        }
        if subject.negated || self.hollow(&subject) || !self.speaks(&subject, found) {
            return None;
        }
        if self.wished(found, at, passage) || self.retold(&subject, at) {
            return None;
        }
        let end = self.clause_end(cue.end, passage.end);
        let (content, marked) = self.content_of(&cue, end, passage);
        if let Some(content) = content {
            let content = self.narrowed(content, &subject);
            if self.fits(found, &content, marked) {
                self.push_clause(cue, subject, content, at);
                return Some(());
            }
        }
        self.trailing(cue, subject, found, passage).then_some(())
    }

    /// *…, dengan mengatakan*, *seraya menyebut*: said by the subject of the clause before.
    fn accompanies(&self, at: usize, passage: &Range<usize>) -> bool {
        at > passage.start + 2 && self.outside(at - 1) && self.class(at - 1, WordClass::Accompanying)
    }

    /// The first subject of the clause before `to`.
    fn main_subject(&self, to: usize, passage: &Range<usize>) -> Option<Subject> {
        let lowest = passage.start.max(to.saturating_sub(REACH));
        let marks =
            |i: &usize| self.is(*i, Kind::Closing) || self.is(*i, Kind::Colon) || self.line.semicolon(*i);
        let start = (lowest..to).rev().find(marks).map_or(lowest, |i| i + 1);
        let name = self.phrases.first(start, to)?;
        Some(Subject { start: to, name, negated: false, relative: false, near: false })
    }

    /// *untuk mengatakan*, *sebelum menawarkan diri*: told as an aim or a time, not as a report.
    fn purpose_before(&self, at: usize, passage: &Range<usize>) -> bool {
        let Some(previous) = at.checked_sub(1).filter(|&p| p >= passage.start) else { return false };
        self.class(previous, WordClass::Unsaid)
    }

    /// The speaker of the last attribution before `at` in the passage.
    fn speaker_before(&self, at: usize, passage: &Range<usize>) -> Option<Range<usize>> {
        let speakers = self.recent().filter_map(|draft| draft.speaker_items.clone());
        speakers.filter(|s| s.start >= passage.start && s.end <= at).max_by_key(|s| s.end)
    }

    /// *akan meminta*, *harus mendesak*: an act still to come is no statement yet.
    fn wished(&self, found: Found<'_>, at: usize, passage: &Range<usize>) -> bool {
        let act = matches!(found.cue.takes, Takes::Person) || found.cue.class == CueClass::Assert;
        let before = at.saturating_sub(2).max(passage.start)..at;
        act && before.into_iter().any(|i| self.class(i, WordClass::Wished))
    }

    /// Inside somebody's report, and said by that somebody: *Rina mengatakan ia telah meminta …*.
    fn retold(&self, subject: &Subject, at: usize) -> bool {
        let Some(span) = self.line.span(at..at + 1) else { return false };
        let mut inside = self.recent().filter(|draft| draft.rule != "statement.according-to");
        let Some(outer) = inside.find_map(|draft| draft.content.iter().find(|part| part.contains(span)))
        else {
            return false;
        };
        let name = self.line.span(subject.name.clone());
        let own = name.is_some_and(|name| outer.contains(name));
        !own || self.class(subject.name.start, WordClass::Pronoun) || !subject.near
    }

    /// A report that is one utterance in quotation marks ends with it; one in a relative clause between
    /// commas ends at the next comma.
    fn narrowed(&self, content: Range<usize>, subject: &Subject) -> Range<usize> {
        if let Some(quote) = self.line.quote_from(content.start)
            && quote.closed
            && quote.inner().last().is_some_and(|at| self.is(at, Kind::Comma) || self.is(at, Kind::Stop))
        {
            return content.start..quote.items.end.min(content.end);
        }
        let inserted = subject.relative && self.is(subject.name.end, Kind::Comma);
        let comma = content.clone().take(LONGEST).find(|&at| self.is(at, Kind::Comma) && self.outside(at));
        match comma {
            Some(comma) if inserted && self.verb(comma + 1) => content.start..comma,
            _ => content,
        }
    }

    fn push_clause(&mut self, cue: Range<usize>, subject: Subject, content: Range<usize>, at: usize) {
        let Some(span) = self.line.content(content.clone()) else { return };
        let kind = self.kind_of(content.clone());
        self.take_quotes(content.clone());
        let start = subject.start.min(at);
        let draft = self.new_draft(
            kind,
            vec![span],
            cue.clone(),
            Some(subject.name),
            start..content.end,
            "statement.subject-cue-clause",
        );
        self.used.extend(cue);
        self.draft(draft);
    }

    /// *Dua kapal tenggelam, Rina mengatakan pada Senin.* and *"…," Rina menambahkan.*
    fn trailing(
        &mut self,
        cue: Range<usize>,
        subject: Subject,
        found: Found<'_>,
        passage: &Range<usize>,
    ) -> bool {
        if !subject.near || !matches!(found.cue.takes, Takes::Anything | Takes::Clause) {
            return false;
        }
        let Some(mark) = subject.start.checked_sub(1) else { return false };
        if mark <= passage.start || !(self.is(mark, Kind::Comma) || self.is(mark, Kind::Closing)) {
            return false;
        }
        let rest = self.past_adverbials(cue.end, passage.end);
        let spoken = self.line.count(rest..passage.end);
        let content = self.past_connectives(self.floor(passage, mark), mark)
            ..mark + usize::from(self.is(mark, Kind::Closing));
        if spoken > 0
            || content.len() < 3
            || !(self.line.quoted(content.clone()) || content.clone().take(LONGEST).any(|at| self.verb(at)))
        {
            return false;
        }
        let Some(span) = self.line.content(content.clone()) else { return false };
        let kind = self.kind_of(content.clone());
        self.quoted.insert(content.start);
        let items = content.start..cue.end;
        let draft = self.new_draft(
            kind,
            vec![span],
            cue.clone(),
            Some(subject.name),
            items,
            "statement.clause-subject-cue",
        );
        self.used.extend(cue);
        self.draft(draft);
        true
    }

    /// Where the clause with the cue at `at` begins: behind the last quotation, colon or complementiser.
    fn clause_start(&self, at: usize, passage: &Range<usize>) -> usize {
        let lowest = passage.start.max(at.saturating_sub(REACH));
        (lowest..at)
            .rev()
            .find(|&i| {
                self.is(i, Kind::Closing)
                    || self.is(i, Kind::Colon)
                    || self.line.semicolon(i)
                    || (self.class(i, WordClass::Complementiser) && self.outside(i))
            })
            .map_or(lowest, |i| i + 1)
    }

    /// *Hal itu*, *ini*: nobody speaks.
    fn hollow(&self, subject: &Subject) -> bool {
        let name = &subject.name;
        self.class(name.start, WordClass::Thing)
            || name.clone().all(|at| self.class(at, WordClass::Demonstrative))
    }

    /// Whether the subject can be a speaker: anybody for a verb of speech, a text for *menunjukkan*.
    fn speaks(&self, subject: &Subject, found: Found<'_>) -> bool {
        let name = &subject.name;
        if found.cue.of_texts {
            return name.clone().any(|at| self.class(at, WordClass::Report))
                || (subject.start..name.start).any(|at| self.class(at, WordClass::Report));
        }
        if subject.relative {
            return self.names_somebody(name) && !self.class(name.start, WordClass::Report);
        }
        true
    }
}
