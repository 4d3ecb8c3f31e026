//! Texts and records as few bytes.

use std::cell::RefCell;
use std::sync::LazyLock;

use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::{DecoderDictionary, EncoderDictionary};

/// What records look like. Never to be changed: what was packed with it reads back with it alone.
const RECORDS: &[u8] = include_bytes!("forms/2.dictionary");
const LEVEL: i32 = 3;
/// No blob unpacks to more, so that a damaged one cannot ask for all memory.
const MOST: usize = 1 << 28;

static TO_PACK: LazyLock<EncoderDictionary<'static>> =
    LazyLock::new(|| EncoderDictionary::copy(RECORDS, LEVEL));
static TO_UNPACK: LazyLock<DecoderDictionary<'static>> = LazyLock::new(|| DecoderDictionary::copy(RECORDS));

/// What is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    Text,
    Record,
}

type Packers = (Compressor<'static>, Compressor<'static>);
type Unpackers = (Decompressor<'static>, Decompressor<'static>);

thread_local! {
    static PACKERS: RefCell<Option<Packers>> = const { RefCell::new(None) };
    static UNPACKERS: RefCell<Option<Unpackers>> = const { RefCell::new(None) };
}

/// The bytes, behind their number.
pub(crate) fn pack(content: Content, bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    if bytes.len() > MOST {
        return Err(std::io::Error::other("it is longer than a ledger keeps"));
    }
    PACKERS.with_borrow_mut(|packers| {
        let (text, record) = match packers {
            Some(packers) => packers,
            None => {
                packers.insert((Compressor::new(LEVEL)?, Compressor::with_prepared_dictionary(&TO_PACK)?))
            }
        };
        let packer = if content == Content::Text { text } else { record };
        let mut packed = (bytes.len() as u32).to_le_bytes().to_vec();
        packed.extend(packer.compress(bytes)?);
        Ok(packed)
    })
}

pub(crate) fn unpack(content: Content, packed: &[u8]) -> std::io::Result<Vec<u8>> {
    let damaged = || std::io::Error::other("its length is damaged");
    let (length, packed) = packed.split_first_chunk().ok_or_else(damaged)?;
    let length = u32::from_le_bytes(*length) as usize;
    if length > MOST {
        return Err(damaged());
    }
    UNPACKERS.with_borrow_mut(|unpackers| {
        let (text, record) = match unpackers {
            Some(unpackers) => unpackers,
            None => {
                unpackers.insert((Decompressor::new()?, Decompressor::with_prepared_dictionary(&TO_UNPACK)?))
            }
        };
        let unpacker = if content == Content::Text { text } else { record };
        let bytes = unpacker.decompress(packed, length)?;
        if bytes.len() == length { Ok(bytes) } else { Err(damaged()) }
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_was_packed_reads_back(bytes: Vec<u8>) {
            for content in [Content::Text, Content::Record] {
                prop_assert_eq!(&unpack(content, &pack(content, &bytes).unwrap()).unwrap(), &bytes);
            }
        }

        #[test]
        fn damage_is_an_error_or_other_bytes_never_a_panic(bytes: Vec<u8>, at: prop::sample::Index, by in 1u8..) {
            for content in [Content::Text, Content::Record] {
                let mut packed = pack(content, &bytes).unwrap();
                let at = at.index(packed.len());
                packed[at] = packed[at].wrapping_add(by);
                let _ = unpack(content, &packed);
                let _ = unpack(content, &packed[..at]);
            }
        }
    }
}
