//! Days told elsewhere than with the deed, and stretches of days.

use std::sync::LazyLock;

use telisik_lexicon::Sources;
use telisik_record::{Document, EventType, Lang, Status};

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
    let since = "Perundingan gagal pada Senin (11/3). Sejak saat itu, Togo menggempur Ghana.";
    assert_eq!(day(EventType::Assault, since), some("2024-03-11/.."));
    let month =
        "Peru dilanda gempa pada Mei 2023. Dalam kesempatan itu, Peru meminta Chile membuka perbatasan.";
    assert_eq!(day(EventType::Request, month), None);
}

#[test]
fn what_is_reported_may_begin_with_the_deed_that_it_dates() {
    let told = "Togo menggelar latihan tembak di perbatasan Ghana. Kantor berita Togo melaporkan ";
    let held = format!("{told}latihan itu digelar pada Senin (11/3).");
    assert_eq!(day(EventType::Mobilize, &held), some("2024-03-11"));
    let other = format!("{told}latihan itu melanggar perjanjian 27 November.");
    assert_eq!(day(EventType::Mobilize, &other), None);
}

#[test]
fn what_its_doer_owns_points_back_as_much_as_a_pointer() {
    let text = "Menteri Luar Negeri Peru mengeluarkan kritik pedas terhadap Chile. Ia orang yang santun. Kritiknya dimuat \
         koran setempat pada Minggu (10/3/2024).";
    assert_eq!(day(EventType::Accuse, text), some("2024-03-10"));
}

#[test]
fn a_writing_of_the_speaker_is_no_outlets_credit() {
    let said = "Menteri Luar Negeri Peru mengutuk Chile. \"Kami kecewa,\" ujarnya dikutip dari ";
    let written = format!("{said}pernyataan tertulis, Selasa (12/3/2024).");
    assert_eq!(day(EventType::Accuse, &written), some("2024-03-12"));
    assert_eq!(day(EventType::Accuse, &format!("{said}Reuters, Selasa (12/3/2024).")), None);
}

#[test]
fn what_a_writing_asks_for_is_asked_on_its_day() {
    let text = "Dalam pernyataan yang dirilis pada Kamis (7/3/2024), Peru menyatakan bahwa mereka khawatir. Chile diam. \
         Pernyataan itu menuntut Chile menarik pasukannya.";
    assert_eq!(day(EventType::Request, text), some("2024-03-07"));
}

#[test]
fn a_deed_lasts_from_a_day_until_another() {
    let text = "Togo menyerang Ghana dari Minggu malam hingga Selasa pagi.";
    assert_eq!(day(EventType::Assault, text), some("2024-03-10/2024-03-12"));
    let held = "Togo menembak jatuh 12 drone Ghana. Pencegatan drone berlangsung sejak Minggu malam sampai Senin pagi.";
    assert_eq!(day(EventType::Assault, held), some("2024-03-10/2024-03-11"));
}

#[test]
fn what_follows_a_clause_of_since_goes_on_from_its_day() {
    let text = "Sejak pecahnya kerusuhan di ibu kota pada Senin (4/3/2024), Togo telah menembakkan 40 rudal ke Ghana.";
    assert_eq!(day(EventType::Assault, text), some("2024-03-04/.."));
    let starts = "Tarif Togo atas barang Ghana mulai berlaku sejak Senin (4/3/2024).";
    assert_eq!(day(EventType::Sanction, starts), some("2024-03-04"));
}

#[test]
fn what_its_own_date_puts_ahead_is_planned() {
    let mut document =
        Document::new("test", Lang::Id, "Togo dan Ghana menggelar latihan militer bersama pekan depan.");
    document.published = Some("2024-03-14".parse().unwrap());
    let record = READER.read(document);
    let event = record.events.first().unwrap();
    assert_eq!(
        (event.status, event.date.as_ref().unwrap().as_str()),
        (Status::Planned, "2024-03-18/2024-03-24")
    );
}

#[test]
fn printed_days_tell_a_plan_better_than_their_week() {
    let text = "Togo dan Ghana akan menggelar latihan militer bersama pekan depan. Togo dan Ghana akan mengadakan latihan \
         militer bersama pada 18-28 Maret.";
    assert_eq!(days(EventType::Cooperate, text), [some("2024-03-18/2024-03-28")]);
}

#[test]
fn an_occasion_has_the_day_of_the_sentence_before() {
    let text = "Presiden Peru bertemu Presiden Chile pada Senin (11/3). Dalam kesempatan itu, Peru meminta Chile membuka \
         perbatasan.";
    assert_eq!(day(EventType::Request, text), some("2024-03-11"));
}

#[test]
fn a_day_is_counted_from_that_of_an_incident_pointed_at() {
    let text = "Togo menyerang Ghana pada Minggu (10/3). Dua orang tewas. Insiden ini terjadi dua hari setelah Presiden Peru \
         mengunjungi Togo.";
    assert_eq!(day(EventType::Consult, text), some("2024-03-08"));
}

#[test]
fn a_bygone_war_is_not_between_those_at_war_today() {
    let text = "Togo menyerang Ghana. Kenya dan Uganda berdamai setelah perang pada 1950-1953.";
    assert_eq!(days(EventType::Assault, text), [None]);
}
