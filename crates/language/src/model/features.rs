//! Features as 64-bit hashes: a template's number mixed with what stands at its places.

/// What stands where there is no word: before the first, after the last, an absent child.
pub(super) const NOTHING: u64 = 0x9e37_79b9_7f4a_7c15;

/// A feature made of a template's number and up to two values; three or more are joined with [`join`] first.
#[inline]
pub fn feature(template: u8, a: u64, b: u64) -> u64 {
    let seed = (u64::from(template) + 1).wrapping_mul(0xd6e8_feb8_6659_fd93);
    mix(mix(seed ^ a).wrapping_add(b).wrapping_mul(0xff51_afd7_ed55_8ccd))
}

/// Two values as one.
#[inline]
pub fn join(a: u64, b: u64) -> u64 {
    mix(a.wrapping_mul(0xc4ce_b9fe_1a85_ec53)).wrapping_add(b)
}

/// A value for some characters, the same on every machine.
#[inline]
pub(super) fn characters(chars: impl Iterator<Item = char>) -> u64 {
    mix(chars.fold(0xcbf2_9ce4_8422_2325, |hash, c| {
        (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3)
    }))
}

#[inline]
fn mix(mut x: u64) -> u64 {
    x ^= x >> 32;
    x = x.wrapping_mul(0xe703_7ed1_a0b4_28db);
    x ^ (x >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn template_and_order_of_values_tell_features_apart() {
        let all = [feature(1, 2, 3), feature(1, 3, 2), feature(2, 2, 3), feature(1, 2, 4), feature(1, 0, 3)];
        for (i, a) in all.iter().enumerate() {
            assert!(all[i + 1..].iter().all(|b| a != b));
        }
        assert_ne!(join(1, 2), join(2, 1));
    }
}
