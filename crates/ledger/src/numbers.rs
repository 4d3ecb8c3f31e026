//! Words of records as the small numbers that rows have in their place. An order is never changed, only added to.

use telisik_record::{EventType, StanceKind, Status};

const TYPES: [EventType; 16] = [
    EventType::Agree,
    EventType::Consult,
    EventType::Support,
    EventType::Concede,
    EventType::Cooperate,
    EventType::Aid,
    EventType::Retreat,
    EventType::Request,
    EventType::Accuse,
    EventType::Reject,
    EventType::Threaten,
    EventType::Protest,
    EventType::Sanction,
    EventType::Mobilize,
    EventType::Coerce,
    EventType::Assault,
];

const STATUS: [Status; 6] = [
    Status::Actual,
    Status::Ongoing,
    Status::Planned,
    Status::Possible,
    Status::Conditional,
    Status::Negated,
];

const STANCES: [StanceKind; 4] =
    [StanceKind::Affirms, StanceKind::Alleges, StanceKind::Denies, StanceKind::Declines];

pub(crate) fn of_type(kind: EventType) -> i64 {
    place(&TYPES, kind)
}

/// The type of a number; of one that was tampered with, the first.
#[inline]
pub(crate) fn type_of(number: i64) -> EventType {
    usize::try_from(number).ok().and_then(|at| TYPES.get(at).copied()).unwrap_or(EventType::Agree)
}

pub(crate) fn of_status(status: Status) -> i64 {
    place(&STATUS, status)
}

pub(crate) fn of_stance(stance: StanceKind) -> i64 {
    place(&STANCES, stance)
}

#[inline]
pub(crate) fn status_of(number: i64) -> Option<Status> {
    STATUS.get(usize::try_from(number).ok()?).copied()
}

fn place<T: PartialEq, const N: usize>(words: &[T; N], word: T) -> i64 {
    words.iter().position(|known| *known == word).map_or(-1, |at| at as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_a_number() {
        assert!(EventType::ALL.into_iter().all(|kind| type_of(of_type(kind)) == kind));
        assert!(Status::ALL.into_iter().all(|status| status_of(of_status(status)) == Some(status)));
    }
}
