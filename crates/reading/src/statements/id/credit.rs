//! Which statements of a line the credits of a passage go with.

use std::ops::Range;

use telisik_lexicon::{CueForm, WordClass};
use telisik_record::Span;

use super::finder::{Finder, RECENT};
use super::outlet::{self, Credit};
use crate::statements::line::Kind;
use crate::statements::spread::Standing;

/// How many items may tell the day between a credit and the report.
const DAY: usize = 16;

/// How many outlets are kept for words that come later. Bounds the work on passages of credits.
const LISTED: usize = 4;

impl Finder<'_, '_> {
    /// Gives the outlets credited in a passage to its statements.
    pub(super) fn credit(&mut self, passage: Range<usize>) {
        let credits = outlet::credits(self, passage.clone());
        let waiting = std::mem::take(&mut self.waiting);
        let recent = self.drafts.iter_mut().rev().take(RECENT);
        for draft in recent.filter(|draft| passage.contains(&draft.items.start)) {
            draft.via.extend(waiting.iter().cloned());
        }
        for credit in &credits {
            self.lift(credit, &passage);
        }
        let tells = self.tells(&passage);
        let mut standing = Vec::new();
        for credit in credits {
            let mut any = false;
            for draft in self.drafts.iter_mut().rev().take(RECENT) {
                let here = passage.contains(&draft.items.start);
                if here && !credit.within(draft) {
                    any = true;
                    if !draft.via.contains(&credit.name) {
                        draft.via.push(credit.name.clone());
                    }
                }
            }
            if any || credit.quotes {
                continue;
            }
            if credit.closes
                && let Some(last) = self.drafts.last_mut()
            {
                if !last.via.contains(&credit.name) {
                    last.via.push(credit.name);
                }
            } else if tells && standing.len() < LISTED {
                standing.push(credit.name);
            } else if credit.leads && !tells {
                self.waiting.push(credit.name);
            }
        }
        if let Some(span) = self.line.span(passage.clone()).filter(|_| !standing.is_empty()) {
            let back = self.class(passage.start + 1, WordClass::Demonstrative)
                && !self.connective(passage.start..passage.start + 2)
                && passage.clone().any(|at| self.outside(at) && self.cue_at(at, CueForm::Passive).is_some());
            self.standing.push(Standing { via: standing, passage: span, line: self.index, back });
        }
    }

    /// A credit that opens a passage is no part of what is reported behind it.
    fn lift(&mut self, credit: &Credit, passage: &Range<usize>) {
        let Some(from) = self.behind_credit(credit, passage).filter(|_| credit.leads) else { return };
        let (Some(head), Some(report)) =
            (self.line.span(passage.start..credit.items.end), self.line.span(from..from + 1))
        else {
            return;
        };
        for draft in self.drafts.iter_mut().rev().take(RECENT) {
            if let Some(first) = draft.content.first_mut()
                && first.contains(head)
                && report.start < first.end
            {
                *first = Span::new(report.start, first.end);
            }
        }
    }

    /// Past the day behind a credit and the comma that ends it.
    fn behind_credit(&self, credit: &Credit, passage: &Range<usize>) -> Option<usize> {
        let mut at = credit.items.end;
        let limit = passage.end.min(at + DAY);
        let mut comma = false;
        while at < limit {
            if self.is(at, Kind::OpenParen) {
                at = (at..limit).find(|&i| self.is(i, Kind::CloseParen))? + 1;
                continue;
            }
            let day = self.class(at, WordClass::Calendar) || self.line.items.get(at)?.digit();
            let link = self.class(at, WordClass::Preposition) && self.class(at + 1, WordClass::Calendar);
            comma |= self.is(at, Kind::Comma);
            if !(day || link || self.is(at, Kind::Comma)) {
                break;
            }
            at += 1;
        }
        (comma && at < limit).then_some(at)
    }

    /// The passage says that something was said: *disampaikan*, *dalam pernyataannya*, *memperingatkan bahaya itu*.
    fn tells(&self, passage: &Range<usize>) -> bool {
        passage
            .clone()
            .filter(|&at| self.outside(at))
            .any(|at| self.class(at, WordClass::Report) || self.cue_at(at, CueForm::Passive).is_some())
    }
}
