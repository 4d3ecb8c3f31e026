//! `cargo bench -p telisik-ledger`: 100,000 documents with a million events; how fast they are added, how large the
//! file is, and how long queries take. `-- 20000` for fewer documents, `-- 20000 bulk.db` to keep the ledger, `-- 20000
//! bulk.db adding` to ask nothing of it, `-- 20000 bulk.db asking` to ask one that was kept.

#![allow(clippy::print_stdout, clippy::expect_used, reason = "it measures, and tells what it measured")]

mod articles;

use std::borrow::Cow;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use articles::{Dice, article, date, person, state, word};
use telisik_ledger::{
    Altered, Arrival, AsOf, CHUNK, Claim, ClaimNumber, DocumentNumber, Filter, Fingerprint, Ledger,
    LedgerError, Profile, Search, View,
};

const QUERIES: usize = 400;
const LIMIT: usize = 100;

fn main() {
    let mut given = std::env::args().skip(1).filter(|word| word != "--bench");
    let documents: usize = given.next().and_then(|word| word.parse().ok()).unwrap_or(100_000);
    let folder = tempfile::tempdir().expect("a folder");
    let path = given.next().map_or_else(|| folder.path().join("bulk.db"), Into::into);
    let mut ledger = Ledger::open(&path).expect("a new ledger");
    let what = given.next();
    let to_add = if what.as_deref() == Some("asking") { 0 } else { documents };
    let (text, adding, worked) = add(&mut ledger, to_add);
    drop(ledger);
    let size = std::fs::metadata(&path).expect("the file").len();
    println!("documents  {documents}, events {}, text {:.1} MB", documents * 10, text as f64 / 1e6);
    println!("adding     {:.0} documents/s", documents as f64 / adding.as_secs_f64());
    println!(
        "           {:.0} µs cpu a document in the thread that writes",
        worked.as_secs_f64() * 1e6 / documents as f64
    );
    println!("file       {:.1} MB, {:.2} x the text", size as f64 / 1e6, size as f64 / text as f64);
    if what.is_some_and(|word| word == "adding") {
        return;
    }
    let ledger = Ledger::open_to_read(&path).expect("the ledger");
    let view = ledger.view(None).expect("its newest state");
    let mut dice = Dice::new(5);
    println!("queries, ms: {QUERIES} each, first {LIMIT} rows       p50      p99  p50 cpu  p99 cpu   rows");
    for (name, make) in filters() {
        query(name, &ledger, view, &mut dice, make, Ledger::events);
    }
    search(&ledger, view, &mut dice, false);
    search(&ledger, view, &mut dice, true);
    query("claims of a state", &ledger, view, &mut dice, source, Ledger::claims);
    query("statements of a state", &ledger, view, &mut dice, speaker, Ledger::statements);
    query("statements of a person", &ledger, view, &mut dice, one_speaker, Ledger::statements);
    query("actors, all", &ledger, view, &mut dice, |_| Filter::default(), Ledger::actors);
    query("actors of a state", &ledger, view, &mut dice, speaker, Ledger::actors);
    query("actors by name", &ledger, view, &mut dice, one_speaker, Ledger::actors);
    query("profile of a person", &ledger, view, &mut dice, one_speaker, profile);
    query("profile of a state", &ledger, view, &mut dice, speaker, profile);
    timed(40, "one claim, 40", &ledger, view, &mut dice, |_| Filter::default(), any_claim);
    timed(
        10,
        "stories, 10",
        &ledger,
        view,
        &mut dice,
        |_| Filter::default(),
        |ledger, filter, view| ledger.stories(filter.limit, view),
    );
    timed(
        10,
        "norms, 10",
        &ledger,
        view,
        &mut dice,
        |_| Filter::default(),
        |ledger, filter, view| {
            ledger.norms(&telisik_ledger::NormFilter { limit: filter.limit, ..Default::default() }, view)
        },
    );
    timed(10, "changes of 100 documents, 10", &ledger, view, &mut dice, |_| Filter::default(), changes);
    timed(
        10,
        "readings, 10",
        &ledger,
        view,
        &mut dice,
        |_| Filter::default(),
        |ledger, filter, view| ledger.readings(DocumentNumber(0), filter.limit.unwrap_or(100), view),
    );
    timed(10, "dyads of a pair, 10", &ledger, view, &mut dice, pair, Ledger::dyads);
    timed(10, "dyads, all, 10", &ledger, view, &mut dice, |_| Filter::default(), Ledger::dyads);
    if let Ok(before) = ledger.view(Some(AsOf::Revision(view.revision / 2))) {
        timed(
            3,
            "actors of an earlier state, 3",
            &ledger,
            before,
            &mut dice,
            |_| Filter::default(),
            Ledger::actors,
        );
    }
    let start = Instant::now();
    let problems = ledger.check(|| ()).expect("the ledger").problems.len();
    println!("check      {:.1} s, {problems} problems", start.elapsed().as_secs_f64());
}

/// Any claim there is.
fn any_claim(ledger: &Ledger, _: &Filter, view: View) -> Result<Vec<Claim>, LedgerError> {
    static ASKED: AtomicU64 = AtomicU64::new(1);
    let number = 1 + ASKED.fetch_add(7919, Ordering::Relaxed) as i64 % 10_000;
    Ok(ledger.claim(ClaimNumber(number), view).into_iter().collect())
}

/// What became of the first hundred documents since a revision in the middle.
fn changes(ledger: &Ledger, filter: &Filter, view: View) -> Result<Vec<Altered>, LedgerError> {
    let before = ledger.view(Some(AsOf::Revision(view.revision / 2)))?;
    ledger.altered((before, view), DocumentNumber(0), filter.limit.unwrap_or(100))
}

/// Adds articles as the program does: while a chunk is written, the next is made ready in another thread. Returns the bytes
/// of their texts, how long it took, and how much of that this thread was on a core.
fn add(ledger: &mut Ledger, documents: usize) -> (usize, Duration, Duration) {
    let reader = Fingerprint { program: "bench".into(), lexicon: "-".into(), model: "-".into() };
    let (mut text, mut adding, mut worked) = (0, Duration::ZERO, Duration::ZERO);
    let mut ready = Vec::new();
    let mut first = 0;
    while first < documents || !ready.is_empty() {
        let last = documents.min(first + CHUNK);
        let articles: Vec<_> = (first..last).map(article).collect();
        first = last;
        text += articles.iter().map(|(record, _)| record.document.text.as_str().len()).sum::<usize>();
        let make = move |(record, roots)| Arrival::new(Cow::Owned(record), roots);
        let (start, worked_before) = (Instant::now(), on_a_core());
        let next = std::thread::spawn(move || articles.into_iter().map(make).collect::<Vec<_>>());
        if !ready.is_empty() {
            ledger.add_arrivals(ready, &reader).expect("room on the disk");
        }
        ready = next.join().expect("no panic");
        adding += start.elapsed();
        worked += on_a_core().saturating_sub(worked_before);
    }
    (text, adding, worked)
}

type Make = fn(&mut Dice) -> Filter;

fn filters() -> Vec<(&'static str, Make)> {
    vec![
        ("events of a source", source),
        ("events of a pair", pair),
        ("events of a pair and month", |dice| {
            let day = 18_500 + dice.below(2150) as i64;
            Filter {
                source: Some(state(dice.skewed(190))),
                target: Some(state(dice.skewed(190))),
                since: date(day).parse().ok(),
                until: date(day + 30).parse().ok(),
                ..Filter::default()
            }
        }),
        ("events of a person", |dice| Filter {
            source: Some(person(dice.skewed(40_000))),
            ..Filter::default()
        }),
        ("events a state tells", speaker),
        ("events of a type since a day", |dice| Filter {
            types: vec![telisik_record::EventType::ALL[dice.below(16)]],
            since: date(18_500 + dice.below(2150) as i64).parse().ok(),
            ..Filter::default()
        }),
        ("denied events of a target", |dice| Filter {
            target: Some(state(dice.skewed(190))),
            status: vec![telisik_record::Status::Negated],
            ..Filter::default()
        }),
    ]
}

fn source(dice: &mut Dice) -> Filter {
    Filter { source: Some(state(dice.skewed(190))), ..Filter::default() }
}

fn speaker(dice: &mut Dice) -> Filter {
    Filter { speaker: Some(state(dice.skewed(190))), ..Filter::default() }
}

fn pair(dice: &mut Dice) -> Filter {
    Filter {
        source: Some(state(dice.skewed(190))),
        target: Some(state(dice.skewed(190))),
        ..Filter::default()
    }
}

/// As a page asks for it: ten of each list, and one more.
fn profile(ledger: &Ledger, filter: &Filter, view: View) -> Result<Vec<Profile>, LedgerError> {
    let name = filter.speaker.as_deref().unwrap_or_default();
    Ok(ledger.profile(name, Some(11), view)?.into_iter().collect())
}

fn one_speaker(dice: &mut Dice) -> Filter {
    Filter { speaker: Some(person(dice.skewed(40_000))), ..Filter::default() }
}

/// Documents with one word that is in many, or with two that are in fewer.
fn search(ledger: &Ledger, view: View, dice: &mut Dice, ranked: bool) {
    let name = if ranked { "search, best first" } else { "search, newest first" };
    query(
        name,
        ledger,
        view,
        dice,
        |_| Filter::default(),
        |ledger, filter, view| {
            let mut dice = Dice::new(WORDS_ASKED.fetch_add(1, Ordering::Relaxed));
            let words = (0..1 + dice.below(2)).map(|_| vec![vec![word(40 + dice.skewed(3000))]]).collect();
            ledger.search(&Search { words, lang: None, ranked, limit: filter.limit }, view)
        },
    );
}

static WORDS_ASKED: AtomicU64 = AtomicU64::new(1);

fn query<T>(
    name: &str,
    ledger: &Ledger,
    view: View,
    dice: &mut Dice,
    make: Make,
    ask: impl Fn(&Ledger, &Filter, View) -> Result<Vec<T>, LedgerError>,
) {
    timed(QUERIES, name, ledger, view, dice, make, ask);
}

/// The same, so many times.
fn timed<T>(
    times: usize,
    name: &str,
    ledger: &Ledger,
    view: View,
    dice: &mut Dice,
    make: Make,
    ask: impl Fn(&Ledger, &Filter, View) -> Result<Vec<T>, LedgerError>,
) {
    let mut rows = 0;
    let (mut passed, mut worked) = (Vec::new(), Vec::new());
    for _ in 0..times {
        let filter = Filter { limit: Some(LIMIT), ..make(dice) };
        let (start, worked_before) = (Instant::now(), on_a_core());
        rows += ask(ledger, &filter, view).expect("an answer").len();
        passed.push(start.elapsed());
        worked.push(on_a_core().saturating_sub(worked_before));
    }
    let figure = |times: &mut Vec<Duration>, share: usize| {
        times.sort();
        times[(times.len() - 1) * share / 100].as_secs_f64() * 1e3
    };
    println!(
        "  {name:32} {:8.2} {:8.2} {:8.2} {:8.2} {:6}",
        figure(&mut passed, 50),
        figure(&mut passed, 99),
        figure(&mut worked, 50),
        figure(&mut worked, 99),
        rows / times
    );
}

/// How long this thread has been on a core: what else the machine does has no part in it. Linux alone tells.
fn on_a_core() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(told.split(' ').next().and_then(|word| word.parse().ok()).unwrap_or(0))
}
