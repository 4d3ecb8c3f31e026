//! Dates and holders, read with times and statements as an article has them.

use std::sync::LazyLock;

use telisik_lexicon::Sources;
use telisik_record::{AccordingTo, Document, Event, EventType, Lang, Record};

use crate::Reader;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(Sources::builtin()).unwrap());

fn read(text: &str) -> Record {
    let mut document = Document::new("test", Lang::Id, text);
    document.published = Some("2024-03-14".parse().unwrap());
    READER.read(document)
}

fn of(record: &Record, kind: EventType) -> &Event {
    record.events.iter().find(|event| event.kind == kind).unwrap()
}

fn day(event: &Event) -> Option<&str> {
    event.date.as_ref().map(|date| date.as_str())
}

#[test]
fn who_condemns_did_so_on_the_day_of_the_words_quoted_after_it() {
    let record = read(
        "Norwegia mengecam serangan Serbia ke Kosovo. \
         \"Serangan itu melukai kita semua,\" kata Menteri Luar Negeri Norwegia, Rabu (13/3/2024).",
    );
    assert_eq!(day(of(&record, EventType::Accuse)), Some("2024-03-13"));
    // What is said on Wednesday was not done on Wednesday.
    assert_eq!(day(of(&record, EventType::Assault)), None);
}

#[test]
fn the_day_of_publication_is_no_date() {
    let record = read("Norwegia mengecam serangan Serbia ke Kosovo.");
    assert_eq!(day(of(&record, EventType::Accuse)), None);
}

#[test]
fn what_the_article_tells_itself_does_not_rest_on_who_tells_it_too() {
    let record = read(
        "Menteri Pertahanan Kenya mengatakan Kenya telah menyerang Somalia. \
         Kenya menyerang Somalia pada Senin (11/3/2024).",
    );
    let attack = of(&record, EventType::Assault);
    assert_eq!(attack.according_to, AccordingTo::Narrator);
    assert_eq!(day(attack), Some("2024-03-11"));
}

#[test]
fn to_condemn_in_a_statement_is_told_by_the_article() {
    let record = read("\"Kami mengecam serangan Serbia ke Kosovo,\" kata Menteri Luar Negeri Norwegia.");
    assert_eq!(of(&record, EventType::Accuse).according_to, AccordingTo::Narrator);
}
