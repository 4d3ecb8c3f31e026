//! A denial alone makes no deed a fact, and nobody a witness to what it denies.

use std::collections::BTreeMap;

use telisik_record::{AccordingTo, Event, Stance, StanceKind, StatementId, Status};

use super::telling::Tellings;

/// Marks events that only their denial tells as negated; those that others tell as well are according to the others.
pub(crate) fn settle(tellings: &Tellings, stances: &[Stance], events: &mut [Event]) {
    let denials: BTreeMap<usize, Vec<StatementId>> = stances
        .iter()
        .filter(|stance| stance.stance == StanceKind::Denies)
        .filter_map(|stance| Some((stance.event.index(), stance.statement?)))
        .fold(BTreeMap::new(), |mut all, (event, statement)| {
            all.entry(event).or_insert_with(Vec::new).push(statement);
            all
        });
    if denials.is_empty() {
        return;
    }
    let mut others: BTreeMap<usize, AccordingTo> = BTreeMap::new();
    for telling in &tellings.list {
        let Some(denied_in) = denials.get(&telling.event) else { continue };
        let holder = match telling.statement {
            Some(index) => AccordingTo::Statement(StatementId::at(index)),
            None => AccordingTo::Narrator,
        };
        if !matches!(holder, AccordingTo::Statement(id) if denied_in.contains(&id)) {
            others.entry(telling.event).or_insert(holder);
        }
    }
    for (event, denied_in) in denials {
        let Some(at) = events.get_mut(event) else { continue };
        let by_denier = matches!(at.according_to, AccordingTo::Statement(id) if denied_in.contains(&id));
        match others.get(&event) {
            Some(&holder) if by_denier => at.according_to = holder,
            None if by_denier && at.status.is_real() => at.status = Status::Negated,
            _ => {}
        }
    }
}
