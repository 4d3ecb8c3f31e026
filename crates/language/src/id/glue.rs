//! Words run together where a scraped page lost the blank: *seranganIsraeldi*, *dilansirCNA*.

use std::collections::HashSet;

use super::vocabulary::Vocabulary;
use super::{clitic, morphology};
use crate::segment::{Kind, Piece};

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
    let mut cuts: Vec<usize> = small(vocabulary, print).into_iter().collect();
    let mut start = 0;
    for at in capitals(print) {
        if is_seam(vocabulary, seen, &print[start..at], &print[at..]) {
            cuts.extend(tail(vocabulary, seen, &print[start..at]).map(|cut| start + cut));
            cuts.push(at);
            start = at;
        }
    }
    cuts.extend(tail(vocabulary, seen, &print[start..]).map(|cut| start + cut));
    cuts.extend(pair(vocabulary, print));
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

/// Byte offsets of capitals right after a small letter.
fn capitals(print: &str) -> Vec<usize> {
    let next = print.char_indices().skip(1);
    print
        .chars()
        .zip(next)
        .filter(|(a, (_, b))| a.is_lowercase() && b.is_uppercase())
        .map(|(_, (at, _))| at)
        .collect()
}

/// Whether `left` ends and `right` begins a word of its own.
fn is_seam(vocabulary: &Vocabulary, seen: &Seen<'_>, left: &str, right: &str) -> bool {
    let head = right.find(|c: char| !c.is_alphabetic()).map_or(right, |at| &right[..at]);
    let (left_known, names) = (is_word(vocabulary, left), |print: &str| is_name(vocabulary, seen, print));
    if left.len() < 2 {
        return false;
    }
    if left.starts_with(char::is_lowercase) {
        return left_known || names(first_word(head)) || tail(vocabulary, seen, head).is_some();
    }
    let left_ends = tail(vocabulary, seen, left).is_some();
    let right_named = names(first_word(head)) || names(head);
    let introduces = left_known && morphology::is_verb(vocabulary, &left.to_lowercase());
    (left_known && left.len() > 3 && (right.len() > 2 || right_named))
        || (introduces && right.len() > 1)
        || ((names(left) || left_ends) && (right.len() > 2 || right_named))
}

/// The letters up to the next capital after a small letter.
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
    print.char_indices().map(|(at, _)| at).skip(2).find(|&at| {
        let (name, small) = print.split_at(at);
        if small.len() < 2 || !small.starts_with(char::is_lowercase) {
            return false;
        }
        if at > 3 && stands_out(vocabulary, small) {
            return true;
        }
        let listed = vocabulary.glue.names.contains(name);
        let named = listed
            || (seen.0.contains(name) && (name.len() > 3 || small.len() > 3))
            || (capital(at) && at > 1);
        named && follows(vocabulary, small)
    })
}

/// Whether small letters after a name are words: one listed, or a long one with the prefix of a verb.
fn follows(vocabulary: &Vocabulary, small: &str) -> bool {
    let bare = small.strip_suffix("nya").unwrap_or(small);
    vocabulary.glue.small.contains(small)
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

/// Where two small words were run together: *dalam|perang*, *kegiatan|nuklir*.
fn small(vocabulary: &Vocabulary, print: &str) -> Option<usize> {
    let plain =
        (2 * SHORTEST..LONGEST_SMALL).contains(&print.len()) && print.bytes().all(|b| b.is_ascii_lowercase());
    if !plain || vocabulary.is_known(print) || !clitic::cuts(vocabulary, print, false).is_empty() {
        return None;
    }
    if vocabulary.glue.prefixes.iter().any(|prefix| print.starts_with(&**prefix)) {
        return None;
    }
    (3..=print.len() - 3).rev().find(|&at| {
        let (left, right) = print.split_at(at);
        let listed = |part: &str| vocabulary.glue.small.contains(part);
        [left, right]
            .into_iter()
            .all(|part| (part.len() >= SHORTEST || listed(part)) && vocabulary.is_known(part))
            // A slip in *-kan* looks like *akan*.
            && right != "akan"
            && (listed(left) || listed(right) || !is_compound(vocabulary, left, right))
    })
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
