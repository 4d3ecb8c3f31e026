use std::collections::BTreeSet;

use telisik_language::Language;
use telisik_language::en::English;
use telisik_lexicon::{Lexicon, Sources};
use telisik_record::{ActorId, Document, Event, EventType, Lang, Status};

use crate::Article;
use crate::actors::{self, Cast};
use crate::events::tests::{codes, differs};
use crate::times::Times;

struct Desk {
    language: English,
    lexicon: Lexicon,
}

impl Desk {
    fn new() -> Self {
        let lexicon = Lexicon::load(&Sources::builtin(), Lang::En).unwrap();
        Self { language: English::new().unwrap(), lexicon }
    }

    fn read(&self, text: &str) -> (Cast, Vec<Event>) {
        let document = Document::new("test", Lang::En, text);
        let analysis = self.language.analyze(&document.text, None);
        let article = Article { document: &document, analysis: &analysis };
        let mut cast = actors::read(article, &self.lexicon, None);
        let events = super::super::read(article, &self.lexicon, &mut cast, &Times::default(), &[]);
        (cast, events)
    }

    /// Each event as `TYPE sources > targets status`, in the order of the text.
    fn told(&self, text: &str) -> Vec<String> {
        let (cast, events) = self.read(text);
        let row = |event: &Event| {
            let side = |ids| codes(&cast, ids).into_iter().collect::<Vec<_>>().join("+");
            format!("{} {} > {} {}", event.kind, side(&event.sources), side(&event.targets), event.status)
        };
        events.iter().map(row).collect()
    }
}

#[test]
fn every_example_is_read_as_its_frame_says() {
    let desk = Desk::new();
    let mut wrong = Vec::new();
    for frame in desk.lexicon.frames.all() {
        for example in &frame.examples {
            let (cast, events) = desk.read(&example.text);
            wrong.extend(differs(example, &frame.id, &cast, &events));
        }
    }
    assert!(wrong.is_empty(), "{} examples:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_type_has_a_frame() {
    let desk = Desk::new();
    let kinds: BTreeSet<EventType> = desk.lexicon.frames.all().iter().map(|frame| frame.kind).collect();
    assert_eq!(kinds.len(), EventType::ALL.len());
}

#[test]
fn the_tree_tells_who_did_it_to_whom() {
    let desk = Desk::new();
    for (text, told) in [
        ("Bolivian soldiers were attacked by Peruvian troops.", "ASSAULT PER > BOL actual"),
        ("Peruvian troops attacked and killed two Bolivian soldiers.", "ASSAULT PER > BOL actual"),
        ("Peru, which shares a border with Bolivia, condemned Chile.", "ACCUSE PER > CHL actual"),
        ("The attack was carried out by Peru against Bolivian troops.", "ASSAULT PER > BOL actual"),
    ] {
        assert_eq!(desk.told(text), [told], "{text}");
    }
}

#[test]
fn what_is_not_done_is_never_told_as_done() {
    let desk = Desk::new();
    for text in [
        "Peru did not attack Bolivia.",
        "Peru may attack Bolivia.",
        "Peru would react if Chile attacked Bolivia.",
        "Peru allegedly attacked Bolivia.",
        "Peru tried to attack Bolivia.",
        "Peru failed to attack Bolivia.",
        "Peru denied attacking Bolivia.",
    ] {
        let (_, events) = desk.read(text);
        let real = |event: &&Event| event.kind == EventType::Assault && event.status == Status::Actual;
        assert!(events.iter().find(real).is_none(), "{text}: {events:?}");
    }
}

#[test]
fn what_the_doer_announces_is_a_deed_of_speech() {
    let desk = Desk::new();
    for (text, told) in [
        ("Peru will send aid to Bolivia.", "AGREE PER > BOL actual"),
        ("Peru said it would impose sanctions on Bolivia.", "THREATEN PER > BOL actual"),
        ("Peru will not release the Bolivian soldiers.", "REJECT PER > BOL actual"),
    ] {
        assert_eq!(desk.told(text), [told], "{text}");
    }
}

#[test]
fn what_is_asked_for_is_not_told_as_done() {
    let desk = Desk::new();
    assert_eq!(desk.told("Peru urged Bolivia to release the hostages."), ["REQUEST PER > BOL actual"]);
}

#[test]
fn those_of_no_state_take_part_and_are_in_the_cast_only_then() {
    let desk = Desk::new();
    let (cast, events) = desk.read("Police arrested two priests. A nurse waited outside.");
    let [event] = events.as_slice() else { panic!("{events:?}") };
    let names = |ids: &[ActorId]| -> Vec<String> {
        ids.iter().filter_map(|&id| cast.actor(id)).map(|actor| actor.name.clone()).collect()
    };
    assert_eq!(event.kind, EventType::Coerce);
    assert_eq!(
        (names(&event.sources), names(&event.targets)),
        (vec!["police".into()], vec!["priest".into()])
    );
    assert_eq!(cast.actors.len(), 2);
    assert!(cast.actors.iter().enumerate().all(|(index, actor)| actor.id == ActorId::at(index)));
}

#[test]
fn private_people_and_companies_among_themselves_are_no_events() {
    let desk = Desk::new();
    for text in [
        "The woman sued her husband.",
        "A man killed his wife.",
        "Brightwell Foods Inc. sued Norham Mills Inc.",
    ] {
        assert!(desk.told(text).is_empty(), "{text}: {:?}", desk.told(text));
    }
}

#[test]
fn who_suffered_in_an_attack_suffered_from_its_doers() {
    let desk = Desk::new();
    let told = desk.told("Two Bolivian soldiers were killed in a Peruvian airstrike.");
    assert_eq!(told, ["ASSAULT PER > BOL actual"]);
}

#[test]
fn hostile_readiness_is_a_threat() {
    let desk = Desk::new();
    assert_eq!(desk.told("Peru is ready to attack Bolivia."), ["THREATEN PER > BOL actual"]);
}
