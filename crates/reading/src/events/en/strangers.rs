//! Those whom no name or state tells and who still take part in deeds: *police arrested two priests*.

use foldhash::{HashMap, HashMapExt};
use telisik_language::{Block, Deprel, NameKind, Sentence, Upos};
use telisik_lexicon::Lexicon;
use telisik_record::{Actor, ActorId, ActorKind, Event, MentionKind, Rule};

use crate::Article;
use crate::actors::{Cast, CastMention};
use crate::times::Times;

/// No article has more of them; what goes on beyond is hostile.
const MOST: usize = 2000;

/// The cast with all who might take part, those of the record first.
pub(in crate::events) fn join(article: Article<'_>, lexicon: &Lexicon, cast: &Cast, times: &Times) -> Cast {
    let mut joined = cast.clone();
    let mut known: HashMap<String, ActorId> = HashMap::new();
    for (index, sentence) in article.sentences().iter().enumerate() {
        if matches!(sentence.block, Block::Boilerplate | Block::Dateline) {
            continue;
        }
        let mut taken = vec![false; sentence.words.len()];
        for mention in cast.in_sentence(index) {
            let end = mention.words.end.min(taken.len());
            taken[mention.words.start.min(end)..end].fill(true);
        }
        for time in times.across(sentence.span) {
            taken[sentence.words_in(time.span)].fill(true);
        }
        let mut add = |words: std::ops::Range<usize>, kind: ActorKind, rule: &'static str| {
            if joined.mentions.len() > MOST {
                return;
            }
            let span = sentence.span_of(words.clone());
            let named = matches!(kind, ActorKind::Organisation | ActorKind::Person) && rule == UNLISTED;
            let name = if named {
                article.slice(span).to_owned()
            } else {
                sentence.words[words.end - 1].root().to_owned()
            };
            let next = ActorId::at(joined.actors.len());
            let id = *known.entry(name.clone()).or_insert(next);
            if id == next {
                joined.actors.push(Actor {
                    id,
                    name,
                    kind,
                    code: None,
                    key: None,
                    office: None,
                    mentions: vec![],
                });
            }
            let how = if named { MentionKind::Name } else { MentionKind::Description };
            let rule = Rule::from(rule);
            joined.actors[id.index()].mentions.push(telisik_record::Mention {
                span,
                kind: how,
                rule: rule.clone(),
            });
            joined.mentions.push(CastMention {
                span,
                sentence: index,
                words,
                actors: vec![id],
                kind: how,
                rule,
                inside: false,
            });
        };
        for name in &sentence.names {
            let kind = match name.kind {
                NameKind::Person => ActorKind::Person,
                NameKind::Organisation => ActorKind::Organisation,
                NameKind::Location => continue,
            };
            let words = name.words.start..name.words.end.min(taken.len());
            if !words.is_empty() && words.clone().all(|word| !taken[word]) {
                taken[words.clone()].fill(true);
                add(words, kind, UNLISTED);
            }
        }
        for (at, _) in taken.iter().enumerate().filter(|(_, taken)| !**taken) {
            if let Some(kind) = kind(sentence, lexicon, at) {
                add(at..at + 1, kind, "actors.unnamed");
            }
        }
    }
    joined.mentions.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
    joined
}

const UNLISTED: &str = "actors.unlisted";

/// What a common noun makes of somebody: a crowd or body that acts, or one human being.
fn kind(sentence: &Sentence, lexicon: &Lexicon, at: usize) -> Option<ActorKind> {
    let word = sentence.words.get(at)?;
    let noun = matches!(word.upos, Upos::Noun | Upos::Propn) && word.deprel != Deprel::Compound;
    let clauses = &lexicon.clauses;
    if !noun {
        return None;
    }
    if clauses.crowds.contains(word.root()) {
        Some(ActorKind::People)
    } else if clauses.bodies.contains(word.root()) {
        Some(ActorKind::Body)
    } else if clauses.humans.contains(word.root()) {
        Some(ActorKind::Person)
    } else {
        None
    }
}

/// Takes those who do take part into the record's cast, and leads the events to their ids there.
pub(in crate::events) fn settle(joined: &Cast, cast: &mut Cast, events: &mut [Event]) {
    let first = cast.actors.len();
    let mut ids: HashMap<ActorId, ActorId> = HashMap::new();
    for event in events {
        for id in event.sources.iter_mut().chain(&mut event.targets) {
            if id.index() < first {
                continue;
            }
            let Some(actor) = joined.actors.get(id.index()) else { continue };
            let next = ActorId::at(cast.actors.len());
            let own = *ids.entry(*id).or_insert(next);
            if own == next {
                cast.actors.push(Actor { id: own, ..actor.clone() });
            }
            *id = own;
        }
    }
    for mention in &joined.mentions {
        let [id] = mention.actors.as_slice() else { continue };
        if let Some(&own) = ids.get(id) {
            cast.mentions.push(CastMention { actors: vec![own], ..mention.clone() });
        }
    }
    cast.mentions.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
}

/// How an actor may take part in a deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// A state or what belongs to one, or to a body of states.
    Political,
    /// A crowd or body of no state that is told.
    Collective,
    /// A human being or company that nothing ties to politics.
    Private,
}

/// The standing of an actor.
pub(super) fn standing(cast: &Cast, id: ActorId) -> Standing {
    let Some(actor) = cast.actor(id) else { return Standing::Private };
    match actor.kind {
        _ if actor.code.is_some() => Standing::Political,
        ActorKind::Person | ActorKind::Organisation => Standing::Private,
        _ => Standing::Collective,
    }
}
