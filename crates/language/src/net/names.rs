//! Names, as the best sequence of marks: outside, and first, inner, last or only word of a kind of name.

use crate::{Name, NameKind};

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

/// The best sequence of marks: `scores` are words × marks, `steps` the worth of each mark (columns) after each (rows).
pub fn best_marks(scores: &[f32], steps: &[f32]) -> Vec<u8> {
    let words = scores.len() / MARKS;
    let worth: [[f32; MARKS]; MARKS] = std::array::from_fn(|last| {
        std::array::from_fn(|mark| {
            if may_follow(Some(last), Some(mark)) { steps[last * MARKS + mark] } else { f32::NEG_INFINITY }
        })
    });
    let mut back = vec![[0u8; MARKS]; words];
    let mut sums = [0f32; MARKS];
    for (at, row) in scores.chunks_exact(MARKS).enumerate() {
        let mut next = [f32::MIN; MARKS];
        if at == 0 {
            for mark in (0..MARKS).filter(|&mark| may_follow(None, Some(mark))) {
                next[mark] = row[mark];
            }
        } else {
            for last in (0..MARKS).filter(|&last| sums[last] > f32::MIN) {
                for mark in 0..MARKS {
                    let sum = sums[last] + worth[last][mark] + row[mark];
                    if sum > next[mark] {
                        next[mark] = sum;
                        back[at][mark] = last as u8;
                    }
                }
            }
        }
        sums = next;
    }
    let ends = (0..MARKS).filter(|&mark| may_follow(Some(mark), None));
    let mut mark = ends.fold(0, |best, mark| if sums[mark] > sums[best] { mark } else { best });
    let mut marks = vec![0; words];
    for at in (0..words).rev() {
        marks[at] = mark as u8;
        mark = usize::from(back[at][mark]);
    }
    marks
}
