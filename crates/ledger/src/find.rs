//! Which events a filter lets through, in the order of lists.

use telisik_record::EventType;

use crate::filter::Given;
use crate::finders::{Entry, List, Part, Place, READINGS, Wanted, blocks, offset};
use crate::{Filter, Ledger, View, day};

/// An event's place in the order of lists: by day, shorter times first, then in the order of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    pub(crate) day: i64,
    pub(crate) reading: i64,
    pub(crate) item: i64,
}

/// Keys that are kept beyond those asked for, before the last are dropped.
const SPARE: usize = 8192;

/// The least keys so far.
struct Least {
    keys: Vec<Key>,
    limit: usize,
    /// Nothing behind this is among them.
    last: Option<Key>,
}

impl Least {
    /// Whether an entry lies behind all that are kept, and need not be looked at.
    fn is_behind(&self, entry: &Entry) -> bool {
        self.last.is_some_and(|last| day::key(entry.days) > last.day)
    }

    fn push(&mut self, entry: Entry) {
        let Place { reading, item } = entry.place;
        let key = Key { day: day::key(entry.days), reading, item };
        if self.last.is_some_and(|last| key > last) {
            return;
        }
        self.keys.push(key);
        if self.keys.len() >= self.limit.saturating_mul(2).saturating_add(SPARE) {
            self.cut();
        }
    }

    fn cut(&mut self) {
        self.keys.sort_unstable();
        self.keys.dedup();
        if self.keys.len() >= self.limit {
            self.keys.truncate(self.limit);
            self.last = self.keys.last().copied();
        }
    }
}

/// Readings of a block, a bit each: where one side has nothing, the other need not be looked at.
struct Readings([u64; READINGS / 64]);

impl Readings {
    fn all() -> Self {
        Self([u64::MAX; READINGS / 64])
    }

    fn of(entries: &[Entry]) -> Self {
        let mut bits = [0; READINGS / 64];
        for entry in entries {
            let at = offset(entry.place.reading);
            bits[at / 64] |= 1 << (at % 64);
        }
        Self(bits)
    }

    fn hold(&self, reading: i64) -> bool {
        let at = offset(reading);
        self.0[at / 64] >> (at % 64) & 1 == 1
    }
}

impl Ledger {
    /// The keys of the events that a filter lets through, in order, at most as many as it asks for.
    pub(crate) fn event_keys(&self, filter: &Filter, view: View) -> rusqlite::Result<Vec<Key>> {
        let given =
            [(Part::Source, &filter.source), (Part::Target, &filter.target), (Part::Holder, &filter.speaker)];
        let given = given.into_iter().filter_map(|(part, given)| Some((part, given.as_deref()?)));
        let sides: Vec<Wanted> =
            given.map(|(part, given)| self.wanted(part, given)).collect::<rusqlite::Result<_>>()?;
        let limit = filter.limit.unwrap_or(usize::MAX);
        let mut least = Least { keys: Vec::new(), limit, last: None };
        if limit == 0 {
            return Ok(Vec::new());
        }
        for block in blocks(view) {
            let gone = self.gone(block, view)?;
            let fits = |least: &Least, entry: &Entry| {
                !least.is_behind(entry)
                    && lets_through(filter, entry)
                    && (gone.is_empty() || !gone.contains(&entry.place.reading))
            };
            let mut push = |entry: Entry| {
                if fits(&least, &entry) {
                    least.push(entry);
                }
            };
            match &sides[..] {
                [] => {
                    let types = if filter.types.is_empty() { &EventType::ALL[..] } else { &filter.types[..] };
                    for &kind in types {
                        self.each_entry(List::Type(kind), block, view, &mut push)?;
                    }
                }
                [one] => self.each_wanted(one, block, view, push)?,
                several => {
                    for entry in self.of_all(several, block, view, |entry| fits(&least, entry))? {
                        least.push(entry);
                    }
                }
            }
        }
        least.cut();
        Ok(least.keys)
    }

    /// The events of a block in which each side is somebody who is wanted there, of those that fit.
    fn of_all(
        &self,
        sides: &[Wanted],
        block: i64,
        view: View,
        fits: impl Fn(&Entry) -> bool,
    ) -> rusqlite::Result<Vec<Entry>> {
        let mut found: Vec<Entry> = Vec::new();
        for (at, side) in sides.iter().enumerate() {
            let readings = if at == 0 { Readings::all() } else { Readings::of(&found) };
            let mut here = Vec::new();
            self.each_wanted(side, block, view, |entry| {
                if readings.hold(entry.place.reading) && fits(&entry) {
                    here.push(entry);
                }
            })?;
            // Several lists one behind the other, each in order.
            here.sort_by_key(|entry| entry.place);
            if at == 0 {
                found = here;
            } else {
                found.retain(|entry| here.binary_search_by_key(&entry.place, |other| other.place).is_ok());
            }
            if found.is_empty() {
                break;
            }
        }
        Ok(found)
    }

    /// The codes that a given one covers: `RUS` all of Russia, `IGO` all of each organisation.
    pub(crate) fn codes(&self, given: &Given) -> rusqlite::Result<Vec<Code>> {
        let Some((code, below)) = &given.code else { return Ok(Vec::new()) };
        let sql = "SELECT c.number, c.text, p.text FROM code c JOIN code p ON p.number = c.country \
                   WHERE c.text = ?1 OR c.text LIKE ?2 ESCAPE '\\' ORDER BY c.country, c.number";
        self.connection
            .prepare_cached(sql)?
            .query_map([code, below], |row| {
                Ok(Code { number: row.get(0)?, text: row.get(1)?, country: row.get(2)? })
            })?
            .collect()
    }

    /// The actors that are called so.
    pub(crate) fn actors_called(&self, given: &Given) -> rusqlite::Result<Vec<i64>> {
        // What may be a code is a whole name or none.
        let (condition, name) = match &given.code {
            Some((code, _)) => ("name = ? COLLATE NOCASE", code),
            None => ("name LIKE ? ESCAPE '\\'", &given.name),
        };
        self.connection
            .prepare_cached(&format!("SELECT number FROM actor WHERE {condition} ORDER BY number"))?
            .query_map([name], |row| row.get(0))?
            .collect()
    }
}

/// A code that a given one covers.
pub(crate) struct Code {
    pub(crate) number: i64,
    pub(crate) text: String,
    /// The country or organisation.
    pub(crate) country: String,
}

/// Whether an event is of a type, a status and a time that a filter asks for.
#[inline]
pub(crate) fn lets_through(filter: &Filter, entry: &Entry) -> bool {
    (filter.types.is_empty() || filter.types.contains(&entry.kind()))
        && (filter.status.is_empty() || entry.status().is_some_and(|status| filter.status.contains(&status)))
        && is_in_time(filter, entry)
}

/// Whether an entry may be of the days that a filter asks for.
#[inline]
pub(crate) fn is_in_time(filter: &Filter, entry: &Entry) -> bool {
    if filter.since.is_none() && filter.until.is_none() {
        return true;
    }
    entry.days.is_some_and(|(first, last)| {
        filter.since.is_none_or(|since| last >= day::number(since))
            && filter.until.is_none_or(|until| first <= day::number(until))
    })
}
