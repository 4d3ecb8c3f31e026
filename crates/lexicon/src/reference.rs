use serde::Deserialize;
use telisik_record::ActorKind;

use crate::names::{Names, fold};
use crate::source::lay_over;
use crate::{LexiconError, Sources};

/// How many a pronoun points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Number {
    /// One.
    One,
    /// Two.
    Two,
    /// Three.
    Three,
    /// Several, or one that is made of many.
    Many,
}

/// A pronoun: *ia*, *mereka*.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pronoun {
    /// The entry's id.
    pub id: String,
    /// How it is printed.
    pub forms: Vec<String>,
    /// How many it points to.
    pub number: Number,
    /// What it may point to.
    pub kinds: Vec<ActorKind>,
    /// Where the entry is from.
    pub source: String,
    /// Texts it is read in.
    #[serde(default)]
    pub examples: Vec<ReferenceExample>,
}

/// A noun that points back with a demonstrative or a number: *negara itu*, *kedua negara*.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferenceNoun {
    /// The entry's id.
    pub id: String,
    /// How it is printed.
    pub forms: Vec<String>,
    /// What it may point to.
    #[serde(default)]
    pub kinds: Vec<ActorKind>,
    /// With a number it means those whom the article is about, not those named last: *kedua pihak*.
    #[serde(default)]
    pub parties: bool,
    /// The codes of those it always means, whoever was named before: *kedua Korea*.
    #[serde(default)]
    pub always: Vec<String>,
    /// Where the entry is from.
    pub source: String,
    /// Texts it is read in.
    #[serde(default)]
    pub examples: Vec<ReferenceExample>,
}

/// A text in which a word must be led to actors.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferenceExample {
    /// The text.
    pub text: String,
    /// The word or words that point back.
    pub word: String,
    /// The codes of those they point to, sorted.
    pub to: Vec<String>,
}

/// Small words around names.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReferenceWords {
    /// Behind a noun: it was named before.
    pub demonstratives: Vec<String>,
    /// Before a title: its bearer was named before.
    pub definite: Vec<String>,
    /// Before a noun: two of them were named before.
    pub both: Vec<String>,
    /// Before a noun: three of them were named before.
    pub three: Vec<String>,
    /// Before a noun: it means several.
    pub plurals: Vec<String>,
    /// Between a title and what it belongs to.
    pub fillers: Vec<String>,
    /// From a title to what it belongs to, in a language that needs a word there: *of*.
    pub possessors: Vec<String>,
    /// From a title to its bearer's name.
    pub leads: Vec<String>,
    /// Small words inside persons' names.
    pub particles: Vec<String>,
    /// Between the members of a list.
    pub joints: Vec<String>,
    /// Before a city that is only a place.
    pub places: Vec<String>,
    /// Of people who move: a city behind *ke* or *dari* after them is a place.
    pub moves: Vec<String>,
    /// Between armed men and where they are or go, which tells not whose they are: *pasukan di*.
    pub whereabouts: Vec<String>,
    /// Before a state's name that only tells them apart: *dolar*, *bahasa*, *piala*.
    pub labelled: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReferenceFile {
    #[serde(default)]
    pronoun: Vec<Pronoun>,
    #[serde(default)]
    noun: Vec<ReferenceNoun>,
    #[serde(default)]
    words: Option<ReferenceWords>,
}

/// What a pointing word is, by its place in [`References`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReferenceSense {
    /// Of [`References::pronouns`].
    Pronoun(usize),
    /// Of [`References::nouns`].
    Noun(usize),
}

/// The words of one language that point back to actors.
#[derive(Debug, Clone, Default)]
pub struct References {
    pronouns: Vec<Pronoun>,
    nouns: Vec<ReferenceNoun>,
    words: ReferenceWords,
    forms: Names<ReferenceSense>,
}

impl References {
    /// Loads `references.toml` of a language's folder, such as `id/`. The `[words]` of a later file replace
    /// those before.
    ///
    /// # Errors
    ///
    /// If a file is malformed or holds an id twice.
    pub fn load(sources: &Sources, folder: &str) -> Result<Self, LexiconError> {
        let mut all = Self::default();
        let path = format!("{folder}/references.toml");
        for file in sources.at(&path) {
            let read = file.parse::<ReferenceFile>()?;
            let ids = read.pronoun.iter().map(|e| &e.id).chain(read.noun.iter().map(|e| &e.id));
            file.each_once(ids.map(String::as_str))?;
            lay_over(&mut all.pronouns, read.pronoun, |e| &e.id);
            lay_over(&mut all.nouns, read.noun, |e| &e.id);
            all.words = read.words.unwrap_or(all.words);
        }
        let Self { pronouns, nouns, forms, .. } = &mut all;
        let mut add = |names: &[String], sense| {
            for name in names {
                forms.add(&fold(name), sense);
            }
        };
        pronouns.iter().enumerate().for_each(|(at, e)| add(&e.forms, ReferenceSense::Pronoun(at)));
        nouns.iter().enumerate().for_each(|(at, e)| add(&e.forms, ReferenceSense::Noun(at)));
        Ok(all)
    }

    /// Pronouns.
    pub fn pronouns(&self) -> &[Pronoun] {
        &self.pronouns
    }

    /// Nouns.
    pub fn nouns(&self) -> &[ReferenceNoun] {
        &self.nouns
    }

    /// Small words around names.
    pub fn words(&self) -> &ReferenceWords {
        &self.words
    }

    /// All forms.
    pub fn forms(&self) -> &Names<ReferenceSense> {
        &self.forms
    }
}

/// Whether a list holds a word that is given in its folded form.
pub fn holds(list: &[String], key: &str) -> bool {
    list.iter().any(|word| word == key)
}
