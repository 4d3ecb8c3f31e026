//! Sentences made to look like headlines, so that capitals alone do not make a name.

use crate::chance::Chance;

/// Words that headlines print small.
const SMALL: [&str; 22] = [
    "yang", "dari", "untuk", "pada", "dengan", "dalam", "oleh", "atau", "serta", "agar", "bagi", "di", "ke",
    "dan", "soal", "usai", "saat", "karena", "hingga", "nya", "sebagai", "jika",
];

/// The words with capitals as in a headline.
pub(crate) fn title_case(words: &[String]) -> Vec<String> {
    words
        .iter()
        .map(|word| if SMALL.contains(&word.as_str()) { word.clone() } else { capital(word) })
        .collect()
}

/// One in `of` falls to headlines.
pub(crate) fn falls(chance: &mut Chance, of: f64) -> bool {
    chance.share() * of < 1.0
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
