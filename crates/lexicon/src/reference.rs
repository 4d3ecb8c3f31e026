use std::collections::BTreeMap;

use foldhash::HashSet;
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
    /// From a body that keeps order to where it does, in a language that needs a word there: *police* **in** *Peru*.
    pub serving: Vec<String>,
    /// From a title to its bearer's name.
    pub leads: Vec<String>,
    /// Forms of address before a name, which are no part of it: *Mr*, *Pak*.
    pub honorifics: Vec<String>,
    /// Small words inside persons' names.
    pub particles: Vec<String>,
    /// Between the members of a list.
    pub joints: Vec<String>,
    /// Before a city that is only a place.
    pub places: Vec<String>,
    /// Before an address or the place of an office: *di*.
    pub addresses: Vec<String>,
    /// Before where somebody goes or comes from: *ke*, *dari*.
    pub motions: Vec<String>,
    /// Before what only is where somebody goes: *ke*.
    pub goals: Vec<String>,
    /// From an envoy to where he serves: *untuk*, *bagi*.
    pub postings: Vec<String>,
    /// What stands for an owner at the end of a word: *-nya*.
    pub clitics: Vec<String>,
    /// Verbs between a noun and whose it is, or who it is: *bermarkas*, *bernama*.
    pub belonging: Vec<String>,
    /// Of them those that lead to a name: *bernama*.
    pub named: Vec<String>,
    /// Between a noun and somebody whose it is not: *terhadap*.
    pub against: Vec<String>,
    /// Before several of whom each is meant: *para*.
    pub each: Vec<String>,
    /// Begin what describes a person behind a comma: *seorang*, *mantan*.
    pub describing: Vec<String>,
    /// Of people who move: a city behind *ke* or *dari* after them is a place.
    pub moves: Vec<String>,
    /// Between armed men and where they are or go, which tells not whose they are: *pasukan di*.
    pub whereabouts: Vec<String>,
    /// Before a state's name that only tells them apart: *dolar*, *bahasa*, *piala*.
    pub labelled: Vec<String>,
}

/// Words for states that act together: *14 negara*, *keempat pemimpin itu*, and for who they are.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CoalitionWords {
    /// What they are called, in one word or several: *negara*, *kepala negara*.
    pub nouns: Vec<String>,
    /// Numbers in words before the noun.
    pub counts: BTreeMap<String, usize>,
    /// Before the noun: so many who were named before.
    pub again: BTreeMap<String, usize>,
    /// Before the noun: several, nobody says how many.
    pub plurals: Vec<String>,
    /// Of these the one that says nothing of who they are: *para pemimpin*.
    pub bare: Vec<String>,
    /// Behind the noun: others than those named beside them.
    pub others: Vec<String>,
    /// Between a title and the noun: *menteri luar negeri* **dari** *14 negara*.
    pub of: Vec<String>,
    /// Before the list of those who belong to them.
    pub members: Vec<String>,
    /// Words for putting one's name to a text: a list beside them is its signers.
    pub signing: Vec<String>,
    /// Before such a word: besides those named before.
    pub joining: Vec<String>,
    /// Those beside a state that nobody counts: *sekutu*.
    pub allies: Vec<String>,
    /// Between a state and its allies.
    pub with: Vec<String>,
    /// Texts that are signed.
    pub texts: Vec<String>,
    /// Passed over between such a word and the list.
    pub fillers: Vec<String>,
    /// Texts they are read in.
    pub examples: Vec<ReferenceExample>,
    /// The words that such a phrase may begin with; all other words need no second look.
    #[serde(skip)]
    openers: HashSet<String>,
}

impl CoalitionWords {
    /// Whether a phrase for states that act together may begin with a word in its folded form. Titles may too.
    pub fn may_begin(&self, key: &str) -> bool {
        self.openers.contains(key) || key.starts_with(|c: char| c.is_ascii_digit())
    }

    fn note_openers(&mut self, words: &ReferenceWords) {
        let phrases = self.nouns.iter().chain(&self.plurals).chain(&self.allies);
        let first = phrases.filter_map(|phrase| phrase.split(' ').next());
        let numbers = self.counts.keys().chain(self.again.keys());
        let single = numbers.chain(&words.definite).chain(&words.demonstratives).map(String::as_str);
        self.openers = first.chain(single).map(str::to_owned).collect();
    }
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
    #[serde(default)]
    coalition: Option<CoalitionWords>,
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
    coalition: CoalitionWords,
    forms: Names<ReferenceSense>,
}

impl References {
    /// Loads `references.toml` of a language's folder, such as `id/`. The `[words]` and `[coalition]` of a later
    /// file replace those before.
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
            all.coalition = read.coalition.unwrap_or(all.coalition);
        }
        all.coalition.note_openers(&all.words);
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

    /// Words for states that act together.
    pub fn coalition(&self) -> &CoalitionWords {
        &self.coalition
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
