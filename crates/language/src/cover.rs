//! What must hold of every analysis in every language, for the tests of each.

use proptest::prelude::*;
use telisik_record::{Span, Text};

use crate::Analysis;
use crate::segment::is_blank;

/// Words cover the text in order, each within its sentence and token, and only blanks stand between them.
pub(crate) fn check(text: &Text, analysis: &Analysis) -> Result<(), TestCaseError> {
    let mut covered = 0;
    for (i, sentence) in analysis.sentences.iter().enumerate() {
        let paragraph = &analysis.paragraphs[sentence.paragraph];
        prop_assert!(paragraph.sentences.contains(&i) && paragraph.span.contains(sentence.span));
        for (t, token) in sentence.tokens.iter().enumerate() {
            prop_assert!(!token.words.is_empty());
            let words = &sentence.words[token.words.clone()];
            prop_assert!(words.iter().all(|word| word.token == t));
            prop_assert_eq!(token.span.start, words[0].span.start);
            prop_assert_eq!(token.span.end, words[words.len() - 1].span.end);
        }
        for word in &sentence.words {
            prop_assert!(word.span.start >= covered && !word.span.is_empty());
            prop_assert!(sentence.span.contains(word.span));
            prop_assert_eq!(text.slice(word.span).to_lowercase(), &*word.form);
            let between = text.slice(Span::new(covered, word.span.start));
            prop_assert!(between.chars().all(is_blank), "{between:?} belongs to no word");
            covered = word.span.end;
        }
    }
    let rest = text.slice(Span::new(covered, text.len()));
    prop_assert!(rest.chars().all(is_blank), "{rest:?} belongs to no word");
    Ok(())
}
