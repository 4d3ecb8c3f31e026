use std::collections::{BTreeSet, HashSet};

use rusqlite::{Connection, ffi};

use super::list::{block_of, blocks, readings};
use super::{Entry, List, Part};
use crate::filter::Given;
use crate::{Ledger, View};

/// Lists that are looked up one by one; where more are wanted, all of their kind are read.
const FEW: usize = 256;

/// The entries of somebody on one side.
pub(crate) struct Wanted {
    part: Part,
    codes: Vec<i64>,
    actors: Vec<i64>,
    /// The same as a set.
    of_actors: HashSet<i64>,
}

impl Ledger {
    /// Whom a user means, on a side.
    pub(crate) fn wanted(&self, part: Part, given: &str) -> rusqlite::Result<Wanted> {
        let given = Given::new(given);
        let codes = self.codes(&given)?.into_iter().map(|code| code.number).collect();
        let actors = self.actors_called(&given)?;
        Ok(Wanted { part, codes, of_actors: actors.iter().copied().collect(), actors })
    }

    /// The entries of a block that are wanted, as far as a view reaches; one that several of the wanted have a part in
    /// is given several times.
    pub(crate) fn each_wanted(
        &self,
        wanted: &Wanted,
        block: i64,
        view: View,
        mut give: impl FnMut(Entry),
    ) -> rusqlite::Result<()> {
        for &code in &wanted.codes {
            self.each_entry(List::Code(wanted.part, code), block, view, &mut give)?;
        }
        let mut of_part = |entry: Entry| {
            if entry.part == wanted.part {
                give(entry);
            }
        };
        if wanted.actors.len() > FEW {
            return self.each_of_kind(List::Actor(0), block, view, |actor, entry| {
                if wanted.of_actors.contains(&actor) {
                    of_part(entry);
                }
            });
        }
        for &actor in &wanted.actors {
            self.each_entry(List::Actor(actor), block, view, &mut of_part)?;
        }
        Ok(())
    }

    /// The entries of a list in a block, as far as a view reaches, in the order of reading.
    pub(crate) fn each_entry(
        &self,
        list: List,
        block: i64,
        view: View,
        give: impl FnMut(Entry),
    ) -> rusqlite::Result<()> {
        let mut query = self.connection.prepare_cached("SELECT entries FROM list WHERE key = ?")?;
        let mut rows = query.query([list.key(block)])?;
        match rows.next()? {
            Some(row) => unfold(block, row.get_ref(0)?.as_blob().unwrap_or_default(), view, give),
            None => Ok(()),
        }
    }

    /// The entries of all lists of one kind in a block, as far as a view reaches, each with the number of the list.
    pub(crate) fn each_of_kind(
        &self,
        list: List,
        block: i64,
        view: View,
        mut give: impl FnMut(i64, Entry),
    ) -> rusqlite::Result<()> {
        let mut query = self
            .connection
            .prepare_cached("SELECT key, entries FROM list WHERE key BETWEEN ? AND ? ORDER BY key")?;
        let (first, last) = list.rows(block).into_inner();
        let mut rows = query.query([first, last])?;
        while let Some(row) = rows.next()? {
            let key: i64 = row.get(0)?;
            let entries = row.get_ref(1)?.as_blob().unwrap_or_default();
            unfold(block_of(key), entries, view, |entry| give(List::number(key), entry))?;
        }
        Ok(())
    }

    /// The readings of a block that another has taken the place of.
    pub(crate) fn gone(&self, block: i64, view: View) -> rusqlite::Result<HashSet<i64>> {
        let (first, last) = readings(block).into_inner();
        self.connection
            .prepare_cached("SELECT reading FROM superseded WHERE reading BETWEEN ? AND ? AND revision <= ?")?
            .query_map([first, last, view.revision], |row| row.get(0))?
            .collect()
    }
}

/// All readings that name an actor, whether they still count or not.
pub(crate) fn readings_of(connection: &Connection, actor: i64) -> rusqlite::Result<BTreeSet<i64>> {
    let last: i64 =
        connection.query_row("SELECT coalesce(max(number), 0) FROM reading", [], |row| row.get(0))?;
    let view = View { revision: i64::MAX, readings: last };
    let mut found = BTreeSet::new();
    let mut query = connection.prepare_cached("SELECT entries FROM list WHERE key = ?")?;
    for block in blocks(view) {
        let mut rows = query.query([List::Actor(actor).key(block)])?;
        if let Some(row) = rows.next()? {
            unfold(block, row.get_ref(0)?.as_blob().unwrap_or_default(), view, |entry| {
                if entry.part == Part::Cast {
                    found.insert(entry.place.reading);
                }
            })?;
        }
    }
    Ok(found)
}

fn unfold(block: i64, entries: &[u8], view: View, mut give: impl FnMut(Entry)) -> rusqlite::Result<()> {
    let mut rest = entries;
    while !rest.is_empty() {
        let damaged = || rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_CORRUPT), None);
        let entry = Entry::read(block, &mut rest).ok_or_else(damaged)?;
        // They are in the order of reading.
        if entry.place.reading > view.readings {
            break;
        }
        give(entry);
    }
    Ok(())
}
