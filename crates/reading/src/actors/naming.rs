use std::ops::Range;

use telisik_lexicon::{How, Lexicon, SeatKind, Sense, Target, TitleSense};
use telisik_record::{ActorKind, Code, MentionKind, Warning, WarningCode};

use super::draft::{Drafts, Who};
use super::figure::keys;
use super::person::print;
use super::phrase::{self, Phrase};
use super::place;
use super::sight::{Gap, Line};

/// What is read at a place of a line.
pub(super) enum Read {
    Phrase(Phrase),
    /// A name without title words, by index of the line's sights.
    Bare(usize),
}

pub(super) fn read(line: &Line<'_>, lexicon: &Lexicon) -> Vec<Read> {
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

/// Drafts of the mentions in a line.
impl Drafts<'_> {
    pub(super) fn phrase(&mut self, line: &Line<'_>, phrase: &Phrase) {
        for &index in phrase.owners.iter().chain(&phrase.others) {
            self.named(line, index, true);
        }
        if self.announced(line, phrase) || names_unlisted_outlet(self.lexicon, line, phrase) {
            return;
        }
        let owners = self.owners(line, phrase);
        if let (Some(base), Some((_, head))) = (owners.first(), phrase.parts.first()) {
            for (_, sense) in &phrase.parts {
                self.owned.insert(*sense, base.clone());
            }
            self.owned.insert(*head, base.clone());
        }
        self.inner_bodies(line, phrase, &owners);
        for (range, _) in &phrase.parts {
            self.inner_names(line, range, &owners, phrase);
        }
        if let Some(principal) = &phrase.principal
            && let Some(id) = self.figure_at(line, principal, None)
        {
            let span = line.span(principal.clone());
            let who = vec![Who::Figure(id)];
            self.push_as(line, span, principal.clone(), who, MentionKind::Name, "actors.principal", true);
        }
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

    /// The outlet or group whose kind is all that the phrase says besides: it is meant itself.
    fn announced(&mut self, line: &Line<'_>, phrase: &Phrase) -> bool {
        let bodies = phrase.parts.iter().all(|(_, sense)| matches!(sense, TitleSense::Body(_)));
        let [owner] = phrase.owners.as_slice() else { return false };
        let found = phrase::announced(line, self.lexicon, phrase, *owner);
        let (Some((at, how)), true) = (found, bodies && phrase.names.is_empty() && !phrase.complement) else {
            return false;
        };
        for &index in &phrase.others {
            self.named(line, index, true);
        }
        let outlet = self.lexicon.actors.entries().get(at).is_some_and(|e| e.channel.is_some());
        let Some(name) = line.sights.get(*owner).map(|s| s.pieces.clone()) else { return false };
        let span = line.span(if outlet { name } else { phrase.pieces.clone() });
        let kind = if how == How::Name { MentionKind::Name } else { MentionKind::Alias };
        let (words, who) = (phrase.pieces.clone(), vec![Who::Entry(at)]);
        self.push_as(line, span, words, who, kind, "actors.announced-name", false);
        true
    }

    /// Names and bodies that a longer title or name ends with: *TNI* of *Panglima TNI*, *Kenya* of *Angkatan
    /// Darat Kenya*.
    fn inner_names(&mut self, line: &Line<'_>, range: &Range<usize>, owners: &[Code], phrase: &Phrase) {
        for start in range.start + 1..range.end {
            let rest = line.pieces.get(start..range.end).unwrap_or_default();
            let whole = |taken: usize| taken == rest.len();
            let named = self.lexicon.actors.names().longest(rest).filter(|(taken, _)| whole(*taken));
            let sense = named.and_then(|(_, senses)| self.choose(&senses));
            if let Some(Sense { target: Target::Actor(at), how: How::Name | How::Alias }) = sense {
                let span = line.span(start..range.end);
                let who = vec![Who::Entry(at)];
                self.push_as(line, span, start..range.end, who, MentionKind::Name, "actors.inner-name", true);
                return;
            }
            let titled = self.lexicon.titles.names().longest(rest).filter(|(taken, _)| whole(*taken));
            let body =
                titled.and_then(|(_, senses)| senses.into_iter().find(|s| matches!(s, TitleSense::Body(_))));
            if let Some(TitleSense::Body(at)) = body {
                let part = (start..range.end, TitleSense::Body(at));
                let inner = Phrase { parts: vec![part], ..phrase.clone() };
                let Some(base) = owners.first().cloned().or_else(|| self.unsaid_owner(line, &inner)) else {
                    continue;
                };
                let after = phrase.owners.first().and_then(|&i| line.sights.get(i)).map(|s| s.pieces.end);
                let end = after.filter(|&end| end > range.end && owners.len() == 1).unwrap_or(range.end);
                let who = vec![Who::Body(at, self.coded(&inner, &base))];
                let span = line.span(start..end);
                self.push_as(line, span, start..end, who, MentionKind::Name, "actors.inner-body", true);
                return;
            }
        }
    }

    /// Bodies inside a phrase: *Kementerian Luar Negeri Mesir* of *juru bicara Kementerian Luar Negeri Mesir*.
    pub(super) fn inner_bodies(&mut self, line: &Line<'_>, phrase: &Phrase, owners: &[Code]) {
        let end = phrase.owners.iter().filter_map(|&i| line.sights.get(i)).map(|s| s.pieces.end).max();
        for (nth, (range, sense)) in phrase.parts.iter().enumerate() {
            let TitleSense::Body(at) = sense else { continue };
            if nth == 0 && phrase.names.is_empty() {
                continue;
            }
            let inner = Phrase { parts: phrase.parts[nth..].to_vec(), ..phrase.clone() };
            let base = owners.first().cloned().or_else(|| self.unsaid_owner(line, &inner));
            let Some(base) = base else { continue };
            let who = vec![Who::Body(*at, self.coded(&inner, &base))];
            let pieces = range.start..end.unwrap_or(range.end).max(range.end);
            let span = line.span(pieces.clone());
            self.push_as(line, span, pieces, who, MentionKind::Name, "actors.body", true);
        }
    }

    /// Who a phrase without a person's name means.
    pub(super) fn unnamed(&mut self, line: &Line<'_>, phrase: &Phrase, owners: &[Code]) -> Vec<Who> {
        let Some(&(_, head)) = phrase.parts.first() else { return vec![] };
        let bases = if owners.is_empty() {
            if !phrase.own && !self.may_stand_alone(line, phrase) {
                return vec![];
            }
            Vec::from_iter(self.unsaid_owner(line, phrase))
        } else {
            owners.to_vec()
        };
        bases.iter().filter_map(|base| self.one_unnamed(line, phrase, head, base)).collect()
    }

    pub(super) fn one_unnamed(
        &mut self,
        line: &Line<'_>,
        phrase: &Phrase,
        head: TitleSense,
        base: &Code,
    ) -> Option<Who> {
        let code = self.coded(phrase, base);
        Some(match head {
            TitleSense::Body(_) if phrase.complement => {
                let pieces = phrase.pieces.clone();
                Who::Named(print(line, &pieces), code)
            }
            TitleSense::Body(at) => match self.same_body(line, phrase, at) {
                Some(entry) => Who::Entry(entry),
                None => Who::Body(at, code),
            },
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

    /// The body that only stands beside its kind: *badan intelijen Mossad*.
    fn same_body(&self, line: &Line<'_>, phrase: &Phrase, body: usize) -> Option<usize> {
        let [owner] = phrase.owners.as_slice() else { return None };
        let Some(Sense { target: Target::Actor(at), how: How::Name | How::Alias }) =
            self.choose(line.senses(*owner))
        else {
            return None;
        };
        let entry = self.lexicon.actors.entries().get(at)?;
        let role = &self.lexicon.titles.bodies().get(body)?.role;
        let same = entry.code.as_ref().is_some_and(|c| c.role() == role);
        (entry.kind == ActorKind::Body && same).then_some(at)
    }

    /// Whether title words without an owner and a name name somebody: bodies where they do not describe
    /// another noun, titles in capitals.
    pub(super) fn may_stand_alone(&self, line: &Line<'_>, phrase: &Phrase) -> bool {
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
            &TitleSense::Body(body) => {
                let role = self.lexicon.titles.bodies().get(body).map_or("", |b| b.role.as_str());
                // *perusahaan*, *media*: with no state beside them they are anybody's.
                if range.len() == 1 && !capital && !["GOV", "MIL", "COP", "LEG", "JUD", "SPY"].contains(&role)
                {
                    return false;
                }
                let long = range.len() > 1 || phrase.parts.len() > 1;
                let adjective = self.lexicon.titles.bodies().get(body).is_some_and(|b| b.adjective);
                long || capital && !start || !adjective || !describes(line, range.start)
            }
            // In a headline everything has a capital, so the article must have told who bears the title.
            TitleSense::Title(at) if line.title_case() => self.figures.iter().any(|f| f.titles.contains(at)),
            TitleSense::Title(_) => capital && !start,
            _ => false,
        }
    }

    pub(super) fn check_office(&mut self, line: &Line<'_>, phrase: &Phrase, id: usize, owners: &[Code]) {
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
    pub(super) fn bare(&mut self, line: &Line<'_>, index: usize) {
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
    pub(super) fn named(&mut self, line: &Line<'_>, index: usize, inside: bool) {
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
            if how == How::Name && pieces.len() > 1 {
                self.inner_states(line, &pieces, at);
            }
            let span = line.span(pieces.clone());
            return self.push_as(line, span, pieces, vec![who], kind, rule, inside);
        };
        let first = pieces.start..alias.start;
        let span = line.span(first.clone());
        self.push_as(line, span, first, vec![who.clone()], kind, rule, inside);
        let span = line.span(alias.clone());
        self.push_as(line, span, alias, vec![who], MentionKind::Alias, "actors.alias-in-brackets", inside);
    }

    /// The state that a body's or group's full name ends with: *Rusia* of *Angkatan Laut Rusia*.
    fn inner_states(&mut self, line: &Line<'_>, pieces: &Range<usize>, whole: usize) {
        for start in pieces.start + 1..pieces.end {
            let rest = line.pieces.get(start..pieces.end).unwrap_or_default();
            let named = self.lexicon.actors.names().longest(rest).filter(|(taken, _)| *taken == rest.len());
            let sense = named.and_then(|(_, senses)| self.choose(&senses));
            let Some(Sense { target: Target::Actor(at), how: How::Name | How::Alias }) = sense else {
                continue;
            };
            let kind = self.lexicon.actors.entries().get(at).map(|e| e.kind);
            if at == whole || !matches!(kind, Some(ActorKind::State | ActorKind::Igo)) {
                continue;
            }
            let span = line.span(start..pieces.end);
            let who = vec![Who::Entry(at)];
            self.push_as(line, span, start..pieces.end, who, MentionKind::Name, "actors.inner-name", true);
            return;
        }
    }

    /// A contradicted abbreviation, told as one name over the whole.
    pub(super) fn slip(&mut self, line: &Line<'_>, pieces: &Range<usize>, who: Who) {
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
    pub(super) fn loose_names(&mut self, line: &Line<'_>) {
        let mut at = 0;
        while at < line.pieces.len() {
            let covered = line.sighted(at) || self.covered(line, at);
            if covered || !line.pieces[at].capital() {
                at += 1;
                continue;
            }
            let full = self.full.get(&(line.index, at)).copied();
            let range = line.person_around(at).filter(|r| r.start == at && r.len() > 1).unwrap_or(at..at + 1);
            let range = full.map_or(range, |full| at..full.end);
            let alone = range.len() > 1 || !part_of_longer(line, at);
            let long = line.pieces[at].print.len() > 2 || line.person_around(at).is_some();
            let id = full
                .map(|f| f.figure)
                .or_else(|| if alone && long { self.short(line, &range, None) } else { None });
            if let Some(id) = id {
                let kind = if range.len() > 1 { MentionKind::Name } else { MentionKind::Alias };
                self.push(line, range.clone(), vec![Who::Figure(id)], kind, "actors.part-of-name");
            }
            at = range.end;
        }
    }

    pub(super) fn covered(&self, line: &Line<'_>, at: usize) -> bool {
        let Some(&span) = line.spans.get(at) else { return true };
        self.list.iter().rev().take_while(|d| d.sentence == line.index).any(|d| d.span.overlaps(span))
    }
}

/// Whether a word for media is part of the name of an outlet that no list holds: *Harian Nusantara*.
fn names_unlisted_outlet(lexicon: &Lexicon, line: &Line<'_>, phrase: &Phrase) -> bool {
    let [(range, _)] = phrase.parts.as_slice() else { return false };
    let media = phrase::body_roles(lexicon, phrase).contains(&"MED");
    let name = |at: usize| !line.sighted(at) && line.pieces.get(at).is_some_and(|p| p.capital());
    let after = line.gap(range.end) == Gap::Space && name(range.end);
    let before = range.start > 1 && line.gap(range.start) == Gap::Space && name(range.start - 1);
    let capital = line.pieces.get(range.start).is_some_and(|p| p.capital());
    media && capital && !line.title_case() && phrase.owners.is_empty() && (after || before)
}

fn line_keys(line: &Line<'_>, pieces: &Range<usize>) -> Vec<String> {
    line.pieces.get(pieces.clone()).unwrap_or_default().iter().map(|p| p.key.clone()).collect()
}

/// Whether the single piece is part of a longer name that is not known: *Melania Trump*, *Trump Tower*.
pub(super) fn part_of_longer(line: &Line<'_>, at: usize) -> bool {
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
