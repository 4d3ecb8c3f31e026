use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use crate::claims::Known;
use crate::stories::Seen;
use crate::{ClaimNumber, StoryNumber};

/// How much is kept at most. What goes is read again when it is needed.
const DOCUMENTS: usize = 20_000;
const CLAIMS: usize = 100_000;

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
    /// Keys of documents of this revision that are not written yet.
    pub(crate) sketches: BTreeSet<(u32, i64)>,
}

impl Memory {
    /// Before a revision is settled: what another writer or a failed revision has made untrue is dropped.
    pub(crate) fn begin(&mut self, revision: i64) {
        let follows = self.revision.take() == Some(revision - 1);
        if !follows || self.documents.len() > DOCUMENTS || self.claims.len() > CLAIMS {
            *self = Self::default();
        }
    }

    /// After a revision is on the disk.
    pub(crate) fn end(&mut self, revision: i64) {
        self.revision = Some(revision);
    }
}
