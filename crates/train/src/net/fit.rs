//! Learning: batches, two shards at a time, many rounds.

use std::thread;

use super::example::Example;
use super::learn::Loss;
use super::network::Network;
use super::weights::{Adam, Weights};
use crate::chance::Chance;

/// Every batch is cut into this many shards, learnt from side by side. Their slopes are added in order, so that the
/// weights come out the same on any number of cores.
const SHARDS: usize = 2;

/// Words of a batch, about.
const BATCH: usize = 700;

const WARM_UP: f32 = 300.0;

/// How long and how fast.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Schedule {
    pub(crate) rounds: usize,
    pub(crate) rate: f32,
    pub(crate) seed: u64,
}

/// Learns from sentences in rounds; `round` gives the sentences of each. Returns the mean of the last weights.
pub(crate) fn fit<'a>(
    network: &Network,
    mut weights: Weights,
    schedule: Schedule,
    mut round: impl FnMut(usize, &mut Chance) -> Vec<&'a Example>,
    mut after: impl FnMut(usize, &Weights),
) -> Weights {
    let mut chance = Chance::new(schedule.seed);
    let mut adam = Adam::new(&weights);
    let mut slopes: Vec<_> = (0..SHARDS).map(|_| weights.slopes()).collect();
    let mut step = 0;
    for at in 0..schedule.rounds {
        let batches = batches(round(at, &mut chance), &mut chance);
        let all = (batches.len() * schedule.rounds) as f32;
        let (mut loss, mut words) = (Loss::default(), 0);
        for batch in &batches {
            step += 1;
            let done = (step as f32 / all).min(1.0);
            let rate = schedule.rate * (step as f32 / WARM_UP).min(1.0) * (1.0 - done).max(0.02);
            let count: usize = batch.iter().map(|example| example.words.len()).sum();
            words += count;
            let scale = 1.0 / count as f32;
            let seeds: Vec<u64> =
                (0..SHARDS).map(|shard| (step * SHARDS + shard) as u64 ^ schedule.seed << 32).collect();
            let losses: Vec<Loss> = thread::scope(|scope| {
                let runs: Vec<_> = slopes
                    .iter_mut()
                    .zip(seeds)
                    .enumerate()
                    .map(|(shard, (slopes, seed))| {
                        let weights = &weights;
                        scope.spawn(move || {
                            slopes.clear();
                            let part: Vec<&Example> =
                                batch.iter().skip(shard).step_by(SHARDS).copied().collect();
                            let mut chance = Chance::new(seed);
                            (0..8).for_each(|_| _ = chance.share());
                            if part.is_empty() {
                                Loss::default()
                            } else {
                                network.learn(weights, slopes, &part, scale, &mut chance)
                            }
                        })
                    })
                    .collect();
                // A shard that panics is a mistake in this crate, and nothing learnt after it would be right.
                runs.into_iter().map(|run| run.join().expect("no shard panics")).collect()
            });
            for part in losses {
                loss.tags += part.tags;
                loss.arcs += part.arcs;
                loss.relations += part.relations;
            }
            let (sum, others) = slopes.split_at_mut(1);
            others.iter().for_each(|other| sum[0].add(other));
            adam.step(&mut weights, &sum[0], rate);
        }
        let words = words.max(1) as f32;
        eprintln!(
            "round {at}: tags {:.4} arcs {:.4} relations {:.4}",
            loss.tags / words,
            loss.arcs / words,
            loss.relations / words
        );
        after(at, adam.averaged());
    }
    adam.averaged().clone()
}

/// Sentences of like length and depth together, the longest first in each batch.
fn batches<'a>(mut sentences: Vec<&'a Example>, chance: &mut Chance) -> Vec<Vec<&'a Example>> {
    chance.shuffle(&mut sentences);
    let (deep, flat): (Vec<_>, Vec<_>) = sentences.into_iter().partition(|e| e.is_deep());
    let mut batches = Vec::new();
    for sentences in [deep, flat] {
        for pool in sentences.chunks(400) {
            let mut pool = pool.to_vec();
            pool.sort_by_key(|e| std::cmp::Reverse(e.words.len()));
            let mut batch: Vec<&Example> = Vec::new();
            let mut words = 0;
            for example in pool {
                words += example.words.len();
                batch.push(example);
                if words >= BATCH {
                    batches.push(std::mem::take(&mut batch));
                    words = 0;
                }
            }
            if !batch.is_empty() {
                batches.push(batch);
            }
        }
    }
    chance.shuffle(&mut batches);
    batches
}
