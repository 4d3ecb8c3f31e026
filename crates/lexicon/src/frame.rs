use std::ops::Range;

use foldhash::HashMap;
use serde::Deserialize;
use telisik_record::{EventType, Lang};

use crate::inflection::{self, Form};
use crate::source::lay_over;
use crate::tree_pattern::{TreePattern, TreePatterns};
use crate::{LexiconError, Sources};

/// A kind of deed and the words that tell it.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Its id with the language before it, as a rule's id: `id.assault.attack`.
    pub id: String,
    /// The PLOVER type.
    pub kind: EventType,
    /// The PLOVER mode, where the words tell it.
    pub mode: Option<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// The CAMEO code.
    pub cameo: Option<String>,
    /// Where the target stands.
    pub target: TargetRole,
    /// Prepositions that lead to the target, in the order they are tried.
    pub to: Vec<String>,
    /// Without a target in the text there still is an event.
    pub target_optional: bool,
    /// What several doers do, they do to one another: *bertemu*, *perang*.
    pub mutual: bool,
    /// The type it becomes where the source itself announces it: a plan of hostile action is a threat.
    pub announced: Option<EventType>,
    /// The act is done by speaking, so what stands under it is not coded again.
    pub speech: bool,
    /// One of these must stand within a few words after the trigger.
    pub needs: Vec<String>,
    /// None of these may stand right before or within a few words after the trigger.
    pub except: Vec<String>,
    /// Its verbs tell no deed in the passive: *kelompok yang didukung Iran* is a standing role.
    pub active_only: bool,
    /// The source is who says it and the target whom it is said of: *mengatakan Angola melanggar hukum*.
    pub of_the_speaker: bool,
    /// Where no target is named and the words tell of the state's own people, the target is its own.
    pub domestic: bool,
    /// Texts and what must be read in them.
    pub examples: Vec<FrameExample>,
}

/// Where the target of a frame stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TargetRole {
    /// Who undergoes it: the object of the verb, what the noun's prepositions lead to.
    #[default]
    Undergoer,
    /// Who is spoken to: the object, or the subject of what is asked.
    Addressee,
    /// Who did what the object tells of: *mengecam serangan Israel*.
    Doer,
    /// Whom it is directed at: only what prepositions lead to, the object being the doer's own.
    Direction,
    /// The doer's own people: *mengevakuasi warganya*.
    Own,
    /// Who takes part: *bertemu dengan*, *berunding dengan*.
    Partner,
}

/// A text and what must be read in it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrameExample {
    /// The text.
    pub text: String,
    /// Country codes of the sources.
    #[serde(default)]
    pub source: Vec<String>,
    /// Country codes of the targets.
    #[serde(default)]
    pub target: Vec<String>,
    /// Its status, `actual` where left out.
    #[serde(default)]
    pub status: Option<String>,
    /// The frame must not be read here.
    #[serde(default)]
    pub none: bool,
}

/// How a trigger's word stands to its doer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// The doer is the subject: *menyerang*.
    Active,
    /// The doer is the agent: *diserang*.
    Passive,
    /// As active, in headlines and after a pronoun only: *serang*.
    Bare,
    /// The doer is the subject and there is no object: *bertemu*, *sepakat*.
    Intransitive,
    /// The doer is the possessor: *serangan*.
    Noun,
}

/// A trigger found among words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trigger {
    /// Index of its frame.
    pub frame: usize,
    /// The words from its first to its last.
    pub words: Range<usize>,
    /// The words it is made of; those between may be others.
    pub parts: Vec<usize>,
    /// How it stands to its doer.
    pub voice: Voice,
    /// Its first word without affixes, or the noun: the same for all tellings of one deed.
    pub root: String,
}

/// All frames of one language, looked up by their words.
#[derive(Debug, Clone, Default)]
pub struct Frames {
    frames: Vec<Frame>,
    patterns: Vec<Pattern>,
    /// First word of a pattern to its number and voice.
    first: HashMap<String, Vec<(usize, Voice)>>,
    /// Of a language whose triggers are found in trees.
    trees: TreePatterns,
}

/// The words of one trigger after its first.
#[derive(Debug, Clone)]
struct Pattern {
    frame: usize,
    root: String,
    /// Alternatives for each further word.
    rest: Vec<Vec<String>>,
}

/// How many foreign words may stand before each further word of a trigger: *menjatuhkan dua sanksi*.
const GAP: usize = 3;
/// How far `needs` and `except` look behind a trigger.
const REACH: usize = 10;
/// How far `except` looks: only what belongs closely to the trigger changes its sense.
const CLOSE: usize = 2;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    r#type: EventType,
    #[serde(default)]
    frame: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    #[serde(default)]
    mode: Option<String>,
    #[serde(default)]
    contexts: Vec<String>,
    #[serde(default)]
    cameo: Option<String>,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    target: TargetRole,
    #[serde(default)]
    to: Vec<String>,
    #[serde(default)]
    target_optional: bool,
    #[serde(default)]
    mutual: bool,
    #[serde(default)]
    announced: Option<EventType>,
    #[serde(default)]
    speech: bool,
    #[serde(default)]
    active_only: bool,
    #[serde(default)]
    of_the_speaker: bool,
    #[serde(default)]
    domestic: bool,
    #[serde(default)]
    needs: Vec<String>,
    #[serde(default)]
    except: Vec<String>,
    source: String,
    examples: Vec<FrameExample>,
}

impl Frames {
    /// Reads `<language>/frames/*.toml`. A later frame stands in the place of an earlier one of its id.
    ///
    /// # Errors
    ///
    /// If a file is not of the form or holds an id twice, or an entry has no trigger, source or example.
    pub fn load(sources: &Sources, lang: Lang) -> Result<Self, LexiconError> {
        let mut entries: Vec<(EventType, Entry)> = Vec::new();
        for file in sources.at(&format!("{}/frames/", lang.code())) {
            let File { r#type: kind, frame: later } = file.parse()?;
            file.each_once(later.iter().map(|entry| entry.id.as_str()))?;
            for entry in &later {
                if entry.source.trim().is_empty() || entry.examples.is_empty() {
                    return Err(file.entry_error(&entry.id, "give a source and at least one example"));
                }
                if entry.verbs.is_empty() && entry.words.is_empty() && entry.nouns.is_empty() {
                    return Err(file.entry_error(&entry.id, "give verbs, words or nouns"));
                }
            }
            let later = later.into_iter().map(|entry| (kind, entry)).collect();
            lay_over(&mut entries, later, |(_, entry)| &entry.id);
        }
        let mut read = Self::default();
        entries.into_iter().for_each(|(kind, entry)| read.add(lang, kind, entry));
        Ok(read)
    }

    fn add(&mut self, lang: Lang, kind: EventType, entry: Entry) {
        match lang {
            Lang::Id => self.add_forms(&entry),
            Lang::En => self.add_trees(&entry),
        }
        self.frames.push(Frame {
            id: format!("{}.{}", lang.code(), entry.id),
            kind,
            mode: entry.mode,
            contexts: entry.contexts,
            cameo: entry.cameo,
            target: entry.target,
            to: entry.to,
            target_optional: entry.target_optional,
            mutual: entry.mutual,
            announced: entry.announced,
            speech: entry.speech,
            active_only: entry.active_only,
            of_the_speaker: entry.of_the_speaker,
            domestic: entry.domestic,
            needs: entry.needs,
            except: entry.except,
            examples: entry.examples,
        });
    }

    /// The triggers of an entry by their lemmas.
    fn add_trees(&mut self, entry: &Entry) {
        let frame = self.frames.len();
        let lists =
            [(&entry.verbs, Voice::Active), (&entry.words, Voice::Intransitive), (&entry.nouns, Voice::Noun)];
        for (list, voice) in lists {
            list.iter().for_each(|printed| self.trees.add(frame, printed, voice));
        }
    }

    /// The triggers of an entry in all their forms.
    fn add_forms(&mut self, entry: &Entry) {
        let frame = self.frames.len();
        for verb in &entry.verbs {
            let (stem, pattern) = self.pattern(frame, verb);
            for (form, shape) in inflection::forms(&stem) {
                let voice = match shape {
                    Form::Active => Voice::Active,
                    Form::Passive if entry.active_only => continue,
                    Form::Passive => Voice::Passive,
                    Form::Bare => Voice::Bare,
                };
                self.first.entry(form).or_default().push((pattern, voice));
            }
        }
        for (list, voice) in [(&entry.words, Voice::Intransitive), (&entry.nouns, Voice::Noun)] {
            for printed in list {
                let (first, pattern) = self.pattern(frame, printed);
                self.first.entry(first).or_default().push((pattern, voice));
            }
        }
    }

    /// Splits `jatuhkan sanksi|embargo` into its first word and the number of a pattern for the others.
    fn pattern(&mut self, frame: usize, printed: &str) -> (String, usize) {
        let mut words = printed.split_whitespace();
        let first = words.next().unwrap_or_default().to_owned();
        let rest = words.map(|word| word.split('|').map(str::to_owned).collect()).collect();
        self.patterns.push(Pattern { frame, root: first.clone(), rest });
        (first, self.patterns.len() - 1)
    }

    /// All frames, in the order of the files.
    pub fn all(&self) -> &[Frame] {
        &self.frames
    }

    /// The frame with this index.
    pub fn get(&self, index: usize) -> Option<&Frame> {
        self.frames.get(index)
    }

    /// The triggers that a lemma begins, in a language whose triggers are found in trees.
    pub fn of(&self, lemma: &str) -> &[TreePattern] {
        self.trees.of(lemma)
    }

    /// The triggers that begin at word `at`, the one of most words first. `words` are in lower case.
    pub fn at(&self, words: &[&str], at: usize) -> Vec<Trigger> {
        let Some(first) = words.get(at) else { return Vec::new() };
        let candidates = self.first.get(*first).map(Vec::as_slice).unwrap_or_default();
        let mut found: Vec<Trigger> = candidates
            .iter()
            .filter_map(|&(pattern, voice)| self.matched(words, at, pattern, voice))
            .collect();
        found.sort_by_key(|trigger| std::cmp::Reverse(trigger.parts.len()));
        found
    }

    fn matched(&self, words: &[&str], at: usize, pattern: usize, voice: Voice) -> Option<Trigger> {
        let Pattern { frame, root, rest } = &self.patterns[pattern];
        let mut parts = vec![at];
        let mut last = at;
        for alternatives in rest {
            let close = words.iter().enumerate().skip(last + 1).take(GAP + 1);
            last = close
                .take_while(|(_, word)| !matches!(**word, "," | "." | ";" | ":"))
                .find(|(_, word)| alternatives.iter().any(|other| other == *word))
                .map(|(index, _)| index)?;
            parts.push(last);
        }
        let Frame { needs, except, .. } = &self.frames[*frame];
        let behind = |reach: usize| words.iter().skip(last + 1).take(reach);
        let has = |list: &[String], word: &str| list.iter().any(|other| other == word);
        if !needs.is_empty() && !behind(REACH).any(|word| has(needs, word)) {
            return None;
        }
        let before = at.checked_sub(1).and_then(|index| words.get(index));
        if behind(CLOSE).chain(before).any(|word| has(except, word)) {
            return None;
        }
        Some(Trigger { frame: *frame, words: at..last + 1, parts, voice, root: root.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let apart = |c: char| !c.is_alphanumeric() && c != '-';
        let mut found = Vec::new();
        for printed in text.to_lowercase().split_whitespace() {
            let word = printed.trim_end_matches(apart);
            let stem = word.strip_suffix("nya").filter(|stem| stem.len() > 4);
            found.push(stem.unwrap_or(word).trim_matches(apart).to_owned());
            found.extend(stem.map(|_| "nya".to_owned()));
            found.extend(printed[word.len()..].chars().map(String::from));
        }
        found
    }

    fn builtin() -> Frames {
        Frames::load(&Sources::builtin(), Lang::Id).unwrap()
    }

    #[test]
    fn every_example_has_its_trigger() {
        let frames = builtin();
        assert!(frames.all().len() >= 60, "{} frames", frames.all().len());
        let mut missing = Vec::new();
        for (index, frame) in frames.all().iter().enumerate() {
            for example in frame.examples.iter().filter(|example| !example.none) {
                let printed = words(&example.text);
                let printed: Vec<&str> = printed.iter().map(String::as_str).collect();
                let found = (0..printed.len()).flat_map(|at| frames.at(&printed, at));
                if !found.into_iter().any(|trigger| trigger.frame == index) {
                    missing.push(format!("{}: {}", frame.id, example.text));
                }
            }
        }
        assert!(missing.is_empty(), "{missing:#?}");
    }

    #[test]
    fn a_trigger_of_more_words_comes_first() {
        let frames = builtin();
        let found = frames.at(&["mencabut", "semua", "sanksi"], 0);
        assert_eq!(found.first().map(|trigger| trigger.words.clone()), Some(0..3));
    }

    #[test]
    fn an_entry_without_example_is_refused() {
        let file = "type = \"AID\"\n[[frame]]\nid = \"aid.x\"\nnouns = [\"bantuan\"]\nsource = \"a\"\nexamples = []\n";
        let error =
            Frames::load(&Sources::default().with_text("id/frames/aid.toml", file), Lang::Id).unwrap_err();
        assert!(error.to_string().contains("`aid.x`"), "{error}");
    }

    #[test]
    fn a_users_frame_stands_in_the_place_of_those_of_the_same_id() {
        let file = |noun: &str| {
            format!(
                "type = \"AID\"\n[[frame]]\nid = \"aid.x\"\nnouns = [\"{noun}\"]\nsource = \"a\"\nexamples = [{{ text = \"{noun}\" }}]\n"
            )
        };
        let sources = Sources::default()
            .with_text("id/frames/aid.toml", file("bantuan"))
            .with_text("id/frames/more.toml", file("sumbangan"))
            .with_text("id/frames/own.toml", file("hibah"));
        let frames = Frames::load(&sources, Lang::Id).unwrap();
        assert!(frames.at(&["bantuan"], 0).is_empty());
        assert!(frames.at(&["sumbangan"], 0).is_empty());
        assert_eq!(frames.at(&["hibah"], 0).len(), 1);
        assert_eq!(frames.all().len(), 1);
    }
}
