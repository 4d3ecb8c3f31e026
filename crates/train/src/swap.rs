//! Other names in the place of those in a sentence, so that what is learnt is where names stand, not which.

use telisik_language::net::KINDS;
use telisik_language::{Deprel, Name, NameKind, Upos};

use crate::chance::Chance;
use crate::names::{Named, kind_of};
use crate::treebank::Tree;

/// How often a name is swapped, so that the others stay beside it.
const SHARE: f64 = 0.8;

/// Names by kind, split into words; those of one word stand apart.
pub(crate) struct Pool {
    single: Vec<Vec<Vec<String>>>,
    longer: Vec<Vec<Vec<String>>>,
}

impl Pool {
    /// Reads a list of kind and name a line. The last word of a person's name stands for it too.
    pub(crate) fn read(list: &str) -> Self {
        let mut pool = Self { single: vec![Vec::new(); KINDS.len()], longer: vec![Vec::new(); KINDS.len()] };
        for (kind, name) in list.lines().filter_map(|line| line.split_once('\t')) {
            let Some(kind) = kind_of(kind) else { continue };
            let words: Vec<String> = name.split(' ').map(str::to_owned).collect();
            let at = KINDS.iter().position(|k| *k == kind).unwrap_or(0);
            if kind == NameKind::Person && words.len() > 1 {
                pool.single[at].extend(words.last().map(|last| vec![last.clone()]));
            }
            if words.len() > 1 { pool.longer[at].push(words) } else { pool.single[at].push(words) }
        }
        pool
    }

    /// Another name for one of so many words. Organisations stay as long as they are in kind: one word for one.
    fn draw(&self, kind: NameKind, words: usize, chance: &mut Chance) -> Option<&[String]> {
        let at = KINDS.iter().position(|k| *k == kind)?;
        let names = if words == 1 { &self.single[at] } else { &self.longer[at] };
        let drawn = (chance.share() * names.len() as f64) as usize;
        names.get(drawn).map(Vec::as_slice)
    }

    /// The sentence with other names.
    pub(crate) fn swap_in(&self, sentence: &Named, chance: &mut Chance) -> Named {
        let mut swapped = Named { words: Vec::new(), names: Vec::new() };
        let mut from = 0;
        for name in &sentence.names {
            swapped.words.extend_from_slice(&sentence.words[from..name.words.start]);
            let start = swapped.words.len();
            let old = &sentence.words[name.words.clone()];
            let new = (chance.share() < SHARE).then(|| self.draw(name.kind, old.len(), chance)).flatten();
            swapped.words.extend_from_slice(new.unwrap_or(old));
            swapped.names.push(Name { words: start..swapped.words.len(), kind: name.kind });
            from = name.words.end;
        }
        swapped.words.extend_from_slice(&sentence.words[from..]);
        swapped
    }

    /// The tree with other names, as far as they are plain: one word, or a first word and flat ones.
    pub(crate) fn swap_in_tree(&self, tree: &Tree, chance: &mut Chance) -> Tree {
        let mut swapped = tree.clone();
        for at in (0..tree.names.len()).rev() {
            let name = &tree.names[at];
            if chance.share() >= SHARE || !is_plain(tree, name) {
                continue;
            }
            if let Some(new) = self.draw(name.kind, name.words.len(), chance) {
                put(&mut swapped, at, new);
            }
        }
        swapped
    }
}

/// Whether all words after the first are flat, beside it or under it, and nothing else hangs on them.
fn is_plain(tree: &Tree, name: &Name) -> bool {
    let first = name.words.start;
    let inner = first + 1..name.words.end;
    inner.clone().all(|word| {
        let beside = tree.deprels[first] == Deprel::Flat && tree.heads[word] == tree.heads[first];
        tree.deprels[word] == Deprel::Flat && (beside || tree.heads[word] == Some(first))
    }) && tree.heads.iter().flatten().all(|head| !inner.contains(head))
}

/// Puts `new` in the place of name number `at`. Names are put from the last to the first, so that those before
/// keep their places.
fn put(tree: &mut Tree, at: usize, new: &[String]) {
    let old = tree.names[at].words.clone();
    let first = old.start;
    let moved = |word: usize| if word < old.end { word } else { word - old.len() + new.len() };
    let head = tree.heads[first];
    tree.heads.iter_mut().for_each(|head| *head = head.map(moved));
    let beside = tree.deprels[first] == Deprel::Flat;
    let under = if beside { head.map(moved) } else { Some(first) };
    let inner = first + 1..old.end;
    let more = new.len() - 1;
    tree.words.splice(old.clone(), new.iter().cloned());
    tree.tags.splice(inner.clone(), std::iter::repeat_n(Upos::Propn, more));
    tree.heads.splice(inner.clone(), std::iter::repeat_n(under, more));
    tree.deprels.splice(inner, std::iter::repeat_n(Deprel::Flat, more));
    for name in &mut tree.names[at..] {
        let start = if name.words.start == first { first } else { moved(name.words.start) };
        name.words = start..moved(name.words.end);
    }
}
