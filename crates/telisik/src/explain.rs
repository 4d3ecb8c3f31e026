use std::fmt::Write;

use anyhow::Context;
use telisik_ledger::{Anchor, Fingerprint, Item, Kept, Ledger, Named, View};
use telisik_record::{AccordingTo, ActorId, Record, Rejected, Span, Stance};

use crate::arguments::WhyArguments;
use crate::excerpt::{around, one_line};
use crate::output::Output;
use crate::page;

/// Characters of context on each side of a cue.
const REACH: u32 = 120;

/// `telisik why`: the rule, its cue, the words in context, the readings rejected.
pub(crate) fn run(arguments: &WhyArguments, output: &mut Output) -> anyhow::Result<usize> {
    let ledger = Ledger::open_to_read(&arguments.ledger.ledger)?;
    let view = ledger.view(arguments.state.as_of)?;
    let kept = ledger.record_of(&arguments.entry, Some(view))?;
    let mut text = heading(&kept);
    let explained = explanation(&kept.record, arguments.entry.item);
    text.push_str(&explained.context("the stored record is inconsistent")?);
    if let Item::Event(_) = arguments.entry.item
        && let Some((claim, reason)) = ledger.claim_of(&arguments.entry, view)?
    {
        line(&mut text, "Claim", &format!("{claim}: {reason}"));
    }
    if kept.superseded.is_none() {
        put_right(&mut text, &ledger, view, &kept, arguments.entry.item)?;
    }
    text.push_str(&read_with(&kept.reader));
    output.page(text.trim_end())?;
    Ok(0)
}

/// Who made the actors of an entry the ones they are, and why.
fn put_right(text: &mut String, ledger: &Ledger, view: View, kept: &Kept, item: Item) -> anyhow::Result<()> {
    let recasts = ledger.recasts_of(kept.document, view)?;
    let record = &kept.record;
    let ids: Vec<ActorId> = match item {
        Item::Actor(id) => vec![id],
        Item::Statement(id) => {
            record.statements.get(id.index()).map_or(Vec::new(), |one| one.speakers.clone())
        }
        Item::Event(id) => record
            .events
            .get(id.index())
            .map_or(Vec::new(), |one| one.sources.iter().chain(&one.targets).copied().collect()),
        Item::Time(_) | Item::Norm(_) | Item::Warning(_) => Vec::new(),
    };
    for actor in ids.into_iter().filter_map(|id| record.actor(id)) {
        for row in recasts.get(&Named::from(actor).identity()).into_iter().flatten() {
            let Anchor::Actor { name, .. } = &row.correction.anchor else { continue };
            let (now, name, author) = (one_line(&actor.name), one_line(name), one_line(&row.author));
            let reason = one_line(&row.reason);
            line(
                text,
                "Put right",
                &format!("{now} was read as {name}; {author}: {reason} (correction {})", row.number),
            );
        }
    }
    Ok(())
}

fn heading(kept: &Kept) -> String {
    let reading = if kept.ordinal > 1 { format!(", reading {}", kept.ordinal) } else { String::new() };
    let mut text = format!("Document {}{reading}: {}\n", kept.document.0, one_line(&kept.record.document.id));
    if let Some(revision) = kept.superseded {
        let _ = writeln!(text, "Counts no more: revision {revision} put another reading in its place");
    }
    text
}

fn explanation(record: &Record, item: Item) -> Option<String> {
    match item {
        Item::Event(id) => event(record, id.index()),
        Item::Statement(id) => statement(record, id.index()),
        Item::Actor(id) => actor(record, id.index()),
        Item::Time(id) => time(record, id.index()),
        Item::Norm(number) => norm(record, number),
        Item::Warning(number) => warning(record, number),
    }
}

fn event(record: &Record, index: usize) -> Option<String> {
    let event = record.events.get(index)?;
    let mut text = page::event_head(record, event);
    line(&mut text, "Rule", event.rule.as_str());
    quoted(&mut text, record, "Trigger", event.trigger);
    for &span in &event.evidence {
        quoted(&mut text, record, "Evidence", span);
    }
    let mode = event.mode.as_deref().map_or(String::new(), |mode| format!(", mode {mode}"));
    let cameo = event.cameo.as_deref().map_or(String::new(), |code| format!(", CAMEO {code}"));
    line(&mut text, "Coded as", &format!("PLOVER {}{mode}{cameo}", event.kind));
    match (event.time.and_then(|id| record.times.get(id.index())), &event.date) {
        (Some(time), Some(date)) => quoted(&mut text, record, &format!("Date {date}"), time.span),
        (None, Some(date)) => line(&mut text, "Date", date.as_str()),
        (_, None) => {
            line(&mut text, "Date", "unknown: nothing in the text tells the day, and no day is assumed")
        }
    }
    if let AccordingTo::Statement(id) = event.according_to {
        let statement = record.statements.get(id.index())?;
        let cue = statement.cue.or(statement.content.first().copied())?;
        quoted(&mut text, record, &format!("Holder {id}"), cue);
    }
    for stance in record.stances.iter().filter(|stance| stance.event == event.id) {
        position(&mut text, record, stance);
    }
    rejected(&mut text, &event.rejected);
    Some(text)
}

fn position(text: &mut String, record: &Record, stance: &Stance) {
    let holder = record.actor(stance.holder).map_or("?", |actor| &actor.name);
    let title = format!("{} {}", one_line(holder), stance.stance.as_str());
    match stance.cue {
        Some(cue) => quoted(text, record, &format!("{title} ({})", stance.rule), cue),
        None => line(text, &title, stance.rule.as_str()),
    }
}

fn statement(record: &Record, index: usize) -> Option<String> {
    let statement = record.statements.get(index)?;
    let mut text = page::statement(record, statement);
    line(&mut text, "Rule", statement.rule.as_str());
    for (title, span) in [("Cue", statement.cue), ("Speaker", statement.speaker)] {
        match span {
            Some(span) => quoted(&mut text, record, title, span),
            None => line(&mut text, title, "none at this place"),
        }
    }
    for &id in &statement.speakers {
        let actor = record.actor(id)?;
        let code = actor.code.as_ref().map_or("no code", |code| code.as_str());
        line(&mut text, "Spoken by", &format!("{} ({code}), {id}", one_line(&actor.name)));
    }
    rejected(&mut text, &statement.rejected);
    Some(text)
}

fn actor(record: &Record, index: usize) -> Option<String> {
    let actor = record.actors.get(index)?;
    let code = actor.code.as_ref().map_or("no code: the text does not tell", |code| code.as_str());
    let mut text = format!("  {:4} {} ({code})\n", actor.id.to_string(), one_line(&actor.name));
    if let Some(office) = &actor.office {
        line(&mut text, "Office", office);
    }
    line(
        &mut text,
        "Known as",
        actor.key.as_deref().unwrap_or("from this text alone; the lexicon has no entry"),
    );
    for mention in &actor.mentions {
        quoted(&mut text, record, mention.rule.as_str(), mention.span);
    }
    Some(text)
}

fn time(record: &Record, index: usize) -> Option<String> {
    let time = record.times.get(index)?;
    let mut text = format!("  {:4} {}\n", time.id.to_string(), time.value);
    line(&mut text, "Rule", time.rule.as_str());
    quoted(&mut text, record, "Words", time.span);
    line(&mut text, "Rests on", page::basis(time.basis));
    if let Some([first, last]) = time.interval {
        line(&mut text, "Means", &format!("{first} to {last}"));
    }
    Some(text)
}

fn norm(record: &Record, number: u32) -> Option<String> {
    let norm = record.norms.get(number.checked_sub(1)? as usize)?;
    let mut text = format!("  {:4} {}", format!("n{number}"), page::norm(record, norm).trim_start());
    line(&mut text, "Rule", norm.rule.as_str());
    quoted(&mut text, record, "Words", norm.span);
    Some(text)
}

fn warning(record: &Record, number: u32) -> Option<String> {
    let warning = record.warnings.get(number.checked_sub(1)? as usize)?;
    let mut text = format!("  {:4} {}\n", format!("w{number}"), one_line(&warning.message));
    line(&mut text, "Code", warning.code.as_str());
    match warning.span {
        Some(span) => quoted(&mut text, record, "Words", span),
        None => line(&mut text, "Words", "the document as a whole"),
    }
    Some(text)
}

fn rejected(text: &mut String, rejected: &[Rejected]) {
    for Rejected { reading, reason } in rejected {
        line(text, "Not", &format!("{}: {}", one_line(reading), one_line(reason)));
    }
}

fn line(text: &mut String, title: &str, what: &str) {
    let _ = writeln!(text, "       {title}: {what}");
}

fn quoted(text: &mut String, record: &Record, title: &str, span: Span) {
    let words = around(&record.document.text, span, REACH);
    line(text, title, &format!("[{}–{}] {words}", span.start, span.end));
}

fn read_with(reader: &Fingerprint) -> String {
    let short = |hash: &str| hash.chars().take(12).collect::<String>();
    format!(
        "Read with telisik {}, lexicon {}, model {}\n",
        reader.program,
        short(&reader.lexicon),
        short(&reader.model)
    )
}
