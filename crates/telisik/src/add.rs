use telisik_ledger::{Added, Fingerprint, Ledger};
use telisik_record::Record;

use crate::arguments::AddArguments;
use crate::excerpt::one_line;
use crate::output::Output;
use crate::source;

/// `telisik add`: keeps a record for each document; returns how many could not be read.
///
/// A line about a document is printed after it is on the disk, and never before.
pub(crate) fn run(arguments: &AddArguments, output: &mut Output) -> anyhow::Result<usize> {
    let reader = source::reader(arguments.reading.lexicon.as_deref())?;
    let mut ledger = Ledger::open(&arguments.ledger.ledger)?;
    let fingerprint = Fingerprint {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        lexicon: reader.lexicon_sha256(),
        model: reader.model_sha256(),
    };
    let show_progress = arguments.quiet || !output.is_terminal();
    let (mut new, mut known) = (0, 0);
    let failures = source::each_batch(&arguments.reading, &reader, show_progress, |records| {
        let added = ledger.add(&records, &fingerprint)?;
        for (record, added) in records.iter().zip(added) {
            match added {
                Added::New(_) => new += 1,
                Added::Known(_) => known += 1,
            }
            if !arguments.quiet {
                output.page(&acknowledgement(record, added))?;
            }
        }
        output.finish()
    })?;
    let failed = if failures > 0 { format!(", {failures} could not be read") } else { String::new() };
    output.page(&format!("{new} added, {known} known before{failed}"))?;
    Ok(failures)
}

fn acknowledgement(record: &Record, added: Added) -> String {
    let id = one_line(&record.document.id);
    match added {
        Added::Known(number) => format!("known  {}  {id}", number.0),
        Added::New(number) => format!(
            "added  {}  {id}  {} statements, {} events, {} warnings",
            number.0,
            record.statements.len(),
            record.events.len(),
            record.warnings.len()
        ),
    }
}
