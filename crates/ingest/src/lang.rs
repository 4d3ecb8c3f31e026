use std::collections::HashMap;

use telisik_record::Lang;

/// Words that one language cannot do without and the other does not have.
const FUNCTION_WORDS: [(Lang, &[&str]); 2] = [
    (
        Lang::Id,
        &[
            "yang", "dan", "di", "dengan", "untuk", "dari", "pada", "dalam", "ini", "itu", "tidak", "oleh",
            "akan", "telah", "kepada", "juga", "bahwa", "ke", "sebagai", "adalah", "kata",
        ],
    ),
    (
        Lang::En,
        &[
            "the", "of", "and", "to", "that", "is", "for", "on", "with", "was", "by", "has", "from", "said",
            "have", "it", "an", "were", "which", "this", "its",
        ],
    ),
];

/// So many words tell the languages apart with certainty.
const WORDS: usize = 2_000;

/// The language a text is written in, by its function words; Indonesian where they do not tell.
///
/// ```
/// use telisik_record::Lang;
///
/// assert_eq!(telisik_ingest::guess("Menteri itu tiba di Jakarta pada Senin."), Lang::Id);
/// assert_eq!(telisik_ingest::guess("The minister arrived in the capital on Monday."), Lang::En);
/// ```
pub fn guess(text: &str) -> Lang {
    let of: HashMap<&str, usize> = FUNCTION_WORDS
        .iter()
        .enumerate()
        .flat_map(|(lang, (_, words))| words.iter().map(move |&word| (word, lang)))
        .collect();
    let mut counts = [0usize; FUNCTION_WORDS.len()];
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).take(WORDS) {
        if let Some(&lang) = of.get(word.to_lowercase().as_str()) {
            counts[lang] += 1;
        }
    }
    if counts[1] > counts[0] { FUNCTION_WORDS[1].0 } else { FUNCTION_WORDS[0].0 }
}
