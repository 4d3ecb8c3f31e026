//! A small record written for the tests: a seizure that one side tells and the other denies.

use telisik_record::*;
use tempfile::TempDir;

use crate::{Fingerprint, Ledger, View};

const TEXT: &str = "Garda Revolusi menahan kapal tanker Singapura pada 3 Januari 2026. Juru bicara Lim Swee Keng \
                    mengatakan awak kapal dipukuli. Garda Revolusi membantah penahanan itu.";

pub(crate) fn reader() -> Fingerprint {
    Fingerprint { program: "0.1.0".into(), lexicon: "l".into(), model: "m".into() }
}

/// A ledger with one record, [`seizure`] under the id `kapal`.
pub(crate) fn ledger() -> (TempDir, Ledger) {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::open(&folder.path().join("telisik.db")).unwrap();
    ledger.add(&[seizure("kapal")], &reader()).unwrap();
    (folder, ledger)
}

/// Its newest state.
pub(crate) fn now(ledger: &Ledger) -> View {
    ledger.view(None).unwrap()
}

fn span_of(text: &Text, words: &str) -> Span {
    let start = text.as_str().find(words).unwrap();
    text.span_of_bytes(start..start + words.len())
}

fn actor(text: &Text, index: usize, name: &str, kind: ActorKind, code: &str, words: &str) -> Actor {
    let mention = Mention { span: span_of(text, words), kind: MentionKind::Name, rule: "actor.name".into() };
    Actor {
        id: ActorId::at(index),
        name: name.into(),
        kind,
        code: Some(Code::new(code)),
        key: None,
        office: None,
        mentions: vec![mention],
    }
}

fn event(index: usize, kind: EventType, text: &Text, trigger: &str, date: Option<&str>) -> Event {
    Event {
        id: EventId::at(index),
        kind,
        mode: None,
        contexts: Vec::new(),
        cameo: None,
        sources: vec![ActorId::at(0)],
        targets: vec![ActorId::at(1)],
        trigger: span_of(text, trigger),
        evidence: Vec::new(),
        status: Status::Actual,
        according_to: AccordingTo::Narrator,
        date: date.map(|d| d.parse().unwrap()),
        time: None,
        place: None,
        rule: "id.example".into(),
        rejected: Vec::new(),
    }
}

pub(crate) fn seizure(id: &str) -> Record {
    let document = Document::new(id, Lang::Id, TEXT);
    let text = document.text.clone();
    let mut record = Record::new(document);
    record.actors = vec![
        actor(&text, 0, "Islamic Revolutionary Guard Corps", ActorKind::Body, "IRN MIL", "Garda Revolusi"),
        actor(&text, 1, "Singapore", ActorKind::State, "SGP", "Singapura"),
        actor(&text, 2, "Lim Swee Keng", ActorKind::Person, "SGP GOV", "Lim Swee Keng"),
    ];
    record.statements = vec![Statement {
        id: StatementId::at(0),
        kind: StatementKind::Indirect,
        content: vec![span_of(&text, "awak kapal dipukuli")],
        cue: Some(span_of(&text, "mengatakan")),
        speaker: Some(span_of(&text, "Lim Swee Keng")),
        speakers: vec![ActorId::at(2)],
        addressees: Vec::new(),
        via: vec!["Reuters".into()],
        attribution: Attribution::Explicit,
        time: None,
        rule: "statement.example".into(),
        rejected: Vec::new(),
    }];
    let mut beating = event(1, EventType::Assault, &text, "dipukuli", None);
    beating.according_to = AccordingTo::Statement(StatementId::at(0));
    record.events = vec![event(0, EventType::Coerce, &text, "menahan", Some("2026-01-03")), beating];
    let stance = |holder, stance, statement| Stance {
        holder: ActorId::at(holder),
        event: EventId::at(0),
        stance,
        statement,
        cue: None,
        rule: "stance.example".into(),
    };
    record.stances =
        vec![stance(2, StanceKind::Alleges, Some(StatementId::at(0))), stance(0, StanceKind::Denies, None)];
    record
}
