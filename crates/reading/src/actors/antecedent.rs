//! Whom a word that points back means.

use std::ops::Range;

use telisik_lexicon::holds;
use telisik_record::ActorKind;

use super::draft::{Draft, Drafts, Who};
use super::pointer::{Aim, Pointer};
use super::reference::Seen;
use super::side::Sides;
use super::sight::Line;

/// How many sentences back a pointing word may reach.
const REACH: usize = 6;

/// So many mentions back a pointing word may reach; no honest sentence has more.
pub(super) const MOST_SEEN: usize = 400;

/// Whom a pointing word that begins at `start` means, among those seen before it.
pub(super) fn antecedent(
    line: &Line<'_>,
    drafts: &Drafts<'_>,
    seen: &[Seen],
    pointer: &Pointer,
    start: u32,
    quoted: bool,
) -> Vec<Who> {
    let near: Vec<&Seen> = seen
        .iter()
        .rev()
        .take_while(|s| s.sentence + REACH >= line.index)
        .take(MOST_SEEN)
        .filter(|s| s.start < start)
        .collect();
    match &pointer.aim {
        Aim::One(kinds) => best(&near, line, quoted, |s| kinds.contains(&s.kind) && !s.group),
        Aim::Many(kinds) => best(&near, line, quoted, |s| {
            let many = match s.kind {
                ActorKind::People => true,
                ActorKind::Body | ActorKind::Group => s.subject || s.speaker,
                _ => false,
            };
            kinds.contains(&s.kind) && (s.group || many)
        }),
        Aim::Several(number, kinds) => several(drafts, &near, *number, kinds),
        Aim::Parties => several(drafts, &near, 2, &[ActorKind::State]),
        Aim::Always(who) => who.clone(),
        Aim::Coalition(_) => vec![],
        Aim::Noun(kinds, between) => described(line, drafts, &near, kinds, between, pointer),
        Aim::Title(index) => titled(drafts, &near, line, quoted, *index),
    }
}

/// The likeliest of those that fit: near before far, subjects and speakers before others.
fn best(near: &[&Seen], line: &Line<'_>, quoted: bool, fits: impl Fn(&Seen) -> bool) -> Vec<Who> {
    let score = |s: &Seen| {
        let far = (line.index - s.sentence) as i32;
        // In a quotation the speaker does not call himself *ia*.
        let speaks = if quoted { -4 } else { 6 };
        let here = if far == 0 && !s.subject && !s.speaker { -6 } else { 0 };
        -10 * far + 6 * i32::from(s.subject) + speaks * i32::from(s.speaker) - 8 * i32::from(s.inside) + here
    };
    let fitting = near.iter().filter(|s| fits(s));
    // `near` runs backwards, so of equals the first is the latest.
    let mut best: Option<(i32, &Seen)> = None;
    for one in fitting {
        let value = score(one);
        if best.is_none_or(|(most, _)| value > most) {
            best = Some((value, one));
        }
    }
    best.map(|(_, s)| s.who.clone()).unwrap_or_default()
}

/// The two sides: two named together in this sentence, else the pair that the article is about.
pub(super) fn parties(drafts: &Drafts<'_>, sides: &Sides, here: &[&Seen]) -> Option<Vec<Who>> {
    let outer = here.iter().rev().filter(|s| !s.inside);
    let mut named = outer.filter(|s| s.group).map(|s| distinct(drafts, &s.who, false));
    if let Some(pair) = named.find(|who| who.len() == 2) {
        return Some(pair);
    }
    let speaking: Vec<Who> = here
        .iter()
        .filter(|s| s.subject || s.speaker)
        .flat_map(|s| distinct(drafts, &s.who, false))
        .collect();
    sides.pair(&speaking)
}

/// Whether a pointing word means the same ones wherever it stands.
pub(super) fn always(drafts: &Drafts<'_>, draft: &Draft) -> bool {
    let nouns = drafts.lexicon.references.nouns();
    nouns.iter().any(|noun| !noun.always.is_empty() && noun.id == draft.rule.as_str())
}

/// So many different ones, from the nearest sentence backwards; within a sentence the subject first.
fn several(drafts: &Drafts<'_>, near: &[&Seen], number: usize, kinds: &[ActorKind]) -> Vec<Who> {
    let persons = kinds == [ActorKind::Person];
    // *Ketiganya*: the list named last, itself. *Kunjungan ketiganya* is none.
    let listed = near.iter().take_while(|s| s.sentence + 2 >= near.first().map_or(0, |n| n.sentence));
    if let Some(list) = { listed }.find(|s| s.group && s.who.len() == number)
        && (kinds.contains(&ActorKind::Person) || number > 2)
        && (!persons || list.kind == ActorKind::Person)
    {
        return list.who.clone();
    }
    if number > 2 {
        return vec![];
    }
    let mut pool: Vec<Who> = Vec::new();
    let mut at = 0;
    while at < near.len() && pool.len() < number {
        let sentence = near[at].sentence;
        let mut here: Vec<&&Seen> = near[at..].iter().take_while(|s| s.sentence == sentence).collect();
        at += here.len();
        if let Some(group) = here.iter().find(|s| s.group && s.who.len() == number && pool.is_empty()) {
            let members: Vec<Who> = distinct(drafts, &group.who, persons);
            if members.len() == number {
                return members;
            }
        }
        here.sort_by_key(|s| !s.subject);
        for one in here {
            if persons && one.kind != ActorKind::Person {
                continue;
            }
            for who in distinct(drafts, &one.who, persons) {
                if pool.len() < number && !pool.contains(&who) {
                    pool.push(who);
                }
            }
        }
    }
    if pool.len() == number { pool } else { vec![] }
}

/// The persons themselves, or the states and parties they stand for, each once.
pub(super) fn distinct(drafts: &Drafts<'_>, who: &[Who], persons: bool) -> Vec<Who> {
    let mut found: Vec<Who> = Vec::new();
    for one in who {
        let standing = if persons {
            matches!(one, Who::Figure(_) | Who::Office(..)).then(|| one.clone())
        } else {
            let code = drafts.profile(one).and_then(|p| p.code);
            code.and_then(|c| {
                drafts.lexicon.actors.by_code(c.as_str()).or(drafts.lexicon.actors.by_code(c.country()))
            })
            .map(Who::Entry)
        };
        found.extend(standing.filter(|s| !found.contains(s)));
    }
    found
}

/// *negara komunis tersebut*, *kelompok itu*: the nearest of the kind that has the property or the state named
/// in between.
fn described(
    line: &Line<'_>,
    drafts: &Drafts<'_>,
    near: &[&Seen],
    kinds: &[ActorKind],
    between: &Range<usize>,
    pointer: &Pointer,
) -> Vec<Who> {
    let actors = &drafts.lexicon.actors;
    let print: Vec<&str> = between.clone().map(|at| line.key(at)).collect();
    let with_property = if print.is_empty() { &[] } else { actors.with_property(&print.join(" ")) };
    let states: Vec<String> = drafts
        .list
        .iter()
        .skip(drafts.list.partition_point(|d| d.sentence < line.index))
        .take_while(|d| d.sentence == line.index)
        .filter(|d| line.span(pointer.pieces.clone()).contains(d.span))
        .flat_map(|d| &d.who)
        .filter_map(|w| Some(drafts.profile(w)?.code?.country().to_owned()))
        .collect();
    if !print.is_empty() && with_property.is_empty() && states.is_empty() {
        return vec![];
    }
    // A person or body of a state names the state too.
    let standing = |s: &Seen| -> Option<Who> {
        if s.group {
            return None;
        }
        let who = s.who.first()?;
        if kinds.contains(&s.kind) {
            return Some(who.clone());
        }
        let code = drafts.profile(who)?.code?;
        let state = kinds.contains(&ActorKind::State) && s.kind != ActorKind::Igo;
        state.then(|| actors.by_code(code.country()).map(Who::Entry))?
    };
    let fits = |who: &Who| -> bool {
        if let Who::Entry(at) = who
            && with_property.contains(at)
        {
            return true;
        }
        let code = drafts.profile(who).and_then(|p| p.code);
        with_property.is_empty()
            && (states.is_empty() || code.is_some_and(|c| states.iter().any(|s| s == c.country())))
    };
    // Behind *di* or *ke* it is a place, named last; elsewhere rather the subject.
    let before = pointer.pieces.start.checked_sub(1).map_or("", |at| line.key(at));
    let words = drafts.lexicon.references.words();
    let place = holds(&words.places, before) || holds(&words.goals, before);
    let mut best: Option<(i32, Who)> = None;
    for seen in near {
        let Some(who) = standing(seen).filter(|w| fits(w)) else { continue };
        let exact = kinds.contains(&seen.kind);
        let subject = if place { 0 } else { 5 * i32::from(seen.subject) };
        let value = -10 * ((line.index - seen.sentence) as i32) + subject + 3 * i32::from(exact)
            - 2 * i32::from(seen.inside);
        if best.as_ref().is_none_or(|(most, _)| value > *most) {
            best = Some((value, who));
        }
    }
    Vec::from_iter(best.map(|(_, who)| who))
}

/// The person who was named with this title, else the person last spoken of.
fn titled(drafts: &Drafts<'_>, near: &[&Seen], line: &Line<'_>, quoted: bool, title: usize) -> Vec<Who> {
    let titles = drafts.lexicon.titles.titles();
    let office = titles.get(title).map(|t| t.office.as_str());
    let bears = |who: &Who| match who {
        Who::Figure(id) => drafts.figures.get(*id).is_some_and(|f| {
            f.titles.contains(&title)
                || f.term(drafts.lexicon, drafts.day).is_some_and(|t| Some(t.office.as_str()) == office)
        }),
        Who::Office(name, _) => office.is_some_and(|o| name.starts_with(o)),
        _ => false,
    };
    best(near, line, quoted, |s| s.kind == ActorKind::Person && !s.group && s.who.first().is_some_and(bears))
}
