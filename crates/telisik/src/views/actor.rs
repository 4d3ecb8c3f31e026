use anyhow::bail;
use clap::Args;
use telisik_ledger::{EventRow, Ledger, OFFICES, OfficeRow, Profile, StanceRow, StatementRow};

use super::timeline;
use crate::arguments::{LedgerFile, ListFormat, Shape};
use crate::excerpt::one_line;
use crate::list::{codes, or_dash, print, yes_or_no};
use crate::output::Output;
use crate::table::Table;

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ActorArguments {
    /// The actor: its key, its name, its code (RUS, "USA GOV") or a part of its name
    ///
    /// The first of these that fits is taken, and where several actors are meant, the most named of them; the others are
    /// told with the keys they can be asked for by.
    #[arg(value_name = "NAME")]
    name: String,

    #[command(flatten)]
    ledger: LedgerFile,

    #[command(flatten)]
    shape: Shape,
}

const EXAMPLES: &str = "\
Examples:
  telisik actor Peskov                                 what he said and did, and where he stands
  telisik actor \"USA GOV\" --limit 50                   fifty of each list
  telisik actor PRK --as-of 2026-05-19                 as the ledger stood at the end of that day
  telisik actor Peskov --format json                   everything, for programs

A page shows the latest ten of each list, JSON and CSV all of them, unless --limit says otherwise. Statements and positions
are in the order of reading, the latest first; events by day, the latest first, those without a date last.";

/// Entries of each list that a page shows.
const SHOWN: usize = 10;
/// Characters of a statement that a page shows.
const CONTENT: usize = 160;

/// `telisik actor`.
pub(crate) fn run(arguments: &ActorArguments, output: &mut Output) -> anyhow::Result<usize> {
    let ledger = Ledger::open_to_read(&arguments.ledger.ledger)?;
    let shape = &arguments.shape;
    let view = ledger.view(shape.state.as_of)?;
    let is_page = shape.format == ListFormat::Table;
    let shown = shape.limit.unwrap_or(SHOWN);
    // One more tells whether there are more.
    let limit = if is_page { Some(shown.saturating_add(1)) } else { shape.limit };
    let Some(profile) = ledger.profile(&arguments.name, limit, view)? else {
        bail!(
            "{}: no actor is called `{}`, and none has it as its code; `telisik actors` lists them",
            arguments.ledger.ledger.display(),
            one_line(&arguments.name)
        );
    };
    if is_page {
        output.page(page(&profile, shown).trim_end())?;
        return Ok(0);
    }
    print(shape, output, &table(&profile), &profile)
}

fn page(profile: &Profile, shown: usize) -> String {
    let mut page = head(profile);
    let offices = match profile.documents {
        few if few <= OFFICES as u64 => "OFFICES".to_owned(),
        _ => format!("OFFICES in the latest {OFFICES} documents"),
    };
    section(&mut page, &offices, &profile.offices, usize::MAX, None, office);
    section(&mut page, "SAID", &profile.said, shown, Some(profile.statements), said);
    section(&mut page, "DID", &profile.deeds, shown, Some(profile.did), dated);
    section(&mut page, "HAD DONE TO IT", &profile.done_to_it, shown, Some(profile.suffered), dated);
    section(&mut page, "POSITIONS", &profile.positions, shown, None, position);
    page
}

fn head(profile: &Profile) -> String {
    let Profile { name, kind, documents, mentions, statements, did, suffered, others, .. } = profile;
    let mut head = format!(
        "{}\n{kind} · named in {documents} documents, {mentions} times\n{statements} statements · source of {did} events, \
         target of {suffered} (planned and denied ones too)\n",
        one_line(name)
    );
    for other in others {
        let (name, key) = (one_line(&other.name), one_line(&other.key));
        head.push_str(&format!(
            "also meant: {name}, {}, in {} documents: \"{key}\"\n",
            other.kind, other.documents
        ));
    }
    head
}

/// A list under its heading, with how much of it is left out.
fn section<T>(
    page: &mut String,
    heading: &str,
    rows: &[T],
    shown: usize,
    total: Option<u64>,
    line: impl Fn(&T) -> String,
) {
    if rows.is_empty() {
        return;
    }
    let more = match total {
        _ if rows.len() <= shown => String::new(),
        Some(total) => format!(" (the latest {shown} of {total}; --limit {total} shows all)"),
        None => format!(" (the latest {shown}; --limit {} shows more)", shown.saturating_mul(10)),
    };
    page.push_str(&format!("\n{heading}{more}\n"));
    for row in rows.iter().take(shown) {
        page.push_str(&line(row));
        page.push('\n');
    }
}

fn office(row: &OfficeRow) -> String {
    let code = or_dash(row.code.as_deref());
    let office = row.office.as_deref().map_or(String::new(), |office| format!("  {}", one_line(office)));
    let read = match (&row.first, &row.last) {
        (Some(first), Some(last)) if first == last => format!("  {first}"),
        (Some(first), Some(last)) => format!("  {first} to {last}"),
        _ => String::new(),
    };
    format!("  {code:8}{office}{read}  {} documents", row.documents)
}

/// A statement on one line.
pub(crate) fn said(row: &StatementRow) -> String {
    let content = one_line(&row.content);
    let cut = match content.char_indices().nth(CONTENT) {
        Some((at, _)) => format!("{}…", content[..at].trim_end()),
        None => content,
    };
    // The cue tells whether the words are said or denied.
    let cue = row.cue.as_deref().map_or(String::new(), |cue| format!("«{}» ", one_line(cue)));
    let guess = if row.attribution == "inferred" { " (inferred)" } else { "" };
    let via = if row.via.is_empty() { String::new() } else { format!("{} → ", one_line(&row.via)) };
    format!(
        "  {:10}  {cue}{cut}{guess}  [{via}{}, {}]",
        row.date.as_deref().unwrap_or("undated"),
        one_line(&or_dash(row.outlet.as_deref())),
        row.entry
    )
}

fn dated(row: &EventRow) -> String {
    format!("  {:10}{}", row.date.as_deref().unwrap_or("undated"), timeline::line(row))
}

fn position(row: &StanceRow) -> String {
    let cue = row.cue.as_deref().map_or(String::new(), |cue| format!(" «{}»", one_line(cue)));
    let statement = row.statement.as_ref().map_or(String::new(), |entry| format!(" ({entry})"));
    format!("  {:8}{cue}{statement}:{}", row.stance, timeline::line(&row.event))
}

fn table(profile: &Profile) -> Table {
    let mut table = Table::new(&[
        "list",
        "entry",
        "date",
        "stance",
        "type",
        "source",
        "target",
        "status",
        "contested",
        "words",
        "outlet",
    ]);
    for row in &profile.said {
        let dashes = ["-"; 6].map(str::to_owned);
        let mut cells = vec!["said".to_owned(), row.entry.to_string(), or_dash(row.date.as_deref())];
        cells.extend(dashes);
        cells.extend([row.content.clone(), or_dash(row.outlet.as_deref())]);
        table.row(cells);
    }
    let mut events = |list: &str, stance: &str, row: &EventRow| {
        table.row(vec![
            list.to_owned(),
            row.entry.to_string(),
            or_dash(row.date.as_deref()),
            stance.to_owned(),
            row.kind.clone(),
            codes(&row.sources),
            codes(&row.targets),
            row.status.clone(),
            yes_or_no(row.contested),
            row.trigger.clone(),
            or_dash(row.outlet.as_deref()),
        ]);
    };
    profile.deeds.iter().for_each(|row| events("did", "-", row));
    profile.done_to_it.iter().for_each(|row| events("done to it", "-", row));
    profile.positions.iter().for_each(|row| events("position", &row.stance, &row.event));
    table
}
