use super::tests::Reader;

#[test]
fn joint_speakers_are_one_span_and_several_actors() {
    let reader = Reader::new();
    for (list, count) in [
        ("Penny Wong, Winston Peters dan Melanie Joly", 3),
        ("Keir Starmer, Friedrich Merz, Emmanuel Macron, dan Giorgia Meloni", 4),
        ("Emmanuel Macron dan Friedrich Merz", 2),
    ] {
        for text in [
            format!("{list} mengatakan bahwa perundingan itu harus dilanjutkan."),
            format!("{list}, kompak mengatakan bahwa perundingan itu harus dilanjutkan."),
            format!("{list} bersama-sama mengatakan perundingan itu harus dilanjutkan."),
            format!("\"Perundingan itu harus dilanjutkan,\" kata {list}."),
        ] {
            let told = reader.one(&text);
            assert_eq!(told.speaker, list, "{text}");
            assert_eq!(told.speakers.len(), count, "{text}: {:?}", told.speakers);
        }
    }
}

#[test]
fn an_apposition_or_a_place_before_it_is_no_second_speaker() {
    let reader = Reader::new();
    let told =
        reader.one("Di Praha, Emmanuel Macron dan Friedrich Merz mengatakan bantuan itu akan segera tiba.");
    assert_eq!(told.speaker, "Emmanuel Macron dan Friedrich Merz");
    let told =
        reader.one("Penny Wong, Menteri Luar Negeri Australia, mengatakan bahwa kapal itu sudah dilepaskan.");
    assert_eq!(told.speakers, ["Penny Wong"]);
}

#[test]
fn a_text_that_is_pointed_to_speaks_for_those_who_signed_it() {
    let reader = Reader::new();
    let quote = "\"Pelabuhan itu harus segera dibuka kembali,\" tulis pernyataan itu.";
    for (before, signers) in [
        (
            "Menteri Luar Negeri Norwegia, Swedia dan Finlandia mengutuk penutupan pelabuhan Berbera. Kutukan itu \
             disampaikan ketiganya dalam sebuah pernyataan bersama pada Rabu.",
            3,
        ),
        (
            "Emmanuel Macron dan Friedrich Merz menyesalkan penutupan pelabuhan. Penyesalan itu disampaikan \
             keduanya lewat sebuah pernyataan bersama.",
            2,
        ),
        ("Dalam pernyataan bersama, Jepang dan Korea Selatan menolak penutupan pelabuhan oleh Iran.", 2),
        ("Kementerian Luar Negeri Kenya merilis sebuah pernyataan tentang penutupan itu.", 1),
        ("Penutupan pelabuhan itu dikecam Uganda, menurut pernyataan Kementerian Luar Negeri Kenya.", 1),
    ] {
        let told = reader.told(&format!("{before}\n{quote}"));
        let last = told.last().unwrap();
        assert_eq!(last.speaker, "pernyataan itu");
        assert_eq!(last.speakers.len(), signers, "{before}: {:?}", last.speakers);
    }
}

#[test]
fn a_report_that_is_pointed_to_speaks_for_those_who_wrote_it() {
    let told = Reader::new().told(
        "Dua jembatan di Mali runtuh, menurut laporan kantor berita Reuters.\n\
         Presiden Kenya William Ruto menyesalkan kejadian itu. \"Kami berduka,\" kata Ruto.\n\
         Jalan utama ke Bamako juga tertutup, demikian laporan tersebut.",
    );
    let (first, last) = (told.first().unwrap(), told.last().unwrap());
    assert_eq!(last.content, ["Jalan utama ke Bamako juga tertutup"]);
    assert!(first.speakers.iter().any(|name| name.contains("Reuters")), "{:?}", first.speakers);
    assert_eq!(last.speakers, first.speakers);
}

#[test]
fn an_outlet_that_was_quoted_is_not_the_one_who_speaks_on() {
    let told = Reader::new().told(
        "Gudang itu terbakar, menurut laporan Reuters.\n\
         Presiden Kenya William Ruto tiba di Mombasa pada Senin. Ia menuduh pemberontak membakar gudang itu.",
    );
    assert_eq!(told.last().unwrap().speakers, ["William Ruto"]);
}

#[test]
fn who_acts_in_the_clause_before_speaks_where_a_report_goes_with_it() {
    for with in ["dengan mengatakan", "seraya menegaskan", "sambil mengatakan"] {
        let text = format!(
            "William Ruto menolak usul pemerintah Uganda itu, {with} bahwa jalan harus tetap dibuka."
        );
        let told = Reader::new().one(&text);
        assert_eq!(told.speaker, "William Ruto", "{text}");
        assert_eq!(told.content, ["jalan harus tetap dibuka"]);
    }
}

#[test]
fn a_place_in_a_relative_clause_is_not_who_speaks() {
    let reader = Reader::new();
    for text in [
        "William Ruto yang sedang berkunjung ke Kampala mengatakan jalan harus tetap dibuka.",
        "William Ruto yang tengah berada di Kampala, Uganda, mengatakan bahwa jalan harus tetap dibuka.",
        "William Ruto yang ditemui di Uganda, Rwanda, dan Burundi mengatakan jalan harus tetap dibuka.",
    ] {
        assert_eq!(reader.one(text).speaker, "William Ruto", "{text}");
    }
}
