use telisik_ledger::{EventRow, Filter, Ledger, LedgerError, Party, View};

use crate::arguments::{ListArguments, ListFormat, RevisionsArguments, Shape};
use crate::excerpt::one_line;
use crate::output::Output;
use crate::progress::complain;
use crate::table::Table;

const NOTHING: &str = "nothing in the ledger fits these filters";

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
            holders(row),
            row.trigger.clone(),
            or_dash(row.outlet.as_deref()),
        ]);
    }
    print(&arguments.shape, output, &table, &rows)
}

/// `telisik timeline`.
pub(crate) fn timeline(arguments: &ListArguments, output: &mut Output) -> anyhow::Result<usize> {
    if arguments.shape.format != ListFormat::Table {
        return events(arguments, output);
    }
    let rows = ask(arguments, Ledger::events)?;
    if rows.is_empty() {
        complain(NOTHING);
    }
    let mut day = None;
    for row in &rows {
        if day != Some(&row.date) {
            output.page(row.date.as_deref().unwrap_or("undated"))?;
            day = Some(&row.date);
        }
        output.page(&happening(row))?;
    }
    Ok(0)
}

fn happening(row: &EventRow) -> String {
    let status = if row.status == "actual" { String::new() } else { format!(" ({})", row.status) };
    let holder = match row.statement {
        None => String::new(),
        Some(_) => format!(", according to {}", holders(row)),
    };
    let outlet = one_line(&or_dash(row.outlet.as_deref()));
    let arrow = if row.targets.is_empty() { String::new() } else { format!(" → {}", codes(&row.targets)) };
    format!(
        "  {:10} {}{arrow}{status}: «{}»{holder}  [{outlet}, {}]",
        row.kind,
        codes(&row.sources),
        one_line(&row.trigger),
        row.entry
    )
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

pub(crate) fn or_dash(value: Option<&str>) -> String {
    value.unwrap_or("-").to_owned()
}

fn names(parties: &[Party]) -> String {
    parties.iter().map(|party| party.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// Codes of the parties, or the name of one that has none.
fn codes(parties: &[Party]) -> String {
    let codes: Vec<&str> = parties.iter().map(|party| party.code.as_deref().unwrap_or(&party.name)).collect();
    if codes.is_empty() { "-".to_owned() } else { codes.join(", ") }
}

/// Who stands for an event: the narrator, the speakers of its statement, or that statement if they are unnamed.
fn holders(row: &EventRow) -> String {
    match &row.statement {
        None => "narrator".to_owned(),
        Some(statement) if row.according_to.is_empty() => format!("unnamed ({statement})"),
        Some(_) => names(&row.according_to),
    }
}
