//! Weights, and their products with rows of inputs.

use super::activations::{Activations, UNIT};
use super::level::{Lanes, Level, Pairs, Task, WIDTH};

/// Rows that are multiplied at once, so that weights are read once for all of them.
pub(super) const ROWS: usize = 4;

/// Panels that lie side by side.
pub(super) const GROUP: usize = 4;

/// The most inputs for which no sum can pass an `i32`.
const MOST_INPUTS: usize = (i32::MAX / (UNIT as i32 * -(i8::MIN as i32))) as usize;

/// A matrix of 8-bit weights, one row an output.
#[derive(Debug, Clone)]
pub(in crate::net) struct Matrix {
    inputs: usize,
    outputs: usize,
    /// Groups of panels of [`WIDTH`] outputs, each with the weights of two inputs after those of the two before.
    weights: Vec<[Pairs; GROUP]>,
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
        let mut laid = vec![[Pairs([0; 2 * WIDTH]); GROUP]; panels.div_ceil(GROUP) * pairs];
        for (output, row) in weights.chunks_exact(inputs.max(1)).enumerate() {
            let (panel, at) = (output / WIDTH, output % WIDTH * 2);
            let group = &mut laid[panel / GROUP * pairs..][..pairs];
            for (pair, weights) in group.iter_mut().zip(row.chunks(2)) {
                let places = pair[panel % GROUP].0[at..at + 2].iter_mut();
                places.zip(weights).for_each(|(place, weight)| *place = weight.cast_signed());
            }
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
        self.product_at(Level::best(), x, None, out);
    }

    /// Sets every row of `out` to `bias` and the products of the weights with that row of `x`.
    ///
    /// # Panics
    /// As [`Matrix::multiply_add`], or `bias` is not of `outputs` numbers.
    pub(in crate::net) fn multiply(&self, x: &Activations, bias: &[f32], out: &mut [f32]) {
        self.product_at(Level::best(), x, Some(bias), out);
    }

    /// [`Matrix::multiply`] or, without a bias, [`Matrix::multiply_add`], with the instructions of one level.
    pub(super) fn product_at(&self, level: Level, x: &Activations, bias: Option<&[f32]>, out: &mut [f32]) {
        assert_eq!(x.cols(), self.inputs, "rows of another length than the matrix has inputs");
        assert_eq!(x.rows() * self.outputs, out.len(), "an output of another size than the product");
        assert!(bias.is_none_or(|bias| bias.len() == self.outputs), "a bias of another size than a row");
        if self.outputs > 0 {
            level.run(Product { matrix: self, x, bias, out });
        }
    }
}

/// A product of all rows.
struct Product<'a> {
    matrix: &'a Matrix,
    x: &'a Activations,
    /// What each row of `out` begins with, if not with what is there.
    bias: Option<&'a [f32]>,
    out: &'a mut [f32],
}

impl Task for Product<'_> {
    /// Splits the rows into blocks of nearly one size, as a block of one row is the dearest.
    #[inline(always)]
    fn run<L: Lanes>(mut self, lanes: L) {
        let rows = self.x.rows();
        let blocks = rows.div_ceil(ROWS);
        let mut first = 0;
        for block in 1..=blocks {
            let end = rows * block / blocks;
            match end - first {
                1 => self.block::<L, 1>(lanes, first),
                2 => self.block::<L, 2>(lanes, first),
                3 => self.block::<L, 3>(lanes, first),
                _ => self.block::<L, ROWS>(lanes, first),
            }
            first = end;
        }
    }
}

impl Product<'_> {
    /// Multiplies `R` rows from `first` on with all weights.
    #[inline(always)]
    fn block<L: Lanes, const R: usize>(&mut self, lanes: L, first: usize) {
        let (panels, at_once) = (self.matrix.scales.len(), L::panels(R));
        let mut panel = 0;
        while panel < panels {
            match at_once {
                4 => self.panels::<L, R, 4>(lanes, first, panel),
                2 => self.panels::<L, R, 2>(lanes, first, panel),
                _ => self.panels::<L, R, 1>(lanes, first, panel),
            }
            panel += at_once;
        }
    }

    /// Multiplies `R` rows from `first` on with the weights of `N` panels from `panel` on, of one group.
    #[expect(clippy::needless_range_loop, reason = "an iterator over the sums keeps them out of registers")]
    #[inline(always)]
    fn panels<L: Lanes, const R: usize, const N: usize>(&mut self, lanes: L, first: usize, panel: usize) {
        let matrix = self.matrix;
        let pairs = matrix.inputs.div_ceil(2);
        let weights = &matrix.weights[panel / GROUP * pairs..][..pairs];
        let rows: [(&[[i16; 2]], f32); R] = std::array::from_fn(|row| self.x.row(first + row));
        let sums = sums::<L, R, N>(lanes, weights, panel % GROUP, rows.map(|(inputs, _)| inputs));
        for r in 0..R {
            let out = &mut self.out[(first + r) * matrix.outputs..][..matrix.outputs];
            for n in 0..N {
                // The last panels of the last group may stand for no output.
                if let Some(scales) = matrix.scales.get(panel + n) {
                    let at = (panel + n) * WIDTH;
                    add_scaled(&lanes.numbers(sums[r][n]), rows[r].1, scales, self.bias, at, out);
                }
            }
        }
    }
}

/// Sums of `R` rows with `N` panels of a group, from its panel `from` on.
#[inline(always)]
fn sums<L: Lanes, const R: usize, const N: usize>(
    lanes: L,
    weights: &[[Pairs; GROUP]],
    from: usize,
    inputs: [&[[i16; 2]]; R],
) -> [[L::Sums; N]; R] {
    let inputs = inputs.map(|inputs| &inputs[..weights.len()]);
    let from = from.min(GROUP - N);
    let mut sums = [[lanes.zero(); N]; R];
    for (pair, group) in weights.iter().enumerate() {
        let taken: [L::Weights; N] = std::array::from_fn(|n| lanes.widen(&group[from + n]));
        for r in 0..R {
            for n in 0..N {
                sums[r][n] = lanes.add(sums[r][n], taken[n], inputs[r][pair]);
            }
        }
    }
    sums
}

/// Adds sums, scaled, to up to [`WIDTH`] outputs of a row from one on, or to their bias.
#[inline(always)]
fn add_scaled(
    sums: &[i32; WIDTH],
    scale: f32,
    scales: &[f32; WIDTH],
    bias: Option<&[f32]>,
    at: usize,
    row: &mut [f32],
) {
    if let Some((out, _)) = row[at..].split_first_chunk_mut::<WIDTH>() {
        let mut total = *out;
        if let Some(bias) = bias
            && let Some((bias, _)) = bias[at..].split_first_chunk::<WIDTH>()
        {
            total = *bias;
        }
        for lane in 0..WIDTH {
            total[lane] += sums[lane] as f32 * (scale * scales[lane]);
        }
        *out = total;
    } else {
        if let Some(bias) = bias {
            row[at..].copy_from_slice(&bias[at..]);
        }
        for ((out, &sum), &weight) in row[at..].iter_mut().zip(sums).zip(scales) {
            *out += sum as f32 * (scale * weight);
        }
    }
}
