//! What to list of a ledger, as of when, how much of it, and how.

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use telisik_ledger::{AsOf, Filter};
use telisik_record::{EventType, Status};

use super::LedgerFile;

#[derive(Debug, Args)]
pub(crate) struct ListArguments {
    #[command(flatten)]
    pub(crate) ledger: LedgerFile,

    /// Who did it: a code (RUS, "USA GOV", "IGO UNSC") or a part of a name
    #[arg(long, value_name = "ACTOR")]
    pub(crate) source: Option<String>,

    /// To whom it was done
    #[arg(long, value_name = "ACTOR")]
    pub(crate) target: Option<String>,

    /// Who said it, or whose position it is
    #[arg(long, value_name = "ACTOR")]
    pub(crate) speaker: Option<String>,

    /// PLOVER types, with commas: ASSAULT,SANCTION
    #[arg(long = "type", value_name = "TYPE", value_delimiter = ',')]
    pub(crate) types: Vec<EventType>,

    /// Status, with commas: actual, ongoing, planned, possible, conditional, negated
    #[arg(long, value_delimiter = ',')]
    pub(crate) status: Vec<Status>,

    /// Not before this day; what has no date is left out
    #[arg(long, value_name = "DAY")]
    pub(crate) since: Option<Date>,

    /// Not after this day; what has no date is left out
    #[arg(long, value_name = "DAY")]
    pub(crate) until: Option<Date>,

    /// Statements that hold these words
    #[arg(long, value_name = "WORDS")]
    pub(crate) about: Option<String>,

    #[command(flatten)]
    pub(crate) shape: Shape,
}

/// Which state of the ledger to show, how much of it, and how.
#[derive(Debug, Args)]
pub(crate) struct Shape {
    #[command(flatten)]
    pub(crate) state: State,

    /// Print the first N of the list
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,

    /// How to print the list
    #[arg(long, default_value = "table")]
    pub(crate) format: ListFormat,
}

/// Which state of the ledger to show.
#[derive(Debug, Args)]
pub(crate) struct State {
    /// Show the ledger as it stood at the end of a revision, or at a time
    ///
    /// A number is a revision, as `telisik revisions` lists them; a day such as 2026-05-19 is its end (UTC); a time is
    /// written with its zone, 2026-05-19T08:30:00+07:00. What is printed for a revision never changes.
    #[arg(long, value_name = "REV|TIME")]
    pub(crate) as_of: Option<AsOf>,
}

impl ListArguments {
    pub(crate) fn filter(&self) -> Filter {
        Filter {
            source: self.source.clone(),
            target: self.target.clone(),
            speaker: self.speaker.clone(),
            types: self.types.clone(),
            status: self.status.clone(),
            since: self.since,
            until: self.until,
            about: self.about.clone(),
            limit: self.shape.limit,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// Aligned columns, for a person
    Table,
    /// One JSON array
    Json,
    /// Comma-separated values with a heading line
    Csv,
}
