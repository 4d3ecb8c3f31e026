//! Weights, and their products with rows of inputs.

use super::activations::{Activations, UNIT};
use super::level::{Lanes, Level, Pairs, Task, WIDTH};

/// Rows that are multiplied at once, so that weights are read once for all of them.
pub(super) const ROWS: usize = 4;

/// The most inputs for which no sum can pass an `i32`.
const MOST_INPUTS: usize = (i32::MAX / (UNIT as i32 * -(i8::MIN as i32))) as usize;

/// A matrix of 8-bit weights, one row an output.
#[derive(Debug, Clone)]
pub(in crate::net) struct Matrix {
    inputs: usize,
    outputs: usize,
    /// Panels of [`WIDTH`] outputs, each with the weights of two inputs after those of the two before.
    weights: Vec<Pairs>,
    /// What a weight of 1 stands for, by panel and output.
    scales: Vec<[f32; WIDTH]>,
}

impl Matrix {
    /// `weights` are `outputs` rows of `inputs` bytes, each an `i8`; `scales`, one an output, what a weight of
    /// 1 stands for. None where lengths do not agree or sums of so many inputs could pass an `i32`.
    pub(in crate::net) fn new(inputs: usize, outputs: usize, weights: &[u8], scales: &[f32]) -> Option<Self> {
        if inputs > MOST_INPUTS || scales.len() != outputs || inputs.checked_mul(outputs)? != weights.len() {
            return None;
        }
        let pairs = inputs.div_ceil(2);
        let panels = outputs.div_ceil(WIDTH);
        let mut laid = vec![Pairs([0; 2 * WIDTH]); panels * pairs];
        for (at, &weight) in weights.iter().enumerate() {
            let (output, input) = (at / inputs, at % inputs);
            let pair = &mut laid[output / WIDTH * pairs + input / 2];
            pair.0[output % WIDTH * 2 + input % 2] = weight.cast_signed();
        }
        let mut padded = vec![[0.0; WIDTH]; panels];
        padded.as_flattened_mut()[..outputs].copy_from_slice(scales);
        Some(Self { inputs, outputs, weights: laid, scales: padded })
    }

    /// Adds the products of the weights with every row of `x` to the rows of `out`.
    ///
    /// # Panics
    /// The rows of `x` are not of `inputs` numbers, or `out` is not of as many rows of `outputs` numbers.
    pub(in crate::net) fn multiply_add(&self, x: &Activations, out: &mut [f32]) {
        self.multiply_add_at(Level::best(), x, out);
    }

    /// [`Matrix::multiply_add`] with the instructions of one level.
    pub(super) fn multiply_add_at(&self, level: Level, x: &Activations, out: &mut [f32]) {
        assert_eq!(x.cols(), self.inputs, "rows of another length than the matrix has inputs");
        assert_eq!(x.rows() * self.outputs, out.len(), "an output of another size than the product");
        if self.outputs > 0 {
            level.run(Product { matrix: self, x, out });
        }
    }
}

/// A product of all rows.
struct Product<'a> {
    matrix: &'a Matrix,
    x: &'a Activations,
    out: &'a mut [f32],
}

impl Task for Product<'_> {
    /// Splits the rows into blocks of nearly one size, as a block of one row is the dearest.
    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) {
        let Self { matrix, x, out } = self;
        let rows = x.rows();
        let blocks = rows.div_ceil(ROWS);
        let mut first = 0;
        for block in 1..=blocks {
            let end = rows * block / blocks;
            let out = &mut out[first * matrix.outputs..end * matrix.outputs];
            match end - first {
                1 => multiply_block::<L, 1>(lanes, matrix, x, first, out),
                2 => multiply_block::<L, 2>(lanes, matrix, x, first, out),
                3 => multiply_block::<L, 3>(lanes, matrix, x, first, out),
                _ => multiply_block::<L, ROWS>(lanes, matrix, x, first, out),
            }
            first = end;
        }
    }
}

/// Multiplies `R` rows from `first` on with all weights.
#[inline(always)]
fn multiply_block<L: Lanes, const R: usize>(
    lanes: L,
    matrix: &Matrix,
    x: &Activations,
    first: usize,
    out: &mut [f32],
) {
    let rows: [(&[[i16; 2]], f32); R] = std::array::from_fn(|row| x.row(first + row));
    let panels = matrix.scales.len();
    let at_once = L::panels(R);
    let mut panel = 0;
    while panel < panels {
        let left = panels - panel;
        panel += if at_once >= 4 && left >= 4 {
            multiply_panels::<L, R, 4>(lanes, matrix, rows, panel, out)
        } else if at_once >= 2 && left >= 2 {
            multiply_panels::<L, R, 2>(lanes, matrix, rows, panel, out)
        } else {
            multiply_panels::<L, R, 1>(lanes, matrix, rows, panel, out)
        };
    }
}

/// Multiplies rows with the weights of `N` panels from `panel` on, and gives `N`.
#[expect(clippy::needless_range_loop, reason = "an iterator over the sums keeps them out of registers")]
#[inline(always)]
fn multiply_panels<L: Lanes, const R: usize, const N: usize>(
    lanes: L,
    matrix: &Matrix,
    rows: [(&[[i16; 2]], f32); R],
    panel: usize,
    out: &mut [f32],
) -> usize {
    let pairs = matrix.inputs.div_ceil(2);
    let weights: [&[Pairs]; N] = std::array::from_fn(|n| &matrix.weights[(panel + n) * pairs..][..pairs]);
    let inputs = rows.map(|(inputs, _)| &inputs[..pairs]);
    let mut sums = [[lanes.zero(); N]; R];
    for pair in 0..pairs {
        let mut wide = [lanes.widen(&weights[0][pair]); N];
        for n in 1..N {
            wide[n] = lanes.widen(&weights[n][pair]);
        }
        for r in 0..R {
            for n in 0..N {
                sums[r][n] = lanes.add(sums[r][n], wide[n], inputs[r][pair]);
            }
        }
    }
    for r in 0..R {
        let scale = rows[r].1;
        for n in 0..N {
            let start = (panel + n) * WIDTH;
            let end = matrix.outputs.min(start + WIDTH);
            let out = &mut out[r * matrix.outputs..][start..end];
            add_scaled(&lanes.numbers(sums[r][n]), scale, &matrix.scales[panel + n], out);
        }
    }
    N
}

/// Adds sums, scaled, to up to [`WIDTH`] outputs.
#[inline(always)]
fn add_scaled(sums: &[i32; WIDTH], scale: f32, scales: &[f32; WIDTH], out: &mut [f32]) {
    if let Ok(out) = <&mut [f32; WIDTH]>::try_from(&mut *out) {
        for lane in 0..WIDTH {
            out[lane] += sums[lane] as f32 * (scale * scales[lane]);
        }
    } else {
        for ((out, &sum), &weight) in out.iter_mut().zip(sums).zip(scales) {
            *out += sum as f32 * (scale * weight);
        }
    }
}
