//! When a deed took place.
//!
//! A date that stands with it in its sentence ([`date`]), unless what stands between shows it to be another's
//! ([`is_of_another`]); else one that another sentence gives it ([`afterwards`](super::afterwards)); for what is done by
//! speaking, the day on which its doer is quoted close by ([`by_statements`]). The day of publication is never one.

use std::collections::BTreeSet;

use telisik_language::{Sentence, Upos, Voice};
use telisik_lexicon::{Frame, Lexicon, Trigger, Voice as Shape};
use telisik_record::{Edtf, EventType, Statement, Status, Time, TimeId};

use super::background::is_said;
use super::merge::Telling;
use super::scene::{Part, Scene};
use super::when::{days, when};
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
    /// It is told by a noun.
    pub nominal: bool,
    /// It is a war, which has as many days as its sentences tell.
    pub war: bool,
    /// It is done by speaking.
    pub said: bool,
    /// It is the object of a verb that condemns, confirms or denies it: the sentence's day is that verb's.
    pub granted: bool,
}

impl<'d> Deed<'d> {
    /// The deed that a trigger tells, with what its sentence makes of it.
    pub(super) fn told(
        (trigger, frame): (&'d Trigger, &Frame),
        kind: EventType,
        bounds: std::ops::Range<usize>,
        status: Status,
        granted: bool,
    ) -> Self {
        let nominal = trigger.voice == Shape::Noun;
        let war = nominal && frame.mutual && frame.kind == EventType::Assault;
        let said = is_said(kind);
        Self { words: &trigger.words, bounds, status, nominal, war, said, granted }
    }
}

/// When a deed took place: the date nearest to its trigger in the clause, else the sentence's only one.
pub(super) fn date(
    lexicon: &Lexicon,
    scene: &Scene<'_>,
    times: &Times,
    deed: &Deed<'_>,
) -> Option<(Edtf, TimeId)> {
    nearest(lexicon, scene, times, deed, |time, words| !is_of_another(lexicon, scene, deed, time, words))
}

/// The date that a deed is told beside, be it another's: what is told beside different days is told of different deeds.
pub(super) fn beside(lexicon: &Lexicon, scene: &Scene<'_>, times: &Times, deed: &Deed<'_>) -> Option<Edtf> {
    nearest(lexicon, scene, times, deed, |_, _| true).map(|(date, _)| date)
}

/// The date behind a deed in its own phrase by which it is still to come, where it has no other.
pub(super) fn ahead(
    lexicon: &Lexicon,
    scene: &Scene<'_>,
    times: &Times,
    deed: &Deed<'_>,
) -> Option<(Edtf, TimeId)> {
    // *gencatan senjata November* may be one of last year.
    let carried =
        deed.words.start.checked_sub(1).is_some_and(|word| lexicon.clauses.light.contains(scene.forms[word]));
    if deed.war || deed.nominal && !carried {
        return None;
    }
    let planned = Deed { status: Status::Planned, bounds: deed.bounds.clone(), ..*deed };
    let (date, id) = date(lexicon, scene, times, &planned)?;
    let time = times.across(scene.sentence.span).find(|time| time.id == id)?;
    let start = scene.sentence.words_in(time.span).start;
    let mut between = deed.words.end..start;
    let own = start >= deed.words.end
        && is_within(scene, deed.words, start)
        && !between.any(|word| lexicon.clauses.limits.contains(scene.forms[word]));
    (own && is_to_come(times, &date)).then_some((date, id))
}

fn nearest(
    lexicon: &Lexicon,
    scene: &Scene<'_>,
    times: &Times,
    deed: &Deed<'_>,
    may_be: impl Fn(&Time, &std::ops::Range<usize>) -> bool,
) -> Option<(Edtf, TimeId)> {
    let sentence = scene.sentence;
    let trigger = deed.words;
    let dated: Vec<(&Time, Edtf, std::ops::Range<usize>)> = times
        .across(sentence.span)
        .filter_map(|time| Some((time, when(lexicon, scene, times, time)?, sentence.words_in(time.span))))
        .filter(|(_, _, words)| !is_credit(lexicon, sentence, words.start))
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
    let own = dated.iter().filter(|(time, _, words)| may_be(time, words));
    let best = own.min_by_key(|(_, _, words)| (outside(words), clause(words), distance(words)))?;
    if clause(&best.2) > 0 && dated.len() > 1 {
        return None;
    }
    let ongoing = deed.status == Status::Ongoing;
    let since = match since(lexicon, scene, &best.2) {
        Some(word) if word + 1 == best.2.start => {
            ongoing || clause(&best.2) == 0 && best.1.first_day() != times.reference_date
        }
        // *sejak invasi Rusia pada 2022*: the invasion was then, all else goes on from it.
        Some(word) => ongoing || !(word..best.2.start).contains(&trigger.start),
        None => follows(lexicon, scene, deed, &best.2),
    };
    let before = best.2.end <= trigger.start;
    let opens = before && opens_with(lexicon, scene, trigger, &(best.2.end..trigger.start));
    let starts = starts(lexicon, scene, deed, &best.2);
    let since = !opens && !starts && (since || begun(lexicon, scene, deed, &best.2));
    let date = if since && !best.1.as_str().contains('/') {
        format!("{}/..", best.1).parse().ok()?
    } else {
        days(&best.1)
    };
    Some((date, best.0.id))
}

/// How many words of a phrase may stand between *sejak* and its date.
const PHRASE: usize = 9;

/// How many words behind *yang* its verb may stand.
const CLAUSE: usize = 4;

/// The word for *since* that a date belongs to: right before it, or before the deed that it dates.
fn since(lexicon: &Lexicon, scene: &Scene<'_>, date: &std::ops::Range<usize>) -> Option<usize> {
    let before = (date.start.saturating_sub(PHRASE)..date.start).rev();
    let mut phrase =
        before.take_while(|&word| !matches!(scene.parts[word], Part::Wall | Part::Comma | Part::Quote));
    phrase.find(|&word| lexicon.clauses.since.contains(scene.forms[word]))
}

/// Whether a deed is what has been going on since what a clause before it tells: *Sejak Peru menyerang Chile pada
/// Senin, Chile menembakkan 40 rudal*.
fn follows(lexicon: &Lexicon, scene: &Scene<'_>, deed: &Deed<'_>, date: &std::ops::Range<usize>) -> bool {
    let first = scene.forms.get(deed.bounds.start).is_some_and(|form| lexicon.clauses.since.contains(*form));
    let between = scene.parts.get(date.end..deed.words.start).unwrap_or_default();
    first && between.contains(&Part::Comma)
}

/// Whether a deed is told to have begun on a date, and so goes on from it: *sejak operasi itu dimulai pada Senin*.
/// Without *sejak*, what began on a day is a deed of that day.
fn begun(lexicon: &Lexicon, scene: &Scene<'_>, deed: &Deed<'_>, date: &std::ops::Range<usize>) -> bool {
    let start = deed.words.start.saturating_sub(2);
    let mut words = start.min(date.start)..deed.words.end.max(date.start);
    since(lexicon, scene, date).is_some()
        && words.any(|word| lexicon.clauses.begin.contains(scene.forms[word]))
}

/// Whether a deed is told to have begun when the date was: *tarif itu mulai berlaku sejak Senin*.
fn starts(lexicon: &Lexicon, scene: &Scene<'_>, deed: &Deed<'_>, date: &std::ops::Range<usize>) -> bool {
    let Some(since) = since(lexicon, scene, date).filter(|_| !deed.war) else { return false };
    deed.words.end <= since
        && scene.forms[deed.words.end..since].iter().any(|form| lexicon.clauses.begin.contains(*form))
        && !scene.parts[deed.words.end..since].contains(&Part::Relative)
}

/// Whether what stands between a deed and a date shows that the date is another deed's.
fn is_of_another(
    lexicon: &Lexicon,
    scene: &Scene<'_>,
    deed: &Deed<'_>,
    time: &Time,
    date: &std::ops::Range<usize>,
) -> bool {
    let (clauses, trigger) = (&lexicon.clauses, deed.words);
    let before = date.end <= trigger.start;
    let between = if before { date.end..trigger.start } else { trigger.end..date.start };
    let between = between.start.min(between.end)..between.end.min(scene.parts.len());
    let has = |part: Part| scene.parts[between.clone()].contains(&part);
    // *setelah*, *ketika*, but not *sejak*.
    let opens = between
        .clone()
        .any(|word| scene.parts[word] == Part::Opener && !clauses.since.contains(scene.forms[word]));
    // *hingga Senin* bounds a deed, *pada hari keenam* counts its days.
    let preposition = date.start.checked_sub(1).map(|word| scene.forms[word]);
    if preposition.is_some_and(|word| clauses.limits.contains(word)) || time.rule.as_str() == "time.ordinal" {
        return true;
    }
    let happens = between.clone().any(|word| clauses.happen.contains(scene.forms[word]));
    // News has its day; what is told by months and years is mostly of what stands closer to them.
    let day = time.edtf().is_some_and(|date| date.first_day() == date.last_day());
    let since = since(lexicon, scene, date).is_some();
    if deed.war && day {
        return !since && (before || opens || has(Part::Verb) && !happens);
    }
    // *Pada Senin, X mengecam serangan*, but not *Pada Senin, X melancarkan serangan*, *tewas dalam serangan*.
    let carries = |word: &str| clauses.light.contains(word) || clauses.harm.contains(word);
    let verb = between
        .clone()
        .rev()
        .find(|&word| scene.parts[word] == Part::Verb && !clauses.credits.contains(scene.forms[word]));
    let near = trigger.start.saturating_sub(1)..trigger.start;
    let carried = near.clone().chain(verb).any(|word| carries(scene.forms[word]));
    // The day on which a deed is told of is not that of one that a noun only names.
    if deed.nominal && !deed.said && !carried && !deed.bounds.contains(&date.start) {
        return true;
    }
    match (deed.nominal, before) {
        (_, true) if opens_with(lexicon, scene, trigger, &between) => false,
        (true, true) => has(Part::Relative) || opens || !carried && verb.is_some(),
        (true, false) => false,
        (false, true) => has(Part::Relative),
        (false, false) => {
            let closed = is_closed(scene, between.clone()) && !since;
            (!day || since) && (has(Part::Relative) && !happens && !closed || opens && !has(Part::Comma))
        }
    }
}

/// Whether a deed is what that began with which a date is told: *sejak Senin, yang dimulai oleh serangan Togo*.
fn opens_with(
    lexicon: &Lexicon,
    scene: &Scene<'_>,
    trigger: &std::ops::Range<usize>,
    between: &std::ops::Range<usize>,
) -> bool {
    let mut words = trigger.start.saturating_sub(1)..trigger.end;
    let parts = scene.parts.get(between.clone()).unwrap_or_default();
    parts.ends_with(&[Part::Relative]) && words.any(|word| lexicon.clauses.begin.contains(scene.forms[word]))
}

/// Whether a relative clause has an active verb, and so what it needs before any date: *kapal yang membawa senjata*.
fn is_closed(scene: &Scene<'_>, mut words: std::ops::Range<usize>) -> bool {
    let Some(relative) = words.find(|&word| scene.parts[word] == Part::Relative) else { return false };
    let verb = (relative + 1..words.end).take(CLAUSE).find(|&word| scene.parts[word] == Part::Verb);
    verb.is_some_and(|verb| scene.sentence.words[verb].morphology.voice == Some(Voice::Active))
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
pub(super) fn is_to_come(times: &Times, date: &Edtf) -> bool {
    match (date.first_day(), times.reference_date) {
        (Some(first), Some(today)) => first > today,
        _ => false,
    }
}

/// How many days before the article a deed is no news any more, and a war none of those it tells of otherwise.
pub(super) const OLD: i32 = 21;
pub(super) const BYGONE: i32 = 20 * 365;

/// How many days before the article was written a date was over.
pub(super) fn days_since(times: &Times, date: &Edtf) -> Option<i32> {
    let (last, today) = (date.last_day()?, times.reference_date?);
    last.until(today).ok().map(|span| span.get_days())
}

/// Whether a date belongs to the credit of an outlet: *dilansir Reuters, Kamis (26/10)*, but not to that of a writing of
/// the speaker's: *dikutip dari pernyataan tertulis, Kamis (26/10)*.
pub(super) fn is_credit(lexicon: &Lexicon, sentence: &Sentence, word: usize) -> bool {
    let clauses = &lexicon.clauses;
    let mut named = false;
    for before in sentence.words[..word.min(sentence.words.len())].iter().rev().take(PHRASE) {
        if clauses.credits.contains(&*before.form) {
            return true;
        }
        named |= before.upos == Upos::Propn;
        if !named && clauses.writings.contains(&*before.form) {
            return false;
        }
        if before.upos == Upos::Verb || clauses.openers.contains(&*before.form) {
            return false;
        }
    }
    false
}

/// How many sentences after or before a deed done by speaking a statement may stand that tells its day.
const AFTER: usize = 4;
const BEFORE: usize = 3;
/// The same for a deed that the article does not begin with: only what comes soon tells its day.
const SOON: usize = 2;
/// How many sentences back a writing may have been told of that is quoted.
const WRITING: usize = 12;

/// Gives what is done by speaking the day of the nearest statement of its doers: who condemns and is then quoted has
/// done both on one day. What a writing says, it says on the day it was first told of.
pub(super) fn by_statements(
    article: Article<'_>,
    lexicon: &Lexicon,
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
            let around = article.sentences().get(article.analysis.sentence_at(time.span.start)?)?;
            // On the day of an outlet's report something was reported, not said.
            if is_credit(lexicon, around, around.words_in(time.span).start) {
                return None;
            }
            let codes =
                statement.speakers.iter().filter_map(|&id| cast.country(id)).map(str::to_owned).collect();
            Some(Said { sentence, codes, date: (days(&time.edtf()?), time.id) })
        })
        .collect();
    said.sort_by_key(|said| said.sentence);
    // The statement that holds it, or that it is the cue of: *pernyataan itu menuntut …*.
    let of = |telling: &Telling, said: &Statement| {
        telling.said == Some(said.id) || said.cue.is_some_and(|cue| cue.overlaps(telling.trigger))
    };
    let holding = |telling: &Telling| statements.iter().find(|said| of(telling, said));
    let written = |telling: &Telling| {
        holding(telling).and_then(|said| said.speaker).is_some_and(|span| {
            let words = article.slice(span).to_lowercase();
            words.split_whitespace().any(|word| lexicon.clauses.writings.contains(word))
        })
    };
    let undated = |telling: &&mut Telling| telling.date.is_none() && telling.status.is_real();
    for telling in tellings.iter_mut().filter(undated).filter(|telling| is_said(telling.kind)) {
        let Some(at) = article.analysis.sentence_at(telling.trigger.start) else { continue };
        let own = |said: &&Said| !said.codes.is_disjoint(&telling.source_codes);
        let (back, ahead) = if telling.leads { (BEFORE, AFTER) } else { (0, SOON) };
        let first = said.partition_point(|said| said.sentence + back < at);
        let near = said[first..].iter().take_while(|said| said.sentence <= at + ahead);
        let nearest = near.filter(own).min_by_key(|said| (said.sentence.abs_diff(at), said.sentence < at));
        let day = if nearest.is_some() {
            nearest
        } else if written(telling) {
            let first = said.partition_point(|said| said.sentence + WRITING < at);
            let earlier = said[first..].iter().take_while(|said| said.sentence < at);
            earlier.filter(|said| said.codes == telling.source_codes).last()
        } else {
            None
        };
        if let Some(said) = day {
            telling.date = Some(said.date.clone());
        }
    }
}
