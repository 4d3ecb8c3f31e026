//! A first guess at parts of speech, from lists and affixes alone.

use super::vocabulary::Vocabulary;
use crate::segment::Kind;
use crate::{Morphology, Upos, Voice};

/// The part of speech of a word by what can be seen of it. `first` says that it begins its sentence.
pub(super) fn guess(
    vocabulary: &Vocabulary,
    form: &str,
    capital: bool,
    first: bool,
    kind: Kind,
    m: &Morphology,
) -> Upos {
    match kind {
        Kind::Mark
            if form
                .chars()
                .any(|c| matches!(c, '%' | '$' | '€' | '£' | '¥' | '+' | '=' | '°' | '#' | '/')) =>
        {
            Upos::Sym
        }
        Kind::Mark => Upos::Punct,
        Kind::Number => Upos::Num,
        Kind::Address => Upos::X,
        Kind::Word => word(vocabulary, form, capital && !first, m),
    }
}

fn word(vocabulary: &Vocabulary, form: &str, name: bool, m: &Morphology) -> Upos {
    if let Some(upos) = vocabulary.function(form) {
        return upos;
    }
    if name {
        return Upos::Propn;
    }
    match (m.voice, m.nominal) {
        (_, Some(_)) => Upos::Noun,
        (Some(Voice::Active | Voice::Passive | Voice::Accidental | Voice::Stative), _) => Upos::Verb,
        _ if m.applicative => Upos::Verb,
        _ => Upos::Noun,
    }
}
