//! Which event is at issue where somebody confirms, denies or will not speak.

use telisik_language::Upos;
use telisik_lexicon::{Lexicon, WordClass};
use telisik_record::{AccordingTo, ActorId, EventType, Span, StanceKind};

use super::position::is_speech;
use super::telling::{Place, Telling};
use super::{Found, Reader};

/// How many words are taken for what is denied.
const OBJECT: usize = 20;
/// How many sentences back a bare *tuduhan itu* reaches.
const REACH: usize = 12;
/// How many sentences back a claim may stand that is denied.
const CLAIM: usize = 2;
/// How many sentences back a charge may stand whose matter is denied in words of its own.
const CHARGE: usize = 3;
/// How many tellings back it reaches.
const TELLINGS: usize = 60;

impl Place<'_, '_> {
    /// What stands behind a verb up to the end of its clause.
    pub(super) fn object(&self, sentence: usize, behind: usize) -> Span {
        let Some(here) = self.article.sentences().get(sentence) else { return Span::new(0, 0) };
        let last = here.words.len().min(behind + OBJECT);
        let ends =
            |&word: &usize| matches!(&*here.words[word].form, "," | ";" | "." | ":" | "\"" | "“" | "”");
        let end = (behind..last).find(ends).unwrap_or(last.max(behind));
        here.span_of(behind..end)
    }
}

impl Reader<'_, '_> {
    /// The event that a holder confirms, denies or will not speak of with the words at `cue`.
    ///
    /// First what `object` itself tells, then what its words lead back to, last what was said of the holder before.
    pub(super) fn event_at_issue(
        &self,
        holder: ActorId,
        stance: StanceKind,
        sentence: usize,
        cue: Span,
        object: Option<Span>,
        quoted: bool,
    ) -> Option<usize> {
        let code = self.place.cast.country(holder);
        if let Some(object) = object {
            let told = self.tellings.within(object);
            let told: Vec<&Telling> = told.iter().filter(|t| !self.is_own_word(code, t, object)).collect();
            let takes_part = |telling: &&&Telling| self.takes_part(code, telling.event, true);
            // *menolak tuduhan Chad bahwa …*: what is charged, before the charge.
            let deed = |telling: &&&Telling| self.events[telling.event].kind != EventType::Accuse;
            let own = told.iter().filter(deed).find(takes_part).or(told.iter().find(deed));
            let own = own.or(told.iter().find(takes_part)).or(told.first()).map(|telling| telling.event);
            // *rejected a motion*: the refusal itself is nothing that is denied.
            let itself = |event: &usize| self.place.is_english() && self.events[*event].trigger.overlaps(cue);
            // Who denies a deed of others is heard where the deed itself is told, not where a word leads back to it.
            let apart = |&event: &usize| {
                stance == StanceKind::Denies
                    && !self.place.is_english()
                    && !self.takes_part(code, event, true)
                    && !self.takes_part(code, event, false)
            };
            let led = || self.led_to(object, code).filter(|event| !itself(event) && !apart(event));
            if let Some(event) = own.or_else(led) {
                let accused = self.events[event].kind == EventType::Accuse
                    && self.takes_part(code, event, false)
                    && !self.takes_part(code, event, true);
                // Who denies a charge denies the deed that it is about.
                let deed = code.filter(|_| accused && stance == StanceKind::Denies).and_then(|code| {
                    let accusation = self.near(sentence, cue).find(|telling| telling.event == event)?;
                    self.deed_charged(accusation, code, sentence, cue)
                });
                return Some(deed.unwrap_or(event));
            }
        }
        // *denied visas to inspectors*: no claim.
        if stance == StanceKind::Denies
            && self.place.is_english()
            && object.is_some_and(|object| !self.speaks_of_claim(object))
        {
            return None;
        }
        match stance {
            // *membantah melakukan genosida*: a deed that could not be read is the matter of a charge, if of anything.
            StanceKind::Denies if object.is_some_and(|object| !self.is_bare(object, cue)) => {
                let until = object.map_or(cue.start, |object| object.start.max(cue.end));
                self.charged(code?, sentence, until)
            }
            StanceKind::Denies => self.denied(holder, code?, sentence, cue, quoted),
            StanceKind::Declines => self.unspoken(code?, sentence, cue, object),
            StanceKind::Affirms | StanceKind::Alleges => None,
        }
    }

    /// Whether some words name a claim without its matter, or nothing at all: *the accusation*, *it*, *comment*.
    pub(super) fn speaks_of_claim(&self, object: Span) -> bool {
        let analysis = self.place.article.analysis;
        let Some(here) = analysis.sentence_at(object.start).map(|index| &analysis.sentences[index]) else {
            return true;
        };
        let words = here.words_in(object);
        words.is_empty()
            || words
                .into_iter()
                .any(|word| self.place.lexicon.cues.is(here.words[word].root(), WordClass::Hollow))
    }

    /// Whether what is denied is only pointed at: *tuduhan itu*, *klaim Chad tersebut*, *terlibat*, nothing at all.
    fn is_bare(&self, object: Span, cue: Span) -> bool {
        let analysis = self.place.article.analysis;
        let Some(sentence) = analysis.sentence_at(object.start) else { return true };
        if self.place.is_english() {
            return true;
        }
        let here = &analysis.sentences[sentence];
        let Lexicon { clauses, cues, stances, .. } = self.place.lexicon;
        // *Tuduhan itu dibantah.*
        if object.end <= cue.start {
            let hollow = |word: usize| cues.is(&here.words[word].form, WordClass::Hollow);
            return here.words_in(object).any(hollow);
        }
        let mut pointed = here.words_in(object).is_empty();
        for word in here.words_in(object) {
            let form = &*here.words[word].form;
            if cues.is(form, WordClass::Hollow)
                || clauses.pointers.contains(form)
                || stances.words.possessive.contains(form)
                || stances.words.involved.contains(form)
            {
                pointed = true;
            } else if clauses.coordination.contains(form) || clauses.openers.contains(form) {
                let first = word == here.words_in(object).start;
                return (pointed || first) && !stances.words.matter.contains(form);
            } else if self.place.cast.around(sentence, word).is_none()
                && !clauses.origin.contains(form)
                && !clauses.agent.contains(form)
                && !matches!(here.words[word].upos, Upos::Adv | Upos::Adj)
            {
                // *membantahnya dengan tegas*
                return pointed && here.words[word].upos == Upos::Adp && !stances.words.matter.contains(form);
            }
        }
        pointed
    }

    /// The event that the words of what is denied lead back to, whether or not they are definite.
    fn led_to(&self, object: Span, code: Option<&str>) -> Option<usize> {
        let analysis = self.place.article.analysis;
        let sentence = analysis.sentence_at(object.start)?;
        let words = analysis.sentences[sentence].words_in(object);
        words.into_iter().find_map(|word| self.tellings.referred(&self.place, sentence, word, code))
    }

    pub(super) fn takes_part(&self, code: Option<&str>, event: usize, as_source: bool) -> bool {
        let Some(event) = self.events.get(event) else { return false };
        let ids = if as_source { &event.sources } else { &event.targets };
        code.is_some() && ids.iter().any(|&id| self.place.cast.country(id) == code)
    }

    /// The tellings that a bare back-reference may mean, the nearest first.
    fn near(&self, sentence: usize, cue: Span) -> impl Iterator<Item = &Telling> {
        let reach = move |telling: &&Telling| telling.sentence + REACH >= sentence;
        let one_sided = |telling: &&Telling| {
            let event = &self.events[telling.event];
            event.sources.len() < 2 || event.sources != event.targets
        };
        self.tellings.before(cue.start).take(TELLINGS).take_while(reach).filter(one_sided)
    }

    /// What others said of the denier: the deed told with the nearest accusation against it, else that accusation, else
    /// the nearest deed of its own that another tells.
    fn denied(&self, holder: ActorId, code: &str, sentence: usize, cue: Span, quoted: bool) -> Option<usize> {
        // Who goes on denying speaks of the same.
        let before = |found: &&Found| {
            found.stance.holder == holder && found.stance.stance == StanceKind::Denies && found.at < cue.start
        };
        if quoted && let Some(found) = self.found.iter().rev().find(before) {
            return Some(found.stance.event.index());
        }
        let of_holder = |event: usize| self.takes_part(Some(code), event, true);
        let claim = self.near(sentence, cue).find(|telling| {
            self.accuses_of(telling, code)
                || telling.sentence + CLAIM >= sentence && self.is_claimed(telling, code)
        });
        if let Some(claim) = claim {
            let accused = self.accuses_of(claim, code);
            let deed = accused.then(|| self.deed_charged(claim, code, sentence, cue)).flatten();
            return Some(deed.unwrap_or(claim.event));
        }
        if let Some(event) = self.charged_after(code, sentence, cue) {
            return Some(event);
        }
        let reach = if quoted { CLAIM } else { REACH };
        if quoted && self.place.is_english() {
            return None;
        }
        let told =
            self.near(sentence, cue).take_while(|told| told.sentence + reach >= sentence).find(|telling| {
                let event = &self.events[telling.event];
                let by_another = match event.according_to {
                    AccordingTo::Narrator => true,
                    AccordingTo::Statement(id) => self.statements.get(id.index()).is_none_or(|statement| {
                        !statement.speakers.iter().any(|&id| self.place.cast.country(id) == Some(code))
                    }),
                };
                of_holder(telling.event) && event.kind.is_hostile() && !is_speech(event.kind) && by_another
            });
        told.map(|telling| telling.event)
    }

    /// Whether a telling is that of an accusation against a country.
    fn accuses_of(&self, telling: &Telling, code: &str) -> bool {
        self.events[telling.event].kind == EventType::Accuse
            && self.takes_part(Some(code), telling.event, false)
            && !self.takes_part(Some(code), telling.event, true)
    }

    /// What somebody charges or threatens another with after he denied something is not what he denies.
    fn is_own_word(&self, code: Option<&str>, telling: &Telling, object: Span) -> bool {
        /// What is denied begins no further on.
        const NEAR: u32 = 20;
        let speech = is_speech(self.events[telling.event].kind);
        let apart = telling.span.start > object.start + NEAR;
        !self.place.is_english() && apart && speech && self.takes_part(code, telling.event, true)
    }

    /// Whether another claims a deed that a country has a part in: *Chad mengklaim telah menembak jatuh jet Niger*.
    fn is_claimed(&self, telling: &Telling, code: &str) -> bool {
        let said = telling.statement.and_then(|index| self.statements.get(index));
        let by_another = said.is_some_and(|said| {
            !said.speakers.is_empty()
                && !said.speakers.iter().any(|&id| self.place.cast.country(id) == Some(code))
        });
        let kind = self.events[telling.event].kind;
        let part = |as_source| self.takes_part(Some(code), telling.event, as_source);
        by_another && !is_speech(kind) && (part(true) || part(false))
    }

    /// The accusation against a country that was told right before.
    fn charged(&self, code: &str, sentence: usize, until: u32) -> Option<usize> {
        let near = self
            .near(sentence, Span::new(until, until))
            .take_while(|telling| telling.sentence + CHARGE >= sentence);
        near.filter(|telling| self.accuses_of(telling, code)).map(|telling| telling.event).next()
    }

    /// What is told right after with an accusation against a country: *Chad membantahnya. Niger menuduh Chad …*.
    fn charged_after(&self, code: &str, sentence: usize, cue: Span) -> Option<usize> {
        let next = self.tellings.after(cue.end).take(TELLINGS).take_while(|t| t.sentence <= sentence + 1);
        let accusation = next.into_iter().find(|telling| self.accuses_of(telling, code))?;
        let deed = self.tellings.after(accusation.span.end).take(TELLINGS);
        let mut deed = deed.take_while(|telling| telling.sentence == accusation.sentence);
        let own = deed.find(|telling| self.is_hostile_deed_of(telling, code));
        Some(own.unwrap_or(accusation).event)
    }

    fn is_hostile_deed_of(&self, telling: &Telling, code: &str) -> bool {
        let kind = self.events[telling.event].kind;
        self.takes_part(Some(code), telling.event, true) && kind.is_hostile() && !is_speech(kind)
    }

    /// The nearest hostile deed of the accused that is told with an accusation, right before or after it.
    fn deed_charged(&self, accusation: &Telling, code: &str, sentence: usize, cue: Span) -> Option<usize> {
        let deed = self.near(sentence, cue).find(|telling| {
            self.is_hostile_deed_of(telling, code) && telling.sentence.abs_diff(accusation.sentence) <= 1
        });
        deed.map(|telling| telling.event)
    }

    /// What somebody will not speak of: the nearest deed that it has a part in, else the one told last where *laporan
    /// itu* leads back to it.
    fn unspoken(&self, code: &str, sentence: usize, cue: Span, object: Option<Span>) -> Option<usize> {
        let here = self.place.article.sentences().get(sentence)?;
        let verb = here.word_at(cue.start)?;
        let asked = &self.place.lexicon.stances.words.asked;
        // *Saat ditanya apakah …*: the question is what is at issue, whether or not it could be read.
        if let Some(question) = here.words[..verb].iter().rfind(|word| asked.contains(&*word.form)) {
            let asked = self.tellings.within(Span::new(question.span.end, cue.start));
            return asked.first().map(|telling| telling.event);
        }
        let deed = |telling: &&Telling| !is_speech(self.events[telling.event].kind);
        let part = |as_source: bool| {
            let own = move |telling: &&Telling| self.takes_part(Some(code), telling.event, as_source);
            self.near(sentence, cue).filter(deed).find(own)
        };
        let own = part(true).or_else(|| part(false));
        if let Some(own) = own {
            return Some(own.event);
        }
        let object = here.words_in(object?);
        let Lexicon { clauses, cues, stances, .. } = self.place.lexicon;
        let back = |word: usize| match self.place.is_english() {
            true => self.place.is_definite(sentence, word),
            false => object.clone().any(|word| clauses.pointers.contains(&*here.words[word].form)),
        };
        let hollow = |&word: &usize| {
            let form = &*here.words[word].form;
            cues.is(form, WordClass::Hollow) || stances.words.prospect.contains(form)
        };
        let leads_back = object.clone().find(hollow).is_some_and(back);
        leads_back.then(|| self.near(sentence, cue).find(deed))?.map(|telling| telling.event)
    }
}
