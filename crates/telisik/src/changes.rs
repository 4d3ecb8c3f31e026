//! `telisik changes`: what appeared, vanished and changed between two states of a ledger.

use clap::Args;
use serde::Serialize;
use telisik_ledger::{AsOf, ClaimNumber, Difference, DocumentNumber, Item, Ledger, Turn, View, difference};
use telisik_record::Record;

use crate::arguments::{LedgerFile, Shape};
use crate::excerpt::shortened;
use crate::list::print;
use crate::output::Output;
use crate::table::Table;

/// Documents that are looked at in one go.
const STEP: usize = 256;
/// Characters of the words that are shown.
const WORDS: usize = 80;

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ChangesArguments {
    /// The earlier state: a revision, a day (its end, UTC) or a time with its zone
    #[arg(long, value_name = "REV|TIME")]
    since: AsOf,

    #[command(flatten)]
    ledger: LedgerFile,

    #[command(flatten)]
    shape: Shape,
}

const EXAMPLES: &str = "\
Examples:
  telisik changes --since 2026-05-18                   what came, went and changed since that day
  telisik changes --since 12 --as-of 13                by one revision: what a correction or a recode did
  telisik changes --since 12 --format json

The first denials of a claim come first: nobody denied it in the earlier state.";

/// An event or statement that is other than it was.
#[derive(Debug, Serialize)]
pub(crate) struct Change {
    turn: Turn,
    /// The claim, where it is denied for the first time.
    first_denial: Option<ClaimNumber>,
    /// Its entry in the earlier state, and in the later one.
    before_entry: Option<String>,
    after_entry: Option<String>,
    before: Option<String>,
    after: Option<String>,
    words: String,
}

impl Change {
    /// A difference of two readings by name.
    pub(crate) fn of(found: Difference, text: &Record, (old, new): (&str, &str)) -> Self {
        let words = shortened(&text.document.text, found.span, WORDS);
        let (before_item, before) = found.before.unzip();
        let (after_item, after) = found.after.unzip();
        Self {
            turn: found.turn,
            first_denial: None,
            before_entry: before_item.map(|item| format!("{old}/{item}")),
            after_entry: after_item.map(|item| format!("{new}/{item}")),
            before,
            after,
            words,
        }
    }
}

/// Changes as a table.
pub(crate) fn table(changes: &[Change]) -> Table {
    let mut table = Table::new(&["change", "was", "is", "before", "after", "words"]);
    let or_dash = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
    for change in changes {
        let turn = change.turn.as_str();
        let turn = match change.first_denial {
            Some(claim) => format!("{turn}, first denial of {claim}"),
            None => turn.to_owned(),
        };
        let Change { before_entry, after_entry, before, after, .. } = change;
        let mut cells = vec![turn];
        cells.extend([before_entry, after_entry, before, after].map(or_dash));
        cells.push(change.words.clone());
        table.row(cells);
    }
    table
}

/// `telisik changes`.
pub(crate) fn run(arguments: &ChangesArguments, output: &mut Output) -> anyhow::Result<usize> {
    let ledger = Ledger::open_to_read(&arguments.ledger.ledger)?;
    let views = (ledger.view(Some(arguments.since))?, ledger.view(arguments.shape.state.as_of)?);
    let mut changes = between(&ledger, views)?;
    changes.sort_by_key(|change| change.first_denial.is_none());
    changes.truncate(arguments.shape.limit.unwrap_or(usize::MAX));
    print(&arguments.shape, output, &table(&changes), &changes)
}

fn between(ledger: &Ledger, views: (View, View)) -> anyhow::Result<Vec<Change>> {
    let mut changes = Vec::new();
    let mut last = DocumentNumber(0);
    loop {
        let altered = ledger.altered(views, last, STEP)?;
        let Some(end) = altered.last() else { return Ok(changes) };
        last = end.after.document;
        for one in &altered {
            let after = &one.after;
            let nothing = Record::new(after.record.document.clone());
            let before = one.before.as_ref().map_or(&nothing, |before| &before.record);
            let old = one.before.as_ref().map(|before| before.name()).unwrap_or_default();
            for found in difference(before, &after.record) {
                let denied = match &found.after {
                    Some((item @ Item::Event(_), _)) if found.newly_denied => {
                        ledger.undenied(after, *item, views)?
                    }
                    _ => None,
                };
                let change = Change::of(found, &after.record, (&old, &after.name()));
                changes.push(Change { first_denial: denied, ..change });
            }
        }
    }
}
