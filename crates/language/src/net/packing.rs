//! Sentences side by side: step by step through all of them at once, the longest first.

use std::ops::Range;

/// Where the words of some sentences stand among the rows of a batch: all first words, all second words, and so
/// on, so that the sentences still running at a step are the first rows of it.
#[derive(Debug, Clone, Default)]
pub struct Packing {
    /// For every step, where its rows begin; one more at the end.
    starts: Vec<usize>,
    mirror: Vec<usize>,
    sentences: Vec<usize>,
    lengths: Vec<usize>,
}

impl Packing {
    /// Packs sentences of these lengths, in words. They must not grow: the longest comes first.
    pub fn new(lengths: Vec<usize>) -> Self {
        debug_assert!(lengths.is_sorted_by(|a, b| a >= b));
        let longest = lengths.first().copied().unwrap_or(0);
        let mut starts = vec![0];
        let mut sentences = Vec::new();
        for step in 0..longest {
            let count = lengths.partition_point(|&length| length > step);
            sentences.extend(0..count);
            starts.push(starts[step] + count);
        }
        let mut packing = Self { starts, mirror: Vec::new(), sentences, lengths };
        let mut mirror = vec![0; packing.rows()];
        for (at, &length) in packing.lengths.iter().enumerate() {
            (0..length).for_each(|word| mirror[packing.row(at, word)] = packing.row(at, length - 1 - word));
        }
        packing.mirror = mirror;
        packing
    }

    /// Number of rows: all words of all sentences.
    pub fn rows(&self) -> usize {
        self.sentences.len()
    }

    /// Number of steps: the length of the longest sentence.
    pub fn steps(&self) -> usize {
        self.starts.len() - 1
    }

    /// The row of a sentence's word.
    pub fn row(&self, sentence: usize, word: usize) -> usize {
        self.starts[word] + sentence
    }

    /// The rows of a sentence's words, in order.
    pub fn rows_of(&self, sentence: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.lengths[sentence]).map(move |word| self.row(sentence, word))
    }

    /// The rows of a step.
    pub fn step(&self, step: usize) -> Range<usize> {
        self.starts[step]..self.starts[step + 1]
    }

    /// For each row, the row of the word that stands as far from the other end of its sentence.
    pub fn mirror(&self) -> &[usize] {
        &self.mirror
    }

    /// For each row, its sentence.
    pub fn sentences(&self) -> &[usize] {
        &self.sentences
    }

    /// The lengths of the sentences.
    pub fn lengths(&self) -> &[usize] {
        &self.lengths
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_go_step_by_step_and_mirror_themselves() {
        let packing = Packing::new(vec![3, 2, 2, 1]);
        assert_eq!((packing.step(0), packing.step(1), packing.step(2)), (0..4, 4..7, 7..8));
        assert_eq!(packing.rows_of(1).collect::<Vec<_>>(), [1, 5]);
        assert_eq!(packing.mirror()[packing.row(0, 0)], packing.row(0, 2));
        for row in 0..packing.rows() {
            assert_eq!(packing.mirror()[packing.mirror()[row]], row);
        }
    }

    #[test]
    fn no_sentence_makes_no_row() {
        assert_eq!((Packing::new(Vec::new()).rows(), Packing::new(Vec::new()).steps()), (0, 0));
    }
}
