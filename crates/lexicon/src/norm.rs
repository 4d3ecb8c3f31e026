use foldhash::{HashMap, HashSet};
use serde::Deserialize;
use telisik_record::Lang;

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

/// The small words that names of norms are made with.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NormWords {
    /// Words before a number: *nomor*.
    pub number: HashSet<String>,
    /// Words inside a name that need no capital: *tentang*.
    pub joins: HashSet<String>,
    /// Words of a name that tell its issuer, with the issuer's code: *pbb*.
    pub issuers: HashMap<String, String>,
    /// Words between a norm and its issuer or doer: *of*, *by*.
    pub of: HashSet<String>,
    /// An issuer or a name may stand before the kind: *Security Council resolution*, *Paris Agreement*.
    pub before: bool,
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
    /// The small words inside names of norms.
    pub words: NormWords,
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
    words: Option<NormWords>,
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
    /// Reads `<language>/norms.toml`. A later entry stands in the place of an earlier one of its key, and later `[words]` in
    /// the place of earlier ones as a whole.
    ///
    /// # Errors
    ///
    /// If a file is not of the form or holds a key twice, or an entry has no source or example.
    pub fn load(sources: &Sources, lang: Lang) -> Result<Self, LexiconError> {
        let (mut norms, mut kinds, mut violations) = (Vec::new(), Vec::new(), Vec::new());
        let mut words = NormWords::default();
        for file in sources.at(&format!("{}/norms.toml", lang.code())) {
            let File { words: own, norm, kind, violation } = file.parse()?;
            words = own.unwrap_or(words);
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
        let mut read = Self { words, ..Self::default() };
        norms.into_iter().for_each(|entry| read.add_named(lang, entry));
        kinds.into_iter().for_each(|entry| read.add_kind(lang, entry));
        violations.into_iter().for_each(|entry| read.add_violation(entry));
        Ok(read)
    }

    fn add_named(&mut self, lang: Lang, entry: NamedEntry) {
        self.examples.extend(entry.examples);
        let number = self.named.len();
        let id = format!("{}.norm.{}", lang.code(), entry.key);
        self.named.push(NamedNorm { id, issuer: entry.issuer });
        for name in entry.names {
            let words: Vec<String> = words(&name).collect();
            let Some(first) = words.first().cloned() else { continue };
            self.names.entry(first).or_default().push((words, number));
        }
    }

    fn add_kind(&mut self, lang: Lang, entry: KindEntry) {
        self.examples.extend(entry.examples);
        self.by_kind.extend(entry.words.into_iter().map(|word| (word, self.kinds.len())));
        let id = format!("{}.norm.{}", lang.code(), entry.key);
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

    /// How the words from `at` on say that a norm is violated, and how many words that takes: by forms in lower case or,
    /// where there are any, the lemma of the first.
    pub fn violation(
        &self,
        forms: &[&str],
        lemma: Option<&str>,
        at: usize,
    ) -> Option<(ViolationForm, usize)> {
        let fits = |(rest, _): &&(Vec<String>, ViolationForm)| {
            rest.iter().enumerate().all(|(behind, word)| forms.get(at + 1 + behind) == Some(&word.as_str()))
        };
        let of = |word: &str| self.violations.get(word).map(Vec::as_slice).unwrap_or_default();
        let form = *forms.get(at)?;
        let lemma = lemma.filter(|&lemma| lemma != form).map(of).unwrap_or_default();
        let (rest, form) = of(form).iter().chain(lemma).filter(fits).max_by_key(|(rest, _)| rest.len())?;
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
        let norms = Norms::load(&Sources::builtin(), Lang::Id).unwrap();
        let (norm, words) = norms.named(&["hukum", "humaniter", "internasional"], 0).unwrap();
        assert_eq!((norm.id.as_str(), words), ("id.norm.international-humanitarian-law", 3));
    }

    #[test]
    fn phrases_that_begin_alike_are_all_known_the_longest_first() {
        let toml = "[[violation]]\nkey = \"v\"\nverbs = [\"melanggar\"]\nphrases = [\"melanggar isi\"]\n\
                    source = \"a\"\nexamples = [{ text = \"x\", name = \"x\" }]\n";
        let norms = Norms::load(&Sources::default().with_text("id/norms.toml", toml), Lang::Id).unwrap();
        assert_eq!(norms.violation(&["melanggar", "resolusi"], None, 0), Some((ViolationForm::Verb, 1)));
        assert_eq!(norms.violation(&["melanggar", "isi"], None, 0), Some((ViolationForm::Verb, 2)));
    }

    #[test]
    fn every_example_prints_its_norm() {
        for lang in Lang::ALL {
            let norms = Norms::load(&Sources::builtin(), lang).unwrap();
            assert!(norms.examples().iter().all(|example| example.text.contains(&example.name)));
        }
    }
}
