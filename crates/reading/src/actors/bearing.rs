//! Whose a person is whom no list and no printed title tells: *pakar militer Kenya, Amina Odhiambo*.

use std::ops::Range;

use telisik_language::{Deprel, Nominal, Upos};
use telisik_lexicon::{ReferenceWords, TitleSense, holds};
use telisik_record::{Code, Span};

use super::draft::{Draft, Drafts, Who};
use super::figure::Printed;
use super::sight::{Line, What};

/// So many places of a person's name are looked at.
const MOST_PLACES: usize = 4;

/// In words: no honest description of a person is longer.
const LONGEST: usize = 16;

/// The words that describe a person, from their head noun on.
type Description = Range<usize>;

impl Drafts<'_> {
    /// Codes persons without an entry and a title by the noun that the tree joins to their name, or that stands
    /// between commas behind it.
    pub(super) fn bearings(&mut self, lines: &[Line<'_>]) {
        for id in 0..self.figures.len() {
            let Some(figure) = self.figures.get(id) else { continue };
            if figure.person.is_some() || figure.printed.as_ref().is_some_and(|p| p.sure) {
                continue;
            }
            let places: Vec<(usize, usize)> = figure.places.iter().take(MOST_PLACES).copied().collect();
            let found = places.into_iter().find_map(|(index, piece)| {
                let line = lines.get(index)?;
                let end = self.full.get(&(index, piece))?.end;
                self.described(line, &line.words(piece..end))
            });
            if let (Some(printed), Some(figure)) = (found, self.figures.get_mut(id)) {
                figure.printed = Some(printed);
            }
        }
    }

    /// What the descriptions of the name at these words tell.
    fn described(&self, line: &Line<'_>, name: &Range<usize>) -> Option<Printed> {
        let words = self.lexicon.references.words();
        let trees = nouns(line, words, name).into_iter().map(|noun| under(line, noun, name));
        let behind = behind(line, words, name);
        trees.chain(behind).find_map(|words| self.told(line, &words, name))
    }

    fn told(&self, line: &Line<'_>, words: &Description, name: &Range<usize>) -> Option<Printed> {
        let before = line.sentence.words.get(words.start.saturating_sub(1)..words.end)?;
        let former = before.iter().any(|w| self.is_former(&w.form));
        let (code, start) = self.owner_in(line, words, name)?;
        let titled = self.title_role(line, words.start..start);
        let whole = ["IGO", "IMG", "NGO"].contains(&code.as_str().split(' ').next().unwrap_or_default())
            || code.role().contains(' ');
        let code = match titled {
            _ if whole => code,
            _ if former => Code::new(code.country()),
            // *warga Kenya* is what the person is; the army in *pakar militer Kenya* is not.
            Some((role, true)) if !["", &role].contains(&code.role()) => Code::new(code.country()),
            Some(_) if !code.role().is_empty() => code,
            Some((role, _)) => Code::of(code.country(), &role),
            None => Code::new(code.country()),
        };
        Some(Printed { code, office: String::new(), sure: true })
    }

    fn is_former(&self, form: &str) -> bool {
        let senses = self.lexicon.titles.names().get(form);
        senses.contains(&TitleSense::Former)
    }

    /// The role of the first title among some words, and whether it is a people's.
    fn title_role(&self, line: &Line<'_>, words: Range<usize>) -> Option<(String, bool)> {
        let titles = &self.lexicon.titles;
        line.sights.iter().find_map(|sight| {
            let at = *line.words.get(sight.pieces.start)?;
            let What::Titled(senses) = &sight.what else { return None };
            if !words.contains(&at) {
                return None;
            }
            senses.iter().find_map(|sense| match sense {
                TitleSense::Title(title) => Some((titles.titles().get(*title)?.role.clone(), false)),
                TitleSense::People(people) => Some((titles.peoples().get(*people)?.role.clone(), true)),
                TitleSense::Spokesperson => Some((String::new(), false)),
                _ => None,
            })
        })
    }

    /// The first actor that the description names as that to which the person belongs, and where its name begins.
    ///
    /// Bodies count where their names alone tell whose they are, and give a state inside their names its role.
    fn owner_in(&self, line: &Line<'_>, words: &Description, name: &Range<usize>) -> Option<(Code, usize)> {
        let first = self.list.partition_point(|d| d.sentence < line.index);
        let here = self.list.get(first..)?.iter().take_while(|d| d.sentence == line.index);
        let own: Span = line.sentence.span_of(name.clone());
        let near: Vec<&Draft> = here
            .filter(|d| words.contains(&d.words.start) && !d.span.overlaps(own))
            .filter(|d| belongs(line, self.lexicon.references.words(), words.start..d.words.start))
            .collect();
        let code = |who: &Who| self.profile(who).and_then(|p| p.code);
        let known = near.iter().filter_map(|d| {
            let [who] = d.who.as_slice() else { return None };
            let told = match who {
                Who::Entry(_) | Who::Seat(..) | Who::Named(..) => code(who)?,
                Who::Figure(_) => Code::new(code(who)?.country()),
                Who::Body(at, _) if self.lexicon.titles.bodies().get(*at)?.of.is_some() => code(who)?,
                _ => return None,
            };
            Some((told, d.words.start))
        });
        let Some((state, at)) = known.min_by_key(|(_, at)| *at) else {
            let guessed = near.iter().filter_map(|d| match d.who.as_slice() {
                [who @ (Who::Body(..) | Who::Officials(_))] => Some((code(who)?, d.words.start)),
                // The noun of the people is the description's own.
                [who @ Who::People(..)] => Some((code(who)?, d.words.end)),
                _ => None,
            });
            return guessed.min_by_key(|(_, at)| *at);
        };
        let around = near.iter().filter(|d| d.words.contains(&at)).find_map(|d| {
            let [who @ (Who::Body(..) | Who::Named(..))] = d.who.as_slice() else { return None };
            code(who).filter(|c| c.country() == state.country() && state.role().is_empty())
        });
        Some((around.unwrap_or(state), at))
    }
}

/// Whether the words between a noun and an actor leave the noun the actor's: no deed, and no verb but of where it
/// is from.
fn belongs(line: &Line<'_>, words: &ReferenceWords, between: Range<usize>) -> bool {
    let titled = |at: usize| {
        let piece = line.words.partition_point(|&word| word < at);
        line.sighted(piece)
    };
    between.clone().zip(line.sentence.words.get(between).unwrap_or_default()).all(|(at, word)| {
        let deed =
            matches!(word.morphology.nominal, Some(Nominal::Act)) && word.upos == Upos::Noun && !titled(at);
        let verb = matches!(word.upos, Upos::Verb) && !holds(&words.belonging, &word.form);
        !deed && !verb && !holds(&words.against, &word.form)
    })
}

/// The nouns that the tree joins to a name: its title, what it stands in apposition to, what it is called.
fn nouns(line: &Line<'_>, lists: &ReferenceWords, name: &Range<usize>) -> Vec<usize> {
    let sentence = line.sentence;
    let words = &sentence.words;
    let outside =
        |at: &usize| words.get(*at).is_some_and(|w| w.head.is_none_or(|head| !name.contains(&head)));
    let Some(head) = name.clone().find(outside) else { return vec![] };
    let Some(word) = words.get(head) else { return vec![] };
    let noun = |at: &usize| words.get(*at).is_some_and(|w| matches!(w.upos, Upos::Noun | Upos::Propn));
    let mut found: Vec<usize> = Vec::new();
    if let Some(up) = word.head.filter(noun) {
        match word.deprel {
            Deprel::Flat | Deprel::Appos | Deprel::Compound => found.push(up),
            // *dua komandan Hamas, Odeh dan Haddad*: of one noun in number both are.
            Deprel::Conj if several(line, lists, up) => found.push(up),
            Deprel::Conj => {
                let over = words.get(up).filter(|w| w.deprel == Deprel::Appos).and_then(|w| w.head);
                found.extend(over.filter(|&over| several(line, lists, over)));
            }
            // *Amina adalah pakar militer Kenya*
            Deprel::Nsubj if sentence.child(up, &[Deprel::Cop]).is_some() => found.push(up),
            _ => {}
        }
    }
    // *Mantan tentara Kenya itu bernama Amina*
    let called = word.head.filter(|&up| words.get(up).is_some_and(|w| holds(&lists.named, &w.form)));
    if let Some(called) = called {
        found.extend(sentence.child(called, &[Deprel::Nsubj, Deprel::NsubjPass]));
        let over = words.get(called).filter(|w| matches!(w.deprel, Deprel::Acl | Deprel::AclRelcl));
        found.extend(over.and_then(|w| w.head));
    }
    // *Kepala Badan Antariksa Kenya, Jenderal Otieno*
    if let Some(over) = found.first().and_then(|&noun| words.get(noun))
        && matches!(over.deprel, Deprel::Appos | Deprel::Flat)
    {
        found.extend(over.head.filter(noun));
    }
    found.extend(sentence.children(head).filter(|&child| {
        words.get(child).is_some_and(|w| w.deprel == Deprel::Appos && w.upos == Upos::Noun)
    }));
    found
}

fn several(line: &Line<'_>, lists: &ReferenceWords, noun: usize) -> bool {
    line.sentence.child(noun, &[Deprel::Nummod]).is_some()
        || line
            .sentence
            .children(noun)
            .any(|child| line.sentence.words.get(child).is_some_and(|w| holds(&lists.each, &w.form)))
}

/// The words that a noun heads, from itself to the last before the name.
fn under(line: &Line<'_>, noun: usize, name: &Range<usize>) -> Description {
    let stop = if name.start > noun { name.start } else { line.sentence.words.len() };
    let mut end = noun + 1;
    while end < stop.min(noun + LONGEST) && line.sentence.under(end, noun) {
        end += 1;
    }
    noun..end
}

/// *Amina Odhiambo, pakar militer Kenya,*: the words between commas behind the name that begin with a noun.
fn behind(line: &Line<'_>, lists: &ReferenceWords, name: &Range<usize>) -> Option<Description> {
    let words = &line.sentence.words;
    let comma = |at: usize| words.get(at).is_some_and(|w| w.upos == Upos::Punct);
    let start = name.end + 1;
    let first = words.get(start)?;
    let opens = first.upos == Upos::Noun || holds(&lists.describing, &first.form);
    if !(words.get(name.end).is_some_and(|w| &*w.form == ",") && opens) {
        return None;
    }
    let end = (start..words.len().min(start + LONGEST)).find(|&at| comma(at))?;
    Some(start..end)
}
