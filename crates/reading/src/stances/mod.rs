//! Who affirms, alleges, denies or will not speak of an event.
//!
//! Two sources: what a statement's content tells of events ([`position`] says what the speaker's part in them makes of
//! it), and words that confirm or deny what was told before ([`issue`] finds the event they are about). A denial
//! alone never makes an event, and nobody's denial becomes another's.

mod en;
mod holder;
mod issue;
mod outright;
mod position;
mod settle;
mod telling;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use telisik_language::{Block, Upos};
use telisik_lexicon::{CueClass, HolderPlace, Lexicon, WordClass};
use telisik_record::{ActorId, Event, EventId, EventType, Rule, Span, Stance, StanceKind, Statement, Status};

use self::position::Told;
pub(crate) use self::settle::settle;
pub(crate) use self::telling::{Place, Telling, Tellings, Voices};
use crate::Article;
use crate::actors::Cast;

/// Reads who takes which position on the events of an article, in the order of the text.
pub(crate) fn read(
    article: Article<'_>,
    lexicon: &Lexicon,
    cast: &Cast,
    statements: &[Statement],
    events: &[Event],
    tellings: &Tellings,
) -> Vec<Stance> {
    if events.is_empty() {
        return Vec::new();
    }
    let place = Place { article, lexicon, cast };
    let mut reader = Reader { place, statements, events, tellings, found: Vec::new() };
    reader.named();
    reader.told();
    reader.finish()
}

/// A stance with where it was read and whether words say it outright.
struct Found {
    at: u32,
    explicit: bool,
    stance: Stance,
}

struct Reader<'s, 'a> {
    place: Place<'s, 'a>,
    statements: &'s [Statement],
    events: &'s [Event],
    tellings: &'s Tellings,
    found: Vec<Found>,
}

impl Reader<'_, '_> {
    /// Stances that words name: *membantah*, *mengonfirmasi*, *menolak berkomentar*.
    fn named(&mut self) {
        let voices = Voices::new(self.statements);
        let cues: BTreeSet<u32> =
            self.statements.iter().filter_map(|statement| statement.cue).map(|cue| cue.start).collect();
        for sentence in 0..self.place.article.sentences().len() {
            self.named_in(sentence, &voices, &cues);
        }
    }

    fn named_in(&mut self, sentence: usize, voices: &Voices, cues: &BTreeSet<u32>) {
        let article = self.place.article;
        let here = &article.sentences()[sentence];
        if matches!(here.block, Block::Boilerplate | Block::Dateline) {
            return;
        }
        let lexicon = self.place.lexicon;
        let forms: Vec<&str> = here.words.iter().map(|word| &*word.form).collect();
        let lemmas = self.place.lemmas(sentence);
        let mut at = 0;
        while at < forms.len() {
            let Some(found) = lexicon.stances.at(&forms, &lemmas, at) else {
                at += 1;
                continue;
            };
            let words = at..at + found.words;
            at = words.end;
            let cue = here.span_of(words.clone());
            // A report that follows is a statement, read with its content; *menolak tuduhan Chad bahwa …* is Chad's.
            let last = here.words[words.end - 1].span.start;
            if cues.range(cue.start..cue.end).any(|&start| start == cue.start || start != last) {
                continue;
            }
            let negator = self.place.negator(sentence, words.start);
            let shown = here.span_of(negator.unwrap_or(words.start).min(words.start)..words.end);
            let stance = match (negator, found.cue.negated) {
                (None, _) => found.cue.stance,
                (Some(word), Some(_)) if lexicon.stances.words.pending.contains(forms[word]) => {
                    StanceKind::Declines
                }
                (Some(_), Some(negated)) => negated,
                (Some(_), None) if found.cue.stance == StanceKind::Declines => StanceKind::Declines,
                (Some(_), None) => continue,
            };
            let said = voices.innermost(cue);
            let passive =
                found.holder == HolderPlace::Subject && self.place.is_passive(sentence, words.start);
            let (mut holders, object, mut statement) = match found.holder {
                HolderPlace::Subject if passive => {
                    let before = here.span_of(words.start.saturating_sub(12)..words.start);
                    (self.place.english_agent(sentence, words.start), Some(before), None)
                }
                HolderPlace::Subject => {
                    // *menolak tuduhan Chad*: the charge is the last word of the cue.
                    let last = (words.end - 1).max(words.start + 1).min(words.end);
                    let from = if self.place.is_english() { words.end } else { last };
                    let behind = self.place.object(sentence, from);
                    (self.place.subject(sentence, words.start), Some(behind), None)
                }
                HolderPlace::Agent => {
                    let before = here.span_of(words.start.saturating_sub(12)..words.start);
                    (self.place.agent(sentence, words.end), Some(before), None)
                }
                HolderPlace::Speaker => {
                    let Some(index) = said else { continue };
                    if words.start > 0 && lexicon.clauses.relative.contains(forms[words.start - 1]) {
                        continue;
                    }
                    // *Tidak benar bahwa Kuba menyerang Haiti*: what follows is what is not so.
                    let clause =
                        forms.get(words.end).is_some_and(|form| lexicon.clauses.openers.contains(*form));
                    let behind = clause.then(|| self.place.object(sentence, words.end));
                    (self.statements[index].speakers.clone(), behind, said)
                }
            };
            let own = |word: usize| {
                // *pihaknya sedang menyelidiki laporan itu*
                let side = word > 0
                    && lexicon.stances.words.sides.contains(forms[word - 1])
                    && lexicon.stances.words.possessive.contains(forms[word]);
                lexicon.cues.is(forms[word], WordClass::Self_) || side
            };
            if holders.is_empty()
                && let Some(index) = said
                && (1..=3).filter_map(|back| words.start.checked_sub(back)).any(own)
            {
                holders = self.statements[index].speakers.clone();
                statement = Some(index);
            }
            if found.cue.of_claims && !self.is_about_claim(sentence, words.start) {
                continue;
            }
            let quoted = found.holder == HolderPlace::Speaker;
            // *"Chad tidak bertanggung jawab," kata Presiden Chad*: it is he who says so.
            if let Some(index) = said.filter(|_| !self.place.is_english() && !quoted) {
                let country = |&id: &ActorId| self.place.cast.country(id);
                let speakers = &self.statements[index].speakers;
                if holders.len() == 1 && speakers.len() == 1 && country(&holders[0]) == country(&speakers[0])
                {
                    holders.clone_from(speakers);
                    statement = Some(index);
                }
            }
            // *AFP belum dapat memverifikasi*: an outlet that cannot tell refuses nobody an answer.
            holders.retain(|&holder| stance != StanceKind::Declines || !self.place.cast.is_outlet(holder));
            for holder in holders {
                let event = self.event_at_issue(holder, stance, sentence, cue, object, quoted);
                if let Some(event) = event {
                    let rule = Rule::new(found.cue.id.clone());
                    self.push(holder, event, stance, statement, shown, rule, true);
                }
            }
        }
    }

    /// Stances that the contents of statements carry.
    fn told(&mut self) {
        for index in 0..self.statements.len() {
            let statement = &self.statements[index];
            let Some(cue) = statement.cue.or(statement.content.first().copied()) else { continue };
            let class = self.class(statement);
            match class {
                Some(CueClass::Deny | CueClass::Confirm | CueClass::Decline) => {
                    let outright = if self.place.is_english() {
                        self.outright_by_words(statement)
                    } else {
                        self.outright(statement, class)
                    };
                    if let Some(stance) = outright {
                        self.told_outright(index, cue, stance);
                    }
                    // Who dismisses an offer takes no position by it.
                    if !matches!(outright, Some(StanceKind::Affirms))
                        && (outright.is_some() || class != Some(CueClass::Confirm))
                    {
                        continue;
                    }
                }
                Some(CueClass::Ask) => continue,
                _ => {}
            }
            self.told_by_the_way(index, cue, class);
        }
    }

    /// What a statement tells besides, or takes for granted.
    fn told_by_the_way(&mut self, index: usize, cue: Span, class: Option<CueClass>) {
        let statement = &self.statements[index];
        let mut about: Vec<(usize, &'static str)> = Vec::new();
        for &part in &statement.content {
            let told = self
                .tellings
                .within(part)
                .iter()
                .filter(|telling| telling.statement == Some(index) && !self.only_limits(telling));
            about.extend(told.filter_map(|telling| {
                let unsaid = self.unsays(telling);
                match self.events.get(telling.event)?.status.is_real() {
                    true if unsaid => None,
                    // *tidak akan menduduki*, told as one with what is planned
                    false if unsaid => Some((telling.event, "stance.negated")),
                    _ => Some((telling.event, "stance.told")),
                }
            }));
            about.extend(self.led_back(part));
        }
        let mut seen = BTreeSet::new();
        about.retain(|(event, _)| seen.insert(*event));
        for holder in statement.speakers.clone() {
            for &(event, rule) in &about {
                let own = rule == "stance.told";
                if rule == "stance.negated" {
                    if self.may_deny(holder, event) {
                        let rule = Rule::from(rule);
                        self.push(holder, event, StanceKind::Denies, Some(index), cue, rule, true);
                    }
                    continue;
                }
                // A deed in passing is spoken of by everybody; those who have a part in it say that it was.
                if rule == "stance.mentioned" && !self.has_part(holder, event) {
                    continue;
                }
                let told = if own { Told::Here } else { Told::Before };
                if let Some(stance) = self.position(holder, event, class, told) {
                    self.push(holder, event, stance, Some(index), cue, Rule::from(rule), false);
                }
            }
        }
    }

    /// *jangan menyerang*, *tidak lagi menembak*, *tidak hanya menyerang*: no denial, though negated.
    fn only_limits(&self, telling: &Telling) -> bool {
        let negated = self.events.get(telling.event).is_some_and(|event| event.status == Status::Negated);
        let word = self.place.article.analysis.word_at(telling.span.start);
        let words = &self.place.lexicon.stances.words;
        let near = |(sentence, word), forms| self.place.near_before(sentence, word, forms);
        negated && word.is_some_and(|at| near(at, &words.forbid) || near(at, &words.limits))
    }

    /// *tidak akan mengenakan tarif di bawah 10 persen*, told as one with tariffs that are: nothing of these is said.
    fn unsays(&self, telling: &Telling) -> bool {
        let negated = self.events.get(telling.event).is_none_or(|event| event.status == Status::Negated);
        let word = self.place.article.analysis.word_at(telling.span.start);
        !negated && !self.place.is_english() && word.is_some_and(|(at, word)| self.place.says_not(at, word))
    }

    /// Whether a mention alone is a position on it: nobody is asked whether a meeting took place.
    fn is_grave(&self, event: usize) -> bool {
        self.events.get(event).is_some_and(|event| {
            event.kind.is_hostile() || matches!(event.kind, EventType::Aid | EventType::Agree)
        })
    }

    /// Whether a deed is one that somebody may tell again: of meetings everybody speaks, as known.
    fn is_told(&self, event: usize) -> bool {
        self.place.is_english() || self.events.get(event).is_some_and(|event| !position::is_joint(event.kind))
    }

    /// Whether a holder that says the deed is not so denies it: it is said to be its own and what others told.
    fn may_deny(&self, holder: ActorId, event: usize) -> bool {
        let Some(at) = self.events.get(event) else { return false };
        let code = self.place.cast.country(holder);
        let own = code.is_some() && at.sources.iter().any(|&id| self.place.cast.country(id) == code);
        let one_sided = at.sources != at.targets || at.kind == EventType::Agree;
        own && one_sided
            && !self.place.cast.is_outlet(holder)
            && self.is_grave(event)
            && !position::is_speech(at.kind)
    }

    fn has_part(&self, holder: ActorId, event: usize) -> bool {
        let code = self.place.cast.country(holder);
        code.is_some_and(|code| {
            self.tellings.parties.get(event).is_some_and(|parties| parties.contains(code))
        })
    }

    /// The events that the words of a span lead back to: nouns to any if they are definite, else to grave ones.
    fn led_back(&self, span: Span) -> Vec<(usize, &'static str)> {
        let analysis = self.place.article.analysis;
        let mut found = Vec::new();
        let Some(first) = analysis.sentence_at(span.start) else { return found };
        for sentence in first..analysis.sentences.len() {
            let here = &analysis.sentences[sentence];
            if here.span.start >= span.end {
                break;
            }
            for word in here.words_in(span) {
                let at = &here.words[word];
                // *serangan itu tidak dilakukan pasukannya*
                let undone = |telling: &Telling| self.events[telling.event].status == Status::Negated;
                if self.tellings.within(at.span).iter().any(undone) {
                    continue;
                }
                let noun = at.morphology.nominal.is_some() || at.upos == Upos::Noun;
                let definite = self.place.is_definite(sentence, word);
                if noun {
                    let event = self.tellings.referred(&self.place, sentence, word, None);
                    let rule = if definite { "stance.presupposed" } else { "stance.mentioned" };
                    let kept = event.filter(|&event| definite && self.is_told(event) || self.is_grave(event));
                    let rule = if self.place.says_not(sentence, word) { "stance.negated" } else { rule };
                    found.extend(kept.map(|event| (event, rule)));
                } else if at.upos == Upos::Verb && self.place.says_not(sentence, word) {
                    let event = self.tellings.referred(&self.place, sentence, word, None);
                    // *tidak akan mengenakan tarif* promises, where the tariffs of before are real.
                    let future =
                        self.place.near_before(sentence, word, &self.place.lexicon.stances.words.future);
                    let event = event.filter(|&event| !future || !self.events[event].status.is_real());
                    found.extend(event.map(|event| (event, "stance.negated")));
                } else if at.upos == Upos::Verb {
                    // A verb that tells the same deed again speaks of it, whether or not it names both sides.
                    let event = self.tellings.referred(&self.place, sentence, word, None);
                    let grave = event.filter(|&event| self.is_grave(event));
                    found.extend(grave.map(|event| (event, "stance.mentioned")));
                }
            }
        }
        found
    }

    #[allow(clippy::too_many_arguments, reason = "one stance with all it is read from")]
    fn push(
        &mut self,
        holder: ActorId,
        event: usize,
        stance: StanceKind,
        statement: Option<usize>,
        cue: Span,
        rule: Rule,
        explicit: bool,
    ) {
        let statement = statement.and_then(|index| self.statements.get(index)).map(|said| said.id);
        let event = EventId::at(event);
        let stance = Stance { holder, event, stance, statement, cue: Some(cue), rule };
        self.found.push(Found { at: cue.start, explicit, stance });
    }

    /// One stance of a kind for each holder and event; who denies outright affirms nothing by the way.
    fn finish(mut self) -> Vec<Stance> {
        self.found.sort_by_key(|f| (f.at, !f.explicit, f.stance.event, f.stance.holder, f.stance.stance));
        let refused: BTreeSet<(ActorId, EventId)> = self
            .found
            .iter()
            .filter(|found| {
                found.explicit && matches!(found.stance.stance, StanceKind::Denies | StanceKind::Declines)
            })
            .map(|found| (found.stance.holder, found.stance.event))
            .collect();
        // What a headline says in short, the text says in full: *Tokyo bantah serangan* is its spokesperson's denial.
        let country = |stance: &Stance| self.place.cast.country(stance.holder).map(str::to_owned);
        let told: BTreeSet<_> = self
            .found
            .iter()
            .filter(|found| !self.is_heading(found))
            .map(|found| (country(&found.stance), found.stance.event, found.stance.stance))
            .collect();
        let repeated = |f: &Found| {
            self.is_heading(f) && told.contains(&(country(&f.stance), f.stance.event, f.stance.stance))
        };
        let mut seen = BTreeSet::new();
        let held = self.found.iter().filter(|found| {
            let stance = &found.stance;
            (found.explicit || !refused.contains(&(stance.holder, stance.event)))
                && !repeated(found)
                && seen.insert((stance.holder, stance.event, stance.stance))
        });
        held.map(|found| found.stance.clone()).collect()
    }

    fn is_heading(&self, found: &Found) -> bool {
        let sentence = self.place.article.analysis.sentence_at(found.at);
        let block = sentence.map(|index| self.place.article.sentences()[index].block);
        matches!(block, Some(Block::Headline | Block::Heading))
    }
}
