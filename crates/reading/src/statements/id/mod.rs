//! Indonesian: frames over the items of a line find attributions.

mod according;
mod clause;
mod content;
mod credit;
mod end;
mod finder;
mod noun;
mod outlet;
#[cfg(test)]
mod outlets_tests;
mod phrase;
mod quoted;
#[cfg(test)]
mod speakers_tests;
mod subject;
#[cfg(test)]
mod tests;

use telisik_lexicon::Cues;

use super::line::{Line, Words};
use super::{Findings, Known};
use finder::Finder;

/// The statements of all lines, in the order of the text.
pub(super) fn read(lines: &[Line<'_>], cues: &Cues, known: &Known) -> Findings {
    let words = Words { cues };
    let mut all = Findings::default();
    for (index, line) in lines.iter().enumerate() {
        let found = Finder::new(line, &words, known, index).read();
        all.drafts.extend(found.drafts);
        all.standing.extend(found.standing);
    }
    all
}
