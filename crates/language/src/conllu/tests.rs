use std::sync::LazyLock;

use proptest::prelude::*;
use telisik_record::{Span, Text};

use super::*;
use crate::id::Indonesian;
use crate::{Language, Scheme};

static INDONESIAN: LazyLock<Indonesian> =
    LazyLock::new(|| Indonesian::new().expect("the built-in lists are sound"));

/// The sentences of a text as CoNLL-U.
fn of(string: &str) -> Vec<Sentence> {
    let text = Text::from(string);
    document("uji", &text, &INDONESIAN.analyze(&text, None))
}

fn read(file: &str) -> Vec<Result<Sentence, String>> {
    let mut parser = Parser::default();
    let mut found: Vec<_> = file.split('\n').map(|line| parser.line(line)).collect();
    found.push(parser.end());
    found.into_iter().filter_map(|s| s.map_err(|error| error.to_string()).transpose()).collect()
}

/// A row of a file: an id and a form.
fn row(id: &str, form: &str) -> String {
    format!("{id}\t{form}\t_\t_\t_\t_\t_\t_\t_\t_\n")
}

fn lines<'a>(sentence: &'a Sentence, form: &str) -> Vec<&'a Line> {
    sentence.lines().iter().filter(|line| line.field(Field::Form) == form).collect()
}

#[test]
fn a_token_of_several_words_has_a_line_of_its_own() {
    let found = of("Upayanya gagal.");
    let ids: Vec<_> =
        found[0].lines().iter().map(|line| (line.id.to_string(), line.field(Field::Form))).collect();
    let expected = [("1-2", "Upayanya"), ("1", "Upaya"), ("2", "nya"), ("3", "gagal"), ("4", ".")];
    assert_eq!(ids, expected.map(|(id, form)| (id.to_owned(), form)));
    assert_eq!(
        found[0].comments(),
        [" newdoc id = uji", " newpar", " sent_id = uji-1", " text = Upayanya gagal."]
    );
}

#[test]
fn white_space_after_a_token_is_told_at_the_ends_of_sentences_too() {
    let found = of("Ia diam.Lalu pergi (lagi).\n\"Baik,\" katanya\u{200b}, lalu pulang.");
    let no = |line: &Line| line.misc("SpaceAfter") == Some("No");
    let last = |sentence: &Sentence| no(&sentence.lines()[sentence.lines().len() - 1]);
    assert_eq!(found.iter().map(last).collect::<Vec<_>>(), [true, false, false]);
    let katanya = lines(&found[2], "katanya")[0];
    assert!(no(katanya), "what cannot be seen is no space");
    assert!(lines(&found[2], "kata").iter().chain(&lines(&found[2], "nya")).all(|line| !no(line)));
    assert!(found[2].comments().contains(&" text = \"Baik,\" katanya, lalu pulang.".to_owned()));
}

#[test]
fn verbs_have_their_voice_and_roots_are_lemmas() {
    let found = of("Pasukan Rusia menyerang kota itu dan seorang warga ditangkap di sana.");
    let verb = |form| {
        let line = lines(&found[0], form)[0];
        (line.field(Field::Lemma), line.field(Field::Feats))
    };
    assert_eq!(verb("menyerang"), ("serang", "Voice=Act"));
    assert_eq!(verb("ditangkap"), ("tangkap", "Voice=Pass"));
    assert_eq!(verb("kota").1, "_");
}

#[test]
fn blocks_other_than_running_text_are_named() {
    let text = Text::from("Iran Sita Tanker\n\nJakarta, Teropong Dunia - Iran menyita kapal tanker itu.");
    let found = document("a b/c", &text, &INDONESIAN.analyze(&text, Some("Iran Sita Tanker")));
    let blocks: Vec<_> = found.iter().flat_map(|s| s.comments()).filter(|c| c.contains("block")).collect();
    assert_eq!(blocks, [" block = headline", " block = dateline"]);
    assert_eq!(found[0].comments()[..3], [" newdoc id = a b/c", " newpar", " sent_id = a_b_c-1"]);
}

#[test]
fn a_field_holds_nothing_that_parts_fields_or_lines() {
    let mut line = Line::new(Id::Word(1));
    for (value, kept) in [
        ("a\tb\nc", "a b c"),
        ("\0", "_"),
        ("\r\n", "_"),
        ("", "_"),
        ("a\u{2028}b\u{85}c", "a b c"),
        (" a ", "a"),
    ] {
        line.set(Field::Form, value);
        assert_eq!(line.field(Field::Form), kept);
    }
    line.set_misc("Name", Some("B|X\tY"));
    line.set_misc("SpaceAfter", Some("No"));
    line.set_misc("Name", Some("B-PER"));
    assert_eq!(line.field(Field::Misc), "SpaceAfter=No|Name=B-PER");
    line.set_misc("Name", None);
    line.set_misc("SpaceAfter", None);
    assert_eq!(line.field(Field::Misc), "_");
}

#[test]
fn what_is_filled_in_leaves_all_else_as_it_was() {
    let file = "#text_en =  He did  not come.\n# a=b\n\
        1-2\tIalah\t_\t_\t_\tTypo=Yes\t_\t_\t_\tSpaceAfter=No|Name=B-ORG\n\
        1\tIa\tdia\tX\tP1\tPerson=3\t7\tdep\t0:root\tName=B-ORG|Gloss=he\n\
        2\tlah\tlah\t_\tP2\t_\t_\t_\t_\t_\n\
        2.1\ttidak\t_\tADV\t_\t_\t_\t_\t1:x\tCopyOf=1\n\
        3\t20\u{a0}000\t_\t_\t_\t_\t_\t_\t_\t Odd = x \n\n";
    let mut sentence = read(file)[0].clone().unwrap();
    assert_eq!(sentence.to_string(), file);
    assert_eq!(sentence.forms(), ["Ia", "lah", "20\u{a0}000"]);
    let reading = &INDONESIAN.read(&[sentence.forms()], Scheme::Gsd)[0];
    sentence.fill(reading);
    let printed = sentence.to_string();
    for (was, is) in file.lines().zip(printed.lines()) {
        let columns = |line: &str| line.split('\t').map(str::to_owned).collect::<Vec<_>>();
        let (was, is) = (columns(was), columns(is));
        let word = was.len() == 10 && was[0].bytes().all(|b| b.is_ascii_digit());
        assert!((0..was.len()).all(|at| was[at] == is[at] || (word && [3, 6, 7].contains(&at))), "{is:?}");
        assert!(!word || (is[3] != "_" && is[6] != "_" && is[7] != "_"), "{is:?}");
    }
    sentence.mark_names(&Reading { names: Vec::new(), ..reading.clone() });
    assert_eq!(sentence.lines()[1].field(Field::Misc), "Gloss=he");
    assert_eq!(sentence.lines()[0].misc("Name"), Some("B-ORG"), "a token of several words is no word");
}

#[test]
fn a_sentence_that_nobody_parsed_has_one_root_too() {
    let tree = [(Some(2), Deprel::Root), (None, Deprel::Dep), (None, Deprel::Obj)];
    assert_eq!(arcs(&tree), [(3, Deprel::Dep), (0, Deprel::Root), (2, Deprel::Dep)]);
}

#[test]
fn wrong_lines_are_named_and_cost_their_sentence_alone() {
    let good = format!("{}\n", row("1", "Ia"));
    for (bad, message) in [
        ("1\tIa\tia\n".to_owned(), "3: has 3 columns, CoNLL-U has 10"),
        ("1 Ia _ _ _ _ _ _ _ _\n".to_owned(), "3: has 1 columns"),
        (row("satu", "Ia"), "3: `satu` is no id"),
        (row("1", "Ia") + &row("3", "diam"), "4: the id 3 stands where 2 should"),
        (row("0", "Ia"), "3: the id 0 stands where 1 should"),
        (row("99999999999999999999999", "Ia"), "3: `99999999999999999999…` is no id"),
        (row("1", "Ia") + &row("1", "diam"), "4: the id 1 stands where 2 should"),
        (row("2-3", "Ialah"), "3: the id 2-3 stands where 1 should"),
        (row("1-2", "Ialah") + &row("1-2", "Ialah"), "4: the id 1-2 stands where 1 should"),
        (row("1-2", "Ialah") + &row("1", "Ia"), "5: a token of several words goes on to word 2"),
        (row("1.1", "Ia"), "3: the id 1.1 stands where 1 should"),
        (row("1", ""), "3: the form is empty"),
        (row("1", "Ia") + "# text = Ia\n", "4: a comment stands between words"),
        ("# text = Ia\n".to_owned(), "4: the comments belong to no sentence"),
    ] {
        let found = read(&format!("{good}{bad}\n{good}"));
        assert_eq!(found.len(), 3, "{bad}");
        assert!(found[0].is_ok() && found[2].is_ok(), "{bad}");
        let error = found[1].as_ref().unwrap_err();
        assert!(error.starts_with(message), "{error} is not {message}");
    }
}

#[test]
fn a_sentence_without_end_is_refused_not_held() {
    let words = |n: usize| (1..=n).map(|number| row(&number.to_string(), "a")).collect::<String>();
    assert_eq!(read(&words(LONGEST_SENTENCE))[0].as_ref().unwrap().forms().len(), LONGEST_SENTENCE);
    for endless in [
        words(3 * LONGEST_SENTENCE),
        "# x\n".repeat(10 * LONGEST_SENTENCE),
        format!("# {}\n", "x".repeat(1 << 20)).repeat(12),
    ] {
        let found = read(&endless);
        assert_eq!(found.len(), 1);
        assert!(found[0].as_ref().unwrap_err().contains("longer than 2000 words"), "{found:?}");
    }
}

/// Each sentence of a file has ten columns a row, words numbered from 1, one root, and heads that lead to it.
fn assert_sound(file: &str) -> Result<(), TestCaseError> {
    prop_assert!(file.is_empty() || file.ends_with("\n\n"));
    for block in file.split_terminator("\n\n") {
        let rows: Vec<Vec<&str>> = block
            .split('\n')
            .filter(|line| !line.starts_with('#'))
            .map(|l| l.split('\t').collect())
            .collect();
        prop_assert!(
            rows.iter().all(|row| row.len() == 10 && row.iter().all(|field| !field.is_empty())),
            "{block:?}"
        );
        prop_assert!(block.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\t')), "{block:?}");
        let words: Vec<_> = rows.iter().filter(|row| !row[0].contains('-')).collect();
        let heads: Vec<usize> = words.iter().map(|row| row[6].parse().expect("a number")).collect();
        for (at, row) in words.iter().enumerate() {
            prop_assert_eq!(row[0], (at + 1).to_string());
            prop_assert!(heads[at] <= heads.len() && heads[at] != at + 1);
            prop_assert_eq!(heads[at] == 0, row[7] == "root");
            let up = std::iter::successors(Some(heads[at]), |&head| head.checked_sub(1).map(|i| heads[i]));
            prop_assert!(up.take(heads.len() + 1).any(|head| head == 0), "heads run in a circle");
        }
        prop_assert_eq!(heads.iter().filter(|&&head| head == 0).count(), 1);
    }
    Ok(())
}

/// Written and read again, the sentences are the same, and each range leads to its form.
fn check(string: &str) -> Result<(), TestCaseError> {
    let text = Text::from(string);
    let analysis = INDONESIAN.analyze(&text, None);
    let sentences = document(string, &text, &analysis);
    let file: String = sentences.iter().map(Sentence::to_string).collect();
    assert_sound(&file)?;
    let again: Vec<Sentence> =
        read(&file).into_iter().collect::<Result<_, _>>().map_err(TestCaseError::fail)?;
    prop_assert_eq!(&again, &sentences);
    for (sentence, found) in again.iter().zip(&analysis.sentences) {
        let mut printed = String::new();
        let mut inside = 0;
        for line in sentence.lines() {
            let (start, end) = line.misc("TokenRange").unwrap().split_once(':').unwrap();
            let span = Span::new(start.parse().unwrap(), end.parse().unwrap());
            prop_assert_eq!(text.slice(span), line.field(Field::Form));
            let token = match line.id {
                Id::Range(_, last) => {
                    inside = last;
                    true
                }
                Id::Word(number) => number > inside,
                Id::Empty(..) => false,
            };
            if token {
                let space = if line.misc("SpaceAfter") == Some("No") { "" } else { " " };
                printed += &format!("{}{space}", line.field(Field::Form));
            }
        }
        let comment = sentence.comments().iter().find_map(|comment| comment.strip_prefix(" text = "));
        prop_assert_eq!(comment, Some(printed.trim_end()));
        let words: Vec<&str> = found.words.iter().map(|word| text.slice(word.span)).collect();
        prop_assert_eq!(sentence.forms(), words);
        for (line, word) in sentence.words().zip(&found.words) {
            prop_assert_eq!(line.field(Field::Head), word.head.map_or(0, |head| head + 1).to_string());
            prop_assert_eq!(line.field(Field::Upos), word.upos.as_str());
            prop_assert_eq!(line.field(Field::Deprel), word.deprel.as_str());
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_written_soundly_and_read_back(string in "[\\PC\0\t\r\n\u{85}\u{a0}\u{ad}\u{200b}\u{2028}\u{feff}#_|=]{0,60}") {
        check(&string)?;
    }

    #[test]
    fn what_looks_like_news_is_written_soundly_and_read_back(string in "((Jakarta|Israel|upayanya|ku|mengatakan|dr|12|7,5|#|_|apakah|Joko Widodo|é)[ .,?!\"”“()\\-–\n\u{200b}\t]{0,3}){0,30}") {
        check(&string)?;
    }

    #[test]
    fn no_lines_panic(lines in proptest::collection::vec("[0-9.-]{0,3}(\t[\\PC\r\0]{0,3}){0,11}|#\\PC{0,5}|", 0..20)) {
        let file = lines.join("\n");
        let sentences: String = read(&file).into_iter().flatten().map(|sentence| sentence.to_string()).collect();
        let again: String = read(&sentences).into_iter().map(|sentence| sentence.unwrap().to_string()).collect();
        prop_assert_eq!(again, sentences);
    }
}
