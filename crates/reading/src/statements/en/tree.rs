use std::ops::Range;

use telisik_language::{Deprel, Sentence, Upos, Word};

/// A sentence with what hangs under each word at hand.
pub(super) struct Tree<'a> {
    pub(super) sentence: &'a Sentence,
    /// The words in an order in which all that hangs under a word stands together behind it.
    order: Vec<usize>,
    /// Where each word stands in that order, and where what hangs under it ends.
    place: Vec<Range<usize>>,
    /// The children of all words, those of one together, and where those of each word lie.
    kids: Vec<usize>,
    lies: Vec<Range<usize>>,
}

impl<'a> Tree<'a> {
    pub(super) fn new(sentence: &'a Sentence) -> Self {
        let words = &sentence.words;
        let n = words.len();
        let mut counts = vec![0; n + 1];
        for word in words {
            if let Some(head) = word.head.filter(|&head| head < n) {
                counts[head + 1] += 1;
            }
        }
        for at in 0..n {
            counts[at + 1] += counts[at];
        }
        let lies: Vec<Range<usize>> = (0..n).map(|at| counts[at]..counts[at + 1]).collect();
        let mut kids = vec![0; counts[n]];
        let mut next = counts;
        for (at, word) in words.iter().enumerate() {
            if let Some(head) = word.head.filter(|&head| head < n) {
                kids[next[head]] = at;
                next[head] += 1;
            }
        }
        let mut order = Vec::with_capacity(n);
        let mut place = vec![0..0; n];
        let mut open: Vec<(usize, bool)> = (0..n)
            .rev()
            .filter(|&at| words[at].head.is_none_or(|head| head >= n))
            .map(|at| (at, false))
            .collect();
        while let Some((at, done)) = open.pop() {
            if done {
                place[at].end = order.len();
                continue;
            }
            place[at].start = order.len();
            order.push(at);
            open.push((at, true));
            open.extend(kids[lies[at].clone()].iter().rev().map(|&kid| (kid, false)));
        }
        Self { sentence, order, place, kids, lies }
    }

    pub(super) fn len(&self) -> usize {
        self.sentence.words.len()
    }

    pub(super) fn word(&self, at: usize) -> &'a Word {
        &self.sentence.words[at]
    }

    pub(super) fn form(&self, at: usize) -> &'a str {
        self.sentence.words.get(at).map_or("", |word| &word.form)
    }

    pub(super) fn rel(&self, at: usize) -> Deprel {
        self.word(at).deprel
    }

    pub(super) fn head(&self, at: usize) -> Option<usize> {
        self.word(at).head.filter(|&head| head < self.len())
    }

    /// The words whose head is `at`, in order.
    pub(super) fn kids(&self, at: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.kids[self.lies[at].clone()].iter().copied()
    }

    /// The first child with one of these relations.
    pub(super) fn kid(&self, at: usize, relations: &[Deprel]) -> Option<usize> {
        self.kids(at).find(|&kid| relations.contains(&self.rel(kid)))
    }

    /// A word and all that hangs under it, in no order.
    pub(super) fn below(&self, at: usize) -> &[usize] {
        self.order.get(self.place[at].clone()).unwrap_or_default()
    }

    /// Whether `word` is `top` or hangs under it.
    pub(super) fn under(&self, word: usize, top: usize) -> bool {
        self.place[top].contains(&self.place[word].start)
    }

    /// The preposition or conjunction that leads to a word.
    pub(super) fn lead(&self, at: usize) -> &'a str {
        self.kid(at, &[Deprel::Case, Deprel::Mark]).map_or("", |lead| self.form(lead))
    }

    /// From the first to the last word under `at`.
    pub(super) fn extent(&self, at: usize) -> Range<usize> {
        let below = self.below(at);
        let first = below.iter().min().copied().unwrap_or(at);
        let last = below.iter().max().copied().unwrap_or(at);
        first..last + 1
    }

    /// The first word under `at` that is no mark.
    pub(super) fn first(&self, at: usize) -> usize {
        let words = self.below(at).iter().copied();
        words.filter(|&word| self.word(word).upos != Upos::Punct).min().unwrap_or(at)
    }

    /// The verb is in the passive.
    pub(super) fn passive(&self, at: usize) -> bool {
        self.kid(at, &[Deprel::AuxPass, Deprel::NsubjPass, Deprel::CsubjPass]).is_some()
    }

    pub(super) fn verb(&self, at: usize) -> bool {
        matches!(self.word(at).upos, Upos::Verb | Upos::Aux)
    }
}
