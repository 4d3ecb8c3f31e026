//! Characters to sentences, words and trees.
//!
//! A [`Language`] turns a text into an [`Analysis`]: paragraphs, sentences, words with root, voice, part of
//! speech and head, and names. What the languages share lies beside their folders; what belongs to one
//! language lies in its own, `id/` for Indonesian, `en/` for English.
//!
//! *Architecture Invariant:* analysing never fails and never alters the text. Every offset is a character
//! offset into the text as given; damaged or hostile input gives fewer or odder words, not an error.

mod analysis;
pub mod conllu;
#[cfg(test)]
mod cover;
mod deprel;
pub mod en;
pub mod id;
pub mod iob;
mod list;
pub mod net;
mod normal;
mod reading;
mod segment;
mod upos;

pub use analysis::{
    Analysis, Block, Morphology, Name, NameKind, Nominal, Paragraph, Sentence, Token, Voice, Word,
};
pub use deprel::Deprel;
pub use list::VocabularyError;
pub use normal::normal_form;
pub use reading::{Reading, Scheme};
pub use upos::Upos;

use telisik_record::{Lang, Text};

/// One language: all that is needed to analyse a text written in it.
pub trait Language: Send + Sync {
    /// Which language it is.
    fn lang(&self) -> Lang;

    /// Takes a text apart into paragraphs, sentences and words with their morphology; parts of speech, names and trees
    /// are left to [`read`](Self::read). Where the text begins with `title`, that part is its headline.
    fn segment(&self, text: &Text, title: Option<&str>) -> Analysis;

    /// Takes a text apart, ending sentences where the treebank that `scheme` follows would.
    fn segment_in(&self, text: &Text, title: Option<&str>, _scheme: Scheme) -> Analysis {
        self.segment(text, title)
    }

    /// Reads sentences whose words are given as printed, clitics apart. Gives one reading a sentence, in their order;
    /// what is found in one does not depend on those beside it, which are only quicker to read together.
    fn read(&self, sentences: &[Vec<&str>], scheme: Scheme) -> Vec<Reading>;

    /// Settles the morphology of a sentence of `text` by the parts of speech that were read, in a language where a form
    /// alone does not tell it.
    fn settle(&self, _sentence: &mut Sentence, _text: &Text) {}

    /// Analyses a text. Where the text begins with `title`, that part is its headline.
    fn analyze(&self, text: &Text, title: Option<&str>) -> Analysis {
        self.analyze_in(text, title, Scheme::Own)
    }

    /// Analyses a text, ending sentences and marking as `scheme` does.
    fn analyze_in(&self, text: &Text, title: Option<&str>, scheme: Scheme) -> Analysis {
        let mut analysis = self.segment_in(text, title, scheme);
        let printed = |sentence: &Sentence| sentence.words.iter().map(|word| text.slice(word.span)).collect();
        let words: Vec<Vec<&str>> = analysis.sentences.iter().map(printed).collect();
        let readings = self.read(&words, scheme);
        for (sentence, reading) in analysis.sentences.iter_mut().zip(readings) {
            sentence.take(reading);
            self.settle(sentence, text);
        }
        analysis
    }
}
