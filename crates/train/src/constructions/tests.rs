use super::*;

/// A tree from `word/TAG/head/relation` and, where a name is marked, `/B-PER`.
fn tree(words: &str) -> Tree {
    let rows = words.split_whitespace().enumerate().map(|(at, word)| {
        let cols: Vec<&str> = word.split('/').collect();
        let misc = cols.get(4).map_or("_".to_owned(), |tag| format!("Name={tag}"));
        format!("{}\t{}\t_\t{}\t_\t_\t{}\t{}\t_\t{misc}", at + 1, cols[0], cols[1], cols[2], cols[3])
    });
    treebank::read_tree(&rows.collect::<Vec<_>>().join("\n")).unwrap()
}

fn measured(gold: &str, found: &str) -> Report {
    score(&[tree(gold)], &[tree(found)], &Cues::read(CUES).unwrap()).unwrap()
}

fn count(gold: usize, found: usize, right: usize) -> Count {
    Count { gold, found, right }
}

const SPEECH: &str = "Kami/PRON/2/nsubj setuju/VERB/0/root ,/PUNCT/2/punct kata/VERB/2/parataxis \
     Menteri/NOUN/4/nsubj Siti/PROPN/5/flat/B-PER Aminah/PROPN/5/flat/I-PER";

#[test]
fn true_trees_are_all_right() {
    let report = measured(SPEECH, SPEECH);
    assert_eq!((report.words, report.heads, report.arcs), (7, 7, 7));
    assert_eq!(report.of(Construction::Speaker), count(1, 1, 1));
    assert_eq!(report.of(Construction::Name), count(1, 1, 1));
    assert_eq!(report.of(Construction::Object), count(0, 0, 0));
    assert_eq!(report.names, Some(count(1, 1, 1)));
}

#[test]
fn a_speaker_taken_for_an_object_is_missed_and_an_object_too_many() {
    let report = measured(SPEECH, &SPEECH.replace("Menteri/NOUN/4/nsubj", "Menteri/NOUN/4/obj"));
    assert_eq!(report.of(Construction::Speaker), count(1, 0, 0));
    assert_eq!(report.of(Construction::Object), count(0, 1, 0));
    assert_eq!((report.words, report.heads, report.arcs), (7, 7, 6));
}

#[test]
fn the_subject_of_a_verb_that_reports_nothing_is_no_speaker() {
    let flight = "Siti/PROPN/2/nsubj/B-PER terbang/VERB/0/root";
    assert_eq!(measured(flight, flight).of(Construction::Speaker), count(0, 0, 0));
}

#[test]
fn a_reporting_word_that_is_a_noun_has_no_speaker() {
    let noun = "Itu/PRON/2/nsubj kata/NOUN/0/root";
    assert_eq!(measured(noun, noun).of(Construction::Speaker), count(0, 0, 0));
}

#[test]
fn who_speaks_by_a_passive_is_speaker_and_agent_and_the_report_is_not() {
    let passive = "Hal/NOUN/2/nsubj:pass disampaikan/VERB/0/root Oslo/PROPN/2/obl:agent/B-LOC";
    let report = measured(passive, &passive.replace("Oslo/PROPN/2/obl:agent", "Oslo/PROPN/2/obj"));
    assert_eq!(report.of(Construction::Speaker), count(1, 0, 0));
    assert_eq!(report.of(Construction::Agent), count(1, 0, 0));
    assert_eq!(report.of(Construction::Object), count(1, 2, 1));
}

#[test]
fn an_outlet_that_is_credited_speaks() {
    let credit = "Dilansir/VERB/4/advcl AFP/PROPN/1/obl:agent/B-ORG Oslo/PROPN/4/nsubj setuju/VERB/0/root";
    assert_eq!(measured(credit, credit).of(Construction::Speaker), count(1, 1, 1));
}

#[test]
fn who_stands_after_menurut_speaks_and_must_hang_on_the_right_word() {
    let by = "Menurut/ADP/2/case Oslo/PROPN/4/obl/B-LOC kapal/NOUN/4/nsubj tiba/VERB/0/root";
    let report = measured(by, &by.replace("Oslo/PROPN/4/obl", "Oslo/PROPN/3/obl"));
    assert_eq!(report.of(Construction::Speaker), count(1, 1, 0));
    let without_case = by.replace("Menurut/ADP/2/case", "Menurut/ADP/2/mark");
    assert_eq!(measured(by, &without_case).of(Construction::Speaker), count(1, 0, 0));
}

#[test]
fn a_name_under_the_place_before_it_is_found_wrong() {
    let title =
        "Presiden/NOUN/0/root Rusia/PROPN/1/nmod/B-LOC Vladimir/PROPN/1/flat/B-PER Putin/PROPN/1/flat/I-PER";
    let report = measured(title, &title.replace("Vladimir/PROPN/1", "Vladimir/PROPN/2"));
    assert_eq!(report.of(Construction::Name), count(1, 1, 0));
}

#[test]
fn joined_words_count_with_what_joins_them() {
    let pair = "Oslo/PROPN/0/root dan/CCONJ/3/cc Roma/PROPN/1/conj";
    let report = measured(pair, &pair.replace("dan/CCONJ/3", "dan/CCONJ/1"));
    assert_eq!(report.of(Construction::Coordination), count(2, 2, 1));
}

#[test]
fn shares_are_percent_and_nothing_is_zero() {
    let NameScore { precision, recall, f1 } = count(4, 2, 1).shares();
    assert_eq!((precision, recall), (50.0, 25.0));
    assert!((f1 - 100.0 / 3.0).abs() < 1e-9);
    assert_eq!(count(0, 0, 0).shares().f1, 0.0);
}

#[test]
fn other_sentences_are_refused() {
    let cues = Cues::default();
    let (one, other) = (tree("Oslo/PROPN/0/root"), tree("Roma/PROPN/0/root"));
    let reason = |found: &[Tree]| score(std::slice::from_ref(&one), found, &cues).unwrap_err().to_string();
    assert!(reason(&[]).contains("1 true sentences, but 0 found"));
    assert!(reason(&[other]).contains("sentence 1 has other words: \"Oslo\", found \"Roma\""));
}

#[test]
fn the_sentences_to_measure_on_hold_enough_of_each_construction() {
    let held = treebank::parse(include_str!("../../treebank/id-news-held.conllu")).unwrap();
    let report = score(&held, &held, &Cues::read(CUES).unwrap()).unwrap();
    for construction in Construction::ALL {
        assert!(report.of(construction).gold >= 40, "{}", construction.as_str());
    }
}

#[test]
fn a_file_of_found_trees_says_nothing_of_names() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("gold.conllu");
    fs::write(&path, tree(SPEECH).lines.join("\n")).unwrap();
    let report = run(&Arguments { gold: path.clone(), found: Some(path), model: None }).unwrap();
    assert_eq!(report.names, None);
    assert_eq!(report.of(Construction::Speaker), count(1, 1, 1));
    assert!(report.to_string().starts_with("7 words  UAS 100.00  LAS 100.00\n"), "{report}");
}
