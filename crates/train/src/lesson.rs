//! Sentences to learn from, whatever their corpus tells of them.

use telisik_language::net::marks;
use telisik_language::{Deprel, Name, Upos};

use crate::chance::Chance;
use crate::headlines;
use crate::names::Named;
use crate::swap::Pool;
use crate::treebank::Tree;

/// A sentence with all that is known of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lesson {
    /// Words as printed, clitics apart.
    pub(crate) words: Vec<String>,
    /// The number of its corpus, whose way of marking is learnt with it.
    pub(crate) corpus: usize,
    pub(crate) tags: Option<Vec<Upos>>,
    /// Head and relation of each word.
    pub(crate) tree: Option<Vec<(Option<usize>, Deprel)>>,
    pub(crate) names: Option<Vec<Name>>,
    /// Parts of speech of a tag set of its own, numbered.
    pub(crate) other_tags: Option<Vec<u8>>,
}

impl Lesson {
    /// Parts of speech and the tree; names are left open.
    pub(crate) fn of_tree(tree: &Tree, corpus: usize) -> Self {
        Self {
            words: tree.words.clone(),
            corpus,
            tags: Some(tree.tags.clone()),
            tree: Some(tree.arcs()),
            ..Self::default()
        }
    }

    /// Parts of speech, the tree and names.
    pub(crate) fn of_tree_with_names(tree: &Tree, corpus: usize) -> Self {
        Self { names: Some(tree.names.clone()), ..Self::of_tree(tree, corpus) }
    }

    pub(crate) fn of_names(named: &Named, corpus: usize) -> Self {
        Self { words: named.words.clone(), corpus, names: Some(named.names.clone()), ..Self::default() }
    }

    /// Marks of its names.
    pub(crate) fn marks(&self) -> Option<Vec<u8>> {
        self.names.as_ref().map(|names| marks(names, self.words.len()))
    }

    /// The same in the capitals of a headline, without a full stop at the end.
    fn headline(&self) -> Self {
        let mut copy = Self { words: headlines::title_case(&self.words), ..self.clone() };
        let last = copy.words.len() - 1;
        let leads = copy
            .tree
            .as_ref()
            .is_some_and(|tree| tree[last].0.is_none() || tree.iter().any(|(head, _)| *head == Some(last)));
        if last > 0 && copy.words[last] == "." && !leads && copy.other_tags.is_none() {
            copy.words.pop();
            copy.tags.as_mut().map(Vec::pop);
            copy.tree.as_mut().map(Vec::pop);
            if let Some(names) = &mut copy.names {
                names.retain(|name| name.words.end <= last);
            }
        }
        copy
    }
}

/// How many copies of each sentence of our own treebanks are learnt from, each with other names.
const OWN_COPIES: usize = 6;

/// Lessons of our own treebank: every sentence as it is, then copies with other names.
pub(crate) fn own_lessons(own: &[Tree], corpus: usize, pool: &Pool, chance: &mut Chance) -> Vec<Lesson> {
    let mut lessons: Vec<Lesson> = own.iter().map(|tree| Lesson::of_tree_with_names(tree, corpus)).collect();
    for _ in 1..OWN_COPIES {
        let swapped = own.iter().map(|tree| pool.swap_in_tree(tree, chance));
        lessons.extend(swapped.map(|tree| Lesson::of_tree_with_names(&tree, corpus)));
    }
    lessons
}

/// One sentence in so many is learnt from once more as a headline, so that capitals alone make no name.
const HEADLINES: f64 = 8.0;

/// Headlines made of some of the lessons.
pub(crate) fn headlines(lessons: &[Lesson], seed: u64) -> Vec<Lesson> {
    let mut chance = Chance::new(seed);
    lessons.iter().filter(|_| headlines::falls(&mut chance, HEADLINES)).map(Lesson::headline).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_has_capitals_and_no_full_stop() {
        let words = ["Rusia", "menolak", "usul", "itu", "."].map(str::to_owned).to_vec();
        let tree = [Some(1), None, Some(1), Some(2), Some(1)].map(|head| (head, Deprel::Dep)).to_vec();
        let tags = Some(vec![Upos::X; 5]);
        let lesson = Lesson { words, tree: Some(tree), tags, ..Lesson::default() };
        let headline = lesson.headline();
        assert_eq!(headline.words, ["Rusia", "Menolak", "Usul", "Itu"]);
        assert_eq!((headline.tags.map(|t| t.len()), headline.tree.map(|t| t.len())), (Some(4), Some(4)));
    }
}
