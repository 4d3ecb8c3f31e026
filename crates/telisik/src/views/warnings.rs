use clap::Args;
use jiff::civil::Date;
use telisik_ledger::{Ledger, WarningFilter};
use telisik_record::WarningCode;

use crate::arguments::{LedgerFile, Shape};
use crate::list::{or_dash, print};
use crate::output::Output;
use crate::table::Table;

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct WarningsArguments {
    #[command(flatten)]
    ledger: LedgerFile,

    /// What they are about, with commas: abbreviation-expansion, weekday-date, quote-without-speaker,
    /// headline-stronger, unbalanced-quote, office-mismatch, damaged
    #[arg(long = "code", value_name = "CODE", value_delimiter = ',')]
    codes: Vec<WarningCode>,

    /// Of outlets whose name holds these words
    #[arg(long, value_name = "WORDS")]
    outlet: Option<String>,

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
  telisik warnings                                     every slip and oddity, in the order of reading
  telisik warnings --code headline-stronger            headlines that say more than their articles
  telisik warnings --outlet kompas --since 2026-05-01  those of one outlet
  telisik why 12/w1                                    the words in context

Codes: abbreviation-expansion, an abbreviation against its words; weekday-date, a date of another weekday;
quote-without-speaker; headline-stronger; unbalanced-quote; office-mismatch, a title of another holder; damaged, a text cut
or broken before it was read.";

/// `telisik warnings`.
pub(crate) fn run(arguments: &WarningsArguments, output: &mut Output) -> anyhow::Result<usize> {
    let ledger = Ledger::open_to_read(&arguments.ledger.ledger)?;
    let view = ledger.view(arguments.shape.state.as_of)?;
    let filter = WarningFilter {
        codes: arguments.codes.clone(),
        outlet: arguments.outlet.clone(),
        since: arguments.since,
        until: arguments.until,
        limit: arguments.shape.limit,
    };
    let rows = ledger.warnings(&filter, view)?;
    let mut table = Table::new(&["entry", "code", "message", "words", "outlet", "published"]);
    for row in &rows {
        table.row(vec![
            row.entry.to_string(),
            row.code.clone(),
            row.message.clone(),
            or_dash(row.words.as_deref()),
            or_dash(row.outlet.as_deref()),
            or_dash(row.published.as_deref()),
        ]);
    }
    print(&arguments.shape, output, &table, &rows)
}
