//! The persons named behind a title: *Menteri Luar Negeri Rusia* **Sergei Lavrov**.

use std::ops::Range;

use telisik_lexicon::{Lexicon, Target, TitleSense, holds};

use super::phrase::Phrase;
use super::sight::{Gap, Line, What};

/// The names after a title: one, or as many as owners.
pub(super) fn names(line: &Line<'_>, lexicon: &Lexicon, phrase: &mut Phrase) {
    let mut at = super::place::unlisted(line, lexicon, phrase).unwrap_or(phrase.pieces.end);
    let led = holds(&lexicon.references.words().leads, line.key(at));
    let comma = line.gap(at) == Gap::Comma;
    if led {
        at += 1;
    } else if !matches!(line.gap(at), Gap::Space | Gap::Comma | Gap::Close) {
        return;
    }
    // A rank may stand between: *Panglima Angkatan Darat Kenya, Letnan Jenderal Peter Mbogo*.
    if (comma || led)
        && let Some(sight) = line.sight_at(at)
        && let What::Titled(senses) = &sight.what
        && senses.iter().any(|s| matches!(s, TitleSense::Title(_)))
        && line.gap(sight.pieces.end) == Gap::Space
    {
        at = sight.pieces.end;
    }
    let Some(name) = name_at(line, lexicon, at) else { return };
    if comma && !led && !after_comma(line, &name) {
        return;
    }
    phrase.pieces.end = name.end;
    phrase.names.push(name.clone());
    if speaks_for(phrase)
        && line.gap(name.end) == Gap::Comma
        && let Some(own) = name_at(line, lexicon, name.end).filter(|own| after_comma(line, own))
    {
        phrase.pieces.end = own.end;
        phrase.names = vec![own];
        phrase.principal = Some(name);
        return;
    }
    while phrase.names.len() < phrase.owners.len() {
        let end = phrase.pieces.end;
        let joined = holds(&lexicon.references.words().joints, line.key(end));
        let from = if joined { end + 1 } else { end };
        if !joined && line.gap(end) != Gap::Comma {
            return;
        }
        let Some(next) = name_at(line, lexicon, from) else { return };
        phrase.pieces.end = next.end;
        phrase.names.push(next);
    }
}

/// Whether the phrase is of one who speaks for the holder of an office: *juru bicara Presiden*.
fn speaks_for(phrase: &Phrase) -> bool {
    matches!(phrase.parts.as_slice(), [(_, TitleSense::Spokesperson), .., (_, TitleSense::Title(_))])
}

/// Whether what follows a title and a comma is its bearer's name: known, or more than one word.
fn after_comma(line: &Line<'_>, name: &Range<usize>) -> bool {
    let known = line.sight_at(name.start).is_some_and(|s| matches!(s.what, What::Named(_)));
    (known || name.len() > 1) && !line.title_case()
}

/// The person's name that begins at the piece `at`: a known one, one that the model found, or, after a
/// title in running text, the words with capitals.
pub(super) fn name_at(line: &Line<'_>, lexicon: &Lexicon, at: usize) -> Option<Range<usize>> {
    let known = line.sight_at(at).filter(|s| is_person(&s.what)).map(|s| s.pieces.clone());
    let modelled = line.person_around(at).filter(|r| r.start == at && !r.is_empty());
    // The model takes some bodies for persons; the lists know better.
    let body = line.sight_at(at).filter(|s| matches!(s.what, What::Named(_)) && !is_person(&s.what));
    if body.is_some_and(|s| modelled.as_ref().is_some_and(|m| m.end <= s.pieces.end)) {
        return None;
    }
    let longer = known.as_ref().map_or(0, |r| r.len());
    if let Some(range) = modelled.filter(|r| r.len() > longer) {
        return Some(range);
    }
    if known.is_some() {
        return known;
    }
    // *Deputi Bidang Pertahanan*
    let filler = line.key(at).len() > 3 && holds(&lexicon.references.words().fillers, line.key(at));
    if line.title_case() || filler {
        return None;
    }
    let mut end = at;
    while end < line.pieces.len() && end < at + 6 {
        let piece = &line.pieces[end];
        let gap = line.gap(end);
        if end > at && !matches!(gap, Gap::Space | Gap::Hyphen) {
            break;
        }
        let small = end > at
            && holds(&lexicon.references.words().particles, &piece.key)
            && line.pieces.get(end + 1).is_some_and(|p| p.capital())
            && line.gap(end + 1) != Gap::Other;
        let letter =
            piece.print.chars().next().is_some_and(char::is_uppercase) || end > at && gap == Gap::Hyphen;
        let taken = line.sighted(end) && !(end > at && is_part_of_name(line, end));
        if taken || !(letter || small) {
            break;
        }
        end += 1;
    }
    // *Kepala Dinas Perkebunan dan Pangan Amina Odhiambo*
    let next = end + 1;
    let domain = end == at + 1
        && holds(&lexicon.references.words().joints, line.key(end))
        && line.gap(next) == Gap::Space
        && line.pieces.get(next).is_some_and(|p| p.capital())
        && !line.sighted(next);
    (end > at && !domain).then_some(at..end)
}

fn is_person(what: &What) -> bool {
    matches!(what, What::Named(senses) if senses.iter().any(|s| matches!(s.target, Target::Person(_))))
}

/// Whether a sight inside a run of capitals is rather part of an unknown name: a bare known surname.
fn is_part_of_name(line: &Line<'_>, at: usize) -> bool {
    line.sight_at(at).is_some_and(|s| s.pieces.len() == 1 && is_person(&s.what))
}
