//! What the views of a ledger show.

#![allow(clippy::unwrap_used, reason = "what a test cannot unwrap fails it")]

mod program;

use program::{sample, telisik};

struct Kept {
    _folder: tempfile::TempDir,
    ledger: String,
}

fn kept() -> Kept {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let ledger = folder.path().join("t.db").to_string_lossy().into_owned();
    let run = telisik(&["add", "--quiet", "--ledger", &ledger, &sample("articles.jsonl")]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    Kept { _folder: folder, ledger }
}

impl Kept {
    fn page(&self, arguments: &[&str]) -> String {
        let run = telisik(&[arguments, &["--ledger", &self.ledger]].concat());
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{arguments:?}");
        run.out
    }

    fn json(&self, arguments: &[&str]) -> serde_json::Value {
        serde_json::from_str(&self.page(&[arguments, &["--format", "json"]].concat())).expect("it is JSON")
    }
}

#[test]
fn a_timeline_keeps_longer_times_from_days_and_the_undated_apart() {
    let kept = kept();
    insta::assert_snapshot!("timeline", kept.page(&["timeline"]));
    for row in kept.json(&["timeline"]).as_array().unwrap() {
        assert_eq!(row["date"].is_null(), row["first"].is_null(), "{row}");
        assert!(row["quad"].is_string(), "{row}");
    }
}

#[test]
fn dyads_count_who_does_what_to_whom() {
    let kept = kept();
    insta::assert_snapshot!("dyads", kept.page(&["dyads", "--limit", "12"]));
    let rows = kept.json(&["dyads", "--source", "RUS"]);
    let rows = rows.as_array().unwrap();
    assert!(!rows.is_empty());
    for row in rows {
        let count = |name: &str| row[name].as_u64().unwrap();
        let kinds = ["verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"];
        assert_eq!(kinds.iter().map(|kind| count(kind)).sum::<u64>(), count("deeds"), "{row}");
        assert!(count("contested") <= count("deeds"), "{row}");
        assert_eq!(row["source"], "RUS");
    }
}

#[test]
fn an_actor_has_what_it_said_did_and_suffered_on_one_page() {
    let kept = kept();
    insta::assert_snapshot!("actor", kept.page(&["actor", "RUS"]));
    let russia = kept.json(&["actor", "Russia"]);
    let count = |list: &str| russia[list].as_array().unwrap().len() as u64;
    assert_eq!(russia["did"].as_u64(), Some(count("deeds")));
    assert_eq!(russia["suffered"].as_u64(), Some(count("done_to_it")));
    let short = kept.page(&["actor", "Russia", "--limit", "1"]);
    assert!(short.contains("(the latest 1 of "), "{short}");
    let csv = kept.page(&["actor", "Russia", "--format", "csv"]);
    assert!(csv.starts_with("list,entry,date,stance,type,"), "{csv}");
    let run = telisik(&["actor", "Tiada", "--ledger", &kept.ledger]);
    assert!(run.err.contains("no actor is called `Tiada`"), "{}", run.err);
}

#[test]
fn norms_tell_who_is_said_to_violate_them_and_in_which_mood() {
    let kept = kept();
    insta::assert_snapshot!("norms", kept.page(&["norms"]));
    let rows = kept.json(&["norms"]);
    for row in rows.as_array().unwrap() {
        let why = kept.page(&["why", row["entry"].as_str().unwrap()]);
        assert!(why.contains(row["rule"].as_str().unwrap()), "{row}");
        if let Some(mood) = row["mood"].as_str() {
            assert!(kept.json(&["norms", "--mood", mood]).as_array().unwrap().contains(row), "{row}");
        }
    }
}

#[test]
fn warnings_are_listed_by_code() {
    let kept = kept();
    insta::assert_snapshot!("warnings", kept.page(&["warnings"]));
    let rows = kept.json(&["warnings"]);
    for row in rows.as_array().unwrap() {
        let code = row["code"].as_str().unwrap();
        assert!(kept.json(&["warnings", "--code", code]).as_array().unwrap().contains(row), "{row}");
        assert!(kept.page(&["why", row["entry"].as_str().unwrap()]).contains(code), "{row}");
    }
    let run = telisik(&["warnings", "--code", "slip", "--ledger", &kept.ledger]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("the codes are abbreviation-expansion, "), "{}", run.err);
}
