use crate::{Deprel, Name, Sentence, Upos};

/// Whose way of marking parts of speech and trees is followed, where treebanks mark the same thing differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Scheme {
    /// The program's own: that of the language's news treebanks, brought to one style where they disagree. In
    /// Indonesian `compound` is `nmod`, flat expressions are stars, subjects and agents of passives are `nsubj:pass`
    /// and `obl:agent`; in English it is EWT's. Reading rests on it.
    #[default]
    Own,
    /// That of the Universal Dependencies treebank GSD of the language, to compare with what was marked there. Where
    /// a model knows one way of marking alone, it is the program's own.
    Gsd,
    /// That of the names of the corpus nergrit, to compare with what was marked there. Trees are as in `Own`.
    Nergrit,
}

impl Scheme {
    /// All schemes.
    pub const ALL: [Self; 3] = [Self::Own, Self::Gsd, Self::Nergrit];

    /// Its name, under which a model keeps it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Gsd => "gsd",
            Self::Nergrit => "nergrit",
        }
    }
}

/// What is found in the words of one sentence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// Part of speech of each word.
    pub tags: Vec<Upos>,
    /// Names, in order, without overlap.
    pub names: Vec<Name>,
    /// Head and relation of each word; one word is the root and has no head, and from every word the heads lead
    /// to it.
    pub tree: Vec<(Option<usize>, Deprel)>,
}

impl Sentence {
    /// Takes over what was found in its words.
    pub fn take(&mut self, reading: Reading) {
        for ((word, tag), (head, deprel)) in self.words.iter_mut().zip(reading.tags).zip(reading.tree) {
            word.upos = tag;
            word.head = head;
            word.deprel = deprel;
        }
        self.names = reading.names;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;
    use telisik_record::Text;

    use super::*;
    use crate::Language;
    use crate::id::Indonesian;

    static INDONESIAN: LazyLock<Indonesian> =
        LazyLock::new(|| Indonesian::new().expect("the built-in lists are sound"));

    #[test]
    fn words_given_read_as_the_same_words_in_a_text() {
        let text =
            Text::from("Upayanya gagal di Jakarta. Juru bicara Kremlin Dmitry Peskov membantah tuduhan itu.");
        let analysis = INDONESIAN.analyze(&text, None);
        let printed = |s: &Sentence| s.words.iter().map(|word| text.slice(word.span)).collect::<Vec<_>>();
        let words: Vec<_> = analysis.sentences.iter().map(printed).collect();
        for (sentence, reading) in analysis.sentences.iter().zip(INDONESIAN.read(&words, Scheme::Own)) {
            assert_eq!(sentence.words.iter().map(|w| w.upos).collect::<Vec<_>>(), reading.tags);
            assert_eq!(sentence.words.iter().map(|w| (w.head, w.deprel)).collect::<Vec<_>>(), reading.tree);
            assert_eq!(sentence.names, reading.names);
        }
        assert!(!analysis.sentences[1].names.is_empty());
    }

    proptest! {
        #[test]
        fn any_words_give_a_whole_tree_whatever_stands_beside_them(
            sentences in proptest::collection::vec(proptest::collection::vec("\\PC{0,6}|[\0\t\n ]|di|Kremlin|,", 0..12), 0..4),
            scheme in 0..Scheme::ALL.len(),
        ) {
            let scheme = Scheme::ALL[scheme];
            let words: Vec<Vec<&str>> = sentences.iter().map(|s| s.iter().map(String::as_str).collect()).collect();
            let readings = INDONESIAN.read(&words, scheme);
            prop_assert_eq!(readings.len(), words.len());
            for (words, reading) in words.iter().zip(&readings) {
                prop_assert_eq!(&INDONESIAN.read(std::slice::from_ref(words), scheme)[0], reading);
                let n = words.len();
                prop_assert_eq!((reading.tags.len(), reading.tree.len()), (n, n));
                let roots = reading.tree.iter().filter(|(head, _)| head.is_none());
                prop_assert_eq!(roots.count(), n.min(1));
                for word in 0..n {
                    let up = std::iter::successors(Some(word), |&at| reading.tree[at].0);
                    prop_assert!(up.take(n + 1).count() <= n, "heads run in a circle");
                }
                let mut free = 0;
                for name in &reading.names {
                    prop_assert!(free <= name.words.start && !name.words.is_empty() && name.words.end <= n);
                    free = name.words.end;
                }
            }
        }
    }
}
