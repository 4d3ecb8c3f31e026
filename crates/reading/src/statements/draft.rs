use std::ops::Range;

use telisik_record::{Span, StatementKind};

/// A statement as found in its line, before anybody is looked up.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) kind: StatementKind,
    pub(super) content: Vec<Span>,
    pub(super) cue: Option<Span>,
    pub(super) speaker: Option<Span>,
    /// The items of the speaker.
    pub(super) speaker_items: Option<Range<usize>>,
    pub(super) rule: &'static str,
    /// Outlets named in its passage for it, nearest to the speaker first.
    pub(super) via: Vec<String>,
    /// A text speaks: *pernyataan itu*.
    pub(super) document: bool,
    /// It takes speaker and outlets from the statement before it.
    pub(super) continued: bool,
    /// Index of its line.
    pub(super) line: usize,
    /// Everything of the line that belongs to it, attribution included.
    pub(super) items: Range<usize>,
    /// Where in the line the attribution stands; time and addressees are looked for there.
    pub(super) attribution: Option<Span>,
}

impl Draft {
    /// A quotation whose speaker is that of the statement before.
    pub(super) fn continued(span: Span, line: usize, items: Range<usize>) -> Self {
        Self {
            kind: StatementKind::Direct,
            content: vec![span],
            cue: None,
            speaker: None,
            speaker_items: None,
            rule: "statement.quote-continued",
            via: Vec::new(),
            document: false,
            continued: true,
            line,
            items,
            attribution: None,
        }
    }
}
