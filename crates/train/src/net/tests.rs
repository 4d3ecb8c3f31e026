use telisik_language::net::{MARKS, word_features};

use super::example::{Example, NO_VECTOR};
use super::network::{Counts, Dropout, Network, Sizes};
use super::weights::Weights;
use crate::chance::Chance;

const COUNTS: Counts = Counts { tokens: 4, corpora: 2, tags: 17, other_tags: 3, relations: 4 };

fn network(chance: &mut Chance) -> (Network, Weights) {
    let sizes =
        Sizes { vector: 3, affix: 2, shape: 2, corpus: 2, hidden: 4, tag: 3, name: 2, arc: 5, relation: 3 };
    let nothing = Dropout { inputs: 0.0, layers: 0.0, heads: 0.0 };
    let mut weights = Weights::default();
    let network = Network::new(sizes, COUNTS, nothing, vec![0.5, -0.25, 1.0], &mut weights, chance);
    // The shares that the first layer hands on are taken as given, so no slope goes through them: without their
    // beds they change nothing.
    weights.values_mut(network.tag_beds).fill(0.0);
    weights.values_mut(network.name_beds).fill(0.0);
    // Units stand well above or below the kink of max(0, x), where small changes show no slope.
    for part in [network.arc_dependent, network.arc_head, network.relation_dependent, network.relation_head] {
        let bias = weights.values_mut(part.bias);
        bias.iter_mut().enumerate().for_each(|(at, value)| *value = if at % 3 == 0 { -2.0 } else { 2.0 });
    }
    (network, weights)
}

fn examples() -> Vec<Example> {
    let example = |words: &[&str], corpus| Example {
        words: word_features(words),
        tokens: (0..words.len() as u32).map(|at| at % 4).collect(),
        doubt: vec![0.0; words.len()],
        vectors: (0..words.len()).map(|at| if at == 1 { 0 } else { NO_VECTOR }).collect(),
        corpus,
        ..Example::default()
    };
    let first = Example {
        tags: Some(vec![7, 15, 11, 12]),
        tree: Some(vec![(2, 1), (0, 0), (2, 2), (2, 3)]),
        names: Some(vec![0, 0, 4, 0]),
        other_tags: Some(vec![0, 1, 2, 0]),
        ..example(&["Ia", "bertemu", "Siti", "."], 0)
    };
    let second = Example { names: Some(vec![1, 3, 0]), ..example(&["Siti", "Aminah", "tiba"], 1) };
    vec![first, second]
}

#[test]
fn slopes_are_what_small_changes_of_weights_show() {
    let mut chance = Chance::new(21);
    let (network, mut weights) = network(&mut chance);
    let examples = examples();
    let examples: Vec<&Example> = examples.iter().collect();
    let loss = |weights: &Weights| {
        let mut slopes = weights.slopes();
        f64::from(network.learn(weights, &mut slopes, &examples, 1.0, &mut Chance::new(1)).all)
    };
    let mut slopes = weights.slopes();
    network.learn(&weights, &mut slopes, &examples, 1.0, &mut Chance::new(1));
    let beds = [network.tag_beds, network.name_beds];
    let mut seen = 0;
    for id in (0..weights.len()).filter(|id| !beds.contains(id)) {
        let count = weights.values(id).len();
        // Large tables are mostly untouched: look where there is a slope.
        let touched: Vec<usize> = (0..count).filter(|&at| slopes.of(id)[at] != 0.0).collect();
        for &at in touched.iter().step_by(touched.len().div_ceil(6).max(1)) {
            let (slope, step, value) = (f64::from(slopes.of(id)[at]), 4e-3, weights.values(id)[at]);
            weights.values_mut(id)[at] = value + step;
            let more = loss(&weights);
            weights.values_mut(id)[at] = value - step;
            let less = loss(&weights);
            weights.values_mut(id)[at] = value;
            let shown = (more - less) / (2.0 * f64::from(step));
            assert!(
                (slope - shown).abs() < 0.03 * shown.abs().max(0.1),
                "matrix {id}, {at}: {slope} for {shown}"
            );
            seen += 1;
        }
    }
    assert!(seen > 120, "only {seen} slopes were looked at");
}

#[test]
fn a_batch_gives_each_sentence_what_it_gives_alone() {
    let (network, weights) = network(&mut Chance::new(3));
    let examples = examples();
    let together: Vec<&Example> = examples.iter().collect();
    let steps = vec![0.0; MARKS * MARKS];
    let of = |examples: &[&Example]| {
        let scores = network.scores(&weights, examples);
        let decide = |scores| super::decide::decide(COUNTS, &[scores], &steps);
        scores.into_iter().map(decide).map(|found| (found.tags, found.marks, found.tree)).collect::<Vec<_>>()
    };
    assert_eq!(of(&together)[1], of(&together[1..])[0]);
}
