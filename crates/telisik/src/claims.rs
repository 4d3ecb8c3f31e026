use std::fmt::Write;

use serde::Serialize;
use telisik_ledger::{Claim, Counts, Ledger, Position, Stand};
use telisik_record::Lang;

use crate::arguments::{ClaimArguments, ListArguments};
use crate::excerpt::one_line;
use crate::list::{ask, or_dash, print};
use crate::output::Output;
use crate::table::Table;
use crate::titles::Titles;

/// A claim with its sentences, as JSON has it.
#[derive(Serialize)]
struct Titled<'a> {
    title_id: String,
    title_en: String,
    #[serde(flatten)]
    claim: &'a Claim,
}

impl<'a> Titled<'a> {
    fn of(claim: &'a Claim, titles: &Titles) -> Self {
        Self { title_id: titles.of(claim, Lang::Id), title_en: titles.of(claim, Lang::En), claim }
    }
}

/// `telisik claims`.
pub(crate) fn list(arguments: &ListArguments, output: &mut Output) -> anyhow::Result<usize> {
    let titles = Titles::builtin()?;
    let claims = ask(arguments, Ledger::claims)?;
    let mut table = Table::new(&[
        "claim",
        "date",
        "type",
        "title",
        "contested",
        "affirm",
        "presuppose",
        "allege",
        "conditional",
        "deny",
        "decline",
        "silent",
        "origins",
        "outlets",
        "documents",
    ]);
    for claim in &claims {
        let mut cells = vec![
            claim.claim.to_string(),
            or_dash(claim.date.as_deref()),
            claim.kind.to_string(),
            titles.of(claim, Lang::En),
            if claim.contested { "yes" } else { "no" }.to_owned(),
        ];
        cells.extend(Stand::ALL.map(|stand| standing(claim, stand)));
        let Counts { origins, outlets, documents, .. } = claim.counts;
        cells.extend([origins, outlets, documents].map(|count| count.to_string()));
        table.row(cells);
    }
    let titled: Vec<Titled> = claims.iter().map(|claim| Titled::of(claim, &titles)).collect();
    print(&arguments.shape, output, &table, &titled)
}

fn standing(claim: &Claim, stand: Stand) -> String {
    let positions = claim.positions.iter().filter(|position| position.stand == stand);
    let holders: Vec<&str> = positions.map(|position| position.holder.as_str()).collect();
    if holders.is_empty() { "-".to_owned() } else { holders.join(", ") }
}

/// `telisik claim`.
pub(crate) fn one(arguments: &ClaimArguments, output: &mut Output) -> anyhow::Result<usize> {
    let titles = Titles::builtin()?;
    let ledger = Ledger::open_to_read(&arguments.ledger.ledger)?;
    let view = ledger.view(arguments.state.as_of)?;
    let claim = ledger.claim(arguments.claim, view)?;
    if arguments.json {
        output.line(&serde_json::to_string_pretty(&Titled::of(&claim, &titles))?)?;
    } else {
        output.page(page(&claim, &titles).trim_end())?;
    }
    Ok(0)
}

fn page(claim: &Claim, titles: &Titles) -> String {
    let mut text = format!("{}  {}\n", claim.claim, titles.of(claim, Lang::En));
    let _ = writeln!(text, "    {}", titles.of(claim, Lang::Id));
    let when = claim.date.as_deref().unwrap_or("undated");
    let contested = if claim.contested { ", contested" } else { "" };
    let _ = writeln!(text, "    {} ({when}{contested})", claim.kind);
    let _ = writeln!(text, "    {}", summary(&claim.counts));
    text.push_str("\nPositions\n");
    for position in &claim.positions {
        text.push_str(&holder(position));
    }
    if !claim.contradictions.is_empty() {
        text.push_str("\nContradictions\n");
        for found in &claim.contradictions {
            let kind = found.tension.as_str();
            let [one, other] = &found.between;
            let _ = writeln!(
                text,
                "  {kind:12} {} ({}) – {} ({})",
                one_line(one),
                found.one,
                one_line(other),
                found.other
            );
        }
    }
    text.push_str("\nOrigins\n");
    for origin in &claim.origins {
        let _ = writeln!(text, "  {}", one_line(origin));
    }
    text.push_str("\nTold by\n");
    for report in &claim.reports {
        let outlet = one_line(&or_dash(report.outlet.as_deref()));
        let published = or_dash(report.published.as_deref());
        let told = one_line(&report.trigger);
        let _ = writeln!(text, "  {}  {published}  {outlet}: «{told}» ({})", report.entry, report.status);
        let _ = writeln!(text, "      {}", report.reason);
    }
    text
}

/// *3 states affirm, 1 denies, 1 silent; 2 origins, 14 outlets*.
pub(crate) fn summary(counts: &Counts) -> String {
    let held = [
        (counts.affirm, "affirms", "affirm"),
        (counts.allege, "alleges", "allege"),
        (counts.conditional, "conditionally", "conditionally"),
        (counts.deny, "denies", "deny"),
        (counts.decline, "declines", "decline"),
        (counts.silent, "silent", "silent"),
    ];
    let held = held.iter().filter(|(count, ..)| *count > 0);
    let held: Vec<String> =
        held.map(|(count, one, more)| format!("{count} {}", if *count == 1 { one } else { more })).collect();
    let of = |count: usize, thing: &str| format!("{count} {thing}{}", if count == 1 { "" } else { "s" });
    let held = if held.is_empty() { "nobody takes a position".to_owned() } else { held.join(", ") };
    format!(
        "{held}; {}, {}, {}",
        of(counts.origins, "origin"),
        of(counts.outlets, "outlet"),
        of(counts.documents, "document")
    )
}

fn holder(position: &Position) -> String {
    let code = position.code.as_deref().map_or(String::new(), |code| format!(" [{code}]"));
    let mut text = format!("  {:12} {}{code}\n", position.stand.as_str(), one_line(&position.holder));
    for taken in &position.taken {
        let date = or_dash(taken.date.as_deref());
        let entry = taken.statement.as_ref().unwrap_or(&taken.event);
        let chain = taken.chain.join(" → ");
        let chain = if chain.is_empty() { String::new() } else { format!(", via {}", one_line(&chain)) };
        let _ = writeln!(text, "               {date}  {}  {entry}{chain}", taken.stand.as_str());
    }
    text
}
