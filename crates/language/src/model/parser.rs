//! Parsing: what is seen of a state, and the step that scores highest taken until the tree is whole.

use super::features::{NOTHING, feature, join};
use super::steps::{NONE, Node, State, Step};
use super::tagger::best;
use super::{Table, Traits};
use crate::{Deprel, Name, Upos};

/// What a parser sees of a sentence.
#[derive(Debug, Clone)]
pub struct Seen<'a> {
    words: &'a [Traits],
    tags: &'a [Upos],
    /// Per word: 0 outside names, else the kind times two, plus one inside a name after its first word.
    names: Vec<u8>,
    /// Per word: it stands within quotation marks.
    quoted: Vec<bool>,
}

impl<'a> Seen<'a> {
    /// Puts together what is known of the words.
    pub fn new(words: &'a [Traits], tags: &'a [Upos], names: &[Name]) -> Self {
        let mut marks = vec![0; words.len()];
        for name in names {
            for at in name.words.clone().filter(|&at| at < words.len()) {
                marks[at] = (name.kind as u8 + 1) * 2 + u8::from(at > name.words.start);
            }
        }
        let mut open = false;
        let quoted = words
            .iter()
            .map(|word| {
                open ^= word.quote;
                open
            })
            .collect();
        Self { words, tags, names: marks, quoted }
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// One place that features look at.
#[derive(Clone, Copy)]
struct Place {
    form: u64,
    /// Part of speech with affixes.
    fine: u64,
    tag: u64,
    name: u64,
    at: u32,
}

const EMPTY: Place = Place { form: NOTHING, fine: NOTHING, tag: 31, name: 15, at: NONE };

impl Seen<'_> {
    #[inline]
    fn place(&self, at: u32) -> Place {
        let index = at as usize;
        let (Some(word), Some(&tag), Some(&name)) =
            (self.words.get(index), self.tags.get(index), self.names.get(index))
        else {
            return EMPTY;
        };
        let tag = tag as u64;
        Place { form: word.form, fine: tag * 64 + u64::from(word.affix), tag, name: u64::from(name), at }
    }
}

/// Relations whose presence among a word's dependents decides what else it may take.
const TELLING: u64 = bits(&[
    Deprel::Nsubj,
    Deprel::NsubjPass,
    Deprel::Obj,
    Deprel::Case,
    Deprel::Mark,
    Deprel::Cop,
    Deprel::Cc,
    Deprel::Det,
    Deprel::Ccomp,
    Deprel::Obl,
    Deprel::OblAgent,
    Deprel::Appos,
    Deprel::Parataxis,
    Deprel::Aux,
]);

const fn bits(relations: &[Deprel]) -> u64 {
    let (mut bits, mut i) = (0, 0);
    while i < relations.len() {
        bits |= 1 << relations[i] as u32;
        i += 1;
    }
    bits
}

fn gap(a: u32, b: u32) -> u64 {
    match b.wrapping_sub(a) {
        _ if a == NONE || b == NONE => 0,
        by @ 0..=4 => u64::from(by),
        5..=7 => 5,
        8..=12 => 6,
        13..=20 => 7,
        _ => 8,
    }
}

/// Collects the features of a state.
pub fn step_features(seen: &Seen<'_>, state: &State, features: &mut Vec<u64>) {
    features.clear();
    let depth = state.stack.len();
    let on_stack = |down: usize| depth.checked_sub(down + 1).and_then(|i| state.stack.get(i)).copied();
    let node = |place: Place| state.nodes.get(place.at as usize);
    let next = state.next as u32;

    let s0 = on_stack(0).map_or(EMPTY, |at| seen.place(at));
    let s1 = on_stack(1).map_or(EMPTY, |at| seen.place(at));
    let s2 = on_stack(2).map_or(EMPTY, |at| seen.place(at));
    let [b0, b1, b2] = [0, 1, 2].map(|by| seen.place(next + by));
    let kin = |place: Place, pick: fn(&Node) -> u32| {
        node(place).map(pick).filter(|&at| at != NONE).map_or((EMPTY, 63), |at| {
            (seen.place(at), state.nodes.get(at as usize).map_or(63, |kin| kin.deprel as u64))
        })
    };
    let (s0l, s0l_rel) = kin(s0, |n| n.left[0]);
    let (s0m, s0m_rel) = kin(s0, |n| n.left[1]);
    let (s0r, s0r_rel) = kin(s0, |n| n.right[0]);
    let (s0q, s0q_rel) = kin(s0, |n| n.right[1]);
    let (s1l, s1l_rel) = kin(s1, |n| n.left[0]);
    let (s1r, s1r_rel) = kin(s1, |n| n.right[0]);
    let (b0l, b0l_rel) = kin(b0, |n| n.left[0]);
    let (b0m, b0m_rel) = kin(b0, |n| n.left[1]);
    let counts = |place: Place| {
        node(place).map_or((0, 0), |n| (u64::from(n.lefts.min(5)), u64::from(n.rights.min(5))))
    };
    let has = |place: Place| node(place).map_or(0, |n| n.relations & TELLING);
    let ((s0_lefts, s0_rights), (b0_lefts, _), (_, s1_rights)) = (counts(s0), counts(b0), counts(s1));
    let before = |place: Place| {
        place.at.checked_sub(1).map_or(EMPTY, |at| if place.at == NONE { EMPTY } else { seen.place(at) })
    };
    let after = |place: Place| if place.at == NONE { EMPTY } else { seen.place(place.at.wrapping_add(1)) };
    let (before_b0, after_s0, before_s0, after_s1, before_s1) =
        (before(b0), after(s0), before(s0), after(s1), before(s1));
    let quoted = |place: Place| u64::from(seen.quoted.get(place.at as usize).copied().unwrap_or(false));
    let quotes = quoted(s1) * 4 + quoted(s0) * 2 + quoted(b0);
    let near = gap(s0.at, b0.at);
    let deep = gap(s1.at, s0.at);

    let mut template = 0u8;
    let mut add = |a: u64, b: u64| {
        features.push(feature(template, a, b));
        template = template.wrapping_add(1);
    };
    add(0, 0);
    // Single places.
    for place in [s0, s1, b0, b1] {
        add(place.form, 0);
        add(place.fine, 1);
        add(place.form, place.tag);
    }
    for place in [s2, b2] {
        add(place.tag, 2);
        add(place.form, place.tag);
    }
    // Pairs.
    add(join(s0.form, s0.tag), join(b0.form, b0.tag));
    add(join(s0.form, s0.tag), b0.fine);
    add(s0.fine, join(b0.form, b0.tag));
    add(s0.fine, b0.fine);
    add(s0.tag, b0.tag);
    add(join(s1.form, s1.tag), join(s0.form, s0.tag));
    add(join(s1.form, s1.tag), s0.fine);
    add(s1.fine, join(s0.form, s0.tag));
    add(s1.fine, s0.fine);
    add(s1.tag, s0.tag);
    add(s1.fine, b0.fine);
    add(s1.form, b0.form);
    add(s1.tag, b0.form);
    add(s1.form, b0.tag);
    add(b0.fine, b1.fine);
    add(b0.form, b1.form);
    add(b0.form, b1.tag);
    add(s0.form, b1.form);
    // Three and four.
    let pair = s0.tag * 32 + b0.tag;
    let lower = s1.tag * 32 + s0.tag;
    add(pair, b1.tag);
    add(pair, join(b1.tag, b2.tag));
    add(lower, b0.tag);
    add(lower, join(b0.tag, b1.tag));
    add(lower, s2.tag);
    add(lower, join(s2.tag, b0.tag));
    add(s1.fine, join(s0.fine, b0.fine));
    add(join(s0.fine, b0.fine), b1.fine);
    add(join(s0.tag, b0.form), b1.tag);
    add(join(s0.form, b0.tag), b1.tag);
    add(join(s1.form, s0.tag), b0.tag);
    add(join(s1.tag, s0.form), b0.tag);
    add(join(s1.tag, s0.tag), b0.form);
    // Dependents.
    add(pair, join(s0l.tag, s0l_rel));
    add(pair, join(s0r.tag, s0r_rel));
    add(pair, join(b0l.tag, b0l_rel));
    add(pair, join(b0m.tag, b0m_rel));
    add(lower, join(s0l.tag, s0l_rel));
    add(lower, join(s0r.tag, s0r_rel));
    add(lower, join(s1r.tag, s1r_rel));
    add(lower, join(s1l.tag, s1l_rel));
    add(s0l.form, join(lower, 1));
    add(s0r.form, join(pair, 2));
    add(b0l.form, join(pair, 3));
    add(s1r.form, join(lower, 4));
    add(s1l.form, join(lower, 5));
    add(join(s0m.tag, s0m_rel), join(lower, s0l_rel));
    add(join(s0q.tag, s0q_rel), join(pair, s0r_rel));
    add(s0l.form, s0.form);
    add(s0r.form, b0.form);
    add(s0.form, join(s0l_rel, s0r_rel));
    add(s1.form, join(s1l_rel, s1r_rel));
    add(b0.form, join(b0l_rel, b0m_rel));
    add(s0.fine, has(s0));
    add(s1.fine, has(s1));
    add(b0.fine, has(b0));
    add(join(lower, has(s0)), has(s1));
    add(join(pair, has(s0)), has(b0));
    add(s1.form, has(s1));
    add(s0.form, has(s0));
    // Numbers of dependents, and distances.
    add(s0.fine, join(s0_lefts, s0_rights));
    add(b0.fine, b0_lefts);
    add(s1.fine, s1_rights);
    add(pair, near);
    add(join(s0.form, near), b0.tag);
    add(join(b0.form, near), s0.tag);
    add(lower, deep);
    add(join(s1.form, deep), s0.tag);
    add(join(s0.form, deep), s1.tag);
    // Names.
    let name_pair = s0.name * 16 + b0.name;
    let name_lower = s1.name * 16 + s0.name;
    add(name_pair, near);
    add(name_pair, pair);
    add(name_lower, deep);
    add(name_lower, lower);
    add(join(name_lower, b0.name), b1.name);
    add(join(name_lower, b0.name), join(lower, b0.tag));
    add(name_lower, s1.form);
    add(name_pair, s0.form);
    add(name_lower, join(s1.fine, s1r.name));
    add(name_pair, b0.form);
    add(join(name_lower, near), join(s0r_rel, s0r.name));
    // Neighbours in the text: commas, quotation marks, prepositions between the two.
    add(before_b0.form, pair);
    add(after_s0.form, pair);
    add(before_s0.form, lower);
    add(after_s1.form, lower);
    add(before_s1.form, lower);
    add(join(before_s0.form, lower), after_s0.form);
    add(join(after_s1.tag, before_s0.tag), join(lower, b0.tag));
    add(join(before_b0.tag, after_s0.tag), join(pair, near));
    add(quotes, lower);
    add(quotes, pair);
    add(join(quotes, s0.fine), join(b0.form, 1));
    add(join(quotes, s1.fine), join(s0.form, 2));
    add(join(quotes, before_b0.form), join(s0.tag, b0.form));
    add(depth.min(4) as u64, b0.form);
}

/// Parses a sentence: the head and relation of each word, one root.
pub(crate) fn parse(table: &Table<'_>, steps: &[Step], seen: &Seen<'_>) -> State {
    let mut state = State::new(seen.len());
    let mut features = Vec::new();
    let mut scores = vec![0; steps.len()];
    while !state.done() {
        step_features(seen, &state, &mut features);
        scores.fill(0);
        table.add_all(&features, &mut scores);
        for (score, &step) in scores.iter_mut().zip(steps) {
            if !state.allows(step) {
                *score = i32::MIN;
            }
        }
        let step = steps.get(best(&scores)).copied().filter(|&step| state.allows(step));
        state.take(step.unwrap_or_else(|| fallback(&state)));
    }
    state
}

/// A step that can be taken whatever the model knows.
fn fallback(state: &State) -> Step {
    [Step::Shift, Step::Right(Deprel::Dep)]
        .into_iter()
        .find(|&step| state.allows(step))
        .unwrap_or(Step::Left(Deprel::Root))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fallback_alone_makes_a_tree_with_one_root() {
        let mut state = State::new(40);
        while !state.done() {
            state.take(fallback(&state));
        }
        assert_eq!(state.tree().filter(|(head, _)| head.is_none()).count(), 1);
    }
}
