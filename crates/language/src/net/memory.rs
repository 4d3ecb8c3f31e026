//! A layer of long short-term memory (Hochreiter and Schmidhuber 1997), read in both directions.

use super::ModelError;
use super::file::Sections;
use super::kernel::{Activations, Matrix, lstm_step};
use super::network::Dense;
use super::packing::Packing;

/// Memory that is used again from call to call.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    pub(super) activations: Activations,
    pub(super) asked: Vec<f32>,
    gates: Vec<f32>,
    step: Vec<f32>,
    hidden: Vec<f32>,
    cell: Vec<f32>,
}

/// Both directions of a layer.
#[derive(Debug, Clone)]
pub(super) struct Layer {
    size: usize,
    inputs: usize,
    /// What the inputs add to the gates: those of the way onward, then those of the way back.
    input: Dense,
    /// What the last state adds to the gates, for each direction.
    recurrent: [Matrix; 2],
}

impl Layer {
    pub(super) fn read(
        sections: &Sections<'_>,
        [input, bias, onward, backward]: [&'static str; 4],
        inputs: usize,
        size: usize,
    ) -> Result<Self, ModelError> {
        let recurrent = |name: &'static str| {
            let weights = sections.weights(name)?;
            Matrix::new(size, 4 * size, weights.bytes(), &weights.scales()).ok_or(ModelError::Section(name))
        };
        let input = Dense::read(sections, input, bias, inputs, 8 * size)?;
        Ok(Self { size, inputs, input, recurrent: [recurrent(onward)?, recurrent(backward)?] })
    }

    /// The states of both directions for every row, side by side.
    pub(super) fn run(&self, packing: &Packing, x: &[f32], scratch: &mut Scratch) -> Vec<f32> {
        let rows = packing.rows();
        scratch.activations.set(x, self.inputs);
        let mut gates = std::mem::take(&mut scratch.gates);
        self.input.run(&scratch.activations, rows, &mut gates);
        let mut out = vec![0.0; rows * 2 * self.size];
        for direction in 0..2 {
            self.direction(direction, packing, &gates, scratch, &mut out);
        }
        scratch.gates = gates;
        out
    }

    fn direction(
        &self,
        direction: usize,
        packing: &Packing,
        gates: &[f32],
        scratch: &mut Scratch,
        out: &mut [f32],
    ) {
        let size = self.size;
        let Scratch { activations, step, hidden, cell, .. } = scratch;
        cell.clear();
        hidden.clear();
        let at_once = if packing.steps() > 0 { packing.step(0).len() } else { 0 };
        cell.resize(at_once * size, 0.0);
        hidden.resize(at_once * size, 0.0);
        for at in 0..packing.steps() {
            let rows = packing.step(at);
            let count = rows.len();
            let place = |row: usize| if direction == 0 { row } else { packing.mirror()[row] };
            step.clear();
            for row in rows.clone() {
                let from = (place(row) * 2 + direction) * 4 * size;
                step.extend_from_slice(&gates[from..from + 4 * size]);
            }
            if at > 0 {
                activations.set_unit(&hidden[..count * size], size);
                self.recurrent[direction].multiply_add(activations, step);
            }
            lstm_step(step, &mut cell[..count * size], &mut hidden[..count * size], size);
            for (row, hidden) in rows.zip(hidden.chunks_exact(size)) {
                let to = (place(row) * 2 + direction) * size;
                out[to..to + size].copy_from_slice(hidden);
            }
        }
    }
}
