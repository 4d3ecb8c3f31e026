//! Who stands before or behind the words that confirm or deny.

use foldhash::HashSet;
use telisik_language::{Deprel, Upos};
use telisik_lexicon::WordClass;
use telisik_record::{ActorId, MentionKind};

use super::telling::Place;
use crate::actors::CastMention;

/// How many words are passed over on the way from a verb to its subject.
const REACH: usize = 16;
/// How many words may stand between *tidak ada* and what is said of it.
const NONE: usize = 5;
/// How many words may stand between a passive verb and its agent.
const AGENT: usize = 3;

impl Place<'_, '_> {
    /// Who is named by the subject of the verb group at a word.
    pub(crate) fn subject(&self, sentence: usize, verb: usize) -> Vec<ActorId> {
        let Some(here) = self.article.sentences().get(sentence) else { return Vec::new() };
        if self.is_english() && self.english_subject(here, verb).is_some() {
            return self.subject_from(sentence, verb, 0);
        }
        let relations = [Deprel::Nsubj, Deprel::NsubjPass];
        let heads =
            std::iter::once(verb).chain(here.ancestors(verb).take(2).take_while(|&head| head <= verb + 3));
        let parsed = heads.filter_map(|head| here.child(head, &relations)).find(|&subject| subject < verb);
        if let Some(subject) = parsed
            && let Some(mention) = self.cast.around(sentence, subject)
        {
            let possessor = mention.kind == MentionKind::Pronoun && mention.words.end > subject + 1;
            return if possessor { Vec::new() } else { self.listed(sentence, mention, verb) };
        }
        self.before(sentence, verb)
    }

    /// The nearest mention before a verb that nothing else governs.
    fn before(&self, sentence: usize, verb: usize) -> Vec<ActorId> {
        let Some(here) = self.article.sentences().get(sentence) else { return Vec::new() };
        let clauses = &self.lexicon.clauses;
        let mut at = verb;
        let mut relative = false;
        while let Some(word) = at.checked_sub(1) {
            if verb - word > REACH {
                break;
            }
            let form = &*here.words[word].form;
            // *meskipun ada putusan yang menolak klaim itu*: the ruling does, not who stands in the clause before.
            if relative && clauses.openers.contains(form) {
                break;
            }
            relative |= clauses.relative.contains(form);
            if let Some(mention) = self.cast.around(sentence, word).filter(|m| m.words.start <= word) {
                let lead = mention.words.start;
                let before = lead.checked_sub(1).and_then(|index| here.words.get(index));
                let governed = before.is_some_and(|before| {
                    let form = &*before.form;
                    let leads = clauses.prepositions.contains(form)
                        || clauses.agent.contains(form)
                        || clauses.origin.contains(form);
                    leads || before.upos == Upos::Verb
                });
                let words = &self.lexicon.stances.words;
                let possessor = mention.kind == MentionKind::Pronoun && words.possessive.contains(form);
                let sides = &words.sides;
                let noun =
                    before.is_some_and(|before| before.upos == Upos::Noun && !sides.contains(&*before.form));
                if possessor || noun && !governed {
                    return Vec::new();
                }
                if !governed {
                    return self.listed(sentence, mention, verb);
                }
                at = lead;
                continue;
            }
            if matches!(form, ";" | ":" | "\"" | "“" | "”" | ".") {
                break;
            }
            at = word;
        }
        Vec::new()
    }

    /// A mention with those listed before and behind it: all of *Togo, Benin, dan Niger*.
    fn listed(&self, sentence: usize, mention: &CastMention, verb: usize) -> Vec<ActorId> {
        /// No list is longer.
        const MOST: usize = 20;
        let Some(here) = self.article.sentences().get(sentence) else { return mention.actors.clone() };
        let clauses = &self.lexicon.clauses;
        let joint = |word: usize| {
            let form = here.words.get(word).map(|word| &*word.form);
            form.is_some_and(|form| form == "," || clauses.coordination.contains(form))
        };
        let (mut first, mut last) = (mention.words.start, mention.words.end);
        let mut all = vec![mention.actors.clone()];
        for _ in 0..MOST {
            let Some(gap) = first.checked_sub(1).filter(|&word| joint(word)) else { break };
            let before = gap.checked_sub(if joint(gap.saturating_sub(1)) { 2 } else { 1 });
            let Some(next) = before.and_then(|word| self.cast.around(sentence, word)) else { break };
            first = next.words.start;
            all.insert(0, next.actors.clone());
        }
        for _ in 0..MOST {
            let behind =
                (last..verb).find(|&word| !joint(word)).filter(|&word| word > last && word <= last + 2);
            let Some(next) = behind.and_then(|word| self.cast.around(sentence, word)) else { break };
            last = next.words.end;
            all.push(next.actors.clone());
        }
        let and = here.words[first..last.clamp(first, here.words.len())]
            .iter()
            .any(|word| clauses.coordination.contains(&*word.form));
        // *bertemu Togo, dan Niger membantah*: two clauses, no list.
        let governed = first.checked_sub(1).is_some_and(|word| {
            here.words[word].upos == Upos::Verb || clauses.prepositions.contains(&*here.words[word].form)
        });
        if self.is_english() || !and || governed {
            return mention.actors.clone();
        }
        let mut actors: Vec<ActorId> = Vec::new();
        actors.extend(all.into_iter().flatten());
        let mut seen = std::collections::BTreeSet::new();
        actors.retain(|&id| seen.insert(id));
        actors
    }

    /// Who is named right behind a passive verb, or behind *dari*.
    pub(crate) fn agent(&self, sentence: usize, behind: usize) -> Vec<ActorId> {
        let near = behind..behind + AGENT;
        near.filter_map(|word| self.cast.around(sentence, word).filter(|m| m.words.start >= behind))
            .map(|mention| mention.actors.clone())
            .next()
            .unwrap_or_default()
    }

    /// Whether a negator belongs to the verb at a word: *tidak bisa membantah*.
    pub(crate) fn negator(&self, sentence: usize, verb: usize) -> Option<usize> {
        let here = self.article.sentences().get(sentence)?;
        let near = (1..=3).filter_map(|back| verb.checked_sub(back));
        let free = near.take_while(|&word| {
            let at = &here.words[word];
            at.form.chars().any(char::is_alphanumeric) && self.cast.around(sentence, word).is_none()
        });
        free.into_iter().find(|&word| self.lexicon.cues.is(&here.words[word].form, WordClass::Negator))
    }

    /// Whether the words before a deed say that it was or will not be: *tidak akan menduduki*, *belum ada kesepakatan*.
    /// *Jangan*, *tidak lagi* and *tidak hanya* do not.
    pub(crate) fn says_not(&self, sentence: usize, word: usize) -> bool {
        let Some(here) = self.article.sentences().get(sentence) else { return false };
        let form = |at: usize| here.words.get(at).map(|word| &*word.form);
        let words = &self.lexicon.stances.words;
        let near = (1..=3).filter_map(|back| word.checked_sub(back));
        let between = near.take_while(|&at| {
            let word = &here.words[at];
            self.lexicon.cues.is(&word.form, WordClass::Negator)
                || self.lexicon.status.get(&word.form).is_some()
                || words.bridges.contains(&*word.form)
        });
        let is_negator =
            |at: usize| form(at).is_some_and(|form| self.lexicon.cues.is(form, WordClass::Negator));
        let negator = between.filter(|&at| is_negator(at)).last();
        if let Some(at) = negator {
            return form(at + 1).is_none_or(|next| !words.limits.contains(next));
        }
        // *tidak ada pesawatnya yang ditembak jatuh*
        let relative = word
            .checked_sub(1)
            .filter(|&at| form(at).is_some_and(|form| self.lexicon.clauses.relative.contains(form)));
        let none = |at: &usize| {
            *at > 0 && is_negator(at - 1) && form(*at).is_some_and(|form| words.bridges.contains(form))
        };
        relative.is_some_and(|at| (at.saturating_sub(NONE)..at).any(|at| none(&at)))
    }

    /// Whether one of some words stands among the few before a word.
    pub(crate) fn near_before(&self, sentence: usize, word: usize, forms: &HashSet<String>) -> bool {
        let Some(here) = self.article.sentences().get(sentence) else { return false };
        let near = (1..=4).filter_map(|back| here.words.get(word.checked_sub(back)?));
        near.into_iter().any(|word| forms.contains(&*word.form))
    }
}
