//! Prints the sentences and words of a text on standard input as CoNLL-U, heads and all.
//!
//! `cargo run -p telisik-language --release --example segment < text.txt`; with `gsd` after `--`, sentences end
//! and words are marked as in the treebank GSD.

use std::error::Error;
use std::io::{self, Read, Write};

use telisik_language::{Language, Scheme, Sentence, id::Indonesian};
use telisik_record::Text;

fn main() -> Result<(), Box<dyn Error>> {
    let mut string = String::new();
    io::stdin().read_to_string(&mut string)?;
    let text = Text::new(string);
    let scheme = if std::env::args().any(|arg| arg == "gsd") { Scheme::Gsd } else { Scheme::Own };
    let analysis = Indonesian::new()?.analyze_in(&text, None, scheme);
    let mut out = io::BufWriter::new(io::stdout().lock());
    for sentence in &analysis.sentences {
        write(&mut out, &text, sentence)?;
    }
    Ok(out.flush()?)
}

fn write(out: &mut impl Write, text: &Text, sentence: &Sentence) -> io::Result<()> {
    writeln!(out, "# block = {:?}", sentence.block)?;
    writeln!(out, "# text = {}", text.slice(sentence.span).replace(['\n', '\r'], " "))?;
    for token in &sentence.tokens {
        if token.words.len() > 1 {
            let form = text.slice(token.span);
            writeln!(out, "{}-{}\t{form}\t_\t_\t_\t_\t_\t_\t_\t_", token.words.start + 1, token.words.end)?;
        }
        for i in token.words.clone() {
            let word = &sentence.words[i];
            let (form, root) = (text.slice(word.span), word.root());
            let head = word.head.map_or(0, |head| head + 1);
            writeln!(out, "{}\t{form}\t{root}\t{}\t_\t_\t{head}\t{}\t_\t_", i + 1, word.upos, word.deprel)?;
        }
    }
    writeln!(out)
}
