use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use telisik_record::Code;

use super::Stand;
use crate::EntryId;

/// A stand that somebody took in a document, as the ledger holds it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Taken {
    /// The day of the statement that carries it, else the day the document was published; as printed.
    pub(crate) date: Option<String>,
    /// What the holder is the same by over documents.
    pub(crate) identity: String,
    pub(crate) holder: String,
    pub(crate) code: Option<String>,
    pub(crate) stand: Stand,
    pub(crate) event: EntryId,
    pub(crate) statement: Option<EntryId>,
    /// The outlets its words came through, nearest to the holder first, the one that published it last.
    pub(crate) chain: Vec<String>,
}

/// One holder's position on a claim, with its history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Position {
    /// Whose it is; a country code where nobody speaks for it.
    pub holder: String,
    /// The holder's code.
    pub code: Option<String>,
    /// Where the holder stood last, of what has a date; of one day, what is said outright goes before what is taken for
    /// granted or supposed.
    pub stand: Stand,
    /// Every time it was taken, by day; what has none comes last. Empty for silence.
    pub taken: Vec<Stance>,
}

/// A position as it was taken once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stance {
    /// When: the day of the statement, else that of publication.
    pub date: Option<String>,
    /// Where the holder stood.
    pub stand: Stand,
    /// The event it is about, in its document.
    pub event: EntryId,
    /// The statement that carries it.
    pub statement: Option<EntryId>,
    /// The outlets its words came through, nearest to the holder first, the one that published it last.
    pub chain: Vec<String>,
}

/// Everybody's positions: one for each holder and each of its stands, holders in the order in which they first spoke,
/// then the parties that are not heard, in the order of their codes.
pub(crate) fn positions(mut taken: Vec<Taken>, parties: &BTreeSet<String>, deed: bool) -> Vec<Position> {
    taken.sort_by(|a, b| (a.date.is_none(), a).cmp(&(b.date.is_none(), b)));
    taken.dedup();
    let heard: BTreeSet<String> = taken.iter().filter_map(|one| one.code.as_deref()).map(country).collect();
    let mut order: Vec<String> = Vec::new();
    let mut by_holder: BTreeMap<String, Vec<Taken>> = BTreeMap::new();
    for one in taken {
        if !by_holder.contains_key(&one.identity) {
            order.push(one.identity.clone());
        }
        by_holder.entry(one.identity.clone()).or_default().push(one);
    }
    let mut positions: Vec<Position> =
        order.iter().filter_map(|identity| by_holder.remove(identity)).flat_map(of_holder).collect();
    // Whoever accuses, asks or threatens is heard in that.
    let silent = parties.iter().filter(|party| deed && !heard.contains(*party));
    positions.extend(silent.map(|party| Position {
        holder: party.clone(),
        code: Some(party.clone()),
        stand: Stand::Silent,
        taken: Vec::new(),
    }));
    positions
}

/// The last outright stand of a holder, with the history of all of them; what it said only conditionally stands beside
/// it, as it is no change of mind.
fn of_holder(taken: Vec<Taken>) -> Vec<Position> {
    let (supposed, outright): (Vec<Taken>, Vec<Taken>) =
        taken.into_iter().partition(|one| one.stand == Stand::Conditional);
    [outright, supposed].into_iter().filter_map(position).collect()
}

fn position(taken: Vec<Taken>) -> Option<Position> {
    let dated = taken.iter().filter(|one| one.date.is_some());
    // Of one day the first in order of `Stand` wins, so that *affirms* goes before *presupposes*.
    let last = dated.max_by(|a, b| a.date.cmp(&b.date).then(b.stand.cmp(&a.stand))).or(taken.first())?;
    let (holder, code, stand) = (last.holder.clone(), last.code.clone(), last.stand);
    let taken = taken.into_iter().map(|one| {
        let Taken { date, stand, event, statement, chain, .. } = one;
        Stance { date, stand, event, statement, chain }
    });
    Some(Position { holder, code, stand, taken: taken.collect() })
}

pub(crate) fn country(code: &str) -> String {
    Code::new(code).country().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(date: Option<&str>, holder: &str, code: &str, stand: Stand) -> Taken {
        Taken {
            date: date.map(str::to_owned),
            identity: holder.to_owned(),
            holder: holder.to_owned(),
            code: Some(code.to_owned()),
            stand,
            event: "1/e1".parse().unwrap(),
            statement: None,
            chain: vec!["Kabar Teluk".to_owned()],
        }
    }

    fn stands(taken: Vec<Taken>, parties: &[&str]) -> Vec<(String, Stand, usize)> {
        let parties = parties.iter().map(|party| (*party).to_owned()).collect();
        positions(taken, &parties, true)
            .into_iter()
            .map(|one| (one.holder, one.stand, one.taken.len()))
            .collect()
    }

    #[test]
    fn a_denial_that_became_an_admission_is_one_position_with_its_history() {
        let found = stands(
            vec![
                taken(Some("2026-04-16"), "Neto", "AGO GOV", Stand::Affirms),
                taken(Some("2026-03-26"), "Neto", "AGO GOV", Stand::Denies),
            ],
            &["AGO"],
        );
        assert_eq!(found, [("Neto".to_owned(), Stand::Affirms, 2)]);
    }

    #[test]
    fn a_party_that_nobody_speaks_for_is_silent() {
        let found = stands(vec![taken(None, "Banda", "ZMB GOV", Stand::Alleges)], &["AGO", "ZMB"]);
        assert_eq!(found[1], ("AGO".to_owned(), Stand::Silent, 0));
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn a_condition_stands_beside_what_is_said_outright() {
        let found = stands(
            vec![
                taken(Some("2026-03-26"), "Banda", "ZMB GOV", Stand::Conditional),
                taken(Some("2026-03-26"), "Banda", "ZMB GOV", Stand::Presupposes),
            ],
            &["ZMB"],
        );
        assert_eq!(
            found.iter().map(|one| one.1).collect::<Vec<_>>(),
            [Stand::Presupposes, Stand::Conditional]
        );
    }
}
