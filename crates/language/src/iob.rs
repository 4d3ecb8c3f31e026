//! Names as tags of words: `B-` with the kind at a name's first word, `I-` at those after it, `O` elsewhere (IOB2).

use crate::conllu::LONGEST_SENTENCE;
use crate::{Name, NameKind};

/// The tag of a word that belongs to no name.
pub const OUTSIDE: &str = "O";

/// The tags of the words of a sentence that holds these names.
///
/// ```
/// use telisik_language::{Name, NameKind, iob};
///
/// let peskov = Name { words: 1..3, kind: NameKind::Person };
/// assert_eq!(iob::tags(&[peskov], 4), ["O", "B-PER", "I-PER", "O"]);
/// ```
pub fn tags(names: &[Name], words: usize) -> Vec<&'static str> {
    let mut tags = vec![OUTSIDE; words];
    for name in names {
        let [first, inside] = match name.kind {
            NameKind::Person => ["B-PER", "I-PER"],
            NameKind::Organisation => ["B-ORG", "I-ORG"],
            NameKind::Location => ["B-LOC", "I-LOC"],
        };
        for (at, tag) in tags.iter_mut().enumerate().take(name.words.end).skip(name.words.start) {
            *tag = if at == name.words.start { first } else { inside };
        }
    }
    tags
}

/// A sentence that is no list of tokens.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{line}: {fault}")]
pub struct IobError {
    /// The line, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// There is no token before the tab.
    #[error("has no token; write the token, a tab and a tag, and a blank line between sentences")]
    NoToken,
    /// The sentence is too long.
    #[error("the sentence is longer than {LONGEST_SENTENCE} tokens; part it with a blank line")]
    TooLong,
}

/// Puts sentences together from the lines of a file of one token a line, given one by one. What follows a token after
/// a tab is passed over, so the file may hold tags or not.
///
/// A line that is wrong costs its sentence, not those after it.
#[derive(Debug, Clone, Default)]
pub struct Parser {
    tokens: Vec<String>,
    /// Lines of the file so far.
    number: u64,
    /// A line of the sentence was wrong: the rest of it is passed over.
    skipping: bool,
}

impl Parser {
    /// Takes the next line, without its end. A blank line gives the tokens of the sentence before it.
    ///
    /// # Errors
    ///
    /// The line is wrong. Said once a sentence, of which nothing more comes.
    pub fn line(&mut self, line: &str) -> Result<Option<Vec<String>>, IobError> {
        self.number += 1;
        if line.trim().is_empty() {
            return Ok(self.end());
        }
        if self.skipping {
            return Ok(None);
        }
        let token = line.split('\t').next().unwrap_or_default();
        let fault = match token {
            "" => Fault::NoToken,
            _ if self.tokens.len() == LONGEST_SENTENCE => Fault::TooLong,
            _ => {
                self.tokens.push(token.to_owned());
                return Ok(None);
            }
        };
        self.skip_rest();
        Err(IobError { line: self.number, fault })
    }

    /// Passes over a line that could not be read, and over its sentence with it.
    pub fn skip(&mut self) {
        self.number += 1;
        self.skip_rest();
    }

    fn skip_rest(&mut self) {
        self.skipping = true;
        self.tokens.clear();
    }

    /// The tokens of the last sentence, where the file ends without a blank line.
    pub fn end(&mut self) -> Option<Vec<String>> {
        self.skipping = false;
        let tokens = std::mem::take(&mut self.tokens);
        (!tokens.is_empty()).then_some(tokens)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(file: &str) -> Vec<Result<Vec<String>, String>> {
        let mut parser = Parser::default();
        let mut found: Vec<_> = file
            .split('\n')
            .filter_map(|line| parser.line(line).map_err(|error| error.to_string()).transpose())
            .collect();
        found.extend(parser.end().map(Ok));
        found
    }

    fn tokens(words: &str) -> Result<Vec<String>, String> {
        Ok(words.split(' ').map(str::to_owned).collect())
    }

    #[test]
    fn tokens_come_with_or_without_tags_and_blank_lines_part_sentences() {
        assert_eq!(read("Ia\tO\ndiam\tO\tx\n\n\nLaut\n"), [tokens("Ia diam"), tokens("Laut")]);
    }

    #[test]
    fn a_line_without_token_costs_its_sentence_alone() {
        let found = read("satu\n\tO\ndua\n\ntiga\tO");
        assert_eq!(found.len(), 2);
        assert!(found[0].as_ref().unwrap_err().starts_with("2: has no token"), "{found:?}");
        assert_eq!(found[1], tokens("tiga"));
    }

    #[test]
    fn a_file_without_blank_lines_is_refused_not_held() {
        let found = read(&"a\n".repeat(3 * LONGEST_SENTENCE));
        assert_eq!(found.len(), 1);
        assert!(found[0].as_ref().unwrap_err().contains(&format!("{}: the sentence", LONGEST_SENTENCE + 1)));
    }
}
