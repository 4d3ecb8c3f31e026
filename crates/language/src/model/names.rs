//! Names, as the best sequence of marks: outside, and first, inner, last or only word of a kind of name.

use super::features::{NOTHING, feature, join};
use super::{Table, Traits};
use crate::{Name, NameKind, Upos};

/// Number of marks: outside, then four for each kind of name.
pub const MARKS: usize = 1 + 4 * KINDS.len();

/// The kinds of name in the order of their marks.
pub const KINDS: [NameKind; 3] = [NameKind::Person, NameKind::Organisation, NameKind::Location];

const FIRST: usize = 0;
const INNER: usize = 1;
const LAST: usize = 2;
const ONLY: usize = 3;

/// The marks of `words` words with these names.
pub fn marks(names: &[Name], words: usize) -> Vec<u8> {
    let mut marks = vec![0; words];
    for name in names {
        let kind = KINDS.iter().position(|&kind| kind == name.kind).unwrap_or(0);
        let last = name.words.end.saturating_sub(1);
        for at in name.words.clone().filter(|&at| at < words) {
            let place = match (at == name.words.start, at == last) {
                (true, true) => ONLY,
                (true, false) => FIRST,
                (false, true) => LAST,
                (false, false) => INNER,
            };
            marks[at] = (1 + kind * 4 + place) as u8;
        }
    }
    marks
}

/// The names that a sequence of marks spells. Broken sequences give no name.
pub fn spelled(marks: &[u8]) -> Vec<Name> {
    let mut names = Vec::new();
    let mut start = None;
    for (at, &mark) in marks.iter().enumerate() {
        let Some(mark) = usize::from(mark).checked_sub(1) else { continue };
        let Some(&kind) = KINDS.get(mark / 4) else { continue };
        match mark % 4 {
            ONLY => names.push(Name { words: at..at + 1, kind }),
            FIRST => start = Some(at),
            LAST => names.extend(start.take().map(|first| Name { words: first..at + 1, kind })),
            _ => {}
        }
    }
    names
}

/// Whether `next` may follow `mark`; `None` stands for the ends of the sentence.
pub fn may_follow(mark: Option<usize>, next: Option<usize>) -> bool {
    let open = mark.filter(|&m| m > 0 && matches!((m - 1) % 4, FIRST | INNER)).map(|m| (m - 1) / 4);
    let goes_on = next.filter(|&m| m > 0 && matches!((m - 1) % 4, INNER | LAST)).map(|m| (m - 1) / 4);
    open == goes_on
}

/// Collects the features of the word at `at`.
pub fn name_features(words: &[Traits], tags: &[Upos], at: usize, features: &mut Vec<u64>) {
    features.clear();
    let Some(word) = words.get(at) else { return };
    let near = |by: isize| at.checked_add_signed(by).and_then(|i| words.get(i));
    let form = |by| near(by).map_or(NOTHING, |w| w.form);
    let shape = |by| near(by).map_or(NOTHING, |w| u64::from(w.shape));
    let known = |by| near(by).map_or(NOTHING, |w| u64::from(w.known));
    let tag = |by: isize| at.checked_add_signed(by).and_then(|i| tags.get(i)).map_or(NOTHING, |&t| t as u64);
    let first = u64::from(near(-1).is_none_or(|w| w.quote));

    let mut add = |template, a, b| features.push(feature(template, a, b));
    add(0, 0, 0);
    add(1, word.form, 0);
    add(2, word.form, shape(0));
    for (i, &start) in word.starts.iter().enumerate() {
        add(3 + i as u8, start, shape(0));
    }
    for (i, &end) in word.ends.iter().enumerate().skip(1) {
        add(6 + i as u8, end, shape(0));
    }
    add(10, shape(0) * 2 + first, 0);
    add(11, word.pattern, first);
    add(12, u64::from(word.affix), shape(0));
    add(13, tag(0), shape(0));
    add(14, join(tag(-1), tag(0)), tag(1));
    for by in [-1, 1, -2, 2, -3] {
        let place = 15 + (by + 3) as u8;
        add(place, form(by), 0);
        add(place + 6, form(by), shape(0));
    }
    add(27, shape(-1), shape(0));
    add(28, shape(0), shape(1));
    add(29, join(shape(-1), shape(0)), shape(1));
    add(30, form(-1), word.form);
    add(31, word.form, form(1));
    add(32, join(form(-2), form(-1)), shape(0));
    add(33, join(form(1), form(2)), shape(0));
    add(34, join(form(-1), form(1)), shape(0));
    add(35, near(-1).map_or(NOTHING, |w| w.ends[2]), shape(0));
    add(36, near(1).map_or(NOTHING, |w| w.ends[2]), shape(0));
    add(37, join(shape(-2), shape(-1)), shape(0));
    add(38, join(shape(0), shape(1)), shape(2));
    add(39, tag(-1), shape(0));
    add(40, tag(1), shape(0));
    add(41, last_small(words, at), shape(0));
    add(42, next_small(words, at), shape(0));
    add(43, known(0), shape(0));
    add(44, join(known(-1), known(0)), known(1));
    add(45, join(known(-1), shape(0)), shape(1));
}

/// The nearest word before that is not capitalised, up to four back: what stands before a run of capitals.
fn last_small(words: &[Traits], at: usize) -> u64 {
    let found = words[..at].iter().rev().take(5).enumerate().find(|(_, w)| !capital(w));
    found.map_or(NOTHING, |(by, w)| join(w.form, by as u64))
}

fn next_small(words: &[Traits], at: usize) -> u64 {
    let found = words[at + 1..].iter().take(5).enumerate().find(|(_, w)| !capital(w));
    found.map_or(NOTHING, |(by, w)| join(w.form, by as u64))
}

fn capital(word: &Traits) -> bool {
    (5..=12).contains(&(word.shape / 3))
}

/// Finds the names of a sentence. `steps` holds the weight of each mark after each mark, the earlier one first.
pub(crate) fn find(
    table: &Table<'_>,
    steps: &[[i32; MARKS]; MARKS],
    words: &[Traits],
    tags: &[Upos],
) -> Vec<Name> {
    let mut features = Vec::new();
    let mut best = [0i32; MARKS];
    let mut back: Vec<[u8; MARKS]> = Vec::with_capacity(words.len());
    for at in 0..words.len() {
        name_features(words, tags, at, &mut features);
        let mut scores = [0; MARKS];
        table.add_all(&features, &mut scores);
        let (next, from) = step(&best, steps, &scores, at == 0);
        best = next;
        back.push(from);
    }
    let ends = (0..MARKS).filter(|&m| may_follow(Some(m), None));
    let mut mark = ends.rev().max_by_key(|&m| best[m]).unwrap_or(0);
    let mut marks = vec![0; words.len()];
    for (at, from) in back.iter().enumerate().rev() {
        marks[at] = mark as u8;
        mark = usize::from(from[mark]);
    }
    spelled(&marks)
}

/// Lower than any sum of weights; scores are kept near zero, so nothing added to it overflows.
const IMPOSSIBLE: i32 = i32::MIN / 4;

fn step(
    best: &[i32; MARKS],
    steps: &[[i32; MARKS]; MARKS],
    scores: &[i32; MARKS],
    start: bool,
) -> ([i32; MARKS], [u8; MARKS]) {
    let mut next = [IMPOSSIBLE; MARKS];
    let mut from = [0u8; MARKS];
    for mark in 0..MARKS {
        if start {
            if may_follow(None, Some(mark)) {
                next[mark] = scores[mark];
            }
            continue;
        }
        for last in (0..MARKS).filter(|&last| steps[last][mark] > IMPOSSIBLE && best[last] > IMPOSSIBLE / 2) {
            let score = best[last] + steps[last][mark] + scores[mark];
            if score > next[mark] {
                next[mark] = score;
                from[mark] = last as u8;
            }
        }
    }
    let most = next.iter().copied().max().unwrap_or(0);
    next.iter_mut().filter(|score| **score > IMPOSSIBLE).for_each(|score| *score -= most);
    (next, from)
}

/// The weights of steps from mark to mark, row by row, with those that may not be taken ruled out.
pub(crate) fn read_steps(bytes: &[u8]) -> Option<[[i32; MARKS]; MARKS]> {
    if bytes.len() != MARKS * MARKS * 4 {
        return None;
    }
    let mut steps = [[IMPOSSIBLE; MARKS]; MARKS];
    for (i, weight) in bytes.chunks_exact(4).enumerate() {
        let (last, next) = (i / MARKS, i % MARKS);
        if may_follow(Some(last), Some(next)) {
            steps[last][next] =
                i32::from_le_bytes([weight[0], weight[1], weight[2], weight[3]]).clamp(-1 << 24, 1 << 24);
        }
    }
    Some(steps)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_spell_the_names_they_came_from() {
        let names = vec![
            Name { words: 0..1, kind: NameKind::Location },
            Name { words: 1..3, kind: NameKind::Person },
            Name { words: 4..8, kind: NameKind::Organisation },
        ];
        assert_eq!(spelled(&marks(&names, 9)), names);
    }

    #[test]
    fn a_name_is_closed_before_another_begins() {
        assert!(may_follow(None, Some(1)));
        assert!(!may_follow(None, Some(2)));
        assert!(!may_follow(Some(1), Some(0)));
        assert!(may_follow(Some(1), Some(3)));
        assert!(!may_follow(Some(1), Some(7)));
        assert!(may_follow(Some(4), Some(5)));
        assert!(!may_follow(Some(1), None));
    }
}
