//! Raw text: files of articles and tokens, line by line, packed or not, and the sentences of articles.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};
use serde::Deserialize;
use telisik_language::en::English;
use telisik_language::id::Indonesian;
use telisik_language::{Block, Language};
use telisik_record::{Lang, Text};

/// Longer lines are refused, in bytes: no article is as long.
const LONGEST_LINE: u64 = 1 << 24;

/// An article; other keys are ignored.
#[derive(Deserialize)]
pub(crate) struct Article {
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) title: Option<String>,
}

impl Article {
    /// Reads a line of JSON; a blank one holds none.
    pub(crate) fn read(line: &str) -> anyhow::Result<Option<Self>> {
        if line.trim().is_empty() {
            return Ok(None);
        }
        serde_json::from_str(line).context("no article in JSON with a `text`").map(Some)
    }
}

/// What takes texts of a language apart.
pub(crate) fn language(lang: Lang) -> anyhow::Result<Box<dyn Language>> {
    Ok(match lang {
        Lang::Id => Box::new(Indonesian::new()?),
        Lang::En => Box::new(English::new()?),
    })
}

/// Gives every line of a file, without its end, to `take`; errors name file and line. A file whose name ends in `.zst`
/// is unpacked.
pub(crate) fn lines(path: &Path, mut take: impl FnMut(&str) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let packed = path.extension().is_some_and(|ending| ending == "zst");
    let mut input = open(path, packed).with_context(|| format!("cannot read {}", path.display()))?;
    let mut line = String::new();
    for number in 1.. {
        let place = || format!("{}:{number}", path.display());
        line.clear();
        (&mut input).take(LONGEST_LINE).read_line(&mut line).with_context(place)?;
        if line.is_empty() {
            break;
        }
        if line.len() as u64 == LONGEST_LINE {
            bail!("{}: the line is longer than {LONGEST_LINE} bytes", place());
        }
        take(line.trim_end_matches(['\r', '\n'])).with_context(place)?;
    }
    Ok(())
}

/// Shorter and longer sentences, in words, teach little.
const LENGTHS: std::ops::RangeInclusive<usize> = 4..=60;

/// Up to `most` sentences of articles, none twice, as many of each file and evenly out of it: headlines, headings and
/// running text.
pub(crate) fn sentences(paths: &[PathBuf], lang: Lang, most: usize) -> anyhow::Result<Vec<Vec<String>>> {
    let language = language(lang)?;
    let mut seen = HashSet::new();
    let mut chosen = Vec::new();
    for path in paths {
        let mut all: Vec<Vec<String>> = Vec::new();
        lines(path, |line| {
            let Some(article) = Article::read(line)? else { return Ok(()) };
            let text = Text::from(article.text);
            let analysis = language.segment(&text, article.title.as_deref());
            for sentence in analysis.sentences.iter().filter(|s| s.block != Block::Boilerplate) {
                if LENGTHS.contains(&sentence.words.len())
                    && seen.insert(text.slice(sentence.span).to_owned())
                {
                    all.push(sentence.words.iter().map(|word| text.slice(word.span).to_owned()).collect());
                }
            }
            Ok(())
        })?;
        let every = all.len().div_ceil((most / paths.len()).max(1)).max(1);
        chosen.extend(all.into_iter().step_by(every));
    }
    Ok(chosen)
}

fn open(path: &Path, packed: bool) -> io::Result<Box<dyn BufRead>> {
    let input = BufReader::new(File::open(path)?);
    if packed { Ok(Box::new(BufReader::new(Unpacked::new(input)?))) } else { Ok(Box::new(input)) }
}

/// What Zstandard frames hold, one after another.
struct Unpacked<R: BufRead>(Option<StreamingDecoder<R, FrameDecoder>>);

impl<R: BufRead> Unpacked<R> {
    fn new(input: R) -> io::Result<Self> {
        StreamingDecoder::new(input).map(|frame| Self(Some(frame))).map_err(io::Error::other)
    }
}

impl<R: BufRead> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(frame) = &mut self.0 {
            let count = frame.read(buffer)?;
            if count > 0 || buffer.is_empty() {
                return Ok(count);
            }
            let rest = self.0.take().map(StreamingDecoder::into_inner);
            if let Some(mut rest) = rest
                && !rest.fill_buf()?.is_empty()
            {
                *self = Self::new(rest)?;
            }
        }
        Ok(0)
    }
}
