//! What a person puts right is kept over the machine's reading, listed, taken back, and outlives a recode.

#![allow(clippy::unwrap_used, reason = "what a test cannot unwrap fails it")]

mod program;

use program::telisik;
use serde_json::Value;

const TEXT: &str = "Pasukan Chad menyerang pos perbatasan Niger pada Senin. Menteri Pertahanan Niger mengatakan \
                    dua penjaga tewas. Togo mungkin menjatuhkan sanksi kepada Chad.";

struct Kept {
    folder: tempfile::TempDir,
    ledger: String,
}

impl Kept {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let input = folder.path().join("a.jsonl").to_string_lossy().into_owned();
        let ledger = folder.path().join("t.db").to_string_lossy().into_owned();
        let line = serde_json::json!({"id": "satu", "lang": "id", "published": "2026-03-04", "text": TEXT});
        std::fs::write(&input, line.to_string()).unwrap();
        assert_eq!(telisik(&["add", "--ledger", &ledger, &input]).code, 0);
        Self { folder, ledger }
    }

    fn run(&self, arguments: &[&str]) -> String {
        let run = telisik(&[arguments, &["--ledger", &self.ledger]].concat());
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{arguments:?}");
        run.out
    }

    fn correct(&self, arguments: &[&str]) -> String {
        let by = ["--author", "Ana", "--reason", "the border guard says so"];
        self.run(&[&["correct"], arguments, &by].concat())
    }

    fn json(&self, arguments: &[&str]) -> Vec<Value> {
        serde_json::from_str(&self.run(&[arguments, &["--format", "json"]].concat())).unwrap()
    }

    /// The first event of a type, as its list has it.
    fn event(&self, kind: &str) -> Option<Value> {
        self.json(&["events", "--type", kind]).into_iter().next()
    }
}

fn entry(row: &Value) -> String {
    row["entry"].as_str().unwrap().to_owned()
}

#[test]
fn an_event_is_put_right_and_the_old_state_stays() {
    let kept = Kept::new();
    let before = kept.run(&["events", "--as-of", "1"]);
    let assault = entry(&kept.event("ASSAULT").unwrap());
    let told = kept.correct(&[&assault, "--type", "COERCE", "--source", "Togo,BEN", "--date", "2026-03-01"]);
    assert!(told.contains("before  e") && told.contains("COERCE TGO, BEN → NER"), "{told}");
    let coerce = kept.event("COERCE").unwrap();
    assert_eq!(
        (coerce["date"].as_str(), coerce["sources"][1]["name"].as_str()),
        (Some("2026-03-01"), Some("Benin"))
    );
    assert!(entry(&coerce).starts_with("1.2/"));
    assert_eq!(kept.run(&["events", "--as-of", "1"]), before);
    assert!(kept.run(&["why", &entry(&coerce)]).contains("ASSAULT TCD"));
    assert!(kept.run(&["check"]).ends_with("nothing is wrong\n"));
}

#[test]
fn what_was_rejected_comes_back_when_it_is_taken_back() {
    let kept = Kept::new();
    let assault = entry(&kept.event("ASSAULT").unwrap());
    kept.correct(&[&assault, "--reject"]);
    assert_eq!(kept.event("ASSAULT"), None);
    let again = telisik(&[
        "correct",
        &assault,
        "--reject",
        "--author",
        "Ana",
        "--reason",
        "x",
        "--ledger",
        &kept.ledger,
    ]);
    assert!(again.err.contains("no such event is read in these words"), "{}", again.err);
    kept.correct(&[&assault, "--undo"]);
    assert!(kept.event("ASSAULT").is_some());
    let lines = kept.run(&["corrections", "--format", "jsonl"]);
    let rows: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((rows[0]["kind"].as_str(), rows[0]["undone"].as_i64()), (Some("reject"), Some(2)));
    assert!(rows[0]["before"].as_str().unwrap().starts_with("ASSAULT TCD"), "{lines}");
    assert!(rows[0]["text"].as_str().unwrap().contains("«menyerang»"), "{lines}");
    assert_eq!((rows[0]["after"].as_str(), rows[0]["author"].as_str()), (None, Some("Ana")));
    assert_eq!(kept.run(&["corrections"]).lines().count(), 3);
}

#[test]
fn another_speaker_is_named_and_a_recode_keeps_it() {
    let kept = Kept::new();
    let said = entry(&kept.json(&["statements"])[0]);
    kept.correct(&[&said, "--speaker", "Amina Saidou"]);
    let speaker =
        |kept: &Kept| kept.json(&["statements"])[0]["speakers"][0]["name"].as_str().unwrap().to_owned();
    assert_eq!(speaker(&kept), "Amina Saidou");
    let revisions = kept.run(&["revisions"]);
    assert!(kept.run(&["recode", "--dry-run"]).contains("0 of 1 documents would be read otherwise"));
    kept.run(&["recode"]);
    assert_eq!(kept.run(&["revisions"]), revisions);
    let mine = kept.folder.path().join("mine");
    std::fs::create_dir_all(mine.join("world")).unwrap();
    let togo = "[[actor]]\nkey = \"TGO\"\nkind = \"state\"\ncode = \"TGO\"\nname = \"Togolese Republic\"\n\
                id = [\"Togo\"]\nsource = \"its constitution\"\n";
    std::fs::write(mine.join("world/mine.toml"), togo).unwrap();
    let told = kept.run(&["recode", "--lexicon", &mine.to_string_lossy()]);
    assert_eq!(told, "1 of 1 documents are read otherwise, 1 of them only in names, times or norms\n");
    assert_eq!(kept.event("SANCTION").unwrap()["sources"][0]["name"], "Togolese Republic");
    assert_eq!(speaker(&kept), "Amina Saidou");
    // What is taken back gives what was read anew.
    kept.correct(&["1.3/s1", "--undo"]);
    assert_eq!(speaker(&kept), "defence minister of Niger");
    assert_eq!(kept.event("SANCTION").unwrap()["sources"][0]["name"], "Togolese Republic");
}

#[test]
fn two_names_become_one_actor_in_every_list_and_are_parted_again() {
    let kept = Kept::new();
    let speaker =
        |kept: &Kept| kept.json(&["statements"])[0]["speakers"][0]["name"].as_str().unwrap().to_owned();
    let before = [&["statements"][..], &["actors"], &["claims"], &["dyads"]]
        .map(|list| kept.run(&[list, &["--as-of", "1"]].concat()));
    let minister = "defence minister of Niger";
    let told = kept.correct(&["actor", minister, "--is", "Amina Saidou"]);
    assert!(told.ends_with("correction 1: 1 document is read otherwise\n"), "{told}");
    assert_eq!(speaker(&kept), "Amina Saidou");
    let after = [&["statements"][..], &["actors"], &["claims"], &["dyads"]]
        .map(|list| kept.run(&[list, &["--as-of", "1"]].concat()));
    assert_eq!(before, after);
    assert!(kept.run(&["actor", "Amina Saidou"]).contains("1 statements"));
    assert!(telisik(&["actor", minister, "--ledger", &kept.ledger]).code == 1);
    let why = kept.run(&["why", "1.2/s1"]);
    let put = "Put right: Amina Saidou was read as defence minister of Niger; Ana: the border guard says so";
    assert!(why.contains(put), "{why}");
    assert!(kept.run(&["recode"]).contains("0 of 1 documents are read otherwise"));
    // What comes later is put right as it comes.
    let again = "Menteri Pertahanan Niger mengatakan pos itu dibuka kembali. Togo memuji Niger.";
    let add = ["add", "--lang", "id", "--published", "2026-03-09", "--ledger", &kept.ledger, "-"];
    assert_eq!(program::with_input(&add, again.as_bytes()).code, 0);
    let actors = kept.json(&["actors", "--speaker", "Amina"]);
    assert_eq!((actors.len(), actors[0]["documents"].as_i64()), (1, Some(2)));
    kept.correct(&["actor", minister, "--undo"]);
    assert_eq!(speaker(&kept), minister);
    let list = kept.run(&["corrections"]);
    assert!(list.contains("all documents") && list.contains("Amina Saidou (NER"), "{list}");
    assert!(kept.run(&["check"]).ends_with("nothing is wrong\n"));
}

#[test]
fn an_actor_of_one_document_is_another_there_or_in_some_of_its_entries() {
    let kept = Kept::new();
    let speaker =
        |kept: &Kept| kept.json(&["statements"])[0]["speakers"][0]["name"].as_str().unwrap().to_owned();
    let place = |kept: &Kept, name: &str| {
        let record = kept.run(&["actors", "--format", "csv"]);
        assert!(record.contains(name), "{record}");
        let found = (1..9).map(|n| format!("satu/a{n}")).find(|id| kept.run(&["why", id]).contains(name));
        found.unwrap()
    };
    let chad = place(&kept, "Chad");
    let refused = ["correct", &chad, "--actor", "Togo", "--only", "s1", "--author", "Ana", "--reason", "x"];
    let run = telisik(&[&refused[..], &["--ledger", &kept.ledger]].concat());
    assert!(run.err.contains("it has no part in the entries that are given"), "{}", run.err);
    let minister = place(&kept, "defence minister of Niger");
    kept.correct(&[&minister, "--actor", "Amina Saidou", "--only", "s1"]);
    assert_eq!(speaker(&kept), "Amina Saidou");
    assert!(kept.run(&["corrections"]).contains(&minister.replace("satu", "1")));
    kept.correct(&["1.2/s1", "--confirm"]);
    let undo = place(&kept, "Amina Saidou");
    kept.correct(&[&undo, "--undo"]);
    assert_eq!(speaker(&kept), "defence minister of Niger");
}

#[test]
fn changes_are_told_between_two_states() {
    let kept = Kept::new();
    let assault = entry(&kept.event("ASSAULT").unwrap());
    kept.correct(&[&assault, "--reject"]);
    let all = kept.json(&["changes", "--since", "0", "--as-of", "1"]);
    assert!(all.iter().all(|row| row["turn"] == "appears"), "{all:?}");
    let one = kept.json(&["changes", "--since", "1"]);
    assert_eq!((one.len(), one[0]["turn"].as_str()), (1, Some("vanishes")));
    assert_eq!(one[0]["before_entry"].as_str(), Some(assault.as_str()));
}

#[test]
fn the_first_denial_of_a_claim_comes_first() {
    let kept = Kept::new();
    let denial = "Menteri Luar Negeri Togo tiba di Niamey. Pasukan Chad menyerang pos perbatasan Niger pada Senin \
                  (2/3/2026). Chad membantah menyerang pos perbatasan Niger.";
    for day in ["2026-03-05", "2026-03-06"] {
        let add = ["add", "--lang", "id", "--published", day, "--ledger", &kept.ledger, "-"];
        assert_eq!(program::with_input(&add, denial.as_bytes()).code, 0);
    }
    let claim = kept.event("ASSAULT").map(|_| kept.json(&["claims", "--type", "ASSAULT"])).unwrap();
    let first = &kept.json(&["changes", "--since", "1", "--as-of", "2"])[0];
    assert_eq!(first["first_denial"], claim[0]["claim"], "{first}");
    let again = kept.json(&["changes", "--since", "2"]);
    assert!(again.iter().all(|row| row["first_denial"].is_null()), "{again:?}");
}

#[test]
fn the_queue_has_what_is_weak_until_somebody_has_looked() {
    let kept = Kept::new();
    let possible = || {
        let rows = kept.json(&["review"]);
        rows.into_iter().find(|row| row["why"] == "told as possible")
    };
    let row = possible().unwrap();
    assert!(row["command"].as_str().unwrap().starts_with("telisik correct 1/e"), "{row}");
    kept.correct(&[&entry(&row), "--confirm"]);
    assert_eq!(possible(), None);
}
