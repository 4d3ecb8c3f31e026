//! Products of row-major matrices held in plain slices.

use ndarray::linalg::general_mat_mul;
use ndarray::{ArrayView2, ArrayViewMut2};

/// A slice as rows. Each caller passes whole rows: the lengths of states and weights are products of their widths.
fn view(values: &[f32], cols: usize) -> ArrayView2<'_, f32> {
    ArrayView2::from_shape((values.len() / cols, cols), values).expect("whole rows")
}

/// As [`view`], to be written to.
fn view_mut(values: &mut [f32], cols: usize) -> ArrayViewMut2<'_, f32> {
    ArrayViewMut2::from_shape((values.len() / cols, cols), values).expect("whole rows")
}

/// Adds `a · bᵀ` to `out`: `a` is n × k, `b` is m × k, `out` is n × m.
pub(crate) fn add_a_bt(a: &[f32], b: &[f32], k: usize, out: &mut [f32], m: usize) {
    if !out.is_empty() {
        general_mat_mul(1.0, &view(a, k), &view(b, k).t(), 1.0, &mut view_mut(out, m));
    }
}

/// Adds `a · b` to `out`: `a` is n × k, `b` is k × m, `out` is n × m.
pub(crate) fn add_a_b(a: &[f32], k: usize, b: &[f32], out: &mut [f32], m: usize) {
    if !out.is_empty() {
        general_mat_mul(1.0, &view(a, k), &view(b, m), 1.0, &mut view_mut(out, m));
    }
}

/// Adds `aᵀ · b` to `out`: `a` is n × k, `b` is n × m, `out` is k × m.
pub(crate) fn add_at_b(a: &[f32], k: usize, b: &[f32], out: &mut [f32], m: usize) {
    if !a.is_empty() {
        general_mat_mul(1.0, &view(a, k).t(), &view(b, m), 1.0, &mut view_mut(out, m));
    }
}

/// Adds the sums of the columns of `rows` to `out`.
pub(crate) fn add_columns(rows: &[f32], out: &mut [f32]) {
    for row in rows.chunks_exact(out.len()) {
        out.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
    }
}
