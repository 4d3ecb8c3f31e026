use crate::{DocumentNumber, StoryNumber};

/// How much of their profiles two documents of one story have in common.
const ALIKE: f32 = 0.2;
/// How many days may lie between a document and the one of its story that is most like it.
pub(crate) const DAYS: u64 = 3;
/// Of documents without a day, more must be in common: they would tie what lies years apart.
const UNDATED: f32 = 0.6;
/// How many documents make a story long: to it belongs what is like two of them, so that no story grows link by link
/// from one matter into another.
pub(crate) const LONG: usize = 5;
/// Or what is this much like one of them.
const VERY: f32 = 0.4;

/// A document that a new one may be a copy of, or of one story with.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    pub(crate) document: DocumentNumber,
    pub(crate) story: StoryNumber,
    /// The document it is a copy of.
    pub(crate) original: Option<DocumentNumber>,
    pub(crate) day: Option<i64>,
    /// Whether its story is long.
    pub(crate) long: bool,
    /// The Jaccard similarity of their shingles, where one is a near-copy of the other.
    pub(crate) copied: Option<f64>,
    /// The cosine of their profiles.
    pub(crate) likeness: f32,
}

/// Where a document belongs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Choice {
    pub(crate) place: Place,
    /// The document whose near-copy it is: the first of them that the ledger took.
    pub(crate) copy_of: Option<DocumentNumber>,
}

/// The story of a document, and why.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Place {
    /// The first of its story.
    New,
    /// In a story for being a copy of this share of shingles.
    Copy(StoryNumber, f64),
    /// In a story for being like one of its documents.
    Like(StoryNumber, DocumentNumber, f32),
}

/// The story of a new document among candidates. A copy is in the story of its original; else the document that is most
/// like the new one decides, and of equals the one that the ledger took first.
pub(crate) fn choose(day: Option<i64>, candidates: &[Candidate]) -> Choice {
    let copied = candidates.iter().filter_map(|one| Some((one.copied?, one)));
    if let Some((share, one)) =
        copied.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.document.cmp(&a.1.document)))
    {
        let copy_of = Some(one.original.unwrap_or(one.document));
        return Choice { place: Place::Copy(one.story, share), copy_of };
    }
    let alike = |one: &Candidate| match (day, one.day) {
        (Some(day), Some(other)) => day.abs_diff(other) <= DAYS && one.likeness >= ALIKE,
        _ => one.likeness >= UNDATED,
    };
    let belongs = |one: &Candidate| {
        let second = |other: &Candidate| {
            other.story == one.story && other.document != one.document && other.likeness >= ALIKE
        };
        alike(one) && (!one.long || one.likeness >= VERY || candidates.iter().any(second))
    };
    let near = candidates.iter().filter(|one| belongs(one));
    let most = near.max_by(|a, b| a.likeness.total_cmp(&b.likeness).then(b.document.cmp(&a.document)));
    let place = most.map_or(Place::New, |one| Place::Like(one.story, one.document, one.likeness));
    Choice { place, copy_of: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(document: i64, story: i64, day: i64, copied: Option<f64>, likeness: f32) -> Candidate {
        Candidate {
            document: DocumentNumber(document),
            story: StoryNumber(story),
            original: None,
            day: Some(day),
            long: false,
            copied,
            likeness,
        }
    }

    #[test]
    fn a_copy_goes_with_its_original_however_late() {
        let choice =
            choose(Some(90), &[candidate(1, 1, 10, Some(0.9), 0.9), candidate(2, 2, 90, None, 0.95)]);
        assert_eq!(
            choice,
            Choice { place: Place::Copy(StoryNumber(1), 0.9), copy_of: Some(DocumentNumber(1)) }
        );
    }

    #[test]
    fn the_most_alike_decides_and_of_equals_the_first() {
        let choice = choose(
            Some(10),
            &[candidate(3, 3, 10, None, 0.6), candidate(2, 2, 11, None, 0.6), candidate(1, 1, 12, None, 0.4)],
        );
        assert_eq!(choice.place, Place::Like(StoryNumber(2), DocumentNumber(2), 0.6));
    }

    #[test]
    fn to_a_long_story_belongs_what_is_like_two_of_it_or_very_like_one() {
        let mut candidates = [candidate(1, 1, 10, None, 0.3), candidate(2, 1, 11, None, 0.1)];
        candidates.iter_mut().for_each(|one| one.long = true);
        assert_eq!(choose(Some(10), &candidates).place, Place::New);
        candidates[1].likeness = 0.25;
        let first = Place::Like(StoryNumber(1), DocumentNumber(1), 0.3);
        assert_eq!(choose(Some(10), &candidates).place, first);
        candidates[1].likeness = 0.5;
        candidates[0].likeness = 0.1;
        let second = Place::Like(StoryNumber(1), DocumentNumber(2), 0.5);
        assert_eq!(choose(Some(10), &candidates).place, second);
    }

    #[test]
    fn what_has_no_day_is_of_a_story_only_where_it_is_nearly_the_same() {
        let of = |likeness| choose(None, &[candidate(1, 1, 10, None, likeness)]).place;
        assert_eq!(of(0.5), Place::New);
        assert_eq!(of(0.7), Place::Like(StoryNumber(1), DocumentNumber(1), 0.7));
    }

    #[test]
    fn what_is_alike_weeks_later_is_another_story() {
        let choice = choose(Some(20), &[candidate(1, 1, 10, None, 0.8)]);
        assert_eq!(choice, Choice { place: Place::New, copy_of: None });
    }
}
