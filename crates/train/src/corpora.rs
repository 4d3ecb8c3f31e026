//! What one language learns from, and what it is measured on.

use crate::lesson::Lesson;
use crate::names::Named;
use crate::treebank::Tree;

/// A source of lessons, for the card.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Source {
    pub(crate) data: &'static str,
    pub(crate) used_for: &'static str,
    pub(crate) licence: &'static str,
}

/// What is measured on.
#[derive(Debug)]
pub(crate) enum Dev {
    Trees(Vec<Tree>),
    Names(Vec<Named>),
}

/// A part kept for tuning.
#[derive(Debug)]
pub(crate) struct Kept {
    pub(crate) name: &'static str,
    /// The corpus whose way of marking it follows.
    pub(crate) corpus: &'static str,
    pub(crate) dev: Dev,
}

/// Everything for one language.
#[derive(Debug)]
pub(crate) struct Corpora {
    /// The ways of marking that are told apart; lessons and schemes name them by their place here.
    pub(crate) names: &'static [&'static str],
    /// Learnt from in every round.
    pub(crate) lessons: Vec<Lesson>,
    /// Some of them learnt from in every round.
    pub(crate) flat: Vec<Lesson>,
    /// How many classes the other tags of the lessons have.
    pub(crate) other_tags: usize,
    pub(crate) kept: Vec<Kept>,
    pub(crate) sources: &'static [Source],
}

/// The place of a way of marking.
///
/// # Panics
///
/// If it is none of `names`; both are constants of one file.
pub(crate) fn place(names: &[&str], name: &str) -> usize {
    names.iter().position(|n| *n == name).expect("a corpus of this language")
}

/// Whether the parts kept for tuning are learnt from too, once tuning is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    ForTuning,
    Nothing,
}

/// Splits off what is kept for tuning: every sentence for which `keep` holds. With [`Keep::Nothing`] it stays, too.
pub(crate) fn split<T: Clone>(all: Vec<T>, keep: Keep, kept: impl Fn(usize) -> bool) -> (Vec<T>, Vec<T>) {
    let dev = all.iter().enumerate().filter(|(at, _)| kept(*at)).map(|(_, item)| item.clone()).collect();
    let learnt = all.into_iter().enumerate().filter(|(at, _)| keep == Keep::Nothing || !kept(*at));
    (learnt.map(|(_, item)| item).collect(), dev)
}
