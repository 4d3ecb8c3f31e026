//! Texts, treebanks and lists of tokens come out as CoNLL-U and IOB2, whatever they hold.

#![allow(clippy::unwrap_used, reason = "what a test cannot unwrap fails it")]

mod program;

use program::{sample, telisik, with_input};

/// An article with a title, a dateline, clitics, quotation marks and names.
const ARTICLE: &str = r#"{"id": "nota-1", "lang": "id", "title": "Norwegia Tolak Nota Rusia", "text": "Norwegia Tolak Nota Rusia\n\nOslo, Kabar Utara - Menteri Luar Negeri Norwegia Espen Barth Eide menolak nota itu. \"Kapal kami tidak melanggar apa pun,\" katanya di Oslo, Senin (4/5/2026).\nUpayanya menghubungi Kedutaan Besar Rusia gagal.Juru bicara Kremlin Dmitry Peskov belum menanggapinya."}"#;

const BANK: &str = "\
# sent_id = b1
# text = Ia tidaklah diam, kata Anwar Ibrahim.
1	Ia	dia	PRON	P1	Person=3	9	dep	0:root	Gloss=he
2-3	tidaklah	_	_	_	_	_	_	_	Typo=Yes
2	tidak	tidak	_	_	_	_	_	_	_
3	lah	lah	_	_	_	_	_	_	_
4	diam	diam	_	_	_	_	_	_	SpaceAfter=No|Name=B-ORG
4.1	diam	_	VERB	_	_	_	_	1:conj	CopyOf=4
5	,	,	_	_	_	_	_	_	_
6	kata	kata	_	_	_	_	_	_	_
7	Anwar	Anwar	_	_	_	_	_	_	_
8	Ibrahim	Ibrahim	_	_	_	_	_	_	SpaceAfter=No
9	.	.	_	_	_	_	_	_	_

#sent_id=b2
1	Benar	benar	_	_	_	_	_	_	_
2	!	!	_	_	_	_	_	_	_

";

fn columns(line: &str) -> Vec<&str> {
    line.split('\t').collect()
}

/// Every sentence has ten columns a row, words numbered from 1, one root, and heads within it.
fn assert_sound(file: &str) {
    assert!(file.ends_with("\n\n"), "the last sentence ends with a blank line");
    assert!(file.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\t')));
    for block in file.split_terminator("\n\n") {
        let rows: Vec<_> = block.split('\n').filter(|line| !line.starts_with('#')).map(columns).collect();
        assert!(rows.iter().all(|row| row.len() == 10 && !row.contains(&"")), "{block}");
        let words: Vec<_> = rows.iter().filter(|row| !row[0].contains(['-', '.'])).collect();
        let heads: Vec<usize> = words.iter().map(|row| row[6].parse().unwrap()).collect();
        assert_eq!(heads.iter().filter(|&&head| head == 0).count(), 1, "{block}");
        for (at, row) in words.iter().enumerate() {
            assert_eq!(row[0], (at + 1).to_string());
            assert!(heads[at] <= words.len() && heads[at] != at + 1, "{block}");
            assert_eq!(heads[at] == 0, row[7] == "root", "{block}");
        }
    }
}

#[test]
fn an_article_comes_out_as_reviewed() {
    let run = with_input(&["parse", "-"], ARTICLE.as_bytes());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_sound(&run.out);
    insta::assert_snapshot!("parse", run.out);
}

#[test]
fn the_readme_shows_what_parse_prints() {
    let readme = std::fs::read_to_string(sample("../README.md")).unwrap();
    let (_, shown) = readme.split_once("```conllu\n").expect("the README has a sentence");
    let (shown, _) = shown.split_once("```").expect("the sentence ends");
    let run = telisik(&["parse", &sample("selat-hormuz.txt")]);
    assert!(run.out.contains(shown), "the README shows:\n{shown}\nand the program prints:\n{}", run.out);
}

#[test]
fn both_schemes_and_any_number_of_threads_give_whole_trees_in_input_order() {
    let articles = std::fs::read_to_string(sample("articles.jsonl")).unwrap();
    let many = articles.repeat(6);
    let parse = |arguments: &[&str]| {
        let run = with_input(&[&["parse"], arguments, &["-"]].concat(), many.as_bytes());
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        assert_sound(&run.out);
        run.out
    };
    let one = parse(&["--threads", "1"]);
    assert!(one == parse(&["--threads", "3"]), "the output depends on the number of threads");
    let ids = |file: &str| {
        let ids = file.lines().filter_map(|line| line.strip_prefix("# newdoc id = ").map(str::to_owned));
        ids.collect::<Vec<_>>()
    };
    assert_eq!(ids(&one).len(), articles.lines().count() * 6);
    assert_eq!(ids(&one), ids(&parse(&["--scheme", "gsd"])));
    let roots = one.lines().filter(|line| line.contains("\t0\troot\t")).count();
    assert_eq!(roots, one.lines().filter(|line| line.starts_with("# text = ")).count());
}

#[test]
fn no_text_can_break_a_line() {
    let hostile = [
        r#"{"id": "a\nb\tc", "text": "Satu\u0000dua\ttiga\u000bempat\u2028lima\u200benam\u00a0tujuh\u0085delapan\u001b[31m."}"#,
        r##"{"id": "#", "text": "# text = palsu\n\n1\tIa\tia\t_\t_\t_\t0\troot\t_\t_\n\n_ | = _"}"##,
        r#"{"id": "", "text": "\u202e\u2066(((((\"\"\"\"„“”‟‘’`´\u0301\ufeff\ufffd"}"#,
        r#"{"id": "titik", "text": "......!!!!!????? ,,,, ;;;"}"#,
    ]
    .join("\n");
    let run = with_input(&["parse", "--lang", "id", "-"], hostile.as_bytes());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_sound(&run.out);
    assert!(run.out.starts_with("# newdoc id = a b c\n# newpar\n# sent_id = a_b_c-1\n"), "{}", run.out);
    let long = "kata ".repeat(20_000);
    assert_sound(&with_input(&["parse", "--input-form", "text", "-"], long.as_bytes()).out);
}

#[test]
fn a_text_of_nothing_visible_gives_no_sentence() {
    let run = with_input(&["parse", "--input-form", "text", "-"], "\u{200b}\u{ad}\n".as_bytes());
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""));
}

#[test]
fn english_is_taken_apart_tagged_and_parsed() {
    let run = with_input(
        &["parse", "--input-form", "text", "-"],
        b"The envoys didn't leave Geneva. \"Talks go on,\" they said.",
    );
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_sound(&run.out);
    for line in [
        "3-4\tdidn't\t",
        "2\tenvoys\tenvoy\tNOUN\t_\t_\t5\tnsubj\t",
        "\tGeneva\tgeneva\tPROPN\t_\t_\t5\tobj\t_\tName=B-LOC",
    ] {
        assert!(run.out.contains(line), "{line} is not in:\n{}", run.out);
    }
}

#[test]
fn names_are_tagged_in_the_language_that_the_tokens_tell() {
    let tokens = "The\nminister\nsaid\nthat\nthe\ntalks\nin\nVienna\nwere\nover\n.\n";
    let run = with_input(&["parse", "--names-from", "-"], tokens.as_bytes());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.contains("Vienna\tB-LOC\n") && run.out.contains("minister\tO\n"), "{}", run.out);
}

#[test]
fn given_sentences_keep_all_but_part_of_speech_head_and_relation() {
    for arguments in [&["--pretokenized", "-"][..], &["--pretokenized", "-", "--scheme", "gsd"]] {
        let run = with_input(&[&["parse"], arguments].concat(), BANK.as_bytes());
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        assert_sound(&run.out);
        for (was, is) in BANK.lines().zip(run.out.lines()) {
            let (was, is) = (columns(was), columns(is));
            let word = was.len() == 10 && was[0].parse::<u32>().is_ok();
            for at in 0..was.len() {
                if word && [3, 6, 7].contains(&at) {
                    assert_ne!(is[at], "_", "{is:?}");
                } else {
                    assert_eq!(is[at], was[at]);
                }
            }
        }
        assert_eq!(run.out.lines().count(), BANK.lines().count());
    }
}

#[test]
fn given_sentences_get_names_where_asked_in_the_place_of_theirs() {
    let run = with_input(&["parse", "--names", "--pretokenized", "-"], BANK.as_bytes());
    let misc = |form: &str| {
        let row = run.out.lines().map(columns).find(|row| row.get(1) == Some(&form)).unwrap();
        row[9].to_owned()
    };
    assert_eq!(misc("diam"), "SpaceAfter=No");
    assert_eq!((misc("Anwar"), misc("Ibrahim")), ("Name=B-PER".into(), "SpaceAfter=No|Name=I-PER".into()));
}

#[test]
fn what_was_printed_is_read_again_with_the_same_words_and_trees() {
    let run = with_input(&["parse", "-"], ARTICLE.as_bytes());
    let again = with_input(&["parse", "--pretokenized", "-"], run.out.as_bytes());
    assert_eq!(again.out, run.out);
}

#[test]
fn names_are_tagged_over_the_tokens_given() {
    let tokens = "Presiden\tB-PER\nRusia\nVladimir\tx\ty\nPutin\tO\nmenolak\tO\n.\tO\n\n\nBenar\tO\n!\tO";
    let run = with_input(&["parse", "--names-from", "-"], tokens.as_bytes());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let expected =
        "Presiden\tO\nRusia\tB-LOC\nVladimir\tB-PER\nPutin\tI-PER\nmenolak\tO\n.\tO\n\nBenar\tO\n!\tO\n\n";
    assert_eq!(run.out, expected);
}

#[test]
fn what_is_wrong_with_a_file_is_named_by_file_line_and_remedy_and_costs_its_sentence_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bank.conllu");
    let name = path.to_string_lossy().into_owned();
    let long = [b"1\t", "a".repeat(2 << 20).as_bytes(), b"\n"].concat();
    for (bad, message) in [
        (
            &b"1 Ia _ _ _ _ _ _ _ _\n"[..],
            "bank.conllu:21: has 1 columns, CoNLL-U has 10; part them by single tabs",
        ),
        (b"2\tIa\t_\t_\t_\t_\t_\t_\t_\t_\n", "bank.conllu:21: the id 2 stands where 1 should"),
        (
            b"1\t\xff\t_\t_\t_\t_\t_\t_\t_\t_\n",
            "bank.conllu:21: is not UTF-8 from byte 2 on; convert it first",
        ),
        (b"1\ta\0\t_\t_\t_\t_\t_\t_\t_\t_\n", "bank.conllu:21: is a binary file"),
        (&long, "bank.conllu:21: is longer than 1 MiB"),
    ] {
        std::fs::write(&path, [BANK.as_bytes(), b"# x\n\n", bad, b"\n", BANK.as_bytes()].concat()).unwrap();
        let run = telisik(&["parse", "--pretokenized", &name]);
        assert_eq!(run.code, 1);
        assert!(run.err.contains("bank.conllu:20: the comments belong to no sentence"), "{}", run.err);
        assert!(run.err.contains(message), "{message}: {}", run.err);
        assert_eq!(run.err.lines().count(), 2, "{}", run.err);
        let alone = with_input(&["parse", "--pretokenized", "-"], BANK.as_bytes()).out;
        assert_eq!(run.out, alone.repeat(2));
    }
    std::fs::write(&path, "a\tO\n\tO\n").unwrap();
    let run = telisik(&["parse", "--names-from", &name]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("bank.conllu:2: has no token"), "{}", run.err);
}

#[test]
fn files_that_cannot_be_opened_or_are_empty_say_so() {
    let folder = tempfile::tempdir().unwrap();
    for option in ["--pretokenized", "--names-from"] {
        let run = with_input(&["parse", option, "-"], b"\n\n");
        assert_eq!((run.code, run.out.as_str()), (1, ""));
        assert!(run.err.contains("standard input: is empty"), "{}", run.err);
        let run = telisik(&["parse", option, "tiada.conllu"]);
        assert!(run.code == 1 && run.err.contains("tiada.conllu: cannot be opened"), "{}", run.err);
        let run = telisik(&["parse", option, &folder.path().to_string_lossy()]);
        assert!(run.code == 1 && run.err.contains("is a folder"), "{}", run.err);
    }
}

#[test]
fn wrong_usage_ends_with_two() {
    for (arguments, message) in [
        (&["parse"][..], "required"),
        (&["parse", "--pretokenized", "a", "b"], "cannot be used with"),
        (&["parse", "--pretokenized", "a", "--names-from", "b"], "cannot be used with"),
        (&["parse", "--names", "a"], "cannot be used with"),
        (&["parse", "--scheme", "csui", "a"], "possible values: own, gsd"),
        (&["parse", "--lang", "fr", "a"], "unknown language `fr`"),
    ] {
        let run = telisik(arguments);
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(run.err.contains(message), "{message}: {}", run.err);
    }
}
