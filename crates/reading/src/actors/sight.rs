use std::ops::Range;

use telisik_language::{Block, NameKind, Sentence};
use telisik_lexicon::{How, Lexicon, Piece, Sense, Target, TitleSense, holds, pieces};
use telisik_record::{ActorKind, Lang, Span};

use crate::Article;
use crate::marks::is_quote;

/// One sentence cut into pieces, with what is known by name in it.
pub(super) struct Line<'a> {
    /// Its index in the analysis.
    pub(super) index: usize,
    pub(super) sentence: &'a Sentence,
    pub(super) pieces: Vec<Piece<'a>>,
    /// Where each piece lies in the document.
    pub(super) spans: Vec<Span>,
    /// The word each piece belongs to.
    pub(super) words: Vec<usize>,
    /// What stands before each piece.
    pub(super) gaps: Vec<Gap>,
    /// What is known by name, in order, without overlap.
    pub(super) sights: Vec<Sight>,
}

/// What stands between two pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// White space, or nothing where a capital follows a small letter.
    Space,
    /// A hyphen, dash or slash without white space around it.
    Hyphen,
    Comma,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// A quotation mark.
    Quote,
    /// The sentence's start, or any other mark.
    Other,
}

/// A stretch of pieces that is known by name.
#[derive(Debug, Clone)]
pub(super) struct Sight {
    pub(super) pieces: Range<usize>,
    pub(super) what: What,
    /// The second name of *Amerika Serikat (AS)*, brackets left out.
    pub(super) alias: Option<Range<usize>>,
    /// An abbreviation that contradicts the words before it: one name over the whole.
    pub(super) slip: bool,
}

/// What a sighted stretch may be.
#[derive(Debug, Clone)]
pub(super) enum What {
    /// An actor, a seat or a person; nobody, where a state's name is only a label.
    Named(Vec<Sense>),
    /// A title, a body, a people.
    Titled(Vec<TitleSense>),
}

impl Line<'_> {
    /// Whether capitals say nothing here, as every word has one.
    pub(super) fn title_case(&self) -> bool {
        self.sentence.block == Block::Headline
    }

    /// The characters from the first to the last of some pieces.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        match self.spans.get(range) {
            Some([first, .., last]) => first.cover(*last),
            Some([only]) => *only,
            _ => Span::new(self.sentence.span.start, self.sentence.span.start),
        }
    }

    /// The words that some pieces belong to.
    pub(super) fn words(&self, range: Range<usize>) -> Range<usize> {
        match self.words.get(range) {
            Some([first, .., last]) => *first..last + 1,
            Some([only]) => *only..only + 1,
            _ => 0..0,
        }
    }

    /// The key of the piece at `at`; nothing past the ends.
    pub(super) fn key(&self, at: usize) -> &str {
        self.pieces.get(at).map_or("", |p| p.key.as_str())
    }

    /// What stands before the piece at `at`.
    pub(super) fn gap(&self, at: usize) -> Gap {
        self.gaps.get(at).copied().unwrap_or(Gap::Other)
    }

    /// The index of the sight that begins at the piece `at`.
    pub(super) fn sight_index(&self, at: usize) -> Option<usize> {
        self.sights.binary_search_by_key(&at, |s| s.pieces.start).ok()
    }

    /// The sight that begins at the piece `at`.
    pub(super) fn sight_at(&self, at: usize) -> Option<&Sight> {
        self.sights.get(self.sight_index(at)?)
    }

    /// What an actor's name at the sight `index` may mean; nothing for titles.
    pub(super) fn senses(&self, index: usize) -> &[Sense] {
        match self.sights.get(index).map(|s| &s.what) {
            Some(What::Named(senses)) => senses,
            _ => &[],
        }
    }

    /// Whether a sight covers the piece `at`.
    pub(super) fn sighted(&self, at: usize) -> bool {
        let after = self.sights.partition_point(|s| s.pieces.start <= at);
        after.checked_sub(1).is_some_and(|i| self.sights[i].pieces.contains(&at))
    }

    /// The pieces of the organisation's name that the model found and that begins at the piece `at`.
    pub(super) fn organisation_at(&self, at: usize) -> Option<Range<usize>> {
        self.modelled_at(at, NameKind::Organisation)
    }

    /// The pieces of the place's name that the model found and that begins at the piece `at`.
    pub(super) fn location_at(&self, at: usize) -> Option<Range<usize>> {
        self.modelled_at(at, NameKind::Location)
    }

    fn modelled_at(&self, at: usize, kind: NameKind) -> Option<Range<usize>> {
        let word = *self.words.get(at)?;
        let named = |n: &&telisik_language::Name| n.kind == kind && n.words.contains(&word);
        let name = self.sentence.names.iter().find(named)?;
        let last = self.words.partition_point(|&w| w < name.words.end);
        (name.words.start == word && last > at).then_some(at..last)
    }

    /// The pieces of the person's name that the model found and that covers the piece `at`.
    pub(super) fn person_around(&self, at: usize) -> Option<Range<usize>> {
        let word = *self.words.get(at)?;
        let name =
            self.sentence.names.iter().find(|n| n.kind == NameKind::Person && n.words.contains(&word))?;
        let first = self.words.partition_point(|&w| w < name.words.start);
        let last = self.words.partition_point(|&w| w < name.words.end);
        Some(first..last)
    }
}

/// Cuts all sentences into pieces and sights what is known by name.
pub(super) fn lines<'a>(article: Article<'a>, lexicon: &Lexicon) -> Vec<Line<'a>> {
    let sentences = article.sentences().iter().enumerate();
    let mut lines: Vec<Line<'a>> =
        sentences.map(|(index, sentence)| line(article, lexicon, index, sentence)).collect();
    super::orphan::give_up(&mut lines, lexicon);
    lines
}

/// In pieces: no title that enumerates is longer.
const LONGEST_LIST: usize = 12;

/// In characters: no chain of names with hyphens is longer, and text without blanks is not looked through.
const LONGEST_TOKEN: u32 = 200;

fn line<'a>(article: Article<'a>, lexicon: &Lexicon, index: usize, sentence: &'a Sentence) -> Line<'a> {
    let mut line =
        Line { index, sentence, pieces: vec![], spans: vec![], words: vec![], gaps: vec![], sights: vec![] };
    for token in &sentence.tokens {
        if token.span.len() > LONGEST_TOKEN {
            continue;
        }
        let print = article.slice(token.span);
        let whole = pieces(print);
        let known = token.words.len() < 2 || !lexicon.actors.names().all(&whole).is_empty();
        if known {
            whole.into_iter().for_each(|piece| push(&mut line, piece, token.span.start));
        } else {
            for word in sentence.words.get(token.words.clone()).unwrap_or_default() {
                let parts = pieces(article.slice(word.span));
                parts.into_iter().for_each(|piece| push(&mut line, piece, word.span.start));
            }
        }
    }
    if lexicon.lang == Lang::En {
        super::english::close_abbreviations(article, &mut line);
    }
    let ends = [sentence.span.start].into_iter().chain(line.spans.iter().map(|s| s.end));
    line.gaps = ends
        .zip(&line.spans)
        .enumerate()
        .map(|(at, (end, span))| {
            let before = at.checked_sub(1).and_then(|at| line.pieces.get(at));
            let between = article.slice(Span::new(end, span.start));
            if at == 0 {
                Gap::Other
            } else if between.trim() == "." && before.is_some_and(is_initial) {
                Gap::Space
            } else {
                gap(between)
            }
        })
        .collect();
    line.words = line.spans.iter().map(|s| sentence.words_in(*s).start).collect();
    line.sights = sights(&line, lexicon);
    if lexicon.lang == Lang::En {
        super::english::take_adjectives(&mut line);
    }
    super::abbreviation::join(&mut line, lexicon);
    let labels: Vec<usize> = (0..line.sights.len()).filter(|&i| labels(&line, lexicon, i)).collect();
    for index in labels {
        line.sights[index].what = What::Named(vec![]);
    }
    line
}

/// Whether a state's name only tells a currency, a language or a contest from others: *dolar AS*.
fn labels(line: &Line<'_>, lexicon: &Lexicon, index: usize) -> bool {
    let Some(sight) = line.sights.get(index) else { return false };
    let Some(before) = sight.pieces.start.checked_sub(1) else { return false };
    line.gap(sight.pieces.start) == Gap::Space
        && !line.sighted(before)
        && holds(&lexicon.references.words().labelled, line.key(before))
        && line.senses(index).iter().any(|s| match s.target {
            Target::Actor(at) => lexicon.actors.entries().get(at).is_some_and(|e| e.kind == ActorKind::State),
            Target::Person(_) => false,
        })
}

fn push<'a>(line: &mut Line<'a>, piece: Piece<'a>, offset: u32) {
    line.spans.push(Span::new(offset + piece.start, offset + piece.end));
    line.pieces.push(piece);
}

/// *George W. Bush*: the stop of a name's initial parts nothing.
fn is_initial(piece: &Piece<'_>) -> bool {
    piece.print.chars().count() == 1 && piece.print.chars().all(char::is_uppercase)
}

fn gap(between: &str) -> Gap {
    let marks: Vec<char> = between.chars().filter(|c| !c.is_whitespace()).collect();
    match marks.as_slice() {
        [] => Gap::Space,
        ['-' | '–' | '—' | '/' | '‑' | '&'] if marks.len() == between.chars().count() => Gap::Hyphen,
        [',' | '،'] => Gap::Comma,
        ['(' | '['] => Gap::Open,
        [')' | ']'] | [')' | ']', ','] => Gap::Close,
        [mark] if is_quote(*mark) => Gap::Quote,
        _ => Gap::Other,
    }
}

/// The longest names and titles from left to right. Of equals, names win; a sight ends at a mark, but
/// hyphens and glued capitals may stand inside.
fn sights(line: &Line<'_>, lexicon: &Lexicon) -> Vec<Sight> {
    let mut found: Vec<Sight> = Vec::new();
    let mut at = 0;
    while at < line.pieces.len() {
        let reach = (at + 1..line.pieces.len())
            .find(|&i| !matches!(line.gaps[i], Gap::Space | Gap::Hyphen))
            .unwrap_or(line.pieces.len());
        let rest = &line.pieces[at..reach];
        let named = actor_names(lexicon, rest);
        let titled = enumerated(line, lexicon, at, reach).or_else(|| titles(lexicon, rest));
        let (taken, what) = match (named, titled) {
            (Some((n, _)), Some((t, senses))) if t > n => (t, What::Titled(senses)),
            (Some((n, senses)), _) => (n, What::Named(senses)),
            (None, Some((t, senses))) => (t, What::Titled(senses)),
            (None, None) => {
                at += 1;
                continue;
            }
        };
        found.push(Sight { pieces: at..at + taken, what, alias: None, slip: false });
        at += taken;
    }
    found
}

/// A title that enumerates, commas and all: *Menteri Pertanian, Pangan, dan Perikanan*.
fn enumerated(
    line: &Line<'_>,
    lexicon: &Lexicon,
    at: usize,
    reach: usize,
) -> Option<(usize, Vec<TitleSense>)> {
    if line.gap(reach) != Gap::Comma || at + 1 == reach {
        return None;
    }
    let wide = (reach + 1..line.pieces.len().min(at + LONGEST_LIST))
        .find(|&i| !matches!(line.gaps[i], Gap::Space | Gap::Hyphen | Gap::Comma))
        .unwrap_or(line.pieces.len().min(at + LONGEST_LIST));
    let (taken, senses) = lexicon.titles.names().longest(line.pieces.get(at..wide)?)?;
    let joined = || (at..at + taken).any(|i| holds(&lexicon.references.words().joints, line.key(i)));
    (at + taken > reach && joined()).then_some((taken, senses))
}

/// The longest name; a region that begins with its state's own name (*Korea bagian timur*) counts as the state.
fn actor_names(lexicon: &Lexicon, rest: &[Piece<'_>]) -> Option<(usize, Vec<Sense>)> {
    let mut all = lexicon.actors.names().all(rest);
    if lexicon.lang == Lang::En {
        // *visited Russia today* names no broadcaster: the last word of an English name has its capital too.
        all.retain(|(taken, _)| !rest[0].capital() || rest[taken - 1].capital());
    }
    let (taken, senses) = all.pop()?;
    let place = |senses: &[Sense]| senses.iter().all(|s| s.how == How::Place);
    if !place(&senses) {
        return Some((taken, senses));
    }
    let state = all.pop().filter(|(_, shorter)| {
        shorter.iter().any(|s| s.how == How::Name && senses.iter().any(|region| region.target == s.target))
    });
    state.or(Some((taken, senses)))
}

/// The longest title that does not cut a longer name off its beginning: *Presiden Komisi Eropa* is no
/// *presiden komisi*.
fn titles(lexicon: &Lexicon, rest: &[Piece<'_>]) -> Option<(usize, Vec<TitleSense>)> {
    let mut all = lexicon.titles.names().all(rest);
    while let Some((taken, senses)) = all.pop() {
        let cuts =
            (1..taken).any(|from| {
                lexicon.actors.names().longest(&rest[from..]).is_some_and(|(len, senses)| {
                    from + len > taken && senses.iter().any(|s| s.how != How::Place)
                })
            });
        if !cuts {
            return Some(deputy(lexicon, rest, taken).unwrap_or((taken, senses)));
        }
    }
    None
}

/// The first piece alone, where it makes a deputy of a longer title: *wakil menteri pertanian* is no *wakil menteri*.
fn deputy(lexicon: &Lexicon, rest: &[Piece<'_>], taken: usize) -> Option<(usize, Vec<TitleSense>)> {
    let titles = lexicon.titles.names();
    let (first, tail) = (rest.get(..1)?, rest.get(1..)?);
    let (len, senses) = titles.longest(tail)?;
    let office = senses.iter().any(|s| matches!(s, TitleSense::Title(_)));
    let (_, alone) = titles.longest(first)?;
    (office && len + 1 > taken && alone.contains(&TitleSense::Deputy)).then_some((1, alone))
}
