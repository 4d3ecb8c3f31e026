use telisik_language::id::Indonesian;
use telisik_language::{Block, Language};
use telisik_lexicon::Lexicon;
use telisik_record::{Document, Lang, Record};

use crate::{Article, actors, events, norms, stances, statements, times, warnings};

/// Why a reader cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum ReaderError {
    /// The Indonesian pack is damaged.
    #[error("the Indonesian pack cannot be used: {0}")]
    Indonesian(#[from] telisik_language::id::VocabularyError),
}

/// Reads documents into records. Made once, then used from any number of threads.
///
/// ```
/// use telisik_lexicon::Lexicon;
/// use telisik_reading::Reader;
/// use telisik_record::{Document, Lang};
///
/// let reader = Reader::new(Lexicon::builtin()?)?;
/// let record = reader.read(Document::new("contoh", Lang::Id, "Jepang mengecam peluncuran rudal itu."));
/// assert_eq!(record.document.id, "contoh");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Reader {
    lexicon: Lexicon,
    indonesian: Indonesian,
}

impl Reader {
    /// A reader with this lexicon and the models that are built in.
    ///
    /// # Errors
    ///
    /// If a built-in pack is damaged.
    pub fn new(lexicon: Lexicon) -> Result<Self, ReaderError> {
        Ok(Self { lexicon, indonesian: Indonesian::new()? })
    }

    /// Whether there is a pack for this language.
    pub fn reads(&self, lang: Lang) -> bool {
        lang == self.indonesian.lang()
    }

    /// The lexicon it reads with.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// SHA-256 of the models it reads with, in hexadecimal.
    pub fn model_sha256(&self) -> String {
        self.indonesian.model_sha256()
    }

    /// Everything that can be read in a document. One in a language without a pack gives an empty record.
    pub fn read(&self, document: Document) -> Record {
        if !self.reads(document.lang) {
            return Record::new(document);
        }
        let analysis = self.indonesian.analyze(&document.text, document.title.as_deref());
        let article = Article { document: &document, analysis: &analysis };
        let times = times::read(article, &self.lexicon.calendar);
        let cast = actors::read(article, &self.lexicon, times.reference_date);
        let statements = statements::read(article, &self.lexicon, &cast, &times);
        let quotes = statements::warnings(article, &self.lexicon, &statements);
        let mut events = events::read(article, &self.lexicon, &cast, &times, &statements);
        let tellings = stances::Tellings::new(article, &self.lexicon, &cast, &statements, &events);
        let stances = stances::read(article, &self.lexicon, &cast, &statements, &events, &tellings);
        stances::settle(&tellings, &stances, &mut events);
        let headlines = warnings::read(article, &self.lexicon, &events, &stances, &tellings);
        let norms = norms::read(article, &self.lexicon, &cast, &statements, &events);
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
