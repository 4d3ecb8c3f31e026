use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use crate::source::lay_over;
use crate::{LexiconError, Sources};

/// A norm that has a name of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedNorm {
    /// Its id, which is also the rule's: `id.norm.unclos`.
    pub id: String,
    /// The code of the body that issued it, where the name tells.
    pub issuer: Option<String>,
}

/// A word that names a norm together with what follows it: *resolusi DK PBB 1701*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NormKind {
    /// Its id, which is also the rule's: `id.norm.resolution`.
    pub id: String,
    /// Only in capitals and with a name in capitals behind it.
    pub proper: bool,
    /// Words before it that make it none yet: *rancangan resolusi*.
    pub except: Vec<String>,
}

/// How a word says that a norm is violated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ViolationForm {
    /// Doer, word, norm: *melanggar*.
    Verb,
    /// Norm, word, doer: *dilanggar*.
    Passive,
    /// Word, doer, norm: *pelanggaran*.
    Noun,
}

/// A text and which norm must be read in it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NormExample {
    /// The text.
    pub text: String,
    /// The norm's name, as printed there.
    pub name: String,
    /// The mood in which it is said to be violated.
    #[serde(default)]
    pub mood: Option<telisik_record::Mood>,
    /// Country codes of who is said to violate it.
    #[serde(default)]
    pub by: Vec<String>,
}

/// All norms of one language, the words that name them, and those that say they are violated.
#[derive(Debug, Clone, Default)]
pub struct Norms {
    named: Vec<NamedNorm>,
    /// First word of a name in lower case to the words of the whole and the norm.
    names: HashMap<String, Vec<(Vec<String>, usize)>>,
    kinds: Vec<NormKind>,
    by_kind: HashMap<String, usize>,
    /// First word of a phrase to its other words and what it is.
    violations: HashMap<String, Vec<(Vec<String>, ViolationForm)>>,
    deeds: HashSet<String>,
    examples: Vec<NormExample>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    norm: Vec<NamedEntry>,
    #[serde(default)]
    kind: Vec<KindEntry>,
    #[serde(default)]
    violation: Vec<ViolationEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NamedEntry {
    key: String,
    names: Vec<String>,
    #[serde(default)]
    issuer: Option<String>,
    source: String,
    examples: Vec<NormExample>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindEntry {
    key: String,
    words: Vec<String>,
    #[serde(default)]
    proper: bool,
    #[serde(default)]
    except: Vec<String>,
    source: String,
    examples: Vec<NormExample>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ViolationEntry {
    key: String,
    verbs: Vec<String>,
    #[serde(default)]
    passives: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    phrases: Vec<String>,
    #[serde(default)]
    deeds: Vec<String>,
    source: String,
    examples: Vec<NormExample>,
}

impl Norms {
    /// Reads `id/norms.toml`. A later entry stands in the place of an earlier one of its key.
    ///
    /// # Errors
    ///
    /// If a file is not of the form or holds a key twice, or an entry has no source or example.
    pub fn load(sources: &Sources) -> Result<Self, LexiconError> {
        let (mut norms, mut kinds, mut violations) = (Vec::new(), Vec::new(), Vec::new());
        for file in sources.at("id/norms.toml") {
            let File { norm, kind, violation } = file.parse()?;
            let facts = norm.iter().map(|e| (&e.key, &e.source, &e.examples));
            let facts = facts.chain(kind.iter().map(|e| (&e.key, &e.source, &e.examples)));
            let facts = facts.chain(violation.iter().map(|e| (&e.key, &e.source, &e.examples)));
            file.each_once(facts.clone().map(|(key, _, _)| key.as_str()))?;
            for (key, source, examples) in facts {
                if source.trim().is_empty() || examples.is_empty() {
                    return Err(file.entry_error(key, "give a source and at least one example"));
                }
            }
            lay_over(&mut norms, norm, |entry| &entry.key);
            lay_over(&mut kinds, kind, |entry| &entry.key);
            lay_over(&mut violations, violation, |entry| &entry.key);
        }
        let mut read = Self::default();
        norms.into_iter().for_each(|entry| read.add_named(entry));
        kinds.into_iter().for_each(|entry| read.add_kind(entry));
        violations.into_iter().for_each(|entry| read.add_violation(entry));
        Ok(read)
    }

    fn add_named(&mut self, entry: NamedEntry) {
        self.examples.extend(entry.examples);
        let number = self.named.len();
        self.named.push(NamedNorm { id: format!("id.norm.{}", entry.key), issuer: entry.issuer });
        for name in entry.names {
            let words: Vec<String> = words(&name).collect();
            let Some(first) = words.first().cloned() else { continue };
            self.names.entry(first).or_default().push((words, number));
        }
    }

    fn add_kind(&mut self, entry: KindEntry) {
        self.examples.extend(entry.examples);
        self.by_kind.extend(entry.words.into_iter().map(|word| (word, self.kinds.len())));
        let id = format!("id.norm.{}", entry.key);
        self.kinds.push(NormKind { id, proper: entry.proper, except: entry.except });
    }

    fn add_violation(&mut self, entry: ViolationEntry) {
        self.examples.extend(entry.examples);
        self.deeds.extend(entry.deeds);
        let forms = [
            (ViolationForm::Verb, entry.verbs),
            (ViolationForm::Verb, entry.phrases),
            (ViolationForm::Passive, entry.passives),
            (ViolationForm::Noun, entry.nouns),
        ];
        for (form, phrases) in forms {
            for phrase in phrases {
                let mut words = words(&phrase);
                let Some(first) = words.next() else { continue };
                self.violations.entry(first).or_default().push((words.collect(), form));
            }
        }
    }

    /// The named norm whose longest name begins at word `at`, and how many words it takes. `words` are in lower case.
    pub fn named(&self, words: &[&str], at: usize) -> Option<(&NamedNorm, usize)> {
        let fits = |name: &&(Vec<String>, usize)| {
            name.0.iter().enumerate().all(|(behind, word)| words.get(at + behind) == Some(&word.as_str()))
        };
        let names = self.names.get(*words.get(at)?)?;
        let (name, number) = names.iter().filter(fits).max_by_key(|name| name.0.len())?;
        Some((self.named.get(*number)?, name.len()))
    }

    /// The kind of norm that a word in lower case names.
    pub fn kind(&self, word: &str) -> Option<&NormKind> {
        self.kinds.get(*self.by_kind.get(word)?)
    }

    /// How the words from `at` on say that a norm is violated, and how many words that takes.
    pub fn violation(&self, words: &[&str], at: usize) -> Option<(ViolationForm, usize)> {
        let fits = |(rest, _): &&(Vec<String>, ViolationForm)| {
            rest.iter().enumerate().all(|(behind, word)| words.get(at + 1 + behind) == Some(&word.as_str()))
        };
        let phrases = self.violations.get(*words.get(at)?)?;
        let (rest, form) = phrases.iter().filter(fits).max_by_key(|(rest, _)| rest.len())?;
        Some((*form, rest.len() + 1))
    }

    /// Whether a word in lower case stands for a deed without telling it: *tindakan, langkah*.
    pub fn is_deed(&self, word: &str) -> bool {
        self.deeds.contains(word)
    }

    /// The examples of all entries.
    pub fn examples(&self) -> &[NormExample] {
        &self.examples
    }
}

/// The words of a name in lower case. A mark is a word only where white space sets it off.
fn words(name: &str) -> impl Iterator<Item = String> {
    name.split_whitespace().map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_is_found() {
        let norms = Norms::load(&Sources::builtin()).unwrap();
        let (norm, words) = norms.named(&["hukum", "humaniter", "internasional"], 0).unwrap();
        assert_eq!((norm.id.as_str(), words), ("id.norm.international-humanitarian-law", 3));
    }

    #[test]
    fn phrases_that_begin_alike_are_all_known_the_longest_first() {
        let toml = "[[violation]]\nkey = \"v\"\nverbs = [\"melanggar\"]\nphrases = [\"melanggar isi\"]\n\
                    source = \"a\"\nexamples = [{ text = \"x\", name = \"x\" }]\n";
        let norms = Norms::load(&Sources::default().with_text("id/norms.toml", toml)).unwrap();
        assert_eq!(norms.violation(&["melanggar", "resolusi"], 0), Some((ViolationForm::Verb, 1)));
        assert_eq!(norms.violation(&["melanggar", "isi"], 0), Some((ViolationForm::Verb, 2)));
    }

    #[test]
    fn every_example_prints_its_norm() {
        let norms = Norms::load(&Sources::builtin()).unwrap();
        assert!(norms.examples().iter().all(|example| example.text.contains(&example.name)));
    }
}
