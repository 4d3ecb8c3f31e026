//! The files that are built in load, and every entry is found in its own examples.

#![allow(clippy::unwrap_used, reason = "tests")]

use telisik_lexicon::{Lexicon, Names, Sources, Target, TitleSense, pieces};
use telisik_record::Lang;

/// What the names in a text may mean, the longest name at each place.
fn meanings<T: Copy + PartialEq>(names: &Names<T>, text: &str) -> Vec<T> {
    let parts = pieces(text);
    (0..parts.len()).filter_map(|at| names.longest(&parts[at..])).flat_map(|(_, meant)| meant).collect()
}

#[test]
fn every_actor_is_named_in_its_examples() {
    let lexicon = Lexicon::builtin().unwrap();
    for (at, entry) in lexicon.actors.entries().iter().enumerate() {
        assert!(!entry.examples.is_empty(), "{} has no example", entry.key);
        for example in &entry.examples {
            let found = meanings(lexicon.actors.names(), example);
            assert!(found.iter().any(|s| s.target == Target::Actor(at)), "{}: {example}", entry.key);
        }
    }
}

#[test]
fn every_title_body_and_people_is_named_in_its_examples() {
    for lang in Lang::ALL {
        let lexicon = Lexicon::load(&Sources::builtin(), lang).unwrap();
        let titles = &lexicon.titles;
        let named = |sense: TitleSense, id: &str, examples: &[String]| {
            assert!(!examples.is_empty(), "{id} has no example");
            for example in examples {
                assert!(meanings(titles.names(), example).contains(&sense), "{id}: {example}");
            }
        };
        titles.titles().iter().enumerate().for_each(|(i, e)| named(TitleSense::Title(i), &e.id, &e.examples));
        titles.bodies().iter().enumerate().for_each(|(i, e)| named(TitleSense::Body(i), &e.id, &e.examples));
        let peoples = titles.peoples().iter().enumerate();
        peoples.for_each(|(i, e)| named(TitleSense::People(i), &e.id, &e.examples));
    }
}

#[test]
fn ambiguous_names_are_names_of_their_entry() {
    let lexicon = Lexicon::builtin().unwrap();
    for (at, entry) in lexicon.actors.entries().iter().enumerate() {
        for name in &entry.ambiguous {
            let meant = lexicon.actors.names().get(name);
            assert!(meant.iter().any(|s| s.target == Target::Actor(at)), "{}: {name}", entry.key);
        }
    }
}
