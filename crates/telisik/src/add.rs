use std::borrow::Cow;
use std::sync::mpsc::sync_channel;

use rayon::prelude::*;
use telisik_ledger::{Added, Arrival, CHUNK, Fingerprint, Ledger};
use telisik_reading::Reader;
use telisik_record::{Document, Record, Text};

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
    let mut adding = Adding { ledger, fingerprint, quiet: arguments.quiet, output, new: 0, known: 0 };
    let make = |document: Document| {
        let record = reader.read(document);
        let roots = roots::of(&reader, record.document.lang, &record.document.text);
        Arrival::new(Cow::Owned(record), roots)
    };
    // One chunk is written while the next is read.
    let failures = std::thread::scope(|scope| {
        let (send, chunks) = sync_channel(0);
        let adding = &mut adding;
        let writing = scope.spawn(move || chunks.into_iter().try_for_each(|chunk| adding.add(chunk)));
        let mut chunk = Chunk::default();
        let source = source::of(&arguments.reading, show_progress);
        let read = source.each_batch(
            |lang| reader.reads(lang),
            make,
            |arrivals| {
                let mut full = arrivals.into_iter().filter_map(|arrival| chunk.push(arrival));
                // Where nobody takes it any more, writing has failed and says why.
                full.try_for_each(|full| Ok(send.send(full)?))
            },
        );
        let read = read.and_then(|failures| send.send(chunk.arrivals).map(|()| failures).map_err(Into::into));
        drop(send);
        match writing.join() {
            Ok(written) => written.and(read),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })?;
    let Adding { output, new, known, .. } = adding;
    let failed = if failures > 0 { format!(", {failures} could not be read") } else { String::new() };
    output.page(&format!("{new} added, {known} known before{failed}"))?;
    Ok(failures)
}

/// Characters of text after which a revision ends, be there ever so few documents.
const LONGEST: usize = 32 << 20;

/// What one revision adds. Where it ends depends on the documents alone, not on threads or on what was known
/// before, so that a run that was cut off and begun again comes to the same revisions.
#[derive(Default)]
struct Chunk {
    arrivals: Vec<Arrival<'static>>,
    length: usize,
}

impl Chunk {
    /// Puts one in; gives the chunk when it is full.
    fn push(&mut self, arrival: Arrival<'static>) -> Option<Vec<Arrival<'static>>> {
        self.length += arrival.record().document.text.len() as usize;
        self.arrivals.push(arrival);
        if self.arrivals.len() < CHUNK && self.length < LONGEST {
            return None;
        }
        self.length = 0;
        Some(std::mem::take(&mut self.arrivals))
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
    ledger: Ledger,
    fingerprint: Fingerprint,
    quiet: bool,
    output: &'a mut Output,
    new: usize,
    known: usize,
}

impl Adding<'_> {
    fn add(&mut self, arrivals: Vec<Arrival<'static>>) -> anyhow::Result<()> {
        let told: Vec<Told> = arrivals.iter().map(|arrival| Told::of(arrival.record())).collect();
        let added = self.ledger.add_arrivals(arrivals, &self.fingerprint)?;
        for (told, added) in told.iter().zip(added) {
            match added {
                Added::New(_) => self.new += 1,
                Added::Known(_) => self.known += 1,
            }
            if !self.quiet {
                self.output.page(&told.acknowledgement(added))?;
            }
        }
        self.output.finish()
    }
}

/// What is told of a document when it has been added.
struct Told {
    id: String,
    statements: usize,
    events: usize,
    warnings: usize,
}

impl Told {
    fn of(record: &Record) -> Self {
        Self {
            id: one_line(&record.document.id),
            statements: record.statements.len(),
            events: record.events.len(),
            warnings: record.warnings.len(),
        }
    }

    fn acknowledgement(&self, added: Added) -> String {
        let Self { id, statements, events, warnings } = self;
        match added {
            Added::Known(number) => format!("known  {}  {id}", number.0),
            Added::New(number) => format!(
                "added  {}  {id}  {statements} statements, {events} events, {warnings} warnings",
                number.0
            ),
        }
    }
}
