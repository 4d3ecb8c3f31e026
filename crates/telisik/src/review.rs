//! `telisik review`: what a person should look at, with the command that puts it right.

use std::collections::HashSet;

use clap::Args;
use serde::Serialize;
use telisik_ledger::{
    Anchor, CorrectionRow, DocumentNumber, Filter, Item, Kept, Ledger, View, describe_event,
};
use telisik_record::{Actor, ActorId, Event, Span, Status};

use crate::arguments::{LedgerFile, Shape};
use crate::excerpt::{around, one_line};
use crate::list::print;
use crate::output::Output;
use crate::table::Table;

/// Entries that are shown where nobody asks for another number.
const SHOWN: usize = 50;
/// Documents that are looked at in one go.
const STEP: usize = 64;
/// Characters of context on each side of the words.
const REACH: u32 = 60;

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ReviewArguments {
    #[command(flatten)]
    ledger: LedgerFile,

    #[command(flatten)]
    shape: Shape,
}

const EXAMPLES: &str = "\
Examples:
  telisik review                      the first 50 entries that a person should look at
  telisik review --limit 500 --format csv > queue.csv

First come claims that somebody denies, then events on weak evidence (told as possible, or by an actor without a code),
and names that the lexicon does not have. Each comes with a command; `--confirm`, or any correction, takes it off.";

/// One thing to look at.
#[derive(Serialize)]
struct Row {
    why: String,
    entry: String,
    read: String,
    words: String,
    command: String,
}

/// `telisik review`.
pub(crate) fn run(arguments: &ReviewArguments, output: &mut Output) -> anyhow::Result<usize> {
    let ledger = Ledger::open_to_read(&arguments.ledger.ledger)?;
    let view = ledger.view(arguments.shape.state.as_of)?;
    let limit = arguments.shape.limit.unwrap_or(SHOWN);
    let done = Done(ledger.corrections(view)?);
    let mut queue = Queue { limit, rows: Vec::new(), seen: HashSet::new(), names: HashSet::new() };
    contested(&ledger, view, &done, &mut queue)?;
    weak(&ledger, view, &done, &mut queue)?;
    let mut table = Table::new(&["why", "entry", "read as", "words", "to put it right"]);
    for Row { why, entry, read, words, command } in &queue.rows {
        table.row([why, entry, read, words, command].map(String::clone).to_vec());
    }
    print(&arguments.shape, output, &table, &queue.rows)
}

struct Queue {
    limit: usize,
    rows: Vec<Row>,
    seen: HashSet<String>,
    names: HashSet<String>,
}

impl Queue {
    fn is_full(&self) -> bool {
        self.rows.len() >= self.limit
    }

    fn push(&mut self, why: String, entry: String, (read, words): (String, String), change: &str) {
        if !self.is_full() && self.seen.insert(entry.clone()) {
            let command = format!("telisik correct {entry} {change}");
            self.rows.push(Row { why, entry, read, words, command });
        }
    }
}

/// What has been looked at.
struct Done(Vec<CorrectionRow>);

impl Done {
    fn holds(&self, document: DocumentNumber, anchor: &Anchor) -> bool {
        self.0.iter().any(|row| {
            row.document == Some(document) && row.undone.is_none() && row.correction.is_about(anchor)
        })
    }
}

fn contested(ledger: &Ledger, view: View, done: &Done, queue: &mut Queue) -> anyhow::Result<()> {
    for claim in ledger.claims(&Filter::default(), view)?.into_iter().filter(|claim| claim.contested) {
        let Some(report) = claim.reports.first() else { continue };
        if queue.is_full() {
            break;
        }
        let kept = ledger.record_of(&report.entry, Some(view))?;
        let Item::Event(id) = report.entry.item else { continue };
        let Some(event) = kept.record.events.get(id.index()) else { continue };
        if !done.holds(kept.document, &Anchor::of_event(&kept.record, event)) {
            let why = format!("contested claim {}", claim.claim);
            queue.push(why, report.entry.to_string(), shown(&kept, event), "--confirm");
        }
    }
    Ok(())
}

fn weak(ledger: &Ledger, view: View, done: &Done, queue: &mut Queue) -> anyhow::Result<()> {
    let mut last = DocumentNumber(0);
    while !queue.is_full() {
        let readings = ledger.readings(last, STEP, view)?;
        let Some(end) = readings.last() else { break };
        last = end.document;
        for kept in &readings {
            for event in &kept.record.events {
                let Some((why, change)) = doubt(kept, event, queue) else { continue };
                if !done.holds(kept.document, &Anchor::of_event(&kept.record, event)) {
                    let entry = kept.entry(Item::Event(event.id)).to_string();
                    queue.push(why, entry, shown(kept, event), change);
                }
            }
            for statement in &kept.record.statements {
                let Some(name) = new_name(kept, &statement.speakers, queue) else { continue };
                if !done.holds(kept.document, &Anchor::of_statement(statement)) {
                    let entry = kept.entry(Item::Statement(statement.id)).to_string();
                    let span = statement.speaker.or(statement.cue).unwrap_or_else(|| statement.extent());
                    let read = telisik_ledger::describe_statement(&kept.record, statement);
                    let shown = (one_line(&read), words(kept, span));
                    queue.push(format!("new name {name}"), entry, shown, "--speaker NAME");
                }
            }
        }
    }
    Ok(())
}

/// Why an event should be looked at, and what would put it right.
fn doubt(kept: &Kept, event: &Event, queue: &mut Queue) -> Option<(String, &'static str)> {
    if event.status == Status::Possible {
        return Some(("told as possible".to_owned(), "--status STATUS"));
    }
    let sides = [(&event.sources, "--source ACTOR"), (&event.targets, "--target ACTOR")];
    for (side, change) in sides {
        if let Some(name) = new_name(kept, side, queue) {
            return Some((format!("new name {name}"), change));
        }
        let uncoded = actors(kept, side).find(|actor| actor.code.is_none());
        if let Some(actor) = uncoded {
            return Some((format!("no code for {}", one_line(&actor.name)), change));
        }
    }
    None
}

/// A name that neither the lexicon has nor the queue, of somebody without a code.
fn new_name(kept: &Kept, ids: &[ActorId], queue: &mut Queue) -> Option<String> {
    let unknown = actors(kept, ids).filter(|actor| actor.key.is_none() && actor.code.is_none());
    let mut names = unknown.map(|actor| one_line(&actor.name));
    names.find(|name| queue.names.insert(name.clone()))
}

fn actors<'a>(kept: &'a Kept, ids: &'a [ActorId]) -> impl Iterator<Item = &'a Actor> {
    ids.iter().filter_map(|&id| kept.record.actor(id))
}

fn shown(kept: &Kept, event: &Event) -> (String, String) {
    (one_line(&describe_event(&kept.record, event)), words(kept, event.trigger))
}

fn words(kept: &Kept, span: Span) -> String {
    around(&kept.record.document.text, span, REACH)
}
