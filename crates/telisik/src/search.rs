use serde::Serialize;
use telisik_ledger::{Hit, Ledger, Search, Sought};
use telisik_reading::Reader;

use crate::arguments::SearchArguments;
use crate::excerpt::around;
use crate::list::{or_dash, print};
use crate::output::Output;
use crate::table::Table;
use crate::{roots, source};

/// Characters of context on each side of a word that was found.
const REACH: u32 = 50;
/// Places of one document that are shown.
const PLACES: usize = 2;
/// Documents that are shown where nobody asks for another number.
const SHOWN: usize = 20;

/// A document as the list shows it.
#[derive(Serialize)]
struct Row {
    #[serde(flatten)]
    hit: Hit,
    /// The first places where it holds what was sought.
    excerpts: Vec<String>,
}

/// `telisik search`.
pub(crate) fn run(arguments: &SearchArguments, output: &mut Output) -> anyhow::Result<usize> {
    let reader = source::reader(None)?;
    let words = roots::sought(&reader, &arguments.words);
    anyhow::ensure!(!words.is_empty(), "`{}` holds no word to search for", arguments.words.join(" "));
    let ledger = Ledger::open_to_read(&arguments.ledger.ledger)?;
    let view = ledger.view(arguments.shape.state.as_of)?;
    let search = Search {
        words,
        lang: arguments.lang,
        ranked: arguments.rank,
        limit: Some(arguments.shape.limit.unwrap_or(SHOWN)),
    };
    let hits = ledger.search(&search, view)?;
    let rows: Vec<Row> = hits.into_iter().map(|hit| row(&reader, hit, &search.words)).collect();
    let mut table = Table::new(&["document", "published", "outlet", "title", "words"]);
    for Row { hit, excerpts } in &rows {
        table.row(vec![
            hit.document.0.to_string(),
            or_dash(hit.published.as_deref()),
            or_dash(hit.outlet.as_deref()),
            hit.title.clone().unwrap_or_else(|| hit.id.clone()),
            excerpts.join(" "),
        ]);
    }
    print(&arguments.shape, output, &table, &rows)
}

fn row(reader: &Reader, hit: Hit, words: &[Sought]) -> Row {
    let places = roots::places(reader, hit.lang, &hit.text, words);
    let mut excerpts = Vec::new();
    let mut end = 0;
    for place in places {
        // What stands in the excerpt before is shown already.
        if excerpts.len() < PLACES && (end == 0 || place.start > end + REACH) {
            excerpts.push(around(&hit.text, place, REACH));
            end = place.end;
        }
    }
    Row { hit, excerpts }
}
