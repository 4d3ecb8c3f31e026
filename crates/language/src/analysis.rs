use std::ops::Range;

use telisik_record::Span;

use crate::{Deprel, Upos};

/// A text taken apart: paragraphs, and the sentences in them, in the order of the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Analysis {
    /// Stretches of text between line breaks, blank ones left out and broken sentences joined.
    pub paragraphs: Vec<Paragraph>,
    /// All sentences of all paragraphs.
    pub sentences: Vec<Sentence>,
}

impl Analysis {
    /// The index of the sentence that covers the character at `offset`.
    pub fn sentence_at(&self, offset: u32) -> Option<usize> {
        let after = self.sentences.partition_point(|s| s.span.start <= offset);
        let index = after.checked_sub(1)?;
        self.sentences[index].span.holds(offset).then_some(index)
    }

    /// The sentence and word indices of the word that covers the character at `offset`.
    pub fn word_at(&self, offset: u32) -> Option<(usize, usize)> {
        let index = self.sentence_at(offset)?;
        Some((index, self.sentences[index].word_at(offset)?))
    }
}

/// What part of an article a paragraph or sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Block {
    /// The title.
    Headline,
    /// A heading inside the article: short, on a line of its own, no full stop, often numbered.
    Heading,
    /// *Jakarta, IDN Times -*: place and outlet before the first sentence.
    Dateline,
    /// Links and notices between the paragraphs: *Baca juga: …*, *ADVERTISEMENT*.
    Boilerplate,
    /// Running text.
    Body,
}

/// A stretch of text between line breaks; a break inside a sentence, as pages leave around links, does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its characters, without white space around them.
    pub span: Span,
    /// What it is. A body paragraph may begin with a dateline sentence.
    pub block: Block,
    /// Which sentences it holds.
    pub sentences: Range<usize>,
}

/// One sentence with its words, names and tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its characters, without white space around them.
    pub span: Span,
    /// Index of its paragraph.
    pub paragraph: usize,
    /// What it is.
    pub block: Block,
    /// Tokens as printed: one or more words each.
    pub tokens: Vec<Token>,
    /// Syntactic words, clitics apart.
    pub words: Vec<Word>,
    /// Names of persons, organisations and places, in order, without overlap.
    pub names: Vec<Name>,
}

/// A token as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its characters.
    pub span: Span,
    /// Its words: more than one where clitics are attached (*upayanya* = *upaya* + *nya*).
    pub words: Range<usize>,
}

/// A syntactic word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Its characters; a clitic has its own.
    pub span: Span,
    /// Index of its token in the sentence.
    pub token: usize,
    /// Its form in lower case.
    pub form: Box<str>,
    /// Its form as printed begins with a capital.
    pub capital: bool,
    /// Root, voice and derivation.
    pub morphology: Morphology,
    /// Part of speech.
    pub upos: Upos,
    /// Index of its head in the sentence; `None` for the root.
    pub head: Option<usize>,
    /// Its relation to the head.
    pub deprel: Deprel,
}

impl Word {
    /// The root of its form: *kirim* of *pengiriman*; the form itself where nothing is derived. Of an English word
    /// the lemma: *invasion* of *invasions*.
    pub fn root(&self) -> &str {
        &self.morphology.root
    }
}

/// How a word is built from its root.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Morphology {
    /// The root in lower case; of an English word the lemma.
    pub root: Box<str>,
    /// The voice of a verb, by its affixes; `None` for a bare root and for other words, and in English, where
    /// only the tree tells.
    pub voice: Option<Voice>,
    /// What a derived noun stands for.
    pub nominal: Option<Nominal>,
    /// The verb of the act an English noun stands for, where its lemma is not that verb: *invade* of *invasion*.
    /// The verb of an Indonesian one is its root.
    pub verb: Option<Box<str>>,
    /// *-kan* or *-i* is attached.
    pub applicative: bool,
    /// The word is doubled: *negara-negara*.
    pub reduplicated: bool,
}

/// The voice of an Indonesian verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Voice {
    /// *meN-*
    Active,
    /// *di-*, and *ku-*, *kau-* before a bare stem.
    Passive,
    /// *ter-*
    Accidental,
    /// *ber-*
    Stative,
}

/// What a noun derived from a verb stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nominal {
    /// The act or its result: *pengiriman*, *perjanjian*, *serangan*, *kecaman*.
    Act,
    /// The doer or the means: *penyerang*, *pengirim*.
    Agent,
    /// The state or abstract noun: *kedatangan*, *keputusan*.
    State,
}

/// A name found in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its words.
    pub words: Range<usize>,
    /// What it names.
    pub kind: NameKind,
}

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A place.
    Location,
}

impl Sentence {
    /// The span from the first to the last of some words; empty at the sentence's start for none.
    pub fn span_of(&self, words: Range<usize>) -> Span {
        match self.words.get(words) {
            Some([first, .., last]) => first.span.cover(last.span),
            Some([only]) => only.span,
            _ => Span::new(self.span.start, self.span.start),
        }
    }

    /// The index of the word that covers the character at `offset`.
    pub fn word_at(&self, offset: u32) -> Option<usize> {
        let index = self.words.partition_point(|w| w.span.end <= offset);
        self.words.get(index)?.span.holds(offset).then_some(index)
    }

    /// The words that overlap `span`.
    pub fn words_in(&self, span: Span) -> Range<usize> {
        let first = self.words.partition_point(|w| w.span.end <= span.start);
        let last = self.words.partition_point(|w| w.span.start < span.end);
        first..last.max(first)
    }

    /// The words whose head is `head`, in order.
    pub fn children(&self, head: usize) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().filter(move |(_, w)| w.head == Some(head)).map(|(i, _)| i)
    }

    /// The first child of `head` with one of these relations.
    pub fn child(&self, head: usize, relations: &[Deprel]) -> Option<usize> {
        self.children(head).find(|&i| relations.contains(&self.words[i].deprel))
    }

    /// The words from `word` up to the root, `word` itself left out. Ends even on a damaged tree.
    pub fn ancestors(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.words.get(word).and_then(|w| w.head), |&at| self.words.get(at)?.head)
            .take(self.words.len())
    }

    /// Whether `word` is `top` or stands anywhere under it.
    pub fn under(&self, word: usize, top: usize) -> bool {
        word == top || self.ancestors(word).any(|at| at == top)
    }
}
