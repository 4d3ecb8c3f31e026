//! According to whom, when and where.

use telisik_language::NameKind;
use telisik_lexicon::Lexicon;
use telisik_record::{AccordingTo, Edtf, Span, Statement, Status, Time, TimeId};

use super::scene::{Part, Scene};
use crate::Article;
use crate::times::Times;

/// The innermost statement whose content holds a span.
pub(super) fn statement<'a>(statements: &[&'a Statement], span: Span) -> Option<&'a Statement> {
    let holding = statements.iter().copied().filter(|statement| statement.reports(span));
    holding.min_by_key(|statement| statement.content.iter().map(|part| part.len()).sum::<u32>())
}

/// Who stands for what is told at a span.
pub(super) fn holder(statements: &[&Statement], span: Span) -> AccordingTo {
    statement(statements, span)
        .map_or(AccordingTo::Narrator, |statement| AccordingTo::Statement(statement.id))
}

/// The part of a sentence that one voice tells, as words: what the innermost statement holds around
/// `word`, or what lies outside of all statements.
pub(super) fn voice_bounds(
    scene: &Scene<'_>,
    statements: &[&Statement],
    word: usize,
) -> std::ops::Range<usize> {
    let words = &scene.sentence.words;
    let all = 0..words.len();
    let Some(here) = words.get(word).map(|word| word.span) else { return all };
    match statement(statements, here) {
        Some(said) => {
            // Content in two spans around its attribution is one clause: *China dituduh AS meretas*.
            let mut parts = said.content.iter().filter(|part| part.overlaps(scene.sentence.span));
            let Some(&first) = parts.next() else { return all };
            scene.sentence.words_in(parts.fold(first, |whole, &part| whole.cover(part)))
        }
        None => {
            let mut bounds = all;
            for part in statements.iter().flat_map(|&statement| &statement.content) {
                if !part.overlaps(scene.sentence.span) {
                    continue;
                }
                let said = scene.sentence.words_in(*part);
                if said.end <= word {
                    bounds.start = bounds.start.max(said.end);
                } else if said.start > word {
                    bounds.end = bounds.end.min(said.start);
                }
            }
            bounds
        }
    }
}

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
                && !matches!(scene.forms[word], "sejak" | "(" | ")")
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

/// Where: the place named after *di* in the same sentence, right of the trigger.
pub(super) fn place(
    article: Article<'_>,
    scene: &Scene<'_>,
    trigger: &std::ops::Range<usize>,
) -> Option<String> {
    let places = scene.sentence.names.iter().filter(|name| name.kind == NameKind::Location);
    let mut behind =
        places.filter(|name| name.words.start >= trigger.end && name.words.start - trigger.end < 12);
    let name = behind
        .find(|name| name.words.start.checked_sub(1).is_some_and(|before| scene.forms[before] == "di"))?;
    Some(article.slice(scene.sentence.span_of(name.words.clone())).to_owned())
}
