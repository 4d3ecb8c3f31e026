use std::collections::BTreeSet;

use telisik_language::Language;
use telisik_language::id::Indonesian;
use telisik_lexicon::{FrameExample, Lexicon, Sources};
use telisik_record::{ActorId, Document, Event, EventType, Lang};

use crate::Article;
use crate::actors::{self, Cast};
use crate::times::Times;

fn events(language: &Indonesian, lexicon: &Lexicon, text: &str) -> (Cast, Vec<Event>) {
    let document = Document::new("test", Lang::Id, text);
    let title = text.split_once("\n\n").map(|(title, _)| title);
    let analysis = language.analyze(&document.text, title);
    let article = Article { document: &document, analysis: &analysis };
    let mut cast = actors::read(article, lexicon, None);
    let events = super::read(article, lexicon, &mut cast, &Times::default(), &[]);
    (cast, events)
}

pub(super) fn codes(cast: &Cast, ids: &[ActorId]) -> BTreeSet<String> {
    ids.iter().filter_map(|&id| cast.country(id)).map(str::to_owned).collect()
}

/// What an example should give and what it gave instead, if that differs.
pub(super) fn differs(example: &FrameExample, rule: &str, cast: &Cast, events: &[Event]) -> Option<String> {
    let found: Vec<&Event> = events.iter().filter(|event| event.rule.as_str() == rule).collect();
    if example.none {
        return (!found.is_empty()).then(|| format!("{rule}: read in: {}", example.text));
    }
    let status = example.status.as_deref().unwrap_or("actual");
    let right = found.iter().any(|event| {
        codes(cast, &event.sources) == example.source.iter().cloned().collect()
            && codes(cast, &event.targets) == example.target.iter().cloned().collect()
            && event.status.as_str() == status
    });
    let told = events.iter().map(|event| {
        let (sources, targets) = (codes(cast, &event.sources), codes(cast, &event.targets));
        format!("{} {sources:?} → {targets:?} {}", event.rule, event.status)
    });
    (!right).then(|| format!("{rule}: {}: {:?}", example.text, told.collect::<Vec<_>>()))
}

#[test]
fn every_example_is_read_as_its_frame_says() {
    let language = Indonesian::new().unwrap();
    let lexicon = Lexicon::builtin().unwrap();
    let mut wrong = Vec::new();
    for frame in lexicon.frames.all() {
        for example in &frame.examples {
            let (cast, events) = events(&language, &lexicon, &example.text);
            wrong.extend(differs(example, &frame.id, &cast, &events));
        }
    }
    assert!(wrong.is_empty(), "{} examples:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn who_tells_of_an_attack_has_not_made_it() {
    let reader = crate::Reader::new(Sources::builtin()).unwrap();
    let text = "Serangan itu menewaskan dua prajurit Armenia, menurut Presiden Azerbaijan Ilham Aliyev.";
    let record = reader.read(Document::new("test", Lang::Id, text));
    let aliyev = record.actors.iter().find(|actor| actor.name.contains("Aliyev")).unwrap();
    assert!(record.events.iter().all(|event| !event.sources.contains(&aliyev.id)), "{:?}", record.events);
}

/// Words that open, part and tell clauses, in no order: what trips a walk over them.
const PIECES: [&str; 24] = [
    "Iran",
    "Israel",
    "AS",
    "serangan",
    "menyerang",
    "diserang",
    "oleh",
    "dari",
    "ke",
    "yang",
    "dan",
    ",",
    ".",
    "\"",
    "(",
    ")",
    "jika",
    "akan",
    "kami",
    "saling",
    "perang",
    "antara",
    "mengecam",
    "untuk",
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_stands_in_a_sentence_is_read_with_spans_inside_it(order in proptest::collection::vec(0..PIECES.len(), 0..40)) {
        static READER: std::sync::OnceLock<(Indonesian, Lexicon)> = std::sync::OnceLock::new();
        let (language, lexicon) = READER.get_or_init(|| (Indonesian::new().unwrap(), Lexicon::builtin().unwrap()));
        let text = order.iter().map(|&piece| PIECES[piece]).collect::<Vec<_>>().join(" ");
        let (cast, events) = events(language, lexicon, &text);
        let length = text.chars().count() as u32;
        for event in events {
            proptest::prop_assert!(event.trigger.end <= length && !event.sources.is_empty());
            proptest::prop_assert!(event.evidence.iter().all(|span| span.end <= length));
            proptest::prop_assert!(event.sources.iter().chain(&event.targets).all(|&id| cast.actor(id).is_some()));
        }
    }
}

#[test]
fn a_plan_a_condition_and_a_denial_are_no_deeds() {
    let language = Indonesian::new().unwrap();
    let lexicon = Lexicon::builtin().unwrap();
    for text in [
        "Peru akan menyerang Bolivia.",
        "Peru tidak menyerang Bolivia.",
        "Peru mungkin menyerang Bolivia.",
        "Chile akan marah jika Peru menyerang Bolivia.",
        "Peru berencana untuk menyerang Bolivia.",
    ] {
        let (_, events) = events(&language, &lexicon, text);
        let attacks = events.iter().filter(|event| event.rule.as_str() == "id.assault.attack");
        assert!(
            attacks.clone().count() == 1 && attacks.clone().all(|event| !event.status.is_real()),
            "{text}"
        );
    }
}

#[test]
fn one_deed_told_twice_is_one_event() {
    let language = Indonesian::new().unwrap();
    let lexicon = Lexicon::builtin().unwrap();
    let text = "Pasukan Peru menyerang Bolivia. Serangan Peru ke Bolivia itu menewaskan dua orang.";
    let (_, events) = events(&language, &lexicon, text);
    let attacks: Vec<_> = events.iter().filter(|event| event.kind == EventType::Assault).collect();
    assert_eq!(attacks.len(), 1, "{attacks:?}");
    assert!(!attacks[0].evidence.is_empty());
}

#[test]
fn counted_hostages_in_a_headline_are_not_taken() {
    let language = Indonesian::new().unwrap();
    let lexicon = Lexicon::builtin().unwrap();
    let text = "Peru Bebaskan Tujuh Sandera Bolivia\n\nKabar itu datang dari Lima.";
    let (_, events) = events(&language, &lexicon, text);
    assert!(events.iter().all(|event| event.kind != EventType::Coerce), "{events:?}");
}

#[test]
fn a_summit_is_not_the_meeting_of_other_persons() {
    let language = Indonesian::new().unwrap();
    let lexicon = Lexicon::builtin().unwrap();
    let text = "Vladimir Putin bertemu Xi Jinping. Wang Yi kemudian bertemu Sergei Lavrov.";
    let (_, events) = events(&language, &lexicon, text);
    let meetings = events.iter().filter(|event| event.kind == EventType::Consult);
    assert_eq!(meetings.count(), 2, "{events:?}");
}

#[test]
fn whom_a_deed_was_done_to_is_not_guessed_from_other_kinds_of_deeds() {
    let language = Indonesian::new().unwrap();
    let lexicon = Lexicon::builtin().unwrap();
    let text = "Ghana mengkritik Togo. Pasukan Ghana menyerang sebuah gudang.";
    let (_, events) = events(&language, &lexicon, text);
    assert!(events.iter().all(|event| event.kind != EventType::Assault), "{events:?}");
}

#[test]
fn the_text_tells_a_deed_and_the_headline_to_whom() {
    let language = Indonesian::new().unwrap();
    let lexicon = Lexicon::builtin().unwrap();
    let text = "Chile Tahan Kapal Peru\n\nPolisi Chile menahan kapal tanker Santa Rosa di Iquique.";
    let (cast, events) = events(&language, &lexicon, text);
    let held: Vec<_> = events.iter().filter(|event| event.kind == EventType::Coerce).collect();
    assert_eq!(held.len(), 1, "{events:?}");
    assert_eq!(codes(&cast, &held[0].targets), BTreeSet::from(["PER".to_owned()]));
    assert!(held[0].trigger.start > 22, "{held:?}");
}

/// What is read in a text: rule, countries of sources and of targets.
fn told(text: &str) -> Vec<(String, Vec<String>, Vec<String>)> {
    let reader = crate::Reader::new(Sources::builtin()).unwrap();
    let record = reader.read(Document::new("test", Lang::Id, text));
    let countries = |ids: &[ActorId]| {
        let of = |id: &ActorId| record.actors[id.index()].code.as_ref().map(|code| code.country().to_owned());
        ids.iter().filter_map(of).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>()
    };
    let rows = record.events.iter();
    rows.map(|event| (event.rule.to_string(), countries(&event.sources), countries(&event.targets))).collect()
}

#[track_caller]
fn tells(text: &str, rule: &str, source: &[&str], target: &[&str]) {
    let row = (
        rule.to_owned(),
        source.iter().map(|code| (*code).to_owned()).collect(),
        target.iter().map(|code| (*code).to_owned()).collect(),
    );
    let found = told(text);
    assert!(found.contains(&row), "{text}: {found:?}");
}

#[test]
fn forces_sent_out_where_their_own_people_protest_are_sent_against_them() {
    let sent = "Presiden Peru mengerahkan pasukan ke jalan-jalan kota itu.";
    tells(sent, "id.mobilize.deploy", &["PER"], &[]);
    let unrest = format!("Ribuan warga Peru berunjuk rasa di Lima. {sent}");
    tells(&unrest, "id.mobilize.deploy", &["PER"], &["PER"]);
}

#[test]
fn a_war_is_fought_by_both_sides_unless_one_wages_it() {
    let both: &[&str] = &["BOL", "PER"];
    tells("Perang yang melibatkan Peru dan Bolivia berlanjut.", "id.assault.war", both, both);
    tells("Peru kehilangan ribuan tentara dalam perang dengan Bolivia.", "id.assault.war", both, both);
    tells("Perang yang dilancarkan Peru terhadap Bolivia berlanjut.", "id.assault.war", &["PER"], &["BOL"]);
    let elsewhere = told("Hubungan Peru dan Chile erat sejak pecahnya perang di Bolivia.");
    assert!(elsewhere.iter().all(|(rule, ..)| rule != "id.assault.war"), "{elsewhere:?}");
    let rebels = "Bentrokan antara polisi dan demonstran pecah di Lima, ibu kota Peru.";
    tells(rebels, "id.assault.war", &["PER"], &["PER"]);
}

#[test]
fn hostages_are_held_by_the_other_side() {
    let war = "Perang antara Peru dan Bolivia berlanjut.";
    let held = format!("{war} Puluhan sandera masih ditahan Bolivia.");
    tells(&held, "id.coerce.arrest", &["BOL"], &["PER"]);
    let there = format!("{war} Puluhan sandera masih ditawan di Bolivia.");
    tells(&there, "id.coerce.abduct", &["BOL"], &["PER"]);
}

#[test]
fn who_is_left_out_of_an_attack_is_told_by_the_rest() {
    let fallen = "Sedikitnya 600 warga Peru tewas sejak agresi militer Bolivia dimulai.";
    tells(fallen, "id.assault.operation", &["BOL"], &["PER"]);
    let enemy = "Perang antara Peru dan Bolivia berlanjut. Semua bermula dari serangan Bolivia pada 2023.";
    tells(enemy, "id.assault.war", &["BOL", "PER"], &["BOL", "PER"]);
}

#[test]
fn joined_and_relative_verbs_share_the_subject_and_the_noun() {
    let joined = "Pasukan Peru menyeberangi perbatasan dan menyerang Bolivia.";
    tells(joined, "id.assault.attack", &["PER"], &["BOL"]);
    let relative = "Serangan yang dilancarkan Peru ke Bolivia menewaskan lima orang.";
    tells(relative, "id.assault.attack", &["PER"], &["BOL"]);
    let aside = "Peru mendesak Bolivia (Negara Plurinasional Bolivia) dan Chile untuk menghentikan serangan.";
    tells(aside, "id.request.ask", &["PER"], &["BOL", "CHL"]);
    let passive = "Bolivia dijatuhi sanksi oleh Peru dan Chile.";
    tells(passive, "id.sanction.impose", &["CHL", "PER"], &["BOL"]);
}

#[test]
fn what_follows_a_word_that_opens_a_clause_is_its_subject() {
    let text = "Sejak Peru merebut pelabuhan Arica dari Chile, perdagangan berhenti.";
    tells(text, "id.assault.invade", &["PER"], &["CHL"]);
}

#[test]
fn a_sentence_without_a_subject_goes_on_with_that_of_the_one_before() {
    let text = "Menteri Luar Negeri Peru mengunjungi Chile. Kemudian bertemu dengan Presiden Bolivia.";
    tells(text, "id.consult.meet", &["PER"], &["BOL"]);
    let own = "Presiden Peru berpidato di Lima. Pihaknya telah meminta Bolivia menahan diri.";
    tells(own, "id.request.ask", &["PER"], &["BOL"]);
}

#[test]
fn who_says_that_another_must_do_something_demands_it() {
    let text = "Menteri Luar Negeri Peru mengatakan bahwa Bolivia harus menarik pasukannya.";
    tells(text, "id.request.must", &["PER"], &["BOL"]);
}

#[test]
fn who_says_that_another_does_harm_or_will_suffer_for_it_is_against_it() {
    let harm = "Menteri Luar Negeri Malta mengatakan bahwa blokade Libya menyebabkan kelaparan.";
    tells(harm, "id.accuse.harm", &["MLT"], &["LBY"]);
    let doom = "Presiden Mali memperingatkan bahwa Niger akan membayar mahal.";
    tells(doom, "id.threaten.doom", &["MLI"], &["NER"]);
}

#[test]
fn support_that_the_speaker_owes_something_to_was_his() {
    let text = "\"Kami maju berkat dukungan Ghana,\" kata Presiden Togo.";
    tells(text, "id.support.endorse", &["GHA"], &["TGO"]);
}

#[test]
fn a_purpose_backs_nobody_but_a_decision_does() {
    let purpose = told("Peru mengirim dua kapal untuk mendukung Bolivia.");
    assert!(purpose.iter().all(|(rule, ..)| rule != "id.support.endorse"), "{purpose:?}");
    tells("Peru memutuskan untuk mendukung Bolivia.", "id.support.endorse", &["PER"], &["BOL"]);
}

#[test]
fn a_flat_or_endless_sentence_is_read_in_time() {
    let text = "Peru menyerang, ".repeat(4_000) + "Bolivia.";
    let start = std::time::Instant::now();
    told(&text);
    let once = start.elapsed();
    let start = std::time::Instant::now();
    told(&text.repeat(2));
    assert!(start.elapsed() < once * 4 + std::time::Duration::from_millis(500), "{once:?}");
}
