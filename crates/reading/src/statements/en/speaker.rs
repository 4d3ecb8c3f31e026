//! Who does what a verb says, and the shortest phrase that names them.

use std::ops::Range;

use telisik_language::{Deprel, NameKind, Upos};

use super::tree::Tree;

/// How many clauses up a subject is looked for.
const UP: usize = 6;

/// The word that is the subject of a verb: its own, or that of the clause it hangs on.
pub(super) fn subject(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    let mut at = verb;
    for _ in 0..UP {
        if let Some(own) = own(tree, at) {
            return relative(tree, at, own);
        }
        let head = tree.head(at)?;
        match tree.rel(at) {
            Deprel::Acl | Deprel::AclRelcl => {
                let infinitive = tree.lead(at) == "to";
                // *The mayor met reporters, saying …*: behind a comma the clause's subject does it.
                let apart = tree.rel(at) == Deprel::Acl && at > 0 && tree.form(at - 1) == ",";
                if apart
                    && let Some(over) = clause(tree, head)
                    && over != at
                {
                    at = over;
                    continue;
                }
                if !infinitive {
                    return (tree.word(head).upos != Upos::Verb).then_some(head);
                }
                if let Some(owner) = owner(tree, head) {
                    return Some(owner);
                }
                at = clause(tree, head)?;
            }
            Deprel::Xcomp => {
                let told = tree.kid(head, &[Deprel::Obj, Deprel::Iobj]).filter(|&object| object < at);
                if told.is_some() {
                    return told;
                }
                at = head;
            }
            Deprel::Conj | Deprel::Advcl => {
                at = if tree.verb(head) || own_any(tree, head) { head } else { clause(tree, head)? }
            }
            Deprel::Ccomp | Deprel::Parataxis if tree.kid(at, &[Deprel::Aux, Deprel::Mark]).is_none() => {
                at = head
            }
            _ => return None,
        }
    }
    None
}

/// A participle that has no subject of its own and is no *-ing* form: *when asked*, *an offer described as …*.
pub(super) fn participle(tree: &Tree<'_>, at: usize) -> bool {
    matches!(tree.rel(at), Deprel::Acl | Deprel::Advcl)
        && !tree.form(at).ends_with("ing")
        && !tree.kids(at).any(|kid| {
            matches!(tree.rel(kid), Deprel::Nsubj | Deprel::Aux | Deprel::Expl) || tree.form(kid) == "to"
        })
}

fn own_any(tree: &Tree<'_>, at: usize) -> bool {
    own(tree, at).is_some()
}

/// The subject nearest before the verb, else the first behind it: what is said may have left its own to the verb.
fn own(tree: &Tree<'_>, at: usize) -> Option<usize> {
    let subject = |&kid: &usize| matches!(tree.rel(kid), Deprel::Nsubj | Deprel::NsubjPass);
    let before = tree.kids(at).filter(subject).take_while(|&kid| kid < at).last();
    let behind = tree.kids(at).filter(subject).find(|&kid| kid > at);
    match (before, behind) {
        (Some(before), Some(behind))
            if behind == at + 1 || close(tree, at, behind) && !close(tree, before, at) =>
        {
            Some(behind)
        }
        (Some(before), _) => Some(before),
        (None, behind) => behind,
    }
}

/// Nothing but the words of a name or a noun phrase stands between two words.
fn close(tree: &Tree<'_>, from: usize, to: usize) -> bool {
    to > from && (from + 1..to).all(|at| !matches!(tree.word(at).upos, Upos::Punct | Upos::Verb | Upos::Aux))
}

/// A relative pronoun stands for the noun that its clause belongs to.
fn relative(tree: &Tree<'_>, verb: usize, subject: usize) -> Option<usize> {
    let mut at = verb;
    if !matches!(tree.form(subject), "who" | "which" | "that") {
        return Some(subject);
    }
    for _ in 0..UP {
        let head = tree.head(at)?;
        match tree.rel(at) {
            Deprel::AclRelcl | Deprel::Acl => return Some(head),
            Deprel::Conj | Deprel::Xcomp | Deprel::Advcl => at = head,
            _ => break,
        }
    }
    Some(subject)
}

/// The verb or predicate of the clause that a noun stands in.
fn clause(tree: &Tree<'_>, noun: usize) -> Option<usize> {
    let mut at = noun;
    for _ in 0..UP {
        if tree.verb(at) || own_any(tree, at) {
            return Some(at);
        }
        at = tree.head(at)?;
    }
    None
}

/// Whose a noun is: *his* claim, *Chad's* claim, the claim *by Chad*.
pub(super) fn owner(tree: &Tree<'_>, noun: usize) -> Option<usize> {
    let before = tree.kids(noun).find(|&kid| {
        kid < noun
            && tree.rel(kid) == Deprel::Nmod
            && (tree.word(kid).upos == Upos::Pron
                || tree.kids(kid).any(|case| case > kid && tree.rel(case) == Deprel::Case))
    });
    before.or_else(|| {
        tree.kids(noun).find(|&kid| {
            kid > noun && tree.rel(kid) == Deprel::Nmod && matches!(tree.lead(kid), "by" | "from" | "of")
        })
    })
}

/// The subject of the clause that a noun is an object in: *Chad* made the claim.
pub(super) fn holder(tree: &Tree<'_>, noun: usize) -> Option<usize> {
    let head = tree.head(noun)?;
    let inside = matches!(tree.rel(noun), Deprel::Obj | Deprel::Obl | Deprel::Conj | Deprel::Xcomp);
    if !inside || !tree.verb(head) || tree.passive(head) {
        return None;
    }
    subject(tree, head).filter(|&subject| subject != noun)
}

/// Who does it in the passive: said *by Chad*.
pub(super) fn agent(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    tree.kids(verb).find(|&kid| {
        matches!(tree.rel(kid), Deprel::Obl | Deprel::OblAgent) && kid > verb && tree.lead(kid) == "by"
    })
}

/// The words that name whom `head` stands for: a person's name, or the noun with what stands before it.
pub(super) fn phrase(tree: &Tree<'_>, head: usize) -> Range<usize> {
    let joined = tree.kids(head).rfind(|&kid| tree.rel(kid) == Deprel::Conj && !tree.verb(kid));
    let name = tree.sentence.names.iter().find(|name| name.words.contains(&head));
    let named = |word: usize| {
        let names = &tree.sentence.names;
        names.iter().find(|name| name.kind == NameKind::Person && name.words.contains(&word))
    };
    // *the director, Ana Tui,*: the name says who it is.
    let apposed = tree.kids(head).filter(|&kid| tree.rel(kid) == Deprel::Appos).find_map(named);
    let mut found = match name {
        Some(name) if name.kind == NameKind::Person => name.words.clone(),
        _ => apposed.map_or_else(|| described(tree, head), |name| name.words.clone()),
    };
    if let Some(last) = joined {
        let other = tree.sentence.names.iter().find(|name| name.words.contains(&last));
        let end = other.map_or_else(|| described(tree, last).end, |name| name.words.end);
        found.end = found.end.max(end);
    }
    found
}

/// A noun with its determiner, adjectives and compounds before it, and what belongs to it behind it.
fn described(tree: &Tree<'_>, head: usize) -> Range<usize> {
    let mut found = head..head + 1;
    for kid in tree.kids(head) {
        let extent = tree.extent(kid);
        match tree.rel(kid) {
            Deprel::Det
            | Deprel::Amod
            | Deprel::Compound
            | Deprel::Nummod
            | Deprel::Nmod
            | Deprel::Advmod
                if kid < head =>
            {
                found.start = found.start.min(extent.start);
            }
            Deprel::Flat | Deprel::Fixed => found.end = found.end.max(extent.end),
            Deprel::Nmod if kid > head && matches!(tree.lead(kid), "of" | "for") => {
                found.end = found.end.max(described(tree, kid).end);
            }
            _ => {}
        }
    }
    found
}
