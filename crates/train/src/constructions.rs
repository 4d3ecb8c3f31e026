//! Figures on the arcs that reading rests on: who speaks, who acts on a passive, what is acted on, what is joined,
//! and whose title it is.

use std::collections::HashSet;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use serde::Deserialize;
use telisik_language::net::Network;
use telisik_language::{Deprel, NameKind, Scheme, Upos};

use crate::score::{NameScore, universal};
use crate::treebank::{self, Tree};

/// The reporting words that the program itself reads by.
const CUES: &str = include_str!("../../../data/id/cues.toml");

/// What to measure on what.
#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("trees").required(true).args(["found", "model"])))]
pub(crate) struct Arguments {
    /// The true trees, in CoNLL-U.
    #[arg(long, value_name = "FILE")]
    gold: PathBuf,
    /// The same words with the trees found for them, in CoNLL-U. They are brought to the style of our treebanks; names
    /// are not measured, as such a file may hold those of the true trees.
    #[arg(long, value_name = "FILE")]
    found: Option<PathBuf>,
    /// A model to find trees and names with instead.
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
}

/// Measures a model, or what was found by any other means.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Report> {
    let gold = read(&arguments.gold)?;
    let cues = Cues::read(CUES)?;
    match (&arguments.found, &arguments.model) {
        (Some(path), _) => Ok(Report { names: None, ..score(&gold, &read(path)?, &cues)? }),
        (None, Some(path)) => {
            let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
            let model = Network::load(&bytes).with_context(|| format!("cannot use {}", path.display()))?;
            let found: Vec<Tree> = parse(&model, &gold);
            score(&gold, &found, &cues)
        }
        (None, None) => bail!("name the trees with --found, or a model with --model"),
    }
}

fn read(path: &Path) -> anyhow::Result<Vec<Tree>> {
    let mut trees = treebank::read(path)?;
    trees.iter_mut().for_each(treebank::harmonise);
    Ok(trees)
}

/// The sentences with the trees and the names that a model finds.
fn parse(model: &Network<'_>, trees: &[Tree]) -> Vec<Tree> {
    let sentences: Vec<Vec<&str>> = trees.iter().map(Tree::prints).collect();
    let found = trees.iter().zip(model.read(&sentences, Scheme::Own)).map(|(tree, reading)| {
        let (heads, deprels) = reading.tree.into_iter().unzip();
        Tree { heads, deprels, tags: reading.tags, names: reading.names, ..tree.clone() }
    });
    found.collect()
}

/// Reporting words, in lower case. Those of several words are left out.
#[derive(Debug, Default)]
pub(crate) struct Cues {
    /// Verbs whose subject speaks: *mengatakan*, *kata*.
    actives: HashSet<String>,
    /// Verbs whose agent speaks: *disampaikan*, *dikutip*.
    passives: HashSet<String>,
    /// Prepositions before who speaks: *menurut*.
    prepositions: HashSet<String>,
}

#[derive(Deserialize)]
struct CueFile {
    cue: Vec<Cue>,
    group: Vec<Group>,
}

#[derive(Deserialize)]
struct Cue {
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    passives: Vec<String>,
    #[serde(default)]
    prepositions: Vec<String>,
}

#[derive(Deserialize)]
struct Group {
    id: String,
    words: Vec<String>,
}

impl Cues {
    /// Reads the text of `data/id/cues.toml`: `after` and `verbs` are active, `passives` and the words of the group
    /// `credit` that begin with *di-* passive.
    pub(crate) fn read(text: &str) -> anyhow::Result<Self> {
        let file: CueFile = toml::from_str(text).context("the reporting words, data/id/cues.toml")?;
        let mut cues = Self::default();
        for cue in file.cue {
            cues.actives.extend(cue.after.into_iter().chain(cue.verbs).filter(|word| !word.contains(' ')));
            cues.passives.extend(cue.passives);
            cues.prepositions.extend(cue.prepositions);
        }
        let credits =
            file.group.into_iter().filter(|group| group.id == "credit").flat_map(|group| group.words);
        let (passives, actives): (Vec<_>, Vec<_>) = credits.partition(|word| word.starts_with("di"));
        cues.passives.extend(passives);
        cues.actives.extend(actives);
        Ok(cues)
    }
}

/// What is measured apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Construction {
    /// From a reporting verb to who speaks: the `nsubj` of an active verb in the list of reporting words (*kata X*,
    /// *X mengatakan*) or the `obl:agent` of a passive one (*disampaikan X*, *dikutip X*); and from any word to an
    /// `obl` or `nmod` with a preposition of that list as its `case` (*menurut X*). The word in the list must be a
    /// verb in the true tree.
    Speaker,
    /// `obl:agent`, bare or after *oleh*.
    Agent,
    /// `obj` and `nsubj:pass`.
    Object,
    /// `conj` and `cc`.
    Coordination,
    /// From a word before a person's name to the first word of the name, as `flat` or `appos`: *presiden Rusia
    /// **Vladimir** Putin*. Names are those of the true tree.
    Name,
}

impl Construction {
    const ALL: [Self; 5] = [Self::Speaker, Self::Agent, Self::Object, Self::Coordination, Self::Name];

    fn as_str(self) -> &'static str {
        match self {
            Self::Speaker => "speaker",
            Self::Agent => "agent",
            Self::Object => "object",
            Self::Coordination => "coordination",
            Self::Name => "name",
        }
    }

    /// Whether the arc to a word in `tree` is of this construction. Parts of speech and names are those of `gold`.
    fn holds(self, tree: &Tree, gold: &Tree, word: usize, cues: &Cues) -> bool {
        let deprel = tree.deprels[word];
        match self {
            Self::Speaker => is_speaker(tree, gold, word, cues),
            Self::Agent => deprel == Deprel::OblAgent,
            Self::Object => matches!(deprel, Deprel::Obj | Deprel::NsubjPass),
            Self::Coordination => matches!(deprel, Deprel::Conj | Deprel::Cc),
            Self::Name => {
                matches!(deprel, Deprel::Flat | Deprel::Appos)
                    && gold.names.iter().any(|name| name.kind == NameKind::Person && name.words.start == word)
                    && tree.heads[word].is_some_and(|head| head < word)
            }
        }
    }
}

fn is_speaker(tree: &Tree, gold: &Tree, word: usize, cues: &Cues) -> bool {
    let Some(head) = tree.heads[word] else { return false };
    let is_cue = |list: &HashSet<String>| {
        gold.tags[head] == Upos::Verb && list.contains(&gold.words[head].to_lowercase())
    };
    match tree.deprels[word] {
        Deprel::Nsubj => is_cue(&cues.actives),
        Deprel::OblAgent => is_cue(&cues.passives),
        Deprel::Obl | Deprel::Nmod => (0..tree.words.len()).any(|at| {
            tree.heads[at] == Some(word)
                && tree.deprels[at] == Deprel::Case
                && cues.prepositions.contains(&tree.words[at].to_lowercase())
        }),
        _ => false,
    }
}

/// How many arcs there are, were found, and were found right: with the same head and relation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) gold: usize,
    pub(crate) found: usize,
    pub(crate) right: usize,
}

impl Count {
    fn add(&mut self, gold: bool, found: bool, same: bool) {
        self.gold += usize::from(gold);
        self.found += usize::from(found);
        self.right += usize::from(gold && found && same);
    }

    /// Precision, recall and their harmonic mean, in percent; of nothing, 0.
    pub(crate) fn shares(self) -> NameScore {
        let share = |n: usize, of: usize| 100.0 * n as f64 / of.max(1) as f64;
        NameScore {
            precision: share(self.right, self.found),
            recall: share(self.right, self.gold),
            f1: share(2 * self.right, self.gold + self.found),
        }
    }
}

/// All figures on a set of trees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Report {
    words: usize,
    heads: usize,
    arcs: usize,
    constructions: [Count; Construction::ALL.len()],
    /// Names, where they were looked for.
    names: Option<Count>,
}

/// Measures found trees of the same sentences against the true ones, whoever found them.
///
/// UAS and LAS are shares of words, punctuation counted; of a relation only the universal part counts there, the
/// whole relation in the constructions. Names are counted whole, with their kinds.
///
/// # Errors
/// When the sentences are not the same.
pub(crate) fn score(gold: &[Tree], found: &[Tree], cues: &Cues) -> anyhow::Result<Report> {
    if gold.len() != found.len() {
        bail!("{} true sentences, but {} found: give the same file's words to both", gold.len(), found.len());
    }
    let mut report = Report { words: 0, heads: 0, arcs: 0, constructions: Default::default(), names: None };
    for (at, (gold, found)) in gold.iter().zip(found).enumerate() {
        if gold.words != found.words {
            let (gold, found) = (gold.words.join(" "), found.words.join(" "));
            bail!(
                "sentence {} has other words: {gold:?}, found {found:?}: give the same words to both",
                at + 1
            );
        }
        report.add(gold, found, cues);
    }
    Ok(report)
}

impl Report {
    fn add(&mut self, gold: &Tree, found: &Tree, cues: &Cues) {
        for word in 0..gold.words.len() {
            let head = gold.heads[word] == found.heads[word];
            let (deprel, other) = (gold.deprels[word], found.deprels[word]);
            self.words += 1;
            self.heads += usize::from(head);
            self.arcs += usize::from(head && universal(deprel) == universal(other));
            for (count, construction) in self.constructions.iter_mut().zip(Construction::ALL) {
                let is = |tree| construction.holds(tree, gold, word, cues);
                count.add(is(gold), is(found), head && deprel == other);
            }
        }
        let names = self.names.get_or_insert_default();
        names.gold += gold.names.len();
        names.found += found.names.len();
        names.right += found.names.iter().filter(|name| gold.names.contains(name)).count();
    }

    /// The arcs of one construction.
    #[cfg(test)]
    fn of(&self, construction: Construction) -> Count {
        let counts = Construction::ALL.into_iter().zip(self.constructions);
        counts.into_iter().find(|(of, _)| *of == construction).map(|(_, count)| count).unwrap_or_default()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |n: usize| 100.0 * n as f64 / self.words.max(1) as f64;
        writeln!(f, "{} words  UAS {:.2}  LAS {:.2}", self.words, share(self.heads), share(self.arcs))?;
        writeln!(f, "{:<14}{:>6}{:>8}{:>8}{:>8}", "", "gold", "P", "R", "F1")?;
        let rows = Construction::ALL.map(Construction::as_str).into_iter().zip(self.constructions);
        for (name, count) in rows.chain(self.names.map(|names| ("names", names))) {
            let NameScore { precision, recall, f1 } = count.shares();
            writeln!(f, "{name:<14}{:>6}{precision:>8.2}{recall:>8.2}{f1:>8.2}", count.gold)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
