//! Parts of speech, names and trees by a small recurrent network trained from treebanks and name corpora.
//!
//! Two layers of memory (long short-term, both directions) read the words of a sentence. The first says what part of
//! speech each word seems to be and where names seem to stand; the second sees that beside what the first saw, so
//! that names come before trees. From the second come parts of speech, names (the best sequence of marks) and the
//! scores of all arcs (biaffine, Dozat and Manning 2017), of which the best tree is taken.
//!
//! Weights are of 8 bits, states of 15: their products are sums of integers, so the same on every machine. The
//! trainer uses the features, marks and trees defined here, so that what is learnt and what is run cannot drift apart.

mod casing;
mod choice;
mod features;
mod file;
mod kernel;
mod memory;
mod names;
mod network;
mod packing;
mod relations;
mod tree;

pub use casing::Casing;
pub use features::{AFFIX_BUCKETS, AFFIXES, SHAPES, WordFeatures, key, word_features};
pub use file::{Section, VERSION, write_file};
pub use names::{KINDS, MARKS, best_marks, marks, may_follow, spelled};
pub use network::Network;
pub use packing::Packing;
pub use tree::Arcs;

/// Why a model file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// The file is something else.
    #[error("this is not a model file")]
    NotAModel,
    /// The file is of another version.
    #[error("the model file is of version {found}, this program reads version {VERSION}")]
    Version {
        /// The version of the file.
        found: u32,
    },
    /// The file is cut short or altered.
    #[error("the model file is damaged: {0}")]
    Damaged(&'static str),
    /// A section is missing or of another form.
    #[error("the model file is damaged: its section `{0}` is missing or broken")]
    Section(&'static str),
}

#[cfg(test)]
mod tests;
