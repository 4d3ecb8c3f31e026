use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;
use std::sync::Arc;

use telisik_record::EventType;

use crate::claims::Known;
use crate::rows::Numbers;
use crate::stories::{Alike, Seen};
use crate::{ClaimNumber, StoryNumber};

/// How many are met before what was not met meanwhile is forgotten; it is read again when it is needed.
const DOCUMENTS: usize = 10_000;
const CLAIMS: usize = 60_000;
const STORIES: usize = 10_000;
const NUMBERS: usize = 200_000;

/// The claims told in a story by their type; under none those into which a person put events, which may be of others.
pub(crate) type Told = BTreeMap<Option<EventType>, BTreeSet<ClaimNumber>>;

/// What settling has met in the revisions before, so that it need not be read again. Once the revision is settled it
/// holds nothing that the file does not say.
pub(crate) struct Memory {
    /// The revision that it holds for; none after one that failed.
    revision: Option<i64>,
    pub(crate) documents: Lately<i64, Arc<Seen>>,
    pub(crate) claims: Lately<ClaimNumber, Box<Known>>,
    pub(crate) told: Lately<StoryNumber, Told>,
    /// Which documents may be copies of one another.
    pub(crate) alike: Alike,
    /// Actors and codes by number.
    pub(crate) numbers: Numbers,
}

impl Default for Memory {
    fn default() -> Self {
        Self {
            revision: None,
            documents: Lately::new(DOCUMENTS),
            claims: Lately::new(CLAIMS),
            told: Lately::new(STORIES),
            alike: Alike::default(),
            numbers: Numbers::default(),
        }
    }
}

impl Memory {
    /// Before a revision is settled: what another writer or a failed revision has made untrue is dropped.
    pub(crate) fn begin(&mut self, revision: i64) {
        if self.revision.take() == Some(revision - 1) {
            self.documents.forget();
            self.claims.forget();
            self.told.forget();
        } else {
            self.alike.forget();
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

/// What was met lately. Nothing goes but in [`Lately::forget`], and then only what was met neither since the last time
/// that something went nor in as long before it.
pub(crate) struct Lately<K, V> {
    now: HashMap<K, V>,
    before: HashMap<K, V>,
    /// How many are met from one time that something goes to the next.
    most: usize,
}

impl<K: Eq + Hash + Copy, V> Lately<K, V> {
    fn new(most: usize) -> Self {
        Self { now: HashMap::new(), before: HashMap::new(), most }
    }

    /// Meets it again, or as it is made.
    pub(crate) fn meet<E>(&mut self, key: K, make: impl FnOnce() -> Result<V, E>) -> Result<&mut V, E> {
        match self.now.entry(key) {
            Entry::Occupied(met) => Ok(met.into_mut()),
            Entry::Vacant(place) => Ok(place.insert(match self.before.remove(&key) {
                Some(met) => met,
                None => make()?,
            })),
        }
    }

    /// What was met since something went last.
    pub(crate) fn get(&self, key: K) -> Option<&V> {
        self.now.get(&key)
    }

    pub(crate) fn insert(&mut self, key: K, value: V) {
        self.before.remove(&key);
        self.now.insert(key, value);
    }

    pub(crate) fn remove(&mut self, key: K) {
        self.before.remove(&key);
        self.now.remove(&key);
    }

    fn forget(&mut self) {
        if self.now.len() > self.most {
            self.before = std::mem::take(&mut self.now);
        }
    }

    fn clear(&mut self) {
        self.now.clear();
        self.before.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meet(lately: &mut Lately<i64, char>, key: i64) -> Option<char> {
        lately.meet(key, || Err(())).ok().copied()
    }

    #[test]
    fn what_is_met_again_stays_and_the_rest_goes() {
        let mut lately = Lately::new(2);
        for key in 1..=3 {
            lately.insert(key, 'a');
        }
        lately.forget();
        assert_eq!(meet(&mut lately, 1), Some('a'));
        for key in 4..=6 {
            lately.insert(key, 'b');
        }
        lately.forget();
        assert_eq!([1, 2, 3, 4].map(|key| meet(&mut lately, key)), [Some('a'), None, None, Some('b')]);
    }

    #[test]
    fn what_was_removed_or_replaced_does_not_come_back() {
        let mut lately = Lately::new(0);
        lately.insert(1, 'a');
        lately.forget();
        lately.insert(1, 'b');
        assert_eq!(meet(&mut lately, 1), Some('b'));
        lately.remove(1);
        assert_eq!(meet(&mut lately, 1), None);
    }
}
