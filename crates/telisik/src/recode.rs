//! `telisik recode`: reads every document anew with today's lexicon, rules and models.

use std::path::PathBuf;

use clap::Args;
use rayon::prelude::*;
use telisik_ledger::{CHUNK, CorrectionRow, DocumentNumber, Fingerprint, Kept, Laid, Ledger, difference};
use telisik_reading::Reader;
use telisik_record::{Document, Record};

use crate::arguments::{LedgerFile, ListFormat};
use crate::changes::{Change, table};
use crate::output::Output;
use crate::progress::{Progress, complain};
use crate::source;

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct RecodeArguments {
    #[command(flatten)]
    ledger: LedgerFile,

    /// Show what would appear, vanish and change, and keep nothing
    #[arg(long)]
    dry_run: bool,

    /// A folder of your own names, titles, cues and frames, laid over the built-in ones
    #[arg(long, value_name = "DIR")]
    lexicon: Option<PathBuf>,

    /// Threads to read with [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,

    /// How to print the list
    #[arg(long, default_value = "table")]
    format: ListFormat,
}

const EXAMPLES: &str = "\
Examples:
  telisik recode --dry-run                 what would appear, vanish and change, and which corrections lose their place
  telisik recode                           keep it: a reading more for each document that is read otherwise
  telisik recode --lexicon mine --dry-run  what your own names and frames would do

What a person has put right is laid over what is read anew. Readings that say the same stay; states before stay as they
are. `telisik changes --since REV` shows afterwards what a recode did.";

/// `telisik recode`.
pub(crate) fn run(arguments: &RecodeArguments, output: &mut Output) -> anyhow::Result<usize> {
    let reader = source::reader(arguments.lexicon.as_deref())?;
    let reading = Ledger::open_to_read(&arguments.ledger.ledger)?;
    let view = reading.view(None)?;
    let mut writing = if arguments.dry_run { None } else { Some(Ledger::open(&arguments.ledger.ledger)?) };
    let fingerprint = Fingerprint {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        lexicon: reader.lexicon_sha256(),
        model: reader.model_sha256(),
    };
    let pool = source::threads(arguments.threads)?;
    let mut progress = Progress::new(None, true, "documents");
    let (mut changes, mut missed) = (Vec::new(), Vec::new());
    let (mut documents, mut differing, mut unlisted) = (0, 0, 0);
    let mut last = DocumentNumber(0);
    loop {
        let kept = reading.readings(last, CHUNK, view)?;
        let Some(end) = kept.last() else { break };
        last = end.document;
        let anew: Vec<Record> = pool.install(|| kept.par_iter().map(|kept| again(&reader, kept)).collect());
        for (kept, machine) in kept.iter().zip(&anew) {
            let laid: Laid = reading.laid_over(kept.document, machine)?;
            missed.extend(laid.missed);
            if laid.record != kept.record {
                differing += 1;
                let new = format!("{}.{}", kept.document.0, kept.ordinal + 1);
                let names = (kept.name(), new);
                let found = difference(&kept.record, &laid.record);
                unlisted += usize::from(found.is_empty());
                changes
                    .extend(found.into_iter().map(|one| Change::of(one, &kept.record, (&names.0, &names.1))));
            }
        }
        documents += kept.len();
        progress.advance(documents as u64, kept.len());
        if let Some(ledger) = &mut writing {
            let numbered: Vec<_> = kept.iter().map(|kept| kept.document).zip(anew).collect();
            ledger.recode(&numbered, &fingerprint)?;
        }
    }
    drop(progress);
    match arguments.format {
        ListFormat::Table if changes.is_empty() => {}
        ListFormat::Table => output.page(table(&changes).text().trim_end())?,
        ListFormat::Csv => output.line(table(&changes).csv().trim_end_matches('\n'))?,
        ListFormat::Json => output.line(&serde_json::to_string_pretty(&changes)?)?,
    }
    for (row, why) in &missed {
        complain(&lost(row, why));
    }
    let verb = if arguments.dry_run { "would be" } else { "are" };
    let lost = if missed.is_empty() {
        String::new()
    } else {
        format!("; {} corrections found no place", missed.len())
    };
    let names = if unlisted > 0 {
        format!(", {unlisted} of them only in names, times or norms")
    } else {
        String::new()
    };
    let told = format!("{differing} of {documents} documents {verb} read otherwise{names}{lost}");
    if arguments.format == ListFormat::Table {
        output.page(&told)?
    } else {
        complain(&told)
    }
    Ok(0)
}

/// A document as it was given, read with what there is today.
fn again(reader: &Reader, kept: &Kept) -> Record {
    let document = kept.record.document.clone();
    reader.read(Document { byline: None, dateline: None, reference_date: None, ..document })
}

fn lost(row: &CorrectionRow, why: &str) -> String {
    let of = row.entry.as_ref().map_or_else(|| "an actor".to_owned(), ToString::to_string);
    format!("correction {} of {of} ({}): {why}", row.number, row.reason)
}
