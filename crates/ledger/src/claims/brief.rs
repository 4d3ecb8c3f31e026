//! Records as claims need them: what neither a telling nor a position nor a source is made of is passed over unread.

use rusqlite::Connection;
use serde::Deserialize;
use telisik_record::{
    AccordingTo, Actor, ActorId, ActorKind, Attribution, Code, Edtf, Event, EventId, EventType, Mention,
    MentionKind, Record, Rule, Span, Statement, StatementId, StatementKind, Status, TimeId,
};

use crate::fault::Fault;
use crate::sheet::record;

/// The record of a reading without rules, evidence, cues, rejected readings and kinds of mentions and statements.
pub(super) fn brief_record(connection: &Connection, reading: i64) -> Result<Record, Fault> {
    Ok(record::<BriefActor, BriefStatement, BriefEvent>(connection, reading)?.0)
}

#[derive(Deserialize)]
struct BriefActor {
    id: ActorId,
    name: String,
    kind: ActorKind,
    code: Option<Code>,
    key: Option<String>,
    mentions: Vec<BriefMention>,
}

#[derive(Deserialize)]
struct BriefMention {
    span: Span,
}

#[derive(Deserialize)]
struct BriefStatement {
    id: StatementId,
    content: Vec<Span>,
    speakers: Vec<ActorId>,
    via: Vec<String>,
    #[serde(default)]
    time: Option<TimeId>,
}

#[derive(Deserialize)]
struct BriefEvent {
    id: EventId,
    #[serde(rename = "type")]
    kind: EventType,
    #[serde(default)]
    cameo: Option<String>,
    sources: Vec<ActorId>,
    targets: Vec<ActorId>,
    trigger: Span,
    status: Status,
    according_to: AccordingTo,
    date: Option<Edtf>,
}

impl From<BriefActor> for Actor {
    fn from(brief: BriefActor) -> Self {
        let BriefActor { id, name, kind, code, key, mentions } = brief;
        let mentions = mentions.into_iter().map(|BriefMention { span }| Mention {
            span,
            kind: MentionKind::Name,
            rule: Rule::new(""),
        });
        Self { id, name, kind, code, key, office: None, mentions: mentions.collect() }
    }
}

impl From<BriefStatement> for Statement {
    fn from(brief: BriefStatement) -> Self {
        let BriefStatement { id, content, speakers, via, time } = brief;
        Self {
            id,
            kind: StatementKind::Indirect,
            content,
            cue: None,
            speaker: None,
            speakers,
            addressees: Vec::new(),
            via,
            attribution: Attribution::Explicit,
            time,
            rule: Rule::new(""),
            rejected: Vec::new(),
        }
    }
}

impl From<BriefEvent> for Event {
    fn from(brief: BriefEvent) -> Self {
        let BriefEvent { id, kind, cameo, sources, targets, trigger, status, according_to, date } = brief;
        Self {
            id,
            kind,
            mode: None,
            contexts: Vec::new(),
            cameo,
            sources,
            targets,
            trigger,
            evidence: Vec::new(),
            status,
            according_to,
            date,
            time: None,
            place: None,
            rule: Rule::new(""),
            rejected: Vec::new(),
        }
    }
}
