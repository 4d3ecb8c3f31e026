//! From drafts to statements: who the speakers are, whom they address, when, and which outlets go on.

use telisik_lexicon::{Cues, WordClass};
use telisik_record::{
    Actor, ActorId, ActorKind, Attribution, MentionKind, Rejected, Rule, Span, Statement, StatementId,
    StatementKind, TimeId,
};

use super::draft::Draft;
use super::{Findings, Known, spread};
use crate::Article;
use crate::actors::{Cast, CastMention};
use crate::times::Times;

/// What drafts are linked to.
pub(super) struct Linker<'a> {
    pub(super) article: Article<'a>,
    pub(super) cues: &'a Cues,
    pub(super) cast: &'a Cast,
    pub(super) times: &'a Times,
    /// Where texts such as *pernyataan* are named, in order.
    pub(super) documents: Vec<Span>,
}

/// Names of persons and outlets, which the frames over words need to know.
pub(super) fn known(cast: &Cast) -> Known {
    Known {
        persons: spans(cast, |actor| actor.kind == ActorKind::Person),
        states: spans(cast, |actor| actor.kind == ActorKind::State),
        outlets: spans(cast, |actor| actor.kind == ActorKind::Organisation && outlet(actor)),
        bodies: bodies(cast),
    }
}

/// Where actors of one sort are named.
fn spans(cast: &Cast, sort: impl Fn(&Actor) -> bool) -> Vec<Span> {
    let is = |mention: &&CastMention| {
        matches!(mention.kind, MentionKind::Name | MentionKind::Alias)
            && matches!(mention.actors.as_slice(), [one] if cast.actor(*one).is_some_and(&sort))
    };
    // A country that stands for its envoy is no person's name.
    let shared = |mention: &&CastMention| {
        cast.in_span(mention.span).any(|other| other.span == mention.span && other.actors != mention.actors)
    };
    let named = cast.mentions.iter().filter(is).filter(|mention| !shared(mention));
    let mut spans: Vec<Span> = named.map(|mention| mention.span).collect();
    spans.sort_unstable();
    spans.dedup_by(|later, earlier| earlier.overlaps(*later));
    spans
}

/// Where anybody else than persons, countries and outlets is named or described.
fn bodies(cast: &Cast) -> Vec<Span> {
    let body = |actor: &Actor| !matches!(actor.kind, ActorKind::Person | ActorKind::State) && !outlet(actor);
    let is = |mention: &&CastMention| matches!(mention.actors.as_slice(), [one] if cast.actor(*one).is_some_and(body));
    let mut spans: Vec<Span> = cast.mentions.iter().filter(is).map(|mention| mention.span).collect();
    spans.sort_unstable();
    spans.dedup_by(|later, earlier| earlier.overlaps(*later));
    spans
}

/// Whether an actor reports news by trade.
fn outlet(actor: &Actor) -> bool {
    actor.code.as_ref().is_some_and(|code| code.to_string().split(' ').any(|part| part == "MED"))
}

impl<'a> Linker<'a> {
    pub(super) fn new(article: Article<'a>, cues: &'a Cues, cast: &'a Cast, times: &'a Times) -> Self {
        let words = article.sentences().iter().flat_map(|sentence| &sentence.words);
        let documents =
            words.filter(|word| cues.is(&word.form, WordClass::Text)).map(|word| word.span).collect();
        Self { article, cues, cast, times, documents }
    }

    /// The statements, in the order of the drafts.
    pub(super) fn link(&self, found: Findings) -> Vec<Statement> {
        let Findings { mut drafts, standing } = found;
        for draft in &mut drafts {
            draft.via = spread::without_own(&draft.via, self.article.document.outlet.as_deref());
        }
        let mut statements: Vec<Statement> = Vec::with_capacity(drafts.len());
        let mut before: Option<(&Draft, Vec<ActorId>)> = None;
        for draft in &drafts {
            let last = before.as_ref();
            let speakers = self.speakers(draft, last, &statements);
            let attribution = self.attribution(draft, last);
            let rejected = draft.via.iter().map(|outlet| {
                Rejected::new(
                    format!("speaker {outlet}"),
                    "it is credited as the outlet the report came through",
                )
            });
            let rejected = rejected.collect();
            statements.push(Statement {
                id: StatementId::at(statements.len()),
                kind: draft.kind,
                content: draft.content.clone(),
                cue: draft.cue,
                speaker: draft.speaker,
                speakers: speakers.clone(),
                addressees: self.addressees(draft),
                via: Vec::new(),
                attribution,
                time: self.time(draft),
                rule: Rule::from(draft.rule),
                rejected,
            });
            // What somebody else says within a report does not make them the one who speaks on.
            let within = before.as_ref().is_some_and(|(outer, _)| {
                draft.cue.is_some_and(|cue| outer.content.iter().any(|content| content.contains(cue)))
            });
            if !within {
                before = Some((draft, speakers));
            }
        }
        self.spread(&drafts, &standing, &mut statements);
        statements
    }

    fn attribution(&self, draft: &Draft, last: Option<&(&Draft, Vec<ActorId>)>) -> Attribution {
        if !draft.continued {
            return Attribution::Explicit;
        }
        // The quotation before it was the last thing in its paragraph: this one carries it on.
        let carried = last.is_some_and(|(last, _)| {
            last.kind == StatementKind::Direct
                && last.line + 1 == draft.line
                && last
                    .content
                    .last()
                    .is_some_and(|content| last.attribution.is_none_or(|a| content.start > a.end))
        });
        if carried { Attribution::Inherited } else { Attribution::Inferred }
    }

    fn speakers(
        &self,
        draft: &Draft,
        last: Option<&(&Draft, Vec<ActorId>)>,
        before: &[Statement],
    ) -> Vec<ActorId> {
        let near = last.filter(|(last, _)| last.line + 1 >= draft.line);
        let Some(span) = draft.speaker else {
            if let Some((_, speakers)) = near.filter(|_| draft.continued) {
                return speakers.clone();
            }
            return if draft.continued { self.actor_before(draft) } else { Vec::new() };
        };
        let print = self.article.slice(span).to_lowercase();
        // *ujarnya*, *katanya*: whoever spoke last speaks on.
        if self.cues.is(&print, WordClass::SpeaksOn)
            && let Some((last, speakers)) = near.filter(|(_, speakers)| !speakers.is_empty())
            && !self.stands_for_others(&print, &self.named(span), last, speakers)
        {
            return speakers.clone();
        }
        let named = self.named(span);
        if !named.is_empty() {
            return named;
        }
        let first = print.split_whitespace().next().unwrap_or_default();
        if self.cues.is(first, WordClass::Report)
            && let Some(signers) = self.signers(span).or_else(|| self.quoted_before(first, before))
        {
            return signers;
        }
        let points_back = self.cues.is(first, WordClass::Pronoun)
            || self.cues.is(first, WordClass::Report)
            || print
                .split_whitespace()
                .last()
                .is_some_and(|word| self.cues.is(word, WordClass::Demonstrative));
        near.filter(|_| points_back).map(|(_, speakers)| speakers.clone()).unwrap_or_default()
    }

    /// Those who spoke where a text of this name was quoted before.
    fn quoted_before(&self, text: &str, before: &[Statement]) -> Option<Vec<ActorId>> {
        let mut quoted = before.iter().rev().take(16).filter(|statement| {
            let name = statement.speaker.map(|span| self.article.slice(span).to_lowercase());
            !statement.speakers.is_empty() && name.is_some_and(|name| name.starts_with(text))
        });
        quoted.next().map(|statement| statement.speakers.clone())
    }

    /// Whether a pronoun stands for those it refers to rather than for those who spoke last: one person is no
    /// *mereka*, an outlet no *ia*.
    fn stands_for_others(
        &self,
        pronoun: &str,
        named: &[ActorId],
        last: &Draft,
        speakers: &[ActorId],
    ) -> bool {
        let is = |sort: fn(&Actor) -> bool| speakers.iter().filter_map(|&id| self.cast.actor(id)).all(sort);
        if self.cues.is(pronoun, WordClass::They) {
            return named.len() > 1 && speakers.len() == 1 && is(|actor| actor.kind == ActorKind::Person);
        }
        !named.is_empty() && (last.document || is(outlet))
    }

    /// The actors that a speaker span names.
    fn named(&self, span: Span) -> Vec<ActorId> {
        let inside: Vec<&CastMention> = self.cast.in_span(span).filter(|mention| !mention.inside).collect();
        let mut words = self.article.slice(span).split_whitespace();
        let several = words.any(|word| self.cues.is(word, WordClass::Joining));
        if several && inside.len() > 1 {
            let mut actors = Vec::new();
            for id in inside.iter().flat_map(|mention| &mention.actors) {
                if !actors.contains(id) {
                    actors.push(*id);
                }
            }
            return actors;
        }
        let person = inside.iter().rev().find(|mention| self.is_person(mention));
        if let Some(mention) = person.or(inside.last()) {
            return mention.actors.clone();
        }
        // *kantor berita* **AFP**: the outlet by its name, before the description it lies in.
        if let Some(named) = self.cast.in_span(span).find(|mention| self.is_outlet(mention)) {
            return named.actors.clone();
        }
        let end = span.end.saturating_sub(1);
        let around =
            self.article.analysis.word_at(end).and_then(|(sentence, word)| self.cast.around(sentence, word));
        if let Some(mention) = around {
            return mention.actors.clone();
        }
        self.cast.in_span(span).last().map(|mention| mention.actors.clone()).unwrap_or_default()
    }

    /// Names an outlet or agency.
    pub(super) fn is_outlet(&self, mention: &CastMention) -> bool {
        mention.kind != MentionKind::Description
            && mention.actors.iter().any(|&id| self.cast.actor(id).is_some_and(outlet))
    }

    fn is_person(&self, mention: &CastMention) -> bool {
        mention
            .actors
            .iter()
            .any(|&id| self.cast.actor(id).is_some_and(|actor| actor.kind == ActorKind::Person))
    }

    /// The first actor of the sentence before a quotation that stands alone.
    fn actor_before(&self, draft: &Draft) -> Vec<ActorId> {
        let Some(start) = draft.content.first().map(|content| content.start) else { return Vec::new() };
        let sentences = self.article.sentences();
        let here = sentences.partition_point(|sentence| sentence.span.end <= start);
        let Some(index) = here.checked_sub(1) else { return Vec::new() };
        let first = self.cast.in_sentence(index).find(|mention| !mention.inside && self.is_person(mention));
        first.map(|mention| mention.actors.clone()).unwrap_or_default()
    }

    /// Actors named behind *kepada* in the attribution.
    fn addressees(&self, draft: &Draft) -> Vec<ActorId> {
        let Some(cue) = draft.cue else { return Vec::new() };
        let Some((index, word)) = self.article.analysis.word_at(cue.start) else { return Vec::new() };
        let Some(sentence) = self.article.sentences().get(index) else { return Vec::new() };
        let near = sentence.words.iter().enumerate().skip(word).take(16);
        let mut to = near.filter(|(_, w)| {
            self.cues.is(&w.form, WordClass::Hearer) && !draft.content.iter().any(|c| c.contains(w.span))
        });
        let Some((at, _)) = to.next() else { return Vec::new() };
        let mention = sentence.words.get(at + 1).and_then(|_| self.cast.around(index, at + 1));
        let Some(mention) = mention else { return Vec::new() };
        let reports = |id: &ActorId| self.cast.actor(*id).is_some_and(outlet);
        mention.actors.iter().copied().filter(|id| !reports(id)).collect()
    }

    /// The first time beside the cue that is not part of what was said.
    fn time(&self, draft: &Draft) -> Option<TimeId> {
        let cue = draft.cue?;
        let sentence = self.article.sentences().get(self.article.analysis.sentence_at(cue.start)?)?;
        let outside = |span: Span| !draft.content.iter().any(|content| content.overlaps(span));
        self.times.within(sentence.span).iter().find(|time| outside(time.span)).map(|time| time.id)
    }
}
