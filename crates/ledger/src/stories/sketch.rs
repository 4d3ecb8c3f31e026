use super::hash::mix;
use super::shingles::Shingles;

/// Rows of a band: all must agree.
const ROWS: usize = 3;
/// Bands: one that agrees makes a candidate. With three rows, texts that share half of their shingles meet in 96 of 100
/// cases, those that share seven tenths in 99.99, those that share a tenth in 2.
const BANDS: usize = 24;

/// Each row orders the shingles by another multiplier; all are odd, so no two shingles fall together.
const SEEDS: [u64; ROWS * BANDS] = {
    let mut seeds = [0; ROWS * BANDS];
    let mut row = 0;
    while row < seeds.len() {
        seeds[row] = mix(row as u64 + 1) | 1;
        row += 1;
    }
    seeds
};

/// The keys under which near-copies of a text are found: locality-sensitive hashing of MinHash signatures.
///
/// Source: Broder, *On the resemblance and containment of documents* (1997); Leskovec, Rajaraman, Ullman, *Mining of
/// Massive Datasets*, chapter 3. The keys are kept in ledgers, so how they are made never changes.
pub(crate) fn keys(shingles: &Shingles) -> Vec<u32> {
    if shingles.hashes().is_empty() {
        return Vec::new();
    }
    let mut least = [u64::MAX; ROWS * BANDS];
    for &shingle in shingles.hashes() {
        for (least, seed) in least.iter_mut().zip(SEEDS) {
            *least = (*least).min(shingle.wrapping_mul(seed));
        }
    }
    let bands = least.chunks_exact(ROWS).enumerate();
    bands
        .map(|(band, rows)| (rows.iter().fold(band as u64 + 1, |key, &row| mix(key ^ row)) >> 32) as u32)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: impl Iterator<Item = usize>) -> Shingles {
        Shingles::of(&words.map(|n| format!("kata{n} ")).collect::<String>())
    }

    fn meet(a: &Shingles, b: &Shingles) -> bool {
        let (a, b) = (keys(a), keys(b));
        a.iter().zip(&b).any(|(a, b)| a == b)
    }

    #[test]
    fn near_copies_meet_and_strangers_seldom_do() {
        let copies = (0..200).filter(|n| {
            let words = |from: usize| from * 1000..from * 1000 + 300;
            meet(&text(words(*n)), &text(words(*n).skip(30)))
        });
        assert_eq!(copies.count(), 200);
        let strangers =
            (0..200).filter(|n| meet(&text(n * 1000..n * 1000 + 300), &text(n * 1000 + 500..n * 1000 + 800)));
        assert!(strangers.count() <= 1);
    }

    #[test]
    fn keys_that_are_kept_in_ledgers_never_change() {
        let keys = keys(&Shingles::of("Dua kapal patroli meninggalkan pelabuhan Kupang pada Senin pagi."));
        assert_eq!(keys.len(), BANDS);
        assert_eq!(&keys[..3], &[2_210_267_958, 43_813_589, 2_794_589_870]);
    }
}
