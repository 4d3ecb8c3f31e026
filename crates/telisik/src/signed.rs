//! What a person changes is signed: with a name and a reason, which stay with the revision.

use anyhow::bail;
use clap::Args;
use telisik_ledger::Ledger;

use crate::arguments::LedgerFile;

/// Who changes a ledger, and why.
#[derive(Debug, Args)]
pub(crate) struct Signed {
    /// Who does it
    #[arg(long, value_name = "NAME")]
    pub(crate) author: String,

    /// Why, in one line
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,

    #[command(flatten)]
    ledger: LedgerFile,
}

impl Signed {
    /// The ledger, open to be changed.
    pub(crate) fn open(&self) -> anyhow::Result<Ledger> {
        open(&self.ledger, &self.author, &self.reason)
    }
}

/// A ledger that is there, open to be changed by a person.
pub(crate) fn open(file: &LedgerFile, author: &str, reason: &str) -> anyhow::Result<Ledger> {
    if author.trim().is_empty() || reason.trim().is_empty() {
        bail!("--author and --reason must say who does it and why");
    }
    if !file.ledger.exists() {
        // Only to be told that there is none: nothing is made here.
        Ledger::open_to_read(&file.ledger)?;
    }
    Ok(Ledger::open(&file.ledger)?)
}
