mod shape;

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};
use telisik_ingest::Form;
use telisik_ledger::{ClaimNumber, EntryId, StoryNumber};
use telisik_record::{Edtf, Lang, UnknownLang};

use crate::changes::ChangesArguments;
use crate::correct::CorrectArguments;
use crate::corrections::CorrectionsArguments;
use crate::parse::arguments::ParseArguments;
use crate::recode::RecodeArguments;
use crate::regroup::RegroupArguments;
use crate::review::ReviewArguments;
use crate::views::actor::ActorArguments;
use crate::views::dossier::DossierArguments;
use crate::views::dyads::DyadsArguments;
use crate::views::norms::NormsArguments;
use crate::views::timeline;
use crate::views::warnings::WarningsArguments;

pub(crate) use shape::{ListArguments, ListFormat, Shape, State};

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
  telisik actor Peskov                                 what one actor said and did, and where it stands
  telisik dossier samples/dossiers/amunisi.toml        a report on a matter that a file describes
  telisik dyads --since 2026-01-01                     who on whom, by kind of event
  telisik events --target PRK --as-of 2026-05-19       what the ledger held at the end of that day
  telisik search serangan drone                        documents by the roots of words
  telisik revisions                                    when it grew, and by how much
  telisik backup telisik-2026-05-19.db                 a copy, whole, while others read and write
  telisik check                                        whether the file is whole
  telisik review                                       what a person should look at
  telisik correct 1/e3 --reject --author Ana --reason 'a film'
  telisik recode --dry-run                             what today's lexicon and models would read otherwise
  telisik changes --since 2026-05-18                   what came, went and changed since then
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
    /// List events by day, cooperation and conflict marked apart, those without a date last
    #[command(after_help = timeline::EXAMPLES)]
    Timeline(ListArguments),
    /// Count who does what to whom, by kind of event, with the share that is contested
    Dyads(DyadsArguments),
    /// List actors, the most named first
    Actors(ListArguments),
    /// Find documents by words: their roots, in both languages
    Search(SearchArguments),
    /// Look whether a ledger is whole: structure, digests, records, spans
    Check(LedgerFile),
    /// Copy a ledger to a new file, while others read and write
    Backup(BackupArguments),
    /// Show one actor: what it said, did and had done to it, where it stands, and its offices
    Actor(ActorArguments),
    /// Report on a matter that a file describes: claims, timeline, statements, norms
    Dossier(DossierArguments),
    /// List norms: which resolution, treaty or law is invoked, by whom, and who is said to violate it
    Norms(NormsArguments),
    /// List warnings: slips and oddities that a person should look at
    Warnings(WarningsArguments),
    /// List revisions, the newest first: when the ledger grew or was altered, by whom and why
    Revisions(RevisionsArguments),
    /// Put an entry right: another type, other parties, status, date or speakers, no such event; or an actor everywhere
    Correct(CorrectArguments),
    /// List what was put right: the words, before and after, by whom and why
    Corrections(CorrectionsArguments),
    /// Merge or split claims: put a claim's events, or one, into another claim
    Regroup(RegroupArguments),
    /// Read every document anew with today's lexicon, rules and models
    Recode(RecodeArguments),
    /// List what appeared, vanished and changed since a state, first denials first
    Changes(ChangesArguments),
    /// List what a person should look at, with the command that puts it right
    Review(ReviewArguments),
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
    /// Read are world/*.toml (actors), world/persons/*.toml, world/themes.toml, and for each language, id/ and en/,
    /// calendar.toml, claims.toml, clauses.toml, cues.toml, frames/*.toml, norms.toml, references.toml, stances.toml,
    /// status.toml and titles.toml, of the form of those in the folder `data` of the source; a TOML file of another name
    /// is refused. An entry stands in the place of the built-in one of its key or id.
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
    /// The entry: DOCUMENT/ITEM as the lists print it, such as 12/e3, 12/s1, 12/a2, 12/t1, 12/n1 or 12/w1
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
    /// The newest 8,192 that are found are ranked. What is best depends on all documents there are by now, so that it
    /// cannot be asked of an earlier state.
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

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Telisik::command().debug_assert();
    }
}
