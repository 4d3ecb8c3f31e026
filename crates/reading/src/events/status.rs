//! Whether a deed took place, from the words before its trigger.

use telisik_language::Upos;
use telisik_lexicon::{Lexicon, Scope, Trigger, Voice};
use telisik_record::{Span, Status};

use super::scene::{Part, Scene};

/// A status with the word it was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    pub status: Status,
    pub cue: Option<Span>,
}

/// How many words of a verb group may stand between a cue and the verb.
const GROUP: usize = 6;
/// How many words of a noun phrase may stand between a cue and the noun.
const PHRASE: usize = 4;
/// How far back a clause is searched for *jika*.
const CLAUSE: usize = 25;

/// Reads the status of a trigger. `floor` is the word where what is said around it begins.
pub(super) fn read(scene: &Scene<'_>, lexicon: &Lexicon, trigger: &Trigger, floor: usize) -> Reading {
    let start = trigger.words.start;
    let found = if trigger.voice == Voice::Noun {
        noun(scene, lexicon, start, floor).or_else(|| predicate(scene, lexicon, trigger.words.end))
    } else {
        group(scene, lexicon, start, floor)
    };
    let hypothetical = clause(scene, lexicon, start, floor);
    let condition = |reading: Reading| match reading.status {
        Status::Planned | Status::Possible => condition_after(scene, lexicon, trigger).unwrap_or(reading),
        _ => reading,
    };
    hypothetical.or(found.map(condition)).unwrap_or(Reading { status: Status::Actual, cue: None })
}

/// The strongest cue in the verb group that ends before `verb`, or before the verb that it goes on from.
fn group(scene: &Scene<'_>, lexicon: &Lexicon, verb: usize, floor: usize) -> Option<Reading> {
    let own = alone(scene, lexicon, verb, floor);
    // *rencana untuk membunuh, menculik, dan …*: what is planned of the first verb is of all.
    let mut first = verb;
    while let Some(before) = together_with(scene, first, floor).filter(|_| own.is_none()) {
        first = before;
    }
    if first == verb { own } else { alone(scene, lexicon, first, floor) }
}

/// The verb right before a verb, over a comma or *dan* alone.
fn together_with(scene: &Scene<'_>, verb: usize, floor: usize) -> Option<usize> {
    let mut words = (floor..verb).rev();
    let joints =
        words.by_ref().take_while(|&word| matches!(scene.parts[word], Part::And | Part::Comma)).count();
    let before = verb.checked_sub(joints + 1).filter(|&before| before >= floor && joints > 0)?;
    (scene.parts[before] == Part::Verb).then_some(before)
}

/// The strongest cue in the group of one verb.
fn alone(scene: &Scene<'_>, lexicon: &Lexicon, verb: usize, floor: usize) -> Option<Reading> {
    if let Some(plan) = plan_of(scene, lexicon, verb, floor) {
        return Some(plan);
    }
    let mut found: Option<Reading> = None;
    for back in 1..=GROUP {
        let Some(word) = verb.checked_sub(back).filter(|&word| word >= floor) else { break };
        // *Rencana itu dikecam*: a phrase that is pointed at is no part of the verb group.
        if scene.party_at(word).is_some() || lexicon.clauses.pointers.contains(scene.forms[word]) {
            break;
        }
        if let Some(cue) = lexicon.status.get(scene.forms[word]).filter(|cue| cue.scope == Scope::Verb) {
            found = Some(stronger(found, cue.status, scene.sentence.words[word].span));
            // *tidak memiliki rencana menyerang*
            if cue.status == Status::Planned
                && let Some(at) = negator(scene, lexicon, word, floor)
            {
                found = Some(stronger(found, Status::Negated, scene.sentence.words[at].span));
            }
            continue;
        }
        match scene.parts[word] {
            Part::Plain => {}
            // *berencana untuk menyerang*: the cue stands before the small word.
            Part::Preposition if lexicon.clauses.purpose.contains(scene.forms[word]) => {
                let before = purpose(scene, lexicon, word, floor);
                found = before.map_or(found, |(status, span)| Some(stronger(found, status, span)));
                break;
            }
            _ => break,
        }
    }
    found
}

/// *niat Kuba menyita kapal*: the plan of whoever stands between it and the verb.
fn plan_of(scene: &Scene<'_>, lexicon: &Lexicon, verb: usize, floor: usize) -> Option<Reading> {
    // *Rencana Gabon dikecam*: there the plan itself is the subject.
    let party = scene.party_at(verb.checked_sub(1)?).filter(|_| !scene.is_passive(verb))?;
    let word = scene.parties[party].words.start.checked_sub(1).filter(|&word| word >= floor)?;
    let cue = lexicon.status.get(scene.forms[word])?;
    let noun = scene.sentence.words[word].upos == Upos::Noun && cue.status == Status::Planned;
    noun.then(|| Reading { status: cue.status, cue: Some(scene.sentence.words[word].span) })
}

/// What stands before *untuk*: a plan makes the deed planned, and any purpose is no deed yet.
fn purpose(scene: &Scene<'_>, lexicon: &Lexicon, word: usize, floor: usize) -> Option<(Status, Span)> {
    for back in 1..=GROUP {
        let Some(at) = word.checked_sub(back).filter(|&at| at >= floor) else { break };
        if let Some(cue) = lexicon.status.get(scene.forms[at])
            && matches!(cue.status, Status::Planned | Status::Possible | Status::Negated)
        {
            if let Some(negator) = negator(scene, lexicon, at, floor) {
                return Some((Status::Negated, scene.sentence.words[negator].span));
            }
            return Some((cue.status, scene.sentence.words[at].span));
        }
        if !matches!(scene.parts[at], Part::Plain | Part::Verb) {
            break;
        }
    }
    Some((Status::Planned, scene.sentence.words[word].span))
}

/// Who has no plan does not plan: *tidak memiliki rencana untuk menyerang*, *tidak berniat untuk menyerang*.
fn negator(scene: &Scene<'_>, lexicon: &Lexicon, plan: usize, floor: usize) -> Option<usize> {
    /// How many words may stand between the two.
    const BETWEEN: usize = 2;
    let near = (1..=BETWEEN).map_while(|back| plan.checked_sub(back).filter(|&at| at >= floor));
    let plain = near.take_while(|&at| matches!(scene.parts[at], Part::Plain | Part::Verb));
    plain.into_iter().find(|&at| {
        lexicon.cues.is(scene.forms[at], telisik_lexicon::WordClass::Negator)
            && lexicon.status.get(scene.forms[at]).is_some_and(|cue| cue.status == Status::Negated)
    })
}

/// The cue close before a noun, or before the verb that carries it.
fn noun(scene: &Scene<'_>, lexicon: &Lexicon, noun: usize, floor: usize) -> Option<Reading> {
    let mut found: Option<Reading> = None;
    for back in 1..=PHRASE {
        let Some(word) = noun.checked_sub(back).filter(|&word| word >= floor) else { break };
        let form = scene.forms[word];
        if let Some(cue) = lexicon.status.get(form).filter(|cue| cue.scope == Scope::Verb) {
            found = Some(stronger(found, cue.status, scene.sentence.words[word].span));
        }
        if lexicon.clauses.light.contains(form) {
            let carried = group(scene, lexicon, word, floor);
            return carried.map_or(found, |reading| {
                Some(reading.cue.map_or(reading, |cue| stronger(found, reading.status, cue)))
            });
        }
        // *tidak ada perundingan*
        let is = lexicon.stances.words.bridges.contains(form);
        if scene.parts[word] != Part::Plain && !is || scene.party_at(word).is_some() {
            break;
        }
    }
    found
}

/// What the sentence says of a noun: *perundingan masih berlangsung*, *pertemuan akan digelar*.
fn predicate(scene: &Scene<'_>, lexicon: &Lexicon, after: usize) -> Option<Reading> {
    let mut found: Option<Reading> = None;
    for word in after..scene.forms.len().min(after + 2 * GROUP) {
        let form = scene.forms[word];
        let cue = lexicon.status.get(form).filter(|cue| cue.scope == Scope::Verb);
        if let Some(cue) = cue {
            found = Some(stronger(found, cue.status, scene.sentence.words[word].span));
        }
        if lexicon.clauses.happen.contains(form) {
            return found;
        }
        match scene.parts[word] {
            Part::Plain | Part::Preposition | Part::And | Part::Origin | Part::Agent => {}
            Part::Verb if cue.is_some() => {}
            _ => return None,
        }
    }
    None
}

/// *jika* before the trigger in the same clause.
fn clause(scene: &Scene<'_>, lexicon: &Lexicon, start: usize, floor: usize) -> Option<Reading> {
    for back in 1..=CLAUSE {
        let word = start.checked_sub(back).filter(|&word| word >= floor)?;
        let cue = lexicon.status.get(scene.forms[word]).filter(|cue| cue.scope == Scope::Clause);
        if let Some(cue) = cue {
            return Some(Reading { status: cue.status, cue: Some(scene.sentence.words[word].span) });
        }
        if matches!(scene.parts[word], Part::Wall | Part::Comma | Part::Opener) {
            return None;
        }
    }
    None
}

/// *jika* after a trigger that is planned or possible anyway.
fn condition_after(scene: &Scene<'_>, lexicon: &Lexicon, trigger: &Trigger) -> Option<Reading> {
    for word in trigger.words.end..scene.forms.len().min(trigger.words.end + CLAUSE) {
        let cue = lexicon.status.get(scene.forms[word]).filter(|cue| cue.scope == Scope::Clause);
        if let Some(cue) = cue {
            return Some(Reading { status: cue.status, cue: Some(scene.sentence.words[word].span) });
        }
        if scene.parts[word] == Part::Wall {
            return None;
        }
    }
    None
}

/// Of two cues the one that leaves less of the deed: *tidak akan* is negated, *mungkin akan* possible.
pub(super) fn stronger(before: Option<Reading>, status: Status, span: Span) -> Reading {
    let rank = |status: Status| match status {
        Status::Actual => 0,
        Status::Ongoing => 1,
        Status::Planned => 2,
        Status::Possible => 3,
        Status::Conditional => 4,
        Status::Negated => 5,
    };
    match before {
        Some(before) if rank(before.status) >= rank(status) => before,
        _ => Reading { status, cue: Some(span) },
    }
}
