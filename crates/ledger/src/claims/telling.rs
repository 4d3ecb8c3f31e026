use std::borrow::Cow;
use std::collections::BTreeSet;

use telisik_record::{Edtf, Event, EventType, Record, Status};

use crate::day;
use crate::identity::party;
use crate::stories::hash;

/// Whether a deed is told as done or only as meant. A plan and its fulfilment are two claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Realm {
    /// Told, supposed or denied as a thing that has happened or is happening.
    Done,
    /// Announced, wanted, prepared.
    Meant,
    /// Only if something else happens: joins what is told of the same deed, and makes no difference to it.
    Supposed,
}

impl Realm {
    /// The order is that of the numbers they are kept as.
    const ALL: [Self; 3] = [Self::Done, Self::Meant, Self::Supposed];

    pub(crate) fn number(self) -> i64 {
        Self::ALL.iter().position(|realm| *realm == self).map_or(0, |at| at as i64)
    }

    pub(crate) fn of_number(number: i64) -> Self {
        usize::try_from(number).ok().and_then(|at| Self::ALL.get(at).copied()).unwrap_or(Self::Done)
    }

    pub(crate) fn of(status: Status) -> Self {
        match status {
            Status::Actual | Status::Ongoing | Status::Possible | Status::Negated => Self::Done,
            Status::Planned => Self::Meant,
            Status::Conditional => Self::Supposed,
        }
    }
}

/// First and last day on which a deed may have been done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Window {
    pub(crate) first: i64,
    pub(crate) last: i64,
}

impl Window {
    /// One day, or two: the day on which a night's deed is told to have been done differs by the clock.
    pub(crate) fn is_day(self) -> bool {
        self.last.saturating_sub(self.first) <= 1
    }

    /// Whether no more than `days` lie between the two; those that overlap have none between them.
    pub(crate) fn near(self, other: Self, days: i64) -> bool {
        self.first.saturating_sub(days) <= other.last && other.first.saturating_sub(days) <= self.last
    }
}

/// Bits of a key: three bytes. Two pairs that have the same are told apart when claims are compared.
const KEYS: u32 = 0x7f_ffff;

/// One event of one document, as claims are told apart by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Telling {
    pub(crate) kind: EventType,
    /// The CAMEO code, where the frame has one.
    pub(crate) cameo: Option<String>,
    pub(crate) realm: Realm,
    /// Countries, or actors without one.
    pub(crate) sources: BTreeSet<String>,
    pub(crate) targets: BTreeSet<String>,
    pub(crate) window: Option<Window>,
    /// When its document was published, or the day its relative times were resolved against.
    pub(crate) told: Option<i64>,
}

impl Telling {
    /// What an event of a record tells.
    pub(crate) fn of(record: &Record, event: &Event) -> Self {
        let side = |ids: &[telisik_record::ActorId]| {
            ids.iter().filter_map(|id| record.actors.get(id.index())).map(party).collect()
        };
        let published = record.document.published.as_ref().and_then(|date| date.first_day());
        Self {
            kind: event.kind,
            cameo: event.cameo.clone(),
            realm: Realm::of(event.status),
            sources: side(&event.sources),
            targets: side(&event.targets),
            window: window(event.date.as_ref()),
            told: published.or(record.document.reference_date).map(day::number),
        }
    }

    /// Whom it was done to, but for a state's own people.
    pub(crate) fn others(&self) -> BTreeSet<String> {
        if self.sources.len() == 1 && self.sources == self.targets {
            return BTreeSet::new();
        }
        self.targets.clone()
    }

    /// Its sides as they are compared: what several agree on or talk about has one.
    pub(crate) fn sides(&self) -> (Cow<'_, BTreeSet<String>>, Cow<'_, BTreeSet<String>>) {
        if self.is_mutual() {
            let parties = self.sources.union(&self.targets).cloned().collect();
            return (Cow::Owned(parties), Cow::Owned(BTreeSet::new()));
        }
        (Cow::Borrowed(&self.sources), Cow::Borrowed(&self.targets))
    }

    fn is_mutual(&self) -> bool {
        matches!(self.kind, EventType::Agree | EventType::Consult)
    }

    /// Whether it is of the same deed but for its time.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        let deed = |one: &Self| (one.kind, one.realm, one.cameo.clone());
        deed(self) == deed(other) && self.sources == other.sources && self.targets == other.targets
    }

    /// Every pair of its sources and targets, or of what is mutual of its parties; one that has no other has `-` for it.
    pub(crate) fn dyads(&self) -> Vec<(String, String)> {
        let (sources, targets) = self.sides();
        if self.is_mutual() && sources.len() > 1 {
            let mut pairs = Vec::new();
            for (at, one) in sources.iter().enumerate() {
                pairs.extend(sources.iter().skip(at + 1).map(|other| (one.clone(), other.clone())));
            }
            return pairs;
        }
        let none = targets.is_empty() || targets == sources;
        let targets = if none { Cow::Owned(BTreeSet::from(["-".to_owned()])) } else { targets };
        let mut pairs = Vec::with_capacity(sources.len() * targets.len());
        for source in sources.iter() {
            pairs.extend(targets.iter().map(|target| (source.clone(), target.clone())));
        }
        pairs
    }

    /// Keys under which claims of its pairs are found.
    pub(crate) fn keys(&self) -> BTreeSet<u32> {
        let kind = self.kind.as_str();
        let key = |(source, target): &(String, String)| hash(&["dyad", kind, source, target]) as u32 & KEYS;
        self.dyads().iter().map(key).collect()
    }
}

/// The days that a date means; an open interval is no window, as nothing bounds it.
fn window(date: Option<&Edtf>) -> Option<Window> {
    let date = date?;
    Some(Window { first: day::number(date.first_day()?), last: day::number(date.last_day()?) })
}
