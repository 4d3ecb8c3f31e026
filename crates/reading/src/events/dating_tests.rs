//! Days told elsewhere than with the deed, and stretches of days.

use std::sync::LazyLock;

use telisik_lexicon::Sources;
use telisik_record::{Document, EventType, Lang};

use crate::Reader;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(Sources::builtin()).unwrap());

/// The days of an article's events of a type, in the order of the text.
fn days(kind: EventType, text: &str) -> Vec<Option<String>> {
    let mut document = Document::new("test", Lang::Id, text);
    document.published = Some("2024-03-14".parse().unwrap());
    let record = READER.read(document);
    let events = record.events.iter().filter(|event| event.kind == kind);
    events.map(|event| event.date.as_ref().map(|date| date.as_str().to_owned())).collect()
}

fn day(kind: EventType, text: &str) -> Option<String> {
    days(kind, text).into_iter().next().flatten()
}

fn some(date: &str) -> Option<String> {
    Some(date.to_owned())
}

#[test]
fn a_war_is_not_each_of_its_attacks() {
    let found = days(
        EventType::Assault,
        "Norwegia prihatin atas perang Serbia-Kosovo. Serbia menyerang Kosovo pada Senin (11/3/2024).",
    );
    assert_eq!(found, [None, some("2024-03-11")]);
}

#[test]
fn what_goes_on_since_then_is_not_what_an_article_begins_with() {
    let found = day(
        EventType::Assault,
        "Serbia membunuh panglima Kosovo. Sejak Mei 2023, Serbia menggempur Kosovo berkali-kali.",
    );
    assert_eq!(found, None);
}

#[test]
fn what_began_on_a_day_goes_on_where_it_is_counted_from_it() {
    let since = "Sejak dimulainya operasi militer Serbia di Kosovo pada 4 Maret 2024, 20 orang tewas.";
    assert_eq!(day(EventType::Assault, since), some("2024-03-04/.."));
    let began = "Serbia mulai menyerang Kosovo pada 4 Maret 2024.";
    assert_eq!(day(EventType::Assault, began), some("2024-03-04"));
}

#[test]
fn what_a_war_began_with_has_its_first_day() {
    let found = days(
        EventType::Assault,
        "Pertempuran Serbia dan Kosovo berlangsung sejak Senin (11/3/2024), yang dimulai oleh serangan Serbia ke Kosovo.",
    );
    assert_eq!(found, [some("2024-03-11/.."), some("2024-03-11")]);
}

#[test]
fn a_weekend_and_the_start_of_a_week_are_their_days() {
    let weekend = "Serbia menyerang Kosovo akhir pekan lalu.";
    assert_eq!(day(EventType::Assault, weekend), some("2024-03-09/2024-03-10"));
    let week = "Serbia menyerang Kosovo awal pekan ini.";
    assert_eq!(day(EventType::Assault, week), some("2024-03-11/2024-03-13"));
}

#[test]
fn a_length_of_time_until_now_is_a_stretch_of_days() {
    let days = "Serbia menyerang Kosovo dalam tiga hari terakhir hingga Rabu (13/3/2024).";
    assert_eq!(day(EventType::Assault, days), some("2024-03-11/2024-03-13"));
    let weeks = "Serbia menyerang Kosovo selama dua pekan terakhir.";
    assert_eq!(day(EventType::Assault, weeks), some("2024-02-29/2024-03-14"));
    let year = "Serbia menyerang Kosovo dalam setahun terakhir.";
    assert_eq!(day(EventType::Assault, year), some("2023-03/2024-03"));
    let first = "Serbia menyerang Kosovo untuk pertama kalinya dalam dua pekan terakhir.";
    assert_eq!(day(EventType::Assault, first), None);
}

#[test]
fn a_sentence_that_points_back_tells_the_day() {
    let found = day(
        EventType::Threaten,
        "Presiden Serbia melontarkan ancaman kepada Kosovo. Isinya dua pilihan. \
         Pesan keras itu disampaikan lewat televisi pada Senin (11/3/2024).",
    );
    assert_eq!(found, some("2024-03-11"));
    let meanwhile = day(
        EventType::Assault,
        "Serbia menggempur Kosovo. Sementara itu, Norwegia menggelar pemilu pada Senin (11/3/2024).",
    );
    assert_eq!(meanwhile, None);
}

#[test]
fn then_is_the_day_told_before() {
    let found = day(
        EventType::Coerce,
        "Pristina dilanda gempa pada 7 Mei 2023. Saat itu, pasukan Serbia menangkap warga Kosovo.",
    );
    assert_eq!(found, some("2023-05-07"));
}

#[test]
fn a_deed_told_with_its_day_stays_apart_from_what_has_none() {
    let found = days(
        EventType::Assault,
        "Serbia menggempur Kosovo. Norwegia memasok senjata ke Kosovo sejak invasi Serbia pada Februari 2022.",
    );
    assert_eq!(found, [None, some("2022-02")]);
    let found = days(
        EventType::Assault,
        "Serbia menyerang kantor federasi sepak bola Kosovo. \
         Serangan Serbia ke Kosovo berlangsung sejak tahun lalu.",
    );
    assert_eq!(found, [None, some("2023/..")]);
}

#[test]
fn the_mention_that_names_the_day_is_the_clearest() {
    let text = "Serbia menyerang Kosovo. Warga mengungsi. Serbia menyerang Kosovo pada Senin (11/3/2024).";
    let mut document = Document::new("test", Lang::Id, text);
    document.published = Some("2024-03-14".parse().unwrap());
    let record = READER.read(document);
    let event = record.events.iter().find(|event| event.kind == EventType::Assault).unwrap();
    assert_eq!(event.trigger.start as usize, text.rfind("menyerang").unwrap());
    assert!(event.evidence.iter().any(|span| span.start as usize == text.find("menyerang").unwrap()));
}

#[test]
fn a_deed_may_be_counted_from_another() {
    let text = "Norwegia mengecam Serbia pada Rabu (13/3/2024), sehari setelah Serbia menyerang Kosovo. \
                Hal itu terjadi dua hari usai Kosovo mendesak Serbia untuk mundur.";
    assert_eq!(day(EventType::Accuse, text), some("2024-03-13"));
    assert_eq!(day(EventType::Assault, text), some("2024-03-12"));
    assert_eq!(day(EventType::Request, text), some("2024-03-11"));
}
