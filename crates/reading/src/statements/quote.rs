use std::ops::Range;

use telisik_lexicon::{CueForm, Cues};
use telisik_record::{Span, Text};

use super::line::{Item, Kind};
use crate::marks::{is_double, is_single};

/// A stretch between quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quotation {
    /// Its items, both marks included; from the line's start or to its end where a mark is missing.
    pub(super) items: Range<usize>,
    /// It has its opening mark.
    pub(super) opened: bool,
    /// It has its closing mark.
    pub(super) closed: bool,
}

impl Quotation {
    /// The items between the marks.
    pub(super) fn inner(&self) -> Range<usize> {
        let start = self.items.start + usize::from(self.opened);
        let end = self.items.end - usize::from(self.closed);
        start..end.max(start)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Double,
    Single,
}

fn mark_of(item: &Item<'_>) -> Option<Mark> {
    let first = item.print.chars().next()?;
    if item.print == "''" || item.print == "``" || is_double(first) {
        return Some(Mark::Double);
    }
    (item.print.chars().count() == 1 && is_single(first)).then_some(Mark::Single)
}

/// Pairs the quotation marks of a line, marks items as opening and closing, and counts depths.
///
/// A mark's own side decides only where its form leaves no doubt; else the state does, so that lines with
/// the closing mark printed on both sides, or without spaces, come out right. Returns the outermost
/// quotations in order, and marks without a fellow. One pass over the items.
pub(super) fn pair(text: &Text, cues: &Cues, items: &mut [Item<'_>]) -> (Vec<Quotation>, Vec<Span>) {
    let mut open: Vec<(usize, Mark)> = Vec::new();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut stray = Vec::new();
    let mut headless = None;
    for at in 0..items.len() {
        let Some(mark) = mark_of(&items[at]) else { continue };
        let (space_before, space_after) = spaces(text, items, at);
        let top = open.last().map(|&(_, mark)| mark);
        let opens = match mark {
            Mark::Single => space_before && !space_after && top != Some(Mark::Single),
            Mark::Double if top.is_none() => {
                let closing_form = matches!(items[at].print, "»") || (space_after && !space_before);
                let opening_form = !closing_form || (space_before && !space_after);
                (opening_form || opens_behind_stop(text, cues, items, at))
                    && !closes_before_cue(cues, items, at)
            }
            Mark::Double => {
                let opening_form = matches!(items[at].print, "“" | "„" | "«");
                space_before && !space_after && (opening_form || closes_later(text, items, at))
            }
        };
        if opens {
            open.push((at, mark));
            continue;
        }
        match open.iter().rposition(|&(_, other)| other == mark) {
            Some(index) => {
                let (start, _) = open[index];
                // Single marks left open inside were apostrophes.
                open.truncate(index);
                pairs.push((start, at));
            }
            None if mark == Mark::Double => {
                if pairs.is_empty() && headless.is_none() {
                    headless = Some(at);
                } else {
                    stray.push(items[at].span);
                }
            }
            None => {}
        }
    }
    for (start, end) in &pairs {
        items[*start].kind = Kind::Opening;
        items[*end].kind = Kind::Closing;
    }
    let mut quotes: Vec<Quotation> = Vec::new();
    if let Some(end) = headless {
        items[end].kind = Kind::Closing;
        let start = sentence_start(items, end);
        quotes.push(Quotation { items: start..end + 1, opened: false, closed: true });
        stray.push(items[end].span);
    }
    pairs.sort_unstable();
    for (start, end) in pairs {
        if quotes.last().is_none_or(|last| last.items.end <= start) {
            quotes.push(Quotation { items: start..end + 1, opened: true, closed: true });
        }
    }
    let closed = quotes.len();
    let mut covered = 0;
    for (start, mark) in open {
        if mark == Mark::Single {
            continue;
        }
        stray.push(items[start].span);
        if start < covered {
            continue;
        }
        let end = if start == 0 { items.len() } else { sentence_end(items, start) };
        covered = end;
        let next = quotes[..closed].partition_point(|quote| quote.items.end <= start);
        if quotes[..closed].get(next).is_none_or(|quote| quote.items.start >= end) {
            items[start].kind = Kind::Opening;
            quotes.push(Quotation { items: start..end, opened: true, closed: false });
        }
    }
    quotes.sort_unstable_by_key(|quote| quote.items.start);
    for quote in &quotes {
        for item in &mut items[quote.inner()] {
            item.depth = 1;
        }
    }
    stray.sort_unstable();
    (quotes, stray)
}

fn sentence_start(items: &[Item<'_>], at: usize) -> usize {
    (0..at).rev().take_while(|&i| items[i].sentence == items[at].sentence).last().unwrap_or(at)
}

fn sentence_end(items: &[Item<'_>], at: usize) -> usize {
    (at..items.len())
        .take_while(|&i| items[i].sentence == items[at].sentence)
        .last()
        .map_or(at + 1, |i| i + 1)
}

/// Whether there is white space, an edge, or an opening bracket on either side of the item.
fn spaces(text: &Text, items: &[Item<'_>], at: usize) -> (bool, bool) {
    let span = items[at].span;
    let before = span.start.checked_sub(1).map(|start| text.slice(Span::new(start, span.start)));
    let after = text.slice(Span::new(span.end, span.end + 1));
    let blank = |s: &str| s.chars().next().is_none_or(char::is_whitespace);
    let before_blank = before.is_none_or(|s| blank(s) || matches!(s, "(" | "[" | "-" | "–" | "—"));
    let after_blank = blank(after) || matches!(after, "," | "." | ")" | "]" | "?" | "!" | ";" | ":");
    (before_blank, after_blank)
}

/// Whether a mark printed right behind a stop opens what follows, as where closing marks stand on both sides with the blank
/// on the wrong one: *… menolak.” Kami menunggu, ”kata Lena*. The next mark must be one that closes.
fn opens_behind_stop(text: &Text, cues: &Cues, items: &[Item<'_>], at: usize) -> bool {
    let ends = at.checked_sub(1).is_some_and(|before| matches!(items[before].print, "." | "?" | "!"));
    let begins = items.get(at + 1).is_some_and(|next| next.capital() || next.digit());
    let next = (at + 1..items.len()).find(|&next| mark_of(&items[next]) == Some(Mark::Double));
    let closes = |next| {
        let (before, after) = spaces(text, items, next);
        after && !before || closes_before_cue(cues, items, next)
    };
    ends && begins && next.is_some_and(closes)
}

/// A comma before a mark and the root of a reporting word behind it: *…, ”kata Lena*. No quotation begins like this,
/// whatever the blanks.
fn closes_before_cue(cues: &Cues, items: &[Item<'_>], at: usize) -> bool {
    let comma = at.checked_sub(1).is_some_and(|before| items[before].print == ",");
    comma && items.get(at + 1).is_some_and(|next| cues.find(&next.form, CueForm::After).is_some())
}

/// How far a nested quotation is looked for. Bounds the work on a line of nothing but marks.
const NESTED_WITHIN: usize = 40;

/// Whether two closing marks follow: one for the quotation that would begin here, one for that around it.
fn closes_later(text: &Text, items: &[Item<'_>], at: usize) -> bool {
    let mut closing = 0;
    for next in at + 1..items.len().min(at + NESTED_WITHIN) {
        if mark_of(&items[next]) != Some(Mark::Double) {
            continue;
        }
        let (before, after) = spaces(text, items, next);
        if before && !after {
            return false;
        }
        closing += 1;
        if closing == 2 {
            return true;
        }
    }
    false
}
