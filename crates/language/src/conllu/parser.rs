//! Lines of CoNLL-U to sentences.

use super::{Field, Id, Line, Sentence};

/// The most words a sentence may have: many times the longest of any treebank, and what a parser that weighs every
/// pair of words can still bear.
pub const LONGEST_SENTENCE: usize = 2_000;

/// The most lines of any kind, and bytes of them, that a sentence may have.
const MOST_LINES: usize = 4 * LONGEST_SENTENCE;
const MOST_BYTES: usize = 8 << 20;

/// A sentence that is not CoNLL-U.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{line}: {fault}")]
pub struct ConlluError {
    /// The line, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// There are more or fewer columns than ten.
    #[error("has {0} columns, CoNLL-U has 10; part them by single tabs and write `_` where nothing is known")]
    Columns(usize),
    /// The first column is no id.
    #[error("`{0}` is no id; number the words 1, 2, 3 …, tokens of several words 1-2, empty nodes 1.1")]
    Id(String),
    /// The id does not follow from those before it.
    #[error(
        "the id {found} stands where {wanted} should; number the words of a sentence from 1 in their order"
    )]
    Order {
        /// The id.
        found: String,
        /// What could stand there.
        wanted: String,
    },
    /// A token goes on past the sentence's last word.
    #[error(
        "a token of several words goes on to word {last}, and the sentence ends with word {words}; mend its id"
    )]
    Range {
        /// The last word of the token.
        last: usize,
        /// The last word of the sentence.
        words: usize,
    },
    /// The form is empty.
    #[error("the form is empty; write `_` where there is none")]
    Form,
    /// A comment stands after the first word.
    #[error(
        "a comment stands between words; move it before the first word, or end the sentence with a blank line"
    )]
    Comment,
    /// There are comments and no word.
    #[error("the comments belong to no sentence; put its words right after them, without a blank line")]
    NoWords,
    /// The sentence is too long.
    #[error(
        "the sentence is longer than {LONGEST_SENTENCE} words or {} MiB; part it with a blank line",
        MOST_BYTES >> 20
    )]
    TooLong,
}

/// Puts sentences together from the lines of a file, given one by one.
///
/// A line that is wrong costs its sentence, not those after it. Only what a sentence's words hang on is looked at: the
/// number of columns, ids and forms. The other fields are kept as they are, right or wrong.
///
/// ```
/// use telisik_language::conllu::Parser;
///
/// let mut parser = Parser::default();
/// let file = "# text = Ia diam\n1\tIa\t_\t_\t_\t_\t_\t_\t_\t_\n2\tdiam\t_\t_\t_\t_\t_\t_\t_\t_\n";
/// for line in file.lines() {
///     assert_eq!(parser.line(line)?, None);
/// }
/// let sentence = parser.end()?.expect("the file holds a sentence");
/// assert_eq!(sentence.forms(), ["Ia", "diam"]);
/// assert_eq!(sentence.to_string(), format!("{file}\n"));
/// # Ok::<(), telisik_language::conllu::ConlluError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Parser {
    sentence: Sentence,
    /// Lines of the file so far.
    number: u64,
    /// Bytes of the sentence so far.
    bytes: usize,
    /// Words and empty nodes after the last word so far, and the word at which the last range ends.
    words: usize,
    empty: usize,
    range_end: usize,
    /// A line of the sentence was wrong: the rest of it is passed over.
    skipping: bool,
}

impl Parser {
    /// Takes the next line, without its end. A blank line gives the sentence before it.
    ///
    /// # Errors
    ///
    /// The line is wrong, or ends a sentence that is not whole. Said once a sentence, of which nothing more comes.
    pub fn line(&mut self, line: &str) -> Result<Option<Sentence>, ConlluError> {
        self.number += 1;
        if line.trim().is_empty() {
            return self.close();
        }
        if self.skipping {
            return Ok(None);
        }
        self.push(line).map(|()| None).map_err(|fault| {
            self.skipping = true;
            ConlluError { line: self.number, fault }
        })
    }

    /// Passes over a line that could not be read, and over its sentence with it.
    pub fn skip(&mut self) {
        self.number += 1;
        self.skipping = true;
    }

    /// The last sentence, where the file ends without a blank line.
    ///
    /// # Errors
    ///
    /// The sentence is not whole.
    pub fn end(&mut self) -> Result<Option<Sentence>, ConlluError> {
        self.close()
    }

    fn close(&mut self) -> Result<Option<Sentence>, ConlluError> {
        let Self { sentence, words, range_end, skipping, number, .. } =
            std::mem::replace(self, Self { number: self.number, ..Self::default() });
        let fault = match words {
            _ if skipping || (sentence.comments.is_empty() && sentence.lines.is_empty()) => return Ok(None),
            _ if range_end > words => Fault::Range { last: range_end, words },
            0 => Fault::NoWords,
            _ => return Ok(Some(sentence)),
        };
        Err(ConlluError { line: number, fault })
    }

    fn push(&mut self, line: &str) -> Result<(), Fault> {
        self.bytes += line.len();
        let lines = self.sentence.comments.len() + self.sentence.lines.len();
        if self.words >= LONGEST_SENTENCE || lines >= MOST_LINES || self.bytes > MOST_BYTES {
            return Err(Fault::TooLong);
        }
        if let Some(comment) = line.strip_prefix('#') {
            if !self.sentence.lines.is_empty() {
                return Err(Fault::Comment);
            }
            self.sentence.comments.push(comment.replace('\r', " "));
            return Ok(());
        }
        let columns = line.split('\t').count();
        if columns != 10 {
            return Err(Fault::Columns(columns));
        }
        let mut fields = line.split('\t');
        let printed = fields.next().unwrap_or_default();
        let id = id(printed).ok_or_else(|| Fault::Id(excerpt(printed)))?;
        self.number_next(id)?;
        let mut line = Line::new(id);
        for (field, value) in FIELDS.into_iter().zip(fields) {
            if field == Field::Form && value.trim().is_empty() {
                return Err(Fault::Form);
            }
            line.keep(field, value);
        }
        self.sentence.lines.push(line);
        Ok(())
    }

    /// Counts an id that must follow from those before it.
    fn number_next(&mut self, id: Id) -> Result<(), Fault> {
        let next = self.words + 1;
        let follows = match id {
            Id::Word(number) => number == next,
            Id::Range(first, last) => {
                first == next && last >= first && self.range_end < first && last - first < LONGEST_SENTENCE
            }
            Id::Empty(word, number) => word == self.words && number == self.empty + 1,
        };
        if !follows {
            return Err(Fault::Order { found: id.to_string(), wanted: next.to_string() });
        }
        match id {
            Id::Word(number) => (self.words, self.empty) = (number, 0),
            Id::Range(_, last) => self.range_end = last,
            Id::Empty(_, number) => self.empty = number,
        }
        Ok(())
    }
}

const FIELDS: [Field; 9] = [
    Field::Form,
    Field::Lemma,
    Field::Upos,
    Field::Xpos,
    Field::Feats,
    Field::Head,
    Field::Deprel,
    Field::Deps,
    Field::Misc,
];

fn id(printed: &str) -> Option<Id> {
    let number = |digits: &str| {
        let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| digits.parse::<usize>().ok()).flatten()
    };
    if let Some((first, last)) = printed.split_once('-') {
        return Some(Id::Range(number(first)?, number(last)?));
    }
    if let Some((word, own)) = printed.split_once('.') {
        return Some(Id::Empty(number(word)?, number(own)?));
    }
    number(printed).map(Id::Word)
}

/// The start of what stands in the wrong place, short enough for a message.
fn excerpt(printed: &str) -> String {
    let start: String = printed.chars().take(20).collect();
    if start.len() < printed.len() { format!("{start}…") } else { start }
}
