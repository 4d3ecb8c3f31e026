pub(crate) mod arguments;
mod given;

use telisik_language::en::English;
use telisik_language::id::Indonesian;
use telisik_language::{Language, Scheme, conllu};
use telisik_record::{Document, Lang};

use crate::output::Output;
use crate::parse::arguments::ParseArguments;
use crate::source::{self, Source};

/// `telisik parse`: prints sentences, words and trees as CoNLL-U, or names as IOB2 tags; returns how many documents
/// or sentences could not be read.
pub(crate) fn run(arguments: &ParseArguments, output: &mut Output) -> anyhow::Result<usize> {
    let languages = Languages::load()?;
    let scheme = Scheme::from(arguments.scheme);
    match (&arguments.pretokenized, &arguments.names_from) {
        (Some(path), _) => given::trees(path, &arguments.intake, &languages, scheme, arguments.names, output),
        (None, Some(path)) => given::names(path, &arguments.intake, &languages, scheme, output),
        (None, None) => texts(arguments, &languages, scheme, output),
    }
}

/// The languages that can be read.
struct Languages(Vec<Box<dyn Language>>);

impl Languages {
    fn load() -> anyhow::Result<Self> {
        Ok(Self(vec![Box::new(Indonesian::new()?), Box::new(English::new()?)]))
    }

    fn of(&self, lang: Lang) -> Option<&dyn Language> {
        self.0.iter().find(|language| language.lang() == lang).map(Box::as_ref)
    }
}

fn texts(
    arguments: &ParseArguments,
    languages: &Languages,
    scheme: Scheme,
    output: &mut Output,
) -> anyhow::Result<usize> {
    let source = Source {
        inputs: &arguments.inputs,
        defaults: source::defaults(&arguments.intake),
        threads: arguments.intake.threads,
        // A bar would fight with sentences on the same terminal.
        show_progress: !output.is_terminal(),
    };
    let parse = |document: Document| {
        let Some(language) = languages.of(document.lang) else { return Vec::new() };
        let analysis = language.analyze_in(&document.text, document.title.as_deref(), scheme);
        let sentences = conllu::document(&document.id, &document.text, &analysis);
        sentences.iter().map(conllu::Sentence::to_string).collect()
    };
    source.each_batch(
        |lang| languages.of(lang).is_some(),
        parse,
        |documents: Vec<Vec<String>>| {
            documents.iter().flatten().try_for_each(|sentence| output.text(sentence))
        },
    )
}
