//! When a deed took place.
//!
//! A date that stands with it in its sentence ([`date`]); else, for what is done by speaking, the day of a statement
//! of the doer's close by ([`by_statements`]). The day of publication is never one.

use std::collections::BTreeSet;

use telisik_lexicon::Lexicon;
use telisik_record::{Edtf, Statement, Status, Time, TimeId};

use super::background::is_said;
use super::merge::Telling;
use super::scene::{Part, Scene};
use crate::Article;
use crate::actors::Cast;
use crate::times::Times;

/// A deed to be dated.
pub(super) struct Deed<'d> {
    /// The words of its trigger.
    pub words: &'d std::ops::Range<usize>,
    /// The words that the same voice tells.
    pub bounds: std::ops::Range<usize>,
    pub status: Status,
    /// It is the object of a verb that condemns, confirms or denies it: the sentence's day is that verb's.
    pub granted: bool,
}

/// When a deed took place: the date nearest to its trigger in the clause, else the sentence's only one.
pub(super) fn date(
    lexicon: &Lexicon,
    scene: &Scene<'_>,
    times: &Times,
    deed: &Deed<'_>,
) -> Option<(Edtf, TimeId)> {
    let sentence = scene.sentence;
    let trigger = deed.words;
    let from = times.times.partition_point(|time| time.span.end <= sentence.span.start);
    let here = times.times[from..].iter().take_while(|time| time.span.start < sentence.span.end);
    let dated: Vec<(&Time, Edtf, std::ops::Range<usize>)> = here
        .filter_map(|time| Some((time, time.edtf()?, sentence.words_in(time.span))))
        .filter(|(_, _, words)| !is_credit(lexicon, scene, words.start))
        .filter(|(_, _, words)| !deed.granted || is_within(scene, trigger, words.start))
        .filter(|(_, date, _)| deed.status != Status::Actual || !is_to_come(times, date))
        .collect();
    let clause = |words: &std::ops::Range<usize>| {
        let between =
            if words.end <= trigger.start { words.end..trigger.start } else { trigger.end..words.start };
        let walls = between.clone().filter(|&word| {
            matches!(scene.parts.get(word), Some(Part::Opener | Part::Wall))
                && !lexicon.clauses.since.contains(scene.forms[word])
                && !matches!(scene.forms[word], "(" | ")")
        });
        walls.count()
    };
    let distance = |words: &std::ops::Range<usize>| {
        if words.end <= trigger.start {
            trigger.start - words.end
        } else {
            words.start.saturating_sub(trigger.end)
        }
    };
    // What the same voice tells dates it first; the day of a report is mostly that of the deed as well.
    let outside = |words: &std::ops::Range<usize>| !deed.bounds.contains(&words.start);
    let best = dated.iter().min_by_key(|(_, _, words)| (outside(words), clause(words), distance(words)))?;
    if clause(&best.2) > 0 && dated.len() > 1 {
        return None;
    }
    let before = best.2.start.checked_sub(1).and_then(|word| scene.forms.get(word)).copied();
    // *hingga 7 Oktober* bounds the deed, and does not date it.
    if before.is_some_and(|word| lexicon.clauses.limits.contains(word)) && best.2.start > trigger.start {
        return None;
    }
    let ongoing = deed.status == Status::Ongoing;
    let since = before.is_some_and(|word| lexicon.clauses.since.contains(word))
        && (ongoing || clause(&best.2) == 0 && best.1.first_day() != times.reference_date);
    let date = if since { format!("{}/..", best.1).parse().ok()? } else { days(&best.1) };
    Some((date, best.0.id))
}

/// Whether a date stands in the noun phrase of a trigger: *serangan bulan lalu*, *serangan yang terjadi pada Senin*,
/// but not *mengecam serangan pada Senin*.
fn is_within(scene: &Scene<'_>, trigger: &std::ops::Range<usize>, date: usize) -> bool {
    if date < trigger.end {
        return false;
    }
    let parts = &scene.parts[trigger.end..date.min(scene.parts.len())];
    let relative = parts.contains(&Part::Relative);
    let plain = |part: &Part| match part {
        Part::Plain | Part::Agent | Part::Origin | Part::And => true,
        Part::Relative | Part::Verb => relative,
        Part::Preposition => relative || !parts.ends_with(&[Part::Preposition]),
        Part::Opener | Part::Comma | Part::Quote | Part::Wall => false,
    };
    parts.iter().all(plain)
}

/// Whether a date lies after the day the article is written on: nothing has been done then.
fn is_to_come(times: &Times, date: &Edtf) -> bool {
    match (date.first_day(), times.reference_date) {
        (Some(first), Some(today)) => first > today,
        _ => false,
    }
}

/// A week as the interval of its days, which is what EDTF has for it; other dates as they are.
fn days(date: &Edtf) -> Edtf {
    let week = date.as_str().contains("-W").then(|| (date.first_day(), date.last_day()));
    match week {
        Some((Some(first), Some(last))) => format!("{first}/{last}").parse().unwrap_or_else(|_| date.clone()),
        _ => date.clone(),
    }
}

/// Whether a date belongs to the credit of an outlet: *dilansir Reuters, Kamis (26/10)*.
fn is_credit(lexicon: &Lexicon, scene: &Scene<'_>, word: usize) -> bool {
    let before = (1..=9).filter_map(|back| word.checked_sub(back));
    for at in before {
        let form = scene.forms[at];
        if lexicon.clauses.credits.contains(form) {
            return true;
        }
        if scene.parts[at] == Part::Verb || scene.parts[at] == Part::Opener {
            return false;
        }
    }
    false
}

/// How many sentences after or before a deed done by speaking a statement may stand that tells its day.
const AFTER: usize = 4;
const BEFORE: usize = 3;

/// Gives what is done by speaking the day of the nearest statement of its doers: who condemns and is then quoted has
/// done both on one day.
pub(super) fn by_statements(
    article: Article<'_>,
    cast: &Cast,
    times: &Times,
    statements: &[Statement],
    tellings: &mut [Telling],
) {
    struct Said {
        sentence: usize,
        codes: BTreeSet<String>,
        date: (Edtf, TimeId),
    }
    let mut said: Vec<Said> = statements
        .iter()
        .filter_map(|statement| {
            let time = times.times.iter().find(|time| Some(time.id) == statement.time)?;
            let sentence = article.analysis.sentence_at(statement.cue?.start)?;
            let codes =
                statement.speakers.iter().filter_map(|&id| cast.country(id)).map(str::to_owned).collect();
            Some(Said { sentence, codes, date: (days(&time.edtf()?), time.id) })
        })
        .collect();
    said.sort_by_key(|said| said.sentence);
    let undated = |telling: &&mut Telling| telling.date.is_none() && telling.status.is_real();
    for telling in tellings.iter_mut().filter(undated).filter(|telling| is_said(telling.kind)) {
        let Some(at) = article.analysis.sentence_at(telling.trigger.start) else { continue };
        let first = said.partition_point(|said| said.sentence + BEFORE < at);
        let near = said[first..].iter().take_while(|said| said.sentence <= at + AFTER);
        let own = near.filter(|said| !said.codes.is_disjoint(&telling.source_codes));
        let nearest = own.min_by_key(|said| (said.sentence.abs_diff(at), said.sentence < at));
        if let Some(said) = nearest {
            telling.date = Some(said.date.clone());
        }
    }
}
