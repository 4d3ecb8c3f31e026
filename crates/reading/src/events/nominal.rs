//! The roles around an event noun: *serangan Israel ke Gaza*, *perang A-B*, *melancarkan serangan*.

use telisik_lexicon::Voice;
use telisik_record::EventType;

use super::complements::Complement;
use super::roles::{Around, Roles};
use super::scene::Part;

impl Around<'_, '_> {
    pub(super) fn noun(&self) -> Roles {
        let all = self.complements();
        if let Some(roles) = self.participants(&all) {
            return roles;
        }
        let near: Vec<&Complement> = all.iter().filter(|c| !c.beyond).collect();
        let possessor = near.iter().find(|c| c.link.is_none()).map(|c| c.party);
        let by = all
            .iter()
            .find(|c| c.link.is_some_and(|link| self.scene.parts[link] == Part::Agent && self.does(link)))
            .map(|c| c.party);
        let from = near
            .iter()
            .find(|c| c.link.is_some_and(|link| self.scene.parts[link] == Part::Origin))
            .map(|c| c.party);
        let led =
            near.iter().find(|c| c.link.is_some_and(|link| self.leads_to_target(link))).map(|c| c.party);
        let led = led.or_else(|| {
            // *serangan yang dilancarkan Iran ke Israel*
            let doer = self.relative_doer()?;
            let mut behind = all.iter().filter(|c| c.party > doer);
            behind.find(|c| c.link.is_some_and(|link| self.leads_to_target(link))).map(|c| c.party)
        });
        let done = self.relative_doer();
        let (mut carried, suffered) = self.light();
        // Both sides of a war may end it: *komitmen Peru dan Chile untuk mengakhiri konflik*.
        let ended = self.is_ended() && carried.as_ref().is_none_or(|doers| self.countries(doers).len() < 2);
        if ended {
            carried = None;
        }
        let mut roles = Roles::default();
        let doer = by.or(done).or(from);
        roles.sources = match (doer, &carried) {
            (Some(doer), _) => self.group(doer),
            (None, Some(carried)) if !carried.is_empty() => carried.clone(),
            _ => possessor.map(|party| self.group(party)).unwrap_or_default(),
        };
        let owned = doer.is_some() || carried.as_ref().is_some_and(|carried| !carried.is_empty());
        roles.targets = match (led, possessor) {
            (Some(led), _) => self.group(led),
            (None, Some(possessor)) if owned => self.group(possessor),
            _ => suffered.unwrap_or_default(),
        };
        if roles.sources.is_empty() && ended {
            // *mengakhiri perang di Ukraina*: whose war it is has been told elsewhere.
            return Roles { targets: roles.targets, ..Roles::default() };
        }
        let suffers = led.is_none() && !roles.targets.is_empty();
        if roles.sources.is_empty() && !roles.targets.is_empty() && !suffers {
            // *Iran membalas dengan serangan ke Israel*: the clause's subject does it.
            roles.sources = self.subject(self.trigger.words.start);
            roles.borrowed = true;
            // *warga Peru tewas dalam serangan di Lima*: unless it is who comes to harm.
            if self.countries(&roles.sources) == self.countries(&roles.targets) {
                roles.sources.clear();
            }
        }
        let sources = roles.sources.clone();
        roles.targets.retain(|party| !sources.contains(party));
        roles.waged = self.is_war() && (by.is_some() || done.is_some());
        roles.mutual = self.frame.mutual && roles.targets.is_empty() && !roles.waged;
        roles
    }

    /// Participants of a mutual deed: *perang antara A dan B*, *perang A-B*, *perang A melawan B*.
    fn participants(&self, all: &[Complement]) -> Option<Roles> {
        if !self.frame.mutual {
            return None;
        }
        let between = |c: &&Complement| {
            c.link.is_some_and(|link| self.lexicon.clauses.between.contains(self.form(link)))
        };
        // *perang yang melibatkan A, B dan C*
        let involved = |c: &&Complement| {
            let far = self.trigger.words.end + 2;
            c.link.is_some_and(|link| link <= far && self.lexicon.clauses.involving.contains(self.form(link)))
        };
        let named = |c: &&Complement| !c.beyond && (c.link.is_none() || between(c)) || involved(c);
        let first = all.iter().find(named)?;
        let group = self.group(first.party);
        if self.countries(&group).len() > 1 {
            return Some(Roles { sources: group, mutual: true, ..Roles::default() });
        }
        let next = all.iter().find(|c| c.party > first.party && !group.contains(&c.party))?;
        let hyphen = (self.scene.parties[first.party].words.end..self.scene.parties[next.party].words.start)
            .all(|word| {
                matches!(self.form(word), "-" | "–" | "/")
                    || self.lexicon.clauses.versus.contains(self.form(word))
            });
        if hyphen && next.party == first.party + group.len() {
            let link = self.form(self.scene.parties[first.party].words.end);
            let directed = self.lexicon.clauses.towards.contains(link)
                && self.trigger.voice == Voice::Noun
                && self.frame.kind != EventType::Assault;
            return Some(Roles {
                sources: group,
                targets: self.group(next.party),
                mutual: !directed,
                ..Roles::default()
            });
        }
        None
    }

    /// Whether the one whom *oleh* at a word leads to does the noun's deed, not another that is told of it: *gencatan
    /// senjata ditengahi oleh Qatar*.
    fn does(&self, link: usize) -> bool {
        let verb = (self.trigger.words.end..link).rev().find(|&word| self.scene.parts[word] == Part::Verb);
        let clauses = &self.lexicon.clauses;
        verb.is_none_or(|verb| {
            clauses.light.contains(self.form(verb)) || clauses.join.contains(self.form(verb))
        })
    }

    /// The doer in a relative clause behind the noun: *serangan yang dilakukan Israel*.
    fn relative_doer(&self) -> Option<usize> {
        let scene = self.scene;
        let from = self.trigger.words.end;
        let relative =
            (from..scene.forms.len().min(from + 12)).find(|&word| scene.parts[word] == Part::Relative)?;
        let verb = relative + 1..scene.forms.len().min(relative + 5);
        let verb = verb.into_iter().find(|&word| {
            self.lexicon.clauses.light.contains(self.form(word)) && self.form(word).starts_with("di")
        })?;
        self.agent(verb + 1).first().copied()
    }

    fn countries(&self, parties: &[usize]) -> std::collections::BTreeSet<&String> {
        parties.iter().flat_map(|&party| self.scene.parties[party].codes.iter()).collect()
    }

    fn is_war(&self) -> bool {
        self.frame.mutual && self.frame.kind == EventType::Assault
    }

    /// Whether the noun is a war that somebody ends or calls an end to, who need not be in it.
    pub(super) fn is_ended(&self) -> bool {
        let start = self.trigger.words.start;
        // *mengakhiri perangnya*
        let own = self.lexicon.clauses.clitics.contains(self.form(self.trigger.words.end));
        self.is_war()
            && !own
            && (start.saturating_sub(3)..start)
                .any(|word| self.lexicon.clauses.ending.contains(self.form(word)))
    }

    /// The subject of a light verb before the noun, as its doer or as who suffers it.
    fn light(&self) -> (Option<Vec<usize>>, Option<Vec<usize>>) {
        let scene = self.scene;
        let start = self.trigger.words.start;
        for back in 1..=5 {
            let Some(word) = start.checked_sub(back) else { break };
            let form = self.form(word);
            if self.lexicon.clauses.light.contains(form) {
                let passive = form.starts_with("di") && scene.parts[word] == Part::Verb;
                let doer = if passive { self.agent(start) } else { self.subject(word) };
                return (Some(doer), None);
            }
            if self.lexicon.clauses.suffer.contains(form) {
                return (None, Some(self.subject(word)));
            }
            if scene.parts[word] != Part::Plain {
                break;
            }
        }
        (None, None)
    }
}
