//! Treebanks in CoNLL-U, brought to one style.

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use telisik_language::{Deprel, Name, Upos};

use crate::names::from_iob;

/// A sentence with its tree.
#[derive(Debug, Clone)]
pub(crate) struct Tree {
    /// Words as printed, clitics apart.
    pub(crate) words: Vec<String>,
    /// Part of speech of each word.
    pub(crate) tags: Vec<Upos>,
    /// Head of each word; `None` for the root.
    pub(crate) heads: Vec<Option<usize>>,
    /// Relation of each word to its head.
    pub(crate) deprels: Vec<Deprel>,
    /// Its names where the treebank marks them, as `Name=B-PER` in the last column.
    pub(crate) names: Vec<Name>,
    /// Its lines, as read.
    pub(crate) lines: Vec<String>,
}

impl Tree {
    /// Head and relation of each word.
    pub(crate) fn arcs(&self) -> Vec<(Option<usize>, Deprel)> {
        self.heads.iter().copied().zip(self.deprels.iter().copied()).collect()
    }

    /// Its words as printed.
    pub(crate) fn prints(&self) -> Vec<&str> {
        self.words.iter().map(String::as_str).collect()
    }
}

/// Reads a treebank. Ranges and empty nodes are passed over.
pub(crate) fn read(path: &Path) -> anyhow::Result<Vec<Tree>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    parse(&text).with_context(|| format!("in {}", path.display()))
}

/// Reads the text of a treebank.
pub(crate) fn parse(text: &str) -> anyhow::Result<Vec<Tree>> {
    text.split("\n\n")
        .filter(|block| !block.trim().is_empty())
        .map(|block| read_tree(block).with_context(|| format!("in:\n{block}")))
        .collect()
}

/// Reads one sentence.
pub(crate) fn read_tree(block: &str) -> anyhow::Result<Tree> {
    let lines: Vec<String> = block.lines().map(str::to_owned).collect();
    let (mut words, mut tags, mut heads, mut deprels) = (vec![], vec![], vec![], vec![]);
    let mut name_tags = vec![];
    for line in lines.iter().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let cols: Vec<&str> = line.split('\t').collect();
        let [id, form, _, tag, _, _, head, deprel, ..] = cols[..] else {
            bail!("fewer than 8 columns: {line}")
        };
        if id.contains(['-', '.']) {
            continue;
        }
        let name = cols.get(9).and_then(|misc| misc.split('|').find_map(|pair| pair.strip_prefix("Name=")));
        name_tags.push(name.unwrap_or("O"));
        words.push(form.to_owned());
        tags.push(tag.parse().map_err(|()| anyhow::anyhow!("no part of speech: {tag}"))?);
        heads.push(head.parse::<usize>().context("head")?.checked_sub(1));
        deprels.push(Deprel::read(deprel));
    }
    if words.is_empty() {
        bail!("no word");
    }
    if heads.iter().flatten().any(|&head| head >= words.len()) {
        bail!("a head lies outside the sentence");
    }
    if (0..words.len()).any(|word| (0..words.len()).try_fold(word, |at, _| heads[at]).is_some()) {
        bail!("heads run in a circle");
    }
    let names = from_iob(&name_tags);
    Ok(Tree { words, tags, heads, deprels, names, lines })
}

/// Brings a tree to the style that reading expects:
/// names as stars, compounds as `nmod`, agents of passives and subjects of passives marked as such.
pub(crate) fn harmonise(tree: &mut Tree) {
    for word in 0..tree.words.len() {
        while tree.deprels[word] == Deprel::Flat {
            let Some(head) =
                tree.heads[word].filter(|&head| tree.deprels[head] == Deprel::Flat && head != word)
            else {
                break;
            };
            tree.heads[word] = tree.heads[head];
        }
    }
    for word in 0..tree.words.len() {
        let passive = tree.heads[word].is_some_and(|head| is_passive(tree, head));
        tree.deprels[word] = match tree.deprels[word] {
            Deprel::Compound => Deprel::Nmod,
            Deprel::Nsubj if passive => Deprel::NsubjPass,
            Deprel::Obl if passive && has_oleh(tree, word) => Deprel::OblAgent,
            deprel => deprel,
        };
    }
}

fn is_passive(tree: &Tree, word: usize) -> bool {
    let form = tree.words[word].to_lowercase();
    tree.tags[word] == Upos::Verb && form.starts_with("di") && form.chars().count() > 5
}

fn has_oleh(tree: &Tree, word: usize) -> bool {
    (0..tree.words.len()).any(|at| {
        tree.heads[at] == Some(word)
            && tree.deprels[at] == Deprel::Case
            && tree.words[at].eq_ignore_ascii_case("oleh")
    })
}

/// Writes a sentence with another analysis: everything but part of speech, head and relation as it was read.
pub(crate) fn write(tree: &Tree, tags: &[Upos], found: &[(Option<usize>, Deprel)]) -> String {
    let mut out = String::new();
    let mut word = 0;
    for line in &tree.lines {
        let mut cols: Vec<String> = line.split('\t').map(str::to_owned).collect();
        if !line.starts_with('#') && cols.len() >= 8 && !cols[0].contains(['-', '.']) {
            cols[3] = tags[word].to_string();
            cols[6] = found[word].0.map_or(0, |head| head + 1).to_string();
            cols[7] = found[word].1.to_string();
            word += 1;
        }
        out.push_str(&cols.join("\t"));
        out.push('\n');
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests;
