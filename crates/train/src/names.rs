//! Names in corpora of one token and tag a line.

use std::fs;
use std::path::Path;

use anyhow::Context;
use telisik_language::net::KINDS;
use telisik_language::{Name, NameKind};

/// A sentence with its names.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    /// Tokens as printed.
    pub(crate) words: Vec<String>,
    /// Its names.
    pub(crate) names: Vec<Name>,
}

/// Reads a corpus of one token and IOB2 tag a line.
pub(crate) fn read(path: &Path) -> anyhow::Result<Vec<Named>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let blocks = text.split("\n\n").filter(|block| !block.trim().is_empty());
    Ok(blocks
        .map(|block| {
            let rows: Vec<(&str, &str)> = block.lines().filter_map(|line| line.split_once('\t')).collect();
            let tags: Vec<&str> = rows.iter().map(|(_, tag)| *tag).collect();
            let names = from_iob(&tags);
            Named { words: rows.iter().map(|(word, _)| (*word).to_owned()).collect(), names }
        })
        .collect())
}

/// The names that IOB2 tags mark; kinds other than person, organisation and place are passed over.
pub(crate) fn from_iob(tags: &[&str]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for (at, tag) in tags.iter().enumerate() {
        let Some((place, kind)) = tag.split_once('-') else { continue };
        let Some(kind) = kind_of(kind) else { continue };
        match names.last_mut().filter(|name| place == "I" && name.words.end == at && name.kind == kind) {
            Some(name) => name.words.end = at + 1,
            None => names.push(Name { words: at..at + 1, kind }),
        }
    }
    names
}

pub(crate) fn kind_of(printed: &str) -> Option<NameKind> {
    ["PER", "ORG", "LOC"].iter().position(|kind| *kind == printed).map(|at| KINDS[at])
}

/// The IOB2 tags of the words of a sentence.
pub(crate) fn iob(names: &[Name], words: usize) -> Vec<String> {
    let mut tags = vec!["O".to_owned(); words];
    for name in names {
        let kind =
            KINDS.iter().position(|kind| *kind == name.kind).map_or("PER", |at| ["PER", "ORG", "LOC"][at]);
        for at in name.words.clone().filter(|&at| at < words) {
            tags[at] = format!("{}-{kind}", if at == name.words.start { "B" } else { "I" });
        }
    }
    tags
}
