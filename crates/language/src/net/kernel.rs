//! Products of 8-bit weights with 15-bit activations, and the curves of an LSTM.
//!
//! Sums of products are whole numbers, so the widest instructions the machine has give the same sums as the
//! narrowest. What is done in floating point is done lane by lane, in one order and without fused
//! multiplication and addition. So every machine gives the same bits.

mod activations;
mod curve;
mod dots;
mod level;
mod matrix;
#[cfg(test)]
mod tests;
#[cfg(target_arch = "x86_64")]
mod x86;

pub(super) use activations::Activations;
pub(super) use curve::lstm_step;
pub(super) use dots::dots;
pub(super) use matrix::Matrix;
