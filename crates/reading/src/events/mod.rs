//! Who did what to whom, and whether it took place.
//!
//! Frames of the lexicon give the words that tell a deed ([`scene`] finds them in a sentence); [`roles`] finds
//! the doer and the one it is done to among the parties around them, from the tree ([`syntax`]) where that shows
//! them, and [`sides`] what the words leave to the speaker, the sentence or the article; [`status`] reads whether
//! it took place, [`circumstance`] according to whom and where, [`dating`] when; [`merge`] joins what tells the same
//! deed. English goes its own way from triggers to tellings, by the tree alone ([`en`]).

mod afterwards;
mod audience;
mod background;
mod charged;
mod circumstance;
#[cfg(test)]
mod circumstance_tests;
mod complements;
mod dating;
#[cfg(test)]
mod dating_tests;
mod en;
mod foes;
mod merge;
mod nominal;
mod roles;
mod scene;
mod sentence;
mod sides;
mod status;
mod syntax;
#[cfg(test)]
mod tests;
mod unsaid;
mod victims;
mod warfare;
mod when;
mod whereabouts;

use std::collections::{BTreeMap, BTreeSet};

use telisik_lexicon::Lexicon;
use telisik_record::{ActorId, Event, Lang, Statement};

use self::merge::Telling;
use self::scene::Scene;
use self::sentence::Reader;
use crate::Article;
use crate::actors::Cast;
use crate::times::Times;

/// Reads the events of an article, in the order of the text. Those who take part in them without a name or state
/// to tell them by are added to the cast, behind the others.
pub fn read(
    article: Article<'_>,
    lexicon: &Lexicon,
    cast: &mut Cast,
    times: &Times,
    statements: &[Statement],
) -> Vec<Event> {
    match lexicon.lang {
        Lang::Id => told(article, lexicon, cast, times, statements),
        Lang::En => {
            let joined = en::join(article, lexicon, cast, times);
            let mut events = told(article, lexicon, &joined, times, statements);
            en::settle(&joined, cast, &mut events);
            events
        }
    }
}

fn told(
    article: Article<'_>,
    lexicon: &Lexicon,
    cast: &Cast,
    times: &Times,
    statements: &[Statement],
) -> Vec<Event> {
    let mut tellings: Vec<Telling> = Vec::new();
    let mut topic = Side::default();
    // Where the tellings of the sentence before begin.
    let mut last = 0;
    let home = home(cast);
    let words = article.sentences().iter().flat_map(|sentence| &sentence.words);
    let hostages = words.into_iter().any(|word| lexicon.clauses.captives.contains(&*word.form));
    let mut lead = afterwards::Lead::of(article);
    // Statements in the order of where they begin, and those that reach into the sentence at hand.
    let mut coming: Vec<&Statement> = statements.iter().collect();
    coming.sort_by_key(|statement| std::cmp::Reverse(statement.extent().start));
    let mut heard: Vec<&Statement> = Vec::new();
    for index in 0..article.sentences().len() {
        let span = article.sentences()[index].span;
        while let Some(next) = coming.pop_if(|next| next.extent().start < span.end) {
            heard.push(next);
        }
        heard.retain(|statement| statement.extent().end > span.start);
        if let Some(scene) = Scene::new(article, lexicon, cast, index) {
            let statements = &heard;
            let reader = Reader {
                article,
                lexicon,
                cast,
                times,
                statements,
                scene: &scene,
                earlier: &tellings,
                topic: &topic,
                home: &home,
                hostages,
            };
            let day = afterwards::afterwards(&reader);
            let that_day = afterwards::that_day(&reader);
            let mut told = match lexicon.lang {
                Lang::Id => reader.tellings(),
                Lang::En => en::tellings(&reader),
            };
            let (goes_on, subject) = (reader.goes_on(), reader.subject());
            if let Some(day) = day {
                day.apply(&mut tellings);
            }
            if let Some(day) = that_day {
                for telling in told.iter_mut().filter(|telling| telling.status.is_real()) {
                    if telling.date.is_none() && telling.beside.is_none() {
                        telling.date = Some(day.clone());
                    }
                }
            }
            merge::date_by_meeting(&tellings[last..], &mut told);
            if goes_on {
                merge::date_on(&tellings[last..], &mut told);
            }
            for telling in &mut told {
                telling.leads = lead.holds(index);
                let ended = telling.date.as_ref().and_then(|(date, _)| dating::days_since(times, date));
                telling.past = ended.is_some_and(|days| days > dating::OLD);
                telling.bygone = ended.is_some_and(|days| days > dating::BYGONE);
            }
            lead.date(lexicon, &scene, times, &mut tellings);
            last = tellings.len();
            tellings.extend(told);
            if let Some(next) = subject {
                topic = next;
            }
        }
    }
    let mut kept = merge::merge(cast, tellings);
    dating::by_statements(article, lexicon, cast, times, statements, &mut kept);
    let frames = kept.into_iter().filter_map(|telling| Some((lexicon.frames.get(telling.frame)?, telling)));
    frames.enumerate().map(|(index, (frame, telling))| merge::event(index, telling, frame)).collect()
}

/// Actors with their countries.
type Side = (Vec<ActorId>, BTreeSet<String>);

/// The actor most often named, with its country: whom *polisi* and *pengunjuk rasa* belong to.
fn home(cast: &Cast) -> Side {
    let mut counts: BTreeMap<&str, (usize, ActorId)> = BTreeMap::new();
    for mention in &cast.mentions {
        for &id in &mention.actors {
            if let Some(country) = cast.country(id) {
                counts.entry(country).or_insert((0, id)).0 += 1;
            }
        }
    }
    let most = counts.into_iter().max_by_key(|(_, (count, _))| *count);
    most.map(|(country, (_, id))| (vec![id], BTreeSet::from([country.to_owned()]))).unwrap_or_default()
}
