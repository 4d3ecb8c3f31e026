use proptest::prelude::*;

use super::*;
use crate::NameKind;

/// A small model made by hand: *X menolak Y* is subject, verb, object; *Siti* is a person.
fn toy() -> Vec<u8> {
    let weigh = |collect: &dyn Fn(&mut Vec<u64>), class: usize| {
        let mut features = Vec::new();
        collect(&mut features);
        features.into_iter().map(|f| (f, vec![(class as u8, 1.0)])).collect::<Vec<_>>()
    };
    let merge = |parts: Vec<Vec<(u64, Row)>>| {
        let mut rows = std::collections::BTreeMap::<u64, Row>::new();
        for (feature, row) in parts.into_iter().flatten() {
            rows.entry(feature).or_default().extend(row);
        }
        write_table(&rows.into_iter().collect::<Vec<_>>()).0
    };
    let words = ["Siti", "menolak", "usul"];
    let nothing_known = write_table(&[]).0;
    let traits = Traits::all(&words, &Table::read(&nothing_known).expect("just written"));
    let tags = [Upos::Propn, Upos::Verb, Upos::Noun];
    let tagger = (0..3).map(|at| weigh(&|f| tag_features(&traits, at, &tags[..at], f), tags[at] as usize));
    let names = vec![Name { words: 0..1, kind: NameKind::Person }];
    let name_marks = marks(&names, 3);
    let finder = (0..3).map(|at| weigh(&|f| name_features(&traits, &tags, at, f), name_marks[at].into()));
    let steps = [Step::Shift, Step::Left(Deprel::Nsubj), Step::Right(Deprel::Obj), Step::Left(Deprel::Root)];
    let seen = Seen::new(&traits, &tags, &names);
    let mut state = State::new(3);
    let parser = [0, 1, 0, 0, 2, 3].map(|class| {
        let rows = weigh(&|f| step_features(&seen, &state, f), class);
        state.take(steps[class]);
        rows
    });
    write_file(&[
        nothing_known.clone(),
        merge(tagger.collect()),
        merge(finder.collect()),
        vec![0; MARKS * MARKS * 4],
        merge(parser.into()),
        write_steps(&steps),
    ])
}

#[test]
fn weights_in_the_file_lead_to_tags_names_and_tree() {
    let bytes = toy();
    let reading = Model::load(&bytes).unwrap().read(&["Siti", "menolak", "usul"]);
    assert_eq!(reading.tags, [Upos::Propn, Upos::Verb, Upos::Noun]);
    assert_eq!(reading.names, [Name { words: 0..1, kind: NameKind::Person }]);
    let tree = [(Some(1), Deprel::Nsubj), (None, Deprel::Root), (Some(1), Deprel::Obj)];
    assert_eq!(reading.tree, tree);
}

#[test]
fn another_file_another_version_and_damage_are_told_apart() {
    let good = toy();
    assert_eq!(Model::load(b"something else").unwrap_err(), ModelError::NotAModel);
    assert_eq!(Model::load(b"").unwrap_err(), ModelError::Damaged("too short"));
    let mut newer = good.clone();
    newer[8] = 99;
    assert_eq!(Model::load(&newer).unwrap_err(), ModelError::Version { found: 99 });
    for at in (12..good.len()).step_by(7) {
        let mut damaged = good.clone();
        damaged[at] ^= 1;
        assert!(matches!(Model::load(&damaged), Err(ModelError::Damaged(_))), "byte {at}");
    }
    for end in (0..good.len()).step_by(11) {
        assert!(matches!(Model::load(&good[..end]), Err(ModelError::Damaged(_))), "cut at {end}");
    }
}

#[test]
fn no_word_and_very_many_words_are_read() {
    let bytes = toy();
    let model = Model::load(&bytes).unwrap();
    let nothing = model.read(&[]);
    assert!(nothing.tags.is_empty() && nothing.names.is_empty() && nothing.tree.is_empty());
    let many = vec!["Siti"; 50_000];
    assert_eq!(one_root(&model.read(&many)), Ok(()));
}

/// Says what is wrong with a tree, if anything.
fn one_root(reading: &Reading) -> Result<(), String> {
    let roots = reading.tree.iter().filter(|(head, _)| head.is_none()).count();
    if roots != usize::from(!reading.tree.is_empty()) {
        return Err(format!("{roots} roots"));
    }
    for start in (0..reading.tree.len()).take(20) {
        let mut at = Some(start);
        for _ in 0..=reading.tree.len() {
            at = at.and_then(|at| reading.tree.get(at)?.0);
        }
        if at.is_some() {
            return Err(format!("word {start} never leads to the root"));
        }
    }
    Ok(())
}

/// Says the relation and head of a word in a sentence, read by the built-in model.
fn built_in(sentence: &str) -> (Vec<&str>, Reading) {
    let model =
        Model::load(include_bytes!("../../../../data/id/model.bin")).expect("the built-in model is sound");
    let words: Vec<&str> = sentence.split(' ').collect();
    let reading = model.read(&words);
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
        "Mesir mengatakan bahwa Israel menutup perbatasan .",
        &[("menutup", "mengatakan", Deprel::Ccomp), ("Israel", "menutup", Deprel::Nsubj)],
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn any_words_become_one_tree_and_names_in_order(
        words in prop::collection::vec("\\PC{0,6}|Siti|menolak|usul|\"", 0..60)
    ) {
        let bytes = toy();
        let model = Model::load(&bytes).unwrap();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let reading = model.read(&words);
        prop_assert_eq!(reading.tags.len(), words.len());
        prop_assert_eq!(one_root(&reading), Ok(()));
        prop_assert!(reading.names.windows(2).all(|two| two[0].words.end <= two[1].words.start));
        prop_assert!(reading.names.iter().all(|name| name.words.end <= words.len()));
        prop_assert_eq!(model.read(&words), reading);
    }

    #[test]
    fn any_model_file_reads_without_panic(
        sections in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 6),
        words in prop::collection::vec("\\PC{0,6}", 0..10)
    ) {
        let bytes = write_file(&sections);
        if let Ok(model) = Model::load(&bytes) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            model.read(&words);
        }
    }
}
