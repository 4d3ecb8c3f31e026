//! Lines and pieces to paragraphs, sentences and words.

use std::ops::Range;

use telisik_record::{Span, Text};

use super::block::{self, Row};
use super::glue::{self, Seen};
use super::vocabulary::Vocabulary;
use super::{clitic, join, morphology};
use crate::segment::{Ending, Kind, Piece, ends, is_blank, is_quote, lines, pieces};
use crate::{Analysis, Block, Deprel, Paragraph, Sentence, Token, Upos, Voice, Word};

/// More pieces than the longest sentence of any newspaper. What goes on is cut, so that nothing that looks at
/// a sentence, however thoroughly, is held up by a text without stops.
const LONGEST_SENTENCE: usize = 500;

/// Takes a text apart. Parts of speech, names and trees are left to the model.
pub(super) fn analysis(vocabulary: &Vocabulary, text: &Text, title: Option<&str>) -> Analysis {
    let string = text.as_str();
    let cut = title.and_then(|title| title_end(string, title));
    let mut rows: Vec<Row> = lines(text, cut)
        .into_iter()
        .map(|line| Row {
            pieces: pieces(string, &line, vocabulary),
            title: cut.is_some_and(|c| line.bytes.end <= c),
            line,
        })
        .collect();
    let mut seen = Seen::default();
    for row in &rows {
        seen.note(string, &row.pieces);
    }
    for row in &mut rows {
        row.pieces = part(vocabulary, &seen, string, std::mem::take(&mut row.pieces));
    }
    let rows = join::joined(vocabulary, string, rows);
    let blocks = block::blocks(vocabulary, string, &rows);
    let mut analysis = Analysis::default();
    let mut dated = false;
    for (row, block) in rows.iter().zip(blocks) {
        let first = analysis.sentences.len();
        let paragraph = analysis.paragraphs.len();
        for (range, block) in sentences(vocabulary, string, row, block, &mut dated) {
            for pieces in row.pieces[range].chunks(LONGEST_SENTENCE) {
                analysis.sentences.push(sentence(vocabulary, string, pieces, paragraph, block));
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

/// Parts pieces that are words run together.
fn part(vocabulary: &Vocabulary, seen: &Seen<'_>, text: &str, pieces: Vec<Piece>) -> Vec<Piece> {
    let mut parted = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let print = &text[piece.bytes.clone()];
        let cuts = if piece.kind == Kind::Word { glue::cuts(vocabulary, seen, print) } else { Vec::new() };
        let (mut from, mut char) = (0, piece.span.start);
        for to in cuts.into_iter().chain([print.len()]) {
            let end = char + print[from..to].chars().count() as u32;
            let kind = if &print[from..to] == "-" { Kind::Mark } else { piece.kind };
            parted.push(Piece {
                bytes: piece.bytes.start + from..piece.bytes.start + to,
                span: Span::new(char, end),
                kind,
                spaced: piece.spaced && from == 0,
            });
            (from, char) = (to, end);
        }
    }
    parted
}

/// The sentences of a line as ranges of pieces, datelines and notices apart.
fn sentences(
    vocabulary: &Vocabulary,
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
        && let Some(end) = block::dateline(vocabulary, text, all, !*dated)
    {
        found.push((0..end, Block::Dateline));
        start = end;
    }
    *dated |= block == Block::Body;
    let ending = |pieces: &[Piece], at: usize| ending(vocabulary, text, pieces, at);
    for range in ends(text, &all[start..], &ending) {
        let range = start + range.start..start + range.end;
        match block::notice(vocabulary, text, &all[range.clone()]) {
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

/// What the stop after the piece at `at` means.
fn ending(vocabulary: &Vocabulary, text: &str, pieces: &[Piece], at: usize) -> Ending {
    let print = |i: usize| &text[pieces[i].bytes.clone()];
    let word = print(at);
    if pieces[at].kind != Kind::Word || word.len() > LONGEST_ABBREVIATION {
        return Ending::Word;
    }
    let initial =
        word.split('.').all(|part| part.len() == 1 && part.starts_with(|c: char| c.is_ascii_uppercase()));
    // A degree stands after a comma: *Budi, S.H.*
    let degree = word.contains('.') && at > 0 && print(at - 1) == ",";
    let lower = word.to_lowercase();
    if (initial && !degree) || vocabulary.stops.leading.contains(&lower) {
        Ending::Leading
    } else if degree || vocabulary.stops.trailing.contains(&lower) {
        Ending::Trailing
    } else if lower == word && word.len() > 3 && vocabulary.is_known(word) {
        Ending::Known
    } else {
        Ending::Word
    }
}

/// Longer words, in bytes, are no abbreviations and not looked up.
const LONGEST_ABBREVIATION: usize = 24;

fn sentence(
    vocabulary: &Vocabulary,
    text: &str,
    pieces: &[Piece],
    paragraph: usize,
    block: Block,
) -> Sentence {
    let mut tokens = Vec::with_capacity(pieces.len());
    let mut words = Vec::with_capacity(pieces.len() + pieces.len() / 8);
    let mut opens = true;
    for piece in pieces {
        let from = words.len();
        push_words(vocabulary, text, piece, tokens.len(), opens, &mut words);
        let print = &text[piece.bytes.clone()];
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

/// The words of one token. `opens` says that no word of the sentence stands before it.
fn push_words(
    vocabulary: &Vocabulary,
    text: &str,
    piece: &Piece,
    token: usize,
    opens: bool,
    words: &mut Vec<Word>,
) {
    let print = &text[piece.bytes.clone()];
    let lower = print.to_lowercase();
    let cuts = match piece.kind {
        // Shouted words are no names for their capitals.
        Kind::Word if lower.len() == print.len() => {
            let name =
                !opens && print.starts_with(char::is_uppercase) && print.chars().any(char::is_lowercase);
            clitic::cuts(vocabulary, &lower, name)
        }
        _ => Vec::new(),
    };
    let before_stem = cuts.first().is_some_and(|&at| at < 4 && matches!(&lower[..at], "ku" | "kau"));
    let (mut from, mut char) = (0, piece.span.start);
    let ends: Vec<usize> = cuts.into_iter().chain([print.len()]).collect();
    for (i, &to) in ends.iter().enumerate() {
        let printed = &print[from..to];
        let form: Box<str> = if ends.len() == 1 { lower.as_str().into() } else { lower[from..to].into() };
        let capital = printed.starts_with(char::is_uppercase);
        let mut morphology = match piece.kind {
            Kind::Word => morphology::analyze(vocabulary, form.trim_end_matches('-'), capital && !opens),
            _ => crate::Morphology { root: form.clone(), ..Default::default() },
        };
        if before_stem && i == 1 {
            morphology.voice = Some(Voice::Passive);
        }
        let end = char + printed.chars().count() as u32;
        words.push(Word {
            span: Span::new(char, end),
            token,
            form,
            capital,
            morphology,
            upos: Upos::X,
            head: None,
            deprel: Deprel::Dep,
        });
        (from, char) = (to, end);
    }
}
