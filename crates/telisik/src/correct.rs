//! `telisik correct` puts a reading right.

use anyhow::{Context, bail};
use clap::{ArgGroup, Args, Subcommand};
use telisik_ledger::{
    Alteration, Anchor, Change, Corrected, Difference, EntryId, Item, Named, Recast, When, difference,
};
use telisik_lexicon::Actors;
use telisik_record::{Actor, ActorId, ActorKind, Code, Edtf, EventType, Record, Status};

use crate::arguments::LedgerFile;
use crate::excerpt::{around, one_line};
use crate::output::Output;
use crate::recast::{self, RecastArguments};
use crate::{signed, source};

/// Characters of context on each side of what is put right.
const REACH: u32 = 120;

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct CorrectArguments {
    #[command(subcommand)]
    whole: Option<Whole>,

    #[command(flatten)]
    one: EntryArguments,
}

#[derive(Debug, Subcommand)]
enum Whole {
    /// Two names are one actor, or one name is two: in all documents, or in some
    Actor(RecastArguments),
}

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("whole").args(["reject", "confirm", "undo"]).multiple(false)
    .conflicts_with_all(["kind", "source", "target", "status", "date", "speaker", "actor"])))]
struct EntryArguments {
    /// The event, statement or actor, as `why` and the lists print it: 12/e3, 12/s1, 12/a2
    #[arg(value_name = "ENTRY", required = true)]
    entry: Option<EntryId>,

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

    /// The actor 12/a2 is this one in its document: a key, a name or a code
    #[arg(long, value_name = "ACTOR", conflicts_with_all = ["kind", "source", "target", "status", "date", "speaker"])]
    actor: Option<String>,

    /// Only in these events and statements of the document, with commas: e2,s1
    #[arg(long, value_name = "ITEMS", value_delimiter = ',', requires = "actor")]
    only: Vec<String>,

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
    #[arg(long, value_name = "NAME", required = true)]
    author: Option<String>,

    /// Why, in one line
    #[arg(long, value_name = "TEXT", required = true)]
    reason: Option<String>,

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
  telisik correct 12/a2 --actor 'Lim Swee Keng' --author Ana --reason 'his name is misspelt in this article'
  telisik correct 12/a2 --actor 'Lim Swee Keng, judge' --only s3 --author Ana --reason 'a namesake says it'
  telisik correct actor 'Kim Yo-jong' --is 'Kim Yo Jong' --author Ana --reason 'one person' (see its --help)

The document gets another reading, in which the entry may have another id; the one before stays, and counts in every
state before. What was rejected is named by the reading that had it. Corrections outlive `telisik recode`.";

/// `telisik correct`.
pub(crate) fn run(arguments: &CorrectArguments, output: &mut Output) -> anyhow::Result<usize> {
    match &arguments.whole {
        Some(Whole::Actor(arguments)) => recast::run(arguments, output),
        None => run_one(&arguments.one, output),
    }
}

fn run_one(arguments: &EntryArguments, output: &mut Output) -> anyhow::Result<usize> {
    let EntryArguments { entry: Some(entry), author: Some(author), reason: Some(reason), .. } = arguments
    else {
        bail!("say which entry, who puts it right, and why");
    };
    let mut ledger = signed::open(&arguments.ledger, author, reason)?;
    let done = if arguments.undo {
        ledger.undo(entry, author, reason)?
    } else {
        let kept = ledger.record_of(entry, None)?;
        let change = change(arguments, entry, &kept.record)?;
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

fn change(arguments: &EntryArguments, entry: &EntryId, record: &Record) -> anyhow::Result<Change> {
    let EntryArguments { kind, source, target, status, date, speaker, .. } = arguments;
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
    if let Some(actor) = &arguments.actor {
        let Item::Actor(id) = entry.item else {
            bail!("{entry} is no actor; `telisik why` shows the actors of an entry");
        };
        let before = record.actor(id).map(Named::from);
        let mut into = one_named(actor, record, actors, ActorKind::Person);
        if let (true, Some(before)) = (into.key.is_none() && into.code.is_none(), before) {
            // A name that nobody has yet is one of the same kind and place.
            into = Named { name: into.name, ..before };
            into.key = None;
        }
        let only = arguments.only.iter().map(|item| anchor(item, record)).collect::<anyhow::Result<_>>()?;
        return Ok(Change::Actor(Recast { into, only }));
    }
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
            "say what is to be put right: --type, --source, --target, --status, --date, --speaker, --actor, --reject, \
             --confirm or --undo"
        );
    }
    Ok(Change::Event(alteration))
}

/// The actors a person means: of the record, else of the lexicon, else new ones.
fn named(given: &[String], record: &Record, actors: Option<&Actors>, unknown: ActorKind) -> Vec<Named> {
    let given = given.iter().map(|one| one.trim()).filter(|one| !one.is_empty() && *one != "none");
    given.map(|one| one_named(one, record, actors, unknown)).collect()
}

/// An event or a statement of a record, by its id.
fn anchor(item: &str, record: &Record) -> anyhow::Result<Anchor> {
    let found = match item.trim().parse() {
        Ok(Item::Event(id)) => record.events.get(id.index()).map(|event| Anchor::of_event(record, event)),
        Ok(Item::Statement(id)) => record.statements.get(id.index()).map(Anchor::of_statement),
        _ => None,
    };
    found.with_context(|| format!("`{item}` is no event or statement of the document; write e2 or s1"))
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
    if let Some(named) = actors.and_then(|actors| of_lexicon(given, actors)) {
        return named;
    }
    let is_code = given.len() >= 3
        && given.split(' ').all(|part| part.len() >= 2 && part.chars().all(|c| c.is_ascii_uppercase()))
        && actors.is_some_and(|actors| actors.actor(Code::new(given).country()).is_some());
    let code = is_code.then(|| Code::new(given));
    let kind = if is_code { ActorKind::Body } else { unknown };
    Named { name: given.to_owned(), kind, code, key: None }
}

/// The actor of the lexicon that has a key or a name.
pub(crate) fn of_lexicon(given: &str, actors: &Actors) -> Option<Named> {
    let lower = given.to_lowercase();
    let by_name = || actors.entries().iter().find(|entry| entry.name.to_lowercase() == lower);
    let entry = actors.actor(given).or_else(by_name)?;
    let (name, key) = (entry.name.clone(), Some(entry.key.clone()));
    Some(Named { name, kind: entry.kind, code: entry.code.clone(), key })
}

fn coded(actor: &Actor, given: &str) -> bool {
    actor.code.as_ref().is_some_and(|code| code.as_str() == given)
}
