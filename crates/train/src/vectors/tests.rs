use std::io::Write;
use std::path::PathBuf;

use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use tempfile::TempDir;

use super::*;
use crate::chance::Chance;

/// A folder with one file in it.
fn file(name: &str, bytes: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::File::create(&path).unwrap().write_all(bytes).unwrap();
    (folder, path)
}

fn corpus(name: &str, bytes: &[u8]) -> Corpus {
    let (_folder, path) = file(name, bytes);
    let mut gathering = Gathering::new(Lang::Id).unwrap();
    gathering.add(&path).unwrap();
    gathering.finish(1, 1000)
}

fn sentences(corpus: &Corpus) -> Vec<Vec<&str>> {
    let word = |&word: &u32| corpus.words.get(word as usize).map_or(UNKNOWN, String::as_str);
    corpus.sentences.iter().map(|range| corpus.running[range.clone()].iter().map(word).collect()).collect()
}

fn refusal(name: &str, bytes: &[u8]) -> String {
    let (_folder, path) = file(name, bytes);
    format!("{:#}", Gathering::new(Lang::Id).unwrap().add(&path).unwrap_err())
}

const OFFICES: [&str; 5] = ["menteri", "presiden", "gubernur", "jenderal", "duta"];
const ACTS: [&str; 5] = ["menolak", "mengecam", "meninjau", "membahas", "menunda"];
const PLACES: [&str; 5] = ["ankara", "muscat", "doha", "lima", "oslo"];
const MATTERS: [&str; 5] = ["usul", "rencana", "perjanjian", "anggaran", "serangan"];

/// Sentences in which words of one kind stand in the same places, as a table of tokens.
fn reports(count: usize) -> String {
    let mut chance = Chance::new(7);
    let mut pick = |words: [&'static str; 5]| words[(chance.share() * 5.0) as usize];
    let mut table = String::new();
    for number in 0..count {
        let sentence = [
            pick(OFFICES),
            pick(ACTS),
            pick(MATTERS),
            "itu",
            "di",
            pick(PLACES),
            "pukul",
            &number.to_string(),
        ]
        .join("\tX\n");
        table.push_str(&sentence);
        table.push_str("\n\n");
    }
    table
}

fn plan() -> skipgram::Plan {
    skipgram::Plan { dim: 16, epochs: 12, frequent: 1.0, rate: 0.1, ..skipgram::Plan::default() }
}

#[test]
fn words_that_stand_in_the_same_places_become_neighbours() {
    let vectors = of_corpus(&corpus("laporan.tsv", reports(600).as_bytes()), &plan());
    for kind in [OFFICES, ACTS, PLACES, MATTERS] {
        for word in kind {
            let at = vectors.words.iter().position(|known| known == word).unwrap();
            let near = vectors.neighbours(at, 4);
            let near: Vec<&str> = near.iter().map(|&(near, _)| vectors.words[near].as_str()).collect();
            assert!(near.iter().all(|near| kind.contains(near)), "{word}: {near:?}");
        }
    }
}

#[test]
fn the_same_corpus_gives_the_same_bytes_and_another_gives_others() {
    let learnt = |count| {
        let (folder, path) = file("laporan.tsv", reports(count).as_bytes());
        let out = folder.path().join("id.vec");
        learn(&Learning {
            text: vec![path],
            out: out.clone(),
            lang: Lang::Id,
            dim: 12,
            window: 2,
            negative: 3,
            epochs: 2,
            min_count: 2,
            max_words: 100,
        })
        .unwrap();
        fs::read(out).unwrap()
    };
    assert_eq!(learnt(200), learnt(200));
    assert_ne!(learnt(200), learnt(300));
}

#[test]
fn vectors_are_centred_and_of_length_one_on_average() {
    let vectors = of_corpus(&corpus("laporan.tsv", reports(300).as_bytes()), &plan());
    let rows: Vec<&[f32]> = (0..vectors.words.len()).map(|at| vectors.row(at)).collect();
    for i in 0..vectors.dim {
        let mean = rows.iter().map(|row| row[i]).sum::<f32>() / rows.len() as f32;
        assert!(mean.abs() < 1e-5, "{mean}");
    }
    let mean = rows.iter().map(|row| length(row)).sum::<f32>() / rows.len() as f32;
    assert!((mean - 1.0).abs() < 1e-5, "{mean}");
}

#[test]
fn what_is_written_is_read_again() {
    let vectors = of_corpus(&corpus("laporan.tsv", reports(50).as_bytes()), &plan());
    let (_folder, path) = file("id.vec", b"");
    vectors.write(&path).unwrap();
    assert_eq!(Vectors::read(&path).unwrap(), vectors);
}

#[test]
fn a_damaged_file_of_vectors_is_refused_by_name() {
    let words = vec!["rapat".to_owned(), UNKNOWN.to_owned()];
    let vectors = Vectors { words, dim: 3, rows: vec![0.5, -1.0, 0.0, 0.25, 1.0, 2.0] };
    let bytes = vectors.bytes();
    assert_eq!(Vectors::parse(&bytes).unwrap(), vectors);
    for end in 0..bytes.len() {
        assert!(Vectors::parse(&bytes[..end]).is_err(), "cut at {end}");
    }
    for at in 0..bytes.len() {
        let mut other = bytes.clone();
        other[at] ^= 0x10;
        assert!(Vectors::parse(&other).is_err(), "altered at {at}");
    }
    let endless = Vectors { rows: vec![f32::NAN; 6], ..vectors };
    assert!(Vectors::parse(&endless.bytes()).is_err());
    let (_folder, path) = file("rusak.vec", &bytes[..bytes.len() - 1]);
    let error = format!("{:#}", Vectors::read(&path).unwrap_err());
    assert!(error.contains("rusak.vec") && error.contains("learn the vectors again"), "{error}");
}

#[test]
fn articles_trees_and_tables_give_the_same_words() {
    let articles = r#"{"id": "a", "text": "Upayanya gagal pada 2023.", "outlet": "Kabar"}"#;
    let trees = "# text = Upayanya gagal pada 2023.\n1-2\tUpayanya\t_\n1\tUpaya\t_\n2\tnya\t_\n3\tgagal\t_\n\
                 3.1\tsaja\t_\n4\tpada\t_\n5\t2023\t_\n6\t.\t_\n";
    let table = "Upaya\tNN\r\nnya\tPR\r\ngagal\tVB\r\npada\tIN\r\n1998\tNUM\r\n.\tSYM\r\n";
    let expected = vec![vec!["upaya", "nya", "gagal", "pada", "0000", "."]];
    for (name, text) in [("a.jsonl", articles), ("a.conllu", trees), ("a.tsv", table)] {
        assert_eq!(sentences(&corpus(name, text.as_bytes())), expected, "{name}");
    }
}

#[test]
fn english_articles_are_taken_apart_as_english() {
    let (_folder, path) = file("a.jsonl", r#"{"text": "The U.N. envoy didn’t arrive in 2023."}"#.as_bytes());
    let mut gathering = Gathering::new(Lang::En).unwrap();
    gathering.add(&path).unwrap();
    let expected = [["the", "u.n.", "envoy", "did", "n't", "arrive", "in", "0000", "."]];
    assert_eq!(sentences(&gathering.finish(1, 100)), expected);
}

#[test]
fn packed_files_are_read_frame_by_frame() {
    let pack = |text: &str| compress_to_vec(text.as_bytes(), CompressionLevel::Fastest);
    let frames = [pack("rapat\tNN\n\nun"), pack("ding\tVB\n")].concat();
    assert_eq!(sentences(&corpus("a.tsv.zst", &frames)), [["rapat"], ["unding"]]);
    let error = refusal("a.tsv.zst", &frames[..frames.len() - 6]);
    assert!(error.contains("a.tsv.zst"), "{error}");
}

#[test]
fn notices_and_repeated_paragraphs_teach_nothing() {
    let articles = concat!(
        r#"{"text": "Menteri itu tiba di Ankara.\n\nBaca juga: Rapat di Doha ditunda\n\nIa langsung berunding."}"#,
        "\n\n",
        r#"{"text": "Menteri itu tiba di Ankara.\n\nSidang dibuka."}"#,
    );
    let corpus = corpus("a.jsonl", articles.as_bytes());
    let expected = vec![
        vec!["menteri", "itu", "tiba", "di", "ankara", "."],
        vec!["ia", "langsung", "berunding", "."],
        vec!["sidang", "dibuka", "."],
    ];
    assert_eq!(sentences(&corpus), expected);
    assert_eq!(corpus.repeated, 1);
}

#[test]
fn rare_words_share_the_vector_of_the_unknown() {
    let (_folder, path) = file("a.tsv", "dan\ndan\ndan\nrapat\nrapat\nusul\nusul\nsidang\n".as_bytes());
    let gathered = |least, most| {
        let mut gathering = Gathering::new(Lang::Id).unwrap();
        gathering.add(&path).unwrap();
        gathering.finish(least, most)
    };
    let corpus = gathered(2, 10);
    assert_eq!(corpus.words, ["dan", "rapat", "usul"]);
    assert_eq!(corpus.counts, [3, 2, 2, 1]);
    assert_eq!(gathered(2, 2).counts, [3, 2, 3]);
    let vectors = of_corpus(&corpus, &skipgram::Plan::default());
    assert_eq!(vectors.words, ["dan", "rapat", "usul", UNKNOWN]);
}

#[test]
fn an_empty_corpus_gives_the_unknown_alone() {
    let vectors = of_corpus(&corpus("a.jsonl", b""), &skipgram::Plan::default());
    assert_eq!(vectors.words, [UNKNOWN]);
    assert!(vectors.rows.iter().all(|x| x.is_finite()));
}

#[test]
fn what_cannot_be_read_is_refused_with_file_line_and_reason() {
    for (name, text, reason) in [
        ("a.jsonl", "{\"text\": \"a\"}\n{\"teks\": \"b\"}\n", "a.jsonl:2: no article"),
        ("a.conllu", "1\trapat\t_\n2\n", "a.conllu:2: fewer than 2 columns"),
        ("a.txt", "rapat", "must end in .jsonl"),
    ] {
        let error = refusal(name, text.as_bytes());
        assert!(error.contains(reason), "{error}");
    }
    let error = refusal("a.tsv", b"rapat\n\xff\xfe\n");
    assert!(error.contains("a.tsv:2"), "{error}");
}
