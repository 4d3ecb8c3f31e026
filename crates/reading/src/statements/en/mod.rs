//! English: cues in the trees of sentences, and quotations over the items of a line.
//!
//! A cue takes what its tree gives it: the clause it governs, or the clause it is set into. Where that touches a
//! quotation, the quotation's marks say where what was said begins and ends. Quotations that no tree gives to a cue
//! are given by place.

mod according;
mod clause;
mod colon;
mod content;
mod finder;
mod noun;
mod outlet;
mod quoted;
mod said;
mod speaker;
#[cfg(test)]
mod tests;
mod tree;
mod verb;

use telisik_lexicon::Cues;

use super::Known;
use super::draft::Draft;
use super::line::Line;
use crate::Article;
use finder::Finder;

/// The statements of all lines, in the order of the text.
pub(super) fn read(article: Article<'_>, lines: &[Line<'_>], cues: &Cues, known: &Known) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut open = None;
    for (index, line) in lines.iter().enumerate() {
        let finder = Finder::new(article, line, cues, known, index);
        let (found, last) = finder.read(open);
        drafts.extend(found);
        open = last;
    }
    drafts
}
