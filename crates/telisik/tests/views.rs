//! What the views of a ledger show.

#![allow(clippy::unwrap_used, reason = "what a test cannot unwrap fails it")]

mod program;

use program::{sample, telisik};

struct Kept {
    _folder: tempfile::TempDir,
    ledger: String,
}

fn kept() -> Kept {
    of(&[&sample("articles.jsonl")])
}

/// A ledger of a few plain sentences, so that pages change with the views and not with what is read.
fn plain() -> Kept {
    let sentences = [
        "Tentara Tonga menyerang Fiji pada 5 Mei 2026. Tonga membantah telah menyerang Fiji.",
        "Samoa mengirim senjata ke Fiji pada Mei 2026. Palau mengecam Tonga. Tonga akan menyerang Palau.",
        "Palau menilai Tonga melanggar Resolusi Dewan Keamanan PBB 2999. Samoa bertemu Fiji pada Kamis (7/5/2026).",
        "Samoa mengirim senjata ke Fiji pada Jumat (9/5/2026), kata Menteri Luar Negeri Palau Ngiraked Tebei.",
    ];
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("plain.jsonl");
    let line = |(at, text): (usize, &&str)| {
        let outlet = ["Kabar Pulau", "Harian Laguna"][at % 2];
        let published = format!("2026-05-1{at}");
        let article = serde_json::json!({
            "id": format!("p{at}"), "lang": "id", "outlet": outlet, "published": published, "text": text
        });
        format!("{article}\n")
    };
    std::fs::write(&path, sentences.iter().enumerate().map(line).collect::<String>()).unwrap();
    of(&[&path.to_string_lossy()])
}

fn of(articles: &[&str]) -> Kept {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let ledger = folder.path().join("t.db").to_string_lossy().into_owned();
    let run = telisik(&[&["add", "--quiet", "--ledger", &ledger], articles].concat());
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
    insta::assert_snapshot!("timeline", plain().page(&["timeline"]));
    for row in kept.json(&["timeline"]).as_array().unwrap() {
        assert_eq!(row["date"].is_null(), row["first"].is_null(), "{row}");
        assert!(row["quad"].is_string(), "{row}");
    }
}

#[test]
fn dyads_count_who_does_what_to_whom() {
    let kept = kept();
    insta::assert_snapshot!("dyads", plain().page(&["dyads"]));
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
    insta::assert_snapshot!("actor", plain().page(&["actor", "TON"]));
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
    insta::assert_snapshot!("norms", plain().page(&["norms"]));
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
    insta::assert_snapshot!("warnings", plain().page(&["warnings"]));
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

#[test]
fn every_sample_dossier_finds_its_matter_in_the_corpus() {
    let kept = of(&[&sample("claims/articles.jsonl")]);
    let mut files: Vec<_> =
        std::fs::read_dir(sample("dossiers")).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    for file in files {
        let path = file.to_string_lossy();
        let report = kept.json(&["dossier", &path]);
        for list in ["events", "statements"] {
            assert!(!report[list].as_array().unwrap().is_empty(), "{path}: {list}");
        }
        let csv = kept.page(&["dossier", &path, "--format", "csv"]);
        assert!(csv.starts_with("list,entry,date,type,"), "{csv}");
    }
}

#[test]
fn a_dossier_that_is_wrong_is_told_with_file_line_and_remedy() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("salah.toml").to_string_lossy().into_owned();
    std::fs::write(&path, "title = \"a\"\nthemes = [\"senjata\"]\n").unwrap();
    let run = telisik(&["dossier", &path]);
    assert_eq!(run.code, 1);
    let told = format!("{path}:2: unknown theme `senjata`; the themes are arms, ");
    assert!(run.err.contains(&told), "{}", run.err);
    let run = telisik(&["dossier", "tiada.toml"]);
    assert!(run.err.contains("tiada.toml: cannot be read; name a dossier"), "{}", run.err);
}

#[test]
fn a_dossier_reports_on_its_matter_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("fiji.toml").to_string_lossy().into_owned();
    let dossier =
        "title = \"Senjata dan serangan di Fiji\"\nactors = [\"FJI\"]\nthemes = [\"arms\", \"fighting\"]\n";
    std::fs::write(&path, dossier).unwrap();
    insta::assert_snapshot!("dossier", plain().page(&["dossier", &path]));
}

#[test]
fn no_article_can_command_a_terminal_through_a_view() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let evil = "\u{1b}]0;x\u{7}\u{9b}2J\u{202e}";
    let text = format!(
        "Palau menilai Tonga{evil} melanggar Resolusi Dewan Keamanan PBB 2999{evil} pada Jumat (9/5/2026){evil}.\n\
         Tonga menyerang{evil} Palau. \u{201c}Kami menang{evil}.\u{201d}"
    );
    let document = serde_json::json!({"id": "e", "lang": "id", "outlet": format!("o{evil}"), "text": text});
    std::fs::write(file("a.jsonl"), document.to_string()).unwrap();
    let title = serde_json::json!(format!("t{evil}"));
    std::fs::write(file("d.toml"), format!("title = {title}\nactors = [\"TON\", \"PLW\"]\n")).unwrap();
    let kept = of(&[&file("a.jsonl")]);
    for view in [
        &["actor", "TON"][..],
        &["dossier", &file("d.toml")],
        &["norms"],
        &["warnings"],
        &["dyads"],
        &["timeline"],
    ] {
        let page = kept.page(view);
        assert!(!page.is_empty(), "{view:?}");
        assert!(
            page.chars().all(|c| c == '\n' || !(c.is_control() || c == '\u{202e}')),
            "{view:?}: {page:?}"
        );
    }
}

#[test]
fn views_of_an_earlier_revision_stay_as_they_were() {
    let kept = kept();
    let folder = tempfile::tempdir().unwrap();
    let dossier = folder.path().join("d.toml").to_string_lossy().into_owned();
    std::fs::write(&dossier, "title = \"Ukraina\"\nactors = [\"UKR\"]\n").unwrap();
    let views =
        [&["actor", "RUS"][..], &["dossier", &dossier], &["norms"], &["warnings"], &["dyads"], &["timeline"]];
    let then = |view: &[&str]| kept.page(&[view, &["--as-of", "1", "--format", "json"]].concat());
    let before: Vec<String> = views.iter().map(|view| then(view)).collect();
    let more = telisik(&["add", "--quiet", "--ledger", &kept.ledger, &sample("claims/articles.jsonl")]);
    assert_eq!(more.code, 0, "{}", more.err);
    for (view, before) in views.iter().zip(before) {
        assert_eq!(then(view), before, "{view:?}");
    }
    let now = kept.json(&["dyads"]);
    assert!(now.as_array().unwrap().len() > kept.json(&["dyads", "--as-of", "1"]).as_array().unwrap().len());
}
