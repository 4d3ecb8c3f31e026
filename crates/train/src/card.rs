//! The model's card.

use crate::plan::Figures;

/// The card of a model of so many bytes, without the figures on test parts: those are added by hand, once.
pub(crate) fn write(bytes: usize, figures: &Figures) -> String {
    format!(
        "\
# The Indonesian model

`model.bin` holds a tagger (averaged perceptron, greedy), a finder of names (conditional random field) and a parser
(arc-hybrid steps, dynamic oracle, averaged perceptron). Weights are rounded to 8 bits and read where they lie;
{bytes} bytes. Trained 2026-11-26.

Train it again, byte for byte, in minutes on one core:

```
cargo run --release -p telisik-train -- train --shared DIR --out data/id/model.bin
```

## Trained on
| data | used for | licence |
|---|---|---|
| Universal Dependencies Indonesian GSD, train (2017 annotation, converted by rule to the current style) | parts of speech, trees | CC BY-SA 4.0 |
| Universal Dependencies Indonesian CSUI, first nine tenths of train | parts of speech, trees | CC BY-SA 4.0 |
| idner-news-2k, train (Khairunnisa et al. 2020) | names | MIT |
| nergrit, train (grit-id/nergrit-corpus) | names | Apache-2.0 |
| kumparan news corpus, tagged words | which parts of speech a word usually has | MIT |
| `crates/train/treebank/id-news.conllu`: sentences written and marked for this model | all three | as this project |

Our own sentences are each learnt from twelve times, with other names from `crates/train/treebank/names.tsv` in the place
of theirs, and two in five sentences of the name corpora once more in the same way. One sentence in eight is learnt from
a second time in the capitals of a headline. Where corpora mark differently, the model follows CSUI and our own sentences
for trees and idner-news-2k for names, all of them news. Trees are brought to one style: a title before a name is its
head and the name `flat` (*juru bicara Kremlin **Dmitry Peskov***), flat expressions are stars, `compound` is `nmod`,
subjects and agents of *di-* verbs are `nsubj:pass` and `obl:agent`.

## Figures while tuning
Trees are scored in the style above, on gold words, punctuation counted. The model follows another treebank's style than
that of GSD, and another corpus's than that of nergrit, which costs it on these. It marks states and cities, which our own
sentences bring in, more often than idner-news-2k does: recall is bought with precision.

{figures}")
}
