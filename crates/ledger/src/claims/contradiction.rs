use std::collections::BTreeSet;

use serde::Serialize;

use super::{Position, Report, Stance, Stand};
use crate::EntryId;

/// How two tellings of a claim stand against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tension {
    /// One says that it is so, another that it is not.
    Denial,
    /// One holder said the one first and the other later.
    Reversal,
    /// One holder speaks of it as a fact and as of something that may be.
    Modality,
    /// The tellings name other parties.
    Scope,
    /// The tellings give other days.
    Time,
    /// One holder says the same again.
    Restatement,
}

impl Tension {
    /// The printed word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Denial => "denial",
            Self::Reversal => "reversal",
            Self::Modality => "modality",
            Self::Scope => "scope",
            Self::Time => "time",
            Self::Restatement => "restatement",
        }
    }
}

/// Two entries of a claim that stand against each other, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contradiction {
    /// How.
    pub tension: Tension,
    /// The earlier, or the one that holds it to be so.
    pub one: EntryId,
    /// The other.
    pub other: EntryId,
    /// In words of the ledger: who stands against whom, which parties or days differ.
    pub between: [String; 2],
}

/// The contradictions of a claim, each pair of holders or of values once.
pub(crate) fn contradictions(positions: &[Position], reports: &[Report]) -> Vec<Contradiction> {
    let mut found = Vec::new();
    let taken = |position: &Position, wanted: fn(Stand) -> bool| -> Option<Stance> {
        position.taken.iter().find(|stance| wanted(stance.stand)).cloned()
    };
    for (at, one) in positions.iter().enumerate() {
        for other in &positions[at + 1..] {
            let same = one.holder == other.holder && one.code == other.code;
            if same {
                if let (Some(outright), Some(supposed)) = (
                    one.taken.iter().find(|stance| stance.stand.holds()),
                    other.taken.iter().find(|stance| stance.stand == Stand::Conditional),
                ) {
                    found.push(between(Tension::Modality, outright, supposed, [&one.holder, &other.holder]));
                }
                continue;
            }
            for (holding, denying) in [(one, other), (other, one)] {
                if let (Some(held), Some(denied)) =
                    (taken(holding, Stand::holds), taken(denying, |stand| stand == Stand::Denies))
                {
                    found.push(between(Tension::Denial, &held, &denied, [&holding.holder, &denying.holder]));
                }
            }
        }
        for (earlier, later) in one.taken.iter().zip(one.taken.iter().skip(1)) {
            let turned = earlier.stand.holds() && later.stand == Stand::Denies
                || earlier.stand == Stand::Denies && later.stand.holds();
            if turned && earlier.date.is_some() && later.date.is_some() {
                found.push(between(Tension::Reversal, earlier, later, [&one.holder, &one.holder]));
            } else if earlier.stand == later.stand && earlier.statement != later.statement {
                found.push(between(Tension::Restatement, earlier, later, [&one.holder, &one.holder]));
            }
        }
    }
    found.extend(differing(reports, Tension::Scope, |report| {
        Some(format!("{} → {}", report.sources.join(", "), report.targets.join(", ")))
    }));
    found.extend(differing(reports, Tension::Time, |report| report.date.clone()));
    found.sort_by_key(|one| one.tension);
    found
}

fn between(tension: Tension, one: &Stance, other: &Stance, holders: [&String; 2]) -> Contradiction {
    let entry = |stance: &Stance| stance.statement.clone().unwrap_or_else(|| stance.event.clone());
    Contradiction { tension, one: entry(one), other: entry(other), between: holders.map(Clone::clone) }
}

/// The first report of each value that differs from the first report's.
fn differing(
    reports: &[Report],
    tension: Tension,
    value: impl Fn(&Report) -> Option<String>,
) -> Vec<Contradiction> {
    let valued = reports.iter().filter_map(|report| Some((value(report)?, report)));
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut firsts = valued.filter(|(value, _)| seen.insert(value.clone()));
    let Some((first, report)) = firsts.next() else { return Vec::new() };
    firsts
        .map(|(value, other)| Contradiction {
            tension,
            one: report.entry.clone(),
            other: other.entry.clone(),
            between: [first.clone(), value],
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stance(stand: Stand, date: &str, statement: &str) -> Stance {
        Stance {
            date: Some(date.to_owned()),
            stand,
            event: "1/e1".parse().unwrap(),
            statement: Some(statement.parse().unwrap()),
            chain: Vec::new(),
        }
    }

    fn position(holder: &str, taken: Vec<Stance>) -> Position {
        let stand = taken.last().unwrap().stand;
        Position { holder: holder.to_owned(), code: None, stand, taken }
    }

    fn report(entry: &str, sources: &[&str], date: Option<&str>) -> Report {
        Report {
            entry: entry.parse().unwrap(),
            document: String::new(),
            outlet: None,
            published: None,
            status: "actual".to_owned(),
            date: date.map(str::to_owned),
            sources: sources.iter().map(|source| (*source).to_owned()).collect(),
            targets: vec!["ZMB".to_owned()],
            trigger: "menyerang".to_owned(),
            span: telisik_record::Span::new(0, 9),
            origins: Vec::new(),
            reason: String::new(),
        }
    }

    fn tensions(positions: &[Position], reports: &[Report]) -> Vec<Tension> {
        contradictions(positions, reports).into_iter().map(|one| one.tension).collect()
    }

    #[test]
    fn a_denial_stands_against_each_who_holds_it_and_not_against_itself() {
        let positions = [
            position("Banda", vec![stance(Stand::Alleges, "2026-03-26", "1/s1")]),
            position("Neto", vec![stance(Stand::Denies, "2026-03-26", "1/s2")]),
        ];
        assert_eq!(tensions(&positions, &[]), [Tension::Denial]);
        assert_eq!(contradictions(&positions, &[])[0].between, ["Banda", "Neto"]);
    }

    #[test]
    fn a_denial_that_was_given_up_is_a_reversal_and_the_same_again_a_restatement() {
        let turned = position(
            "Neto",
            vec![
                stance(Stand::Denies, "2026-03-26", "1/s2"),
                stance(Stand::Denies, "2026-03-27", "2/s1"),
                stance(Stand::Affirms, "2026-04-16", "3/s1"),
            ],
        );
        assert_eq!(tensions(&[turned], &[]), [Tension::Reversal, Tension::Restatement]);
    }

    #[test]
    fn a_fact_and_a_condition_of_one_holder_are_a_tension_of_mood() {
        let positions = [
            position("Banda", vec![stance(Stand::Presupposes, "2026-03-26", "1/s1")]),
            position("Banda", vec![stance(Stand::Conditional, "2026-03-26", "1/s3")]),
        ];
        assert_eq!(tensions(&positions, &[]), [Tension::Modality]);
    }

    #[test]
    fn other_parties_and_days_are_told_once_for_each() {
        let reports = [
            report("1/e1", &["AGO"], Some("2026-03-25")),
            report("2/e1", &["AGO", "COD"], None),
            report("3/e1", &["AGO", "COD"], Some("2026-03-26")),
        ];
        assert_eq!(tensions(&[], &reports), [Tension::Scope, Tension::Time]);
    }
}
