use serde::{Deserialize, Serialize};

use crate::{Actor, ActorId, Document, Event, Norm, Span, Stance, Statement, Time, Warning};

/// The name of the record format, in every record.
pub const SCHEMA: &str = "telisik/record/1";

/// Everything read in one document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// [`SCHEMA`].
    pub schema: String,
    /// The document, its text as read.
    pub document: Document,
    /// Who is named, in the order of first mention.
    pub actors: Vec<Actor>,
    /// When, in the order of the text.
    pub times: Vec<Time>,
    /// Who said what, in the order of the text.
    pub statements: Vec<Statement>,
    /// Who did what to whom, in the order of the text.
    pub events: Vec<Event>,
    /// Who confirms and who denies.
    pub stances: Vec<Stance>,
    /// Which resolutions, treaties and laws are invoked.
    pub norms: Vec<Norm>,
    /// What a person should look at.
    pub warnings: Vec<Warning>,
}

impl Record {
    /// A record in which nothing has been read yet.
    pub fn new(document: Document) -> Self {
        Self {
            schema: SCHEMA.to_owned(),
            document,
            actors: Vec::new(),
            times: Vec::new(),
            statements: Vec::new(),
            events: Vec::new(),
            stances: Vec::new(),
            norms: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// The actor with this id, if the record has one.
    pub fn actor(&self, id: ActorId) -> Option<&Actor> {
        self.actors.get(id.index())
    }

    /// Every span of the record, for checking that each lies in the text.
    pub fn spans(&self) -> impl Iterator<Item = Span> + '_ {
        let actors = self.actors.iter().flat_map(|a| a.mentions.iter().map(|m| m.span));
        let times = self.times.iter().map(|t| t.span);
        let statements =
            self.statements.iter().flat_map(|s| s.content.iter().copied().chain(s.cue).chain(s.speaker));
        let events = self.events.iter().flat_map(|e| e.evidence.iter().copied().chain([e.trigger]));
        let stances = self.stances.iter().filter_map(|s| s.cue);
        let norms = self.norms.iter().map(|n| n.span);
        let warnings = self.warnings.iter().filter_map(|w| w.span);
        actors.chain(times).chain(statements).chain(events).chain(stances).chain(norms).chain(warnings)
    }
}
