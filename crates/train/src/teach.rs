//! The course: teachers learn, read raw news together, and a student learns from corpora and teachers.

use std::collections::BTreeSet;

use telisik_language::net::spelled;
use telisik_language::{Deprel, Name, Upos};

use crate::chance::Chance;
use crate::corpora::{Corpora, Dev, Kept, place};
use crate::lesson::Lesson;
use crate::net::decide::decide;
use crate::net::example::{Example, Found};
use crate::net::fit::{Schedule, fit};
use crate::net::network::{Counts, Dropout, Network, Sizes};
use crate::net::pack::pack;
use crate::net::weights::Weights;
use crate::net::words::Words;
use crate::score::{NameScore, TreeScore};
use crate::vectors::Vectors;

/// Vectors come of mean length 1; so long they are as strong as what is learnt beside them.
const VECTOR_LENGTH: f32 = 2.0;

/// Sentences that are read together.
const TOGETHER: usize = 48;

/// How wide a network is and how it learns.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Course {
    pub(crate) teachers: usize,
    pub(crate) teacher_hidden: usize,
    pub(crate) teacher_rounds: usize,
    pub(crate) hidden: usize,
    pub(crate) rounds: usize,
    /// Flat lessons in every round.
    pub(crate) flat: usize,
}

/// One network with what it learnt.
pub(crate) struct Learnt {
    network: Network,
    weights: Weights,
}

/// What is the same for all networks of a language.
pub(crate) struct Class<'a> {
    corpora: &'a Corpora,
    words: Words,
    vectors: Vec<f32>,
    vector: usize,
    relations: Vec<Deprel>,
}

impl<'a> Class<'a> {
    pub(crate) fn new(corpora: &'a Corpora, vectors: &Vectors) -> Self {
        let lists = corpora.lessons.iter().map(|lesson| &lesson.words);
        let words = Words::count(lists.flatten(), &vectors.words);
        let deprels = corpora.lessons.iter().filter_map(|lesson| lesson.tree.as_ref()).flatten();
        let relations: BTreeSet<Deprel> = deprels.map(|(_, deprel)| *deprel).chain([Deprel::Root]).collect();
        Self {
            corpora,
            words,
            vectors: vectors.rows.iter().map(|value| value * VECTOR_LENGTH).collect(),
            vector: vectors.dim,
            relations: relations.into_iter().collect(),
        }
    }

    fn counts(&self) -> Counts {
        Counts {
            tokens: self.words.tokens(),
            corpora: self.corpora.names.len(),
            tags: Upos::ALL.len(),
            other_tags: self.corpora.other_tags,
            relations: self.relations.len(),
        }
    }

    fn example(&self, lesson: &Lesson) -> Example {
        let number = |deprel: &Deprel| self.relations.binary_search(deprel).unwrap_or(0) as u8;
        let tree = lesson.tree.as_ref().map(|tree| {
            tree.iter().map(|(head, deprel)| (head.map_or(0, |head| head + 1), number(deprel))).collect()
        });
        Example {
            tags: lesson.tags.as_ref().map(|tags| tags.iter().map(|tag| *tag as u8).collect()),
            tree,
            names: lesson.marks(),
            other_tags: lesson.other_tags.clone(),
            ..self.words.example(&lesson.words, lesson.corpus)
        }
    }

    fn learn(
        &self,
        lessons: &[Example],
        flat: &[Example],
        hidden: usize,
        schedule: Schedule,
        flat_share: usize,
    ) -> Learnt {
        let sizes = Sizes {
            vector: self.vector,
            affix: 32,
            shape: 16,
            corpus: 8,
            hidden,
            tag: 24,
            name: 8,
            arc: hidden,
            relation: 32,
        };
        let dropout = Dropout { inputs: 0.2, layers: 0.33, heads: 0.33 };
        let mut weights = Weights::default();
        let mut chance = Chance::new(schedule.seed);
        let network =
            Network::new(sizes, self.counts(), dropout, self.vectors.clone(), &mut weights, &mut chance);
        let round = |_: usize, chance: &mut Chance| {
            let mut some: Vec<&Example> = flat.iter().collect();
            chance.shuffle(&mut some);
            some.truncate(flat_share);
            lessons.iter().chain(some).collect()
        };
        let after = |at: usize, weights: &Weights| {
            if (at + 1).is_multiple_of(5) || at + 1 == schedule.rounds {
                let learnt = Learnt { network: network.clone(), weights: weights.clone() };
                eprintln!("{}", self.figures(&[learnt]).join(", "));
            }
        };
        let weights = fit(&network, weights, schedule, round, after);
        Learnt { network, weights }
    }

    /// What networks find together in sentences, in their order.
    fn read(&self, networks: &[Learnt], examples: &[Example]) -> Vec<Found> {
        let mut order: Vec<usize> = (0..examples.len()).collect();
        order.sort_by_key(|&at| std::cmp::Reverse(examples[at].words.len()));
        let steps: Vec<f32> = {
            let all = networks.iter().map(|learnt| learnt.weights.values(learnt.network.name_steps));
            let mut mean = vec![0.0; all.clone().next().map_or(0, <[f32]>::len)];
            all.for_each(|steps| {
                mean.iter_mut().zip(steps).for_each(|(m, s)| *m += s / networks.len() as f32)
            });
            mean
        };
        let mut found = vec![Found::default(); examples.len()];
        for batch in order.chunks(TOGETHER) {
            let sentences: Vec<&Example> = batch.iter().map(|&at| &examples[at]).collect();
            let mut scores: Vec<_> = networks
                .iter()
                .map(|learnt| learnt.network.scores(&learnt.weights, &sentences).into_iter())
                .collect();
            for &at in batch {
                let of_one: Vec<_> = scores.iter_mut().filter_map(Iterator::next).collect();
                found[at] = decide(self.counts(), &of_one, &steps);
            }
        }
        found
    }

    /// The figures of networks together on the parts kept for tuning.
    fn figures(&self, networks: &[Learnt]) -> Vec<String> {
        self.corpora
            .kept
            .iter()
            .map(|kept| format!("{} {}", kept.name, self.figure(networks, kept)))
            .collect()
    }

    fn figure(&self, networks: &[Learnt], kept: &Kept) -> String {
        let corpus = place(self.corpora.names, kept.corpus);
        match &kept.dev {
            Dev::Trees(trees) => {
                let examples: Vec<Example> =
                    trees.iter().map(|tree| self.example(&Lesson::of_tree(tree, corpus))).collect();
                let found = self.read(networks, &examples);
                let found =
                    trees.iter().zip(found).map(|(tree, found)| (tree, self.tags(&found), self.tree(&found)));
                let score = TreeScore::of(found);
                format!("{:.2}/{:.2}/{:.2}", score.upos, score.uas, score.las)
            }
            Dev::Names(sentences) => {
                let examples: Vec<Example> =
                    sentences.iter().map(|named| self.example(&Lesson::of_names(named, corpus))).collect();
                let found = self.read(networks, &examples);
                let found = sentences
                    .iter()
                    .zip(found)
                    .map(|(named, found)| (&named.names[..], spelled(&found.marks)));
                format!("{:.2}", NameScore::of(found).f1)
            }
        }
    }

    fn tags(&self, found: &Found) -> Vec<Upos> {
        found.tags.iter().map(|&tag| Upos::ALL[usize::from(tag)]).collect()
    }

    fn tree(&self, found: &Found) -> Vec<(Option<usize>, Deprel)> {
        found
            .tree
            .iter()
            .map(|&(head, rel)| (head.checked_sub(1), self.relations[usize::from(rel)]))
            .collect()
    }

    /// Raw sentences as lessons: what the teachers find in them together, each in one of the ways of marking.
    fn taught(&self, teachers: &[Learnt], raw: &[Vec<String>], corpora: &[usize]) -> Vec<Lesson> {
        let open = |(at, words): (usize, &Vec<String>)| Lesson {
            words: words.clone(),
            corpus: corpora[at % corpora.len()],
            ..Lesson::default()
        };
        let mut lessons: Vec<Lesson> = raw.iter().enumerate().map(open).collect();
        let examples: Vec<Example> = lessons.iter().map(|lesson| self.example(lesson)).collect();
        for (lesson, found) in lessons.iter_mut().zip(self.read(teachers, &examples)) {
            let names: Vec<Name> = spelled(&found.marks);
            (lesson.tags, lesson.tree, lesson.names) =
                (Some(self.tags(&found)), Some(self.tree(&found)), Some(names));
        }
        lessons
    }

    /// The whole course. `taught` are the ways of marking that the teachers show on raw sentences, in turn.
    pub(crate) fn teach(&self, course: Course, raw: &[Vec<String>], taught: &[&str]) -> Vec<u8> {
        let lessons: Vec<Example> = self.corpora.lessons.iter().map(|lesson| self.example(lesson)).collect();
        let flat: Vec<Example> = self.corpora.flat.iter().map(|lesson| self.example(lesson)).collect();
        let running: usize = lessons.iter().map(|lesson| lesson.words.len()).sum();
        eprintln!("{} sentences, {running} words; {} raw sentences", lessons.len(), raw.len());
        let teachers: Vec<Learnt> = (0..course.teachers)
            .map(|at| {
                eprintln!("teacher {}", at + 1);
                let schedule = Schedule { rounds: course.teacher_rounds, rate: RATE, seed: 1 + at as u64 };
                self.learn(&lessons, &flat, course.teacher_hidden, schedule, course.flat)
            })
            .collect();
        let mut all = lessons;
        if !teachers.is_empty() {
            eprintln!("teachers together: {}", self.figures(&teachers).join(", "));
            let corpora: Vec<usize> = taught.iter().map(|name| place(self.corpora.names, name)).collect();
            let more = self.taught(&teachers, raw, &corpora);
            all.extend(more.iter().map(|lesson| self.example(lesson)));
            all.extend(crate::lesson::headlines(&more, 5).iter().map(|lesson| self.example(lesson)));
        }
        drop(teachers);
        eprintln!("student");
        let schedule = Schedule { rounds: course.rounds, rate: RATE, seed: 99 };
        let student = self.learn(&all, &flat, course.hidden, schedule, course.flat);
        let relations: Vec<&str> = self.relations.iter().map(|deprel| deprel.as_str()).collect();
        pack(&student.network, &student.weights, &self.words, self.corpora.names, &relations)
    }
}

const RATE: f32 = 0.003;
