//! Our own treebanks are sound: what is learnt from and what is measured on.

use std::collections::HashSet;

use super::*;

const OWN: [(&str, &str); 3] = [
    ("id-news", include_str!("../../treebank/id-news.conllu")),
    ("id-news-held", include_str!("../../treebank/id-news-held.conllu")),
    ("en-news", include_str!("../../treebank/en-news.conllu")),
];

/// The sentences of all files, each with its file's name and number.
fn sentences() -> impl Iterator<Item = (String, &'static str)> {
    OWN.into_iter().flat_map(|(name, text)| {
        let blocks = text.split("\n\n").filter(|block| !block.trim().is_empty());
        blocks.enumerate().map(move |(at, block)| (format!("{name}-{}", at + 1), block))
    })
}

fn rows(block: &str) -> Vec<Vec<&str>> {
    block.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect()
}

#[test]
fn every_line_of_ours_is_legal() {
    for (id, block) in sentences() {
        assert!(block.starts_with(&format!("# sent_id = {id}\n")), "{id} is numbered otherwise");
        for (at, cols) in rows(block).iter().enumerate() {
            let [number, form, "_", tag, "_", "_", _, deprel, "_", misc] = cols[..] else {
                panic!("{id}: {cols:?}")
            };
            assert_eq!(number, (at + 1).to_string(), "{id}");
            assert!(!form.is_empty() && !form.contains(' '), "{id}: {form:?}");
            let universal = deprel.split(':').next();
            assert!(
                Deprel::ALL.iter().any(|known| Some(known.as_str()) == universal),
                "{id}: {form} is {deprel}"
            );
            assert_eq!(deprel == "punct", tag == "PUNCT", "{id}: {form}");
            assert!(misc == "_" || misc.starts_with("Name="), "{id}: {form} has {misc}");
        }
    }
}

#[test]
fn every_name_of_ours_begins_with_b_and_goes_on_in_its_kind() {
    for (id, block) in sentences() {
        let mut before = None;
        for cols in rows(block) {
            let tag = cols[9].strip_prefix("Name=");
            let kind = tag.map(|tag| tag.split_at_checked(2).unwrap_or_else(|| panic!("{id}: {tag}")));
            if let Some((place, kind)) = kind {
                assert!(["PER", "ORG", "LOC"].contains(&kind), "{id}: {kind}");
                assert!(place == "B-" || (place == "I-" && before == Some(kind)), "{id}: {}", cols[1]);
            }
            before = kind.map(|(_, kind)| kind);
        }
    }
}

#[test]
fn every_sentence_of_ours_is_a_projective_tree_with_one_root() {
    for (id, block) in sentences() {
        let tree = read_tree(block).unwrap_or_else(|error| panic!("{id}: {error}"));
        let roots: Vec<usize> = (0..tree.words.len()).filter(|&word| tree.heads[word].is_none()).collect();
        let named: Vec<usize> =
            (0..tree.words.len()).filter(|&word| tree.deprels[word] == Deprel::Root).collect();
        assert_eq!(roots.len(), 1, "{id}");
        assert_eq!(roots, named, "{id}");
        for (word, head) in tree.heads.iter().enumerate().filter_map(|(word, head)| Some((word, (*head)?))) {
            assert!(tree.tags[head] != Upos::Punct, "{id}: {} hangs on punctuation", tree.words[word]);
            let (low, high) = (word.min(head), word.max(head));
            let inside = |at: usize| tree.heads[at].is_some_and(|head| (low..=high).contains(&head));
            assert!((low + 1..high).all(inside), "{id}: the arc to {} is crossed", tree.words[word]);
        }
    }
}

#[test]
fn no_sentence_is_both_learnt_from_and_measured_on() {
    let mut seen = HashSet::new();
    for (id, block) in sentences() {
        let words: Vec<String> = rows(block).iter().map(|cols| cols[1].to_lowercase()).collect();
        assert!(seen.insert(words), "{id} stands twice");
    }
    assert!(sentences().filter(|(id, _)| id.starts_with("id-news-held")).count() >= 100);
}
