//! Products of two rows of numbers.

use super::level::{Lanes, Level, Task};

/// Adds to `out` the product of `with` and the beginning of each row of `width` numbers.
pub(in crate::net) fn dots(rows: &[f32], width: usize, with: &[f32], out: &mut Vec<f32>) {
    dots_at(Level::best(), rows, width, with, out);
}

/// [`dots`] with the instructions of one level.
pub(super) fn dots_at(level: Level, rows: &[f32], width: usize, with: &[f32], out: &mut Vec<f32>) {
    if let Some(count) = rows.len().checked_div(width) {
        let start = out.len();
        out.resize(start + count, 0.0);
        level.run(Dots { rows, width, with, out: &mut out[start..] });
    }
}

/// [`dots`].
struct Dots<'a> {
    rows: &'a [f32],
    width: usize,
    with: &'a [f32],
    out: &'a mut [f32],
}

impl Task for Dots<'_> {
    #[inline(always)]
    fn run<L: Lanes>(self, _lanes: L) {
        for (row, out) in self.rows.chunks_exact(self.width).zip(self.out) {
            *out = dot(row, self.with);
        }
    }
}

/// The product of two rows as far as both go, summed in eight lanes so that the order of sums is the same on every
/// machine.
#[inline(always)]
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let length = a.len().min(b.len());
    let (a, a_rest) = a[..length].as_chunks::<8>();
    let (b, b_rest) = b[..length].as_chunks::<8>();
    let mut rest = 0.0;
    for (a, b) in a_rest.iter().zip(b_rest) {
        rest += a * b;
    }
    let mut lanes = [0.0_f32; 8];
    for (a, b) in a.iter().zip(b) {
        for lane in 0..8 {
            lanes[lane] += a[lane] * b[lane];
        }
    }
    let mut sum = 0.0;
    for lane in lanes {
        sum += lane;
    }
    sum + rest
}
