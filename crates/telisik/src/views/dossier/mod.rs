mod file;

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use serde::Serialize;
use telisik_ledger::{Claim, Dossier, Ledger, Scope, StatementRow};
use telisik_lexicon::{Sources, Themes};
use telisik_record::Lang;

use super::{actor, norms, timeline};
use crate::arguments::{LedgerFile, ListFormat, Shape};
use crate::claims::summary;
use crate::excerpt::one_line;
use crate::list::{codes, names, or_dash, print, yes_or_no};
use crate::output::Output;
use crate::table::Table;
use crate::titles::Titles;

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct DossierArguments {
    /// The dossier: a TOML file that says what it is about
    #[arg(value_name = "FILE.toml")]
    file: PathBuf,

    #[command(flatten)]
    ledger: LedgerFile,

    #[command(flatten)]
    shape: Shape,

    /// A folder of your own, laid over the built-in entries; themes are in its world/themes.toml
    #[arg(long, value_name = "DIR")]
    lexicon: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  telisik dossier arms.toml                            the report: claims, timeline, statements, norms
  telisik dossier arms.toml --as-of 2026-05-19         as it was at the end of that day
  telisik dossier arms.toml --limit 20                 the first twenty of each list
  telisik dossier arms.toml --format json              all of it, for programs

A file such as:
  title = \"North Korean arms for Russia\"
  actors = [\"PRK\", \"RUS\"]     on either side of an event, or speaking: codes or parts of names
  sources = []                 who did it
  targets = []                 to whom
  types = []                   PLOVER types: \"AID\"
  themes = [\"arms\"]          arms, sanctions, fighting, forces, peace, diplomacy, relief, trade, justice, protest, cyber
  since = 2026-01-01           what has no date goes by the day of its publication
  until = 2026-06-30
  words = [\"rudal\", \"missile\"]  in the statement, or in the paragraph that tells the event
Only `title` must be there. All that is given must hold; of a list one member is enough. Claims are those of the
events, each once, with how many affirm, deny or are silent. Statements are those that carry one of the events or of the
positions on them; a dossier of actors, words and days alone has all that the actors say.";

/// A dossier for a program.
#[derive(Serialize)]
struct Report<'a> {
    title: &'a str,
    documents: usize,
    outlets: usize,
    #[serde(flatten)]
    dossier: &'a Dossier,
}

/// `telisik dossier`.
pub(crate) fn run(arguments: &DossierArguments, output: &mut Output) -> anyhow::Result<usize> {
    let mut sources = Sources::builtin();
    if let Some(folder) = &arguments.lexicon {
        sources = sources.with_folder(folder).context("the folder given with --lexicon")?;
    }
    let (title, scope) = file::read(&arguments.file, &Themes::load(&sources)?)?;
    let ledger = Ledger::open_to_read(&arguments.ledger.ledger)?;
    let view = ledger.view(arguments.shape.state.as_of)?;
    let mut dossier = ledger.dossier(&scope, view)?;
    let counts = counts(&dossier);
    let [events, statements] = [dossier.events.len(), dossier.statements.len()];
    let claims = dossier.claims.len();
    let limit = arguments.shape.limit.unwrap_or(usize::MAX);
    dossier.events.truncate(limit);
    dossier.claims.truncate(limit);
    dossier.statements.truncate(limit);
    dossier.norms.truncate(limit);
    if arguments.shape.format != ListFormat::Table {
        let (documents, outlets) = counts;
        let report = Report { title: &title, documents, outlets, dossier: &dossier };
        return print(&arguments.shape, output, &table(&dossier), &report);
    }
    let head = format!(
        "{}\n{statements} statements, {events} events of {claims} claims, {} outlets in {} documents · {}as of revision {}\n",
        one_line(&title),
        counts.1,
        counts.0,
        days(&scope),
        view.revision
    );
    output.page(page(&head, &dossier, limit, &Titles::builtin()?).trim_end())?;
    Ok(0)
}

/// How many documents and outlets a dossier is drawn from.
fn counts(dossier: &Dossier) -> (usize, usize) {
    let events = dossier.events.iter().map(|row| (row.entry.document.as_str(), row.outlet.as_deref()));
    let statements =
        dossier.statements.iter().map(|row| (row.entry.document.as_str(), row.outlet.as_deref()));
    let (documents, outlets): (BTreeSet<&str>, BTreeSet<Option<&str>>) = events.chain(statements).unzip();
    (documents.len(), outlets.into_iter().flatten().count())
}

fn days(scope: &Scope) -> String {
    match (scope.since, scope.until) {
        (Some(since), Some(until)) => format!("{since} to {until} · "),
        (Some(since), None) => format!("since {since} · "),
        (None, Some(until)) => format!("until {until} · "),
        (None, None) => String::new(),
    }
}

fn page(head: &str, dossier: &Dossier, limit: usize, titles: &Titles) -> String {
    let mut page = head.to_owned();
    let mut section = |heading: &str, count: usize, lines: Vec<String>| {
        if count > 0 {
            let first = if count == limit { format!(" (the first {limit})") } else { String::new() };
            page.push_str(&format!("\n{heading}{first}\n{}\n", lines.join("\n")));
        }
    };
    let Dossier { events, claims, statements, norms } = dossier;
    section("CLAIMS", claims.len(), claims.iter().map(|one| claim(one, titles)).collect());
    let legend = std::iter::once("+ cooperation   - conflict".to_owned());
    section("TIMELINE", events.len(), legend.chain(timeline::lanes(events)).collect());
    section("STATEMENTS", statements.len(), statements.iter().map(statement).collect());
    let table = norms::table(norms).text();
    section("NORMS", norms.len(), vec![table.trim_end().to_owned()]);
    page
}

/// *c5  2026-03-15  Mali attacked Mauritania (contested)*, and who stands where.
fn claim(claim: &Claim, titles: &Titles) -> String {
    let (number, date) = (claim.claim.to_string(), claim.date.as_deref().unwrap_or("undated"));
    let contested = if claim.contested { " (contested)" } else { "" };
    let title = titles.of(claim, Lang::En);
    format!("  {number:5} {date:10}  {title}{contested}\n        {}", summary(&claim.counts))
}

fn statement(row: &StatementRow) -> String {
    let speakers =
        if row.speakers.is_empty() { "unnamed".to_owned() } else { one_line(&names(&row.speakers)) };
    format!("  {speakers}\n  {}", actor::said(row))
}

fn table(dossier: &Dossier) -> Table {
    let mut table = Table::new(&[
        "list",
        "entry",
        "date",
        "type",
        "source",
        "target",
        "status",
        "contested",
        "words",
        "outlet",
        "published",
    ]);
    for row in &dossier.events {
        table.row(vec![
            "event".to_owned(),
            row.entry.to_string(),
            or_dash(row.date.as_deref()),
            row.kind.clone(),
            codes(&row.sources),
            codes(&row.targets),
            row.status.clone(),
            yes_or_no(row.contested),
            row.trigger.clone(),
            or_dash(row.outlet.as_deref()),
            or_dash(row.published.as_deref()),
        ]);
    }
    let dash = || "-".to_owned();
    let side = |side: &[String]| if side.is_empty() { dash() } else { side.join(", ") };
    for one in &dossier.claims {
        table.row(vec![
            "claim".to_owned(),
            one.claim.to_string(),
            or_dash(one.date.as_deref()),
            one.kind.to_string(),
            side(&one.sources),
            side(&one.targets),
            if one.planned { "planned".to_owned() } else { dash() },
            yes_or_no(one.contested),
            summary(&one.counts),
            dash(),
            dash(),
        ]);
    }
    for row in &dossier.statements {
        table.row(vec![
            "statement".to_owned(),
            row.entry.to_string(),
            or_dash(row.date.as_deref()),
            dash(),
            codes(&row.speakers),
            dash(),
            dash(),
            dash(),
            row.content.clone(),
            or_dash(row.outlet.as_deref()),
            or_dash(row.published.as_deref()),
        ]);
    }
    for row in &dossier.norms {
        table.row(vec![
            "norm".to_owned(),
            row.entry.to_string(),
            dash(),
            dash(),
            codes(&row.invoked_by),
            row.violator.as_ref().map_or_else(dash, |party| codes(std::slice::from_ref(party))),
            or_dash(row.mood.as_deref()),
            dash(),
            row.name.clone(),
            or_dash(row.outlet.as_deref()),
            or_dash(row.published.as_deref()),
        ]);
    }
    table
}
