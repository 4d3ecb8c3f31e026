//! Sentences as the network learns from them.

use telisik_language::net::WordFeatures;

/// No vector is known for a word.
pub(crate) const NO_VECTOR: u32 = u32::MAX;

/// A sentence: what is seen of its words, and what is to be found in it, as far as its corpus tells.
#[derive(Debug, Clone, Default)]
pub(crate) struct Example {
    pub(crate) words: Vec<WordFeatures>,
    /// The row of each word in the table of words learnt; 0 where it is not among them.
    pub(crate) tokens: Vec<u32>,
    /// How likely each word is to be shown as one not known: the seldom ones often.
    pub(crate) doubt: Vec<f32>,
    /// The row of each word among the vectors given.
    pub(crate) vectors: Vec<u32>,
    pub(crate) corpus: usize,
    /// Parts of speech, numbered.
    pub(crate) tags: Option<Vec<u8>>,
    /// Heads (0 for the root, else the word's number from 1) and relations, numbered.
    pub(crate) tree: Option<Vec<(usize, u8)>>,
    /// Marks of names.
    pub(crate) names: Option<Vec<u8>>,
    /// Parts of speech of another tag set.
    pub(crate) other_tags: Option<Vec<u8>>,
}

impl Example {
    /// Whether more than the first layer has something to learn from it.
    pub(crate) fn is_deep(&self) -> bool {
        self.tags.is_some() || self.tree.is_some() || self.names.is_some()
    }
}

/// What the network finds in a sentence.
#[derive(Debug, Clone, Default)]
pub(crate) struct Found {
    pub(crate) tags: Vec<u8>,
    pub(crate) marks: Vec<u8>,
    /// Heads and relations as in [`Example::tree`].
    pub(crate) tree: Vec<(usize, u8)>,
}
