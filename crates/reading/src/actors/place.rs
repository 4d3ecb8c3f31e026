use telisik_lexicon::{Lexicon, ReferenceWords, TitleSense, holds};

use super::phrase::Phrase;
use super::sight::{Gap, Line};

/// Whether a city's name at these pieces is only a place: after *di*, after a verb of motion, in a dateline, or
/// with its country behind a comma. Elsewhere it stands for the government.
pub(super) fn is_place(words: &ReferenceWords, line: &Line<'_>, start: usize, end: usize) -> bool {
    if line.sentence.block == telisik_language::Block::Dateline {
        return true;
    }
    let before = start.checked_sub(1).map_or("", |at| line.key(at));
    let adjacent = start > 0 && line.gap(start) == Gap::Space;
    if adjacent && holds(&words.places, before) {
        return true;
    }
    let moved = |from: usize| (from.saturating_sub(4)..from).any(|at| holds(&words.moves, line.key(at)));
    if adjacent && holds(&words.motions, before) && moved(start - 1) {
        return true;
    }
    // *di Jalan Merdeka, Nairobi*: the city of an address; in *di sisi lain, Nairobi* it is none.
    let address = line.gap(start) == Gap::Comma
        && (start.saturating_sub(5)..start).any(|at| holds(&words.addresses, line.key(at)))
        && start.checked_sub(1).is_some_and(|at| !line.sighted(at) && line.pieces[at].capital());
    if address {
        return true;
    }
    // *Istanbul, Turki*: the country after the comma places the city; a list of governments goes on with *dan*.
    let country = line.gap(end) == Gap::Comma && line.sighted(end);
    country && adjacent && holds(&words.motions, before)
}

/// The end of a place that no list holds, where the bearer's name follows it: *Gubernur distrik Kisambo, Amina Odhiambo*.
pub(super) fn unlisted(line: &Line<'_>, lexicon: &Lexicon, phrase: &Phrase) -> Option<usize> {
    let titled = matches!(phrase.parts.last(), Some((_, TitleSense::Title(_))));
    if !titled || !phrase.owners.is_empty() || line.title_case() || line.gap(phrase.pieces.end) != Gap::Space
    {
        return None;
    }
    let fills = |at: &usize| {
        holds(&lexicon.references.words().fillers, line.key(*at))
            && !line.pieces.get(*at).is_some_and(|p| p.capital())
    };
    let start = (phrase.pieces.end..phrase.pieces.end + 2).find(|at| !fills(at))?;
    let end = line.location_at(start).filter(|place| place.clone().all(|at| !line.sighted(at)))?.end;
    let named = matches!(line.gap(end), Gap::Space | Gap::Comma)
        && line.person_around(end).is_some_and(|n| n.start == end);
    named.then_some(end)
}
