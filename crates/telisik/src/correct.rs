//! `telisik correct` puts a reading right; `telisik corrections` lists what was put right.

use anyhow::bail;
use clap::{ArgGroup, Args, ValueEnum};
use serde::Serialize;
use telisik_ledger::{
    Alteration, Anchor, Change, Corrected, CorrectionRow, Difference, EntryId, Item, Ledger, Named, When,
    difference,
};
use telisik_lexicon::Actors;
use telisik_record::{Actor, ActorId, ActorKind, Code, Edtf, EventType, Record, Status};

use crate::arguments::{LedgerFile, State};
use crate::excerpt::{around, one_line};
use crate::output::Output;
use crate::progress::complain;
use crate::source;
use crate::table::Table;

/// Characters of context on each side of what is put right.
const REACH: u32 = 120;

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
#[command(group(ArgGroup::new("whole").args(["reject", "confirm", "undo"]).multiple(false)
    .conflicts_with_all(["kind", "source", "target", "status", "date", "speaker"])))]
pub(crate) struct CorrectArguments {
    /// The event or statement, as the lists print it: 12/e3, 12/s1
    #[arg(value_name = "ENTRY")]
    entry: EntryId,

    /// The event is of this PLOVER type
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<EventType>,

    /// These did it, with commas: names, codes, or ids of the record such as a2
    #[arg(long, value_name = "ACTORS", value_delimiter = ',')]
    source: Option<Vec<String>>,

    /// It was done to these, with commas; `none` for nobody
    #[arg(long, value_name = "ACTORS", value_delimiter = ',')]
    target: Option<Vec<String>>,

    /// Its status: actual, ongoing, planned, possible, conditional, negated
    #[arg(long)]
    status: Option<Status>,

    /// Its date; `none` where the text does not tell
    #[arg(long, value_name = "DATE")]
    date: Option<String>,

    /// These say the statement, with commas; `none` for nobody named
    #[arg(long, value_name = "ACTORS", value_delimiter = ',', conflicts_with_all = ["kind", "source", "target", "status", "date"])]
    speaker: Option<Vec<String>>,

    /// There is no such event
    #[arg(long)]
    reject: bool,

    /// It is right as it was read
    #[arg(long)]
    confirm: bool,

    /// Take back the latest correction of it
    #[arg(long)]
    undo: bool,

    /// Who puts it right
    #[arg(long, value_name = "NAME")]
    author: String,

    /// Why, in one line
    #[arg(long, value_name = "TEXT")]
    reason: String,

    #[command(flatten)]
    ledger: LedgerFile,
}

const EXAMPLES: &str = "\
Examples:
  telisik correct 12/e3 --type SANCTION --author Ana --reason 'an embargo, nobody was seized'
  telisik correct 12/e3 --source IRN --target SGP,Oman --date 2026-01-03 --author Ana --reason 'see line 4'
  telisik correct 12/s1 --speaker 'Lim Swee Keng' --author Ana --reason 'he is quoted, not his minister'
  telisik correct 12/e4 --reject --author Ana --reason 'a film is told'
  telisik correct 12/e4 --undo --author Ben --reason 'no film'
  telisik correct 12/e5 --confirm --author Ana --reason 'checked'

The document gets another reading, in which the entry may have another id; the one before stays, and counts in every
state before. What was rejected is named by the reading that had it. Corrections outlive `telisik recode`.";

/// `telisik correct`.
pub(crate) fn run(arguments: &CorrectArguments, output: &mut Output) -> anyhow::Result<usize> {
    let CorrectArguments { entry, author, reason, .. } = arguments;
    if author.trim().is_empty() || reason.trim().is_empty() {
        bail!("a correction needs an author and a reason");
    }
    if !arguments.ledger.ledger.exists() {
        // Only to be told that there is none: nothing is made here.
        Ledger::open_to_read(&arguments.ledger.ledger)?;
    }
    let mut ledger = Ledger::open(&arguments.ledger.ledger)?;
    let done = if arguments.undo {
        ledger.undo(entry, author, reason)?
    } else {
        let kept = ledger.record_of(entry, None)?;
        let change = change(arguments, &kept.record)?;
        ledger.correct(entry, change, author, reason)?
    };
    output.page(&told(&done))?;
    Ok(0)
}

fn told(done: &Corrected) -> String {
    let mut lines = Vec::new();
    for Difference { before, after, span, .. } in difference(&done.before, &done.after) {
        let line = |side: Option<(Item, String)>| {
            side.map_or("nothing".to_owned(), |(item, told)| format!("{item}  {}", one_line(&told)))
        };
        lines.push(around(&done.after.document.text, span, REACH));
        lines.push(format!("  before  {}", line(before)));
        lines.push(format!("  after   {}", line(after)));
    }
    lines.push(match &done.reading {
        Some(reading) => format!("correction {}: reading {reading} counts now", done.number),
        None => format!("correction {}: the reading stays as it is", done.number),
    });
    lines.join("\n")
}

fn change(arguments: &CorrectArguments, record: &Record) -> anyhow::Result<Change> {
    let CorrectArguments { kind, source, target, status, date, speaker, .. } = arguments;
    if arguments.reject {
        return Ok(Change::Reject);
    }
    if arguments.confirm {
        return Ok(Change::Confirm);
    }
    let lexicon = source::reader(None)?;
    let actors = lexicon.lexicon(record.document.lang).map(|lexicon| &*lexicon.actors);
    let cast = |given: &Option<Vec<String>>, unknown| {
        given.as_ref().map(|given| named(given, record, actors, unknown))
    };
    if let Some(speakers) = cast(speaker, ActorKind::Person) {
        return Ok(Change::Speakers(speakers));
    }
    let date = match date.as_deref() {
        None => None,
        Some("none") => Some(When::Unknown),
        Some(given) => Some(When::On(given.parse::<Edtf>()?)),
    };
    let (sources, targets) = (cast(source, ActorKind::Group), cast(target, ActorKind::Group));
    let alteration = Alteration { kind: *kind, sources, targets, status: *status, date };
    if alteration == Alteration::default() {
        bail!(
            "say what is to be put right: --type, --source, --target, --status, --date, --speaker, --reject, --confirm or --undo"
        );
    }
    Ok(Change::Event(alteration))
}

/// The actors a person means: of the record, else of the lexicon, else new ones.
fn named(given: &[String], record: &Record, actors: Option<&Actors>, unknown: ActorKind) -> Vec<Named> {
    let given = given.iter().map(|one| one.trim()).filter(|one| !one.is_empty() && *one != "none");
    given.map(|one| one_named(one, record, actors, unknown)).collect()
}

fn one_named(given: &str, record: &Record, actors: Option<&Actors>, unknown: ActorKind) -> Named {
    let by_id = given.parse::<ActorId>().ok().and_then(|id| record.actor(id));
    let lower = given.to_lowercase();
    let by = |holds: &dyn Fn(&Actor) -> bool| record.actors.iter().find(|actor| holds(actor));
    let found = by_id
        .or_else(|| by(&|actor| actor.name.to_lowercase() == lower))
        .or_else(|| by(&|actor| coded(actor, given) && actor.kind != ActorKind::Person))
        .or_else(|| by(&|actor| coded(actor, given)));
    if let Some(actor) = found {
        return Named::from(actor);
    }
    let entries = actors.map_or(&[][..], Actors::entries).iter();
    let entry = actors
        .and_then(|actors| actors.actor(given))
        .or_else(|| entries.clone().find(|entry| entry.name.to_lowercase() == lower));
    if let Some(entry) = entry {
        let (name, key) = (entry.name.clone(), Some(entry.key.clone()));
        return Named { name, kind: entry.kind, code: entry.code.clone(), key };
    }
    let is_code = given.len() >= 3
        && given.split(' ').all(|part| part.len() >= 2 && part.chars().all(|c| c.is_ascii_uppercase()))
        && actors.is_some_and(|actors| actors.actor(Code::new(given).country()).is_some());
    let code = is_code.then(|| Code::new(given));
    let kind = if is_code { ActorKind::Body } else { unknown };
    Named { name: given.to_owned(), kind, code, key: None }
}

fn coded(actor: &Actor, given: &str) -> bool {
    actor.code.as_ref().is_some_and(|code| code.as_str() == given)
}

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
    entry: &'a EntryId,
    kind: &'static str,
    document: &'a str,
    lang: &'static str,
    /// The words that the entry stands on, and those around them.
    words: &'a str,
    text: String,
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
        let kept = ledger.record_of(&row.entry, Some(view))?;
        let record = &kept.record;
        let (before, after) = sides(row, record);
        let words = record.document.text.slice(row.correction.anchor.span());
        match arguments.format {
            Form::Table => table.row(vec![
                row.number.to_string(),
                row.entry.to_string(),
                kind(&row.correction.change).to_owned(),
                before.unwrap_or_else(|| "-".to_owned()),
                after.unwrap_or_else(|| "-".to_owned()),
                words.to_owned(),
                row.author.clone(),
                row.reason.clone(),
                row.undone.map_or_else(|| "-".to_owned(), |number| number.to_string()),
            ]),
            Form::Jsonl => output.line(&serde_json::to_string(&Example {
                number: row.number,
                at: row.at.to_string(),
                entry: &row.entry,
                kind: kind(&row.correction.change),
                document: &record.document.id,
                lang: record.document.lang.code(),
                words,
                text: around(&record.document.text, row.correction.anchor.span(), REACH),
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
        Change::Confirm => "confirm",
        Change::Undo(_) => "undo",
    }
}

/// What was read of the entry that the correction names, and what the correction alone makes of it.
fn sides(row: &CorrectionRow, record: &Record) -> (Option<String>, Option<String>) {
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
    }
}
