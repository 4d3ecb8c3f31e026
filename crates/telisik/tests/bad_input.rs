//! What cannot be read is said so by file, line and remedy, and costs nothing else.

#![allow(clippy::unwrap_used, reason = "what a test cannot unwrap fails it")]

mod program;

use program::{sample, telisik, with_input};

const GOOD: &str = "{\"id\": \"baik\", \"text\": \"Jepang mengecam uji coba rudal Korea Utara.\"}\n";

/// Reads lines between two good ones; gives the messages.
fn between(bad: &[u8]) -> String {
    let input = [GOOD.as_bytes(), bad, b"\n", GOOD.as_bytes()].concat();
    let run = with_input(&["read", "--format", "jsonl", "-"], &input);
    assert_eq!(run.out.lines().count(), 2, "the good lines are read: {}", run.err);
    assert_eq!(run.code, 1);
    run.err
}

#[test]
fn broken_lines_are_named_and_the_rest_is_read() {
    for (bad, message) in [
        (&b"{\"id\": \"x\", \"text\": "[..], "standard input:2: is no document"),
        (b"\xff\xfe{}", "standard input:2: is not UTF-8 from byte 0 on"),
        (b"{\"text\": \"a\", \"lang\": \"xx\"}", "unknown language `xx`; use `id`"),
        (b"{\"text\": \"a\", \"published\": \"kemarin\"}", "in `published`: `kemarin` is no date"),
        (b"{\"id\": \"kosong\", \"text\": \"\"}", "document `kosong` has an empty text"),
        (b"\0\0\0", "is a binary file"),
    ] {
        let messages = between(bad);
        assert!(messages.contains(message), "{messages}");
    }
}

#[test]
fn a_line_of_many_megabytes_is_skipped() {
    let line = [b"{\"text\": \"".as_slice(), &vec![b'a'; 20 << 20], b"\"}"].concat();
    assert!(between(&line).contains("standard input:2: is longer than 8 MiB"));
}

#[test]
fn files_that_are_no_articles_are_refused_one_by_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_string_lossy().into_owned()
    };
    let empty = file("empty.txt", b"");
    let binary = file("program.bin", b"\x7fELF\x02\x01\0\0\0");
    let latin = file("latin.txt", b"Pertemuan di Z\xfcrich ditunda.");
    let folder = folder.path().to_string_lossy().into_owned();
    let good = sample("selat-hormuz.txt");
    let run = telisik(&["read", "--format", "jsonl", &empty, &binary, "tiada.txt", &folder, &latin, &good]);
    assert_eq!((run.out.lines().count(), run.code), (1, 1));
    for message in [
        "empty.txt: is empty",
        "program.bin: is a binary file",
        "tiada.txt: cannot be opened",
        ": is a folder",
        "latin.txt: is not UTF-8 from byte 14 on; convert it first",
    ] {
        assert!(run.err.contains(message), "{message}: {}", run.err);
    }
}

#[test]
fn wrong_usage_ends_with_two_and_says_what_is_right() {
    for (arguments, message) in [
        (&["read"][..], "required"),
        (&["read", "--published", "26/10/2023", "x"], "is no date; write 2023-10-26"),
        (&["read", "--lang", "fr", "x"], "unknown language `fr`"),
        (&["events", "--type", "WAR"], "the types are AGREE"),
        (&["events", "--since", "kemarin"], "since"),
        (&["why", "e3"], "write DOCUMENT/ITEM such as 12/e3"),
        (&["read", "--threads", "0", "x"], "threads"),
    ] {
        let run = telisik(arguments);
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(run.err.contains(message), "{message}: {}", run.err);
    }
}

#[test]
fn a_broken_lexicon_is_named_with_file_and_line() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("world")).unwrap();
    std::fs::write(folder.path().join("world/own.toml"), "[[actor]]\nkey = \"x\"\ncode = \n").unwrap();
    let lexicon = folder.path().to_string_lossy().into_owned();
    let run = telisik(&["read", "--lexicon", &lexicon, &sample("selat-hormuz.txt")]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("world/own.toml:3"), "{}", run.err);
}

#[test]
fn a_lexicon_file_whose_name_is_a_slip_is_refused_with_the_right_names() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("id")).unwrap();
    std::fs::write(folder.path().join("id/frame.toml"), "").unwrap();
    let lexicon = folder.path().to_string_lossy().into_owned();
    let run = telisik(&["read", "--lexicon", &lexicon, &sample("selat-hormuz.txt")]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("id/frame.toml: no lexicon file is called this"), "{}", run.err);
    assert!(run.err.contains("id/frames/*.toml"), "{}", run.err);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let mut child = program::command()
        .args(["read", "--format", "jsonl", &sample("articles.jsonl")])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
}
