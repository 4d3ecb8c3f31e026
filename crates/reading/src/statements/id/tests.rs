use proptest::prelude::*;
use telisik_language::Language;
use telisik_language::id::Indonesian;
use telisik_lexicon::Lexicon;
use telisik_record::{Attribution, Document, Lang, Statement, StatementKind, WarningCode};

use crate::statements::{Known, find, read, warnings};
use crate::{Article, actors, times};

pub(super) struct Reader {
    language: Indonesian,
    lexicon: Lexicon,
}

/// A statement as its printed parts.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) content: Vec<String>,
    pub(super) cue: String,
    pub(super) speaker: String,
    pub(super) kind: StatementKind,
    pub(super) via: Vec<String>,
    pub(super) attribution: Attribution,
    pub(super) speakers: Vec<String>,
}

impl Reader {
    pub(super) fn new() -> Self {
        Self { language: Indonesian::new().unwrap(), lexicon: Lexicon::builtin().unwrap() }
    }

    fn all(&self, text: &str) -> (Document, Vec<Statement>, Vec<WarningCode>, Vec<Told>) {
        let document = Document::new("t", Lang::Id, text);
        let analysis = self.language.analyze(&document.text, None);
        let article = Article { document: &document, analysis: &analysis };
        let times = times::read(article, &self.lexicon.calendar);
        let cast = actors::read(article, &self.lexicon, times.reference_date);
        let statements = read(article, &self.lexicon, &cast, &times);
        let codes = warnings(article, &self.lexicon, &statements).into_iter().map(|w| w.code).collect();
        let told = statements
            .iter()
            .map(|s| Told {
                content: s.content.iter().map(|&span| article.slice(span).to_owned()).collect(),
                cue: s.cue.map(|span| article.slice(span).to_owned()).unwrap_or_default(),
                speaker: s.speaker.map(|span| article.slice(span).to_owned()).unwrap_or_default(),
                kind: s.kind,
                via: s.via.clone(),
                attribution: s.attribution,
                speakers: s
                    .speakers
                    .iter()
                    .filter_map(|&id| cast.actor(id))
                    .map(|a| a.name.clone())
                    .collect(),
            })
            .collect();
        (document, statements, codes, told)
    }

    pub(super) fn told(&self, text: &str) -> Vec<Told> {
        self.all(text).3
    }

    pub(super) fn one(&self, text: &str) -> Told {
        let mut told = self.told(text);
        assert_eq!(told.len(), 1, "{text}: {told:#?}");
        told.remove(0)
    }
}

#[test]
fn every_example_of_a_cue_reads_as_it_says() {
    let reader = Reader::new();
    let mut wrong = Vec::new();
    for cue in reader.lexicon.cues.all() {
        for example in &cue.examples {
            let told = reader.told(&example.text);
            let right = if example.content.is_empty() {
                told.is_empty()
            } else {
                let speaker = |t: &Told| t.speaker == example.speaker;
                told.iter().any(|t| t.content.first() == Some(&example.content) && speaker(t))
            };
            if !right {
                wrong.push(format!("{}: {} -> {told:?}", cue.id, example.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn marks_of_every_kind_stay_outside_the_content() {
    let reader = Reader::new();
    for (open, close) in [("\"", "\""), ("“", "”"), ("”", "”"), ("«", "»"), ("„", "“"), ("''", "''")]
    {
        let text = format!("{open}Kami siap berunding kapan saja,{close} kata Rina Wibowo.");
        let told = reader.one(&text);
        assert_eq!(told.content, ["Kami siap berunding kapan saja,"], "{text}");
        assert_eq!(told.speaker, "Rina Wibowo");
        assert_eq!(told.kind, StatementKind::Direct);
    }
}

#[test]
fn blanks_on_the_wrong_side_of_closing_marks_turn_no_quotation_inside_out() {
    let reader = Reader::new();
    let text = "Pasar itu tutup kemarin, ”Kami rugi besar, ”kata Lena. Kios lain masih buka.” Kami menunggu izin, \
                ”ujarnya. Ia lalu pulang. ”Besok kami datang lagi ke sini,” katanya.";
    let contents: Vec<String> = reader.told(text).into_iter().flat_map(|told| told.content).collect();
    assert!(contents.iter().any(|content| content.ends_with("Kami menunggu izin,")), "{contents:?}");
    assert!(contents.contains(&"Besok kami datang lagi ke sini,".to_owned()), "{contents:?}");
}

#[test]
fn a_quotation_led_on_by_no_known_cue_is_a_statement_of_nobody() {
    let told = Reader::new().one("”Gudang itu sudah lama kosong dan terkunci,” begitulah gumam para buruh.");
    assert_eq!((told.kind, told.speaker.as_str()), (StatementKind::Direct, ""));
}

#[test]
fn an_interrupted_quotation_is_one_statement_with_two_spans() {
    let told = Reader::new()
        .one("\"Kami tidak takut,\" kata Presiden Kenya William Ruto. \"Kami akan tetap di sini.\"");
    assert_eq!(told.content, ["Kami tidak takut,", "Kami akan tetap di sini."]);
    assert_eq!(told.speaker, "William Ruto");
}

#[test]
fn a_quoted_paragraph_without_attribution_keeps_the_speaker_and_is_marked() {
    let text = "\"Perang ini harus berakhir,\" kata William Ruto, dikutip dari Reuters.\n\"Rakyat sudah terlalu lama menderita di sana.\"";
    let told = Reader::new().told(text);
    assert_eq!(told.len(), 2, "{told:#?}");
    assert_eq!((told[1].cue.as_str(), told[1].speaker.as_str()), ("", ""));
    assert_eq!(told[1].speakers, told[0].speakers);
    assert_eq!(told[1].via, ["Reuters"]);
    assert_ne!(told[1].attribution, Attribution::Explicit);
}

#[test]
fn a_quotation_over_several_sentences_is_one_content() {
    let told = Reader::new().one("\"Kami menunggu. Tidak ada kabar. Kami pulang,\" ujar seorang warga.");
    assert_eq!(told.content, ["Kami menunggu. Tidak ada kabar. Kami pulang,"]);
}

#[test]
fn a_clause_with_a_quoted_part_is_mixed_and_whole() {
    let told = Reader::new()
        .one("Menteri Luar Negeri Norwegia mengatakan perundingan itu \"hampir gagal\" pekan ini.");
    assert_eq!(told.kind, StatementKind::Mixed);
    assert!(told.content[0].starts_with("perundingan itu \"hampir gagal"), "{told:?}");
}

#[test]
fn scare_quotes_and_titles_are_no_statements() {
    let reader = Reader::new();
    assert!(reader.told("Operasi \"Fajar Baru\" dimulai pada Senin di perbatasan.").is_empty());
    assert!(reader.told("Film \"Hujan\" tayang di Dakar.").is_empty());
}

#[test]
fn a_credit_is_the_way_of_the_report_and_not_its_speaker() {
    let told = Reader::new().one("Dilansir Reuters, juru bicara militer Mali mengatakan dua truk terbakar.");
    assert_eq!(told.via, ["Reuters"]);
    assert_eq!(told.content, ["dua truk terbakar"]);
    assert!(told.speaker.contains("militer Mali"), "{told:?}");
}

#[test]
fn a_bare_denial_of_that_accusation_is_no_statement() {
    let reader = Reader::new();
    assert!(reader.told("Kementerian Luar Negeri Mali membantah tuduhan itu.").is_empty());
    let told =
        reader.one("Kementerian Luar Negeri Mali membantah tuduhan mengenai pembelian senjata dari Rusia.");
    assert_eq!(told.content, ["tuduhan mengenai pembelian senjata dari Rusia"]);
}

#[test]
fn hearsay_without_a_source_is_no_statement() {
    let reader = Reader::new();
    assert!(reader.told("Dua kapal dilaporkan tenggelam di Laut Merah.").is_empty());
    assert!(reader.told("Pasukan itu diyakini sudah mundur.").is_empty());
}

#[test]
fn two_reports_of_one_subject_are_two_statements() {
    let told =
        Reader::new().told("Kuwait mengatakan kapal itu milik swasta dan menambahkan bahwa awaknya selamat.");
    assert_eq!(told.len(), 2, "{told:#?}");
    assert_eq!(told[0].content, ["kapal itu milik swasta"]);
    assert_eq!(told[1].content, ["awaknya selamat"]);
    assert_eq!(told[1].speaker, "Kuwait");
}

#[test]
fn where_it_was_said_and_what_the_writer_grants_are_no_part_of_it() {
    let reader = Reader::new();
    let told = reader
        .one("Presiden Kenya William Ruto mengatakan pasukan akan ditarik pada pertemuan dengan wartawan.");
    assert_eq!(told.content, ["pasukan akan ditarik pada pertemuan dengan wartawan"]);
    let told = reader.one(
        "Presiden Kenya William Ruto mengatakan pasukan akan pulang Senin dalam konferensi pers di Nairobi.",
    );
    assert_eq!(told.content, ["pasukan akan pulang Senin"]);
    let told = reader
        .one("Oslo mengonfirmasi penahanan dua kapal di Bergen, meskipun tidak menyebut nama pemiliknya.");
    assert_eq!(told.content, ["penahanan dua kapal di Bergen"]);
}

#[test]
fn both_halves_of_a_contrast_were_said() {
    let told =
        Reader::new().one("Kairo mengatakan rencana itu bukan ancaman, tetapi peringatan bagi semua pihak.");
    assert_eq!(told.content, ["rencana itu bukan ancaman, tetapi peringatan bagi semua pihak"]);
}

#[test]
fn an_estimate_keeps_the_words_that_hedge_it() {
    let reader = Reader::new();
    for hedge in ["lebih dari", "kurang dari", "sekitar", "hampir", "setidaknya"] {
        let content = format!("{hedge} 400 ribu warga kehilangan rumah");
        assert_eq!(reader.one(&format!("UNICEF memperkirakan {content}.")).content, [content]);
    }
    let told = reader.one("Ia mengatakan lebih lanjut bahwa pelabuhan itu ditutup.");
    assert_eq!(told.content, ["pelabuhan itu ditutup"]);
}

#[test]
fn a_semicolon_ends_what_was_said() {
    let reader = Reader::new();
    let told = reader.one("Quito menuduh Lima melanggar batas laut; Lima belum menanggapinya.");
    assert_eq!(told.content, ["Lima melanggar batas laut"]);
    let told = reader.one("Gudang itu kosong; dua truk sudah berangkat, kata Penny Wong.");
    assert_eq!(told.content, ["dua truk sudah berangkat"]);
}

#[test]
fn a_credit_behind_the_speaker_belongs_neither_to_the_name_nor_to_the_report() {
    let reader = Reader::new();
    let told = reader.one("\"Kami akan pulang,\" kata Penny Wong seperti dilansir Reuters.");
    assert_eq!((told.speaker.as_str(), told.via.as_slice()), ("Penny Wong", &["Reuters".to_owned()][..]));
    let told = reader.one("Menurut Penny Wong seperti dikutip Reuters, kapal itu tiba pada malam hari.");
    assert_eq!(told.content, ["kapal itu tiba pada malam hari"]);
}

#[test]
fn a_contrast_with_a_subject_of_its_own_was_said_too() {
    let reader = Reader::new();
    let told = reader.one("William Ruto mengatakan bahwa jalan sudah dibuka, namun jembatan masih rusak.");
    assert_eq!(told.content, ["jalan sudah dibuka, namun jembatan masih rusak"]);
    let told =
        reader.one("William Ruto mengatakan bahwa jalan sudah dibuka, tetapi tidak menyebut tanggalnya.");
    assert_eq!(told.content, ["jalan sudah dibuka"]);
    let told = reader.one("Quito menuduh Lima melanggar batas laut, tetapi nelayan setempat belum mengeluh.");
    assert_eq!(told.content, ["Lima melanggar batas laut"]);
}

#[test]
fn a_noun_with_its_maker_reports_what_a_complementiser_sets_off() {
    let reader = Reader::new();
    for (text, speaker) in [
        ("Uganda mengabaikan seruan Uni Afrika agar pasukannya segera ditarik.", "Uni Afrika"),
        ("William Ruto mengulangi desakannya agar pasukannya segera ditarik.", "nya"),
        (
            "Uganda mengabaikan seruan keras Presiden Kenya William Ruto agar pasukannya segera ditarik.",
            "William Ruto",
        ),
    ] {
        let told = reader.one(text);
        assert_eq!((told.content[0].as_str(), told.speaker.as_str()), ("pasukannya segera ditarik", speaker));
    }
    assert!(reader.told("Uganda mengabaikan seruan itu.").is_empty());
}

#[test]
fn the_outlets_of_a_country_are_not_credited_as_the_country() {
    let told = Reader::new().one("\"Kami akan pulang,\" kata Penny Wong, seperti dilaporkan media Iran.");
    assert_eq!(told.via, ["media Iran"]);
}

#[test]
fn glued_words_do_not_hide_cue_or_outlet() {
    let told = Reader::new().one("\"Kami akan pulang,\" kata Rina Wibowo, seperti dilansirReuters.");
    assert_eq!(told.via, ["Reuters"]);
}

#[test]
fn a_mark_without_fellow_and_a_quotation_without_speaker_are_warned_of() {
    let reader = Reader::new();
    let (_, _, codes, _) = reader.all("\"Kami menolak usul itu karena tidak adil. Begitulah keadaannya.");
    assert!(codes.contains(&WarningCode::UnbalancedQuote));
    let (_, _, codes, _) = reader.all("\"Semua orang tahu siapa yang bersalah di sini.\"");
    assert!(codes.contains(&WarningCode::QuoteWithoutSpeaker), "{codes:?}");
}

#[test]
fn reading_takes_time_in_step_with_length_on_hostile_text() {
    let reader = Reader::new();
    for unit in [
        "\"",
        "“",
        "\" ",
        "“ kata ",
        "\"a\" ",
        "\"a\" kata Rina ",
        "menurut Rina, ",
        "Rina mengatakan ",
        "hal itu disampaikan Rina. ",
        "dikutip Reuters ",
    ] {
        let seconds = |length: usize| {
            let document = Document::new("t", Lang::Id, unit.repeat(length / unit.len()));
            let analysis = reader.language.analyze(&document.text, None);
            let article = Article { document: &document, analysis: &analysis };
            let start = std::time::Instant::now();
            find(article, &reader.lexicon.cues, &Known::default());
            start.elapsed().as_secs_f64()
        };
        // Others may slow the machine down in between, but not each time.
        let mut tries = (0..3).map(|_| (seconds(16_000), seconds(64_000)));
        let in_step = tries.any(|(short, long)| long < 10.0 * short.max(0.05));
        assert!(
            in_step,
            "{unit:?}: 64,000 characters took more than ten times as long as 16,000, three times"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_read_without_panic_and_spans_lie_in_it(parts in prop::collection::vec(prop::sample::select(vec![
        "\"", "“", "”", "'", ",", ".", "\n", " ", "kata", "mengatakan", "menurut", "Rina", "nya", "bahwa", "(", ")",
        "Reuters", "dikutip", "pernyataan itu", "demikian", "dan", "yang", "—", "é", "hal itu disampaikan", "menyebut", "sebagai", "-", ":",
    ]), 0..40)) {
        thread_local!(static READER: Reader = Reader::new());
        let text = parts.join(" ");
        READER.with(|reader| {
            let (document, statements, _, _) = reader.all(&text);
            for s in &statements {
                for span in s.content.iter().copied().chain(s.cue).chain(s.speaker) {
                    assert!(span.end <= document.text.len());
                }
                assert!(s.content.iter().all(|span| !span.is_empty()));
            }
        });
    }
}
