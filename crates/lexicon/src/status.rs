//! Words that tell whether a deed took place.

use foldhash::HashMap;
use serde::Deserialize;
use telisik_record::{Lang, Status};

use crate::source::lay_over;
use crate::{LexiconError, Sources};

/// Where a status cue must stand for an event to take its status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Before the trigger in the same verb group: *akan menyerang*, *rencana serangan*.
    Verb,
    /// Anywhere before the trigger in the same clause: *jika … menyerang*.
    Clause,
    /// Right before the trigger or after its first word: *melanjutkan serangan*.
    Close,
}

/// A word that tells whether a deed took place.
#[derive(Debug, Clone)]
pub struct StatusCue {
    /// Its id: `id.status.akan`.
    pub id: String,
    /// What it makes of the event.
    pub status: Status,
    /// Where it must stand.
    pub scope: Scope,
    /// The doer himself says so: what he plans is announced, and by speech a deed of its own.
    pub announces: bool,
}

/// The cues of one language, looked up by their word.
#[derive(Debug, Clone, Default)]
pub struct StatusCues {
    cues: Vec<StatusCue>,
    by_word: HashMap<String, usize>,
    /// Text, status.
    examples: Vec<(String, Status)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueFile {
    cue: Vec<CueEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueEntry {
    key: String,
    status: Status,
    scope: Scope,
    #[serde(default)]
    announces: bool,
    words: Vec<String>,
    source: String,
    examples: Vec<String>,
}

impl StatusCues {
    /// Reads `<language>/status.toml`. A later entry stands in the place of an earlier one of its key.
    ///
    /// # Errors
    ///
    /// If a file is not of the form or holds a key twice, or an entry has no source or example.
    pub fn load(sources: &Sources, lang: Lang) -> Result<Self, LexiconError> {
        let mut entries = Vec::new();
        for file in sources.at(&format!("{}/status.toml", lang.code())) {
            let later = file.parse::<CueFile>()?.cue;
            file.each_once(later.iter().map(|entry| entry.key.as_str()))?;
            if let Some(entry) = later.iter().find(|e| e.source.trim().is_empty() || e.examples.is_empty()) {
                return Err(file.entry_error(&entry.key, "give a source and at least one example"));
            }
            lay_over(&mut entries, later, |entry| &entry.key);
        }
        let mut read = Self::default();
        for (number, entry) in entries.into_iter().enumerate() {
            let CueEntry { key, status, scope, announces, words, examples, .. } = entry;
            read.cues.push(StatusCue {
                id: format!("{}.status.{key}", lang.code()),
                status,
                scope,
                announces,
            });
            read.by_word.extend(words.into_iter().map(|word| (word, number)));
            read.examples.extend(examples.into_iter().map(|text| (text, status)));
        }
        Ok(read)
    }

    /// The cue that a word in lower case is.
    pub fn get(&self, word: &str) -> Option<&StatusCue> {
        self.cues.get(*self.by_word.get(word)?)
    }

    /// The examples of all cues with the status they show.
    pub fn examples(&self) -> impl Iterator<Item = (&str, Status)> {
        self.examples.iter().map(|(text, status)| (text.as_str(), *status))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_holds_a_cue_of_its_status() {
        let cues = StatusCues::load(&Sources::builtin(), Lang::Id).unwrap();
        assert!(cues.examples().count() > 5);
        for (text, status) in cues.examples() {
            let lower = text.to_lowercase();
            let words = lower.split(|c: char| !c.is_alphanumeric() && c != '-');
            assert!(words.filter_map(|word| cues.get(word)).any(|cue| cue.status == status), "{text}");
        }
    }

    #[test]
    fn a_users_cue_stands_in_the_place_of_the_one_of_its_key() {
        let file = |word: &str, status: &str| {
            format!(
                "[[cue]]\nkey = \"k\"\nstatus = \"{status}\"\nscope = \"verb\"\nwords = [\"{word}\"]\nsource = \"a\"\nexamples = [\"{word}\"]\n"
            )
        };
        let sources = Sources::default()
            .with_text("id/status.toml", file("akan", "planned"))
            .with_text("id/status.toml", file("bakal", "possible"));
        let cues = StatusCues::load(&sources, Lang::Id).unwrap();
        assert!(cues.get("akan").is_none());
        assert_eq!(cues.get("bakal").map(|cue| cue.status), Some(Status::Possible));
        assert_eq!(cues.examples().collect::<Vec<_>>(), [("bakal", Status::Possible)]);
    }
}
