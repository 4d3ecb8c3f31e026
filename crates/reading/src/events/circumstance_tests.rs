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

#[test]
fn the_day_of_an_outlets_report_is_not_that_of_the_deed() {
    let record = read(
        "Norwegia mengecam serangan Serbia ke Kosovo. \
         \"Serangan itu melukai kita semua,\" kata Menteri Luar Negeri Norwegia, dikutip dari AFP, Rabu (13/3/2024).",
    );
    assert_eq!(day(of(&record, EventType::Accuse)), None);
}

#[test]
fn a_day_that_bounds_a_deed_does_not_date_it() {
    let record = read("Hingga Senin (11/3/2024), serangan Serbia ke Kosovo telah menewaskan 20 orang.");
    assert_eq!(day(of(&record, EventType::Assault)), None);
}

#[test]
fn who_speaks_of_a_war_does_so_on_a_day_of_it() {
    let record = read("Norwegia pada Selasa (12/3/2024) menyerukan diakhirinya perang Serbia-Kosovo.");
    assert_eq!(day(of(&record, EventType::Assault)), None);
    let record = read("Perang Serbia-Kosovo pecah pada Selasa (12/3/2024).");
    assert_eq!(day(of(&record, EventType::Assault)), Some("2024-03-12"));
}

#[test]
fn what_goes_on_since_a_deed_is_dated_from_it() {
    let record = read("Norwegia memasok senjata ke Kosovo sejak invasi Serbia pada Februari 2022.");
    assert_eq!(day(of(&record, EventType::Aid)), Some("2022-02/.."));
}

#[test]
fn what_an_article_begins_with_has_the_day_that_comes_next() {
    let record = read(
        "Presiden Kenya bertemu Presiden Uganda di Nairobi. Jamuan makan malam digelar pada Senin (11/3/2024).",
    );
    assert_eq!(day(of(&record, EventType::Consult)), Some("2024-03-11"));
}

#[test]
fn what_an_article_begins_with_is_not_what_was_over_long_ago() {
    let record =
        read("Serbia menyerang Kosovo. Warga mengungsi ke Albania. Serbia menyerang Kosovo pada Juni 2021.");
    let days: Vec<_> =
        record.events.iter().filter(|event| event.kind == EventType::Assault).map(day).collect();
    assert_eq!(days, [None, Some("2021-06")]);
}

#[test]
fn to_ask_is_told_by_the_article_unless_it_was_done_before() {
    let asks = read("Menteri Luar Negeri Norwegia mengatakan pihaknya mendesak Serbia untuk mundur.");
    assert_eq!(of(&asks, EventType::Request).according_to, AccordingTo::Narrator);
    let asked = read("Menteri Luar Negeri Norwegia mengatakan pihaknya telah mendesak Serbia untuk mundur.");
    assert_ne!(of(&asked, EventType::Request).according_to, AccordingTo::Narrator);
}

#[test]
fn what_a_headline_calls_a_claim_rests_on_who_claims_it() {
    let text = |headline: &str| {
        format!(
            "{headline}\n\nMenteri Pertahanan Kenya mengatakan Kenya telah menyerang Somalia. \
             Kenya menyerang Somalia berkali-kali."
        )
    };
    let titled = |headline: &str| {
        let mut document = Document::new("test", Lang::Id, text(headline).as_str());
        document.title = Some(headline.to_owned());
        READER.read(document)
    };
    let claimed = titled("Kenya Klaim Serang Somalia");
    assert!(matches!(of(&claimed, EventType::Assault).according_to, AccordingTo::Statement(_)));
    let told = titled("Kenya Serang Somalia");
    assert_eq!(of(&told, EventType::Assault).according_to, AccordingTo::Narrator);
}

#[test]
fn what_its_doer_announces_and_the_headline_tells_rests_on_the_article() {
    let text =
        |verb| format!("Togo Serang Pelabuhan Ghana\n\nMiliter Togo {verb} telah menyerang pelabuhan Ghana.");
    let announced = read(&text("mengumumkan"));
    assert_eq!(of(&announced, EventType::Assault).according_to, AccordingTo::Narrator);
    let claimed = read(&text("mengklaim"));
    assert_ne!(of(&claimed, EventType::Assault).according_to, AccordingTo::Narrator);
}

#[test]
fn who_warns_of_a_blockade_says_that_there_is_one() {
    let warned = read("Juru bicara PBB memperingatkan bahwa blokade Togo terhadap Ghana memicu kelaparan.");
    assert_ne!(of(&warned, EventType::Coerce).according_to, AccordingTo::Narrator);
    let urged = read("Juru bicara PBB mendesak Togo mengakhiri blokade terhadap Ghana.");
    assert!(urged.events.iter().all(|event| event.according_to == AccordingTo::Narrator));
}

#[test]
fn what_a_thing_does_is_not_done_by_who_stands_in_the_clause_before() {
    let record = read("Togo menguasai pulau itu, meskipun ada putusan tahun 2016 yang menolak klaim Ghana.");
    assert!(record.events.iter().all(|event| event.kind != EventType::Reject));
    assert!(record.stances.is_empty(), "{:?}", record.stances);
}
