//! The lemma of an English word, by its form and part of speech.

use std::collections::BTreeMap;

use foldhash::{HashMap, HashMapExt, HashSet};
use serde::Deserialize;

use super::vocabulary::tag_of;
use crate::list::{VocabularyError, parse};
use crate::{Morphology, Nominal, Upos};

/// Longer forms are no words, in bytes.
const LONGEST: usize = 64;
/// No listed ending is longer, in bytes.
const LONGEST_ENDING: usize = 14;

/// Endings of words; the longest one that fits a word decides. With `=` before it an entry is a whole word.
#[derive(Debug)]
struct Endings<T> {
    words: HashMap<String, T>,
    endings: HashMap<String, T>,
}

impl<T: Copy> Endings<T> {
    fn new(lists: impl IntoIterator<Item = (Vec<String>, T)>) -> Self {
        let (mut words, mut endings) = (HashMap::new(), HashMap::new());
        for (entries, value) in lists {
            for entry in entries {
                match entry.strip_prefix('=') {
                    Some(word) => words.insert(word.to_owned(), value),
                    None => endings.insert(entry, value),
                };
            }
        }
        Self { words, endings }
    }

    fn of(&self, word: &str) -> Option<T> {
        let from = word.len().saturating_sub(LONGEST_ENDING);
        let longest = || (from..word.len()).find_map(|at| self.endings.get(word.get(at..)?).copied());
        self.words.get(word).copied().or_else(longest)
    }
}

/// What a stem has lost before *-ed* or *-ing*.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stem {
    /// An e: *invad|ed*.
    Silent,
    /// Nothing: *avoid|ed*.
    Bare,
    /// Nothing, its doubled letter is its own: *call|ed*.
    Doubled,
    /// Nothing, and it has won a letter: *controll|ed*.
    Undoubled,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EndingsFile {
    silent: Vec<String>,
    bare: Vec<String>,
    doubled: Vec<String>,
    undoubled: Vec<String>,
    whole: Vec<String>,
    keeps_e: Vec<String>,
    keeps_ie: Vec<String>,
    compared: HashSet<String>,
    names: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Entry {
    /// A form and its lemma.
    Lemma(String),
    /// A lemma and its forms.
    Forms(Vec<String>),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NominalsFile {
    act: HashMap<String, Box<str>>,
}

/// What lemmas are found by.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// Lemmas of listed forms, by part of speech.
    listed: HashMap<Upos, HashMap<String, Box<str>>>,
    stems: Endings<Stem>,
    whole: Endings<()>,
    keeps_e: Endings<()>,
    keeps_ie: Endings<()>,
    compared: HashSet<String>,
    names: Endings<()>,
    acts: HashMap<String, Box<str>>,
}

type File = (&'static str, &'static str);

impl Lexicon {
    pub(super) fn read(irregular: File, endings: File, nominals: File) -> Result<Self, VocabularyError> {
        let mut listed: HashMap<Upos, HashMap<String, Box<str>>> = HashMap::new();
        for (tag, entries) in parse::<BTreeMap<String, BTreeMap<String, Entry>>>(irregular)? {
            let forms = listed.entry(tag_of(irregular.0, &tag)?).or_default();
            for (key, entry) in entries {
                match entry {
                    Entry::Lemma(lemma) => {
                        forms.insert(key, lemma.into());
                    }
                    Entry::Forms(inflected) => {
                        for form in inflected {
                            forms.insert(form, key.as_str().into());
                        }
                        forms.insert(key.clone(), key.into());
                    }
                }
            }
        }
        let file: EndingsFile = parse(endings)?;
        let all = |entries| Endings::new([(entries, ())]);
        let stems = Endings::new([
            (file.silent, Stem::Silent),
            (file.bare, Stem::Bare),
            (file.doubled, Stem::Doubled),
            (file.undoubled, Stem::Undoubled),
        ]);
        Ok(Self {
            listed,
            stems,
            whole: all(file.whole),
            keeps_e: all(file.keeps_e),
            keeps_ie: all(file.keeps_ie),
            compared: file.compared,
            names: all(file.names),
            acts: parse::<NominalsFile>(nominals)?.act,
        })
    }

    /// The lemma of a form as printed, in lower case.
    pub(super) fn lemma(&self, form: &str, upos: Upos) -> Box<str> {
        let mut lower = form.to_lowercase();
        if lower.len() > LONGEST {
            return lower.into();
        }
        if lower.chars().nth(1).is_some() {
            lower = lower.replace(['\u{2019}', '\u{2018}', '`'], "'");
        }
        if let Some(listed) = self.listed(upos, &lower) {
            return listed.into();
        }
        match upos {
            Upos::Verb | Upos::Aux => self.verb(&lower),
            // *GPS*
            Upos::Noun if form.len() < 5 && !form.contains(char::is_lowercase) => lower,
            Upos::Noun => self.noun(&lower),
            Upos::Propn => self.name(&lower),
            Upos::Adj | Upos::Adv => self.positive(&lower).unwrap_or(lower),
            Upos::Num => number(lower),
            Upos::X => self.guess(lower),
            _ => lower,
        }
        .into()
    }

    /// Lemma and, of a noun that stands for an act, its verb.
    pub(super) fn morphology(&self, form: &str, upos: Upos) -> Morphology {
        let root = self.lemma(form, upos);
        let act = matches!(upos, Upos::Noun | Upos::X).then(|| self.acts.get(&*root)).flatten();
        // What is both is a verb where nothing tells: *attack* alone is no noun yet.
        let act = act.filter(|verb| upos == Upos::Noun || ***verb != *root);
        let verb = act.filter(|verb| ***verb != *root).cloned();
        Morphology { nominal: act.map(|_| Nominal::Act), verb, root, ..Morphology::default() }
    }

    /// Whether a form in lower case is listed as one of a verb.
    pub(super) fn is_verb(&self, lower: &str) -> bool {
        self.listed(Upos::Verb, lower).is_some()
    }

    /// Nouns that stand for an act, with their verbs.
    #[cfg(test)]
    pub(super) fn acts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.acts.iter().map(|(noun, verb)| (noun.as_str(), &**verb))
    }

    fn listed(&self, upos: Upos, lower: &str) -> Option<&str> {
        self.listed.get(&upos)?.get(lower).map(|lemma| &**lemma)
    }

    /// The infinitive of a verb that is not listed.
    fn verb(&self, lower: &str) -> String {
        let sounds = |stem: &&str| stem.len() > 1 && stem.contains(is_vowel);
        if let Some(stem) = lower.strip_suffix("ing").filter(sounds) {
            return self.restored(stem);
        }
        if let Some(stem) = lower.strip_suffix("ied").filter(|stem| stem.len() > 1) {
            return format!("{stem}y");
        }
        if let Some(stem) = lower.strip_suffix("ed").filter(sounds)
            && !stem.ends_with('e')
        {
            return self.restored(stem);
        }
        if lower.ends_with('s') && !lower.ends_with("ss") && !lower.ends_with("us") && lower.len() > 3 {
            return self.without_s(lower);
        }
        lower.to_owned()
    }

    /// A stem as it is without *-ed* or *-ing*.
    fn restored(&self, stem: &str) -> String {
        let mut letters = stem.chars().rev();
        let (last, before) = (letters.next(), letters.next());
        let twice = last == before && last.is_some_and(|c| c.is_ascii_alphabetic() && !is_vowel(c));
        match self.stems.of(stem) {
            Some(Stem::Doubled | Stem::Bare) if twice => stem.to_owned(),
            _ if twice => stem[..stem.len() - 1].to_owned(),
            Some(Stem::Silent) => format!("{stem}e"),
            _ => stem.to_owned(),
        }
    }

    /// The singular of a noun that is not listed.
    fn noun(&self, lower: &str) -> String {
        // *mother-in-law*, *cover-up*: the last part is the noun where there is one.
        // *1990s* and *accounts.xls* have no singular.
        let odd =
            lower.contains(['.', '/', '&']) || lower.bytes().rev().nth(1).is_some_and(|b| b.is_ascii_digit());
        if !lower.ends_with('s') || lower.len() < 3 || odd || self.whole.of(lower).is_some() {
            return match lower.rsplit_once('-') {
                Some((first, last)) => {
                    self.listed(Upos::Noun, last).map_or(lower.to_owned(), |lemma| format!("{first}-{lemma}"))
                }
                None => lower.to_owned(),
            };
        }
        self.without_s(lower)
    }

    fn name(&self, lower: &str) -> String {
        if self.names.of(lower).is_some() { self.without_s(lower) } else { lower.to_owned() }
    }

    /// A form in *-s* without it.
    fn without_s(&self, lower: &str) -> String {
        let singular = &lower[..lower.len() - 1];
        if self.keeps_e.of(singular).is_some() || self.keeps_ie.of(singular).is_some() {
            return singular.to_owned();
        }
        if let Some(stem) = singular.strip_suffix("ie") {
            return if stem.len() > 1 { format!("{stem}y") } else { singular.to_owned() };
        }
        let hissing = ["sse", "she", "che", "xe", "zze", "oe"].into_iter().any(|end| singular.ends_with(end));
        // *viruses*, *campuses*: the rest of them are listed.
        let latin = singular.strip_suffix("use").is_some_and(|stem| self.is_latin(stem));
        match singular.strip_suffix('e') {
            Some(stem) if hissing || latin => stem.to_owned(),
            _ => singular.strip_suffix('\'').unwrap_or(singular).to_owned(),
        }
    }

    /// Whether a noun in *-us* ends so: *terminus* but not *excuse*.
    fn is_latin(&self, stem: &str) -> bool {
        self.listed(Upos::Noun, &format!("{stem}us")).is_some()
    }

    /// The adjective that a comparative or superlative is of.
    fn positive(&self, lower: &str) -> Option<String> {
        let stem =
            lower.strip_suffix("est").or_else(|| lower.strip_suffix("er")).filter(|stem| stem.len() > 1)?;
        let known = |word: &String| self.compared.contains(word);
        let mut letters = stem.chars().rev();
        let twice = letters.next() == letters.next();
        let single = stem.char_indices().next_back().filter(|_| twice).map(|(at, _)| stem[..at].to_owned());
        let soft = stem.strip_suffix('i').map(|stem| format!("{stem}y"));
        // *bigger* before *bigg*; *freer* and *larger* have lost an e.
        [Some(stem.to_owned()), single, soft, Some(format!("{stem}e"))].into_iter().flatten().find(known)
    }

    /// The lemma where the part of speech is not known: a listed form first, then what an ending shows.
    fn guess(&self, lower: String) -> String {
        let listed = [Upos::Part, Upos::Aux, Upos::Verb, Upos::Noun, Upos::Det, Upos::Pron, Upos::Adj];
        if let Some(lemma) = listed.into_iter().find_map(|upos| self.listed(upos, &lower)) {
            return lemma.to_owned();
        }
        if !lower.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') {
            return number(lower);
        }
        let inflected = lower.len() > 5 && (lower.ends_with("ing") || lower.ends_with("ed"));
        if inflected {
            self.verb(&lower)
        } else if let Some(positive) = self.positive(&lower) {
            positive
        } else if lower.len() > 3 {
            self.noun(&lower)
        } else {
            lower
        }
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// A number without the marks that group its digits: *1,200* is *1200*.
fn number(lower: String) -> String {
    let grouped =
        lower.contains(',') && lower.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'));
    if grouped { lower.replace(',', "") } else { lower }
}

#[cfg(test)]
mod tests {
    use super::*;

    const IRREGULAR: &str = include_str!("../../../../data/en/irregular.toml");
    const ENDINGS: &str = include_str!("../../../../data/en/endings.toml");

    #[test]
    fn a_form_has_one_lemma() {
        let file: BTreeMap<String, BTreeMap<String, Entry>> = toml::from_str(IRREGULAR).unwrap();
        for (tag, entries) in file {
            let mut lemmas: HashMap<String, String> = HashMap::new();
            for (key, entry) in entries {
                let forms = match entry {
                    Entry::Lemma(_) => vec![key.clone()],
                    Entry::Forms(forms) => forms.into_iter().chain([key.clone()]).collect(),
                };
                for form in forms {
                    assert_eq!(form.to_lowercase(), form);
                    let other = lemmas.insert(form.clone(), key.clone());
                    assert_eq!(other, None, "{tag}: {form} is listed under {key} as well");
                }
            }
        }
    }

    #[test]
    fn an_ending_is_listed_once() {
        let file: EndingsFile = toml::from_str(ENDINGS).unwrap();
        let stems = [file.silent, file.bare, file.doubled, file.undoubled].concat();
        for list in [stems, file.whole, [file.keeps_e, file.keeps_ie].concat(), file.names] {
            let mut seen = HashSet::default();
            for entry in list {
                assert!(entry.len() <= LONGEST_ENDING || entry.starts_with('='), "{entry} is too long");
                assert!(seen.insert(entry.clone()), "{entry} is listed twice");
            }
        }
    }
}
