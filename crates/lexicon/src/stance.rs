use foldhash::{HashMap, HashSet};
use serde::Deserialize;
use telisik_record::{EventType, Lang, StanceKind};

use crate::source::lay_over;
use crate::{LexiconError, Sources};

/// Where the holder of a stance stands towards its cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HolderPlace {
    /// Before it: *Iran membantah*.
    Subject,
    /// Behind it: *dibantah Iran*.
    Agent,
    /// It is who speaks: *"Itu tidak benar," kata …*.
    Speaker,
}

/// What some words show about what others told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StanceCue {
    /// Its id, which is also the rule's: `id.stance.deny`.
    pub id: String,
    /// The stance they show.
    pub stance: StanceKind,
    /// The stance they show behind a negator; `None` where they then show nothing.
    pub negated: Option<StanceKind>,
    /// They show it only of what was claimed: *dismissed the report*, not *dismissed the guard*.
    pub of_claims: bool,
}

/// A cue found among words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundStance<'a> {
    /// The cue.
    pub cue: &'a StanceCue,
    /// Where its holder stands.
    pub holder: HolderPlace,
    /// How many words it takes.
    pub words: usize,
}

/// A text and who must take which stance in it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StanceExample {
    /// The text.
    pub text: String,
    /// The country code of the holder.
    #[serde(default)]
    pub holder: String,
    /// The type of the event it is about.
    #[serde(default)]
    pub event: Option<EventType>,
    /// Nobody takes the stance here.
    #[serde(default)]
    pub none: bool,
}

#[derive(Debug, Clone)]
struct Pattern {
    cue: usize,
    holder: HolderPlace,
    /// Alternatives for each word after the first.
    rest: Vec<Vec<String>>,
}

/// The small words by which a position is told from what only looks like one.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StanceWords {
    /// Nouns that stand for whom they are followed by: *pihak Iran*.
    pub sides: HashSet<String>,
    /// Negated, they limit a deed and do not deny it: *tidak lagi*, *tidak hanya*.
    pub limits: HashSet<String>,
    /// Negators that ask for a deed not to be done: *jangan*.
    pub forbid: HashSet<String>,
    /// Negators that leave it open: *belum*.
    pub pending: HashSet<String>,
    /// Words that put a deed into the future: *akan*.
    pub future: HashSet<String>,
    /// Words that put a deed into the past: *telah*.
    pub done: HashSet<String>,
    /// Words that may stand between a negator and a deed: *ada*, *pernah*.
    pub bridges: HashSet<String>,
    /// Verbs that lead to the question which somebody will not answer.
    pub asked: HashSet<String>,
    /// Words for a part in a deed that is named elsewhere: *terlibat*.
    pub involved: HashSet<String>,
    /// Words that lead to the matter of a claim: *bahwa*, *soal*.
    pub matter: HashSet<String>,
    /// Nouns for what may come, which with a pointer lead back to what was asked: *kemungkinan ini*.
    pub prospect: HashSet<String>,
    /// Words before a noun that lead back: *the*, *its*.
    pub definite: HashSet<String>,
    /// Words behind or inside a noun phrase that lead back: *-nya*.
    pub possessive: HashSet<String>,
}

/// Whether a word is a quotation mark.
fn is_mark(form: &str) -> bool {
    matches!(form, "\"" | "“" | "”" | "'" | "‘" | "’" | "«" | "»")
}

/// All stance cues of one language, looked up by their words.
#[derive(Debug, Clone, Default)]
pub struct StanceCues {
    /// The small words around them.
    pub words: StanceWords,
    cues: Vec<StanceCue>,
    patterns: Vec<Pattern>,
    first: HashMap<String, Vec<usize>>,
    examples: Vec<(usize, StanceExample)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    words: Option<StanceWords>,
    #[serde(default)]
    cue: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    key: String,
    stance: StanceKind,
    #[serde(default)]
    negated: Option<StanceKind>,
    #[serde(default)]
    of_claims: bool,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    passives: Vec<String>,
    #[serde(default)]
    quoted: Vec<String>,
    source: String,
    examples: Vec<StanceExample>,
}

impl StanceCues {
    /// Reads `<language>/stances.toml`. A later entry stands in the place of an earlier one of its key, and later `[words]` in
    /// the place of earlier ones as a whole.
    ///
    /// # Errors
    ///
    /// If a file is not of the form or holds a key twice, or an entry has no words, source or example.
    pub fn load(sources: &Sources, lang: Lang) -> Result<Self, LexiconError> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut words = StanceWords::default();
        for file in sources.at(&format!("{}/stances.toml", lang.code())) {
            let File { words: own, cue: later } = file.parse()?;
            words = own.unwrap_or(words);
            file.each_once(later.iter().map(|entry| entry.key.as_str()))?;
            for entry in &later {
                if entry.source.trim().is_empty() || entry.examples.is_empty() {
                    return Err(file.entry_error(&entry.key, "give a source and at least one example"));
                }
                if entry.words.is_empty() && entry.passives.is_empty() && entry.quoted.is_empty() {
                    return Err(file.entry_error(&entry.key, "give words, passives or quoted"));
                }
            }
            lay_over(&mut entries, later, |entry| &entry.key);
        }
        let mut read = Self { words, ..Self::default() };
        entries.into_iter().for_each(|entry| read.add(lang, entry));
        Ok(read)
    }

    fn add(&mut self, lang: Lang, entry: Entry) {
        let id = format!("{}.stance.{}", lang.code(), entry.key);
        let cue = self.cues.len();
        let (stance, negated, of_claims) = (entry.stance, entry.negated, entry.of_claims);
        self.cues.push(StanceCue { id, stance, negated, of_claims });
        self.examples.extend(entry.examples.into_iter().map(|example| (cue, example)));
        let places = [
            (HolderPlace::Subject, entry.words),
            (HolderPlace::Agent, entry.passives),
            (HolderPlace::Speaker, entry.quoted),
        ];
        for (holder, phrases) in places {
            for phrase in phrases {
                let mut words =
                    phrase.split_whitespace().map(|word| word.split('|').map(str::to_owned).collect());
                let first: Vec<String> = words.next().unwrap_or_default();
                let rest: Vec<Vec<String>> = words.collect();
                for word in first {
                    self.first.entry(word).or_default().push(self.patterns.len());
                    self.patterns.push(Pattern { cue, holder, rest: rest.clone() });
                }
            }
        }
    }

    /// The longest cue that begins at word `at`, by forms in lower case or, where there are any, lemmas.
    pub fn at(&self, forms: &[&str], lemmas: &[&str], at: usize) -> Option<FoundStance<'_>> {
        let of = |word: &str| self.first.get(word).map(Vec::as_slice).unwrap_or_default();
        let form = *forms.get(at)?;
        let lemma = lemmas.get(at).filter(|&&lemma| lemma != form).map(|lemma| of(lemma)).unwrap_or_default();
        let is_one = |alternatives: &[String], at: usize| {
            let word = [forms.get(at), lemmas.get(at)];
            alternatives.iter().any(|other| word.contains(&Some(&other.as_str())))
        };
        // Where the words of a pattern end, over quotation marks within them: *"menyelidiki" laporan*.
        let end = |pattern: &Pattern| {
            pattern.rest.iter().try_fold(at + 1, |next, alternatives| {
                let marks = forms.get(next..)?.iter().take_while(|form| is_mark(form)).count();
                is_one(alternatives, next + marks).then_some(next + marks + 1)
            })
        };
        let (found, end) = of(form)
            .iter()
            .chain(lemma)
            .map(|&pattern| &self.patterns[pattern])
            .filter_map(|pattern| Some((pattern, end(pattern)?)))
            .max_by_key(|(pattern, _)| pattern.rest.len())?;
        Some(FoundStance { cue: &self.cues[found.cue], holder: found.holder, words: end - at })
    }

    /// The examples of all cues with the cue they belong to.
    pub fn examples(&self) -> impl Iterator<Item = (&StanceCue, &StanceExample)> {
        self.examples.iter().map(|(cue, example)| (&self.cues[*cue], example))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cue_of_more_words_comes_first() {
        let cues = StanceCues::load(&Sources::builtin(), Lang::Id).unwrap();
        let words = ["tidak", "membenarkan", "atau", "membantah"];
        let found = cues.at(&words, &[], 0).unwrap();
        assert_eq!((found.cue.stance, found.words), (StanceKind::Declines, 4));
        assert_eq!(cues.at(&words, &[], 3).unwrap().cue.stance, StanceKind::Denies);
    }

    #[test]
    fn a_cue_is_found_by_its_lemma_where_there_is_one() {
        let cues = StanceCues::load(&Sources::builtin(), Lang::En).unwrap();
        let found = cues.at(&["denied", "it"], &["deny", "it"], 0).unwrap();
        assert_eq!(found.cue.id, "en.stance.deny");
        assert!(cues.at(&["denied", "it"], &[], 0).is_none());
    }

    #[test]
    fn every_example_holds_its_cue() {
        let cues = StanceCues::load(&Sources::builtin(), Lang::Id).unwrap();
        for (cue, example) in cues.examples() {
            let lower = example.text.to_lowercase();
            let words: Vec<&str> =
                lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
            let found = (0..words.len()).filter_map(|at| cues.at(&words, &[], at));
            assert!(found.into_iter().any(|found| found.cue == cue), "{}: {}", cue.id, example.text);
        }
    }
}
