//! *Menurut Rina, …*, *…, menurut Rina*, and passives: *Dikatakan Rina, …*, *Hal itu disampaikan Rina*.

use std::ops::Range;

use telisik_lexicon::{CueForm, WordClass};
use telisik_record::StatementKind;

use super::finder::Finder;
use crate::statements::line::Kind;

/// What begins a phrase that says more of a speaker.
const ASIDE: [WordClass; 4] =
    [WordClass::Relative, WordClass::Like, WordClass::Preposition, WordClass::Credit];

impl Finder<'_, '_> {
    /// Every *menurut* outside quotations.
    pub(super) fn according(&mut self, passage: Range<usize>) {
        for at in passage.clone() {
            if self.used.contains(&at) || !self.outside(at) {
                continue;
            }
            let Some(found) = self.cue_at(at, CueForm::Preposition) else { continue };
            let cue = at..at + found.len;
            if self.class(at, WordClass::BasedOn) && !self.class(cue.end, WordClass::Report) {
                continue;
            }
            if self.class(cue.end, WordClass::Self_) {
                continue;
            }
            let Some(speaker) = self.phrases.behind(cue.end, passage.end) else { continue };
            let relative = at > passage.start && self.class(at - 1, WordClass::Relative);
            if (relative && !self.names_somebody(&speaker))
                || self.class(speaker.start, WordClass::Account) && speaker.len() == 1
            {
                continue;
            }
            self.according_to(cue, speaker, &passage);
        }
    }

    fn according_to(&mut self, cue: Range<usize>, speaker: Range<usize>, passage: &Range<usize>) {
        let floor = self.past_connectives(self.floor(passage, cue.start), cue.start);
        let relative = cue.start > floor && self.class(cue.start - 1, WordClass::Relative);
        let mut before_end = cue.start;
        while before_end > floor
            && (self.is(before_end - 1, Kind::Comma) || self.class(before_end - 1, WordClass::Hinge))
        {
            before_end -= 1;
        }
        let before = floor..before_end;
        let comma = before_end < cue.start;
        let said_before =
            self.line.quoted(before.clone()) || before.clone().rev().take(200).any(|at| self.verb(at));
        let words_before = self.line.count(before.clone());
        let after_start = if relative { speaker.end } else { self.past_speaker(speaker.end, passage.end) };
        let after = after_start..self.clause_end(after_start, passage.end);
        let words_after = self.line.count(after.clone());
        // With nothing behind the speaker, what stands before was said, whatever its verb.
        let said_before = said_before || words_before > 3 && self.line.count(speaker.end..passage.end) == 0;
        let mut content = Vec::new();
        let mut ranges = Vec::new();
        if !relative && words_before > 2 && said_before && comma && !self.credit_only(&before) {
            ranges.push(before.clone());
        } else if words_after > 1 {
            if words_before > 0 && comma && !relative && !self.adverbial(&before) {
                ranges.push(before.clone());
            }
            ranges.push(after.clone());
        }
        for range in &ranges {
            content.extend(self.line.content(range.clone()));
        }
        if content.is_empty() {
            return;
        }
        let quoted = ranges.iter().any(|range| self.line.quoted(range.clone()));
        let whole = ranges.len() == 1
            && ranges.first().is_some_and(|r| self.kind_of(r.clone()) == StatementKind::Direct);
        let kind = if whole {
            StatementKind::Direct
        } else if quoted {
            StatementKind::Mixed
        } else {
            StatementKind::Indirect
        };
        for range in &ranges {
            self.take_quotes(range.clone());
        }
        let start = ranges.first().map_or(cue.start, |range| range.start.min(cue.start));
        let end = ranges.last().map_or(speaker.end, |range| range.end.max(speaker.end));
        let mut draft =
            self.new_draft(kind, content, cue.clone(), Some(speaker), start..end, "statement.according-to");
        // What is said may itself report what somebody else says.
        draft.items = start..cue.end.max(start);
        self.used.extend(cue);
        self.draft(draft);
    }

    /// *Dilansir AFP, Kamis (19/6),*: no clause of its own.
    fn credit_only(&self, range: &Range<usize>) -> bool {
        self.class(range.start, WordClass::Credit)
            || self.class(range.start, WordClass::Like) && self.class(range.start + 1, WordClass::Credit)
    }

    /// *Pada Senin*, *Dilansir AFP*: stands before the clause and is no part of what is said.
    fn adverbial(&self, range: &Range<usize>) -> bool {
        self.credit_only(range)
            || self.class(range.start, WordClass::Preposition)
            || self.class(range.start, WordClass::Adverb)
            || self.class(range.start, WordClass::Subordinator)
    }

    /// From behind the speaker's name to where the report begins: past appositions, dates and relative clauses.
    fn past_speaker(&self, from: usize, end: usize) -> usize {
        let comma = |from: usize| {
            let mut depth = 0_usize;
            (from..end.min(from + 40)).find(|&at| {
                match self.line.items[at].kind {
                    Kind::OpenParen => depth += 1,
                    Kind::CloseParen => depth = depth.saturating_sub(1),
                    _ => {}
                }
                self.is(at, Kind::Comma) && depth == 0 && self.outside(at)
            })
        };
        let Some(first) = comma(from) else {
            let mut at = from;
            if self.is(at, Kind::OpenParen)
                && let Some(close) = (at..end.min(at + 10)).find(|&i| self.is(i, Kind::CloseParen))
            {
                at = close + 1;
            }
            return self.past_adverbials(at, end);
        };
        // A verb before the comma means that the clause began without one.
        let began = (from..first).find(|&at| self.verb(at));
        let relative = (from..first).any(|at| self.line.any(at, &ASIDE) || self.is(at, Kind::OpenParen));
        if let Some(verb) = began
            && !relative
            && verb > from
        {
            return from;
        }
        let mut at = first + 1;
        for _ in 0..3 {
            let Some(next) = comma(at) else { break };
            let aside = (at..next).len() <= 7
                && !(at..next).any(|i| self.verb(i))
                && (self.class(at, WordClass::Preposition)
                    || self.capital(at)
                    || self.line.items[at].digit())
                && !self.class(at, WordClass::Locating);
            if !aside {
                break;
            }
            at = next + 1;
        }
        if self.class(at, WordClass::Complementiser) { at + 1 } else { at }
    }

    /// Passives that report.
    pub(super) fn passives(&mut self, passage: Range<usize>) {
        for at in passage.clone() {
            if self.used.contains(&at) || !self.outside(at) {
                continue;
            }
            let Some(found) = self.cue_at(at, CueForm::Passive) else { continue };
            let cue = at..at + found.len;
            if self.back_reference(&cue, &passage) || self.opening_passive(&cue, &passage) {
                continue;
            }
            self.agent_passive(&cue, &passage);
        }
    }

    /// *Hal itu disampaikan Rina*: what was said is the passage before.
    fn back_reference(&mut self, cue: &Range<usize>, passage: &Range<usize>) -> bool {
        let refers = self.class(passage.start, WordClass::ToldBefore)
            && self.class(passage.start + 1, WordClass::Demonstrative)
            && cue.start <= passage.start + 24;
        if !refers {
            return false;
        }
        let plain = (passage.start + 2..cue.start).all(|at| {
            self.class(at, WordClass::Adverb)
                || !self.is(at, Kind::Word)
                || self.credited(passage.start + 2, at)
        });
        let Some(speaker) = self.phrases.behind(cue.end, passage.end) else { return false };
        // Whoever told it of themselves did it, and did not report it.
        let themselves = self.class(speaker.start, WordClass::Pronoun);
        if !plain
            || themselves
            || !self.names_somebody(&speaker)
            || !self.class(passage.start, WordClass::Matter)
        {
            return true;
        }
        let Some(before) = self.passage_before(passage) else { return true };
        if self.recent().any(|draft| before.contains(&draft.items.start)) {
            return true;
        }
        let Some(span) = self.line.content(before.clone()) else { return true };
        let draft = self.new_draft(
            self.kind_of(before),
            vec![span],
            cue.clone(),
            Some(speaker.clone()),
            passage.start..speaker.end,
            "statement.told-before",
        );
        self.used.extend(cue.clone());
        self.draft(draft);
        true
    }

    fn credited(&self, from: usize, at: usize) -> bool {
        (from..=at).any(|i| self.class(i, WordClass::Credit) || self.line.form(i) == "seperti")
    }

    /// *Dikatakan Rina, …*, *Disebutkan bahwa …*, *Dalam laporan itu disebutkan, …*.
    fn opening_passive(&mut self, cue: &Range<usize>, passage: &Range<usize>) -> bool {
        let floor = self.floor(passage, cue.start);
        let begins = self.past_connectives(floor, cue.start) >= cue.start;
        let document = self.class(floor, WordClass::In)
            && cue.start < floor + 10
            && !(floor..cue.start).any(|at| self.is(at, Kind::Comma));
        if !begins && !document {
            return false;
        }
        let mut at = cue.end;
        while self.line.any(at, &[WordClass::Also, WordClass::Anew]) {
            at += 1;
        }
        let complement = |at: usize| self.class(at, WordClass::Complementiser) || self.is(at, Kind::Comma);
        let speaker = if document {
            self.phrases.behind(floor + 1, cue.start)
        } else if complement(at) {
            None
        } else {
            self.phrases.behind(at, passage.end).filter(|speaker| self.names_somebody(speaker))
        };
        let mut from = speaker.as_ref().map_or(at, |speaker| speaker.end.max(at));
        let agent = self.line.any(at, &[WordClass::Agent, WordClass::Clitic]) || document;
        from = self.past_speaker_mark(from, passage.end);
        if !agent
            && !self
                .line
                .items
                .get(from.saturating_sub(1))
                .is_some_and(|item| item.is(Kind::Comma) || item.has(WordClass::Complementiser))
        {
            return false;
        }
        let content = from..self.clause_end(from, passage.end);
        let Some(span) = self.line.content(content.clone()) else { return false };
        if content.len() < 3 {
            return false;
        }
        let draft = self.new_draft(
            self.kind_of(content.clone()),
            vec![span],
            cue.clone(),
            speaker,
            floor..content.end,
            "statement.passive-opening",
        );
        self.used.extend(cue.clone());
        self.draft(draft);
        true
    }

    /// Past a comma, adverbials and a complementiser.
    fn past_speaker_mark(&self, from: usize, end: usize) -> usize {
        let mut at = from;
        let that =
            (at..end.min(at + 16)).find(|&i| self.class(i, WordClass::Complementiser) && self.outside(i));
        let comma = (at..end.min(at + 10)).find(|&i| self.is(i, Kind::Comma) && self.outside(i));
        match (that, comma) {
            (Some(that), _) if !(at..that).any(|i| self.verb(i)) => at = that + 1,
            (_, Some(comma)) => at = comma + 1,
            _ => {}
        }
        at
    }

    /// *Lima dituduh Quito melanggar batas laut*, *serangan yang disebut Kairo sebagai "…"*.
    fn agent_passive(&mut self, cue: &Range<usize>, passage: &Range<usize>) {
        let Some(speaker) = self.phrases.behind(cue.end, passage.end) else { return };
        let agent = self.class(cue.end, WordClass::Agent);
        let clitic = self.class(cue.end, WordClass::Clitic);
        let named = self.capital(speaker.start) || agent || clitic;
        if !named || speaker.len() > 8 {
            return;
        }
        let start = speaker.end;
        if clitic && !self.line.quoted(start..passage.end.min(start + 3)) {
            return;
        }
        let marker =
            self.class(start, WordClass::PassiveReport) || self.is(start, Kind::Opening) || self.verb(start);
        if !marker {
            return;
        }
        let content = start..self.clause_end(start, passage.end);
        let Some(span) = self.line.content(content.clone()) else { return };
        let mut spans = Vec::new();
        if let Some(patient) = self.phrases.subject(cue.start, passage.start)
            && patient.near
            && !patient.negated
            && !clitic
        {
            spans.extend(self.line.span(patient.name));
        }
        spans.push(span);
        let kind = self.kind_of(content.clone());
        self.take_quotes(content.clone());
        let draft = self.new_draft(
            kind,
            spans,
            cue.clone(),
            Some(speaker),
            cue.start..content.end,
            "statement.passive-agent",
        );
        self.used.extend(cue.clone());
        self.draft(draft);
    }
}
