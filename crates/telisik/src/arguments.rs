use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use telisik_ingest::Form;
use telisik_language::Scheme;
use telisik_ledger::{AsOf, ClaimNumber, EntryId, Filter, StoryNumber};
use telisik_record::{Edtf, EventType, Lang, Status, UnknownLang};

/// Reads international-affairs news into a sourced ledger: who did or said what to whom, when, according to
/// whom, through which outlet, who confirms it and who denies it.
#[derive(Debug, Parser)]
#[command(name = "telisik", version, max_term_width = 110, after_help = EXAMPLES)]
pub(crate) struct Telisik {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  telisik read article.txt --published 2026-05-19      what one article says, for a person
  telisik read news.jsonl --format jsonl > out.jsonl   one record a line, for programs
  telisik parse article.txt                            its sentences, words and trees, as CoNLL-U
  telisik add news.jsonl                               keep the records in telisik.db
  telisik events --source RUS --type ASSAULT           who did what to whom
  telisik claims --target PRK                          each event once, with everybody's position
  telisik claim c17                                    one of them, with its history and sources
  telisik stories                                      which documents report the same happening
  telisik events --target PRK --as-of 2026-05-19       what the ledger held at the end of that day
  telisik search serangan drone                        documents by the roots of words
  telisik revisions                                    when it grew, and by how much
  telisik backup telisik-2026-05-19.db                 a copy, whole, while others read and write
  telisik check                                        whether the file is whole
  telisik why 1/e3                                     why an entry was read as it was

Exit codes: 0 all done; 1 something could not be read or done, and the messages say what; 2 wrong usage.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read articles and print what they say
    Read(ReadArguments),
    /// Take articles apart into sentences, words and trees, as CoNLL-U
    Parse(ParseArguments),
    /// Read articles and keep their records in a ledger
    Add(AddArguments),
    /// List events: who did what to whom
    Events(ListArguments),
    /// List statements: who said what, through which outlets
    Statements(ListArguments),
    /// List claims: each event once, with who affirms, alleges, denies it or is silent
    Claims(ListArguments),
    /// Show one claim: everybody's position with its history, the independent sources, what contradicts what
    Claim(ClaimArguments),
    /// List stories, the latest first, or show one: the documents that report the same happening, and copies
    Stories(StoriesArguments),
    /// List events by day, those without a date last
    Timeline(ListArguments),
    /// List actors, the most named first
    Actors(ListArguments),
    /// Find documents by words: their roots, in both languages
    Search(SearchArguments),
    /// Look whether a ledger is whole: structure, digests, records, spans
    Check(LedgerFile),
    /// Copy a ledger to a new file, while others read and write
    Backup(BackupArguments),
    /// List revisions, the newest first: when the ledger grew or was altered, by whom and why
    Revisions(RevisionsArguments),
    /// Explain one entry: the rule, its cue, the words in context, the readings rejected
    Why(WhyArguments),
}

/// How documents are taken from the inputs.
#[derive(Debug, Args)]
pub(crate) struct Intake {
    /// How the inputs are written [default: by file name or first character]
    #[arg(long, value_name = "FORM")]
    pub(crate) input_form: Option<InputForm>,

    /// Language of what does not say: `id`, `en`, or `auto`, by its words
    #[arg(long, default_value = "auto")]
    pub(crate) lang: Tongue,

    /// Threads to read with [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,
}

/// The language of what does not say: a known one, or none, to be told by the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tongue(pub(crate) Option<Lang>);

impl FromStr for Tongue {
    type Err = UnknownLang;

    fn from_str(code: &str) -> Result<Self, UnknownLang> {
        if code == "auto" { Ok(Self(None)) } else { code.parse().map(|lang| Self(Some(lang))) }
    }
}

/// What to read, and how.
#[derive(Debug, Args)]
pub(crate) struct Reading {
    /// Text files (one article each), JSON Lines files (one a line), or `-` for standard input
    ///
    /// A line of JSON Lines is an object such as {"id": "a1", "text": "…", "lang": "id", "outlet": "Kompas",
    /// "published": "2026-05-19", "title": "…", "url": "…"}; only `text` must be there, other keys are ignored.
    /// Where the text begins with the title, that part is the headline.
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) intake: Intake,

    /// Day of publication of documents that do not say; relative times are resolved against it
    #[arg(long, value_name = "DATE")]
    pub(crate) published: Option<Edtf>,

    /// Outlet of documents that do not say
    #[arg(long)]
    pub(crate) outlet: Option<String>,

    /// A folder of your own names, titles, cues and frames, laid over the built-in ones
    ///
    /// Read are world/*.toml (actors), world/persons/*.toml, and for each language, id/ and en/, calendar.toml, claims.toml,
    /// clauses.toml, cues.toml, frames/*.toml, norms.toml, references.toml, stances.toml, status.toml and titles.toml, of
    /// the form of those in the folder `data` of the source; a TOML file of another name is refused. An entry stands in
    /// the place of the built-in one of its key or id.
    #[arg(long, value_name = "DIR")]
    pub(crate) lexicon: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct ReadArguments {
    #[command(flatten)]
    pub(crate) reading: Reading,

    /// How to print records [default: text on a terminal, else jsonl]
    #[arg(long)]
    pub(crate) format: Option<RecordFormat>,
}

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

#[derive(Debug, Args)]
pub(crate) struct AddArguments {
    #[command(flatten)]
    pub(crate) reading: Reading,

    #[command(flatten)]
    pub(crate) ledger: LedgerFile,

    /// Print nothing for documents that were added
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Args)]
pub(crate) struct LedgerFile {
    /// The ledger
    #[arg(long, value_name = "FILE", default_value = "telisik.db")]
    pub(crate) ledger: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct ListArguments {
    #[command(flatten)]
    pub(crate) ledger: LedgerFile,

    /// Who did it: a code (RUS, "USA GOV", "IGO UNSC") or a part of a name
    #[arg(long, value_name = "ACTOR")]
    pub(crate) source: Option<String>,

    /// To whom it was done
    #[arg(long, value_name = "ACTOR")]
    pub(crate) target: Option<String>,

    /// Who said it, or whose position it is
    #[arg(long, value_name = "ACTOR")]
    pub(crate) speaker: Option<String>,

    /// PLOVER types, with commas: ASSAULT,SANCTION
    #[arg(long = "type", value_name = "TYPE", value_delimiter = ',')]
    pub(crate) types: Vec<EventType>,

    /// Status, with commas: actual, ongoing, planned, possible, conditional, negated
    #[arg(long, value_delimiter = ',')]
    pub(crate) status: Vec<Status>,

    /// Not before this day; what has no date is left out
    #[arg(long, value_name = "DAY")]
    pub(crate) since: Option<Date>,

    /// Not after this day; what has no date is left out
    #[arg(long, value_name = "DAY")]
    pub(crate) until: Option<Date>,

    /// Statements that hold these words
    #[arg(long, value_name = "WORDS")]
    pub(crate) about: Option<String>,

    #[command(flatten)]
    pub(crate) shape: Shape,
}

/// Which state of the ledger to show, how much of it, and how.
#[derive(Debug, Args)]
pub(crate) struct Shape {
    #[command(flatten)]
    pub(crate) state: State,

    /// Print the first N of the list
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,

    /// How to print the list
    #[arg(long, default_value = "table")]
    pub(crate) format: ListFormat,
}

/// Which state of the ledger to show.
#[derive(Debug, Args)]
pub(crate) struct State {
    /// Show the ledger as it stood at the end of a revision, or at a time
    ///
    /// A number is a revision, as `telisik revisions` lists them; a day such as 2026-05-19 is its end (UTC); a time is
    /// written with its zone, 2026-05-19T08:30:00+07:00. What is printed for a revision never changes.
    #[arg(long, value_name = "REV|TIME")]
    pub(crate) as_of: Option<AsOf>,
}

impl ListArguments {
    pub(crate) fn filter(&self) -> Filter {
        Filter {
            source: self.source.clone(),
            target: self.target.clone(),
            speaker: self.speaker.clone(),
            types: self.types.clone(),
            status: self.status.clone(),
            since: self.since,
            until: self.until,
            about: self.about.clone(),
            limit: self.shape.limit,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct ClaimArguments {
    /// The claim, as the list prints it: c17
    #[arg(value_name = "ID")]
    pub(crate) claim: ClaimNumber,

    #[command(flatten)]
    pub(crate) ledger: LedgerFile,

    #[command(flatten)]
    pub(crate) state: State,

    /// Print it as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct StoriesArguments {
    /// One story, as the list prints it, with its documents: y17
    #[arg(value_name = "ID")]
    pub(crate) story: Option<StoryNumber>,

    #[command(flatten)]
    pub(crate) ledger: LedgerFile,

    #[command(flatten)]
    pub(crate) shape: Shape,
}

#[derive(Debug, Args)]
pub(crate) struct WhyArguments {
    /// The entry: DOCUMENT/ITEM as the lists print it, such as 12/e3, 12/s1, 12/a2 or 12/t1
    ///
    /// These are for ever: 12/e3 is of the first reading of document 12, 12.2/e3 of its second. A document's own id,
    /// such as news-7/e3, stands for the reading that counts.
    #[arg(value_name = "ID")]
    pub(crate) entry: EntryId,

    #[command(flatten)]
    pub(crate) state: State,

    #[command(flatten)]
    pub(crate) ledger: LedgerFile,
}

#[derive(Debug, Args)]
#[command(after_help = SEARCH_EXAMPLES)]
pub(crate) struct SearchArguments {
    /// Words; documents that hold all of them are found
    #[arg(required = true, value_name = "WORDS")]
    pub(crate) words: Vec<String>,

    /// The best first (BM25), not the newest first
    ///
    /// What is best depends on all documents there are by now, so that it cannot be asked of an earlier state.
    #[arg(long, conflicts_with = "as_of")]
    pub(crate) rank: bool,

    /// Documents in this language alone: `id` or `en`
    #[arg(long)]
    pub(crate) lang: Option<Lang>,

    #[command(flatten)]
    pub(crate) ledger: LedgerFile,

    #[command(flatten)]
    pub(crate) shape: Shape,
}

const SEARCH_EXAMPLES: &str = "\
Examples:
  telisik search serangan drone               menyerang and diserang are found as well, the newest first
  telisik search invaded --rank --limit 5     invade and invasion too, the five best
  telisik search kapal --lang id --format json

Without --limit, 20 documents are shown. Words may stand anywhere in a document and in any order.";

#[derive(Debug, Args)]
pub(crate) struct BackupArguments {
    /// The new file; there must be none of that name
    #[arg(value_name = "FILE")]
    pub(crate) to: PathBuf,

    #[command(flatten)]
    pub(crate) ledger: LedgerFile,
}

#[derive(Debug, Args)]
pub(crate) struct RevisionsArguments {
    #[command(flatten)]
    pub(crate) ledger: LedgerFile,

    #[command(flatten)]
    pub(crate) shape: Shape,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputForm {
    /// One article a file
    Text,
    /// One article a line, as JSON
    Jsonl,
}

impl From<InputForm> for Form {
    fn from(form: InputForm) -> Self {
        match form {
            InputForm::Text => Self::Text,
            InputForm::Jsonl => Self::Jsonl,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RecordFormat {
    /// For a person
    Text,
    /// One record a line, as JSON
    Jsonl,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// Aligned columns, for a person
    Table,
    /// One JSON array
    Json,
    /// Comma-separated values with a heading line
    Csv,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Telisik::command().debug_assert();
    }
}
