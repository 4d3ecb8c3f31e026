//! Who is named in an article: names, titles, bodies and pronouns to actors with codes.
//!
//! A sentence is cut into pieces and known names and titles are sighted in it ([`sight`]); sightings that
//! belong together become phrases (*Menteri Luar Negeri Rusia Sergei Lavrov*, [`phrase`], [`bearers`]); phrases become
//! drafts of mentions with an identity each ([`draft`], [`figure`]); persons whom neither list nor title places are
//! coded by what the tree says of them ([`bearing`]), governments inside quotations by who speaks ([`voice`]); pronouns and descriptions are led back to
//! them ([`reference`]), *14 negara* to the list of their names ([`coalition`]); drafts of one identity make one actor ([`cast`]).

mod abbreviation;
mod antecedent;
mod bare;
mod bearers;
mod bearing;
mod bracket;
mod cast;
mod coalition;
mod draft;
mod english;
mod figure;
mod inner;
mod loose;
mod naming;
mod orphan;
mod owner;
mod person;
mod phrase;
mod place;
mod pointer;
mod profile;
mod reference;
mod side;
mod sight;
#[cfg(test)]
mod tests;
mod voice;

use jiff::civil::Date;
use telisik_lexicon::Lexicon;

use crate::Article;

pub use cast::{Cast, CastMention};

/// Reads who is named in an article, with codes as of `day`, the day of the document.
///
/// Without a day the code follows the title printed with a name, or else the latest office known.
pub fn read(article: Article<'_>, lexicon: &Lexicon, day: Option<Date>) -> Cast {
    let lines = sight::lines(article, lexicon);
    let mut drafts = draft::Drafts::new(lexicon, day);
    drafts.name(&lines);
    bracket::close(article, &mut drafts);
    reference::resolve(&lines, &mut drafts);
    cast::gather(drafts)
}
