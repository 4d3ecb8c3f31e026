use std::collections::BTreeSet;
use std::fmt;

use telisik_record::EventType;

use super::telling::{Realm, Telling, Window};
use crate::{ClaimNumber, DocumentNumber, StoryNumber};

/// A claim that a telling may belong to: what its tellings have in common.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub(crate) claim: ClaimNumber,
    /// Its first telling.
    pub(crate) first: Telling,
    /// What a person put into it, each with its own time.
    pub(crate) others: Vec<Telling>,
    /// Claims that a person took events out of, into this one.
    pub(crate) parted: BTreeSet<ClaimNumber>,
    /// The shortest time that one of its tellings gives, of equals the earliest.
    pub(crate) window: Option<Window>,
    /// When it was told first and last.
    pub(crate) told: Option<Window>,
    pub(crate) stories: BTreeSet<StoryNumber>,
    pub(crate) documents: BTreeSet<DocumentNumber>,
}

/// Why a telling is of a claim, as it is kept and shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reason {
    /// Nothing known is the same.
    First,
    /// The reading before had it there.
    Kept,
    /// The one claim of the kind in a span of weeks or months.
    OnlyOne,
    /// In the same story, one of them or both without a day.
    SameStory,
    /// In the same story, a day apart.
    NextDay,
    /// On the same day.
    SameDay,
    /// A person put it there.
    Corrected,
    /// A person took back that it was put elsewhere.
    Back,
    /// Its document is a near-copy of one that tells it there.
    Copied,
}

impl Reason {
    /// All of them; the order is that of the numbers they are kept as, and is only ever added to.
    const ALL: [Self; 9] = [
        Self::First,
        Self::Kept,
        Self::OnlyOne,
        Self::SameStory,
        Self::NextDay,
        Self::SameDay,
        Self::Corrected,
        Self::Back,
        Self::Copied,
    ];

    pub(crate) fn number(self) -> i64 {
        Self::ALL.iter().position(|reason| *reason == self).map_or(0, |at| at as i64)
    }

    pub(crate) fn of_number(number: i64) -> Self {
        usize::try_from(number).ok().and_then(|at| Self::ALL.get(at).copied()).unwrap_or(Self::First)
    }
}

impl Known {
    /// Takes in a telling that is of the claim.
    pub(crate) fn take(
        &mut self,
        window: Option<Window>,
        told: Option<i64>,
        document: DocumentNumber,
        story: StoryNumber,
    ) {
        let days = |window: &Window| (window.last - window.first, window.first);
        self.window = self.window.into_iter().chain(window).min_by_key(days);
        self.told = match (self.told, told) {
            (Some(before), Some(day)) => {
                Some(Window { first: before.first.min(day), last: before.last.max(day) })
            }
            (before, day) => before.or(day.map(|day| Window { first: day, last: day })),
        };
        self.documents.insert(document);
        self.stories.insert(story);
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::First => "nothing told before is the same",
            Self::Kept => "the reading before of the same words was of it",
            Self::OnlyOne => "same type, source and target; the only one in that time",
            Self::SameStory => "same type, source and target in the same story; no day speaks against it",
            Self::NextDay => "same type, source and target in the same story, a day apart",
            Self::SameDay => "same type, source, target and day",
            Self::Corrected => "a person put it there",
            Self::Back => "a person took back that it was put elsewhere",
            Self::Copied => "its document is a near-copy of one that tells it there",
        })
    }
}

/// How long undated tellings of one story are taken for the same deed.
const LONG: i64 = 5;

/// What is found for a telling among the claims near it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Joined {
    /// It is of no claim that is known.
    None,
    /// It is of this one.
    Of(ClaimNumber, Reason),
    /// It is of one of these, which a person parted.
    OneOf(Vec<ClaimNumber>, Reason),
}

/// The claim that a telling of a document in a story belongs to, among those near it.
///
/// Merging is cautious: type, realm, sources and targets must be the same (in one story one side may be a part of the
/// other), codes must not contradict, and a day or the story must speak for it. Of several the strongest reason decides,
/// then the claim that was known first. A document's own events were told apart by reading and stay so.
pub(crate) fn join(
    telling: &Telling,
    document: DocumentNumber,
    story: StoryNumber,
    known: &[&Known],
) -> Joined {
    let fitting = known.iter().copied().filter(|known| !known.documents.contains(&document));
    let reasons = fitting.filter_map(|known| Some((reason(telling, story, known)?, known)));
    let mut reasons: Vec<(Reason, &Known)> = reasons.collect();
    reasons.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.claim.cmp(&b.1.claim)));
    let Some(&(best, first)) = reasons.first() else { return Joined::None };
    let equals: Vec<&Known> =
        reasons.iter().filter(|(reason, _)| *reason == best).map(|(_, known)| *known).collect();
    if equals.len() == 1 {
        return Joined::Of(first.claim, best);
    }
    let claims: Vec<ClaimNumber> = equals.iter().map(|known| known.claim).collect();
    if equals.iter().any(|known| claims.iter().any(|claim| known.parted.contains(claim))) {
        return Joined::OneOf(claims, best);
    }
    // Where no day decides, several of the kind may be meant: then none is chosen.
    match best {
        Reason::OnlyOne | Reason::SameStory => Joined::None,
        _ => Joined::Of(first.claim, best),
    }
}

/// The strongest reason by which a telling is of a claim, or of what a person put into it.
fn reason(telling: &Telling, story: StoryNumber, known: &Known) -> Option<Reason> {
    let others = known.others.iter().map(|other| (other, other.window));
    let told = std::iter::once((&known.first, known.window)).chain(others);
    told.filter_map(|(first, window)| reason_by(telling, story, known, (first, window))).max()
}

fn reason_by(
    telling: &Telling,
    story: StoryNumber,
    known: &Known,
    (first, window): (&Telling, Option<Window>),
) -> Option<Reason> {
    let realms = telling.realm == first.realm || telling.realm == Realm::Supposed;
    let together = known.stories.contains(&story);
    if telling.kind != first.kind
        || !realms
        || !agree(telling.cameo.as_deref(), first.cameo.as_deref(), together)
    {
        return None;
    }
    let same = telling.sources == first.sources && telling.targets == first.targets;
    let part = || {
        is_joint(first.kind)
            && within(&telling.sources, &first.sources)
            && within(&telling.targets, &first.targets)
    };
    // *Polisi menangkap lima orang*: within a story one telling may leave out whom another names.
    let left_out =
        || telling.sources == first.sources && (telling.targets.is_empty() || first.targets.is_empty());
    if !same && !(together && (part() || left_out())) {
        return None;
    }
    match (telling.window, window) {
        (Some(one), Some(other)) if one.is_day() && other.is_day() => match () {
            () if one.near(other, 0) => Some(Reason::SameDay),
            () if together && one.near(other, 1) => Some(Reason::NextDay),
            () => None,
        },
        (Some(one), Some(other)) if !one.near(other, 0) => None,
        (Some(_), Some(_)) if together => Some(Reason::SameStory),
        (Some(one), Some(other)) => {
            // Talks and accusations go on for weeks; only a deed can be told to be the one of its month.
            let dated = one.is_day() || other.is_day() || one == other;
            (dated && first.kind.is_material()).then_some(Reason::OnlyOne)
        }
        _ => (together && told_together(telling, known)).then_some(Reason::SameStory),
    }
}

/// Whether a telling without a day was printed while the claim was told, or soon before or after.
fn told_together(telling: &Telling, known: &Known) -> bool {
    match (telling.told, known.told) {
        (Some(day), Some(told)) => told.near(Window { first: day, last: day }, LONG),
        _ => true,
    }
}

/// CAMEO codes that can be of one deed: one is the general form of the other, or one is missing. In one story any two can,
/// as words tell the same deed in more or less detail (*signed*, *agreed*); but an arrest is no seizure.
fn agree(one: Option<&str>, other: Option<&str>, together: bool) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return true };
    let (shorter, longer) = (one.trim_end_matches('0'), other.trim_end_matches('0'));
    let arrest = |code: &str| code.starts_with("173") || code.starts_with("174");
    shorter.starts_with(longer) || longer.starts_with(shorter) || together && arrest(one) == arrest(other)
}

/// What several do together one telling may tell of one of them; what one says another does not say.
fn is_joint(kind: EventType) -> bool {
    kind.is_material() || matches!(kind, EventType::Agree | EventType::Consult)
}

/// Whether one side is a part of the other, and neither is empty unless both are.
fn within(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    one == other || !one.is_empty() && !other.is_empty() && (one.is_subset(other) || other.is_subset(one))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn telling(days: Option<(i64, i64)>) -> Telling {
        Telling {
            kind: EventType::Assault,
            cameo: Some("190".to_owned()),
            realm: Realm::Done,
            sources: BTreeSet::from(["AGO".to_owned()]),
            targets: BTreeSet::from(["ZMB".to_owned()]),
            window: days.map(|(first, last)| window(first, last)),
            told: Some(100),
        }
    }

    fn window(first: i64, last: i64) -> Window {
        Window { first, last }
    }

    fn known(claim: i64, story: i64, first: Telling) -> Known {
        Known {
            claim: ClaimNumber(claim),
            window: first.window,
            told: Some(window(100, 100)),
            others: Vec::new(),
            parted: BTreeSet::new(),
            first,
            stories: BTreeSet::from([StoryNumber(story)]),
            documents: BTreeSet::from([DocumentNumber(claim)]),
        }
    }

    fn joined(telling: &Telling, story: i64, known: &[Known]) -> Option<(i64, Reason)> {
        match join(telling, DocumentNumber(99), StoryNumber(story), &known.iter().collect::<Vec<_>>()) {
            Joined::Of(claim, reason) => Some((claim.0, reason)),
            Joined::None | Joined::OneOf(..) => None,
        }
    }

    #[test]
    fn the_same_day_joins_over_stories_and_the_next_day_only_within_one() {
        let claims = [known(1, 1, telling(Some((90, 90))))];
        assert_eq!(joined(&telling(Some((90, 90))), 2, &claims), Some((1, Reason::SameDay)));
        assert_eq!(joined(&telling(Some((91, 91))), 1, &claims), Some((1, Reason::NextDay)));
        assert_eq!(joined(&telling(Some((91, 91))), 2, &claims), None);
        assert_eq!(joined(&telling(Some((97, 97))), 1, &claims), None);
    }

    #[test]
    fn without_a_day_only_the_story_joins() {
        let claims = [known(1, 1, telling(Some((99, 99))))];
        assert_eq!(joined(&telling(None), 1, &claims), Some((1, Reason::SameStory)));
        assert_eq!(joined(&telling(None), 2, &claims), None);
        let later = Telling { told: Some(120), ..telling(None) };
        assert_eq!(joined(&later, 1, &claims), None);
    }

    #[test]
    fn of_two_attacks_in_a_story_one_without_a_day_is_neither() {
        let claims = [known(1, 1, telling(Some((96, 96)))), known(2, 1, telling(Some((99, 99))))];
        assert_eq!(joined(&telling(None), 1, &claims), None);
        assert_eq!(joined(&telling(Some((99, 99))), 1, &claims), Some((2, Reason::SameDay)));
    }

    #[test]
    fn a_month_joins_the_one_deed_in_it_and_none_of_two() {
        let mut claims = vec![known(1, 1, telling(Some((90, 90))))];
        assert_eq!(joined(&telling(Some((80, 110))), 2, &claims), Some((1, Reason::OnlyOne)));
        claims.push(known(2, 3, telling(Some((97, 97)))));
        assert_eq!(joined(&telling(Some((80, 110))), 2, &claims), None);
    }

    #[test]
    fn a_plan_is_no_deed_and_a_condition_joins_either() {
        let mut planned = telling(Some((90, 90)));
        planned.realm = Realm::Meant;
        let claims = [known(1, 1, planned)];
        assert_eq!(joined(&telling(Some((90, 90))), 1, &claims), None);
        let supposed = Telling { realm: Realm::Supposed, ..telling(None) };
        assert_eq!(joined(&supposed, 1, &claims), Some((1, Reason::SameStory)));
    }

    #[test]
    fn other_parties_or_codes_never_join_and_a_part_of_a_side_only_in_its_story() {
        let claims = [known(1, 1, telling(Some((90, 90))))];
        let other = Telling { targets: BTreeSet::from(["NAM".to_owned()]), ..telling(Some((90, 90))) };
        assert_eq!(joined(&other, 1, &claims), None);
        let code = Telling { cameo: Some("175".to_owned()), ..telling(Some((90, 90))) };
        assert_eq!(joined(&code, 2, &claims), None);
        let arrest = Telling { cameo: Some("173".to_owned()), ..telling(Some((90, 90))) };
        assert_eq!(joined(&arrest, 1, &claims), None);
        let joint = Telling {
            sources: BTreeSet::from(["AGO".to_owned(), "COD".to_owned()]),
            ..telling(Some((90, 90)))
        };
        assert_eq!(joined(&joint, 1, &claims), Some((1, Reason::SameDay)));
        assert_eq!(joined(&joint, 2, &claims), None);
    }

    #[test]
    fn of_claims_that_a_person_parted_days_alone_choose_none() {
        let mut claims = vec![known(1, 1, telling(Some((90, 90)))), known(2, 1, telling(Some((90, 90))))];
        assert_eq!(joined(&telling(Some((90, 90))), 1, &claims), Some((1, Reason::SameDay)));
        claims[1].parted.insert(ClaimNumber(1));
        let (document, story) = (DocumentNumber(99), StoryNumber(1));
        let found = join(&telling(Some((90, 90))), document, story, &claims.iter().collect::<Vec<_>>());
        assert_eq!(found, Joined::OneOf(vec![ClaimNumber(1), ClaimNumber(2)], Reason::SameDay));
    }

    #[test]
    fn what_a_person_put_into_a_claim_draws_what_is_told_like_it() {
        let mut claims = vec![known(1, 1, telling(Some((90, 90))))];
        claims[0].others.push(telling(Some((97, 97))));
        assert_eq!(joined(&telling(Some((97, 97))), 2, &claims), Some((1, Reason::SameDay)));
        assert_eq!(joined(&telling(Some((94, 94))), 2, &claims), None);
    }

    #[test]
    fn two_events_of_one_document_are_two_claims() {
        let claims = [known(99, 1, telling(Some((90, 90))))];
        assert_eq!(joined(&telling(Some((90, 90))), 1, &claims), None);
    }
}
