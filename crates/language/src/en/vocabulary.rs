use std::str::FromStr;

use foldhash::{HashMap, HashMapExt, HashSet};
use serde::Deserialize;

use super::lemma::Lexicon;
use crate::Upos;
use crate::list::{VocabularyError, parse};
use crate::segment::Signs;

macro_rules! file {
    ($name:literal) => {
        (concat!("en/", $name), include_str!(concat!("../../../../data/en/", $name)))
    };
}

const FUNCTION_WORDS: (&str, &str) = file!("function-words.toml");
const CONTRACTIONS: (&str, &str) = file!("contractions.toml");
const TOKENS: (&str, &str) = file!("tokens.toml");
const STOPS: (&str, &str) = file!("stops.toml");
const NOTICES: (&str, &str) = file!("notices.toml");
const DATELINES: (&str, &str) = file!("datelines.toml");
const IRREGULAR: (&str, &str) = file!("irregular.toml");
const ENDINGS: (&str, &str) = file!("endings.toml");
const NOMINALS: (&str, &str) = file!("nominals.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ContractionsFile {
    endings: HashSet<String>,
    clipped: HashSet<String>,
    parted: Vec<String>,
}

/// Where words are written as one with those before them.
#[derive(Debug)]
pub(super) struct Contractions {
    /// What follows the apostrophe.
    pub(super) endings: HashSet<String>,
    /// What an apostrophe before it belongs to.
    pub(super) clipped: HashSet<String>,
    /// Tokens that fall apart at these bytes.
    pub(super) parted: HashMap<String, Vec<usize>>,
}

/// What holds characters together in one token.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tokens {
    /// First parts that keep their hyphen.
    prefixes: HashSet<String>,
    /// Second parts that keep their hyphen.
    suffixes: HashSet<String>,
    /// Units written right after the number.
    pub(super) units: HashSet<String>,
    /// What stands before a dollar sign in one token with it, as printed.
    pub(super) dollars: HashSet<String>,
    /// Faces, as printed.
    pub(super) emoticons: HashSet<String>,
    /// Last parts of names of sites and files.
    pub(super) domains: HashSet<String>,
    /// Endings of files that may stand alone.
    pub(super) extensions: HashSet<String>,
}

/// Abbreviations, without their last stop.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stops {
    /// Those that stand before what they belong to, written with a capital.
    pub(super) leading: HashSet<String>,
    /// Those that lead on in small letters as well.
    pub(super) linking: HashSet<String>,
    /// Those that stand before numbers.
    pub(super) numbered: HashSet<String>,
    /// Those that may end a sentence, written with a capital.
    pub(super) trailing: HashSet<String>,
    /// Those that may end a sentence, in small letters.
    pub(super) small: HashSet<String>,
    /// Those with stops inside, as printed.
    inner: HashSet<String>,
    /// Words that begin sentences.
    pub(super) starters: HashSet<String>,
    /// What follows the time of day.
    pub(super) clock: HashSet<String>,
}

/// All word lists of English.
#[derive(Debug)]
pub(super) struct Vocabulary {
    functions: HashMap<String, Upos>,
    pub(super) contractions: Contractions,
    pub(super) tokens: Tokens,
    pub(super) stops: Stops,
    pub(super) signs: Signs,
    pub(super) lexicon: Lexicon,
}

impl Vocabulary {
    pub(super) fn builtin() -> Result<Self, VocabularyError> {
        let mut functions = HashMap::new();
        for (tag, words) in parse::<HashMap<String, Vec<String>>>(FUNCTION_WORDS)? {
            let upos = tag_of(FUNCTION_WORDS.0, &tag)?;
            functions.extend(words.into_iter().map(|word| (word, upos)));
        }
        let ContractionsFile { endings, clipped, parted } = parse(CONTRACTIONS)?;
        let parted = parted.iter().map(|entry| read_parted(entry)).collect();
        Ok(Self {
            functions,
            contractions: Contractions { endings, clipped, parted },
            tokens: parse(TOKENS)?,
            stops: parse(STOPS)?,
            signs: Signs { notices: parse(NOTICES)?, datelines: parse(DATELINES)? },
            lexicon: Lexicon::read(IRREGULAR, ENDINGS, NOMINALS)?,
        })
    }

    /// The part of speech of a function word in lower case.
    pub(super) fn function(&self, lower: &str) -> Option<Upos> {
        self.functions.get(lower).copied()
    }

    /// Whether a hyphen holds two parts together: *anti|war*, *career|wise*.
    pub(super) fn joins(&self, first: &str, second: &str) -> bool {
        self.tokens.suffixes.contains(&second.to_lowercase())
            || first
                .rsplit(['-', '\u{2010}', '\u{2011}'])
                .next()
                .is_some_and(|part| self.tokens.prefixes.contains(&part.to_lowercase()))
    }

    /// Whether a word with stops inside, given without its last one, is one word: *U.S*, *a.m*, *Ph.D*.
    pub(super) fn is_dotted(&self, word: &str) -> bool {
        let letter = |part: &str| {
            let mut chars = part.chars();
            chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
        };
        word.contains('.') && (self.stops.inner.contains(word) || word.split('.').all(letter))
    }
}

/// The part of speech that a key of a list names.
pub(super) fn tag_of(path: &'static str, tag: &str) -> Result<Upos, VocabularyError> {
    Upos::from_str(tag).map_err(|()| VocabularyError::Value {
        path,
        value: tag.to_owned(),
        expected: "part of speech",
    })
}

/// The token of *can|not* and the bytes at which it falls apart.
fn read_parted(entry: &str) -> (String, Vec<usize>) {
    let bars = entry.match_indices('|').enumerate();
    (entry.replace('|', ""), bars.map(|(before, (at, _))| at - before).collect())
}
