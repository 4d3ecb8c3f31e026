//! What a person should look at once everything else is read.

use std::collections::BTreeSet;

use telisik_language::{Block, Sentence};
use telisik_lexicon::{Cues, Lexicon};
use telisik_record::{Event, EventId, Stance, StanceKind, Warning, WarningCode};

use crate::Article;
use crate::stances::{Telling, Tellings};

/// How many deeds of a headline are compared with the body.
const MOST: usize = 20;

/// Headlines that state as a fact what the body only plans, reports by one side, or has denied.
///
/// A headline that hedges or names its source is no such; neither is one whose deed the body does not tell again,
/// as nothing can be compared then.
pub(crate) fn read(
    article: Article<'_>,
    lexicon: &Lexicon,
    events: &[Event],
    stances: &[Stance],
    tellings: &Tellings,
) -> Vec<Warning> {
    let Some(headline) = article.sentences().iter().position(|sentence| sentence.block == Block::Headline)
    else {
        return Vec::new();
    };
    let Some(sentence) = article.sentences().get(headline) else { return Vec::new() };
    if hedges(sentence, lexicon) {
        return Vec::new();
    }
    let denied =
        |id: EventId| stances.iter().any(|stance| stance.event == id && stance.stance == StanceKind::Denies);
    let told: BTreeSet<usize> = tellings.within(sentence.span).iter().map(|telling| telling.event).collect();
    let mut warnings = Vec::new();
    for event in told.into_iter().take(MOST) {
        let event = &events[event];
        let body: Vec<&Telling> = tellings
            .list
            .iter()
            .filter(|telling| telling.event == event.id.index() && telling.sentence != headline)
            .collect();
        let in_headline = sentence.span.contains(event.trigger);
        if body.is_empty() || in_headline {
            continue;
        }
        let reported = body.iter().all(|telling| telling.statement.is_some());
        let message = if !event.status.is_real() {
            format!("the headline states as a fact what the text has as {}", event.status)
        } else if reported && denied(event.id) {
            "the headline states as a fact what the text has from one side, and another denies".to_owned()
        } else {
            continue;
        };
        let at = tellings.within(sentence.span).iter().find(|telling| telling.event == event.id.index());
        let span = at.map(|telling| telling.span);
        warnings.push(Warning { code: WarningCode::HeadlineStronger, span, message });
    }
    warnings.sort_by_key(|warning| warning.span);
    warnings.dedup_by_key(|warning| warning.span);
    warnings
}

/// Whether a headline leaves open what it tells, or says from whom it has it.
fn hedges(headline: &Sentence, lexicon: &Lexicon) -> bool {
    headline.words.iter().any(|word| {
        let form = &*word.form;
        let status = lexicon.status.get(form).is_some_and(|cue| !cue.status.is_real());
        let unsettled = matches!(form, "?" | ":") || lexicon.clauses.unsettled.contains(form);
        status || reports(&lexicon.cues, form) || unsettled
    })
}

/// Whether a word reports, as written in running text or without its prefix as headlines have it.
fn reports(cues: &Cues, form: &str) -> bool {
    cues.any(form).is_some() || is_root(cues, form)
}

/// *tuding, sebut, klaim*: the root that a reporting verb is known by.
fn is_root(cues: &Cues, form: &str) -> bool {
    cues.all().iter().any(|cue| cue.id.strip_prefix("id.cue.").is_some_and(|root| root == form))
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use telisik_record::{Document, Lang, WarningCode};

    use crate::Reader;

    static READER: LazyLock<Reader> =
        LazyLock::new(|| Reader::new(telisik_lexicon::Sources::builtin()).unwrap());

    fn headline_is_stronger(title: &str, body: &str) -> bool {
        let mut document = Document::new("test", Lang::Id, format!("{title}\n\n{body}"));
        document.title = Some(title.to_owned());
        let record = READER.read(document);
        record.warnings.iter().any(|warning| warning.code == WarningCode::HeadlineStronger)
    }

    #[test]
    fn a_headline_that_drops_the_plan_is_stronger() {
        let body = "Pemerintah Kanada akan mengirim senjata ke Moldova tahun depan, menurut Ottawa.";
        assert!(headline_is_stronger("Kanada Kirim Senjata ke Moldova", body));
        assert!(!headline_is_stronger("Kanada Akan Kirim Senjata ke Moldova", body));
    }

    #[test]
    fn a_headline_over_a_denied_accusation_is_stronger() {
        let body = "Kenya menuduh Rwanda mengirim senjata ke Burundi. Menteri Luar Negeri Rwanda membantah telah mengirim senjata ke Burundi.";
        assert!(headline_is_stronger("Rwanda Kirim Senjata ke Burundi", body));
    }

    #[test]
    fn a_headline_that_the_narrator_bears_out_is_none() {
        let body = "Kenya mengirim senjata ke Burundi pada Senin. Uganda mengecam pengiriman senjata itu.";
        assert!(!headline_is_stronger("Kenya Kirim Senjata ke Burundi", body));
    }
}
