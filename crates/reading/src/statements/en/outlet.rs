//! Outlets that a report came through: *told Reuters*, *in an interview with the daily El Faro*.

use telisik_lexicon::WordClass;
use telisik_record::Span;

use super::finder::Finder;

/// So many words may stand between what leads to an outlet and its name.
const BETWEEN: usize = 4;

/// Gives each statement the outlets that its speaker spoke to.
pub(super) fn credit(finder: &mut Finder<'_, '_>) {
    let mut found: Vec<(usize, Vec<String>)> = Vec::new();
    for (index, draft) in finder.drafts.iter().enumerate() {
        let Some(cue) = draft.cue else { continue };
        let Some(at) = finder.article.analysis.sentence_at(cue.start) else { continue };
        let Some(sentence) = finder.article.sentences().get(at) else { continue };
        let outlets = &finder.known.outlets;
        let first = outlets.partition_point(|outlet| outlet.start < sentence.span.start);
        let here = outlets[first..].iter().take_while(|outlet| outlet.start < sentence.span.end);
        let named: Vec<String> = here
            .filter(|&&outlet| {
                let said =
                    draft.content.iter().chain(draft.speaker.as_ref()).any(|span| span.overlaps(outlet));
                !said && led_to(finder, outlet)
            })
            .map(|&outlet| finder.article.slice(outlet).to_owned())
            .collect();
        if !named.is_empty() {
            found.push((index, named));
        }
    }
    for (index, named) in found {
        if let Some(draft) = finder.drafts.get_mut(index) {
            draft.via = named;
        }
    }
}

/// A word that leads to outlets stands before the name, with at most its article and kind between.
fn led_to(finder: &Finder<'_, '_>, outlet: Span) -> bool {
    let items = &finder.line.items;
    let at = items.partition_point(|item| item.span.start < outlet.start);
    let before = (at.saturating_sub(BETWEEN)..at).rev().map(|at| finder.line.form(at));
    let mut before = before.skip_while(|form| finder.is(form, WordClass::OutletKind));
    before.next().is_some_and(|form| finder.is(form, WordClass::Credit))
}
