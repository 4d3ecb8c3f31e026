use std::path::Path;

use anyhow::Context;
use rayon::ThreadPool;
use rayon::prelude::*;
use telisik_ingest::{Defaults, Documents, Input};
use telisik_lexicon::{Lexicon, Sources};
use telisik_reading::Reader;
use telisik_record::{Document, Record};

use crate::arguments::Reading;
use crate::progress::Progress;

/// Documents are taken in batches, so that memory holds no more than this many of them a thread,
const BATCH_PER_THREAD: usize = 32;
/// nor more than about this many bytes of their texts a thread: some are as long as is allowed.
const BYTES_PER_THREAD: usize = 16 << 20;

/// Reads the documents of the inputs on all threads and gives their records in input order, batch by batch.
///
/// What cannot be read is told at once and counted; the count is returned.
pub(crate) fn each_batch(
    reading: &Reading,
    reader: &Reader,
    show_progress: bool,
    mut each: impl FnMut(Vec<Record>) -> anyhow::Result<()>,
) -> anyhow::Result<usize> {
    let pool = threads(reading.threads)?;
    let batch = BATCH_PER_THREAD * pool.current_num_threads();
    let most_bytes = BYTES_PER_THREAD * pool.current_num_threads();
    let defaults = Defaults {
        form: reading.input_form.map(Into::into),
        lang: reading.lang,
        published: reading.published.clone(),
        outlet: reading.outlet.clone(),
    };
    let inputs: Vec<Input> = reading.inputs.iter().map(|path| Input::named(path)).collect();
    let mut progress = Progress::new(size(&reading.inputs), show_progress);
    let mut failures = 0;
    let mut before = 0;
    let mut waiting = Vec::with_capacity(batch);
    let mut bytes = 0;
    let mut flush = |waiting: &mut Vec<Document>| -> anyhow::Result<()> {
        let documents = std::mem::take(waiting);
        each(pool.install(|| documents.into_par_iter().map(|document| reader.read(document)).collect()))
    };
    for input in &inputs {
        let mut documents = match Documents::open(input, &defaults) {
            Ok(documents) => documents,
            Err(error) => {
                failures += 1;
                progress.complain(&error.to_string());
                continue;
            }
        };
        while let Some(next) = documents.next() {
            let (document, message) = match next {
                Ok(document) if reader.reads(document.lang) => (Some(document), None),
                Ok(document) => (None, Some(cannot_read(&document))),
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

/// The reader with the lexicon that was asked for.
pub(crate) fn reader(folder: Option<&Path>) -> anyhow::Result<Reader> {
    let mut sources = Sources::builtin();
    if let Some(folder) = folder {
        sources = sources.with_folder(folder).context("the folder given with --lexicon")?;
    }
    let lexicon = Lexicon::load(&sources)?;
    Ok(Reader::new(lexicon)?)
}

fn cannot_read(document: &Document) -> String {
    format!(
        "document `{}` is in a language that cannot be read yet: `{}`; if it is Indonesian, say --lang id",
        document.id, document.lang
    )
}

fn threads(asked: Option<u16>) -> anyhow::Result<ThreadPool> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(asked.unwrap_or(0).into())
        .build()
        .context("starting the threads")
}

/// Bytes of all inputs together, where all are plain files.
fn size(inputs: &[std::path::PathBuf]) -> Option<u64> {
    let size =
        |path: &std::path::PathBuf| std::fs::metadata(path).ok().filter(|m| m.is_file()).map(|m| m.len());
    inputs.iter().map(size).sum()
}
