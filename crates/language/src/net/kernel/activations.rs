//! Rows of inputs, rounded to 15 bits.

use super::level::{Lanes, Level, Task, WIDTH};

/// What the largest magnitude of a row becomes: 14 bits and a sign.
pub(super) const UNIT: i16 = 16383;

/// Rows of inputs, each rounded to 15 bits with a scale of its own.
#[derive(Debug, Default)]
pub(in crate::net) struct Activations {
    rows: usize,
    cols: usize,
    /// Rows of pairs; where `cols` is odd, the last number of a row is a zero.
    values: Vec<[i16; 2]>,
    /// What a 1 in a row stands for.
    scales: Vec<f32>,
}

impl Activations {
    /// Rounds rows of `cols` numbers, each so that its largest magnitude becomes [`UNIT`]; a row of zeros
    /// stays zeros. What is not a number counts as zero, the infinite as the largest number there is.
    /// Reuses its memory.
    ///
    /// # Panics
    /// `values` does not divide into rows of `cols` numbers.
    pub(in crate::net) fn set(&mut self, values: &[f32], cols: usize) {
        self.set_at(Level::best(), values, cols);
    }

    /// Rounds rows of `cols` numbers in -1..=1 (the states of an LSTM) so that 1 becomes [`UNIT`]. What lies
    /// outside is moved to the bounds; what is not a number counts as zero. Reuses its memory.
    ///
    /// # Panics
    /// `values` does not divide into rows of `cols` numbers.
    pub(in crate::net) fn set_unit(&mut self, values: &[f32], cols: usize) {
        self.set_unit_at(Level::best(), values, cols);
    }

    /// [`Activations::set`] with the instructions of one level.
    pub(super) fn set_at(&mut self, level: Level, values: &[f32], cols: usize) {
        self.make_room(values, cols, 0.0);
        if cols > 0 {
            level.run(Round { values, into: self });
        }
    }

    /// [`Activations::set_unit`] with the instructions of one level.
    pub(super) fn set_unit_at(&mut self, level: Level, values: &[f32], cols: usize) {
        self.make_room(values, cols, 1.0 / f32::from(UNIT));
        if cols > 0 {
            level.run(RoundUnit { values, into: self });
        }
    }

    /// Numbers a row.
    pub(in crate::net) fn cols(&self) -> usize {
        self.cols
    }

    /// How many rows there are.
    pub(in crate::net) fn rows(&self) -> usize {
        self.rows
    }

    /// A row's numbers in pairs, and what a 1 stands for.
    #[inline(always)]
    pub(super) fn row(&self, row: usize) -> (&[[i16; 2]], f32) {
        let pairs = self.cols.div_ceil(2);
        (&self.values[row * pairs..][..pairs], self.scales[row])
    }

    /// Takes the shape of `values`; the numbers are still to be set.
    fn make_room(&mut self, values: &[f32], cols: usize, scale: f32) {
        self.rows = values.len().checked_div(cols).unwrap_or(0);
        assert_eq!(self.rows * cols, values.len(), "numbers that do not divide into rows of {cols}");
        // The second half of an odd row's last pair must be zero; all else is overwritten.
        let length = self.rows * cols.div_ceil(2);
        if self.cols != cols {
            self.values.clear();
        }
        self.cols = cols;
        self.values.resize(length, [0; 2]);
        self.scales.clear();
        self.scales.resize(self.rows, scale);
    }

    /// The rows to be set, as wide as the pairs, with their scales.
    #[inline(always)]
    fn rows_mut(&mut self) -> impl Iterator<Item = (&mut [[i16; 2]], &mut f32)> {
        self.values.chunks_exact_mut(self.cols.div_ceil(2)).zip(&mut self.scales)
    }
}

/// Rounding with a scale a row.
struct Round<'a> {
    values: &'a [f32],
    into: &'a mut Activations,
}

impl Task for Round<'_> {
    #[inline(always)]
    fn run<L: Lanes>(self, _lanes: L) {
        let cols = self.into.cols;
        for (values, (row, scale)) in self.values.chunks_exact(cols).zip(self.into.rows_mut()) {
            let largest = largest(values);
            *scale = largest / f32::from(UNIT);
            round(values, if largest > 0.0 { f32::from(UNIT) / largest } else { 0.0 }, row);
        }
    }
}

/// Rounding with one scale.
struct RoundUnit<'a> {
    values: &'a [f32],
    into: &'a mut Activations,
}

impl Task for RoundUnit<'_> {
    #[inline(always)]
    fn run<L: Lanes>(self, _lanes: L) {
        let cols = self.into.cols;
        for (values, (row, _)) in self.values.chunks_exact(cols).zip(self.into.rows_mut()) {
            round(values, f32::from(UNIT), row);
        }
    }
}

/// The largest finite magnitude; infinite ones count as the largest there is.
#[inline(always)]
fn largest(values: &[f32]) -> f32 {
    let (blocks, rest) = values.as_chunks::<WIDTH>();
    let mut most = [0.0_f32; WIDTH];
    for block in blocks {
        for lane in 0..WIDTH {
            // In this order, what is not a number is never the larger.
            most[lane] = if block[lane].abs() > most[lane] { block[lane].abs() } else { most[lane] };
        }
    }
    for (most, value) in most.iter_mut().zip(rest) {
        *most = if value.abs() > *most { value.abs() } else { *most };
    }
    let mut largest = 0.0;
    for most in most {
        largest = if most > largest { most } else { largest };
    }
    if largest < f32::MAX { largest } else { f32::MAX }
}

/// Multiplies numbers with `factor` and rounds them to whole ones, half to even.
#[inline(always)]
fn round(values: &[f32], factor: f32, row: &mut [[i16; 2]]) {
    /// Added to a small number, leaves no place after the point, and the whole part in the lowest bits.
    const WHOLE: f32 = (3 << 22) as f32;
    let unit = f32::from(UNIT);
    for (to, &value) in row.as_flattened_mut().iter_mut().zip(values) {
        let scaled = value * factor;
        let scaled = if scaled.is_nan() { 0.0 } else { scaled };
        let scaled = if scaled < unit { scaled } else { unit };
        let scaled = if scaled > -unit { scaled } else { -unit };
        *to = (scaled + WHOLE).to_bits() as i16;
    }
}
