//! Sentences as CoNLL-U writes them: one line a word with ten columns, a blank line after each sentence.
//!
//! The form is described at <https://universaldependencies.org/format.html>. A [`Sentence`] is made from what was
//! found in a text ([`document`]) or read from a file ([`Parser`]); printed, it is CoNLL-U whatever the text holds,
//! for no field can hold what parts fields and lines.

mod parser;
mod text;

use std::fmt;

pub use parser::{ConlluError, Fault, LONGEST_SENTENCE, Parser};
pub use text::document;

use crate::{Deprel, Reading, Upos, iob};

/// One sentence: its comments and lines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sentence {
    comments: Vec<String>,
    lines: Vec<Line>,
}

/// What a line stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Id {
    /// A word, by its number from 1.
    Word(usize),
    /// A token of several words: the numbers of the first and the last.
    Range(usize, usize),
    /// A node that is not in the text: the number of the word before it, and its own after that word.
    Empty(usize, usize),
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it stands for.
    pub id: Id,
    fields: [String; 9],
}

/// The columns after the first, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of CoNLL-U")]
pub enum Field {
    Form,
    Lemma,
    Upos,
    Xpos,
    Feats,
    Head,
    Deprel,
    Deps,
    Misc,
}

impl Line {
    /// A line of which nothing is known.
    pub fn new(id: Id) -> Self {
        Self { id, fields: std::array::from_fn(|_| EMPTY.to_owned()) }
    }

    /// What stands in a field, `_` where nothing does.
    pub fn field(&self, field: Field) -> &str {
        &self.fields[field as usize]
    }

    /// Fills a field. Breaks, tabs and other white space become one space each, controls are left out; an empty value
    /// is `_`.
    pub fn set(&mut self, field: Field, value: &str) {
        self.fields[field as usize] = one_line(value);
    }

    /// Fills a field with what stood in a file, as it stood there; a carriage return would end the line for many.
    fn keep(&mut self, field: Field, value: &str) {
        if value.trim().is_empty() {
            self.set(field, value);
        } else {
            self.fields[field as usize] = value.replace('\r', " ");
        }
    }

    /// Adds a feature such as `SpaceAfter=No` to MISC, in the place of one of the same name.
    pub fn set_misc(&mut self, name: &str, value: Option<&str>) {
        let misc = self.field(Field::Misc);
        let named = |pair: &&str| pair.split_once('=').is_some_and(|(own, _)| own == name);
        let mut pairs: Vec<&str> =
            misc.split('|').filter(|pair| *pair != EMPTY && !pair.is_empty() && !named(pair)).collect();
        let pair = value.map(|value| format!("{name}={}", value.replace('|', " ")));
        pairs.extend(pair.as_deref());
        self.set(Field::Misc, &pairs.join("|"));
    }

    /// Fills in the part of speech and the place in the tree.
    fn fill(&mut self, upos: Upos, arc: (usize, Deprel)) {
        self.set(Field::Upos, upos.as_str());
        self.set(Field::Head, &arc.0.to_string());
        self.set(Field::Deprel, arc.1.as_str());
    }

    /// Marks the word as one of a name, by its IOB2 tag.
    fn name(&mut self, tag: &str) {
        self.set_misc("Name", (tag != iob::OUTSIDE).then_some(tag));
    }

    /// What MISC says under a name.
    pub fn misc(&self, name: &str) -> Option<&str> {
        let mut pairs = self.field(Field::Misc).split('|').filter_map(|pair| pair.split_once('='));
        pairs.find(|(own, _)| *own == name).map(|(_, value)| value)
    }
}

impl Sentence {
    /// The comments, without the `#` before them.
    pub fn comments(&self) -> &[String] {
        &self.comments
    }

    /// Adds a comment, on one line.
    pub fn comment(&mut self, comment: &str) {
        self.comments.push(format!(" {}", one_line(comment)));
    }

    /// All lines: words, tokens of several words, empty nodes.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The lines that are words.
    pub fn words(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| matches!(line.id, Id::Word(_)))
    }

    /// The forms of the words.
    pub fn forms(&self) -> Vec<&str> {
        self.words().map(|line| line.field(Field::Form)).collect()
    }

    /// Fills in what was found in the words: part of speech, head and relation. All else stays.
    pub fn fill(&mut self, reading: &Reading) {
        let arcs = arcs(&reading.tree);
        for ((line, tag), arc) in self.words_mut().zip(&reading.tags).zip(arcs) {
            line.fill(*tag, arc);
        }
    }

    /// Marks the names that were found as `Name=B-PER` and the like in MISC, in the place of those that were there.
    pub fn mark_names(&mut self, reading: &Reading) {
        let tags = iob::tags(&reading.names, reading.tags.len());
        for (line, tag) in self.words_mut().zip(tags) {
            line.name(tag);
        }
    }

    fn words_mut(&mut self) -> impl Iterator<Item = &mut Line> {
        self.lines.iter_mut().filter(|line| matches!(line.id, Id::Word(_)))
    }
}

/// HEAD and DEPREL of words with these heads and relations. The form wants one root a sentence, and `root` at it alone:
/// of words that nothing is known to govern, the first is the root and the others hang on it as `dep`.
fn arcs(tree: &[(Option<usize>, Deprel)]) -> Vec<(usize, Deprel)> {
    let root = tree.iter().position(|(head, _)| head.is_none()).unwrap_or_default();
    let arc = |(at, &(head, deprel)): (usize, &(Option<usize>, Deprel))| match head {
        None if at == root => (0, Deprel::Root),
        None => (root + 1, Deprel::Dep),
        Some(head) => (head + 1, if deprel == Deprel::Root { Deprel::Dep } else { deprel }),
    };
    tree.iter().enumerate().map(arc).collect()
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(number) => write!(f, "{number}"),
            Self::Range(first, last) => write!(f, "{first}-{last}"),
            Self::Empty(word, number) => write!(f, "{word}.{number}"),
        }
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.id)?;
        self.fields.iter().try_for_each(|field| write!(f, "\t{field}"))
    }
}

/// The sentence as it stands in a file, with the blank line that ends it.
impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.comments.iter().try_for_each(|comment| writeln!(f, "#{comment}"))?;
        self.lines.iter().try_for_each(|line| writeln!(f, "{line}"))?;
        writeln!(f)
    }
}

/// What stands in a field of which nothing is known.
const EMPTY: &str = "_";

/// A value that stays within its field and line.
fn one_line(value: &str) -> String {
    let whole = !value.chars().any(|c| c.is_control() || (c.is_whitespace() && c != ' '));
    let value = value.trim();
    match value {
        "" => EMPTY.to_owned(),
        _ if whole => value.to_owned(),
        _ => {
            let blank = |c: char| if c.is_whitespace() { ' ' } else { c };
            let kept: String = value.chars().map(blank).filter(|c| !c.is_control()).collect();
            // Controls may have been all there was.
            one_line(&kept)
        }
    }
}

#[cfg(test)]
mod tests;
