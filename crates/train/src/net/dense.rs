//! One matrix and a bias.

use super::matrix::{add_a_b, add_a_bt, add_at_b, add_columns};
use super::weights::{Id, Slopes, Start, Weights};
use crate::chance::Chance;

/// `out = weights · in + bias`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dense {
    pub(crate) inputs: usize,
    pub(crate) outputs: usize,
    /// outputs × inputs.
    pub(crate) weights: Id,
    pub(crate) bias: Id,
}

impl Dense {
    pub(crate) fn new([inputs, outputs]: [usize; 2], weights: &mut Weights, chance: &mut Chance) -> Self {
        let matrix = weights.add(outputs, inputs, Start::Glorot, chance);
        let bias = weights.add(1, outputs, Start::Zero, chance);
        Self { inputs, outputs, weights: matrix, bias }
    }

    pub(crate) fn forward(&self, weights: &Weights, x: &[f32]) -> Vec<f32> {
        let mut out = weights.values(self.bias).repeat(x.len() / self.inputs);
        add_a_bt(x, weights.values(self.weights), self.inputs, &mut out, self.outputs);
        out
    }

    /// Adds the slopes of the weights, and those of the inputs to `dx`.
    pub(crate) fn backward(
        &self,
        weights: &Weights,
        slopes: &mut Slopes,
        x: &[f32],
        dout: &[f32],
        dx: &mut [f32],
    ) {
        add_at_b(dout, self.outputs, x, slopes.of(self.weights), self.inputs);
        add_columns(dout, slopes.of(self.bias));
        add_a_b(dout, self.outputs, weights.values(self.weights), dx, self.inputs);
    }
}
