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

use super::Known;
use super::draft::Draft;
use super::line::{Line, Words};
use finder::Finder;

/// The statements of a line, in the order of the text.
pub(super) fn read(line: &Line<'_>, words: &Words<'_>, known: &Known, index: usize) -> Vec<Draft> {
    Finder::new(line, words, known, index).read()
}
