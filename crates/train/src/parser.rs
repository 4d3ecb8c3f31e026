//! Training the parser: it is led by its own choices, and told at each step what can still be got right.

use std::collections::BTreeSet;

use telisik_language::Deprel;
use telisik_language::model::{Seen, State, Step, step_features};

use crate::chance::Chance;
use crate::learner::Learner;
use crate::treebank::{Lesson, Tree};

const ROUNDS: usize = 8;

/// Features whose weights are kept apart by corpus: single places and pairs.
const APART: usize = 34;

/// How often the parser's own choice is followed where it is wrong, after the first rounds.
const WANDER: f64 = 0.9;

/// All steps that the trees call for.
pub(crate) fn steps(trees: &[Tree]) -> Vec<Step> {
    let arcs = trees.iter().flat_map(|tree| {
        tree.heads.iter().zip(&tree.deprels).enumerate().map(|(word, (&head, &deprel))| match head {
            Some(head) if head < word => Step::Right(deprel),
            _ => Step::Left(deprel),
        })
    });
    [Step::Shift].into_iter().chain(arcs.collect::<BTreeSet<_>>()).collect()
}

/// Learns steps from lessons of `corpora` corpora.
pub(crate) fn train(lessons: &[&Lesson], steps: &[Step], corpora: usize) -> Learner {
    let mut learner = Learner::new(corpora, APART);
    let mut chance = Chance::new(11);
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut scores = vec![0.0; steps.len()];
    let mut features = Vec::new();
    for round in 0..ROUNDS {
        chance.shuffle(&mut order);
        for &at in &order {
            let lesson = lessons[at];
            let seen = Seen::new(&lesson.traits, &lesson.tags, &lesson.names);
            let gold = Gold::of(&lesson.tree);
            let mut state = State::new(seen.len());
            while !state.done() {
                step_features(&seen, &state, &mut features);
                learner.score(&features, lesson.tree.corpus, &mut scores);
                let best = |good: &dyn Fn(Step) -> bool| {
                    (0..steps.len())
                        .rev()
                        .filter(|&class| state.allows(steps[class]) && good(steps[class]))
                        .max_by(|&a, &b| scores[a].total_cmp(&scores[b]))
                };
                let found = best(&|_| true);
                let costs = gold.costs(&state);
                let right = best(&|step| costs.keeps(step));
                learner.turn();
                let (Some(found), Some(right)) = (found, right) else { break };
                if !costs.keeps(steps[found]) {
                    learner.learn(&features, lesson.tree.corpus, right, found);
                }
                let wander = round > 0 && chance.share() < WANDER;
                state.take(steps[if wander { found } else { right }]);
            }
        }
    }
    learner
}

/// The true tree, with the dependents of each word.
struct Gold<'a> {
    tree: &'a Tree,
    dependents: Vec<Vec<usize>>,
}

/// What is lost by each kind of step, and which arcs are true.
struct Costs {
    least: usize,
    shift: usize,
    left: usize,
    right: usize,
    left_true: Option<Deprel>,
    right_true: Option<Deprel>,
}

impl Costs {
    /// Whether nothing more is lost by `step` than must be.
    fn keeps(&self, step: Step) -> bool {
        let fits = |cost: usize, truth: Option<Deprel>, relation: Deprel| {
            cost == self.least && truth.is_none_or(|truth| truth == relation)
        };
        match step {
            Step::Shift => self.shift == self.least,
            Step::Left(relation) => fits(self.left, self.left_true, relation),
            Step::Right(relation) => fits(self.right, self.right_true, relation),
        }
    }
}

impl<'a> Gold<'a> {
    fn of(tree: &'a Tree) -> Self {
        let mut dependents = vec![Vec::new(); tree.words.len()];
        for (word, head) in tree.heads.iter().enumerate() {
            if let Some(head) = head {
                dependents[*head].push(word);
            }
        }
        Self { tree, dependents }
    }

    /// Counts the true arcs that can no longer be made after each kind of step (Goldberg and Nivre 2013).
    fn costs(&self, state: &State) -> Costs {
        let words = self.tree.words.len();
        let next = state.next();
        let stack = state.stack();
        let top = stack.last().map(|&at| at as usize);
        let below = stack.len().checked_sub(2).map(|i| stack[i] as usize);
        let on_stack = |word: usize| stack.binary_search(&(word as u32)).is_ok();
        const NEVER: usize = usize::MAX;
        let (mut shift, mut left, mut right) = (NEVER, NEVER, NEVER);
        let (mut left_true, mut right_true) = (None, None);

        if next < words {
            let head_lost =
                self.tree.heads[next].is_some_and(|head| head < next && Some(head) != top && on_stack(head));
            let lost = self.dependents[next].iter().filter(|&&d| d < next && on_stack(d)).count();
            shift = lost + usize::from(head_lost);
        }
        if let Some(top) = top {
            let head = self.tree.heads[top];
            let kids = self.dependents[top].iter().filter(|&&d| d >= next).count();
            if next < words || stack.len() == 1 {
                let truth = head == (next < words).then_some(next);
                let lost = match head {
                    _ if truth => false,
                    None => true,
                    Some(head) => head >= next || Some(head) == below,
                };
                left = kids + usize::from(lost);
                left_true = truth.then_some(self.tree.deprels[top]);
            }
            if below.is_some() {
                let truth = head.is_some() && head == below;
                let lost = !truth && head.is_none_or(|head| head >= next);
                right = kids + usize::from(lost);
                right_true = truth.then_some(self.tree.deprels[top]);
            }
        }
        Costs { least: shift.min(left).min(right), shift, left, right, left_true, right_true }
    }
}
