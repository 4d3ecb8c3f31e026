use clap::Args;
use jiff::civil::Date;
use telisik_ledger::{DyadRow, Filter, Ledger};
use telisik_record::{EventType, Status};

use crate::arguments::{LedgerFile, ListFormat, Shape};
use crate::list::{or_dash, print};
use crate::output::Output;
use crate::table::Table;

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct DyadsArguments {
    #[command(flatten)]
    ledger: LedgerFile,

    /// Who does it: a code (RUS, "USA GOV", "IGO UNSC") or a part of a name
    #[arg(long, value_name = "ACTOR")]
    source: Option<String>,

    /// To whom it is done
    #[arg(long, value_name = "ACTOR")]
    target: Option<String>,

    /// PLOVER types, with commas: ASSAULT,SANCTION
    #[arg(long = "type", value_name = "TYPE", value_delimiter = ',')]
    types: Vec<EventType>,

    /// Status, with commas: actual, ongoing, planned, possible, conditional, negated
    #[arg(long, value_delimiter = ',')]
    status: Vec<Status>,

    /// Not before this day; what has no date is left out
    #[arg(long, value_name = "DAY")]
    since: Option<Date>,

    /// Not after this day; what has no date is left out
    #[arg(long, value_name = "DAY")]
    until: Option<Date>,

    #[command(flatten)]
    shape: Shape,
}

const EXAMPLES: &str = "\
Examples:
  telisik dyads --limit 20                             the twenty pairs with the most deeds
  telisik dyads --source RUS --since 2026-01-01        whom Russia deals with this year, and how
  telisik dyads --target \"IRN MIL\"                     what is done to Iran's forces
  telisik dyads --type SANCTION,COERCE --format csv    for a spreadsheet

+ is cooperation, - conflict, verbal or material, as PLOVER has them. Deeds are events told as done or going on, speech acts among them; what is only planned, possible, conditional or negated
is counted beside them. Contested are deeds that somebody denies. An event with two sources counts for each of them. The
counts are of reports: `telisik claims` lists each event once.";

/// Heads for a person, of a width that fits.
const SHORT: [&str; 13] = [
    "source",
    "target",
    "deeds",
    "verbal +",
    "material +",
    "verbal -",
    "material -",
    "contested",
    "share",
    "planned",
    "possible",
    "conditional",
    "negated",
];

/// The same for programs.
const LONG: [&str; 13] = [
    "source",
    "target",
    "deeds",
    "verbal cooperation",
    "material cooperation",
    "verbal conflict",
    "material conflict",
    "contested",
    "share contested",
    "planned",
    "possible",
    "conditional",
    "negated",
];

/// `telisik dyads`.
pub(crate) fn run(arguments: &DyadsArguments, output: &mut Output) -> anyhow::Result<usize> {
    let ledger = Ledger::open_to_read(&arguments.ledger.ledger)?;
    let view = ledger.view(arguments.shape.state.as_of)?;
    let filter = Filter {
        source: arguments.source.clone(),
        target: arguments.target.clone(),
        types: arguments.types.clone(),
        status: arguments.status.clone(),
        since: arguments.since,
        until: arguments.until,
        limit: arguments.shape.limit,
        ..Filter::default()
    };
    let rows = ledger.dyads(&filter, view)?;
    let is_page = arguments.shape.format == ListFormat::Table;
    let mut table = Table::new(if is_page { &SHORT } else { &LONG });
    for row in &rows {
        let mut cells = vec![or_dash(row.source.as_deref()), or_dash(row.target.as_deref())];
        let kinds =
            [row.verbal_cooperation, row.material_cooperation, row.verbal_conflict, row.material_conflict];
        cells.extend([row.deeds].into_iter().chain(kinds).chain([row.contested]).map(|n| n.to_string()));
        cells.push(share(row));
        let unreal = [row.planned, row.possible, row.conditional, row.negated];
        cells.extend(unreal.map(|n| n.to_string()));
        table.row(cells);
    }
    print(&arguments.shape, output, &table, &rows)
}

/// The share of deeds that is contested, in whole hundredths.
fn share(row: &DyadRow) -> String {
    match row.deeds {
        0 => "-".to_owned(),
        deeds => format!("{}%", (row.contested * 100 + deeds / 2) / deeds),
    }
}
