//! Where the events of an article are told, and what leads back to them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use telisik_language::{Upos, Word};
use telisik_lexicon::{Lexicon, Voice};
use telisik_record::{Event, EventType, Lang, Span, Statement};

use crate::Article;
use crate::actors::Cast;

/// One place where an event is told.
#[derive(Debug, Clone)]
pub(crate) struct Telling {
    /// The trigger or another telling among the event's evidence.
    pub span: Span,
    /// Index of the event.
    pub event: usize,
    /// Index of the sentence.
    pub sentence: usize,
    /// Index of the innermost statement that holds it.
    pub statement: Option<usize>,
    /// The roots of the words around it, by which two deeds of one root are told apart.
    around: BTreeSet<String>,
}

/// All tellings in the order of the text.
#[derive(Debug, Default)]
pub(crate) struct Tellings {
    pub list: Vec<Telling>,
    /// Tellings, in their order, by the root of their first word: *kirim* of *pengiriman senjata*.
    by_root: BTreeMap<String, Vec<usize>>,
    /// Tellings, in their order, by their frame.
    by_frame: BTreeMap<usize, Vec<usize>>,
    /// Countries that take part in each event.
    pub parties: Vec<BTreeSet<String>>,
}

/// How many earlier tellings of one root or frame are looked at.
const BACK: usize = 12;
/// How many words of a noun phrase are searched for parties and for what makes it definite.
const PHRASE: usize = 6;

impl Tellings {
    pub(crate) fn new(
        article: Article<'_>,
        lexicon: &Lexicon,
        cast: &Cast,
        statements: &[Statement],
        events: &[Event],
    ) -> Self {
        let voices = Voices::new(statements);
        let mut tellings = Self::default();
        let mut found: Vec<(Telling, String, Vec<usize>)> = Vec::new();
        for (index, event) in events.iter().enumerate() {
            let ids = event.sources.iter().chain(&event.targets);
            tellings.parties.push(ids.filter_map(|&id| cast.country(id)).map(str::to_owned).collect());
            for &span in std::iter::once(&event.trigger).chain(&event.evidence) {
                let Some((sentence, word)) = article.analysis.word_at(span.start) else { continue };
                let Some(here) = article.sentences().get(sentence) else { continue };
                let frames = frames_at(article, lexicon, sentence, word, Some(event.kind));
                if frames.is_empty() && span != event.trigger {
                    continue;
                }
                let statement = voices.innermost(span);
                let root = deed(&here.words[word]).to_owned();
                let around = here.words.iter().skip(word + 1).take(PHRASE).map(|word| word.root().to_owned());
                let around = around.collect();
                found.push((Telling { span, event: index, sentence, statement, around }, root, frames));
            }
        }
        found.sort_by_key(|(telling, ..)| (telling.span.start, telling.event));
        for (number, (telling, root, frames)) in found.into_iter().enumerate() {
            tellings.by_root.entry(root).or_default().push(number);
            for frame in frames {
                tellings.by_frame.entry(frame).or_default().push(number);
            }
            tellings.list.push(telling);
        }
        tellings
    }

    /// The tellings that begin inside a span.
    pub(crate) fn within(&self, span: Span) -> &[Telling] {
        let first = self.list.partition_point(|telling| telling.span.start < span.start);
        let behind = self.list.partition_point(|telling| telling.span.start < span.end);
        &self.list[first..behind.max(first)]
    }

    /// The tellings before a character, the nearest first.
    pub(crate) fn before(&self, offset: u32) -> impl Iterator<Item = &Telling> {
        let behind = self.list.partition_point(|telling| telling.span.start < offset);
        self.list[..behind].iter().rev()
    }

    /// The tellings from a character on, the nearest first.
    pub(crate) fn after(&self, offset: u32) -> impl Iterator<Item = &Telling> {
        self.list[self.list.partition_point(|telling| telling.span.start < offset)..].iter()
    }

    /// The event that a word leads back to: the nearest before it, told with the same root or by the same frame,
    /// in which everybody whom the word's phrase names takes part, or who is in `apart`.
    pub(crate) fn referred(
        &self,
        place: &Place<'_, '_>,
        sentence: usize,
        word: usize,
        apart: Option<&str>,
    ) -> Option<usize> {
        let here = place.article.sentences().get(sentence)?;
        let at = here.words.get(word)?;
        let frames = frames_at(place.article, place.lexicon, sentence, word, None);
        let mut framed: Vec<usize> = frames
            .iter()
            .filter_map(|frame| self.by_frame.get(frame))
            .flat_map(|numbers| self.nearest(numbers, at.span.start))
            .collect();
        framed.sort_unstable_by(|a, b| b.cmp(a));
        let rooted = self.by_root.get(deed(at)).map(Vec::as_slice).unwrap_or_default();
        let near: Vec<usize> =
            self.nearest(rooted, at.span.start).chain(framed.into_iter().take(BACK)).collect();
        let phrase = place.phrase(sentence, word);
        let named: BTreeSet<&str> = place
            .cast
            .in_sentence(sentence)
            .filter(|mention| phrase.contains(&mention.words.start))
            .flat_map(|mention| mention.actors.iter().filter_map(|&id| place.cast.country(id)))
            .filter(|&code| apart != Some(code))
            .collect();
        let fits = |number: &&usize| {
            let event = self.list[**number].event;
            named.iter().all(|&code| self.parties[event].contains(code))
        };
        // *pembebasan sandera* means the hostages although prisoners were freed later.
        let likeness = |number: usize| {
            let words =
                phrase.clone().filter(|&index| index != word).filter_map(|index| here.words.get(index));
            words.filter(|word| self.list[number].around.contains(word.root())).count()
        };
        let best = near.iter().filter(fits).max_by_key(|&&number| (likeness(number), number));
        best.map(|&number| self.list[number].event)
    }

    /// The last of some tellings that end before a character, the nearest first.
    fn nearest(&self, numbers: &[usize], offset: u32) -> impl Iterator<Item = usize> {
        let behind = numbers.partition_point(|&number| self.list[number].span.start < offset);
        let before = numbers[..behind].iter().rev().copied();
        before.filter(move |&number| self.list[number].span.end <= offset).take(BACK)
    }
}

/// What looking at phrases needs.
pub(crate) struct Place<'s, 'a> {
    pub article: Article<'a>,
    pub lexicon: &'s Lexicon,
    pub cast: &'s Cast,
}

impl Place<'_, '_> {
    /// The words of the noun phrase from a word on, as far as no verb or mark ends it.
    pub(crate) fn phrase(&self, sentence: usize, word: usize) -> Range<usize> {
        let Some(here) = self.article.sentences().get(sentence) else { return word..word };
        let verb = |index: &usize| {
            let word = &here.words[*index];
            word.morphology.voice.is_some() && word.morphology.nominal.is_none()
                || self.is_english() && matches!(word.upos, Upos::Verb | Upos::Aux)
                || !word.form.chars().any(char::is_alphanumeric)
                || self.lexicon.clauses.openers.contains(&*word.form)
        };
        let last = here.words.len().min(word + 1 + PHRASE);
        let end = (word + 1..last).find(verb).unwrap_or(last);
        let start = if self.is_english() { self.phrase_start(here, word) } else { word };
        start..end.max(word)
    }

    /// Whether the phrase of a noun leads back: *serangan itu*, *penangkapannya*, *the attack*.
    pub(crate) fn is_definite(&self, sentence: usize, word: usize) -> bool {
        let Some(here) = self.article.sentences().get(sentence) else { return false };
        let (words, pointers) = (&self.lexicon.stances.words, &self.lexicon.clauses.pointers);
        self.phrase(sentence, word).filter(|&index| index != word).any(|index| {
            let form = &*here.words[index].form;
            let own = if index < word { &words.definite } else { &words.possessive };
            own.contains(form) || pointers.contains(form)
        })
    }
}

/// By what a word's deed is known again: its root, or the verb of an English noun's act.
fn deed(word: &Word) -> &str {
    word.morphology.verb.as_deref().unwrap_or(word.root())
}

/// The frames whose words begin at a word, those of one type only where it is given.
pub(crate) fn frames_at(
    article: Article<'_>,
    lexicon: &Lexicon,
    sentence: usize,
    word: usize,
    kind: Option<EventType>,
) -> Vec<usize> {
    /// No trigger reaches further.
    const REACH: usize = 20;
    let Some(here) = article.sentences().get(sentence) else { return Vec::new() };
    let mut frames: Vec<usize> = match lexicon.lang {
        Lang::Id => {
            let first = word.saturating_sub(1);
            let near: Vec<&str> = here.words.iter().skip(first).take(REACH).map(|word| &*word.form).collect();
            lexicon.frames.at(&near, word - first).iter().map(|trigger| trigger.frame).collect()
        }
        Lang::En => here
            .words
            .get(word)
            .map(|_| of_lemma(&here.words[word..], lexicon, kind.is_none()))
            .unwrap_or_default(),
    };
    frames.retain(|&frame| {
        lexicon
            .frames
            .get(frame)
            .is_some_and(|frame| kind.is_none_or(|kind| frame.kind == kind || frame.announced == Some(kind)))
    });
    frames
}

/// The frames whose English trigger begins with the first of some words, the others among those right behind.
/// A noun that leads back goes without them: *the strike*.
fn of_lemma(words: &[Word], lexicon: &Lexicon, back: bool) -> Vec<usize> {
    /// How far behind the first the others stand.
    const NEAR: usize = 8;
    let Some(first) = words.first() else { return Vec::new() };
    let is_one = |word: &Word, alternatives: &[String]| {
        alternatives.iter().any(|other| *other == *word.form || other == word.root())
    };
    let noun = matches!(first.upos, Upos::Noun | Upos::Propn);
    let patterns = lexicon.frames.of(first.root()).iter().filter(|pattern| {
        let whole = back && noun;
        (pattern.voice == Voice::Noun) == noun
            && (whole
                || pattern
                    .rest
                    .iter()
                    .all(|rest| words.iter().skip(1).take(NEAR).any(|word| is_one(word, rest))))
    });
    patterns.map(|pattern| pattern.frame).collect()
}

/// Which statement holds a place.
pub(crate) struct Voices {
    /// Parts of contents by their start, with the length of the whole content and the statement's index.
    parts: Vec<(Span, u32, usize)>,
}

impl Voices {
    pub(crate) fn new(statements: &[Statement]) -> Self {
        let mut parts = Vec::new();
        for (index, statement) in statements.iter().enumerate() {
            let length = statement.content.iter().map(|part| part.len()).sum();
            parts.extend(statement.content.iter().map(|&part| (part, length, index)));
        }
        parts.sort_unstable_by_key(|&(part, length, index)| (part.start, length, index));
        Self { parts }
    }

    /// The statement of the shortest content that holds a span.
    pub(crate) fn innermost(&self, span: Span) -> Option<usize> {
        /// How many contents that begin before a place are looked at.
        const NEAR: usize = 40;
        let behind = self.parts.partition_point(|(part, ..)| part.start <= span.start);
        let near = self.parts[..behind].iter().rev().take(NEAR);
        near.filter(|(part, ..)| part.contains(span))
            .min_by_key(|(_, length, _)| *length)
            .map(|found| found.2)
    }
}
