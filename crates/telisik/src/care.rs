use telisik_ledger::{Ledger, MOST};

use crate::arguments::{BackupArguments, LedgerFile};
use crate::output::Output;
use crate::progress::Progress;

/// `telisik backup`.
pub(crate) fn backup(arguments: &BackupArguments, output: &mut Output) -> anyhow::Result<usize> {
    let ledger = Ledger::open_to_read(&arguments.ledger.ledger)?;
    ledger.backup(&arguments.to)?;
    let copy = Ledger::open_to_read(&arguments.to)?;
    let size = copy.size()? as f64 / 1e6;
    let revision = copy.view(None)?.revision;
    output.page(&format!("{}: {size:.1} MB, up to revision {revision}", arguments.to.display()))?;
    Ok(0)
}

/// `telisik check`; returns how many things are wrong.
pub(crate) fn check(arguments: &LedgerFile, output: &mut Output) -> anyhow::Result<usize> {
    let ledger = Ledger::open_to_read(&arguments.ledger)?;
    let mut progress = Progress::new(None, true, "readings");
    let health = ledger.check(|| progress.advance(0, 1))?;
    drop(progress);
    for problem in &health.problems {
        output.page(problem)?;
    }
    let counted = format!("{} documents, {} readings", health.documents, health.readings);
    match health.problems.len() {
        0 => output.page(&format!("{counted}: nothing is wrong"))?,
        MOST => output.page(&format!("{counted}: the first {MOST} problems are told; restore a backup"))?,
        many => output
            .page(&format!("{counted}: {many} problems; restore a backup, or read the documents again"))?,
    }
    Ok(health.problems.len())
}
