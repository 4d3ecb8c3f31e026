//! One sentence as the search for roles sees it: who stands where, and which words part clauses.

mod lists;

use std::collections::BTreeSet;
use std::ops::Range;

use telisik_language::{Block, Sentence, Upos, Voice as Affix};
use telisik_lexicon::{Lexicon, Trigger, Voice};
use telisik_record::{ActorId, ActorKind, Lang};

use super::en;
use crate::Article;
use crate::actors::Cast;
use crate::marks::is_quote;

/// Who is named at one place of a sentence.
#[derive(Debug, Clone)]
pub(super) struct Party {
    /// The words that name it.
    pub words: Range<usize>,
    /// Where its noun phrase begins: *pasukan* of *pasukan elite Israel*.
    pub lead: usize,
    /// Who it is.
    pub actors: Vec<ActorId>,
    /// Their countries.
    pub codes: BTreeSet<String>,
    /// What its noun phrase hangs on.
    pub governor: Governor,
    /// The party before it in the same list: *Jepang* to *AS* in *AS dan Jepang*.
    pub joined: Option<usize>,
}

/// What a noun phrase hangs on, as far as the words before it tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Governor {
    /// Nothing: it begins a clause and may be its subject.
    Clause,
    /// A preposition, at this word.
    Preposition(usize),
    /// A verb, at this word: it is the object.
    Verb(usize),
}

/// What a word is for the search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Part of a noun phrase, or an adverb: passed over.
    Plain,
    Verb,
    Agent,
    Origin,
    Preposition,
    Opener,
    Relative,
    And,
    Comma,
    /// A quotation mark.
    Quote,
    /// A full stop, colon or dash: nothing reaches over it.
    Wall,
}

/// One sentence.
pub(super) struct Scene<'a> {
    /// Its index in the article.
    pub index: usize,
    pub sentence: &'a Sentence,
    /// Forms in lower case.
    pub forms: Vec<&'a str>,
    pub parts: Vec<Part>,
    pub parties: Vec<Party>,
    pub triggers: Vec<Trigger>,
    /// Party at each word.
    at: Vec<Option<usize>>,
    /// Trigger that begins at each word.
    begins: Vec<Option<usize>>,
    /// The words that hang on each word, in order.
    dependents: Vec<Vec<usize>>,
}

/// How many words of a noun phrase are passed over on the way from a name to what it hangs on.
const PHRASE: usize = 9;

impl<'a> Scene<'a> {
    /// Lays out sentence `index`.
    pub(super) fn new(article: Article<'a>, lexicon: &Lexicon, cast: &Cast, index: usize) -> Option<Self> {
        let sentence = article.sentences().get(index)?;
        if matches!(sentence.block, Block::Boilerplate | Block::Dateline) {
            return None;
        }
        let forms: Vec<&str> = sentence.words.iter().map(|word| &*word.form).collect();
        let mut scene = Self {
            index,
            sentence,
            parts: Vec::with_capacity(forms.len()),
            at: vec![None; forms.len()],
            begins: vec![None; forms.len()],
            dependents: dependents(sentence),
            forms,
            parties: Vec::new(),
            triggers: Vec::new(),
        };
        scene.triggers = match lexicon.lang {
            Lang::Id => scene.find_triggers(lexicon),
            Lang::En => en::triggers(sentence, &scene.dependents, lexicon),
        };
        for (index, trigger) in scene.triggers.iter().enumerate() {
            scene.begins[trigger.words.start] = Some(index);
        }
        scene.parts = (0..scene.forms.len()).map(|word| scene.part(lexicon, word)).collect();
        scene.seat(lexicon, cast);
        (0..scene.parties.len()).for_each(|party| scene.govern(lexicon, party));
        Some(scene)
    }

    /// Whether it is a headline or heading, where verbs go without affixes.
    pub(super) fn is_heading(&self) -> bool {
        matches!(self.sentence.block, Block::Headline | Block::Heading)
    }

    /// The trigger that begins at a word.
    pub(super) fn trigger_at(&self, word: usize) -> Option<&Trigger> {
        self.triggers.get(self.begins.get(word).copied().flatten()?)
    }

    /// The tree of the sentence.
    pub(super) fn tree(&self) -> en::Tree<'_> {
        en::Tree { sentence: self.sentence, dependents: &self.dependents }
    }

    /// The words that hang on a word in the tree, in order.
    pub(super) fn dependents(&self, word: usize) -> &[usize] {
        self.dependents.get(word).map(Vec::as_slice).unwrap_or_default()
    }

    /// The party that covers a word.
    pub(super) fn party_at(&self, word: usize) -> Option<usize> {
        self.at.get(word).copied().flatten()
    }

    /// The triggers from left to right, the longest at each place; none inside another's words.
    fn find_triggers(&self, lexicon: &Lexicon) -> Vec<Trigger> {
        let mut found: Vec<Trigger> = Vec::new();
        let mut taken = vec![false; self.forms.len()];
        let mut candidates: Vec<Trigger> = (0..self.forms.len())
            .filter_map(|at| {
                let mut readings = lexicon.frames.at(&self.forms, at);
                // *Kecam Blokade Etiopia*: behind a verb, what may be a noun is its object.
                if readings.iter().any(|t| t.voice == Voice::Noun) && self.follows_stem(lexicon, at) {
                    readings.retain(|t| t.voice != Voice::Bare);
                }
                readings.into_iter().find(|t| self.may_be(lexicon, t))
            })
            .collect();
        candidates.sort_by_key(|trigger| (std::cmp::Reverse(trigger.parts.len()), trigger.words.start));
        for trigger in candidates {
            if trigger.parts.iter().any(|&word| taken[word]) {
                continue;
            }
            trigger.parts.iter().for_each(|&word| taken[word] = true);
            found.push(trigger);
        }
        found.sort_by_key(|trigger| trigger.words.start);
        found
    }

    /// Whether a headline's verb stands right before a word.
    fn follows_stem(&self, lexicon: &Lexicon, word: usize) -> bool {
        let before = word.checked_sub(1).filter(|_| self.is_heading());
        let readings = before.map(|before| lexicon.frames.at(&self.forms, before)).unwrap_or_default();
        readings.iter().any(|t| t.voice == Voice::Bare && t.words.len() == 1)
    }

    /// A bare stem is a verb in headlines and after *saling*; elsewhere it mostly is something else.
    fn may_be(&self, lexicon: &Lexicon, trigger: &Trigger) -> bool {
        let word = trigger.words.start;
        let names = &self.sentence.names;
        let after = names.partition_point(|name| name.words.start <= word);
        let name = after.checked_sub(1).is_some_and(|before| names[before].words.contains(&word)) && word > 0;
        if name && !self.is_heading() {
            return false;
        }
        trigger.voice != Voice::Bare
            || self.is_heading() && !self.is_object(word)
            || word.checked_sub(1).is_some_and(|before| {
                let before = self.forms[before];
                lexicon.clauses.reciprocal.contains(before) || lexicon.clauses.bare_after.contains(before)
            })
    }

    /// Whether a bare stem in a headline is counted, and so a noun: *bebaskan empat sandera*.
    fn is_object(&self, word: usize) -> bool {
        word.checked_sub(1).is_some_and(|before| {
            self.sentence.words[before].upos == Upos::Num
                || self.forms[before].chars().all(|c| c.is_ascii_digit() || c == '.')
                || matches!(self.sentence.words[before].upos, Upos::Det)
        })
    }

    fn part(&self, lexicon: &Lexicon, word: usize) -> Part {
        let form = self.forms[word];
        let clauses = &lexicon.clauses;
        if let Some(trigger) = self.trigger_at(word) {
            return if trigger.voice == Voice::Noun { Part::Plain } else { Part::Verb };
        }
        if clauses.relative.contains(form) {
            Part::Relative
        } else if clauses.agent.contains(form) {
            Part::Agent
        } else if clauses.origin.contains(form) {
            Part::Origin
        } else if clauses.coordination.contains(form) {
            Part::And
        } else if clauses.openers.contains(form)
            || clauses.sequence.contains(form)
                && word.checked_sub(1).is_none_or(|before| {
                    matches!(self.forms[before], "," | ".") || clauses.last.contains(self.forms[before])
                })
        {
            Part::Opener
        } else if clauses.prepositions.contains(form) && !self.is_joint(lexicon, word) {
            Part::Preposition
        } else if form == "," {
            Part::Comma
        } else if form == "-" || form == "/" || form == "(" || form == ")" {
            Part::Plain
        } else if form.chars().all(is_quote) {
            Part::Quote
        } else if !form.chars().any(char::is_alphanumeric) {
            Part::Wall
        } else if self.is_verb(lexicon, word) || clauses.light.contains(form) && form.starts_with(['m', 'd'])
        {
            Part::Verb
        } else {
            Part::Plain
        }
    }

    /// Whether a preposition only describes what is written: *pernyataan bersama Peru dan Bolivia*.
    fn is_joint(&self, lexicon: &Lexicon, word: usize) -> bool {
        let before = word.checked_sub(1).map(|before| self.forms[before]);
        lexicon.clauses.together.contains(self.forms[word])
            && before.is_some_and(|before| lexicon.clauses.writings.contains(before))
    }

    fn is_verb(&self, lexicon: &Lexicon, word: usize) -> bool {
        let word = &self.sentence.words[word];
        // *ber-* and *ter-* words describe as often as they tell: *serangan terkoordinasi ke Iran*.
        match word.morphology.voice {
            Some(Affix::Active | Affix::Passive) => word.morphology.nominal.is_none(),
            Some(Affix::Accidental | Affix::Stative) => false,
            None => word.upos == Upos::Verb && !lexicon.clauses.sequence.contains(&*word.form),
        }
    }

    /// Puts the mentions of the cast on their words.
    fn seat(&mut self, lexicon: &Lexicon, cast: &Cast) {
        // *Presiden Rusia Vladimir Putin* is one party, and *Rusia* inside it none of its own.
        let (inner, outer): (Vec<_>, Vec<_>) = cast.in_sentence(self.index).partition(|m| m.inside);
        for mention in outer.into_iter().chain(inner) {
            let words = mention.words.start..mention.words.end.min(self.forms.len());
            let before = words.start.checked_sub(1).and_then(|word| self.forms.get(word));
            if before.is_some_and(|form| lexicon.clauses.others.contains(*form)) {
                continue;
            }
            let mut actors = Vec::new();
            let mut codes = BTreeSet::new();
            for &id in &mention.actors {
                let Some(actor) = cast.actors.get(id.index()) else { continue };
                let Some(code) = &actor.code else {
                    if lexicon.lang == Lang::En {
                        actors.push(id);
                        codes.insert(en::stand_in(&actor.name));
                    }
                    continue;
                };
                // Outlets report; companies and the like are no political actors.
                if code.role().starts_with("MED")
                    || actor.kind == ActorKind::Organisation && code.role() == "BUS"
                {
                    continue;
                }
                actors.push(id);
                codes.insert(code.country().to_owned());
            }
            if actors.is_empty() || words.is_empty() || words.clone().any(|word| self.at[word].is_some()) {
                continue;
            }
            words.clone().for_each(|word| self.at[word] = Some(0));
            let governor = Governor::Clause;
            let lead = words.start;
            self.parties.push(Party { words, lead, actors, codes, governor, joined: None });
        }
        self.parties.sort_by_key(|party| party.words.start);
        for (index, party) in self.parties.iter().enumerate() {
            self.at[party.words.clone()].fill(Some(index));
        }
    }

    /// Whether the verb at a word is passive, so that what follows it is its doer.
    pub(super) fn is_passive(&self, word: usize) -> bool {
        self.sentence.words[word].morphology.voice == Some(Affix::Passive)
            || self.trigger_at(word).is_some_and(|trigger| trigger.voice == Voice::Passive)
    }

    /// Finds what a party's noun phrase hangs on by walking left from it.
    fn govern(&mut self, lexicon: &Lexicon, party: usize) {
        let start = self.parties[party].words.start;
        let mut lead = start;
        let mut governor = Governor::Clause;
        let mut joined = None;
        while let Some(word) = lead.checked_sub(1) {
            if start - word > PHRASE {
                break;
            }
            if let Some(before) = self.at[word].filter(|&before| before != party) {
                // *Presiden Rusia Vladimir Putin*: both hang on the same word.
                governor = self.parties[before].governor;
                joined = self.parties[before].joined;
                lead = self.parties[before].lead;
                break;
            }
            match self.parts[word] {
                Part::Verb => {
                    governor = Governor::Verb(word);
                    break;
                }
                Part::Preposition | Part::Agent | Part::Origin => {
                    governor = Governor::Preposition(word);
                    // *Peru, Chile, hingga Bolivia*; *Peru dan tiga negara lain, termasuk Bolivia*.
                    let last = lexicon.clauses.limits.contains(self.forms[word]);
                    let listed = if last {
                        self.listed_before(party, word)
                    } else {
                        self.counted(lexicon, word).or_else(|| self.beside(lexicon, party, word))
                    };
                    if let Some(before) = listed {
                        joined = Some(before);
                        governor = self.parties[before].governor;
                    }
                    break;
                }
                Part::Plain if self.counted(lexicon, word).is_some() => {
                    joined = self.counted(lexicon, word);
                    governor = joined.map_or(governor, |before| self.parties[before].governor);
                    break;
                }
                Part::Plain => lead = word,
                Part::And | Part::Comma => {
                    if let Some(before) = self.list_before(party, word) {
                        joined = Some(before);
                        governor = self.parties[before].governor;
                    }
                    break;
                }
                Part::Relative | Part::Opener | Part::Quote | Part::Wall => break,
            }
        }
        let seat = &mut self.parties[party];
        seat.lead = lead;
        seat.governor = governor;
        seat.joined = joined;
    }
}

/// The words that hang on each word of a sentence.
fn dependents(sentence: &Sentence) -> Vec<Vec<usize>> {
    let mut found = vec![Vec::new(); sentence.words.len()];
    for (index, word) in sentence.words.iter().enumerate() {
        if let Some(under) = word.head.and_then(|head| found.get_mut(head)) {
            under.push(index);
        }
    }
    found
}
