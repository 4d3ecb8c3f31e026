//! Times: expressions in the text to TIMEX3 values.
//!
//! [`read`] takes the text apart by itself (dates need the marks between words), reads expressions with a
//! [grammar](grammar), finds the day to resolve against, and gives each its value.

mod conflict;
mod en;
mod form;
mod grammar;
mod id;
mod length;
mod nearness;
mod reference;
mod relative;
mod resolve;
mod scan;
#[cfg(test)]
mod tests;

use jiff::civil::Date;
use telisik_language::Block;
use telisik_lexicon::{Calendar, CalendarForm, CalendarMeaning, CalendarUnit, TimeWord};
use telisik_record::{Basis, Edtf, Lang, Rule, Span, Time, TimeId, Warning};

use crate::Article;
use en::English;
use form::{Form, Found};
use grammar::Grammar;
use reference::{Memory, Reference};
use scan::Piece;

/// The times of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Times {
    /// In the order of the text, without overlap.
    pub times: Vec<Time>,
    /// The day that relative times were resolved against: the day of publication, else a date in the
    /// dateline, else the first full date with a weekday in the text, else the latest full date. `None` where there is none.
    pub reference_date: Option<Date>,
    /// The day of publication as given, never one read from the text.
    pub published: Option<Edtf>,
    /// Weekdays that contradict their dates.
    pub warnings: Vec<Warning>,
}

impl Times {
    /// The times inside a span.
    pub fn within(&self, span: Span) -> &[Time] {
        let first = self.times.partition_point(|time| time.span.start < span.start);
        let last = self.times.partition_point(|time| time.span.end <= span.end);
        self.times.get(first..last).unwrap_or_default()
    }

    /// The times that have characters in a span.
    pub fn across(&self, span: Span) -> impl Iterator<Item = &Time> {
        let first = self.times.partition_point(|time| time.span.end <= span.start);
        self.times[first..].iter().take_while(move |time| time.span.start < span.end)
    }
}

/// Reads the times of an article.
pub fn read(article: Article<'_>, calendar: &Calendar) -> Times {
    let lang = article.document.lang;
    let printed = scan::pieces(article.text());
    let pieces = match lang {
        Lang::Id => scan::unglue(&printed, calendar),
        Lang::En => printed,
    };
    let forms: Vec<&[CalendarForm]> = pieces.iter().map(|piece| calendar.forms(&piece.form)).collect();
    let grammar = Grammar { pieces: &pieces, forms: &forms, calendar, lang };
    let found = grammar.all();
    let published = article.document.published.clone();
    let reference = reference_day(article, &pieces, &found, published.as_ref());
    let mut memory = Memory::new(&pieces, calendar);
    let mut times = Times { reference_date: reference.day, published, ..Times::default() };
    let mut end = 0;
    for (index, expression) in found.iter().enumerate() {
        memory.approach(expression, end, &pieces, calendar);
        if let Some(day) = found.get(index + 1).filter(|next| tells_day(expression, next))
            && let Some(resolved) = resolve::resolve(day, 0, reference, &memory)
        {
            memory.note(day, &resolved);
        }
        let cue = match (cue_before(&pieces, expression.pieces.start, calendar), lang) {
            (0, Lang::En) => english_cue(article, calendar, &pieces, expression),
            (cue, _) => cue,
        };
        let Some(mut resolved) = resolve::resolve(expression, cue, reference, &memory) else { continue };
        if lang == Lang::En && English(grammar).is_ambiguous(expression.pieces.start) {
            resolved.rule = "time.date-month-first";
        }
        memory.note(expression, &resolved);
        end = expression.pieces.end;
        let Some(span) = span_of(&pieces, expression) else { continue };
        if let Some([day, _]) = resolved.interval {
            times.warnings.extend(conflict::weekday_conflict(expression, day, span));
        }
        times.times.push(Time {
            id: TimeId::at(times.times.len()),
            span,
            kind: resolved.kind,
            value: resolved.value,
            modifier: resolved.modifier,
            interval: resolved.interval,
            basis: resolved.basis,
            rule: Rule::new(resolved.rule),
        });
    }
    times
}

fn span_of(pieces: &[Piece], found: &Found) -> Option<Span> {
    match pieces.get(found.pieces.clone())? {
        [first, .., last] => Some(first.span.cover(last.span)),
        [only] => Some(only.span),
        [] => None,
    }
}

fn reference_day(
    article: Article<'_>,
    pieces: &[Piece],
    found: &[Found],
    published: Option<&Edtf>,
) -> Reference {
    // A publication known only to the month is no day to count from.
    let given = published.and_then(|date| date.first_day().filter(|day| date.last_day() == Some(*day)));
    if let Some(day) = given {
        return Reference { day: Some(day), from: Basis::Publication };
    }
    let printed = |found: &Found| match &found.form {
        Form::Moment(moment) => moment.printed().map(|day| (day, moment.weekday.is_some())),
        _ => None,
    };
    let in_dateline = |found: &Found| {
        let at = span_of(pieces, found)?.start;
        let sentence = article.analysis.sentence_at(at)?;
        (article.sentences().get(sentence)?.block == Block::Dateline).then_some(())
    };
    let dateline = found.iter().find_map(|found| in_dateline(found).and_then(|()| printed(found)));
    if let Some((day, _)) = dateline {
        return Reference { day: Some(day), from: Basis::Dateline };
    }
    // News prints the weekday with the day it reports from, and leaves it out for history.
    let with_weekday = found.iter().filter_map(printed).find(|&(_, weekday)| weekday);
    let day = with_weekday.map(|(day, _)| day).or_else(|| {
        let dated = first_weekday_without_year(found);
        let days = found.iter().filter_map(printed).map(|(day, _)| day);
        days.filter(|day| dated.is_none_or(|dated| nearness::falls_on(dated, *day))).max()
    });
    Reference { day, from: Basis::Earlier }
}

/// Whether the expression right behind tells which day one means: *hari kelima pada Senin (4/3)*.
fn tells_day(expression: &Found, next: &Found) -> bool {
    let counted = matches!(expression.form, Form::Nth { unit: CalendarUnit::Day });
    let near = next.pieces.start <= expression.pieces.end + 1;
    counted && near && matches!(&next.form, Form::Moment(moment) if moment.has_day())
}

/// Weekday, month and day of the first weekday printed with a date but no year.
fn first_weekday_without_year(found: &[Found]) -> Option<(i8, i8, i8)> {
    found.iter().find_map(|found| match &found.form {
        Form::Moment(moment) if moment.year.is_none() => Some((moment.weekday?, moment.month?, moment.day?)),
        _ => None,
    })
}

/// What the words right before an English expression and the tense of its verb tell: past (-1), future (1) or nothing.
fn english_cue(article: Article<'_>, calendar: &Calendar, pieces: &[Piece], expression: &Found) -> i8 {
    let start = expression.pieces.start;
    let before = start.checked_sub(1).and_then(|at| pieces.get(at)).map_or("", |piece| piece.form.as_str());
    if calendar.is(before, TimeWord::Bound) {
        return 1;
    }
    let tense =
        span_of(pieces, expression).map_or(0, |span| en::tense(article.analysis, calendar, span.start));
    // *declared a dividend payable Dec. 1*: the past of a verb is no proof that a printed day is past.
    let day = matches!(&expression.form, Form::Moment(moment) if moment.day.is_some());
    if day { tense.max(0) } else { tense }
}

/// How far before a date a word may tell whether it is past or to come.
const CUE_REACH: usize = 8;

/// The nearest word before a piece, in its sentence, that tells past (-1) from future (1).
fn cue_before(pieces: &[Piece], at: usize, calendar: &Calendar) -> i8 {
    let before = pieces.get(at.saturating_sub(CUE_REACH)..at).unwrap_or_default();
    let line = pieces.get(at).map(|piece| piece.line);
    for piece in before.iter().rev() {
        if piece.is_mark(".") || Some(piece.line) != line {
            return 0;
        }
        let cue = calendar.forms(&piece.form).iter().find_map(|form| match calendar.meaning(form) {
            CalendarMeaning::Cue(cue) if form.rest.is_empty() => Some(*cue),
            _ => None,
        });
        if let Some(cue) = cue {
            return cue;
        }
    }
    0
}
