use telisik_ledger::{Ledger, Story};

use crate::arguments::StoriesArguments;
use crate::list::{or_dash, print};
use crate::output::Output;
use crate::table::Table;

/// `telisik stories`.
pub(crate) fn run(arguments: &StoriesArguments, output: &mut Output) -> anyhow::Result<usize> {
    let ledger = Ledger::open_to_read(&arguments.ledger.ledger)?;
    let view = ledger.view(arguments.shape.state.as_of)?;
    match arguments.story {
        Some(number) => one(arguments, output, &ledger.story(number, view)?),
        None => all(arguments, output, &ledger.stories(arguments.shape.limit, view)?),
    }
}

fn all(arguments: &StoriesArguments, output: &mut Output, stories: &[Story]) -> anyhow::Result<usize> {
    let mut table = Table::new(&["story", "first", "last", "documents", "copies", "outlets", "title"]);
    for story in stories {
        let copies = story.documents.iter().filter(|document| document.copy_of.is_some()).count();
        table.row(vec![
            story.story.to_string(),
            or_dash(story.first.as_deref()),
            or_dash(story.last.as_deref()),
            story.documents.len().to_string(),
            copies.to_string(),
            story.outlets.to_string(),
            story.title.clone(),
        ]);
    }
    print(&arguments.shape, output, &table, &stories)
}

fn one(arguments: &StoriesArguments, output: &mut Output, story: &Story) -> anyhow::Result<usize> {
    let mut table = Table::new(&["document", "published", "outlet", "copy of", "alike", "id", "title"]);
    for document in &story.documents {
        table.row(vec![
            document.document.0.to_string(),
            or_dash(document.published.as_deref()),
            or_dash(document.outlet.as_deref()),
            document.copy_of.map_or_else(|| "-".to_owned(), |number| number.0.to_string()),
            document.likeness.map_or_else(|| "-".to_owned(), |likeness| format!("{likeness} %")),
            document.id.clone(),
            or_dash(document.title.as_deref()),
        ]);
    }
    print(&arguments.shape, output, &table, &[story])
}
