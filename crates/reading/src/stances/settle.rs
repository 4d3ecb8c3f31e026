//! A denial alone makes no deed a fact, and nobody a witness to what it denies.

use std::collections::BTreeMap;

use telisik_record::{AccordingTo, Event, EventType, Stance, StanceKind, StatementId, Status};

use super::telling::{Telling, Tellings};
use crate::Article;

/// Where a denial tells what it denies.
enum Denial {
    /// In what a statement says.
    In(StatementId),
    /// Behind its cue, in this sentence: *menolak tuduhan peretasan*.
    Behind { sentence: usize, cue: u32 },
}

impl Denial {
    fn of(stance: &Stance, article: Article<'_>) -> Option<Self> {
        if let Some(statement) = stance.statement {
            return Some(Self::In(statement));
        }
        let cue = stance.cue?;
        Some(Self::Behind { sentence: article.analysis.sentence_at(cue.start)?, cue: cue.end })
    }

    fn holds(&self, telling: &Telling) -> bool {
        match *self {
            Self::In(id) => telling.statement == Some(id.index()),
            Self::Behind { sentence, cue } => {
                telling.statement.is_none() && telling.sentence == sentence && telling.span.start >= cue
            }
        }
    }
}

/// Marks events that only their denial tells as negated; those that others tell as well are according to the others.
pub(crate) fn settle(article: Article<'_>, tellings: &Tellings, stances: &[Stance], events: &mut [Event]) {
    let denials: BTreeMap<usize, Vec<Denial>> = stances
        .iter()
        .filter(|stance| stance.stance == StanceKind::Denies)
        .filter_map(|stance| Some((stance.event.index(), Denial::of(stance, article)?)))
        .fold(BTreeMap::new(), |mut all, (event, denial)| {
            all.entry(event).or_insert_with(Vec::new).push(denial);
            all
        });
    if denials.is_empty() {
        return;
    }
    // Who tells the event besides, and whether the denial is where it is told.
    let mut others: BTreeMap<usize, AccordingTo> = BTreeMap::new();
    let mut denied = vec![false; events.len()];
    for telling in &tellings.list {
        let Some(denials) = denials.get(&telling.event) else { continue };
        if denials.iter().any(|denial| denial.holds(telling)) {
            if events.get(telling.event).is_some_and(|event| event.trigger == telling.span) {
                denied[telling.event] = true;
            }
            continue;
        }
        let holder = match telling.statement {
            Some(index) => AccordingTo::Statement(StatementId::at(index)),
            None => AccordingTo::Narrator,
        };
        others.entry(telling.event).or_insert(holder);
    }
    for (index, event) in events.iter_mut().enumerate().filter(|(index, _)| denied[*index]) {
        match others.get(&index) {
            Some(&holder) => event.according_to = holder,
            // A charge that is denied has been made all the same.
            None if event.status.is_real() && event.kind != EventType::Accuse => {
                event.status = Status::Negated;
            }
            None => {}
        }
    }
}
