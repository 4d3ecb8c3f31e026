//! The samples show what is read; their records change only on purpose.

#![allow(clippy::unwrap_used, reason = "what a test cannot unwrap fails it")]

mod program;

use program::{sample, telisik, with_input};

#[test]
fn the_records_of_the_samples_are_as_reviewed() {
    let lines = std::fs::read_to_string(sample("articles.jsonl")).unwrap();
    for line in lines.lines() {
        let id = serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].as_str().unwrap().to_owned();
        let run = with_input(&["read", "--format", "text", "-"], line.as_bytes());
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{id}");
        insta::assert_snapshot!(id, run.out);
    }
}

#[test]
fn a_text_without_metadata_is_read_from_its_own_words() {
    let run = telisik(&["read", "--format", "text", &sample("selat-hormuz.txt")]);
    insta::assert_snapshot!("selat-hormuz", run.out);
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    let readme = std::fs::read_to_string(sample("../README.md")).unwrap();
    let (_, shown) = readme.split_once("```text\n").expect("the README has a screen");
    let (shown, _) = shown.split_once("```").expect("the screen ends");
    let run = telisik(&["read", "--format", "text", &sample("selat-hormuz.txt")]);
    assert!(
        run.out.starts_with(shown.trim_end()),
        "the README shows:\n{shown}\nand the program prints:\n{}",
        run.out
    );
}

#[test]
fn every_span_lies_in_the_text_and_every_id_leads_somewhere() {
    let run = telisik(&["read", "--format", "jsonl", &sample("articles.jsonl"), &sample("selat-hormuz.txt")]);
    for line in run.out.lines() {
        let record: telisik_record::Record = serde_json::from_str(line).unwrap();
        let whole = record.document.text.span();
        assert!(
            record.spans().all(|span| whole.contains(span) && !span.is_empty()),
            "{}",
            record.document.id
        );
        let actors = record.events.iter().flat_map(|e| e.sources.iter().chain(&e.targets));
        let actors =
            actors.chain(record.statements.iter().flat_map(|s| s.speakers.iter().chain(&s.addressees)));
        let mut actors = actors.chain(record.stances.iter().map(|s| &s.holder));
        assert!(actors.all(|&id| record.actor(id).is_some()));
        assert!(record.stances.iter().all(|s| s.event.index() < record.events.len()));
    }
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let articles = std::fs::read_to_string(sample("articles.jsonl")).unwrap();
    let many = articles.repeat(12);
    let read =
        |threads| with_input(&["read", "--format", "jsonl", "--threads", threads, "-"], many.as_bytes()).out;
    let one = read("1");
    assert_eq!(one.lines().count(), articles.lines().count() * 12);
    assert!(one == read("2") && one == read("5"), "the output depends on the number of threads");
}

/// Every key of `value` is described by `schema`, and every key the schema requires is there.
fn assert_described(value: &serde_json::Value, schema: &serde_json::Value, at: &str) {
    match value {
        serde_json::Value::Object(object) => {
            let Some(described) = schema["properties"].as_object() else { panic!("{at}: is no object") };
            for (key, value) in object {
                let schema = described.get(key).unwrap_or_else(|| panic!("{at}.{key}: is not described"));
                assert_described(value, schema, &format!("{at}.{key}"));
            }
            for key in schema["required"].as_array().into_iter().flatten() {
                assert!(object.contains_key(key.as_str().unwrap()), "{at}: {key} is missing");
            }
        }
        serde_json::Value::Array(items) => {
            for item in items.iter().filter(|item| !item.is_number()) {
                assert_described(item, &schema["items"], &format!("{at}[]"));
            }
        }
        serde_json::Value::String(word) => {
            if let Some(words) = schema["enum"].as_array() {
                assert!(words.contains(value), "{at}: {word} is not among the words");
            }
        }
        _ => {}
    }
}

#[test]
fn records_have_the_form_that_the_schema_describes() {
    let schema = std::fs::read_to_string(sample("../docs/record.schema.json")).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let run = telisik(&["read", "--format", "jsonl", &sample("articles.jsonl")]);
    for line in run.out.lines() {
        assert_described(&serde_json::from_str(line).unwrap(), &schema, "record");
    }
}
