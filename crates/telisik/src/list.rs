use telisik_ledger::{EventRow, Filter, Ledger, LedgerError, Party, View};

use crate::arguments::{ListArguments, ListFormat, RevisionsArguments, Shape};
use crate::output::Output;
use crate::progress::complain;
use crate::table::Table;

pub(crate) const NOTHING: &str = "nothing in the ledger fits these filters";

/// `telisik events`.
pub(crate) fn events(arguments: &ListArguments, output: &mut Output) -> anyhow::Result<usize> {
    let rows = ask(arguments, Ledger::events)?;
    let mut table = Table::new(&[
        "entry",
        "date",
        "type",
        "source",
        "target",
        "status",
        "contested",
        "according to",
        "words",
        "outlet",
    ]);
    for row in &rows {
        table.row(vec![
            row.entry.to_string(),
            or_dash(row.date.as_deref()),
            row.kind.clone(),
            codes(&row.sources),
            codes(&row.targets),
            row.status.clone(),
            yes_or_no(row.contested),
            holders(row),
            row.trigger.clone(),
            or_dash(row.outlet.as_deref()),
        ]);
    }
    print(&arguments.shape, output, &table, &rows)
}

/// `telisik statements`.
pub(crate) fn statements(arguments: &ListArguments, output: &mut Output) -> anyhow::Result<usize> {
    let rows = ask(arguments, Ledger::statements)?;
    let mut table =
        Table::new(&["entry", "date", "speaker", "code", "how known", "cue", "content", "via", "outlet"]);
    for row in &rows {
        table.row(vec![
            row.entry.to_string(),
            or_dash(row.date.as_deref()),
            if row.speakers.is_empty() { "-".to_owned() } else { names(&row.speakers) },
            codes(&row.speakers),
            row.attribution.clone(),
            or_dash(row.cue.as_deref()),
            row.content.clone(),
            or_dash(Some(row.via.as_str()).filter(|via| !via.is_empty())),
            or_dash(row.outlet.as_deref()),
        ]);
    }
    print(&arguments.shape, output, &table, &rows)
}

/// `telisik actors`.
pub(crate) fn actors(arguments: &ListArguments, output: &mut Output) -> anyhow::Result<usize> {
    let rows = ask(arguments, Ledger::actors)?;
    let mut table =
        Table::new(&["name", "code", "kind", "documents", "mentions", "statements", "did", "suffered"]);
    for row in &rows {
        table.row(vec![
            row.name.clone(),
            or_dash(row.code.as_deref()),
            row.kind.clone(),
            row.documents.to_string(),
            row.mentions.to_string(),
            row.statements.to_string(),
            row.did.to_string(),
            row.suffered.to_string(),
        ]);
    }
    print(&arguments.shape, output, &table, &rows)
}

/// `telisik revisions`.
pub(crate) fn revisions(arguments: &RevisionsArguments, output: &mut Output) -> anyhow::Result<usize> {
    let ledger = Ledger::open_to_read(&arguments.ledger.ledger)?;
    let view = ledger.view(arguments.shape.state.as_of)?;
    let rows = ledger.revisions(view, arguments.shape.limit)?;
    let mut table = Table::new(&["revision", "at", "kind", "documents", "readings", "author", "note"]);
    for row in &rows {
        table.row(vec![
            row.number.to_string(),
            row.at.to_string(),
            row.kind.clone(),
            row.documents.to_string(),
            row.readings.to_string(),
            or_dash(row.author.as_deref()),
            or_dash(row.note.as_deref()),
        ]);
    }
    print(&arguments.shape, output, &table, &rows)
}

/// What a query of the ledger gives for the arguments' filter and state.
pub(crate) fn ask<T>(
    arguments: &ListArguments,
    query: impl FnOnce(&Ledger, &Filter, View) -> Result<T, LedgerError>,
) -> anyhow::Result<T> {
    let ledger = Ledger::open_to_read(&arguments.ledger.ledger)?;
    let view = ledger.view(arguments.shape.state.as_of)?;
    Ok(query(&ledger, &arguments.filter(), view)?)
}

pub(crate) fn print(
    shape: &Shape,
    output: &mut Output,
    table: &Table,
    rows: &impl serde::Serialize,
) -> anyhow::Result<usize> {
    match shape.format {
        ListFormat::Table if table.is_empty() => complain(NOTHING),
        ListFormat::Table => output.page(table.text().trim_end())?,
        ListFormat::Csv => output.line(table.csv().trim_end_matches('\n'))?,
        ListFormat::Json => output.line(&serde_json::to_string_pretty(rows)?)?,
    }
    Ok(0)
}

pub(crate) fn yes_or_no(holds: bool) -> String {
    if holds { "yes" } else { "no" }.to_owned()
}

pub(crate) fn or_dash(value: Option<&str>) -> String {
    value.unwrap_or("-").to_owned()
}

pub(crate) fn names(parties: &[Party]) -> String {
    parties.iter().map(|party| party.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// Codes of the parties, or the name of one that has none.
pub(crate) fn codes(parties: &[Party]) -> String {
    let codes: Vec<&str> = parties.iter().map(|party| party.code.as_deref().unwrap_or(&party.name)).collect();
    if codes.is_empty() { "-".to_owned() } else { codes.join(", ") }
}

/// Who stands for an event: the narrator, the speakers of its statement, or that statement if they are unnamed.
pub(crate) fn holders(row: &EventRow) -> String {
    match &row.statement {
        None => "narrator".to_owned(),
        Some(statement) if row.according_to.is_empty() => format!("unnamed ({statement})"),
        Some(_) => names(&row.according_to),
    }
}
