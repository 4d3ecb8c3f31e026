use telisik_record::{EventType, Status};

use super::list::{offset, reading};
use crate::numbers;

/// What something has to do with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Part {
    /// Did it.
    Source,
    /// To whom it was done.
    Target,
    /// Speaks in the statement that holds the event.
    Holder,
    /// Makes the statement.
    Speaker,
    /// Is the event or the statement itself.
    Itself,
    /// Is named in the document; `item` is the number of its code, 0 for none, and `what` how often it is named.
    Cast,
    /// Takes a stance; `item` is the stance's place in the record, from 0, and `what` its kind.
    Stance,
}

impl Part {
    /// The order is that of the numbers they are kept as.
    pub(crate) const ALL: [Self; 7] =
        [Self::Source, Self::Target, Self::Holder, Self::Speaker, Self::Itself, Self::Cast, Self::Stance];
}

/// A reading and the number of an entry in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Place {
    pub(crate) reading: i64,
    pub(crate) item: i64,
}

/// One entry of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry {
    pub(crate) place: Place,
    pub(crate) part: Part,
    /// Of an event its type and status.
    pub(crate) what: u32,
    /// First and last day, as far as they are known, counted from 1970-01-01.
    pub(crate) days: Option<(i64, i64)>,
}

/// Set in the byte of type and status where the last day is not the first.
const LASTS: u8 = 0x80;
/// Days are counted from 1900-01-01 as 1, and 0 is none: so that two bytes do for nearly all.
const ORIGIN: i64 = -25_568;
/// Stands for a day that two bytes do not hold.
const FAR: u16 = u16::MAX;

impl Entry {
    /// An event's type and status as one number.
    pub(crate) fn what(kind: EventType, status: Status) -> u32 {
        (numbers::of_type(kind) * 6 + numbers::of_status(status)) as u32
    }

    #[inline]
    pub(crate) fn kind(&self) -> EventType {
        numbers::type_of(i64::from(self.what / 6))
    }

    #[inline]
    pub(crate) fn status(&self) -> Option<Status> {
        numbers::status_of(i64::from(self.what % 6))
    }

    /// Puts it behind those of its list.
    pub(super) fn write(&self, to: &mut Vec<u8>) {
        let part = Part::ALL.iter().position(|part| *part == self.part).unwrap_or_default() as u16;
        to.extend((part << 12 | offset(self.place.reading) as u16).to_le_bytes());
        varint(self.place.item as u64, to);
        match self.part {
            Part::Cast => varint(u64::from(self.what), to),
            Part::Stance => to.push(self.what as u8),
            _ => {
                let (first, last) = self.days.unwrap_or_default();
                let lasts = if first == last { 0 } else { LASTS };
                to.push(self.what as u8 | lasts);
                let near = self.days.map(|(first, _)| u16::try_from(first - ORIGIN));
                match near {
                    None => to.extend([0, 0]),
                    Some(Ok(near)) if near != 0 && near != FAR => to.extend(near.to_le_bytes()),
                    Some(_) => {
                        to.extend(FAR.to_le_bytes());
                        varint(first as u64, to);
                    }
                }
                if lasts != 0 {
                    varint((last - first) as u64, to);
                }
            }
        }
    }

    /// Takes the next entry of a block's list off the front; none where what is left is none.
    #[inline]
    pub(super) fn read(block: i64, from: &mut &[u8]) -> Option<Self> {
        let head = u16::from_le_bytes(taken(from)?);
        let part = *Part::ALL.get(usize::from(head >> 12))?;
        let place = Place { reading: reading(block, head & 0xfff), item: number(from)? as i64 };
        let entry = |what, days| Some(Self { place, part, what, days });
        match part {
            Part::Cast => entry(number(from)? as u32, None),
            Part::Stance => entry(u32::from(taken::<1>(from)?[0]), None),
            _ => {
                let [what] = taken(from)?;
                let first = match u16::from_le_bytes(taken(from)?) {
                    0 => None,
                    FAR => Some(number(from)? as i64),
                    near => Some(i64::from(near) + ORIGIN),
                };
                let length = if what & LASTS == 0 { 0 } else { number(from)? as i64 };
                let days = first.map(|first| (first, first.saturating_add(length)));
                entry(u32::from(what & !LASTS), days)
            }
        }
    }
}

#[inline]
fn taken<const N: usize>(from: &mut &[u8]) -> Option<[u8; N]> {
    let (taken, rest) = from.split_first_chunk()?;
    *from = rest;
    Some(*taken)
}

/// Seven bits a byte, the lowest first; the eighth says that there are more.
fn varint(mut number: u64, to: &mut Vec<u8>) {
    while number >= 0x80 {
        to.push(number as u8 | 0x80);
        number >>= 7;
    }
    to.push(number as u8);
}

#[inline]
fn number(from: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let [byte] = taken(from)?;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_was_written_reads_back(
            reading in 0i64..1 << 34, item in 0i64..1 << 40, part in 0usize..7, what in 0u32..96,
            days in proptest::option::of((-800_000i64..3_000_000, 0i64..9_000)),
        ) {
            let part = Part::ALL[part];
            let dated = !matches!(part, Part::Cast | Part::Stance);
            let days = days.filter(|_| dated).map(|(first, length)| (first, first + length));
            let entry = Entry { place: Place { reading, item }, part, what, days };
            let mut bytes = Vec::new();
            entry.write(&mut bytes);
            let mut rest = &bytes[..];
            prop_assert_eq!(Entry::read(reading >> 12, &mut rest), Some(entry));
            prop_assert!(rest.is_empty());
        }

        #[test]
        fn other_bytes_are_no_entries_and_no_panic(bytes: Vec<u8>) {
            let mut rest = &bytes[..];
            while Entry::read(3, &mut rest).is_some() {}
        }
    }

    #[test]
    fn a_dated_event_takes_six_bytes() {
        let what = Entry::what(EventType::Assault, Status::Negated);
        let place = Place { reading: 70_000, item: 9 };
        let entry = Entry { place, part: Part::Source, what, days: Some((20_000, 20_000)) };
        let mut bytes = Vec::new();
        entry.write(&mut bytes);
        assert_eq!(bytes.len(), 6);
        assert_eq!((entry.kind(), entry.status()), (EventType::Assault, Some(Status::Negated)));
    }
}
