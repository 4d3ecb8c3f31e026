//! Lines and pieces to paragraphs, sentences and words.

use std::ops::Range;

use telisik_record::{Span, Text};

use super::block::{self, Row, Signs};
use super::{Ending, Kind, Line, Piece, ends, is_blank, is_quote, join, lines};
use crate::{Analysis, Block, Deprel, Morphology, Paragraph, Sentence, Token, Upos, Word};

/// More pieces than the longest sentence of any newspaper. What goes on is cut, so that nothing that looks at
/// a sentence, however thoroughly, is held up by a text without stops.
const LONGEST_SENTENCE: usize = 500;

/// What a language says where a text is taken apart.
pub(crate) trait Grammar {
    /// The pieces of a line, in order; together they cover all that is not blank. Linear in its length.
    fn pieces(&self, text: &str, line: &Line) -> Vec<Piece>;

    /// What its notices and datelines are told by.
    fn signs(&self) -> &Signs;

    /// Mends the pieces of all lines before anything is made of them: parts what is run together.
    fn mend(&self, _text: &str, _rows: &mut [Row]) {}

    /// Whether something must follow a word in lower case: a preposition, an article.
    fn is_leading(&self, lower: &str) -> bool;

    /// Whether a word in lower case, alone on a line, is a verb that the next line goes on from.
    fn is_verb(&self, lower: &str) -> bool;

    /// What the stop after the last of some pieces means.
    fn ending(&self, text: &str, pieces: &[Piece]) -> Ending;

    /// The tokens of a sentence: its pieces, unless the language writes a mark and what it stands by as one.
    fn tokens(&self, _text: &str, pieces: &[Piece]) -> Vec<Piece> {
        pieces.to_vec()
    }

    /// The words of a token. `opens` says that no word of the sentence stands before it.
    ///
    /// The ends of the words are byte offsets into the token, in order, the last one its length.
    fn words(&self, print: &str, kind: Kind, opens: bool) -> Vec<Part>;
}

/// A word inside its token.
#[derive(Debug)]
pub(crate) struct Part {
    /// The byte of the token where it ends.
    pub(crate) end: usize,
    /// How it is built.
    pub(crate) morphology: Morphology,
}

/// Takes a text apart. Parts of speech, names and trees are left to the model.
pub(crate) fn analysis<G: Grammar>(grammar: &G, text: &Text, title: Option<&str>) -> Analysis {
    let string = text.as_str();
    let cut = title.and_then(|title| title_end(string, title));
    let mut rows: Vec<Row> = lines(text, cut)
        .into_iter()
        .map(|line| Row {
            pieces: grammar.pieces(string, &line),
            title: cut.is_some_and(|c| line.bytes.end <= c),
            line,
        })
        .collect();
    grammar.mend(string, &mut rows);
    let rows = join::joined(grammar, string, rows);
    let blocks = block::blocks(grammar.signs(), string, &rows);
    let mut analysis = Analysis::default();
    let mut dated = false;
    for (row, block) in rows.iter().zip(blocks) {
        let first = analysis.sentences.len();
        let paragraph = analysis.paragraphs.len();
        for (range, block) in sentences(grammar, string, row, block, &mut dated) {
            for pieces in row.pieces[range].chunks(LONGEST_SENTENCE) {
                analysis.sentences.push(sentence(grammar, string, pieces, paragraph, block));
            }
        }
        let sentences = first..analysis.sentences.len();
        analysis.paragraphs.push(Paragraph { span: row.line.span, block, sentences });
    }
    analysis
}

/// The byte where the title ends that the text begins with.
fn title_end(string: &str, title: &str) -> Option<usize> {
    let title = title.trim_matches(is_blank);
    let start = string.len() - string.trim_start_matches(is_blank).len();
    (!title.is_empty() && string[start..].starts_with(title)).then_some(start + title.len())
}

/// The sentences of a line as ranges of pieces, datelines and notices apart.
fn sentences<G: Grammar>(
    grammar: &G,
    text: &str,
    row: &Row,
    block: Block,
    dated: &mut bool,
) -> Vec<(Range<usize>, Block)> {
    let all = &row.pieces;
    if block == Block::Boilerplate {
        return vec![(0..all.len(), block)];
    }
    let mut found = Vec::new();
    let mut start = 0;
    if block == Block::Body
        && let Some(end) = block::dateline(grammar.signs(), text, all, !*dated)
    {
        found.push((0..end, Block::Dateline));
        start = end;
    }
    *dated |= block == Block::Body;
    let ending = |pieces: &[Piece], at: usize| grammar.ending(text, &pieces[..=at]);
    for range in ends(text, &all[start..], &ending) {
        let range = start + range.start..start + range.end;
        match block::notice(grammar.signs(), text, &all[range.clone()]) {
            Some(count) if block == Block::Body => {
                let middle = range.start + count;
                found.push((range.start..middle, Block::Boilerplate));
                if middle < range.end {
                    found.push((middle..range.end, block));
                }
            }
            _ => found.push((range, block)),
        }
    }
    found
}

fn sentence<G: Grammar>(
    grammar: &G,
    text: &str,
    pieces: &[Piece],
    paragraph: usize,
    block: Block,
) -> Sentence {
    let mut tokens = Vec::with_capacity(pieces.len());
    let mut words = Vec::with_capacity(pieces.len() + pieces.len() / 8);
    let mut opens = true;
    for piece in grammar.tokens(text, pieces) {
        let from = words.len();
        let print = &text[piece.bytes.clone()];
        push_words(print, &piece, grammar.words(print, piece.kind, opens), tokens.len(), &mut words);
        opens = piece.kind == Kind::Mark && (opens || is_quote(print) || print == ":");
        tokens.push(Token { span: piece.span, words: from..words.len() });
    }
    let span = match pieces {
        [first, .., last] => first.span.cover(last.span),
        [only] => only.span,
        [] => Span::new(0, 0),
    };
    Sentence { span, paragraph, block, tokens, words, names: Vec::new() }
}

fn push_words(print: &str, piece: &Piece, parts: Vec<Part>, token: usize, words: &mut Vec<Word>) {
    let (mut from, mut char) = (0, piece.span.start);
    for Part { end: to, morphology } in parts {
        let printed = &print[from..to];
        let end = char + printed.chars().count() as u32;
        words.push(Word {
            span: Span::new(char, end),
            token,
            form: printed.to_lowercase().into(),
            capital: printed.starts_with(char::is_uppercase),
            morphology,
            upos: Upos::X,
            head: None,
            deprel: Deprel::Dep,
        });
        (from, char) = (to, end);
    }
}
