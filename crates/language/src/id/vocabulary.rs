use std::str::FromStr;

use foldhash::{HashMap, HashMapExt, HashSet};
use serde::Deserialize;

use super::morphology;
use crate::list::{VocabularyError, parse};
use crate::segment::{Joints, Signs};
use crate::{Nominal, Upos, Voice};

macro_rules! file {
    ($name:literal) => {
        (concat!("id/", $name), include_str!(concat!("../../../../data/id/", $name)))
    };
}

const ROOTS: (&str, &str) = file!("roots.txt");
const IRREGULAR: (&str, &str) = file!("irregular.toml");
const FUNCTION_WORDS: (&str, &str) = file!("function-words.toml");
const CLITICS: (&str, &str) = file!("clitics.toml");
const STOPS: (&str, &str) = file!("stops.toml");
const GLUE: (&str, &str) = file!("glue.toml");
const NOTICES: (&str, &str) = file!("notices.toml");
const DATELINES: (&str, &str) = file!("datelines.toml");

/// A word whose root the rules would not find.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct IrregularEntry {
    form: String,
    root: String,
    voice: Option<String>,
    nominal: Option<String>,
    #[serde(default)]
    applicative: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct IrregularFile {
    word: Vec<IrregularEntry>,
}

/// A word whose derivation is listed.
#[derive(Debug)]
pub(super) struct Irregular {
    pub(super) root: Box<str>,
    pub(super) voice: Option<Voice>,
    pub(super) nominal: Option<Nominal>,
    pub(super) applicative: bool,
}

/// Words that look as if a clitic were attached, and words that take one against the rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Clitics {
    /// Words kept whole.
    pub(super) whole: HashSet<String>,
    /// What *-pun* and *-kah* part from beside known words.
    pub(super) hosts: HashSet<String>,
}

/// Abbreviations and what holds words with inner stops together.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stops {
    /// Abbreviations that stand before what they belong to.
    pub(super) leading: HashSet<String>,
    /// Abbreviations that stand after what they belong to.
    pub(super) trailing: HashSet<String>,
    /// Abbreviations with stops inside.
    inner: HashSet<String>,
    /// Last parts of site names.
    domains: HashSet<String>,
    /// Currencies written right before the number.
    currencies: HashSet<String>,
}

/// What helps to part words run together.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Glue {
    /// Names often met without the blank after them.
    pub(super) names: HashSet<String>,
    /// Words with capitals inside.
    pub(super) whole: HashSet<String>,
    /// Small words that may follow a name without a blank.
    pub(super) small: HashSet<String>,
    /// What is written together with the word after it: *antarnegara*.
    pub(super) prefixes: HashSet<String>,
    /// Small words that end names as well.
    pub(super) endings: HashSet<String>,
    /// Small words in which no name ends.
    pub(super) sure: HashSet<String>,
}

/// All word lists of Indonesian.
#[derive(Debug)]
pub(super) struct Vocabulary {
    roots: HashSet<&'static str>,
    irregular: HashMap<String, Irregular>,
    functions: HashMap<String, Upos>,
    pub(super) clitics: Clitics,
    pub(super) stops: Stops,
    pub(super) glue: Glue,
    pub(super) signs: Signs,
}

impl Vocabulary {
    pub(super) fn builtin() -> Result<Self, VocabularyError> {
        let lines = ROOTS.1.lines().filter(|line| !line.starts_with('#'));
        let mut functions = HashMap::new();
        for (tag, words) in parse::<HashMap<String, Vec<String>>>(FUNCTION_WORDS)? {
            let wrong = |()| VocabularyError::Value {
                path: FUNCTION_WORDS.0,
                value: tag.clone(),
                expected: "part of speech",
            };
            let upos = Upos::from_str(&tag).map_err(wrong)?;
            functions.extend(words.into_iter().map(|word| (word, upos)));
        }
        let mut irregular = HashMap::new();
        for entry in parse::<IrregularFile>(IRREGULAR)?.word {
            let (form, entry) = read_irregular(entry)?;
            irregular.insert(form, entry);
        }
        Ok(Self {
            roots: lines.flat_map(str::split_whitespace).collect(),
            irregular,
            functions,
            clitics: parse(CLITICS)?,
            stops: parse(STOPS)?,
            glue: parse(GLUE)?,
            signs: Signs { notices: parse(NOTICES)?, datelines: parse(DATELINES)? },
        })
    }

    /// Whether a form in lower case is listed as a root.
    pub(super) fn is_root(&self, form: &str) -> bool {
        self.roots.contains(form)
    }

    /// The part of speech of a function word.
    pub(super) fn function(&self, form: &str) -> Option<Upos> {
        self.functions.get(form).copied()
    }

    pub(super) fn irregular(&self, form: &str) -> Option<&Irregular> {
        self.irregular.get(form)
    }

    /// Whether a form in lower case is a word of the language as far as the lists and rules tell.
    pub(super) fn is_known(&self, form: &str) -> bool {
        self.function(form).is_some() || morphology::is_derived(self, form)
    }
}

fn read_irregular(entry: IrregularEntry) -> Result<(String, Irregular), VocabularyError> {
    let wrong = |value: &str, expected| VocabularyError::Value {
        path: IRREGULAR.0,
        value: value.to_owned(),
        expected,
    };
    let voice = match entry.voice.as_deref() {
        None => None,
        Some("active") => Some(Voice::Active),
        Some("passive") => Some(Voice::Passive),
        Some("accidental") => Some(Voice::Accidental),
        Some("stative") => Some(Voice::Stative),
        Some(other) => return Err(wrong(other, "voice")),
    };
    let nominal = match entry.nominal.as_deref() {
        None => None,
        Some("act") => Some(Nominal::Act),
        Some("agent") => Some(Nominal::Agent),
        Some("state") => Some(Nominal::State),
        Some(other) => return Err(wrong(other, "kind of noun")),
    };
    let irregular = Irregular { root: entry.root.into(), voice, nominal, applicative: entry.applicative };
    Ok((entry.form, irregular))
}

impl Joints for Vocabulary {
    fn joined(&self, word: &str) -> bool {
        let Some((_, last)) = word.rsplit_once('.') else { return false };
        let initials = || {
            word.split('.').all(|part| part.len() == 1 && part.starts_with(|c: char| c.is_ascii_alphabetic()))
        };
        self.stops.domains.contains(&*last.to_lowercase()) || self.stops.inner.contains(word) || initials()
    }

    fn before_digits(&self, word: &str) -> bool {
        self.stops.currencies.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_root_is_listed_once_and_in_small_letters() {
        let mut seen = HashSet::default();
        for root in ROOTS.1.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace) {
            assert!(root.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{root}");
            assert!(seen.insert(root), "{root} is listed twice");
        }
    }

    #[test]
    fn irregular_words_have_listed_roots() {
        let vocabulary = Vocabulary::builtin().expect("the built-in lists are sound");
        for (form, irregular) in &vocabulary.irregular {
            let root = &*irregular.root;
            let known = vocabulary.is_root(root)
                || vocabulary.function(root).is_some()
                || vocabulary.irregular(root).is_some();
            assert!(known, "{form}: {root} is no listed root");
        }
    }

    #[test]
    fn words_with_clitics_listed_as_whole_are_in_small_letters() {
        let vocabulary = Vocabulary::builtin().expect("the built-in lists are sound");
        assert!(vocabulary.clitics.whole.iter().all(|word| word.to_lowercase() == *word));
        assert!(vocabulary.signs.notices.begins.iter().all(|notice| notice.to_lowercase() == *notice));
        assert!(vocabulary.signs.datelines.outlets.iter().all(|outlet| outlet.to_lowercase() == *outlet));
    }
}
