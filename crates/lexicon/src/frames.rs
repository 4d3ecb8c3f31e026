use foldhash::HashMap;
use serde::Deserialize;
use telisik_record::{EventType, Lang};

use crate::frame::{Frame, FrameExample, TargetRole, Trigger, Voice};
use crate::inflection::{self, Form};
use crate::source::lay_over;
use crate::tree_pattern::{TreePattern, TreePatterns};
use crate::{LexiconError, Sources};

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
