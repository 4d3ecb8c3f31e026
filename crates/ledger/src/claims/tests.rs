use telisik_record::{EventType, Record};

use super::*;
use crate::{Filter, Ledger, examples};

fn claims(ledger: &Ledger) -> Vec<Claim> {
    ledger.claims(&Filter::default(), examples::now(ledger)).unwrap()
}

fn by(outlet: &str, published: &str, mut record: Record) -> Record {
    record.document.outlet = Some(outlet.to_owned());
    record.document.published = Some(published.parse().unwrap());
    record
}

#[test]
fn a_denial_makes_a_claim_contested_and_silence_is_shown() {
    let (_folder, ledger) = examples::ledger();
    let claims = claims(&ledger);
    assert_eq!(claims.len(), 2);
    assert!(claims[0].contested);
    let stands: Vec<_> = claims[0].positions.iter().map(|p| (p.stand, p.holder.as_str())).collect();
    assert_eq!(
        stands,
        [(Stand::Denies, "Islamic Revolutionary Guard Corps"), (Stand::Alleges, "Lim Swee Keng")]
    );
    let Counts { allege, deny, silent, origins, documents, .. } = claims[0].counts;
    assert_eq!((allege, deny, silent, origins, documents), (1, 1, 0, 1, 1));
    assert_eq!(claims[1].counts.silent, 2);
    assert_eq!(claims[0].contradictions[0].tension, Tension::Denial);
}

#[test]
fn twenty_copies_are_one_story_one_claim_of_each_event_one_origin_and_twenty_outlets() {
    let (_folder, mut ledger) = examples::ledger();
    let copies: Vec<Record> = (0..20)
        .map(|n| by(&format!("Koran {n}"), "2026-01-04", examples::seizure(&format!("salinan-{n}"))))
        .collect();
    ledger.add(&copies, &examples::reader()).unwrap();
    let claims = claims(&ledger);
    assert_eq!(claims.len(), 2);
    assert_eq!(claims[0].stories.len(), 1);
    let Counts { origins, outlets, documents, .. } = claims[0].counts;
    assert_eq!((origins, outlets, documents), (1, 20, 21));
}

#[test]
fn the_order_within_a_batch_makes_no_difference() {
    let parts = |reversed: bool| {
        let (_folder, mut ledger) = examples::ledger();
        let mut records: Vec<Record> = (0..9)
            .map(|n| {
                let mut record =
                    by("Koran", &format!("2026-01-0{}", n / 2 + 1), examples::seizure(&format!("{n}")));
                record.events[0].date =
                    (n % 3 > 0).then(|| format!("2026-01-0{}", n / 3 + 1).parse().unwrap());
                record
            })
            .collect();
        if reversed {
            records.reverse();
        }
        ledger.add(&records, &examples::reader()).unwrap();
        let mut parts: Vec<Vec<String>> = claims(&ledger)
            .iter()
            .map(|claim| {
                let mut documents: Vec<String> = claim
                    .reports
                    .iter()
                    .map(|report| format!("{}/{}", report.document, report.entry.item))
                    .collect();
                documents.sort();
                documents
            })
            .collect();
        parts.sort();
        parts
    };
    assert_eq!(parts(false), parts(true));
}

#[test]
fn a_claim_is_as_it_was_in_an_earlier_revision() {
    let (_folder, mut ledger) = examples::ledger();
    let before = examples::now(&ledger);
    let then = ledger.claims(&Filter::default(), before).unwrap();
    ledger.add(&[by("Koran", "2026-01-04", examples::seizure("lain"))], &examples::reader()).unwrap();
    assert_eq!(ledger.claims(&Filter::default(), before).unwrap(), then);
    assert_ne!(claims(&ledger), then);
    let one = then[0].claim;
    assert_eq!(ledger.claim(one, before).unwrap(), then[0]);
    assert!(ledger.claim(ClaimNumber(99), before).unwrap_err().to_string().contains("there is no claim c99"));
}

#[test]
fn what_is_kept_in_memory_changes_nothing() {
    let (_folder, mut one) = examples::ledger();
    let (_other, mut two) = examples::ledger();
    for n in 0..4 {
        let record = by("Koran", "2026-01-04", examples::seizure(&format!("{n}")));
        one.add(std::slice::from_ref(&record), &examples::reader()).unwrap();
        two.memory = crate::memory::Memory::default();
        two.add(&[record], &examples::reader()).unwrap();
    }
    assert_eq!(claims(&one), claims(&two));
}

#[test]
fn claims_are_found_by_holder_and_by_what_one_of_their_tellings_is() {
    let (_folder, ledger) = examples::ledger();
    let by = |filter: Filter| ledger.claims(&filter, examples::now(&ledger)).unwrap().len();
    let holder = |given: &str| Filter { speaker: Some(given.to_owned()), ..Filter::default() };
    assert_eq!((by(holder("lim swee")), by(holder("SGP")), by(holder("USA"))), (1, 1, 0));
    assert_eq!(by(Filter { types: vec![EventType::Assault], ..Filter::default() }), 1);
    assert_eq!(by(Filter { limit: Some(1), ..Filter::default() }), 1);
}
