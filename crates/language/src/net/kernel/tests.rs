use proptest::prelude::*;

use super::activations::UNIT;
use super::curve::{LogisticAll, TanhAll, lstm_step_at};
use super::dots::dots_at;
use super::level::Level;
use super::{Activations, Matrix};

/// Bytes, small whole numbers and odd ones, the same for each seed.
struct Source(u64);

impl Source {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed ^ (mixed >> 27)
    }

    fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| self.next() as u8).collect()
    }

    fn numbers(&mut self, count: usize, most: f32) -> Vec<f32> {
        (0..count).map(|_| (self.next() % 20_001) as f32 / 10_000.0 * most - most).collect()
    }
}

fn bits(values: &[f32]) -> Vec<u32> {
    values.iter().map(|value| value.to_bits()).collect()
}

/// The product as the definition says, each sum as an `i64`.
fn naive(matrix: (usize, usize, &[u8], &[f32]), x: &Activations, out: &mut [f32]) {
    let (inputs, outputs, weights, scales) = matrix;
    for row in 0..x.rows() {
        let (values, scale) = x.row(row);
        for output in 0..outputs {
            let weights = &weights[output * inputs..][..inputs];
            let products = weights.iter().zip(values.as_flattened());
            let sum: i64 = products.map(|(&w, &v)| i64::from(w.cast_signed()) * i64::from(v)).sum();
            out[row * outputs + output] += sum as f32 * (scale * scales[output]);
        }
    }
}

fn assert_equals_naive(inputs: usize, outputs: usize, weights: &[u8], x: &Activations, source: &mut Source) {
    let scales = source.numbers(outputs, 0.01);
    let start = source.numbers(x.rows() * outputs, 3.0);
    let matrix = Matrix::new(inputs, outputs, weights, &scales).unwrap();
    let mut expected = start.clone();
    naive((inputs, outputs, weights, &scales), x, &mut expected);
    for level in Level::all() {
        let mut out = start.clone();
        matrix.product_at(level, x, None, &mut out);
        assert_eq!(bits(&out), bits(&expected), "{level:?}, {inputs} inputs, {outputs} outputs");
    }
    let bias = source.numbers(outputs, 3.0);
    let mut expected: Vec<f32> = bias.repeat(x.rows());
    naive((inputs, outputs, weights, &scales), x, &mut expected);
    for level in Level::all() {
        let mut out = start.clone();
        matrix.product_at(level, x, Some(&bias), &mut out);
        assert_eq!(bits(&out), bits(&expected), "{level:?}, {inputs} inputs, {outputs} outputs, a bias");
    }
}

proptest! {
    #[test]
    fn every_level_multiplies_as_the_definition_says(
        inputs in 1usize..70, outputs in 1usize..150, rows in 0usize..16, seed: u64
    ) {
        let source = &mut Source(seed);
        let weights = source.bytes(inputs * outputs);
        let mut x = Activations::default();
        x.set(&source.numbers(rows * inputs, 5.0), inputs);
        assert_equals_naive(inputs, outputs, &weights, &x, source);
    }

    #[test]
    fn every_level_rounds_alike(cols in 1usize..70, values in prop::collection::vec(any::<f32>(), 0..300)) {
        let values = &values[..values.len() / cols * cols];
        let (mut expected, mut expected_unit) = (Activations::default(), Activations::default());
        expected.set_at(Level::Portable, values, cols);
        expected_unit.set_unit_at(Level::Portable, values, cols);
        for level in Level::all() {
            let mut x = Activations::default();
            x.set_at(level, values, cols);
            for row in 0..x.rows() {
                prop_assert_eq!(x.row(row), expected.row(row));
            }
            x.set_unit_at(level, values, cols);
            for row in 0..x.rows() {
                prop_assert_eq!(x.row(row), expected_unit.row(row));
            }
        }
    }

    #[test]
    fn rounding_errs_by_half_a_step_at_most(
        cols in 1usize..40, seed: u64, exponent in -20i32..20
    ) {
        let values = Source(seed).numbers(3 * cols, 2.0_f32.powi(exponent));
        let mut x = Activations::default();
        x.set(&values, cols);
        for (row, values) in values.chunks_exact(cols).enumerate() {
            let (rounded, scale) = x.row(row);
            let largest = rounded.as_flattened().iter().map(|value| value.abs()).max();
            prop_assert!(largest == Some(UNIT) || values.iter().all(|&value| value == 0.0));
            for (&rounded, &value) in rounded.as_flattened().iter().zip(values) {
                prop_assert!((f32::from(rounded) * scale - value).abs() <= 0.51 * scale);
            }
        }
    }

    #[test]
    fn every_level_computes_the_same_curves(values in prop::collection::vec(any::<f32>(), 0..100)) {
        let (mut tanh, mut logistic) = (values.clone(), values.clone());
        Level::Portable.run(TanhAll(&mut tanh));
        Level::Portable.run(LogisticAll(&mut logistic));
        for level in Level::all() {
            let mut out = values.clone();
            level.run(TanhAll(&mut out));
            prop_assert_eq!(bits(&out), bits(&tanh));
            let mut out = values.clone();
            level.run(LogisticAll(&mut out));
            prop_assert_eq!(bits(&out), bits(&logistic));
        }
    }

    #[test]
    fn every_level_steps_alike(size in 1usize..50, rows in 0usize..5, seed: u64) {
        let source = &mut Source(seed);
        let gates = source.numbers(rows * size * 4, 9.0);
        let start = source.numbers(rows * size, 2.0);
        let (mut cell, mut hidden) = (start.clone(), vec![0.0; rows * size]);
        lstm_step_at(Level::Portable, &gates, &mut cell, &mut hidden, size);
        for level in Level::all() {
            let (mut other, mut out) = (start.clone(), vec![0.0; rows * size]);
            lstm_step_at(level, &gates, &mut other, &mut out, size);
            prop_assert_eq!(bits(&other), bits(&cell));
            prop_assert_eq!(bits(&out), bits(&hidden));
        }
    }
}

#[test]
fn every_level_sums_products_alike() {
    let a: Vec<f32> = (0..20).map(|i| i as f32).collect();
    for level in Level::all() {
        let mut out = vec![7.0];
        dots_at(level, &[&a[..], &a[..]].concat(), 20, &a[..19], &mut out);
        assert_eq!(out, [7.0, 2109.0, 2109.0], "{level:?}");
    }
    let source = &mut Source(5);
    let (rows, with) = (source.numbers(33 * 40, 3.0), source.numbers(32, 3.0));
    let mut expected = Vec::new();
    dots_at(Level::Portable, &rows, 33, &with, &mut expected);
    for level in Level::all() {
        let mut out = Vec::new();
        dots_at(level, &rows, 33, &with, &mut out);
        assert_eq!(bits(&out), bits(&expected), "{level:?}");
    }
}

#[test]
fn the_sizes_of_a_network_multiply_as_the_definition_says() {
    let source = &mut Source(1);
    for (inputs, outputs, rows) in [(192, 512, 30), (128, 384, 7), (257, 40, 13), (96, 16, 1), (1, 1, 1)] {
        let weights = source.bytes(inputs * outputs);
        let mut x = Activations::default();
        x.set_unit(&source.numbers(rows * inputs, 1.0), inputs);
        assert_equals_naive(inputs, outputs, &weights, &x, source);
    }
}

#[test]
fn the_largest_sums_there_can_be_do_not_overflow() {
    let source = &mut Source(2);
    let inputs = 1024;
    for weight in [i8::MIN, i8::MAX, -i8::MAX] {
        for value in [1.0, -1.0] {
            let mut x = Activations::default();
            x.set(&vec![value; 2 * inputs], inputs);
            assert_equals_naive(inputs, 17, &vec![weight.cast_unsigned(); inputs * 17], &x, source);
        }
    }
    assert!(Matrix::new(1025, 1, &[0; 1025], &[1.0]).is_none());
}

#[test]
fn lengths_that_do_not_agree_make_no_matrix() {
    assert!(Matrix::new(3, 2, &[0; 5], &[1.0; 2]).is_none());
    assert!(Matrix::new(3, 2, &[0; 6], &[1.0; 3]).is_none());
    assert!(Matrix::new(3, usize::MAX, &[0; 6], &[1.0; 3]).is_none());
    assert!(Matrix::new(3, 2, &[0; 6], &[1.0; 2]).is_some());
}

#[test]
fn nothing_multiplies_to_nothing() {
    let mut x = Activations::default();
    x.set(&[], 0);
    assert_eq!((x.rows(), x.cols()), (0, 0));
    Matrix::new(0, 0, &[], &[]).unwrap().multiply_add(&x, &mut []);
    x.set(&[], 4);
    Matrix::new(4, 3, &[1; 12], &[1.0; 3]).unwrap().multiply_add(&x, &mut []);
    x.set(&[0.0; 8], 4);
    let mut out = [2.0; 6];
    Matrix::new(4, 3, &[1; 12], &[1.0; 3]).unwrap().multiply_add(&x, &mut out);
    assert_eq!(out, [2.0; 6]);
    Matrix::new(4, 0, &[], &[]).unwrap().multiply_add(&x, &mut []);
    lstm_step_at(Level::best(), &[], &mut [], &mut [], 0);
}

#[test]
fn rows_are_rounded_by_their_largest_magnitude() {
    let mut x = Activations::default();
    x.set(&[0.5, -2.0, 1.0, 0.0, 0.0, 0.0, -1e-30, 1e-30, 0.0], 3);
    assert_eq!(x.row(0), (&[[4096, -16383], [8192, 0]][..], 2.0 / 16383.0));
    assert_eq!(x.row(1), (&[[0, 0], [0, 0]][..], 0.0));
    assert_eq!(x.row(2), (&[[-16383, 16383], [0, 0]][..], 1e-30 / 16383.0));
}

#[test]
fn a_smaller_shape_leaves_nothing_of_a_larger_one() {
    let mut x = Activations::default();
    x.set(&[1.0; 40], 4);
    x.set(&[1.0; 6], 3);
    assert_eq!(x.row(1).0, [[16383, 16383], [16383, 0]]);
    x.set_unit(&[-1.0; 9], 3);
    assert_eq!(x.row(2), (&[[-16383, -16383], [-16383, 0]][..], 1.0 / 16383.0));
}

#[test]
fn numbers_out_of_bounds_are_moved_to_them() {
    let mut x = Activations::default();
    x.set_unit(&[1.5, -7.0, f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MIN_POSITIVE], 6);
    assert_eq!(x.row(0).0, [[16383, -16383], [0, 16383], [-16383, 0]]);
    x.set(&[f32::NAN, f32::INFINITY, 1.0, f32::NEG_INFINITY, f32::NAN, f32::NAN, -f32::NAN, f32::NAN], 4);
    assert_eq!(x.row(0), (&[[0, 16383], [0, -16383]][..], f32::MAX / 16383.0));
    assert_eq!(x.row(1), (&[[0, 0], [0, 0]][..], 0.0));
    x.set(&[f32::from_bits(1), -f32::from_bits(3)], 2);
    assert_eq!(x.row(0).1, 0.0);
}

#[test]
fn curves_err_by_a_millionth_at_most() {
    for level in Level::all() {
        let points: Vec<f32> = (-400_000..=400_000).map(|at| at as f32 / 20_000.0).collect();
        let (mut tanh, mut logistic) = (points.clone(), points.clone());
        level.run(TanhAll(&mut tanh));
        level.run(LogisticAll(&mut logistic));
        for (at, &x) in points.iter().enumerate() {
            let x = f64::from(x);
            assert!((f64::from(tanh[at]) - x.tanh()).abs() < 5e-7, "tanh {x}");
            assert!((f64::from(logistic[at]) - 1.0 / (1.0 + (-x).exp())).abs() < 5e-7, "logistic {x}");
            assert!(tanh[at].abs() <= 1.0 && (0.0..=1.0).contains(&logistic[at]));
        }
    }
}

#[test]
fn curves_of_what_is_not_a_number_are_numbers() {
    let mut out = [f32::NAN, -f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX, f32::MIN, -0.0];
    let mut logistic = out;
    Level::best().run(TanhAll(&mut out));
    Level::best().run(LogisticAll(&mut logistic));
    for (at, sign) in [-1.0_f32, -1.0, 1.0, -1.0, 1.0, -1.0, 0.0].into_iter().enumerate() {
        assert!((out[at] - sign).abs() < 5e-7, "tanh, {at}");
        assert!((logistic[at] - (0.5 + 0.5 * sign)).abs() < 5e-7, "logistic, {at}");
    }
}

#[test]
fn a_step_is_that_of_an_lstm() {
    let source = &mut Source(3);
    let (size, rows) = (13, 4);
    let gates = source.numbers(rows * size * 4, 4.0);
    let start = source.numbers(rows * size, 2.0);
    let (mut cell, mut hidden) = (start.clone(), vec![9.0; rows * size]);
    super::lstm_step(&gates, &mut cell, &mut hidden, size);
    let logistic = |x: f32| 1.0 / (1.0 + (-f64::from(x)).exp());
    for row in 0..rows {
        for at in 0..size {
            let gate = |gate: usize| gates[(row * 4 + gate) * size + at];
            let state = row * size + at;
            let expected =
                logistic(gate(1)) * f64::from(start[state]) + logistic(gate(0)) * f64::from(gate(2)).tanh();
            assert!((f64::from(cell[state]) - expected).abs() < 3e-6);
            assert!((f64::from(hidden[state]) - logistic(gate(3)) * expected.tanh()).abs() < 3e-6);
        }
    }
}

/// How fast the levels are, the best of many rounds:
/// `cargo test --release -p telisik-language kernel -- --ignored --nocapture`.
#[test]
#[ignore = "measures, and shows nothing that could be wrong"]
#[allow(clippy::print_stdout)]
fn speed() {
    use std::time::Instant;

    /// Nanoseconds of the fastest call of many.
    fn best(calls: usize, mut call: impl FnMut()) -> f64 {
        let time = |_| {
            let start = Instant::now();
            call();
            start.elapsed().as_nanos() as f64
        };
        (0..calls).map(time).fold(f64::MAX, f64::min)
    }

    let source = &mut Source(4);
    let (inputs, outputs) = (192, 512);
    let mut matrix = || Matrix::new(inputs, outputs, &source.bytes(inputs * outputs), &[0.001; 512]).unwrap();
    let matrices: [Matrix; 5] = std::array::from_fn(|_| matrix());
    for level in Level::all() {
        println!("{level:?}");
        for rows in [1, 2, 3, 4, 5, 8, 30, 500] {
            let calls = 20 + 2000 / rows;
            let numbers = source.numbers(rows * inputs, 1.0);
            let mut x = Activations::default();
            let mut out = vec![0.0; rows * outputs];
            let rounding = best(calls, || x.set_at(level, &numbers, inputs));
            let products = best(calls, || {
                matrices.iter().for_each(|matrix| matrix.product_at(level, &x, None, &mut out))
            });
            let gates = source.numbers(rows * 512, 4.0);
            let (mut cell, mut hidden) = (vec![0.0; rows * 128], vec![0.0; rows * 128]);
            let step = best(calls, || lstm_step_at(level, &gates, &mut cell, &mut hidden, 128));
            println!(
                "{rows:>4} rows: {:5.1} GMAC/s, rounding {:.2} ns a number, a step {:.2} ns a cell",
                (5 * rows * inputs * outputs) as f64 / products,
                rounding / (rows * inputs) as f64,
                step / (rows * 128) as f64,
            );
        }
    }
}
