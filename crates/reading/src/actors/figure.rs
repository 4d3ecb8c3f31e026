use std::collections::BTreeSet;

use jiff::civil::Date;
use telisik_lexicon::{Lexicon, Person, Term, fold, pieces};
use telisik_record::Code;

/// A person of the article.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    /// The place in the lexicon's persons, where known.
    pub(super) person: Option<usize>,
    /// The fullest name as printed; the canonical one where known.
    pub(super) name: String,
    /// The pieces of all its names.
    pub(super) keys: Vec<Vec<String>>,
    /// What the titles printed with the name tell: code and office in English.
    pub(super) printed: Option<Printed>,
    /// The printed title was a former one.
    pub(super) former: bool,
    /// The titles printed with it, by place in the lexicon.
    pub(super) titles: BTreeSet<usize>,
    /// Where it is named in full, by line and piece, in order.
    pub(super) places: Vec<(usize, usize)>,
}

/// What a title printed with a name tells.
#[derive(Debug, Clone)]
pub(super) struct Printed {
    pub(super) code: Code,
    /// The office in English with the name of what it belongs to.
    pub(super) office: String,
    /// The state is printed too; otherwise it is what the article is about.
    pub(super) sure: bool,
}

impl Figure {
    pub(super) fn known(lexicon: &Lexicon, index: usize) -> Option<Self> {
        let person = lexicon.actors.persons().get(index)?;
        let keys = [&person.name].into_iter().chain(&person.aliases).map(|n| keys(n)).collect();
        Some(Self {
            person: Some(index),
            name: person.name.clone(),
            keys,
            printed: None,
            former: false,
            titles: BTreeSet::new(),
            places: vec![],
        })
    }

    pub(super) fn unknown(print: &str) -> Self {
        Self {
            person: None,
            name: print.split_whitespace().collect::<Vec<_>>().join(" "),
            keys: vec![keys(print)],
            printed: None,
            former: false,
            titles: BTreeSet::new(),
            places: vec![],
        }
    }

    /// Whether a shorter or differently spelt name may be this person's: all its pieces are pieces of one name,
    /// in order.
    pub(super) fn may_be(&self, name: &[String]) -> bool {
        self.keys.iter().any(|own| {
            let mut own = own.iter();
            name.iter().all(|piece| own.any(|o| o == piece))
        })
    }

    /// The entry of the lexicon.
    pub(super) fn entry<'l>(&self, lexicon: &'l Lexicon) -> Option<&'l Person> {
        lexicon.actors.persons().get(self.person?)
    }

    /// The code on the day: by the lexicon's terms of office, or as the printed title says where the lexicon
    /// knows of no such office.
    pub(super) fn code(&self, lexicon: &Lexicon, day: Option<Date>) -> Option<Code> {
        let Some(person) = self.entry(lexicon) else {
            return self.printed.as_ref().map(|p| p.code.clone());
        };
        let term = self.term(lexicon, day);
        match (term, &self.printed) {
            (Some(term), _) => Some(term.code.clone()),
            (None, Some(Printed { code, office, .. }))
                if !self.former && code.country() == person.state.country() =>
            {
                let ended = person.offices.iter().any(|t| same_office(t, office));
                Some(if ended { person.code_on(day) } else { code.clone() })
            }
            (None, _) => Some(person.code_on(day)),
        }
    }

    /// The term of office that counts in this article.
    pub(super) fn term<'l>(&self, lexicon: &'l Lexicon, day: Option<Date>) -> Option<&'l Term> {
        let person = self.entry(lexicon)?;
        if day.is_none() && self.former {
            return None;
        }
        let printed = self.printed.as_ref().and_then(|Printed { office, .. }| {
            let held = |t: &&Term| day.is_none_or(|day| t.holds(day)) && same_office(t, office);
            person.offices.iter().find(held)
        });
        printed.or_else(|| person.office_on(day))
    }

    /// The office in English: `foreign minister of South Korea`.
    pub(super) fn office(&self, lexicon: &Lexicon, day: Option<Date>) -> Option<String> {
        if let Some(term) = self.term(lexicon, day) {
            return Some(format!("{} of {}", term.office, term.of));
        }
        self.printed.as_ref().map(|p| p.office.clone()).filter(|o| !o.is_empty())
    }
}

fn same_office(term: &Term, printed: &str) -> bool {
    printed.strip_prefix(term.office.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(" of "))
}

/// The pieces of a name, for comparing.
pub(super) fn keys(name: &str) -> Vec<String> {
    pieces(name).iter().map(|p| fold(p.print)).collect()
}
