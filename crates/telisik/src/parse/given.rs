//! Sentences whose words are given: treebanks and lists of tokens.

use std::path::Path;

use anyhow::bail;
use rayon::prelude::*;
use telisik_ingest::{Fault, IngestError, Input, Lines, guess};
use telisik_language::{Language, Reading, Scheme, conllu, iob};

use super::Languages;
use crate::arguments::Intake;
use crate::output::Output;
use crate::progress::Progress;
use crate::source;

/// Sentences are taken in batches of so many, whatever the number of threads,
const BATCH: usize = 1024;
/// or of about so many bytes of the file,
const BATCH_BYTES: u64 = 16 << 20;
/// and are read so many at once by one thread.
const TOGETHER: usize = 64;
/// So many sentences tell the language of a file.
const TELLING: usize = 64;

/// Fills parts of speech and trees into the sentences of a CoNLL-U file, and names if wanted; returns how many
/// sentences could not be read.
pub(super) fn trees(
    path: &Path,
    intake: &Intake,
    languages: &Languages,
    scheme: Scheme,
    names: bool,
    output: &mut Output,
) -> anyhow::Result<usize> {
    let given = Given { path, intake, languages, scheme, show_progress: !output.is_terminal() };
    given.each(conllu::Parser::default(), |mut sentence: conllu::Sentence, reading| {
        sentence.fill(&reading);
        if names {
            sentence.mark_names(&reading);
        }
        output.text(&sentence.to_string())
    })
}

/// Tags the names in a file of one token a line; returns how many sentences could not be read.
pub(super) fn names(
    path: &Path,
    intake: &Intake,
    languages: &Languages,
    scheme: Scheme,
    output: &mut Output,
) -> anyhow::Result<usize> {
    let given = Given { path, intake, languages, scheme, show_progress: !output.is_terminal() };
    given.each(iob::Parser::default(), |tokens: Vec<String>, reading| {
        let tags = iob::tags(&reading.names, tokens.len());
        let rows = tokens.iter().zip(tags).map(|(token, tag)| format!("{token}\t{tag}\n"));
        output.text(&(rows.collect::<String>() + "\n"))
    })
}

/// What puts sentences together from lines. Errors name the line.
trait Parser {
    type Sentence: Words + Send + Sync;

    fn line(&mut self, line: &str) -> Result<Option<Self::Sentence>, String>;
    fn skip(&mut self);
    fn end(&mut self) -> Result<Option<Self::Sentence>, String>;
}

/// What has words to read.
trait Words {
    fn words(&self) -> Vec<&str>;
}

impl Parser for conllu::Parser {
    type Sentence = conllu::Sentence;

    fn line(&mut self, line: &str) -> Result<Option<Self::Sentence>, String> {
        self.line(line).map_err(|error| error.to_string())
    }

    fn skip(&mut self) {
        self.skip();
    }

    fn end(&mut self) -> Result<Option<Self::Sentence>, String> {
        self.end().map_err(|error| error.to_string())
    }
}

impl Words for conllu::Sentence {
    fn words(&self) -> Vec<&str> {
        self.forms()
    }
}

impl Parser for iob::Parser {
    type Sentence = Vec<String>;

    fn line(&mut self, line: &str) -> Result<Option<Self::Sentence>, String> {
        self.line(line).map_err(|error| error.to_string())
    }

    fn skip(&mut self) {
        self.skip();
    }

    fn end(&mut self) -> Result<Option<Self::Sentence>, String> {
        Ok(self.end())
    }
}

impl Words for Vec<String> {
    fn words(&self) -> Vec<&str> {
        self.iter().map(String::as_str).collect()
    }
}

/// A file of sentences, and how to read it.
struct Given<'a> {
    path: &'a Path,
    intake: &'a Intake,
    languages: &'a Languages,
    scheme: Scheme,
    show_progress: bool,
}

impl Given<'_> {
    /// Reads the sentences of the file on all threads and gives each with what was found in it, in their order.
    ///
    /// What cannot be read is told at once and counted; the count is returned.
    fn each<P: Parser>(
        &self,
        mut parser: P,
        mut each: impl FnMut(P::Sentence, Reading) -> anyhow::Result<()>,
    ) -> anyhow::Result<usize> {
        let pool = source::threads(self.intake.threads)?;
        let mut lines = Lines::open(&Input::named(self.path))?;
        let mut progress =
            Progress::new(source::size(&[self.path.to_owned()]), self.show_progress, "sentences");
        let (mut failures, mut sentences, mut taken) = (0, 0, 0);
        let mut language = None;
        let mut waiting = Vec::new();
        loop {
            let next = lines.next();
            let ended = next.is_none();
            let (sentence, message) = match next {
                None => of_line(lines.title(), parser.end()),
                Some(Ok(line)) => of_line(lines.title(), parser.line(&line)),
                Some(Err(error)) => {
                    parser.skip();
                    (None, Some(error.to_string()))
                }
            };
            if let Some(message) = message {
                failures += 1;
                progress.complain(&message);
            }
            waiting.extend(sentence);
            let full = waiting.len() >= BATCH || lines.consumed() - taken >= BATCH_BYTES;
            if (full || ended) && !waiting.is_empty() {
                taken = lines.consumed();
                sentences += waiting.len();
                progress.advance(taken, waiting.len());
                let language = match language {
                    Some(language) => language,
                    None => *language.insert(self.language(lines.title(), &waiting)?),
                };
                let readings = pool.install(|| readings(language, self.scheme, &waiting));
                waiting
                    .drain(..)
                    .zip(readings)
                    .try_for_each(|(sentence, reading)| each(sentence, reading))?;
            }
            if ended {
                break;
            }
        }
        if sentences == 0 && failures == 0 {
            let input = lines.title().to_owned();
            bail!(IngestError { input, line: None, fault: Fault::Empty });
        }
        Ok(failures)
    }

    /// The language asked for, or the one that the first sentences tell.
    fn language(&self, title: &str, first: &[impl Words]) -> anyhow::Result<&dyn Language> {
        let words = || first.iter().take(TELLING).flat_map(Words::words).collect::<Vec<_>>().join(" ");
        let lang = self.intake.lang.0.unwrap_or_else(|| guess(&words()));
        match self.languages.of(lang) {
            Some(language) => Ok(language),
            None => bail!(source::cannot_read(title, lang)),
        }
    }
}

/// The sentence that a line gives, and the message where it is wrong.
fn of_line<S>(title: &str, sentence: Result<Option<S>, String>) -> (Option<S>, Option<String>) {
    match sentence {
        Ok(sentence) => (sentence, None),
        Err(error) => (None, Some(format!("{title}:{error}"))),
    }
}

fn readings(language: &dyn Language, scheme: Scheme, sentences: &[impl Words + Sync]) -> Vec<Reading> {
    let read = |sentences: &[_]| {
        let words: Vec<Vec<&str>> = sentences.iter().map(Words::words).collect();
        language.read(&words, scheme)
    };
    sentences.par_chunks(TOGETHER).flat_map_iter(read).collect()
}
