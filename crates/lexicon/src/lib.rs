//! Actors, offices, frames and cues as data, and what looks them up.
//!
//! The entries lie in TOML files under `data/`: `data/world/` for what belongs to no language (actors and
//! their codes, with their names in each language), `data/id/` for Indonesian, `data/en/` for English. They are built
//! into the program; a user can lay a folder of the same form over them ([`Sources::with_folder`]). Each entry has an id
//! or key, a source, and examples that run as tests.
//!
//! *Architecture Invariant:* loading is all or nothing. A file that is broken, contradicts another or has a name
//! under which nothing is read is an error with file and entry; nothing is passed over. A later entry stands in
//! the place of the earlier one of its id. Once loaded, looking up never fails.

use std::sync::Arc;

use telisik_record::Lang;

mod actor;
mod builtin;
mod calendar;
mod claim;
mod clauses;
mod cue;
mod error;
mod frame;
mod frames;
mod inflection;
mod names;
mod norm;
mod person;
mod reference;
mod source;
mod stance;
mod status;
mod theme;
mod time_word;
mod title;
mod tree_pattern;
mod word_class;

pub use actor::{ActorEntry, Actors, How, Seat, SeatKind, Sense, Target};
pub use calendar::{Calendar, CalendarForm, CalendarMeaning, CalendarUnit, CalendarWord};
pub use claim::ClaimTitles;
pub use clauses::Clauses;
pub use cue::{Cue, CueClass, CueExample, CueForm, Cues, Takes};
pub use error::LexiconError;
pub use frame::{Frame, FrameExample, TargetRole, Trigger, Voice};
pub use frames::Frames;
pub use names::{Case, Names, Piece, fold, pieces};
pub use norm::{NamedNorm, NormExample, NormKind, NormWords, Norms, ViolationForm};
pub use person::{Person, Term};
pub use reference::{
    CoalitionWords, Number, Pronoun, ReferenceExample, ReferenceNoun, ReferenceSense, ReferenceWords,
    References, holds,
};
pub use source::{Source, Sources};
pub use stance::{FoundStance, HolderPlace, StanceCue, StanceCues, StanceExample, StanceWords};
pub use status::{Scope, StatusCue, StatusCues};
pub use theme::{ThemeEntry, ThemeExample, Themes};
pub use time_word::TimeWord;
pub use title::{Body, People, Title, TitleSense, Titles};
pub use tree_pattern::TreePattern;
pub use word_class::{WordClass, WordClasses};

/// Everything that is looked up to read one language: one field for each kind of entry. A kind that the language has
/// no file of is empty.
#[derive(Debug, Clone)]
pub struct Lexicon {
    /// The language.
    pub lang: Lang,
    /// Actors and persons, the same for every language.
    pub actors: Arc<Actors>,
    /// Titles, bodies and peoples.
    pub titles: Titles,
    /// Words that point back to actors, and small words around names.
    pub references: References,
    /// Reporting words and the words around them.
    pub cues: Cues,
    /// Event frames.
    pub frames: Frames,
    /// Words that tell whether a deed took place.
    pub status: StatusCues,
    /// Words by which somebody confirms, denies or will not speak.
    pub stances: StanceCues,
    /// Resolutions, treaties and laws, and the words that say they are violated.
    pub norms: Norms,
    /// The small words that part clauses and lead to roles.
    pub clauses: Clauses,
    /// The words of time expressions.
    pub calendar: Calendar,
    /// SHA-256 of the files it was loaded from, those of all languages: which lexicon a record was read with.
    pub sha256: String,
}

impl Lexicon {
    /// The lexicon built into the program for Indonesian.
    ///
    /// # Errors
    ///
    /// Never, as long as the tests pass: they load it.
    pub fn builtin() -> Result<Self, LexiconError> {
        Self::load(&Sources::builtin(), Lang::Id)
    }

    /// Loads all parts.
    ///
    /// # Errors
    ///
    /// If a file is malformed or its entries contradict one another; the message names the file and entry.
    pub fn load(sources: &Sources, lang: Lang) -> Result<Self, LexiconError> {
        // Actors are as much to parse as all the rest, so they are read beside it.
        std::thread::scope(|scope| {
            let actors = scope.spawn(|| Actors::load(sources));
            let mut lexicon = Self::with_actors(sources, lang, Arc::default())?;
            lexicon.actors =
                Arc::new(actors.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
            Ok(lexicon)
        })
    }

    /// Loads the parts that belong to a language, beside actors that are loaded already.
    ///
    /// # Errors
    ///
    /// As [`Lexicon::load`].
    pub fn with_actors(sources: &Sources, lang: Lang, actors: Arc<Actors>) -> Result<Self, LexiconError> {
        let folder = lang.code();
        Ok(Self {
            lang,
            actors,
            titles: Titles::load(sources, folder)?,
            references: References::load(sources, folder)?,
            cues: Cues::load(sources, folder)?,
            frames: Frames::load(sources, lang)?,
            status: StatusCues::load(sources, lang)?,
            stances: StanceCues::load(sources, lang)?,
            norms: Norms::load(sources, lang)?,
            clauses: Clauses::load(sources, lang)?,
            calendar: Calendar::load(sources, folder)?,
            sha256: sources.sha256(),
        })
    }
}
