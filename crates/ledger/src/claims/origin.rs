use std::collections::BTreeSet;

use telisik_record::{AccordingTo, Event, Record, StanceKind, StatementId};

use crate::identity::{identity, is_outlet};

/// How far from the beginning or end of a text a credit may stand: *MANILA (Reuters) -*, *(Antara)*.
const CREDIT: u32 = 80;

/// The independent sources behind a document's telling of an event, as keys that are equal for equal sources.
///
/// Who says it is its origin, whatever outlets the words came through: `speaker:…`, joint speakers as one. What the
/// article tells in its own voice it has from `teller`: `outlet:…`. A headline over what a speaker says adds nothing.
pub(crate) fn origins(record: &Record, event: &Event, teller: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let holding = record.stances.iter().filter(|stance| {
        stance.event == event.id && matches!(stance.stance, StanceKind::Affirms | StanceKind::Alleges)
    });
    for statement in holding.filter_map(|stance| stance.statement) {
        found.insert(said(record, statement, teller));
    }
    if let AccordingTo::Statement(statement) = event.according_to {
        found.insert(said(record, statement, teller));
    }
    if found.is_empty() {
        found.insert(format!("outlet:{teller}"));
    }
    found
}

/// The speakers of a statement; of one that nobody is named for, the outlet nearest to it.
fn said(record: &Record, id: StatementId, teller: &str) -> String {
    let Some(statement) = record.statements.get(id.index()) else { return String::new() };
    let speakers = statement.speakers.iter().filter_map(|id| record.actors.get(id.index()));
    let speakers: BTreeSet<String> = speakers.map(identity).collect();
    if speakers.is_empty() {
        let outlet = statement.via.first().map_or(teller, String::as_str);
        return format!("unnamed:{outlet}");
    }
    format!("speaker:{}", speakers.into_iter().collect::<Vec<_>>().join("+"))
}

/// Who tells what a document tells in its own voice: the agency in its first or last line, the only outlet that its
/// statements came through, or the outlet that published it. A near-copy has it from where its original has it.
pub(crate) fn told_by(record: &Record) -> String {
    let document = &record.document;
    let length = document.text.len();
    let own = document.outlet.as_deref().unwrap_or_default();
    let credited =
        record.actors.iter().filter(|actor| is_outlet(actor) && !same(&actor.name, own)).find(|actor| {
            let places = actor.mentions.iter().map(|mention| mention.span);
            let lines = document.dateline.is_some();
            places
                .into_iter()
                .any(|span| lines && span.end <= title_end(record) + CREDIT || span.start + CREDIT >= length)
        });
    if let Some(agency) = credited {
        return agency.name.clone();
    }
    let via: BTreeSet<&str> =
        record.statements.iter().flat_map(|one| one.via.iter().map(String::as_str)).collect();
    match via.into_iter().collect::<Vec<_>>()[..] {
        [one] => one.to_owned(),
        _ if own.is_empty() => document.id.clone(),
        _ => own.to_owned(),
    }
}

fn title_end(record: &Record) -> u32 {
    record
        .document
        .title
        .as_ref()
        .map_or(0, |title| title.chars().count().try_into().unwrap_or(u32::MAX - CREDIT))
}

fn same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

#[cfg(test)]
mod tests {
    use telisik_record::{Attribution, EventId, Span, Stance, Statement, StatementId, StatementKind};

    use super::*;
    use crate::examples;

    fn told(record: &Record, event: usize) -> BTreeSet<String> {
        origins(record, &record.events[event], &told_by(record))
    }

    #[test]
    fn what_a_speaker_says_has_the_speaker_for_its_origin_whatever_the_outlet() {
        let mut record = examples::seizure("kapal");
        record.document.outlet = Some("Kabar Teluk".into());
        let before = told(&record, 1);
        record.document.outlet = Some("Warta Utara".into());
        assert_eq!(before, told(&record, 1));
        assert_eq!(before.len(), 1);
        assert!(before.first().unwrap().starts_with("speaker:Lim Swee Keng"));
    }

    #[test]
    fn a_narrator_over_a_speakers_words_is_no_further_origin() {
        let record = examples::seizure("kapal");
        // The narrator tells the seizure; Lim alleges it in a statement.
        assert!(told(&record, 0).iter().all(|origin| origin.starts_with("speaker:")));
    }

    #[test]
    fn an_article_has_what_it_tells_itself_from_the_one_agency_it_credits() {
        let mut record = examples::seizure("kapal");
        record.stances.clear();
        record.document.outlet = Some("Kabar Teluk".into());
        assert_eq!(told(&record, 0), BTreeSet::from(["outlet:Reuters".to_owned()]));
        record.statements.push(Statement {
            id: StatementId::at(1),
            kind: StatementKind::Direct,
            content: vec![Span::new(0, 4)],
            cue: None,
            speaker: None,
            speakers: Vec::new(),
            addressees: Vec::new(),
            via: vec!["AFP".into()],
            attribution: Attribution::Explicit,
            time: None,
            rule: "statement.example".into(),
            rejected: Vec::new(),
        });
        assert_eq!(told(&record, 0), BTreeSet::from(["outlet:Kabar Teluk".to_owned()]));
    }

    #[test]
    fn entries_that_are_not_there_panic_nowhere() {
        let mut record = examples::seizure("kapal");
        record.statements.clear();
        record.stances.push(Stance {
            holder: telisik_record::ActorId::at(99),
            event: EventId::at(0),
            stance: StanceKind::Affirms,
            statement: Some(StatementId::at(99)),
            cue: None,
            rule: "stance.example".into(),
        });
        assert!(!told(&record, 1).is_empty());
        assert!(!told(&record, 0).is_empty());
    }
}
