use std::ops::Range;

use foldhash::{HashMap, HashMapExt};
use telisik_record::{Actor, ActorId, Mention, MentionKind, Rule, Span, Warning};

use super::draft::{Drafts, Who};

/// The actors of an article and where they are named.
#[derive(Debug, Clone, Default)]
pub struct Cast {
    /// Actors in the order of their first mention.
    pub actors: Vec<Actor>,
    /// All mentions, by where they start; of those that start together the longest first.
    pub mentions: Vec<CastMention>,
    /// What is odd about names and titles.
    pub warnings: Vec<Warning>,
}

/// One mention with its place in the analysis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CastMention {
    /// The characters that name the actor: for a person the name without its title.
    pub span: Span,
    /// Index of the sentence.
    pub sentence: usize,
    /// The words of the whole phrase, titles included.
    pub words: Range<usize>,
    /// Who is named: several for *mereka*, *kedua negara*, *Menteri Luar Negeri Jepang dan Kanada*.
    pub actors: Vec<ActorId>,
    /// How.
    pub kind: MentionKind,
    /// The rule that found it.
    pub rule: Rule,
    /// It is part of another mention's phrase: *Rusia* in *Presiden Rusia Vladimir Putin*.
    pub inside: bool,
}

impl Cast {
    /// The mention whose phrase holds a word; the innermost where one lies in another.
    pub fn at(&self, sentence: usize, word: usize) -> Option<&CastMention> {
        self.in_sentence(sentence)
            .filter(|m| m.words.contains(&word))
            .min_by_key(|m| (m.words.len(), !m.inside))
    }

    /// The mention whose phrase holds a word; the outermost where one lies in another.
    pub fn around(&self, sentence: usize, word: usize) -> Option<&CastMention> {
        self.in_sentence(sentence)
            .filter(|m| m.words.contains(&word))
            .max_by_key(|m| (m.words.len(), !m.inside))
    }

    /// The mentions of a sentence.
    pub fn in_sentence(&self, sentence: usize) -> impl Iterator<Item = &CastMention> {
        let first = self.mentions.partition_point(|m| m.sentence < sentence);
        self.mentions[first..].iter().take_while(move |m| m.sentence == sentence)
    }

    /// The mentions that lie inside a span.
    pub fn in_span(&self, span: Span) -> impl Iterator<Item = &CastMention> {
        let first = self.mentions.partition_point(|m| m.span.start < span.start);
        let starts = self.mentions[first..].iter().take_while(move |m| m.span.start < span.end);
        starts.filter(move |m| span.contains(m.span))
    }

    /// The actor with this id.
    pub fn actor(&self, id: ActorId) -> Option<&Actor> {
        self.actors.get(id.index())
    }

    /// The country level of an actor's code; `None` where it has no code.
    pub fn country(&self, id: ActorId) -> Option<&str> {
        Some(self.actor(id)?.code.as_ref()?.country())
    }

    /// Whether an actor is an outlet or agency, which reports and whose country's deeds are not its own.
    pub fn is_outlet(&self, id: ActorId) -> bool {
        let code = self.actor(id).and_then(|actor| actor.code.as_ref());
        code.is_some_and(|code| code.role().starts_with("MED"))
    }
}

/// Numbers the actors and gathers their mentions.
pub(super) fn gather(mut drafts: Drafts<'_>) -> Cast {
    drafts.sort();
    let mut cast = Cast { warnings: std::mem::take(&mut drafts.warnings), ..Cast::default() };
    let mut ids: HashMap<Who, ActorId> = HashMap::new();
    let list = std::mem::take(&mut drafts.list);
    for draft in list {
        let mut actors = Vec::with_capacity(draft.who.len());
        for who in &draft.who {
            let id = match ids.get(who) {
                Some(&id) => id,
                None => {
                    let Some(profile) = drafts.profile(who) else { continue };
                    let id = ActorId::at(cast.actors.len());
                    cast.actors.push(Actor {
                        id,
                        name: profile.name,
                        kind: profile.kind,
                        code: profile.code,
                        key: profile.key,
                        office: profile.office,
                        mentions: vec![],
                    });
                    ids.insert(who.clone(), id);
                    id
                }
            };
            if !actors.contains(&id) {
                actors.push(id);
            }
        }
        if actors.is_empty() {
            continue;
        }
        let rule = draft.rule;
        for id in &actors {
            let mention = Mention { span: draft.span, kind: draft.kind, rule: rule.clone() };
            cast.actors[id.index()].mentions.push(mention);
        }
        cast.mentions.push(CastMention {
            span: draft.span,
            sentence: draft.sentence,
            words: draft.words,
            actors,
            kind: draft.kind,
            rule,
            inside: draft.inside,
        });
    }
    cast
}
