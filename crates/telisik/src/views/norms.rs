use clap::Args;
use jiff::civil::Date;
use telisik_ledger::{Ledger, NormFilter, NormRow};
use telisik_record::Mood;

use crate::arguments::{LedgerFile, Shape};
use crate::list::{names, or_dash, print};
use crate::output::Output;
use crate::table::Table;

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct NormsArguments {
    #[command(flatten)]
    ledger: LedgerFile,

    /// Words of its name, or its number
    #[arg(long, value_name = "WORDS")]
    about: Option<String>,

    /// Who invokes it or says that it is violated: a code (RUS, "USA GOV") or a part of a name
    #[arg(long, value_name = "ACTOR")]
    speaker: Option<String>,

    /// Who is said to violate it
    #[arg(long, value_name = "ACTOR")]
    violator: Option<String>,

    /// In which mood somebody is said to, with commas: asserted, presupposed, conditional, negated
    #[arg(long = "mood", value_name = "MOOD", value_delimiter = ',')]
    moods: Vec<Mood>,

    /// Published on this day or later
    #[arg(long, value_name = "DAY")]
    since: Option<Date>,

    /// Published on this day or earlier
    #[arg(long, value_name = "DAY")]
    until: Option<Date>,

    #[command(flatten)]
    shape: Shape,
}

const EXAMPLES: &str = "\
Examples:
  telisik norms                                        every norm, where it is invoked and by whom
  telisik norms --violator PRK                         what North Korea is said to violate
  telisik norms --about 1718 --mood asserted           who says so of resolution 1718 without an if
  telisik norms --format csv > norms.csv               for a spreadsheet

There is a row for each that is said to violate a norm. `narrator` is the outlet itself. `telisik why 12/n1` shows the words.";

/// `telisik norms`.
pub(crate) fn run(arguments: &NormsArguments, output: &mut Output) -> anyhow::Result<usize> {
    let ledger = Ledger::open_to_read(&arguments.ledger.ledger)?;
    let view = ledger.view(arguments.shape.state.as_of)?;
    let filter = NormFilter {
        about: arguments.about.clone(),
        speaker: arguments.speaker.clone(),
        violator: arguments.violator.clone(),
        moods: arguments.moods.clone(),
        since: arguments.since,
        until: arguments.until,
        limit: arguments.shape.limit,
    };
    let rows = ledger.norms(&filter, view)?;
    print(&arguments.shape, output, &table(&rows), &rows)
}

/// Norms as a list shows them.
pub(crate) fn table(rows: &[NormRow]) -> Table {
    let mut table = Table::new(&[
        "norm",
        "number",
        "issuer",
        "invoked by",
        "said to violate it",
        "mood",
        "according to",
        "entry",
        "outlet",
        "published",
    ]);
    for row in rows {
        let violator = row.violator.as_ref().map(std::slice::from_ref);
        let says = match (&row.violator, &row.said_in) {
            (None, _) => "-".to_owned(),
            (Some(_), None) => "narrator".to_owned(),
            (Some(_), Some(entry)) if row.said_by.is_empty() => format!("unnamed ({entry})"),
            (Some(_), Some(_)) => names(&row.said_by),
        };
        table.row(vec![
            row.name.clone(),
            or_dash(row.number.as_deref()),
            or_dash(row.issuer.as_deref()),
            match &row.statement {
                None => "narrator".to_owned(),
                Some(entry) if row.invoked_by.is_empty() => format!("unnamed ({entry})"),
                Some(_) => names(&row.invoked_by),
            },
            violator.map_or("-".to_owned(), names),
            or_dash(row.mood.as_deref()),
            says,
            row.entry.to_string(),
            or_dash(row.outlet.as_deref()),
            or_dash(row.published.as_deref()),
        ]);
    }
    table
}
