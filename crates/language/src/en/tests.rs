use std::collections::HashSet;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::cover::check;
use crate::{Block, Nominal};

static ENGLISH: LazyLock<English> = LazyLock::new(|| English::new().expect("the built-in lists are sound"));

fn analyze(string: &str) -> (Text, Analysis) {
    let text = Text::from(string);
    let analysis = ENGLISH.analyze(&text, None);
    (text, analysis)
}

/// Words as printed; those of one token with a bar between.
fn tokens(string: &str) -> Vec<String> {
    let (text, analysis) = analyze(string);
    let printed = |sentence: &Sentence, words: std::ops::Range<usize>| {
        sentence.words[words].iter().map(|word| text.slice(word.span)).collect::<Vec<_>>().join("|")
    };
    let of = |s: &Sentence| s.tokens.iter().map(|t| printed(s, t.words.clone())).collect::<Vec<_>>();
    analysis.sentences.iter().flat_map(of).collect()
}

fn sentences(string: &str) -> Vec<String> {
    let (text, analysis) = analyze(string);
    analysis.sentences.iter().map(|sentence| text.slice(sentence.span).to_owned()).collect()
}

fn blocks(string: &str) -> Vec<(Block, String)> {
    let (text, analysis) = analyze(string);
    analysis.sentences.iter().map(|s| (s.block, text.slice(s.span).to_owned())).collect()
}

proptest! {
    #[test]
    fn words_cover_any_string_in_order(string in "[\\PC\n\r\t]{0,80}") {
        let (text, analysis) = analyze(&string);
        check(&text, &analysis)?;
    }

    #[test]
    fn words_cover_what_looks_like_news(string in "((Moscow|U.S|don't|leaders’|anti|No|Gen|it’s|a.m|5|10,000|bn|US\\$|'s|İ|http://x.y|a@b.org|Read more|é)[ .,?!'\"”“‘’()\\-–:\n]{0,3}){0,30}") {
        let (text, analysis) = analyze(&string);
        check(&text, &analysis)?;
        let title: String = string.chars().take(12).collect();
        check(&text, &ENGLISH.analyze(&text, Some(&title)))?;
    }

    #[test]
    fn a_lemma_is_found_for_any_form(form in "\\PC{0,20}", tag in 0..Upos::ALL.len()) {
        let lemma = ENGLISH.lemma(&form, Upos::ALL[tag]);
        prop_assert_eq!(lemma.is_empty(), form.is_empty());
    }
}

#[test]
fn contractions_are_words_of_their_own_over_their_characters() {
    assert_eq!(tokens("They don't know"), ["They", "do|n't", "know"]);
    assert_eq!(tokens("It’s Moscow’s plan"), ["It|’s", "Moscow|’s", "plan"]);
    assert_eq!(
        tokens("We can't, I'll, they've, she'd"),
        ["We", "ca|n't", ",", "I|'ll", ",", "they|'ve", ",", "she|'d"]
    );
    assert_eq!(
        tokens("He cannot and wouldn't've gonna"),
        ["He", "can|not", "and", "would|n't|'ve", "gon|na"]
    );
    assert_eq!(tokens("both leaders' aides"), ["both", "leaders|'", "aides"]);
    assert_eq!(tokens("IT WON'T HOLD"), ["IT", "WO|N'T", "HOLD"]);
}

#[test]
fn names_with_an_apostrophe_stay_whole() {
    for name in ["O'Brien", "Sana'a", "Qur'an", "d'Ivoire", "Ba'ath"] {
        assert_eq!(tokens(&format!("near {name}")), ["near", name]);
    }
}

#[test]
fn a_closing_quotation_mark_is_no_possessive() {
    assert_eq!(
        tokens("the ‘bad guys’ lost, he said"),
        ["the", "‘", "bad", "guys", "’", "lost", ",", "he", "said"]
    );
    assert_eq!(tokens("in the '90s"), ["in", "the", "'90s"]);
}

#[test]
fn hyphens_part_words_but_not_prefixes_and_numbers_of_telephones() {
    assert_eq!(tokens("the US-led force"), ["the", "US", "-", "led", "force"]);
    assert_eq!(tokens("an anti-tank e-mail"), ["an", "anti-tank", "e-mail"]);
    assert_eq!(tokens("a pro-Kremlin five-year-old"), ["a", "pro-Kremlin", "five", "-", "year", "-", "old"]);
    assert_eq!(tokens("pages 10-12 or 555-0142"), ["pages", "10", "-", "12", "or", "555-0142"]);
    assert_eq!(tokens("the U.S.-backed group"), ["the", "U.S.", "-", "backed", "group"]);
}

#[test]
fn numbers_money_and_times_are_tokens() {
    assert_eq!(tokens("at 9:30am for $1.5bn"), ["at", "9:30", "am", "for", "$", "1.5", "bn"]);
    assert_eq!(tokens("US$10,000 or 7.5%"), ["US$", "10,000", "or", "7.5", "%"]);
    assert_eq!(
        tokens("on 11/28/2023, 3/9/2024 and 9/11"),
        ["on", "11/28/2023", ",", "3/9/2024", "and", "9/11"]
    );
    assert_eq!(tokens("the 16th of the 1990s"), ["the", "16th", "of", "the", "1990s"]);
    assert_eq!(tokens("the 1970's, 2.5x more"), ["the", "1970's", ",", "2.5x", "more"]);
}

#[test]
fn addresses_and_faces_are_single_tokens() {
    assert_eq!(
        tokens("see https://example.org/a?b=1, or a.b@example.org."),
        ["see", "https://example.org/a?b=1", ",", "or", "a.b@example.org", "."]
    );
    assert_eq!(tokens("thanks :-) from example.com"), ["thanks", ":-)", "from", "example.com"]);
    assert_eq!(tokens("peace 👍🏽 now..."), ["peace", "👍🏽", "now", "..."]);
}

#[test]
fn stops_of_abbreviations_are_theirs_and_end_no_sentence() {
    assert_eq!(
        sentences(
            "Gen. Lee met Sen. J. P. Hale, Lt. Col. Ito and Mr. Roy at 9 a.m. on Jan. 5 in St. Paul. They left."
        ),
        [
            "Gen. Lee met Sen. J. P. Hale, Lt. Col. Ito and Mr. Roy at 9 a.m. on Jan. 5 in St. Paul.",
            "They left."
        ]
    );
    assert_eq!(tokens("The U.S. envoy"), ["The", "U.S.", "envoy"]);
    assert_eq!(sentences("He sells art. Paris buys it."), ["He sells art.", "Paris buys it."]);
    assert_eq!(tokens("No. 10 said no."), ["No.", "10", "said", "no", "."]);
    assert_eq!(sentences("The U.S. President spoke."), ["The U.S. President spoke."]);
}

#[test]
fn an_abbreviation_ends_a_sentence_before_a_word_that_begins_one() {
    assert_eq!(
        sentences("He flew to the U.S. The visit was short. It began at 5 p.m. Monday."),
        ["He flew to the U.S.", "The visit was short.", "It began at 5 p.m. Monday."]
    );
    assert_eq!(
        sentences("She works for Steel Inc. In May she left. Few fear him more than I. He knows."),
        ["She works for Steel Inc.", "In May she left.", "Few fear him more than I.", "He knows."]
    );
    assert_eq!(tokens("He left the U.S."), ["He", "left", "the", "U.S."]);
}

#[test]
fn a_quotation_stays_with_its_attribution() {
    assert_eq!(
        sentences("“We are ready. Are they?” said Ms. Cole. “Not yet!” he added."),
        ["“We are ready.", "Are they?” said Ms. Cole.", "“Not yet!” he added."]
    );
}

#[test]
fn datelines_stand_apart_from_the_first_sentence() {
    for (line, dateline) in [
        ("WASHINGTON (Reuters) - The minister left on Monday.", "WASHINGTON (Reuters) -"),
        ("LONDON, March 3 — The minister left on Monday.", "LONDON, March 3 —"),
        ("BEIRUT, Lebanon (AP) — The minister left on Monday.", "BEIRUT, Lebanon (AP) —"),
        ("NEW DELHI, Jan. 5 (Xinhua) -- The minister left on Monday.", "NEW DELHI, Jan. 5 (Xinhua) --"),
        ("Paris (AFP) – The minister left on Monday.", "Paris (AFP) –"),
        ("MOSUL, Iraq — The minister left on Monday.", "MOSUL, Iraq —"),
    ] {
        let found = blocks(line);
        assert_eq!(found[0], (Block::Dateline, dateline.to_owned()), "{line}");
        assert_eq!(found[1].0, Block::Body, "{line}");
    }
    assert_eq!(blocks("The minister left - at least for now.")[0].0, Block::Body);
}

#[test]
fn headings_and_notices_are_told_from_running_text() {
    let text = "Talks Put Off Again\n\nThe talks were put off until next week.\nNo deal yet\nBoth sides still differ over the border.\nRead more: Talks fail\nAdvertisement\nSign up for our newsletter\nThe hall was empty.\nThis article was first published on Monday.";
    let kinds: Vec<Block> = blocks(text).iter().map(|(block, _)| *block).collect();
    use Block::*;
    assert_eq!(
        kinds,
        [Headline, Body, Heading, Body, Boilerplate, Boilerplate, Boilerplate, Body, Boilerplate]
    );
}

#[test]
fn lines_broken_around_links_are_joined() {
    let text = "The envoy said in\nGeneva\nthat talks would resume. The reason is not clear.";
    assert_eq!(
        sentences(text),
        ["The envoy said in\nGeneva\nthat talks would resume.", "The reason is not clear."]
    );
}

#[test]
fn verbs_have_their_infinitive() {
    for (form, lemma) in [
        ("struck", "strike"),
        ("withdrew", "withdraw"),
        ("overthrown", "overthrow"),
        ("invaded", "invade"),
        ("avoided", "avoid"),
        ("condemned", "condemn"),
        ("planned", "plan"),
        ("called", "call"),
        ("controlled", "control"),
        ("visiting", "visit"),
        ("inviting", "invite"),
        ("threatening", "threaten"),
        ("convened", "convene"),
        ("carried", "carry"),
        ("denies", "deny"),
        ("clashes", "clash"),
        ("dying", "die"),
        ("bring", "bring"),
        ("proceeds", "proceed"),
        ("agreed", "agree"),
        ("urged", "urge"),
        ("settling", "settle"),
        ("appeared", "appear"),
        ("declared", "declare"),
        ("Shelled", "shell"),
        ("housed", "house"),
        ("raised", "raise"),
        ("pressed", "press"),
    ] {
        assert_eq!(&*ENGLISH.lemma(form, Upos::Verb), lemma, "{form}");
    }
    for (form, lemma) in [("is", "be"), ("’ve", "have"), ("ca", "can"), ("wo", "will"), ("did", "do")] {
        assert_eq!(&*ENGLISH.lemma(form, Upos::Aux), lemma, "{form}");
    }
}

#[test]
fn nouns_have_their_singular() {
    for (form, lemma) in [
        ("countries", "country"),
        ("allies", "ally"),
        ("crises", "crisis"),
        ("viruses", "virus"),
        ("houses", "house"),
        ("taxes", "tax"),
        ("axes", "axis"),
        ("heroes", "hero"),
        ("shoes", "shoe"),
        ("wives", "wife"),
        ("women", "woman"),
        ("spokesmen", "spokesman"),
        ("news", "news"),
        ("politics", "politics"),
        ("critics", "critic"),
        ("1990s", "1990s"),
        ("NGOs", "ngo"),
        ("GPS", "gps"),
        ("attacks", "attack"),
        ("movies", "movie"),
    ] {
        assert_eq!(&*ENGLISH.lemma(form, Upos::Noun), lemma, "{form}");
    }
    for (form, lemma) in
        [("States", "state"), ("Hamas", "hamas"), ("Jones", "jones"), ("Palestinians", "palestinian")]
    {
        assert_eq!(&*ENGLISH.lemma(form, Upos::Propn), lemma, "{form}");
    }
}

#[test]
fn adjectives_and_function_words_have_their_plain_form() {
    for (form, lemma) in [
        ("bigger", "big"),
        ("largest", "large"),
        ("happier", "happy"),
        ("former", "former"),
        ("worse", "bad"),
        ("freer", "free"),
    ] {
        assert_eq!(&*ENGLISH.lemma(form, Upos::Adj), lemma, "{form}");
    }
    assert_eq!(&*ENGLISH.lemma("n’t", Upos::Part), "not");
    assert_eq!(&*ENGLISH.lemma("them", Upos::Pron), "they");
    assert_eq!(&*ENGLISH.lemma("1,200", Upos::Num), "1200");
}

#[test]
fn a_noun_that_stands_for_an_act_has_its_verb() {
    let of = |form, upos| ENGLISH.vocabulary.lexicon.morphology(form, upos);
    let invasion = of("invasions", Upos::Noun);
    assert_eq!((&*invasion.root, invasion.nominal), ("invasion", Some(Nominal::Act)));
    assert_eq!(invasion.verb.as_deref(), Some("invade"));
    let attack = of("attack", Upos::Noun);
    assert_eq!((&*attack.root, attack.nominal, attack.verb), ("attack", Some(Nominal::Act), None));
    assert_eq!(of("attack", Upos::Verb).nominal, None);
    assert_eq!(of("table", Upos::Noun).nominal, None);
}

#[test]
fn verbs_of_acts_are_lemmas() {
    let mut count = 0;
    for (noun, verb) in ENGLISH.vocabulary.lexicon.acts() {
        assert_eq!(&*ENGLISH.lemma(verb, Upos::Verb), verb, "the verb of {noun}");
        assert_eq!(&*ENGLISH.lemma(noun, Upos::Noun), noun);
        count += 1;
    }
    assert!(count >= 250, "{count}");
}

#[test]
fn lemmas_are_guessed_where_no_part_of_speech_is_known() {
    let (_, analysis) = analyze("The rebels seized two bridges and weren't stopped.");
    let roots: Vec<_> = analysis.sentences[0].words.iter().map(|word| word.root()).collect();
    assert_eq!(roots, ["the", "rebel", "seize", "two", "bridge", "and", "be", "not", "stop", "."]);
}

#[test]
fn lists_are_in_small_letters() {
    let vocabulary = &ENGLISH.vocabulary;
    let signs = &vocabulary.signs;
    let notices = signs.notices.begins.iter().chain(&signs.notices.is).chain(&signs.notices.inside);
    let all: HashSet<&String> =
        notices.chain(&signs.datelines.outlets).chain(&signs.datelines.places).collect();
    assert!(all.iter().all(|entry| entry.to_lowercase() == **entry));
    let stops = &vocabulary.stops;
    let abbreviations = stops.leading.iter().chain(&stops.trailing).chain(&stops.numbered);
    assert!(abbreviations.chain(&stops.starters).all(|word| word.to_lowercase() == *word));
}

#[test]
fn hostile_texts_are_read_in_time() {
    for text in [
        "a".repeat(1 << 17),
        "\"".repeat(1 << 17),
        "'".repeat(1 << 17),
        "(.".repeat(1 << 16),
        "a.".repeat(1 << 16),
        "a-".repeat(1 << 16),
        "anti-".repeat(1 << 15),
        "a'".repeat(1 << 16),
        "1,".repeat(1 << 16),
        "1-".repeat(1 << 16),
        "a@".repeat(1 << 16),
        "U.S. ".repeat(1 << 15),
        "don't ".repeat(1 << 14),
        "Mr.".repeat(1 << 15),
        "🏽".repeat(1 << 15),
    ] {
        let (text, analysis) = analyze(&text);
        assert_eq!(
            analysis.sentences.last().map(|s| s.span.end),
            Some(text.as_str().trim_end().chars().count() as u32)
        );
        assert!(analysis.sentences.iter().all(|sentence| sentence.words.len() <= 1_500));
    }
}
