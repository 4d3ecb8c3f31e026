//! What the models see of a word by itself: its letters, its affixes, its capitals.

use super::Table;
use super::features::{characters, feature, join};

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

/// What is seen of one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Traits {
    /// Its form in lower case, digits as 0, quotation marks and dashes made alike.
    pub form: u64,
    /// Its first two, three and four characters.
    pub starts: [u64; 3],
    /// Its last one to four characters.
    pub ends: [u64; 4],
    /// Its affixes: prefix and suffix as far as they show.
    pub affix: u8,
    /// Its capitals, digits and marks, with the sentence's casing.
    pub shape: u8,
    /// A run of letters and marks by kind: *KTT-20* as `X-0`.
    pub pattern: u64,
    /// It is a quotation mark.
    pub quote: bool,
    /// What the word is known as: its two most usual parts of speech in a large corpus; 0 for a word not known.
    pub known: u16,
}

/// Number of classes of the table of known words: the parts of speech of the corpus it was counted in.
pub const KNOWN: usize = 16;

/// The feature under which a form's usual parts of speech are found.
pub fn known_feature(form: u64) -> u64 {
    feature(255, form, 0)
}

fn known_as(known: &Table<'_>, form: u64) -> u16 {
    let mut counts = [0; KNOWN];
    known.add_all(&[known_feature(form)], &mut counts);
    let most =
        |but: usize| (0..KNOWN).filter(|&tag| tag != but && counts[tag] > 0).max_by_key(|&tag| counts[tag]);
    most(KNOWN).map_or(0, |first| 1 + first as u16 * 17 + most(first).map_or(16, |second| second as u16))
}

impl Traits {
    /// Looks at one word; what it is known as is left open.
    pub fn of(print: &str, casing: Casing) -> Self {
        let mut lower: [char; 24] = ['\0'; 24];
        let mut len = 0;
        let mut form = 0;
        for c in print.chars().flat_map(char::to_lowercase).map(plain) {
            if len < lower.len() {
                lower[len] = c;
                len += 1;
            }
            form = join(form, u64::from(u32::from(c)));
        }
        let lower = &lower[..len];
        let start = |n: usize| characters(lower.iter().copied().take(n));
        let end = |n: usize| characters(lower[len.saturating_sub(n)..].iter().copied());
        Self {
            form: join(form, 1),
            starts: [start(2), start(3), start(4)],
            ends: [end(1), end(2), end(3), end(4)],
            affix: affix(lower),
            shape: shape(print) * 3 + casing as u8,
            pattern: pattern(print),
            quote: matches!(lower, ['"']),
            known: 0,
        }
    }

    /// Looks at all words of a sentence.
    pub fn all(words: &[&str], known: &Table<'_>) -> Vec<Self> {
        let casing = Casing::of(words);
        let look = |word: &&str| {
            let traits = Self::of(word, casing);
            Self { known: known_as(known, traits.form), ..traits }
        };
        words.iter().map(look).collect()
    }
}

fn plain(c: char) -> char {
    match c {
        '0'..='9' => '0',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '‘' | '’' | '‚' | '`' | '′' => '\'',
        '–' | '—' | '‐' | '‑' | '−' => '-',
        '…' => '.',
        c => c,
    }
}

/// A number below 64 for a lower-case word's affixes: eight prefixes times eight endings.
fn affix(word: &[char]) -> u8 {
    let starts = |with: &str| word.len() >= with.len() + 3 && with.chars().zip(word).all(|(a, &b)| a == b);
    let ends = |with: &str| {
        word.len() >= with.len() + 3 && with.chars().rev().zip(word.iter().rev()).all(|(a, &b)| a == b)
    };
    let prefix = match () {
        () if starts("me") => 1,
        () if starts("di") => 2,
        () if starts("ber") => 3,
        () if starts("ter") => 4,
        () if starts("pe") => 5,
        () if starts("ke") => 6,
        () if starts("se") => 7,
        () => 0,
    };
    let ending = match () {
        () if word.iter().position(|&c| c == '-').is_some_and(|at| doubled(word, at)) => 1,
        () if ends("kan") => 2,
        () if ends("an") => 3,
        () if ends("nya") => 4,
        () if ends("i") => 5,
        () if ends("lah") || ends("kah") || ends("pun") => 6,
        () if ends("asi") || ends("isme") || ends("itas") => 7,
        () => 0,
    };
    prefix * 8 + ending
}

/// The halves around the hyphen begin or end alike: *negara-negara*, *bermain-main*, *surat-menyurat*.
fn doubled(word: &[char], at: usize) -> bool {
    let (first, second) = (&word[..at], &word[at + 1..]);
    first.len() >= 3
        && second.len() >= 3
        && (first.starts_with(&second[..3]) || first.ends_with(&second[second.len() - 3..]))
}

fn shape(print: &str) -> u8 {
    let (mut upper, mut lower, mut digit, mut other) = (0, 0, 0, 0);
    for c in print.chars() {
        match c {
            c if c.is_uppercase() => upper += 1,
            c if c.is_alphabetic() => lower += 1,
            c if c.is_numeric() => digit += 1,
            _ => other += 1,
        }
    }
    let first = print.chars().next().is_some_and(char::is_uppercase);
    match (upper, lower, digit, other) {
        (0, 0, 0, _) => 0,
        (0, 0, _, 0) => 1,
        (0, 0, _, _) => 2,
        (0, _, 0, 0) => 3,
        (0, _, 0, _) => 4,
        (1, 0, 0, 0) => 5,
        (1, 0, 0, 1) => 6,
        (_, 0, 0, 0) => 7,
        (1, _, 0, 0) if first => 8,
        (1, _, 0, _) if first => 9,
        (_, _, 0, _) if first => 10,
        (_, _, 0, _) => 11,
        _ if first => 12,
        _ => 13,
    }
}

fn pattern(print: &str) -> u64 {
    let mut last = '\0';
    characters(
        print
            .chars()
            .map(|c| match c {
                c if c.is_uppercase() => 'X',
                c if c.is_alphabetic() => 'x',
                c if c.is_numeric() => '0',
                c => plain(c),
            })
            .filter(move |&c| std::mem::replace(&mut last, c) != c),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_are_told_from_sentences() {
        let casing = |s: &str| Casing::of(&s.split(' ').collect::<Vec<_>>());
        assert_eq!(casing("Menlu Jepang Bertolak ke Hanoi untuk Berunding"), Casing::Title);
        assert_eq!(casing("Menteri itu bertolak ke Hanoi untuk berunding"), Casing::Usual);
        assert_eq!(casing("PEMERINTAH JEPANG MENOLAK TUDUHAN ITU"), Casing::Upper);
        assert_eq!(casing(""), Casing::Usual);
    }

    #[test]
    fn marks_and_digits_are_made_alike() {
        let of = |s| Traits::of(s, Casing::Usual);
        assert_eq!(of("“").form, of("\"").form);
        assert!(of("”").quote);
        assert_eq!(of("2019").form, of("2024").form);
        assert_eq!(of("Jepang").form, of("jepang").form);
        assert_ne!(of("Jepang").shape, of("jepang").shape);
    }

    #[test]
    fn affixes_show() {
        let of = |s| Traits::of(s, Casing::Usual).affix;
        assert_eq!(of("mengirimkan"), 8 + 2);
        assert_eq!(of("dikirim"), 2 * 8);
        assert_eq!(of("keputusan"), 6 * 8 + 3);
        assert_eq!(of("negara-negara"), 1);
        assert_eq!(of("di"), 0);
    }
}
