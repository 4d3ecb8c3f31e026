//! The model file: a head, then sections one after another.
//!
//! ```text
//! "TELISIKM" | version u32 | sections u32 | checksum of all that follows u64 | length of each section u32 | sections
//! ```

use super::ModelError;

const MAGIC: [u8; 8] = *b"TELISIKM";

/// The form of file and features this program reads. Counted up whenever either changes.
pub const VERSION: u32 = 2;

/// Puts sections together into a file.
pub fn write_file(sections: &[Vec<u8>]) -> Vec<u8> {
    let mut body = Vec::new();
    sections.iter().for_each(|section| body.extend((section.len() as u32).to_le_bytes()));
    sections.iter().for_each(|section| body.extend(section));
    let mut file = MAGIC.to_vec();
    file.extend(VERSION.to_le_bytes());
    file.extend((sections.len() as u32).to_le_bytes());
    file.extend(checksum(&body).to_le_bytes());
    file.extend(body);
    file
}

/// Takes a file apart into its sections.
pub(crate) fn read_file<const N: usize>(bytes: &[u8]) -> Result<[&[u8]; N], ModelError> {
    let (magic, rest) = bytes.split_first_chunk::<8>().ok_or(ModelError::Damaged("too short"))?;
    if *magic != MAGIC {
        return Err(ModelError::NotAModel);
    }
    let (version, rest) = number(rest)?;
    if version != VERSION {
        return Err(ModelError::Version { found: version });
    }
    let (count, rest) = number(rest)?;
    let (expected, body) = rest.split_first_chunk::<8>().ok_or(ModelError::Damaged("too short"))?;
    if checksum(body) != u64::from_le_bytes(*expected) {
        return Err(ModelError::Damaged("the checksum differs"));
    }
    if count as usize != N {
        return Err(ModelError::Damaged("sections are missing"));
    }
    let (mut lengths, mut rest) = body.split_at_checked(N * 4).ok_or(ModelError::Damaged("too short"))?;
    let mut sections = [&[][..]; N];
    for section in &mut sections {
        let length;
        (length, lengths) = number(lengths)?;
        (*section, rest) = rest.split_at_checked(length as usize).ok_or(ModelError::Damaged("too short"))?;
    }
    Ok(sections)
}

fn number(bytes: &[u8]) -> Result<(u32, &[u8]), ModelError> {
    let (number, rest) = bytes.split_first_chunk::<4>().ok_or(ModelError::Damaged("too short"))?;
    Ok((u32::from_le_bytes(*number), rest))
}

/// Four sums side by side, eight bytes each a turn, so that megabytes take no time to speak of.
fn checksum(bytes: &[u8]) -> u64 {
    const TIMES: u64 = 0x9fb2_1c65_1e98_df25;
    let mut sums = [1u64, 2, 3, 4];
    let blocks = bytes.chunks_exact(32);
    let rest = blocks.remainder();
    for block in blocks {
        for (sum, part) in sums.iter_mut().zip(block.chunks_exact(8)) {
            let part = part.iter().rev().fold(0, |whole, &byte| whole << 8 | u64::from(byte));
            *sum = (*sum ^ part).wrapping_mul(TIMES).rotate_left(29);
        }
    }
    let tail = rest.iter().map(|&byte| u64::from(byte));
    sums.into_iter()
        .chain(tail)
        .chain([bytes.len() as u64])
        .fold(0, |sum, part| (sum ^ part).wrapping_mul(TIMES).rotate_left(31))
}
