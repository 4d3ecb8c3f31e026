use telisik_record::{ActorKind, Code};

use super::*;
use crate::{Filter, examples};

/// A seizure whose minister is spelt otherwise.
fn spelt(id: &str, name: &str) -> Record {
    let mut record = examples::seizure(id);
    record.actors[2].name = name.into();
    record
}

fn lim(name: &str) -> Named {
    Named { name: name.into(), kind: ActorKind::Person, code: Some(Code::new("SGP GOV")), key: None }
}

/// Names, documents and statements of all persons.
fn persons(ledger: &Ledger) -> Vec<(String, u64, u64)> {
    let rows = ledger.actors(&Filter::default(), examples::now(ledger)).unwrap().into_iter();
    rows.filter(|row| row.kind == "person").map(|row| (row.name, row.documents, row.statements)).collect()
}

fn two() -> (tempfile::TempDir, Ledger) {
    let (folder, mut ledger) = examples::ledger();
    ledger.add(&[spelt("lain", "Lim Swee Kheng")], &examples::reader()).unwrap();
    (folder, ledger)
}

#[test]
fn two_names_become_one_actor_now_and_in_what_comes_later() {
    let (_folder, mut ledger) = two();
    let before = examples::now(&ledger);
    let then = (persons(&ledger), ledger.claims(&Filter::default(), before).unwrap());
    let done =
        ledger.recast(&[lim("Lim Swee Kheng")], &lim("Lim Swee Keng"), &[], "Ana", "one spelling").unwrap();
    assert_eq!((done.numbers, done.readings), (vec![1], vec!["2.2".to_owned()]));
    assert_eq!(persons(&ledger), [("Lim Swee Keng".to_owned(), 2, 2)]);
    ledger.add(&[spelt("ketiga", "Lim Swee Kheng")], &examples::reader()).unwrap();
    assert_eq!(persons(&ledger), [("Lim Swee Keng".to_owned(), 3, 3)]);
    let speaker = Filter { speaker: Some("Swee Kheng".into()), ..Filter::default() };
    assert!(ledger.events(&speaker, examples::now(&ledger)).unwrap().is_empty());
    let profile = ledger.profile("Lim Swee Keng", None, examples::now(&ledger)).unwrap().unwrap();
    assert_eq!((profile.said.len(), profile.positions.len()), (3, 3));
    assert_eq!(ledger.claims(&Filter::default(), before).unwrap(), then.1);
    assert_eq!(ledger.actors(&Filter::default(), before).unwrap().len(), 4);
    assert!(ledger.check(|| ()).unwrap().problems.is_empty());

    let undone = ledger.undo_recast("lim swee kheng", "Ben", "two persons").unwrap();
    assert_eq!(undone.readings, ["2.3", "3.2"]);
    assert_eq!(persons(&ledger), [("Lim Swee Kheng".to_owned(), 2, 2), ("Lim Swee Keng".to_owned(), 1, 1)]);
    let none = ledger.undo_recast("Lim Swee Kheng", "Ben", "again").unwrap_err().to_string();
    assert!(none.contains("no correction of it holds"), "{none}");
    let rows = ledger.corrections(examples::now(&ledger)).unwrap();
    assert_eq!((rows[0].undone, rows[0].document, &rows[0].entry), (Some(2), None, &None));
    ledger.add(&[spelt("keempat", "Lim Swee Kheng")], &examples::reader()).unwrap();
    assert_eq!(persons(&ledger)[0], ("Lim Swee Kheng".to_owned(), 3, 3));
}

#[test]
fn one_name_that_is_two_persons_is_parted_by_documents() {
    let (_folder, mut ledger) = examples::ledger();
    ledger.add(&[examples::seizure("lain"), examples::seizure("ketiga")], &examples::reader()).unwrap();
    let other = lim("Lim Swee Keng (Johor)");
    let one = lim("Lim Swee Keng");
    let within = [DocumentNumber(2), DocumentNumber(3)];
    ledger.recast(std::slice::from_ref(&one), &other, &within, "Ana", "a namesake").unwrap();
    assert_eq!(persons(&ledger)[0].1, 2);
    assert_eq!(persons(&ledger)[1], ("Lim Swee Keng".to_owned(), 1, 1));
    // What comes later is the one that was known first.
    ledger.add(&[examples::seizure("keempat")], &examples::reader()).unwrap();
    assert_eq!(persons(&ledger).iter().map(|person| person.1).collect::<Vec<_>>(), [2, 2]);
    ledger.undo_recast("Lim Swee Keng", "Ana", "the same after all").unwrap();
    assert_eq!(persons(&ledger), [("Lim Swee Keng".to_owned(), 4, 4)]);
    let nobody = ledger.recast(&[lim("Tan")], &one, &[], "Ana", "x").unwrap_err().to_string();
    assert!(nobody.contains("it is named in none of the documents"), "{nobody}");
    let same = ledger.recast(std::slice::from_ref(&one), &one, &[], "Ana", "x").unwrap_err().to_string();
    assert!(same.contains("nothing would change"), "{same}");
}

#[test]
fn what_is_read_anew_keeps_it_and_why_is_known() {
    let (_folder, mut ledger) = two();
    let (one, other) = (lim("Lim Swee Keng"), lim("Lim Swee Kheng"));
    ledger.recast(std::slice::from_ref(&other), &one, &[], "Ana", "one spelling").unwrap();
    let mut machine = spelt("lain", "Lim Swee Kheng");
    machine.events[0].date = None;
    let names = ledger.recode(&[(DocumentNumber(2), machine.clone())], &examples::reader()).unwrap();
    assert_eq!(names, ["2.3"]);
    assert_eq!(persons(&ledger), [("Lim Swee Keng".to_owned(), 2, 2)]);
    let minister = lim("minister of transport of Singapore");
    ledger.recast(std::slice::from_ref(&one), &minister, &[], "Ben", "by office").unwrap();
    let why = |document| ledger.recasts_of(DocumentNumber(document), examples::now(&ledger)).unwrap();
    let told = |document| {
        why(document)[&minister.identity()].iter().map(|row| row.author.clone()).collect::<Vec<_>>()
    };
    assert_eq!((told(1), told(2)), (vec!["Ben".to_owned()], vec!["Ana".to_owned(), "Ben".to_owned()]));
    ledger.undo_recast(&one.identity(), "Ben", "no").unwrap();
    ledger.undo_recast(&other.identity(), "Ben", "no").unwrap();
    assert_eq!(ledger.record_of(&"lain/e1".parse().unwrap(), None).unwrap().record, machine);
    assert!(ledger.check(|| ()).unwrap().problems.is_empty());
}

#[test]
fn what_one_body_did_under_two_names_becomes_one_claim() {
    let (_folder, mut ledger) = examples::ledger();
    let mut record = examples::seizure("lain");
    record.actors[0].name = "Pasukan Laut".into();
    record.actors[0].code = None;
    ledger.add(&[record], &examples::reader()).unwrap();
    let claims = |ledger: &Ledger| ledger.claims(&Filter::default(), examples::now(ledger)).unwrap();
    assert_eq!(claims(&ledger).len(), 4);
    let guards = Named::from(&examples::seizure("x").actors[0]);
    let named = ledger.actors_named("pasukan laut").unwrap();
    assert_eq!((named.len(), named[0].documents, named[0].key.as_str()), (1, 1, "Pasukan Laut||body"));
    ledger.recast(&[named[0].named.clone()], &guards, &[], "Ana", "its navy").unwrap();
    let joined = claims(&ledger);
    assert_eq!(joined.len(), 2);
    assert!(joined.iter().all(|claim| claim.reports.len() == 2 && claim.sources == ["IRN"]));
    ledger.undo_recast("Pasukan Laut", "Ana", "it is not").unwrap();
    assert_eq!(claims(&ledger).iter().filter(|claim| claim.sources == ["Pasukan Laut"]).count(), 2);
}
