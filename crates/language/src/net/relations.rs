//! Relations: which one a word has to the head it was given.

use super::ModelError;
use super::choice::best;
use super::file::Sections;
use super::kernel::dots;
use super::memory::Scratch;
use super::network::Dense;
use crate::Deprel;

/// A bilinear form for each relation (Dozat and Manning 2017).
#[derive(Debug, Clone)]
pub(super) struct Relations {
    relations: Vec<Deprel>,
    width: usize,
    /// For each relation, what a dependent asks of its head: `width` numbers and one that needs no head.
    ask: Dense,
    root: Vec<f32>,
}

impl Relations {
    pub(super) fn read(sections: &Sections<'_>) -> Result<Self, ModelError> {
        let relations: Vec<Deprel> = sections.text("relations")?.lines().map(Deprel::read).collect();
        let width = sections.weights("relation")?.columns;
        let root = sections.numbers("relation_root", width)?;
        if root.len() != width || relations.is_empty() {
            return Err(ModelError::Section("relation_root"));
        }
        let ask = Dense::read(sections, "relation", "relation.bias", width, relations.len() * (width + 1))?;
        Ok(Self { relations, width, ask, root })
    }

    /// Numbers that stand for a dependent, and for a head.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// The relation of each word to its head. The root's is `root`, and no other's is.
    pub(super) fn of(
        &self,
        heads: &[Option<usize>],
        dependents: &[f32],
        head_rows: &[f32],
        scratch: &mut Scratch,
    ) -> Vec<Deprel> {
        let width = self.width;
        scratch.activations.set(dependents, width);
        let mut asked = std::mem::take(&mut scratch.asked);
        self.ask.run(&scratch.activations, &mut asked);
        let mut scores = Vec::new();
        let found =
            heads.iter().zip(asked.chunks_exact(self.relations.len() * (width + 1))).map(|(head, asked)| {
                let Some(head) = *head else { return Deprel::Root };
                let row = head_rows.get(head * width..(head + 1) * width).unwrap_or(&self.root);
                scores.clear();
                dots(asked, width + 1, row, &mut scores);
                let asked = asked.chunks_exact(width + 1).zip(&self.relations);
                for (score, (ask, &relation)) in scores.iter_mut().zip(asked) {
                    *score = if relation == Deprel::Root { f32::MIN } else { *score + ask[width] };
                }
                match self.relations[best(&scores)] {
                    Deprel::Root => Deprel::Dep,
                    relation => relation,
                }
            });
        let found = found.collect();
        scratch.asked = asked;
        found
    }
}
