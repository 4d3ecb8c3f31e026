//! Words that point back: *ia, mereka, kedua negara, negara itu*.

use std::ops::Range;

use telisik_lexicon::{CueForm, Number, ReferenceNoun, ReferenceSense, TitleSense, holds};
use telisik_record::{ActorKind, Lang, MentionKind};

use super::coalition::{self, Described};
use super::draft::{Draft, Drafts, Who};
use super::sight::{Gap, Line, What};

/// A word that points back.
pub(super) struct Pointer {
    pub pieces: Range<usize>,
    pub aim: Aim,
    pub rule: String,
    pub kind: MentionKind,
}

/// Whom it points to.
pub(super) enum Aim {
    /// A person, or what else the kinds allow.
    One(Vec<ActorKind>),
    Many(Vec<ActorKind>),
    /// So many different states, persons or parties.
    Several(usize, Vec<ActorKind>),
    /// A noun with what stands between it and its demonstrative: properties and states.
    Noun(Vec<ActorKind>, Range<usize>),
    /// States that act together.
    Coalition(Described),
    /// The two sides of what the article is about.
    Parties,
    /// Those it means wherever it stands.
    Always(Vec<Who>),
    /// A title whose bearer was named before.
    Title(usize),
}

/// The words of a sentence that point back, in order.
pub(super) fn pointers(line: &Line<'_>, drafts: &Drafts<'_>, own: &[Draft]) -> Vec<Pointer> {
    let references = &drafts.lexicon.references;
    let taken = |range: &Range<usize>| {
        let span = line.span(range.clone());
        own.iter().any(|d| d.span.overlaps(span) && !(d.inside || span.contains(d.span)))
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.pieces.len() {
        let mut next = at + 1;
        let coalition = coalition::described(line, drafts, at).filter(|d| !taken(&d.pieces));
        if let Some(described) = coalition {
            next = described.pieces.end;
            found.push(Pointer {
                pieces: described.pieces.clone(),
                aim: Aim::Coalition(described),
                rule: coalition::RULE.to_owned(),
                kind: MentionKind::Description,
            });
        } else if let Some((len, senses)) = references.forms().longest(&line.pieces[at..]) {
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
    if number > 0 && !holds(&drafts.lexicon.references.coalition().others, line.key(at + len)) {
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
    if drafts.lexicon.lang == Lang::En {
        // *the country*, *that group*: the word that points stands before the noun.
        let points = holds(&words.definite, before) || holds(&words.demonstratives, before);
        let alone = line.gap(at + len) != Gap::Hyphen && !line.sighted(at + len);
        let aim = Aim::Noun(kinds.clone(), at + len..at + len);
        return (points && alone).then(|| Pointer { pieces: at - 1..at + len, aim, rule: id.clone(), kind });
    }
    // *Kepala Negara*: written with capitals it is the one of whom the article speaks.
    let capital = |at: usize| line.pieces.get(at).is_some_and(|piece| piece.capital());
    let eminent = len > 1 && (at..at + len).all(capital) && !line.title_case() && !capital(at + len);
    if eminent && kinds.as_slice() == [ActorKind::Person] {
        let aim = Aim::Noun(kinds.clone(), at + len..at + len);
        return Some(Pointer { pieces: at..at + len, aim, rule: id.clone(), kind });
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
pub(super) fn demonstrative(line: &Line<'_>, drafts: &Drafts<'_>, from: usize, most: usize) -> Option<usize> {
    let words = drafts.lexicon.references.words();
    let end = (from..=from + most).find(|&at| holds(&words.demonstratives, line.key(at)))?;
    (from..=end).all(|at| matches!(line.gap(at), Gap::Space | Gap::Hyphen)).then_some(end)
}

/// The clitic of *katanya*, *menurutnya*.
fn clitic(line: &Line<'_>, drafts: &Drafts<'_>, at: usize) -> Option<Pointer> {
    if !holds(&drafts.lexicon.references.words().clitics, line.key(at)) {
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
    // *dua komandan senior Hamas* were not named before.
    let owned = (sight.pieces.end..sight.pieces.end + 2)
        .take_while(|&i| line.gap(i) == Gap::Space)
        .find(|&i| line.sighted(i))
        .is_some_and(|i| line.sight_index(i).is_some_and(|index| !line.senses(index).is_empty()));
    if let Some((number, _)) = number.filter(|_| !owned) {
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
