//! One deed told several times is one event.

use std::collections::{BTreeMap, BTreeSet};

use telisik_record::{
    AccordingTo, ActorId, Edtf, Event, EventId, EventType, Rejected, Rule, Span, StatementId, Status, TimeId,
};

use super::background::is_said;
use super::foes;
use super::when::{is_nearer, overlap};
use crate::actors::Cast;

/// One telling of a deed.
#[derive(Debug, Clone)]
pub(super) struct Telling {
    pub frame: usize,
    pub kind: EventType,
    pub sources: Vec<ActorId>,
    pub targets: Vec<ActorId>,
    pub source_codes: BTreeSet<String>,
    pub target_codes: BTreeSet<String>,
    pub trigger: Span,
    pub evidence: Vec<Span>,
    pub status: Status,
    pub according_to: AccordingTo,
    /// The statement that holds it, also where it is not according to it.
    pub said: Option<StatementId>,
    pub date: Option<(Edtf, TimeId)>,
    /// The date that it is told beside where that is not its own.
    pub beside: Option<Edtf>,
    pub place: Option<String>,
    pub heading: bool,
    /// The sentence that tells it.
    pub sentence: usize,
    /// The article begins with it: it is told in the headline or the first sentence.
    pub leads: bool,
    /// It was over weeks before the article was written.
    pub past: bool,
    /// It was over years before.
    pub bygone: bool,
    pub rejected: Vec<Rejected>,
    /// The roles were not said at the trigger but taken over.
    pub borrowed: bool,
    /// It is only what somebody condemns, not told for itself.
    pub condemned: bool,
    /// A deed without a target is told as well.
    pub target_optional: bool,
    /// It is said to so many that nobody is named, so that those named elsewhere are not its target.
    pub to_many: bool,
    /// It is a war or battle, told by a noun.
    pub war: bool,
    /// Those it is done to are hostages.
    pub captive: bool,
    /// Its words name whom it is done to, or may: no other is to be looked for.
    pub closed: bool,
    /// How many tellings have been joined in it.
    pub tellings: usize,
    /// Without a target it may be done to the doer's own people.
    pub domestic: bool,
    /// It is the object of a verb that tells of it.
    pub granted: bool,
    /// A headline tells it as a claim, from which the article keeps a distance.
    pub claimed: bool,
    /// The article tells it on its own account as well.
    pub vouched: bool,
    /// Its doer says himself that it is not so.
    pub disowned: bool,
    /// Its doer says himself that it is so, in words from which the article keeps no distance.
    pub owned: bool,
    /// The roots of the trigger's words.
    pub roots: Vec<String>,
    /// The persons on both sides by their countries.
    pub persons: BTreeMap<String, BTreeSet<ActorId>>,
    /// The word after the trigger's first: what is launched, signed, sent.
    pub object: Option<String>,
}

impl Telling {
    fn is_real(&self) -> bool {
        self.status.is_real()
    }

    /// Whether the article itself tells `deed` here, as done and not as the matter of another: in running text, or in a
    /// headline where it is done by speaking or its doer says so himself.
    fn vouches_for(&self, deed: &Self) -> bool {
        let own =
            self.according_to == AccordingTo::Narrator && (!self.heading || is_said(self.kind) || deed.owned);
        own && !self.condemned && !self.granted && self.is_real() && (!self.war || self.is_alike(deed))
    }

    /// Whether the two may tell the same deed: same kind and doers, and one's targets within the other's.
    fn fits(&self, other: &Self) -> bool {
        let within = |a: &BTreeSet<String>, b: &BTreeSet<String>| a.is_subset(b) || b.is_subset(a);
        self.kind == other.kind
            && (self.to_many == other.to_many || self.heading || other.heading)
            && (!is_said(self.kind) || self.is_to_own() == other.is_to_own())
            && within(&self.source_codes, &other.source_codes)
            && within(&self.target_codes, &other.target_codes)
            && (self.is_real() == other.is_real()
                || self.heading
                || other.heading
                || self.target_codes.is_empty() && self.kind != EventType::Mobilize)
            && !(self.kind == EventType::Mobilize && self.frame == other.frame && self.object != other.object)
            && !(self.kind == EventType::Consult && !self.heads(other) && self.meets_others_than(other))
            && !(self.is_news() && other.past || other.is_news() && self.past)
            && !(self.is_war_with(other) || other.is_war_with(self))
            && match (self.day(), other.day()) {
                // A day lies within its month: *pertengahan Oktober* and the 26th do not part a deed.
                (Some(a), Some(b)) => {
                    let planned = self.status == Status::Planned && other.status == Status::Planned;
                    let within = |a: &str, b: &str| a.starts_with(b) || b.starts_with(a);
                    within(a.as_str(), b.as_str()) || planned && overlap(a, b)
                }
                _ => true,
            }
    }

    /// Whether another telling of this deed tells its day: the same word or sentence tells the same deed, and the text
    /// goes on with what it begins with; else a day is only a guess.
    fn shares(&self, other: &Self) -> bool {
        let rooted = other.roots.iter().any(|root| self.roots.contains(root));
        // What goes on since then is no single deed.
        let goes_on = other.date.as_ref().is_some_and(|(date, _)| date.last_day().is_none());
        let single = !goes_on && (rooted || self.leads || other.leads || self.sentence == other.sentence);
        (single || self.is_mutual() && other.is_mutual()) && self.is_alike(other)
    }

    /// Whether the day of another telling would not be lost in this deed: there is one here, or it is shared.
    fn keeps_day(&self, other: &Self) -> bool {
        other.date.is_none() || self.date.is_some() || self.shares(other)
    }

    /// Whether a deed is told as done on a day, and not to whom.
    fn is_one_sided_day(&self) -> bool {
        self.date.is_some()
            && self.is_real()
            && self.target_codes.is_empty()
            && !self.target_optional
            && !self.heading
    }

    /// Whether a later telling tells this deed. One with both sides and a day that is not this one's is another deed.
    fn tells(&self, other: &Self) -> bool {
        self.fits(other) && (other.target_codes.is_empty() || self.keeps_day(other))
    }

    /// Whether it is said to the doer's own people.
    pub(super) fn is_to_own(&self) -> bool {
        self.target_codes == self.source_codes && self.source_codes.len() == 1
    }

    /// Whether both are a war or neither is: a war is not each of its attacks.
    fn is_alike(&self, other: &Self) -> bool {
        self.war == other.war || self.is_mutual() && other.is_mutual()
    }

    /// Whether one is told in the headline over the other.
    fn heads(&self, other: &Self) -> bool {
        self.leads && other.leads && self.heading != other.heading
    }

    /// Whether this is a war of both sides and the other an attack of one of them on the other.
    fn is_war_with(&self, other: &Self) -> bool {
        self.kind == EventType::Assault
            && self.is_mutual()
            && !other.is_mutual()
            && !other.war
            && !other.target_codes.is_empty()
    }

    /// Whether all do it to each other.
    fn is_mutual(&self) -> bool {
        self.source_codes.len() > 1 && self.source_codes == self.target_codes
    }

    /// Whether the article begins with it and gives it no day: news is of these days.
    fn is_news(&self) -> bool {
        self.leads && self.day().is_none() && self.status == Status::Actual && !self.war
    }

    /// The date that parts it from others.
    fn day(&self) -> Option<&Edtf> {
        self.date.as_ref().map(|(date, _)| date).or(self.beside.as_ref())
    }

    /// Whether both name persons of one country, and not the same ones: the summit is not the ministers' meeting.
    fn meets_others_than(&self, other: &Self) -> bool {
        self.persons
            .iter()
            .any(|(country, here)| other.persons.get(country).is_some_and(|there| here.is_disjoint(there)))
    }

    /// Which telling stands for the deed: in running text, with both sides said at the trigger, the first.
    fn rank(&self) -> (bool, bool, bool, bool, bool, u32) {
        let unsaid = (self.source_codes.is_empty(), self.target_codes.is_empty());
        (
            unsaid.0,
            unsaid.1 && !self.target_optional,
            self.heading,
            unsaid.1 || self.borrowed,
            self.condemned,
            self.trigger.start,
        )
    }
}

/// How many kept deeds of one type a telling is compared with: beyond it hostile text would cost a square.
pub(super) const COMPARED: usize = 200;

/// Joins tellings of the same deed, and fills the targets of those that leave them out from the others.
pub(super) fn merge(cast: &Cast, mut tellings: Vec<Telling>) -> Vec<Telling> {
    tellings.sort_by_key(Telling::rank);
    let mut kept: Vec<Telling> = Vec::new();
    let mut by_kind: BTreeMap<EventType, Vec<usize>> = BTreeMap::new();
    for mut telling in tellings {
        if !foes::take_sides(&kept, &mut telling) {
            continue;
        }
        // What a headline calls planned, the text may have announced: one deed under the announced type.
        let announced = telling.heading && telling.status == Status::Planned;
        let twin = kept.iter().position(|other| {
            announced
                && other.frame == telling.frame
                && other.kind != telling.kind
                && other.source_codes == telling.source_codes
        });
        if let Some(twin) = twin {
            kept[twin].evidence.push(telling.trigger);
            continue;
        }
        let of_kind = by_kind.entry(telling.kind).or_default();
        let near = of_kind.iter().rev().take(COMPARED).rev();
        if telling.is_one_sided_day()
            && let Some(&first) = near.clone().find(|&&index| kept[index].fits(&telling))
            && !near.clone().any(|&index| kept[index].fits(&telling) && kept[index].keeps_day(&telling))
        {
            // Its day would be lost: it is another deed, with the target of the one that it would be taken for.
            telling.targets.clone_from(&kept[first].targets);
            telling.target_codes.clone_from(&kept[first].target_codes);
            telling.borrowed = true;
        }
        let fit = |index: &&usize| kept[**index].tells(&telling);
        let same = near.clone().find(fit);
        if let Some(&same) = same {
            let into = &mut kept[same];
            into.claimed |= telling.claimed;
            into.vouched |= telling.vouches_for(into);
            if into.heading && !telling.heading && into.is_real() == telling.is_real() {
                // Only the headline says to whom; the text tells it better in all else.
                std::mem::swap(&mut into.trigger, &mut telling.trigger);
                into.heading = false;
                into.status = telling.status;
                into.according_to = telling.according_to;
                into.said = telling.said;
                into.date = telling.date.take();
                into.beside = telling.beside.take();
            }
            let shares = into.shares(&telling);
            // *Peru dan tiga negara lain*: who they are may be told only later.
            if !telling.borrowed && into.source_codes.is_subset(&telling.source_codes) {
                widen(&mut into.sources, &mut into.source_codes, telling.sources, telling.source_codes);
            }
            into.tellings += telling.tellings;
            into.leads |= telling.leads;
            into.evidence.push(telling.trigger);
            into.evidence.extend(telling.evidence);
            if shares && is_nearer(telling.date.as_ref(), into.date.as_ref()) {
                // Its clearest mention names the day.
                let clear = !telling.heading && !telling.borrowed && !telling.target_codes.is_empty();
                if clear && into.date.is_none() {
                    into.evidence.push(into.trigger);
                    (into.trigger, into.frame) = (telling.trigger, telling.frame);
                }
                into.date = telling.date;
            }
            if into.place.is_none() {
                into.place = telling.place;
            }
            into.rejected.extend(telling.rejected);
            continue;
        }
        if telling.target_codes.is_empty() && !telling.target_optional {
            // Nobody is spoken against where it is said not to be done.
            if telling.status == Status::Negated && is_said(telling.kind) {
                continue;
            }
            // Elsewhere the one treated alike is somebody else as often as not.
            use EventType::{Accuse, Assault, Coerce, Concede, Sanction};
            let treated = matches!(telling.kind, Accuse | Assault | Coerce | Concede | Sanction);
            if !telling.war && !treated {
                continue;
            }
            match foes::counterpart(cast, &kept, &telling) {
                Some((targets, codes)) => {
                    telling.targets = targets;
                    telling.target_codes = codes;
                    telling.borrowed = true;
                }
                // *Kami tidak menyerang rumah sakit*
                None if telling.disowned => {}
                None => continue,
            }
        }
        of_kind.push(kept.len());
        kept.push(telling);
    }
    // What the article tells as well does not rest on a statement alone.
    for telling in kept.iter_mut().filter(|telling| telling.vouched && !telling.claimed) {
        telling.according_to = AccordingTo::Narrator;
    }
    foes::turn_on_unrest(&mut kept);
    kept.sort_by_key(|telling| (telling.trigger.start, telling.trigger.end));
    kept
}

/// Adds the countries that another telling names beside those of this one.
fn widen(ids: &mut Vec<ActorId>, codes: &mut BTreeSet<String>, more: Vec<ActorId>, wider: BTreeSet<String>) {
    if wider.len() > codes.len() + 1 {
        ids.extend(more.into_iter().filter(|id| !ids.contains(id)).collect::<Vec<_>>());
        *codes = wider;
    }
}

/// What is agreed at a meeting told in the sentence before is agreed on its day.
pub(super) fn date_by_meeting(before: &[Telling], tellings: &mut [Telling]) {
    let meetings = before.iter().filter(|telling| telling.kind == EventType::Consult && telling.is_real());
    for meeting in meetings.take(COMPARED) {
        let both = || meeting.source_codes.union(&meeting.target_codes);
        for telling in tellings.iter_mut().filter(|telling| telling.kind == EventType::Agree) {
            if telling.date.is_none() && telling.is_real() && telling.source_codes.iter().eq(both()) {
                telling.date.clone_from(&meeting.date);
            }
        }
    }
}

/// A meeting that a sentence of *ia* names as its occasion took place on the day of the sentence before.
pub(super) fn date_on(before: &[Telling], tellings: &mut [Telling]) {
    for telling in tellings.iter_mut().filter(|telling| telling.kind == EventType::Consult) {
        let mut alike = before.iter().take(COMPARED).filter(|told| told.source_codes == telling.source_codes);
        if telling.date.is_none() && telling.is_real() {
            telling.date = alike.find_map(|told| told.date.clone());
        }
    }
}

/// PLOVER mode and CAMEO code of a deed that is only announced: a threat if it is hostile, else an agreement.
fn announcement(deed: EventType) -> (Option<&'static str>, &'static str) {
    match deed {
        EventType::Sanction => (Some("restrict"), "1312"),
        EventType::Assault => (Some("violence"), "138"),
        hostile if hostile.is_hostile() => (None, "130"),
        EventType::Cooperate => (None, "031"),
        EventType::Support => (None, "032"),
        EventType::Aid => (None, "033"),
        EventType::Concede | EventType::Retreat => (None, "035"),
        EventType::Consult => (None, "036"),
        _ => (None, "030"),
    }
}

/// An event of the record from a telling.
pub(super) fn event(index: usize, telling: Telling, frame: &telisik_lexicon::Frame) -> Event {
    let mut evidence = telling.evidence;
    evidence.retain(|&span| span != telling.trigger);
    evidence.sort_unstable();
    evidence.dedup();
    let (date, time) = telling.date.map_or((None, None), |(date, time)| (Some(date), Some(time)));
    let announced = telling.kind != frame.kind;
    Event {
        id: EventId::at(index),
        kind: telling.kind,
        mode: if announced { announcement(frame.kind).0.map(str::to_owned) } else { frame.mode.clone() },
        contexts: frame.contexts.clone(),
        cameo: if announced { Some(announcement(frame.kind).1.to_owned()) } else { frame.cameo.clone() },
        sources: telling.sources,
        targets: telling.targets,
        trigger: telling.trigger,
        evidence,
        status: telling.status,
        according_to: telling.according_to,
        date,
        time,
        place: telling.place,
        rule: Rule::new(frame.id.clone()),
        rejected: telling.rejected,
    }
}
