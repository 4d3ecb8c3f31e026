//! Trains and measures the models that `telisik-language` runs.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program of the command line")]

mod card;
mod chance;
mod constructions;
mod corpora;
mod english;
mod evaluate;
mod headlines;
mod indonesian;
mod lesson;
mod names;
mod net;
mod raw;
mod score;
mod swap;
mod teach;
#[cfg(test)]
mod tests;
mod treebank;
mod vectors;

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::Context;
use clap::{Args, Parser, Subcommand};
use telisik_record::Lang;

use crate::corpora::Keep;
use crate::teach::{Class, Course};
use crate::vectors::Vectors;

/// Train and measure the models of a language: parts of speech, names and trees in one network.
///
/// Everything is trained from open treebanks and name corpora in one folder, and from raw text, with fixed seeds: the
/// same corpora give the same file, byte for byte.
#[derive(Debug, Parser)]
#[command(
    version,
    after_help = "\
Examples:
  Train Indonesian again, and write the model and its card:
    telisik-train vectors --text corpora/news/*.jsonl* --out id.vec
    telisik-train train --lang id --shared corpora --vectors id.vec --raw corpora/news/*.jsonl* \\
        --everything --out data/id/model.bin --card data/id/MODEL.md

  The same while tuning: what is kept for it is measured on and not learnt from, and there are no teachers:
    telisik-train train --lang id --shared corpora --vectors id.vec --teachers 0 --out id.bin

  Parse a treebank's words, and write what was found beside the treebank in the model's own style:
    telisik-train evaluate --model data/id/model.bin --trees id_gsd-ud-dev.conllu --out found.conllu --gold gold.conllu

  Find names in a corpus of one token and tag a line:
    telisik-train evaluate --model data/id/model.bin --names idner-news-2k/dev.tsv --out found.tsv

The folder of corpora holds `ud/`, `ner/` and `pos/`; a file that is missing is named."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Train a model and print its figures on the parts kept for tuning.
    Train(Training),
    /// Run a model on true words, print figures, and write what it finds.
    Evaluate(evaluate::Arguments),
    /// Learn word vectors from raw text.
    Vectors(vectors::Learning),
    /// Print the words nearest to some words.
    Neighbours(vectors::Looking),
    /// Print how well speakers, agents, objects, coordination and names under titles are found.
    Constructions(constructions::Arguments),
}

/// What to train on, and how.
#[derive(Debug, Args)]
struct Training {
    /// The language: id or en.
    #[arg(long, value_name = "CODE")]
    lang: Lang,
    /// Folder of corpora.
    #[arg(long, value_name = "DIR")]
    shared: PathBuf,
    /// Word vectors, as `vectors` learns them.
    #[arg(long, value_name = "FILE")]
    vectors: PathBuf,
    /// Articles in JSON Lines, packed as .zst or not, whose sentences the teachers read for the student.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    raw: Vec<PathBuf>,
    /// How many sentences of them.
    #[arg(long, default_value_t = 18_000)]
    raw_sentences: usize,
    /// Where the model goes.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Where the model's card goes.
    #[arg(long, value_name = "FILE")]
    card: Option<PathBuf>,
    /// Learn from what is kept for tuning, too: for the last model, when tuning is over.
    #[arg(long)]
    everything: bool,
    /// Networks that learn first and read raw sentences together.
    #[arg(long, default_value_t = 3)]
    teachers: usize,
    /// Units of a teacher's layer, in each direction.
    #[arg(long, default_value_t = 144)]
    teacher_hidden: usize,
    /// Times a teacher goes through the lessons.
    #[arg(long, default_value_t = 14)]
    teacher_rounds: usize,
    /// Units of the model's layers, in each direction.
    #[arg(long, default_value_t = 112)]
    hidden: usize,
    /// Times the model goes through the lessons.
    #[arg(long, default_value_t = 12)]
    rounds: usize,
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Vectors(learning) => vectors::learn(&learning),
        Command::Neighbours(looking) => vectors::look(&looking),
        Command::Evaluate(arguments) => evaluate::run(&arguments),
        Command::Train(training) => train(&training),
        Command::Constructions(arguments) => {
            print!("{}", constructions::run(&arguments)?);
            Ok(())
        }
    }
}

fn train(training: &Training) -> anyhow::Result<()> {
    let start = Instant::now();
    let keep = if training.everything { Keep::Nothing } else { Keep::ForTuning };
    let vectors = Vectors::read(&training.vectors)?;
    let (corpora, taught): (_, &[&str]) = match training.lang {
        Lang::Id => (indonesian::corpora(&training.shared, keep)?, &["own", "gsd"]),
        Lang::En => (english::corpora(&training.shared, keep)?, &["own"]),
    };
    let raw = raw::sentences(&training.raw, training.lang, training.raw_sentences)?;
    let course = Course {
        teachers: training.teachers,
        teacher_hidden: training.teacher_hidden,
        teacher_rounds: training.teacher_rounds,
        hidden: training.hidden,
        rounds: training.rounds,
        flat: 1500,
    };
    let bytes = Class::new(&corpora, &vectors).teach(course, &raw, taught);
    fs::write(&training.out, &bytes).with_context(|| format!("cannot write {}", training.out.display()))?;
    let figures = evaluate::figures(&bytes, &corpora)?;
    print!("{figures}");
    println!("{} bytes in {:.0} s", bytes.len(), start.elapsed().as_secs_f64());
    if let Some(card) = &training.card {
        let text = card::write(training.lang, bytes.len(), &corpora, &figures);
        fs::write(card, text).with_context(|| format!("cannot write {}", card.display()))?;
    }
    Ok(())
}
