//! Files to sentences of numbered words.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::path::Path;

use anyhow::bail;
use telisik_language::{Block, Language, normal_form};
use telisik_record::{Lang, Text};

use crate::raw::{self, Article};

/// Longer words, in bytes, are unknown words: addresses and noise.
const LONGEST_WORD: usize = 100;

/// Sentences of words, a number for each.
#[derive(Debug)]
pub(super) struct Corpus {
    /// The words with a vector, the most frequent first.
    pub(super) words: Vec<String>,
    /// How often each occurs; last, how often words occur that have no vector.
    pub(super) counts: Vec<u64>,
    /// All words of all sentences: an index into `words`, or its length for a word without a vector.
    pub(super) running: Vec<u32>,
    /// Where each sentence lies in `running`.
    pub(super) sentences: Vec<Range<usize>>,
    /// Paragraphs left out since they had been seen before.
    pub(super) repeated: usize,
}

impl Corpus {
    /// The number of running words.
    pub(super) fn len(&self) -> usize {
        self.running.len()
    }

    /// How large a part of the running words has no vector.
    pub(super) fn unknown_share(&self) -> f64 {
        self.counts[self.words.len()] as f64 / self.len().max(1) as f64
    }
}

/// Reads files one after another.
pub(super) struct Gathering {
    language: Box<dyn Language>,
    numbers: HashMap<String, u32>,
    counts: Vec<u64>,
    running: Vec<u32>,
    sentences: Vec<Range<usize>>,
    seen: HashSet<u64>,
    repeated: usize,
}

impl Gathering {
    /// Begins with nothing read.
    pub(super) fn new(lang: Lang) -> anyhow::Result<Self> {
        Ok(Self {
            language: raw::language(lang)?,
            numbers: HashMap::new(),
            counts: Vec::new(),
            running: Vec::new(),
            sentences: Vec::new(),
            seen: HashSet::new(),
            repeated: 0,
        })
    }

    /// Adds a file: `.jsonl`, `.conllu` or `.tsv`, and each of these with `.zst` behind.
    pub(super) fn add(&mut self, path: &Path) -> anyhow::Result<()> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        match Path::new(name.trim_end_matches(".zst")).extension().and_then(|ending| ending.to_str()) {
            Some("jsonl") => raw::lines(path, |line| self.add_article(line)),
            Some("conllu") => self.add_tokens(path, conllu_form),
            Some("tsv") => self.add_tokens(path, |row| Ok(row.split('\t').next())),
            _ => bail!(
                "{}: the name must end in .jsonl, .conllu or .tsv, .zst behind it or not",
                path.display()
            ),
        }
    }

    fn add_article(&mut self, line: &str) -> anyhow::Result<()> {
        let Some(article) = Article::read(line)? else { return Ok(()) };
        let text = Text::from(article.text);
        let analysis = self.language.segment(&text, article.title.as_deref());
        for paragraph in &analysis.paragraphs {
            let sentences = analysis.sentences[paragraph.sentences.clone()].iter();
            let words = sentences.filter(|sentence| sentence.block != Block::Boilerplate).map(|sentence| {
                sentence.words.iter().map(|word| normal_form(text.slice(word.span))).collect::<Vec<_>>()
            });
            let words = words.collect();
            self.add_paragraph(words);
        }
        Ok(())
    }

    /// Adds a file of one token a line, blank lines between sentences.
    fn add_tokens(
        &mut self,
        path: &Path,
        form: fn(&str) -> anyhow::Result<Option<&str>>,
    ) -> anyhow::Result<()> {
        let mut sentence = Vec::new();
        raw::lines(path, |row| {
            if row.is_empty() {
                self.add_paragraph(vec![std::mem::take(&mut sentence)]);
            } else if let Some(form) = form(row)? {
                sentence.push(normal_form(form));
            }
            Ok(())
        })?;
        self.add_paragraph(vec![sentence]);
        Ok(())
    }

    /// Adds the sentences of a paragraph unless it was seen before, as syndicated news is.
    fn add_paragraph(&mut self, sentences: Vec<Vec<String>>) {
        let mut hasher = DefaultHasher::new();
        sentences.hash(&mut hasher);
        if !self.seen.insert(hasher.finish()) {
            self.repeated += 1;
            return;
        }
        for sentence in sentences.into_iter().filter(|sentence| !sentence.is_empty()) {
            let from = self.running.len();
            for word in sentence {
                let next = self.numbers.len() as u32;
                let number = *self.numbers.entry(word).or_insert(next);
                self.running.push(number);
                match self.counts.get_mut(number as usize) {
                    Some(count) => *count += 1,
                    None => self.counts.push(1),
                }
            }
            self.sentences.push(from..self.running.len());
        }
    }

    /// Gives the `most` most frequent words that occur `least` times or more a number, and all others one together.
    pub(super) fn finish(mut self, least: u64, most: usize) -> Corpus {
        let mut kept: Vec<(String, u32)> = self
            .numbers
            .drain()
            .filter(|(word, number)| self.counts[*number as usize] >= least && word.len() <= LONGEST_WORD)
            .collect();
        let count = |number: u32| self.counts[number as usize];
        kept.sort_by(|(a, x), (b, y)| count(*y).cmp(&count(*x)).then_with(|| a.cmp(b)));
        kept.truncate(most);
        let mut renumbered = vec![kept.len() as u32; self.counts.len()];
        for (new, (_, old)) in kept.iter().enumerate() {
            renumbered[*old as usize] = new as u32;
        }
        let mut counts = vec![0; kept.len() + 1];
        for word in &mut self.running {
            *word = renumbered[*word as usize];
            counts[*word as usize] += 1;
        }
        Corpus {
            words: kept.into_iter().map(|(word, _)| word).collect(),
            counts,
            running: self.running,
            sentences: self.sentences,
            repeated: self.repeated,
        }
    }
}

/// The form of a word in a row of CoNLL-U; none in a comment, a range or an empty node.
fn conllu_form(row: &str) -> anyhow::Result<Option<&str>> {
    if row.starts_with('#') {
        return Ok(None);
    }
    let mut columns = row.split('\t');
    let (Some(id), Some(form)) = (columns.next(), columns.next()) else {
        bail!("fewer than 2 columns: {row}");
    };
    Ok((!id.contains(['-', '.'])).then_some(form))
}
