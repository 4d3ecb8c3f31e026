use telisik_record::Span;

use super::draft::Drafts;
use crate::Article;

/// Takes in the closing bracket where a mention ends with a name in brackets: *Pemerintah Amerika Serikat (AS)*.
/// Where none follows, the mention ends before the opening one.
pub(super) fn close(article: Article<'_>, drafts: &mut Drafts<'_>) {
    for draft in &mut drafts.list {
        let print = article.slice(draft.span);
        let Some(open) = unclosed(print) else { continue };
        // The bracket may stand apart: *( AS )*.
        let closed = (1..=2).map(|more| Span::new(draft.span.start, draft.span.end + more)).find(|&closed| {
            let whole = article.document.text.span().contains(closed);
            whole
                && article.slice(closed).trim_end_matches([')', ']']).trim_end() == print.trim_end()
                && article.slice(closed).ends_with([')', ']'])
        });
        if let Some(closed) = closed {
            draft.span = closed;
        } else {
            let kept = print.chars().take(open).collect::<String>().trim_end().chars().count();
            draft.span.end = draft.span.start + kept as u32;
        }
    }
    drafts.list.retain(|draft| !draft.span.is_empty());
}

/// The place, in characters, of the last opening bracket that no closing one follows.
fn unclosed(print: &str) -> Option<usize> {
    let mut open = Vec::new();
    for (at, c) in print.chars().enumerate() {
        match c {
            '(' | '[' => open.push(at),
            ')' | ']' => {
                open.pop();
            }
            _ => {}
        }
    }
    open.pop()
}
