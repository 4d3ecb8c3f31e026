use std::fmt::Write;

use telisik_record::{
    AccordingTo, Actor, ActorId, Attribution, Basis, Event, Norm, Record, Rejected, Stance, StanceKind,
    Statement, StatementKind, Status, Time, Warning,
};

use crate::excerpt::{around, one_line, shortened};

/// Characters of a statement that are shown; the record has them all.
const CONTENT: usize = 400;
/// Characters of context on each side of an event's trigger.
const REACH: u32 = 90;

/// A record for a person: who said what, who did what to whom, who confirms and denies, what is odd.
pub(crate) fn of(record: &Record) -> String {
    let mut page = heading(record);
    section(&mut page, "STATEMENTS", record.statements.iter().map(|s| statement(record, s)));
    section(&mut page, "EVENTS", record.events.iter().map(|e| event(record, e)));
    section(&mut page, "STANCES", stances(record).into_iter());
    section(&mut page, "NORMS", norms(record).into_iter());
    section(&mut page, "TIMES", times(record).into_iter());
    section(&mut page, "ACTORS", actors(record).into_iter());
    section(&mut page, "WARNINGS", warnings(record).into_iter());
    page
}

fn section(page: &mut String, title: &str, entries: impl ExactSizeIterator<Item = String>) {
    if entries.len() == 0 {
        return;
    }
    let _ = writeln!(page, "\n{title}");
    for entry in entries {
        page.push_str(&entry);
    }
}

fn heading(record: &Record) -> String {
    let document = &record.document;
    let text = &document.text;
    let title = document.title.as_deref().map(one_line);
    let title = title
        .unwrap_or_else(|| text.as_str().lines().map(one_line).find(|l| !l.is_empty()).unwrap_or_default());
    let title: String = title.chars().take(160).collect();
    let published = document
        .published
        .as_ref()
        .map_or("publication date unknown".to_owned(), |d| format!("published {d}"));
    let reference =
        document.reference_date.map_or("no reference day".to_owned(), |d| format!("reference day {d}"));
    let mut about =
        vec![one_line(&document.id), document.outlet.as_deref().map_or("outlet unknown".into(), one_line)];
    about.extend([published, reference]);
    if let Some(dateline) = &document.dateline {
        about.push(format!("from {}", one_line(dateline)));
    }
    if let Some(byline) = &document.byline {
        about.push(format!("by {}", one_line(byline)));
    }
    format!("{title}\n{}\n", about.join(" · "))
}

pub(crate) fn statement(record: &Record, statement: &Statement) -> String {
    let text = &record.document.text;
    let speakers = match statement.speakers[..] {
        [] => statement
            .speaker
            .map_or("nobody named".to_owned(), |span| format!("{} (unnamed)", one_line(text.slice(span)))),
        ref speakers => speakers.iter().map(|&id| person(record, id)).collect::<Vec<_>>().join(", "),
    };
    let known = match statement.attribution {
        Attribution::Explicit => "",
        Attribution::Inherited => " [continued]",
        Attribution::Inferred => " [inferred: no cue names the speaker]",
    };
    let kind = match statement.kind {
        StatementKind::Direct => "direct",
        StatementKind::Indirect => "indirect",
        StatementKind::Mixed => "mixed",
    };
    let cue = statement.cue.map_or(String::new(), |cue| format!(", «{}»", one_line(text.slice(cue))));
    let when = statement.time.and_then(|id| record.times.get(id.index()));
    let when = when.map_or(String::new(), |time| format!(", {}", time.value));
    let chain =
        if statement.via.is_empty() { String::new() } else { format!(", via {}", chain(record, statement)) };
    let addressees: Vec<String> = statement.addressees.iter().map(|&id| name(record, id)).collect();
    let to = if addressees.is_empty() { String::new() } else { format!(" to {}", addressees.join(", ")) };
    let content: Vec<String> = statement.content.iter().map(|&span| shortened(text, span, CONTENT)).collect();
    let (open, close) = if statement.kind == StatementKind::Direct { ("“", "”") } else { ("", "") };
    format!(
        "  {:4} {speakers}{to}{known}\n       {kind}{cue}{when}{chain}\n       {open}{}{close}\n",
        statement.id.to_string(),
        content.join(" … ")
    )
}

/// From the speaker's side to the reader's: *Reuters → IDN Times*.
fn chain(record: &Record, statement: &Statement) -> String {
    let outlet = record.document.outlet.as_deref();
    let links: Vec<String> = statement.via.iter().map(String::as_str).chain(outlet).map(one_line).collect();
    links.join(" → ")
}

fn event(record: &Record, event: &Event) -> String {
    let mut lines = event_head(record, event);
    let positions = positions(record, event);
    if !positions.is_empty() {
        let _ = writeln!(lines, "       {positions}");
    }
    // The first reading turned down is the one a reader would have expected; `why` has them all.
    if let Some(Rejected { reading, reason }) = event.rejected.first() {
        let _ = writeln!(lines, "       not {}: {}", one_line(reading), one_line(reason));
    }
    lines
}

/// Type, parties, status, date, holder and the words, without positions and rejected readings.
pub(crate) fn event_head(record: &Record, event: &Event) -> String {
    let text = &record.document.text;
    let holder = match event.according_to {
        AccordingTo::Narrator => "told by the outlet".to_owned(),
        AccordingTo::Statement(id) => {
            let speakers = record.statements.get(id.index()).map_or(&[][..], |s| &s.speakers);
            let speakers: Vec<String> = speakers.iter().map(|&id| name(record, id)).collect();
            let speakers =
                if speakers.is_empty() { "somebody unnamed".to_owned() } else { speakers.join(", ") };
            format!("according to {speakers} ({id})")
        }
    };
    let date = event.date.as_ref().map_or("undated".to_owned(), |date| date.to_string());
    let place = event.place.as_deref().map_or(String::new(), |place| format!(" · in {}", one_line(place)));
    let contested = if is_contested(record, event) { ", contested" } else { "" };
    format!(
        "  {:4} {} {}\n       {}{contested} · {date} · {holder}{place}\n       {}\n",
        event.id.to_string(),
        event.kind,
        parties(record, event),
        event.status,
        around(text, event.trigger, REACH)
    )
}

/// Whether somebody denies what the text, or somebody in it, tells.
fn is_contested(record: &Record, event: &Event) -> bool {
    event.status != Status::Negated
        && record.stances.iter().any(|s| s.event == event.id && s.stance == StanceKind::Denies)
}

/// *affirmed by John Kirby; denied by Dmitry Peskov*
fn positions(record: &Record, event: &Event) -> String {
    let kinds = [
        (StanceKind::Affirms, "affirmed by"),
        (StanceKind::Alleges, "alleged by"),
        (StanceKind::Denies, "denied by"),
        (StanceKind::Declines, "declined to comment:"),
    ];
    let said = kinds.into_iter().filter_map(|(kind, words)| {
        let held = record.stances.iter().filter(|s| s.event == event.id && s.stance == kind);
        let mut holders: Vec<String> = Vec::new();
        for stance in held {
            let holder = name(record, stance.holder);
            if !holders.contains(&holder) {
                holders.push(holder);
            }
        }
        (!holders.is_empty()).then(|| format!("{words} {}", holders.join(", ")))
    });
    said.collect::<Vec<_>>().join("; ")
}

fn parties(record: &Record, event: &Event) -> String {
    let side =
        |actors: &[ActorId]| actors.iter().map(|&id| person(record, id)).collect::<Vec<_>>().join(", ");
    if event.sources == event.targets {
        return format!("{} with one another", side(&event.sources));
    }
    match event.targets[..] {
        [] => side(&event.sources),
        _ => format!("{} → {}", side(&event.sources), side(&event.targets)),
    }
}

fn stances(record: &Record) -> Vec<String> {
    let text = &record.document.text;
    let line = |stance: &Stance| {
        let event = record.events.get(stance.event.index());
        let about =
            event.map_or(String::new(), |event| format!("{} {}", event.kind, short_parties(record, event)));
        let cue = stance.cue.map_or(String::new(), |cue| format!(": «{}»", one_line(text.slice(cue))));
        let statement = stance.statement.and_then(|id| record.statements.get(id.index()));
        let carried = match statement {
            Some(statement) if statement.via.is_empty() => format!(" ({})", statement.id),
            Some(statement) => format!(" ({}, via {})", statement.id, chain(record, statement)),
            None => String::new(),
        };
        format!(
            "  {} {} {} {about}{cue}{carried}\n",
            person(record, stance.holder),
            stance.stance.as_str(),
            stance.event
        )
    };
    record.stances.iter().map(line).collect()
}

fn short_parties(record: &Record, event: &Event) -> String {
    let side = |actors: &[ActorId]| actors.iter().map(|&id| code(record, id)).collect::<Vec<_>>().join(", ");
    match event.targets[..] {
        [] => side(&event.sources),
        _ => format!("{} → {}", side(&event.sources), side(&event.targets)),
    }
}

fn norms(record: &Record) -> Vec<String> {
    record.norms.iter().map(|one| norm(record, one)).collect()
}

/// A norm and who is said to violate it.
pub(crate) fn norm(record: &Record, norm: &Norm) -> String {
    let number = norm.number.as_deref().map_or(String::new(), |number| format!(" no. {}", one_line(number)));
    let issuer = norm.issuer.as_deref().map_or(String::new(), |issuer| format!(" ({issuer})"));
    let mut lines = format!("  {}{number}{issuer}\n", one_line(&norm.name));
    for violation in &norm.said_to_be_violated_by {
        let says = violation.statement.map_or("the outlet".to_owned(), |id| id.to_string());
        let _ = writeln!(
            lines,
            "       said to be violated by {}: {}, according to {says}",
            person(record, violation.actor),
            violation.mood.as_str()
        );
    }
    lines
}

fn times(record: &Record) -> Vec<String> {
    let text = &record.document.text;
    let line = |time: &Time| {
        let modifier = time.modifier.as_deref().map_or(String::new(), |modifier| format!(" {modifier}"));
        let words = one_line(text.slice(time.span));
        format!("  {:4} {words} = {}{modifier} ({})\n", time.id.to_string(), time.value, basis(time.basis))
    };
    record.times.iter().map(line).collect()
}

/// What a time's value rests on, for a person.
pub(crate) fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Printed => "as printed",
        Basis::Publication => "from the day of publication",
        Basis::Dateline => "from the dateline",
        Basis::Earlier => "from an earlier date in the text",
        Basis::None => "no day needed or known",
    }
}

fn actors(record: &Record) -> Vec<String> {
    let text = &record.document.text;
    let line = |actor: &Actor| {
        let mut forms: Vec<String> = actor.mentions.iter().map(|m| one_line(text.slice(m.span))).collect();
        forms.sort_by_key(|form| form.to_lowercase());
        forms.dedup_by_key(|form| form.to_lowercase());
        let office = actor.office.as_deref().map_or(String::new(), |office| format!(", {office}"));
        format!("  {:4} {}{office}: {}\n", actor.id.to_string(), person(record, actor.id), forms.join(" | "))
    };
    record.actors.iter().map(line).collect()
}

fn warnings(record: &Record) -> Vec<String> {
    let text = &record.document.text;
    let line = |warning: &Warning| {
        let at = warning.span.map_or(String::new(), |span| format!("\n       {}", around(text, span, 60)));
        format!("  {}: {}{at}\n", warning.code.as_str(), one_line(&warning.message))
    };
    record.warnings.iter().map(line).collect()
}

/// Name and code: *Dmitry Peskov (RUS GOV)*.
fn person(record: &Record, id: ActorId) -> String {
    match record.actor(id).and_then(|actor| actor.code.as_ref()) {
        Some(code) => format!("{} ({code})", name(record, id)),
        None => name(record, id),
    }
}

fn name(record: &Record, id: ActorId) -> String {
    record.actor(id).map_or_else(|| id.to_string(), |actor| one_line(&actor.name))
}

/// The code at country level, or the name of an actor without one.
fn code(record: &Record, id: ActorId) -> String {
    let code = record.actor(id).and_then(|actor| actor.code.as_ref());
    code.map_or_else(|| name(record, id), |code| code.country().to_owned())
}
