//! Measuring a model: on the parts kept for tuning, and on any file.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::Context;
use clap::Args;
use telisik_language::Scheme;
use telisik_language::net::Network;

use crate::corpora::{Corpora, Dev};
use crate::treebank::Tree;
use crate::{names, score, treebank};

/// What to run on what.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The model.
    #[arg(long, value_name = "FILE")]
    model: PathBuf,
    /// A treebank in CoNLL-U.
    #[arg(long, value_name = "FILE", conflicts_with = "names", required_unless_present = "names")]
    trees: Option<PathBuf>,
    /// Names, one token and IOB2 tag a line.
    #[arg(long, value_name = "FILE")]
    names: Option<PathBuf>,
    /// Whose way of marking to follow: own, gsd or nergrit. In any but its own, trees are measured as they stand.
    #[arg(long, value_name = "SCHEME", default_value = "own", value_parser = scheme)]
    scheme: Scheme,
    /// Where the found trees or names go.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Where the treebank goes, in the style the model is trained to: compounds as nmod, names as stars.
    #[arg(long, value_name = "FILE", requires = "trees")]
    gold: Option<PathBuf>,
}

fn scheme(printed: &str) -> Result<Scheme, String> {
    Scheme::ALL
        .into_iter()
        .find(|scheme| scheme.as_str() == printed)
        .ok_or_else(|| "own, gsd or nergrit".to_owned())
}

/// Runs a model on a file.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let path = &arguments.model;
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let start = Instant::now();
    let model = Network::load(&bytes).with_context(|| format!("cannot use {}", path.display()))?;
    println!("loaded in {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let found = match (&arguments.trees, &arguments.names) {
        (Some(path), _) => {
            let mut trees = treebank::read(path)?;
            if arguments.scheme == Scheme::Own {
                trees.iter_mut().for_each(treebank::harmonise);
            }
            if let Some(gold) = &arguments.gold {
                let same = |tree: &Tree| treebank::write(tree, &tree.tags, &tree.arcs());
                fs::write(gold, trees.iter().map(same).collect::<String>())
                    .with_context(|| format!("cannot write {}", gold.display()))?;
            }
            run_trees(&model, &trees, arguments.scheme)
        }
        (None, Some(path)) => run_names(&model, &names::read(path)?, arguments.scheme),
        (None, None) => unreachable!("the command line asks for one of the two"),
    };
    match &arguments.out {
        Some(out) => fs::write(out, found).with_context(|| format!("cannot write {}", out.display())),
        None => Ok(()),
    }
}

fn run_trees(model: &Network<'_>, trees: &[Tree], scheme: Scheme) -> String {
    let start = Instant::now();
    let (score, readings) = score::trees(model, trees, scheme);
    let speed = score.words as f64 / start.elapsed().as_secs_f64();
    println!("UPOS {:.2}  UAS {:.2}  LAS {:.2}", score.upos, score.uas, score.las);
    println!("{} words, {speed:.0} a second", score.words);
    trees
        .iter()
        .zip(readings)
        .map(|(tree, reading)| treebank::write(tree, &reading.tags, &reading.tree))
        .collect()
}

fn run_names(model: &Network<'_>, sentences: &[names::Named], scheme: Scheme) -> String {
    let (score, readings) = score::names(model, sentences, scheme);
    println!("P {:.2}  R {:.2}  F1 {:.2}", score.precision, score.recall, score.f1);
    let written = sentences.iter().zip(readings).map(|(sentence, reading)| {
        let tags = names::iob(&reading.names, sentence.words.len());
        sentence.words.iter().zip(tags).map(|(word, tag)| format!("{word}\t{tag}\n")).collect::<String>()
            + "\n"
    });
    written.collect()
}

/// Tables of figures of a model on the parts kept for tuning.
pub(crate) fn figures(bytes: &[u8], corpora: &Corpora) -> anyhow::Result<String> {
    let model = Network::load(bytes)?;
    let (mut trees, mut named) = (String::new(), String::new());
    for kept in &corpora.kept {
        let scheme =
            Scheme::ALL.into_iter().find(|scheme| scheme.as_str() == kept.corpus).unwrap_or_default();
        let name = kept.name;
        match &kept.dev {
            Dev::Trees(dev) => {
                let (s, _) = score::trees(&model, dev, scheme);
                writeln!(trees, "| {name} | {} | {:.2} | {:.2} | {:.2} |", s.words, s.upos, s.uas, s.las)?;
            }
            Dev::Names(dev) => {
                let (s, _) = score::names(&model, dev, scheme);
                writeln!(named, "| {name} | {:.2} | {:.2} | {:.2} |", s.precision, s.recall, s.f1)?;
            }
        }
    }
    Ok(format!(
        "| trees | words | UPOS | UAS | LAS |\n|---|---|---|---|---|\n{trees}\n| names | precision | recall | F1 |\n|---|---|---|---|\n{named}"
    ))
}
