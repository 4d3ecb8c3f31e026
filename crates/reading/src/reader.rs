use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};
use telisik_language::en::English;
use telisik_language::id::Indonesian;
use telisik_language::{Analysis, Block, Language, VocabularyError};
use telisik_lexicon::{Lexicon, LexiconError, Sources};
use telisik_record::{Document, Lang, Record, Text};

use crate::{Article, actors, events, norms, stances, statements, times, warnings};

/// Why a reader cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum ReaderError {
    /// The word lists or the model of a language are damaged.
    #[error("the pack of the language `{lang}` cannot be used: {source}")]
    Language {
        /// The language.
        lang: Lang,
        /// What is wrong.
        source: VocabularyError,
    },
    /// A lexicon file cannot be used.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
}

/// What reading one language takes.
struct Pack {
    language: Box<dyn Language>,
    lexicon: Lexicon,
}

/// Reads documents into records. Made once, then used from any number of threads.
///
/// A language is loaded when its first document comes, so that who reads one language does not wait for another.
///
/// ```
/// use telisik_lexicon::Sources;
/// use telisik_reading::Reader;
/// use telisik_record::{Document, Lang};
///
/// let reader = Reader::new(Sources::builtin())?;
/// let record = reader.read(Document::new("contoh", Lang::Id, "Jepang mengecam peluncuran rudal itu."));
/// assert_eq!(record.document.id, "contoh");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Reader {
    sources: Sources,
    /// In the order of [`Lang::ALL`]; `None` inside for a pack that is damaged.
    packs: [OnceLock<Option<Pack>>; Lang::ALL.len()],
}

impl Reader {
    /// A reader with these lexicon files and the models that are built in.
    ///
    /// # Errors
    ///
    /// If a file that is laid over the built-in ones cannot be used: then all languages are loaded at once, so that
    /// a slip is told before anything is read.
    pub fn new(sources: Sources) -> Result<Self, ReaderError> {
        let reader = Self { sources, packs: Default::default() };
        if !reader.sources.is_builtin() {
            for lang in Lang::ALL {
                let pack = reader.load(lang)?;
                reader.slot(lang).get_or_init(|| Some(pack));
            }
        }
        Ok(reader)
    }

    /// Whether there is a pack for this language; loads it.
    pub fn reads(&self, lang: Lang) -> bool {
        self.pack(lang).is_some()
    }

    /// The lexicon a language is read with; `None` where its pack is damaged.
    pub fn lexicon(&self, lang: Lang) -> Option<&Lexicon> {
        self.pack(lang).map(|pack| &pack.lexicon)
    }

    /// SHA-256 of all lexicon files, in hexadecimal.
    pub fn lexicon_sha256(&self) -> String {
        self.sources.sha256()
    }

    /// SHA-256 over those of the models of all languages, in hexadecimal.
    pub fn model_sha256(&self) -> String {
        let models = Indonesian::model_sha256() + &English::model_sha256();
        Sha256::digest(models).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn slot(&self, lang: Lang) -> &OnceLock<Option<Pack>> {
        match lang {
            Lang::Id => &self.packs[0],
            Lang::En => &self.packs[1],
        }
    }

    fn pack(&self, lang: Lang) -> Option<&Pack> {
        // What is built in loads, as the tests show; anything else was loaded when the reader was made.
        self.slot(lang).get_or_init(|| self.load(lang).ok()).as_ref()
    }

    fn load(&self, lang: Lang) -> Result<Pack, ReaderError> {
        let loaded = self.packs.iter().find_map(|slot| slot.get()?.as_ref());
        let lexicon = match loaded {
            Some(pack) => Lexicon::with_actors(&self.sources, lang, Arc::clone(&pack.lexicon.actors))?,
            None => Lexicon::load(&self.sources, lang)?,
        };
        let damaged = |source| ReaderError::Language { lang, source };
        let language: Box<dyn Language> = match lang {
            Lang::Id => Box::new(Indonesian::new().map_err(damaged)?),
            Lang::En => Box::new(English::new().map_err(damaged)?),
        };
        Ok(Pack { language, lexicon })
    }

    /// A text taken apart into words with their roots, of no part of speech yet: quick, and the same wherever a word
    /// stands. `None` where the language's pack is damaged.
    pub fn segment(&self, lang: Lang, text: &Text) -> Option<Analysis> {
        self.pack(lang).map(|pack| pack.language.segment(text, None))
    }

    /// Everything that can be read in a document. One whose language's pack is damaged gives an empty record.
    pub fn read(&self, document: Document) -> Record {
        let Some(Pack { language, lexicon }) = self.pack(document.lang) else {
            return Record::new(document);
        };
        let analysis = language.analyze(&document.text, document.title.as_deref());
        let article = Article { document: &document, analysis: &analysis };
        let times = times::read(article, &lexicon.calendar);
        let mut cast = actors::read(article, lexicon, times.reference_date);
        let statements = statements::read(article, lexicon, &cast, &times);
        let quotes = statements::warnings(article, lexicon, &statements);
        let mut events = events::read(article, lexicon, &mut cast, &times, &statements);
        let tellings = stances::Tellings::new(article, lexicon, &cast, &statements, &events);
        let stances = stances::read(article, lexicon, &cast, &statements, &events, &tellings);
        stances::settle(article, &tellings, &stances, &mut events);
        let headlines = warnings::read(article, lexicon, &events, &stances, &tellings);
        let norms = norms::read(article, lexicon, &cast, &statements, &events);
        let dateline = dateline(article);
        let mut record = Record::new(document);
        record.document.dateline = dateline;
        record.document.reference_date = times.reference_date;
        record.warnings =
            times.warnings.into_iter().chain(cast.warnings).chain(quotes).chain(headlines).collect();
        record.warnings.sort_by_key(|warning| warning.span);
        record.times = times.times;
        record.actors = cast.actors;
        record.statements = statements;
        record.events = events;
        record.stances = stances;
        record.norms = norms;
        record
    }
}

/// The place of filing and the outlet before the first sentence, as printed.
fn dateline(article: Article<'_>) -> Option<String> {
    let dateline = article.sentences().iter().find(|sentence| sentence.block == Block::Dateline)?;
    let printed = article.slice(dateline.span);
    Some(printed.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')').to_owned())
}
