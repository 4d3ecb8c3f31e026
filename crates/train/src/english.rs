//! What English learns from.

use std::collections::BTreeMap;
use std::path::Path;

use crate::chance::Chance;
use crate::corpora::{Corpora, Dev, Keep, Kept, Source, place, split};
use crate::lesson::{Lesson, headlines, own_lessons};
use crate::names;
use crate::swap::Pool;
use crate::treebank::{self, Tree};

/// Ways of marking: the program's own (EWT's trees, wikigold's and our own sentences' names), and the names of wnut17.
const NAMES: &[&str] = &["own", "wnut17"];

const SOURCES: &[Source] = &[
    Source {
        data: "Universal Dependencies English EWT, train",
        used_for: "parts of speech, trees",
        licence: "CC BY-SA 4.0",
    },
    Source {
        data: "wikigold, nine tenths (Balasuriya et al. 2009)",
        used_for: "names",
        licence: "CC BY 4.0",
    },
    Source {
        data: "WNUT 2017, train (Derczynski et al. 2017)",
        used_for: "names, in their own way of marking",
        licence: "CC BY 4.0",
    },
    Source {
        data: "`crates/train/treebank/en-news.conllu`: sentences written and marked for this model",
        used_for: "parts of speech, trees, names",
        licence: "as this project",
    },
    Source {
        data: "English news articles, not given on",
        used_for: "word vectors; sentences that the teachers read for the student",
        licence: "text of the outlets",
    },
];

/// Reads the folder of corpora. Kept for tuning are EWT's dev part and the last tenth of wikigold.
pub(crate) fn corpora(shared: &Path, keep: Keep) -> anyhow::Result<Corpora> {
    let ud = shared.join("ud");
    let ewt = treebank::read(&ud.join("en_ewt-ud-train.conllu"))?;
    let ewt_dev = treebank::read(&ud.join("en_ewt-ud-dev.conllu"))?;
    let own = treebank::parse(include_str!("../treebank/en-news.conllu"))?;
    let ner = shared.join("ner");
    let wikigold = names::read(&ner.join("en-wikigold/all.tsv"))?;
    let tenth = wikigold.len() * 9 / 10;
    let (wikigold, wikigold_dev) = split(wikigold, keep, |at| at >= tenth);
    let wnut = names::read(&ner.join("en-wnut17/train.tsv"))?;

    let at = |name| place(NAMES, name);
    let mut fine = BTreeMap::new();
    let mut lessons: Vec<Lesson> = Vec::new();
    for tree in ewt.iter().chain(if keep == Keep::Nothing { &ewt_dev[..] } else { &[] }) {
        let other_tags = Some(fine_tags(tree, &mut fine));
        lessons.push(Lesson { other_tags, ..Lesson::of_tree(tree, at("own")) });
    }
    let pool = Pool::read(include_str!("../treebank/names.tsv"));
    let mut chance = Chance::new(17);
    lessons.extend(own_lessons(&own, at("own"), &pool, &mut chance));
    for named in &wikigold {
        lessons.push(Lesson::of_names(named, at("own")));
        lessons.push(Lesson::of_names(&pool.swap_in(named, &mut chance), at("own")));
    }
    lessons.extend(wnut.iter().map(|named| Lesson::of_names(named, at("wnut17"))));
    let more = headlines(&lessons, 3);
    lessons.extend(more);
    Ok(Corpora {
        names: NAMES,
        lessons,
        flat: Vec::new(),
        other_tags: fine.len(),
        kept: vec![
            Kept { name: "EWT dev", corpus: "own", dev: Dev::Trees(ewt_dev) },
            Kept { name: "wikigold, last tenth", corpus: "own", dev: Dev::Names(wikigold_dev) },
        ],
        sources: SOURCES,
    })
}

/// The treebank's finer parts of speech, numbered: they tell more of each word to learn from.
fn fine_tags(tree: &Tree, numbers: &mut BTreeMap<String, u8>) -> Vec<u8> {
    let rows = tree.lines.iter().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| {
        let mut columns = line.split('\t');
        let id = columns.next()?;
        let tag = columns.nth(3)?;
        let next = numbers.len() as u8;
        (!id.contains(['-', '.'])).then(|| *numbers.entry(tag.to_owned()).or_insert(next))
    })
    .collect()
}
