//! Trains and measures the models that `telisik-language` runs.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program of the command line")]

mod card;
mod chance;
mod constructions;
mod headlines;
mod known;
mod learner;
mod names;
mod pack;
mod parser;
mod plan;
mod score;
mod swap;
mod tagger;
#[cfg(test)]
mod tests;
mod treebank;
mod vectors;

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::Context;
use clap::{Parser, Subcommand};
use telisik_language::model::Model;

/// Train and measure the Indonesian model: parts of speech, names and trees.
///
/// Everything is trained from open treebanks and name corpora in one folder, with fixed seeds: the same corpora
/// give the same file, byte for byte.
#[derive(Debug, Parser)]
#[command(
    version,
    after_help = "\
Examples:
  Train again, and write the model and its card:
    telisik-train train --shared corpora --out data/id/model.bin --card data/id/MODEL.md

  Parse a treebank's words, and write what was found beside the treebank in the model's own style:
    telisik-train evaluate --model data/id/model.bin --trees id_gsd-ud-dev.conllu --out found.conllu --gold gold.conllu

  Find names in a corpus of one token and tag a line:
    telisik-train evaluate --model data/id/model.bin --names idner-news-2k/dev.tsv --out found.tsv

The folder of corpora holds `ud/` (id_gsd-ud-train.converted.conllu, id_csui-ud-train.conllu, id_gsd-ud-dev.conllu)
`ner/` (idner-news-2k and nergrit, each with train.tsv and dev.tsv) and `pos/kumparan_pos.tsv`."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Train a model and print its figures on the parts kept for tuning.
    Train {
        /// Folder of corpora.
        #[arg(long, value_name = "DIR")]
        shared: PathBuf,
        /// Where the model goes.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Where the model's card goes.
        #[arg(long, value_name = "FILE")]
        card: Option<PathBuf>,
        /// Whose way of marking trees the model follows where the treebanks differ: gsd or csui.
        #[arg(long, value_name = "CORPUS", default_value = "csui")]
        style: plan::Style,
    },
    /// Run a model on gold words, print figures, and write what it finds.
    Evaluate {
        /// The model.
        #[arg(long, value_name = "FILE")]
        model: PathBuf,
        /// A treebank in CoNLL-U.
        #[arg(long, value_name = "FILE", conflicts_with = "names", required_unless_present = "names")]
        trees: Option<PathBuf>,
        /// Names, one token and IOB2 tag a line.
        #[arg(long, value_name = "FILE")]
        names: Option<PathBuf>,
        /// Where the found trees or names go.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// Where the treebank goes, in the style the model is trained to: compounds as nmod, names as stars.
        #[arg(long, value_name = "FILE", requires = "trees")]
        gold: Option<PathBuf>,
    },
    /// Learn word vectors from raw text.
    Vectors(vectors::Learning),
    /// Print the words nearest to some words.
    Neighbours(vectors::Looking),
    /// Print how well speakers, agents, objects, coordination and names under titles are found.
    Constructions(constructions::Arguments),
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Vectors(learning) => vectors::learn(&learning)?,
        Command::Neighbours(looking) => vectors::look(&looking)?,
        Command::Constructions(arguments) => print!("{}", constructions::run(&arguments)?),
        Command::Train { shared, out, card, style } => {
            let start = Instant::now();
            let corpora = plan::Corpora::read(&shared)?;
            let trained = plan::train(&corpora, style)?;
            let bytes = trained.pack(style);
            fs::write(&out, &bytes).with_context(|| format!("cannot write {}", out.display()))?;
            let figures = plan::Figures::of(&Model::load(&bytes)?, &corpora);
            println!("{figures}");
            println!("{} bytes in {:.0} s", bytes.len(), start.elapsed().as_secs_f64());
            if let Some(card) = card {
                fs::write(&card, card::write(bytes.len(), &figures))
                    .with_context(|| format!("cannot write {}", card.display()))?;
            }
        }
        Command::Evaluate { model, trees, names, out, gold } => {
            let bytes = fs::read(&model).with_context(|| format!("cannot read {}", model.display()))?;
            let start = Instant::now();
            let model = Model::load(&bytes)?;
            println!("loaded in {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
            let found = match (trees, names) {
                (Some(path), _) => {
                    let mut trees = treebank::read(&path, 0)?;
                    trees.iter_mut().for_each(treebank::harmonise);
                    let start = Instant::now();
                    let score = score::trees(&model, &trees);
                    let speed = score.words as f64 / start.elapsed().as_secs_f64();
                    println!("UPOS {:.2}  UAS {:.2}  LAS {:.2}", score.upos, score.uas, score.las);
                    println!("{} words, {speed:.0} a second", score.words);
                    if let Some(gold) = gold {
                        let same = |tree: &treebank::Tree| {
                            let arcs: Vec<_> =
                                tree.heads.iter().copied().zip(tree.deprels.iter().copied()).collect();
                            treebank::write(tree, &tree.tags, &arcs)
                        };
                        fs::write(gold, trees.iter().map(same).collect::<String>())?;
                    }
                    let found = trees.iter().map(|tree| {
                        let reading = model.read(&tree.prints());
                        treebank::write(tree, &reading.tags, &reading.tree)
                    });
                    found.collect::<String>()
                }
                (None, Some(path)) => {
                    let sentences = names::read(&path, 0)?;
                    let score = score::names(&model, &sentences);
                    println!("P {:.2}  R {:.2}  F1 {:.2}", score.precision, score.recall, score.f1);
                    let found = sentences.iter().map(|sentence| {
                        let prints: Vec<&str> = sentence.words.iter().map(String::as_str).collect();
                        let tags = names::iob(&model.read(&prints).names, prints.len());
                        let rows = prints.iter().zip(tags).map(|(word, tag)| format!("{word}\t{tag}\n"));
                        rows.collect::<String>() + "\n"
                    });
                    found.collect::<String>()
                }
                (None, None) => unreachable!("the command line asks for one of the two"),
            };
            if let Some(out) = out {
                fs::write(&out, found).with_context(|| format!("cannot write {}", out.display()))?;
            }
        }
    }
    Ok(())
}
