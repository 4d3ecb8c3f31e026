//! Statements: reported speech and writing, who spoke, and through which outlets it came.
//!
//! Works over paragraphs, since a quotation runs over the stops inside it. Each paragraph becomes a
//! [`line::Line`] of items with its quotation marks paired; frames over the items find attributions, and
//! what they find is linked to the article's actors last.

mod draft;
mod en;
mod id;
mod line;
mod link;
mod quote;
mod signers;
mod spread;

use draft::Draft;
use telisik_lexicon::{Cues, Lexicon};
use telisik_record::{Lang, Span, Statement, StatementKind, Warning, WarningCode};

use crate::Article;
use crate::actors::Cast;
use crate::times::Times;

/// Names that the cast knows, in the order of the text.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// Persons: where a name ends and an office begins.
    pub(super) persons: Vec<Span>,
    /// Outlets and agencies.
    pub(super) outlets: Vec<Span>,
    /// Countries: *media Iran* is no outlet of the name *Iran*.
    pub(super) states: Vec<Span>,
    /// Bodies that are no outlets: what is quoted from a ministry's page came through nobody.
    pub(super) bodies: Vec<Span>,
}

/// What the frames find, in the order of the text.
#[derive(Debug, Default)]
struct Findings {
    drafts: Vec<Draft>,
    standing: Vec<spread::Standing>,
}

fn find(article: Article<'_>, cues: &Cues, known: &Known) -> Findings {
    let lines = line::lines(article, cues);
    match article.document.lang {
        Lang::Id => id::read(&lines, cues, known),
        Lang::En => Findings { drafts: en::read(article, &lines, cues, known), standing: Vec::new() },
    }
}

/// Reads who said what.
///
/// Speakers, addressees and times are those of `cast` and `times`; a speaker whom the cast does not hold
/// keeps its span and has no actor.
pub fn read(article: Article<'_>, lexicon: &Lexicon, cast: &Cast, times: &Times) -> Vec<Statement> {
    let found = find(article, &lexicon.cues, &link::known(cast));
    link::Linker::new(article, &lexicon.cues, cast, times).link(found)
}

/// Quotations that nobody says, and quotation marks without a fellow.
pub fn warnings(article: Article<'_>, lexicon: &Lexicon, statements: &[Statement]) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let lines = line::lines(article, &lexicon.cues);
    for (index, line) in lines.iter().enumerate() {
        let opens_next =
            lines.get(index + 1).is_some_and(|next| next.quotes.first().is_some_and(|q| q.items.start == 0));
        for &mark in &line.stray {
            // A quotation over paragraphs leaves each open but the last.
            let carried = opens_next && line.items.first().is_some_and(|item| item.span == mark);
            if !carried {
                let print = article.slice(mark);
                let message = format!("the quotation mark {print} has no fellow in its paragraph");
                warnings.push(Warning { code: WarningCode::UnbalancedQuote, span: Some(mark), message });
            }
        }
    }
    for statement in statements {
        let quoted = statement.kind == StatementKind::Direct;
        if quoted && statement.speaker.is_none() && statement.speakers.is_empty() {
            let message = "nobody is named as the speaker of this quotation".to_owned();
            let span = statement.content.first().copied();
            warnings.push(Warning { code: WarningCode::QuoteWithoutSpeaker, span, message });
        }
    }
    warnings.sort_by_key(|warning| warning.span);
    warnings
}
