//! English: characters to sentences, words and lemmas.

mod contraction;
mod grammar;
mod lemma;
mod token;
mod vocabulary;

use telisik_record::{Lang, Text};

pub use crate::VocabularyError;
use crate::{Analysis, Deprel, Language, Reading, Scheme, Sentence, Upos, segment};
use vocabulary::Vocabulary;

/// English, with all it needs built in.
///
/// Words are those of Universal Dependencies: *doesn't* is one token of two words, *US-led* is three tokens.
/// [`Word::root`](crate::Word::root) is the lemma in lower case, and a noun that stands for an act has the verb
/// of the act in [`Morphology::verb`](crate::Morphology::verb).
///
/// There is no model for English yet: parts of speech are `X`, there are no heads and no names, and lemmas are
/// guessed from the form alone.
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
}

impl English {
    /// Loads the word lists that are built in.
    ///
    /// # Errors
    ///
    /// If a list is damaged; the error names the file.
    pub fn new() -> Result<Self, VocabularyError> {
        Ok(Self { vocabulary: Vocabulary::builtin()? })
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

    // There is no model yet: the part of speech of each word is X and it has no head. What a model finds is given here.
    fn read(&self, sentences: &[Vec<&str>], _: Scheme) -> Vec<Reading> {
        let unread = |words: &Vec<&str>| Reading {
            tags: vec![Upos::X; words.len()],
            names: Vec::new(),
            tree: vec![(None, Deprel::Dep); words.len()],
        };
        sentences.iter().map(unread).collect()
    }

    fn settle(&self, sentence: &mut Sentence, text: &Text) {
        for word in &mut sentence.words {
            word.morphology = self.vocabulary.lexicon.morphology(text.slice(word.span), word.upos);
        }
    }
}

#[cfg(test)]
mod tests;
