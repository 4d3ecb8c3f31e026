use std::sync::LazyLock;

use proptest::prelude::*;
use telisik_record::Text;

use super::*;
use crate::cover::check;
use crate::{Block, Nominal, Sentence, Voice};

static INDONESIAN: LazyLock<Indonesian> =
    LazyLock::new(|| Indonesian::new().expect("the built-in lists are sound"));

fn analyze(string: &str) -> (Text, Analysis) {
    let text = Text::from(string);
    let analysis = INDONESIAN.analyze(&text, None);
    (text, analysis)
}

fn forms(sentence: &Sentence) -> Vec<&str> {
    sentence.words.iter().map(|word| &*word.form).collect()
}

fn words(string: &str) -> Vec<String> {
    let (_, analysis) = analyze(string);
    analysis.sentences.iter().flat_map(forms).map(str::to_owned).collect()
}

fn sentences(string: &str) -> Vec<String> {
    let (text, analysis) = analyze(string);
    analysis.sentences.iter().map(|sentence| text.slice(sentence.span).to_owned()).collect()
}

fn blocks(string: &str, title: Option<&str>) -> Vec<(Block, String)> {
    let text = Text::from(string);
    let analysis = INDONESIAN.analyze(&text, title);
    analysis.sentences.iter().map(|s| (s.block, text.slice(s.span).to_owned())).collect()
}

proptest! {
    #[test]
    fn words_cover_any_string_in_order(string in "[\\PC\n\r\t]{0,80}") {
        let (text, analysis) = analyze(&string);
        check(&text, &analysis)?;
    }

    #[test]
    fn words_cover_what_looks_like_news(string in "((Jakarta|Israel|kuat|upayanya|ku|di|mengatakan|AS|dr|12|7,5|KOMPAS.com|Advertisement|-nya|é)[ .,?!\"”“()\\-–\n]{0,3}){0,30}") {
        let (text, analysis) = analyze(&string);
        check(&text, &analysis)?;
        let title: String = string.chars().take(12).collect();
        check(&text, &INDONESIAN.analyze(&text, Some(&title)))?;
    }
}

#[test]
fn clitics_are_words_of_their_own() {
    assert_eq!(words("Upayanya gagal"), ["upaya", "nya", "gagal"]);
    assert_eq!(words("katanya padaku"), ["kata", "nya", "pada", "ku"]);
    assert_eq!(words("apakah bukanlah"), ["apa", "kah", "bukan", "lah"]);
    assert_eq!(words("apatah perintah"), ["apa", "tah", "perintah"]);
    assert_eq!(words("Rapat Inikah"), ["rapat", "ini", "kah"]);
    assert_eq!(words("soal APBNnya"), ["soal", "apbn", "nya"]);
    assert_eq!(words("akan kupukul"), ["akan", "ku", "pukul"]);
    assert_eq!(words("hamba-Mu"), ["hamba-", "mu"]);
    assert_eq!(words("kawan-kawannya"), ["kawan-kawan", "nya"]);
}

#[test]
fn words_that_only_end_like_clitics_stay_whole() {
    for word in [
        "hanya",
        "punya",
        "bertanya",
        "adalah",
        "masalah",
        "meskipun",
        "walaupun",
        "buku",
        "pelaku",
        "bertemu",
        "ilmu",
        "sekolah",
        "langkah",
        "kuasa",
        "lainnya",
        "sebelumnya",
    ] {
        assert_eq!(words(&format!("yang {word}")), ["yang", word]);
    }
}

#[test]
fn stops_end_sentences_but_those_of_abbreviations_and_numbers_do_not() {
    assert_eq!(
        sentences("Dr. Budi Santoso, S.H., M.Si. menerima 1.481 berkas pukul 09.30. Ia menolak 7,5 persen."),
        ["Dr. Budi Santoso, S.H., M.Si. menerima 1.481 berkas pukul 09.30.", "Ia menolak 7,5 persen."]
    );
    assert_eq!(
        sentences("J. K. Wijaya tiba di Jl. Merdeka No. 5. Ia diam."),
        ["J. K. Wijaya tiba di Jl. Merdeka No. 5.", "Ia diam."]
    );
}

#[test]
fn a_stop_after_a_known_word_ends_the_sentence_even_before_a_small_letter() {
    assert_eq!(sentences("Rapat ditunda. mereka pulang."), ["Rapat ditunda.", "mereka pulang."]);
    assert_eq!(
        sentences("PT Contoh Tbk. (CTH) rugi. Dsb. dan dll. tetap."),
        ["PT Contoh Tbk. (CTH) rugi.", "Dsb. dan dll. tetap."]
    );
    assert_eq!(sentences("Pada 7 Okt. 2023 harganya Rp. 5.000."), ["Pada 7 Okt. 2023 harganya Rp. 5.000."]);
}

#[test]
fn a_stop_after_a_name_or_a_year_ends_the_sentence_before_a_whole_word() {
    assert_eq!(
        sentences("Ia tiba di Surabaya. kemudian pulang."),
        ["Ia tiba di Surabaya.", "kemudian pulang."]
    );
    assert_eq!(
        sentences("Itu terjadi pada 2019. setelah itu sepi."),
        ["Itu terjadi pada 2019.", "setelah itu sepi."]
    );
    assert_eq!(sentences("Ia membuka Contoh. com tadi pagi."), ["Ia membuka Contoh. com tadi pagi."]);
}

#[test]
fn a_stop_inside_a_torn_number_or_between_abbreviations_ends_nothing() {
    assert_eq!(sentences("Penduduknya 2.904. 678 jiwa."), ["Penduduknya 2.904. 678 jiwa."]);
    assert_eq!(sentences("Contoh Co. Ltd. rugi."), ["Contoh Co. Ltd. rugi."]);
    assert_eq!(sentences("Pada 2019. 100 orang tewas."), ["Pada 2019.", "100 orang tewas."]);
}

#[test]
fn lost_quotation_marks_close_what_they_stand_after() {
    assert_eq!(
        sentences("\u{fffd}Kami siap,\u{fffd} kata Sari. \u{fffd}Itu jelas.\u{fffd} Rapat usai."),
        ["\u{fffd}Kami siap,\u{fffd} kata Sari.", "\u{fffd}Itu jelas.\u{fffd}", "Rapat usai."]
    );
}

#[test]
fn only_the_treebank_goes_on_after_a_short_name() {
    let text = Text::from("Ia tinggal di Bali. Adiknya tinggal di Surabaya. Mereka jarang bertemu.");
    let count = |scheme| INDONESIAN.segment_in(&text, None, scheme).sentences.len();
    assert_eq!((count(Scheme::Own), count(Scheme::Gsd)), (3, 2));
}

#[test]
fn a_stop_inside_brackets_ends_nothing() {
    assert_eq!(
        sentences("Ia (lahir 1970. Tinggal di Bogor) hadir. Lalu pulang."),
        ["Ia (lahir 1970. Tinggal di Bogor) hadir.", "Lalu pulang."]
    );
}

#[test]
fn a_question_quoted_inside_a_sentence_does_not_end_it() {
    assert_eq!(sentences("Ia bertanya, \"Mengapa?\", lalu diam."), ["Ia bertanya, \"Mengapa?\", lalu diam."]);
    assert_eq!(sentences("Seruan \"kami menang!\" itu keliru."), ["Seruan \"kami menang!\" itu keliru."]);
}

#[test]
fn a_quotation_stays_with_its_attribution() {
    assert_eq!(
        sentences("\"Kami siap. Apakah mereka mau?\" kata Sari. \"Belum tentu!\" ujar Adi."),
        ["\"Kami siap.", "Apakah mereka mau?\" kata Sari.", "\"Belum tentu!\" ujar Adi."]
    );
    assert_eq!(
        sentences("”Kami menolak,” kata dia. ”Itu jelas.” Rapat usai."),
        ["”Kami menolak,” kata dia.", "”Itu jelas.”", "Rapat usai."]
    );
}

#[test]
fn sentences_run_together_are_parted() {
    assert_eq!(
        sentences("Rapat selesai.Menteri pulang lewat tempo.co tadi."),
        ["Rapat selesai.", "Menteri pulang lewat tempo.co tadi."]
    );
}

#[test]
fn words_run_together_are_parted_where_the_evidence_is_strong() {
    assert_eq!(words("seranganIsraeldi kota itu"), ["serangan", "israel", "di", "kota", "itu"]);
    assert_eq!(
        words("Ia menemui PresidenVladimir Putin, dilansirCNA"),
        ["ia", "menemui", "presiden", "vladimir", "putin", ",", "dilansir", "cna"]
    );
    assert_eq!(
        words("Kata Halimi kepada Reuters, Halimimengatakan"),
        ["kata", "halimi", "kepada", "reuters", ",", "halimi", "mengatakan"]
    );
    assert_eq!(words("bahan dalamperang kegiatannuklir"), ["bahan", "dalam", "perang", "kegiatan", "nuklir"]);
    assert_eq!(words("perang Iran-Israel"), ["perang", "iran", "-", "israel"]);
    assert_eq!(words("perang Iran-Israelyang"), ["perang", "iran", "-", "israel", "yang"]);
    assert_eq!(
        words("Presiden RIWidodo menyebut programnuklirIran, kata Widodo"),
        ["presiden", "ri", "widodo", "menyebut", "program", "nuklir", "iran", ",", "kata", "widodo"]
    );
    assert_eq!(
        words("soal negosiasinuklirmasih oleh 16tentara sejak2019"),
        ["soal", "negosiasi", "nuklir", "masih", "oleh", "16", "tentara", "sejak", "2019"]
    );
    assert_eq!(
        words("IsraelPM itu MINUMkopidari sana"),
        ["israel", "pm", "itu", "minum", "kopi", "dari", "sana"]
    );
    assert_eq!(words("kata AFPdanAl Jazeera"), ["kata", "afp", "dan", "al", "jazeera"]);
    assert_eq!(words("Kambojasepakat di Lebanontimur"), ["kamboja", "sepakat", "di", "lebanon", "timur"]);
    assert_eq!(words("peringatan ASEANke-58"), ["peringatan", "asean", "ke-58"]);
}

#[test]
fn brands_and_plain_names_are_not_parted() {
    for name in [
        "WhatsApp",
        "McDonald",
        "Sudan",
        "Sandi",
        "Ramadan",
        "Merupakan",
        "SpaceX",
        "Kenya",
        "Maluku",
        "JPMorgan",
        "MotoGP",
        "SuperDec",
        "TransJakarta",
        "1990an",
    ] {
        assert_eq!(words(&format!("kata {name}")).len(), 2, "{name}");
    }
    // A place is no name with a word after it.
    assert_eq!(words("Di Kali itu, Kalibaru"), ["di", "kali", "itu", ",", "kalibaru"]);
}

#[test]
fn compounds_written_together_stay_whole() {
    for word in [
        "kerjasama",
        "antarnegara",
        "menandatangani",
        "penandatangan",
        "pascaperang",
        "menomorduakan",
        "kewarganegaraan",
        "matahari",
        "menyebarluaskan",
        "paramiliter",
        "multiperan",
    ] {
        assert_eq!(words(&format!("dan {word}")).len(), 2, "{word}");
    }
}

#[test]
fn the_title_is_the_headline_even_on_the_same_line() {
    let found = blocks(
        "Dua Negara Sepakat Damai Jakarta, Kantor Kabar - Dua negara sepakat.",
        Some("Dua Negara Sepakat Damai"),
    );
    assert_eq!(found[0], (Block::Headline, "Dua Negara Sepakat Damai".to_owned()));
    assert_eq!(found[1].0, Block::Dateline);
}

#[test]
fn datelines_stand_apart_from_the_first_sentence() {
    for (line, dateline) in [
        ("Jakarta, IDN Times - Menteri itu pergi ke luar negeri.", "Jakarta, IDN Times -"),
        ("KOMPAS.com - Menteri itu pergi ke luar negeri.", "KOMPAS.com -"),
        ("TEHERAN, KOMPAS.com – Menteri itu pergi ke luar negeri.", "TEHERAN, KOMPAS.com –"),
        ("WASHINGTON DC - Menteri itu pergi ke luar negeri.", "WASHINGTON DC -"),
        ("Bisnis.com, JAKARTA - Menteri itu pergi ke luar negeri.", "Bisnis.com, JAKARTA -"),
        ("Jakarta (ANTARA) - Menteri itu pergi ke luar negeri.", "Jakarta (ANTARA) -"),
        ("TEMPO.CO, Jakarta - Menteri itu pergi ke luar negeri.", "TEMPO.CO, Jakarta -"),
        ("Liputan6.com, San Jose -Menteri itu pergi ke luar negeri.", "Liputan6.com, San Jose -"),
        ("Liputan6.com, Jakarta Menteri itu pergi ke luar negeri.", "Liputan6.com, Jakarta"),
        ("KOMPAS.com- Menteri itu pergi ke luar negeri.", "KOMPAS.com-"),
        ("Jakarta , CNN Indonesia - - Menteri itu pergi ke luar negeri.", "Jakarta , CNN Indonesia - -"),
        ("GAZA, KOMPAS.com \u{fffd}Menteri itu pergi ke luar negeri.", "GAZA, KOMPAS.com \u{fffd}"),
    ] {
        let found = blocks(line, None);
        assert_eq!(found[0], (Block::Dateline, dateline.to_owned()), "{line}");
        assert_eq!(found[1].0, Block::Body, "{line}");
    }
    assert_eq!(blocks("Menteri itu tidak pergi - setidaknya belum.", None)[0].0, Block::Body);
}

#[test]
fn headings_and_notices_are_told_from_running_text() {
    let text = "Perundingan Damai Ditunda Lagi\n\nPerundingan itu ditunda sampai pekan depan.\n1. Kedua pihak belum sepakat\nKedua pihak masih berselisih soal tapal batas.\nBaca juga: Perundingan Gagal\nADVERTISEMENT\nRapat ditutup. Advertisement Menteri pulang. (abc/def)\n***";
    let kinds: Vec<Block> = blocks(text, None).iter().map(|(block, _)| *block).collect();
    use Block::*;
    assert_eq!(
        kinds,
        [
            Headline,
            Body,
            Heading,
            Body,
            Boilerplate,
            Boilerplate,
            Body,
            Boilerplate,
            Body,
            Boilerplate,
            Boilerplate
        ]
    );
}

#[test]
fn items_of_a_list_are_no_headings() {
    let found = blocks(
        "Rapat itu dihadiri beberapa negara.\n- Utara: mendukung usul itu\n- Selatan: menolak usul itu\nHasilnya belum jelas.\n(ab/cd)",
        None,
    );
    let kinds: Vec<Block> = found.iter().map(|(block, _)| *block).collect();
    assert_eq!(kinds, [Block::Body, Block::Body, Block::Body, Block::Body, Block::Boilerplate]);
}

#[test]
fn a_name_before_a_colon_is_no_dateline() {
    assert_ne!(blocks("Hubungan Kenya-Uganda memburuk.", None)[0].0, Block::Dateline);
    assert_ne!(blocks("Sari: Wijaya- Menteri yang baru itu tiba kemarin.", None)[0].0, Block::Dateline);
}

#[test]
fn lines_broken_around_links_are_joined() {
    let text = "Jakarta\n-\nPerundingan damai\ndi\nJenewa\n, Senin, ditunda. Alasannya belum jelas.\nKedua Pihak Belum Sepakat\nDikutip\nReuters\n, mereka tetap bertahan. (abc/dna)\nperundingan\ndamai";
    assert_eq!(
        blocks(text, None),
        [
            (Block::Dateline, "Jakarta\n-".to_owned()),
            (Block::Body, "Perundingan damai\ndi\nJenewa\n, Senin, ditunda.".to_owned()),
            (Block::Body, "Alasannya belum jelas.".to_owned()),
            (Block::Heading, "Kedua Pihak Belum Sepakat".to_owned()),
            (Block::Body, "Dikutip\nReuters\n, mereka tetap bertahan.".to_owned()),
            (Block::Boilerplate, "(abc/dna)".to_owned()),
            (Block::Boilerplate, "perundingan\ndamai".to_owned()),
        ]
    );
}

#[test]
fn roots_are_found_under_their_affixes() {
    for (form, root) in [
        ("mengirim", "kirim"),
        ("pengiriman", "kirim"),
        ("menyerang", "serang"),
        ("penembakan", "tembak"),
        ("memukul", "pukul"),
        ("mengecam", "kecam"),
        ("memperingatkan", "ingat"),
        ("mempertimbangkan", "timbang"),
        ("perjanjian", "janji"),
        ("pertemuan", "temu"),
        ("keputusan", "putus"),
        ("mengkonfirmasi", "konfirmasi"),
        ("mengonfirmasi", "konfirmasi"),
        ("menyebutkan", "sebut"),
        ("mengklaim", "klaim"),
        ("mengeklaim", "klaim"),
        ("diberlakukan", "laku"),
        ("keterlibatan", "libat"),
        ("keberhasilan", "hasil"),
        ("mengetahui", "tahu"),
        ("ketidakseimbangan", "imbang"),
        ("memberdayakan", "daya"),
        ("persenjataan", "senjata"),
        ("mengerahkan", "kerah"),
        ("dirundingkan", "runding"),
        ("kesepakatan", "sepakat"),
        ("memberikan", "beri"),
        ("pemrosesan", "proses"),
        ("mengebom", "bom"),
        ("bekerja", "kerja"),
        ("pelajar", "ajar"),
        ("mengambil", "ambil"),
        ("mengeksfiltrasi", "eksfiltrasi"),
        ("dinasti", "dinasti"),
        ("berita", "berita"),
        ("materi", "materi"),
        ("misi", "misi"),
        ("presiden", "presiden"),
        ("menteri", "menteri"),
        ("perdana", "perdana"),
        ("peristiwa", "peristiwa"),
        ("seperti", "seperti"),
        ("memberi", "beri"),
        ("pelukis", "lukis"),
        ("beramal", "amal"),
        ("berekor", "ekor"),
        ("berenang", "renang"),
        ("berasa", "rasa"),
        ("peralatan", "alat"),
        ("pengawasan", "awas"),
        ("pemasukan", "masuk"),
        ("menyelidiki", "selidik"),
        ("idealis", "ideal"),
        ("menunjukan", "tunjuk"),
        ("diletakan", "letak"),
        ("dikatakan", "kata"),
        ("keberanian", "berani"),
        ("memakan", "makan"),
        ("menormalisasi", "normal"),
        ("menasionalisasikan", "nasional"),
    ] {
        assert_eq!(&*morphology::analyze(&INDONESIAN.vocabulary, form, false).root, root, "{form}");
    }
}

#[test]
fn affixes_tell_voice_and_kind_of_noun() {
    let of = |form| morphology::analyze(&INDONESIAN.vocabulary, form, false);
    assert_eq!(of("mengirimkan").voice, Some(Voice::Active));
    assert!(of("mengirimkan").applicative);
    assert_eq!(of("diserang").voice, Some(Voice::Passive));
    assert_eq!(of("tertembak").voice, Some(Voice::Accidental));
    assert_eq!(of("bertemu").voice, Some(Voice::Stative));
    assert_eq!(of("pengiriman").nominal, Some(Nominal::Act));
    assert_eq!(of("serangan").nominal, Some(Nominal::Act));
    assert_eq!(of("penyerang").nominal, Some(Nominal::Agent));
    assert_eq!(of("kedatangan").nominal, Some(Nominal::State));
    assert!(of("negara-negara").reduplicated);
    assert_eq!(&*of("meniru-nirukan").root, "tiru");
}

#[test]
fn hostile_texts_are_read_in_time() {
    for text in [
        "a".repeat(1 << 17),
        "\"".repeat(1 << 17),
        "(.".repeat(1 << 16),
        "a.".repeat(1 << 16),
        "aB".repeat(1 << 16),
        "a-".repeat(1 << 16),
        "1,".repeat(1 << 16),
        "ku ".repeat(1 << 15),
    ] {
        let (text, analysis) = analyze(&text);
        assert_eq!(
            analysis.sentences.last().map(|s| s.span.end),
            Some(text.as_str().trim_end().len() as u32)
        );
    }
}

#[test]
fn a_text_without_stops_is_cut_into_sentences_that_can_be_looked_at() {
    let (_, analysis) = analyze(&"negara itu ".repeat(2_000));
    assert!(analysis.sentences.iter().all(|sentence| sentence.words.len() <= 1_000));
    assert_eq!(analysis.sentences.iter().map(|sentence| sentence.words.len()).sum::<usize>(), 4_000);
}

#[test]
fn segmenting_gives_the_words_of_the_analysis_and_no_reading_of_them() {
    let text = Text::from("Upayanya gagal di Ankara\n\nMenlu Turki menunda perundingan itu, katanya.");
    let (bare, full) = (INDONESIAN.segment(&text, None), INDONESIAN.analyze(&text, None));
    assert_eq!(bare.paragraphs, full.paragraphs);
    for (bare, full) in bare.sentences.iter().zip(&full.sentences) {
        let forms = |sentence: &Sentence| -> Vec<_> {
            sentence
                .words
                .iter()
                .map(|word| (word.span, word.form.clone(), word.morphology.clone()))
                .collect()
        };
        assert_eq!(forms(bare), forms(full));
        assert!(bare.names.is_empty() && bare.words.iter().all(|word| word.head.is_none()));
        assert!(full.words.iter().any(|word| word.head.is_some()));
    }
}
