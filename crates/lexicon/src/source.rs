use std::ops::Range;
use std::path::{Path, PathBuf};

use foldhash::{HashSet, HashSetExt};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::LexiconError;
use crate::builtin::{BUILTIN, READ, is_at, known};

/// One lexicon file: where it came from and what it says.
#[derive(Debug, Clone)]
pub struct Source {
    /// The folder it was read from; `None` for what is built in.
    folder: Option<PathBuf>,
    /// Its path below the lexicon folder, with `/`: `world/states.toml`.
    pub path: String,
    /// Its contents.
    pub toml: String,
}

/// All lexicon files in the order they apply: later entries stand over earlier ones of the same id.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// The files built into the program.
    pub fn builtin() -> Self {
        let file = |&(path, toml): &(&str, &str)| Source::new(path, toml);
        Self { files: BUILTIN.iter().map(file).collect() }
    }

    /// Lays the `.toml` files of a folder, its subfolders included, over these.
    ///
    /// # Errors
    ///
    /// If the folder or a file in it cannot be read, if it holds no lexicon file, or if a file has a name under
    /// which nothing is read: a slip there would else go unseen.
    pub fn with_folder(mut self, folder: &Path) -> Result<Self, LexiconError> {
        let mut found = Vec::new();
        walk(folder, folder, &mut found, 0)?;
        if let Some(file) = found.iter().find(|file| !READ.iter().any(|name| is_at(&file.path, name))) {
            return Err(LexiconError::Unknown { path: folder.join(&file.path), known: known() });
        }
        if found.is_empty() {
            return Err(LexiconError::Empty { folder: folder.to_owned(), known: known() });
        }
        found.sort_by(|a, b| a.path.cmp(&b.path));
        self.files.append(&mut found);
        Ok(self)
    }

    /// Whether nothing is laid over the files built into the program, which tests have loaded.
    pub fn is_builtin(&self) -> bool {
        self.files.len() == BUILTIN.len()
            && self.files.iter().zip(BUILTIN).all(|(file, (path, _))| file.path == *path)
    }

    /// Adds one file given as text.
    pub fn with_text(mut self, path: impl Into<String>, toml: impl Into<String>) -> Self {
        self.files.push(Source::new(path, toml));
        self
    }

    /// The files right in a folder such as `world/`, or with a name such as `id/cues.toml`.
    pub(crate) fn at<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Source> {
        debug_assert!(READ.contains(&name), "{name} is missing among the names that are read");
        // A file with a name of its own is read under it alone.
        let own = move |file: &&Source| name.ends_with('/') && READ.contains(&file.path.as_str());
        self.files.iter().filter(move |file| is_at(&file.path, name) && !own(file))
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
    fn new(path: impl Into<String>, toml: impl Into<String>) -> Self {
        Self { folder: None, path: path.into(), toml: toml.into() }
    }

    /// Its path for a message: where a user finds it, or its name below `data/` if it is built in.
    fn shown(&self) -> String {
        match &self.folder {
            Some(folder) => folder.join(&self.path).display().to_string(),
            None => self.path.clone(),
        }
    }

    /// Reads the file as `T`.
    ///
    /// # Errors
    ///
    /// If it is no TOML or not of the form of `T`; the error names the line.
    pub(crate) fn parse<T: DeserializeOwned>(&self) -> Result<T, LexiconError> {
        toml::from_str(&self.toml).map_err(|error| LexiconError::Syntax {
            path: self.shown(),
            line: error.span().map_or(1, |span| self.line_of(span)),
            message: error.message().to_owned(),
        })
    }

    /// The line (from 1) a byte range starts on.
    fn line_of(&self, range: Range<usize>) -> usize {
        self.toml.as_bytes()[..range.start.min(self.toml.len())].iter().filter(|&&b| b == b'\n').count() + 1
    }

    /// An error about one entry of this file.
    pub(crate) fn entry_error(&self, entry: &str, message: impl Into<String>) -> LexiconError {
        LexiconError::Entry { path: self.shown(), entry: entry.to_owned(), message: message.into() }
    }

    /// Refuses a file that has two entries of one id: one of them would silently be lost.
    pub(crate) fn each_once<'e>(&self, ids: impl Iterator<Item = &'e str>) -> Result<(), LexiconError> {
        let mut seen = HashSet::new();
        for id in ids {
            if !seen.insert(id) {
                return Err(self.entry_error(id, "stands twice in this file; drop one of them"));
            }
        }
        Ok(())
    }
}

/// Adds the entries of a later file: each stands in the place of the earlier one of its id, if there is one.
pub(crate) fn lay_over<T>(entries: &mut Vec<T>, later: Vec<T>, id: impl Fn(&T) -> &str) {
    // Nearly always there is one file; no id stands in it twice.
    if entries.is_empty() {
        *entries = later;
        return;
    }
    for entry in later {
        match entries.iter_mut().find(|earlier| id(earlier) == id(&entry)) {
            Some(earlier) => *earlier = entry,
            None => entries.push(entry),
        }
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
        } else if path.extension().is_some_and(|ext| ext.eq_ignore_ascii_case("toml")) {
            let toml = std::fs::read_to_string(&path).map_err(|e| failed(&path, e))?;
            let below = path.strip_prefix(top).unwrap_or(&path);
            let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
            found.push(Source { folder: Some(top.to_owned()), path: parts.join("/"), toml });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_file_is_named_with_its_line() {
        let file = Source::new("id/cues.toml", "a = 1\nb = [\nc d = 2\n");
        let error = file.parse::<toml::Table>().unwrap_err().to_string();
        assert!(error.starts_with("id/cues.toml:3: "), "{error}");
    }

    /// What a folder with these empty files is read as: their names, or why it is refused.
    fn laid_over(files: &[&str]) -> Result<Vec<String>, String> {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        let sources = Sources::default().with_folder(folder.path()).map_err(|error| error.to_string())?;
        Ok(sources.files.into_iter().map(|file| file.path).collect())
    }

    #[test]
    fn files_of_a_folder_apply_in_the_order_of_their_names() {
        let files = ["world/own.toml", "id/frames/own.toml", "world/persons/own.toml", "id/notes.md"];
        let read = ["id/frames/own.toml", "world/own.toml", "world/persons/own.toml"];
        assert_eq!(laid_over(&files), Ok(read.map(str::to_owned).into()));
    }

    #[test]
    fn a_file_under_whose_name_nothing_is_read_is_refused_with_the_names_that_are() {
        for slip in
            ["id/cue.toml", "id/Cues.TOML", "cues.toml", "world/person/own.toml", "id/frames/a/b.toml"]
        {
            let error = laid_over(&["id/cues.toml", slip]).unwrap_err();
            assert!(error.contains(slip) && error.contains("id/cues.toml, id/frames/*.toml"), "{error}");
        }
    }

    #[test]
    fn a_folder_without_lexicon_files_is_refused() {
        let error = laid_over(&["readme.md"]).unwrap_err();
        assert!(error.contains("no lexicon file in this folder"), "{error}");
    }

    #[test]
    fn a_broken_file_of_a_user_is_named_with_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("id")).unwrap();
        std::fs::write(folder.path().join("id/cues.toml"), "oops").unwrap();
        let sources = Sources::default().with_folder(folder.path()).unwrap();
        let error = sources.files[0].parse::<toml::Table>().unwrap_err().to_string();
        assert!(
            error.starts_with(&format!("{}:1: ", folder.path().join("id/cues.toml").display())),
            "{error}"
        );
    }

    #[test]
    fn a_later_entry_stands_in_the_place_of_the_earlier_one_of_its_id() {
        let mut entries = Vec::new();
        lay_over(&mut entries, vec![("a", 1), ("b", 2)], |entry| entry.0);
        lay_over(&mut entries, vec![("c", 3), ("a", 4)], |entry| entry.0);
        lay_over(&mut entries, vec![("a", 5)], |entry| entry.0);
        assert_eq!(entries, [("a", 5), ("b", 2), ("c", 3)]);
    }

    #[test]
    fn the_hash_tells_files_from_their_concatenation() {
        let one = Sources::default().with_text("a", "bc").sha256();
        let two = Sources::default().with_text("ab", "c").sha256();
        assert_ne!(one, two);
    }
}
