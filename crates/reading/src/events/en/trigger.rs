//! The words of an English sentence that tell a deed: a verb, noun or predicate with what its frame asks for.

use telisik_language::{Deprel, Upos};
use telisik_lexicon::{Lexicon, TargetRole, TreePattern, Trigger, Voice};

use super::tree::Tree;

/// How far below its first word the further words of a trigger may hang.
const DEPTH: usize = 3;
/// How many words behind it they may stand where the tree has them elsewhere.
const NEAR: usize = 4;
/// A trigger of more words than this is told by its first word.
const LONGEST: usize = 10;

/// The triggers from left to right, the one of most words at each place; none shares a word with another.
pub(super) fn find(tree: Tree<'_>, lexicon: &Lexicon) -> Vec<Trigger> {
    let mut candidates: Vec<Trigger> = Vec::new();
    for at in 0..tree.len() {
        let patterns = lexicon.frames.of(tree.lemma(at));
        if patterns.is_empty() || is_in_name(tree, at) {
            continue;
        }
        candidates.extend(patterns.iter().filter_map(|pattern| matched(tree, lexicon, at, pattern)));
    }
    candidates.sort_by_key(|trigger| (std::cmp::Reverse(trigger.parts.len()), trigger.parts[0]));
    let mut taken = vec![false; tree.len()];
    let mut found: Vec<Trigger> = Vec::new();
    for trigger in candidates {
        if trigger.parts.iter().any(|&word| taken[word]) {
            continue;
        }
        trigger.parts.iter().for_each(|&word| taken[word] = true);
        // Two triggers that begin at one word would hide one another.
        if found.iter().all(|other| other.words.start != trigger.words.start) {
            found.push(trigger);
        }
    }
    found.sort_by_key(|trigger| trigger.words.start);
    found
}

/// Whether a word is part of a longer name: *Strike* of *Operation Desert Strike*.
fn is_in_name(tree: Tree<'_>, at: usize) -> bool {
    let names = &tree.sentence.names;
    let after = names.partition_point(|name| name.words.start <= at);
    after.checked_sub(1).is_some_and(|before| names[before].words.contains(&at)) && at > 0
}

fn matched(tree: Tree<'_>, lexicon: &Lexicon, at: usize, pattern: &TreePattern) -> Option<Trigger> {
    let frame = lexicon.frames.get(pattern.frame)?;
    let (upos, deprel) = (tree.upos(at), tree.deprel(at));
    let fits = match pattern.voice {
        // *must* is the verb's, not a verb.
        Voice::Active if frame.of_the_speaker => {
            let owes =
                !lexicon.clauses.duty.contains(tree.lemma(at)) || tree.child(at, &[Deprel::Xcomp]).is_some();
            upos == Upos::Aux || upos == Upos::Verb && owes
        }
        Voice::Active => upos == Upos::Verb && !matches!(deprel, Deprel::Amod | Deprel::Compound),
        Voice::Noun => {
            matches!(upos, Upos::Noun | Upos::Propn) && !matches!(deprel, Deprel::Compound | Deprel::Flat)
        }
        _ => {
            let participle = upos == Upos::Verb && tree.is_passive(at);
            (upos == Upos::Adj || participle) && deprel != Deprel::Amod
        }
    };
    if !fits {
        return None;
    }
    let around = around(tree, at);
    let mut parts = vec![at];
    for alternatives in &pattern.rest {
        let is_one = |word: usize| {
            alternatives.iter().any(|other| other == tree.lemma(word) || other == tree.form(word))
        };
        parts.push(around.iter().copied().find(|&word| is_one(word) && !parts.contains(&word))?);
    }
    let has = |list: &[String]| {
        around
            .iter()
            .any(|&word| list.iter().any(|other| other == tree.lemma(word) || other == tree.form(word)))
    };
    if !frame.needs.is_empty() && !has(&frame.needs) || has(&frame.except) {
        return None;
    }
    let voice = match pattern.voice {
        // *the rebels surrendered*: nobody can do it to them.
        Voice::Active
            if frame.target == TargetRole::Direction
                && deprel == Deprel::Acl
                && tree.child(at, &[Deprel::OblAgent]).is_none() =>
        {
            Voice::Active
        }
        Voice::Active if tree.is_passive(at) => {
            if frame.active_only {
                return None;
            }
            Voice::Passive
        }
        voice => voice,
    };
    let first = parts.iter().copied().min().unwrap_or(at);
    let last = parts.iter().copied().max().unwrap_or(at);
    let words = if last - first < LONGEST { first..last + 1 } else { at..at + 1 };
    Some(Trigger { frame: pattern.frame, words, parts, voice, root: tree.lemma(at).to_owned() })
}

/// The words that belong to a verb or noun: its objects and particles with what describes them, nearest first.
fn around(tree: Tree<'_>, at: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut level = vec![at];
    for _ in 0..DEPTH {
        let mut next = Vec::new();
        for &word in &level {
            next.extend(tree.children(word).filter(|&child| belongs(tree, at, child)));
        }
        found.extend(next.iter().copied());
        level = next;
    }
    // *the attack carried out by*, *sanctions it imposed*: what the clause describes is its object.
    if matches!(tree.deprel(at), Deprel::Acl | Deprel::AclRelcl)
        && let Some(noun) = tree.head(at)
        && (tree.is_passive(at) || tree.child(at, &[Deprel::Obj]).is_none())
    {
        found.push(noun);
        found.extend(
            tree.children(noun)
                .filter(|&child| matches!(tree.deprel(child), Deprel::Compound | Deprel::Amod)),
        );
    }
    let near = (at + 1..tree.len())
        .take(NEAR)
        .take_while(|&word| !matches!(tree.upos(word), Upos::Punct | Upos::Verb | Upos::Sconj | Upos::Cconj));
    for word in near {
        if !found.contains(&word) {
            found.push(word);
        }
    }
    found
}

fn belongs(tree: Tree<'_>, top: usize, child: usize) -> bool {
    match tree.deprel(child) {
        Deprel::Nsubj | Deprel::Csubj => tree.head(child) != Some(top),
        Deprel::Conj => tree.upos(child) != Upos::Verb,
        // *according to*
        Deprel::Case => tree.upos(child) != Upos::Verb,
        Deprel::Parataxis | Deprel::Punct | Deprel::Ccomp | Deprel::Advcl | Deprel::Acl => false,
        Deprel::Xcomp => tree.head(child) == Some(top),
        Deprel::AclRelcl | Deprel::Cc | Deprel::Appos => false,
        _ => true,
    }
}
