//! Words: clitics, what is run together, roots and affixes.

use super::*;

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
