use telisik_language::{Analysis, Deprel, Sentence, Upos};
use telisik_lexicon::{Calendar, TimeWord};

/// Heads are followed no further up than this.
const HIGHEST: usize = 12;

/// Whether the verb that governs the word at a character is of the past (-1) or speaks of the future (1); 0 where the
/// tree does not tell.
pub(in crate::times) fn tense(analysis: &Analysis, calendar: &Calendar, offset: u32) -> i8 {
    let Some((index, word)) = analysis.word_at(offset) else { return 0 };
    let sentence = &analysis.sentences[index];
    let verb = std::iter::once(word)
        .chain(sentence.ancestors(word))
        .take(HIGHEST)
        .find(|&at| sentence.words[at].upos == Upos::Verb);
    verb.map_or(0, |verb| of_verb(sentence, calendar, verb))
}

fn of_verb(sentence: &Sentence, calendar: &Calendar, verb: usize) -> i8 {
    let word = &sentence.words[verb];
    let aux = |class: TimeWord, verb: usize| {
        sentence.children(verb).any(|at| {
            let child = &sentence.words[at];
            child.upos == Upos::Aux && calendar.is(&child.form, class)
        })
    };
    if aux(TimeWord::Will, verb) {
        return 1;
    }
    if aux(TimeWord::Past, verb) {
        return -1;
    }
    let marked = sentence
        .children(verb)
        .any(|at| sentence.words[at].deprel == Deprel::Mark && &*sentence.words[at].form == "to");
    if marked {
        // *is to meet*, *plans to meet*; but *had been due to expire*.
        let past = word.head.is_some_and(|head| aux(TimeWord::Past, head) || is_past(sentence, head));
        return if past { 0 } else { 1 };
    }
    if is_past(sentence, verb) { -1 } else { 0 }
}

/// Whether a verb's form is that of the past: *met*, *fired*.
fn is_past(sentence: &Sentence, verb: usize) -> bool {
    let word = &sentence.words[verb];
    let root = word.root();
    word.upos == Upos::Verb && &*word.form != root && !word.form.ends_with("ing") && !word.form.ends_with('s')
}
