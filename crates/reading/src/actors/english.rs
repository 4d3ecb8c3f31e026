//! English phrases of title, owner and name: *Russian Foreign Minister Sergei Lavrov*, *Iran's Revolutionary Guards*,
//! *the president of France*, *a spokesman for the Kenyan army*.

use telisik_language::Deprel;
use telisik_lexicon::{How, Lexicon, TitleSense, holds};
use telisik_record::Span;

use crate::Article;

use super::bearers;
use super::phrase::{self, Phrase};
use super::sight::{Gap, Line, What};

/// A phrase takes no more steps than this; none in print has more words.
const MOST_STEPS: usize = 12;

/// The full stop that ends *U.S.* belongs to the abbreviation.
pub(super) fn close_abbreviations(article: Article<'_>, line: &mut Line<'_>) {
    for (piece, span) in line.pieces.iter().zip(&mut line.spans) {
        let closed = Span::new(span.start, span.end + 1);
        let inside = piece.print.contains('.') && line.sentence.span.contains(closed);
        if inside && article.slice(closed).ends_with('.') {
            *span = closed;
        }
    }
}

/// An adjective of a state names the state as its other names do.
pub(super) fn take_adjectives(line: &mut Line<'_>) {
    for sight in &mut line.sights {
        if let What::Named(senses) = &mut sight.what {
            for sense in senses.iter_mut().filter(|sense| sense.how == How::Demonym) {
                sense.how = How::Alias;
            }
        }
    }
}

/// Reads the phrase that begins at the sight `first`: with its owner or with its first title word.
pub(super) fn read(line: &Line<'_>, lexicon: &Lexicon, first: usize) -> Option<Phrase> {
    let start = line.sights.get(first)?.pieces.start;
    let mut reading = Reading { line, lexicon, phrase: Phrase::new(start..start), place: 0, modified: false };
    let mut index = first;
    if matches!(line.sights.get(index)?.what, What::Named(_)) {
        index = reading.owners_before(first)?;
    }
    if !reading.title(index) {
        return None;
    }
    for _ in 0..MOST_STEPS {
        if !reading.step() {
            break;
        }
    }
    let mut phrase = reading.phrase;
    match phrase.parts.first() {
        Some((_, TitleSense::Body(_))) if phrase.owners.is_empty() && describes(line, &phrase) => {
            return None;
        }
        // *the official news agency* is no official with a name.
        Some((_, TitleSense::Body(_) | TitleSense::People(_) | TitleSense::Anonymous)) | None => {}
        Some(_) => {
            bearers::names(line, lexicon, &mut phrase);
            realm(line, lexicon, &mut phrase);
        }
    }
    Some(phrase)
}

/// *King Hassan of Morocco*: the state behind the name.
fn realm(line: &Line<'_>, lexicon: &Lexicon, phrase: &mut Phrase) {
    let end = phrase.pieces.end;
    if phrase.names.is_empty()
        || !phrase.owners.is_empty()
        || line.key(end) != "of"
        || line.gap(end) != Gap::Space
    {
        return;
    }
    if let Some(index) = line.sight_index(end + 1).filter(|&index| phrase::owns(line, lexicon, index)) {
        phrase.owners.push(index);
    }
}

/// Whether the body's noun only describes the noun behind it: *military aid*.
fn describes(line: &Line<'_>, phrase: &Phrase) -> bool {
    let Some(at) = phrase.pieces.end.checked_sub(1).and_then(|last| line.words.get(last)).copied() else {
        return false;
    };
    let Some(word) = line.sentence.words.get(at) else { return false };
    let behind = word.head.is_some_and(|head| head > at && head <= at + 3);
    let modifies = matches!(word.deprel, Deprel::Amod | Deprel::Nmod | Deprel::Compound);
    line.gap(phrase.pieces.end) == Gap::Space && behind && modifies
}

/// A phrase in the making.
struct Reading<'r, 'a> {
    line: &'r Line<'a>,
    lexicon: &'r Lexicon,
    phrase: Phrase,
    /// Where in its parts the next word goes: before the words it governs.
    place: usize,
    /// The last part narrows the next: *former*, *deputy*.
    modified: bool,
}

impl Reading<'_, '_> {
    /// The owners from the sight `first` on, several in a list; gives the sight of the title behind them.
    fn owners_before(&mut self, first: usize) -> Option<usize> {
        let mut index = first;
        for _ in 0..MOST_STEPS {
            if !phrase::owns(self.line, self.lexicon, index) {
                return None;
            }
            self.phrase.owners.push(index);
            let end = self.line.sights.get(index)?.pieces.end;
            let behind = self.filled(self.possessive(end));
            let next = self.line.sight_index(behind).filter(|_| self.adjoins(behind));
            if let Some(next) = next
                && matches!(self.line.sights[next].what, What::Titled(_))
            {
                return Some(next);
            }
            // *Hungarian and Romanian officials*, *U.S.-Russian talks*
            let joined = holds(&self.lexicon.references.words().joints, self.line.key(end));
            let comma = self.line.gap(end) == Gap::Comma;
            if !(joined || comma) {
                return None;
            }
            index = self.line.sight_index(if joined { end + 1 } else { end })?;
            if !matches!(self.line.sights[index].what, What::Named(_)) {
                return None;
            }
        }
        None
    }

    /// Whether only a blank, or the mark of a possessive, stands before the piece.
    fn adjoins(&self, at: usize) -> bool {
        matches!(self.line.gap(at), Gap::Space | Gap::Hyphen)
    }

    /// The index behind *'s*, or the index itself.
    fn possessive(&self, at: usize) -> usize {
        let near =
            at.checked_sub(1).and_then(|before| self.line.spans.get(before)).zip(self.line.spans.get(at));
        let glued = near.is_some_and(|(before, own)| own.start <= before.end + 1);
        if self.line.key(at) == "s" && glued { at + 1 } else { at }
    }

    /// The index behind at most three words between an owner and a title: *Iran's new foreign minister*.
    fn filled(&self, mut at: usize) -> usize {
        let fillers = &self.lexicon.references.words().fillers;
        for _ in 0..3 {
            if self.line.sighted(at) || !self.adjoins(at) || !holds(fillers, self.line.key(at)) {
                break;
            }
            at += 1;
        }
        at
    }

    /// Takes the title word at a sight.
    fn title(&mut self, index: usize) -> bool {
        let Some(sight) = self.line.sights.get(index) else { return false };
        let What::Titled(senses) = &sight.what else { return false };
        let Some(&sense) = senses.iter().min() else { return false };
        let place = if self.modified { self.place + 1 } else { self.place };
        let place = place.min(self.phrase.parts.len());
        self.phrase.parts.insert(place, (sight.pieces.clone(), sense));
        self.modified = matches!(sense, TitleSense::Former | TitleSense::Acting | TitleSense::Deputy);
        if self.modified {
            self.place = place;
        } else {
            self.place -= self.place.min(place);
        }
        self.phrase.pieces.end = self.phrase.pieces.end.max(sight.pieces.end);
        true
    }

    /// One word further: another title word, or *of* and what the office belongs to.
    fn step(&mut self) -> bool {
        let end = self.phrase.pieces.end;
        let at = self.possessive(end);
        let owned = at > end;
        let at = self.filled(at);
        let people = matches!(self.phrase.parts.first(), Some((_, TitleSense::People(_))));
        if let Some(index) = self.line.sight_index(at).filter(|_| self.adjoins(at) && !people) {
            let sense = match &self.line.sights[index].what {
                What::Titled(senses) => senses.iter().min().copied(),
                What::Named(_) => return false,
            };
            // *the president's spokesman* is not the president.
            let person = matches!(sense, Some(TitleSense::Title(_) | TitleSense::Spokesperson));
            let titled = self.phrase.parts.iter().any(|(_, s)| matches!(s, TitleSense::Title(_)));
            let crowd = matches!(sense, Some(TitleSense::People(_)));
            if crowd && titled || titled && person && !owned && !self.modified {
                return false;
            }
            return self.title(index);
        }
        self.belongs(end)
    }

    /// Whether the phrase is a body that is where it serves: soldiers in a state may be another's, police are its own.
    fn keeps_order(&self) -> bool {
        let roles = phrase::body_roles(self.lexicon, &self.phrase);
        self.phrase.owners.is_empty()
            && roles.len() == self.phrase.parts.len()
            && roles.iter().all(|role| matches!(*role, "COP" | "JUD"))
    }

    /// *of France*, *for the Foreign Ministry*, *of the Kenyan army*, *police in Peru*.
    fn belongs(&mut self, end: usize) -> bool {
        let words = self.lexicon.references.words();
        let serves = holds(&words.serving, self.line.key(end)) && self.keeps_order();
        if !self.phrase.owners.is_empty() && self.phrase.parts.len() > 1
            || !(serves || holds(&words.possessors, self.line.key(end)))
            || !self.adjoins(end)
            || self.line.sighted(end)
        {
            return false;
        }
        let mut at = end + 1;
        if holds(&words.definite, self.line.key(at)) && !self.line.sighted(at) {
            at += 1;
        }
        at = self.filled(at);
        let Some(index) = self.line.sight_index(at).filter(|_| self.adjoins(at)) else { return false };
        match &self.line.sights[index].what {
            What::Titled(_) if serves => false,
            What::Titled(_) => {
                self.place = self.phrase.parts.len();
                self.modified = false;
                let taken = self.title(index);
                self.place = self.phrase.parts.len();
                taken
            }
            What::Named(_)
                if !self.phrase.owners.is_empty() || !phrase::owns(self.line, self.lexicon, index) =>
            {
                false
            }
            What::Named(_) => {
                self.phrase.owners.push(index);
                let sight = self.line.sights[index].pieces.clone();
                self.phrase.pieces.end = sight.end;
                // *the spokesman for the Kenyan army*
                let behind = self.filled(self.possessive(sight.end));
                if let Some(next) = self.line.sight_index(behind).filter(|_| self.adjoins(behind))
                    && let What::Titled(senses) = &self.line.sights[next].what
                    && senses.iter().any(|sense| matches!(sense, TitleSense::Body(_)))
                {
                    self.place = self.phrase.parts.len();
                    self.modified = false;
                    return self.title(next);
                }
                phrase::list(self.line, self.lexicon, &mut self.phrase);
                true
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use telisik_language::{Language, en::English};
    use telisik_lexicon::{Lexicon, Sources};
    use telisik_record::{Document, Lang};

    use crate::Article;
    use crate::actors::read;

    /// Every mention with the codes of whom it names, as `print = CODE+CODE`, in the order of the text.
    fn mentions(text: &str) -> Vec<String> {
        thread_local! {
            static TOOLS: (English, Lexicon) =
                (English::new().unwrap(), Lexicon::load(&Sources::builtin(), Lang::En).unwrap());
        }
        let document = Document::new("test", Lang::En, text);
        TOOLS.with(|(language, lexicon)| {
            let analysis = language.analyze(&document.text, None);
            let article = Article { document: &document, analysis: &analysis };
            let cast = read(article, lexicon, Some(date(2023, 10, 27)));
            let code = |id| {
                cast.actor(id).and_then(|a| Some(a.code.as_ref()?.as_str().to_owned())).unwrap_or_default()
            };
            let print = |m: &crate::actors::CastMention| {
                let mut codes: Vec<String> = m.actors.iter().map(|&id| code(id)).collect();
                codes.sort();
                format!("{} = {}", article.slice(m.span), codes.join("+"))
            };
            cast.mentions.iter().map(print).collect()
        })
    }

    fn check(text: &str, expected: &[&str]) {
        let found = mentions(text);
        for mention in expected {
            assert!(found.iter().any(|m| m == mention), "{text}: {mention} is not in {found:?}");
        }
    }

    #[test]
    fn a_title_between_owner_and_name_gives_the_bearer_its_code() {
        check(
            "Peruvian Foreign Minister Elmer Quispe met the press. Quispe left early.",
            &["Elmer Quispe = PER GOV", "Quispe = PER GOV"],
        );
        check("Ghana's new defense minister Kofi Ansah spoke.", &["Kofi Ansah = GHA GOV", "Ghana = GHA"]);
    }

    #[test]
    fn an_owner_behind_of_or_for_is_that_of_the_office() {
        check("King Letsie of Lesotho arrived in Oslo.", &["Letsie = LSO GOV"]);
        check("The president of Bolivia signed the law.", &["president of Bolivia = BOL GOV"]);
        check("A spokesman for the Kenyan army denied it.", &["spokesman for the Kenyan army = KEN MIL"]);
    }

    #[test]
    fn police_and_courts_are_of_the_state_they_are_in_and_soldiers_may_be_of_another() {
        check(
            "Canada will sanction Nicaragua. Police in Nicaragua arrested five reporters.",
            &["Police in Nicaragua = NIC COP"],
        );
        check("Benin wrote to Togo. A court in Lomé freed the trader.", &["court in Lomé = TGO JUD"]);
        let found = mentions("Kenya wrote to Chad. The army in Uganda shelled a village.");
        assert!(found.iter().all(|mention| !mention.ends_with("UGA MIL")), "{found:?}");
    }

    #[test]
    fn a_body_and_its_spokesperson_stand_behind_their_state() {
        check("Mongolian Foreign Ministry spokeswoman Sarnai Bold said no.", &["Sarnai Bold = MNG GOV"]);
        check("Chile's army shelled the ridge.", &["Chile's army = CHL MIL"]);
    }

    #[test]
    fn adjectives_of_states_name_them_and_lists_share_their_noun() {
        check("The envoy visited Russia today.", &["Russia = RUS"]);
        check("Norwegian missiles hit the bridge.", &["Norwegian = NOR"]);
        check(
            "A U.S. official praised U.N. mediator Ines Prado.",
            &["U.S. = USA", "U.S. official = USA GOV"],
        );
        check(
            "Kenyan and Ugandan officials met in Oslo.",
            &["Kenyan and Ugandan officials = KEN GOV+UGA GOV"],
        );
    }

    #[test]
    fn pointing_words_are_led_back() {
        let lexicon = Lexicon::load(&Sources::builtin(), Lang::En).unwrap();
        let pronouns = lexicon.references.pronouns().iter().flat_map(|entry| &entry.examples);
        let nouns = lexicon.references.nouns().iter().flat_map(|entry| &entry.examples);
        let coalitions = &lexicon.references.coalition().examples;
        for example in pronouns.chain(nouns).chain(coalitions) {
            check(&example.text, &[&format!("{} = {}", example.word, example.to.join("+"))]);
        }
    }

    #[test]
    fn titles_without_owner_and_name_stay_unread() {
        let found = mentions("A spokesman said officials were waiting, and the general election is near.");
        assert!(found.is_empty(), "{found:?}");
    }
}
