//! Parts of speech, left to right, each chosen with the two before it in view.

use super::features::{NOTHING, feature, join};
use super::{Table, Traits};
use crate::Upos;

/// Number of classes of the tagger's table: the parts of speech in the order of [`Upos::ALL`].
pub const TAGS: usize = Upos::ALL.len();

/// Collects the features of the word at `at`, whose predecessors have the `tags`.
pub fn tag_features(words: &[Traits], at: usize, tags: &[Upos], features: &mut Vec<u64>) {
    features.clear();
    let Some(word) = words.get(at) else { return };
    let near = |by: isize| at.checked_add_signed(by).and_then(|i| words.get(i));
    let form = |by| near(by).map_or(NOTHING, |w| w.form);
    let tail = |by| near(by).map_or(NOTHING, |w| join(w.ends[2], u64::from(w.shape)));
    let tag = |back: usize| at.checked_sub(back).and_then(|i| tags.get(i)).map_or(NOTHING, |&t| t as u64);
    let known = |by| near(by).map_or(NOTHING, |w| u64::from(w.known));
    let shape = u64::from(word.shape);
    let affix = u64::from(word.affix);
    let first = u64::from(near(-1).is_none_or(|w| w.quote));

    let mut add = |template, a, b| features.push(feature(template, a, b));
    add(0, 0, 0);
    add(1, word.form, 0);
    add(2, word.form, shape * 2 + first);
    for (i, &start) in word.starts.iter().enumerate() {
        add(3 + i as u8, start, 0);
    }
    for (i, &end) in word.ends.iter().enumerate() {
        add(6 + i as u8, end, 0);
    }
    add(10, word.starts[0], word.ends[2]);
    add(11, shape * 2 + first, affix);
    add(12, word.pattern, first);
    add(13, tag(1), 0);
    add(14, tag(1), tag(2));
    add(15, tag(1), word.form);
    add(16, join(tag(1), tag(2)), word.form);
    add(17, tag(1), join(shape, affix));
    add(18, form(-1), 0);
    add(19, form(1), 0);
    add(20, form(-2), 0);
    add(21, form(2), 0);
    add(22, form(-1), word.form);
    add(23, word.form, form(1));
    add(24, tail(1), 0);
    add(25, tail(1), join(shape, affix));
    add(26, tail(-1), join(shape, affix));
    add(27, join(tag(1), word.ends[2]), form(1));
    add(28, form(-1), form(1));
    add(29, tag(1), join(shape * 2 + first, near(1).map_or(NOTHING, |w| u64::from(w.shape))));
    add(30, tail(2), tail(1));
    add(31, known(0), shape * 2 + first);
    add(32, known(0), tag(1));
    add(33, join(known(-1), known(0)), known(1));
    add(34, known(0), known(1));
    add(35, known(0), word.ends[2]);
    add(36, join(known(0), known(1)), tag(1));
}

/// Tags a sentence.
pub(crate) fn tag(table: &Table<'_>, words: &[Traits]) -> Vec<Upos> {
    let mut tags = Vec::with_capacity(words.len());
    let mut features = Vec::new();
    for at in 0..words.len() {
        tag_features(words, at, &tags, &mut features);
        let mut scores = [0; TAGS];
        table.add_all(&features, &mut scores);
        tags.push(Upos::ALL[best(&scores)]);
    }
    tags
}

/// The index of the highest score, the first of equals.
pub(crate) fn best(scores: &[i32]) -> usize {
    (0..scores.len()).rev().max_by_key(|&class| scores[class]).unwrap_or(0)
}
