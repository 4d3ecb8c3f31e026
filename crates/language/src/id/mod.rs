//! Indonesian: characters to sentences, words and trees.

mod affix;
mod assemble;
mod block;
mod clitic;
mod glue;
mod morphology;
mod tag;
mod vocabulary;

use telisik_record::{Lang, Text};

use crate::{Analysis, Language};
use vocabulary::Vocabulary;
pub use vocabulary::VocabularyError;

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
}

impl Indonesian {
    /// Loads the word lists that are built in.
    ///
    /// # Errors
    ///
    /// If a list is damaged; the error names the file.
    pub fn new() -> Result<Self, VocabularyError> {
        Ok(Self { vocabulary: Vocabulary::builtin()? })
    }
}

impl Language for Indonesian {
    fn lang(&self) -> Lang {
        Lang::Id
    }

    fn analyze(&self, text: &Text, title: Option<&str>) -> Analysis {
        assemble::analysis(&self.vocabulary, text, title)
    }
}

#[cfg(test)]
mod tests;
