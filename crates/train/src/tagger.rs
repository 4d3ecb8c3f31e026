//! Training the tagger.

use telisik_language::Upos;
use telisik_language::model::{TAGS, Table, Traits, tag_features};

use crate::chance::Chance;
use crate::learner::Learner;
use crate::treebank::Tree;

const ROUNDS: usize = 5;

/// Features whose weights are kept apart by corpus: all but the long ones.
const APART: usize = 18;

/// Learns parts of speech from trees of `corpora` corpora.
pub(crate) fn train(trees: &[&Tree], known: &Table<'_>, corpora: usize) -> Learner {
    let mut learner = Learner::new(corpora, APART);
    let mut chance = Chance::new(7);
    let seen: Vec<Vec<Traits>> = trees.iter().map(|tree| tree.traits(known)).collect();
    let mut order: Vec<usize> = (0..trees.len()).collect();
    let mut features = Vec::new();
    for _ in 0..ROUNDS {
        chance.shuffle(&mut order);
        for &at in &order {
            let tree = trees[at];
            let mut tags = Vec::with_capacity(tree.tags.len());
            for word in 0..tree.tags.len() {
                tag_features(&seen[at], word, &tags, &mut features);
                let found = choose(&learner, &features, tree.corpus);
                learner.turn();
                let right = tree.tags[word];
                if found != right {
                    learner.learn(&features, tree.corpus, right as usize, found as usize);
                }
                tags.push(found);
            }
        }
    }
    learner
}

/// Tags words with weights as they are, before averaging.
fn choose(learner: &Learner, features: &[u64], corpus: usize) -> Upos {
    let mut scores = [0.0; TAGS];
    learner.score(features, corpus, &mut scores);
    let best = (0..TAGS).rev().max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0);
    Upos::ALL[best]
}
