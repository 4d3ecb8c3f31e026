use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::{OptionalExtension, Transaction, params};
use serde::Serialize;

use crate::{Ledger, LedgerError};

/// One transaction: what was added or altered in one go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Revision {
    /// Its number, from 1, without gaps.
    pub number: i64,
    /// When; never before the revision before it, whatever the clock said.
    pub at: Timestamp,
    /// `add`, `correct`, `recode` or `settle`.
    pub kind: String,
    /// Who did it, where a person did.
    pub author: Option<String>,
    /// Why, in that person's words.
    pub note: Option<String>,
    /// How many documents were added.
    pub documents: u64,
    /// How many readings were added: one a document, and one for each that was read anew or corrected.
    pub readings: u64,
}

/// A ledger as it stood at the end of a revision. Every query answers for one, and always with the same bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct View {
    /// The last revision that counts.
    pub revision: i64,
    /// The last reading that counts.
    pub(crate) readings: i64,
}

/// A state of a ledger as a person names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsOf {
    /// The end of a revision.
    Revision(i64),
    /// A moment; the last revision not after it counts.
    Moment(Timestamp),
}

/// What is neither a revision nor a time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is neither a revision nor a time; write 12, 2026-05-19 (its end, UTC) or 2026-05-19T08:30:00+07:00; \
     `telisik revisions` lists them"
)]
pub struct AsOfError(String);

impl FromStr for AsOf {
    type Err = AsOfError;

    fn from_str(given: &str) -> Result<Self, AsOfError> {
        let refused = || AsOfError(given.to_owned());
        if given.bytes().all(|byte| byte.is_ascii_digit()) && !given.is_empty() {
            return given.parse().map(Self::Revision).map_err(|_| refused());
        }
        if let Ok(moment) = given.parse::<Timestamp>() {
            return Ok(Self::Moment(moment));
        }
        let day: Date = given.parse().map_err(|_| refused())?;
        // A day with a time but no zone would be silently cut to the day.
        if day.to_string() != given {
            return Err(refused());
        }
        let end = day.at(23, 59, 59, 999_999_999);
        TimeZone::UTC.to_timestamp(end).map(Self::Moment).map_err(|_| refused())
    }
}

impl Ledger {
    /// The newest state, or the one that is asked for.
    ///
    /// # Errors
    ///
    /// If there is no such revision, or the file cannot be read.
    pub fn view(&self, as_of: Option<AsOf>) -> Result<View, LedgerError> {
        let newest = self.newest().map_err(|error| self.failed(error))?;
        let found = match as_of {
            None => Some(newest),
            Some(AsOf::Revision(number)) if number > newest.revision => None,
            Some(AsOf::Revision(0)) => Some(View { revision: 0, readings: 0 }),
            Some(AsOf::Revision(number)) => {
                self.last_revision("number = ?", number).map_err(|error| self.failed(error))?
            }
            Some(AsOf::Moment(moment)) => Some(
                self.last_revision("at <= ?", moment.as_millisecond())
                    .map_err(|error| self.failed(error))?
                    .unwrap_or(View { revision: 0, readings: 0 }),
            ),
        };
        found.ok_or_else(|| LedgerError::NoRevision {
            path: self.path.clone(),
            asked: match as_of {
                Some(AsOf::Revision(number)) => number,
                _ => 0,
            },
            newest: newest.revision,
        })
    }

    pub(crate) fn newest(&self) -> rusqlite::Result<View> {
        let found = self.last_revision("number > ?", 0)?;
        Ok(found.unwrap_or(View { revision: 0, readings: 0 }))
    }

    /// `condition` is one of ours, with one mark.
    fn last_revision(&self, condition: &str, bound: i64) -> rusqlite::Result<Option<View>> {
        let sql =
            format!("SELECT number, readings FROM revision WHERE {condition} ORDER BY number DESC LIMIT 1");
        self.connection
            .prepare_cached(&sql)?
            .query_row([bound], |row| Ok(View { revision: row.get(0)?, readings: row.get(1)? }))
            .optional()
    }

    /// The revisions up to a view, the newest first, at most `limit`.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn revisions(&self, view: View, limit: Option<usize>) -> Result<Vec<Revision>, LedgerError> {
        self.select_revisions(view, limit).map_err(|error| self.failed(error))
    }

    fn select_revisions(&self, view: View, limit: Option<usize>) -> rusqlite::Result<Vec<Revision>> {
        let limit = limit.map_or(-1, |limit| limit.min(i64::MAX as usize) as i64);
        self.connection
            .prepare(
                "SELECT number, at, kind, author, note, readings,
                    (SELECT coalesce(max(b.readings), 0) FROM revision b WHERE b.number = revision.number - 1),
                    (SELECT count(*) FROM reading r WHERE r.number > (SELECT coalesce(max(b.readings), 0)
                        FROM revision b WHERE b.number = revision.number - 1)
                        AND r.number <= revision.readings AND r.ordinal = 1)
                 FROM revision WHERE number <= ? ORDER BY number DESC LIMIT ?",
            )?
            .query_map((view.revision, limit), |row| {
                let (before, after): (i64, i64) = (row.get(6)?, row.get(5)?);
                Ok(Revision {
                    number: row.get(0)?,
                    at: Timestamp::from_millisecond(row.get(1)?).unwrap_or_default(),
                    kind: row.get(2)?,
                    author: row.get(3)?,
                    note: row.get(4)?,
                    documents: row.get::<_, i64>(7)?.max(0) as u64,
                    readings: (after - before).max(0) as u64,
                })
            })?
            .collect()
    }
}

/// What a revision says of itself.
pub(crate) struct Heading<'a> {
    pub(crate) kind: &'static str,
    pub(crate) author: Option<&'a str>,
    pub(crate) note: Option<&'a str>,
    /// The last reading there will be at its end.
    pub(crate) readings: i64,
}

/// Begins the next revision; returns its number.
pub(crate) fn begin(transaction: &Transaction<'_>, heading: &Heading<'_>) -> rusqlite::Result<i64> {
    let (number, before): (i64, i64) = transaction.query_row(
        "SELECT coalesce(max(number), 0) + 1, coalesce(max(at), 0) FROM revision",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let at = Timestamp::now().as_millisecond().max(before);
    transaction.execute(
        "INSERT INTO revision (number, at, kind, author, note, readings) VALUES (?, ?, ?, ?, ?, ?)",
        params![number, at, heading.kind, heading.author, heading.note, heading.readings],
    )?;
    Ok(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Filter, examples};

    #[test]
    fn a_state_is_named_by_number_day_or_moment() {
        assert_eq!("12".parse(), Ok(AsOf::Revision(12)));
        let end: AsOf = "2026-05-19".parse().unwrap();
        assert_eq!(end, AsOf::Moment("2026-05-19T23:59:59.999999999Z".parse().unwrap()));
        assert_eq!(
            "2026-05-19T08:30:00+07:00".parse(),
            Ok(AsOf::Moment("2026-05-19T01:30:00Z".parse().unwrap()))
        );
        for given in ["", "kemarin", "-1", "2026-05", "2026-05-19T08:30:00", "99999999999999999999", "1.5"] {
            assert!(given.parse::<AsOf>().is_err(), "{given}");
        }
    }

    #[test]
    fn an_old_state_shows_what_it_showed() {
        let (_folder, mut ledger) = examples::ledger();
        let first = ledger.view(None).unwrap();
        let before = ledger.events(&Filter::default(), first).unwrap();
        ledger.add(&[examples::seizure("lain")], &examples::reader()).unwrap();
        let second = ledger.view(None).unwrap();
        assert_eq!((first.revision, second.revision), (1, 2));
        assert_eq!(ledger.events(&Filter::default(), second).unwrap().len(), 4);
        assert_eq!(ledger.view(Some(AsOf::Revision(1))).unwrap(), first);
        assert_eq!(ledger.events(&Filter::default(), first).unwrap(), before);
        assert_eq!(ledger.statements(&Filter::default(), first).unwrap().len(), 1);
        assert!(
            ledger
                .events(&Filter::default(), ledger.view(Some(AsOf::Revision(0))).unwrap())
                .unwrap()
                .is_empty()
        );
        let long_ago = AsOf::Moment("2001-01-01T00:00:00Z".parse().unwrap());
        assert_eq!(ledger.view(Some(long_ago)).unwrap().revision, 0);
        let later = AsOf::Moment("2999-01-01T00:00:00Z".parse().unwrap());
        assert_eq!(ledger.view(Some(later)).unwrap(), second);
        let none = ledger.view(Some(AsOf::Revision(3)));
        assert!(matches!(none, Err(LedgerError::NoRevision { asked: 3, newest: 2, .. })));
    }

    #[test]
    fn revisions_are_listed_newest_first_with_what_they_added() {
        let (_folder, mut ledger) = examples::ledger();
        let two = [examples::seizure("lain"), examples::seizure("ketiga")];
        ledger.add(&two, &examples::reader()).unwrap();
        ledger.add(&two, &examples::reader()).unwrap();
        let revisions = ledger.revisions(ledger.view(None).unwrap(), None).unwrap();
        let shown: Vec<_> = revisions.iter().map(|r| (r.number, r.kind.as_str(), r.documents)).collect();
        assert_eq!(shown, [(2, "add", 2), (1, "add", 1)]);
        assert!(revisions[0].at >= revisions[1].at);
    }
}
