use foldhash::HashMap;
use serde::Deserialize;
use telisik_record::{ActorKind, Code};

use crate::names::{Case, Names, fold};
use crate::person::{Person, PersonEntry, PersonFile};
use crate::{LexiconError, Source, Sources};

/// A state, IGO, group, body or organisation as the files under `world/` list it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActorEntry {
    /// Its identity across documents.
    pub key: String,
    /// Its code; outlets and organisations of no country may have none.
    #[serde(default)]
    pub code: Option<Code>,
    /// What it is.
    pub kind: ActorKind,
    /// Canonical English name.
    pub name: String,
    /// Names in Indonesian, the usual one first.
    #[serde(default)]
    pub id: Vec<String>,
    /// Names in English besides `name`.
    #[serde(default)]
    pub en: Vec<String>,
    /// Nicknames in Indonesian: *Negeri Paman Sam*.
    #[serde(default)]
    pub nicknames_id: Vec<String>,
    /// Capitals and seats of government, which may stand for the government.
    #[serde(default)]
    pub seats: Vec<Seat>,
    /// Cities and regions inside it: no actors, but they tell the country.
    #[serde(default)]
    pub places_id: Vec<String>,
    /// Adjectives and peoples in English: *Russian*.
    #[serde(default)]
    pub demonyms_en: Vec<String>,
    /// Properties that a description may name it by: *komunis* of *negara komunis tersebut*.
    #[serde(default)]
    pub properties_id: Vec<String>,
    /// Those of its names that are also something else.
    #[serde(default)]
    pub ambiguous: Vec<String>,
    /// How an outlet publishes: `agency`, `newspaper`, `broadcaster`, `platform`.
    #[serde(default)]
    pub channel: Option<String>,
    /// Where the entry is from.
    pub source: String,
    /// Phrases that must be read as naming it.
    #[serde(default)]
    pub examples: Vec<String>,
}

/// A place that may stand for a government.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    /// Its name in Indonesian.
    pub id: String,
    /// Its name in English, where it differs.
    #[serde(default)]
    pub en: Option<String>,
    /// Whether it is a city or the government's own house.
    pub kind: SeatKind,
    /// The code it stands for, where that is narrower than the actor's: `RUS GOV` of the Kremlin.
    #[serde(default)]
    pub code: Option<Code>,
}

/// What sort of place stands for a government.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SeatKind {
    /// A city: it stands for the government only where it acts or is acted upon.
    Capital,
    /// A house or palace: it always stands for the government.
    Government,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ActorFile {
    #[serde(default)]
    actor: Vec<ActorEntry>,
}

/// What a name means and in what way it names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sense {
    /// What is meant.
    pub target: Target,
    /// In what way.
    pub how: How,
}

/// An entry, by its place in [`Actors`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// Of [`Actors::entries`].
    Actor(usize),
    /// Of [`Actors::persons`].
    Person(usize),
}

/// In what way a name names its entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// By a full name.
    Name,
    /// By an abbreviation, a short form or a nickname.
    Alias,
    /// By the seat at this place of [`ActorEntry::seats`].
    Seat(usize),
    /// By a city or region inside it, which is no actor.
    Place,
    /// By an English adjective.
    Demonym,
}

/// All actors and persons that are known by name.
#[derive(Debug, Clone, Default)]
pub struct Actors {
    entries: Vec<ActorEntry>,
    persons: Vec<Person>,
    keys: HashMap<String, Target>,
    codes: HashMap<String, usize>,
    names: Names<Sense>,
    properties: HashMap<String, Vec<usize>>,
}

impl Actors {
    /// Loads `world/*.toml` and `world/persons/*.toml`.
    ///
    /// # Errors
    ///
    /// If a file is malformed, holds a key twice, or names a state or body that is not listed, or if two actors
    /// share a name that neither lists as ambiguous.
    pub fn load(sources: &Sources) -> Result<Self, LexiconError> {
        let files = sources.at("world/persons/");
        let persons = files.map(|file| Ok((file, file.parse::<PersonFile>()?.person)));
        Self::load_entries(sources)?.with_persons(persons.collect::<Result<_, _>>()?)
    }

    fn load_entries(sources: &Sources) -> Result<Self, LexiconError> {
        let mut actors = Self::default();
        let mut origins: Vec<&Source> = Vec::new();
        for file in sources.at("world/") {
            let entries = file.parse::<ActorFile>()?.actor;
            file.each_once(entries.iter().map(|entry| entry.key.as_str()))?;
            for entry in entries {
                let index = actors.put(entry);
                match origins.get_mut(index) {
                    Some(origin) => *origin = file,
                    None => origins.push(file),
                }
            }
        }
        actors.index_names(&origins)?;
        Ok(actors)
    }

    fn with_persons(mut self, files: Vec<(&Source, Vec<PersonEntry>)>) -> Result<Self, LexiconError> {
        for (file, persons) in files {
            file.each_once(persons.iter().map(|entry| entry.key.as_str()))?;
            for raw in persons {
                if let Some(Target::Actor(_)) = self.keys.get(&raw.key) {
                    return Err(file.entry_error(&raw.key, "is the key of an actor; give the person another"));
                }
                let person =
                    Person::resolve(raw, &self).map_err(|(key, message)| file.entry_error(&key, message))?;
                self.put_person(person);
            }
        }
        self.index_persons();
        Ok(self)
    }

    /// The actors, in the order of the files.
    pub fn entries(&self) -> &[ActorEntry] {
        &self.entries
    }

    /// The persons, in the order of the files.
    pub fn persons(&self) -> &[Person] {
        &self.persons
    }

    /// All names.
    pub fn names(&self) -> &Names<Sense> {
        &self.names
    }

    /// The actor with this key, or else the state or IGO with this code.
    pub fn actor(&self, key_or_code: &str) -> Option<&ActorEntry> {
        let index = match self.keys.get(key_or_code) {
            Some(&Target::Actor(index)) => Some(index),
            _ => self.codes.get(key_or_code).copied(),
        };
        self.entries.get(index?)
    }

    /// The state with this ISO 3166 code, or the IGO with this code, by its place in [`Self::entries`].
    pub fn by_code(&self, code: &str) -> Option<usize> {
        self.codes.get(code).copied()
    }

    /// The actors that have a property: *komunis*, *teluk*.
    pub fn with_property(&self, property: &str) -> &[usize] {
        self.properties.get(&fold(property)).map_or(&[], Vec::as_slice)
    }

    /// Adds an entry, or puts it in the place of the one with its key. Returns its place.
    fn put(&mut self, entry: ActorEntry) -> usize {
        match self.keys.get(&entry.key) {
            Some(&Target::Actor(index)) => {
                self.entries[index] = entry;
                index
            }
            _ => {
                self.keys.insert(entry.key.clone(), Target::Actor(self.entries.len()));
                self.entries.push(entry);
                self.entries.len() - 1
            }
        }
    }

    fn put_person(&mut self, person: Person) {
        match self.keys.get(&person.key) {
            Some(&Target::Person(index)) => self.persons[index] = person,
            _ => {
                self.keys.insert(person.key.clone(), Target::Person(self.persons.len()));
                self.persons.push(person);
            }
        }
    }

    /// Indexes the names of all entries; `origins` holds the file of each.
    fn index_names(&mut self, origins: &[&Source]) -> Result<(), LexiconError> {
        for (index, (entry, origin)) in self.entries.iter().zip(origins).enumerate() {
            if let Some(code) = &entry.code
                && (matches!(entry.kind, ActorKind::State | ActorKind::Igo)
                    || entry.kind == ActorKind::Group && code.role().contains(' ')
                    || code.as_str().starts_with("IMG "))
            {
                self.codes.entry(code.as_str().to_owned()).or_insert(index);
            }
            for property in &entry.properties_id {
                self.properties.entry(fold(property)).or_default().push(index);
            }
            let target = Target::Actor(index);
            let full = entry.id.iter().chain(&entry.en).chain([&entry.name]);
            for name in full {
                let how = if Case::of(name) == Case::Capitals { How::Alias } else { How::Name };
                let senses = self.names.add(name, Sense { target, how });
                let other = senses.iter().find_map(|(_, s)| match (s.target, s.how) {
                    (Target::Actor(at), How::Name | How::Alias) if at != index => Some(&self.entries[at]),
                    _ => None,
                });
                if let Some(other) = other
                    && !listed(&entry.ambiguous, name)
                    && !listed(&other.ambiguous, name)
                {
                    let message = format!(
                        "`{name}` is also a name of `{}`; list it under `ambiguous` of both or drop it from one",
                        other.key
                    );
                    return Err(origin.entry_error(&entry.key, message));
                }
            }
            for name in &entry.nicknames_id {
                // A nickname begins with a common noun, which needs no capital: *negeri kanguru*.
                let name = if name.contains(' ') { fold_first(name) } else { name.clone() };
                self.names.add(&name, Sense { target, how: How::Alias });
            }
            for (at, seat) in entry.seats.iter().enumerate() {
                for name in [Some(&seat.id), seat.en.as_ref()].into_iter().flatten() {
                    self.names.add(name, Sense { target, how: How::Seat(at) });
                }
            }
            for name in &entry.places_id {
                self.names.add(name, Sense { target, how: How::Place });
            }
            for name in &entry.demonyms_en {
                self.names.add(name, Sense { target, how: How::Demonym });
            }
        }
        Ok(())
    }

    fn index_persons(&mut self) {
        for (index, person) in self.persons.iter().enumerate() {
            let target = Target::Person(index);
            self.names.add(&person.name, Sense { target, how: How::Name });
            for alias in &person.aliases {
                let how = if alias.contains(' ') { How::Name } else { How::Alias };
                self.names.add(alias, Sense { target, how });
            }
        }
    }
}

fn fold_first(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

fn listed(names: &[String], name: &str) -> bool {
    names.iter().any(|n| fold(n) == fold(name))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_key_stands_in_two_files() {
        let mut seen = BTreeSet::new();
        let sources = Sources::builtin();
        for file in sources.at("world/") {
            for entry in file.parse::<ActorFile>().unwrap().actor {
                assert!(seen.insert(entry.key.clone()), "{}: {}", file.path, entry.key);
            }
        }
        for file in sources.at("world/persons/") {
            for person in file.parse::<PersonFile>().unwrap().person {
                assert!(seen.insert(person.key.clone()), "{}: {}", file.path, person.key);
            }
        }
    }

    #[test]
    fn a_later_file_replaces_the_entry_of_the_same_key() {
        let toml = "[[actor]]\nkey = \"KEN\"\ncode = \"KEN\"\nkind = \"state\"\nname = \"Kenya\"\nid = [\"Kenia\"]\nsource = \"made up\"";
        let actors = Actors::load(&Sources::builtin().with_text("world/mine.toml", toml)).unwrap();
        assert_eq!(actors.entries().iter().filter(|e| e.key == "KEN").count(), 1);
        assert!(!actors.names().get("Kenia").is_empty());
    }

    #[test]
    fn a_name_of_two_actors_is_refused_unless_it_is_listed_as_ambiguous() {
        let one = |key: &str, more: &str| {
            format!(
                "[[actor]]\nkey = \"{key}\"\nkind = \"group\"\nname = \"{key}\"\nid = [\"Front Biru\"]\nsource = \"made up\"\n{more}\n"
            )
        };
        let clash = Sources::default().with_text("world/a.toml", one("ab", "") + &one("cd", ""));
        let error = Actors::load(&clash).unwrap_err().to_string();
        assert!(error.contains("Front Biru") && error.contains("ab"), "{error}");
        let told = "ambiguous = [\"Front Biru\"]";
        let clear = Sources::default().with_text("world/a.toml", one("ab", told) + &one("cd", told));
        assert!(Actors::load(&clear).is_ok());
    }
}
