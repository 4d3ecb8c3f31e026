//! How a sentence uses capitals.

/// How capitals are used in a whole sentence. In headlines they say little about names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Casing {
    /// Capitals begin sentences and names.
    Usual,
    /// Every word of some length begins with one.
    Title,
    /// All letters are capitals.
    Upper,
}

impl Casing {
    /// The casing of a sentence, by its words as printed.
    pub fn of(words: &[&str]) -> Self {
        let (mut long, mut capital, mut upper) = (0usize, 0, 0);
        for word in words.iter().take(200) {
            let mut chars = word.chars();
            let first = chars.next().is_some_and(char::is_uppercase);
            if word.len() > 3 && word.chars().all(char::is_alphabetic) && !SMALL.contains(word) {
                long += 1;
                capital += usize::from(first);
                upper += usize::from(first && chars.all(char::is_uppercase));
            }
        }
        match long {
            0..3 => Self::Usual,
            _ if upper * 10 >= long * 9 => Self::Upper,
            _ if capital * 10 >= long * 9 => Self::Title,
            _ => Self::Usual,
        }
    }
}

/// Words that headlines print small.
const SMALL: [&str; 14] = [
    "yang", "dari", "untuk", "pada", "dengan", "dalam", "oleh", "atau", "serta", "agar", "bagi", "akan",
    "saat", "hingga",
];
