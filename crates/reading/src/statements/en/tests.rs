use proptest::prelude::*;
use telisik_language::Language;
use telisik_language::en::English;
use telisik_lexicon::{Lexicon, Sources};
use telisik_record::{Attribution, Document, Lang, Statement, StatementKind};

use crate::statements::{Known, find, read};
use crate::{Article, actors, times};

struct Reader {
    language: English,
    lexicon: Lexicon,
}

/// A statement as its printed parts.
#[derive(Debug)]
struct Told {
    content: Vec<String>,
    cue: String,
    speaker: String,
    kind: StatementKind,
    via: Vec<String>,
    attribution: Attribution,
    speakers: Vec<String>,
}

impl Reader {
    fn new() -> Self {
        let lexicon = Lexicon::load(&Sources::builtin(), Lang::En).unwrap();
        Self { language: English::new().unwrap(), lexicon }
    }

    fn all(&self, text: &str) -> (Document, Vec<Statement>, Vec<Told>) {
        let document = Document::new("t", Lang::En, text);
        let analysis = self.language.analyze(&document.text, None);
        let article = Article { document: &document, analysis: &analysis };
        let times = times::read(article, &self.lexicon.calendar);
        let cast = actors::read(article, &self.lexicon, times.reference_date);
        let statements = read(article, &self.lexicon, &cast, &times);
        let print = |span| article.slice(span).to_owned();
        let told = statements
            .iter()
            .map(|s| Told {
                content: s.content.iter().copied().map(print).collect(),
                cue: s.cue.map(print).unwrap_or_default(),
                speaker: s.speaker.map(print).unwrap_or_default(),
                kind: s.kind,
                via: s.via.clone(),
                attribution: s.attribution,
                speakers: s
                    .speakers
                    .iter()
                    .filter_map(|&id| cast.actor(id))
                    .map(|a| a.name.clone())
                    .collect(),
            })
            .collect();
        (document, statements, told)
    }

    fn told(&self, text: &str) -> Vec<Told> {
        self.all(text).2
    }

    fn one(&self, text: &str) -> Told {
        let mut told = self.told(text);
        assert_eq!(told.len(), 1, "{text}: {told:#?}");
        told.remove(0)
    }
}

#[test]
fn every_example_of_a_cue_reads_as_it_says() {
    let reader = Reader::new();
    let mut wrong = Vec::new();
    for cue in reader.lexicon.cues.all() {
        for example in &cue.examples {
            let told = reader.told(&example.text);
            let right = if example.content.is_empty() {
                told.is_empty()
            } else {
                let speaker = |t: &Told| t.speaker == example.speaker;
                told.iter().any(|t| t.content.first() == Some(&example.content) && speaker(t))
            };
            if !right {
                wrong.push(format!("{}: {} -> {told:?}", cue.id, example.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn marks_of_every_kind_stay_outside_the_content() {
    let reader = Reader::new();
    for (open, close) in [("\"", "\""), ("“", "”"), ("''", "''")] {
        let told =
            reader.one(&format!("{open}We will open the pass in spring,{close} said Ana Tui on Friday."));
        assert_eq!(told.content, ["We will open the pass in spring,"], "{told:?}");
        assert_eq!((told.speaker.as_str(), told.kind), ("Ana Tui", StatementKind::Direct));
    }
}

#[test]
fn an_interrupted_quotation_is_one_statement_with_two_spans() {
    let reader = Reader::new();
    let told = reader.one("“The ferry is late,” Ana Tui said. “It will sail at noon.”");
    assert_eq!(told.content, ["The ferry is late,", "It will sail at noon."]);
    let told = reader.one("“The faster the pumps arrive,” Ana Tui said, “the fewer fields we lose.”");
    assert_eq!(told.content, ["The faster the pumps arrive,", "the fewer fields we lose."]);
}

#[test]
fn a_quotation_over_several_sentences_is_one_content() {
    let told = Reader::new().one("“We waited. Nobody came. We went home,” said a fisherman in Apia.");
    assert_eq!(told.content, ["We waited. Nobody came. We went home,"]);
    assert_eq!(told.speaker, "a fisherman");
}

#[test]
fn a_quoted_paragraph_without_attribution_keeps_the_speaker_and_is_marked() {
    let told = Reader::new().told(
        "“This dispute must end,” Kenyan President William Ruto said.\n\n\
         “Our people have suffered for far too long.”",
    );
    assert_eq!(told.len(), 2, "{told:#?}");
    assert_eq!((told[1].cue.as_str(), told[1].speaker.as_str()), ("", ""));
    assert_eq!(told[1].speakers, told[0].speakers);
    assert_ne!(told[1].attribution, Attribution::Explicit);
}

#[test]
fn an_attribution_inside_a_clause_leaves_two_spans() {
    let told = Reader::new().one("The two ports, Ana Tui said on Monday, will reopen next week.");
    assert_eq!(told.content, ["The two ports", "will reopen next week"]);
    assert_eq!(told.speaker, "Ana Tui");
}

#[test]
fn a_clause_with_a_quoted_part_is_mixed_and_whole() {
    let told =
        Reader::new().one("Norway's foreign minister said the talks were “close to collapse” this week.");
    assert_eq!(told.kind, StatementKind::Mixed);
    assert!(told.content[0].starts_with("the talks were “close to collapse"), "{told:?}");
}

#[test]
fn scare_quotes_and_titles_are_no_statements() {
    let reader = Reader::new();
    assert!(reader.told("Operation “New Dawn” began on Monday near the border.").is_empty());
    assert!(reader.told("The so-called “Rain Council” met in Dakar.").is_empty());
}

#[test]
fn what_was_not_said_is_no_statement() {
    let reader = Reader::new();
    for text in [
        "The minister did not say that the border was open.",
        "Chad never claimed that it had won the war.",
        "When asked to leave, the crew sailed on.",
    ] {
        assert!(reader.told(text).is_empty(), "{text}");
    }
    let told = reader.one("The minister declined to say whether the border was open.");
    assert_eq!(told.content, ["to say whether the border was open"]);
}

#[test]
fn who_rejects_or_welcomes_what_others_hold_does_not_say_it() {
    let reader = Reader::new();
    for text in [
        "Suva rejected the claim that the reef was dying.",
        "Apia welcomed the decision that the reef was closed.",
    ] {
        let told = reader.told(text);
        assert!(told.iter().all(|one| !one.content[0].starts_with("the reef was")), "{text}: {told:#?}");
    }
    let told = reader.told("Suva issued a warning that the reef was dying.");
    assert!(
        told.iter().any(|one| one.content == ["the reef was dying"] && one.speaker == "Suva"),
        "{told:#?}"
    );
}

#[test]
fn what_the_speaker_did_in_saying_it_is_no_part_of_it() {
    let told = Reader::new().one("“The bridge is gone,” Ana Tui said, pointing at the river.");
    assert_eq!(told.content, ["The bridge is gone,"]);
}

#[test]
fn two_reports_of_one_subject_are_two_statements() {
    let told = Reader::new().told("Kuwait said the ship was private, adding that its crew was safe.");
    assert_eq!(told.len(), 2, "{told:#?}");
    assert_eq!(told[0].content, ["the ship was private"]);
    assert_eq!(told[1].content, ["its crew was safe"]);
    assert_eq!(told[1].speaker, "Kuwait");
}

#[test]
fn the_writer_speaks_again_behind_a_contrast() {
    let told = Reader::new().told("Suva said the reef was dying, while fishermen stayed at sea.");
    assert_eq!(told[0].content, ["the reef was dying"]);
}

#[test]
fn a_name_in_apposition_is_who_speaks() {
    let told = Reader::new().one("The harbour chief, Karim Aden, said that two cranes had fallen.");
    assert_eq!((told.speaker.as_str(), told.content[0].as_str()), ("Karim Aden", "two cranes had fallen"));
}

#[test]
fn a_colon_behind_a_name_leads_to_what_was_said() {
    let told = Reader::new().one("Ana Tui: The ferry will not sail today.");
    assert_eq!(
        (told.speaker.as_str(), told.content[0].as_str()),
        ("Ana Tui", "The ferry will not sail today")
    );
}

#[test]
fn an_outlet_that_was_told_is_the_way_of_the_report() {
    let told = Reader::new().one("Ana Tui told Reuters that the two ports would reopen.");
    assert_eq!(
        (told.content[0].as_str(), told.via.as_slice()),
        ("the two ports would reopen", &["Reuters".to_owned()][..])
    );
    let told =
        Reader::new().one("“The ports will reopen,” Ana Tui said in an interview with the news agency AFP.");
    assert_eq!((told.speaker.as_str(), told.via.as_slice()), ("Ana Tui", &["AFP".to_owned()][..]));
}

#[test]
fn reading_takes_time_in_step_with_length_on_hostile_text() {
    let reader = Reader::new();
    for unit in [
        "\"",
        "“",
        "\" ",
        "“ said ",
        "\"a\" ",
        "\"a\" said Ana ",
        "according to Ana, ",
        "Ana said ",
        "Ana said that ",
    ] {
        let seconds = |length: usize| {
            let document = Document::new("t", Lang::En, unit.repeat(length / unit.len()));
            let analysis = reader.language.analyze(&document.text, None);
            let article = Article { document: &document, analysis: &analysis };
            let start = std::time::Instant::now();
            find(article, &reader.lexicon.cues, &Known::default());
            start.elapsed().as_secs_f64()
        };
        let (short, long) = (seconds(16_000), seconds(64_000));
        assert!(
            long < 10.0 * short.max(0.05),
            "{unit:?}: {short:.3} s for 16,000 characters, {long:.3} s for 64,000"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_read_without_panic_and_spans_lie_in_it(parts in prop::collection::vec(prop::sample::select(vec![
        "\"", "“", "”", "'", "''", ",", ".", "\n", " ", "said", "told", "according to", "Ana", "who", "that", "(", ")",
        "Reuters", "claim", "the statement", "and", "accused of", "—", "é", "by", "called", "as", "-", ":", "not",
    ]), 0..40)) {
        thread_local!(static READER: Reader = Reader::new());
        let text = parts.join(" ");
        READER.with(|reader| {
            let (document, statements, _) = reader.all(&text);
            for s in &statements {
                for span in s.content.iter().copied().chain(s.cue).chain(s.speaker) {
                    assert!(span.end <= document.text.len());
                }
                assert!(s.content.iter().all(|span| !span.is_empty()));
            }
        });
    }
}
