use rusqlite::{OptionalExtension, params};
use serde::Serialize;
use telisik_record::{Lang, Text};

use crate::fault::Fault;
use crate::sheet::text;
use crate::{DocumentNumber, Ledger, LedgerError, View};

/// A word that is searched for: any of these readings of it, of which all parts must be there.
///
/// `serangannya` is `serang` and `nya` read as Indonesian, itself read as English.
pub type Sought = Vec<Vec<String>>;

/// Documents that are ranked: a word that is in most documents would make everybody wait.
pub const RANKED: i64 = 8192;

/// Which documents to find.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// All of them must be there.
    pub words: Vec<Sought>,
    /// In this language alone.
    pub lang: Option<Lang>,
    /// Best first, by BM25, not newest first, of the newest [`RANKED`] that are found. What is best depends on all
    /// documents there are by now.
    pub ranked: bool,
    /// At most so many.
    pub limit: Option<usize>,
}

/// A document that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// Its number.
    pub document: DocumentNumber,
    /// Its own id.
    pub id: String,
    /// Its language.
    pub lang: Lang,
    /// When it was published.
    pub published: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its text.
    #[serde(skip)]
    pub text: Text,
}

impl Ledger {
    /// The documents that hold all words sought, the newest first: the last that was added.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn search(&self, search: &Search, view: View) -> Result<Vec<Hit>, LedgerError> {
        self.select_hits(search, view).map_err(|fault| fault.told(&self.path))
    }

    fn select_hits(&self, search: &Search, view: View) -> Result<Vec<Hit>, Fault> {
        let Some(expression) = expression(&search.words) else { return Ok(Vec::new()) };
        // What ranks a document is found before the rest of its row, which is large.
        let (score, order, most) = match search.ranked {
            true => ("bm25(search)", "found.score, found.number DESC", RANKED),
            false => ("0", "found.number DESC", -1),
        };
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT d.number, d.id, d.lang, d.published, d.outlet, d.title, d.text FROM \
               (SELECT search.rowid AS number, {score} AS score FROM search \
                CROSS JOIN document d ON d.number = search.rowid \
                WHERE search MATCH ?1 AND d.revision <= ?2 AND (?3 IS NULL OR d.lang = ?3) \
                ORDER BY search.rowid DESC LIMIT iif({most} < 0, ?4, {most})) found \
             CROSS JOIN document d ON d.number = found.number ORDER BY {order} LIMIT ?4"
        ))?;
        let limit = search.limit.map_or(-1, |limit| limit.min(i64::MAX as usize) as i64);
        let mut rows = query.query(params![expression, view.revision, search.lang.map(Lang::code), limit])?;
        let mut hits = Vec::new();
        while let Some(row) = rows.next()? {
            let number: i64 = row.get(0)?;
            let lang: String = row.get(2)?;
            hits.push(Hit {
                document: DocumentNumber(number),
                id: row.get(1)?,
                lang: lang.parse().map_err(|error| Fault::unreadable(number, error))?,
                published: row.get(3)?,
                outlet: row.get(4)?,
                title: row.get(5)?,
                text: text(number, row.get_ref(6)?)?,
            });
        }
        Ok(hits)
    }

    /// Documents that came without roots and cannot be searched yet, at most `most` of them.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn unsearchable(&self, most: usize) -> Result<Vec<(DocumentNumber, Lang, Text)>, LedgerError> {
        self.select_unsearchable(most).map_err(|fault| fault.told(&self.path))
    }

    fn select_unsearchable(&self, most: usize) -> Result<Vec<(DocumentNumber, Lang, Text)>, Fault> {
        let all: Option<i64> = self
            .connection
            .query_row(
                "SELECT 1 WHERE (SELECT count(*) FROM document) > (SELECT count(*) FROM search_docsize)",
                [],
                |row| row.get(0),
            )
            .optional()?;
        if all.is_none() {
            return Ok(Vec::new());
        }
        let mut query = self.connection.prepare(
            "SELECT number, lang, text FROM document WHERE NOT EXISTS \
             (SELECT 1 FROM search_docsize WHERE id = number) ORDER BY number LIMIT ?",
        )?;
        let mut rows = query.query([most as i64])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (number, lang): (i64, String) = (row.get(0)?, row.get(1)?);
            let lang = lang.parse().map_err(|error| Fault::unreadable(number, error))?;
            found.push((DocumentNumber(number), lang, text(number, row.get_ref(2)?)?));
        }
        Ok(found)
    }

    /// Makes documents searchable by the roots of their words; those that are already stay as they are.
    ///
    /// # Errors
    ///
    /// If the file cannot be written; then nothing has changed.
    pub fn make_searchable(&mut self, roots: &[(DocumentNumber, String)]) -> Result<(), LedgerError> {
        let mut index = || -> rusqlite::Result<()> {
            let transaction = self.connection.transaction()?;
            for (number, roots) in roots {
                transaction
                    .prepare_cached(
                        "INSERT INTO search (rowid, roots) SELECT ?1, ?2 \
                         WHERE NOT EXISTS (SELECT 1 FROM search_docsize WHERE id = ?1)",
                    )?
                    .execute(params![number.0, roots])?;
            }
            transaction.commit()
        };
        index().map_err(|error| LedgerError::of(&self.path, error))
    }
}

/// The words as FTS5 asks for them, each root between quotation marks; none where nothing is asked.
fn expression(words: &[Sought]) -> Option<String> {
    let root = |root: &String| format!("\"{}\"", root.replace('"', "\"\"").replace('\0', ""));
    let all = |parts: &Vec<String>| format!("({})", parts.iter().map(root).collect::<Vec<_>>().join(" AND "));
    let any = |sought: &Sought| {
        let readings: Vec<String> = sought.iter().filter(|parts| !parts.is_empty()).map(all).collect();
        (!readings.is_empty()).then(|| format!("({})", readings.join(" OR ")))
    };
    let words: Vec<String> = words.iter().filter_map(any).collect();
    (!words.is_empty()).then(|| words.join(" AND "))
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::{Arrival, examples};

    fn ledger() -> (tempfile::TempDir, Ledger) {
        let (folder, mut ledger) = examples::ledger();
        let records = [examples::seizure("satu"), examples::seizure("dua"), examples::seizure("tiga")];
        let roots = ["tahan kapal tanker", "tahan awak kapal kapal kapal", "sidang"];
        let arrivals: Vec<Arrival> = records
            .iter()
            .zip(roots)
            .map(|(record, roots)| Arrival::new(Cow::Borrowed(record), roots.to_owned()))
            .collect();
        ledger.add_arrivals(arrivals, &examples::reader()).unwrap();
        (folder, ledger)
    }

    fn found(ledger: &Ledger, words: &[&[&str]], ranked: bool) -> Vec<i64> {
        let word = |readings: &&[&str]| readings.iter().map(|root| vec![(*root).to_owned()]).collect();
        let search = Search { words: words.iter().map(word).collect(), ranked, ..Search::default() };
        ledger.search(&search, examples::now(ledger)).unwrap().iter().map(|hit| hit.document.0).collect()
    }

    #[test]
    fn documents_are_found_by_all_words_newest_first_or_best_first() {
        let (_folder, ledger) = ledger();
        assert_eq!(found(&ledger, &[&["tahan"]], false), [3, 2]);
        assert_eq!(found(&ledger, &[&["tahan"], &["tanker"]], false), [2]);
        assert_eq!(found(&ledger, &[&["sidang", "tanker"]], false), [4, 2]);
        assert_eq!(found(&ledger, &[&["kapal"]], true), [3, 2]);
        assert!(found(&ledger, &[], false).is_empty());
    }

    #[test]
    fn no_word_is_taken_for_a_command() {
        let (_folder, ledger) = ledger();
        for word in ["\"", "NEAR(", "kapal OR", "roots:", "*", "^", "-", "", "\0", "(("] {
            assert_eq!(found(&ledger, &[&[word]], false).len(), 0, "{word}");
        }
    }

    #[test]
    fn what_came_without_roots_can_be_made_searchable_once() {
        let (_folder, mut ledger) = ledger();
        let waiting = ledger.unsearchable(10).unwrap();
        assert_eq!(waiting.len(), 1);
        let number = waiting[0].0;
        ledger.make_searchable(&[(number, "tahan".to_owned())]).unwrap();
        ledger.make_searchable(&[(number, "sidang".to_owned())]).unwrap();
        assert!(ledger.unsearchable(10).unwrap().is_empty());
        assert_eq!(found(&ledger, &[&["tahan"]], false), [3, 2, 1]);
        assert_eq!(found(&ledger, &[&["sidang"]], false), [4]);
    }

    #[test]
    fn an_old_state_finds_what_it_found() {
        let (_folder, ledger) = ledger();
        let search = Search { words: vec![vec![vec!["tahan".to_owned()]]], ..Search::default() };
        let first = ledger.view(Some(crate::AsOf::Revision(1))).unwrap();
        assert!(ledger.search(&search, first).unwrap().is_empty());
    }
}
