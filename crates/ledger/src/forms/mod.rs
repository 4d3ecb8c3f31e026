//! The forms that ledgers have had. A file of an earlier one is brought to the next step by step; steps are never
//! edited, only added.

mod first;

use rusqlite::{Connection, TransactionBehavior};

use crate::fault::Fault;

/// `TELS`: tells a ledger from every other SQLite file.
pub(crate) const APPLICATION: i64 = 0x5445_4C53;

/// The newest form.
pub(crate) const FORM: i64 = 2;

const SECOND: &str = include_str!("2.sql");

/// Brings an empty file or a ledger of an earlier form to the newest, all steps or none.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), Fault> {
    let form = |connection: &Connection| -> rusqlite::Result<i64> {
        connection.pragma_query_value(None, "user_version", |row| row.get(0))
    };
    if form(connection)? == FORM {
        return Ok(());
    }
    let step = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = form(&step)?;
    match found {
        0 => step.execute_batch(SECOND)?,
        1 => first::to_second(&step)?,
        // Somebody else was quicker.
        _ => return Ok(()),
    }
    step.pragma_update(None, "application_id", APPLICATION)?;
    step.pragma_update(None, "user_version", FORM)?;
    step.commit()?;
    if found == 1 {
        // What the tables of the earlier form took is given back; where that fails nothing is lost.
        let _ = connection.execute_batch("VACUUM");
    }
    Ok(())
}
