use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use jiff::civil::Date;
use telisik_lexicon::{How, Lexicon, SeatKind, Sense, Target, TitleSense};
use telisik_record::{ActorKind, Code, MentionKind, Rule, Span, Warning, WarningCode};

use super::figure::{Figure, Printed, keys};
use super::phrase::{self, Phrase};
use super::place;
use super::sight::{Gap, Line, What};

/// Who a mention names, before actors are numbered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Who {
    /// An actor of the lexicon.
    Entry(usize),
    /// A house of government of the lexicon: the actor and the seat.
    Seat(usize, usize),
    /// A person, by place in [`Drafts::figures`].
    Figure(usize),
    /// A body named by a common noun, and the code it has.
    Body(usize, Code),
    /// The holder of an office who is not named: the office in English, and the code.
    Office(String, Code),
    /// Officials who are not named.
    Officials(Code),
    /// A people or crowd, and the code.
    People(usize, Code),
}

/// A mention that is not yet part of an actor.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) sentence: usize,
    pub(super) span: Span,
    pub(super) words: Range<usize>,
    pub(super) who: Vec<Who>,
    pub(super) kind: MentionKind,
    pub(super) rule: Rule,
    /// It lies inside the phrase of another mention: *Rusia* of *Presiden Rusia*.
    pub(super) inside: bool,
}

/// Everything that is being found out about the actors of an article.
pub(super) struct Drafts<'l> {
    pub(super) lexicon: &'l Lexicon,
    pub(super) day: Option<Date>,
    pub(super) figures: Vec<Figure>,
    pub(super) list: Vec<Draft>,
    pub(super) warnings: Vec<Warning>,
    /// The figures whose names hold a piece.
    by_piece: HashMap<String, Vec<usize>>,
    /// Which figure a full name at a line and piece is.
    full: BTreeMap<(usize, usize), usize>,
    /// How often each state is named.
    states: BTreeMap<String, usize>,
    /// The code last used with a body or title that was printed without its state.
    owned: BTreeMap<TitleSense, Code>,
}

impl<'l> Drafts<'l> {
    pub(super) fn new(lexicon: &'l Lexicon, day: Option<Date>) -> Self {
        Self {
            lexicon,
            day,
            figures: vec![],
            list: vec![],
            warnings: vec![],
            by_piece: HashMap::new(),
            full: BTreeMap::new(),
            states: BTreeMap::new(),
            owned: BTreeMap::new(),
        }
    }

    /// Drafts all mentions by name, title and body.
    pub(super) fn name(&mut self, lines: &[Line<'_>]) {
        let phrases: Vec<Vec<Read>> = lines.iter().map(|line| read(line, self.lexicon)).collect();
        self.count_states(lines);
        // Headlines shorten names, so they are read when the article has told who is meant.
        let (heads, bodies): (Vec<_>, Vec<_>) =
            lines.iter().zip(&phrases).partition(|(line, _)| line.title_case());
        for (line, reads) in bodies.iter().chain(&heads) {
            self.full_names(line, reads);
        }
        for (line, reads) in lines.iter().zip(&phrases) {
            for read in reads {
                match read {
                    Read::Phrase(phrase) => self.phrase(line, phrase),
                    Read::Bare(index) => self.bare(line, *index),
                }
            }
            self.loose_names(line);
        }
        self.sort();
    }

    /// Brings the drafts into the order of the text, the longer first where two begin together.
    pub(super) fn sort(&mut self) {
        self.list.sort_by_key(|d| (d.span.start, std::cmp::Reverse(d.span.end), d.inside));
    }

    fn count_states(&mut self, lines: &[Line<'_>]) {
        for line in lines {
            for index in 0..line.sights.len() {
                let Some(base) = self.state_of(line, index) else { continue };
                *self.states.entry(base.country().to_owned()).or_default() += 1;
            }
        }
    }

    /// The code of the actor or person at a sight.
    fn state_of(&self, line: &Line<'_>, index: usize) -> Option<Code> {
        let sense = self.choose(line.senses(index))?;
        match sense.target {
            Target::Actor(at) => self.lexicon.actors.entries().get(at)?.code.clone(),
            Target::Person(at) => Some(self.lexicon.actors.persons().get(at)?.state.clone()),
        }
    }

    /// The likeliest meaning of a name: full names before seats before places; of several actors, the one
    /// whose state the article names most.
    fn choose(&self, senses: &[Sense]) -> Option<Sense> {
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
        let best = actors.min_by_key(|s| {
            (matches!(s.target, Target::Person(_)), rank(s.how), std::cmp::Reverse(named(s)))
        });
        best.copied()
    }

    // --- persons -------------------------------------------------------------------------------------------

    /// Meets all full names of persons, so that short ones can be led back to them.
    fn full_names(&mut self, line: &Line<'_>, reads: &[Read]) {
        for read in reads {
            match read {
                Read::Phrase(phrase) => {
                    for (nth, name) in phrase.names.iter().enumerate() {
                        let printed = self.printed(line, phrase, nth);
                        self.meet(line, name, printed.as_ref(), Some(phrase));
                    }
                }
                Read::Bare(index) => {
                    let Some(sight) = line.sights.get(*index) else { continue };
                    let person = line.senses(*index).iter().any(|s| matches!(s.target, Target::Person(_)));
                    if person && sight.pieces.len() > 1 {
                        self.meet(line, &sight.pieces.clone(), None, None);
                    }
                }
            }
        }
        // *Badr Abdelatty, Menteri Luar Negeri Mesir,*: the title behind the name.
        for (name, phrase) in appositions(line, reads) {
            let printed = self.printed(line, phrase, 0);
            self.meet(line, &name, printed.as_ref(), Some(phrase));
        }
        for name in &line.sentence.names {
            if name.kind == telisik_language::NameKind::Person {
                let first = line.words.partition_point(|&w| w < name.words.start);
                let last = line.words.partition_point(|&w| w < name.words.end);
                let range = first..last;
                if range.len() > 1 && range.clone().all(|at| !line.sighted(at)) {
                    self.meet(line, &range, None, None);
                }
            }
        }
    }

    /// The figure of a full name, made where it is new.
    fn meet(
        &mut self,
        line: &Line<'_>,
        name: &Range<usize>,
        printed: Option<&Printed>,
        phrase: Option<&Phrase>,
    ) {
        let id = match self.full.get(&(line.index, name.start)) {
            Some(&id) => id,
            None => {
                let single = name.len() == 1;
                let found = match self.person_at(line, name, printed) {
                    Some(person) => Some(self.known(person)),
                    None if single => self.short(line, name, printed),
                    None => self.same_name(line, name),
                };
                let id = match found {
                    Some(id) => id,
                    None if single && line.title_case() => return,
                    None => self.add(Figure::unknown(&print(line, name))),
                };
                self.full.insert((line.index, name.start), id);
                id
            }
        };
        let Some(phrase) = phrase else { return };
        let former = phrase.parts.iter().any(|(_, s)| *s == TitleSense::Former);
        let Some(figure) = self.figures.get_mut(id) else { return };
        for (_, sense) in &phrase.parts {
            if let TitleSense::Title(at) = sense {
                figure.titles.insert(*at);
            }
        }
        if figure.printed.as_ref().is_none_or(|before| !before.sure && printed.is_some_and(|p| p.sure))
            && let Some(printed) = printed
        {
            figure.former = former;
            figure.printed = Some(printed.clone());
        }
    }

    fn add(&mut self, figure: Figure) -> usize {
        let id = self.figures.len();
        let pieces: BTreeSet<&String> = figure.keys.iter().flatten().collect();
        for piece in pieces {
            self.by_piece.entry(piece.clone()).or_default().push(id);
        }
        self.figures.push(figure);
        id
    }

    fn known(&mut self, person: usize) -> usize {
        if let Some(id) = self.figures.iter().position(|f| f.person == Some(person)) {
            return id;
        }
        match Figure::known(self.lexicon, person) {
            Some(figure) => self.add(figure),
            None => 0,
        }
    }

    fn same_name(&self, line: &Line<'_>, name: &Range<usize>) -> Option<usize> {
        let own: Vec<String> = line.pieces[name.clone()].iter().map(|p| p.key.clone()).collect();
        let last = own.last()?;
        self.by_piece.get(last)?.iter().copied().find(|&id| {
            let figure = &self.figures[id];
            figure.may_be(&own) || figure.person.is_none() && figure.keys.iter().any(|k| within(k, &own))
        })
    }

    /// The person of the lexicon whose full name this is; of several, the one of the printed title's state,
    /// then of the state named most, then in office on the day.
    fn person_at(&self, line: &Line<'_>, name: &Range<usize>, printed: Option<&Printed>) -> Option<usize> {
        let sight = line.sight_at(name.start).filter(|s| s.pieces == *name)?;
        let What::Named(senses) = &sight.what else { return None };
        let persons: Vec<usize> = senses
            .iter()
            .filter_map(|s| match s.target {
                Target::Person(at) => Some(at),
                Target::Actor(_) => None,
            })
            .collect();
        self.likeliest(&persons, printed, name.len() > 1)
    }

    fn likeliest(&self, persons: &[usize], printed: Option<&Printed>, full: bool) -> Option<usize> {
        let entries = self.lexicon.actors.persons();
        if let [only] = persons
            && full
        {
            return Some(*only);
        }
        let score = |&at: &usize| -> Option<(bool, bool, usize, bool)> {
            let person = entries.get(at)?;
            let titled = printed.is_some_and(|p| p.sure && p.code.country() == person.state.country());
            let met = self.figures.iter().any(|f| f.person == Some(at));
            let named = self.states.get(person.state.country()).copied().unwrap_or(0);
            Some((titled, met, named, person.office_on(self.day).is_some()))
        };
        let mut ranked: Vec<((bool, bool, usize, bool), usize)> =
            persons.iter().filter_map(|at| Some((score(at)?, *at))).collect();
        ranked.sort_by_key(|r| std::cmp::Reverse(r.0));
        let &(best, at) = ranked.first()?;
        // A title of another state means another person of that name.
        if !full && printed.is_some_and(|p| p.sure) && !best.0 {
            return None;
        }
        let tied = ranked.get(1).is_some_and(|second| second.0 == best);
        let in_office = best.3 || best.0 || best.1;
        let counts = full || !tied && (in_office || best.2 > 0 && ranked.len() == 1);
        counts.then_some(at)
    }

    /// The figure meant by a part of a name: one met before this place, the nearest; else one met later; else
    /// a person known by that name alone.
    fn short(&self, line: &Line<'_>, name: &Range<usize>, printed: Option<&Printed>) -> Option<usize> {
        let own: Vec<String> = line.pieces.get(name.clone())?.iter().map(|p| p.key.clone()).collect();
        let found: Vec<usize> = self
            .by_piece
            .get(own.first()?)?
            .iter()
            .copied()
            .filter(|&id| self.figures[id].may_be(&own))
            .filter(|&id| {
                let country = self.figures[id].code(self.lexicon, self.day);
                printed.is_none_or(|p| !p.sure || country.is_none_or(|c| c.country() == p.code.country()))
            })
            .collect();
        let here = (line.index, name.start);
        let last_before =
            |&id: &usize| self.full.range(..here).rev().find(|(_, figure)| **figure == id).map(|(at, _)| *at);
        found.iter().copied().max_by_key(|id| (last_before(id), std::cmp::Reverse(*id)))
    }

    /// The figure of a name of any length, where it is known who is meant.
    fn figure_at(
        &mut self,
        line: &Line<'_>,
        name: &Range<usize>,
        printed: Option<&Printed>,
    ) -> Option<usize> {
        if let Some(&id) = self.full.get(&(line.index, name.start)) {
            return Some(id);
        }
        if let Some(id) = self.short(line, name, printed) {
            return Some(id);
        }
        let person = self.person_at(line, name, printed)?;
        Some(self.known(person))
    }

    // --- what belongs to whom -----------------------------------------------------------------------------

    /// The codes of a phrase's owners.
    fn owners(&self, line: &Line<'_>, phrase: &Phrase) -> Vec<Code> {
        phrase.owners.iter().filter_map(|&index| self.owner_code(line, index)).collect()
    }

    fn owner_code(&self, line: &Line<'_>, index: usize) -> Option<Code> {
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
    fn role(&self, phrase: &Phrase, base: &Code) -> String {
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
    fn coded(&self, phrase: &Phrase, base: &Code) -> Code {
        let former = phrase.parts.iter().any(|(_, s)| *s == TitleSense::Former);
        if base.as_str().starts_with("IGO ") || base.role().contains(' ') || base.as_str().starts_with("IMG ")
        {
            return base.clone();
        }
        if former { Code::new(base.country()) } else { Code::of(base.country(), &self.role(phrase, base)) }
    }

    /// The code of the owner that the phrase leaves unsaid: what its title words tell, what the same body
    /// belonged to before, or the state the article is about.
    fn unsaid_owner(&self, phrase: &Phrase) -> Option<Code> {
        let titles = &self.lexicon.titles;
        let told = phrase.parts.iter().find_map(|(_, s)| match s {
            TitleSense::Title(at) => titles.titles().get(*at)?.of.clone(),
            TitleSense::Body(at) => titles.bodies().get(*at)?.of.clone(),
            _ => None,
        });
        if let Some(code) = told {
            return Some(Code::new(&code));
        }
        let before = phrase.parts.iter().find_map(|(_, s)| self.owned.get(s));
        before.cloned().or_else(|| self.home())
    }

    /// The state the article is about: Indonesia where it is named about as often as any, else the one named
    /// most.
    fn home(&self) -> Option<Code> {
        let states = self.states.iter().filter(|(code, _)| !code.contains(' '));
        let (code, most) = states.max_by_key(|(_, count)| **count)?;
        let domestic = self.states.get("IDN").copied().unwrap_or(0);
        Some(if domestic * 2 >= *most { Code::new("IDN") } else { Code::new(code) })
    }

    /// What the title printed with the `nth` name of a phrase tells: the code and the office in English.
    fn printed(&self, line: &Line<'_>, phrase: &Phrase, nth: usize) -> Option<Printed> {
        let owner = phrase.owners.get(if phrase.owners.len() > 1 { nth } else { 0 });
        let base = match owner {
            Some(&index) => self.owner_code(line, index)?,
            None => self.unsaid_owner(phrase)?,
        };
        let (code, office) = (self.coded(phrase, &base), self.office(phrase, &base));
        Some(Printed { code, office, sure: owner.is_some() })
    }

    /// The office in English with the name of what it belongs to.
    fn office(&self, phrase: &Phrase, base: &Code) -> String {
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
    fn holder(&mut self, phrase: &Phrase, base: &Code) -> Option<usize> {
        let [(_, TitleSense::Title(at))] = phrase.parts.as_slice() else { return None };
        let office = self.lexicon.titles.titles().get(*at)?.office.as_str();
        let met = self.figures.iter().rposition(|f| {
            f.titles.contains(at)
                && !f.former
                && f.code(self.lexicon, self.day).is_some_and(|c| c.country() == base.country())
        });
        if met.is_some() {
            return met;
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

    // --- drafting ------------------------------------------------------------------------------------------

    fn push(
        &mut self,
        line: &Line<'_>,
        pieces: Range<usize>,
        who: Vec<Who>,
        kind: MentionKind,
        rule: &'static str,
    ) {
        let span = line.span(pieces.clone());
        self.push_as(line, span, pieces, who, kind, rule, false);
    }

    #[allow(clippy::too_many_arguments, reason = "one row of a table")]
    fn push_as(
        &mut self,
        line: &Line<'_>,
        span: Span,
        pieces: Range<usize>,
        who: Vec<Who>,
        kind: MentionKind,
        rule: &'static str,
        inside: bool,
    ) {
        if who.is_empty() || span.is_empty() {
            return;
        }
        let words = line.words(pieces);
        self.list.push(Draft {
            sentence: line.index,
            span,
            words,
            who,
            kind,
            rule: Rule::from(rule),
            inside,
        });
    }

    fn phrase(&mut self, line: &Line<'_>, phrase: &Phrase) {
        for &index in phrase.owners.iter().chain(&phrase.others) {
            self.named(line, index, true);
        }
        let owners = self.owners(line, phrase);
        if let (Some(base), Some((_, head))) = (owners.first(), phrase.parts.first()) {
            for (_, sense) in &phrase.parts {
                self.owned.insert(*sense, base.clone());
            }
            self.owned.insert(*head, base.clone());
        }
        self.inner_bodies(line, phrase, &owners);
        if !phrase.names.is_empty() {
            for (nth, name) in phrase.names.iter().enumerate() {
                let printed = self.printed(line, phrase, nth);
                let Some(id) = self.figure_at(line, name, printed.as_ref()) else { continue };
                self.check_office(line, phrase, id, &owners);
                let pieces = if nth == 0 { phrase.pieces.start..name.end } else { name.clone() };
                let span = line.span(name.clone());
                self.push_as(
                    line,
                    span,
                    pieces,
                    vec![Who::Figure(id)],
                    MentionKind::Name,
                    "actors.titled-name",
                    false,
                );
            }
            return;
        }
        let who = self.unnamed(line, phrase, &owners);
        let end = phrase.pieces.end.max(phrase.title_end());
        self.push(line, phrase.pieces.start..end, who, MentionKind::Description, "actors.title");
    }

    /// Bodies inside a phrase: *Kementerian Luar Negeri Mesir* of *juru bicara Kementerian Luar Negeri Mesir*.
    fn inner_bodies(&mut self, line: &Line<'_>, phrase: &Phrase, owners: &[Code]) {
        let end = phrase.owners.iter().filter_map(|&i| line.sights.get(i)).map(|s| s.pieces.end).max();
        for (nth, (range, sense)) in phrase.parts.iter().enumerate() {
            let TitleSense::Body(at) = sense else { continue };
            if nth == 0 && phrase.names.is_empty() {
                continue;
            }
            let inner = Phrase { parts: phrase.parts[nth..].to_vec(), ..phrase.clone() };
            let base = owners.first().cloned().or_else(|| self.unsaid_owner(&inner));
            let Some(base) = base else { continue };
            let who = vec![Who::Body(*at, self.coded(&inner, &base))];
            let pieces = range.start..end.unwrap_or(range.end).max(range.end);
            let span = line.span(pieces.clone());
            self.push_as(line, span, pieces, who, MentionKind::Name, "actors.body", true);
        }
    }

    /// Who a phrase without a person's name means.
    fn unnamed(&mut self, line: &Line<'_>, phrase: &Phrase, owners: &[Code]) -> Vec<Who> {
        let Some(&(_, head)) = phrase.parts.first() else { return vec![] };
        let bases = if owners.is_empty() {
            if !self.may_stand_alone(line, phrase) {
                return vec![];
            }
            Vec::from_iter(self.unsaid_owner(phrase))
        } else {
            owners.to_vec()
        };
        bases.iter().filter_map(|base| self.one_unnamed(phrase, head, base)).collect()
    }

    fn one_unnamed(&mut self, phrase: &Phrase, head: TitleSense, base: &Code) -> Option<Who> {
        let code = self.coded(phrase, base);
        Some(match head {
            TitleSense::Body(at) => Who::Body(at, code),
            TitleSense::People(at) => {
                let role = self.lexicon.titles.peoples().get(at)?.role.clone();
                Who::People(
                    at,
                    if base.as_str().contains(' ') { base.clone() } else { Code::of(base.country(), &role) },
                )
            }
            TitleSense::Anonymous => Who::Officials(code),
            TitleSense::Title(_) => match self.holder(phrase, base) {
                Some(id) => Who::Figure(id),
                None => Who::Office(self.office(phrase, base), code),
            },
            _ => Who::Office(self.office(phrase, base), code),
        })
    }

    /// Whether title words without an owner and a name name somebody: bodies where they do not describe
    /// another noun, titles in capitals.
    fn may_stand_alone(&self, line: &Line<'_>, phrase: &Phrase) -> bool {
        let Some((range, sense)) = phrase.parts.first() else { return false };
        let capital = line.pieces.get(range.start).is_some_and(|p| p.capital());
        let told = match sense {
            TitleSense::Body(at) => self.lexicon.titles.bodies().get(*at).is_some_and(|b| b.of.is_some()),
            TitleSense::Title(at) => self.lexicon.titles.titles().get(*at).is_some_and(|b| b.of.is_some()),
            _ => false,
        };
        let start = line.gap(range.start) != Gap::Space;
        match sense {
            _ if told => true,
            TitleSense::Body(_) => {
                let long = range.len() > 1 || phrase.parts.len() > 1;
                long || capital && !start || !describes(line, range.start)
            }
            TitleSense::Title(_) => capital && !start && !line.title_case(),
            _ => false,
        }
    }

    fn check_office(&mut self, line: &Line<'_>, phrase: &Phrase, id: usize, owners: &[Code]) {
        let Some(person) = self.figures.get(id).and_then(|f| f.entry(self.lexicon)) else { return };
        let Some((_, TitleSense::Title(at))) = phrase.parts.first() else { return };
        let [owner] = owners else { return };
        let states = person.offices.iter().map(|t| t.code.country()).chain([person.state.country()]);
        if owner.as_str().contains(' ') || states.into_iter().any(|s| s == owner.country()) {
            return;
        }
        let Some(title) = self.lexicon.titles.titles().get(*at) else { return };
        self.warnings.push(Warning {
            code: WarningCode::OfficeMismatch,
            span: Some(line.span(phrase.pieces.clone())),
            message: format!(
                "printed as {} of {}, but {} is known of {}",
                title.office,
                owner.country(),
                person.name,
                person.state.country()
            ),
        });
    }

    /// A name without a title.
    fn bare(&mut self, line: &Line<'_>, index: usize) {
        let Some(sight) = line.sights.get(index) else { return };
        let Some(sense) = self.choose(line.senses(index)) else { return };
        match sense.target {
            Target::Actor(_) => self.named(line, index, false),
            Target::Person(_) => {
                let pieces = sight.pieces.clone();
                if pieces.len() == 1 && part_of_longer(line, pieces.start) {
                    return;
                }
                let Some(id) = self.figure_at(line, &pieces, None) else { return };
                let kind = if pieces.len() > 1 { MentionKind::Name } else { MentionKind::Alias };
                self.push(line, pieces, vec![Who::Figure(id)], kind, "actors.name");
            }
        }
    }

    /// An actor's name.
    fn named(&mut self, line: &Line<'_>, index: usize, inside: bool) {
        let Some(sight) = line.sights.get(index) else { return };
        let Some(Sense { target: Target::Actor(at), how }) = self.choose(line.senses(index)) else { return };
        let Some(entry) = self.lexicon.actors.entries().get(at) else { return };
        let pieces = sight.pieces.clone();
        let (who, kind, rule) = match how {
            How::Name => (Who::Entry(at), MentionKind::Name, "actors.name"),
            How::Alias => (Who::Entry(at), MentionKind::Alias, "actors.alias"),
            How::Seat(seat) => match entry.seats.get(seat).map(|s| s.kind) {
                Some(SeatKind::Government) => (Who::Seat(at, seat), MentionKind::Metonym, "actors.seat"),
                _ if inside
                    || place::is_place(self.lexicon.references.words(), line, pieces.start, pieces.end) =>
                {
                    return;
                }
                _ => (Who::Entry(at), MentionKind::Metonym, "actors.capital"),
            },
            How::Place | How::Demonym => return,
        };
        if how == How::Name && !inside && entry.ambiguous.iter().any(|n| keys(n) == line_keys(line, &pieces))
        {
            let neighbour = part_of_longer(line, pieces.start);
            if neighbour {
                return;
            }
        }
        if sight.slip {
            self.slip(line, &pieces, who);
            return;
        }
        let Some(alias) = sight.alias.clone() else {
            let span = line.span(pieces.clone());
            return self.push_as(line, span, pieces, vec![who], kind, rule, inside);
        };
        let first = pieces.start..alias.start;
        let span = line.span(first.clone());
        self.push_as(line, span, first, vec![who.clone()], kind, rule, inside);
        let span = line.span(alias.clone());
        self.push_as(line, span, alias, vec![who], MentionKind::Alias, "actors.alias-in-brackets", inside);
    }

    fn slip(&mut self, line: &Line<'_>, pieces: &Range<usize>, who: Who) {
        let mut span = line.span(pieces.clone());
        span.end += 1;
        self.push_as(
            line,
            span,
            pieces.clone(),
            vec![who],
            MentionKind::Alias,
            "actors.contradicted-abbreviation",
            false,
        );
        let words: Vec<&str> = line.pieces[pieces.clone()].iter().map(|p| p.print).collect();
        let short = words.last().copied().unwrap_or_default();
        let long = words[..words.len().saturating_sub(1)].join(" ");
        self.warnings.push(Warning {
            code: WarningCode::AbbreviationExpansion,
            span: Some(span),
            message: format!("`{short}` does not stand for `{long}`; read as the abbreviation"),
        });
    }

    /// Parts of names met elsewhere, and names that only the model found.
    fn loose_names(&mut self, line: &Line<'_>) {
        let mut at = 0;
        while at < line.pieces.len() {
            let covered = line.sighted(at) || self.covered(line, at);
            if covered || !line.pieces[at].capital() {
                at += 1;
                continue;
            }
            let range = line.person_around(at).filter(|r| r.start == at && r.len() > 1).unwrap_or(at..at + 1);
            let known = self.full.get(&(line.index, at)).copied();
            let alone = range.len() > 1 || !part_of_longer(line, at);
            let long = line.pieces[at].print.len() > 2 || line.person_around(at).is_some();
            let id = known.or_else(|| if alone && long { self.short(line, &range, None) } else { None });
            if let Some(id) = id {
                let kind = if range.len() > 1 { MentionKind::Name } else { MentionKind::Alias };
                self.push(line, range.clone(), vec![Who::Figure(id)], kind, "actors.part-of-name");
            }
            at = range.end;
        }
    }

    fn covered(&self, line: &Line<'_>, at: usize) -> bool {
        let Some(&span) = line.spans.get(at) else { return true };
        self.list.iter().rev().take_while(|d| d.sentence == line.index).any(|d| d.span.overlaps(span))
    }
}

/// Whether every piece of `short` is a piece of `long`, in order.
fn within(short: &[String], long: &[String]) -> bool {
    let mut long = long.iter();
    short.len() > 1 && short.iter().all(|piece| long.any(|l| l == piece))
}

fn line_keys(line: &Line<'_>, pieces: &Range<usize>) -> Vec<String> {
    line.pieces.get(pieces.clone()).unwrap_or_default().iter().map(|p| p.key.clone()).collect()
}

fn print(line: &Line<'_>, pieces: &Range<usize>) -> String {
    let parts = line.pieces.get(pieces.clone()).unwrap_or_default();
    let mut name = String::new();
    for (nth, piece) in parts.iter().enumerate() {
        if nth > 0 {
            name.push(if line.gap(pieces.start + nth) == Gap::Hyphen { '-' } else { ' ' });
        }
        name.push_str(piece.print);
    }
    name
}

/// Whether the single piece is part of a longer name that is not known: *Melania Trump*, *Trump Tower*.
fn part_of_longer(line: &Line<'_>, at: usize) -> bool {
    if line.title_case() {
        return false;
    }
    let unknown = |index: usize| {
        !line.sighted(index)
            && line.pieces.get(index).is_some_and(|p| p.print.chars().next().is_some_and(char::is_uppercase))
    };
    let before = at > 1 && line.gap(at) == Gap::Space && unknown(at - 1) && line.gap(at - 1) != Gap::Quote;
    let after = matches!(line.gap(at + 1), Gap::Space | Gap::Hyphen) && unknown(at + 1);
    before || after
}

/// Whether a body's bare noun describes the noun before it: *operasi militer*.
fn describes(line: &Line<'_>, at: usize) -> bool {
    use telisik_language::{Deprel, Upos};
    if line.gap(at) != Gap::Space {
        return false;
    }
    let Some(word) = line.words.get(at).and_then(|&w| line.sentence.words.get(w)) else { return true };
    let before = line.words.get(at).and_then(|&w| w.checked_sub(1)).and_then(|w| line.sentence.words.get(w));
    let led = before.is_some_and(|b| {
        matches!(b.upos, Upos::Adp | Upos::Cconj | Upos::Sconj | Upos::Verb | Upos::Adv | Upos::Aux)
    });
    !led && !matches!(
        word.deprel,
        Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::OblAgent | Deprel::Root
    )
}

/// A name with the phrase behind it that describes its bearer.
fn appositions<'p>(line: &Line<'_>, reads: &'p [Read]) -> Vec<(Range<usize>, &'p Phrase)> {
    let mut found = Vec::new();
    for read in reads {
        let Read::Phrase(phrase) = read else { continue };
        let start = phrase.pieces.start;
        let head = matches!(
            phrase.parts.first(),
            Some((
                _,
                TitleSense::Title(_) | TitleSense::Former | TitleSense::Deputy | TitleSense::Spokesperson
            ))
        );
        let ends = line.gap(phrase.pieces.end) != Gap::Space || phrase.pieces.end == line.pieces.len();
        if !head || !phrase.names.is_empty() || line.gap(start) != Gap::Comma || !ends {
            continue;
        }
        let Some(last) = start.checked_sub(1) else { continue };
        let known = line.sights.iter().find(|s| s.pieces.end == start).filter(|s| s.pieces.len() > 1);
        let known = known.filter(
            |s| matches!(&s.what, What::Named(m) if m.iter().any(|x| matches!(x.target, Target::Person(_)))),
        );
        let name = known.map(|s| s.pieces.clone()).or_else(|| line.person_around(last));
        if let Some(name) = name.filter(|n| n.end == start) {
            found.push((name, phrase));
        }
    }
    found
}

/// What is read at a place of a line.
pub(super) enum Read {
    Phrase(Phrase),
    /// A name without title words, by index of the line's sights.
    Bare(usize),
}

fn read(line: &Line<'_>, lexicon: &Lexicon) -> Vec<Read> {
    let mut found = Vec::new();
    let mut index = 0;
    while let Some(sight) = line.sights.get(index) {
        let mut end = sight.pieces.end;
        match phrase::read(line, lexicon, index) {
            Some(phrase) => {
                end = phrase.pieces.end;
                found.push(Read::Phrase(phrase));
            }
            None => found.push(Read::Bare(index)),
        }
        index += 1;
        while line.sights.get(index).is_some_and(|s| s.pieces.start < end) {
            index += 1;
        }
    }
    found
}

/// What an identity is called, what it is and how it is coded.
pub(super) struct Profile {
    pub(super) name: String,
    pub(super) kind: ActorKind,
    pub(super) code: Option<Code>,
    pub(super) key: Option<String>,
    pub(super) office: Option<String>,
}

impl Drafts<'_> {
    /// The profile of an identity; nothing where it is not known, which cannot be.
    pub(super) fn profile(&self, who: &Who) -> Option<Profile> {
        let entries = self.lexicon.actors.entries();
        let titles = &self.lexicon.titles;
        let plain = |name: String, kind, code: &Code| Profile {
            name,
            kind,
            code: Some(code.clone()),
            key: None,
            office: None,
        };
        let of = |name: &str, code: &Code| {
            let owner = self
                .lexicon
                .actors
                .actor(code.as_str())
                .or_else(|| self.lexicon.actors.actor(code.country()));
            owner.map_or_else(|| name.to_owned(), |owner| format!("{name} of {}", owner.name))
        };
        Some(match who {
            Who::Entry(at) => {
                let entry = entries.get(*at)?;
                let (name, kind, code, key) =
                    (entry.name.clone(), entry.kind, entry.code.clone(), Some(entry.key.clone()));
                Profile { name, kind, code, key, office: None }
            }
            Who::Seat(at, seat) => {
                let entry = entries.get(*at)?;
                let seat = entry.seats.get(*seat)?;
                let name = seat.en.clone().unwrap_or_else(|| seat.id.clone());
                let key = Some(format!("{}/{name}", entry.key));
                let code = seat.code.clone().or_else(|| entry.code.clone());
                Profile { name, kind: ActorKind::Body, code, key, office: None }
            }
            Who::Figure(id) => {
                let figure = self.figures.get(*id)?;
                Profile {
                    name: figure.name.clone(),
                    kind: ActorKind::Person,
                    code: figure.code(self.lexicon, self.day),
                    key: figure.entry(self.lexicon).map(|p| p.key.clone()),
                    office: figure.office(self.lexicon, self.day),
                }
            }
            Who::Body(at, code) => plain(of(&titles.bodies().get(*at)?.name, code), ActorKind::Body, code),
            Who::Office(office, code) => {
                Profile { office: Some(office.clone()), ..plain(office.clone(), ActorKind::Person, code) }
            }
            Who::Officials(code) => plain(of("officials", code), ActorKind::Body, code),
            Who::People(at, code) => {
                plain(of(&titles.peoples().get(*at)?.name, code), ActorKind::People, code)
            }
        })
    }
}
