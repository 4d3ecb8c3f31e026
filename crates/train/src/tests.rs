use telisik_language::net::Network;
use telisik_language::{Deprel, NameKind, Scheme};

use crate::corpora::Corpora;
use crate::lesson::Lesson;
use crate::names::{Named, iob};
use crate::score;
use crate::swap::Pool;
use crate::teach::{Class, Course};
use crate::treebank::{self, Tree, harmonise, read_tree, write};
use crate::vectors::Vectors;

const TREEBANK: &str = "\
1\tMenteri\t_\tNOUN\t_\t_\t3\tnsubj\t_\t_
2\tSiti\t_\tPROPN\t_\t_\t1\tflat\t_\t_
3\tmenolak\t_\tVERB\t_\t_\t0\troot\t_\t_
4\tusul\t_\tNOUN\t_\t_\t3\tobj\t_\t_
5\tJepang\t_\tPROPN\t_\t_\t4\tnmod\t_\t_
6\t.\t_\tPUNCT\t_\t_\t3\tpunct\t_\t_

1\tUsul\t_\tNOUN\t_\t_\t3\tnsubj:pass\t_\t_
2\titu\t_\tDET\t_\t_\t1\tdet\t_\t_
3\tditolak\t_\tVERB\t_\t_\t0\troot\t_\t_
4\toleh\t_\tADP\t_\t_\t5\tcase\t_\t_
5\tmenteri\t_\tNOUN\t_\t_\t3\tobl:agent\t_\t_
6\t.\t_\tPUNCT\t_\t_\t3\tpunct\t_\t_

1\tIa\t_\tPRON\t_\t_\t2\tnsubj\t_\t_
2\tberkata\t_\tVERB\t_\t_\t0\troot\t_\t_
3\tbahwa\t_\tSCONJ\t_\t_\t5\tmark\t_\t_
4\tJepang\t_\tPROPN\t_\t_\t5\tnsubj\t_\t_
5\tsetuju\t_\tVERB\t_\t_\t2\tccomp\t_\t_
6\t.\t_\tPUNCT\t_\t_\t2\tpunct\t_\t_";

fn trees() -> Vec<Tree> {
    TREEBANK.split("\n\n").map(|block| read_tree(block).unwrap()).collect()
}

fn sentences() -> Vec<Named> {
    let all = [
        ("Menteri Siti menolak usul Jepang .", vec![(1..2, NameKind::Person), (4..5, NameKind::Location)]),
        (
            "Utusan dari Dewan Keamanan tiba di Oslo .",
            vec![(2..4, NameKind::Organisation), (6..7, NameKind::Location)],
        ),
        ("Ia berkata bahwa Jepang setuju .", vec![(3..4, NameKind::Location)]),
    ];
    all.into_iter()
        .map(|(text, names)| Named {
            words: text.split(' ').map(str::to_owned).collect(),
            names: names.into_iter().map(|(words, kind)| telisik_language::Name { words, kind }).collect(),
        })
        .collect()
}

fn toy(teachers: usize, rounds: usize) -> Vec<u8> {
    let (trees, names) = (trees(), sentences());
    let lessons = trees.iter().map(|tree| Lesson::of_tree(tree, 0));
    let lessons = lessons.chain(names.iter().map(|named| Lesson::of_names(named, 0)));
    let corpora = Corpora {
        names: &["own"],
        lessons: lessons.collect(),
        flat: vec![Lesson { words: vec!["usul".to_owned()], other_tags: Some(vec![1]), ..Lesson::default() }],
        other_tags: 2,
        kept: Vec::new(),
        sources: &[],
    };
    let vectors = Vectors { words: vec!["usul".to_owned()], dim: 6, rows: vec![0.1; 6] };
    let course = Course { teachers, teacher_hidden: 16, teacher_rounds: rounds, hidden: 16, rounds, flat: 1 };
    let raw = vec![names[0].words.clone()];
    Class::new(&corpora, &vectors).teach(course, &raw, &["own"])
}

#[test]
fn a_few_sentences_are_learnt_by_heart() {
    let bytes = toy(0, 900);
    let model = Network::load(&bytes).unwrap();
    let (score, _) = score::trees(&model, &trees(), Scheme::Own);
    assert!(score.upos > 94.0 && score.las > 94.0, "{score:?}");
    let (score, _) = score::names(&model, &sentences(), Scheme::Own);
    assert!(score.f1 > 80.0, "{score:?}");
}

#[test]
fn learning_twice_gives_the_same_bytes() {
    assert!(toy(2, 4) == toy(2, 4));
}

#[test]
fn trees_are_brought_to_one_style() {
    let mut tree = read_tree(
        "1\tRapat\t_\tNOUN\t_\t_\t2\tnsubj\t_\t_\n2\tdipimpin\t_\tVERB\t_\t_\t0\troot\t_\t_\n\
         3\toleh\t_\tADP\t_\t_\t4\tcase\t_\t_\n4\tJoko\t_\tPROPN\t_\t_\t2\tobl\t_\t_\n\
         5\tAdi\t_\tPROPN\t_\t_\t4\tflat:name\t_\t_\n6\tPutra\t_\tPROPN\t_\t_\t5\tflat:name\t_\t_",
    )
    .unwrap();
    harmonise(&mut tree);
    assert_eq!(tree.heads, [Some(1), None, Some(3), Some(1), Some(3), Some(3)]);
    assert_eq!(tree.deprels[0], Deprel::NsubjPass);
    assert_eq!(tree.deprels[3], Deprel::OblAgent);
}

#[test]
fn a_tree_is_written_as_it_was_read() {
    for (tree, block) in trees().iter().zip(TREEBANK.split("\n\n")) {
        let arcs: Vec<_> = tree.heads.iter().copied().zip(tree.deprels.iter().copied()).collect();
        assert_eq!(write(tree, &tree.tags, &arcs).trim_end(), block);
    }
}

#[test]
fn a_damaged_treebank_is_refused() {
    assert!(read_tree("1\tkata").is_err());
    let reason = |block| read_tree(block).unwrap_err().to_string();
    assert!(reason("1\tkata\t_\tNOUN\t_\t_\t9\troot\t_\t_").contains("outside"));
    assert!(reason("# text = kata").contains("no word"));
    let circle = "1\ta\t_\tX\t_\t_\t2\tflat\t_\t_\n2\tb\t_\tX\t_\t_\t1\tflat\t_\t_";
    assert!(reason(circle).contains("circle"));
}

#[test]
fn names_become_tags() {
    let sentence = &sentences()[1];
    let tags = iob(&sentence.names, sentence.words.len());
    assert_eq!(tags, ["O", "O", "B-ORG", "I-ORG", "O", "O", "B-LOC", "O"]);
}

#[test]
fn our_own_treebank_is_sound_and_stays_so_with_other_names() {
    let pool = Pool::read(include_str!("../treebank/names.tsv"));
    let mut chance = crate::chance::Chance::new(1);
    let own = treebank::parse(include_str!("../treebank/id-news.conllu")).unwrap();
    assert!(own.len() >= 50);
    for tree in &own {
        for tree in [tree.clone(), pool.swap_in_tree(tree, &mut chance)] {
            let words = &tree.words;
            assert!([tree.tags.len(), tree.heads.len(), tree.deprels.len()] == [words.len(); 3], "{words:?}");
            assert_eq!(tree.heads.iter().filter(|head| head.is_none()).count(), 1, "{words:?}");
            assert_eq!(
                tree.heads.iter().position(Option::is_none),
                tree.deprels.iter().position(|d| *d == Deprel::Root)
            );
            let up = |word: usize| tree.heads[word].unwrap_or(word);
            for word in 0..words.len() {
                let top = (0..words.len()).fold(word, |at, _| up(at));
                assert_eq!(tree.heads[top], None, "{words:?}");
                let (low, high) = (word.min(up(word)), word.max(up(word)));
                let crossed = (low + 1..high).any(|between| !(low..=high).contains(&up(between)));
                assert!(!crossed, "arc of {} crosses in {words:?}", words[word]);
            }
            for name in &tree.names {
                assert!(
                    name.words.clone().all(|at| words[at].chars().next().is_some_and(char::is_alphabetic))
                );
                assert!(name.words.end <= words.len());
            }
        }
    }
}

#[test]
fn swapped_names_are_where_they_are_said_to_be() {
    let pool = Pool::read("PER\tBudi\nLOC\tKota Baru\nLOC\tOslo\nORG\tPBB");
    let swapped = pool.swap_in(&sentences()[1], &mut crate::chance::Chance::new(2));
    for name in &swapped.names {
        let print = swapped.words[name.words.clone()].join(" ");
        assert!(["PBB", "Dewan Keamanan", "Oslo"].contains(&print.as_str()), "{print}");
    }
}
