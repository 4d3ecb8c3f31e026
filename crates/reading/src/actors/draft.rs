use std::collections::BTreeMap;
use std::ops::Range;

use foldhash::{HashMap, HashMapExt};
use jiff::civil::Date;
use telisik_language::Block;
use telisik_lexicon::{Lexicon, TitleSense};
use telisik_record::{Code, MentionKind, Rule, Span, Warning};

use super::figure::Figure;
use super::naming::{Read, read};
use super::sight::Line;
use super::voice::Voice;

/// Who a mention names, before actors are numbered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Who {
    /// An actor of the lexicon.
    Entry(usize),
    /// A house of government of the lexicon: the actor and the seat.
    Seat(usize, usize),
    /// A person, by place in [`Drafts::figures`].
    Figure(usize),
    /// A body named by a common noun, and the code it has.
    Body(usize, Code),
    /// A body with a name of its own that is not listed, as printed, and the code it has.
    Named(String, Code),
    /// The holder of an office who is not named: the office in English, and the code.
    Office(String, Code),
    /// Officials who are not named.
    Officials(Code),
    /// A people or crowd, and the code.
    People(usize, Code),
}

/// A mention that is not yet part of an actor.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) sentence: usize,
    pub(super) span: Span,
    pub(super) words: Range<usize>,
    pub(super) who: Vec<Who>,
    pub(super) kind: MentionKind,
    pub(super) rule: Rule,
    /// It lies inside the phrase of another mention: *Rusia* of *Presiden Rusia*.
    pub(super) inside: bool,
}

/// A full name of a person at its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Full {
    pub(super) figure: usize,
    /// One past its last piece.
    pub(super) end: usize,
}

/// Everything that is being found out about the actors of an article.
pub(super) struct Drafts<'l> {
    pub(super) lexicon: &'l Lexicon,
    pub(super) day: Option<Date>,
    pub(super) figures: Vec<Figure>,
    pub(super) list: Vec<Draft>,
    pub(super) warnings: Vec<Warning>,
    /// The figures of persons of the lexicon.
    pub(super) by_person: HashMap<usize, usize>,
    /// The figures whose names hold a piece.
    pub(super) by_piece: HashMap<String, Vec<usize>>,
    /// Which figure a full name at a line and piece is.
    pub(super) full: BTreeMap<(usize, usize), Full>,
    /// How often each state is named.
    pub(super) states: BTreeMap<String, usize>,
    /// The code last used with a body or title that was printed without its state.
    pub(super) owned: BTreeMap<TitleSense, Code>,
    /// Who is quoted where the reading has come to.
    pub(super) voice: Voice,
}

impl<'l> Drafts<'l> {
    pub(super) fn new(lexicon: &'l Lexicon, day: Option<Date>) -> Self {
        Self {
            lexicon,
            day,
            figures: vec![],
            list: vec![],
            warnings: vec![],
            by_person: HashMap::new(),
            by_piece: HashMap::new(),
            full: BTreeMap::new(),
            states: BTreeMap::new(),
            owned: BTreeMap::new(),
            voice: Voice::default(),
        }
    }

    /// Drafts all mentions by name, title and body.
    pub(super) fn name(&mut self, lines: &[Line<'_>]) {
        let phrases: Vec<Vec<Read>> = lines.iter().map(|line| read(line, self.lexicon)).collect();
        self.count_states(lines);
        // Headlines shorten names, so they are read when the article has told who is meant.
        let (heads, bodies): (Vec<_>, Vec<_>) =
            lines.iter().zip(&phrases).partition(|(line, _)| line.title_case());
        for (line, reads) in bodies.iter().chain(&heads) {
            self.full_names(line, reads);
        }
        for (line, reads) in lines.iter().zip(&phrases) {
            // A dateline tells where and by whom it was written.
            if line.sentence.block == Block::Dateline {
                continue;
            }
            self.listen(line);
            for read in reads {
                match read {
                    Read::Phrase(phrase) => self.phrase(line, phrase),
                    Read::Bare(index) => self.bare(line, *index),
                }
            }
            self.loose_names(line);
            self.pass(line);
        }
        self.sort();
        self.bearings(lines);
    }

    /// Brings the drafts into the order of the text, the longer first where two begin together.
    pub(super) fn sort(&mut self) {
        self.list.sort_by_key(|d| (d.span.start, std::cmp::Reverse(d.span.end), d.inside));
    }

    pub(super) fn push(
        &mut self,
        line: &Line<'_>,
        pieces: Range<usize>,
        who: Vec<Who>,
        kind: MentionKind,
        rule: &'static str,
    ) {
        let span = line.span(pieces.clone());
        self.push_as(line, span, pieces, who, kind, rule, false);
    }

    #[allow(clippy::too_many_arguments, reason = "one row of a table")]
    pub(super) fn push_as(
        &mut self,
        line: &Line<'_>,
        span: Span,
        pieces: Range<usize>,
        who: Vec<Who>,
        kind: MentionKind,
        rule: &'static str,
        inside: bool,
    ) {
        if who.is_empty() || span.is_empty() {
            return;
        }
        let words = line.words(pieces);
        self.list.push(Draft {
            sentence: line.index,
            span,
            words,
            who,
            kind,
            rule: Rule::from(rule),
            inside,
        });
    }
}
