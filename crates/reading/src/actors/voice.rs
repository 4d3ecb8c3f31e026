//! Whose words a quotation is, as far as that tells whose government it speaks of.

use telisik_language::{Deprel, Upos};
use telisik_lexicon::CueForm;
use telisik_record::Code;

use super::draft::Drafts;
use super::phrase::Phrase;
use super::phrase::body_roles;
use super::sight::Line;

/// Who is being quoted while an article is gone through.
#[derive(Debug, Default)]
pub(super) struct Voice {
    /// A quotation is open at the start of the line.
    pub(super) open: bool,
    /// The state of the one who speaks in this line, or spoke last.
    pub(super) state: Option<Code>,
}

impl Drafts<'_> {
    /// Takes in the next line: who speaks in it.
    pub(super) fn listen(&mut self, line: &Line<'_>) {
        if let Some(state) = self.speaking(line) {
            self.voice.state = Some(state);
        } else if !self.voice.open && marks(line, line.sentence.words.len()) == 0 {
            self.voice.state = None;
        }
    }

    /// Leaves a line: whether its last quotation goes on.
    pub(super) fn pass(&mut self, line: &Line<'_>) {
        self.voice.open ^= marks(line, line.sentence.words.len()) % 2 == 1;
    }

    /// The state of whoever says what is quoted around a phrase, where the phrase is of a kind that speakers have
    /// their own of: a government, a parliament.
    pub(super) fn quoted_state(&self, line: &Line<'_>, phrase: &Phrase) -> Option<Code> {
        let roles = body_roles(self.lexicon, phrase);
        if roles.iter().any(|role| !matches!(*role, "GOV" | "LEG" | "JUD")) {
            return None;
        }
        let word = *line.words.get(phrase.pieces.start)?;
        let quoted = self.voice.open ^ (marks(line, word) % 2 == 1);
        if quoted { self.voice.state.clone() } else { None }
    }

    /// The state of the subject of a reporting verb.
    fn speaking(&self, line: &Line<'_>) -> Option<Code> {
        let words = &line.sentence.words;
        words.iter().enumerate().find_map(|(at, word)| {
            let cue = [CueForm::After, CueForm::Verb];
            let reports = word.upos == Upos::Verb
                && cue.into_iter().any(|form| self.lexicon.cues.find(&word.form, form).is_some());
            let subject = reports.then(|| line.sentence.child(at, &[Deprel::Nsubj]))??;
            self.state_under(line, subject)
        })
    }

    /// The state of the person or body that the words under `top` name.
    fn state_under(&self, line: &Line<'_>, top: usize) -> Option<Code> {
        let pieces = (0..line.pieces.len())
            .filter(|&at| line.words.get(at).is_some_and(|&word| line.sentence.under(word, top)));
        let code = pieces.clone().find_map(|at| {
            let full = self.full.get(&(line.index, at)).map(|f| f.figure);
            let id = full.or_else(|| self.short(line, &(at..at + 1), None))?;
            self.figures.get(id)?.code(self.lexicon, self.day)
        });
        let code =
            code.or_else(|| pieces.clone().find_map(|at| self.state_of(line, line.sight_index(at)?)))?;
        (code.country().len() == 3).then(|| Code::new(code.country()))
    }
}

/// How many quotation marks stand before a word.
fn marks(line: &Line<'_>, before: usize) -> usize {
    let words = line.sentence.words.get(..before).unwrap_or_default();
    words.iter().filter(|w| matches!(&*w.form, "\"" | "“" | "”" | "„" | "«" | "»")).count()
}
