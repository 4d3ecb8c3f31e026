use telisik_lexicon::{How, ReferenceWords, Sense, Target, TitleSense, holds};
use telisik_record::{ActorKind, Code};

use super::draft::{Drafts, Who};
use super::figure::Printed;
use super::phrase::Phrase;
use super::sight::Line;

/// So many persons are looked at for who bears a title; no honest article has more.
const MOST_FIGURES: usize = 256;

/// What belongs to whom, and how that is coded.
impl Drafts<'_> {
    pub(super) fn count_states(&mut self, lines: &[Line<'_>]) {
        for line in lines {
            for index in 0..line.sights.len() {
                let Some(base) = self.state_of(line, index) else { continue };
                if self.is_organisation(line, index) {
                    continue;
                }
                *self.states.entry(base.country().to_owned()).or_default() += 1;
            }
        }
    }

    /// Outlets, companies and institutes are quoted on whatever the article is about.
    fn is_organisation(&self, line: &Line<'_>, index: usize) -> bool {
        let entry = match self.choose(line.senses(index)).map(|sense| sense.target) {
            Some(Target::Actor(at)) => self.lexicon.actors.entries().get(at),
            _ => None,
        };
        entry.is_some_and(|entry| entry.kind == ActorKind::Organisation)
    }

    /// The code of the actor or person at a sight.
    pub(super) fn state_of(&self, line: &Line<'_>, index: usize) -> Option<Code> {
        let sense = self.choose(line.senses(index))?;
        match sense.target {
            Target::Actor(at) => self.lexicon.actors.entries().get(at)?.code.clone(),
            Target::Person(at) => Some(self.lexicon.actors.persons().get(at)?.state.clone()),
        }
    }

    /// The likeliest meaning of a name: full names before seats before places; of several actors, the one
    /// whose state the article names most.
    pub(super) fn choose(&self, senses: &[Sense]) -> Option<Sense> {
        let rank = |how: How| match how {
            How::Name | How::Alias => 0,
            How::Seat(_) => 1,
            How::Place => 2,
            How::Demonym => 3,
        };
        let named = |sense: &Sense| match sense.target {
            Target::Actor(at) => {
                let code = self.lexicon.actors.entries().get(at).and_then(|e| e.code.as_ref());
                code.and_then(|c| self.states.get(c.country())).copied().unwrap_or(0)
            }
            Target::Person(_) => 0,
        };
        let actors = senses.iter().filter(|s| s.how != How::Demonym);
        let doubtful = |sense: &Sense| match sense.target {
            Target::Actor(at) => self
                .lexicon
                .actors
                .entries()
                .get(at)
                .is_some_and(|e| e.kind == ActorKind::Body && !e.ambiguous.is_empty()),
            Target::Person(_) => false,
        };
        let best = actors.min_by_key(|s| {
            (matches!(s.target, Target::Person(_)), rank(s.how), doubtful(s), std::cmp::Reverse(named(s)))
        });
        best.copied()
    }

    /// The codes of a phrase's owners. A city behind an embassy, or behind a body that tells its state, is
    /// where that is.
    pub(super) fn owners(&self, line: &Line<'_>, phrase: &Phrase) -> Vec<Code> {
        let titles = &self.lexicon.titles;
        let posted = phrase.parts.iter().any(|(_, s)| match s {
            TitleSense::Title(at) => titles.titles().get(*at).is_some_and(|t| t.posted),
            TitleSense::Body(at) => titles.bodies().get(*at).is_some_and(|b| b.posted || b.of.is_some()),
            _ => false,
        });
        // *KBRI di Kenya* tells itself whose it is.
        let told = phrase.parts.iter().any(|(_, s)| match s {
            TitleSense::Body(at) => titles.bodies().get(*at).is_some_and(|b| b.posted && b.of.is_some()),
            _ => false,
        });
        let counts = |&&index: &&usize| {
            let how = self.choose(line.senses(index)).map(|s| s.how);
            !(told || posted && matches!(how, Some(How::Seat(_) | How::Place)))
        };
        phrase.owners.iter().filter(counts).filter_map(|&index| self.owner_code(line, index)).collect()
    }

    pub(super) fn owner_code(&self, line: &Line<'_>, index: usize) -> Option<Code> {
        let sense = self.choose(line.senses(index))?;
        let Target::Actor(at) = sense.target else { return None };
        let entry = self.lexicon.actors.entries().get(at)?;
        match sense.how {
            How::Seat(seat) => {
                entry.seats.get(seat).and_then(|s| s.code.clone()).or_else(|| entry.code.clone())
            }
            _ => entry.code.clone(),
        }
    }

    /// The role of a phrase's head in a code: of the body it belongs to, else of the title.
    pub(super) fn role(&self, phrase: &Phrase, base: &Code) -> String {
        let titles = &self.lexicon.titles;
        let body = phrase.parts.iter().find_map(|(_, s)| match s {
            TitleSense::Body(at) => {
                titles.bodies().get(*at).map(|b| b.role.clone()).filter(|r| !r.is_empty())
            }
            _ => None,
        });
        if let Some(role) = body {
            return role;
        }
        if !base.role().is_empty() {
            return base.role().to_owned();
        }
        let title = phrase.parts.iter().find_map(|(_, s)| match s {
            TitleSense::Title(at) => {
                titles.titles().get(*at).map(|t| t.role.clone()).filter(|r| !r.is_empty())
            }
            _ => None,
        });
        let speaks =
            phrase.parts.iter().any(|(_, s)| matches!(s, TitleSense::Spokesperson | TitleSense::Anonymous));
        title.unwrap_or_else(|| if speaks { "GOV".to_owned() } else { String::new() })
    }

    /// The code that a phrase gives its head with this owner.
    pub(super) fn coded(&self, phrase: &Phrase, base: &Code) -> Code {
        let former = phrase.parts.iter().any(|(_, s)| *s == TitleSense::Former);
        let worldwide = ["IGO ", "IMG ", "NGO "].iter().any(|class| base.as_str().starts_with(class));
        if worldwide || base.role().contains(' ') {
            return base.clone();
        }
        if former { Code::new(base.country()) } else { Code::of(base.country(), &self.role(phrase, base)) }
    }

    /// The code of the owner that the phrase leaves unsaid: what its title words tell, what the same body
    /// belonged to before, or the state the article is about.
    pub(super) fn unsaid_owner(&self, line: &Line<'_>, phrase: &Phrase) -> Option<Code> {
        let titles = &self.lexicon.titles;
        let told = phrase.parts.iter().find_map(|(_, s)| match s {
            TitleSense::Title(at) => titles.titles().get(*at)?.of.clone(),
            TitleSense::Body(at) => titles.bodies().get(*at)?.of.clone(),
            _ => None,
        });
        if let Some(code) = told {
            return Some(Code::new(&code));
        }
        if phrase.own {
            return self.recent(line, true).or_else(|| self.home());
        }
        let bearer = phrase.names.first().and_then(|name| self.full.get(&(line.index, name.start)));
        let known =
            bearer.and_then(|id| Some(self.figures.get(id.figure)?.entry(self.lexicon)?.state.clone()));
        if known.is_some() {
            return known;
        }
        if let Some(state) = self.quoted_state(line, phrase) {
            return Some(state);
        }
        if self.is_short_form(line, phrase) && self.states.contains_key("IDN") {
            return Some(Code::new("IDN"));
        }
        if line.title_case() {
            // *Israel Tarik Pasukan*: soldiers are of the state that the headline names before them.
            let armed = super::phrase::body_roles(self.lexicon, phrase).contains(&"MIL");
            let named = if armed { self.recent(line, false) } else { self.headline_body(line) };
            return named.or_else(|| self.home());
        }
        let before = phrase.parts.iter().find_map(|(_, s)| self.owned.get(s));
        before.cloned().or_else(|| self.recent(line, false)).or_else(|| self.home())
    }

    /// The state of the body that a headline names before: *DPR Yakin Pemerintah Siap*.
    fn headline_body(&self, line: &Line<'_>) -> Option<Code> {
        let here = self.list.iter().rev().take_while(|d| d.sentence == line.index);
        let bodies = here.filter_map(|d| match d.who.as_slice() {
            [Who::Body(at, code)] => self.lexicon.titles.bodies().get(*at)?.of.as_ref().map(|_| code),
            _ => None,
        });
        bodies.map(|code| Code::new(code.country())).next()
    }

    /// Whether the phrase is one blended word such as *Menlu*, which Indonesian outlets use of their own
    /// government where they name no other.
    fn is_short_form(&self, line: &Line<'_>, phrase: &Phrase) -> bool {
        let [(range, sense)] = phrase.parts.as_slice() else { return false };
        let Some([only]) = line.pieces.get(range.clone()) else { return false };
        let titles = &self.lexicon.titles;
        let forms = match sense {
            TitleSense::Title(at) => titles.titles().get(*at).map(|t| &t.forms),
            TitleSense::Body(at) => titles.bodies().get(*at).map(|b| &b.forms),
            _ => None,
        };
        let blends = |long: &String| long.contains(' ') && !telisik_lexicon::fold(long).contains(&only.key);
        only.capital()
            && phrase.names.is_empty()
            && forms.is_some_and(|forms| {
                forms.iter().any(blends)
                    && forms.iter().all(|f| f.contains(' ') == blends(f) || !f.contains(' '))
            })
    }

    /// The state last spoken of: in this sentence, else as the first in one of the two before. With `first` the
    /// one this sentence began with.
    fn recent(&self, line: &Line<'_>, first: bool) -> Option<Code> {
        let state = |draft: &super::draft::Draft| -> Option<Code> {
            let [who] = draft.who.as_slice() else { return None };
            let profile = self.profile(who)?;
            let code = profile.code.filter(|_| profile.kind != ActorKind::Organisation)?;
            (!draft.inside && code.country().len() == 3).then(|| Code::new(code.country()))
        };
        let near = self.list.iter().rev().take_while(|d| d.sentence + 2 >= line.index);
        let near: Vec<&super::draft::Draft> = near.collect();
        let mut here = near.iter().filter(|d| d.sentence == line.index).filter_map(|d| state(d));
        let words = self.lexicon.references.words();
        let mut acting = near
            .iter()
            .filter(|d| d.sentence == line.index && !is_led(line, d, words))
            .filter_map(|d| state(d));
        let here = if first { here.next_back() } else { acting.next().or_else(|| here.next()) };
        here.or_else(|| {
            (1..=2).find_map(|back| {
                let sentence = line.index.checked_sub(back)?;
                near.iter().rev().filter(|d| d.sentence == sentence).find_map(|d| state(d))
            })
        })
    }

    /// The state the article is about: Indonesia where it is named about as often as any, else the one named
    /// most.
    pub(super) fn home(&self) -> Option<Code> {
        let states = self.states.iter().filter(|(code, _)| !code.contains(' '));
        let (code, most) = states.max_by_key(|(_, count)| **count)?;
        let domestic = self.states.get("IDN").copied().unwrap_or(0);
        Some(if domestic * 2 >= *most { Code::new("IDN") } else { Code::new(code) })
    }

    /// What the title printed with the `nth` name of a phrase tells: the code and the office in English.
    pub(super) fn printed(&self, line: &Line<'_>, phrase: &Phrase, nth: usize) -> Option<Printed> {
        let owners = self.owners(line, phrase);
        let owner = owners.get(if owners.len() > 1 { nth } else { 0 });
        let base = match owner {
            Some(owner) => owner.clone(),
            None => self.unsaid_owner(line, phrase)?,
        };
        let (code, office) = (self.coded(phrase, &base), self.office(phrase, &base));
        Some(Printed { code, office, sure: owner.is_some() })
    }

    /// The office in English with the name of what it belongs to.
    pub(super) fn office(&self, phrase: &Phrase, base: &Code) -> String {
        let titles = &self.lexicon.titles;
        let words = phrase.parts.iter().filter_map(|(_, s)| match s {
            TitleSense::Title(at) => titles.titles().get(*at).map(|t| t.office.as_str()),
            TitleSense::Body(at) => titles.bodies().get(*at).map(|b| b.name.as_str()),
            TitleSense::Former => Some("former"),
            TitleSense::Acting => Some("acting"),
            TitleSense::Deputy => Some("deputy"),
            TitleSense::Spokesperson => Some("spokesperson"),
            TitleSense::People(_) | TitleSense::Anonymous => None,
        });
        let mut words: Vec<&str> = words.collect();
        words.dedup();
        let owner =
            self.lexicon.actors.actor(base.as_str()).or_else(|| self.lexicon.actors.actor(base.country()));
        match owner {
            Some(owner) => format!("{} of {}", words.join(" "), owner.name),
            None => words.join(" "),
        }
    }

    /// The persons who hold the phrase's office on the day in the state of `base`.
    pub(super) fn holder(&mut self, phrase: &Phrase, base: &Code) -> Option<usize> {
        let [(_, TitleSense::Title(at))] = phrase.parts.as_slice() else { return None };
        let office = self.lexicon.titles.titles().get(*at)?.office.as_str();
        let met = self.figures.iter().enumerate().rev().take(MOST_FIGURES).find(|(_, f)| {
            f.titles.contains(at)
                && !f.former
                && f.code(self.lexicon, self.day).is_some_and(|c| c.country() == base.country())
        });
        if let Some((id, _)) = met {
            return Some(id);
        }
        let day = self.day?;
        let holds = |t: &telisik_lexicon::Term| {
            t.office == office && t.code.country() == base.country() && t.from.is_some() && t.holds(day)
        };
        let mut holders =
            self.lexicon.actors.persons().iter().enumerate().filter(|(_, p)| p.offices.iter().any(holds));
        let (only, _) = holders.next()?;
        if holders.next().is_some() {
            return None;
        }
        Some(self.known(only))
    }
}

/// Whether a preposition of place leads the mention: *dari Somalia*.
fn is_led(line: &Line<'_>, draft: &super::draft::Draft, words: &ReferenceWords) -> bool {
    let before = draft.words.start.checked_sub(1).and_then(|at| line.sentence.words.get(at));
    before.is_some_and(|w| holds(&words.whereabouts, &w.form))
}
