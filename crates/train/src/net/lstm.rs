//! Long short-term memory (Hochreiter and Schmidhuber 1997; gates as in Gers et al. 2000), both directions.

use telisik_language::net::Packing;

use super::matrix::{add_a_b, add_a_bt, add_at_b, add_columns};
use super::weights::{Id, Slopes, Start, Weights};
use crate::chance::Chance;

/// One direction of one layer: its matrices by number.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lstm {
    pub(crate) inputs: usize,
    pub(crate) size: usize,
    /// 4·size × inputs; the gates are input, forget, candidate, output.
    pub(crate) input: Id,
    /// 4·size × size.
    pub(crate) recurrent: Id,
    pub(crate) bias: Id,
}

/// What a run leaves for the way back.
#[derive(Debug, Default)]
pub(crate) struct Run {
    /// Opened gates, 4·size a row.
    gates: Vec<f32>,
    cells: Vec<f32>,
    pub(crate) hidden: Vec<f32>,
}

/// The hyperbolic tangent as a quotient of polynomials, as Eigen has it: within 1e-6, and many at a time.
#[inline]
fn tanh(x: f32) -> f32 {
    let x = x.clamp(-7.905_311, 7.905_311);
    let s = x * x;
    let p = -2.760_768_5e-16_f32 * s + 2.000_188e-13;
    let p = p * s - 8.604_672e-11;
    let p = p * s + 5.122_297e-8;
    let p = p * s + 1.485_722_4e-5;
    let p = p * s + 6.372_619_3e-4;
    let p = p * s + 4.893_524_6e-3;
    let q = 1.198_258_4e-6_f32 * s + 1.185_347_1e-4;
    let q = q * s + 2.268_434_6e-3;
    let q = q * s + 4.893_525e-3;
    x * p / q
}

#[inline]
fn sigmoid(x: f32) -> f32 {
    0.5 + 0.5 * tanh(0.5 * x)
}

impl Lstm {
    pub(crate) fn new(inputs: usize, size: usize, weights: &mut Weights, chance: &mut Chance) -> Self {
        let input = weights.add(4 * size, inputs, Start::Glorot, chance);
        let recurrent = weights.add(4 * size, size, Start::Glorot, chance);
        let bias = weights.add(1, 4 * size, Start::Zero, chance);
        weights.values_mut(bias)[size..2 * size].fill(1.0);
        Self { inputs, size, input, recurrent, bias }
    }

    pub(crate) fn forward(&self, weights: &Weights, packing: &Packing, x: &[f32]) -> Run {
        let (size, rows) = (self.size, packing.rows());
        let wide = 4 * size;
        let mut gates = weights.values(self.bias).repeat(rows);
        add_a_bt(x, weights.values(self.input), self.inputs, &mut gates, wide);
        let (mut cells, mut hidden) = (vec![0.0; rows * size], vec![0.0; rows * size]);
        let none = vec![0.0; size];
        for step in 0..packing.steps() {
            let now = packing.step(step);
            let before = if step > 0 { packing.step(step - 1).start } else { 0 };
            if step > 0 {
                let last = &hidden[before * size..(before + now.len()) * size];
                add_a_bt(
                    last,
                    weights.values(self.recurrent),
                    size,
                    &mut gates[now.start * wide..now.end * wide],
                    wide,
                );
            }
            for (at, row) in now.enumerate() {
                let gate = &mut gates[row * wide..(row + 1) * wide];
                let (old, new) = cells.split_at_mut(row * size);
                let old = if step > 0 { &old[(before + at) * size..(before + at + 1) * size] } else { &none };
                let (i, rest) = gate.split_at_mut(size);
                let (f, rest) = rest.split_at_mut(size);
                let (g, o) = rest.split_at_mut(size);
                let new = &mut new[..size];
                let (old, g, o) = (&old[..size], &mut g[..size], &mut o[..size]);
                i.iter_mut().for_each(|x| *x = sigmoid(*x));
                f.iter_mut().for_each(|x| *x = sigmoid(*x));
                g.iter_mut().for_each(|x| *x = tanh(*x));
                o.iter_mut().for_each(|x| *x = sigmoid(*x));
                for unit in 0..size {
                    new[unit] = f[unit] * old[unit] + i[unit] * g[unit];
                }
                let hidden = &mut hidden[row * size..(row + 1) * size];
                for unit in 0..size {
                    hidden[unit] = o[unit] * tanh(new[unit]);
                }
            }
        }
        Run { gates, cells, hidden }
    }

    /// Adds to the weights' slopes and returns those of the inputs. `dh` are those of the outputs.
    pub(crate) fn backward(
        &self,
        weights: &Weights,
        slopes: &mut Slopes,
        packing: &Packing,
        x: &[f32],
        run: Run,
        mut dh: Vec<f32>,
    ) -> Vec<f32> {
        let size = self.size;
        let wide = 4 * size;
        let Run { mut gates, cells, hidden } = run;
        let mut dc = vec![0.0; packing.rows() * size];
        let mut earlier = vec![0.0; packing.rows() * size];
        let none = vec![0.0; size];
        let mut none_dc = vec![0.0; size];
        for step in (0..packing.steps()).rev() {
            let now = packing.step(step);
            let before = if step > 0 { packing.step(step - 1).start } else { 0 };
            for (at, row) in now.clone().enumerate() {
                let back = before + at;
                let old = if step > 0 { &cells[back * size..(back + 1) * size] } else { &none };
                if step > 0 {
                    earlier[row * size..(row + 1) * size]
                        .copy_from_slice(&hidden[back * size..(back + 1) * size]);
                }
                let gate = &mut gates[row * wide..(row + 1) * wide];
                let (i, rest) = gate.split_at_mut(size);
                let (f, rest) = rest.split_at_mut(size);
                let (g, o) = rest.split_at_mut(size);
                let (dc_old, dc_now) = dc.split_at_mut(row * size);
                let dc_old =
                    if step > 0 { &mut dc_old[back * size..(back + 1) * size] } else { &mut none_dc[..] };
                let (cell, dh) = (&cells[row * size..(row + 1) * size], &dh[row * size..(row + 1) * size]);
                let (old, g, o, dc_now) = (&old[..size], &mut g[..size], &mut o[..size], &dc_now[..size]);
                for unit in 0..size {
                    let tanh = tanh(cell[unit]);
                    let dh = dh[unit];
                    let dc = dc_now[unit] + dh * o[unit] * (1.0 - tanh * tanh);
                    dc_old[unit] += dc * f[unit];
                    let di = dc * g[unit] * i[unit] * (1.0 - i[unit]);
                    let df = dc * old[unit] * f[unit] * (1.0 - f[unit]);
                    let dg = dc * i[unit] * (1.0 - g[unit] * g[unit]);
                    let d_o = dh * tanh * o[unit] * (1.0 - o[unit]);
                    (i[unit], f[unit], g[unit], o[unit]) = (di, df, dg, d_o);
                }
            }
            if step > 0 {
                add_a_b(
                    &gates[now.start * wide..now.end * wide],
                    wide,
                    weights.values(self.recurrent),
                    &mut dh[before * size..(before + now.len()) * size],
                    size,
                );
            }
        }
        add_at_b(&gates, wide, &earlier, slopes.of(self.recurrent), size);
        add_at_b(&gates, wide, x, slopes.of(self.input), self.inputs);
        add_columns(&gates, slopes.of(self.bias));
        let mut dx = vec![0.0; x.len()];
        add_a_b(&gates, wide, weights.values(self.input), &mut dx, self.inputs);
        dx
    }
}

/// Both directions of a layer; their outputs stand side by side.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Layer {
    pub(crate) onward: Lstm,
    pub(crate) backward: Lstm,
}

impl Layer {
    /// Two times the size of one direction.
    pub(crate) fn outputs(&self) -> usize {
        2 * self.onward.size
    }

    pub(crate) fn forward(
        &self,
        weights: &Weights,
        packing: &Packing,
        x: &[f32],
    ) -> (Vec<f32>, [Run; 2], Vec<f32>) {
        let mirrored = mirrored(packing, x, self.onward.inputs);
        let onward = self.onward.forward(weights, packing, x);
        let backward = self.backward.forward(weights, packing, &mirrored);
        let size = self.onward.size;
        let mut out = Vec::with_capacity(packing.rows() * 2 * size);
        for row in 0..packing.rows() {
            let mirror = packing.mirror()[row];
            out.extend_from_slice(&onward.hidden[row * size..(row + 1) * size]);
            out.extend_from_slice(&backward.hidden[mirror * size..(mirror + 1) * size]);
        }
        (out, [onward, backward], mirrored)
    }

    /// The slopes of the inputs.
    pub(crate) fn backward(
        &self,
        weights: &Weights,
        slopes: &mut Slopes,
        packing: &Packing,
        x: &[f32],
        left: ([Run; 2], Vec<f32>),
        dout: &[f32],
    ) -> Vec<f32> {
        let size = self.onward.size;
        let ([onward, backward], mirrored) = left;
        let mut dh = [Vec::with_capacity(dout.len() / 2), Vec::with_capacity(dout.len() / 2)];
        for row in 0..packing.rows() {
            dh[0].extend_from_slice(&dout[row * 2 * size..][..size]);
            dh[1].extend_from_slice(&dout[packing.mirror()[row] * 2 * size + size..][..size]);
        }
        let [dh_onward, dh_backward] = dh;
        let mut dx = self.onward.backward(weights, slopes, packing, x, onward, dh_onward);
        let mirrored_dx = self.backward.backward(weights, slopes, packing, &mirrored, backward, dh_backward);
        let cols = self.onward.inputs;
        for (row, &mirror) in packing.mirror().iter().enumerate() {
            let from = &mirrored_dx[mirror * cols..(mirror + 1) * cols];
            dx[row * cols..(row + 1) * cols].iter_mut().zip(from).for_each(|(sum, value)| *sum += value);
        }
        dx
    }
}

/// The rows in the order of the mirrored sentences.
fn mirrored(packing: &Packing, rows: &[f32], cols: usize) -> Vec<f32> {
    packing.mirror().iter().flat_map(|&row| &rows[row * cols..(row + 1) * cols]).copied().collect()
}
