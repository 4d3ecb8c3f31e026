//! The day that a sentence gives to what others tell.

use telisik_language::{Block, Sentence};
use telisik_lexicon::Lexicon;
use telisik_record::{Edtf, EventType, Status, TimeId};

use super::background::is_said;
use super::dating::{self, Deed, is_credit, is_to_come};
use super::merge::Telling;
use super::scene::{Part, Scene};
use super::sentence::Reader;
use super::when::when;
use crate::Article;
use crate::times::Times;

/// The day of what was told before: *Hal itu disampaikan pada Kamis*.
pub(super) struct Afterwards {
    /// The sentence that tells it.
    sentence: usize,
    date: (Edtf, TimeId),
    /// Only deeds done by speaking, or only those of one kind, took place then.
    said: bool,
    kind: Option<EventType>,
    /// The roots of the words that name the deed.
    roots: Vec<String>,
    /// Only what the same word has told is meant: *kritiknya* says less than *kritik itu*.
    only: bool,
}

/// How many sentences back something may have been told that is pointed at, where what is pointed at has no name.
const BACK: usize = 2;

/// The same where it is pointed at by the word that told it.
const NAMED: usize = 4;

impl Afterwards {
    /// Gives the day to what was told last, where it is meant and has none of its own.
    pub(super) fn apply(&self, told: &mut [Telling]) {
        let named = |telling: &Telling| self.roots.iter().any(|root| telling.roots.contains(root));
        let mut near = told.iter().rev().take_while(|telling| telling.sentence + NAMED >= self.sentence);
        if let Some(sentence) = near.find(|telling| named(telling)).map(|telling| telling.sentence) {
            let there = told.iter_mut().rev().skip_while(|telling| telling.sentence > sentence);
            let open = |telling: &&mut Telling| telling.date.is_none() && telling.status.is_real();
            let mut meant = there.take_while(|telling| telling.sentence == sentence).filter(open);
            if let Some(telling) = meant.find(|telling| named(telling)) {
                telling.date = Some(self.date.clone());
            }
            return;
        }
        if self.only {
            return;
        }
        let back = if self.kind.is_none() { BACK } else { 1 };
        let Some(last) = told.last().map(|telling| telling.sentence) else { return };
        if last + back < self.sentence {
            return;
        }
        // What was said may have been told in both sentences.
        let also = |telling: &Telling| {
            self.said && telling.sentence + back >= self.sentence && is_said(telling.kind)
        };
        let near = told.iter_mut().rev();
        for telling in near.take_while(|telling| telling.sentence == last || also(telling)) {
            let meant = match self.kind {
                Some(kind) => kind == telling.kind,
                None => !telling.granted && (!self.said || is_said(telling.kind)),
            };
            if meant && telling.date.is_none() {
                telling.date = Some(self.date.clone());
            }
        }
    }
}

/// How many words may stand before the one that points: *Serangan udara itu*.
const POINTED: usize = 3;

/// Within how many words behind it a verb tells that something was said.
const SAYING: usize = 12;

/// Within how many words behind it a verb tells that something took place.
const HAPPENING: usize = 3;

/// When the deeds told before took place, where a sentence or what is said in it begins with them: *Serangan itu
/// terjadi pada Senin*, *Kosovo melaporkan serangan itu terjadi pada Senin*.
pub(super) fn afterwards(reader: &Reader<'_, '_>) -> Option<Afterwards> {
    let scene = reader.scene;
    let said = reader.statements.iter().flat_map(|statement| &statement.content);
    let begins = said.filter_map(|content| scene.sentence.word_at(content.start));
    std::iter::once(0).chain(begins.filter(|&word| word > 0)).find_map(|start| told_again(reader, start))
}

fn told_again(reader: &Reader<'_, '_>, start: usize) -> Option<Afterwards> {
    let scene = reader.scene;
    let clauses = &reader.lexicon.clauses;
    let form = |word: usize| scene.forms.get(word).copied().unwrap_or_default();
    // *Pencegatan drone berlangsung* points back as well, without a word for it.
    let points = |&word: &usize| {
        clauses.pointers.contains(form(word)) || form(word) == "nya" || clauses.happen.contains(form(word))
    };
    let pointer = (start + 1..=start + POINTED).find(points)?;
    // *Sementara itu*, *setelah itu* point at no deed.
    if scene.parts[start..pointer].iter().any(|part| *part != Part::Plain) {
        return None;
    }
    let deed = Deed {
        words: &(start..pointer + 1),
        bounds: start..scene.forms.len(),
        status: Status::Actual,
        nominal: false,
        war: false,
        said: false,
        granted: false,
    };
    // *menyebut serangan itu pelanggaran atas perjanjian 27 November* tells nothing of its day.
    let mut behind = scene.forms.iter().skip(pointer + 1).take(HAPPENING);
    if start > 0 && !behind.any(|form| clauses.happen.contains(*form)) {
        return None;
    }
    let date = dating::date(reader.lexicon, scene, reader.times, &deed)?;
    let noun = (start..pointer).find_map(|word| scene.trigger_at(word));
    let kind = noun.and_then(|trigger| reader.frame(trigger)).map(|frame| frame.kind);
    let roots = scene.sentence.words[start..pointer].iter().map(|word| word.root().to_owned()).collect();
    let points = clauses.pointers.contains(form(pointer));
    let only = start > 0 || !points && (form(pointer) == "nya" || kind.is_none());
    let said = scene.forms.iter().skip(pointer + 1).take(SAYING).any(|form| clauses.telling.contains(*form));
    Some(Afterwards { sentence: scene.index, date, said, kind, roots, only })
}

/// The day of a sentence that begins with *saat itu* or *dalam kesempatan itu*: the last one told in the sentence
/// before. What begins with *sejak saat itu* goes on from it.
pub(super) fn that_day(reader: &Reader<'_, '_>) -> Option<(Edtf, TimeId)> {
    let (scene, clauses) = (reader.scene, &reader.lexicon.clauses);
    let led = scene.parts.first() == Some(&Part::Preposition);
    let [moment, pointer, ..] = scene.forms[usize::from(led)..] else { return None };
    let occasion = clauses.occasions.contains(moment);
    if !occasion && !clauses.moments.contains(moment) || !clauses.pointers.contains(pointer) {
        return None;
    }
    let before = reader.article.sentences().get(scene.index.checked_sub(1)?)?.span;
    let times = reader.times.within(before);
    let told = times.iter().rev();
    let mut told = told.filter_map(|time| Some((when(reader.lexicon, scene, reader.times, time)?, time.id)));
    let (date, time) = told.next()?;
    // An occasion is of one day; a month is rather that of another.
    if occasion && (date.first_day().is_none() || date.first_day() != date.last_day()) {
        return None;
    }
    let since = led && clauses.since.contains(scene.forms[0]) && !date.as_str().contains('/');
    Some((if since { format!("{date}/..").parse().ok()? } else { date }, time))
}

/// How many sentences after the first tell its day.
const NEXT: usize = 2;

/// The first sentence of an article's text, which tells what the article is about, and the search for its day.
pub(super) struct Lead {
    /// Its index.
    sentence: usize,
    /// No day has been told yet.
    open: bool,
}

impl Lead {
    pub(super) fn of(article: Article<'_>) -> Self {
        let text = |sentence: &Sentence| sentence.block == Block::Body;
        let sentence = article.sentences().iter().position(text).unwrap_or(usize::MAX);
        Self { sentence, open: true }
    }

    /// Whether a sentence is the first one or the headline over it.
    pub(super) fn holds(&self, sentence: usize) -> bool {
        sentence <= self.sentence
    }

    /// Gives the day that a sentence behind the first tells to the meetings told before it and, right behind, to what
    /// was done by speaking.
    pub(super) fn date(&mut self, lexicon: &Lexicon, scene: &Scene<'_>, times: &Times, told: &mut [Telling]) {
        if !self.open || scene.index < self.sentence {
            return;
        }
        let mut days = times
            .across(scene.sentence.span)
            .filter_map(|time| Some((time, time.edtf()?, scene.sentence.words_in(time.span))))
            .filter(|(_, _, words)| !is_credit(lexicon, scene.sentence, words.start));
        let Some((time, date, words)) = days.next() else {
            self.open = scene.index < self.sentence + NEXT;
            return;
        };
        self.open = false;
        let plain = date.first_day().is_some() && date.first_day() == date.last_day();
        let bounded = words.start.checked_sub(1).is_some_and(|word| {
            lexicon.clauses.limits.contains(scene.forms[word])
                || lexicon.clauses.since.contains(scene.forms[word])
        });
        if scene.index == self.sentence || !plain || bounded || is_to_come(times, &date) {
            return;
        }
        let next = scene.index == self.sentence + 1;
        let doer = |telling: &Telling| {
            scene.parties.iter().any(|party| !party.codes.is_disjoint(&telling.source_codes))
        };
        // What others do on that day is another deed.
        let alone = scene.parties.is_empty();
        let first = |telling: &Telling| telling.sentence == self.sentence && alone || doer(telling);
        let meant = |telling: &&mut Telling| {
            telling.leads
                && telling.date.is_none()
                && match telling.kind {
                    EventType::Consult => {
                        (alone || doer(telling))
                            && (telling.status.is_real() || telling.status == Status::Planned)
                    }
                    kind => next && first(telling) && telling.status.is_real() && is_said(kind),
                }
        };
        for telling in told.iter_mut().filter(meant) {
            telling.date = Some((date.clone(), time.id));
        }
    }
}
