//! Putting what was learnt into a model file.

use telisik_language::Upos;
use telisik_language::model::{MARKS, Model, Step, write_file, write_steps, write_table};

use crate::learner::{Weights, prune};
use crate::names::Found;

/// About how many bytes each part's weights may take.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Budget {
    pub(crate) tagger: usize,
    pub(crate) names: usize,
    pub(crate) parser: usize,
}

/// No part is cut: for models that only serve to train others.
pub(crate) const ANY: Budget = Budget { tagger: usize::MAX, names: usize::MAX, parser: usize::MAX };

/// What a model is made of. Parts may be missing: such a model finds no names, or builds poor trees.
pub(crate) struct Parts<'a> {
    pub(crate) known: &'a [u8],
    pub(crate) tagger: Weights,
    pub(crate) names: Option<&'a Found>,
    pub(crate) parser: Option<(Weights, &'a [Step])>,
}

impl<'a> Parts<'a> {
    /// A tagger alone.
    pub(crate) fn tagger(known: &'a [u8], tagger: Weights) -> Self {
        Self { known, tagger, names: None, parser: None }
    }
}

/// The bytes of the model's file.
pub(crate) fn pack(parts: Parts<'_>, budget: Budget) -> Vec<u8> {
    let (tagger, _) = write_table(&prune(parts.tagger, budget.tagger));
    let (names, steps) = parts.names.map_or_else(
        || (write_table(&[]).0, vec![0; MARKS * MARKS * 4]),
        |found| {
            let (table, unit) = write_table(&prune(found.rows.clone(), budget.names));
            let weights = found.steps.iter().flatten().map(|w| (w * unit).round() as i32);
            (table, weights.flat_map(i32::to_le_bytes).collect())
        },
    );
    let (rows, parser_steps) = parts.parser.unwrap_or_default();
    let (parser, _) = write_table(&prune(rows, budget.parser));
    write_file(&[parts.known.to_vec(), tagger, names, steps, parser, write_steps(parser_steps)])
}

/// The parts of speech that a tagger alone finds.
pub(crate) fn tags(bytes: &[u8], words: &[&str]) -> anyhow::Result<Vec<Upos>> {
    Ok(Model::load(bytes)?.read(words).tags)
}
