//! Averaged perceptron weights, some shared by all corpora and some of each corpus alone.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use telisik_language::model::Row;

/// Feature hashes are mixed already; a map need not mix them again.
#[derive(Debug, Default, Clone)]
pub(crate) struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.0 = self.0.rotate_left(8) ^ u64::from(byte));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

/// A map from feature hashes.
pub(crate) type ByFeature<T> = HashMap<u64, T, BuildHasherDefault<AsIs>>;

/// Weights of features, in the order of the features.
pub(crate) type Weights = Vec<(u64, Row)>;

#[derive(Debug, Clone, Copy)]
struct Weight {
    class: u8,
    now: f32,
    /// Sum over all turns up to `since`.
    sum: f32,
    since: u32,
}

#[derive(Debug, Default)]
struct Rows {
    index: ByFeature<u32>,
    rows: Vec<Vec<Weight>>,
}

impl Rows {
    fn add(&self, feature: u64, scores: &mut [f32]) {
        if let Some(&row) = self.index.get(&feature) {
            self.rows[row as usize].iter().for_each(|w| scores[usize::from(w.class)] += w.now);
        }
    }

    fn change(&mut self, feature: u64, class: u8, by: f32, turn: u32) {
        let new = self.rows.len() as u32;
        let row = *self.index.entry(feature).or_insert(new);
        if row == new {
            self.rows.push(Vec::new());
        }
        let row = &mut self.rows[row as usize];
        let at = row.iter().position(|w| w.class == class).unwrap_or_else(|| {
            row.push(Weight { class, now: 0.0, sum: 0.0, since: turn });
            row.len() - 1
        });
        let weight = &mut row[at];
        weight.sum += weight.now * (turn - weight.since) as f32;
        weight.since = turn;
        weight.now += by;
    }

    fn averages(&self, turn: u32, rows: &mut ByFeature<Row>) {
        for (&feature, &row) in &self.index {
            let into = rows.entry(feature).or_default();
            for w in &self.rows[row as usize] {
                let average = (w.sum + w.now * (turn - w.since) as f32) / turn.max(1) as f32;
                match into.iter_mut().find(|(class, _)| *class == w.class) {
                    Some((_, sum)) => *sum += average,
                    None => into.push((w.class, average)),
                }
            }
        }
    }
}

/// Learns weights from mistakes.
#[derive(Debug)]
pub(crate) struct Learner {
    shared: Rows,
    own: Vec<Rows>,
    /// How many of an example's features, the first ones, have weights of each corpus alone.
    apart: usize,
    turn: u32,
}

impl Learner {
    /// Knows nothing yet about examples from this many corpora, whose first `apart` features may mean different
    /// things in each.
    pub(crate) fn new(corpora: usize, apart: usize) -> Self {
        Self { shared: Rows::default(), own: (0..corpora).map(|_| Rows::default()).collect(), apart, turn: 0 }
    }

    /// The scores of the classes for an example from a corpus.
    pub(crate) fn score(&self, features: &[u64], corpus: usize, scores: &mut [f32]) {
        scores.fill(0.0);
        features.iter().for_each(|&feature| self.shared.add(feature, scores));
        features.iter().take(self.apart).for_each(|&feature| self.own[corpus].add(feature, scores));
    }

    /// Counts one example.
    pub(crate) fn turn(&mut self) {
        self.turn += 1;
    }

    /// Learns that `right` was right where `wrong` was chosen.
    pub(crate) fn learn(&mut self, features: &[u64], corpus: usize, right: usize, wrong: usize) {
        for (class, by) in [(right, 1.0), (wrong, -1.0)] {
            for &feature in features {
                self.shared.change(feature, class as u8, by, self.turn);
            }
            for &feature in features.iter().take(self.apart) {
                self.own[corpus].change(feature, class as u8, by, self.turn);
            }
        }
    }

    /// The average weights as they hold for one corpus, in the order of the features.
    pub(crate) fn weights(&self, corpus: usize) -> Weights {
        let mut rows = ByFeature::default();
        self.shared.averages(self.turn, &mut rows);
        self.own[corpus].averages(self.turn, &mut rows);
        sorted(rows)
    }
}

/// Rows in the order of their features, each in the order of its classes.
pub(crate) fn sorted(rows: ByFeature<Row>) -> Weights {
    let mut rows: Weights = rows.into_iter().collect();
    rows.iter_mut().for_each(|(_, row)| row.sort_by_key(|(class, _)| *class));
    rows.sort_by_key(|(feature, _)| *feature);
    rows
}

/// Drops the smallest weights until what is left fits in about `bytes` of a table.
pub(crate) fn prune(rows: Weights, bytes: usize) -> Weights {
    let size = |rows: &[(u64, Row)], least: f32| -> usize {
        let kept = rows.iter().map(|(_, row)| row.iter().filter(|(_, w)| w.abs() >= least).count());
        kept.filter(|&n| n > 0).map(|n| 5 + 2 * n).sum()
    };
    let most = rows.iter().flat_map(|(_, row)| row).fold(0f32, |most, (_, w)| most.max(w.abs()));
    let (mut low, mut high) = (most / 8128.0 / 2.0, most);
    if size(&rows, low) > bytes {
        for _ in 0..30 {
            let middle = (low + high) / 2.0;
            if size(&rows, middle) > bytes { low = middle } else { high = middle }
        }
        low = high;
    }
    rows.into_iter()
        .map(|(feature, row)| (feature, row.into_iter().filter(|(_, w)| w.abs() >= low).collect::<Row>()))
        .filter(|(_, row)| !row.is_empty())
        .collect()
}
