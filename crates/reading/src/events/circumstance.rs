//! According to whom and where.

use telisik_language::NameKind;
use telisik_record::{AccordingTo, Span, Statement};

use super::scene::Scene;
use crate::Article;

/// The innermost statement whose content holds a span.
pub(super) fn statement<'a>(statements: &[&'a Statement], span: Span) -> Option<&'a Statement> {
    let holding = statements.iter().copied().filter(|statement| statement.reports(span));
    holding.min_by_key(|statement| statement.content.iter().map(|part| part.len()).sum::<u32>())
}

/// Who stands for what a statement holds, or what none does.
pub(super) fn holder(said: Option<&Statement>) -> AccordingTo {
    said.map_or(AccordingTo::Narrator, |statement| AccordingTo::Statement(statement.id))
}

/// The part of a sentence that one voice tells, as words: what the innermost statement holds around
/// `word`, or what lies outside of all statements.
pub(super) fn voice_bounds(
    scene: &Scene<'_>,
    statements: &[&Statement],
    word: usize,
) -> std::ops::Range<usize> {
    let words = &scene.sentence.words;
    let all = 0..words.len();
    let Some(here) = words.get(word).map(|word| word.span) else { return all };
    match statement(statements, here) {
        Some(said) => {
            // Content in two spans around its attribution is one clause: *China dituduh AS meretas*.
            let mut parts = said.content.iter().filter(|part| part.overlaps(scene.sentence.span));
            let Some(&first) = parts.next() else { return all };
            scene.sentence.words_in(parts.fold(first, |whole, &part| whole.cover(part)))
        }
        None => {
            let mut bounds = all;
            for part in statements.iter().flat_map(|&statement| &statement.content) {
                if !part.overlaps(scene.sentence.span) {
                    continue;
                }
                let said = scene.sentence.words_in(*part);
                if said.end <= word {
                    bounds.start = bounds.start.max(said.end);
                } else if said.start > word {
                    bounds.end = bounds.end.min(said.start);
                }
            }
            bounds
        }
    }
}

/// Where: the place named after *di* in the same sentence, right of the trigger.
pub(super) fn place(
    article: Article<'_>,
    scene: &Scene<'_>,
    trigger: &std::ops::Range<usize>,
) -> Option<String> {
    let places = scene.sentence.names.iter().filter(|name| name.kind == NameKind::Location);
    let mut behind =
        places.filter(|name| name.words.start >= trigger.end && name.words.start - trigger.end < 12);
    let name = behind
        .find(|name| name.words.start.checked_sub(1).is_some_and(|before| scene.forms[before] == "di"))?;
    Some(article.slice(scene.sentence.span_of(name.words.clone())).to_owned())
}
