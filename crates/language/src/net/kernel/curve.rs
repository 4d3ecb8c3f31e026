//! The curves of an LSTM: tanh and the logistic function.
//!
//! Both are one quotient of polynomials, so that they are the same on every machine, which `libm` is not, and
//! are computed for many numbers at once.

use super::level::{Lanes, Level, Task};

/// One step of an LSTM of `size` cells for any number of rows.
///
/// A row of `gates` is what goes into the gates, `size` numbers each: input, forget, candidate, output. A row
/// of `cell` is its state, which is carried on; a row of `hidden` is what comes out, in -1..=1.
///
/// # Panics
/// The slices are not of equally many rows.
pub(in crate::net) fn lstm_step(gates: &[f32], cell: &mut [f32], hidden: &mut [f32], size: usize) {
    lstm_step_at(Level::best(), gates, cell, hidden, size);
}

/// [`lstm_step`] with the instructions of one level.
pub(super) fn lstm_step_at(level: Level, gates: &[f32], cell: &mut [f32], hidden: &mut [f32], size: usize) {
    assert_eq!(cell.len(), hidden.len(), "other rows of states than of outputs");
    assert_eq!(cell.len() * 4, gates.len(), "other rows of gates than of states");
    if size > 0 {
        assert_eq!(cell.len() % size, 0, "states that do not divide into rows of {size}");
        level.run(LstmStep { gates, cell, hidden, size });
    }
}

/// Replaces numbers by their tanh, within 1e-6. What is not a number becomes -1.
#[cfg(test)]
pub(super) struct TanhAll<'a>(pub(super) &'a mut [f32]);

#[cfg(test)]
impl Task for TanhAll<'_> {
    #[inline(always)]
    fn run<L: Lanes>(self, _lanes: L) {
        for value in self.0 {
            *value = bounded(-1.0, tanh_of(*value).value());
        }
    }
}

/// Replaces numbers by `1 / (1 + exp(-x))`, within 1e-6. What is not a number becomes 0.
#[cfg(test)]
pub(super) struct LogisticAll<'a>(pub(super) &'a mut [f32]);

#[cfg(test)]
impl Task for LogisticAll<'_> {
    #[inline(always)]
    fn run<L: Lanes>(self, _lanes: L) {
        for value in self.0 {
            *value = bounded(0.0, logistic_of(*value).value());
        }
    }
}

/// [`lstm_step`].
struct LstmStep<'a> {
    gates: &'a [f32],
    cell: &'a mut [f32],
    hidden: &'a mut [f32],
    size: usize,
}

impl Task for LstmStep<'_> {
    #[inline(always)]
    fn run<L: Lanes>(self, _lanes: L) {
        let size = self.size;
        let states = self.cell.chunks_exact_mut(size).zip(self.hidden.chunks_exact_mut(size));
        for (gates, (cell, hidden)) in self.gates.chunks_exact(4 * size).zip(states) {
            let (input, gates) = gates.split_at(size);
            let (forget, gates) = gates.split_at(size);
            let (candidate, output) = gates.split_at(size);
            let (cell, hidden, output) = (&mut cell[..size], &mut hidden[..size], &output[..size]);
            for at in 0..size {
                let (forget, input) = (logistic_of(forget[at]), logistic_of(input[at]));
                let (candidate, output) = (tanh_of(candidate[at]), logistic_of(output[at]));
                cell[at] = forget.above * cell[at] / forget.below + input.times(candidate);
                hidden[at] = bounded(-1.0, output.times(tanh_of(cell[at])));
            }
        }
    }
}

/// A number as a quotient yet to be taken. Division is the dearest step here, and a product needs but one.
#[derive(Clone, Copy)]
struct Quotient {
    above: f32,
    below: f32,
}

impl Quotient {
    #[cfg(test)]
    /// The number.
    #[inline(always)]
    fn value(self) -> f32 {
        self.above / self.below
    }

    /// The product of two numbers.
    #[inline(always)]
    fn times(self, other: Self) -> f32 {
        (self.above * other.above) / (self.below * other.below)
    }
}

/// Within 4e-7 of tanh: the quotient of polynomials in the square that has the least greatest error up to
/// [`BOUND`], found by reweighted least squares. What is not a number counts as the lower bound.
#[inline(always)]
fn tanh_of(x: f32) -> Quotient {
    /// From here on tanh is 1 within the error.
    const BOUND: f32 = 7.7;
    let x = if x > -BOUND { x } else { -BOUND };
    let x = if x < BOUND { x } else { BOUND };
    let square = x * x;
    let above = 1.162_510_1e-5 * square + 2.967_779_8e-3;
    let above = (above * square + 0.129_405_98) * square + 0.999_999_5;
    let below = 2.525_138_1e-7 * square + 2.411_293_2e-4;
    let below = ((below * square + 2.388_222_3e-2) * square + 0.462_737_56) * square + 1.0;
    Quotient { above: x * above, below }
}

/// The logistic function, `(1 + tanh(x / 2)) / 2`.
#[inline(always)]
fn logistic_of(x: f32) -> Quotient {
    let Quotient { above, below } = tanh_of(0.5 * x);
    Quotient { above: below + above, below: below + below }
}

/// A number moved into `least..=1`.
#[inline(always)]
fn bounded(least: f32, x: f32) -> f32 {
    let x = if x < 1.0 { x } else { 1.0 };
    if x > least { x } else { least }
}
