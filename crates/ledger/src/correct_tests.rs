use super::*;
use crate::examples::seizure;

fn state(name: &str, code: &str) -> Named {
    Named { name: name.into(), kind: ActorKind::State, code: Some(Code::new(code)), key: None }
}

fn on_event(record: &Record, at: usize, change: Change) -> Correction {
    Correction { anchor: Anchor::of_event(record, &record.events[at]), change }
}

fn retyped(kind: EventType) -> Change {
    Change::Event(Alteration { kind: Some(kind), ..Alteration::default() })
}

fn laid(record: &Record, correction: Correction) -> Record {
    let (laid, missed) = apply(record, &[correction]);
    assert_eq!(missed, []);
    let text = laid.document.text.span();
    assert!(laid.spans().all(|span| text.contains(span)));
    laid
}

#[test]
fn an_event_gets_another_type_and_keeps_what_it_was_read_as() {
    let mut record = seizure("kapal");
    record.events[0].cameo = Some("172".into());
    let after = laid(&record, on_event(&record, 0, retyped(EventType::Sanction)));
    let event = &after.events[0];
    assert_eq!((event.kind, event.cameo.as_deref(), event.rule.as_str()), (EventType::Sanction, None, RULE));
    assert!(event.rejected[0].reading.starts_with("COERCE IRN MIL → SGP, actual"), "{:?}", event.rejected);
    assert_eq!(after.events[1], record.events[1]);
}

#[test]
fn parties_that_the_record_lacks_are_added_where_the_words_stand() {
    let record = seizure("kapal");
    let change = Change::Event(Alteration {
        sources: Some(vec![state("Oman", "OMN"), state("Singapore", "SGP")]),
        targets: Some(Vec::new()),
        status: Some(Status::Possible),
        date: Some(When::Unknown),
        ..Alteration::default()
    });
    let after = laid(&record, on_event(&record, 0, change));
    let added = after.actors.last().unwrap();
    assert_eq!(
        (added.name.as_str(), added.id, added.mentions[0].span),
        ("Oman", ActorId::at(3), record.events[0].trigger)
    );
    let event = &after.events[0];
    assert_eq!((&event.sources[..], &event.targets[..]), (&[ActorId::at(3), ActorId::at(1)][..], &[][..]));
    assert_eq!((event.status, &event.date, event.time), (Status::Possible, &None, None));
    let none = Change::Event(Alteration { sources: Some(Vec::new()), ..Alteration::default() });
    assert_eq!(apply(&record, &[on_event(&record, 0, none)]).1, [NotApplied { index: 0, why: NO_SOURCE }]);
}

#[test]
fn an_event_that_is_rejected_takes_its_positions_with_it() {
    let mut record = seizure("kapal");
    record.stances[1].event = EventId::at(1);
    let after = laid(&record, on_event(&record, 0, Change::Reject));
    assert_eq!((after.events.len(), after.events[0].id), (1, EventId::at(0)));
    assert_eq!(after.events[0].kind, EventType::Assault);
    let held: Vec<_> = after.stances.iter().map(|stance| (stance.holder, stance.event)).collect();
    assert_eq!(held, [(ActorId::at(0), EventId::at(0))]);
}

#[test]
fn another_speaker_holds_the_positions_of_what_is_said() {
    let record = seizure("kapal");
    let anchor = Anchor::of_statement(&record.statements[0]);
    let change = Change::Speakers(vec![state("Singapore", "SGP")]);
    let after = laid(&record, Correction { anchor, change });
    assert_eq!(after.statements[0].speakers, [ActorId::at(1)]);
    assert_eq!(after.statements[0].speaker, None);
    assert_eq!(after.stances[0].holder, ActorId::at(1));
    assert_eq!(after.stances[1], record.stances[1]);
    assert_eq!(after.actors, record.actors);
}

#[test]
fn corrections_find_their_place_in_another_reading() {
    let record = seizure("kapal");
    let retype = on_event(&record, 1, retyped(EventType::Coerce));
    let reject = on_event(&record, 1, Change::Reject);
    let mut anew = record.clone();
    anew.events.remove(0);
    anew.events[0].id = EventId::at(0);
    anew.stances.clear();
    assert_eq!(laid(&anew, retype.clone()).events[0].kind, EventType::Coerce);
    assert!(laid(&anew, reject.clone()).events.is_empty());
    // Read as it was put right: nothing is left to do.
    anew.events[0].kind = EventType::Coerce;
    assert_eq!(laid(&anew, retype.clone()), anew);
    // Read as something else: the type is put right, but nobody has rejected or confirmed that.
    anew.events[0].kind = EventType::Accuse;
    assert_eq!(laid(&anew, retype.clone()).events[0].kind, EventType::Coerce);
    for change in [reject, on_event(&record, 1, Change::Confirm)] {
        assert_eq!(apply(&anew, &[change]), (anew.clone(), vec![NotApplied { index: 0, why: NO_EVENT }]));
    }
    anew.events.clear();
    assert_eq!(apply(&anew, &[retype]).1, [NotApplied { index: 0, why: NO_EVENT }]);
}

#[test]
fn of_two_events_in_the_same_words_the_parties_tell_which() {
    let mut record = seizure("kapal");
    let mut back = record.events[0].clone();
    (back.id, back.sources, back.targets) = (EventId::at(2), vec![ActorId::at(1)], vec![ActorId::at(0)]);
    record.events.push(back);
    let after = laid(&record, on_event(&record, 2, Change::Reject));
    assert_eq!(after.events, record.events[..2]);
    let after = laid(&record, on_event(&record, 0, Change::Reject));
    assert_eq!(after.events[1].sources, [ActorId::at(1)]);
}

#[test]
fn later_corrections_stand_on_earlier_ones() {
    let record = seizure("kapal");
    let first = on_event(&record, 0, retyped(EventType::Sanction));
    let (second_state, _) = apply(&record, std::slice::from_ref(&first));
    let second = on_event(&second_state, 0, Change::Reject);
    assert!(first.is_about(&second.anchor));
    let (after, missed) = apply(&record, &[first, second]);
    assert_eq!((after.events.len(), missed), (1, vec![]));
}

#[test]
fn corrections_read_back_from_json() {
    let record = seizure("kapal");
    let date = Some(When::On("2026-01-04".parse().unwrap()));
    let all = [
        Change::Event(Alteration { date, ..Alteration::default() }),
        Change::Reject,
        Change::Speakers(vec![state("Oman", "OMN")]),
        Change::Confirm,
        Change::Undo(3),
    ];
    for change in all {
        let correction = on_event(&record, 0, change);
        let json = serde_json::to_string(&correction).unwrap();
        assert_eq!(serde_json::from_str::<Correction>(&json).unwrap(), correction, "{json}");
    }
}
