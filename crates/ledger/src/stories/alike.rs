use std::collections::BTreeSet;

use rusqlite::Connection;

/// How many documents that share a key are looked at. More share it only where it is that of a form.
pub(super) const SHARING: usize = 64;
/// Rows that are put among those in order at once.
const MANY: usize = 400_000;

/// Which documents have which keys ([`keys`](super::sketch::keys)), in memory: an index of keys that look random would
/// have a page written for each of them. It is made when the first document is compared, 8 bytes a key.
#[derive(Default)]
pub(crate) struct Alike {
    /// Key and document, in order, of all documents up to `known`.
    rows: Vec<u64>,
    known: i64,
    /// The same of those after it.
    new: BTreeSet<u64>,
    read: bool,
}

impl Alike {
    /// Drops what a revision that failed, or another writer, may have made untrue: what was read before stays true.
    pub(crate) fn forget(&mut self) {
        self.new.clear();
        self.read = false;
    }

    /// After a revision is on the disk.
    pub(crate) fn settle(&mut self) {
        if self.new.len() > MANY {
            self.rows.extend(std::mem::take(&mut self.new));
            self.rows.sort_unstable();
            self.known = self.rows.iter().map(|row| document(*row)).max().unwrap_or(0);
        }
    }

    /// Gives the documents that have a key, those that came first, at most [`SHARING`] of them.
    pub(super) fn each_with(&self, key: u32, mut give: impl FnMut(i64)) {
        let (first, last) = (row(key, 0), row(key, u32::MAX));
        let start = self.rows.partition_point(|row| *row < first);
        let known = self.rows[start..].iter().take_while(|row| **row <= last);
        for row in known.chain(self.new.range(first..=last)).take(SHARING) {
            give(document(*row));
        }
    }

    /// Puts in the keys of a document. One whose number takes more than 32 bits has no copies.
    pub(super) fn add(&mut self, number: i64, keys: &[u32]) {
        if let Ok(number) = u32::try_from(number) {
            self.new.extend(keys.iter().map(|&key| row(key, number)));
        }
    }

    /// Reads what was kept and is not known yet.
    pub(super) fn read(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        if std::mem::replace(&mut self.read, true) {
            return Ok(());
        }
        let mut query = connection.prepare_cached("SELECT document, keys FROM sketch WHERE document > ?")?;
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

/// Keeps the keys of a document.
pub(super) fn keep(connection: &Connection, document: i64, keys: &[u32]) -> rusqlite::Result<()> {
    let bytes: Vec<u8> = keys.iter().flat_map(|key| key.to_le_bytes()).collect();
    connection.prepare_cached("INSERT INTO sketch VALUES (?, ?)")?.execute((document, bytes))?;
    Ok(())
}

fn row(key: u32, document: u32) -> u64 {
    u64::from(key) << 32 | u64::from(document)
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
}
