use std::ops::Range;

use telisik_language::{Block, Deprel, Upos};
use telisik_lexicon::{CueForm, Number, ReferenceNoun, ReferenceSense, TitleSense, holds};
use telisik_record::{ActorKind, MentionKind, Rule, Span};

use super::draft::{Draft, Drafts, Who};
use super::side::Sides;
use super::sight::{Gap, Line, What};

/// How many sentences back a pointing word may reach.
const REACH: usize = 6;

/// So many mentions back a pointing word may reach; no honest sentence has more.
const MOST_SEEN: usize = 400;

/// Somebody named before, as pointing words see it.
#[derive(Debug, Clone)]
struct Seen {
    sentence: usize,
    /// Its pieces in the line.
    start: u32,
    who: Vec<Who>,
    kind: ActorKind,
    subject: bool,
    speaker: bool,
    inside: bool,
    /// Where a list of several ends: *Kenya dan Uganda*.
    group: bool,
}

/// A word that points back.
struct Pointer {
    pieces: Range<usize>,
    aim: Aim,
    rule: String,
    kind: MentionKind,
}

enum Aim {
    /// A person, or what else the kinds allow.
    One(Vec<ActorKind>),
    Many(Vec<ActorKind>),
    /// So many different states, persons or parties.
    Several(usize, Vec<ActorKind>),
    /// A noun with what stands between it and its demonstrative: properties and states.
    Noun(Vec<ActorKind>, Range<usize>),
    /// The two sides of what the article is about.
    Parties,
    /// Those it means wherever it stands.
    Always(Vec<Who>),
    /// A title whose bearer was named before.
    Title(usize),
}

/// Leads pronouns and descriptions back to the actors they stand for, from the first line to the last.
pub(super) fn resolve(lines: &[Line<'_>], drafts: &mut Drafts<'_>) {
    let mut seen: Vec<Seen> = Vec::new();
    let mut from = 0;
    let mut quoted = false;
    let mut paragraph = usize::MAX;
    let mut found: Vec<Draft> = Vec::new();
    let mut sides = Sides::default();
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
                    seen.extend(own.get(at).and_then(|d| see(line, d, drafts)));
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
    // The name inside *kedua Korea* is no mention of one of them.
    let whole: Vec<Span> = found.iter().filter(|d| always(drafts, d)).map(|d| d.span).collect();
    drafts.list.retain(|d| !whole.iter().any(|span| span.contains(d.span)));
    drafts.list.append(&mut found);
    drafts.sort();
}

// --- finding words that point back ----------------------------------------------------------------------------

fn pointers(line: &Line<'_>, drafts: &Drafts<'_>, own: &[Draft]) -> Vec<Pointer> {
    let references = &drafts.lexicon.references;
    let words = references.words();
    let taken = |range: &Range<usize>| {
        let span = line.span(range.clone());
        own.iter().any(|d| d.span.overlaps(span) && !(d.inside || span.contains(d.span)))
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.pieces.len() {
        let mut next = at + 1;
        if let Some((len, senses)) = references.forms().longest(&line.pieces[at..]) {
            let pointer = senses.iter().find_map(|sense| match *sense {
                ReferenceSense::Pronoun(index) => {
                    let entry = references.pronouns().get(index)?;
                    let aim = match entry.number {
                        Number::One => Aim::One(entry.kinds.clone()),
                        Number::Two => Aim::Several(2, entry.kinds.clone()),
                        Number::Three => Aim::Several(3, entry.kinds.clone()),
                        Number::Many => Aim::Many(entry.kinds.clone()),
                    };
                    Some(Pointer {
                        pieces: at..at + len,
                        aim,
                        rule: entry.id.clone(),
                        kind: MentionKind::Pronoun,
                    })
                }
                ReferenceSense::Noun(index) => {
                    let entry = references.nouns().get(index)?;
                    noun(line, drafts, at, len, entry)
                }
            });
            if let Some(pointer) = pointer.filter(|p| !taken(&p.pieces)) {
                next = pointer.pieces.end;
                found.push(pointer);
            }
        } else if let Some(pointer) = clitic(line, drafts, at).filter(|p| !taken(&p.pieces)) {
            found.push(pointer);
        } else if let Some(pointer) = title(line, drafts, at).filter(|p| !taken(&p.pieces)) {
            next = pointer.pieces.end;
            found.push(pointer);
        }
        at = next.max(at + 1);
    }
    let _ = words;
    found
}

/// *kedua negara*, *negara itu*, *negara komunis tersebut*.
fn noun(
    line: &Line<'_>,
    drafts: &Drafts<'_>,
    at: usize,
    len: usize,
    entry: &ReferenceNoun,
) -> Option<Pointer> {
    let ReferenceNoun { id, kinds, .. } = entry;
    if !entry.always.is_empty() {
        let actors = &drafts.lexicon.actors;
        let who = entry.always.iter().filter_map(|code| actors.by_code(code)).map(Who::Entry).collect();
        let (pieces, kind) = (at..at + len, MentionKind::Description);
        return Some(Pointer { pieces, aim: Aim::Always(who), rule: id.clone(), kind });
    }
    let words = drafts.lexicon.references.words();
    let before = at.checked_sub(1).filter(|_| line.gap(at) == Gap::Space).map_or("", |b| line.key(b));
    let number = match before {
        b if holds(&words.both, b) => 2,
        b if holds(&words.three, b) => 3,
        _ => 0,
    };
    let kind = MentionKind::Description;
    if number > 0 && line.key(at + len) != "lain" {
        let end = if holds(&words.demonstratives, line.key(at + len)) && line.gap(at + len) == Gap::Space {
            at + len + 1
        } else {
            at + len
        };
        return Some(Pointer {
            pieces: at - 1..end,
            aim: if entry.parties && number == 2 {
                Aim::Parties
            } else {
                Aim::Several(number, kinds.clone())
            },
            rule: id.clone(),
            kind,
        });
    }
    let end = demonstrative(line, drafts, at + len, 3)?;
    let plural = (at.saturating_sub(2)..at).any(|b| holds(&words.plurals, line.key(b)));
    let aim = if plural {
        Aim::Many(vec![ActorKind::People, ActorKind::Body, ActorKind::Person, ActorKind::Group])
    } else {
        Aim::Noun(kinds.clone(), at + len..end)
    };
    Some(Pointer { pieces: at..end + 1, aim, rule: id.clone(), kind })
}

/// Where the demonstrative stands that ends the noun phrase, with at most `most` pieces before it.
fn demonstrative(line: &Line<'_>, drafts: &Drafts<'_>, from: usize, most: usize) -> Option<usize> {
    let words = drafts.lexicon.references.words();
    let end = (from..=from + most).find(|&at| holds(&words.demonstratives, line.key(at)))?;
    (from..=end).all(|at| matches!(line.gap(at), Gap::Space | Gap::Hyphen)).then_some(end)
}

/// The clitic of *katanya*, *menurutnya*.
fn clitic(line: &Line<'_>, drafts: &Drafts<'_>, at: usize) -> Option<Pointer> {
    if line.key(at) != "nya" {
        return None;
    }
    let verb = line.key(at.checked_sub(1)?);
    let cues = &drafts.lexicon.cues;
    let reports =
        cues.find(verb, CueForm::After).is_some() || cues.find(verb, CueForm::Preposition).is_some();
    if !reports || line.gap(at) != Gap::Space || line.spans.get(at)?.start != line.spans.get(at - 1)?.end {
        return None;
    }
    Some(Pointer {
        pieces: at..at + 1,
        aim: Aim::One(vec![ActorKind::Person]),
        rule: "actors.clitic".to_owned(),
        kind: MentionKind::Pronoun,
    })
}

/// *sang presiden*, *perdana menteri itu*, *presiden berusia 79 tahun itu*.
fn title(line: &Line<'_>, drafts: &Drafts<'_>, at: usize) -> Option<Pointer> {
    let sight = line.sight_at(at)?;
    let What::Titled(senses) = &sight.what else { return None };
    let index = senses.iter().find_map(|s| match s {
        TitleSense::Title(index) => Some(*index),
        _ => None,
    })?;
    let words = drafts.lexicon.references.words();
    let before = at.checked_sub(1).filter(|_| line.gap(at) == Gap::Space).map_or("", |b| line.key(b));
    let number = [(2, &words.both), (3, &words.three)].into_iter().find(|(_, list)| holds(list, before));
    if let Some((number, _)) = number {
        return Some(Pointer {
            pieces: at - 1..sight.pieces.end,
            aim: Aim::Several(number, vec![ActorKind::Person]),
            rule: "actors.title-again".to_owned(),
            kind: MentionKind::Description,
        });
    }
    let definite = at.checked_sub(1).is_some_and(|b| holds(&words.definite, line.key(b)));
    let end = demonstrative(line, drafts, sight.pieces.end, 4).filter(|&end| {
        (sight.pieces.end..end).all(|i| !line.sighted(i) && !line.pieces[i].capital() || is_number(line, i))
    });
    let pieces = match (definite, end) {
        (_, Some(end)) => at..end + 1,
        (true, None) => at - 1..sight.pieces.end,
        (false, None) => return None,
    };
    Some(Pointer {
        pieces,
        aim: Aim::Title(index),
        rule: "actors.title-again".to_owned(),
        kind: MentionKind::Description,
    })
}

fn is_number(line: &Line<'_>, at: usize) -> bool {
    line.key(at).bytes().all(|b| b.is_ascii_digit())
}

// --- who was named before ---------------------------------------------------------------------------------------

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

/// Lists of actors, each with the place of its last member among the sentence's drafts.
fn groups(line: &Line<'_>, own: &[Draft], drafts: &Drafts<'_>) -> Vec<(usize, Seen)> {
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
        if members.len() < 2 || !closed {
            continue;
        }
        let (first, last) = (&own[members[0]], members[members.len() - 1]);
        let who: Vec<Who> = members.iter().flat_map(|&m| own[m].who.clone()).collect();
        let Some(mut seen) = see(line, first, drafts) else { continue };
        seen.start = own[last].span.start;
        seen.who = who;
        seen.group = true;
        found.push((last, seen));
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

// --- who is meant ---------------------------------------------------------------------------------------------

fn antecedent(
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
fn parties(drafts: &Drafts<'_>, sides: &Sides, here: &[&Seen]) -> Option<Vec<Who>> {
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
fn always(drafts: &Drafts<'_>, draft: &Draft) -> bool {
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
fn distinct(drafts: &Drafts<'_>, who: &[Who], persons: bool) -> Vec<Who> {
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
    let place = holds(&drafts.lexicon.references.words().places, before) || before == "ke";
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

// --- quotation marks --------------------------------------------------------------------------------------------

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
