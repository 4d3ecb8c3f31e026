use telisik_ledger::{Added, CHUNK, Fingerprint, Ledger};
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
    let ledger = Ledger::open(&arguments.ledger.ledger)?;
    let fingerprint = Fingerprint {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        lexicon: reader.lexicon_sha256(),
        model: reader.model_sha256(),
    };
    let show_progress = arguments.quiet || !output.is_terminal();
    let mut adding = Adding { ledger, fingerprint, quiet: arguments.quiet, output, new: 0, known: 0 };
    let mut chunk = Chunk::default();
    let failures = source::each_batch(&arguments.reading, &reader, show_progress, |records| {
        for record in records {
            if let Some(full) = chunk.push(record) {
                adding.add(&full)?;
            }
        }
        Ok(())
    })?;
    adding.add(&chunk.records)?;
    let (new, known) = (adding.new, adding.known);
    let failed = if failures > 0 { format!(", {failures} could not be read") } else { String::new() };
    output.page(&format!("{new} added, {known} known before{failed}"))?;
    Ok(failures)
}

/// Characters of text after which a revision ends, be there ever so few documents.
const LONGEST: usize = 32 << 20;

/// The records of one revision. Where it ends depends on the documents alone, not on threads or on what was known
/// before, so that a run that was cut off and begun again comes to the same revisions.
#[derive(Default)]
struct Chunk {
    records: Vec<Record>,
    length: usize,
}

impl Chunk {
    /// Puts a record in; gives the chunk when it is full.
    fn push(&mut self, record: Record) -> Option<Vec<Record>> {
        self.length += record.document.text.len() as usize;
        self.records.push(record);
        if self.records.len() < CHUNK && self.length < LONGEST {
            return None;
        }
        self.length = 0;
        Some(std::mem::take(&mut self.records))
    }
}

struct Adding<'a> {
    ledger: Ledger,
    fingerprint: Fingerprint,
    quiet: bool,
    output: &'a mut Output,
    new: usize,
    known: usize,
}

impl Adding<'_> {
    fn add(&mut self, records: &[Record]) -> anyhow::Result<()> {
        let added = self.ledger.add(records, &self.fingerprint)?;
        for (record, added) in records.iter().zip(added) {
            match added {
                Added::New(_) => self.new += 1,
                Added::Known(_) => self.known += 1,
            }
            if !self.quiet {
                self.output.page(&acknowledgement(record, added))?;
            }
        }
        self.output.finish()
    }
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
