//! Resolutions, treaties and laws that are invoked, and who is said to violate them.

#[cfg(test)]
mod tests;
mod violation;

use std::collections::BTreeMap;
use std::ops::Range;

use telisik_language::{Block, Sentence};
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
                at = sight.words.end;
                let words = sight.words.clone();
                let norm = self.note(sentence, sight, &namings);
                self.last.insert(forms[words.start].to_owned(), norm);
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
        for at in 0..forms.len() {
            if let Some((form, length)) = self.place.lexicon.norms.violation(&forms, at) {
                self.violation(index, &forms, at..at + length, form, &namings);
            }
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
        let mut end = at + 1;
        let mut issuer = None;
        let mut number = None;
        let mut before_number = false;
        while end < forms.len() && end - at <= NAME {
            let mention = self.place.cast.around(index, end).filter(|m| m.words.start == end);
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
            } else if matches!(forms[end], "nomor" | "no" | "no.") {
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
            words: at..end,
            identity: identity(issuer.as_deref().unwrap_or_default(), number.as_deref().unwrap_or_default()),
            bare: number.as_deref().map(|number| identity("", number)),
            issuer,
            number,
            rule: kind.id.clone(),
        })
    }

    fn proper(&self, sentence: &Sentence, forms: &[&str], at: usize, rule: &str) -> Option<Sight> {
        // In headlines every word may have a capital.
        if !sentence.words[at].capital || sentence.block != Block::Body {
            return None;
        }
        let joins = |word: &str| matches!(word, "tentang" | "dan" | "untuk" | "mengenai");
        let capital = |word: usize| sentence.words.get(word).is_some_and(|word| word.capital);
        let mut end = at + 1;
        while end < forms.len() && end - at <= NAME {
            if capital(end) || is_number(forms[end]) && end > at + 1 || joins(forms[end]) && capital(end + 1)
            {
                end += 1;
            } else {
                break;
            }
        }
        if end < at + 2 || !capital(at + 1) {
            return None;
        }
        let issuer = forms[at + 1..end].contains(&"pbb").then(|| "IGO UNO".to_owned());
        let number = forms[at + 1..end].iter().find(|form| is_number(form)).map(|&form| form.to_owned());
        let identity = forms[at..end].join(" ");
        Some(Sight { words: at..end, identity, bare: None, issuer, number, rule: rule.to_owned() })
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
