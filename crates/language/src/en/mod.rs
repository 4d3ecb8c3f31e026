//! English: characters to sentences, words and lemmas.

mod contraction;
mod grammar;
mod lemma;
mod token;
mod vocabulary;

use sha2::{Digest, Sha256};
use telisik_record::{Lang, Text};

pub use crate::VocabularyError;
use crate::net::Network;
use crate::{Analysis, Language, Reading, Scheme, Sentence, Upos, segment};
use vocabulary::Vocabulary;

/// The network that tags, finds names and parses; `data/en/MODEL.md` says what it learnt from.
static MODEL: &[u8] = include_bytes!("../../../../data/en/model.bin");

/// English, with all it needs built in.
///
/// Words are those of Universal Dependencies: *doesn't* is one token of two words, *US-led* is three tokens.
/// [`Word::root`](crate::Word::root) is the lemma in lower case, and a noun that stands for an act has the verb
/// of the act in [`Morphology::verb`](crate::Morphology::verb).
///
/// ```
/// use telisik_language::{Language, Upos, en::English};
/// use telisik_record::Text;
///
/// let english = English::new()?;
/// let text = Text::from("Moscow's envoy didn't leave the U.S. on Jan. 5. Talks go on.");
/// let analysis = english.analyze(&text, None);
/// let forms: Vec<_> = analysis.sentences[0].words.iter().map(|word| &*word.form).collect();
/// assert_eq!(forms[..6], ["moscow", "'s", "envoy", "did", "n't", "leave"]);
/// assert_eq!(analysis.sentences.len(), 2);
/// assert_eq!(&*english.lemma("struck", Upos::Verb), "strike");
/// # Ok::<(), telisik_language::VocabularyError>(())
/// ```
#[derive(Debug)]
pub struct English {
    vocabulary: Vocabulary,
    model: Network<'static>,
}

impl English {
    /// Loads the word lists and the model that are built in.
    ///
    /// # Errors
    ///
    /// If a list or the model is damaged; the error names the file.
    pub fn new() -> Result<Self, VocabularyError> {
        let model =
            Network::load(MODEL).map_err(|source| VocabularyError::Model { path: "en/model.bin", source })?;
        Ok(Self { vocabulary: Vocabulary::builtin()?, model })
    }

    /// SHA-256 of the model, in hexadecimal: which model a record was read with.
    pub fn model_sha256() -> String {
        Sha256::digest(MODEL).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The lemma of a form as printed, in lower case. For [`Upos::X`] it is guessed from the form alone.
    pub fn lemma(&self, form: &str, upos: Upos) -> Box<str> {
        self.vocabulary.lexicon.lemma(form, upos)
    }
}

impl Language for English {
    fn lang(&self) -> Lang {
        Lang::En
    }

    fn segment(&self, text: &Text, title: Option<&str>) -> Analysis {
        segment::analysis(&self.vocabulary, text, title)
    }

    fn read(&self, sentences: &[Vec<&str>], scheme: Scheme) -> Vec<Reading> {
        self.model.read(sentences, scheme)
    }

    fn settle(&self, sentence: &mut Sentence, text: &Text) {
        for word in &mut sentence.words {
            word.morphology = self.vocabulary.lexicon.morphology(text.slice(word.span), word.upos);
        }
    }
}

#[cfg(test)]
mod tests;
