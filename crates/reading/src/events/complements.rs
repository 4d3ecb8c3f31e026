//! The parties to the right of a trigger, and what leads to them.

use super::scene::{Part, Scene};

/// A party to the right of a trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Complement {
    pub party: usize,
    /// The word it hangs on, where that is no part of the trigger's own phrase.
    pub link: Option<usize>,
    /// A clause opener or relative word lies between.
    pub beyond: bool,
}

/// How far to look from a trigger.
const REACH: usize = 40;
/// How many words in quotation marks may still be a phrase of the sentence around them.
const QUOTED: usize = 8;

/// The parties right of `from`, each with what leads to it, up to the end of the clause; and those in
/// the clause after it, marked as beyond.
pub(super) fn complements(scene: &Scene<'_>, from: usize, limit: usize) -> Vec<Complement> {
    let mut found = Vec::new();
    let mut link = None;
    let mut beyond = false;
    let mut word = from;
    while word < scene.forms.len().min(from + REACH).min(limit) {
        if let Some(party) = scene.party_at(word) {
            found.push(Complement { party, link, beyond });
            word = scene.parties[party].words.end.max(word + 1);
            continue;
        }
        match scene.parts[word] {
            Part::Plain | Part::And | Part::Comma => {}
            Part::Preposition | Part::Agent | Part::Origin | Part::Relative => link = Some(word),
            Part::Verb | Part::Opener => {
                link = Some(word);
                beyond = true;
            }
            // What is quoted stands on its own; who is spoken of in it may still be the one meant. A few quoted
            // words without a verb are no clause: *menuntut "ganti rugi penuh" Kenya*.
            Part::Quote => match phrase_end(scene, word) {
                Some(end) => word = end,
                None => beyond = true,
            },
            Part::Wall => break,
        }
        word += 1;
    }
    found
}

/// The closing quotation mark of a few quoted words that are no clause.
fn phrase_end(scene: &Scene<'_>, open: usize) -> Option<usize> {
    let words = open + 1..scene.parts.len().min(open + QUOTED);
    let end = words.clone().find(|&word| scene.parts[word] == Part::Quote)?;
    let plain = |word: usize| matches!(scene.parts[word], Part::Plain | Part::Preposition | Part::And);
    (open + 1..end).all(plain).then_some(end)
}
