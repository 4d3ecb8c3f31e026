//! The instructions that a task is compiled for, chosen when it runs.

#[cfg(target_arch = "x86_64")]
use super::x86::{Avx2, Avx512, Vnni};

/// Outputs that are summed side by side.
pub(super) const WIDTH: usize = 16;

/// Two consecutive weights of each of [`WIDTH`] outputs, output after output: each meets the same two inputs.
#[derive(Debug, Clone, Copy)]
#[repr(align(32))]
pub(super) struct Pairs(pub(super) [i8; 2 * WIDTH]);

/// How [`WIDTH`] outputs are summed side by side.
pub(super) trait Lanes: Copy {
    /// [`Pairs`], widened to 16 bits.
    type Weights: Copy;
    /// One sum of each output.
    type Sums: Copy;

    /// How many panels are summed at once for a number of rows (up to [`super::matrix::ROWS`]), so that the
    /// sums fit the registers: 1, 2 or 4.
    fn panels(rows: usize) -> usize;
    /// Sums of nothing.
    fn zero(self) -> Self::Sums;
    /// Widens weights.
    fn widen(self, weights: &Pairs) -> Self::Weights;
    /// Adds to each sum the products of its two weights with the two inputs.
    fn add(self, sums: Self::Sums, weights: Self::Weights, inputs: [i16; 2]) -> Self::Sums;
    /// The sums as numbers.
    fn numbers(self, sums: Self::Sums) -> [i32; WIDTH];
}

/// Work that is compiled once for each level. `run` and all it calls must be `#[inline(always)]`, as what is
/// not inlined is compiled for the least of machines.
pub(super) trait Task {
    /// Does the work.
    fn run<L: Lanes>(self, lanes: L);
}

/// A set of instructions that this machine has.
#[derive(Debug, Clone, Copy)]
pub(super) enum Level {
    /// What every machine of the target has.
    Portable,
    /// 256 bits at once.
    #[cfg(target_arch = "x86_64")]
    Avx2(Avx2),
    /// 512 bits at once.
    #[cfg(target_arch = "x86_64")]
    Avx512(Avx512),
    /// 512 bits at once, multiplied and added in one step.
    #[cfg(target_arch = "x86_64")]
    Vnni(Vnni, Avx512),
}

impl Level {
    /// The fastest level of this machine. Costs next to nothing, as what the machine has is asked only once.
    #[inline]
    pub(super) fn best() -> Self {
        #[cfg(target_arch = "x86_64")]
        {
            if let Some(avx512) = Avx512::try_new() {
                return Vnni::try_new().map_or(Self::Avx512(avx512), |vnni| Self::Vnni(vnni, avx512));
            }
            if let Some(avx2) = Avx2::try_new() {
                return Self::Avx2(avx2);
            }
        }
        Self::Portable
    }

    /// Every level of this machine.
    #[cfg(test)]
    pub(super) fn all() -> Vec<Self> {
        #[allow(unused_mut)]
        let mut all = vec![Self::Portable];
        #[cfg(target_arch = "x86_64")]
        {
            all.extend(Avx2::try_new().map(Self::Avx2));
            all.extend(Avx512::try_new().map(Self::Avx512));
            all.extend(Vnni::try_new().zip(Avx512::try_new()).map(|(vnni, avx512)| Self::Vnni(vnni, avx512)));
        }
        all
    }

    /// Does a task with the instructions of this level.
    #[inline]
    pub(super) fn run(self, task: impl Task) {
        match self {
            Self::Portable => task.run(Portable),
            #[cfg(target_arch = "x86_64")]
            Self::Avx2(avx2) => avx2.run(task),
            #[cfg(target_arch = "x86_64")]
            Self::Avx512(avx512) => avx512.run(task),
            #[cfg(target_arch = "x86_64")]
            Self::Vnni(vnni, avx512) => vnni.run(avx512, task),
        }
    }
}

/// Lanes in plain Rust, for the compiler to vectorise as it can.
#[derive(Debug, Clone, Copy)]
pub(super) struct Portable;

impl Lanes for Portable {
    type Weights = [i16; 2 * WIDTH];
    type Sums = [i32; WIDTH];

    #[inline(always)]
    fn panels(_rows: usize) -> usize {
        1
    }

    #[inline(always)]
    fn zero(self) -> Self::Sums {
        [0; WIDTH]
    }

    #[inline(always)]
    fn widen(self, weights: &Pairs) -> Self::Weights {
        weights.0.map(i16::from)
    }

    #[inline(always)]
    fn add(self, mut sums: Self::Sums, weights: Self::Weights, inputs: [i16; 2]) -> Self::Sums {
        let [first, second] = inputs.map(i32::from);
        for lane in 0..WIDTH {
            sums[lane] += i32::from(weights[2 * lane]) * first + i32::from(weights[2 * lane + 1]) * second;
        }
        sums
    }

    #[inline(always)]
    fn numbers(self, sums: Self::Sums) -> [i32; WIDTH] {
        sums
    }
}
