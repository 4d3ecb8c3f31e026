//! The subject before a cue.

use std::ops::Range;

use telisik_lexicon::WordClass;

use super::phrase::{Phrases, REACH};
use crate::statements::line::{Item, Kind};

/// A subject found before a cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subject {
    /// The phrase that names the speaker.
    pub(super) name: Range<usize>,
    /// Where the subject and what belongs to it begins; what stands before is another clause.
    pub(super) start: usize,
    /// The verb behind it is negated.
    pub(super) negated: bool,
    /// It is the antecedent of a relative clause that holds the cue.
    pub(super) relative: bool,
    /// It stands directly before the cue, and is not the subject of a verb before.
    pub(super) near: bool,
}

impl Phrases<'_, '_> {
    /// The subject of the cue at `cue`, looked for from there back to `start`.
    pub(super) fn subject(&self, cue: usize, start: usize) -> Option<Subject> {
        let start = start.max(cue.saturating_sub(REACH));
        let mut to = cue;
        let mut negated = false;
        let mut relative = false;
        while to > start {
            let at = to - 1;
            let item = self.item(at)?;
            if item.depth > 0 || matches!(item.kind, Kind::Opening | Kind::Closing | Kind::Colon | Kind::Stop)
            {
                break;
            }
            if item.is(Kind::CloseParen) {
                let open = (start..at).rev().take(14).find(|&i| self.line.is(i, Kind::OpenParen))?;
                to = open;
                continue;
            }
            if item.is(Kind::Comma) {
                if self.line.semicolon(at) {
                    break;
                }
                let listed = self.run_before(at, start);
                if listed.clone().any(|i| self.line.is(i, Kind::Comma)) && self.list(&listed) {
                    return Some(Subject {
                        start: listed.start,
                        name: listed,
                        negated,
                        relative,
                        near: true,
                    });
                }
                let Some(open) = self.insertion(at, start) else { break };
                if let Some(name) = self.office_before(open, at, start) {
                    return Some(Subject { start: name.start, name, negated, relative, near: true });
                }
                to = open;
                continue;
            }
            if item.has(WordClass::Negator) {
                negated = true;
                to = at;
                continue;
            }
            if at > start && self.has(at - 1, WordClass::Comparing) && !item.capital() {
                to = at - 1;
                continue;
            }
            if item.has(WordClass::Adverb) && !item.capital() {
                to = at;
                continue;
            }
            if item.has(WordClass::Relative) {
                relative = true;
                to = at;
                continue;
            }
            let local_time =
                item.has(WordClass::LocalTime) && at > start && self.has(at - 1, WordClass::TimeOfDay);
            if item.has(WordClass::Calendar) || item.digit() || local_time {
                to = at;
                continue;
            }
            if item.has(WordClass::Preposition) {
                to = at;
                continue;
            }
            if !self.nominal(at) {
                break;
            }
            let run = self.run_before(to, start);
            if run.start > start {
                let before = run.start - 1;
                let tied = self.has(before, WordClass::Preposition)
                    && before > start
                    && (self.nominal(before - 1)
                        || self.line.is(before - 1, Kind::CloseParen)
                        || self.has(before - 1, WordClass::Adverb));
                if tied
                    && let Some(person) = self.person_in(&run)
                    && person.end == run.end
                {
                    return Some(Subject {
                        start: person.start,
                        name: person,
                        negated,
                        relative,
                        near: true,
                    });
                }
                if tied || (self.has(before, WordClass::Relative) && run.len() < 6) {
                    to = before;
                    continue;
                }
                // *Hamas yang bermarkas di Gaza mengatakan*: the place belongs to the relative clause.
                if self.has(before, WordClass::Preposition)
                    && let Some(which) = self.relative_around(before, start)
                {
                    to = which;
                    continue;
                }
                if self.item(before).is_some_and(|item| self.words.verb(item))
                    && let Some(which) = self.relative_start(before, start)
                {
                    to = which;
                    continue;
                }
            }
            let start = run.start;
            let name = self.trimmed(run)?;
            return Some(Subject { start, name, negated, relative, near: true });
        }
        let name = self.first(start, to)?;
        Some(Subject { start: name.start, name, negated, relative, near: false })
    }

    /// *yang* of the relative clause that `at` lies in, with what it belongs to before it.
    fn relative_around(&self, at: usize, start: usize) -> Option<usize> {
        let words =
            (start..at).rev().take(16).take_while(|&i| self.line.is(i, Kind::Word) && self.outside(i));
        let which = words.into_iter().find(|&i| self.has(i, WordClass::Relative))?;
        (which > start && (self.nominal(which - 1) || self.line.is(which - 1, Kind::CloseParen)))
            .then_some(which)
    }

    /// *yang* within three words before a verb: *yang dipimpin …*.
    fn relative_start(&self, verb: usize, start: usize) -> Option<usize> {
        (start..verb).rev().take(3).find(|&at| self.has(at, WordClass::Relative))
    }

    /// The nominal words before `to`, with what *dan* joins to them.
    fn run_before(&self, to: usize, start: usize) -> Range<usize> {
        let mut from = to;
        while from > start {
            let at = from - 1;
            let joined = from < to && self.joins_back(at, start, to);
            let dash = self.line.is(at, Kind::Dash) && self.glued(at);
            if self.nominal(at) || joined || dash {
                from = at;
            } else {
                break;
            }
        }
        // *Di Praha, Rina dan Adam*: the place before the comma is no member of the list.
        let led = from > start
            && self.has(from - 1, WordClass::Preposition)
            && (from - 1 == start || !self.line.is(from - 2, Kind::Word));
        let mut commas = (from..to).filter(|&at| self.line.is(at, Kind::Comma));
        if let (true, Some(comma), None) = (led, commas.next(), commas.next()) {
            from = comma + 1;
        }
        while from < to && !self.nominal(from) {
            from += 1;
        }
        from..to
    }

    fn joins_back(&self, at: usize, start: usize, to: usize) -> bool {
        // *Rina, Adam, dan Sari*: the comma before *dan* goes with it, where the list has another.
        if at > start + 1 && self.has(at, WordClass::Coordinator) && self.line.is(at - 1, Kind::Comma) {
            let another = (start..at - 1).rev().take(10).find(|&i| self.line.is(i, Kind::Comma));
            return another.is_some_and(|comma| self.joins_back(comma, start, to));
        }
        if self.line.is(at, Kind::Comma) && self.has(at + 1, WordClass::Coordinator) {
            return at + 1 < to && self.joins_back(at + 1, start, to);
        }
        at > start
            && self.nominal(at - 1)
            && self.outside(at)
            && self.joins(at, to)
            && self.item(at - 1).is_some_and(|item| item.capital() || item.has(WordClass::Demonstrative))
    }

    /// Takes off what stands before the phrase proper: *Sementara itu* Rina, *saat itu* Rina.
    pub(super) fn trimmed(&self, mut run: Range<usize>) -> Option<Range<usize>> {
        for at in run.clone().rev().skip(1) {
            let inner = self.has(at, WordClass::Demonstrative)
                && self.item(at + 1).is_some_and(|next| next.capital() || next.has(WordClass::Pronoun));
            if inner && !self.item(run.start).is_some_and(Item::capital)
                || (inner && run.len() > 2 && at == run.start + 1)
            {
                run.start = at + 1;
                break;
            }
        }
        while !run.is_empty() && self.has(run.start, WordClass::Demonstrative) {
            run.start += 1;
        }
        (!run.is_empty()).then(|| self.shortest(run))
    }

    /// Where the insertion closed by the comma at `close` begins: *Hamas***,** *sekutu Iran,*.
    fn insertion(&self, close: usize, start: usize) -> Option<usize> {
        let mut depth = 0_u32;
        for at in (start..close).rev().take(30) {
            let item = self.item(at)?;
            match item.kind {
                Kind::CloseParen => depth += 1,
                Kind::OpenParen => depth = depth.saturating_sub(1),
                Kind::Comma if depth == 0 => {
                    let empty = at == start;
                    let calendar = (at + 1..close).all(|i| {
                        self.item(i)
                            .is_some_and(|x| x.digit() || x.has(WordClass::Calendar) || !x.is(Kind::Word))
                    });
                    if calendar {
                        continue;
                    }
                    let outer = (start..at)
                        .rev()
                        .take(40)
                        .take_while(|&i| !self.line.is(i, Kind::Stop) && !self.line.is(i, Kind::Colon))
                        .find(|&i| self.line.is(i, Kind::Comma) && self.has(i + 1, WordClass::Relative));
                    let at = if self.has(at + 1, WordClass::Relative) { at } else { outer.unwrap_or(at) };
                    return (!empty).then_some(at);
                }
                Kind::Stop | Kind::Colon => return None,
                _ => {}
            }
        }
        None
    }

    /// *Kepala bank itu,* **Ida Moen***, mengatakan*: the insertion is the name of the office before it.
    fn office_before(&self, open: usize, close: usize, start: usize) -> Option<Range<usize>> {
        let name = self.noun_phrase(open + 1, close)?;
        let whole = name.end == close || self.line.is(name.end, Kind::OpenParen);
        if !whole {
            return None;
        }
        let head = self.head_before(open, start);
        let bare_name = (head..open).all(|at| self.item(at).is_some_and(Item::capital))
            && !self.has(head, WordClass::Title);
        let described = head < open && !bare_name && self.person_in(&(head..open)).is_none();
        let all_capital = name.clone().all(|at| self.item(at).is_some_and(Item::capital));
        let titled = self.has(name.start, WordClass::Title);
        let proper = name.len() <= 5 && all_capital && !titled || self.person_in(&name).is_some();
        (described && proper).then(|| self.shortest(name))
    }

    /// Where the phrase that ends at `to` begins, its prepositional parts and relative clause included.
    fn head_before(&self, to: usize, start: usize) -> usize {
        let mut from = to;
        while from > start && to - from < 24 {
            let at = from - 1;
            let Some(item) = self.item(at) else { break };
            let parted = item.has(WordClass::PhrasePart);
            let paren = matches!(item.kind, Kind::OpenParen | Kind::CloseParen);
            if !(self.nominal(at) || parted || paren || self.words.verb(item)) {
                break;
            }
            from = at;
        }
        while from < to && !self.nominal(from) {
            from += 1;
        }
        from
    }

    /// The first noun phrase of a clause, adverbials before it skipped.
    pub(super) fn first(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let mut at = start;
        while at < end {
            let item = self.item(at)?;
            if item.depth > 0 || matches!(item.kind, Kind::Opening | Kind::Stop) {
                return None;
            }
            let prepositional = item.has(WordClass::Preposition)
                || (self.words.verb(item) && self.comma_before(at, end).is_some())
                || (item.capital() && self.begins_adverbial(item));
            if prepositional {
                match self.comma_before(at, end) {
                    Some(comma) => at = comma + 1,
                    None => at = self.noun_phrase(at + 1, end).map_or(at + 1, |phrase| phrase.end),
                }
                continue;
            }
            if self.nominal(at) && !item.has(WordClass::Demonstrative) {
                let phrase = self.noun_phrase(at, end)?;
                let named = self.named(phrase.clone(), end);
                return if named.start >= phrase.end { Some(named) } else { self.trimmed(phrase) };
            }
            at += 1;
        }
        None
    }

    fn begins_adverbial(&self, item: &Item<'_>) -> bool {
        item.classes.any(&[
            WordClass::Preposition,
            WordClass::Subordinator,
            WordClass::Credit,
            WordClass::Opening,
        ])
    }

    fn comma_before(&self, at: usize, end: usize) -> Option<usize> {
        (at..end.min(at + REACH)).find(|&i| self.line.is(i, Kind::Comma) && self.outside(i))
    }
}
