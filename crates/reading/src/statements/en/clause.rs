//! The clauses that were said: which of those that hang on a verb, and what of the sentence goes with them.

use std::ops::Range;

use telisik_language::{Deprel, Upos};
use telisik_lexicon::{Cue, CueForm, Takes};

use super::finder::Finder;
use super::tree::Tree;

impl Finder<'_, '_> {
    /// The clauses that a verb governs: those that *that* leads to, where a noun has taken them, before those that
    /// have no mark.
    pub(super) fn clauses(&self, tree: &Tree<'_>, at: usize, names: &Range<usize>) -> Vec<usize> {
        // What follows *adding* was added.
        let other = tree.kids(at).find(|&kid| {
            kid > at
                && matches!(tree.rel(kid), Deprel::Advcl | Deprel::Conj | Deprel::Parataxis)
                && tree.verb(kid)
                && self.cue_of(tree, kid).is_some()
        });
        let mut own: Vec<usize> = tree
            .kids(at)
            .filter(|&kid| matches!(tree.rel(kid), Deprel::Ccomp | Deprel::Xcomp))
            .filter(|&kid| other.is_none_or(|other| kid < other) && !self.aside(tree, at, kid, names))
            .collect();
        if own.iter().any(|&own| tree.lead(own) == "that" || own < at) {
            return own;
        }
        let first = own.first().copied().unwrap_or(tree.len());
        let taken = tree.kids(at).filter(|&kid| kid > at && kid < first).find_map(|kid| {
            let noun = matches!(tree.rel(kid), Deprel::Obj | Deprel::Iobj | Deprel::Obl);
            let that = |clause: &usize| {
                let mark = tree.kid(*clause, &[Deprel::Mark]).is_some_and(|mark| tree.form(mark) == "that");
                mark && matches!(tree.rel(*clause), Deprel::Acl | Deprel::AclRelcl | Deprel::Ccomp)
            };
            let report = self.cues.find(tree.word(kid).root(), CueForm::Noun).is_some();
            if noun && !report { tree.kids(kid).find(that) } else { None }
        });
        if let Some(taken) = taken {
            own = vec![taken];
        }
        own
    }

    /// Not what was said: what the speaker did in saying it, or what is told of a speaker named behind the verb.
    fn aside(&self, tree: &Tree<'_>, at: usize, clause: usize, names: &Range<usize>) -> bool {
        let first = tree.first(clause);
        if first < at || self.quote_around(self.item(tree, first)).is_some() {
            return false;
        }
        let subject = tree.kid(clause, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Expl]).is_some();
        let comma = first > 0 && tree.form(first - 1) == ",";
        let doing = comma
            && !subject
            && tree.lead(clause).is_empty()
            && (tree.form(first).ends_with("ing") || tree.form(clause).ends_with("ing"));
        let inverted = names.start > at && first >= names.end && tree.lead(clause) != "that";
        doing || inverted
    }

    /// What goes on where the attribution stands inside or behind what was said, or where *and that* takes it up.
    pub(super) fn carry_on(&self, tree: &Tree<'_>, at: usize, names: &Range<usize>, words: &mut Vec<usize>) {
        let begins = names.start.min(at);
        let ends = names.end.max(at + 1);
        let first =
            words.iter().copied().filter(|&word| tree.word(word).upos != Upos::Punct).min().unwrap_or(at);
        let quoted = |word: usize| self.quote_around(self.item(tree, word)).is_some();
        let comma = |word: usize| word > 0 && tree.form(word - 1) == ",";
        let apart = begins > 1 && (comma(begins) || quoted(begins - 1));
        if apart && tree.head(at).is_none() {
            let before = quoted(begins - 1);
            let parted =
                first >= ends && tree.sentence.words[ends - 1..first].iter().any(|word| &*word.form == ",");
            let both = if quoted(first) { before } else { parted && names.start < at };
            if first < begins || both {
                words.extend(0..begins - 1);
            }
        }
        for kid in tree.kids(at).filter(|&kid| kid > at && tree.rel(kid) == Deprel::Conj) {
            // *…, and it will reopen*: with a subject of its own and no cue, it was said too.
            let own = tree.kid(kid, &[Deprel::Nsubj, Deprel::NsubjPass]).is_some();
            let and = tree.kid(kid, &[Deprel::Cc]).is_some_and(|cc| tree.form(cc) == "and");
            let on = and && own && !(tree.verb(kid) && self.cue_of(tree, kid).is_some());
            if tree.lead(kid) == "that" || on {
                words.extend(tree.below(kid));
            }
        }
    }

    /// The words of a quotation that opens at a word.
    pub(super) fn quotation_behind(&self, tree: &Tree<'_>, from: usize) -> Vec<usize> {
        if from >= tree.len() {
            return Vec::new();
        }
        let Some(quote) = self.quote_around(self.item(tree, from)) else { return Vec::new() };
        (from..tree.len()).take_while(|&word| quote.contains(&self.item(tree, word))).collect()
    }

    /// What stands behind a verb that reports whatever follows, or before one that ends its sentence, where the tree
    /// has no clause.
    pub(super) fn by_place(&self, tree: &Tree<'_>, at: usize, names: &Range<usize>) -> Vec<usize> {
        let begins = names.start.min(at);
        let mut ends = names.end.max(at + 1);
        if names.start < at {
            for kid in tree.kids(at).filter(|&kid| kid > at) {
                let extent = tree.extent(kid);
                let beside = matches!(tree.rel(kid), Deprel::Obl | Deprel::Advmod | Deprel::Iobj);
                if extent.start == ends && beside && extent.len() <= 6 {
                    ends = extent.end;
                }
            }
        }
        let verbs = |words: Range<usize>| words.clone().any(|word| tree.verb(word));
        let quoted = |words: Range<usize>| words.clone().any(|word| !self.outside(tree, word));
        let before = 0..begins.saturating_sub(1);
        let apart = begins > 1 && tree.form(begins - 1) == "," && !quoted(before.clone());
        let behind = ends..tree.len();
        // *The goal, he said, is to …*
        if apart && names.start < at && tree.form(ends) == "," && !quoted(behind.clone()) {
            return before.chain(ends + 1..tree.len()).collect();
        }
        let aside = matches!(tree.word(ends.min(tree.len() - 1)).upos, Upos::Sconj | Upos::Adp | Upos::Punct);
        let root = tree.head(at).is_none();
        if root && names.start < at && verbs(behind.clone()) && !aside && !quoted(behind.clone()) {
            return behind.collect();
        }
        let closes = root || tree.form(ends) == "." && ends + 1 >= tree.len();
        if closes && apart && verbs(before.clone()) {
            return before.collect();
        }
        Vec::new()
    }

    /// The verb whose report an *-ing* form takes up that the tree has put into it: *said the ship was private,
    /// adding that …*.
    pub(super) fn taken_up(&self, tree: &Tree<'_>, at: usize) -> Option<usize> {
        let inside = tree.rel(at) == Deprel::Advcl
            && tree.form(at).ends_with("ing")
            && at > 0
            && tree.form(at - 1) == ","
            && tree.lead(at).is_empty();
        let clause = tree.head(at).filter(|&head| inside && tree.rel(head) == Deprel::Ccomp)?;
        let over = tree.head(clause)?;
        let reports = |cue: &Cue| matches!(cue.takes, Takes::Anything | Takes::Clause);
        let found = self.cue_of(tree, over).filter(|found| tree.verb(over) && reports(found.cue));
        (found.is_some() && self.cue_of(tree, at).is_some()).then_some(over)
    }
}
