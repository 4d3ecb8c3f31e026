//! What the network sees of a word by itself: its form, its beginnings and ends, its capitals.

use super::casing::Casing;
use crate::normal_form;

/// Number of buckets that beginnings are sorted into, and of buckets for ends.
pub const AFFIX_BUCKETS: usize = 8192;

/// Beginnings and ends of one to this many characters are looked at.
pub const AFFIXES: usize = 5;

/// Number of shapes told apart, all of [`WordFeatures::shapes`] together.
pub const SHAPES: usize = 48;

/// What is seen of one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WordFeatures {
    /// The key of its normal form: under it lies its vector.
    pub key: u32,
    /// The buckets of its first one to five characters; fewer where it is shorter.
    pub prefixes: [Option<u16>; AFFIXES],
    /// The buckets of its last one to five characters.
    pub suffixes: [Option<u16>; AFFIXES],
    /// Its capitals, its place, its length, its marks: a number below [`SHAPES`] each, none in two of them.
    pub shapes: [u8; 4],
}

/// The key of a normal form.
pub fn key(normal: &str) -> u32 {
    (characters(0, normal.chars()) >> 32) as u32
}

/// Looks at all words of a sentence, as printed.
pub fn word_features(words: &[&str]) -> Vec<WordFeatures> {
    let casing = Casing::of(words);
    let mut before = Place::First;
    words
        .iter()
        .map(|print| {
            let place = before;
            before = match *print {
                "\"" | "“" | "”" | "``" | "'" | "‘" | "«" => Place::Quoted,
                ":" | "-" | "–" | "—" | "(" => Place::Led,
                _ => Place::Inner,
            };
            of(print, casing, place)
        })
        .collect()
}

/// Where a word stands, as far as that says something of its capital.
#[derive(Debug, Clone, Copy)]
enum Place {
    First,
    Quoted,
    Led,
    Inner,
}

fn of(print: &str, casing: Casing, place: Place) -> WordFeatures {
    let normal = normal_form(print);
    let chars: Vec<char> = normal.chars().take(64).collect();
    let bucket = |seed: u64, part: &[char]| {
        (characters(seed, part.iter().copied()) >> 40) as u16 % AFFIX_BUCKETS as u16
    };
    let prefix = |n: usize| chars.get(..n).map(|part| bucket(n as u64, part));
    let suffix = |n: usize| chars.len().checked_sub(n).map(|from| bucket(n as u64, &chars[from..]));
    let length = match chars.len() {
        0..=4 => chars.len().max(1) as u8 - 1,
        5..=6 => 4,
        7..=9 => 5,
        10..=13 => 6,
        _ => 7,
    };
    let has = |test: fn(char) -> bool| u8::from(print.contains(test));
    let marks =
        has(|c| c == '-') + 2 * has(|c| c.is_ascii_digit()) + 4 * has(|c| matches!(c, '.' | '\'' | '’'));
    WordFeatures {
        key: key(&normal),
        prefixes: std::array::from_fn(|n| prefix(n + 1)),
        suffixes: std::array::from_fn(|n| suffix(n + 1)),
        shapes: [capitals(print) * 3 + casing as u8, 24 + place as u8, 28 + length, 36 + marks],
    }
}

/// One of eight ways to use capitals.
fn capitals(print: &str) -> u8 {
    let mut chars = print.chars();
    let Some(first) = chars.next() else { return 7 };
    let (mut upper, mut lower, mut digit) = (0, 0, 0);
    for c in print.chars() {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
        digit += usize::from(c.is_numeric());
    }
    match (upper, lower, digit) {
        (0, 0, 0) if first.is_alphabetic() => 6,
        (0, 0, 0) => 7,
        (0, 0, _) => 5,
        (0, _, 0) => 0,
        (1, _, 0) if first.is_uppercase() => 1,
        (_, 0, 0) => 2,
        (_, _, 0) => 3,
        _ => 4,
    }
}

/// A value for some characters, the same on every machine (FNV-1a, mixed).
fn characters(seed: u64, chars: impl Iterator<Item = char>) -> u64 {
    let hash = chars.fold(0xcbf2_9ce4_8422_2325 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15), |hash, c| {
        (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3)
    });
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0xe703_7ed1_a0b4_28db);
    hash ^ (hash >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_and_ends_are_those_of_the_normal_form() {
        let [a, b] = word_features(&["Mengirim", "mengirim"])[..] else { panic!("two words") };
        assert_eq!((a.key, a.prefixes, a.suffixes), (b.key, b.prefixes, b.suffixes));
        assert_ne!(a.shapes, b.shapes);
        assert!(word_features(&["di"])[0].prefixes[2].is_none());
    }

    #[test]
    fn shapes_are_numbered_apart_and_below_their_count() {
        for word in ["Rusia", "AS", "7,5", "-", "ke-16", "PBB", "iPhone", "حرب", "", "a.n."] {
            let shapes = word_features(&[word])[0].shapes;
            assert!(shapes.windows(2).all(|pair| pair[0] < pair[1]), "{word}: {shapes:?}");
            assert!(shapes.iter().all(|&shape| usize::from(shape) < SHAPES), "{word}: {shapes:?}");
        }
    }
}
