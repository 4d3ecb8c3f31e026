//! Parts of speech, names and trees by linear models trained from treebanks and name corpora.
//!
//! A [`Model`] reads its weights where they lie, so loading costs a checksum and nothing else. It is fast and
//! small; what it finds is a start for the rules that read. The trainer uses the features defined here, so that
//! what is learnt and what is run cannot drift apart.

mod features;
mod file;
mod names;
mod parser;
mod steps;
mod table;
mod tagger;
mod traits;

pub use features::{feature, join};
pub use file::{VERSION, write_file};
pub use names::{KINDS, MARKS, marks, may_follow, name_features, spelled};
pub use parser::{Seen, step_features};
pub use steps::{State, Step, write_steps};
pub use table::{Row, Table, write_table};
pub use tagger::{TAGS, tag_features};
pub use traits::{Casing, KNOWN, Traits, known_feature};

use crate::{Deprel, Name, Reading, Upos};

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
}

/// A tagger, a finder of names and a parser for one language.
#[derive(Debug, Clone)]
pub struct Model<'a> {
    known: Table<'a>,
    tagger: Table<'a>,
    names: Table<'a>,
    name_steps: [[i32; MARKS]; MARKS],
    parser: Table<'a>,
    parser_steps: Vec<Step>,
}

impl<'a> Model<'a> {
    /// Reads a model from the bytes of its file.
    ///
    /// # Errors
    /// The bytes are no model file, of another version, or damaged.
    pub fn load(bytes: &'a [u8]) -> Result<Self, ModelError> {
        let [known, tagger, names, name_steps, parser, parser_steps] = file::read_file(bytes)?;
        let table = |bytes| Table::read(bytes).ok_or(ModelError::Damaged("a table is broken"));
        Ok(Self {
            known: table(known)?,
            tagger: table(tagger)?,
            names: table(names)?,
            name_steps: names::read_steps(name_steps).ok_or(ModelError::Damaged("steps are broken"))?,
            parser: table(parser)?,
            parser_steps: steps::read_steps(parser_steps).ok_or(ModelError::Damaged("steps are broken"))?,
        })
    }

    /// Reads the words of a sentence, as printed, clitics apart.
    pub fn read(&self, words: &[&str]) -> Reading {
        let traits = Traits::all(words, &self.known);
        let tags = tagger::tag(&self.tagger, &traits);
        let names = names::find(&self.names, &self.name_steps, &traits, &tags);
        let tree = self.parse(&traits, &tags, &names);
        Reading { tags, names, tree }
    }

    /// Parses words whose parts of speech and names are known.
    pub fn parse(&self, words: &[Traits], tags: &[Upos], names: &[Name]) -> Vec<(Option<usize>, Deprel)> {
        parser::parse(&self.parser, &self.parser_steps, &Seen::new(words, tags, names)).tree().collect()
    }
}

#[cfg(test)]
mod tests;
