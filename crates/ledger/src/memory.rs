use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use crate::claims::Known;
use crate::rows::Numbers;
use crate::stories::{Alike, Seen};
use crate::{ClaimNumber, StoryNumber};

/// How much is kept at most. What goes is read again when it is needed.
const DOCUMENTS: usize = 20_000;
const CLAIMS: usize = 100_000;
const NUMBERS: usize = 200_000;

/// What settling has met in the revisions before, so that it need not be read again. Once the revision is settled it
/// holds nothing that the file does not say.
#[derive(Default)]
pub(crate) struct Memory {
    /// The revision that it holds for; none after one that failed.
    revision: Option<i64>,
    pub(crate) documents: HashMap<i64, Rc<Seen>>,
    pub(crate) claims: HashMap<ClaimNumber, Known>,
    /// The claims told in a story.
    pub(crate) told: HashMap<StoryNumber, BTreeSet<ClaimNumber>>,
    /// Which documents may be copies of one another.
    pub(crate) alike: Alike,
    /// Actors and codes by number.
    pub(crate) numbers: Numbers,
}

impl Memory {
    /// Before a revision is settled: what another writer or a failed revision has made untrue is dropped.
    pub(crate) fn begin(&mut self, revision: i64) {
        let follows = self.revision.take() == Some(revision - 1);
        if !follows {
            self.alike.forget();
        }
        if !follows || self.documents.len() > DOCUMENTS || self.claims.len() > CLAIMS {
            self.documents.clear();
            self.claims.clear();
            self.told.clear();
        }
    }

    /// The numbers met so far: taken out, so that a revision that fails takes those with it that it made.
    pub(crate) fn numbers(&mut self) -> Numbers {
        if self.revision.is_none() || self.numbers.len() > NUMBERS {
            self.numbers = Numbers::default();
        }
        std::mem::take(&mut self.numbers)
    }

    /// After a revision is on the disk.
    pub(crate) fn end(&mut self, revision: i64) {
        self.revision = Some(revision);
        self.alike.settle();
    }
}
