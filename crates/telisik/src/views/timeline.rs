use serde::Serialize;
use telisik_ledger::{EventRow, Ledger};
use telisik_record::{Edtf, EventType, Quad};

use super::when::when;
use crate::arguments::{ListArguments, ListFormat};
use crate::excerpt::one_line;
use crate::list::{NOTHING, ask, codes, holders, or_dash, print, yes_or_no};
use crate::output::Output;
use crate::progress::complain;
use crate::table::Table;

pub(crate) const EXAMPLES: &str = "\
Examples:
  telisik timeline --since 2026-01-01                  the events of this year, by day
  telisik timeline --source RUS --target UKR           one on the other; what has no date comes last
  telisik timeline --status planned,conditional        what was announced or threatened
  telisik timeline --format csv > timeline.csv         with the first and last day of each time

+ cooperation and - conflict are PLOVER's: agreeing, meeting, endorsing, yielding, trading, helping and drawing back;
demanding, accusing, refusing, threatening, protesting, punishing, deploying, coercing and attacking. A week, a month or
a year is no day: it has a heading of its own, before the days that begin later. With --since or --until, what has no
date is left out.";

/// An event with the days it may lie on and its kind.
#[derive(Serialize)]
struct Happening<'a> {
    #[serde(flatten)]
    event: &'a EventRow,
    first: Option<String>,
    last: Option<String>,
    quad: Option<Quad>,
}

/// `telisik timeline`.
pub(crate) fn run(arguments: &ListArguments, output: &mut Output) -> anyhow::Result<usize> {
    let rows = ask(arguments, Ledger::events)?;
    if arguments.shape.format != ListFormat::Table {
        let happenings: Vec<Happening<'_>> = rows.iter().map(happening).collect();
        return print(&arguments.shape, output, &table(&happenings), &happenings);
    }
    if rows.is_empty() {
        complain(NOTHING);
        return Ok(0);
    }
    output.page("+ cooperation   - conflict\n")?;
    for line in lanes(&rows) {
        output.page(&line)?;
    }
    Ok(0)
}

/// The lines of a timeline: a heading for each day or longer time, and the events under it.
pub(crate) fn lanes(rows: &[EventRow]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut last = None;
    for row in rows {
        let heading = when(row.date.as_deref());
        if last.as_ref() != Some(&heading) {
            lines.push(one_line(&heading));
            last = Some(heading);
        }
        lines.push(line(row));
    }
    lines
}

/// One event on one line.
pub(crate) fn line(row: &EventRow) -> String {
    let status = (row.status != "actual").then_some(row.status.as_str());
    let marks: Vec<&str> = status.into_iter().chain(row.contested.then_some("contested")).collect();
    let marks = if marks.is_empty() { String::new() } else { format!(" ({})", marks.join(", ")) };
    let holder = match row.statement {
        None => String::new(),
        Some(_) => format!(", according to {}", holders(row)),
    };
    let outlet = one_line(&or_dash(row.outlet.as_deref()));
    let arrow = if row.targets.is_empty() { String::new() } else { format!(" → {}", codes(&row.targets)) };
    format!(
        "  {} {:10} {}{arrow}{marks}: «{}»{holder}  [{outlet}, {}]",
        sign(&row.kind),
        row.kind,
        codes(&row.sources),
        one_line(&row.trigger),
        row.entry
    )
}

fn quad(kind: &str) -> Option<Quad> {
    Some(kind.parse::<EventType>().ok()?.quad())
}

fn sign(kind: &str) -> char {
    match quad(kind) {
        Some(Quad::VerbalCooperation | Quad::MaterialCooperation) => '+',
        Some(Quad::VerbalConflict | Quad::MaterialConflict) => '-',
        None => ' ',
    }
}

fn happening(event: &EventRow) -> Happening<'_> {
    let date = event.date.as_ref().and_then(|date| date.parse::<Edtf>().ok());
    let first = date.as_ref().and_then(|date| Some(date.first_day()?.to_string()));
    let last = date.as_ref().and_then(|date| Some(date.last_day()?.to_string()));
    Happening { event, first, last, quad: quad(&event.kind) }
}

fn table(happenings: &[Happening<'_>]) -> Table {
    let mut table = Table::new(&[
        "first",
        "last",
        "entry",
        "type",
        "quad",
        "source",
        "target",
        "status",
        "contested",
        "according to",
        "words",
        "outlet",
    ]);
    for Happening { event, first, last, quad } in happenings {
        table.row(vec![
            or_dash(first.as_deref()),
            or_dash(last.as_deref()),
            event.entry.to_string(),
            event.kind.clone(),
            or_dash(quad.map(Quad::as_str)),
            codes(&event.sources),
            codes(&event.targets),
            event.status.clone(),
            yes_or_no(event.contested),
            holders(event),
            event.trigger.clone(),
            or_dash(event.outlet.as_deref()),
        ]);
    }
    table
}
