//! Words run together where a scraped page lost the blank: *seranganIsraeldi*, *dilansirCNA*.

use super::vocabulary::Vocabulary;
use super::{clitic, morphology};
use crate::segment::{Kind, Piece};
use foldhash::HashSet;

/// Longer pieces are no words run together.
const LONGEST: usize = 80;

/// Capitalised words that stand by themselves in a text: good evidence where they are glued to others.
#[derive(Debug, Default)]
pub(super) struct Seen<'a>(HashSet<&'a str>);

impl<'a> Seen<'a> {
    /// The capitalised words among pieces.
    pub(super) fn note(&mut self, text: &'a str, pieces: &[Piece]) {
        for piece in pieces {
            let print = &text[piece.bytes.clone()];
            let alone = piece.kind == Kind::Word && print.len() > 2 && print.len() < LONGEST;
            if alone && print.starts_with(char::is_uppercase) && !has_inner_capital(print) {
                self.0.insert(print);
            }
        }
    }
}

fn has_inner_capital(print: &str) -> bool {
    print.chars().zip(print.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase())
}

/// Where a word is to be parted: byte offsets inside it, in order.
pub(super) fn cuts(vocabulary: &Vocabulary, seen: &Seen<'_>, print: &str) -> Vec<usize> {
    if print.len() < 4 || print.len() > LONGEST || vocabulary.glue.whole.contains(print) {
        return Vec::new();
    }
    let mut cuts: Vec<usize> = digits(vocabulary, print).into_iter().collect();
    let mut start = cuts.first().copied().unwrap_or(0);
    for at in capitals(print) {
        if at > start && is_seam(vocabulary, seen, &print[start..at], &print[at..]) {
            segment(vocabulary, seen, &print[start..at], start, &mut cuts);
            cuts.push(at);
            start = at;
        }
    }
    segment(vocabulary, seen, &print[start..], start, &mut cuts);
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

/// Parts what lies between two seams and begins at the byte `start`.
fn segment(vocabulary: &Vocabulary, seen: &Seen<'_>, print: &str, start: usize, cuts: &mut Vec<usize>) {
    let name = tail(vocabulary, seen, print);
    cuts.extend(name.map(|cut| start + cut));
    // What is left of the word after a name, or all of it, may be several small ones.
    let from = name.unwrap_or(0);
    cuts.extend(pair(vocabulary, &print[..name.unwrap_or(print.len())]).into_iter().map(|cut| start + cut));
    small(vocabulary, &print[from..], start + from, cuts);
}

/// Byte offsets of capitals right after a small letter, and of the last of several capitals before one.
fn capitals(print: &str) -> Vec<usize> {
    let mut seams = Vec::new();
    let mut before = [None, None];
    for (at, c) in print.char_indices() {
        match before {
            [_, Some((_, last))] if c.is_uppercase() && char::is_lowercase(last) => seams.push(at),
            [Some((_, first)), Some((seam, last))]
                if c.is_lowercase() && char::is_uppercase(first) && char::is_uppercase(last) =>
            {
                seams.push(seam);
            }
            _ => {}
        }
        before = [before[1], Some((at, c))];
    }
    seams
}

/// Where a number ends to which a small word is glued, or the other way round: *16|tentara*, *pada|2019*.
fn digits(vocabulary: &Vocabulary, print: &str) -> Option<usize> {
    let listed = |part: &str| vocabulary.glue.small.contains(part);
    if print.starts_with(|c: char| c.is_ascii_digit()) {
        let at = print.find(|c: char| !c.is_ascii_digit())?;
        let word = &print[at..];
        let sure = listed(word) || word.len() > 4;
        return (sure && is_small(word) && vocabulary.is_known(word)).then_some(at);
    }
    let at = print.find(|c: char| c.is_ascii_digit()).filter(|&at| at > 3)?;
    let (word, number) = print.split_at(at);
    let counts = number.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b':' | b','));
    (counts && listed(word)).then_some(at)
}

fn is_small(print: &str) -> bool {
    print.bytes().all(|b| b.is_ascii_lowercase())
}

/// Whether `left` ends and `right` begins a word of its own.
fn is_seam(vocabulary: &Vocabulary, seen: &Seen<'_>, left: &str, right: &str) -> bool {
    let head = right.find(|c: char| !c.is_alphabetic()).map_or(right, |at| &right[..at]);
    let (left_known, names) = (is_word(vocabulary, left), |print: &str| is_name(vocabulary, seen, print));
    if left.len() < 2 {
        return false;
    }
    if left.ends_with(char::is_uppercase) {
        let word = first_word(head);
        return word.len() > 3
            && (names(left) && (names(word) || is_word(vocabulary, word))
                || left.len() > 3 && is_word(vocabulary, word));
    }
    if left.starts_with(char::is_lowercase) {
        return left_known || names(first_word(head)) || tail(vocabulary, seen, head).is_some();
    }
    let left_ends = tail(vocabulary, seen, left).is_some();
    let right_named = names(first_word(head)) || names(head);
    let introduces = left_known && morphology::is_verb(vocabulary, &left.to_lowercase());
    let prefixed = vocabulary.glue.prefixes.contains(&left.to_lowercase());
    let listed = || vocabulary.glue.names.contains(first_word(head)) && first_word(head).len() > 4;
    (left_known && !prefixed && left.len() > 3 && (right.len() > 2 || right_named))
        || ((introduces || left_ends) && right.len() > 1)
        || (names(left) && (right.len() > 2 || right_named))
        || (vocabulary.glue.names.contains(left) && is_acronym(head))
        || (left.len() > 3 && !prefixed && listed())
}

fn is_acronym(print: &str) -> bool {
    print.len() > 1 && print.chars().all(char::is_uppercase)
}

/// The letters up to the next seam.
fn first_word(print: &str) -> &str {
    capitals(print).first().map_or(print, |&at| &print[..at])
}

fn is_word(vocabulary: &Vocabulary, print: &str) -> bool {
    print.len() > 1 && vocabulary.is_known(&print.to_lowercase())
}

fn is_name(vocabulary: &Vocabulary, seen: &Seen<'_>, print: &str) -> bool {
    vocabulary.glue.names.contains(print) || seen.0.contains(print)
}

/// Where a name ends to which a small word is glued: *Israel|di*, *PBB|mengatakan*.
fn tail(vocabulary: &Vocabulary, seen: &Seen<'_>, print: &str) -> Option<usize> {
    if !print.starts_with(char::is_uppercase)
        || is_word(vocabulary, print)
        || vocabulary.glue.names.contains(print)
    {
        return None;
    }
    let capital = |at: usize| print[..at].chars().all(|c| c.is_uppercase());
    // The last of names with hyphens is enough: *Iran-Israel|yang*.
    let listed = |name: &str| {
        let last = name.rsplit('-').next().unwrap_or(name);
        vocabulary.glue.names.contains(name) || (last.len() > 3 && vocabulary.glue.names.contains(last))
    };
    print.char_indices().map(|(at, _)| at).skip(2).find(|&at| {
        let (name, small) = print.split_at(at);
        if small.len() < 2 || !small.starts_with(char::is_lowercase) {
            return false;
        }
        if at > 3 && stands_out(vocabulary, small) {
            return true;
        }
        let (acronym, met) = (capital(at), seen.0.contains(name));
        // *Kalibaru* is a place, *PT|Hutama* holds a name.
        let place = vocabulary.glue.endings.contains(small) && is_word(vocabulary, name);
        let named = listed(name) || (met && !place && (name.len() > 3 || small.len() > 3));
        let inner =
            || name.char_indices().next_back().is_some_and(|(last, _)| seen.0.contains(&print[last..]));
        if acronym {
            let known = named && small.len() > 4 && vocabulary.is_known(small);
            return (known || follows(vocabulary, small) || opens(vocabulary, name, small)) && !inner();
        }
        // *Kamboja|sepakat*: behind a country any longer word will do.
        let known =
            || name.len() > 3 && listed(name) && !place && small.len() > 4 && vocabulary.is_known(small);
        named && (follows(vocabulary, small) || known())
    })
}

/// Whether a text opens with a word in capitals to which small ones are glued: *MINUM|kopi*.
fn opens(vocabulary: &Vocabulary, shouted: &str, rest: &str) -> bool {
    let mut cuts = Vec::new();
    shouted.len() > 3
        && is_word(vocabulary, shouted)
        && is_small(rest)
        && rest.len() > 3
        && (vocabulary.is_known(rest) || {
            small(vocabulary, rest, 0, &mut cuts);
            !cuts.is_empty()
        })
}

/// Whether small letters after a name are words: one listed, or a long one with the prefix of a verb.
fn follows(vocabulary: &Vocabulary, small: &str) -> bool {
    let bare = small.strip_suffix("nya").unwrap_or(small);
    // *ASEAN|ke-58*
    let ordinal =
        small.strip_prefix("ke-").is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    ordinal
        || vocabulary.glue.small.contains(small)
        || [small, bare].into_iter().any(|word| word.len() > 5 && morphology::is_verb(vocabulary, word))
}

/// Whether no name ends in these letters: *untuk*, *mengatakan*. Such a word needs no known name before it.
fn stands_out(vocabulary: &Vocabulary, small: &str) -> bool {
    vocabulary.glue.sure.contains(small) || (small.len() > 7 && morphology::is_verb(vocabulary, small))
}

/// No part of small words run together is shorter, in letters, but for those listed.
const SHORTEST: usize = 4;
/// Longer runs of small letters are not looked at.
const LONGEST_SMALL: usize = 32;
/// Two bare roots are one word (*kerjasama*) below this length.
const LONGEST_COMPOUND: usize = 12;

/// Where small words were run together: *dalam|perang*, *kegiatan|nuklir|yang*. The run begins at the byte `start`.
fn small(vocabulary: &Vocabulary, print: &str, start: usize, cuts: &mut Vec<usize>) {
    let plain = (2 * SHORTEST - 1..LONGEST_SMALL).contains(&print.len()) && is_small(print);
    if !plain || vocabulary.is_known(print) || !clitic::cuts(vocabulary, print, false).is_empty() {
        return;
    }
    let part_of = |part: &str| {
        let listed = vocabulary.glue.small.contains(part);
        (part.len() >= SHORTEST || listed) && vocabulary.is_known(part)
    };
    let two = |run: &str| {
        let places = (3..=run.len().checked_sub(2)?).rev();
        places.into_iter().find(|&at| {
            let (left, right) = run.split_at(at);
            part_of(left) && part_of(right) && are_apart(vocabulary, left, right)
        })
    };
    if let Some(at) = two(print) {
        cuts.push(start + at);
        return;
    }
    // Of three, the first is long, so that few foreign words fall apart.
    for at in (SHORTEST + 1..print.len().saturating_sub(SHORTEST)).rev() {
        let (left, rest) = print.split_at(at);
        if part_of(left)
            && let Some(next) = two(rest)
            && are_apart(vocabulary, left, &rest[..next])
        {
            cuts.extend([start + at, start + at + next]);
            return;
        }
    }
}

/// Whether two known words are written apart.
fn are_apart(vocabulary: &Vocabulary, left: &str, right: &str) -> bool {
    let listed = |part: &str| vocabulary.glue.small.contains(part);
    // A slip in *-kan* looks like *akan*.
    right != "akan"
        && !vocabulary.glue.prefixes.contains(left)
        && (listed(left) || listed(right) || !is_compound(vocabulary, left, right))
}

/// Whether two parts are one word written together: bare roots, or roots with one affix around both
/// (*menandatangani*).
fn is_compound(vocabulary: &Vocabulary, left: &str, right: &str) -> bool {
    let (first, second) = (morphology::affixes(vocabulary, left), morphology::affixes(vocabulary, right));
    match (first, second) {
        (None, None) => left.len() + right.len() < LONGEST_COMPOUND,
        (Some((true, false)), second) => second.is_none_or(|(prefix, _)| !prefix),
        _ => false,
    }
}

/// Two states with a hyphen between are two names: *Iran-Israel*.
fn pair(vocabulary: &Vocabulary, print: &str) -> Vec<usize> {
    let parts: Vec<&str> = print.split('-').collect();
    if parts.len() < 2 || !parts.iter().all(|part| vocabulary.glue.names.contains(*part)) {
        return Vec::new();
    }
    let mut cuts = Vec::new();
    let mut at = 0;
    for part in &parts[..parts.len() - 1] {
        at += part.len();
        cuts.extend([at, at + 1]);
        at += 1;
    }
    cuts
}
