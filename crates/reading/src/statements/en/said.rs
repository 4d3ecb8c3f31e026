//! The words that a cue reports, as its tree gives them.

use std::ops::Range;

use telisik_language::Deprel;
use telisik_lexicon::{CueForm, Takes, WordClass};

use super::finder::Finder;
use super::speaker;
use super::tree::Tree;
use super::verb::Found;

impl Finder<'_, '_> {
    /// The words that an active verb reports.
    pub(super) fn said(
        &self,
        tree: &Tree<'_>,
        at: usize,
        found: &Found<'_>,
        names: &Range<usize>,
    ) -> Vec<usize> {
        let takes = found.cue.takes;
        let mut words: Vec<usize> = Vec::new();
        if let Some(object) = found.object {
            let lead = tree.kid(object, &[Deprel::Case, Deprel::Mark]);
            words.extend(tree.below(object).iter().copied().filter(|&word| Some(word) != lead));
            for kid in tree.kids(at).filter(|&kid| kid > object) {
                let further = matches!(tree.rel(kid), Deprel::Obl | Deprel::Advcl)
                    && self.is(tree.lead(kid), WordClass::Preposition);
                if tree.rel(kid) == Deprel::Xcomp || further {
                    words.extend(tree.below(kid));
                }
            }
            return words;
        }
        let clauses = self.clauses(tree, at, names);
        let clause = clauses.last().copied();
        let object =
            tree.kids(at).find(|&kid| matches!(tree.rel(kid), Deprel::Obj | Deprel::Iobj) && kid > at);
        let relative = tree.rel(at) == Deprel::AclRelcl;
        match takes {
            Takes::Person => {
                let beyond = self.complements(tree, at, object);
                if object.is_none() && !relative && clause.is_none() {
                    return words;
                }
                let mut told = Vec::new();
                for kid in beyond {
                    told.extend(tree.below(kid));
                }
                if let Some(object) = object {
                    if told.is_empty() {
                        told = self.quotation_behind(tree, tree.extent(object).end);
                    }
                    if !told.is_empty() || self.complemented(tree, object) {
                        told.extend(tree.below(object));
                    }
                }
                return told;
            }
            Takes::Noun if clause.is_none() => {
                if let Some(object) = object {
                    words.extend(tree.below(object));
                    for kid in self.complements(tree, at, Some(object)) {
                        words.extend(tree.below(kid));
                    }
                }
                if !words.is_empty() {
                    return words;
                }
            }
            _ => {}
        }
        if let Some(clause) = clause {
            if takes == Takes::Marked && !self.marked(tree, at, clause) {
                return words;
            }
            // *told them to leave*, but not *told them that …*; *Chad continued to …* tells of no words.
            let infinitive = tree.rel(clause) == Deprel::Xcomp;
            if infinitive && takes == Takes::Anything && object.is_none() && tree.lead(clause) == "to" {
                return words;
            }
            for &clause in &clauses {
                words.extend(tree.below(clause));
            }
            if infinitive && let Some(object) = object.filter(|&object| object < clause) {
                words.extend(tree.below(object));
            }
            self.carry_on(tree, at, names, &mut words);
            return words;
        }
        // *wants the mission to stay*, where the tree gives the infinitive to the noun.
        if let Some(object) = object.filter(|&object| takes != Takes::Marked && self.infinitive(tree, object))
        {
            words.extend(tree.below(object));
            return words;
        }
        if takes == Takes::Marked {
            // *The poll shows a lead of …*.
            if let Some(object) = object
                && names.clone().any(|word| self.is(tree.word(word).root(), WordClass::Report))
            {
                words.extend(tree.below(object));
            }
            return words;
        }
        // Set into the clause it reports, or led to it by *as*.
        if let Some(host) = self.host(tree, at) {
            words.extend(tree.below(host).iter().copied().filter(|&word| !tree.under(word, at)));
            return words;
        }
        // A bare phrase in quotation marks, or behind a colon.
        for kid in tree.kids(at).filter(|&kid| kid > at) {
            let told = matches!(
                tree.rel(kid),
                Deprel::Obj
                    | Deprel::Obl
                    | Deprel::Parataxis
                    | Deprel::Advcl
                    | Deprel::Advmod
                    | Deprel::Dep
                    | Deprel::Conj
            );
            let first = self.item(tree, tree.extent(kid).start);
            let opens = self.quote_around(first).is_some();
            let colon = tree.rel(kid) == Deprel::Parataxis
                && tree
                    .kids(at)
                    .chain(tree.kids(kid))
                    .any(|mark| mark < kid && mark > at && tree.form(mark) == ":");
            if told && (opens || colon) {
                words.extend(tree.below(kid));
            }
        }
        if words.is_empty() && takes == Takes::Anything {
            words = self.by_place(tree, at, names);
        }
        words
    }

    /// The clause that the verb is set into: *…, Chad said*; *as Chad put it*.
    fn host(&self, tree: &Tree<'_>, at: usize) -> Option<usize> {
        let head = tree.head(at)?;
        match tree.rel(at) {
            Deprel::Parataxis => Some(head),
            Deprel::Advcl if tree.lead(at) == "as" => Some(head),
            _ => None,
        }
    }

    /// Behind the object of a verb, what it says of it: *of arming rebels*, *a disaster*, *to leave*.
    fn complements(&self, tree: &Tree<'_>, at: usize, object: Option<usize>) -> Vec<usize> {
        let from = object.unwrap_or(at);
        let says = |kid: &usize| match tree.rel(*kid) {
            Deprel::Xcomp | Deprel::Ccomp | Deprel::Obj => true,
            Deprel::Obl | Deprel::Advcl if self.is(tree.lead(*kid), WordClass::Preposition) => true,
            Deprel::Parataxis | Deprel::Obl | Deprel::Advcl | Deprel::Dep | Deprel::Appos | Deprel::Conj => {
                self.quote_around(self.item(tree, tree.extent(*kid).start)).is_some()
            }
            _ => false,
        };
        tree.kids(at).filter(|&kid| kid > from).filter(says).collect()
    }

    /// Led to by *that*, a question word or a quotation mark.
    fn marked(&self, tree: &Tree<'_>, at: usize, clause: usize) -> bool {
        let first = tree.extent(clause).start;
        let mark = tree.kid(clause, &[Deprel::Mark]).is_some_and(|mark| tree.form(mark) != "to");
        let bare = tree.rel(clause) == Deprel::Ccomp
            && first > at
            && tree.kid(clause, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Expl]).is_some();
        mark || bare || self.quote_around(self.item(tree, first)).is_some()
    }

    /// The words that a passive with its agent reports: *Chad was accused by Mali of …*.
    pub(super) fn of_passive(&self, tree: &Tree<'_>, at: usize, found: &Found<'_>) -> Vec<usize> {
        let Some(agent) = speaker::agent(tree, at) else { return Vec::new() };
        let mut words = Vec::new();
        for kid in tree.kids(at).filter(|&kid| kid != agent) {
            let patient = tree.rel(kid) == Deprel::NsubjPass && found.cue.takes != Takes::Clause;
            let complement = matches!(tree.rel(kid), Deprel::Xcomp | Deprel::Ccomp)
                || matches!(tree.rel(kid), Deprel::Obl | Deprel::Advcl)
                    && self.is(tree.lead(kid), WordClass::Preposition);
            if patient || complement {
                words.extend(tree.below(kid));
            }
        }
        // *accused by its neighbour of …*, where the tree gives the complement to the agent.
        for kid in tree.kids(agent).filter(|&kid| kid > agent && tree.rel(kid) == Deprel::Acl) {
            if self.is(tree.lead(kid), WordClass::Preposition) {
                words.extend(tree.below(kid));
            }
        }
        words
    }

    /// A noun that holds what is said of it: *rebels of burning the mill*.
    fn complemented(&self, tree: &Tree<'_>, noun: usize) -> bool {
        tree.kids(noun).any(|kid| {
            kid > noun && tree.rel(kid) == Deprel::Acl && self.is(tree.lead(kid), WordClass::Preposition)
        })
    }

    /// A noun that holds what it is to do: *the mission to stay*.
    fn infinitive(&self, tree: &Tree<'_>, noun: usize) -> bool {
        let noun_cue = self.cues.find(tree.word(noun).root(), CueForm::Noun).is_some();
        !noun_cue
            && tree.kids(noun).any(|kid| kid > noun && tree.rel(kid) == Deprel::Acl && tree.lead(kid) == "to")
    }
}
