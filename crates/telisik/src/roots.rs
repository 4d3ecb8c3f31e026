use telisik_language::Word;
use telisik_ledger::Sought;
use telisik_reading::Reader;
use telisik_record::{Lang, Span, Text};

/// What documents are found by: the roots of a text's words, parted by blanks.
pub(crate) fn of(reader: &Reader, lang: Lang, text: &Text) -> String {
    let roots: Vec<String> = words(reader, lang, text).into_iter().map(|(root, _)| root).collect();
    roots.join(" ")
}

/// The words of a query, each as every language reads it.
pub(crate) fn sought(reader: &Reader, query: &[String]) -> Vec<Sought> {
    let query = query.iter().flat_map(|part| part.split_whitespace());
    let word = |word: &str| {
        let text = Text::from(word);
        let read = |lang: Lang| words(reader, lang, &text).into_iter().map(|(root, _)| root).collect();
        let mut readings: Vec<Vec<String>> = Lang::ALL.into_iter().map(read).collect();
        readings.retain(|parts| !parts.is_empty());
        readings.sort();
        readings.dedup();
        readings
    };
    query.map(word).filter(|readings| !readings.is_empty()).collect()
}

/// Where the words sought stand in a text, in its order.
pub(crate) fn places(reader: &Reader, lang: Lang, text: &Text, sought: &[Sought]) -> Vec<Span> {
    let is_sought = |root: &str| sought.iter().flatten().flatten().any(|part| part == root);
    let words = words(reader, lang, text).into_iter();
    words.filter(|(root, _)| is_sought(root)).map(|(_, span)| span).collect()
}

/// Roots and places of what is a word and no mark.
fn words(reader: &Reader, lang: Lang, text: &Text) -> Vec<(String, Span)> {
    let Some(analysis) = reader.segment(lang, text) else { return Vec::new() };
    let words = analysis.sentences.iter().flat_map(|sentence| &sentence.words);
    let words = words.filter(|word| word.form.chars().any(char::is_alphanumeric));
    words.map(|word| (root(word).to_lowercase(), word.span)).collect()
}

/// The verb of the act where the word stands for one, so that *invasion* and *invade* meet as *serangan* and
/// *menyerang* do.
fn root(word: &Word) -> &str {
    word.morphology.verb.as_deref().unwrap_or_else(|| word.root())
}
