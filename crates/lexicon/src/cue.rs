use foldhash::{HashMap, HashMapExt};
use serde::Deserialize;

use crate::word_class::{Group, WordClass, WordClasses};
use crate::{LexiconError, Source, Sources};

/// What a reporting word says about the report, for stances and for who holds an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CueClass {
    /// Reports and no more: *kata, mengatakan, menurut*.
    Neutral,
    /// Reports with weight: *menegaskan, memastikan*.
    Assert,
    /// The writer keeps a distance: *mengklaim, berdalih*.
    Claim,
    /// Concedes against interest: *mengakui*.
    Concede,
    /// Says that it is so: *mengonfirmasi, membenarkan*.
    Confirm,
    /// Says that it is not so: *membantah, menampik*.
    Deny,
    /// Will not say: *menolak berkomentar*.
    Decline,
    /// Holds or expects: *menilai, memperkirakan, berharap*.
    Opine,
    /// Asks or orders somebody to act: *meminta, mendesak, memerintahkan*.
    Demand,
    /// Warns or threatens: *memperingatkan, mengancam*.
    Warn,
    /// Says somebody did wrong: *menuduh, menuding*.
    Accuse,
    /// Binds the speaker to act: *berjanji, bersumpah, menawarkan diri*.
    Promise,
    /// Makes known, often one's own decision: *mengumumkan*.
    Announce,
    /// Asks a question: *bertanya*.
    Ask,
}

/// What may follow a reporting verb as that which is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Takes {
    /// Whatever follows: *mengatakan dua orang tewas*.
    Anything,
    /// A clause, bare or marked; a noun phrase alone is no report: *menyampaikan belasungkawa*.
    #[default]
    Clause,
    /// Only what a complementiser, a comma, a colon or a quotation mark sets off: *menunjukkan bahwa …*.
    Marked,
    /// Somebody and what they are to do or have done: *meminta warga untuk mengungsi*, *menuduh Iran melanggar …*.
    Person,
    /// A clause, or a noun phrase that says what happened: *membantah pengiriman senjata ke Rusia*.
    Noun,
}

/// Where a form stands towards what is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CueForm {
    /// A bare root after the report and before the speaker: *"…," kata Rina*.
    After,
    /// A verb between speaker and report: *Rina mengatakan …*.
    Verb,
    /// A passive, the speaker behind it: *dikatakan oleh Rina*.
    Passive,
    /// A preposition before the speaker: *menurut Rina*.
    Preposition,
    /// A noun: *demikian pernyataan kementerian*.
    Noun,
}

/// One reporting word with its forms.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cue {
    /// Its id: `id.cue.kata`.
    pub id: String,
    /// What it says about the report.
    pub class: CueClass,
    /// What its verbs take.
    #[serde(default)]
    pub takes: Takes,
    /// Bare roots that follow the report.
    #[serde(default)]
    pub after: Vec<String>,
    /// Verbs between speaker and report.
    #[serde(default)]
    pub verbs: Vec<String>,
    /// Passives.
    #[serde(default)]
    pub passives: Vec<String>,
    /// Prepositions before the speaker.
    #[serde(default)]
    pub prepositions: Vec<String>,
    /// Nouns that name the report.
    #[serde(default)]
    pub nouns: Vec<String>,
    /// Only a text says it: *data menunjukkan*.
    #[serde(default)]
    pub of_texts: bool,
    /// Where the entry is known from.
    pub source: String,
    /// Sentences that use it, with what must be read in them.
    pub examples: Vec<CueExample>,
}

impl Cue {
    /// Its forms by where they stand.
    fn forms(&self) -> [(CueForm, &[String]); 5] {
        [
            (CueForm::After, &self.after),
            (CueForm::Verb, &self.verbs),
            (CueForm::Passive, &self.passives),
            (CueForm::Preposition, &self.prepositions),
            (CueForm::Noun, &self.nouns),
        ]
    }
}

/// A sentence and the statement that must be read in it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueExample {
    /// The sentence.
    pub text: String,
    /// What is said, as printed; the first part where it is interrupted. Empty where nothing must be read.
    #[serde(default)]
    pub content: String,
    /// Who says it, as printed; empty where nobody is named.
    #[serde(default)]
    pub speaker: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CueFile {
    #[serde(default)]
    cue: Vec<Cue>,
    #[serde(default)]
    group: Vec<Group>,
}

/// All reporting words and what finds them.
#[derive(Debug, Clone, Default)]
pub struct Cues {
    cues: Vec<Cue>,
    forms: HashMap<String, Vec<(usize, CueForm)>>,
    /// Bytes of the longest form: nothing longer is looked up, so that every end of an endless word can be.
    longest: usize,
    classes: HashMap<String, WordClasses>,
    verb_prefixes: Vec<String>,
}

impl Cues {
    /// Reads `cues.toml` of a language's folder. A later cue stands in the place of an earlier one of its id; groups grow.
    ///
    /// # Errors
    ///
    /// If a file is not of its form or holds an id twice, names a group that does not exist, or gives a cue a
    /// form that another has at the same place.
    pub fn load(sources: &Sources, folder: &str) -> Result<Self, LexiconError> {
        let mut read: Vec<(Cue, &Source)> = Vec::new();
        let mut classes: HashMap<String, WordClasses> = HashMap::new();
        let mut verb_prefixes = Vec::new();
        let path = format!("{folder}/cues.toml");
        for source in sources.at(&path) {
            let file: CueFile = source.parse()?;
            source.each_once(file.cue.iter().map(|cue| cue.id.as_str()))?;
            for cue in file.cue {
                match read.iter_mut().find(|(known, _)| known.id == cue.id) {
                    Some(known) => *known = (cue, source),
                    None => read.push((cue, source)),
                }
            }
            for group in file.group {
                let class = WordClass::from_id(&group.id).ok_or_else(|| {
                    let known = WordClass::IDS.join(", ");
                    source.entry_error(&group.id, format!("no group is called this; known are {known}"))
                })?;
                if class == WordClass::VerbPrefix {
                    verb_prefixes.extend(group.words);
                    continue;
                }
                for word in group.words {
                    classes.entry(word).or_default().insert(class);
                }
            }
        }
        let mut forms: HashMap<String, Vec<(usize, CueForm)>> = HashMap::new();
        for (index, (cue, source)) in read.iter().enumerate() {
            for (form, words) in cue.forms() {
                for word in words {
                    let uses = forms.entry(word.clone()).or_default();
                    match uses.iter().find(|(_, at)| *at == form) {
                        Some(&(other, _)) if other != index => {
                            let message = format!(
                                "`{word}` is also a form of `{}`; drop it from one, or give both the same id",
                                read[other].0.id
                            );
                            return Err(source.entry_error(&cue.id, message));
                        }
                        Some(_) => {}
                        None => uses.push((index, form)),
                    }
                }
            }
        }
        let longest = forms.keys().map(String::len).max().unwrap_or(0);
        let cues = read.into_iter().map(|(cue, _)| cue).collect();
        Ok(Self { cues, forms, longest, classes, verb_prefixes })
    }

    /// The cue that has `words` (in lower case, one or two of them) as a form of this kind.
    pub fn find(&self, words: &str, form: CueForm) -> Option<&Cue> {
        let (index, _) = self.uses(words).iter().find(|(_, at)| *at == form)?;
        self.cues.get(*index)
    }

    /// The cue that has `words` as any of its forms.
    pub fn any(&self, words: &str) -> Option<&Cue> {
        let (index, _) = self.uses(words).first()?;
        self.cues.get(*index)
    }

    fn uses(&self, words: &str) -> &[(usize, CueForm)] {
        let found = if words.len() > self.longest { None } else { self.forms.get(words) };
        found.map_or(&[], Vec::as_slice)
    }

    /// The closed classes that a word in lower case belongs to.
    pub fn classes(&self, word: &str) -> WordClasses {
        self.classes.get(word).copied().unwrap_or_default()
    }

    /// Whether a word in lower case belongs to a closed class.
    pub fn is(&self, word: &str, class: WordClass) -> bool {
        self.classes(word).has(class)
    }

    /// What a word begins with that is most likely a verb.
    pub fn verb_prefixes(&self) -> &[String] {
        &self.verb_prefixes
    }

    /// All cues, in the order of their files.
    pub fn all(&self) -> &[Cue] {
        &self.cues
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn builtin() -> Cues {
        Cues::load(&Sources::builtin(), "id").unwrap()
    }

    #[test]
    fn every_cue_has_a_form_and_an_example_that_uses_one() {
        let english = Cues::load(&Sources::builtin(), "en").unwrap();
        for cue in builtin().all().iter().chain(english.all()) {
            let forms: Vec<_> = cue.forms().into_iter().flat_map(|(_, forms)| forms).collect();
            assert!(!forms.is_empty(), "{} has no form", cue.id);
            assert!(!cue.examples.is_empty(), "{} has no example", cue.id);
            for example in &cue.examples {
                let text = example.text.to_lowercase();
                // Of an English verb the form is its lemma, which the text inflects.
                let uses = cue.id.starts_with("en.") || forms.iter().any(|form| text.contains(form.as_str()));
                assert!(uses, "{}: {text}", cue.id);
                assert!(example.text.contains(&example.content), "{}: {text}", cue.id);
                assert!(example.text.contains(&example.speaker), "{}: {text}", cue.id);
            }
        }
    }

    #[test]
    fn forms_are_in_lower_case() {
        for form in builtin().forms.keys() {
            assert_eq!(form, &form.to_lowercase());
        }
    }

    #[test]
    fn every_end_of_an_endless_word_is_looked_up_in_time() {
        let cues = builtin();
        let word = "kata".repeat(100_000);
        let start = std::time::Instant::now();
        let found = (0..word.len()).filter(|&at| cues.find(&word[at..], CueForm::After).is_some()).count();
        assert_eq!(found, 1);
        assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
    }

    fn one(id: &str, verb: &str) -> String {
        format!(
            "[[cue]]\nid = \"{id}\"\nclass = \"neutral\"\nverbs = [\"{verb}\"]\nsource = \"a\"\nexamples = []\n"
        )
    }

    #[test]
    fn a_form_of_two_cues_is_refused_with_both() {
        let sources = Sources::default()
            .with_text("id/cues.toml", one("id.cue.a", "berujar"))
            .with_text("id/cues.toml", one("id.cue.b", "berujar"));
        let error = Cues::load(&sources, "id").unwrap_err().to_string();
        assert!(["berujar", "id.cue.a", "id.cue.b"].iter().all(|part| error.contains(part)), "{error}");
    }

    #[test]
    fn a_users_cue_stands_in_the_place_of_the_one_of_its_id() {
        let sources = Sources::default()
            .with_text("id/cues.toml", one("id.cue.a", "berujar"))
            .with_text("id/cues.toml", one("id.cue.a", "bertutur"));
        let cues = Cues::load(&sources, "id").unwrap();
        assert!(cues.any("berujar").is_none() && cues.any("bertutur").is_some());
    }

    #[test]
    fn an_unknown_group_is_refused_by_name() {
        let sources =
            Sources::default().with_text("id/cues.toml", "[[group]]\nid='zzz'\nwords=[]\nsource='x'\n");
        let error = Cues::load(&sources, "id").unwrap_err().to_string();
        assert!(error.contains("zzz") && error.contains("adverb"), "{error}");
    }
}
