//! `telisik regroup` merges and splits claims.

use std::str::FromStr;

use clap::{ArgGroup, Args};
use telisik_ledger::{ClaimNumber, EntryId, Group, Regrouped};

use crate::output::Output;
use crate::signed::Signed;

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
#[command(group(ArgGroup::new("where").args(["into", "own", "undo"]).required(true).multiple(false)))]
pub(crate) struct RegroupArguments {
    /// A claim with all its events, c17, or one event, 12/e3
    #[arg(value_name = "ID")]
    what: Given,

    /// Put it into this claim
    #[arg(long, value_name = "CLAIM")]
    into: Option<ClaimNumber>,

    /// Put it into a claim of its own
    #[arg(long)]
    own: bool,

    /// Put it back to where it was before it was regrouped
    #[arg(long)]
    undo: bool,

    #[command(flatten)]
    signed: Signed,
}

const EXAMPLES: &str = "\
Examples:
  telisik regroup c17 --into c12 --author Ana --reason 'the same raid, told a week later'
  telisik regroup 12/e3 --own --author Ana --reason 'another ship'
  telisik regroup c17 --undo --author Ben --reason 'two raids after all'

The states before stay as they were (--as-of), and what was regrouped stays there when its document is read again.
`telisik revisions` lists who did it and why.";

/// What is regrouped, as it is given.
#[derive(Debug, Clone)]
struct Given(Regrouped);

impl FromStr for Given {
    type Err = String;

    fn from_str(given: &str) -> Result<Self, String> {
        let claim = given.parse::<ClaimNumber>().map(Regrouped::Claim);
        let event = || given.parse::<EntryId>().map(Regrouped::Event);
        let found = claim.or_else(|_| event());
        found.map(Self).map_err(|_| format!("`{given}` is neither a claim nor an event; write c17 or 12/e3"))
    }
}

/// `telisik regroup`.
pub(crate) fn run(arguments: &RegroupArguments, output: &mut Output) -> anyhow::Result<usize> {
    let RegroupArguments { what, into, own, signed, .. } = arguments;
    let group = match into {
        Some(claim) => Group::Claim(*claim),
        None if *own => Group::Own,
        None => Group::Back,
    };
    let mut ledger = signed.open()?;
    let (moved, claims) = ledger.regroup(&what.0, group, &signed.author, &signed.reason)?;
    let claims: Vec<String> = claims.iter().map(ToString::to_string).collect();
    output.line(&format!("{moved} moved; of {} now", claims.join(", ")))?;
    Ok(0)
}
