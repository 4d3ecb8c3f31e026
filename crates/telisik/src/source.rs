use std::path::{Path, PathBuf};

use anyhow::Context;
use rayon::ThreadPool;
use rayon::prelude::*;
use telisik_ingest::{Defaults, Documents, Input};
use telisik_lexicon::Sources;
use telisik_reading::Reader;
use telisik_record::{Document, Lang, Record};

use crate::arguments::{Intake, Reading};
use crate::progress::Progress;

/// Documents are taken in batches, so that memory holds no more than this many of them a thread,
const BATCH_PER_THREAD: usize = 32;
/// nor more than about this many bytes of their texts a thread: some are as long as is allowed.
const BYTES_PER_THREAD: usize = 16 << 20;

/// Where documents come from, and what is known of those that do not say.
pub(crate) struct Source<'a> {
    pub(crate) inputs: &'a [PathBuf],
    pub(crate) defaults: Defaults,
    pub(crate) threads: Option<u16>,
    pub(crate) show_progress: bool,
}

/// Reads the documents of the inputs and gives their records, as [`Source::each_batch`] does.
pub(crate) fn each_batch(
    reading: &Reading,
    reader: &Reader,
    show_progress: bool,
    each: impl FnMut(Vec<Record>) -> anyhow::Result<()>,
) -> anyhow::Result<usize> {
    let source = of(reading, show_progress);
    source.each_batch(|lang| reader.reads(lang), |document| reader.read(document), each)
}

/// The documents that are to be read.
pub(crate) fn of(reading: &Reading, show_progress: bool) -> Source<'_> {
    let Reading { inputs, intake, .. } = reading;
    let (published, outlet) = (reading.published.clone(), reading.outlet.clone());
    let defaults = Defaults { published, outlet, ..defaults(intake) };
    Source { inputs, defaults, threads: intake.threads, show_progress }
}

/// What the arguments say of documents that do not say it themselves.
pub(crate) fn defaults(intake: &Intake) -> Defaults {
    Defaults { form: intake.input_form.map(Into::into), lang: intake.lang.0, published: None, outlet: None }
}

impl Source<'_> {
    /// Reads the documents of the inputs on all threads and gives what was read in input order, batch by batch.
    ///
    /// What cannot be read is told at once and counted; the count is returned.
    pub(crate) fn each_batch<T: Send>(
        &self,
        reads: impl Fn(Lang) -> bool,
        read: impl Fn(Document) -> T + Sync,
        mut each: impl FnMut(Vec<T>) -> anyhow::Result<()>,
    ) -> anyhow::Result<usize> {
        let pool = threads(self.threads)?;
        let batch = BATCH_PER_THREAD * pool.current_num_threads();
        let most_bytes = BYTES_PER_THREAD * pool.current_num_threads();
        let inputs: Vec<Input> = self.inputs.iter().map(|path| Input::named(path)).collect();
        let mut progress = Progress::new(size(self.inputs), self.show_progress, "documents");
        let mut failures = 0;
        let mut before = 0;
        let mut waiting = Vec::with_capacity(batch);
        let mut bytes = 0;
        let mut flush = |waiting: &mut Vec<Document>| -> anyhow::Result<()> {
            let documents = std::mem::take(waiting);
            each(pool.install(|| documents.into_par_iter().map(&read).collect()))
        };
        for input in &inputs {
            let mut documents = match Documents::open(input, &self.defaults) {
                Ok(documents) => documents,
                Err(error) => {
                    failures += 1;
                    progress.complain(&error.to_string());
                    continue;
                }
            };
            while let Some(next) = documents.next() {
                let (document, message) = match next {
                    Ok(document) if reads(document.lang) => (Some(document), None),
                    Ok(document) => {
                        (None, Some(cannot_read(&format!("document `{}`", document.id), document.lang)))
                    }
                    Err(error) => (None, Some(error.to_string())),
                };
                if let Some(message) = message {
                    failures += 1;
                    progress.complain(&message);
                }
                bytes += document.as_ref().map_or(0, |document| document.text.as_str().len());
                waiting.extend(document);
                if waiting.len() >= batch || bytes >= most_bytes {
                    progress.advance(before + documents.consumed(), waiting.len());
                    flush(&mut waiting)?;
                    bytes = 0;
                }
            }
            before += documents.consumed();
        }
        flush(&mut waiting)?;
        Ok(failures)
    }
}

/// The reader with the lexicon that was asked for.
pub(crate) fn reader(folder: Option<&Path>) -> anyhow::Result<Reader> {
    let mut sources = Sources::builtin();
    if let Some(folder) = folder {
        sources = sources.with_folder(folder).context("the folder given with --lexicon")?;
    }
    Ok(Reader::new(sources)?)
}

/// Says that something is in a language without a pack.
pub(crate) fn cannot_read(what: &str, lang: Lang) -> String {
    format!("{what} is in a language that cannot be read yet: `{lang}`; if it is Indonesian, say --lang id")
}

pub(crate) fn threads(asked: Option<u16>) -> anyhow::Result<ThreadPool> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(asked.unwrap_or(0).into())
        .build()
        .context("starting the threads")
}

/// Bytes of all inputs together, where all are plain files.
pub(crate) fn size(inputs: &[PathBuf]) -> Option<u64> {
    let size = |path: &PathBuf| std::fs::metadata(path).ok().filter(|m| m.is_file()).map(|m| m.len());
    inputs.iter().map(size).sum()
}
