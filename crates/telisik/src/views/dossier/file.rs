use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::Deserialize;
use telisik_ledger::{Scope, Theme};
use telisik_lexicon::{ThemeEntry, Themes};
use telisik_record::EventType;
use toml::{Spanned, Value};

/// A dossier as it stands in its file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    title: String,
    #[serde(default)]
    actors: Vec<Spanned<String>>,
    #[serde(default)]
    sources: Vec<Spanned<String>>,
    #[serde(default)]
    targets: Vec<Spanned<String>>,
    #[serde(default)]
    types: Vec<Spanned<String>>,
    #[serde(default)]
    themes: Vec<Spanned<String>>,
    since: Option<Spanned<Value>>,
    until: Option<Spanned<Value>>,
    #[serde(default)]
    words: Vec<Spanned<String>>,
}

/// What is wrong with a dossier's file, and the remedy.
#[derive(Debug, thiserror::Error)]
pub(super) enum FileError {
    /// It cannot be read.
    #[error("{}: cannot be read; name a dossier, a TOML file such as samples/dossiers/amunisi.toml", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// It is no TOML, has a key of no meaning, or a value that means nothing.
    #[error("{}:{line}: {message}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong, and the remedy.
        message: String,
    },
}

/// Reads a dossier: its title and what it is about.
pub(super) fn read(path: &Path, themes: &Themes) -> Result<(String, Scope), FileError> {
    let toml =
        std::fs::read_to_string(path).map_err(|source| FileError::Read { path: path.to_owned(), source })?;
    parsed(&toml, themes).map_err(|(at, message)| {
        let line = toml.as_bytes()[..at.min(toml.len())].iter().filter(|&&byte| byte == b'\n').count() + 1;
        FileError::Line { path: path.to_owned(), line, message }
    })
}

/// The same from its text; an error has the place where it is.
fn parsed(toml: &str, themes: &Themes) -> Result<(String, Scope), (usize, String)> {
    let file: File = toml::from_str(toml).map_err(|error| {
        (error.span().map_or(0, |span| span.start), error.message().trim_end().replace('\n', "; "))
    })?;
    let scope = Scope {
        actors: each(&file.actors, some)?,
        sources: each(&file.sources, some)?,
        targets: each(&file.targets, some)?,
        types: each(&file.types, |name| name.parse::<EventType>().map_err(|error| error.to_string()))?,
        themes: each(&file.themes, |key| theme(key, themes))?,
        since: file.since.as_ref().map(day).transpose()?,
        until: file.until.as_ref().map(day).transpose()?,
        words: each(&file.words, some)?,
    };
    if let (Some(since), Some(until), Some(place)) = (scope.since, scope.until, &file.until)
        && until < since
    {
        return Err((place.span().start, format!("until {until} lies before since {since}; exchange them")));
    }
    let lists = [&file.actors, &file.sources, &file.targets, &file.types, &file.themes, &file.words];
    if lists.iter().all(|list| list.is_empty()) && scope.since.is_none() && scope.until.is_none() {
        let message = "asks for nothing; give actors, sources, targets, types, themes, words, since or until";
        return Err((0, message.to_owned()));
    }
    Ok((file.title, scope))
}

fn each<T>(
    given: &[Spanned<String>],
    read: impl Fn(&str) -> Result<T, String>,
) -> Result<Vec<T>, (usize, String)> {
    given.iter().map(|one| read(one.get_ref()).map_err(|message| (one.span().start, message))).collect()
}

fn some(given: &str) -> Result<String, String> {
    match given.trim() {
        "" => Err("is empty and would fit everything; drop it or write a name, a code or words".to_owned()),
        words => Ok(words.to_owned()),
    }
}

fn theme(key: &str, themes: &Themes) -> Result<Theme, String> {
    let of = |entry: &ThemeEntry| Theme {
        types: entry.types.clone(),
        contexts: entry.contexts.clone(),
        cameo: entry.cameo.clone(),
    };
    themes.get(key).map(of).ok_or_else(|| {
        let keys: Vec<&str> = themes.entries().iter().map(|entry| entry.key.as_str()).collect();
        format!("unknown theme `{key}`; the themes are {}", keys.join(", "))
    })
}

/// A day, written as a string or as TOML's own date.
fn day(given: &Spanned<Value>) -> Result<Date, (usize, String)> {
    let printed = match given.get_ref() {
        Value::String(printed) => printed.clone(),
        Value::Datetime(printed) => printed.to_string(),
        other => other.type_str().to_owned(),
    };
    let day = printed.parse::<Date>().ok().filter(|day| day.to_string() == printed);
    day.ok_or_else(|| (given.span().start, format!("`{printed}` is no day; write it as 2026-05-19")))
}

#[cfg(test)]
mod tests {
    use telisik_lexicon::Sources;

    use super::*;

    fn told(toml: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("d.toml");
        std::fs::write(&path, toml).unwrap();
        let error = read(&path, &Themes::load(&Sources::builtin()).unwrap()).unwrap_err().to_string();
        let name = error.rsplit_once("d.toml").unwrap().1;
        name.to_owned()
    }

    #[test]
    fn a_dossier_holds_what_its_file_says() {
        let themes = Themes::load(&Sources::builtin()).unwrap();
        let toml = "title = \"a\"\nactors = [\"PRK\", \"Kim\"]\nthemes = [\"arms\"]\nsince = 2026-01-02\nuntil = \
                    \"2026-03-04\"\ntypes = [\"aid\"]";
        let (title, scope) = parsed(toml, &themes).unwrap();
        assert_eq!((title.as_str(), &scope.actors[..]), ("a", &["PRK".to_owned(), "Kim".to_owned()][..]));
        assert_eq!(scope.since.map(|day| day.to_string()).as_deref(), Some("2026-01-02"));
        assert_eq!(scope.until.map(|day| day.to_string()).as_deref(), Some("2026-03-04"));
        assert_eq!((scope.types, scope.themes.len()), (vec![EventType::Aid], 1));
    }

    #[test]
    fn an_error_names_the_line_and_the_remedy() {
        for (toml, message) in [
            ("title = \"a\"\nactor = [\"PRK\"]", ":2: unknown field `actor`"),
            (
                "title = \"a\"\n\ntypes = [\"AID\",\n \"ASSALT\"]",
                ":4: unknown event type `ASSALT`; the types are",
            ),
            ("title = \"a\"\nthemes = [\"arm\"]", ":2: unknown theme `arm`; the themes are arms, sanctions"),
            ("title = \"a\"\nsince = \"May\"", ":2: `May` is no day; write it as 2026-05-19"),
            ("title = \"a\"\nsince = 2026-05-19T10:00:00Z", ":2: `2026-05-19T10:00:00Z` is no day"),
            ("title = \"a\"\nsince = 2026-05-19\nuntil = 2026-05-18", ":3: until 2026-05-18 lies before"),
            ("title = \"a\"\nactors = [\" \"]", ":2: is empty and would fit everything"),
            ("title = \"a\"", ":1: asks for nothing; give actors"),
            ("actors = [\"PRK\"]", ": missing field `title`"),
            ("title = \"a\"\nactors = \"PRK\"", ":2: invalid type: string \"PRK\", expected a sequence"),
            ("title = \"a\"\noops", ":2: "),
        ] {
            let error = told(toml);
            assert!(error.contains(message), "{toml}: {error}");
        }
    }
}
