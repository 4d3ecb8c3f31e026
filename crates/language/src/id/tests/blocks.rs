//! Blocks: headlines, datelines, headings, notices, lines.

use super::*;

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
