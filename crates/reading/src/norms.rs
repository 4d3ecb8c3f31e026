//! Resolutions, treaties and laws that are invoked, and who is said to violate them.

#[cfg(test)]
mod tests;
mod violation;

use std::collections::BTreeMap;
use std::ops::Range;

use telisik_language::{Block, Sentence, Upos};
use telisik_lexicon::Lexicon;
use telisik_record::{Event, Norm, Rule, Statement};

use crate::Article;
use crate::actors::Cast;
use crate::stances::{Place, Voices};

/// How many words a norm's own name may have.
const NAME: usize = 12;

/// Reads the norms of an article in the order of their first naming.
pub fn read(
    article: Article<'_>,
    lexicon: &Lexicon,
    cast: &Cast,
    statements: &[Statement],
    events: &[Event],
) -> Vec<Norm> {
    let place = Place { article, lexicon, cast };
    let mut reader = Reader {
        place,
        statements,
        events,
        voices: Voices::new(statements),
        norms: Vec::new(),
        known: BTreeMap::new(),
        last: BTreeMap::new(),
    };
    for (index, sentence) in article.sentences().iter().enumerate() {
        if !matches!(sentence.block, Block::Boilerplate | Block::Dateline) {
            reader.sentence(index, sentence);
        }
    }
    reader.norms
}

/// One naming of a norm in a sentence.
struct Naming {
    words: Range<usize>,
    norm: usize,
}

/// What a naming tells of its norm.
struct Sight {
    words: Range<usize>,
    /// The same for all namings of one norm.
    identity: String,
    /// Its identity where its number is named without its issuer.
    bare: Option<String>,
    issuer: Option<String>,
    number: Option<String>,
    rule: String,
}

struct Reader<'s, 'a> {
    place: Place<'s, 'a>,
    statements: &'s [Statement],
    events: &'s [Event],
    voices: Voices,
    norms: Vec<Norm>,
    /// Norms by their identity.
    known: BTreeMap<String, usize>,
    /// The norm that each kind's word named last: *resolusi tersebut* leads back to it.
    last: BTreeMap<String, usize>,
}

impl Reader<'_, '_> {
    fn sentence(&mut self, index: usize, sentence: &Sentence) {
        let forms: Vec<&str> = sentence.words.iter().map(|word| &*word.form).collect();
        let mut namings: Vec<Naming> = Vec::new();
        let mut at = 0;
        while at < forms.len() {
            if let Some(sight) = self.named(&forms, at).or_else(|| self.of_kind(index, sentence, &forms, at))
            {
                let kind_word = at;
                at = sight.words.end;
                let words = sight.words.clone();
                let norm = self.note(sentence, sight, &namings);
                self.last.insert(forms[kind_word].to_owned(), norm);
                namings.push(Naming { words, norm });
                continue;
            }
            let pointers = &self.place.lexicon.clauses.pointers;
            let back = forms.get(at + 1).is_some_and(|&next| pointers.contains(next));
            if let Some(&norm) = self.last.get(forms[at]).filter(|_| back) {
                namings.push(Naming { words: at..at + 2, norm });
            }
            at += 1;
        }
        if namings.is_empty() {
            return;
        }
        let lemmas = self.place.lemmas(index);
        let mut at = 0;
        while at < forms.len() {
            let found = self.place.lexicon.norms.violation(&forms, lemmas.get(at).copied(), at);
            if let Some((form, length)) = found {
                self.violation(index, &forms, at..at + length, form, &namings);
            }
            at += found.map_or(1, |(_, length)| length);
        }
    }

    fn named(&self, forms: &[&str], at: usize) -> Option<Sight> {
        let (norm, length) = self.place.lexicon.norms.named(forms, at)?;
        Some(Sight {
            words: at..at + length,
            identity: norm.id.clone(),
            bare: None,
            issuer: norm.issuer.clone(),
            number: None,
            rule: norm.id.clone(),
        })
    }

    /// *resolusi* with an issuer or a number; *Traktat …* with a name in capitals.
    fn of_kind(&self, index: usize, sentence: &Sentence, forms: &[&str], at: usize) -> Option<Sight> {
        let kind = self.place.lexicon.norms.kind(forms[at])?;
        if at > 0 && kind.except.iter().any(|word| word == forms[at - 1]) {
            return None;
        }
        if kind.proper {
            return self.proper(sentence, forms, at, &kind.id);
        }
        let words = &self.place.lexicon.norms.words;
        let mut end = at + 1;
        let mut number = None;
        let mut before_number = false;
        // *UN Security Council Resolution 1701*
        let lead = at.checked_sub(1).filter(|_| words.before);
        let lead = lead.and_then(|word| Some((word, self.issuer(index, word)?)));
        let (start, mut issuer) = match lead {
            Some((word, (first, code))) if first <= word => (first, Some(code)),
            _ => (at, None),
        };
        while end < forms.len() && end - at <= NAME {
            // *Resolution 1701 of the Security Council*
            let of = words.of.contains(forms[end]).then(|| {
                let article = sentence.words.get(end + 1).is_some_and(|word| word.upos == Upos::Det);
                end + 1 + usize::from(article)
            });
            let from = of.unwrap_or(end);
            let mention = self
                .place
                .cast
                .around(index, from)
                .filter(|m| m.words.start == from || of.is_some() && m.words.start == end + 1);
            let code = mention.and_then(|m| self.place.cast.actor(*m.actors.first()?)?.code.as_ref());
            if let (Some(mention), Some(code)) =
                (mention, code.filter(|code| code.as_str().starts_with("IGO")))
                && issuer.is_none()
            {
                issuer = Some(code.country().to_owned());
                end = mention.words.end;
                before_number = false;
            } else if is_number(forms[end])
                && number.is_none()
                && (issuer.is_some() || before_number || end == at + 1)
            {
                number = Some(forms[end].to_owned());
                end += 1;
                before_number = false;
            } else if words.number.contains(forms[end]) {
                before_number = true;
                end += 1;
            } else {
                break;
            }
        }
        // *resolusi nomor* without a number is cut damaged text.
        end -= usize::from(before_number);
        let said = issuer.is_some() || number.is_some();
        let identity = |issuer: &str, number: &str| format!("{}/{issuer}/{number}", kind.id);
        said.then(|| Sight {
            words: start..end,
            identity: identity(issuer.as_deref().unwrap_or_default(), number.as_deref().unwrap_or_default()),
            bare: number.as_deref().map(|number| identity("", number)),
            issuer,
            number,
            rule: kind.id.clone(),
        })
    }

    /// The code of the body whose name ends in a word, and where the name begins.
    fn issuer(&self, index: usize, word: usize) -> Option<(usize, String)> {
        let mention = self.place.cast.around(index, word).filter(|m| m.words.end == word + 1)?;
        let code = self.place.cast.actor(*mention.actors.first()?)?.code.as_ref()?;
        code.as_str().starts_with("IGO").then(|| (mention.words.start, code.country().to_owned()))
    }

    fn proper(&self, sentence: &Sentence, forms: &[&str], at: usize, rule: &str) -> Option<Sight> {
        // In headlines every word may have a capital.
        if !sentence.words[at].capital || sentence.block != Block::Body {
            return None;
        }
        let words = &self.place.lexicon.norms.words;
        let capital = |word: usize| sentence.words.get(word).is_some_and(|word| word.capital);
        let mut end = at + 1;
        while end < forms.len() && end - at <= NAME {
            let joins = words.joins.contains(forms[end]) && capital(end + 1);
            if capital(end) || is_number(forms[end]) && end > at + 1 || joins {
                end += 1;
            } else {
                break;
            }
        }
        // *Chemical Weapons Convention*; *The* belongs to no name.
        let named = |&word: &usize| capital(word) && sentence.words[word].upos != Upos::Det;
        let lead = (at.saturating_sub(NAME)..at).rev().take_while(named).last().filter(|_| words.before);
        let start = lead.unwrap_or(at);
        // *Government of National Accord* is somebody.
        let longer = start >= 2 && words.of.contains(forms[start - 1]) && capital(start - 2);
        if lead.is_some() && longer {
            return None;
        }
        let behind = end >= at + 2 && (capital(at + 1) || words.before);
        if !behind && start == at {
            return None;
        }
        let own = &forms[start..end];
        let issuer = own.iter().find_map(|&form| words.issuers.get(form)).cloned();
        let number = own.iter().find(|form| is_number(form)).map(|&form| form.to_owned());
        let identity = own.join(" ");
        Some(Sight { words: start..end, identity, bare: None, issuer, number, rule: rule.to_owned() })
    }

    /// The norm of a naming; an abbreviation in brackets right behind another naming is the same norm.
    fn note(&mut self, sentence: &Sentence, sight: Sight, before: &[Naming]) -> usize {
        let start = sight.words.start;
        let bracket = start > 0 && &*sentence.words[start - 1].form == "(";
        let same = before.last().filter(|naming| bracket && naming.words.end + 1 == start);
        if let Some(norm) = same.map(|naming| naming.norm) {
            self.known.entry(sight.identity).or_insert(norm);
            return norm;
        }
        if let Some(&norm) = self.known.get(&sight.identity) {
            return norm;
        }
        // *Resolusi 1701* and *Resolusi DK PBB 1701* are one, unless another issuer counts up to 1701 too.
        let bare = sight.bare.as_ref().and_then(|bare| self.known.get(bare)).copied();
        if let Some(number) = bare
            && let Some(norm) = self.norms.get_mut(number)
            && (norm.issuer.is_none() || norm.issuer == sight.issuer)
        {
            norm.issuer = sight.issuer;
            self.known.insert(sight.identity, number);
            return number;
        }
        let span = sentence.span_of(sight.words);
        self.norms.push(Norm {
            span,
            name: self.place.article.slice(span).to_owned(),
            issuer: sight.issuer,
            number: sight.number,
            said_to_be_violated_by: Vec::new(),
            rule: Rule::new(sight.rule),
        });
        let norm = self.norms.len() - 1;
        self.known.insert(sight.identity, norm);
        if let Some(bare) = sight.bare {
            self.known.entry(bare).or_insert(norm);
        }
        norm
    }
}

/// *1874*, *2334*: the number of a resolution, not a small count.
fn is_number(form: &str) -> bool {
    (2..=5).contains(&form.len()) && form.chars().all(|c| c.is_ascii_digit())
}
