//! Who speaks in a text that is only pointed to: *tulis pernyataan itu*, *demikian laporan tersebut*.

use telisik_language::Sentence;
use telisik_lexicon::WordClass;
use telisik_record::{ActorId, Span};

use super::link::Linker;

/// How many earlier texts, and how many sentences before one, are looked through for its signers.
const BACK: usize = 12;
const SENTENCES: usize = 3;

impl Linker<'_> {
    /// Who signed the text that *pernyataan itu* points back to: those named with it where it was last named
    /// without pointing back.
    pub(super) fn signers(&self, span: Span) -> Option<Vec<ActorId>> {
        let account = |print: &str| {
            let first = print.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            self.cues.is(&first.to_lowercase(), WordClass::Account)
        };
        let report = account(self.article.slice(span));
        let before = self.documents.partition_point(|document| document.start <= span.start);
        let same = |document: &&Span| account(self.article.slice(**document)) == report;
        for document in self.documents[..before].iter().rev().filter(same).take(BACK) {
            let (index, word) = self.article.analysis.word_at(document.start)?;
            let sentence = self.article.sentences().get(index)?;
            // *pernyataan itu*, *pernyataan bersama tersebut*
            let joint =
                sentence.words.get(word + 1).is_some_and(|next| self.cues.is(&next.form, WordClass::Joint));
            let behind = word + 1 + usize::from(joint);
            let points_back = sentence
                .words
                .get(behind)
                .is_some_and(|next| self.cues.is(&next.form, WordClass::Demonstrative));
            if points_back {
                continue;
            }
            let issuer = self.issuer(index, sentence, word);
            let signers = match (issuer, report, joint) {
                (Some(issuer), ..) => issuer,
                // Whoever else is named where it is quoted is spoken of in it.
                (None, ..) if document.start == span.start => continue,
                // A report is told of by others than those who wrote it.
                (None, true, _) => continue,
                (None, false, true) => self.joint(index, sentence).unwrap_or_default(),
                (None, false, false) => {
                    let first = self.cast.in_sentence(index).find(|mention| !mention.inside);
                    first.map(|mention| mention.actors.clone()).unwrap_or_default()
                }
            };
            if !signers.is_empty() {
                return Some(signers);
            }
        }
        None
    }

    /// *pernyataan* **Kementerian Luar Negeri**, *laporan kantor berita* **X**, *pernyataan bersama pemimpin*
    /// **A, B dan C**: named right behind the text.
    fn issuer(&self, index: usize, sentence: &Sentence, word: usize) -> Option<Vec<ActorId>> {
        let groups = self.groups(index);
        let mut latest = None;
        for at in word + 1..word + 6 {
            let outlet = self
                .cast
                .in_sentence(index)
                .find(|mention| mention.words.start == at && self.is_outlet(mention));
            if let Some(outlet) = outlet {
                return Some(outlet.actors.clone());
            }
            latest = groups.iter().find(|group| group.words.contains(&at)).or(latest);
            let leads =
                sentence.words.get(at).is_some_and(|next| self.cues.is(&next.form, WordClass::IssuerLead));
            if !leads {
                break;
            }
        }
        latest.map(|group| group.actors.clone())
    }

    /// The signers of a joint text: several named side by side in its sentence, or in those before it where the
    /// sentence has only a word for them (*ketiganya*, *mereka*).
    fn joint(&self, index: usize, sentence: &Sentence) -> Option<Vec<ActorId>> {
        let pointed = sentence.words.iter().any(|word| self.cues.is(&word.form, WordClass::Collective));
        let several = |index: usize| self.groups(index).into_iter().find(|group| group.actors.len() > 1);
        if let Some(group) = several(index) {
            return Some(group.actors);
        }
        if pointed {
            let back = (index.saturating_sub(SENTENCES)..index).rev();
            if let Some(group) = back.filter_map(several).next() {
                return Some(group.actors);
            }
        }
        let mut actors: Vec<ActorId> = Vec::new();
        for mention in self.cast.in_sentence(index).filter(|mention| !mention.inside) {
            for &id in &mention.actors {
                if !actors.contains(&id) {
                    actors.push(id);
                }
            }
        }
        (!actors.is_empty()).then_some(actors)
    }

    /// The mentions of a sentence, those joined by commas and *dan* put together.
    fn groups(&self, index: usize) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let Some(sentence) = self.article.sentences().get(index) else { return groups };
        for mention in self.cast.in_sentence(index).filter(|mention| !mention.inside) {
            let joined = groups.last().is_some_and(|last| {
                let between = sentence.words.get(last.words.end..mention.words.start).unwrap_or_default();
                !between.is_empty()
                    && between.len() <= 2
                    && between
                        .iter()
                        .all(|word| &*word.form == "," || self.cues.is(&word.form, WordClass::Joining))
            });
            let overlaps = groups.last().is_some_and(|last| mention.words.start < last.words.end);
            if (joined || overlaps)
                && let Some(last) = groups.last_mut()
            {
                last.words.end = last.words.end.max(mention.words.end);
                let new: Vec<ActorId> =
                    mention.actors.iter().copied().filter(|id| !last.actors.contains(id)).collect();
                last.actors.extend(new);
            } else {
                groups.push(Group { words: mention.words.clone(), actors: mention.actors.clone() });
            }
        }
        groups
    }
}

/// Actors named side by side.
struct Group {
    words: std::ops::Range<usize>,
    actors: Vec<ActorId>,
}
