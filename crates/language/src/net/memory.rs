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
    inputs: Activations,
    gates: Vec<f32>,
    step: Vec<f32>,
    hidden: Vec<f32>,
    cell: Vec<f32>,
}

/// Both directions of a layer: the way onward, then the way back.
#[derive(Debug, Clone)]
pub(super) struct Layer {
    size: usize,
    inputs: usize,
    /// What the inputs add to the gates.
    input: [Dense; 2],
    /// What the last state adds to the gates.
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
        Ok(Self {
            size,
            inputs,
            input: Dense::read_both(sections, input, bias, inputs, 4 * size)?,
            recurrent: [recurrent(onward)?, recurrent(backward)?],
        })
    }

    /// The states of both directions for every word, side by side. `rows` says which row of `x` each word has.
    pub(super) fn run(
        &self,
        packing: &Packing,
        rows: &[usize],
        x: &[f32],
        scratch: &mut Scratch,
    ) -> Vec<f32> {
        let mut out = vec![0.0; packing.rows() * 2 * self.size];
        let (mut inputs, mut gates) =
            (std::mem::take(&mut scratch.inputs), std::mem::take(&mut scratch.gates));
        inputs.set(x, self.inputs);
        for direction in 0..2 {
            self.input[direction].run(&inputs, &mut gates);
            self.direction(direction, packing, rows, &gates, scratch, &mut out);
        }
        (scratch.inputs, scratch.gates) = (inputs, gates);
        out
    }

    fn direction(
        &self,
        direction: usize,
        packing: &Packing,
        rows_of_words: &[usize],
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
                let from = rows_of_words[place(row)] * 4 * size;
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
