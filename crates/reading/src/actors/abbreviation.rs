use telisik_lexicon::{How, Lexicon, Sense, Target};
use telisik_record::ActorKind;

use super::sight::{Gap, Line, Sight, What};

/// Joins a name with the second name in brackets after it: *Amerika Serikat (AS)*, *DPRK (Republik Demokratik
/// Rakyat Korea)*, and the slip *Amerika Selatan (AS)*, where the words contradict the abbreviation.
pub(super) fn join(line: &mut Line<'_>, lexicon: &Lexicon) {
    let mut sights: Vec<Sight> = Vec::with_capacity(line.sights.len());
    for sight in std::mem::take(&mut line.sights) {
        let from = sight.pieces.start;
        let in_brackets = line.gap(from) == Gap::Open
            && (line.gap(sight.pieces.end) == Gap::Close || sight.pieces.end == line.pieces.len());
        let joined = if in_brackets { with_second_name(line, lexicon, &mut sights, &sight) } else { None };
        match joined {
            Some(joined) => sights.push(joined),
            None => sights.push(sight),
        }
    }
    line.sights = sights;
}

fn with_second_name(
    line: &Line<'_>,
    lexicon: &Lexicon,
    before: &mut Vec<Sight>,
    second: &Sight,
) -> Option<Sight> {
    let from = second.pieces.start;
    let What::Named(meant) = &second.what else { return None };
    if let Some(first) = before.last()
        && first.pieces.end == from
        && let What::Named(senses) = &first.what
        && senses.iter().any(|a| meant.iter().any(|b| a.target == b.target))
    {
        let both: Vec<Sense> =
            senses.iter().filter(|a| meant.iter().any(|b| a.target == b.target)).copied().collect();
        let joined = Sight {
            pieces: first.pieces.start..second.pieces.end,
            what: What::Named(both),
            alias: Some(second.pieces.clone()),
            slip: false,
        };
        before.pop();
        return Some(joined);
    }
    let start = slip(line, lexicon, meant, second)?;
    while before.last().is_some_and(|s| s.pieces.end > start) {
        before.pop();
    }
    Some(Sight { pieces: start..second.pieces.end, what: second.what.clone(), alias: None, slip: true })
}

/// Where the words begin that an abbreviation contradicts: they have its initials and share a word with a
/// full name of what it stands for, but are no name of it.
fn slip(line: &Line<'_>, lexicon: &Lexicon, meant: &[Sense], short: &Sight) -> Option<usize> {
    let [piece] = line.pieces.get(short.pieces.clone())? else { return None };
    if !piece.all_capitals() {
        return None;
    }
    let initials: Vec<char> = piece.key.chars().collect();
    let start = short.pieces.start.checked_sub(initials.len())?;
    let words = line.pieces.get(start..short.pieces.start)?;
    let fits =
        words.iter().zip(&initials).all(|(word, initial)| word.capital() && word.key.starts_with(*initial));
    let unbroken = (start + 1..short.pieces.start).all(|i| matches!(line.gap(i), Gap::Space | Gap::Hyphen));
    if initials.len() < 2 || !fits || !unbroken {
        return None;
    }
    let print: Vec<&str> = words.iter().map(|w| w.print).collect();
    let own = lexicon.actors.names().get(&print.join(" "));
    if meant.iter().any(|sense| own.iter().any(|o| o.target == sense.target)) {
        return None;
    }
    let shares = |sense: &Sense| match (sense.target, sense.how) {
        (Target::Actor(at), How::Name | How::Alias) => {
            lexicon.actors.entries().get(at).is_some_and(|entry| {
                matches!(entry.kind, ActorKind::State | ActorKind::Igo)
                    && entry.id.iter().chain(&entry.en).any(|name| {
                        telisik_lexicon::pieces(name)
                            .iter()
                            .any(|part| words.iter().any(|word| word.key == part.key))
                    })
            })
        }
        _ => false,
    };
    meant.iter().any(shares).then_some(start)
}
