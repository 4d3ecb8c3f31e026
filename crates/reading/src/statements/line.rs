use std::borrow::Cow;
use std::ops::Range;

use telisik_language::{Block, Upos};
use telisik_lexicon::{CueForm, Cues, WordClass, WordClasses};
use telisik_record::{Lang, Span};

use super::quote::{self, Quotation};
use crate::Article;
use crate::marks::is_double;

/// What an item of a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word or number.
    Word,
    /// A quotation mark that begins a quotation.
    Opening,
    /// A quotation mark that ends one.
    Closing,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `.`, `!`, `?`, `…`
    Stop,
    /// `(` or `[`
    OpenParen,
    /// `)` or `]`
    CloseParen,
    /// `-`, `–`, `—`
    Dash,
    /// Anything else.
    Other,
}

/// A word, a mark, or a part of a word that was printed without the space before or after it.
#[derive(Debug, Clone)]
pub(super) struct Item<'a> {
    pub(super) span: Span,
    /// As printed.
    pub(super) print: &'a str,
    /// In lower case.
    pub(super) form: Cow<'a, str>,
    pub(super) kind: Kind,
    /// The closed classes that it belongs to as a word.
    pub(super) classes: WordClasses,
    /// Index of its sentence in the analysis.
    pub(super) sentence: usize,
    /// The tagger calls it a verb.
    pub(super) verb: bool,
    /// How many quotations it lies in; the marks themselves lie outside.
    pub(super) depth: u8,
}

impl Item<'_> {
    /// Begins with a capital letter.
    pub(super) fn capital(&self) -> bool {
        self.print.chars().next().is_some_and(char::is_uppercase)
    }

    pub(super) fn is(&self, kind: Kind) -> bool {
        self.kind == kind
    }

    pub(super) fn has(&self, class: WordClass) -> bool {
        self.classes.has(class)
    }

    pub(super) fn digit(&self) -> bool {
        self.print.chars().next().is_some_and(|c| c.is_ascii_digit())
    }
}

/// A paragraph as items, with its quotations, cut into passages.
#[derive(Debug, Default)]
pub(super) struct Line<'a> {
    pub(super) items: Vec<Item<'a>>,
    pub(super) quotes: Vec<Quotation>,
    /// Sentences put together again where a stop inside a quotation had cut them.
    pub(super) passages: Vec<Range<usize>>,
    /// Marks that have no fellow.
    pub(super) stray: Vec<Span>,
    /// How many words, and how many opening marks, stand before each item and before the end.
    counts: Vec<(u32, u32)>,
}

/// The paragraphs of an article's running text, headlines, headings and notices left out.
pub(super) fn lines<'a>(article: Article<'a>, cues: &Cues) -> Vec<Line<'a>> {
    let analysis = article.analysis;
    let mut lines = Vec::new();
    for paragraph in &analysis.paragraphs {
        if !matches!(paragraph.block, Block::Body | Block::Dateline) {
            continue;
        }
        let mut items = Vec::new();
        for at in paragraph.sentences.clone() {
            let Some(sentence) = analysis.sentences.get(at) else { continue };
            if sentence.block != Block::Body {
                continue;
            }
            for word in &sentence.words {
                let verb = word.upos == Upos::Verb;
                let cuts = match article.document.lang {
                    Lang::Id => cuts(article.slice(word.span), cues),
                    Lang::En => marks(article.slice(word.span)),
                };
                push_pieces(article, cues, &cuts, word.span, at, verb, &mut items);
            }
        }
        if !items.is_empty() {
            lines.push(line(article, cues, items));
        }
    }
    lines
}

fn line<'a>(article: Article<'a>, cues: &Cues, mut items: Vec<Item<'a>>) -> Line<'a> {
    let (quotes, stray) = quote::pair(article.text(), cues, &mut items);
    let passages = passages(&items);
    let mut counts = Vec::with_capacity(items.len() + 1);
    let mut count = (0, 0);
    for item in &items {
        counts.push(count);
        count.0 += u32::from(item.kind == Kind::Word);
        count.1 += u32::from(item.kind == Kind::Opening);
    }
    counts.push(count);
    Line { items, quotes, passages, stray, counts }
}

/// A new passage begins with each sentence, unless within a quotation or in lower case.
fn passages(items: &[Item<'_>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for at in 1..items.len() {
        let (before, item) = (&items[at - 1], &items[at]);
        if before.sentence == item.sentence {
            continue;
        }
        let inside = item.depth > 0 || item.is(Kind::Closing);
        let goes_on = item.print.chars().next().is_some_and(char::is_lowercase)
            || matches!(item.kind, Kind::Comma | Kind::Colon | Kind::CloseParen | Kind::Stop);
        if !inside && !goes_on {
            found.push(start..at);
            start = at;
        }
    }
    found.push(start..items.len());
    found
}

fn kind_of(print: &str) -> Kind {
    let mut chars = print.chars();
    let Some(first) = chars.next() else { return Kind::Other };
    if first.is_alphanumeric() {
        return Kind::Word;
    }
    match first {
        ',' | ';' => Kind::Comma,
        ':' => Kind::Colon,
        '.' | '!' | '?' | '…' => Kind::Stop,
        '(' | '[' => Kind::OpenParen,
        ')' | ']' => Kind::CloseParen,
        '-' | '–' | '—' if print.chars().all(|c| matches!(c, '-' | '–' | '—')) => Kind::Dash,
        _ if print.chars().any(char::is_alphanumeric) => Kind::Word,
        _ => Kind::Other,
    }
}

fn push_pieces<'a>(
    article: Article<'a>,
    cues: &Cues,
    cuts: &[usize],
    span: Span,
    sentence: usize,
    verb: bool,
    items: &mut Vec<Item<'a>>,
) {
    let print = article.slice(span);
    let mut start = 0;
    for cut in cuts.iter().copied().chain([print.len()]) {
        if cut <= start {
            continue;
        }
        let piece = &print[start..cut];
        let before = print[..start].chars().count() as u32;
        let span = Span::new(span.start + before, span.start + before + piece.chars().count() as u32);
        let form = if piece.chars().any(char::is_uppercase) {
            Cow::Owned(piece.to_lowercase())
        } else {
            Cow::Borrowed(piece)
        };
        let kind = kind_of(piece);
        let classes = if kind == Kind::Word { cues.classes(&form) } else { WordClasses::default() };
        items.push(Item { span, print: piece, form, kind, classes, sentence, verb, depth: 0 });
        start = cut;
    }
}

/// Byte offsets at which a word as printed falls apart at quotation marks.
fn marks(print: &str) -> Vec<usize> {
    let mut before = false;
    let mut cuts = Vec::new();
    for (at, c) in print.char_indices() {
        let mark = is_double(c);
        if at > 0 && mark != before {
            cuts.push(at);
        }
        before = mark;
    }
    cuts
}

/// Byte offsets at which a word as printed falls apart: at quotation marks, where a small letter meets a
/// capital (*dilansirReuters*), before a long reporting verb (*Erdoganmengatakan*), before *nya* of a cue.
fn cuts(print: &str, cues: &Cues) -> Vec<usize> {
    let mut cuts = Vec::new();
    let mut before: Option<char> = None;
    let mut small_only = true;
    for (at, c) in print.char_indices() {
        if let Some(before) = before {
            if is_double(c) || is_double(before) {
                cuts.push(at);
                small_only = true;
            } else if small_only && before.is_lowercase() && c.is_uppercase() && at > 1 {
                cuts.push(at);
                small_only = false;
            }
        }
        small_only &= c.is_lowercase();
        before = Some(c);
    }
    let tail = cuts.last().copied().unwrap_or(0);
    if let Some(extra) = inner_cut(&print[tail..], cues) {
        cuts.push(tail + extra);
    }
    cuts
}

/// The shortest reporting verb that is trusted inside a run of letters.
const LONG_VERB: usize = 8;

fn inner_cut(piece: &str, cues: &Cues) -> Option<usize> {
    if !piece.is_ascii() || piece.len() < 5 {
        return None;
    }
    let lower = piece.to_lowercase();
    if let Some(root) = lower.strip_suffix("nya") {
        let cue = |form| cues.find(root, form).is_some();
        let forms = [CueForm::After, CueForm::Passive, CueForm::Preposition, CueForm::Verb];
        if forms.into_iter().any(cue) || cues.is(root, WordClass::OwnText) {
            return Some(root.len());
        }
    }
    if !piece.starts_with(|c: char| c.is_ascii_uppercase()) || cues.any(&lower).is_some() {
        return None;
    }
    (3..piece.len().saturating_sub(LONG_VERB - 1)).find(|&at| {
        piece.as_bytes()[at].is_ascii_lowercase() && cues.find(&piece[at..], CueForm::Verb).is_some()
    })
}

impl Line<'_> {
    /// From the first to the last of some items; `None` for none.
    pub(super) fn span(&self, range: Range<usize>) -> Option<Span> {
        let items = self.items.get(range)?;
        Some(items.first()?.span.cover(items.last()?.span))
    }

    pub(super) fn form(&self, at: usize) -> &str {
        self.items.get(at).map_or("", |item| item.form.as_ref())
    }

    pub(super) fn is(&self, at: usize, kind: Kind) -> bool {
        self.items.get(at).is_some_and(|item| item.kind == kind)
    }

    /// Whether an item belongs to a closed class of words.
    pub(super) fn has(&self, at: usize, class: WordClass) -> bool {
        self.items.get(at).is_some_and(|item| item.has(class))
    }

    /// Whether an item belongs to any of some closed classes of words.
    pub(super) fn any(&self, at: usize, classes: &[WordClass]) -> bool {
        self.items.get(at).is_some_and(|item| item.classes.any(classes))
    }

    /// A semicolon outside quotations: another clause begins behind it.
    pub(super) fn semicolon(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|item| item.depth == 0 && item.print == ";")
    }

    /// The quotation whose opening mark is item `at`.
    pub(super) fn quote_from(&self, at: usize) -> Option<&Quotation> {
        let index = self.quotes.binary_search_by_key(&at, |quote| quote.items.start).ok()?;
        self.quotes.get(index)
    }

    /// Content without marks and white space around it: quotation marks at both ends come off.
    pub(super) fn content(&self, mut range: Range<usize>) -> Option<Span> {
        while self.items.get(range.start).is_some_and(|i| {
            range.start < range.end
                && matches!(i.kind, Kind::Opening | Kind::Comma | Kind::Colon | Kind::Dash)
                && !self.opens_inside(range.clone())
        }) {
            range.start += 1;
        }
        while range.end > range.start {
            let last = &self.items[range.end - 1];
            let off = match last.kind {
                Kind::Stop => last.depth == 0,
                Kind::Comma | Kind::Colon | Kind::Dash => last.depth == 0,
                Kind::Closing => true,
                _ => false,
            };
            if !off {
                break;
            }
            range.end -= 1;
        }
        self.span(range)
    }

    /// The range begins with a quotation that ends before the range does, so its mark belongs inside.
    fn opens_inside(&self, range: Range<usize>) -> bool {
        self.quote_from(range.start).is_some_and(|quote| self.count(quote.items.end..range.end) > 0)
    }

    /// Whether a quotation begins in the range.
    pub(super) fn quoted(&self, range: Range<usize>) -> bool {
        let at = |at: usize| self.counts.get(at).or(self.counts.last()).map_or(0, |count| count.1);
        at(range.end) > at(range.start.min(range.end))
    }

    /// How many words stand in a range.
    pub(super) fn count(&self, range: Range<usize>) -> u32 {
        let at = |at: usize| self.counts.get(at).or(self.counts.last()).map_or(0, |count| count.0);
        at(range.end) - at(range.start.min(range.end))
    }

    /// The quotations that begin in a range.
    pub(super) fn quotes_in(&self, range: Range<usize>) -> &[Quotation] {
        let first = self.quotes.partition_point(|quote| quote.items.start < range.start);
        let last = self.quotes.partition_point(|quote| quote.items.start < range.end);
        self.quotes.get(first..last).unwrap_or_default()
    }
}

/// Guesses at words that the frames share.
pub(super) struct Words<'a> {
    pub(super) cues: &'a Cues,
}

impl Words<'_> {
    /// Looks like a verb: by the tagger, by its prefix, or because it is listed.
    pub(super) fn verb(&self, item: &Item<'_>) -> bool {
        if !item.is(Kind::Word) || item.capital() {
            return false;
        }
        if item.has(WordClass::Verb) || self.cues.find(&item.form, CueForm::Verb).is_some() {
            return true;
        }
        if item.has(WordClass::NotVerb) {
            return false;
        }
        let prefixed =
            || self.cues.verb_prefixes().iter().any(|prefix| item.form.starts_with(prefix.as_str()));
        item.verb || item.form.len() >= 6 && prefixed()
    }
}
