use std::collections::BTreeSet;

use telisik_language::Language;
use telisik_language::id::Indonesian;
use telisik_lexicon::{FrameExample, Lexicon};
use telisik_record::{ActorId, Document, Event, Lang};

use crate::Article;
use crate::actors::{self, Cast};
use crate::times::Times;

fn events(language: &Indonesian, lexicon: &Lexicon, text: &str) -> (Cast, Vec<Event>) {
    let document = Document::new("test", Lang::Id, text);
    let analysis = language.analyze(&document.text, None);
    let article = Article { document: &document, analysis: &analysis };
    let cast = actors::read(article, lexicon, None);
    let events = super::read(article, lexicon, &cast, &Times::default(), &[]);
    (cast, events)
}

fn codes(cast: &Cast, ids: &[ActorId]) -> BTreeSet<String> {
    ids.iter().filter_map(|&id| cast.country(id)).map(str::to_owned).collect()
}

/// What an example should give and what it gave instead, if that differs.
fn differs(example: &FrameExample, rule: &str, cast: &Cast, events: &[Event]) -> Option<String> {
    let found: Vec<&Event> = events.iter().filter(|event| event.rule.as_str() == rule).collect();
    if example.none {
        return (!found.is_empty()).then(|| format!("{rule}: read in: {}", example.text));
    }
    let status = example.status.as_deref().unwrap_or("actual");
    let right = found.iter().any(|event| {
        codes(cast, &event.sources) == example.source.iter().cloned().collect()
            && codes(cast, &event.targets) == example.target.iter().cloned().collect()
            && event.status.as_str() == status
    });
    let told = events.iter().map(|event| {
        let (sources, targets) = (codes(cast, &event.sources), codes(cast, &event.targets));
        format!("{} {sources:?} → {targets:?} {}", event.rule, event.status)
    });
    (!right).then(|| format!("{rule}: {}: {:?}", example.text, told.collect::<Vec<_>>()))
}

#[test]
fn every_example_is_read_as_its_frame_says() {
    let language = Indonesian::new().unwrap();
    let lexicon = Lexicon::builtin().unwrap();
    let mut wrong = Vec::new();
    for frame in lexicon.frames.all() {
        for example in &frame.examples {
            let (cast, events) = events(&language, &lexicon, &example.text);
            wrong.extend(differs(example, &frame.id, &cast, &events));
        }
    }
    assert!(wrong.is_empty(), "{} examples:\n{}", wrong.len(), wrong.join("\n"));
}
