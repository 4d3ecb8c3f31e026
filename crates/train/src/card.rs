//! The model's card.

use telisik_language::model::VERSION;

use crate::plan::Figures;

/// The card of a model of so many bytes, without the figures on test parts: those are added by hand, once.
pub(crate) fn write(bytes: usize, figures: &Figures) -> String {
    format!("{}\n{figures}", about(bytes))
}

/// What the card says before the figures.
fn about(bytes: usize) -> String {
    let form = VERSION;
    format!(
        "\
# The Indonesian model

`model.bin` holds a tagger (averaged perceptron, greedy), a finder of names (conditional random field), a parser
(arc-hybrid steps, dynamic oracle, averaged perceptron), and what words are known as. Weights are rounded to 8 bits and
read where they lie; {bytes} bytes, of form {form}.

Train it again, byte for byte on the same kind of machine:

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

Our own sentences are each learnt from twelve times, as they are and with other names from
`crates/train/treebank/names.tsv` in the place of most of theirs; two in five sentences of the name corpora that hold names
are learnt from once more in the same way. One sentence in eight is learnt from a second time in the capitals of a
headline. Where corpora mark differently, the model follows CSUI and our own sentences for trees and idner-news-2k and our
own sentences for names, all of them news. All trees are brought to one style: flat expressions are stars, `compound` is
`nmod`, the subject of a *di-* verb is `nsubj:pass` and its agent after *oleh* `obl:agent`. Our own sentences also show a
title before a name as its head and the name as `flat` (*juru bicara Kremlin **Dmitry Peskov***).

## Figures while tuning
Trees are scored in the style above, on gold words, punctuation counted; of a relation only the part before the colon
counts. The model follows another treebank's style than
that of GSD, and another corpus's than that of nergrit, which costs it on these. It marks states and cities, which our own
sentences bring in, more often than idner-news-2k does: recall is bought with precision.
")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_card_beside_the_model_says_what_the_trainer_says_of_it() {
        let card = include_str!("../../../data/id/MODEL.md");
        let model = include_bytes!("../../../data/id/model.bin");
        assert!(card.starts_with(&about(model.len())), "expected to begin with:\n{}", about(model.len()));
    }
}
