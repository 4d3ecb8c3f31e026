//! Lanes of x86-64 machines newer than the least.
//!
//! A token of these types exists only where the machine has the instructions it stands for, and so makes them
//! safe to use.

use std::arch::x86_64::{__m128i, __m256i, __m512i};

use pulp::{NullaryFnOnce, cast};

use super::level::{Lanes, Pairs, Task, WIDTH};

pulp::simd_type! {
    /// 256 bits at once (2013 and later).
    pub(super) struct Avx2 {
        avx: "avx",
        avx2: "avx2",
    }

    /// 512 bits at once.
    pub(super) struct Avx512 {
        avx512f: "avx512f",
        avx512bw: "avx512bw",
        avx512vl: "avx512vl",
    }

    /// As [`Avx512`], and the compiler makes one instruction of a multiplication and an addition.
    pub(super) struct Vnni {
        avx512f: "avx512f",
        avx512bw: "avx512bw",
        avx512vl: "avx512vl",
        avx512vnni: "avx512vnni",
    }
}

/// A task and the lanes to do it with.
struct Call<L, T>(L, T);

impl<L: Lanes, T: Task> NullaryFnOnce for Call<L, T> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.1.run(self.0);
    }
}

impl Avx2 {
    /// Does a task with these instructions.
    #[inline]
    pub(super) fn run(self, task: impl Task) {
        self.vectorize(Call(self, task));
    }
}

impl Avx512 {
    /// Does a task with these instructions.
    #[inline]
    pub(super) fn run(self, task: impl Task) {
        self.vectorize(Call(self, task));
    }
}

impl Vnni {
    /// Does a task with the lanes of [`Avx512`], compiled for these instructions.
    #[inline]
    pub(super) fn run(self, lanes: Avx512, task: impl Task) {
        self.vectorize(Call(lanes, task));
    }
}

impl Lanes for Avx2 {
    type Weights = [__m256i; 2];
    type Sums = [__m256i; 2];

    #[inline(always)]
    fn panels(rows: usize) -> usize {
        match rows {
            1 => 4,
            2 => 2,
            _ => 1,
        }
    }

    #[inline(always)]
    fn zero(self) -> Self::Sums {
        [self.avx._mm256_setzero_si256(); 2]
    }

    #[inline(always)]
    fn widen(self, weights: &Pairs) -> Self::Weights {
        let [low, high]: [__m128i; 2] = cast(weights.0);
        [self.avx2._mm256_cvtepi8_epi16(low), self.avx2._mm256_cvtepi8_epi16(high)]
    }

    #[inline(always)]
    fn add(self, sums: Self::Sums, weights: Self::Weights, inputs: [i16; 2]) -> Self::Sums {
        let inputs = self.avx._mm256_set1_epi32(cast(inputs));
        let low = self.avx2._mm256_madd_epi16(weights[0], inputs);
        let high = self.avx2._mm256_madd_epi16(weights[1], inputs);
        [self.avx2._mm256_add_epi32(sums[0], low), self.avx2._mm256_add_epi32(sums[1], high)]
    }

    #[inline(always)]
    fn numbers(self, sums: Self::Sums) -> [i32; WIDTH] {
        cast(sums)
    }
}

impl Lanes for Avx512 {
    type Weights = __m512i;
    type Sums = __m512i;

    #[inline(always)]
    fn panels(_rows: usize) -> usize {
        4
    }

    #[inline(always)]
    fn zero(self) -> Self::Sums {
        self.avx512f._mm512_setzero_si512()
    }

    #[inline(always)]
    fn widen(self, weights: &Pairs) -> Self::Weights {
        let narrow: __m256i = cast(weights.0);
        self.avx512bw._mm512_cvtepi8_epi16(narrow)
    }

    #[inline(always)]
    fn add(self, sums: Self::Sums, weights: Self::Weights, inputs: [i16; 2]) -> Self::Sums {
        let inputs = self.avx512f._mm512_set1_epi32(cast(inputs));
        let products = self.avx512bw._mm512_madd_epi16(weights, inputs);
        self.avx512f._mm512_add_epi32(sums, products)
    }

    #[inline(always)]
    fn numbers(self, sums: Self::Sums) -> [i32; WIDTH] {
        cast(sums)
    }
}
