//! Nouns that name a report, with who made it and what it says: *seruan* **PBB** *agar …*, *desakannya agar …*.

use std::ops::Range;

use telisik_lexicon::{CueForm, WordClass};

use super::finder::Finder;

impl Finder<'_, '_> {
    /// Every such noun outside quotations that a speaker and a complementiser follow.
    pub(super) fn nouns(&mut self, passage: Range<usize>) {
        // As the subject of its sentence the noun takes up what was reported before.
        for at in passage.clone().skip(1) {
            if self.used.contains(&at) || !self.outside(at) {
                continue;
            }
            let Some(found) = self.cue_at(at, CueForm::Noun) else { continue };
            let cue = at..at + found.len;
            let Some(speaker) = self.maker(cue.end, passage.end) else { continue };
            let Some(that) = self.complement(speaker.end, passage.end) else { continue };
            let content = that..self.clause_end(that, passage.end);
            if self.line.count(content.clone()) < 3 || !self.clausal(&content) {
                continue;
            }
            let Some(span) = self.line.content(content.clone()) else { continue };
            let kind = self.kind_of(content.clone());
            self.take_quotes(content.clone());
            let items = at..content.end;
            let draft = self.new_draft(
                kind,
                vec![span],
                cue.clone(),
                Some(speaker),
                items,
                "statement.noun-cue-clause",
            );
            self.used.extend(cue);
            self.draft(draft);
        }
    }

    /// Who made the report: *seruan***nya**, *seruan* **Presiden Kenya William Ruto**.
    fn maker(&self, at: usize, end: usize) -> Option<Range<usize>> {
        if self.class(at, WordClass::Clitic) {
            return Some(at..at + 1);
        }
        let from = at + usize::from(self.class(at, WordClass::Maker));
        let phrase = self.phrases.noun_phrase(from, end)?;
        (!self.class(phrase.start, WordClass::Demonstrative)).then(|| self.phrases.named(phrase, end))
    }

    /// Behind *agar* or *bahwa*, which stands at once or behind *kepada* and somebody.
    fn complement(&self, from: usize, end: usize) -> Option<usize> {
        let mut at = from;
        if self.class(at, WordClass::Toward) {
            at = self.phrases.noun_phrase(at + 1, end)?.end;
        }
        self.line.any(at, &[WordClass::Wish, WordClass::That]).then_some(at + 1)
    }
}
