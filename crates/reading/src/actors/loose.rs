use telisik_language::Upos;
use telisik_lexicon::{ReferenceWords, holds};
use telisik_record::MentionKind;

use super::draft::{Drafts, Who};
use super::sight::{Gap, Line};

/// Names that no list holds.
impl Drafts<'_> {
    /// Parts of names met elsewhere, and names that only the model found.
    pub(super) fn loose_names(&mut self, line: &Line<'_>) {
        let mut at = 0;
        while at < line.pieces.len() {
            let covered = line.sighted(at) || self.covered(line, at);
            let address = holds(&self.lexicon.references.words().honorifics, line.key(at));
            if covered || address || !line.pieces[at].capital() {
                at += 1;
                continue;
            }
            let full = self.full.get(&(line.index, at)).copied();
            let range = line.person_around(at).filter(|r| r.start == at && r.len() > 1).unwrap_or(at..at + 1);
            let range = full.map_or(range, |full| at..full.end);
            let alone = range.len() > 1 || !part_of_longer(self.lexicon.references.words(), line, at);
            let long = line.pieces[at].print.len() > 2 || line.person_around(at).is_some();
            let id = full
                .map(|f| f.figure)
                .or_else(|| if alone && long { self.short(line, &range, None) } else { None });
            if let Some(id) = id {
                let kind = if range.len() > 1 { MentionKind::Name } else { MentionKind::Alias };
                self.push(line, range.clone(), vec![Who::Figure(id)], kind, "actors.part-of-name");
            }
            at = range.end;
        }
    }

    pub(super) fn covered(&self, line: &Line<'_>, at: usize) -> bool {
        let Some(&span) = line.spans.get(at) else { return true };
        self.list.iter().rev().take_while(|d| d.sentence == line.index).any(|d| d.span.overlaps(span))
    }
}

/// Whether the single piece is part of a longer name that is not known: *Melania Trump*, *Trump Tower*. Other words
/// may have capitals beside a whole name, too: *Pak Otieno*, *Pernyataan Otieno*.
pub(super) fn part_of_longer(words: &ReferenceWords, line: &Line<'_>, at: usize) -> bool {
    if line.title_case() {
        return false;
    }
    let whole = line.person_around(at).is_some_and(|name| name == (at..at + 1));
    let upos = |index: usize| line.words.get(index).and_then(|&w| line.sentence.words.get(w)).map(|w| w.upos);
    let unknown = |index: usize| {
        !line.sighted(index)
            && line.pieces.get(index).is_some_and(|p| p.print.chars().next().is_some_and(char::is_uppercase))
            && !(whole && upos(index).is_some_and(|u| !matches!(u, Upos::Propn | Upos::X)))
    };
    let before = at > 1
        && line.gap(at) == Gap::Space
        && unknown(at - 1)
        && line.gap(at - 1) != Gap::Quote
        && !holds(&words.honorifics, line.key(at - 1));
    let after = matches!(line.gap(at + 1), Gap::Space | Gap::Hyphen) && unknown(at + 1);
    before || after
}
