//! Pronouns and descriptions led back to those they stand for.

use std::ops::Range;

use telisik_language::{Block, Deprel, Upos};
use telisik_lexicon::{CueForm, holds};
use telisik_record::{ActorKind, Rule, Span};

use super::antecedent::{always, antecedent, distinct, parties};
use super::coalition::{self, Coalitions};
use super::draft::{Draft, Drafts, Who};
use super::pointer::{Aim, Pointer, pointers};
use super::side::Sides;
use super::sight::{Gap, Line};

/// Somebody named before, as pointing words see it.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    pub sentence: usize,
    /// Its pieces in the line.
    pub start: u32,
    pub who: Vec<Who>,
    pub kind: ActorKind,
    pub subject: bool,
    pub speaker: bool,
    pub inside: bool,
    /// Where a list of several ends: *Kenya dan Uganda*.
    pub group: bool,
}

/// Leads pronouns and descriptions back to the actors they stand for, from the first line to the last.
pub(super) fn resolve(lines: &[Line<'_>], drafts: &mut Drafts<'_>) {
    let mut seen: Vec<Seen> = Vec::new();
    let mut from = 0;
    let mut quoted = false;
    let mut paragraph = usize::MAX;
    let mut found: Vec<Draft> = Vec::new();
    let mut sides = Sides::default();
    let coalitions = Coalitions::find(lines, drafts);
    for line in lines {
        if line.sentence.paragraph != paragraph {
            (paragraph, quoted) = (line.sentence.paragraph, false);
        }
        let until = from + drafts.list[from..].iter().take_while(|d| d.sentence == line.index).count();
        let own = &drafts.list[from..until];
        from = until;
        if matches!(line.sentence.block, Block::Boilerplate | Block::Dateline) {
            continue;
        }
        let pointers = pointers(line, drafts, own);
        let together = pointers.iter().filter(|p| matches!(p.aim, Aim::Coalition(_)));
        let coalition: Vec<Span> = together.map(|p| line.span(p.pieces.clone())).collect();
        let mut pointers = pointers.into_iter().peekable();
        let groups = groups(line, own, drafts);
        let mut at = 0;
        let begin = seen.len();
        loop {
            let next_own = own.get(at).map(|d| d.span.start);
            let next_pointer = pointers.peek().map(|p| line.span(p.pieces.clone()).start);
            match (next_own, next_pointer) {
                (None, None) => break,
                (Some(o), p) if p.is_none_or(|p| o <= p) => {
                    let part = own.get(at).is_some_and(|d| coalition.iter().any(|c| c.contains(d.span)));
                    let one = own.get(at).filter(|_| !part);
                    seen.extend(one.and_then(|d| see(line, d, drafts)));
                    seen.extend(
                        groups.iter().filter(|(last, _)| *last == at).map(|(_, group)| group.clone()),
                    );
                    at += 1;
                }
                _ => {
                    let Some(pointer) = pointers.next() else { break };
                    let start = line.span(pointer.pieces.clone()).start;
                    let inside = quoted != (quotes_before(line, pointer.pieces.start) % 2 == 1);
                    let ahead =
                        groups.iter().map(|(_, g)| g).find(|g| follows(line, drafts, own, g, &pointer));
                    let who = match ahead {
                        Some(group) => group.who.clone(),
                        None if let Aim::Coalition(described) = &pointer.aim => {
                            coalitions.members(line, described, &seen)
                        }
                        None if matches!(pointer.aim, Aim::Parties) => {
                            let here: Vec<&Seen> = seen[begin..].iter().filter(|s| s.start < start).collect();
                            parties(drafts, &sides, &here)
                                .unwrap_or_else(|| antecedent(line, drafts, &seen, &pointer, start, inside))
                        }
                        None => antecedent(line, drafts, &seen, &pointer, start, inside),
                    };
                    if who.is_empty() {
                        continue;
                    }
                    let draft = Draft {
                        sentence: line.index,
                        span: line.span(pointer.pieces.clone()),
                        words: line.words(pointer.pieces.clone()),
                        who,
                        kind: pointer.kind,
                        rule: Rule::new(pointer.rule),
                        inside: false,
                    };
                    seen.extend(see(line, &draft, drafts));
                    found.push(draft);
                }
            }
        }
        mark_subject(line, &mut seen[begin..]);
        let named: Vec<Who> = seen[begin..]
            .iter()
            .filter(|s| !s.inside && s.kind != ActorKind::Igo)
            .flat_map(|s| distinct(drafts, &s.who, false))
            .collect();
        sides.meet(&named, line.title_case());
        if all_quotes(line) % 2 == 1 {
            quoted = !quoted;
        }
    }
    // The name inside *kedua Korea* is no mention of one of them, nor the title inside *menlu dari 14 negara*; the
    // bloc of *sekutu NATO* is named, but does nothing there.
    let one = |d: &&Draft| always(drafts, d) || d.rule.as_str() == coalition::RULE;
    let whole: Vec<Span> = found.iter().filter(one).map(|d| d.span).collect();
    let mut list = std::mem::take(&mut drafts.list);
    list.retain_mut(|draft| {
        let bloc = |who| drafts.profile(who).is_some_and(|profile| profile.kind == ActorKind::Igo);
        let part = whole.iter().any(|span| span.contains(draft.span));
        draft.inside |= part;
        !part || draft.who.first().is_some_and(bloc)
    });
    drafts.list = list;
    drafts.list.append(&mut found);
    drafts.sort();
}

fn see(line: &Line<'_>, draft: &Draft, drafts: &Drafts<'_>) -> Option<Seen> {
    let profile = drafts.profile(draft.who.first()?)?;
    if profile.kind == ActorKind::Organisation {
        return None;
    }
    Some(Seen {
        sentence: line.index,
        start: draft.span.start,
        who: draft.who.clone(),
        kind: profile.kind,
        subject: !draft.inside && is_subject(line, &draft.words),
        speaker: !draft.inside && is_speaker(line, drafts, &draft.words),
        inside: draft.inside,
        group: draft.who.len() > 1,
    })
}

/// Lists of actors that a last *dan* closes, each with the place of its last member among the sentence's drafts.
fn groups(line: &Line<'_>, own: &[Draft], drafts: &Drafts<'_>) -> Vec<(usize, Seen)> {
    let closed = lists(line, own, drafts).into_iter().filter(|list| list.closed && list.first < list.last);
    let seen = closed.filter_map(|list| {
        let mut seen = see(line, &own[list.first], drafts)?;
        seen.start = own[list.last].span.start;
        seen.who = list.who;
        seen.group = true;
        Some((list.last, seen))
    });
    seen.collect()
}

/// Actors named side by side: *Kenya, Uganda dan Ghana*.
pub(super) struct List {
    /// Places of the first and the last among the sentence's drafts.
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) who: Vec<Who>,
    /// Whether *dan* stands before the last.
    pub(super) closed: bool,
}

/// The lists of two and more in a sentence.
pub(super) fn lists(line: &Line<'_>, own: &[Draft], drafts: &Drafts<'_>) -> Vec<List> {
    let joints = &drafts.lexicon.references.words().joints;
    let outer: Vec<usize> = (0..own.len()).filter(|&i| !own[i].inside).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < outer.len() {
        let mut members = vec![outer[at]];
        let mut closed = false;
        while let (Some(&last), Some(&next)) = (members.last(), outer.get(at + 1)) {
            let (end, start) = (own[last].words.end, own[next].words.start);
            let between = line.sentence.words.get(end..start).unwrap_or_default();
            let joint = between.iter().any(|w| holds(joints, &w.form));
            let joined = match between {
                [] => false,
                [one] => joint || one.upos == Upos::Punct && &*one.form == ",",
                [comma, and] => &*comma.form == "," && holds(joints, &and.form),
                _ => false,
            };
            if !joined || closed {
                break;
            }
            closed = joint;
            members.push(next);
            at += 1;
        }
        at += 1;
        let who: Vec<Who> = members.iter().flat_map(|&m| own[m].who.clone()).collect();
        let (first, last) = (members[0], members[members.len() - 1]);
        if who.len() > 1 {
            // *menteri luar negeri Kenya, Uganda dan Ghana* is one phrase and has its *dan* inside.
            closed |= first == last;
            found.push(List { first, last, who, closed });
        }
    }
    found
}

/// Whether the list stands right behind the pointing words: *kedua negara, Kenya dan Uganda*.
fn follows(line: &Line<'_>, drafts: &Drafts<'_>, own: &[Draft], group: &Seen, pointer: &Pointer) -> bool {
    let number = match pointer.aim {
        Aim::Several(number, _) => number,
        Aim::Parties => 2,
        _ => return false,
    };
    let Some(first) = own.iter().find(|d| group.who.first().is_some_and(|w| d.who.first() == Some(w))) else {
        return false;
    };
    let end = line.words(pointer.pieces.clone()).end;
    let set_off = matches!(line.gap(pointer.pieces.end), Gap::Comma | Gap::Other);
    let leads = &drafts.lexicon.references.words().leads;
    let between = line.sentence.words.get(end..first.words.start);
    let near = between.is_some_and(|b| b.iter().all(|w| w.upos == Upos::Punct || holds(leads, &w.form)));
    set_off && group.who.len() == number && near
}

fn is_subject(line: &Line<'_>, words: &Range<usize>) -> bool {
    let sentence = line.sentence;
    let inside = |at: &usize| words.contains(at);
    let head =
        words.clone().find(|&at| sentence.words.get(at).is_some_and(|w| w.head.is_none_or(|h| !inside(&h))));
    let Some(mut head) = head else { return false };
    for _ in 0..4 {
        let Some(word) = sentence.words.get(head) else { return false };
        match (word.deprel, word.head) {
            (Deprel::Nsubj | Deprel::NsubjPass | Deprel::OblAgent, _) => return true,
            (Deprel::Conj | Deprel::Appos | Deprel::Flat, Some(up)) => head = up,
            _ => return false,
        }
    }
    false
}

/// Without a tree the first actor of a sentence that no preposition leads counts as its subject.
fn mark_subject(line: &Line<'_>, seen: &mut [Seen]) {
    if seen.iter().any(|s| s.subject) {
        return;
    }
    let first = seen.iter_mut().filter(|s| !s.inside).find(|s| {
        let word = line.sentence.word_at(s.start).and_then(|w| w.checked_sub(1));
        word.and_then(|w| line.sentence.words.get(w)).is_none_or(|w| w.upos != Upos::Adp)
    });
    let Some(start) = first.map(|s| {
        s.subject = true;
        s.start
    }) else {
        return;
    };
    let group = seen.iter_mut().find(|s| s.group && s.start > start);
    if let Some(group) = group {
        group.subject = true;
    }
}

fn is_speaker(line: &Line<'_>, drafts: &Drafts<'_>, words: &Range<usize>) -> bool {
    let cues = &drafts.lexicon.cues;
    let form = |at: usize| line.sentence.words.get(at).map_or("", |w| &*w.form);
    let before = words.start.checked_sub(1).map_or("", form);
    let after = (words.end..words.end + 3).any(|at| cues.find(form(at), CueForm::Verb).is_some());
    after || cues.find(before, CueForm::After).is_some() || cues.find(before, CueForm::Preposition).is_some()
}

fn quotes_before(line: &Line<'_>, at: usize) -> usize {
    let Some(&word) = line.words.get(at) else { return 0 };
    line.sentence.words[..word.min(line.sentence.words.len())].iter().filter(|w| is_quote(&w.form)).count()
}

fn all_quotes(line: &Line<'_>) -> usize {
    line.sentence.words.iter().filter(|w| is_quote(&w.form)).count()
}

fn is_quote(form: &str) -> bool {
    matches!(form, "\"" | "“" | "”" | "„" | "«" | "»")
}
