use telisik_record::{AccordingTo, ActorId, Code, Event, Record, Statement};

/// An event on one line: `COERCE IRN MIL → SGP, actual, 2026-01-03, according to s1, denied by …`.
pub fn describe_event(record: &Record, event: &Event) -> String {
    use std::fmt::Write;
    let targets = if event.targets.is_empty() { "nobody".to_owned() } else { codes(record, &event.targets) };
    let mut line = format!("{} {} → {targets}, {}", event.kind, codes(record, &event.sources), event.status);
    if let Some(date) = &event.date {
        let _ = write!(line, ", {date}");
    }
    if let AccordingTo::Statement(id) = event.according_to {
        let speakers = record.statements.get(id.index()).map_or(&[][..], |statement| &statement.speakers);
        let _ = write!(line, ", according to {}", speakers_of(record, speakers));
    }
    let denied = record
        .stances
        .iter()
        .filter(|stance| stance.event == event.id && stance.stance == telisik_record::StanceKind::Denies);
    let mut denied: Vec<ActorId> = denied.map(|stance| stance.holder).collect();
    denied.dedup();
    if !denied.is_empty() {
        let _ = write!(line, ", denied by {}", speakers_of(record, &denied));
    }
    line
}

/// A statement on one line, without what was said: `Lim Swee Keng, indirect, via Reuters`.
pub fn describe_statement(record: &Record, statement: &Statement) -> String {
    let kind = crate::rows::word(&statement.kind);
    let via = if statement.via.is_empty() {
        String::new()
    } else {
        format!(", via {}", statement.via.join(" → "))
    };
    format!("{}, {kind}{via}", speakers_of(record, &statement.speakers))
}

fn codes(record: &Record, ids: &[ActorId]) -> String {
    let actors = ids.iter().filter_map(|&id| record.actor(id));
    let codes: Vec<&str> =
        actors.map(|actor| actor.code.as_ref().map_or(actor.name.as_str(), Code::as_str)).collect();
    codes.join(", ")
}

fn speakers_of(record: &Record, ids: &[ActorId]) -> String {
    let names: Vec<&str> = ids.iter().filter_map(|&id| record.actor(id)).map(|a| a.name.as_str()).collect();
    if names.is_empty() { "somebody unnamed".to_owned() } else { names.join(", ") }
}
