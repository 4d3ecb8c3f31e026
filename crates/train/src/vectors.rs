//! Word vectors learnt from raw text: what the networks know of a word before they see a treebank.
//!
//! ```text
//! "TELISIKV" | version u32 | dim u32 | words u32 | checksum of all that follows u64
//! | each word: length u16, UTF-8 | each word: dim × f32
//! ```
//!
//! Numbers are little endian, words the most frequent first. The last is [`UNKNOWN`], learnt from all words too rare
//! to have a vector of their own. Vectors are centred (their mean is 0) and scaled so that their mean length is 1.

mod corpus;
mod skipgram;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, bail};
use clap::Args;
use telisik_language::normal_form;
use telisik_record::Lang;

use corpus::{Corpus, Gathering};

/// Stands for all words without a vector.
pub(crate) const UNKNOWN: &str = "<unk>";

const MAGIC: [u8; 8] = *b"TELISIKV";
const VERSION: u32 = 1;
/// Magic, version, dim, words, checksum.
const HEAD: usize = 8 + 4 + 4 + 4 + 8;

/// More numbers to a vector are refused.
const LARGEST_DIM: usize = 1024;

/// What to learn vectors from, and how.
#[derive(Debug, Args)]
pub(crate) struct Learning {
    /// Texts: JSON Lines with a `text` each, CoNLL-U, or tables of one token a line; may be packed as .zst.
    #[arg(long, value_name = "FILE", num_args = 1.., required = true)]
    text: Vec<PathBuf>,
    /// Where the vectors go.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// The language of the texts: id or en.
    #[arg(long, value_name = "CODE", default_value = "id")]
    lang: Lang,
    /// Numbers to a vector.
    #[arg(long, default_value_t = 64)]
    dim: usize,
    /// How many words on each side say what a word is.
    #[arg(long, default_value_t = 3)]
    window: usize,
    /// Words that are not there, for each that is.
    #[arg(long, default_value_t = 6)]
    negative: usize,
    /// Times the texts are gone through.
    #[arg(long, default_value_t = 5)]
    epochs: usize,
    /// Rarer words get no vector.
    #[arg(long, default_value_t = 5)]
    min_count: u64,
    /// No more words than this get a vector.
    #[arg(long, default_value_t = 40_000)]
    max_words: usize,
}

/// Words to look at in a file of vectors.
#[derive(Debug, Args)]
pub(crate) struct Looking {
    /// The vectors.
    #[arg(long, value_name = "FILE")]
    vectors: PathBuf,
    /// How many neighbours of each word.
    #[arg(long, default_value_t = 10)]
    count: usize,
    /// Words, in any spelling that has their normal form.
    #[arg(value_name = "WORD", required = true)]
    words: Vec<String>,
}

/// Learns vectors and writes them.
pub(crate) fn learn(learning: &Learning) -> anyhow::Result<()> {
    let start = Instant::now();
    let seconds = || start.elapsed().as_secs_f64();
    if learning.dim == 0 || learning.dim > LARGEST_DIM {
        bail!("--dim must be from 1 to {LARGEST_DIM}");
    }
    if learning.window == 0 || learning.window > 10 || learning.max_words == 0 {
        bail!("--window must be from 1 to 10, --max-words 1 or more");
    }
    let mut gathering = Gathering::new(learning.lang)?;
    for path in &learning.text {
        gathering.add(path)?;
    }
    let corpus = gathering.finish(learning.min_count, learning.max_words);
    println!(
        "{} words in {} sentences, {} with a vector, {:.2} % without; {} repeated paragraphs passed over; {:.0} s",
        corpus.len(),
        corpus.sentences.len(),
        corpus.words.len(),
        corpus.unknown_share() * 100.0,
        corpus.repeated,
        seconds(),
    );
    let plan = skipgram::Plan {
        dim: learning.dim,
        window: learning.window,
        negative: learning.negative,
        epochs: learning.epochs,
        ..skipgram::Plan::default()
    };
    let vectors = of_corpus(&corpus, &plan);
    vectors.write(&learning.out)?;
    println!("{} vectors of {} in {:.0} s", vectors.words.len(), vectors.dim, seconds());
    Ok(())
}

/// Prints the neighbours of words.
pub(crate) fn look(looking: &Looking) -> anyhow::Result<()> {
    let vectors = Vectors::read(&looking.vectors)?;
    for word in &looking.words {
        let form = normal_form(word);
        let Some(at) = vectors.words.iter().position(|known| *known == form) else {
            println!("{form}: no vector");
            continue;
        };
        let near = vectors.neighbours(at, looking.count);
        let near = near.iter().map(|&(at, cosine)| format!("{} {cosine:.2}", vectors.words[at]));
        println!("{form}: {}", near.collect::<Vec<_>>().join(", "));
    }
    Ok(())
}

fn of_corpus(corpus: &Corpus, plan: &skipgram::Plan) -> Vectors {
    let mut rows = skipgram::learn(corpus, plan);
    let words: Vec<String> = corpus.words.iter().cloned().chain([UNKNOWN.to_owned()]).collect();
    normalise(&mut rows, plan.dim);
    Vectors { words, dim: plan.dim, rows }
}

/// Moves the mean of the rows to 0 and their mean length to 1.
fn normalise(rows: &mut [f32], dim: usize) {
    let count = (rows.len() / dim).max(1) as f64;
    let mut mean = vec![0f64; dim];
    for row in rows.chunks_exact(dim) {
        mean.iter_mut().zip(row).for_each(|(mean, &x)| *mean += f64::from(x) / count);
    }
    for row in rows.chunks_exact_mut(dim) {
        row.iter_mut().zip(&mean).for_each(|(x, &mean)| *x -= mean as f32);
    }
    let length = rows.chunks_exact(dim).map(|row| f64::from(length(row))).sum::<f64>() / count;
    if length > 0.0 {
        rows.iter_mut().for_each(|x| *x /= length as f32);
    }
}

fn length(row: &[f32]) -> f32 {
    row.iter().map(|x| x * x).sum::<f32>().sqrt()
}

/// Words in normal form and a vector for each.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Vectors {
    /// The words, the most frequent first, [`UNKNOWN`] last.
    pub(crate) words: Vec<String>,
    /// Numbers to a vector.
    pub(crate) dim: usize,
    /// The vectors, `dim` numbers each, one after another.
    pub(crate) rows: Vec<f32>,
}

impl Vectors {
    /// Reads a file of vectors.
    ///
    /// # Errors
    /// The file cannot be read, is no file of vectors, of another version, or damaged.
    pub(crate) fn read(path: &Path) -> anyhow::Result<Self> {
        let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        Self::parse(&bytes).with_context(|| format!("cannot use {}: learn the vectors again", path.display()))
    }

    /// Writes a file of vectors, whole or not at all.
    pub(crate) fn write(&self, path: &Path) -> anyhow::Result<()> {
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        fs::write(&part, self.bytes())
            .and_then(|()| fs::rename(&part, path))
            .with_context(|| format!("cannot write {}", path.display()))
    }

    /// The vector of the word at `at`.
    pub(crate) fn row(&self, at: usize) -> &[f32] {
        &self.rows[at * self.dim..][..self.dim]
    }

    /// The words nearest to the one at `at` by cosine, the nearest first.
    pub(crate) fn neighbours(&self, at: usize, count: usize) -> Vec<(usize, f32)> {
        let own = self.row(at);
        let cosine = |other: &[f32]| {
            let dot: f32 = own.iter().zip(other).map(|(x, y)| x * y).sum();
            dot / (length(own) * length(other)).max(f32::MIN_POSITIVE)
        };
        let others = (0..self.words.len()).filter(|&other| other != at);
        let mut near: Vec<(usize, f32)> = others.map(|other| (other, cosine(self.row(other)))).collect();
        near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        near.truncate(count);
        near
    }

    fn bytes(&self) -> Vec<u8> {
        let mut body = Vec::with_capacity(self.rows.len() * 4 + self.words.len() * 12);
        for word in &self.words {
            body.extend((word.len() as u16).to_le_bytes());
            body.extend(word.as_bytes());
        }
        self.rows.iter().for_each(|x| body.extend(x.to_le_bytes()));
        let mut bytes = MAGIC.to_vec();
        for number in [VERSION, self.dim as u32, self.words.len() as u32] {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend(checksum(&body).to_le_bytes());
        bytes.extend(body);
        bytes
    }

    fn parse(bytes: &[u8]) -> anyhow::Result<Self> {
        if !bytes.starts_with(&MAGIC) {
            bail!("this is no file of word vectors");
        }
        let (head, body) = bytes.split_at_checked(HEAD).context("the file is cut short")?;
        let number =
            |at: usize| u32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]) as usize;
        if number(8) != VERSION as usize {
            bail!("the file is of version {}, this program reads version {VERSION}", number(8));
        }
        let (dim, count) = (number(12), number(16));
        if head[20..] != checksum(body).to_le_bytes() {
            bail!("the file is damaged: the checksum differs");
        }
        if dim == 0 || dim > LARGEST_DIM {
            bail!("the file is damaged: {dim} numbers to a vector");
        }
        let mut rest = body;
        let mut words = Vec::new();
        for _ in 0..count {
            let word;
            (word, rest) = split_word(rest).context("the file is damaged: a word is broken")?;
            words.push(word.to_owned());
        }
        if Some(rest.len()) != count.checked_mul(dim * 4) {
            bail!("the file is damaged: {} bytes are no {count} vectors of {dim}", rest.len());
        }
        let rows: Vec<f32> =
            rest.chunks_exact(4).map(|x| f32::from_le_bytes([x[0], x[1], x[2], x[3]])).collect();
        if rows.iter().any(|x| !x.is_finite()) {
            bail!("the file is damaged: a number is not finite");
        }
        Ok(Self { words, dim, rows })
    }
}

fn split_word(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<2>()?;
    let (word, rest) = rest.split_at_checked(usize::from(u16::from_le_bytes(*length)))?;
    Some((std::str::from_utf8(word).ok()?, rest))
}

/// FNV-1a.
fn checksum(bytes: &[u8]) -> u64 {
    let step = |sum: u64, &byte: &u8| (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, step)
}

#[cfg(test)]
mod tests;
