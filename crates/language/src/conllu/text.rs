//! What was found in a text, as CoNLL-U.

use telisik_record::{Span, Text};

use super::{Field, Id, Line, Sentence, arcs, one_line};
use crate::segment::is_blank;
use crate::{Analysis, Block, Token, Upos, Voice, Word, iob};

/// The sentences of a document's text. `id` names the document; its sentences are numbered after it from 1.
///
/// - Comments say where a document (`newdoc id`) and a paragraph (`newpar`) begin, what a sentence is where it is no
///   running text (`block = headline`), and its text: its tokens, a space between them where the text has white space.
/// - LEMMA is the root, FEATS the voice of verbs.
/// - MISC holds the name a word belongs to (`Name=B-PER`), `SpaceAfter=No` where no white space follows a token in the
///   text, and the token's or word's characters in the text (`TokenRange=0:7`, half-open, from 0).
pub fn document(id: &str, text: &Text, analysis: &Analysis) -> Vec<Sentence> {
    let mut sentences = Vec::with_capacity(analysis.sentences.len());
    let name = sentence_name(id);
    for (at, found) in analysis.sentences.iter().enumerate() {
        let mut sentence = Sentence::default();
        if at == 0 {
            sentence.comment(&format!("newdoc id = {}", one_line(id)));
        }
        if analysis.paragraphs.get(found.paragraph).is_some_and(|paragraph| paragraph.sentences.start == at) {
            sentence.comment("newpar");
        }
        sentence.comment(&format!("sent_id = {name}-{}", at + 1));
        if let Some(block) = block(found.block) {
            sentence.comment(&format!("block = {block}"));
        }
        sentence.comment(&format!("text = {}", printed(text, &found.tokens)));
        let names = iob::tags(&found.names, found.words.len());
        for token in &found.tokens {
            push_token(&mut sentence.lines, text, token, &found.words, &names);
        }
        let tree: Vec<_> = found.words.iter().map(|word| (word.head, word.deprel)).collect();
        for ((line, word), arc) in sentence.words_mut().zip(&found.words).zip(arcs(&tree)) {
            line.fill(word.upos, arc);
        }
        sentences.push(sentence);
    }
    sentences
}

/// A document's name as the start of a sentence's: white space and `/` may not stand there.
fn sentence_name(id: &str) -> String {
    one_line(id).replace(|c: char| c.is_whitespace() || c == '/', "_")
}

fn block(block: Block) -> Option<&'static str> {
    match block {
        Block::Headline => Some("headline"),
        Block::Heading => Some("heading"),
        Block::Dateline => Some("dateline"),
        Block::Boilerplate => Some("boilerplate"),
        Block::Body => None,
    }
}

/// The tokens of a sentence with spaces between them, so that it agrees with their forms and `SpaceAfter`.
fn printed(text: &Text, tokens: &[Token]) -> String {
    let mut printed = String::new();
    for token in tokens {
        printed.push_str(&one_line(text.slice(token.span)));
        if is_spaced(text, token) {
            printed.push(' ');
        }
    }
    printed
}

/// Whether white space follows a token, before anything else that can be seen; so does the end of the text.
/// Invisible marks are no white space, but may stand before it.
fn is_spaced(text: &Text, token: &Token) -> bool {
    let rest = text.slice(Span::new(token.span.end, text.len()));
    rest.chars().find(|&c| c.is_whitespace() || !is_blank(c)).is_none_or(char::is_whitespace)
}

fn push_token(lines: &mut Vec<Line>, text: &Text, token: &Token, words: &[Word], names: &[&str]) {
    let spaced = is_spaced(text, token);
    let several = token.words.len() > 1;
    if several {
        let mut line = Line::new(Id::Range(token.words.start + 1, token.words.end));
        place(&mut line, text, token.span, spaced);
        lines.push(line);
    }
    for (at, (word, name)) in
        words.iter().zip(names).enumerate().take(token.words.end).skip(token.words.start)
    {
        let mut line = Line::new(Id::Word(at + 1));
        line.set(Field::Lemma, word.root());
        line.set(Field::Feats, voice(word).unwrap_or_default());
        line.name(name);
        // Within a token of several words only the token itself says what follows it.
        place(&mut line, text, word.span, spaced || several);
        lines.push(line);
    }
}

fn place(line: &mut Line, text: &Text, span: Span, spaced: bool) {
    line.set(Field::Form, text.slice(span));
    line.set_misc("SpaceAfter", (!spaced).then_some("No"));
    line.set_misc("TokenRange", Some(&format!("{}:{}", span.start, span.end)));
}

/// The voice of a verb under the name that the Indonesian treebanks give it: *ber-* counts as active, *ter-* as
/// passive.
fn voice(word: &Word) -> Option<&'static str> {
    if word.upos != Upos::Verb {
        return None;
    }
    Some(match word.morphology.voice? {
        Voice::Active | Voice::Stative => "Voice=Act",
        Voice::Passive | Voice::Accidental => "Voice=Pass",
    })
}
