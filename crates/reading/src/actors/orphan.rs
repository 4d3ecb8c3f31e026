use std::collections::BTreeSet;

use telisik_lexicon::{ActorEntry, Lexicon, Sense, Target, fold};
use telisik_record::ActorKind;

use super::sight::{Line, What};

/// Gives up abbreviations that also mean something else, where the article names nothing else of that state or
/// organisation: *AU* is no African Union where the Indonesian air force is meant.
pub(super) fn give_up(lines: &mut [Line<'_>], lexicon: &Lexicon) {
    let mut orphans = Vec::new();
    let mut named: BTreeSet<&str> = BTreeSet::new();
    for (index, line) in lines.iter().enumerate() {
        for (at, sight) in line.sights.iter().enumerate() {
            let What::Named(senses) = &sight.what else { continue };
            let short = line.pieces.get(sight.pieces.clone()).filter(|pieces| pieces.len() == 1);
            if short.is_some_and(|pieces| pieces[0].all_capitals())
                && !senses.is_empty()
                && senses
                    .iter()
                    .all(|s| entry(lexicon, s).is_some_and(|e| doubtful(e, line.key(sight.pieces.start))))
            {
                orphans.push((index, at));
                continue;
            }
            named.extend(senses.iter().filter_map(|sense| state(lexicon, sense)));
        }
    }
    for (index, at) in orphans {
        let Some(line) = lines.get_mut(index) else { continue };
        let Some(pieces) = line.sights.get(at).map(|s| s.pieces.clone()) else { continue };
        let titled = line.pieces.get(pieces).and_then(|p| lexicon.titles.names().longest(p));
        let Some(What::Named(senses)) = line.sights.get_mut(at).map(|s| &mut s.what) else { continue };
        senses.retain(|s| state(lexicon, s).is_none_or(|state| named.contains(state)));
        if let (true, Some((_, meant)), Some(sight)) = (senses.is_empty(), titled, line.sights.get_mut(at)) {
            sight.what = What::Titled(meant);
        }
    }
}

fn entry<'l>(lexicon: &'l Lexicon, sense: &Sense) -> Option<&'l ActorEntry> {
    match sense.target {
        Target::Actor(at) => lexicon.actors.entries().get(at),
        Target::Person(_) => None,
    }
}

/// The country or organisation that a name belongs to.
fn state<'l>(lexicon: &'l Lexicon, sense: &Sense) -> Option<&'l str> {
    match sense.target {
        Target::Actor(at) => Some(lexicon.actors.entries().get(at)?.code.as_ref()?.country()),
        Target::Person(at) => Some(lexicon.actors.persons().get(at)?.state.country()),
    }
}

/// Outlets are printed without their state.
fn doubtful(entry: &ActorEntry, key: &str) -> bool {
    entry.channel.is_none()
        && entry.kind != ActorKind::State
        && entry.ambiguous.iter().any(|name| fold(name) == key)
}
