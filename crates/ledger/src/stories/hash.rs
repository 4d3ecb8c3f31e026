//! A hash that is the same for ever: what it gives is kept in ledgers.

/// FNV-1a over bytes, its bits mixed at the end as in SplitMix64.
pub(crate) fn hash(parts: &[&str]) -> u64 {
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    for part in parts {
        for &byte in part.as_bytes().iter().chain(&[0xff]) {
            state = (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    mix(state)
}

/// The finalizer of SplitMix64: every bit of the result depends on every bit given.
pub(super) const fn mix(mut state: u64) -> u64 {
    state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_that_is_kept_in_ledgers_never_changes() {
        assert_eq!(hash(&["Selat", "Hormuz"]), 4_686_619_799_587_826_385);
        assert_ne!(hash(&["ab", "c"]), hash(&["a", "bc"]));
    }
}
