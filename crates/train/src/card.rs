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

One sentence in eight is learnt from a second time in the capitals of a headline. Where corpora mark differently, the
model follows CSUI for trees and idner-news-2k for names, both of them news. Trees are brought to one style: names
and other flat expressions as stars, `compound` as `nmod`, subjects and agents of *di-* verbs as `nsubj:pass` and
`obl:agent`.

## Figures while tuning
Trees are scored in the style above, on gold words, punctuation counted. The model follows another treebank's style than
that of GSD, and another corpus's than that of nergrit, which costs it on these.

{figures}")
}
