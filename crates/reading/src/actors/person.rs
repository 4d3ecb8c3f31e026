use std::collections::BTreeSet;
use std::ops::Range;

use telisik_lexicon::{Target, TitleSense, holds};

use super::draft::{Drafts, Full};
use super::figure::{Figure, Printed};
use super::naming::Read;
use super::phrase::Phrase;
use super::sight::{Gap, Line, What};

/// So many persons with a name in common are looked at; no honest article has more.
const MOST_NAMESAKES: usize = 64;

/// Which names are whose.
impl Drafts<'_> {
    /// Meets all full names of persons, so that short ones can be led back to them.
    pub(super) fn full_names(&mut self, line: &Line<'_>, reads: &[Read]) {
        for read in reads {
            match read {
                Read::Phrase(phrase) => {
                    if let Some(principal) = &phrase.principal {
                        self.meet(line, principal, None, None);
                    }
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
                let mut first = line.words.partition_point(|&w| w < name.words.start);
                let last = line.words.partition_point(|&w| w < name.words.end);
                while first < last && holds(&self.lexicon.references.words().honorifics, line.key(first)) {
                    first += 1;
                }
                let range = first..last;
                if range.len() > 1 && range.clone().all(|at| !line.sighted(at)) {
                    self.meet(line, &range, None, None);
                }
            }
        }
    }

    /// The figure of a full name, made where it is new.
    pub(super) fn meet(
        &mut self,
        line: &Line<'_>,
        name: &Range<usize>,
        printed: Option<&Printed>,
        phrase: Option<&Phrase>,
    ) {
        let id = match self.full.get(&(line.index, name.start)) {
            Some(full) => full.figure,
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
                self.full.insert((line.index, name.start), Full { figure: id, end: name.end });
                if let Some(figure) = self.figures.get_mut(id) {
                    let after = figure.places.partition_point(|at| *at < (line.index, name.start));
                    figure.places.insert(after, (line.index, name.start));
                }
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

    pub(super) fn add(&mut self, figure: Figure) -> usize {
        let id = self.figures.len();
        let pieces: BTreeSet<&String> = figure.keys.iter().flatten().collect();
        for piece in pieces {
            self.by_piece.entry(piece.clone()).or_default().push(id);
        }
        self.figures.push(figure);
        id
    }

    pub(super) fn known(&mut self, person: usize) -> usize {
        if let Some(&id) = self.by_person.get(&person) {
            return id;
        }
        let figure = Figure::known(self.lexicon, person).unwrap_or_else(|| Figure::unknown(""));
        let id = self.add(figure);
        self.by_person.insert(person, id);
        id
    }

    pub(super) fn same_name(&self, line: &Line<'_>, name: &Range<usize>) -> Option<usize> {
        let own: Vec<String> = line.pieces[name.clone()].iter().map(|p| p.key.clone()).collect();
        let last = own.last()?;
        self.by_piece.get(last)?.iter().rev().take(MOST_NAMESAKES).copied().find(|&id| {
            let figure = &self.figures[id];
            figure.may_be(&own) || figure.person.is_none() && figure.keys.iter().any(|k| within(k, &own))
        })
    }

    /// The person of the lexicon whose full name this is; of several, the one of the printed title's state,
    /// then of the state named most, then in office on the day.
    pub(super) fn person_at(
        &self,
        line: &Line<'_>,
        name: &Range<usize>,
        printed: Option<&Printed>,
    ) -> Option<usize> {
        let sight = line.sight_at(name.start).filter(|s| s.pieces == *name)?;
        let What::Named(senses) = &sight.what else { return None };
        let persons: Vec<usize> = senses
            .iter()
            .filter_map(|s| match s.target {
                Target::Person(at) => Some(at),
                Target::Actor(_) => None,
            })
            .collect();
        let found = self.likeliest(&persons, printed, name.len() > 1)?;
        Some(self.successor(line, name, printed, found).unwrap_or(found))
    }

    /// Another person with the same surname who holds the printed office on the day where the person found
    /// does not: a son of the same name.
    fn successor(
        &self,
        line: &Line<'_>,
        name: &Range<usize>,
        printed: Option<&Printed>,
        found: usize,
    ) -> Option<usize> {
        let (day, printed) = (self.day?, printed.filter(|p| p.sure)?);
        let persons = self.lexicon.actors.persons();
        let holds = |at: usize| {
            let term = persons.get(at).and_then(|p| p.offices.iter().find(|t| t.holds(day)));
            term.is_some_and(|t| t.code == printed.code && printed.office.starts_with(t.office.as_str()))
        };
        if holds(found) {
            return None;
        }
        let own: Vec<String> = line.pieces.get(name.clone())?.iter().map(|p| p.key.clone()).collect();
        (0..persons.len()).find(|&at| {
            at != found
                && holds(at)
                && Figure::known(self.lexicon, at).is_some_and(|figure| figure.may_be(&own))
        })
    }

    pub(super) fn likeliest(
        &self,
        persons: &[usize],
        printed: Option<&Printed>,
        full: bool,
    ) -> Option<usize> {
        let entries = self.lexicon.actors.persons();
        if let [only] = persons
            && full
        {
            return Some(*only);
        }
        let score = |&at: &usize| -> Option<(bool, bool, usize, bool)> {
            let person = entries.get(at)?;
            let titled = printed.is_some_and(|p| p.sure && p.code.country() == person.state.country());
            let met = self.by_person.contains_key(&at);
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
    pub(super) fn short(
        &self,
        line: &Line<'_>,
        name: &Range<usize>,
        printed: Option<&Printed>,
    ) -> Option<usize> {
        let own: Vec<String> = line.pieces.get(name.clone())?.iter().map(|p| p.key.clone()).collect();
        let found: Vec<usize> = self
            .by_piece
            .get(own.first()?)?
            .iter()
            .rev()
            .take(MOST_NAMESAKES)
            .copied()
            .filter(|&id| self.figures[id].may_be(&own))
            .filter(|&id| {
                let country = self.figures[id].code(self.lexicon, self.day);
                printed.is_none_or(|p| !p.sure || country.is_none_or(|c| c.country() == p.code.country()))
            })
            .collect();
        let here = (line.index, name.start);
        let last_before = |&id: &usize| -> Option<(usize, usize)> {
            let places = &self.figures.get(id)?.places;
            places.get(places.partition_point(|at| *at < here).checked_sub(1)?).copied()
        };
        found.iter().copied().max_by_key(|id| (last_before(id), std::cmp::Reverse(*id)))
    }

    /// The figure of a name of any length, where it is known who is meant.
    pub(super) fn figure_at(
        &mut self,
        line: &Line<'_>,
        name: &Range<usize>,
        printed: Option<&Printed>,
    ) -> Option<usize> {
        if let Some(full) = self.full.get(&(line.index, name.start)) {
            return Some(full.figure);
        }
        if let Some(id) = self.short(line, name, printed) {
            return Some(id);
        }
        let person = self.person_at(line, name, printed)?;
        Some(self.known(person))
    }
}

/// Whether every piece of `short` is a piece of `long`, in order.
fn within(short: &[String], long: &[String]) -> bool {
    let mut long = long.iter();
    short.len() > 1 && short.iter().all(|piece| long.any(|l| l == piece))
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
        let name =
            known.map(|s| s.pieces.clone()).or_else(|| line.person_around(last)).or_else(|| run(line, start));
        if let Some(name) = name.filter(|n| n.end == start) {
            found.push((name, phrase));
        }
    }
    found
}

/// The words with capitals that end before a piece: two to four of them, none known otherwise.
fn run(line: &Line<'_>, end: usize) -> Option<Range<usize>> {
    let capital = |at: &usize| {
        let letter =
            line.pieces.get(*at).and_then(|p| p.print.chars().next()).is_some_and(char::is_uppercase);
        letter
            && !line.sighted(*at)
            && (*at + 1 == end || matches!(line.gap(at + 1), Gap::Space | Gap::Hyphen))
    };
    let start = (0..end).rev().take(5).take_while(capital).last()?;
    let all_capitals = line.pieces[start..end].iter().any(telisik_lexicon::Piece::all_capitals);
    ((2..=4).contains(&(end - start)) && !line.title_case() && !all_capitals).then_some(start..end)
}

pub(super) fn print(line: &Line<'_>, pieces: &Range<usize>) -> String {
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
