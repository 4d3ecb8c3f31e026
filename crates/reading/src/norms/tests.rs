use std::collections::BTreeSet;
use std::sync::LazyLock;

use telisik_lexicon::Sources;
use telisik_record::{Document, Lang, Mood, Record};

use crate::Reader;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(Sources::builtin()).unwrap());

fn record(text: &str) -> Record {
    READER.read(Document::new("test", Lang::Id, text))
}

fn violations(record: &Record, norm: usize) -> BTreeSet<(String, Option<Mood>)> {
    let country = |id| record.actor(id).and_then(|actor| Some(actor.code.as_ref()?.country().to_owned()));
    let said = record.norms[norm].said_to_be_violated_by.iter();
    said.map(|violation| (country(violation.actor).unwrap_or_default(), Some(violation.mood))).collect()
}

#[test]
fn every_example_names_its_norm_and_who_violates_it() {
    let mut wrong = Vec::new();
    let examples = Lang::ALL.into_iter().flat_map(|lang| {
        READER.lexicon(lang).unwrap().norms.examples().iter().map(move |example| (lang, example))
    });
    for (lang, example) in examples {
        let record = READER.read(Document::new("test", lang, example.text.as_str()));
        let named = record.norms.iter().position(|norm| norm.name == example.name);
        let by: BTreeSet<_> = example.by.iter().map(|code| (code.clone(), example.mood)).collect();
        let right = named.is_some_and(|norm| by.is_empty() || violations(&record, norm) == by);
        if !right {
            wrong.push(format!("{}: {:?}", example.text, record.norms));
        }
    }
    assert!(wrong.is_empty(), "{} examples:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_resolution_has_a_number_only_where_one_is_printed() {
    let record = record(
        "Korea Utara melanggar resolusi Dewan Keamanan PBB. Chile menyebut Resolusi DK PBB Nomor 1718 dan 2397.",
    );
    let norms: Vec<_> =
        record.norms.iter().map(|norm| (norm.issuer.as_deref(), norm.number.as_deref())).collect();
    assert_eq!(norms, [(Some("IGO UNSC"), None), (Some("IGO UNSC"), Some("1718"))]);
}

#[test]
fn a_resolution_named_by_its_number_alone_is_the_one_of_its_issuer() {
    for text in [
        "Mesir mengutip Resolusi DK PBB 1701. Yordania juga menyebut Resolusi 1701.",
        "Mesir mengutip Resolusi 1701. Yordania juga menyebut Resolusi DK PBB 1701.",
    ] {
        let record = record(text);
        let norms: Vec<_> =
            record.norms.iter().map(|norm| (norm.issuer.as_deref(), norm.number.as_deref())).collect();
        assert_eq!(norms, [(Some("IGO UNSC"), Some("1701"))], "{text}");
    }
}

#[test]
fn a_norm_named_again_is_one_norm() {
    let record = record(
        "Vietnam mengutip Konvensi PBB tentang Hukum Laut (UNCLOS). Kemudian Filipina menyebut UNCLOS lagi.",
    );
    assert_eq!(record.norms.len(), 1, "{:?}", record.norms);
}

#[test]
fn a_name_that_only_ends_like_a_treaty_is_none() {
    let text = "Libya's Government of National Accord met Tunisia. Malta signed the Lisbon Treaty.";
    let record = READER.read(Document::new("test", Lang::En, text));
    let names: Vec<&str> = record.norms.iter().map(|norm| norm.name.as_str()).collect();
    assert_eq!(names, ["Lisbon Treaty"]);
}
