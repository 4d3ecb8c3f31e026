use std::ops::RangeInclusive;

use telisik_record::EventType;

use super::Part;
use crate::{View, numbers};

/// Bits of a reading's number within its block.
const WITHIN: u32 = 12;
/// How many readings a block has.
pub(crate) const READINGS: usize = 1 << WITHIN;
/// Bits of a list's number within its block, those of its kind above them.
const LISTS: u32 = 40;
const NUMBERS: u32 = 37;

/// What a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum List {
    /// All that names an actor.
    Actor(i64),
    /// The events in which a code is on a side, or the statements it makes.
    Code(Part, i64),
    /// The events of a type.
    Type(EventType),
    /// All statements.
    Statements,
    /// The events that somebody denies.
    Denied,
}

impl List {
    /// Its row in a block. Lists of one kind lie together; what stands for what is never changed.
    pub(crate) fn key(self, block: i64) -> i64 {
        let (kind, number) = match self {
            Self::Actor(actor) => (0, actor),
            Self::Code(Part::Source, code) => (1, code),
            Self::Code(Part::Target, code) => (2, code),
            Self::Code(Part::Holder, code) => (3, code),
            Self::Code(_, code) => (4, code),
            Self::Type(kind) => (5, numbers::of_type(kind)),
            Self::Statements => (6, 0),
            Self::Denied => (6, 1),
        };
        block << LISTS | kind << NUMBERS | number
    }

    /// The number of the actor or code that a row is of.
    pub(super) fn number(key: i64) -> i64 {
        key & ((1 << NUMBERS) - 1)
    }

    /// The rows of a block that are of the same kind as this list.
    pub(super) fn rows(self, block: i64) -> RangeInclusive<i64> {
        let first = self.key(block) >> NUMBERS << NUMBERS;
        first..=first | ((1 << NUMBERS) - 1)
    }
}

/// The block that a reading is in.
pub(super) fn block(reading: i64) -> i64 {
    reading >> WITHIN
}

/// The block of a row.
pub(super) fn block_of(key: i64) -> i64 {
    key >> LISTS
}

/// A reading's place in its block: less than [`READINGS`].
#[inline]
pub(crate) fn offset(reading: i64) -> usize {
    (reading & ((1 << WITHIN) - 1)) as usize
}

/// The reading at a place in a block.
#[inline]
pub(super) fn reading(block: i64, offset: u16) -> i64 {
    block << WITHIN | i64::from(offset)
}

/// The readings of a block.
pub(super) fn readings(block: i64) -> RangeInclusive<i64> {
    reading(block, 0)..=reading(block, (1 << WITHIN) - 1)
}

/// The blocks of a view.
pub(crate) fn blocks(view: View) -> RangeInclusive<i64> {
    0..=block(view.readings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_has_a_row_of_its_own_and_kinds_lie_together() {
        let parts = [Part::Source, Part::Target, Part::Holder, Part::Speaker];
        let mut lists: Vec<List> = vec![List::Statements, List::Denied, List::Actor(7), List::Actor(1 << 36)];
        lists.extend(parts.map(|part| List::Code(part, 7)));
        lists.extend(EventType::ALL.map(List::Type));
        let mut keys: Vec<i64> =
            lists.iter().flat_map(|list| [list.key(0), list.key(1), list.key(9)]).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), 3 * lists.len());
        assert!(List::Actor(1).rows(3).contains(&List::Actor(1 << 36).key(3)));
        assert!(!List::Actor(1).rows(3).contains(&List::Code(Part::Source, 1).key(3)));
        assert_eq!(List::number(List::Code(Part::Speaker, 12).key(5)), 12);
    }

    #[test]
    fn a_reading_is_its_block_and_its_place_in_it() {
        for number in [0, 1, 4095, 4096, 1 << 34] {
            assert_eq!(reading(block(number), offset(number) as u16), number);
            assert!(readings(block(number)).contains(&number));
        }
    }
}
