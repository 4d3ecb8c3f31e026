use std::sync::LazyLock;

use telisik_lexicon::Sources;
use telisik_record::{Document, Lang, Record, StanceKind};

use crate::Reader;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(Sources::builtin()).unwrap());

/// Country of the holder, stance, type of the event.
fn stances(record: &Record) -> Vec<(String, &'static str, String)> {
    let country = |id| {
        let code = record.actor(id).and_then(|actor| actor.code.as_ref());
        code.map(|code| code.country().to_owned()).unwrap_or_default()
    };
    let told = record.stances.iter().map(|stance| {
        let event = &record.events[stance.event.index()];
        (country(stance.holder), stance.stance.as_str(), event.kind.to_string())
    });
    told.collect()
}

#[test]
fn every_example_gives_its_stance() {
    let mut wrong = Vec::new();
    let examples = Lang::ALL.into_iter().flat_map(|lang| {
        READER.lexicon(lang).unwrap().stances.examples().map(move |(cue, example)| (lang, cue, example))
    });
    for (lang, cue, example) in examples {
        let record = READER.read(Document::new("test", lang, example.text.as_str()));
        let found = stances(&record);
        let stance = cue.stance.as_str();
        let right = if example.none {
            !found.iter().any(|(_, found, _)| *found == stance)
        } else {
            found.iter().any(|(holder, found, event)| {
                *holder == example.holder
                    && *found == stance
                    && example.event.is_none_or(|kind| kind.to_string() == *event)
            })
        };
        if !right {
            let events: Vec<_> = record.events.iter().map(|event| event.rule.to_string()).collect();
            wrong.push(format!("{}: {}: {found:?}; events {events:?}", cue.id, example.text));
        }
    }
    assert!(wrong.is_empty(), "{} examples:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_denial_leaves_the_event_with_who_told_it() {
    let text = "Menteri Pertahanan Ghana mengonfirmasi pengiriman senjata dari Togo ke Niger. \
                Togo membantah tudingan soal pasokan senjata dari Lome.";
    let record = READER.read(Document::new("test", Lang::Id, text));
    let told = stances(&record);
    assert!(told.contains(&("GHA".into(), "affirms", "AID".into())), "{told:?}");
    assert!(told.contains(&("TGO".into(), "denies", "AID".into())), "{told:?}");
    assert!(!told.iter().any(|(holder, stance, _)| holder == "GHA" && *stance == "denies"), "{told:?}");
    assert!(record.events.iter().any(|event| event.kind.to_string() == "AID" && event.status.is_real()));
}

#[test]
fn a_headline_adds_no_position_to_that_of_the_text() {
    let text = "Togo Bantah Pengiriman Senjata ke Niger\n\nGhana menuduh Togo mengirim senjata ke Niger. \
                Juru bicara pemerintah Togo Kofi Mensah membantah pengiriman senjata ke Niger.";
    let record = READER.read(Document::new("test", Lang::Id, text));
    let denials = record.stances.iter().filter(|stance| stance.stance == StanceKind::Denies);
    let holders: Vec<&str> = denials.map(|s| record.actor(s.holder).unwrap().name.as_str()).collect();
    assert_eq!(holders, ["Kofi Mensah"], "{:?}", stances(&record));
}

#[test]
fn who_says_that_it_did_not_attack_denies_and_who_stops_does_not() {
    let denied = "Sudan menyerang Chad pada Senin. Menteri Pertahanan Sudan mengatakan militernya tidak pernah menyerang Chad.";
    let record = READER.read(Document::new("test", Lang::Id, denied));
    let told = stances(&record);
    assert!(told.contains(&("SDN".into(), "denies", "ASSAULT".into())), "{told:?}");

    let stopped = "Menteri Pertahanan Sudan mengatakan Sudan tidak lagi menyerang Chad.";
    let record = READER.read(Document::new("test", Lang::Id, stopped));
    let told = stances(&record);
    assert!(!told.iter().any(|(_, stance, _)| *stance == "denies"), "{told:?}");
}

#[test]
fn what_only_its_denial_tells_is_no_fact() {
    let record = READER.read(Document::new("test", Lang::Id, "Mali membantah telah menyerang Niger."));
    assert!(!record.events.is_empty());
    assert!(record.events.iter().all(|event| !event.status.is_real()), "{:?}", record.events);
}

#[test]
fn who_denies_a_charge_denies_the_deed_it_is_about() {
    let text =
        "Kenya menuduh Uganda menyerang Rwanda. Tanzania mengecam Burundi. Uganda membantah tuduhan itu.";
    let told = stances(&READER.read(Document::new("test", Lang::Id, text)));
    assert!(told.contains(&("UGA".into(), "denies", "ASSAULT".into())), "{told:?}");

    // What is charged without a deed that could be read stays the charge.
    let text = "Kenya menuduh Uganda. Rwanda bertemu Burundi. Uganda menyerang Burundi. Uganda membantah tuduhan itu.";
    let told = stances(&READER.read(Document::new("test", Lang::Id, text)));
    assert!(told.contains(&("UGA".into(), "denies", "ACCUSE".into())), "{told:?}");
}

#[test]
fn what_is_denied_in_words_of_its_own_is_no_other_deed() {
    for text in [
        "Kuba menyerang Haiti pada Senin. Presiden Kuba membantah memakai uang negara untuk perjalanannya.",
        "Laos memerangi Nepal. Bhutan menepis anggapan bahwa pariwisata akan sepi.",
        "Kenya menepis dialog, dan sebaliknya mengancam Uganda.",
    ] {
        let told = stances(&READER.read(Document::new("test", Lang::Id, text)));
        assert!(!told.iter().any(|(_, stance, _)| *stance == "denies"), "{text}: {told:?}");
    }
}

#[test]
fn who_says_that_there_are_no_talks_or_no_plan_denies_them() {
    for (text, kind) in [
        ("Kuba menegaskan tidak ada perundingan dengan Panama.", "CONSULT"),
        ("\"Kami tidak sedang bernegosiasi dengan Panama,\" kata Presiden Kuba.", "CONSULT"),
        ("Oman menyatakan tidak memiliki rencana untuk menyerang Yaman.", "ASSAULT"),
        ("Presiden Oman menepis klaim bahwa Oman berniat menyerang Yaman.", "ASSAULT"),
    ] {
        let record = READER.read(Document::new("test", Lang::Id, text));
        let told = stances(&record);
        assert!(
            told.iter().any(|(_, stance, event)| *stance == "denies" && event == kind),
            "{text}: {told:?}"
        );
        assert!(record.events.iter().all(|event| event.status != telisik_record::Status::Actual), "{text}");
    }
}

#[test]
fn a_charge_that_is_denied_was_made_by_whom_it_is_of() {
    for text in [
        "Togo menolak semua tuduhan Ghana.",
        "Togo membantah tuduhan yang dilontarkan Ghana.",
        "Presiden Togo mengatakan tuduhan Ghana tidak benar.",
    ] {
        let record = READER.read(Document::new("test", Lang::Id, text));
        let charge = record.events.iter().find(|event| event.kind.to_string() == "ACCUSE");
        let charge = charge.unwrap_or_else(|| panic!("{text}: {:?}", record.events));
        assert!(charge.status.is_real(), "{text}");
        let told = stances(&record);
        assert!(told.contains(&("TGO".into(), "denies", "ACCUSE".into())), "{text}: {told:?}");
    }
    // Nobody's charge is not the denier's.
    let record =
        READER.read(Document::new("test", Lang::Id, "Togo menolak tuduhan peretasan terhadap Ghana."));
    assert!(record.events.iter().all(|event| event.kind.to_string() != "ACCUSE"), "{:?}", record.events);
}

#[test]
fn who_has_not_made_up_his_mind_declines() {
    let text = "Presiden Togo belum memutuskan apakah akan menyerang Niger.";
    let record = READER.read(Document::new("test", Lang::Id, text));
    let told = stances(&record);
    assert!(told.contains(&("TGO".into(), "declines", "ASSAULT".into())), "{told:?}");
    assert!(record.events.iter().all(|event| !event.status.is_real()), "{:?}", record.events);
}

#[test]
fn a_charge_may_be_told_after_its_denial() {
    let text = "Kedutaan Besar Laos menyebut laporan itu hoaks. Sebelumnya, Nepal menuduh Laos menculik dua diplomatnya.";
    let told = stances(&READER.read(Document::new("test", Lang::Id, text)));
    assert!(told.contains(&("LAO".into(), "denies", "COERCE".into())), "{told:?}");
    assert!(told.contains(&("NPL".into(), "alleges", "COERCE".into())), "{told:?}");
}

#[test]
fn a_request_told_as_made_before_is_affirmed() {
    let text = "Menteri Luar Negeri Chad mengatakan Chad telah mendesak Niger menarik pasukannya.";
    let told = stances(&READER.read(Document::new("test", Lang::Id, text)));
    assert!(told.contains(&("TCD".into(), "affirms", "REQUEST".into())), "{told:?}");

    let text = "\"Kami mendesak Niger menarik pasukannya,\" kata Menteri Luar Negeri Chad.";
    let told = stances(&READER.read(Document::new("test", Lang::Id, text)));
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn what_is_denied_without_a_statement_is_no_fact_either() {
    let text = "Zambia menolak tuduhan peretasan terhadap Malawi.";
    let record = READER.read(Document::new("test", Lang::Id, text));
    let hacked = record.events.iter().find(|event| event.kind.to_string() == "COERCE").unwrap();
    assert!(!hacked.status.is_real(), "{hacked:?}");
}

#[test]
fn an_outlet_neither_denies_for_its_state_nor_declines_to_comment() {
    for text in [
        "Iran menyerang Oman pada Senin. Kantor berita IRNA melaporkan Iran tidak pernah menyerang Oman.",
        "Sudan menyerang Chad pada Senin. Reuters belum dapat mengonfirmasi serangan itu.",
    ] {
        let record = READER.read(Document::new("test", Lang::Id, text));
        let outlets: Vec<_> = record
            .stances
            .iter()
            .filter(|stance| matches!(stance.stance, StanceKind::Denies | StanceKind::Declines))
            .filter(|stance| {
                let code = record.actor(stance.holder).and_then(|actor| actor.code.as_ref());
                code.is_some_and(|code| code.role().starts_with("MED"))
            })
            .collect();
        assert!(outlets.is_empty(), "{text}: {outlets:?}");
    }
}

fn english(text: &str) -> Vec<(String, &'static str, String)> {
    stances(&READER.read(Document::new("test", Lang::En, text)))
}

#[test]
fn who_does_not_deny_affirms_and_who_has_not_confirmed_declines() {
    let told = english("Ghana attacked Togo on Friday. Ghana did not deny the attack.");
    assert!(told.contains(&("GHA".into(), "affirms", "ASSAULT".into())), "{told:?}");
    let told = english("Ghana attacked Togo on Friday. Ghana has not confirmed the attack.");
    assert!(told.contains(&("GHA".into(), "declines", "ASSAULT".into())), "{told:?}");
    assert!(!told.iter().any(|(_, stance, _)| *stance == "affirms"), "{told:?}");
}

#[test]
fn what_is_only_denied_in_english_is_no_fact() {
    let record = READER.read(Document::new("test", Lang::En, "Mali denied attacking Niger."));
    assert!(record.events.iter().all(|event| !event.status.is_real()), "{:?}", record.events);
}

#[test]
fn who_denies_a_deed_that_others_tell_denies_what_they_tell() {
    let text =
        "Rwanda attacked Burundi with mortars on Thursday. Rwanda denied that it had attacked Burundi.";
    let record = READER.read(Document::new("test", Lang::En, text));
    let real = |event: &telisik_record::Event| event.status.is_real();
    assert!(
        record
            .stances
            .iter()
            .any(|s| s.stance == StanceKind::Denies && real(&record.events[s.event.index()]))
    );
}

#[test]
fn an_offer_that_is_rejected_is_not_denied() {
    let told = english("Kenya attacked Uganda on Monday. Kenya rejected an offer of talks on the charges.");
    assert!(!told.iter().any(|(_, stance, _)| *stance == "denies"), "{told:?}");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]

    #[test]
    fn reading_stances_never_panics(
        words in proptest::collection::vec("Iran|membantah|tidak|serangan|Israel|menyerang|\"|,|\\.|itu|kata|tuduhan|yang|dibantah|nya", 0..40)
    ) {
        let record = READER.read(Document::new("test", Lang::Id, words.join(" ").as_str()));
        let length = record.document.text.len();
        proptest::prop_assert!(record.stances.iter().all(|s| s.cue.is_none_or(|cue| cue.end <= length)));
        proptest::prop_assert!(record.stances.iter().all(|s| s.event.index() < record.events.len()));
    }

    #[test]
    fn reading_english_stances_never_panics(
        words in proptest::collection::vec("Iran|denied|denies|not|the|attack|Israel|attacked|\"|,|\\.|it|said|by|violated|resolution|NPT|that|was|no|comment", 0..40)
    ) {
        let record = READER.read(Document::new("test", Lang::En, words.join(" ").as_str()));
        let length = record.document.text.len();
        proptest::prop_assert!(record.stances.iter().all(|s| s.cue.is_none_or(|cue| cue.end <= length)));
        proptest::prop_assert!(record.norms.iter().all(|norm| norm.span.end <= length));
    }
}

fn told(text: &str) -> Vec<(String, &'static str, String)> {
    stances(&READER.read(Document::new("test", Lang::Id, text)))
}

fn has(found: &[(String, &'static str, String)], holder: &str, stance: &str, event: &str) -> bool {
    found.iter().any(|(by, how, what)| by == holder && *how == stance && what == event)
}

#[test]
fn who_will_not_or_did_not_do_it_denies_it_though_nobody_is_named() {
    for text in [
        "Presiden Peru Ana Reyes mengancam Presiden Chile Luis Soto. \"Kami tidak akan membunuhnya,\" kata Reyes.",
        "\"Kami tidak menyerang rumah sakit,\" kata juru bicara militer Peru.",
        "Militer Peru mengatakan pihaknya tidak menargetkan warga sipil.",
    ] {
        let record = READER.read(Document::new("test", Lang::Id, text));
        let found = stances(&record);
        assert!(has(&found, "PER", "denies", "ASSAULT"), "{text}: {found:?}");
        let deeds = record.events.iter().filter(|event| event.kind.to_string() == "ASSAULT");
        assert!(deeds.into_iter().all(|event| !event.status.is_real()), "{text}");
    }
    // What the article itself says was not done to nobody is nothing.
    let found = READER.read(Document::new("test", Lang::Id, "Peru tidak menyerang rumah sakit."));
    assert!(found.events.is_empty(), "{:?}", found.events);
}

#[test]
fn who_alone_tells_what_others_do_alleges_it_and_affirms_what_they_plan() {
    let found = told("Presiden Ghana mengatakan tentara Togo menembaki nelayan Benin.");
    assert!(has(&found, "GHA", "alleges", "ASSAULT"), "{found:?}");
    let found = told("Presiden Ghana mengatakan Togo berencana menyerang Benin.");
    assert!(has(&found, "GHA", "affirms", "ASSAULT"), "{found:?}");
    let found = told("Presiden Ghana mengatakan Togo dan Benin telah menandatangani perjanjian damai.");
    assert!(has(&found, "GHA", "affirms", "AGREE"), "{found:?}");
    // What the article tells as well is known to all.
    let found = told("Togo menembaki nelayan Benin. Presiden Ghana mengatakan Togo menembaki nelayan Benin.");
    assert!(!found.iter().any(|(by, ..)| by == "GHA"), "{found:?}");
}

#[test]
fn who_confirms_what_was_done_to_it_charges_nobody_and_who_charges_affirms_nothing_of_its_own() {
    let found = told("Togo mengonfirmasi serangan Ghana ke Lome.");
    assert!(has(&found, "TGO", "affirms", "ASSAULT"), "{found:?}");
    assert!(!has(&found, "TGO", "alleges", "ASSAULT"), "{found:?}");
    let found = told("Togo menuduh Ghana melanggar perjanjian setelah Togo menyerang Benin.");
    assert!(!has(&found, "TGO", "affirms", "ASSAULT"), "{found:?}");
}

#[test]
fn who_says_that_it_was_not_he_affirms_nothing() {
    for text in [
        "Chile menuduh Peru menyerang Bolivia. Peru menyatakan serangan itu tidak dilakukan oleh pasukannya.",
        "Chile menuduh Peru menyerang Bolivia. \"Peru tidak bertanggung jawab atas serangan itu,\" kata Presiden Peru.",
        "Peru berencana merebut ibu kota Bolivia. Presiden Peru mengatakan, \"Kami tidak akan menduduki Bolivia.\"",
        "\"Peru tidak memiliki rencana menyerang Chile,\" kata Presiden Peru.",
    ] {
        let found = told(text);
        assert!(has(&found, "PER", "denies", "ASSAULT"), "{text}: {found:?}");
        assert!(!has(&found, "PER", "affirms", "ASSAULT"), "{text}: {found:?}");
    }
    let found = told(
        "Chile mengklaim menembak jatuh jet Peru. Peru menyatakan tidak ada pesawatnya yang ditembak jatuh.",
    );
    assert!(!has(&found, "PER", "alleges", "ASSAULT"), "{found:?}");
}
