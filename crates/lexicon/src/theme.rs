use serde::Deserialize;
use telisik_record::EventType;

use crate::source::lay_over;
use crate::{LexiconError, Sources};

/// A matter that events are gathered by, such as arms or sanctions. An event belongs to it that has one of these types,
/// one of these contexts, or a CAMEO code with one of these beginnings.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThemeEntry {
    /// What it is called by in a dossier: `arms`.
    pub key: String,
    /// What it is about, for a person.
    pub about: String,
    /// PLOVER types.
    #[serde(default)]
    pub types: Vec<EventType>,
    /// PLOVER contexts.
    #[serde(default)]
    pub contexts: Vec<String>,
    /// Beginnings of CAMEO codes.
    #[serde(default)]
    pub cameo: Vec<String>,
    source: String,
    examples: Vec<ThemeExample>,
}

/// An event, and whether it belongs to a theme.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThemeExample {
    /// Its type.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// Its CAMEO code.
    #[serde(default)]
    pub cameo: String,
    /// Its contexts.
    #[serde(default)]
    pub contexts: Vec<String>,
    /// Whether it belongs; a counter-example does not.
    #[serde(default = "belongs")]
    pub belongs: bool,
}

fn belongs() -> bool {
    true
}

impl ThemeEntry {
    /// Whether an event belongs to it.
    pub fn has(&self, kind: EventType, contexts: &[String], cameo: &str) -> bool {
        self.types.contains(&kind)
            || self.contexts.iter().any(|context| contexts.contains(context))
            || self.cameo.iter().any(|start| cameo.starts_with(start.as_str()))
    }
}

/// All themes.
#[derive(Debug, Clone, Default)]
pub struct Themes {
    entries: Vec<ThemeEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    theme: Vec<ThemeEntry>,
}

impl Themes {
    /// Reads `world/themes.toml`. A later entry stands in the place of an earlier one of its key.
    ///
    /// # Errors
    ///
    /// If a file is not of the form or holds a key twice, or if an entry is met by no event, or by events that its
    /// examples exclude.
    pub fn load(sources: &Sources) -> Result<Self, LexiconError> {
        let mut entries = Vec::new();
        for file in sources.at("world/themes.toml") {
            let File { theme } = file.parse()?;
            file.each_once(theme.iter().map(|entry| entry.key.as_str()))?;
            for entry in &theme {
                if entry.source.trim().is_empty() || entry.examples.is_empty() {
                    return Err(file.entry_error(&entry.key, "has no source or no example; add them"));
                }
                if entry.types.is_empty() && entry.contexts.is_empty() && entry.cameo.is_empty() {
                    let message = "no event belongs to it; name types, contexts or CAMEO codes";
                    return Err(file.entry_error(&entry.key, message));
                }
            }
            lay_over(&mut entries, theme, |entry| &entry.key);
        }
        Ok(Self { entries })
    }

    /// The theme of this key.
    pub fn get(&self, key: &str) -> Option<&ThemeEntry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// All of them, as they stand in the files.
    pub fn entries(&self) -> &[ThemeEntry] {
        &self.entries
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_has_the_events_of_its_examples_and_no_others() {
        let themes = Themes::load(&Sources::builtin()).unwrap();
        assert!(themes.entries().len() >= 8);
        for entry in themes.entries() {
            for ThemeExample { kind, cameo, contexts, belongs } in &entry.examples {
                assert_eq!(entry.has(*kind, contexts, cameo), *belongs, "{}: {kind} {cameo}", entry.key);
            }
            assert!(
                entry.examples.iter().any(|example| !example.belongs),
                "{} has no counter-example",
                entry.key
            );
        }
    }

    #[test]
    fn a_theme_that_no_event_can_belong_to_is_refused() {
        let empty = "[[theme]]\nkey = \"a\"\nabout = \"b\"\nsource = \"c\"\nexamples = [{ type = \"AID\" }]";
        let sources = Sources::default().with_text("world/themes.toml", empty);
        let error = Themes::load(&sources).unwrap_err().to_string();
        assert!(error.contains("world/themes.toml: entry `a`: no event belongs to it"), "{error}");
    }
}
