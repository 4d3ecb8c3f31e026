//! Outlets that a report came through: *dikutip dari X*, *dilansir X*, *kepada X*.

use std::ops::Range;

use telisik_lexicon::WordClass;
use telisik_record::Span;

use super::finder::Finder;
use crate::statements::draft::Draft;
use crate::statements::line::Kind;

/// One outlet named as the way a report came.
#[derive(Debug, Clone)]
pub(super) struct Credit {
    /// As printed.
    pub(super) name: String,
    /// It opens its passage: *Dilansir X, …*.
    pub(super) leads: bool,
    /// The passage is nothing but the credit: *Demikian dilansir X.*
    pub(super) closes: bool,
    span: Span,
}

impl Credit {
    /// The credit is part of what was said.
    pub(super) fn within(&self, draft: &Draft) -> bool {
        draft.content.iter().any(|content| content.contains(self.span))
            || draft.speaker.is_some_and(|s| s.overlaps(self.span))
    }
}

/// The outlets credited in a passage, in the order of the text.
pub(super) fn credits(finder: &Finder<'_, '_>, passage: Range<usize>) -> Vec<Credit> {
    let mut found = Vec::new();
    let mut at = passage.start;
    while at < passage.end {
        let verb = finder.class(at, WordClass::Credit) && finder.outside(at);
        let told = told_to(finder, at, passage.end);
        if !verb && !told {
            at += 1;
            continue;
        }
        let mut name = at + 1;
        while name < passage.end
            && (finder.class(name, WordClass::OutletKind) && !finder.capital(name)
                || finder.is(name, Kind::Comma) && name > at + 1 && finder.capital(name + 1))
        {
            name += 1;
        }
        let mut end = name;
        while end < passage.end && name_goes_on(finder, end) {
            end += 1;
        }
        // *media Iran*: outlets of a country, named by their kind.
        let kind = matches!(finder.line.form(name.saturating_sub(1)), "media" | "televisi" | "koran");
        if kind && names_state(finder, name..end) {
            name -= 1;
        }
        if let Some(span) = finder.line.span(name..end).filter(|_| end > name) {
            let head = finder.line.count(passage.start..at);
            let rest = (end..passage.end.min(end + 30)).filter(|&i| finder.verb(i)).count();
            let printed: Vec<_> = finder.line.items[name..end].iter().map(|item| item.print).collect();
            found.push(Credit {
                name: printed.join(" "),
                leads: head <= 1,
                closes: head <= 3 && rest == 0,
                span,
            });
            if finder.line.form(end) == "dan" && finder.capital(end + 1) {
                let mut last = end + 1;
                while last < passage.end && name_goes_on(finder, last) {
                    last += 1;
                }
                let printed: Vec<_> =
                    finder.line.items[end + 1..last].iter().map(|item| item.print).collect();
                if let Some(span) = finder.line.span(end + 1..last) {
                    found.push(Credit {
                        name: printed.join(" "),
                        leads: head <= 1,
                        closes: head <= 3 && rest == 0,
                        span,
                    });
                }
                end = last;
            }
        }
        at = end.max(at + 1);
    }
    found
}

/// *kepada kantor berita X*, *dalam wawancara bersama X*, *memberi tahu X*, where X is a known outlet.
fn told_to(finder: &Finder<'_, '_>, at: usize, end: usize) -> bool {
    if !finder.outside(at) {
        return false;
    }
    let interview = || (at.saturating_sub(4)..at).any(|i| finder.line.form(i) == "wawancara");
    let told = match finder.line.form(at) {
        "kepada" | "pada" | "ke" => true,
        "dengan" | "bersama" => interview(),
        "tahu" => at > 0 && finder.line.form(at - 1) == "memberi",
        _ => false,
    };
    if !told {
        return false;
    }
    let mut name = at + 1;
    while name < end.min(at + 6) && finder.class(name, WordClass::OutletKind) && !finder.capital(name) {
        name += 1;
    }
    let Some(span) = finder.line.span(name..name + 1) else { return false };
    let after = finder.outlets.partition_point(|outlet| outlet.end <= span.start);
    finder.class(name, WordClass::Outlet) && finder.capital(name)
        || finder.outlets.get(after).is_some_and(|outlet| outlet.overlaps(span))
}

fn names_state(finder: &Finder<'_, '_>, name: Range<usize>) -> bool {
    finder.line.span(name).is_some_and(|span| {
        let after = finder.states.partition_point(|state| state.end <= span.start);
        finder.states.get(after).is_some_and(|state| state.contains(span))
    })
}

fn name_goes_on(finder: &Finder<'_, '_>, at: usize) -> bool {
    finder.capital(at)
        && !finder.class(at, WordClass::Calendar)
        && finder.outside(at)
        && finder.is(at, Kind::Word)
}
