//! The model's card.

use telisik_language::net::VERSION;
use telisik_record::Lang;

use crate::corpora::Corpora;

/// The card of a model of so many bytes with its figures; what is added by hand stands in the plan of its language.
pub(crate) fn write(lang: Lang, bytes: usize, corpora: &Corpora, figures: &str) -> String {
    let sources: String = corpora
        .sources
        .iter()
        .map(|source| format!("| {} | {} | {} |\n", source.data, source.used_for, source.licence))
        .collect();
    format!(
        "\
{}

## Learnt from
| data | used for | licence |
|---|---|---|
{sources}
## Figures
On true words, punctuation counted, of a relation only the part before the colon. Where the model was learnt with
`--everything`, it has seen the trees it is measured on here, and only the figures of names are those of sentences not
seen.

{figures}",
        about(lang, bytes)
    )
}

/// How the vectors and the models that are shipped were made; `DIR` holds the corpora.
const ID_VECTORS: &str = "--text DIR/news/news-id.jsonl.zst DIR/news/international-id.jsonl DIR/gold/train.jsonl \\
    DIR/pos/kumparan_pos.tsv DIR/ud/id_gsd-ud-train.converted.conllu DIR/ud/id_csui-ud-train.conllu --out id.vec";
const ID_COURSE: &str = "--lang id --shared DIR --vectors id.vec --everything --raw-sentences 18000 \\
    --raw DIR/news/international-id.jsonl DIR/news/news-id.jsonl.zst \\
    --teachers 3 --teacher-hidden 144 --teacher-rounds 14 --hidden 112 --rounds 12 --out data/id/model.bin";
const EN_VECTORS: &str = "--lang en --epochs 20 --min-count 2 --out en.vec --text DIR/quotes/polnear-*.jsonl \\
    DIR/time/*-en.jsonl DIR/events/*-en.jsonl DIR/ner/en-*/*.tsv DIR/ud/en_ewt-ud-train.conllu";
const EN_COURSE: &str = "--lang en --shared DIR --vectors en.vec --raw-sentences 12000 \\
    --raw DIR/quotes/polnear-train.jsonl \\
    --teachers 2 --teacher-hidden 128 --teacher-rounds 10 --hidden 112 --rounds 10 --out data/en/model.bin";

/// What the card says before the sources.
fn about(lang: Lang, bytes: usize) -> String {
    let (name, vectors, course) = match lang {
        Lang::Id => ("Indonesian", ID_VECTORS, ID_COURSE),
        Lang::En => ("English", EN_VECTORS, EN_COURSE),
    };
    format!(
        "\
# The {name} model

`model.bin` holds one network: two layers of long short-term memory, read in both directions, over word vectors,
beginnings and ends of words and their capitals; on them parts of speech, names (best sequence of marks) and trees
(biaffine arcs and relations). Weights are rounded to 8 bits with a scale for each row; {bytes} bytes, of form {VERSION}.

Teachers, wider networks, learn first and read raw news together; the network that is kept learns from the corpora
and from what they read. Train it again, byte for byte from the same files on the same kind of machine, about an hour on
two cores:

```
telisik-train vectors {vectors}
telisik-train train {course}
```"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cards_beside_the_models_say_what_the_trainer_says_of_them() {
        let all = [
            (
                Lang::Id,
                include_str!("../../../data/id/MODEL.md"),
                include_bytes!("../../../data/id/model.bin").len(),
            ),
            (
                Lang::En,
                include_str!("../../../data/en/MODEL.md"),
                include_bytes!("../../../data/en/model.bin").len(),
            ),
        ];
        for (lang, card, bytes) in all {
            assert!(card.starts_with(&about(lang, bytes)), "expected to begin with:\n{}", about(lang, bytes));
        }
    }
}
