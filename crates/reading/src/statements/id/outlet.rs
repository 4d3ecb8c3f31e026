//! Outlets that a report came through: *dikutip dari X*, *dilansir X*, *kepada X*, *koresponden X*.

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
    /// Where it is from its first word to the end of the name.
    pub(super) items: Range<usize>,
    /// It reports of its own: *X mengutip para pejabat*.
    pub(super) quotes: bool,
    /// The speaker is named with it: *koresponden X*.
    speaks: bool,
    span: Span,
}

impl Credit {
    /// The credit is part of what was said.
    pub(super) fn within(&self, draft: &Draft) -> bool {
        draft.content.iter().any(|content| content.contains(self.span))
            || !self.speaks && draft.speaker.is_some_and(|s| s.overlaps(self.span))
    }
}

/// How a word leads to an outlet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// A credit: whatever is named behind it.
    Credit,
    /// A word that has other uses: a known outlet behind it.
    Known,
    /// The outlet is that of whoever speaks.
    Reporter,
}

/// The outlets credited in a passage, in the order of the text.
pub(super) fn credits(finder: &Finder<'_, '_>, passage: Range<usize>) -> Vec<Credit> {
    let mut found = Vec::new();
    let mut at = passage.start;
    while at < passage.end {
        let Some(lead) = finder.outside(at).then(|| lead(finder, at, &passage)).flatten() else {
            at += 1;
            continue;
        };
        let (from, head) = (at, finder.line.count(passage.start..at));
        let mut add = |name: Range<usize>, quotes: bool| {
            let rest = (name.end..passage.end.min(name.end + 30)).filter(|&i| finder.verb(i)).count();
            let printed: Vec<_> = finder.line.items[name.clone()].iter().map(|item| item.print).collect();
            if let Some(span) = finder.line.span(name.clone()) {
                found.push(Credit {
                    name: printed.join(" "),
                    leads: head <= 1,
                    closes: head <= 3 && rest == 0,
                    items: from.min(name.start)..name.end,
                    quotes,
                    speaks: lead == Lead::Reporter,
                    span,
                });
            }
        };
        if finder.class(at, WordClass::Quoting)
            && let Some(name) = quoted_by(finder, at, passage.start)
        {
            add(name, true);
            at += 1;
            continue;
        }
        // *reporter lapangan* **X**.
        let plain = lead == Lead::Reporter && finder.is(at + 1, Kind::Word) && !finder.capital(at + 1);
        let described = plain && !finder.class(at + 1, WordClass::OutletKind);
        let behind = at + 1 + usize::from(described);
        let Some(name) = named(finder, behind, passage.end).filter(|name| fits(finder, lead, name)) else {
            at += 1;
            continue;
        };
        add(name.clone(), false);
        at = name.end;
        if finder.class(at, WordClass::Joining) && finder.capital(at + 1) {
            let last = at + 1..name_end(finder, at + 1, passage.end);
            at = last.end;
            if !last.is_empty() && !others(finder, &last) {
                add(last, false);
            }
        }
    }
    found
}

fn lead(finder: &Finder<'_, '_>, at: usize, passage: &Range<usize>) -> Option<Lead> {
    if finder.class(at, WordClass::Credit) {
        return Some(Lead::Credit);
    }
    if finder.class(at, WordClass::Reporter) {
        return Some(Lead::Reporter);
    }
    let near = |before: usize| at.saturating_sub(before).max(passage.start)..at;
    let met = |before| near(before).any(|i| finder.class(i, WordClass::Interview));
    let told = finder.class(at, WordClass::ToldTo)
        || finder.class(at, WordClass::Knowing)
        || finder.class(at, WordClass::Published)
        || finder.class(at, WordClass::SpokenWith) && met(4)
        || finder.class(at, WordClass::Including) && near(8).any(|i| finder.class(i, WordClass::Hearer));
    told.then_some(Lead::Known)
}

/// Whether a name can be that of an outlet so led to.
fn fits(finder: &Finder<'_, '_>, lead: Lead, name: &Range<usize>) -> bool {
    match lead {
        Lead::Credit => !others(finder, name),
        Lead::Known | Lead::Reporter => {
            finder.class(name.start, WordClass::Outlet) && finder.capital(name.start)
                || outlet(finder, name).is_some()
        }
    }
}

/// The name behind a credit, past what says its kind: *kantor berita Turki,* **Anadolu**.
fn named(finder: &Finder<'_, '_>, from: usize, end: usize) -> Option<Range<usize>> {
    let mut start = from;
    while start < end
        && (finder.class(start, WordClass::OutletKind) && !finder.capital(start)
            || finder.is(start, Kind::Comma) && start > from && finder.capital(start + 1))
    {
        start += 1;
    }
    let mut name = start..name_end(finder, start, end);
    if name.is_empty() {
        return None;
    }
    if start > from && names(finder, finder.states, &name) {
        // *media terkemuka Fiji,* **Islands Business**: the country that the outlet is of comes first.
        let further = name.end + 1..name_end(finder, name.end + 1, end);
        if finder.is(name.end, Kind::Comma) && outlet(finder, &further).is_some() {
            return Some(further);
        }
        // *media Iran*: outlets of a country, named by their kind.
        if finder.class(start - 1, WordClass::OutletOf) {
            name.start -= 1;
        }
    }
    Some(own(finder, name))
}

/// A known outlet's own name, where what it is of or who speaks for it was taken with it: *Fiji* **FBC** *Rina Moen*.
fn own(finder: &Finder<'_, '_>, name: Range<usize>) -> Range<usize> {
    let Some(known) = outlet(finder, &name) else { return name };
    let from_place = known.start > name.start && names(finder, finder.states, &(name.start..known.start));
    let start = if from_place { known.start } else { name.start };
    let behind = known.end < name.end && finder.phrases.person_in(&(known.end..name.end)).is_some();
    start..if behind { known.end } else { name.end }
}

/// The outlet that quotes: **Fars** *mengutip para pejabat*, **X** *(XN), dengan mengutip sumber*.
fn quoted_by(finder: &Finder<'_, '_>, verb: usize, start: usize) -> Option<Range<usize>> {
    let mut at = verb;
    for _ in 0..4 {
        let before = at.checked_sub(1).filter(|&before| before >= start)?;
        if finder.is(before, Kind::CloseParen) {
            at = (start..before).rev().take(6).find(|&i| finder.is(i, Kind::OpenParen))?;
        } else if finder.is(before, Kind::Comma)
            || finder.class(before, WordClass::Manner)
            || finder.class(before, WordClass::Adverb)
            || finder.class(before, WordClass::Relative)
        {
            at = before;
        } else {
            break;
        }
    }
    let last = at.checked_sub(1).filter(|&last| last >= start)?;
    if let Some(name) = outlet(finder, &(last..at)) {
        return Some(name);
    }
    let kind =
        last.checked_sub(1).filter(|&kind| kind >= start && finder.class(kind, WordClass::OutletOf))?;
    names(finder, finder.states, &(last..at)).then_some(kind..at)
}

/// Where a name that begins at an item ends; a known outlet ends where it does: *Times of Malta*.
fn name_end(finder: &Finder<'_, '_>, start: usize, limit: usize) -> usize {
    let mut end = start;
    while end < limit && name_goes_on(finder, end) {
        end += 1;
    }
    let known = outlet(finder, &(start..end)).map_or(end, |known| known.end);
    known.max(end).min(limit.max(start))
}

/// The items of the known outlet that overlaps a name.
fn outlet(finder: &Finder<'_, '_>, name: &Range<usize>) -> Option<Range<usize>> {
    let span = finder.line.span(name.clone())?;
    let after = finder.outlets.partition_point(|outlet| outlet.end <= span.start);
    let outlet = *finder.outlets.get(after).filter(|outlet| outlet.overlaps(span))?;
    let items = &finder.line.items;
    let start = items.partition_point(|item| item.span.end <= outlet.start);
    let end = items.partition_point(|item| item.span.start < outlet.end);
    Some(start..end)
}

/// The name is that of a person, country or body that is no outlet.
fn others(finder: &Finder<'_, '_>, name: &Range<usize>) -> bool {
    let kind = name.start > 0 && !finder.capital(name.start);
    let page = finder.line.items.get(name.start).is_some_and(|item| item.print.contains('.'));
    !kind
        && !page
        && outlet(finder, name).is_none()
        && (finder.phrases.person_in(name).is_some()
            || names(finder, finder.states, name)
            || body(finder, name))
}

/// A body, with its country or without.
fn body(finder: &Finder<'_, '_>, name: &Range<usize>) -> bool {
    (name.start + 1..=name.end).rev().any(|end| {
        names(finder, finder.bodies, &(name.start..end))
            && (end == name.end || names(finder, finder.states, &(end..name.end)))
    })
}

/// Whether a name is, or belongs to, one of some.
fn names(finder: &Finder<'_, '_>, known: &[Span], name: &Range<usize>) -> bool {
    finder.line.span(name.clone()).is_some_and(|span| {
        let after = known.partition_point(|other| other.end <= span.start);
        known.get(after).is_some_and(|other| other.contains(span))
    })
}

fn name_goes_on(finder: &Finder<'_, '_>, at: usize) -> bool {
    finder.capital(at)
        && !finder.class(at, WordClass::Calendar)
        && finder.outside(at)
        && finder.is(at, Kind::Word)
}
