//! Whether a deed took place, from the tree above and around its English trigger.

use telisik_language::{Deprel, Upos};
use telisik_lexicon::{Lexicon, Scope, Trigger, Voice};
use telisik_record::{Span, Status};

use super::super::status::{Reading, stronger};
use super::tree::Tree;

/// How many verbs a cue may govern over: *has agreed to try to stop*.
const STEPS: usize = 6;

/// What the words around a trigger make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Modality {
    pub reading: Option<Reading>,
    /// Its doer says that he will do it.
    pub announced: bool,
    /// It is only called for: *must withdraw*.
    pub duty: bool,
    /// It is only what something else is done for: *met to discuss*, *arrested for spying*.
    pub purpose: bool,
    /// It is said not to be done, apart from what is planned: *will not withdraw*.
    pub negated: bool,
}

impl Modality {
    pub(super) fn status(&self) -> Status {
        self.reading.map_or(Status::Actual, |reading| reading.status)
    }

    fn take(&mut self, status: Status, span: Span) {
        self.negated |= status == Status::Negated;
        self.reading = Some(stronger(self.reading, status, span));
    }
}

/// Reads the modality of a trigger; `carrier` is the verb that carries an event noun.
pub(super) fn read(tree: Tree<'_>, lexicon: &Lexicon, trigger: &Trigger, carrier: Option<usize>) -> Modality {
    let mut found = Modality::default();
    let head = trigger.parts[0];
    let reader = Reader { tree, lexicon };
    if trigger.voice == Voice::Noun {
        reader.noun(head, &mut found);
    }
    let verb = carrier.or_else(|| (trigger.voice != Voice::Noun).then_some(head));
    if let Some(verb) = verb {
        reader.verb(verb, STEPS, &mut found);
    }
    reader.condition(verb.unwrap_or(head), &mut found);
    found
}

struct Reader<'s, 't> {
    tree: Tree<'t>,
    lexicon: &'s Lexicon,
}

impl Reader<'_, '_> {
    fn span(&self, word: usize) -> Span {
        self.tree.sentence.words[word].span
    }

    /// Takes the cue that a word is, by its lemma or its form; gives whether it is one.
    fn cue(&self, word: usize, found: &mut Modality) -> bool {
        let status = &self.lexicon.status;
        let cue = status.get(self.tree.lemma(word)).or_else(|| status.get(self.tree.form(word)));
        let Some(cue) = cue.filter(|cue| cue.scope == Scope::Verb) else { return false };
        found.announced |= cue.announces;
        found.take(cue.status, self.span(word));
        true
    }

    /// The cues around a verb, and those of the verbs it is the matter of.
    fn verb(&self, verb: usize, steps: usize, found: &mut Modality) {
        let tree = self.tree;
        let mut own = false;
        for child in tree.children(verb) {
            let close = match tree.deprel(child) {
                Deprel::Aux | Deprel::AuxPass => true,
                Deprel::Advmod | Deprel::Det => child < verb || tree.lemma(child) == "not",
                _ => false,
            };
            if !close {
                continue;
            }
            own |= matches!(tree.upos(child), Upos::Aux);
            found.duty |= self.lexicon.clauses.duty.contains(tree.lemma(child));
            if !self.cue(child, found) && tree.lemma(child) == "be" && tree.is_ing(verb) {
                found.take(Status::Ongoing, self.span(child));
            }
        }
        let Some(head) = tree.head(verb).filter(|_| steps > 0) else { return };
        match tree.deprel(verb) {
            Deprel::Xcomp => {
                found.duty |= self.lexicon.clauses.owing.contains(tree.lemma(head));
                self.cue(head, found);
                self.verb(head, steps - 1, found);
            }
            // *said it planned to*, *denied that*: only what the verb above makes of it.
            Deprel::Ccomp => {
                self.cue(head, found);
            }
            Deprel::Advcl | Deprel::Acl if tree.is_infinitive(verb) => {
                if !self.cue(head, found) {
                    found.purpose |= steps == STEPS;
                    found.take(Status::Planned, self.span(verb));
                }
                // *is ready to*, *has a plan to*
                if tree.upos(head) != Upos::Verb {
                    self.verb(head, steps - 1, found);
                }
            }
            Deprel::Advcl | Deprel::Acl | Deprel::Obl | Deprel::Nmod if tree.is_ing(verb) => {
                let purpose = tree.case(verb).is_some_and(|case| self.lexicon.clauses.purpose.contains(case));
                found.purpose |= purpose && steps == STEPS;
                self.cue(head, found);
            }
            // *will come and help*: what is joined without its own auxiliary shares it.
            Deprel::Conj
                if !own
                    && tree.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass]).is_none()
                    && (tree.form(verb) == tree.lemma(verb) || tree.is_passive(verb)) =>
            {
                self.verb(head, steps - 1, found);
            }
            _ => {}
        }
    }

    /// The cues close to a noun: *planned strike*, *threat of attack*, *no agreement*.
    fn noun(&self, noun: usize, found: &mut Modality) {
        let tree = self.tree;
        for child in tree.children(noun) {
            if matches!(tree.deprel(child), Deprel::Amod | Deprel::Det | Deprel::Advmod | Deprel::Compound) {
                self.cue(child, found);
            }
        }
        if let Some(head) = tree.head(noun)
            && matches!(tree.deprel(noun), Deprel::Nmod | Deprel::Obj | Deprel::Obl)
        {
            self.cue(head, found);
        }
    }

    /// *if*, *unless* before the clause of the deed.
    fn condition(&self, verb: usize, found: &mut Modality) {
        let tree = self.tree;
        let chain = std::iter::once(verb).chain(tree.above(verb)).take(STEPS);
        for word in chain {
            let mark = tree.children(word).find(|&child| {
                matches!(tree.deprel(child), Deprel::Mark | Deprel::Advmod)
                    && self.lexicon.status.get(tree.form(child)).is_some_and(|cue| cue.scope == Scope::Clause)
            });
            if let Some(mark) = mark {
                found.take(Status::Conditional, self.span(mark));
                return;
            }
            if !matches!(tree.deprel(word), Deprel::Conj | Deprel::Xcomp | Deprel::Obj | Deprel::Nmod) {
                return;
            }
        }
    }
}
