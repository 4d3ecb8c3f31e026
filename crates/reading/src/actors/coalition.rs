//! States that act together, *14 negara*, *keempat negara itu*, led to the list of their names wherever the article
//! gives it: beside them, in a sentence of its own (*Negara-negara itu adalah …*), or as the signers of their text.

use std::ops::Range;

use telisik_language::Block;
use telisik_lexicon::{CoalitionWords, holds};
use telisik_record::{ActorKind, Lang};

use super::antecedent::{MOST_SEEN, distinct};
use super::draft::{Draft, Drafts, Who};
use super::pointer::demonstrative;
use super::reference::{Seen, lists};
use super::sight::{Gap, Line, What};

/// The rule of all these mentions.
pub(super) const RULE: &str = "actors.coalition";

/// No honest list is longer.
const MOST_MEMBERS: usize = 250;

/// No honest article has more of them.
const MOST_LISTS: usize = 64;

/// So many words before a list may name those whose list it is.
const AHEAD: usize = 40;

/// Sentences between states that nobody counted and the list of their names.
const NEAR: usize = 3;

/// So many words may stand between the word that begins a list and its first name.
const LEADS: usize = 5;

/// A phrase for states that act together.
#[derive(Debug, Clone)]
pub(super) struct Described {
    pub(super) pieces: Range<usize>,
    /// How many there are, where it says so.
    number: Option<usize>,
    /// They were named before.
    again: bool,
    /// Several, and nothing more is said: *para pemimpin*.
    bare: bool,
}

/// A list of names with the sentence that says whose list it is.
#[derive(Debug)]
struct Roster {
    sentence: usize,
    /// The first word of the list.
    start: usize,
    who: Vec<Who>,
    /// They put their names to a text; else the sentence speaks of states and lists them.
    signed: bool,
}

/// The coalitions of an article.
#[derive(Debug, Default)]
pub(super) struct Coalitions {
    rosters: Vec<Roster>,
    /// Sentences that name a text which several may sign.
    texts: Vec<usize>,
}

impl Coalitions {
    /// Looks for the lists of names of an article.
    pub(super) fn find(lines: &[Line<'_>], drafts: &Drafts<'_>) -> Self {
        let words = drafts.lexicon.references.coalition();
        let mut found = Self::default();
        for line in lines {
            if matches!(line.sentence.block, Block::Boilerplate | Block::Dateline) {
                continue;
            }
            let from = drafts.list.partition_point(|d| d.sentence < line.index);
            let own = &drafts.list[from..];
            let own = &own[..own.partition_point(|d| d.sentence == line.index)];
            let forms: Vec<&str> = line.sentence.words.iter().map(|word| &*word.form).collect();
            if forms.iter().any(|form| holds(&words.texts, form)) {
                found.texts.push(line.index);
            }
            found.lists(line, &forms, own, drafts);
            found.join(words, line.index, &forms, own, drafts);
        }
        found
    }

    /// Takes in the lists of a sentence that say whose they are.
    fn lists(&mut self, line: &Line<'_>, forms: &[&str], own: &[Draft], drafts: &Drafts<'_>) {
        let words = drafts.lexicon.references.coalition();
        let text = self.texts.last() == Some(&line.index);
        let mut signers: Option<usize> = None;
        for list in lists(line, own, drafts) {
            let names = own[list.first].words.start..own[list.last].words.end;
            let who = distinct(drafts, &list.who, false);
            if who.len() < 2 || who.len() > MOST_MEMBERS {
                continue;
            }
            let lead = lead(words, forms, names.start);
            let first = lead == 0 && (names.end..names.end + 2).any(|at| begin(&words.signing, forms, at));
            let signed = text && (first || end(&words.signing, forms, lead));
            let colon = lead.checked_sub(1).and_then(|at| forms.get(at)) == Some(&":");
            let listed = (colon || end(&words.members, forms, lead)) && {
                let from = line.words.partition_point(|&word| word + AHEAD < lead);
                let to = line.words.partition_point(|&word| word < lead);
                let mut ahead = (from..to).filter_map(|at| described(line, drafts, at));
                ahead.any(|d| line.words(d.pieces).end <= lead)
            };
            if !signed && !(listed && (list.closed || who.len() > 2)) {
                continue;
            }
            // *diteken Kenya, Uganda, dan tiga negara lain, yaitu Rwanda, Burundi dan Togo*
            if let Some(roster) = signers.and_then(|at| self.rosters.get_mut(at)) {
                roster.add(&who);
            }
            if self.rosters.len() >= MOST_LISTS {
                return;
            }
            if signed {
                signers = Some(self.rosters.len());
            }
            self.rosters.push(Roster { sentence: line.index, start: names.start, who, signed });
        }
    }

    /// Adds to the signers of a text whom a later sentence says to have signed too: *Togo turut meneken*.
    fn join(
        &mut self,
        words: &CoalitionWords,
        sentence: usize,
        forms: &[&str],
        own: &[Draft],
        drafts: &Drafts<'_>,
    ) {
        let roster = self.rosters.iter_mut().rfind(|r| r.signed && r.sentence < sentence);
        let Some(roster) = roster.filter(|r| r.sentence + NEAR >= sentence) else { return };
        let joins = |at: usize| holds(&words.joining, forms[at]);
        let Some(at) = (0..forms.len()).find(|&at| joins(at)) else { return };
        let signing = (at + 1..at + LEADS).any(|at| begin(&words.signing, forms, at));
        let subject = own.first().filter(|d| d.words.start == 0 && d.words.end <= at && signing);
        if let Some(subject) = subject {
            roster.add(&distinct(drafts, &subject.who, false));
        }
    }

    /// Who is meant by a phrase: the list that stands with it, those listed for it elsewhere, or, where it points
    /// back, the list of as many that was read last.
    pub(super) fn members(&self, line: &Line<'_>, phrase: &Described, seen: &[Seen]) -> Vec<Who> {
        let start = line.span(phrase.pieces.clone()).start;
        let fits = |who: &[Who]| phrase.number.is_none_or(|n| who.len() <= n + 1 && 3 * who.len() >= n);
        let exact = |who: &[Who]| phrase.number == Some(who.len());
        let word = line.words(phrase.pieces.clone()).start;
        let here = self.rosters.iter().find(|r| r.sentence == line.index && r.start > word && fits(&r.who));
        let back = || {
            let before = seen.iter().rev().take(MOST_SEEN);
            let before = before.filter(|s| s.start < start && s.group && s.who.len() > 2);
            let mut near =
                before.clone().take_while(|s| phrase.number.is_some() || s.sentence + NEAR >= line.index);
            let found = near.find(|s| phrase.number.is_none() || exact(&s.who))?;
            // Some of them may have been named last: *pernyataan itu juga diteken Kuba dan Haiti*.
            let holds =
                |s: &&Seen| s.who.len() > found.who.len() && found.who.iter().all(|w| s.who.contains(w));
            Some(before.clone().find(holds).unwrap_or(found))
        };
        match here {
            Some(roster) => self.with_others(roster, phrase),
            None if phrase.again => match back() {
                Some(seen) => seen.who.clone(),
                None => self.elsewhere(line, phrase, fits, exact),
            },
            None => self.elsewhere(line, phrase, fits, exact),
        }
    }

    /// The members of a list, and those that other lists add up to the number.
    fn with_others(&self, roster: &Roster, phrase: &Described) -> Vec<Who> {
        let mut who = roster.who.clone();
        let Some(number) = phrase.number else { return who };
        for other in &self.rosters {
            let new = lacking(&who, &other.who);
            if who.len() + new.len() <= number + 1 {
                who.extend(new);
            }
        }
        who
    }

    /// The list in another sentence: of exactly as many, or the next that fits, or the last before.
    fn elsewhere(
        &self,
        line: &Line<'_>,
        phrase: &Described,
        fits: impl Fn(&[Who]) -> bool,
        exact: impl Fn(&[Who]) -> bool,
    ) -> Vec<Who> {
        if phrase.bare {
            return vec![];
        }
        let text = self.texts.iter().any(|&at| at == line.index || at == line.index + 1);
        let counted = phrase.number.is_some();
        let near = |r: &Roster| (line.index..=line.index + NEAR).contains(&r.sentence);
        let far = |r: &Roster| counted || phrase.again || text && r.signed || near(r);
        let mut lists = self.rosters.iter().filter(|r| far(r) && fits(&r.who));
        let same = lists.clone().find(|r| exact(&r.who));
        let after = lists.clone().find(|r| r.sentence > line.index);
        let roster = same.or(after).or_else(|| lists.next_back());
        roster.map(|roster| self.with_others(roster, phrase)).unwrap_or_default()
    }
}

impl Roster {
    fn add(&mut self, who: &[Who]) {
        self.who.extend(lacking(&self.who, who));
    }
}

/// Those of `others` who are not among `who`.
fn lacking(who: &[Who], others: &[Who]) -> Vec<Who> {
    others.iter().filter(|one| !who.contains(one)).cloned().collect()
}

/// The first of the words that lead to a list: *oleh para* of *ditandatangani oleh para menlu Kenya, Uganda dan Ghana*.
fn lead(words: &CoalitionWords, forms: &[&str], start: usize) -> usize {
    let leads = (start.saturating_sub(LEADS)..start).rev();
    leads.take_while(|&at| holds(&words.fillers, forms[at])).last().unwrap_or(start)
}

/// How many words the entry of a list has, one or several, if it stands from `at` on among the words that `word` gives.
fn stands<'w>(entry: &str, at: usize, word: impl Fn(usize) -> Option<&'w str>) -> Option<usize> {
    let mut end = at;
    for part in entry.split(' ') {
        if word(end) != Some(part) {
            return None;
        }
        end += 1;
    }
    Some(end - at)
}

/// Whether an entry of a list begins at a word.
fn begin(list: &[String], forms: &[&str], at: usize) -> bool {
    list.iter().any(|entry| stands(entry, at, |word| forms.get(word).copied()).is_some())
}

/// Whether an entry of a list ends before a word.
fn end(list: &[String], forms: &[&str], before: usize) -> bool {
    list.iter().any(|entry| {
        let at = before.checked_sub(entry.split(' ').count());
        at.is_some_and(|at| stands(entry, at, |word| forms.get(word).copied()).is_some())
    })
}

/// The phrase for states that act together whose first word is the piece at `at`.
pub(super) fn described(line: &Line<'_>, drafts: &Drafts<'_>, at: usize) -> Option<Described> {
    let words = drafts.lexicon.references.coalition();
    if !words.may_begin(line.key(at)) && titled(line, at).is_none() {
        return None;
    }
    if at > 0 && holds(&words.allies, line.key(at)) && line.gap(at) == Gap::Space {
        let joints = &drafts.lexicon.references.words().joints;
        let joined = holds(joints, line.key(at - 1)) || holds(&words.with, line.key(at - 1));
        let pieces = at..bloc(line, drafts, at + 1);
        return joined.then_some(Described { pieces, number: None, again: false, bare: false });
    }
    // *menteri luar negeri dari 14 negara*, *para menteri keempat negara itu*, *the leaders of five countries*
    let definite = &drafts.lexicon.references.words().definite;
    let skipped = holds(&words.plurals, line.key(at)) || holds(definite, line.key(at));
    let noun = at + usize::from(skipped);
    let called = match longest(&words.nouns, line, noun) {
        0 => noun,
        len => noun + len,
    };
    if let Some(end) = titled(line, noun).or((called > noun).then_some(called)) {
        let of = usize::from(holds(&words.of, line.key(end)));
        if spaced(line, noun + 1..end + of + 1)
            && let Some(inner) = counted(line, drafts, words, end + of)
            && !inner.bare
        {
            return Some(Described { pieces: at..inner.pieces.end, ..inner });
        }
    }
    counted(line, drafts, words, at)
}

/// *14 negara*, *keempat negara Pasifik itu*, *negara-negara tersebut*, *sejumlah negara*.
fn counted(line: &Line<'_>, drafts: &Drafts<'_>, words: &CoalitionWords, at: usize) -> Option<Described> {
    let pointing = &drafts.lexicon.references.words().demonstratives;
    let definite = &drafts.lexicon.references.words().definite;
    let mut next = at;
    // English says beforehand that they are known: *those countries*, *the 14 countries*.
    let known = holds(pointing, line.key(at)) || holds(definite, line.key(at));
    next += usize::from(known);
    let again = words.again.get(line.key(next)).copied();
    let digits = line.key(next).parse::<usize>().ok();
    let number = again.or(words.counts.get(line.key(next)).copied()).or(digits);
    let plural = longest(&words.plurals, line, next);
    next += match (number, plural) {
        (Some(_), _) => 1,
        (None, len) => len,
    };
    // *14 other European countries*, *the 14 countries*
    let other = |at: usize| holds(&words.others, line.key(at));
    let gap = (0..3).find(|&gap| longest(&words.nouns, line, next + gap) > 0)?;
    let passed = next..next + gap;
    if gap > 0 && (number.is_none() || !passed.clone().all(|at| line.sighted(at) || other(at))) {
        return None;
    }
    let noun = next + gap;
    let mut end = noun + longest(&words.nouns, line, noun);
    let twice = end + (end - noun);
    let doubled = line.gap(end) == Gap::Hyphen
        && (noun..end).map(|at| line.key(at)).eq((end..twice).map(|at| line.key(at)));
    if doubled {
        end = twice;
    }
    let after = drafts.lexicon.lang == Lang::Id;
    let pointed = if after { demonstrative(line, drafts, end, 3) } else { None };
    let mut back = again.is_some() || pointed.is_some() || known;
    // *negara-negara Arab* are nobody in particular.
    let many = match number {
        Some(number) => number > 2 || number == 2 && (noun..end + 3).any(other),
        None => plural > 0 || back && (doubled || !after),
    };
    if !many || !spaced(line, at + 1..noun + 1) {
        return None;
    }
    end = bloc(line, drafts, end);
    if other(end) && line.gap(end) == Gap::Space {
        end += 1;
    }
    back &= !passed.into_iter().chain([end - 1]).any(other);
    let bare = number.is_none() && !back && holds(&words.bare, line.key(at));
    Some(Described { pieces: at..pointed.map_or(end, |pointed| pointed + 1), number, again: back, bare })
}

/// Where the name of a bloc ends that stands at a piece and says which states are meant: *11 sekutu* **NATO**.
fn bloc(line: &Line<'_>, drafts: &Drafts<'_>, at: usize) -> usize {
    let Some(sight) = line.sight_at(at).filter(|_| line.gap(at) == Gap::Space) else { return at };
    let span = line.span(sight.pieces.clone());
    let from = drafts.list.partition_point(|d| d.span.start < span.start);
    let named = drafts.list[from..].iter().take_while(|d| d.span.start == span.start);
    let kinds = named.filter_map(|d| drafts.profile(d.who.first()?).map(|profile| profile.kind));
    if { kinds }.any(|kind| kind == ActorKind::Igo) { sight.pieces.end } else { at }
}

/// How many pieces of the longest entry of a list stand at a piece.
fn longest(list: &[String], line: &Line<'_>, at: usize) -> usize {
    let key = |piece: usize| (piece == at || line.gap(piece) == Gap::Space).then(|| line.key(piece));
    list.iter().filter_map(|entry| stands(entry, at, key)).max().unwrap_or(0)
}

/// Where a title ends that begins at a piece.
fn titled(line: &Line<'_>, at: usize) -> Option<usize> {
    let sight = line.sight_at(at)?;
    matches!(sight.what, What::Titled(_)).then_some(sight.pieces.end)
}

/// Whether nothing but white space stands before each of the pieces.
fn spaced(line: &Line<'_>, mut pieces: Range<usize>) -> bool {
    pieces.all(|at| line.gap(at) == Gap::Space)
}
