//! Indonesian: characters to sentences, words and trees.

mod affix;
mod clitic;
mod glue;
mod grammar;
mod gsd;
mod morphology;
mod vocabulary;

use sha2::{Digest, Sha256};
use telisik_record::{Lang, Text};

pub use crate::VocabularyError;
use crate::net::Network;
use crate::{Analysis, Language, Reading, Scheme, segment};
use gsd::Gsd;
use vocabulary::Vocabulary;

/// The network that tags, finds names and parses; `data/id/MODEL.md` says what they learnt from.
static MODEL: &[u8] = include_bytes!("../../../../data/id/model.bin");

/// Indonesian, with all it needs built in.
///
/// ```
/// use telisik_language::{Language, id::Indonesian};
/// use telisik_record::Text;
///
/// let indonesian = Indonesian::new()?;
/// let text = Text::from("Upayanya gagal. Pengiriman ditunda.");
/// let analysis = indonesian.analyze(&text, None);
/// let forms: Vec<_> = analysis.sentences[0].words.iter().map(|word| &*word.form).collect();
/// assert_eq!(forms, ["upaya", "nya", "gagal", "."]);
/// assert_eq!(analysis.sentences[1].words[0].root(), "kirim");
/// # Ok::<(), telisik_language::id::VocabularyError>(())
/// ```
#[derive(Debug)]
pub struct Indonesian {
    vocabulary: Vocabulary,
    model: Network<'static>,
}

impl Indonesian {
    /// Loads the word lists and the model that are built in.
    ///
    /// # Errors
    ///
    /// If a list or the model is damaged; the error names the file.
    pub fn new() -> Result<Self, VocabularyError> {
        let model =
            Network::load(MODEL).map_err(|source| VocabularyError::Model { path: "id/model.bin", source })?;
        Ok(Self { vocabulary: Vocabulary::builtin()?, model })
    }

    /// SHA-256 of the model, in hexadecimal: which model a record was read with.
    pub fn model_sha256() -> String {
        Sha256::digest(MODEL).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl Language for Indonesian {
    fn lang(&self) -> Lang {
        Lang::Id
    }

    fn segment(&self, text: &Text, title: Option<&str>) -> Analysis {
        segment::analysis(&self.vocabulary, text, title)
    }

    fn segment_in(&self, text: &Text, title: Option<&str>, scheme: Scheme) -> Analysis {
        match scheme {
            Scheme::Own | Scheme::Nergrit => self.segment(text, title),
            Scheme::Gsd => segment::analysis(&Gsd(&self.vocabulary), text, title),
        }
    }

    fn read(&self, sentences: &[Vec<&str>], scheme: Scheme) -> Vec<Reading> {
        self.model.read(sentences, scheme)
    }
}

#[cfg(test)]
mod tests;
