//! What is learnt: named matrices, their slopes, and Adam.

use crate::chance::Chance;

/// The number of a matrix among all.
pub(crate) type Id = usize;

/// Matrices of weights, in the order they were made.
#[derive(Debug, Clone, Default)]
pub(crate) struct Weights {
    matrices: Vec<Matrix>,
}

#[derive(Debug, Clone)]
pub(crate) struct Matrix {
    pub(crate) cols: usize,
    pub(crate) values: Vec<f32>,
}

impl Matrix {
    pub(crate) fn row(&self, at: usize) -> &[f32] {
        &self.values[at * self.cols..(at + 1) * self.cols]
    }
}

/// How a matrix begins.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Start {
    Zero,
    /// Uniform, by the numbers of rows and columns (Glorot and Bengio 2010).
    Glorot,
    /// Uniform between minus and plus this.
    Uniform(f32),
}

impl Weights {
    pub(crate) fn add(&mut self, rows: usize, cols: usize, start: Start, chance: &mut Chance) -> Id {
        let most = match start {
            Start::Zero => 0.0,
            Start::Glorot => (6.0 / (rows + cols) as f32).sqrt(),
            Start::Uniform(most) => most,
        };
        let values = (0..rows * cols).map(|_| (chance.share() as f32 * 2.0 - 1.0) * most).collect();
        self.matrices.push(Matrix { cols, values });
        self.matrices.len() - 1
    }

    pub(crate) fn matrix(&self, id: Id) -> &Matrix {
        &self.matrices[id]
    }

    pub(crate) fn values(&self, id: Id) -> &[f32] {
        &self.matrices[id].values
    }

    pub(crate) fn values_mut(&mut self, id: Id) -> &mut [f32] {
        &mut self.matrices[id].values
    }

    /// How many matrices there are.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.matrices.len()
    }

    /// Slopes for all matrices, all zero.
    pub(crate) fn slopes(&self) -> Slopes {
        Slopes { matrices: self.matrices.iter().map(|m| vec![0.0; m.values.len()]).collect() }
    }
}

/// How the loss changes with every weight.
#[derive(Debug, Clone)]
pub(crate) struct Slopes {
    matrices: Vec<Vec<f32>>,
}

impl Slopes {
    pub(crate) fn of(&mut self, id: Id) -> &mut [f32] {
        &mut self.matrices[id]
    }

    pub(crate) fn clear(&mut self) {
        self.matrices.iter_mut().for_each(|matrix| matrix.fill(0.0));
    }

    pub(crate) fn add(&mut self, other: &Self) {
        for (sum, other) in self.matrices.iter_mut().zip(&other.matrices) {
            sum.iter_mut().zip(other).for_each(|(sum, other)| *sum += other);
        }
    }

    fn norm(&self) -> f32 {
        let sum: f64 = self
            .matrices
            .iter()
            .map(|matrix| f64::from(matrix.iter().map(|slope| slope * slope).sum::<f32>()))
            .sum();
        sum.sqrt() as f32
    }
}

const FIRST: f32 = 0.9;
const SECOND: f32 = 0.98;
const CLIP: f32 = 5.0;
const KEEP: f32 = 0.998;

/// Adam (Kingma and Ba 2015), slopes clipped by their norm, and a running mean of the weights.
#[derive(Debug, Clone)]
pub(crate) struct Adam {
    means: Slopes,
    squares: Slopes,
    averaged: Weights,
    steps: i32,
}

impl Adam {
    pub(crate) fn new(weights: &Weights) -> Self {
        Self { means: weights.slopes(), squares: weights.slopes(), averaged: weights.clone(), steps: 0 }
    }

    pub(crate) fn step(&mut self, weights: &mut Weights, slopes: &Slopes, rate: f32) {
        self.steps += 1;
        let norm = slopes.norm();
        if !norm.is_finite() {
            return;
        }
        let scale = (CLIP / norm.max(CLIP)).min(1.0);
        let first = 1.0 - FIRST.powi(self.steps);
        let second = 1.0 - SECOND.powi(self.steps);
        let rate = rate / first;
        let keep = KEEP.min(1.0 - 1.0 / self.steps as f32);
        for id in 0..weights.matrices.len() {
            let values = &mut weights.matrices[id].values;
            let rest = slopes.matrices[id]
                .iter()
                .zip(self.means.of(id).iter_mut())
                .zip(self.squares.of(id).iter_mut())
                .zip(self.averaged.matrices[id].values.iter_mut());
            for (value, (((slope, mean), square), averaged)) in values.iter_mut().zip(rest) {
                let slope = slope * scale;
                *mean = FIRST * *mean + (1.0 - FIRST) * slope;
                *square = SECOND * *square + (1.0 - SECOND) * slope * slope;
                *value -= rate * *mean / ((*square / second).sqrt() + 1e-8);
                *averaged = keep * *averaged + (1.0 - keep) * *value;
            }
        }
    }

    /// The running mean of the weights: what is kept in the end.
    pub(crate) fn averaged(&self) -> &Weights {
        &self.averaged
    }
}
