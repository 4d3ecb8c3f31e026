//! Where sentences end.

use super::*;

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
