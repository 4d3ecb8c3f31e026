use super::tests::{Reader, Told};

fn via(told: &[Told]) -> Vec<Vec<&str>> {
    told.iter().map(|told| told.via.iter().map(String::as_str).collect()).collect()
}

#[test]
fn an_outlet_is_named_without_its_kind_its_country_and_its_reporter() {
    let reader = Reader::new();
    for (text, outlet) in [
        ("\"Kami akan pulang,\" kata Penny Wong, seperti dilansir kantor berita Turki, Anadolu.", "Anadolu"),
        (
            "\"Kami akan pulang,\" kata Penny Wong, dikutip dari Times of Israel, Senin (3/3).",
            "Times of Israel",
        ),
        ("Jembatan itu sudah runtuh, lapor koresponden BBC Rina Moen.", "BBC"),
        ("Jembatan itu sudah runtuh, lapor reporter senior AFP.", "AFP"),
        ("\"Kami akan pulang,\" kata Penny Wong, mengutip Palestine Chronicles.", "Palestine Chronicles"),
        ("Menurut sumber Al Jazeera, jembatan itu sudah runtuh.", "Al Jazeera"),
    ] {
        let told = reader.one(text);
        assert_eq!(told.via, [outlet], "{text}");
    }
}

#[test]
fn what_a_speaker_is_quoted_from_is_no_outlet() {
    let reader = Reader::new();
    for text in [
        "\"Kami akan pulang,\" kata Penny Wong, dikutip dari pernyataan tertulis, Senin (3/3).",
        "\"Kami akan pulang,\" kata Penny Wong, dikutip dari laman Kementerian Luar Negeri Australia.",
        "Juru bicara itu mengatakan dua truk terbakar, mengutip Kementerian Pertahanan Mali.",
    ] {
        let told = reader.one(text);
        assert!(told.via.is_empty(), "{text}: {told:?}");
    }
}

#[test]
fn whoever_quotes_is_the_outlet_and_whoever_is_quoted_the_speaker() {
    let text =
        "Laporan Reuters, dengan mengutip sejumlah pejabat Mali mengungkapkan bahwa dua truk terbakar.";
    let told = Reader::new().one(text);
    assert_eq!(told.via, ["Reuters"], "{told:?}");
}

#[test]
fn an_outlet_that_was_spoken_with_is_credited_where_it_is_known() {
    let reader = Reader::new();
    for text in [
        "\"Kami akan pulang,\" kata Penny Wong kepada para wartawan asing, termasuk AFP.",
        "Ketika dihubungi oleh AFP, Penny Wong mengatakan dua kapal sudah berangkat.",
        "Dalam surat yang dilihat AFP, Penny Wong mengatakan dua kapal sudah berangkat.",
    ] {
        let told = reader.one(text);
        assert_eq!(told.via, ["AFP"], "{text}");
    }
}

#[test]
fn an_opening_credit_and_its_day_are_no_part_of_the_report() {
    let text = "Dilansir AFP, Kamis (19/6/2025), dua kapal Australia sudah berangkat, kata Penny Wong.";
    let told = Reader::new().one(text);
    assert_eq!(
        (told.content[0].as_str(), told.via.len()),
        ("dua kapal Australia sudah berangkat", 1),
        "{told:?}"
    );
}

#[test]
fn a_credit_goes_on_with_its_speaker_until_another_occasion() {
    let text = "\"Kami akan pulang,\" kata Penny Wong, dikutip dari Reuters.\nPenny Wong menambahkan bahwa dua kapal \
                sudah berangkat.\n{} Penny Wong mengatakan perundingan itu gagal.";
    let reader = Reader::new();
    for (opening, last) in
        [("Lalu,", vec!["Reuters"]), ("Sebelumnya,", vec![]), ("Beberapa jam kemudian,", vec![])]
    {
        let told = reader.told(&text.replace("{}", opening));
        assert_eq!(via(&told), [vec!["Reuters"], vec!["Reuters"], last], "{told:#?}");
    }
}

#[test]
fn a_credit_does_not_go_on_to_somebody_else_nor_far_behind_one() {
    let text = "\"Kami akan pulang,\" kata Penny Wong, dikutip dari Reuters.\nWilliam Ruto mengatakan dua kapal sudah \
                berangkat.\nHujan turun di Nairobi. Pasar tutup lebih awal. Jalan tergenang.\nPenny Wong mengatakan \
                perundingan itu gagal.";
    let told = Reader::new().told(text);
    assert_eq!(via(&told), [vec!["Reuters"], vec![], vec![]], "{told:#?}");
}

#[test]
fn a_credit_of_words_not_given_goes_with_who_spoke_them() {
    let before = "William Ruto mengatakan Kenya tidak akan menarik pasukannya.\nHal itu disampaikan William Ruto dalam \
                  pidatonya, seperti dilansir Reuters.";
    let told = Reader::new().told(before);
    assert_eq!(via(&told), [vec!["Reuters"]], "{told:#?}");
    let behind = "Peringatan terbaru itu, seperti dilansir Reuters, disampaikan William Ruto di Nairobi.\n\"Kami akan \
                  tetap di sana,\" kata William Ruto.\n\"Kami juga akan tetap di sana,\" kata Penny Wong.";
    let told = Reader::new().told(behind);
    assert_eq!(via(&told), [vec!["Reuters"], vec![]], "{told:#?}");
}

#[test]
fn what_goes_on_from_a_quotation_brings_it_the_same_outlet() {
    let text = "\"Kami akan pulang,\" kata Penny Wong di Sydney.\n\"Kami sudah menunggu lama,\" tambah Penny Wong, \
                dilansir AFP.";
    let told = Reader::new().told(text);
    assert_eq!(via(&told), [vec!["AFP"], vec!["AFP"]], "{told:#?}");
}

#[test]
fn what_somebody_says_in_an_outlets_report_came_through_it() {
    let text = "Al Jazeera melaporkan Penny Wong menuduh Mali menahan dua kapal.";
    let told = Reader::new().told(text);
    let wong = told.iter().find(|told| told.speaker == "Penny Wong");
    assert!(wong.is_some_and(|told| told.via == ["Al Jazeera"]), "{told:#?}");
}

#[test]
fn a_credit_goes_on_to_a_speaker_who_is_only_pointed_back_to() {
    let text = "\"Kami akan pulang,\" kata seorang pejabat Mali kepada AFP.\n\"Kami sudah menunggu lama,\" tambah \
                pejabat Mali tersebut.\nPejabat Fiji mengatakan jalan sudah dibuka.";
    let told = Reader::new().told(text);
    assert_eq!(via(&told), [vec!["AFP"], vec!["AFP"], vec![]], "{told:#?}");
}
