use std::sync::LazyLock;

use proptest::prelude::*;
use telisik_record::Text;

use super::*;
use crate::cover::check;
use crate::{Block, Nominal, Sentence, Voice};

mod blocks;
mod sentences;
mod words;

static INDONESIAN: LazyLock<Indonesian> =
    LazyLock::new(|| Indonesian::new().expect("the built-in lists are sound"));

fn analyze(string: &str) -> (Text, Analysis) {
    let text = Text::from(string);
    let analysis = INDONESIAN.analyze(&text, None);
    (text, analysis)
}

fn forms(sentence: &Sentence) -> Vec<&str> {
    sentence.words.iter().map(|word| &*word.form).collect()
}

fn words(string: &str) -> Vec<String> {
    let (_, analysis) = analyze(string);
    analysis.sentences.iter().flat_map(forms).map(str::to_owned).collect()
}

fn sentences(string: &str) -> Vec<String> {
    let (text, analysis) = analyze(string);
    analysis.sentences.iter().map(|sentence| text.slice(sentence.span).to_owned()).collect()
}

fn blocks(string: &str, title: Option<&str>) -> Vec<(Block, String)> {
    let text = Text::from(string);
    let analysis = INDONESIAN.analyze(&text, title);
    analysis.sentences.iter().map(|s| (s.block, text.slice(s.span).to_owned())).collect()
}

proptest! {
    #[test]
    fn words_cover_any_string_in_order(string in "[\\PC\n\r\t]{0,80}") {
        let (text, analysis) = analyze(&string);
        check(&text, &analysis)?;
    }

    #[test]
    fn words_cover_what_looks_like_news(string in "((Jakarta|Israel|kuat|upayanya|ku|di|mengatakan|AS|dr|12|7,5|KOMPAS.com|Advertisement|-nya|é)[ .,?!\"”“()\\-–\n]{0,3}){0,30}") {
        let (text, analysis) = analyze(&string);
        check(&text, &analysis)?;
        let title: String = string.chars().take(12).collect();
        check(&text, &INDONESIAN.analyze(&text, Some(&title)))?;
    }
}

#[test]
fn hostile_texts_are_read_in_time() {
    for text in [
        "a".repeat(1 << 17),
        "\"".repeat(1 << 17),
        "(.".repeat(1 << 16),
        "a.".repeat(1 << 16),
        "aB".repeat(1 << 16),
        "a-".repeat(1 << 16),
        "1,".repeat(1 << 16),
        "ku ".repeat(1 << 15),
    ] {
        let (text, analysis) = analyze(&text);
        assert_eq!(
            analysis.sentences.last().map(|s| s.span.end),
            Some(text.as_str().trim_end().len() as u32)
        );
    }
}

#[test]
fn a_text_without_stops_is_cut_into_sentences_that_can_be_looked_at() {
    let (_, analysis) = analyze(&"negara itu ".repeat(2_000));
    assert!(analysis.sentences.iter().all(|sentence| sentence.words.len() <= 1_000));
    assert_eq!(analysis.sentences.iter().map(|sentence| sentence.words.len()).sum::<usize>(), 4_000);
}

#[test]
fn segmenting_gives_the_words_of_the_analysis_and_no_reading_of_them() {
    let text = Text::from("Upayanya gagal di Ankara\n\nMenlu Turki menunda perundingan itu, katanya.");
    let (bare, full) = (INDONESIAN.segment(&text, None), INDONESIAN.analyze(&text, None));
    assert_eq!(bare.paragraphs, full.paragraphs);
    for (bare, full) in bare.sentences.iter().zip(&full.sentences) {
        let forms = |sentence: &Sentence| -> Vec<_> {
            sentence
                .words
                .iter()
                .map(|word| (word.span, word.form.clone(), word.morphology.clone()))
                .collect()
        };
        assert_eq!(forms(bare), forms(full));
        assert!(bare.names.is_empty() && bare.words.iter().all(|word| word.head.is_none()));
        assert!(full.words.iter().any(|word| word.head.is_some()));
    }
}
