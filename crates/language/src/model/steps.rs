//! Trees, built from left to right in as many steps as there are words, twice (arc-hybrid transitions).
//!
//! Words wait in order; some lie on a stack. Each step shifts the next word onto the stack, or takes the top of
//! the stack away for good by giving it a head: the next word (`Left`) or the word beneath it (`Right`).

use crate::Deprel;

/// A step of the parser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// The next word goes onto the stack.
    Shift,
    /// The top of the stack depends on the next word, or is the root where no word is left.
    Left(Deprel),
    /// The top of the stack depends on the word beneath it.
    Right(Deprel),
}

/// How far a tree is built.
#[derive(Debug, Clone)]
pub struct State {
    pub(super) stack: Vec<u32>,
    pub(super) next: usize,
    pub(super) nodes: Vec<Node>,
}

/// A word's place in the tree so far.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    head: Option<u32>,
    pub(super) deprel: Deprel,
    /// The outermost and second outermost dependents on the left, and on the right; [`NONE`] where there is none.
    pub(super) left: [u32; 2],
    pub(super) right: [u32; 2],
    /// How many dependents stand on the left, and on the right.
    pub(super) lefts: u8,
    pub(super) rights: u8,
    /// Bits of the relations among its dependents.
    pub(super) relations: u64,
}

/// No word.
pub(super) const NONE: u32 = u32::MAX;

impl State {
    /// Nothing built yet, for a sentence of `words` words.
    pub fn new(words: usize) -> Self {
        let node = Node {
            head: None,
            deprel: Deprel::Root,
            left: [NONE; 2],
            right: [NONE; 2],
            lefts: 0,
            rights: 0,
            relations: 0,
        };
        Self { stack: Vec::new(), next: 0, nodes: vec![node; words] }
    }

    /// The words on the stack, the top last.
    pub fn stack(&self) -> &[u32] {
        &self.stack
    }

    /// The next word; the number of words where none is left.
    pub fn next(&self) -> usize {
        self.next
    }

    /// Whether the tree is whole.
    pub fn done(&self) -> bool {
        self.stack.is_empty() && self.next >= self.nodes.len()
    }

    /// The head and relation of each word.
    pub fn tree(&self) -> impl Iterator<Item = (Option<usize>, Deprel)> + '_ {
        self.nodes.iter().map(|node| (node.head.map(|head| head as usize), node.deprel))
    }

    /// Whether a step can be taken. Until the tree is whole, one always can.
    #[inline]
    pub fn allows(&self, step: Step) -> bool {
        let left_over = self.next < self.nodes.len();
        match step {
            Step::Shift => left_over,
            Step::Left(Deprel::Root) => !left_over && self.stack.len() == 1,
            Step::Left(_) => left_over && !self.stack.is_empty(),
            Step::Right(relation) => relation != Deprel::Root && self.stack.len() >= 2,
        }
    }

    /// Takes a step that is allowed; another changes nothing.
    pub fn take(&mut self, step: Step) {
        if !self.allows(step) {
            return;
        }
        match step {
            Step::Shift => {
                self.stack.push(self.next as u32);
                self.next += 1;
            }
            Step::Left(relation) => {
                let Some(word) = self.stack.pop() else { return };
                let head = (self.next < self.nodes.len()).then_some(self.next as u32);
                self.attach(word, head, relation);
            }
            Step::Right(relation) => {
                let Some(word) = self.stack.pop() else { return };
                self.attach(word, self.stack.last().copied(), relation);
            }
        }
    }

    fn attach(&mut self, word: u32, head: Option<u32>, relation: Deprel) {
        if let Some(node) = self.nodes.get_mut(word as usize) {
            node.head = head;
            node.deprel = relation;
        }
        let Some(head) = head.and_then(|head| Some((head, self.nodes.get_mut(head as usize)?))) else {
            return;
        };
        let (head, node) = head;
        node.relations |= 1 << (relation as u32 & 63);
        if word < head {
            // Arcs to the left are made from the inside out.
            node.left = [word, node.left[0]];
            node.lefts = node.lefts.saturating_add(1);
        } else {
            node.right = [word, node.right[0]];
            node.rights = node.rights.saturating_add(1);
        }
    }
}

/// The steps a model knows, in the order of their classes, as bytes: direction, length, relation.
pub fn write_steps(steps: &[Step]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for step in steps {
        let (direction, relation) = match step {
            Step::Shift => (0, ""),
            Step::Left(relation) => (1, relation.as_str()),
            Step::Right(relation) => (2, relation.as_str()),
        };
        bytes.extend([direction, relation.len() as u8]);
        bytes.extend(relation.as_bytes());
    }
    bytes
}

/// Reads what [`write_steps`] wrote; `None` where it is something else.
pub(crate) fn read_steps(mut bytes: &[u8]) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    while let [direction, len, rest @ ..] = bytes {
        let (relation, rest) = rest.split_at_checked(usize::from(*len))?;
        let relation = Deprel::read(std::str::from_utf8(relation).ok()?);
        steps.push(match direction {
            0 => Step::Shift,
            1 => Step::Left(relation),
            2 => Step::Right(relation),
            _ => return None,
        });
        bytes = rest;
    }
    bytes.is_empty().then_some(steps)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_come_back() {
        let steps = [Step::Shift, Step::Left(Deprel::NsubjPass), Step::Right(Deprel::Obj)];
        assert_eq!(read_steps(&write_steps(&steps)).as_deref(), Some(&steps[..]));
        assert_eq!(read_steps(&[1, 200, 3]), None);
    }

    #[test]
    fn two_words_become_a_tree() {
        let mut state = State::new(2);
        for step in [Step::Shift, Step::Shift, Step::Right(Deprel::Obj), Step::Left(Deprel::Root)] {
            assert!(state.allows(step), "{step:?}");
            state.take(step);
        }
        assert!(state.done());
        assert_eq!(state.tree().collect::<Vec<_>>(), [(None, Deprel::Root), (Some(0), Deprel::Obj)]);
    }
}
