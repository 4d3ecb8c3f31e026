//! What is trained on what, in which order.

use std::fmt;
use std::path::Path;

use anyhow::Context;
use telisik_language::model::{Model, Step, Table};

use crate::chance::Chance;
use crate::learner::Learner;
use crate::names::{self, Found, Named};
use crate::pack::{ANY, Budget, Parts, pack, tags};
use crate::score::{self, NameScore, TreeScore};
use crate::swap::Pool;
use crate::treebank::{self, Lesson, Tree};
use crate::{headlines, known, parser, tagger};

/// Number of treebanks, and of name corpora.
const CORPORA: usize = 2;

/// The name corpus whose way of marking the model follows: idner-news-2k, all of it news.
const NAMES_STYLE: usize = 0;

/// What the weights may take in the model file, before the start of each bucket is counted.
const BUDGET: Budget = Budget { tagger: 900_000, names: 1_300_000, parser: 3_000_000 };

/// Parts the treebanks are cut into so that no sentence is tagged by a tagger that has seen it.
const FOLDS: usize = 5;

/// A treebank whose way of marking a model follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Style {
    /// Universal Dependencies Indonesian GSD: Wikipedia and blogs.
    Gsd,
    /// Universal Dependencies Indonesian CSUI: news.
    Csui,
}

/// How many copies of each sentence of our own treebank are learnt from, each with other names.
const OWN_COPIES: usize = 12;

/// Sentences and names of our own.
const OWN_TREES: &str = include_str!("../treebank/id-news.conllu");
const OWN_NAMES: &str = include_str!("../treebank/names.tsv");

/// Everything to learn from and to tune on.
pub(crate) struct Corpora {
    /// The table of known words.
    known: Vec<u8>,
    trees: Vec<Tree>,
    gsd_dev: Vec<Tree>,
    csui_dev: Vec<Tree>,
    names: Vec<Named>,
    idner_dev: Vec<Named>,
    nergrit_dev: Vec<Named>,
}

impl Corpora {
    /// Reads the folder of corpora. The last tenth of CSUI's training part is kept for tuning, as it has no other.
    pub(crate) fn read(shared: &Path) -> anyhow::Result<Self> {
        let ud = shared.join("ud");
        let mut trees = treebank::read(&ud.join("id_gsd-ud-train.converted.conllu"), Style::Gsd as usize)?;
        let mut csui = treebank::read(&ud.join("id_csui-ud-train.conllu"), Style::Csui as usize)?;
        let mut csui_dev = csui.split_off(csui.len() * 9 / 10);
        let mut gsd_dev = treebank::read(&ud.join("id_gsd-ud-dev.conllu"), Style::Gsd as usize)?;
        trees.append(&mut csui);
        let pool = Pool::read(OWN_NAMES);
        let mut chance = Chance::new(17);
        let own = treebank::parse(OWN_TREES, Style::Csui as usize)?;
        let own: Vec<Tree> = (0..OWN_COPIES)
            .flat_map(|copy| own.iter().map(move |tree| (copy, tree)))
            .map(|(copy, tree)| if copy == 0 { tree.clone() } else { pool.swap_in_tree(tree, &mut chance) })
            .collect();
        [&mut trees, &mut csui_dev, &mut gsd_dev].into_iter().flatten().for_each(treebank::harmonise);

        let ner = shared.join("ner");
        let mut names = names::read(&ner.join("idner-news-2k/train.tsv"), 0)?;
        names.extend(names::read(&ner.join("nergrit/train.tsv"), 1)?);
        let mut swapped = Vec::new();
        for sentence in names.iter().filter(|sentence| !sentence.names.is_empty()) {
            if headlines::falls(&mut chance, 2.5) {
                swapped.push(pool.swap_in(sentence, &mut chance));
            }
        }
        names.extend(swapped);
        names.extend(own.iter().map(|tree| Named {
            words: tree.words.clone(),
            names: tree.names.clone(),
            corpus: NAMES_STYLE,
        }));
        trees.extend(own);
        Ok(Self {
            known: known::count(&shared.join("pos/kumparan_pos.tsv"))?,
            trees,
            gsd_dev,
            csui_dev,
            names,
            idner_dev: names::read(&ner.join("idner-news-2k/dev.tsv"), 0)?,
            nergrit_dev: names::read(&ner.join("nergrit/dev.tsv"), 1)?,
        })
    }
}

/// Tagger, names and parser, trained.
pub(crate) struct Trained {
    known: Vec<u8>,
    tagger: Learner,
    names: Found,
    parser: Learner,
    steps: Vec<Step>,
}

impl Trained {
    /// The model file, following one treebank's way of marking.
    pub(crate) fn pack(&self, style: Style) -> Vec<u8> {
        let parts = Parts {
            known: &self.known,
            tagger: self.tagger.weights(style as usize),
            names: Some(&self.names),
            parser: Some((self.parser.weights(style as usize), &self.steps)),
        };
        pack(parts, BUDGET)
    }
}

/// Trains tagger, names and parser, each on what those before it find.
pub(crate) fn train(corpora: &Corpora, style: Style) -> anyhow::Result<Trained> {
    let known = &corpora.known;
    let table = Table::read(known).context("the table of known words")?;
    let trees = with_headlines(&corpora.trees);
    let found_tags = jackknife(&trees, known, &table)?;
    let all: Vec<&Tree> = trees.iter().collect();
    let tagger = tagger::train(&all, &table, CORPORA);
    let gold = trees.iter().zip(&found_tags).map(|(tree, tags)| (&tree.tags[..], &tags[..]));
    eprintln!("tagger: {:.2} on sentences not seen", score::tags(gold));

    let only_tagger = pack(Parts::tagger(known, tagger.weights(style as usize)), ANY);
    let named = with_headline_names(&corpora.names);
    let name_tags = named
        .iter()
        .map(|sentence| tags(&only_tagger, &sentence.words.iter().map(String::as_str).collect::<Vec<_>>()))
        .collect::<Result<Vec<_>, _>>()?;
    let found_names = names::train(&named, &name_tags, &table, CORPORA, NAMES_STYLE);
    eprintln!("names: {} features", found_names.rows.len());

    let no_parser = pack(
        Parts { names: Some(&found_names), ..Parts::tagger(known, tagger.weights(style as usize)) },
        ANY,
    );
    let model = Model::load(&no_parser)?;
    let lessons: Vec<Lesson> = trees
        .iter()
        .zip(found_tags)
        .map(|(tree, tags)| {
            let names = model.read(&tree.prints()).names;
            Lesson { traits: tree.traits(&table), tags, names, tree: tree.clone() }
        })
        .collect();
    let steps = parser::steps(&trees);
    let parser = parser::train(&lessons.iter().collect::<Vec<_>>(), &steps, CORPORA);
    Ok(Trained { known: known.clone(), tagger, names: found_names, parser, steps })
}

/// Tags each sentence by a tagger trained on the others.
fn jackknife(
    trees: &[Tree],
    known: &[u8],
    table: &Table<'_>,
) -> anyhow::Result<Vec<Vec<telisik_language::Upos>>> {
    let mut found = vec![Vec::new(); trees.len()];
    for fold in 0..FOLDS {
        let others: Vec<&Tree> =
            trees.iter().enumerate().filter(|(i, _)| fold_of(*i) != fold).map(|(_, t)| t).collect();
        let learner: Learner = tagger::train(&others, table, CORPORA);
        for corpus in 0..CORPORA {
            let bytes = pack(Parts::tagger(known, learner.weights(corpus)), ANY);
            for (i, tree) in
                trees.iter().enumerate().filter(|(i, t)| fold_of(*i) == fold && t.corpus == corpus)
            {
                found[i] = tags(&bytes, &tree.prints())?;
            }
        }
    }
    Ok(found)
}

/// Neighbours stay together: a headline copy stands beside the sentence it was made from.
fn fold_of(index: usize) -> usize {
    index / 50 % FOLDS
}

/// The trees, and copies of some in the capitals of a headline, without the full stop.
fn with_headlines(trees: &[Tree]) -> Vec<Tree> {
    let mut chance = Chance::new(3);
    let mut all = Vec::new();
    for tree in trees {
        all.push(tree.clone());
        if headlines::falls(&mut chance, 8.0) {
            let mut copy = Tree { words: headlines::title_case(&tree.words), ..tree.clone() };
            let last = copy.words.len() - 1;
            if copy.words[last] == "." && !copy.heads.contains(&Some(last)) {
                copy.words.pop();
                copy.tags.pop();
                copy.heads.pop();
                copy.deprels.pop();
            }
            all.push(copy);
        }
    }
    all
}

fn with_headline_names(sentences: &[Named]) -> Vec<Named> {
    let mut chance = Chance::new(5);
    let mut all = Vec::new();
    for sentence in sentences {
        all.push(sentence.clone());
        if headlines::falls(&mut chance, 8.0) {
            all.push(Named { words: headlines::title_case(&sentence.words), ..sentence.clone() });
        }
    }
    all
}

/// Figures on the parts kept for tuning.
#[derive(Debug)]
pub(crate) struct Figures {
    pub(crate) gsd: TreeScore,
    pub(crate) csui: TreeScore,
    pub(crate) idner: NameScore,
    pub(crate) nergrit: NameScore,
}

impl Figures {
    /// Measures a model.
    pub(crate) fn of(model: &Model<'_>, corpora: &Corpora) -> Self {
        Self {
            gsd: score::trees(model, &corpora.gsd_dev),
            csui: score::trees(model, &corpora.csui_dev),
            idner: score::names(model, &corpora.idner_dev),
            nergrit: score::names(model, &corpora.nergrit_dev),
        }
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| kept for tuning | words | UPOS | UAS | LAS |\n|---|---|---|---|---|")?;
        for (name, s) in [("GSD dev", self.gsd), ("CSUI, last tenth of train", self.csui)] {
            writeln!(f, "| {name} | {} | {:.2} | {:.2} | {:.2} |", s.words, s.upos, s.uas, s.las)?;
        }
        writeln!(f, "\n| kept for tuning | precision | recall | F1 |\n|---|---|---|---|")?;
        for (name, s) in [("idner-news-2k dev", self.idner), ("nergrit dev", self.nergrit)] {
            writeln!(f, "| {name} | {:.2} | {:.2} | {:.2} |", s.precision, s.recall, s.f1)?;
        }
        Ok(())
    }
}
