use std::time::Instant;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use telisik_language::{Analysis, Block, Sentence};
use telisik_lexicon::{Calendar, Sources};
use telisik_record::{Basis, Document, Lang, Span, Time, WarningCode};

use super::{Times, read};
use crate::Article;

fn read_text(text: &str, published: Option<&str>) -> Times {
    read_in(Lang::Id, text, published)
}

pub(super) fn read_in(lang: Lang, text: &str, published: Option<&str>) -> Times {
    let calendar = Calendar::load(&Sources::builtin(), lang.code()).unwrap();
    let mut document = Document::new("test", lang, text);
    document.published = published.map(|day| day.parse().unwrap());
    let analysis = Analysis::default();
    read(Article { document: &document, analysis: &analysis }, &calendar)
}

fn printed(text: &str, time: &Time) -> String {
    text.chars().skip(time.span.start as usize).take(time.span.len() as usize).collect()
}

/// Expression, value, modifier.
pub(super) type Expected = (&'static str, &'static str, &'static str);

/// Reads each text as if published on Wednesday, 15 May 2024 and compares expressions, values, modifiers.
fn check(cases: &[(&str, &[Expected])]) {
    check_in(Lang::Id, cases);
}

/// As [`check`], in any language.
pub(super) fn check_in(lang: Lang, cases: &[(&str, &[Expected])]) {
    for (text, expected) in cases {
        let times = read_in(lang, text, Some("2024-05-15")).times;
        let found: Vec<(String, &str, &str)> = times
            .iter()
            .map(|time| {
                (printed(text, time), time.value.as_str(), time.modifier.as_deref().unwrap_or_default())
            })
            .collect();
        let expected: Vec<(String, &str, &str)> =
            expected.iter().map(|&(span, value, modifier)| (span.to_owned(), value, modifier)).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn every_calendar_word_reads_as_its_examples_say() {
    for lang in Lang::ALL {
        let calendar = Calendar::load(&Sources::builtin(), lang.code()).unwrap();
        for word in calendar.words() {
            for (text, value) in &word.examples {
                let times = read_in(lang, text, Some("2024-05-15")).times;
                let found: Vec<_> =
                    times.iter().map(|time| (printed(text, time), time.value.as_str())).collect();
                assert_eq!(found, [(text.clone(), value.as_str())], "{lang} {}", word.key);
            }
        }
    }
}

#[test]
fn printed_dates_read_in_all_their_forms() {
    check(&[
        ("Keduanya bertemu di Oslo, Senin (13/5/2024).", &[("Senin (13/5/2024)", "2024-05-13", "")]),
        ("Sidang dibuka Rabu(8/5) di Wina.", &[("Rabu(8/5)", "2024-05-08", "")]),
        ("Duta besar tiba pada hari Selasa (14/05).", &[("hari Selasa (14/05)", "2024-05-14", "")]),
        ("Ia dilantik Senin 6 Mei lalu.", &[("Senin 6 Mei lalu", "2024-05-06", "")]),
        ("Data per tanggal 2024-04-30 dirilis.", &[("tanggal 2024-04-30", "2024-04-30", "")]),
        ("Kapal itu tenggelam pada 3 November 1987.", &[("3 November 1987", "1987-11-03", "")]),
        ("Kapal itu tenggelam pada 3/11/87.", &[("3/11/87", "1987-11-03", "")]),
        ("Perjanjian diteken 12/31/2019 di Seoul.", &[("12/31/2019", "2019-12-31", "")]),
        ("Presiden tiba Selasa, 7 Mei 2024.", &[("Selasa, 7 Mei 2024", "2024-05-07", "")]),
        ("Mereka berunding Minggu (12/5) kemarin.", &[("Minggu (12/5) kemarin", "2024-05-12", "")]),
        ("Delegasi tiba diAnkaraSenin (13/5).", &[("Senin (13/5)", "2024-05-13", "")]),
    ]);
}

#[test]
fn a_year_not_printed_is_found_by_pointers_and_nearness() {
    check(&[
        ("Pemilu digelar pada 2 Desember mendatang.", &[("2 Desember mendatang", "2024-12-02", "")]),
        ("Gencatan senjata berlaku sejak 27 November.", &[("27 November", "2023-11-27", "")]),
        ("Menjelang tenggat 30 September, parlemen bersidang.", &[("30 September", "2024-09-30", "")]),
        ("Ia ditahan Oktober tahun lalu.", &[("Oktober tahun lalu", "2023-10", "")]),
        ("Ia ditahan Oktober lalu.", &[("Oktober lalu", "2023-10", "")]),
        (
            "Pada 4 Juli 2019 ia pergi; sejak 4 Juli ia hilang.",
            &[("4 Juli 2019", "2019-07-04", ""), ("4 Juli", "2019-07-04", "")],
        ),
    ]);
}

#[test]
fn months_years_and_longer_periods_read_with_their_stage() {
    check(&[
        ("Pertempuran pecah pada pertengahan Maret.", &[("pertengahan Maret", "2024-03", "MID")]),
        ("Utusan tiba awal pekan ini.", &[("awal pekan ini", "2024-W20", "START")]),
        ("Pabrik itu tutup akhir 2022.", &[("akhir 2022", "2022", "END")]),
        ("Sejak tahun 1990-an, wilayah itu sengketa.", &[("tahun 1990-an", "199X", "")]),
        ("Benteng dari abad ke-17 itu hancur.", &[("abad ke-17", "16", "")]),
        ("Ekspor turun pada kuartal kedua tahun lalu.", &[("kuartal kedua tahun lalu", "2023-Q2", "")]),
        ("Pulau itu diduduki sejak 1895; lebih dari 1895 ton beras tiba.", &[("1895", "1895", "")]),
        ("Perang 1980-1988 itu menelan banyak korban.", &[("1980-1988", "1980/1988", "")]),
        ("KTT itu digelar 11–13 Juni di Roma.", &[("11–13 Juni", "2024-06-11/2024-06-13", "")]),
        ("Latihan 29 April-3 Mei 2024 itu selesai.", &[("29 April-3 Mei 2024", "2024-04-29/2024-05-03", "")]),
        (
            "Latihan 29 Desember-2 Januari 2024 itu selesai.",
            &[("29 Desember-2 Januari 2024", "2023-12-29/2024-01-02", "")],
        ),
    ]);
}

#[test]
fn weeks_are_told_from_sundays() {
    check(&[
        ("Ia tiba pada Minggu lalu.", &[("Minggu lalu", "2024-05-12", "")]),
        ("Ia tiba minggu lalu.", &[("minggu lalu", "2024-W19", "")]),
        ("Minggu lalu, ia tiba.", &[("Minggu lalu", "2024-W19", "")]),
        ("Menlu Terbang ke Doha Minggu Depan", &[("Minggu Depan", "2024-W21", "")]),
        ("Mereka bersidang dua minggu.", &[("dua minggu", "P2W", "")]),
        ("Ia bicara pada Minggu dan Senin.", &[("Minggu", "2024-05-12", ""), ("Senin", "2024-05-13", "")]),
        ("Mereka rapat akhir pekan lalu.", &[("akhir pekan lalu", "2024-W19-WE", "")]),
    ]);
}

#[test]
fn times_of_day_take_the_day_they_stand_with() {
    check(&[
        ("Ledakan terjadi Selasa (14/5) malam.", &[("Selasa (14/5) malam", "2024-05-14TNI", "")]),
        ("Rapat dimulai pukul 19.30 WIB.", &[("pukul 19.30 WIB", "2024-05-15T19:30", "")]),
        (
            "Kapal berangkat Senin pukul 6 sore waktu setempat.",
            &[("Senin pukul 6 sore waktu setempat", "2024-05-13T18:00", "")],
        ),
        (
            "Serangan pada Minggu (12/5) itu mulai sekitar pukul 03.15.",
            &[("Minggu (12/5)", "2024-05-12", ""), ("sekitar pukul 03.15", "2024-05-12T03:15", "APPROX")],
        ),
        (
            "Pelabuhan ditutup sejak pukul 19.30 waktu setempat pada Rabu (22/5).",
            &[("pukul 19.30 waktu setempat pada Rabu (22/5)", "2024-05-22T19:30", "")],
        ),
        ("Mereka diserang tadi malam.", &[("tadi malam", "2024-05-14TNI", "")]),
    ]);
}

#[test]
fn lengths_and_repetitions_read_with_their_hedges() {
    check(&[
        ("Blokade itu berlangsung lebih dari 18 hari.", &[("lebih dari 18 hari", "P18D", "MORE_THAN")]),
        (
            "Konflik hampir tiga setengah tahun itu reda.",
            &[("hampir tiga setengah tahun", "P3Y6M", "LESS_THAN")],
        ),
        ("Dalam 24 jam terakhir tak ada korban.", &[("24 jam terakhir", "PT24H", "")]),
        ("Perbaikan makan waktu 1-2 tahun.", &[("1-2 tahun", "P1Y/P2Y", "")]),
        ("Ia menunggu dua ratus lima puluh hari.", &[("dua ratus lima puluh hari", "P250D", "")]),
        ("Rapat makan waktu 1,5 jam.", &[("1,5 jam", "PT1.5H", "")]),
        ("Orbitnya 1,05 tahun.", &[("1,05 tahun", "P1.05Y", "")]),
        ("Blokade itu bertahan 1,5 dekade.", &[("1,5 dekade", "P15Y", "")]),
        ("Konvoi lewat setiap hari.", &[("setiap hari", "P1D", "")]),
        ("Tiga tahun lalu ia mundur.", &[("Tiga tahun lalu", "2021", "")]),
        ("Mereka bertemu dua pekan lalu.", &[("dua pekan lalu", "2024-W18", "")]),
    ]);
}

#[test]
fn what_was_told_before_tells_what_is_meant() {
    check(&[
        (
            "Rapat digelar Senin (6/5). Pada hari yang sama ia mundur.",
            &[("Senin (6/5)", "2024-05-06", ""), ("hari yang sama", "2024-05-06", "")],
        ),
        (
            "Pada 2015 ia menang. Dua tahun sebelumnya ia kalah.",
            &[("2015", "2015", ""), ("Dua tahun sebelumnya", "2013", "")],
        ),
        (
            "Pada Selasa (14/5) ia tiba dan pada malam hari ia berpidato.",
            &[("Selasa (14/5)", "2024-05-14", ""), ("malam hari", "2024-05-14TNI", "")],
        ),
        (
            "Perang memasuki hari kelima pada Jumat (10/5/2024).",
            &[("hari kelima", "2024-05-10", ""), ("Jumat (10/5/2024)", "2024-05-10", "")],
        ),
        (
            "Jembatan dibuka setiap hari, dari pukul 07.00 hingga 21.30 waktu setempat.",
            &[
                ("setiap hari", "P1D", ""),
                ("pukul 07.00", "T07:00", ""),
                ("21.30 waktu setempat", "T21:30", ""),
            ],
        ),
        (
            "Rapat berlangsung minggu depan, Senin atau Jumat.",
            &[("minggu depan", "2024-W21", ""), ("Senin", "2024-05-20", ""), ("Jumat", "2024-05-24", "")],
        ),
        ("Ia tiba Selasa pekan depan.", &[("Selasa pekan depan", "2024-05-21", "")]),
    ]);
}

#[test]
fn what_looks_like_a_time_inside_a_name_or_phrase_stays_unread() {
    check(&[
        ("Kehidupan sehari-hari warga dan masa depan bangsa.", &[]),
        ("Menurut harian Suara Oslo, pakaian musim dingin habis.", &[]),
        ("Konflik Timur Tengah hari ini memanas.", &[("hari ini", "2024-05-15", "")]),
        ("Produksi naik di masa depan.", &[("masa depan", "FUTURE_REF", "")]),
        ("Harga turun secara tahunan.", &[]),
        ("Kapal itu dipamerkan di Airshow Oslo 2024.", &[]),
        ("Perang Enam Hari pecah pada 1967.", &[("1967", "1967", "")]),
    ]);
}

#[test]
fn a_word_glued_to_a_name_is_parted_from_it() {
    check(&[
        (
            "Kunjungan Wardoyohari ini dan serangan Ruritaniapekan lalu.",
            &[("hari ini", "2024-05-15", ""), ("pekan lalu", "2024-W19", "")],
        ),
        ("Serangan berakhir pekan lalu.", &[("pekan lalu", "2024-W19", "")]),
    ]);
}

#[test]
fn numbers_that_are_no_times_stay_unread() {
    check(&[
        ("Resolusi 1929 dan 2.015 ton beras senilai Rp2024.", &[]),
        ("Laga berakhir 3/2 dan naik 1,5 persen di situs 10/24.", &[]),
        ("Sebelumnya, kemudian, saat itu ia diam.", &[]),
        ("Matahari ini terbit; ia mengakhiri pidato.", &[]),
    ]);
}

#[test]
fn the_first_dated_day_is_the_reference_where_no_publication_is_given() {
    let text = "Jakarta - Konflik sejak 2 Maret 2021 itu dibahas pada Jumat (10/11/2023). Pekan lalu mereka bertemu.";
    let times = read_text(text, None);
    assert_eq!(times.reference_date, Some(date(2023, 11, 10)));
    assert_eq!(times.published, None);
    let week = times.times.last().unwrap();
    assert_eq!((week.value.as_str(), week.basis), ("2023-W44", Basis::Earlier));
    assert_eq!(week.interval, Some([date(2023, 10, 30), date(2023, 11, 5)]));
}

#[test]
fn a_date_in_the_dateline_is_the_reference_before_any_other() {
    let calendar = Calendar::load(&Sources::builtin(), "id").unwrap();
    let text = "Jakarta, 3 April 2022 - Besok, menteri yang dilantik Senin (6/1/2020) itu pergi.";
    let document = Document::new("test", Lang::Id, text);
    let sentence = |start, end, block| Sentence {
        span: Span::new(start, end),
        paragraph: 0,
        block,
        tokens: Vec::new(),
        words: Vec::new(),
        names: Vec::new(),
    };
    let sentences = vec![sentence(0, 23, Block::Dateline), sentence(24, 80, Block::Body)];
    let analysis = Analysis { paragraphs: Vec::new(), sentences };
    let times = read(Article { document: &document, analysis: &analysis }, &calendar);
    assert_eq!(times.reference_date, Some(date(2022, 4, 3)));
    assert_eq!((times.times[1].value.as_str(), times.times[1].basis), ("2022-04-04", Basis::Dateline));
}

#[test]
fn a_day_of_history_is_no_reference_for_a_weekday_it_contradicts() {
    let text = "Pabrik itu dibangun 2 Maret 1966. Serikat bertemu Kamis (7/12) di Oslo.";
    let times = read_text(text, None);
    assert_eq!(times.reference_date, None);
    assert_eq!(times.times[1].value, "XXXX-12-07");
}

#[test]
fn without_any_date_relative_times_stay_open() {
    let text = "Pekan lalu, Kamis, 5 Maret, besok dan kemarin malam.";
    let times = read_text(text, None);
    assert_eq!(times.reference_date, None);
    let values: Vec<_> = times.times.iter().map(|time| time.value.as_str()).collect();
    assert_eq!(values[0], "PAST_REF");
    assert!(times.times.iter().all(|time| time.basis == Basis::None && time.interval.is_none()));
}

#[test]
fn stages_have_days() {
    let interval = |text: &str| read_text(text, Some("2024-05-15")).times[0].interval;
    let days = |first: Date, last: Date| Some([first, last]);
    assert_eq!(interval("awal Oktober 2023"), days(date(2023, 10, 1), date(2023, 10, 10)));
    assert_eq!(interval("pertengahan Oktober 2023"), days(date(2023, 10, 11), date(2023, 10, 20)));
    assert_eq!(interval("akhir Februari 2023"), days(date(2023, 2, 21), date(2023, 2, 28)));
    assert_eq!(interval("awal 2023"), days(date(2023, 1, 1), date(2023, 4, 30)));
    assert_eq!(interval("akhir pekan lalu"), days(date(2024, 5, 11), date(2024, 5, 12)));
}

#[test]
fn a_weekday_that_is_not_the_dates_is_warned_of_and_the_date_stands() {
    let times = read_text("Rapat digelar Kamis (14/5/2024) di Bern.", Some("2024-05-15"));
    assert_eq!(times.times[0].value, "2024-05-14");
    assert_eq!(times.warnings.len(), 1);
    assert_eq!(times.warnings[0].code, WarningCode::WeekdayDate);
    assert_eq!(times.warnings[0].span, Some(times.times[0].span));
    let agreeing = read_text("Rapat digelar Selasa (14/5/2024) di Bern.", Some("2024-05-15"));
    assert!(agreeing.warnings.is_empty());
}

#[test]
fn days_that_no_calendar_has_stay_unread() {
    assert!(read_text("Pada 31 Februari 2024 dan 45/13/2024.", Some("2024-05-15")).times.is_empty());
}

#[test]
fn the_ends_of_the_calendar_do_no_harm() {
    for published in ["9999-12-31", "0001-01-01"] {
        let text = "Besok, lusa, kemarin, pekan depan, pekan lalu, bulan depan, tahun depan, tahun lalu, abad lalu, \
                    Minggu, Senin depan, 999999999 tahun lalu, 4294967295 hari lalu, akhir pekan depan, 7 Oktober.";
        let _ = read_text(text, Some(published));
    }
}

#[test]
fn long_hostile_texts_are_read_in_linear_time() {
    let begun = Instant::now();
    for part in ["1", "setiap ", "Senin, ", "(1/1) ", "dua puluh ", "A", "pukul 1.", "1-"] {
        let _ = read_text(&part.repeat(60_000 / part.len()), Some("2024-05-15"));
    }
    for part in [
        "the ", "last ", "every ", "Monday, ", "1/", "twenty-", "a half ", "May ", "1 to ", "of the ",
        "p.m. ",
    ] {
        let _ = read_in(Lang::En, &part.repeat(60_000 / part.len()), Some("2024-05-15"));
    }
    // Far above what it takes, far below what a quadratic reader would.
    assert!(begun.elapsed().as_secs() < 60);
}

proptest! {
    #[test]
    fn no_text_panics_and_times_are_in_order(
        words in proptest::collection::vec(
            prop_oneof![
                "[0-9]{1,10}", "\\PC{0,6}", "[/().,:-]", "Senin|Minggu|minggu|hari|pekan|tahun|abad|dekade",
                "lalu|depan|ini|itu|sebelumnya|terakhir|hingga|awal|akhir|setiap|ke|kedua|puluh|setengah",
                "Oktober|Februari|tanggal|pukul|jam|pagi|malam|WIB|GMT|kemarin|besok|Natal|Imlek|kuartal",
                "Monday|Sundays|May|March|Sept|the|of|last|this|next|past|ago|earlier|later|early|end|mid|every",
                "day|days|week|year|years|quarter|half|century|a|an|twenty|hundred|third|and|a half|p.m.|EST|noon",
            ],
            0..25,
        ),
        glue in "| |\n",
        english: bool,
        published in proptest::option::of("(0001|2024|9999)-(01|02|12)-(01|28|31)"),
    ) {
        let text = words.join(&glue);
        let length = text.chars().count() as u32;
        let published = published.filter(|day| day.parse::<telisik_record::Edtf>().is_ok());
        let lang = if english { Lang::En } else { Lang::Id };
        let times = read_in(lang, &text, published.as_deref());
        let mut end = 0;
        for time in &times.times {
            prop_assert!(time.span.start >= end && time.span.end <= length && !time.span.is_empty());
            prop_assert!(!time.value.is_empty());
            if let Some([first, last]) = time.interval {
                prop_assert!(first <= last);
            }
            end = time.span.end;
        }
    }
}
