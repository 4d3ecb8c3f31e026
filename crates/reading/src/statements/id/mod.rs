//! Indonesian: frames over the items of a line find attributions.

mod according;
mod clause;
mod content;
mod end;
mod finder;
mod noun;
mod outlet;
mod phrase;
mod quoted;
#[cfg(test)]
mod speakers_tests;
mod subject;
#[cfg(test)]
mod tests;

use telisik_lexicon::Cues;

use super::Known;
use super::draft::Draft;
use super::line::{Line, Words};
use finder::Finder;

/// The statements of all lines, in the order of the text.
pub(super) fn read(lines: &[Line<'_>], cues: &Cues, known: &Known) -> Vec<Draft> {
    let words = Words { cues };
    let lines = lines.iter().enumerate();
    lines.flat_map(|(index, line)| Finder::new(line, &words, known, index).read()).collect()
}
