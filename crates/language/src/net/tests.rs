use proptest::prelude::*;

use super::*;
use crate::{Deprel, Name, NameKind, Reading, Scheme, Upos};

/// A network whose only weights that matter say of a word by its shape what it is: the smallest that can be read.
fn toy() -> Vec<u8> {
    const H: usize = 2;
    const ARC: usize = 2;
    const REL: usize = 2;
    let relations = [Deprel::Nsubj, Deprel::Obj, Deprel::Root];
    let ask = relations.len() * (REL + 1);
    let wave = |rows: usize, columns: usize| {
        let value = |at: usize| ((at * 7 + rows) % 11) as f32 / 11.0 - 0.4;
        Section::Weights { columns, values: (0..rows * columns).map(value).collect() }
    };
    let numbers = |columns: usize, count: usize| Section::Numbers { columns, values: vec![0.1; count] };
    let tags = Upos::ALL.len();
    let (inputs, second) = (10, 2 * H + 3 + 2);
    let late = tags + MARKS + 2 * ARC + 2 * REL;
    let mut keys = ["menolak", "usul"].map(key);
    keys.sort_unstable();
    write_file(&[
        ("corpora", Section::Text("own\ngsd".to_owned())),
        ("relations", Section::Text(relations.map(Deprel::as_str).join("\n"))),
        ("sizes", Section::Numbers { columns: 4, values: [H, 3, 2, ARC].map(|size| size as f32).to_vec() }),
        ("keys", Section::Keys(keys.to_vec())),
        ("vectors", wave(3, 2)),
        ("prefixes", wave(AFFIX_BUCKETS, 2)),
        ("suffixes", wave(AFFIX_BUCKETS, 2)),
        ("shapes", wave(SHAPES, 2)),
        ("corpus", wave(2, 2)),
        ("1.input", wave(8 * H, inputs)),
        ("1.bias", numbers(8 * H, 8 * H)),
        ("1.onward", wave(4 * H, H)),
        ("1.backward", wave(4 * H, H)),
        ("2.input", wave(8 * H, second)),
        ("2.bias", numbers(8 * H, 8 * H)),
        ("2.onward", wave(4 * H, H)),
        ("2.backward", wave(4 * H, H)),
        ("early", wave(tags + MARKS, 2 * H)),
        ("early.bias", numbers(tags + MARKS, tags + MARKS)),
        ("tag_beds", numbers(3, tags * 3)),
        ("name_beds", numbers(2, MARKS * 2)),
        ("late", wave(late, 2 * H)),
        ("late.bias", numbers(late, late)),
        ("name_steps", numbers(MARKS, MARKS * MARKS)),
        ("arc", wave(ARC, ARC)),
        ("arc.bias", numbers(ARC, ARC)),
        ("arc_root", numbers(ARC, ARC)),
        ("relation", wave(ask, REL)),
        ("relation.bias", numbers(ask, ask)),
        ("relation_root", numbers(REL, REL)),
    ])
}

#[test]
fn another_file_another_version_and_damage_are_told_apart() {
    let good = toy();
    assert!(Network::load(&good).is_ok());
    assert_eq!(Network::load(b"something else").unwrap_err(), ModelError::NotAModel);
    assert!(matches!(Network::load(b"").unwrap_err(), ModelError::Damaged(_)));
    let mut newer = good.clone();
    newer[8] = 99;
    assert_eq!(Network::load(&newer).unwrap_err(), ModelError::Version { found: 99 });
    for at in (12..good.len()).step_by(997) {
        let mut damaged = good.clone();
        damaged[at] ^= 1;
        assert!(matches!(Network::load(&damaged), Err(ModelError::Damaged(_))), "byte {at}");
    }
    for end in (0..good.len()).step_by(997) {
        assert!(matches!(Network::load(&good[..end]), Err(ModelError::Damaged(_))), "cut at {end}");
    }
}

#[test]
fn a_file_without_one_of_its_sections_or_with_a_smaller_one_is_refused_by_its_name() {
    let lone = write_file(&[("corpora", Section::Text("own".to_owned()))]);
    assert_eq!(Network::load(&lone).unwrap_err(), ModelError::Section("keys"));
    assert!(ModelError::Section("keys").to_string().contains("`keys`"));
}

#[test]
fn no_word_and_very_many_words_are_read() {
    let bytes = toy();
    let network = Network::load(&bytes).unwrap();
    assert!(network.read(&[], Scheme::Own).is_empty());
    assert_eq!(network.read(&[Vec::new()], Scheme::Own), [Reading::default()]);
    let many = network.read(&[vec!["Siti"; 5_000], vec!["usul"]], Scheme::Own);
    assert_eq!((many[0].tags.len(), many[1].tags.len()), (5_000, 1));
    assert_eq!(many[0].tree.iter().filter(|(head, _)| head.is_none()).count(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn a_sentence_reads_the_same_alone_and_beside_any_others(
        sentences in prop::collection::vec(prop::collection::vec("\\PC{0,6}|Siti|menolak|usul|\"", 0..30), 1..9)
    ) {
        let bytes = toy();
        let network = Network::load(&bytes).unwrap();
        let words: Vec<Vec<&str>> = sentences.iter().map(|s| s.iter().map(String::as_str).collect()).collect();
        let together = network.read(&words, Scheme::Gsd);
        for (words, reading) in words.iter().zip(&together) {
            prop_assert_eq!(&network.read(std::slice::from_ref(words), Scheme::Gsd)[0], reading);
        }
    }
}

/// What the built-in model reads in a sentence.
fn built_in(sentence: &str) -> (Vec<&str>, Reading) {
    let network =
        Network::load(include_bytes!("../../../../data/id/model.bin")).expect("the built-in model is sound");
    let words: Vec<&str> = sentence.split(' ').collect();
    let reading = network.read(std::slice::from_ref(&words), Scheme::Own).remove(0);
    (words, reading)
}

#[track_caller]
fn check_arcs(sentence: &str, arcs: &[(&str, &str, Deprel)]) {
    let (words, reading) = built_in(sentence);
    let at = |word: &str| words.iter().position(|w| *w == word).expect("the word is in the sentence");
    for &(word, head, deprel) in arcs {
        assert_eq!(reading.tree[at(word)], (Some(at(head)), deprel), "{word} in {sentence}");
    }
}

#[test]
fn the_built_in_model_tells_persons_from_the_places_they_speak_for() {
    let sentence = "Juru bicara Elysee Claire Fontaine membantah kabar itu pada Selasa .";
    check_arcs(
        sentence,
        &[
            ("Elysee", "Juru", Deprel::Nmod),
            ("Claire", "Juru", Deprel::Flat),
            ("Juru", "membantah", Deprel::Nsubj),
            ("kabar", "membantah", Deprel::Obj),
        ],
    );
    let (_, reading) = built_in(sentence);
    assert!(reading.names.contains(&Name { words: 3..5, kind: NameKind::Person }), "{:?}", reading.names);
}

#[test]
fn the_built_in_model_reads_who_says_and_who_does() {
    check_arcs(
        "\" Kami tidak akan mundur , \" kata Menteri Pertahanan Finlandia Antti Hakkanen .",
        &[("kata", "mundur", Deprel::Parataxis), ("Menteri", "kata", Deprel::Nsubj)],
    );
    check_arcs(
        "Gudang itu dibakar oleh milisi Sudan pada Minggu .",
        &[("Gudang", "dibakar", Deprel::NsubjPass), ("milisi", "dibakar", Deprel::OblAgent)],
    );
    check_arcs(
        "Usul itu ditolak mereka .",
        &[("Usul", "ditolak", Deprel::NsubjPass), ("mereka", "ditolak", Deprel::OblAgent)],
    );
    check_arcs(
        "Mesir mengatakan bahwa Israel menutup perbatasan .",
        &[("menutup", "mengatakan", Deprel::Ccomp), ("Israel", "menutup", Deprel::Nsubj)],
    );
}
