//! Choosing among classes.

/// Turns scores into shares that add up to one.
pub(super) fn softmax(scores: &mut [f32]) {
    let most = scores.iter().fold(f32::MIN, |a, &b| a.max(b));
    scores.iter_mut().for_each(|score| *score = exp(*score - most));
    let sum: f32 = scores.iter().sum();
    scores.iter_mut().for_each(|share| *share /= sum);
}

/// The exponential of a number that is not positive, within 1e-6 of it; the same on every machine, which the
/// libraries of different systems are not.
fn exp(x: f32) -> f32 {
    let x = x.max(-80.0);
    // Rounded by hand, as there is no instruction for it on the least of machines.
    let scaled = -x * std::f32::consts::LOG2_E;
    let whole = scaled as i32;
    let twos = -(whole + i32::from(scaled - whole as f32 >= 0.5));
    let rest = x - twos as f32 * std::f32::consts::LN_2;
    let series = 1.0
        + rest
            * (1.0
                + rest
                    * (0.5 + rest * (1.0 / 6.0 + rest * (1.0 / 24.0 + rest * (1.0 / 120.0 + rest / 720.0)))));
    series * f32::from_bits(((twos + 127) as u32) << 23)
}

/// The index of the highest score; the first of equals.
pub(super) fn best(scores: &[f32]) -> usize {
    let mut best = 0;
    for (at, &score) in scores.iter().enumerate() {
        if score > scores[best] {
            best = at;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exponential_is_near() {
        for step in 0..=8000 {
            let x = -(step as f32) / 100.0;
            assert!((exp(x) - x.exp()).abs() < 1e-6, "{x}");
        }
        assert!(exp(f32::NEG_INFINITY) < 1e-6 && exp(-500.0) < 1e-6);
    }

    #[test]
    fn shares_add_up_to_one_whatever_the_scores() {
        let mut scores = [3.0, -200.0, 88.0, 87.0];
        softmax(&mut scores);
        assert!((scores.iter().sum::<f32>() - 1.0).abs() < 1e-5);
        assert_eq!(best(&scores), 2);
    }
}
