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
    let mut reasons: Vec<(Fit, &Known)> = reasons.collect();
    reasons.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.claim.cmp(&b.1.claim)));
    let Some(&(fit, first)) = reasons.first() else { return Joined::None };
    let (best, parties, _) = fit;
    let equals: Vec<&Known> =
        reasons.iter().filter(|(one, _)| *one == fit).map(|(_, known)| *known).collect();
    if equals.len() == 1 {
        return Joined::Of(first.claim, best);
    }
    let claims: Vec<ClaimNumber> = equals.iter().map(|known| known.claim).collect();
    if equals.iter().any(|known| claims.iter().any(|claim| known.parted.contains(claim))) {
        return Joined::OneOf(claims, best);
    }
    // Where no day decides, or a side is left out, several of the kind may be meant: then none is chosen.
    match (best, parties) {
        (Reason::OnlyOne | Reason::SameStory, _) | (_, Parties::Alike) => Joined::None,
        _ => Joined::Of(first.claim, best),
    }
}

/// The strongest reason by which a telling is of a claim, or of what a person put into it.
fn reason(telling: &Telling, story: StoryNumber, known: &Known) -> Option<Fit> {
    let others = known.others.iter().map(|other| (other, other.window));
    let told = std::iter::once((&known.first, known.window)).chain(others);
    told.filter_map(|(first, window)| reason_by(telling, story, known, (first, window))).max()
}

fn reason_by(
    telling: &Telling,
    story: StoryNumber,
    known: &Known,
    (first, window): (&Telling, Option<Window>),
) -> Option<Fit> {
    let realms = telling.realm == first.realm || telling.realm == Realm::Supposed;
    let together = known.stories.contains(&story);
    if telling.kind != first.kind
        || !realms
        || !agree(telling.cameo.as_deref(), first.cameo.as_deref(), together)
    {
        return None;
    }
    let parties = parties(telling, first).filter(|parties| together || *parties == Parties::Same)?;
    let reason = match (telling.window, window) {
        (Some(one), Some(other)) if one.is_day() && other.is_day() => match () {
            () if one.near(other, 0) => Some(Reason::SameDay),
            () if together && one.near(other, 1) => Some(Reason::NextDay),
            () => None,
        },
        (Some(one), Some(other)) if !one.near(other, 0) => None,
        (Some(_), Some(_)) if together => Some(Reason::SameStory),
        (Some(one), Some(other)) => {
            // Talks and accusations go on for weeks; only a deed can be told to be the one of its month, a threat that
            // of its week.
            let dated = one.is_day() || other.is_day() || one == other;
            let week = first.kind == EventType::Threaten
                && one.last.max(other.last) - one.first.min(other.first) < 7;
            (dated && (first.kind.is_material() || week)).then_some(Reason::OnlyOne)
        }
        _ => (together && told_together(telling, known)).then_some(Reason::SameStory),
    };
    Some((reason?, parties, telling.cameo == first.cameo))
}

/// How well a telling fits a claim: the reason, the parties, and whether their codes are the same.
type Fit = (Reason, Parties, bool);

/// How the parties of two tellings stand to one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Parties {
    /// One names a part of a side, or leaves it out.
    Alike,
    /// They are the same.
    Same,
}

/// What several do together one telling may tell of one of them; whom a deed was done to one telling may leave out, or
/// only describe (*Polisi menangkap lima orang*).
fn parties(telling: &Telling, first: &Telling) -> Option<Parties> {
    let ((sources, targets), (others, of_others)) = (telling.sides(), first.sides());
    // What a state does to its own people is told with and without them.
    let own = |side: &BTreeSet<String>, done_by: &BTreeSet<String>| side.is_empty() || side == done_by;
    if sources == others && (targets == of_others || own(&targets, &sources) && own(&of_others, &others)) {
        return Some(Parties::Same);
    }
    let part = || is_joint(first.kind) && within(&sources, &others) && within(&targets, &of_others);
    let left_out = || {
        let unnamed = |side: &BTreeSet<String>| side.iter().all(|party| is_described(party));
        let named = |side: &BTreeSet<String>| !side.is_empty() && !unnamed(side);
        let either = targets.is_empty() || of_others.is_empty();
        let one = unnamed(&targets) && named(&of_others) || unnamed(&of_others) && named(&targets);
        sources == others && (either || one)
    };
    (part() || left_out()).then_some(Parties::Alike)
}

/// Whether a party has neither a code nor a name: a noun stands for it, and nouns have no capital.
fn is_described(party: &str) -> bool {
    party.starts_with(char::is_lowercase)
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
#[path = "join_tests.rs"]
mod tests;
