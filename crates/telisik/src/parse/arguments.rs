use std::path::PathBuf;

use clap::{Args, ValueEnum};
use telisik_language::Scheme;

use crate::arguments::Intake;

#[derive(Debug, Args)]
#[command(after_help = PARSE_EXAMPLES)]
pub(crate) struct ParseArguments {
    /// Text files, JSON Lines files, or `-` for standard input, as `telisik read` takes them
    #[arg(value_name = "INPUT", required_unless_present_any = ["pretokenized", "names_from"])]
    pub(crate) inputs: Vec<PathBuf>,

    /// Read the words of a CoNLL-U file in the place of texts, `-` for standard input
    ///
    /// Sentences, words, comments, ranges, empty nodes and all other columns stay as they are in the file; UPOS, HEAD
    /// and DEPREL are filled in.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["inputs", "names_from", "input_form"])]
    pub(crate) pretokenized: Option<PathBuf>,

    /// With --pretokenized, mark the names that are found in MISC, in the place of those that are there
    #[arg(long, conflicts_with_all = ["inputs", "names_from"], requires = "pretokenized")]
    pub(crate) names: bool,

    /// Tag the names in a file of one token a line, `-` for standard input
    ///
    /// A blank line parts sentences; what follows a token after a tab is passed over. The same tokens come out, each
    /// with a tab and its IOB2 tag.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["inputs", "input_form"])]
    pub(crate) names_from: Option<PathBuf>,

    /// Whose way of ending sentences, of marking parts of speech, trees and names to follow
    #[arg(long, default_value = "own")]
    pub(crate) scheme: MarkingScheme,

    #[command(flatten)]
    pub(crate) intake: Intake,
}

const PARSE_EXAMPLES: &str = "\
Examples:
  telisik parse article.txt > article.conllu             sentences, words, names and trees
  telisik parse news.jsonl | grep -c '^# sent_id'        how many sentences there are
  telisik parse --pretokenized bank.conllu --scheme gsd  trees over the words of a treebank
  telisik parse --names-from words.iob > found.iob       names over given tokens, one a line
  telisik parse --names-from nergrit.tsv --scheme nergrit    as that corpus would mark them

What is printed for texts is CoNLL-U (https://universaldependencies.org/format.html), in the order of the inputs:
  comments  newdoc, newpar, sent_id, text; and block where a sentence is a headline, heading, dateline or boilerplate
  LEMMA     the root: kirim of pengiriman
  FEATS     the voice of verbs: Voice=Act or Voice=Pass
  MISC      Name=B-PER (I-PER, B-ORG, I-ORG, B-LOC, I-LOC): the name a word belongs to
            SpaceAfter=No: no white space follows the token in the text
            TokenRange=START:END: its characters in the text, counted from 0, the end not included
Words that are printed as one have a range line before them: 1-2 upayanya, 1 upaya, 2 nya.

Exit codes: 0 all done; 1 something could not be read or done, and the messages say what; 2 wrong usage.";

/// A way of marking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MarkingScheme {
    /// The program's own, the same for every language: what `telisik read` rests on
    Own,
    /// That of the Indonesian treebank GSD: raw labels, and sentences as it ends them
    Gsd,
    /// That of the Indonesian corpus of names nergrit
    Nergrit,
}

impl From<MarkingScheme> for Scheme {
    fn from(scheme: MarkingScheme) -> Self {
        match scheme {
            MarkingScheme::Own => Self::Own,
            MarkingScheme::Gsd => Self::Gsd,
            MarkingScheme::Nergrit => Self::Nergrit,
        }
    }
}
