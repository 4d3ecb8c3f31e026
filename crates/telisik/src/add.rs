use rayon::prelude::*;
use telisik_ledger::{Added, Arrival, CHUNK, Fingerprint, Ledger};
use telisik_reading::Reader;
use telisik_record::{Record, Text};

use crate::arguments::AddArguments;
use crate::excerpt::one_line;
use crate::output::Output;
use crate::{roots, source};

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
    make_searchable(&mut ledger, &reader)?;
    let mut adding =
        Adding { reader: &reader, ledger, fingerprint, quiet: arguments.quiet, output, new: 0, known: 0 };
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

/// Documents of a ledger of an earlier form came without the roots of their words.
fn make_searchable(ledger: &mut Ledger, reader: &Reader) -> anyhow::Result<()> {
    loop {
        let waiting = ledger.unsearchable(CHUNK)?;
        if waiting.is_empty() {
            return Ok(());
        }
        let roots = |(number, lang, text): &(_, _, Text)| (*number, roots::of(reader, *lang, text));
        ledger.make_searchable(&waiting.par_iter().map(roots).collect::<Vec<_>>())?;
    }
}

struct Adding<'a> {
    reader: &'a Reader,
    ledger: Ledger,
    fingerprint: Fingerprint,
    quiet: bool,
    output: &'a mut Output,
    new: usize,
    known: usize,
}

impl Adding<'_> {
    fn add(&mut self, records: &[Record]) -> anyhow::Result<()> {
        let roots = |record: &Record| roots::of(self.reader, record.document.lang, &record.document.text);
        let roots: Vec<String> = records.par_iter().map(roots).collect();
        let arrivals = records.iter().zip(&roots).map(|(record, roots)| Arrival { record, roots });
        let added = self.ledger.add_arrivals(&arrivals.collect::<Vec<_>>(), &self.fingerprint)?;
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
