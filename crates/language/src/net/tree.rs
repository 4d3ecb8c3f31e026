//! The best tree over scored arcs: Chu-Liu and Edmonds' maximum spanning arborescence, with one root.
//!
//! Method: J. Edmonds, *Optimum branchings*, 1967; the contraction in place follows R. McDonald et al.,
//! *Non-projective dependency parsing using spanning tree algorithms*, 2005.

/// What an arc from the root loses, so that the best tree takes one and no more.
const ONE_ROOT: f64 = 1e6;

/// Scores of arcs: of every word, from the root (column 0) and from every word (columns 1 and up).
#[derive(Debug, Clone, Copy)]
pub struct Arcs<'a> {
    /// `words` rows of `words + 1` scores.
    pub scores: &'a [f32],
    /// Number of words.
    pub words: usize,
}

impl Arcs<'_> {
    /// The head of each word in the best tree; `None` for the one word that is the root.
    pub fn tree(self) -> Vec<Option<usize>> {
        let heads = self.greedy();
        if is_tree(&heads) { heads } else { self.arborescence() }
    }

    fn row(&self, word: usize) -> &[f32] {
        self.scores.get(word * (self.words + 1)..(word + 1) * (self.words + 1)).unwrap_or_default()
    }

    /// The best head of each word, whatever the others choose.
    fn greedy(&self) -> Vec<Option<usize>> {
        (0..self.words)
            .map(|word| {
                let mut best = (f32::NEG_INFINITY, 0);
                for (head, &score) in self.row(word).iter().enumerate() {
                    if head != word + 1 && score > best.0 {
                        best = (score, head);
                    }
                }
                best.1.checked_sub(1)
            })
            .collect()
    }

    fn arborescence(&self) -> Vec<Option<usize>> {
        let nodes = self.words + 1;
        let mut scores = vec![f64::NEG_INFINITY; nodes * nodes];
        for word in 0..self.words {
            for (head, &score) in self.row(word).iter().enumerate().filter(|(head, _)| *head != word + 1) {
                let score = if score.is_finite() { f64::from(score) } else { 0.0 };
                scores[(word + 1) * nodes + head] = if head == 0 { score - ONE_ROOT } else { score };
            }
        }
        let mut graph = Graph {
            nodes,
            from: (0..nodes * nodes).map(|at| (at % nodes) as u32).collect(),
            to: (0..nodes * nodes).map(|at| (at / nodes) as u32).collect(),
            scores,
            active: vec![true; nodes],
        };
        let heads = graph.solve();
        heads[1..].iter().map(|&head| head.checked_sub(1)).collect()
    }
}

/// Whether there is one root and every word leads to it.
fn is_tree(heads: &[Option<usize>]) -> bool {
    if heads.iter().filter(|head| head.is_none()).count() != 1 {
        return false;
    }
    // 0: not seen; 1: known to lead to the root; others: seen on the walk of that number.
    let mut seen = vec![0usize; heads.len()];
    for start in 0..heads.len() {
        let (mut at, walk) = (start, start + 2);
        loop {
            match seen[at] {
                1 => break,
                mark if mark == walk => return false,
                _ => seen[at] = walk,
            }
            match heads[at] {
                Some(head) => at = head,
                None => break,
            }
        }
        let mut at = start;
        while seen[at] != 1 {
            seen[at] = 1;
            match heads[at] {
                Some(head) => at = head,
                None => break,
            }
        }
    }
    true
}

/// A dense graph that shrinks as cycles are contracted. Rows are dependents, columns heads; node 0 is the root.
struct Graph {
    nodes: usize,
    scores: Vec<f64>,
    /// The head and the dependent in the graph as it was at first, of each arc as it is now.
    from: Vec<u32>,
    to: Vec<u32>,
    active: Vec<bool>,
}

/// A cycle that was contracted into its first node, with the arcs it is made of.
struct Contraction {
    cycle: Vec<usize>,
    /// The arc inside the cycle into each of its nodes, as first head and dependent.
    arcs: Vec<(u32, u32)>,
    /// Every first node that each node of the cycle stands for.
    members: Vec<Vec<u32>>,
}

impl Graph {
    /// The head of each node; that of the root is 0.
    fn solve(&mut self) -> Vec<usize> {
        let mut members: Vec<Vec<u32>> = (0..self.nodes as u32).map(|node| vec![node]).collect();
        let mut contractions = Vec::new();
        let mut parents = self.parents();
        while let Some(cycle) = self.cycle(&parents) {
            let arc = |node: usize| {
                let at = node * self.nodes + parents[node];
                (self.from[at], self.to[at])
            };
            let arcs = cycle.iter().map(|&node| arc(node)).collect();
            let inside = cycle.iter().map(|&node| std::mem::take(&mut members[node])).collect::<Vec<_>>();
            self.contract(&cycle, &parents);
            members[cycle[0]] = inside.concat();
            // Whoever hung on one of the cycle hangs on all of it, as no better head has come; the cycle needs a new one.
            for node in (1..self.nodes).filter(|&node| self.active[node]) {
                if !self.active[parents[node]] {
                    parents[node] = cycle[0];
                }
            }
            parents[cycle[0]] = self.parent(cycle[0]);
            contractions.push(Contraction { cycle, arcs, members: inside });
        }
        let mut heads = vec![usize::MAX; self.nodes];
        heads[0] = 0;
        for node in (1..self.nodes).filter(|&node| self.active[node]) {
            let at = node * self.nodes + parents[node];
            heads[self.to[at] as usize] = self.from[at] as usize;
        }
        for contraction in contractions.iter().rev() {
            // One node of the cycle has been given a head from outside; the others keep their arcs.
            let entered = contraction
                .members
                .iter()
                .position(|inside| inside.iter().any(|&node| heads[node as usize] != usize::MAX));
            for (place, &(from, to)) in contraction.arcs.iter().enumerate() {
                if Some(place) != entered {
                    heads[to as usize] = from as usize;
                }
            }
            debug_assert_eq!(contraction.cycle.len(), contraction.arcs.len());
        }
        heads
    }

    /// The best head of each node.
    fn parents(&self) -> Vec<usize> {
        (0..self.nodes).map(|node| if node > 0 { self.parent(node) } else { 0 }).collect()
    }

    fn parent(&self, node: usize) -> usize {
        let row = &self.scores[node * self.nodes..(node + 1) * self.nodes];
        let mut best = (f64::NEG_INFINITY, 0);
        for (head, &score) in row.iter().enumerate() {
            if self.active[head] && head != node && score > best.0 {
                best = (score, head);
            }
        }
        best.1
    }

    /// A cycle among the active nodes, if there is one.
    fn cycle(&self, parents: &[usize]) -> Option<Vec<usize>> {
        let mut seen = vec![0; self.nodes];
        for start in (1..self.nodes).filter(|&node| self.active[node]) {
            let mut at = start;
            while at != 0 && seen[at] == 0 {
                seen[at] = start;
                at = parents[at];
            }
            if at != 0 && seen[at] == start {
                let around = std::iter::successors(Some(parents[at]), |&node| Some(parents[node]));
                return Some(std::iter::once(at).chain(around.take_while(|&node| node != at)).collect());
            }
        }
        None
    }

    /// Puts the first node of a cycle in the place of all of it.
    fn contract(&mut self, cycle: &[usize], parents: &[usize]) {
        let nodes = self.nodes;
        let all = cycle[0];
        let inside: Vec<f64> = cycle.iter().map(|&node| self.scores[node * nodes + parents[node]]).collect();
        let others: Vec<usize> =
            (0..nodes).filter(|&node| self.active[node] && !cycle.contains(&node)).collect();
        for other in others {
            let mut into = (f64::NEG_INFINITY, all * nodes + other);
            let mut out = (f64::NEG_INFINITY, other * nodes + all);
            for (&node, &inside) in cycle.iter().zip(&inside) {
                let enters = node * nodes + other;
                if self.scores[enters] - inside > into.0 {
                    into = (self.scores[enters] - inside, enters);
                }
                let leaves = other * nodes + node;
                if other != 0 && self.scores[leaves] > out.0 {
                    out = (self.scores[leaves], leaves);
                }
            }
            for (at, (score, was)) in [(all * nodes + other, into), (other * nodes + all, out)] {
                self.scores[at] = score;
                self.from[at] = self.from[was];
                self.to[at] = self.to[was];
            }
        }
        cycle[1..].iter().for_each(|&node| self.active[node] = false);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The best tree by trying all.
    fn by_trial(arcs: Arcs<'_>) -> f64 {
        let n = arcs.words;
        let mut best = f64::NEG_INFINITY;
        for choice in 0..(n + 1).pow(n as u32) {
            let heads: Vec<Option<usize>> =
                (0..n).map(|word| (choice / (n + 1).pow(word as u32) % (n + 1)).checked_sub(1)).collect();
            let selfish = heads.iter().enumerate().any(|(word, head)| *head == Some(word));
            if !selfish && is_tree(&heads) {
                best = best.max(worth(arcs, &heads));
            }
        }
        best
    }

    fn worth(arcs: Arcs<'_>, heads: &[Option<usize>]) -> f64 {
        heads.iter().enumerate().map(|(w, h)| f64::from(arcs.row(w)[h.map_or(0, |h| h + 1)])).sum()
    }

    proptest! {
        #[test]
        fn the_tree_is_the_best_of_all_trees(words in 1usize..6, values in prop::collection::vec(-9f32..9.0, 42)) {
            let arcs = Arcs { scores: &values[..words * (words + 1)], words };
            let heads = arcs.tree();
            prop_assert!(is_tree(&heads), "{heads:?}");
            prop_assert!((worth(arcs, &heads) - by_trial(arcs)).abs() < 1e-3);
        }

        #[test]
        fn odd_scores_still_give_a_tree(words in 1usize..12, odd in prop::collection::vec(0u8..4, 156)) {
            let scores: Vec<f32> = odd
                .iter()
                .map(|odd| [0.0, f32::NAN, f32::INFINITY, f32::NEG_INFINITY][usize::from(*odd)])
                .collect();
            let arcs = Arcs { scores: &scores[..words * (words + 1)], words };
            prop_assert!(is_tree(&arcs.tree()));
        }
    }

    #[test]
    fn no_word_makes_an_empty_tree() {
        assert!(Arcs { scores: &[], words: 0 }.tree().is_empty());
    }
}
