//! Who stands on the other side of a hostile deed whose words name one side alone: the rest of the article tells.

use std::collections::{BTreeMap, BTreeSet};

use telisik_record::EventType;

use super::Side;
use super::merge::{COMPARED, Telling};
use crate::actors::Cast;

/// Gives a war, a truce, a blockade or sanctions without their doers those whom the article has fight or impose them;
/// false where it has none.
pub(super) fn take_sides(kept: &[Telling], telling: &mut Telling) -> bool {
    if telling.source_codes.is_empty() && matches!(telling.kind, EventType::Coerce | EventType::Sanction) {
        let found = match telling.kind {
            EventType::Coerce => assailant(kept, &telling.target_codes),
            _ => sanctioner(kept, &telling.target_codes),
        };
        let Some((sources, codes)) = found else { return false };
        (telling.sources, telling.source_codes) = (sources, codes);
        telling.borrowed = true;
        return true;
    }
    if !telling.source_codes.is_empty() {
        return true;
    }
    // *Perang pada 1950-1953* is not the one that the article tells of.
    if telling.war && telling.bygone {
        return false;
    }
    let Some((ids, codes)) = warring(kept, &telling.target_codes) else { return false };
    (telling.targets, telling.target_codes) = (ids.clone(), codes.clone());
    (telling.sources, telling.source_codes) = (ids, codes);
    telling.borrowed = true;
    true
}

/// Whom a deed that leaves it out is done to: what *serangan Israel* does not say, the sentences around it have said.
pub(super) fn counterpart(cast: &Cast, kept: &[Telling], telling: &Telling) -> Option<Side> {
    let mut counts: BTreeMap<&BTreeSet<String>, (usize, &Telling)> = BTreeMap::new();
    for other in kept.iter().take(COMPARED) {
        // An attack is on whom the attacks before it were on, not on who was only blamed.
        let alike = match telling.kind {
            EventType::Assault => other.kind == telling.kind,
            kind => other.kind.is_hostile() == kind.is_hostile(),
        };
        let asks = other.kind == EventType::Request && other.is_to_own();
        let told = !other.target_codes.is_empty() && !asks;
        if alike && told && other.source_codes == telling.source_codes {
            let weight = if other.kind == telling.kind { 3 } else { 1 } + other.evidence.len();
            let entry = counts.entry(&other.target_codes).or_insert((0, other));
            entry.0 += weight;
        }
    }
    if counts.is_empty() && (telling.kind == EventType::Assault && !telling.closed || telling.captive) {
        return enemy(cast, kept, &telling.source_codes);
    }
    // With a choice it is a guess.
    if counts.len() > 1 {
        return None;
    }
    let (codes, (_, first)) = counts.into_iter().max_by_key(|(_, (count, _))| *count)?;
    Some((first.targets.clone(), codes.clone()))
}

/// Whom the article has fight with `codes` or attack them more than once, where it is one side alone.
fn enemy(cast: &Cast, kept: &[Telling], codes: &BTreeSet<String>) -> Option<Side> {
    let mut found: Option<Side> = None;
    for other in kept.iter().take(COMPARED).filter(|other| other.kind == EventType::Assault) {
        let at_war = other.source_codes == other.target_codes || other.tellings > 1;
        if !codes.is_subset(&other.target_codes) || other.source_codes == *codes || !at_war {
            continue;
        }
        let side: BTreeSet<String> = other.source_codes.difference(codes).cloned().collect();
        match &found {
            Some((_, before)) if *before != side => return None,
            Some(_) => {}
            None => {
                let mut ids = other.sources.clone();
                ids.retain(|&id| cast.country(id).is_none_or(|code| side.contains(code)));
                found = Some((ids, side));
            }
        }
    }
    found
}

/// Who the article has attack or hold `codes`, where it is one side alone.
fn assailant(kept: &[Telling], codes: &BTreeSet<String>) -> Option<Side> {
    let mut found: Option<Side> = None;
    for other in kept.iter().take(COMPARED) {
        let hostile = matches!(other.kind, EventType::Assault | EventType::Coerce);
        if !hostile || other.target_codes != *codes || other.source_codes == *codes {
            continue;
        }
        match &found {
            Some((_, before)) if *before != other.source_codes => return None,
            Some(_) => {}
            None => found = Some((other.sources.clone(), other.source_codes.clone())),
        }
    }
    found
}

/// Who the article has impose sanctions and tariffs, where it is one side alone.
fn sanctioner(kept: &[Telling], codes: &BTreeSet<String>) -> Option<Side> {
    let mut found: Option<Side> = None;
    for other in kept.iter().take(COMPARED).filter(|other| other.kind == EventType::Sanction) {
        match &found {
            Some((_, before)) if *before != other.source_codes => return None,
            Some(_) => {}
            None => found = Some((other.sources.clone(), other.source_codes.clone())),
        }
    }
    found.filter(|(_, sources)| sources.is_disjoint(codes))
}

/// The two countries that the article has at war most, of which one is `known`, where it is.
fn warring(kept: &[Telling], known: &BTreeSet<String>) -> Option<Side> {
    let mut counts: BTreeMap<BTreeSet<String>, (usize, Side)> = BTreeMap::new();
    for telling in kept.iter().take(COMPARED).filter(|telling| telling.kind == EventType::Assault) {
        let both: BTreeSet<String> = telling.source_codes.union(&telling.target_codes).cloned().collect();
        if both.len() != 2 || !known.is_subset(&both) {
            continue;
        }
        let mut actors = telling.sources.clone();
        actors.extend(telling.targets.iter().filter(|id| !telling.sources.contains(id)));
        let entry = counts.entry(both.clone()).or_insert((0, (actors, both)));
        entry.0 += 1 + telling.evidence.len();
    }
    counts.into_values().max_by_key(|(count, _)| *count).map(|(_, side)| side)
}

/// Forces that a state sends out where its own people protest are sent against them.
pub(super) fn turn_on_unrest(kept: &mut [Telling]) {
    let protests = kept.iter().filter(|told| told.kind == EventType::Protest).take(COMPARED);
    let unrest: BTreeSet<BTreeSet<String>> = protests.map(|told| told.source_codes.clone()).collect();
    for told in kept.iter_mut().filter(|told| told.kind == EventType::Mobilize && told.domestic) {
        if told.target_codes.is_empty() && unrest.contains(&told.source_codes) {
            (told.targets, told.target_codes) = (told.sources.clone(), told.source_codes.clone());
        }
    }
}
