use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

/// One lexicon file: where it came from and what it says.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its path below the lexicon folder, with `/`: `world/states.toml`.
    pub path: String,
    /// Its contents.
    pub toml: String,
}

/// A lexicon file that cannot be used. Every message names the file, and the line where there is one.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// The folder or a file in it cannot be read.
    #[error("{}: {source}", path.display())]
    Read {
        /// The folder or file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file is no TOML, or lacks or mistypes a key.
    #[error("{path}:{line}: {message}")]
    Syntax {
        /// The file.
        path: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// The entries contradict one another or name something that does not exist.
    #[error("{path}: entry `{entry}`: {message}")]
    Entry {
        /// The file.
        path: String,
        /// The entry's id or key.
        entry: String,
        /// What is wrong, and the remedy.
        message: String,
    },
    /// A file that is no part of a lexicon.
    #[error("{}: no lexicon file is called this; known are {known}", path.display())]
    Unknown {
        /// The file.
        path: PathBuf,
        /// The names that are read.
        known: String,
    },
}

/// All lexicon files in the order they apply: later entries stand over earlier ones of the same id.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<Source>,
}

macro_rules! builtin {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../../data/", $path)))),*]
    };
}

/// The files that are built in. A new file under `data/` is named here.
#[rustfmt::skip]
const BUILTIN: &[(&str, &str)] = builtin![
    "id/calendar.toml",
    "id/clauses.toml",
    "id/cues.toml",
    "id/frames/accuse.toml",
    "id/frames/agree.toml",
    "id/frames/aid.toml",
    "id/frames/assault.toml",
    "id/frames/coerce.toml",
    "id/frames/concede.toml",
    "id/frames/consult.toml",
    "id/frames/cooperate.toml",
    "id/frames/mobilize.toml",
    "id/frames/protest.toml",
    "id/frames/reject.toml",
    "id/frames/request.toml",
    "id/frames/retreat.toml",
    "id/frames/sanction.toml",
    "id/frames/support.toml",
    "id/frames/threaten.toml",
    "id/norms.toml",
    "id/references.toml",
    "id/stances.toml",
    "id/status.toml",
    "id/titles.toml",
    "world/groups.toml",
    "world/igos.toml",
    "world/outlets.toml",
    "world/persons/africa.toml",
    "world/persons/americas.toml",
    "world/persons/east-asia.toml",
    "world/persons/europe.toml",
    "world/persons/indonesia.toml",
    "world/persons/middle-east.toml",
    "world/persons/oceania.toml",
    "world/persons/russia-and-neighbours.toml",
    "world/persons/south-asia.toml",
    "world/persons/southeast-asia.toml",
    "world/persons/united-states.toml",
    "world/persons/world-bodies.toml",
    "world/regions.toml",
    "world/states.toml",
];

impl Sources {
    /// The files built into the program.
    pub fn builtin() -> Self {
        let file = |&(path, toml): &(&str, &str)| Source { path: path.to_owned(), toml: toml.to_owned() };
        Self { files: BUILTIN.iter().map(file).collect() }
    }

    /// Lays the `.toml` files of a folder, its subfolders included, over these.
    ///
    /// # Errors
    ///
    /// If the folder or a file in it cannot be read.
    pub fn with_folder(mut self, folder: &Path) -> Result<Self, LexiconError> {
        let mut found = Vec::new();
        walk(folder, folder, &mut found, 0)?;
        found.sort_by(|a, b| a.path.cmp(&b.path));
        self.files.append(&mut found);
        Ok(self)
    }

    /// Adds one file given as text.
    pub fn with_text(mut self, path: impl Into<String>, toml: impl Into<String>) -> Self {
        self.files.push(Source { path: path.into(), toml: toml.into() });
        self
    }

    /// The files below a folder such as `world/` or with a name such as `id/cues.toml`.
    pub fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a Source> {
        self.files.iter().filter(move |file| file.path.starts_with(prefix))
    }

    /// SHA-256 over paths and contents, in hexadecimal: which lexicon a record was read with.
    pub fn sha256(&self) -> String {
        let mut digest = Sha256::new();
        for file in &self.files {
            for part in [&file.path, &file.toml] {
                digest.update((part.len() as u64).to_le_bytes());
                digest.update(part.as_bytes());
            }
        }
        digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl Source {
    /// Reads the file as `T`.
    ///
    /// # Errors
    ///
    /// If it is no TOML or not of the form of `T`; the error names the line.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, LexiconError> {
        toml::from_str(&self.toml).map_err(|error| LexiconError::Syntax {
            path: self.path.clone(),
            line: error.span().map_or(1, |span| self.line_of(span)),
            message: error.message().to_owned(),
        })
    }

    /// The line (from 1) a byte range starts on.
    pub fn line_of(&self, range: Range<usize>) -> usize {
        self.toml.as_bytes()[..range.start.min(self.toml.len())].iter().filter(|&&b| b == b'\n').count() + 1
    }

    /// An error about one entry of this file.
    pub fn entry_error(&self, entry: &str, message: impl Into<String>) -> LexiconError {
        LexiconError::Entry { path: self.path.clone(), entry: entry.to_owned(), message: message.into() }
    }
}

/// Deep enough for any lexicon; a folder that links to itself ends here.
const DEEPEST: usize = 8;

fn walk(top: &Path, folder: &Path, found: &mut Vec<Source>, depth: usize) -> Result<(), LexiconError> {
    let failed = |path: &Path, source| LexiconError::Read { path: path.to_owned(), source };
    for entry in std::fs::read_dir(folder).map_err(|e| failed(folder, e))? {
        let path = entry.map_err(|e| failed(folder, e))?.path();
        if path.is_dir() {
            if depth < DEEPEST {
                walk(top, &path, found, depth + 1)?;
            }
        } else if path.extension().is_some_and(|ext| ext == "toml") {
            let toml = std::fs::read_to_string(&path).map_err(|e| failed(&path, e))?;
            let below = path.strip_prefix(top).unwrap_or(&path);
            let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
            found.push(Source { path: parts.join("/"), toml });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_file_is_named_with_its_line() {
        let file = Source { path: "id/cues.toml".into(), toml: "a = 1\nb = [\nc = 2\n".into() };
        let error = file.parse::<toml::Table>().unwrap_err().to_string();
        assert!(error.starts_with("id/cues.toml:"), "{error}");
    }

    #[test]
    fn the_hash_tells_files_from_their_concatenation() {
        let one = Sources::default().with_text("a", "bc").sha256();
        let two = Sources::default().with_text("ab", "c").sha256();
        assert_ne!(one, two);
    }
}
