//! Records are kept, listed and explained; what was acknowledged survives.

#![allow(clippy::unwrap_used, reason = "what a test cannot unwrap fails it")]

mod program;

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use program::{command, sample, telisik};

struct Kept {
    _folder: tempfile::TempDir,
    ledger: String,
}

fn kept() -> Kept {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let ledger = folder.path().join("t.db").to_string_lossy().into_owned();
    let run = telisik(&["add", "--ledger", &ledger, &sample("articles.jsonl"), &sample("selat-hormuz.txt")]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let end = format!("{} added, 0 known before\n", articles() + 1);
    assert!(run.out.ends_with(&end), "{}", run.out);
    Kept { _folder: folder, ledger }
}

/// How many articles the sample file has.
fn articles() -> usize {
    std::fs::read_to_string(sample("articles.jsonl")).expect("the sample is there").lines().count()
}

fn json(arguments: &[&str]) -> Vec<serde_json::Value> {
    let run = telisik(arguments);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{arguments:?}");
    serde_json::from_str(&run.out).expect("the list is JSON")
}

#[test]
fn the_same_documents_again_change_nothing() {
    let kept = kept();
    let before = telisik(&["events", "--ledger", &kept.ledger, "--format", "json"]).out;
    let run = telisik(&["add", "--quiet", "--ledger", &kept.ledger, &sample("articles.jsonl")]);
    assert_eq!(run.out, format!("0 added, {} known before\n", articles()));
    assert_eq!(telisik(&["events", "--ledger", &kept.ledger, "--format", "json"]).out, before);
}

#[test]
fn lists_are_filtered_by_actor_type_status_and_day() {
    let kept = kept();
    let list = |what: &str, filters: &[&str]| {
        let mut arguments = vec![what, "--ledger", &kept.ledger, "--format", "json"];
        arguments.extend(filters);
        json(&arguments)
    };
    let all = list("events", &[]).len();
    for filters in [
        &["--source", "RUS"][..],
        &["--type", "ASSAULT"],
        &["--status", "planned"],
        &["--since", "2026-05-01"],
    ] {
        let some = list("events", filters).len();
        assert!(0 < some && some < all, "{filters:?}: {some} of {all}");
    }
    let peskov = list("statements", &["--speaker", "Peskov"]);
    assert!(!peskov.is_empty());
    assert!(peskov.iter().all(|row| row["speakers"][0]["name"] == "Dmitry Peskov"));
    let indonesian = list("actors", &["--source", "IDN"]);
    assert!(!indonesian.is_empty());
    assert!(indonesian.iter().all(|row| row["code"].as_str().unwrap().starts_with("IDN")));
    let denied = list("claims", &["--speaker", "RUS"]);
    let denies = |claim: &serde_json::Value| {
        claim["positions"].as_array().unwrap().iter().any(|p| p["stand"] == "denies")
    };
    assert!(denied.iter().any(denies), "Moscow denies having attacked the hospital");
}

#[test]
fn tables_and_csv_hold_the_same_rows() {
    let kept = kept();
    for list in ["events", "statements", "claims", "actors", "dyads"] {
        let rows = json(&[list, "--ledger", &kept.ledger, "--format", "json"]).len();
        let table = telisik(&[list, "--ledger", &kept.ledger]).out;
        assert_eq!(table.lines().count(), rows + 1, "{list}");
        let csv = telisik(&[list, "--ledger", &kept.ledger, "--format", "csv"]).out;
        assert!(csv.lines().count() > rows, "{list}");
    }
    let timeline = telisik(&["timeline", "--ledger", &kept.ledger]).out;
    assert!(timeline.contains("\nundated: the texts do not tell when\n"), "{timeline}");
}

#[test]
fn every_entry_of_a_list_can_be_explained() {
    let kept = kept();
    for list in ["events", "statements"] {
        for row in json(&[list, "--ledger", &kept.ledger, "--format", "json"]) {
            let entry = row["entry"].as_str().unwrap();
            let run = telisik(&["why", entry, "--ledger", &kept.ledger]);
            assert_eq!(run.code, 0, "{entry}: {}", run.err);
            assert!(run.out.contains(row["rule"].as_str().unwrap()), "{entry}");
        }
    }
}

#[test]
fn an_entry_that_is_not_there_and_a_ledger_that_is_none_are_said_to_be() {
    let kept = kept();
    let run = telisik(&["why", "1/e99", "--ledger", &kept.ledger]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("there is no entry `1/e99`"), "{}", run.err);
    let run = telisik(&["events", "--ledger", &sample("selat-hormuz.txt")]);
    assert!(run.err.contains("is no ledger of Telisik"), "{}", run.err);
    let run = telisik(&["events", "--ledger", "tiada.db"]);
    assert!(run.err.contains("there is no ledger here; make one with"), "{}", run.err);
}

#[test]
fn no_article_can_command_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let (article, ledger) = (file("a.jsonl"), file("t.db"));
    let evil = "\u{1b}]0;x\u{7}\u{9b}2J\u{202e}";
    let said = "Tentara Rusia menyerang Ukraina pada Senin.\nJepang mengatakan serangan itu melanggar hukum.";
    let text = format!("{said}{evil}").replace('\n', &format!("{evil}\n"));
    let document = serde_json::json!({
        "id": format!("i{evil}"), "outlet": format!("o{evil}"), "title": format!("t{evil}"), "text": text
    });
    std::fs::write(&article, format!("{document}\n{{\"id\": {}, \"text\": \"\"}}", document["id"])).unwrap();
    let add = telisik(&["add", "--ledger", &ledger, &article]);
    let mut seen = vec![add.out, add.err, telisik(&["read", "--format", "text", &article]).out];
    for list in ["events", "statements", "claims", "timeline", "actors"] {
        seen.push(telisik(&[list, "--ledger", &ledger]).out);
    }
    for item in ["e1", "s1", "a1", "t1"] {
        let run = telisik(&["why", &format!("1/{item}"), "--ledger", &ledger]);
        assert_eq!(run.code, 0, "{item}: {}", run.err);
        seen.push(run.out);
    }
    for page in seen {
        assert!(!page.is_empty());
        assert!(page.chars().all(|c| c == '\n' || !(c.is_control() || c == '\u{202e}')), "{page:?}");
    }
}

#[test]
fn documents_are_found_by_the_roots_of_words_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let (input, ledger) = (file("a.jsonl"), file("t.db"));
    let documents = [
        ("satu", "id", "Pasukan Chad menyerang pos perbatasan Niger pada Senin."),
        ("dua", "id", "Serangan itu menewaskan dua penjaga di Niger."),
        ("three", "en", "Chad has invaded a border district of Niger, officials said."),
        ("four", "en", "The invasion of the district was condemned by Togo."),
    ];
    let line = |(id, lang, text): &(&str, &str, &str)| {
        serde_json::json!({"id": id, "lang": lang, "text": text}).to_string() + "\n"
    };
    std::fs::write(&input, documents.iter().map(line).collect::<String>()).unwrap();
    assert_eq!(telisik(&["add", "--ledger", &ledger, &input]).code, 0);
    let found = |arguments: &[&str]| -> Vec<String> {
        let mut all = vec!["search", "--ledger", &ledger, "--format", "json"];
        all.extend(arguments);
        json(&all).iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(found(&["diserang"]), ["dua", "satu"]);
    assert_eq!(found(&["serangan", "chad"]), ["satu"]);
    assert_eq!(found(&["invasion"]), ["four", "three"]);
    assert_eq!(found(&["Niger"]), ["three", "dua", "satu"]);
    assert_eq!(found(&["Niger", "--lang", "en"]), ["three"]);
    assert_eq!(found(&["Niger", "--rank", "--limit", "2"]).len(), 2);
    let table = telisik(&["search", "serang", "--ledger", &ledger]).out;
    assert!(table.contains("«Serangan» itu menewaskan"), "{table}");
    let run = telisik(&["search", "?!", "--ledger", &ledger]);
    assert_eq!((run.code, run.err.contains("holds no word to search for")), (1, true), "{}", run.err);
    assert_eq!(telisik(&["search", "\"kapal\" OR (", "--ledger", &ledger]).code, 0);
}

#[test]
fn an_old_state_is_printed_with_the_same_bytes_whatever_comes_after() {
    let kept = kept();
    let lists = ["events", "statements", "claims", "timeline", "actors", "revisions"];
    let of = |list: &str| telisik(&[list, "--as-of", "1", "--format", "json", "--ledger", &kept.ledger]).out;
    let before: Vec<String> = lists.iter().map(|list| of(list)).collect();
    let more =
        "Pasukan Chad menyerang pos perbatasan Niger. Menteri Pertahanan Niger mengatakan dua penjaga tewas.";
    let add = program::with_input(&["add", "--ledger", &kept.ledger, "-"], more.as_bytes());
    assert_eq!(add.code, 0, "{}", add.err);
    for (list, before) in lists.iter().zip(before) {
        assert!(of(list) == before, "{list}");
        let newest = telisik(&[list, "--format", "json", "--ledger", &kept.ledger]).out;
        assert!(newest != before, "{list}");
    }
    let none = telisik(&["events", "--as-of", "9", "--ledger", &kept.ledger]);
    assert!(none.err.contains("there is no revision 9; the newest is 2"), "{}", none.err);
    let first = telisik(&["events", "--limit", "2", "--ledger", &kept.ledger]).out;
    assert_eq!(first.lines().count(), 3);
}

#[test]
fn a_backup_is_a_ledger_and_a_damaged_ledger_is_found_out() {
    let kept = kept();
    let copy = format!("{}.copy", kept.ledger);
    let run = telisik(&["backup", &copy, "--ledger", &kept.ledger]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let events = |ledger: &str| telisik(&["events", "--ledger", ledger]).out;
    assert_eq!(events(&copy), events(&kept.ledger));
    let again = telisik(&["backup", &copy, "--ledger", &kept.ledger]);
    assert!(again.err.contains("there is a file already"), "{}", again.err);
    let check = telisik(&["check", "--ledger", &copy]);
    assert_eq!(check.code, 0);
    let many = articles() + 1;
    assert_eq!(check.out, format!("{many} documents, {many} readings: nothing is wrong\n"));
    // Whatever is broken in a file, there is a message and no panic.
    let whole = std::fs::read(&copy).unwrap();
    for at in (100..whole.len()).step_by(whole.len() / 40) {
        let mut damaged = whole.clone();
        let end = (at + 64).min(damaged.len());
        damaged[at..end].fill(0xA5);
        std::fs::write(&copy, &damaged).unwrap();
        for command in ["check", "events", "actors"] {
            let run = telisik(&[command, "--ledger", &copy]);
            assert!(run.code == 0 || run.code == 1, "{command} at {at}: {}", run.err);
            assert!(!run.err.contains("panicked"), "{command} at {at}: {}", run.err);
        }
    }
}

#[test]
fn what_was_acknowledged_survives_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let many = folder.path().join("many.jsonl");
    let lines: String = (0..600)
        .map(|n| {
            format!("{{\"id\": \"k{n}\", \"text\": \"Jepang mengecam Korea Utara pada hari ke-{n}.\"}}\n")
        })
        .collect();
    std::fs::write(&many, lines).unwrap();
    let many = many.to_string_lossy().into_owned();
    let ledger = folder.path().join("t.db").to_string_lossy().into_owned();
    let mut acknowledged = Vec::new();
    for seen in [1, 70, 200] {
        let mut child = command()
            .args(["add", "--threads", "1", "--ledger", &ledger, &many])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        acknowledged.extend(output.lines().take(seen).map(|line| line.unwrap()));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let run = telisik(&["add", "--ledger", &ledger, &many]);
    assert_eq!(run.code, 0, "{}", run.err);
    for line in acknowledged {
        let words: Vec<&str> = line.split_whitespace().collect();
        let known = format!("known  {}  {}\n", words[1], words[2]);
        assert!(run.out.contains(&known), "{line}");
    }
}
