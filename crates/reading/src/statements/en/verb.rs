//! Verbs that report: *Chad said that …*, *…, Chad said*, *Chad, officials said, …*, *Chad accused Mali of …*.

use telisik_language::{Deprel, Upos};
use telisik_lexicon::{Cue, CueClass, CueForm, WordClass};

use super::finder::{Finder, Waiting};
use super::speaker;
use super::tree::Tree;

/// A cue with the words it is made of.
pub(super) struct Found<'b> {
    pub(super) cue: &'b Cue,
    /// Its last word: a particle, or the verb.
    pub(super) last: usize,
    /// The phrase that its preposition leads to.
    pub(super) object: Option<usize>,
}

impl<'b> Finder<'_, 'b> {
    /// Reads the verb `at`, if it reports.
    pub(super) fn verb(&mut self, tree: &Tree<'_>, at: usize) {
        if tree.word(at).upos != Upos::Verb {
            return;
        }
        let Some(found) = self.cue_of(tree, at) else { return };
        if self.unreal(tree, at, found.cue) {
            return;
        }
        let passive = tree.passive(at) || speaker::participle(tree, at);
        let who = if passive {
            speaker::agent(tree, at)
        } else {
            speaker::subject(tree, self.taken_up(tree, at).unwrap_or(at))
        };
        let names = who.map(|who| speaker::phrase(tree, who));
        let words = match (passive, &names) {
            (true, _) => self.of_passive(tree, at, &found),
            (false, Some(names)) => self.said(tree, at, &found, names),
            (false, None) => Vec::new(),
        };
        let spoken = names.map(|names| self.items(tree, &names));
        let cue = self.items(tree, &(at..found.last.max(at) + 1));
        let cue = if cue.len() > 3 { cue.start..cue.start + 1 } else { cue };
        if words.is_empty() {
            if !passive && found.object.is_none() {
                let start = spoken.as_ref().map_or(cue.start, |speaker| speaker.start.min(cue.start));
                let end = spoken.as_ref().map_or(cue.end, |speaker| speaker.end.max(cue.end));
                self.waiting.push(Waiting { at: cue, speaker: spoken, items: start..end });
            }
            return;
        }
        let Some(spoken) = spoken else { return };
        let stretches = self.stretches(tree, &words);
        self.draft(&stretches, cue, Some(spoken), "statement.verb");
    }

    /// The cue that a verb is, with its particle or preposition where it has one.
    pub(super) fn cue_of(&self, tree: &Tree<'_>, at: usize) -> Option<Found<'b>> {
        let lemma = tree.word(at).root();
        for kid in tree.kids(at).filter(|&kid| kid > at) {
            match tree.rel(kid) {
                Deprel::Compound | Deprel::Advmod | Deprel::Obj | Deprel::Xcomp if kid <= at + 2 => {
                    if let Some(cue) = self.cues.find(&format!("{lemma} {}", tree.form(kid)), CueForm::Verb) {
                        return Some(Found { cue, last: kid, object: None });
                    }
                }
                Deprel::Obl | Deprel::Advcl | Deprel::OblAgent => {
                    let lead = tree.lead(kid);
                    if let Some(cue) = self.cues.find(&format!("{lemma} {lead}"), CueForm::Verb) {
                        return Some(Found { cue, last: at, object: Some(kid) });
                    }
                }
                _ => {}
            }
        }
        self.cues.find(lemma, CueForm::Verb).map(|cue| Found { cue, last: at, object: None })
    }

    /// A report that was not made is none: *did not say*, *declined to say*, *wants to ask*.
    fn unreal(&self, tree: &Tree<'_>, at: usize, cue: &Cue) -> bool {
        let negated = tree.kids(at).any(|kid| self.is(tree.form(kid), WordClass::Negator));
        if negated && cue.class != CueClass::Decline {
            return true;
        }
        if tree.rel(at) != Deprel::Xcomp || tree.lead(at) != "to" {
            return false;
        }
        let over = tree.head(at).filter(|&head| tree.verb(head)).and_then(|head| self.cue_of(tree, head));
        over.is_some_and(|over| {
            use CueClass::{Decline, Demand, Opine, Promise, Warn};
            matches!(over.cue.class, Decline | Demand | Opine | Promise | Warn)
        })
    }
}
