use std::collections::BTreeSet;

use serde::Serialize;

use crate::fault::Fault;
use crate::{DocumentNumber, Ledger, LedgerError, StoryNumber, View};

/// The documents that report the same happening.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Story {
    /// Its number.
    pub story: StoryNumber,
    /// The headline of its first document; of one without, the document's id.
    pub title: String,
    /// The first day of publication; `None` where no document tells any.
    pub first: Option<String>,
    /// The last day of publication.
    pub last: Option<String>,
    /// How many outlets report it.
    pub outlets: usize,
    /// Its documents, by day of publication.
    pub documents: Vec<StoryDocument>,
}

/// A document of a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StoryDocument {
    /// Its number.
    pub document: DocumentNumber,
    /// Its own id.
    pub id: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// When.
    pub published: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// The document that it is a near-copy of.
    pub copy_of: Option<DocumentNumber>,
    /// How like it is to the document that decided its place, in hundredths: for a copy the share of its runs of words.
    pub likeness: Option<i64>,
}

impl Ledger {
    /// The stories, the latest first, at most `limit`; those without a day last.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn stories(&self, limit: Option<usize>, view: View) -> Result<Vec<Story>, LedgerError> {
        self.select_stories(limit, view).map_err(|fault| fault.told(&self.path))
    }

    /// One story.
    ///
    /// # Errors
    ///
    /// If there is none of that number in the view, or the file cannot be read.
    pub fn story(&self, number: StoryNumber, view: View) -> Result<Story, LedgerError> {
        let story = self.build_story(number, view).map_err(|fault| fault.told(&self.path))?;
        story.ok_or_else(|| LedgerError::NoStory { path: self.path.clone(), story: number.to_string() })
    }

    fn select_stories(&self, limit: Option<usize>, view: View) -> Result<Vec<Story>, Fault> {
        let limit = limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(-1));
        let numbers = self
            .connection
            .prepare_cached(
                "SELECT place.story FROM place JOIN document ON document.number = place.document \
                 WHERE place.revision <= ? GROUP BY place.story \
                 ORDER BY max(document.published) IS NULL, max(document.published) DESC, place.story LIMIT ?",
            )?
            .query_map((view.revision, limit), |row| row.get(0).map(StoryNumber))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        let stories = numbers.into_iter().map(|number| self.build_story(number, view));
        stories.filter_map(Result::transpose).collect()
    }

    fn build_story(&self, number: StoryNumber, view: View) -> Result<Option<Story>, Fault> {
        let documents = self
            .connection
            .prepare_cached(
                "SELECT d.number, d.id, d.outlet, d.published, d.title, place.copy_of, place.likeness \
                 FROM place JOIN document d ON d.number = place.document \
                 WHERE place.story = ?1 AND place.revision <= ?2 \
                   AND NOT EXISTS (SELECT 1 FROM place later WHERE later.document = place.document \
                     AND later.revision > place.revision AND later.revision <= ?2) \
                 ORDER BY d.published IS NULL, d.published, d.number",
            )?
            .query_map((number.0, view.revision), |row| {
                Ok(StoryDocument {
                    document: DocumentNumber(row.get(0)?),
                    id: row.get(1)?,
                    outlet: row.get(2)?,
                    published: row.get(3)?,
                    title: row.get(4)?,
                    copy_of: row.get::<_, Option<i64>>(5)?.map(DocumentNumber),
                    likeness: row.get(6)?,
                })
            })?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        let Some(first) = documents.first() else { return Ok(None) };
        let outlets: BTreeSet<&str> = documents.iter().filter_map(|one| one.outlet.as_deref()).collect();
        Ok(Some(Story {
            story: number,
            title: first.title.clone().unwrap_or_else(|| first.id.clone()),
            first: first.published.clone(),
            last: documents.iter().filter_map(|one| one.published.clone()).max(),
            outlets: outlets.len(),
            documents,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples;

    #[test]
    fn copies_are_shown_under_their_story_with_what_they_copy() {
        let (_folder, mut ledger) = examples::ledger();
        let before = examples::now(&ledger);
        ledger.add(&[examples::seizure("lain")], &examples::reader()).unwrap();
        let stories = ledger.stories(None, examples::now(&ledger)).unwrap();
        assert_eq!(stories.len(), 1);
        let copies: Vec<_> = stories[0].documents.iter().map(|one| (one.copy_of, one.likeness)).collect();
        assert_eq!(copies, [(None, None), (Some(DocumentNumber(1)), Some(100))]);
        assert_eq!(ledger.story(stories[0].story, before).unwrap().documents.len(), 1);
        let none = ledger.story(StoryNumber(7), before).unwrap_err().to_string();
        assert!(none.contains("there is no story y7"), "{none}");
    }
}
