use rusqlite::Connection;

/// How many documents that share a key are looked at. More share it only where it is that of a form.
pub(super) const SHARING: usize = 64;

/// Which documents have which keys ([`keys`](super::sketch::keys)), in memory: an index of keys that look random would
/// have a page written for each of them. It is made when the first document is compared, 8 bytes a key.
#[derive(Default)]
pub(crate) struct Alike {
    /// Key and document, in order within a run; each run is of later documents than the one before, and shorter.
    runs: Vec<Vec<u64>>,
    met: Met,
    /// The last document that is on the disk, and the last of all.
    known: i64,
    last: i64,
    read: bool,
}

/// A bit for every key that is there, and for few that are not. Most keys of a document are nobody else's, and one word
/// of memory says so.
#[derive(Default)]
struct Met {
    words: Vec<u64>,
    /// How many bits of a key do not count.
    shift: u32,
}

/// Bits a key, at least, so that one in so many is set.
const BITS: usize = 8;
/// Bits of a key that count, at least and at most: a quarter of a megabyte, and 32.
const COUNTED: std::ops::RangeInclusive<u32> = 21..=28;

impl Met {
    fn with_room(keys: usize) -> Self {
        let counted = (2 * BITS * keys).next_power_of_two().trailing_zeros();
        let counted = counted.clamp(*COUNTED.start(), *COUNTED.end());
        Self { words: vec![0; 1 << (counted - 6)], shift: 32 - counted }
    }

    fn has_room(&self, keys: usize) -> bool {
        let most = self.words.len() == 1 << (COUNTED.end() - 6);
        most || self.words.len() * 64 >= BITS * keys.max(1)
    }

    fn put(&mut self, key: u32) {
        let bit = key >> self.shift;
        if let Some(word) = self.words.get_mut((bit / 64) as usize) {
            *word |= 1 << (bit % 64);
        }
    }

    fn may_hold(&self, key: u32) -> bool {
        let bit = key >> self.shift;
        self.words.get((bit / 64) as usize).is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }
}

impl Alike {
    /// Drops what a revision that failed, or another writer, may have made untrue: what was read before stays true.
    pub(crate) fn forget(&mut self) {
        if self.last > self.known {
            self.runs.iter_mut().for_each(|run| run.retain(|row| document(*row) <= self.known));
            self.last = self.known;
        }
        self.read = false;
    }

    /// After a revision is on the disk.
    pub(crate) fn settle(&mut self) {
        self.known = self.last;
    }

    /// Gives the documents that have a key, those that came first, at most [`SHARING`] of them.
    pub(super) fn each_with(&self, key: u32, give: impl FnMut(i64)) {
        if !self.met.may_hold(key) {
            return;
        }
        let (first, last) = (row(key, 0), row(key, u32::MAX));
        let of_run = |run: &'_ Vec<u64>| run.partition_point(|row| *row < first);
        let rows = self.runs.iter().flat_map(|run| run[of_run(run)..].iter().take_while(|row| **row <= last));
        rows.take(SHARING).map(|row| document(*row)).for_each(give);
    }

    /// Puts in the keys of a document. One whose number takes more than 32 bits has no copies.
    pub(super) fn add(&mut self, number: i64, keys: &[u32]) {
        self.last = self.last.max(number);
        let Ok(number) = u32::try_from(number) else { return };
        let mut run: Vec<u64> = keys.iter().map(|&key| row(key, number)).collect();
        run.sort_unstable();
        run.dedup();
        // Two runs of a length become one: there are never more than the logarithm of all rows.
        while let Some(before) = self.runs.pop_if(|before| before.len() <= run.len()) {
            run = merged(&before, &run);
        }
        self.runs.push(run);
        let rows = self.runs.iter().map(Vec::len).sum();
        if self.met.has_room(rows) {
            keys.iter().for_each(|&key| self.met.put(key));
        } else {
            self.met = Met::with_room(rows);
            self.runs.iter().flatten().for_each(|row| self.met.put(key(*row)));
        }
    }

    /// Reads what was kept and is not known yet.
    pub(super) fn read(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        if std::mem::replace(&mut self.read, true) {
            return Ok(());
        }
        let mut query = connection
            .prepare_cached("SELECT document, keys FROM sketch WHERE document > ? ORDER BY document")?;
        let mut rows = query.query([self.known])?;
        while let Some(row) = rows.next()? {
            let number = row.get(0)?;
            let keys = row.get_ref(1)?.as_blob().unwrap_or_default();
            let keys: Vec<u32> = keys.as_chunks().0.iter().map(|key| u32::from_le_bytes(*key)).collect();
            self.add(number, &keys);
        }
        self.settle();
        Ok(())
    }
}

/// The rows of both in order.
fn merged(mut one: &[u64], mut other: &[u64]) -> Vec<u64> {
    let mut merged = Vec::with_capacity(one.len() + other.len());
    while let (Some((a, rest)), Some((b, others))) = (one.split_first(), other.split_first()) {
        if a <= b {
            merged.push(*a);
            one = rest;
        } else {
            merged.push(*b);
            other = others;
        }
    }
    merged.extend_from_slice(one);
    merged.extend_from_slice(other);
    merged
}

/// Keeps the keys of a document.
pub(super) fn keep(connection: &Connection, document: i64, keys: &[u32]) -> rusqlite::Result<()> {
    let bytes: Vec<u8> = keys.iter().flat_map(|key| key.to_le_bytes()).collect();
    connection.prepare_cached("INSERT INTO sketch VALUES (?, ?)")?.execute((document, bytes))?;
    Ok(())
}

fn row(key: u32, document: u32) -> u64 {
    u64::from(key) << 32 | u64::from(document)
}

fn key(row: u64) -> u32 {
    (row >> 32) as u32
}

fn document(row: u64) -> i64 {
    i64::from(row as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_found_by_key_whether_read_or_new() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE sketch (document INTEGER PRIMARY KEY, keys BLOB)").unwrap();
        for number in 1..=100 {
            keep(&connection, number, &[7, u32::MAX, number as u32]).unwrap();
        }
        let mut alike = Alike::default();
        alike.read(&connection).unwrap();
        alike.add(101, &[7, 50]);
        let found = |alike: &Alike, key| {
            let mut found = Vec::new();
            alike.each_with(key, |document| found.push(document));
            found
        };
        assert_eq!(found(&alike, 50), [50, 101]);
        assert_eq!(found(&alike, 7), (1..=SHARING as i64).collect::<Vec<_>>());
        assert!(found(&alike, 0).is_empty());
        alike.forget();
        alike.read(&connection).unwrap();
        assert_eq!(found(&alike, 50), [50]);
    }

    #[test]
    fn of_many_documents_each_is_found_and_runs_stay_few() {
        let mut alike = Alike::default();
        let keys = |number: u32| [number.wrapping_mul(0x9e37_79b9), number % 7, 1 << 31];
        (1..=5000).for_each(|number| alike.add(i64::from(number), &keys(number)));
        assert!(alike.runs.len() <= 13);
        for number in 1..=5000 {
            let mut found = Vec::new();
            alike.each_with(keys(number)[0], |document| found.push(document));
            assert_eq!(found, [i64::from(number)]);
        }
        let mut found = Vec::new();
        alike.each_with(1 << 31, |document| found.push(document));
        assert_eq!(found, (1..=SHARING as i64).collect::<Vec<_>>());
    }

    #[test]
    fn documents_of_a_revision_that_failed_are_forgotten() {
        let mut alike = Alike::default();
        alike.add(1, &[5]);
        alike.settle();
        alike.add(2, &[5]);
        alike.forget();
        let mut found = Vec::new();
        alike.each_with(5, |document| found.push(document));
        assert_eq!(found, [1]);
    }
}
