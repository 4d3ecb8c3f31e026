//! Where a credit goes beyond the statement it stands with: to the same speaker's next statements, to what is told
//! within an outlet's own report, and to the statement that the credited one goes on from.

use telisik_lexicon::WordClass;
use telisik_record::{ActorId, Span, Statement};

use super::draft::Draft;
use super::link::Linker;

/// So many sentences after the speaker's last words a credit has run out: where nobody spoke between, where somebody
/// did, and where words were told of without being given.
const NEXT: usize = 3;
const AGAIN: usize = 1;
const TOLD: usize = 4;

/// How many words of a sentence are looked at for another occasion.
const OPENING: usize = 10;

/// A credit in a passage that tells of words without giving them: *Peringatan itu disampaikan Rina, seperti dilansir X.*
#[derive(Debug, Clone)]
pub(super) struct Standing {
    /// The outlets, as printed.
    pub(super) via: Vec<String>,
    pub(super) passage: Span,
    /// Index of its line.
    pub(super) line: usize,
    /// The words were given before it.
    pub(super) back: bool,
}

/// Outlets that go on with a speaker.
struct Held {
    speakers: Vec<ActorId>,
    via: Vec<String>,
    /// The sentence where their last words end.
    end: usize,
    /// Their words are still to come.
    told: bool,
}

impl Linker<'_> {
    /// Gives the statements of `drafts` the outlets that come from elsewhere than their own passage.
    pub(super) fn spread(&self, drafts: &[Draft], standing: &[Standing], statements: &mut [Statement]) {
        let mut held: Vec<Held> = Vec::new();
        let mut last: Option<usize> = None;
        let mut standing = standing.iter().peekable();
        for (index, draft) in drafts.iter().enumerate() {
            let start = start_of(draft);
            while let Some(credit) = standing.next_if(|credit| credit.passage.start < start) {
                self.stand(credit, last, drafts, statements, &mut held);
            }
            let outer = last.filter(|&outer| within(draft, drafts.get(outer)));
            let via = self.via(draft, index, outer, last, drafts, statements, &mut held);
            if outer.is_none() {
                last = Some(index);
            }
            let Some(statement) = statements.get_mut(index) else { return };
            statement.via = via;
            if outer.is_none() && !draft.document && !statement.via.is_empty() {
                let end = self.sentence(end_of(draft));
                hold(&mut held, Held::new(&statement.speakers, &statement.via, end, false));
            }
        }
        for credit in standing {
            self.stand(credit, last, drafts, statements, &mut held);
        }
    }

    /// The outlets of one statement.
    #[expect(clippy::too_many_arguments, reason = "one step of a walk over its state")]
    fn via(
        &self,
        draft: &Draft,
        index: usize,
        outer: Option<usize>,
        last: Option<usize>,
        drafts: &[Draft],
        statements: &mut [Statement],
        held: &mut Vec<Held>,
    ) -> Vec<String> {
        let Some(speakers) = statements.get(index).map(|statement| statement.speakers.clone()) else {
            return Vec::new();
        };
        let own = &draft.via;
        let outer = outer.and_then(|outer| statements.get(outer));
        let outlet = outer.and_then(|outer| self.reporting_outlet(outer));
        let before = last.and_then(|last| Some((drafts.get(last)?, statements.get_mut(last)?)));
        if !own.is_empty() {
            if let Some((earlier, told)) = before
                && told.via.is_empty()
                && told.speakers == speakers
                && !speakers.is_empty()
                && earlier.line + 1 >= draft.line
                && self.further(draft)
            {
                told.via.clone_from(own);
            }
            return own.clone();
        }
        if draft.continued {
            return before.map(|(_, told)| told.via.clone()).unwrap_or_default();
        }
        if let Some(outlet) = outlet {
            return vec![outlet];
        }
        let here = self.sentence(start_of(draft));
        if let Some((earlier, told)) = &before
            && !told.via.is_empty()
            && self.sentence(end_of(earlier)) + NEXT >= here
            && self.same_voice(draft, earlier, &speakers)
        {
            return told.via.clone();
        }
        if draft.document && !self.further(draft) {
            return Vec::new();
        }
        if self.another_occasion(draft) {
            held.retain(|held| held.speakers != speakers);
            return Vec::new();
        }
        let spoke_last = before.is_some_and(|(_, told)| told.speakers == speakers);
        let goes_on = |held: &&Held| {
            let reach = match (held.told, spoke_last) {
                (true, _) => TOLD,
                (_, true) => NEXT,
                _ => AGAIN,
            };
            held.speakers == speakers && held.end + reach >= here
        };
        held.iter().find(goes_on).map(|held| held.via.clone()).unwrap_or_default()
    }

    /// A credit with a speech that the text does not give there goes with whoever made the speech.
    fn stand(
        &self,
        credit: &Standing,
        last: Option<usize>,
        drafts: &[Draft],
        statements: &mut [Statement],
        held: &mut Vec<Held>,
    ) {
        let end = self.sentence(credit.passage.end.saturating_sub(1));
        if credit.back
            && let Some(last) = last
            && let (Some(draft), Some(statement)) = (drafts.get(last), statements.get_mut(last))
            && statement.via.is_empty()
            && draft.line + 1 >= credit.line
        {
            statement.via.clone_from(&credit.via);
            hold(held, Held::new(&statement.speakers, &credit.via, end, false));
        }
        let inside = self.cast.in_span(credit.passage).filter(|mention| !mention.inside);
        let mut speaking = inside.filter(|mention| !self.is_outlet(mention));
        if let Some(speaker) = speaking.next() {
            hold(held, Held::new(&speaker.actors, &credit.via, end, true));
        }
    }

    /// Points back to the speaker before: *pejabat itu* behind *seorang pejabat*, *tambah pernyataan itu*.
    fn same_voice(&self, draft: &Draft, earlier: &Draft, speakers: &[ActorId]) -> bool {
        let print = |draft: &Draft| draft.speaker.map(|span| self.article.slice(span).to_lowercase());
        let Some(name) = print(draft) else { return false };
        let mut words = name.split_whitespace();
        let first = words.next().unwrap_or_default();
        let points = words.last().is_some_and(|word| self.cues.is(word, WordClass::Demonstrative));
        let same = points && print(earlier).is_some_and(|name| name.split_whitespace().any(|w| w == first));
        same || self.further(draft) && (points || speakers.is_empty())
    }

    fn sentence(&self, at: u32) -> usize {
        self.article.sentences().partition_point(|sentence| sentence.span.end <= at)
    }

    /// The cue says that the speaker goes on.
    fn further(&self, draft: &Draft) -> bool {
        draft.cue.is_some_and(|cue| self.cues.is(&self.article.slice(cue).to_lowercase(), WordClass::GoesOn))
    }

    /// The outlet that reports a statement under its own name.
    fn reporting_outlet(&self, statement: &Statement) -> Option<String> {
        let span = statement.speaker?;
        let outlet = self.cast.in_span(span).find(|mention| self.is_outlet(mention))?;
        Some(self.article.slice(outlet.span).to_owned())
    }

    /// The sentence of an attribution sets another time or scene: *Sebelumnya, …*, *Secara terpisah, …*.
    fn another_occasion(&self, draft: &Draft) -> bool {
        let at = start_of(draft);
        let Some(sentence) = self.article.analysis.sentence_at(at) else { return false };
        let Some(sentence) = self.article.sentences().get(sentence) else { return false };
        let quoted = draft.content.first().is_some_and(|content| content.start <= sentence.span.start + 1);
        if quoted {
            return false;
        }
        let words = &sentence.words;
        let is = |index: usize, class| {
            words.get(index).is_some_and(|word| self.cues.is(&word.form.to_lowercase(), class))
        };
        let opening = words.iter().take(OPENING).take_while(|word| word.span.start < at).count();
        (0..opening).any(|index| {
            let comma = words.get(index + 1).is_some_and(|next| &*next.form == ",");
            let elapsed = index > 0 && is(index, WordClass::Elapsed) && is(index - 1, WordClass::Calendar);
            is(index, WordClass::Occasion) && (index == 0 || comma) || elapsed && comma
        })
    }
}

impl Held {
    fn new(speakers: &[ActorId], via: &[String], end: usize, told: bool) -> Self {
        Self { speakers: speakers.to_vec(), via: via.to_vec(), end, told }
    }
}

fn hold(held: &mut Vec<Held>, new: Held) {
    if new.speakers.is_empty() {
        return;
    }
    held.retain(|held| held.speakers != new.speakers && held.end + TOLD >= new.end);
    held.push(new);
}

/// Where the last part of a statement or its attribution ends.
fn end_of(draft: &Draft) -> u32 {
    let parts = draft.content.iter().chain(draft.cue.as_ref()).chain(draft.speaker.as_ref());
    parts.map(|span| span.end).max().unwrap_or(1).saturating_sub(1)
}

/// Where the first part of a statement or its attribution stands.
fn start_of(draft: &Draft) -> u32 {
    let parts = draft.content.iter().chain(draft.cue.as_ref()).chain(draft.speaker.as_ref());
    parts.map(|span| span.start).min().unwrap_or(0)
}

/// Said within what another statement reports.
fn within(draft: &Draft, outer: Option<&Draft>) -> bool {
    let Some(outer) = outer else { return false };
    draft.cue.is_some_and(|cue| outer.content.iter().any(|content| content.contains(cue)))
}

/// Takes out the outlet that prints the article: nothing came to it through itself.
pub(super) fn without_own(via: &[String], outlet: Option<&str>) -> Vec<String> {
    let base = |name: &str| -> String {
        let name = name.split('.').next().unwrap_or(name);
        name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let own = outlet.map(base);
    via.iter().filter(|name| own.as_ref() != Some(&base(name))).cloned().collect()
}
