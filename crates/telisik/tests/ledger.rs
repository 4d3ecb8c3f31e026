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
