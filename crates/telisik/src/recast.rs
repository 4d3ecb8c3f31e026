//! `telisik correct actor`: two names that are one actor, or one name that is two.

use anyhow::bail;
use clap::{ArgGroup, Args};
use telisik_ledger::{Called, DocumentNumber, Ledger, Named, Recasted};
use telisik_lexicon::{Actors, Sources};
use telisik_record::{ActorKind, Code};

use crate::correct::of_lexicon;
use crate::excerpt::one_line;
use crate::output::Output;
use crate::signed::Signed;

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
#[command(group(ArgGroup::new("how").args(["is", "undo"]).required(true).multiple(false)))]
pub(crate) struct RecastArguments {
    /// The actors, each by its whole name, or by its key where several have it
    #[arg(value_name = "NAME", required = true)]
    names: Vec<String>,

    /// They are this one: by name or key, of the ledger or the lexicon, or a new name
    #[arg(long, value_name = "NAME")]
    is: Option<String>,

    /// Only in these documents, by number, with commas; else in all, also in those that come later
    #[arg(long = "in", value_name = "DOCUMENTS", value_delimiter = ',', conflicts_with = "undo")]
    within: Vec<i64>,

    /// The code of a new name, such as "SGP GOV"; without it, that of the first of the actors
    #[arg(long, value_name = "CODE", requires = "is")]
    code: Option<String>,

    /// What a new name is: state, body, person, igo, group, organisation, people; without it, what the first actor is
    #[arg(long, value_name = "KIND", requires = "is", value_parser = kind)]
    kind: Option<ActorKind>,

    /// Take back the latest correction of each of them
    #[arg(long)]
    undo: bool,

    #[command(flatten)]
    signed: Signed,
}

const EXAMPLES: &str = "\
Two names that are one person or body:
  telisik correct actor 'Kim Yo-jong' 'Kim Yo Chong' --is 'Kim Yo Jong' --author Ana --reason 'spellings of one name'

One name that is two: say in which documents it is the other; 12/a2 of one document is put right by `telisik correct 12/a2`
  telisik correct actor 'Ali Hassan' --in 12,15 --is 'Ali Hassan, Puntland' --code 'SOM OPP' --author Ana --reason 'a namesake'

A better name for an actor that the lexicon does not have:
  telisik correct actor 'Pasukan Laut' --is 'Navy of Gabon' --code 'GAB MIL' --kind body --author Ana --reason 'its navy'

Taken back, by the name it had:
  telisik correct actor 'Kim Yo-jong' --undo --author Ben --reason 'two persons'

`telisik actor NAME` shows the keys of all who are called so. Each document that names the actor gets another reading; the
one before stays, and counts in every state before (--as-of). What is read anew or comes later is put right as well. Claims
follow: what both are said to have done on one day becomes one claim. `telisik why` and `telisik corrections` tell who did
it and why.";

fn kind(given: &str) -> Result<ActorKind, String> {
    serde_json::from_value(serde_json::Value::from(given))
        .map_err(|_| format!("`{given}` is none of state, body, person, igo, group, organisation, people"))
}

/// `telisik correct actor`.
pub(crate) fn run(arguments: &RecastArguments, output: &mut Output) -> anyhow::Result<usize> {
    let RecastArguments { names, within, signed, .. } = arguments;
    let Signed { author, reason, .. } = signed;
    let mut ledger = signed.open()?;
    let Some(is) = &arguments.is else {
        for name in names {
            output.line(&told(&ledger.undo_recast(name, author, reason)?))?;
        }
        return Ok(0);
    };
    let known = if arguments.code.is_some() || arguments.kind.is_some() { None } else { known(&ledger, is)? };
    let actors = names.iter().map(|name| one(&ledger, name, known.as_ref()));
    let actors = actors.collect::<anyhow::Result<Vec<Named>>>()?;
    let Some(into) = known.or_else(|| new(is, &actors, arguments)) else { return Ok(0) };
    let within: Vec<DocumentNumber> = within.iter().map(|&number| DocumentNumber(number)).collect();
    let done = ledger.recast(&actors, &into, &within, author, reason)?;
    for actor in &actors {
        output.line(&format!("{} is {} now", described(actor), described(&into)))?;
    }
    output.line(&told(&done))?;
    Ok(0)
}

/// An actor on one line: `Lim Swee Keng (SGP GOV, person)`.
pub(crate) fn described(actor: &Named) -> String {
    let code = actor.code.as_ref().map_or(String::new(), |code| format!("{code}, "));
    let kind = serde_json::to_value(actor.kind).unwrap_or_default();
    format!("{} ({code}{})", one_line(&actor.name), kind.as_str().unwrap_or_default())
}

fn told(done: &Recasted) -> String {
    let numbers: Vec<String> = done.numbers.iter().map(ToString::to_string).collect();
    let count = done.readings.len();
    let plural = if count == 1 { "document is" } else { "documents are" };
    format!("correction {}: {count} {plural} read otherwise", numbers.join(", "))
}

/// The one actor of a name or key, but for the one that it is.
fn one(ledger: &Ledger, name: &str, is: Option<&Named>) -> anyhow::Result<Named> {
    let mut found = ledger.actors_named(name)?;
    if found.len() > 1 {
        found.retain(|one| Some(&one.named) != is);
    }
    match &found[..] {
        [one] => Ok(one.named.clone()),
        [] => bail!("no actor is called `{}` in whole; `telisik actors` lists them", one_line(name)),
        several => bail!("{}", ambiguous(name, several)),
    }
}

fn ambiguous(name: &str, several: &[Called]) -> String {
    let keys: Vec<String> = several
        .iter()
        .map(|one| format!("\"{}\" in {} documents", one_line(&one.key), one.documents))
        .collect();
    format!("several actors are called `{}`; name one by its key: {}", one_line(name), keys.join(", "))
}

/// An actor of the ledger, else of the lexicon.
fn known(ledger: &Ledger, is: &str) -> anyhow::Result<Option<Named>> {
    match &ledger.actors_named(is)?[..] {
        [one] => Ok(Some(one.named.clone())),
        [] => Ok(of_lexicon(is, &Actors::load(&Sources::builtin())?)),
        several => bail!("{}", ambiguous(is, several)),
    }
}

fn new(name: &str, actors: &[Named], arguments: &RecastArguments) -> Option<Named> {
    let first = actors.first()?;
    let code = arguments.code.as_deref().map(Code::new).or_else(|| first.code.clone());
    Some(Named { name: name.to_owned(), kind: arguments.kind.unwrap_or(first.kind), code, key: None })
}
