//! `telisik corrections` lists what was put right.

use clap::{Args, ValueEnum};
use serde::Serialize;
use telisik_ledger::{Anchor, Change, CorrectionRow, Difference, EntryId, Kept, Ledger, difference};
use telisik_record::Record;

use crate::arguments::{LedgerFile, State};
use crate::excerpt::{around, one_line};
use crate::output::Output;
use crate::progress::complain;
use crate::recast::described;
use crate::table::Table;

/// Characters of context on each side of what is put right.
const REACH: u32 = 120;

#[derive(Debug, Args)]
#[command(after_help = LIST_EXAMPLES)]
pub(crate) struct CorrectionsArguments {
    #[command(flatten)]
    ledger: LedgerFile,

    #[command(flatten)]
    state: State,

    /// How to print them
    #[arg(long, default_value = "table")]
    format: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Aligned columns, for a person
    Table,
    /// One correction a line, as JSON, with the words around it
    Jsonl,
}

const LIST_EXAMPLES: &str = "\
Examples:
  telisik corrections                                   what was put right, by whom and why
  telisik corrections --format jsonl > examples.jsonl   the words, before, after, author and reason, for programs";

/// A correction as an example to learn from.
#[derive(Serialize)]
struct Example<'a> {
    number: i64,
    at: String,
    /// None of an actor that is another in all documents; so are the next.
    entry: Option<&'a EntryId>,
    kind: &'static str,
    document: Option<&'a str>,
    lang: Option<&'static str>,
    /// The words that the entry stands on, and those around them.
    words: Option<&'a str>,
    text: Option<String>,
    before: Option<String>,
    after: Option<String>,
    author: &'a str,
    reason: &'a str,
    change: &'a Change,
    undone: Option<i64>,
}

/// `telisik corrections`.
pub(crate) fn list(arguments: &CorrectionsArguments, output: &mut Output) -> anyhow::Result<usize> {
    let ledger = Ledger::open_to_read(&arguments.ledger.ledger)?;
    let view = ledger.view(arguments.state.as_of)?;
    let rows = ledger.corrections(view)?;
    let mut table =
        Table::new(&["number", "entry", "kind", "before", "after", "words", "author", "reason", "undone by"]);
    for row in &rows {
        let kept = row.entry.as_ref().map(|entry| ledger.record_of(entry, Some(view))).transpose()?;
        let record = kept.as_ref().map(|kept: &Kept| &kept.record);
        let (before, after) = sides(row, record);
        let place = record.zip(row.correction.anchor.span());
        let words = place.map(|(record, span)| record.document.text.slice(span));
        match arguments.format {
            Form::Table => table.row(vec![
                row.number.to_string(),
                entry(row),
                kind(&row.correction.change).to_owned(),
                before.unwrap_or_else(|| "-".to_owned()),
                after.unwrap_or_else(|| "-".to_owned()),
                words.unwrap_or("-").to_owned(),
                row.author.clone(),
                row.reason.clone(),
                row.undone.map_or_else(|| "-".to_owned(), |number| number.to_string()),
            ]),
            Form::Jsonl => output.line(&serde_json::to_string(&Example {
                number: row.number,
                at: row.at.to_string(),
                entry: row.entry.as_ref(),
                kind: kind(&row.correction.change),
                document: record.map(|record| record.document.id.as_str()),
                lang: record.map(|record| record.document.lang.code()),
                words,
                text: place.map(|(record, span)| around(&record.document.text, span, REACH)),
                before,
                after,
                author: &row.author,
                reason: &row.reason,
                change: &row.correction.change,
                undone: row.undone,
            })?)?,
        }
    }
    match arguments.format {
        Form::Table if table.is_empty() => complain("nothing in the ledger was put right"),
        Form::Table => output.page(table.text().trim_end())?,
        Form::Jsonl => {}
    }
    Ok(0)
}

fn kind(change: &Change) -> &'static str {
    match change {
        Change::Event(_) => "event",
        Change::Reject => "reject",
        Change::Speakers(_) => "speaker",
        Change::Actor(_) => "actor",
        Change::Confirm => "confirm",
        Change::Undo(_) => "undo",
    }
}

/// What was read of the entry that the correction names, and what the correction alone makes of it.
fn sides(row: &CorrectionRow, record: Option<&Record>) -> (Option<String>, Option<String>) {
    if let (Anchor::Actor { identity, .. }, Change::Actor(recast)) =
        (&row.correction.anchor, &row.correction.change)
    {
        return (Some(one_line(identity)), Some(described(&recast.into)));
    }
    let Some(record) = record else { return (None, None) };
    let alone = std::slice::from_ref(&row.correction);
    let (after, _) = telisik_ledger::apply(record, alone);
    let found = difference(record, &after).into_iter().next();
    match found {
        Some(Difference { before, after, .. }) => (before.map(|side| side.1), after.map(|side| side.1)),
        None => {
            let same = here(&row.correction.anchor, record);
            (same.clone(), same)
        }
    }
}

/// The entry that it was made on, or the document, or all of them.
fn entry(row: &CorrectionRow) -> String {
    match (&row.entry, row.document) {
        (Some(entry), _) => entry.to_string(),
        (None, Some(document)) => format!("document {}", document.0),
        (None, None) => "all documents".to_owned(),
    }
}

fn here(anchor: &Anchor, record: &Record) -> Option<String> {
    match anchor {
        Anchor::Event { .. } => {
            let event = record.events.iter().find(|event| Anchor::of_event(record, event) == *anchor)?;
            Some(telisik_ledger::describe_event(record, event))
        }
        Anchor::Statement { .. } => {
            let same = record.statements.iter().find(|one| Anchor::of_statement(one) == *anchor)?;
            Some(telisik_ledger::describe_statement(record, same))
        }
        Anchor::Actor { identity, .. } => Some(one_line(identity)),
    }
}
