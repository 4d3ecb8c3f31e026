//! What Indonesian learns from.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context;

use crate::chance::Chance;
use crate::corpora::{Corpora, Dev, Keep, Kept, Source, place, split};
use crate::headlines::falls;
use crate::lesson::{Lesson, headlines, own_lessons};
use crate::names::{self, Named};
use crate::swap::Pool;
use crate::treebank::{self, Tree};

/// Ways of marking: that of GSD as converted, that of GSD as it is now, the program's own (CSUI's, idner-news-2k's
/// and our own sentences'), nergrit's names, kumparan's parts of speech.
const NAMES: &[&str] = &["gsd-converted", "gsd", "own", "nergrit", "kumparan"];

const SOURCES: &[Source] = &[
    Source {
        data: "Universal Dependencies Indonesian GSD, train (2017 annotation, converted by rule to the current style) and dev (current)",
        used_for: "parts of speech, trees",
        licence: "CC BY-SA 4.0",
    },
    Source {
        data: "Universal Dependencies Indonesian CSUI, train",
        used_for: "parts of speech, trees",
        licence: "CC BY-SA 4.0",
    },
    Source { data: "idner-news-2k, train (Khairunnisa et al. 2020)", used_for: "names", licence: "MIT" },
    Source { data: "nergrit, train (grit-id/nergrit-corpus)", used_for: "names", licence: "Apache-2.0" },
    Source {
        data: "kumparan news corpus, tagged words",
        used_for: "the first layer, by another tag set",
        licence: "MIT",
    },
    Source {
        data: "`crates/train/treebank/id-news.conllu`: sentences written and marked for this model",
        used_for: "parts of speech, trees, names",
        licence: "as this project",
    },
    Source {
        data: "Indonesian news articles, not given on",
        used_for: "word vectors; sentences that the teachers read for the student",
        licence: "text of the outlets",
    },
];

/// Reads the folder of corpora. Kept for tuning are every second sentence of GSD's dev part and the last tenth of
/// CSUI's train part, which has no other.
pub(crate) fn corpora(shared: &Path, keep: Keep) -> anyhow::Result<Corpora> {
    let ud = shared.join("ud");
    let converted = treebank::read(&ud.join("id_gsd-ud-train.converted.conllu"))?;
    let (gsd, gsd_dev) = split(treebank::read(&ud.join("id_gsd-ud-dev.conllu"))?, keep, |at| at % 2 == 1);
    let mut csui = treebank::read(&ud.join("id_csui-ud-train.conllu"))?;
    csui.iter_mut().for_each(treebank::harmonise);
    let tenth = csui.len() * 9 / 10;
    let (csui, csui_dev) = split(csui, keep, |at| at >= tenth);
    let mut own = treebank::parse(include_str!("../treebank/id-news.conllu"))?;
    own.iter_mut().for_each(treebank::harmonise);
    let ner = shared.join("ner");
    let idner = names::read(&ner.join("idner-news-2k/train.tsv"))?;
    let nergrit = names::read(&ner.join("nergrit/train.tsv"))?;

    let at = |name| place(NAMES, name);
    let of =
        |trees: &[Tree], name| trees.iter().map(|tree| Lesson::of_tree(tree, at(name))).collect::<Vec<_>>();
    let mut lessons = of(&converted, "gsd-converted");
    let twice = [of(&gsd, "gsd"), of(&csui, "own")].concat();
    lessons.extend(twice.iter().chain(&twice).cloned());
    let pool = Pool::read(include_str!("../treebank/names.tsv"));
    let mut chance = Chance::new(17);
    lessons.extend(own_lessons(&own, at("own"), &pool, &mut chance));
    let of = |named: &Named, name| Lesson::of_names(named, at(name));
    lessons.extend(idner.iter().map(|named| of(named, "own")));
    lessons.extend(nergrit.iter().map(|named| of(named, "nergrit")));
    lessons.extend(idner.iter().map(|named| of(&pool.swap_in(named, &mut chance), "own")));
    for named in &nergrit {
        if falls(&mut chance, 3.0) {
            lessons.push(of(&pool.swap_in(named, &mut chance), "nergrit"));
        }
    }
    let more = headlines(&lessons, 3);
    lessons.extend(more);
    let (flat, other_tags) = kumparan(&shared.join("pos/kumparan_pos.tsv"))?;
    let trees = |name, corpus, trees| Kept { name, corpus, dev: Dev::Trees(trees) };
    let named = |name, corpus, names| Kept { name, corpus, dev: Dev::Names(names) };
    Ok(Corpora {
        names: NAMES,
        lessons,
        flat,
        other_tags,
        kept: vec![
            trees("GSD dev, every second sentence", "gsd", gsd_dev),
            trees("CSUI, last tenth of train", "own", csui_dev),
            named("idner-news-2k dev", "own", names::read(&ner.join("idner-news-2k/dev.tsv"))?),
            named("nergrit dev", "nergrit", names::read(&ner.join("nergrit/dev.tsv"))?),
        ],
        sources: SOURCES,
    })
}

/// Longer sentences are cut: the corpus has lines without a stop.
const LONGEST: usize = 60;

/// Reads a corpus of one token and tag a line; a row without a tag in capitals ends a sentence.
fn kumparan(path: &Path) -> anyhow::Result<(Vec<Lesson>, usize)> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut numbers = BTreeMap::new();
    let mut lessons = Vec::new();
    let (mut words, mut tags): (Vec<String>, Vec<u8>) = (Vec::new(), Vec::new());
    for line in text.lines().chain([""]) {
        let row = line
            .split_once('\t')
            .filter(|(_, tag)| !tag.is_empty() && tag.bytes().all(|b| b.is_ascii_uppercase()));
        if let Some((word, tag)) = row {
            let next = numbers.len() as u8;
            words.push(word.to_owned());
            tags.push(*numbers.entry(tag.to_owned()).or_insert(next));
        }
        if (row.is_none() || words.len() >= LONGEST) && !words.is_empty() {
            lessons.push(Lesson {
                words: std::mem::take(&mut words),
                corpus: place(NAMES, "kumparan"),
                other_tags: Some(std::mem::take(&mut tags)),
                ..Lesson::default()
            });
        }
    }
    Ok((lessons, numbers.len()))
}
