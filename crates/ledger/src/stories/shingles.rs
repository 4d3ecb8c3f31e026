use super::hash::hash;

/// How many words make a shingle. Five words in a row seldom stand in two texts that nobody copied.
const WORDS: usize = 5;

/// What near-copies must share of their shingles, of both together.
const ALIKE: f64 = 0.6;
/// What a shortened copy must share of its own shingles with the longer text.
const WITHIN: f64 = 0.85;
/// How much shorter than the longer text a shortened copy may be.
const SHORTENED: f64 = 0.3;
/// With fewer shingles than this, two texts are copies only where they are the same.
const FEW: usize = 12;

/// The distinct runs of five words of a text, hashed: what near-copies have in common.
///
/// Words are runs of letters and digits, in lower case, so that marks, quotation signs and line breaks, which outlets
/// change, do not count.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Shingles(Vec<u64>);

impl Shingles {
    pub(crate) fn of(text: &str) -> Self {
        let lower = text.to_lowercase();
        let words: Vec<&str> =
            lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let mut hashes: Vec<u64> = match words.len() {
            0 => Vec::new(),
            1..=WORDS => vec![hash(&words)],
            _ => words.windows(WORDS).map(hash).collect(),
        };
        hashes.sort_unstable();
        hashes.dedup();
        Self(hashes)
    }

    /// The hashes, each once, ascending.
    pub(super) fn hashes(&self) -> &[u64] {
        &self.0
    }

    /// How many hashes are in both.
    fn shared(&self, other: &Self) -> usize {
        let (mut ours, mut theirs, mut shared) = (self.0.as_slice(), other.0.as_slice(), 0);
        while let (Some((a, rest)), Some((b, others))) = (ours.split_first(), theirs.split_first()) {
            shared += usize::from(a == b);
            if a <= b {
                ours = rest;
            }
            if b <= a {
                theirs = others;
            }
        }
        shared
    }

    /// The Jaccard similarity, from 0 to 1, where one text is a near-copy of the other or a shortened one; else `None`.
    pub(crate) fn copied(&self, other: &Self) -> Option<f64> {
        let (shorter, longer) = (self.0.len().min(other.0.len()), self.0.len().max(other.0.len()));
        if shorter == 0 || shorter < FEW && self.0 != other.0 {
            return None;
        }
        let shared = self.shared(other);
        let jaccard = shared as f64 / (shorter + longer - shared) as f64;
        let shortened =
            shared as f64 >= WITHIN * shorter as f64 && shorter as f64 >= SHORTENED * longer as f64;
        (jaccard >= ALIKE || shortened).then_some(jaccard)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(paragraphs: usize) -> String {
        (0..paragraphs)
            .map(|n| {
                format!("Paragraf {n}: kapal nomor {n} meninggalkan pelabuhan {} pada pagi hari.\n\n", n * 7)
            })
            .collect()
    }

    #[test]
    fn marks_line_breaks_and_a_dateline_do_not_hide_a_copy() {
        let agency = report(12);
        let paper = format!("KUPANG, Harian Teluk — {}", agency.replace("\n\n", " ").replace(':', " –"));
        assert!(Shingles::of(&agency).copied(&Shingles::of(&paper)).is_some_and(|alike| alike > 0.9));
    }

    #[test]
    fn a_copy_that_was_cut_is_one_and_a_quoted_sentence_is_none() {
        let (agency, cut) = (report(12), report(5));
        assert!(Shingles::of(&agency).copied(&Shingles::of(&cut)).is_some());
        let quoting = format!(
            "{} Selebihnya adalah berita lain sama sekali, {}",
            report(1),
            "kata demi kata. ".repeat(9)
        );
        assert_eq!(Shingles::of(&agency).copied(&Shingles::of(&quoting)), None);
    }

    #[test]
    fn nothing_is_a_copy_of_nothing_and_short_texts_must_be_the_same() {
        let (none, short) = (Shingles::of("—"), Shingles::of("Oslo menolak usul itu."));
        assert_eq!(none.copied(&none), None);
        assert_eq!(short.copied(&short), Some(1.0));
        assert_eq!(short.copied(&Shingles::of("Oslo menolak usul itu lagi hari ini.")), None);
    }
}
