use telisik_lexicon::{How, Lexicon, Sense, Target, TitleSense};
use telisik_record::{ActorKind, Code, MentionKind, Warning, WarningCode};

use super::draft::{Drafts, Who};
use super::person::print;
use super::phrase::{self, Phrase};
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
        // *perusahaan Kenya Safari Cement*: the kind and the state tell whose an unlisted organisation is.
        if let Some(name) = line.organisation_at(end)
            && line.gap(end) == Gap::Space
            && !owners.is_empty()
            && name.clone().all(|at| !line.sighted(at))
            && let [Who::Body(_, code)] = who.as_slice()
        {
            let organisation = Who::Named(print(line, &name), code.clone());
            self.push(line, name, vec![organisation], MentionKind::Name, "actors.titled-organisation");
        }
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
