use super::draft::Drafts;
use crate::Article;

/// Takes in the closing bracket where a mention ends with a name in brackets: *Pemerintah Amerika Serikat (AS)*.
/// Where none follows, the mention ends before the opening one.
pub(super) fn close(article: Article<'_>, drafts: &mut Drafts<'_>) {
    for draft in &mut drafts.list {
        let print = article.slice(draft.span);
        let Some(open) = unclosed(print) else { continue };
        let mut closed = draft.span;
        closed.end += 1;
        let next = article.document.text.span().contains(closed).then(|| article.slice(closed));
        if next.is_some_and(|print| print.ends_with([')', ']'])) {
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
