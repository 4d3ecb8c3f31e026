//! Characters to sentences, words and trees.
//!
//! A [`Language`] turns a text into an [`Analysis`]: paragraphs, sentences, words with root, voice, part of
//! speech and head, and names. What the languages share lies beside their folders; what belongs to one
//! language lies in its own, `id/` for Indonesian.
//!
//! *Architecture Invariant:* analysing never fails and never alters the text. Every offset is a character
//! offset into the text as given; damaged or hostile input gives fewer or odder words, not an error.

mod analysis;
mod deprel;
pub mod id;
mod list;
pub mod model;
mod normal;
mod segment;
mod upos;

pub use analysis::{
    Analysis, Block, Morphology, Name, NameKind, Nominal, Paragraph, Sentence, Token, Voice, Word,
};
pub use deprel::Deprel;
pub use list::VocabularyError;
pub use normal::normal_form;
pub use upos::Upos;

use telisik_record::{Lang, Text};

/// One language: all that is needed to analyse a text written in it.
pub trait Language: Send + Sync {
    /// Which language it is.
    fn lang(&self) -> Lang;

    /// Takes a text apart into paragraphs, sentences and words with their morphology, and leaves parts of speech,
    /// names and trees out: for what needs words alone.
    fn segment(&self, text: &Text, title: Option<&str>) -> Analysis;

    /// Analyses a text. Where the text begins with `title`, that part is its headline.
    fn analyze(&self, text: &Text, title: Option<&str>) -> Analysis;
}
