use jiff::civil::date;
use proptest::prelude::*;
use telisik_language::{Language, id::Indonesian};
use telisik_lexicon::Lexicon;
use telisik_record::{Document, Lang, MentionKind, WarningCode};

use super::{Cast, read};
use crate::Article;

fn cast_of(text: &str) -> (Cast, Document) {
    titled(text, None)
}

fn titled(text: &str, title: Option<&str>) -> (Cast, Document) {
    thread_local! {
        static TOOLS: (Indonesian, Lexicon) = (Indonesian::new().unwrap(), Lexicon::builtin().unwrap());
    }
    let mut document = Document::new("test", Lang::Id, text);
    document.title = title.map(str::to_owned);
    TOOLS.with(|(language, lexicon)| {
        let analysis = language.analyze(&document.text, title);
        let cast =
            read(Article { document: &document, analysis: &analysis }, lexicon, Some(date(2023, 10, 27)));
        (cast, document)
    })
}

/// The sorted codes of the mention that covers the `nth` place where `print` stands.
fn codes(text: &str, print: &str, nth: usize) -> Vec<String> {
    let (cast, document) = cast_of(text);
    codes_in(&cast, &document, print, nth)
}

fn codes_in(cast: &Cast, document: &Document, print: &str, nth: usize) -> Vec<String> {
    let text = document.text.as_str();
    let Some((byte, _)) = text.match_indices(print).nth(nth) else { return vec![] };
    let span = document.text.span_of_bytes(byte..byte + print.len());
    let found = cast.mentions.iter().find(|m| m.span == span);
    let mut codes: Vec<String> = found
        .iter()
        .flat_map(|m| &m.actors)
        .filter_map(|id| Some(cast.actor(*id)?.code.as_ref()?.as_str().to_owned()))
        .collect();
    codes.sort();
    codes
}

#[test]
fn every_example_of_a_pointing_word_is_led_back() {
    let lexicon = Lexicon::builtin().unwrap();
    let pronouns =
        lexicon.references.pronouns().iter().flat_map(|e| e.examples.iter().map(move |x| (&e.id, x)));
    let nouns = lexicon.references.nouns().iter().flat_map(|e| e.examples.iter().map(move |x| (&e.id, x)));
    let coalition = String::from("coalition");
    let coalitions = lexicon.references.coalition().examples.iter().map(|example| (&coalition, example));
    let mut wrong = Vec::new();
    for (id, example) in pronouns.chain(nouns).chain(coalitions) {
        let found = codes(&example.text, &example.word, 0);
        if found != example.to {
            wrong.push(format!("{id}: {} -> {found:?}, not {:?}", example.text, example.to));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_title_gives_an_unknown_bearer_its_code() {
    let text =
        "Menteri Luar Negeri Selandia Baru Ngaire Tamahori tiba di Suva. Tamahori menolak berkomentar.";
    assert_eq!(codes(text, "Ngaire Tamahori", 0), ["NZL GOV"]);
    assert_eq!(codes(text, "Tamahori", 1), ["NZL GOV"]);
}

#[test]
fn a_former_office_gives_the_bare_country() {
    assert_eq!(
        codes("Mantan Presiden Peru Rosa Quispe Huaman memuji langkah itu.", "Rosa Quispe Huaman", 0),
        ["PER"]
    );
}

#[test]
fn names_joined_by_a_hyphen_are_two() {
    let text = "Hubungan Kenya-Uganda memburuk, juga poros Turki–Qatar.";
    assert_eq!(codes(text, "Kenya", 0), ["KEN"]);
    assert_eq!(codes(text, "Uganda", 0), ["UGA"]);
    assert_eq!(codes(text, "Qatar", 0), ["QAT"]);
}

#[test]
fn a_capital_acts_for_its_government_but_is_a_place_behind_a_preposition() {
    let text = "Nairobi memprotes keputusan itu. Sidang digelar di Nairobi kemarin.";
    let (cast, document) = cast_of(text);
    assert_eq!(codes_in(&cast, &document, "Nairobi", 0), ["KEN"]);
    assert!(codes_in(&cast, &document, "Nairobi", 1).is_empty());
    assert_eq!(cast.mentions[0].kind, MentionKind::Metonym);
}

#[test]
fn a_seat_of_government_is_the_government() {
    assert_eq!(codes("Kremlin membantah tuduhan tersebut.", "Kremlin", 0), ["RUS GOV"]);
}

#[test]
fn an_abbreviation_that_contradicts_its_words_is_kept_and_told() {
    let (cast, document) = cast_of("Menteri Keuangan Afrika Serikat (AS) dan Jepang bertemu.");
    assert_eq!(codes_in(&cast, &document, "Afrika Serikat (AS)", 0), ["USA"]);
    assert!(cast.warnings.iter().any(|w| w.code == WarningCode::AbbreviationExpansion));
}

#[test]
fn a_fitting_abbreviation_is_not_told() {
    let (cast, document) =
        cast_of("Amerika Serikat (AS) dan DPRK (Republik Demokratik Rakyat Korea) berunding.");
    assert_eq!(codes_in(&cast, &document, "Amerika Serikat", 0), ["USA"]);
    assert_eq!(codes_in(&cast, &document, "DPRK", 0), ["PRK"]);
    assert!(cast.warnings.is_empty(), "{:?}", cast.warnings);
}

#[test]
fn a_title_before_a_list_of_states_is_meant_of_each() {
    let text = "Menteri Pertahanan Kenya, Uganda dan Ghana mengecam kudeta. Mereka menuntut pemilu.";
    let (cast, document) = cast_of(text);
    assert_eq!(
        codes_in(&cast, &document, "Menteri Pertahanan Kenya, Uganda dan Ghana", 0),
        ["GHA GOV", "KEN GOV", "UGA GOV"]
    );
    assert_eq!(codes_in(&cast, &document, "Mereka", 0), ["GHA GOV", "KEN GOV", "UGA GOV"]);
}

#[test]
fn a_state_that_tells_a_currency_or_a_language_is_nobody() {
    let text = "Bank Kenya menjual dolar Singapura dan yen Jepang, tulis laporan dalam bahasa Inggris.";
    let (cast, document) = cast_of(text);
    assert_eq!(codes_in(&cast, &document, "Kenya", 0), ["KEN"]);
    for name in ["Singapura", "Jepang", "Inggris"] {
        assert!(codes_in(&cast, &document, name, 0).is_empty(), "{name}");
    }
}

#[test]
fn a_mention_that_ends_in_brackets_takes_the_closing_one() {
    let text = "Kementerian Pertahanan Kenya (Kemhan) menolak. Tentara Uni Afrika (AU) maju.";
    assert_eq!(codes(text, "Kementerian Pertahanan Kenya (Kemhan)", 0), ["KEN GOV"]);
    let (cast, document) = cast_of("Pemerintah Amerika Serikat (AS berunding dengan Peru.");
    for mention in &cast.mentions {
        let print = document.text.slice(mention.span).to_owned();
        assert_eq!(print.matches('(').count(), print.matches(')').count(), "{print}");
    }
}

#[test]
fn a_title_shortened_in_brackets_still_leads_to_its_bearer() {
    let text = "Menteri Luar Negeri Republik Kenya (Menlu Kenya) Wanjiru Otieno tiba di Lima.";
    assert_eq!(codes(text, "Wanjiru Otieno", 0), ["KEN GOV"]);
}

#[test]
fn an_outlet_behind_its_kind_is_itself() {
    let text =
        "Kabar itu dimuat kantor berita Jepang Kyodo dan stasiun televisi CNN, lalu kantor berita AFP.";
    let (cast, document) = cast_of(text);
    assert_eq!(codes_in(&cast, &document, "Kyodo", 0), ["JPN MED"]);
    assert_eq!(codes_in(&cast, &document, "AFP", 0), ["FRA MED"]);
    assert!(cast.actors.iter().all(|a| !a.name.starts_with("media of")), "{:?}", cast.actors);
}

#[test]
fn a_dateline_names_nobody() {
    let text = "GAZA, HARIAN LENTERA - Kenya mengirim bantuan ke Somalia pada Senin.";
    let (cast, document) = cast_of(text);
    assert_eq!(codes_in(&cast, &document, "Kenya", 0), ["KEN"]);
    assert!(cast.mentions.iter().all(|m| m.span.start > 16), "{:?}", cast.mentions);
}

#[test]
fn fighters_before_the_name_of_a_group_are_the_group() {
    let text = "Pasukan Houthi menyerang. Pejuang Hamas mundur. Kelompok militan Palestina Hamas menolak.";
    assert_eq!(codes(text, "Pasukan Houthi", 0), ["YEM REB HOUTHI"]);
    assert_eq!(codes(text, "Pejuang Hamas", 0), ["PSE REB HAMAS"]);
    assert_eq!(codes(text, "Kelompok militan Palestina Hamas", 0), ["PSE REB HAMAS"]);
    let text = "Ancaman itu dibaca juru bicara Pasukan Arakan Thar Zaw Min.";
    assert_eq!(codes(text, "Thar Zaw Min", 0), ["MMR REB AA"]);
}

#[test]
fn where_soldiers_are_tells_not_whose_they_are() {
    let text =
        "Kenya menarik pasukan dari Somalia, lalu mengirim tentara ke Ghana. Pasukan asal Rwanda tiba.";
    assert_eq!(codes(text, "pasukan", 0), ["KEN MIL"]);
    assert_eq!(codes(text, "tentara", 0), ["KEN MIL"]);
    assert_eq!(codes(text, "Pasukan asal Rwanda", 0), ["RWA MIL"]);
}

#[test]
fn both_sides_are_those_the_article_is_about() {
    let title = "Kenya Bebaskan Tawanan, Uganda Tarik Tentara";
    let text = format!(
        "{title}\n\nKenya membebaskan tawanan Uganda pada Senin. Peru dan Ghana, yang menengahi, menyambutnya. Presiden Mali memuji langkah kedua pihak."
    );
    let (cast, document) = titled(&text, Some(title));
    assert_eq!(codes_in(&cast, &document, "kedua pihak", 0), ["KEN", "UGA"]);
}

#[test]
fn soldiers_in_a_headline_are_of_the_state_before_them() {
    let title = "Uganda Tarik Tentara dari Kenya";
    let text =
        format!("{title}\n\nKenya berterima kasih. Kenya membuka perbatasan. Kenya memuji warga Kenya.");
    let (cast, document) = titled(&text, Some(title));
    assert_eq!(codes_in(&cast, &document, "Tentara", 0), ["UGA MIL"]);
}

#[test]
fn titles_in_number_are_the_last_so_many_who_bore_them() {
    let text = "Menteri Luar Negeri Kenya dan Ghana bertemu. Kedua menteri sepakat.";
    assert_eq!(codes(text, "Kedua menteri", 0), ["GHA GOV", "KEN GOV"]);
}

#[test]
fn both_koreas_are_no_single_korea() {
    let (cast, document) = cast_of("Kenya meminta kedua Korea berunding.");
    assert_eq!(codes_in(&cast, &document, "kedua Korea", 0), ["KOR", "PRK"]);
    assert!(codes_in(&cast, &document, "Korea", 0).is_empty());
}

#[test]
fn an_unknown_person_is_of_the_state_that_the_description_names() {
    let text = "Pakar militer Kenya, Amina Odhiambo, menilai langkah itu keliru.";
    assert_eq!(codes(text, "Amina Odhiambo", 0), ["KEN"]);
    let text = "Jenazah itu adalah Yusuf Darwish, komandan senior Hamas, kata sumber medis.";
    assert_eq!(codes(text, "Yusuf Darwish", 0), ["PSE REB HAMAS"]);
}

#[test]
fn a_deed_against_a_state_places_nobody() {
    let text = "Wanjiru Otieno, korban serangan Israel, dirawat di rumah sakit.";
    assert!(codes(text, "Wanjiru Otieno", 0).is_empty());
}

#[test]
fn the_government_a_speaker_quotes_is_the_speakers() {
    let text = "Peru mengirim nota ke Ghana. \"Kami sudah melapor kepada kementerian luar negeri,\" kata Menteri Keuangan Kenya Kamau Wanjiru.";
    assert_eq!(codes(text, "kementerian luar negeri", 0), ["KEN GOV"]);
}

#[test]
fn a_name_is_parted_from_the_abbreviation_glued_before_it() {
    let text = "Peru menerima tamu, lalu mantan Presiden ASDonald Trump datang.";
    assert_eq!(codes(text, "AS", 0), ["USA"]);
    assert_eq!(codes(text, "Donald Trump", 0), ["USA"]);
}

#[test]
fn the_stop_of_an_initial_does_not_part_a_name() {
    assert_eq!(codes("George W. Bush tiba di Nairobi.", "George W. Bush", 0), ["USA"]);
}

#[test]
fn a_deputy_minister_is_named_without_the_words_of_the_office() {
    let text = "Wakil Menteri Pertanian Kenya Amina Odhiambo menolak berkomentar.";
    assert_eq!(codes(text, "Amina Odhiambo", 0), ["KEN GOV"]);
}

#[test]
fn officers_of_a_group_in_number_were_not_named_before() {
    let text = "Presiden Peru bertemu Presiden Ghana. Serangan itu membunuh dua komandan senior Hamas.";
    assert!(codes(text, "dua komandan", 0).is_empty());
}

#[test]
fn a_body_in_a_headline_goes_with_the_parliament_before_it() {
    let title = "Soal Perang Kenya-Uganda, DPR Minta Pemerintah Siaga";
    let text = format!("{title}\n\nKenya dan Uganda berperang. Kenya menyerang Uganda.");
    let (cast, document) = titled(&text, Some(title));
    assert_eq!(codes_in(&cast, &document, "Pemerintah", 0), ["IDN GOV"]);
}

#[test]
fn a_word_is_led_to_the_innermost_mention_around_it() {
    let (cast, _) = cast_of("Presiden Kenya Kamau Wanjiru menandatangani perjanjian.");
    let name = |m: Option<&super::CastMention>| m.map(|m| cast.actors[m.actors[0].index()].name.clone());
    assert_eq!(name(cast.at(0, 0)).as_deref(), Some("Kamau Wanjiru"));
    assert_eq!(name(cast.at(0, 1)).as_deref(), Some("Kenya"));
    assert_eq!(name(cast.around(0, 1)).as_deref(), Some("Kamau Wanjiru"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_text_panics_and_every_span_lies_in_it(
        parts in proptest::collection::vec(
            prop_oneof![
                "\\PC{0,6}",
                "(Presiden|AS|Rusia|mereka|negara|itu|kedua|dan|,|\\(|\\)|\"|nya|kata|Kim|mantan|menlu|di)".prop_map(|s| s),
            ],
            0..24,
        )
    ) {
        let text = parts.join(" ");
        let (cast, document) = titled(&text, text.lines().next());
        for mention in &cast.mentions {
            prop_assert!(document.text.span().contains(mention.span));
            prop_assert!(!mention.actors.is_empty());
            for id in &mention.actors {
                prop_assert!(cast.actor(*id).is_some());
            }
        }
    }
}

#[test]
fn titles_may_enumerate_with_commas() {
    let text = "Menteri Koordinator Bidang Politik, Hukum, dan Keamanan Bagas Wirawan menolak usul itu. Menteri Pendidikan, \
         Bagas Wirawan, juga hadir.";
    assert_eq!(codes(text, "Bagas Wirawan", 0), ["IDN GOV"]);
    assert_eq!(codes(text, "Bidang Politik", 0), Vec::<String>::new());
}

#[test]
fn an_abbreviation_is_given_up_where_nothing_else_of_its_owner_is_named() {
    assert_eq!(codes("Indonesia menambah pesawat untuk AU.", "AU", 0), ["IDN MIL"]);
    assert_eq!(codes("Uni Afrika mengecam kudeta di Gabon. AU mengirim utusan.", "AU", 0), ["IGO AU"]);
    assert_eq!(codes("Korea Selatan memilih pemimpin baru. PPP kalah.", "PPP", 0), ["KOR PTY"]);
    assert_eq!(codes("Indonesia memilih pemimpin baru. PPP kalah.", "PPP", 0), ["IDN PTY"]);
}

#[test]
fn a_whole_name_beside_a_common_noun_with_a_capital_is_no_part_of_a_longer_one() {
    assert_eq!(codes("Kami mendukung Pak Prabowo sejak awal.", "Prabowo", 0).len(), 1);
}

#[test]
fn a_bracket_that_stands_apart_is_taken_in() {
    let text = "Pemerintah Amerika Serikat ( AS ) menutup kedutaan.";
    assert_eq!(codes(text, "Pemerintah Amerika Serikat ( AS )", 0), ["USA GOV"]);
}

#[test]
fn companies_do_not_tell_which_state_an_article_is_about() {
    let text = "Boeing, Microsoft, dan Google keberatan. Kenya menutup tambang. Hujan turun. Siang berganti malam. \
                Jalan sepi. Pemerintah tidak menjawab.";
    assert_eq!(codes(text, "Pemerintah", 0), ["KEN GOV"]);
}

#[test]
fn a_place_that_no_list_holds_may_stand_between_a_title_and_its_bearer() {
    let text = "Kenya menutup perbatasan. Gubernur distrik Kisambo, Amina Odhiambo, membenarkan kabar itu.";
    assert_eq!(codes(text, "Amina Odhiambo", 0), ["KEN GOV"]);
}

#[test]
fn residents_are_told_from_experts_by_the_noun_before_their_state() {
    let text = "\"Saya takut,\" kata warga Kampala, Ismail Kigongo, pada Senin.";
    assert_eq!(codes(text, "Ismail Kigongo", 0), ["UGA CVL"]);
}

#[test]
fn organisations_of_no_country_and_embassies_keep_their_own_code() {
    assert_eq!(codes("Presiden FIFA menolak usul itu.", "Presiden FIFA", 0), ["NGO FIFA"]);
    assert_eq!(codes("KBRI di Yordania menutup layanan.", "KBRI di Yordania", 0), ["IDN GOV"]);
}

#[test]
fn the_first_word_of_a_department_is_no_name() {
    let text = "Kenya menutup pasar. Kepala Dinas Perkebunan dan Pangan Amina Odhiambo tiba.";
    assert_eq!(codes(text, "Perkebunan", 0), Vec::<String>::new());
}

#[test]
fn a_form_of_address_is_no_part_of_a_name() {
    let text = "Presiden Ghana Kwabena Ofosu tiba. Semua orang mengenal Pak Ofosu, kata warga.";
    assert_eq!(codes(text, "Ofosu", 1), ["GHA GOV"]);
}
