//! Which events a filter lets through, found by the index that leads past the fewest.

use rusqlite::params_from_iter;
use rusqlite::types::Value;
use telisik_record::EventType;

use crate::filter::{Conditions, Given};
use crate::{Filter, Ledger, View, day, numbers};

/// An event's place in the order of lists: by day, shorter times first, then in the order of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    pub(crate) day: i64,
    pub(crate) reading: i64,
    pub(crate) item: i64,
}

/// One walk along an index, in the order of keys.
struct Walk {
    /// What is walked: `d` has `day`, `reading` and `item`.
    from: &'static str,
    conditions: Conditions,
}

/// A part of the filter that names actors.
struct Side {
    side: i64,
    given: Given,
    /// The country it is, where it is one and nothing else.
    country: Option<i64>,
    walks: Option<Vec<Walk>>,
    /// Rows that the walks pass, counted up to [`MANY`].
    rows: i64,
}

/// Rows that are not counted further: a list without better index walks through them.
const MANY: i64 = 4000;
/// Actors of one name that are walked one by one.
pub(crate) const NAMESAKES: usize = 64;

impl Ledger {
    /// The keys of the events that a filter lets through, in order, at most as many as it asks for.
    pub(crate) fn event_keys(&self, filter: &Filter, view: View) -> rusqlite::Result<Vec<Key>> {
        let limit = filter.limit.unwrap_or(usize::MAX);
        let mut sides = self.sides(filter)?;
        let best = (0..sides.len()).filter(|&at| sides[at].walks.is_some()).min_by_key(|&at| sides[at].rows);
        let walks = match best {
            Some(at) => sides[at].walks.take().unwrap_or_default(),
            // An index of days alone would find nothing that this one, walked for every type, does not.
            None if filter.types.is_empty() => EventType::ALL.into_iter().map(of_type).collect(),
            None => filter.types.iter().map(|&kind| of_type(kind)).collect(),
        };
        let other = sides.iter().enumerate().filter(|(at, _)| Some(*at) != best).map(|(_, side)| side);
        let mut conditions = Conditions::default();
        for side in other {
            conditions.party(side.side, &side.given, side.country);
        }
        conditions.numbers("e.type", filter.types.iter().map(|&kind| numbers::of_type(kind)));
        conditions.numbers("e.status", filter.status.iter().map(|&status| numbers::of_status(status)));
        conditions.counts("d.reading", view);
        let mut keys = Vec::new();
        for walk in walks {
            self.walk(walk, &conditions, filter, limit, &mut keys)?;
        }
        if let Some(since) = filter.since {
            // What began long before and lasts is not near the first key of the walk.
            let mut lasting =
                Walk { from: "event d INDEXED BY event_that_lasts", conditions: Conditions::default() };
            let since = day::number(since);
            lasting.conditions.push(
                "d.last >= ? AND d.day < ?",
                [since, day::starting(since - day::LONGEST)].map(Value::Integer),
            );
            for side in &sides {
                lasting.conditions.party(side.side, &side.given, side.country);
            }
            self.walk(
                lasting,
                &conditions,
                &Filter { since: None, ..filter.clone() },
                usize::MAX,
                &mut keys,
            )?;
        }
        keys.sort_unstable();
        keys.dedup();
        keys.truncate(limit);
        Ok(keys)
    }

    fn walk(
        &self,
        walk: Walk,
        conditions: &Conditions,
        filter: &Filter,
        limit: usize,
        keys: &mut Vec<Key>,
    ) -> rusqlite::Result<()> {
        let Walk { from, conditions: mut all } = walk;
        if let Some(since) = filter.since {
            let since = day::number(since);
            all.push("d.day >= ?", [Value::Integer(day::starting(since - day::LONGEST))]);
            all.push(format!("coalesce(e.last, {}) >= ?", day::LAST), [Value::Integer(since)]);
        }
        if let Some(until) = filter.until {
            all.push("d.day < ?", [Value::Integer(day::starting(day::number(until) + 1))]);
        }
        if filter.since.is_some() || filter.until.is_some() {
            all.push("d.day < ?", [Value::Integer(day::UNDATED)]);
        }
        all.append(conditions);
        let sql = format!(
            "SELECT d.day, d.reading, d.item FROM {from} \
             CROSS JOIN event e ON e.reading = d.reading AND e.item = d.item{} \
             ORDER BY d.day, d.reading, d.item",
            all.clause()
        );
        let mut query = self.connection.prepare_cached(&sql)?;
        let mut rows = query.query(params_from_iter(all.bound()))?;
        let mut found = 0;
        let mut last = None;
        while found < limit {
            let Some(row) = rows.next()? else { break };
            let key = Key { day: row.get(0)?, reading: row.get(1)?, item: row.get(2)? };
            if last != Some(key) {
                keys.push(key);
                found += 1;
                last = Some(key);
            }
        }
        Ok(())
    }

    fn sides(&self, filter: &Filter) -> rusqlite::Result<Vec<Side>> {
        let given = [
            (numbers::SOURCE, &filter.source),
            (numbers::TARGET, &filter.target),
            (numbers::HOLDER, &filter.speaker),
        ];
        let given = given.into_iter().filter_map(|(side, given)| Some((side, Given::new(given.as_deref()?))));
        given.map(|(side, given)| self.side(side, given)).collect()
    }

    fn side(&self, side: i64, given: Given) -> rusqlite::Result<Side> {
        let codes = self.codes(&given)?;
        let actors = self.actors_called(&given, NAMESAKES + 1)?;
        if actors.len() > NAMESAKES || codes.len() > NAMESAKES {
            return Ok(Side { side, given, country: None, walks: None, rows: MANY });
        }
        let country = match codes[..] {
            [Codes { country, whole: true, .. }] if actors.is_empty() => Some(country),
            _ => None,
        };
        let mut walks = Vec::new();
        let mut rows = 0;
        for Codes { country, whole, codes } in codes {
            let mut conditions = Conditions::default();
            conditions.push("d.country = ? AND d.side = ?", [country, side].map(Value::Integer));
            if !whole {
                conditions.numbers("d.code", codes.into_iter());
            }
            let from = "party_country d";
            rows += self.rows_of(from, &conditions)?;
            walks.push(Walk { from, conditions });
        }
        for actor in actors {
            let mut conditions = Conditions::default();
            conditions.push("d.actor = ? AND d.side = ?", [actor, side].map(Value::Integer));
            let from = "party d";
            rows += self.rows_of(from, &conditions)?;
            walks.push(Walk { from, conditions });
        }
        Ok(Side { side, given, country, walks: Some(walks), rows })
    }

    fn rows_of(&self, from: &str, conditions: &Conditions) -> rusqlite::Result<i64> {
        let sql = format!("SELECT count(*) FROM (SELECT 1 FROM {from}{} LIMIT {MANY})", conditions.clause());
        let bound = conditions.clone().bound();
        self.connection.prepare_cached(&sql)?.query_row(params_from_iter(bound), |row| row.get(0))
    }

    /// The codes that a given one covers, country by country.
    pub(crate) fn codes(&self, given: &Given) -> rusqlite::Result<Vec<Codes>> {
        let Some((code, below)) = &given.code else { return Ok(Vec::new()) };
        let mut query = self.connection.prepare_cached(
            "SELECT c.country, c.number, p.text FROM code c JOIN code p ON p.number = c.country \
             WHERE c.text = ?1 OR c.text LIKE ?2 ESCAPE '\\' ORDER BY c.country, c.number",
        )?;
        let mut rows = query.query([code, below])?;
        let mut found: Vec<Codes> = Vec::new();
        while let Some(row) = rows.next()? {
            let (country, number): (i64, i64) = (row.get(0)?, row.get(1)?);
            if found.last().is_none_or(|last| last.country != country) {
                // `RUS` covers all of Russia, `IGO` all of each organisation.
                let name: String = row.get(2)?;
                let whole = name == *code || name.starts_with(&format!("{code} "));
                found.push(Codes { country, whole, codes: Vec::new() });
            }
            if let Some(last) = found.last_mut() {
                last.codes.push(number);
            }
        }
        Ok(found)
    }

    /// The actors that are called so, at most `most`.
    pub(crate) fn actors_called(&self, given: &Given, most: usize) -> rusqlite::Result<Vec<i64>> {
        self.connection
            .prepare_cached("SELECT number FROM actor WHERE name LIKE ? ESCAPE '\\' ORDER BY number LIMIT ?")?
            .query_map((&given.name, most as i64), |row| row.get(0))?
            .collect()
    }
}

/// Codes of one country.
pub(crate) struct Codes {
    pub(crate) country: i64,
    /// Whether they are all that it has.
    pub(crate) whole: bool,
    pub(crate) codes: Vec<i64>,
}

fn of_type(kind: EventType) -> Walk {
    let mut conditions = Conditions::default();
    conditions.push("d.type = ?", [Value::Integer(numbers::of_type(kind))]);
    Walk { from: "event d INDEXED BY event_by_type", conditions }
}
