//! A joint statement, a press conference, a denial through an agency and a party that says nothing: who stands where, and
//! from whom it is known, in both languages.

#![allow(clippy::unwrap_used, reason = "what a test cannot unwrap fails it")]

mod program;

use std::collections::BTreeSet;

use program::{sample, telisik, with_input};
use serde_json::Value;

/// The claim that Eritrea armed Sudan, of a ledger with some of the articles.
fn claim(ids: &[&str]) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let ledger = folder.path().join("t.db").to_string_lossy().into_owned();
    let articles = std::fs::read_to_string(sample("positions/articles.jsonl")).unwrap();
    let wanted = |line: &&str| {
        let article: Value = serde_json::from_str(line).unwrap();
        ids.contains(&article["id"].as_str().unwrap())
    };
    let lines: String = articles.lines().filter(wanted).map(|line| format!("{line}\n")).collect();
    assert_eq!(lines.lines().count(), ids.len());
    let added = with_input(&["add", "--quiet", "--ledger", &ledger, "-"], lines.as_bytes());
    assert_eq!((added.code, added.err.as_str()), (0, ""));
    let found = telisik(&["claims", "--type", "AID", "--ledger", &ledger, "--format", "json"]).out;
    let mut found: Vec<Value> = serde_json::from_str(&found).unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

/// Stand, country and the outlet nearest to the holder, of every position.
fn stands(claim: &Value) -> BTreeSet<(String, String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let positions = claim["positions"].as_array().unwrap().iter();
    positions
        .map(|one| {
            let country = text(&one["code"]).split(' ').next().unwrap_or_default().to_owned();
            (text(&one["stand"]), country, text(&one["taken"][0]["chain"][0]))
        })
        .collect()
}

fn expected(outlet: &str) -> BTreeSet<(String, String, String)> {
    let mut rows = vec![("affirms", "ZMB", outlet), ("denies", "SDN", "AFP"), ("silent", "ERI", "")];
    for country in ["BWA", "MWI", "ZMB"] {
        rows.extend([("presupposes", country, outlet), ("conditional", country, outlet)]);
    }
    let owned = |(stand, country, via): (&str, &str, &str)| (stand.into(), country.into(), via.into());
    rows.into_iter().map(owned).collect()
}

#[test]
fn all_positions_on_a_claim_are_known_with_their_origins() {
    for (id, outlet) in [("pasokan-eritrea", "Warta Lintas"), ("eritrea-supplies", "Southern Ledger")] {
        let claim = claim(&[id]);
        assert_eq!(stands(&claim), expected(outlet), "{id}");
        assert_eq!((&claim["sources"][0], &claim["targets"][0]), (&"ERI".into(), &"SDN".into()));
        // The press conference, the heading over it and the headline are one origin, the joint statement is another.
        assert_eq!(claim["origins"].as_array().unwrap().len(), 2, "{id}: {}", claim["origins"]);
        assert_eq!(claim["contested"], true);
    }
}

#[test]
fn both_languages_tell_one_claim() {
    let claim = claim(&["pasokan-eritrea", "eritrea-supplies"]);
    let counts = &claim["counts"];
    let count = |what: &str| counts[what].as_u64().unwrap();
    assert_eq!(["affirm", "conditional", "deny", "silent"].map(count), [3, 3, 1, 1]);
    assert_eq!(["documents", "outlets"].map(count), [2, 2]);
    let denied = claim["contradictions"].as_array().unwrap().iter();
    assert!(denied.filter(|one| one["tension"] == "denial").count() >= 3);
}
