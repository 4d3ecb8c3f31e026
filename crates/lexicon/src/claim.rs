use serde::Deserialize;
use telisik_record::{EventType, Lang};

use crate::source::lay_over;
use crate::{LexiconError, Sources};

/// The sentences that claims are titled by in one language: who is said to have done what to whom, no verdict on it.
///
/// ```
/// use telisik_lexicon::{ClaimTitles, Sources};
/// use telisik_record::{EventType, Lang};
///
/// let titles = ClaimTitles::load(&Sources::builtin(), Lang::En)?;
/// let title = titles.title(EventType::Aid, Some("072"), false, &["Chad".into()], &["Niger".into()]);
/// assert_eq!(title, "Chad supplied military aid to Niger");
/// # Ok::<(), telisik_lexicon::LexiconError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct ClaimTitles {
    entries: Vec<Entry>,
    /// What joins the last two names.
    and: &'static str,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    key: String,
    r#type: EventType,
    #[serde(default)]
    cameo: Option<String>,
    done: String,
    meant: String,
    mutual: String,
    source: String,
    examples: Vec<Example>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    source: String,
    #[serde(default)]
    target: Option<String>,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    claim: Vec<Entry>,
}

impl ClaimTitles {
    /// Reads `claims.toml` of a language. A later entry stands in the place of an earlier one of its key.
    ///
    /// # Errors
    ///
    /// If a file is not of the form, a type has no sentence of its own, or an example does not come out.
    pub fn load(sources: &Sources, lang: Lang) -> Result<Self, LexiconError> {
        let and = match lang {
            Lang::Id => "dan",
            Lang::En => "and",
        };
        let mut titles = Self { entries: Vec::new(), and };
        for file in sources.at(&format!("{}/claims.toml", lang.code())) {
            let File { claim } = file.parse()?;
            file.each_once(claim.iter().map(|entry| entry.key.as_str()))?;
            for entry in &claim {
                if entry.source.trim().is_empty() || entry.examples.is_empty() {
                    return Err(file.entry_error(&entry.key, "give a source and at least one example"));
                }
                for example in &entry.examples {
                    let text = fill(&entry.done, &example.source, example.target.as_deref());
                    if text != example.text {
                        return Err(
                            file.entry_error(&entry.key, format!("the example comes out as `{text}`"))
                        );
                    }
                }
            }
            lay_over(&mut titles.entries, claim, |entry| &entry.key);
        }
        Ok(titles)
    }

    /// The sentence for a claim of a type and CAMEO code, `meant` where it is only planned, about actors by their names.
    /// A type without a sentence, which a user's file can bring about, is titled by its name.
    pub fn title(
        &self,
        kind: EventType,
        cameo: Option<&str>,
        meant: bool,
        sources: &[String],
        targets: &[String],
    ) -> String {
        let fits = |entry: &&Entry| match (&entry.cameo, cameo) {
            (None, _) => true,
            (Some(code), Some(given)) => given.starts_with(code.as_str()),
            (Some(_), None) => false,
        };
        let of_type = self.entries.iter().filter(|entry| entry.r#type == kind).filter(fits);
        let entry = of_type.max_by_key(|entry| entry.cameo.as_ref().map_or(0, String::len));
        let (source, target) = (self.list(sources), self.list(targets));
        let Some(entry) = entry else { return format!("{source}: {kind} {target}").trim_end().to_owned() };
        let mutual = sources.len() > 1 && sources == targets;
        match () {
            () if mutual && !meant => fill(&entry.mutual, &source, None),
            () if mutual => fill(&entry.meant, &source, None),
            () if meant => {
                fill(&entry.meant, &source, Some(&target).filter(|_| !targets.is_empty()).map(String::as_str))
            }
            () => {
                fill(&entry.done, &source, Some(&target).filter(|_| !targets.is_empty()).map(String::as_str))
            }
        }
    }

    /// *A*, *A dan B*, *A, B dan C*.
    fn list(&self, names: &[String]) -> String {
        match names {
            [] => String::new(),
            [one] => one.clone(),
            [before @ .., last] => format!("{} {} {last}", before.join(", "), self.and),
        }
    }
}

/// A sentence with its parties: `[…]` and `{t}` go where there is no target, `{t|…}` becomes what stands in it.
fn fill(sentence: &str, source: &str, target: Option<&str>) -> String {
    let mut filled = String::new();
    let mut rest = sentence;
    while let Some(at) = rest.find(['[', '{']) {
        filled.push_str(&rest[..at]);
        let close = if rest[at..].starts_with('[') { ']' } else { '}' };
        let Some(end) = rest[at..].find(close).map(|end| at + end) else { break };
        let inner = &rest[at + 1..end];
        match (close, inner.split_once('|')) {
            (']', _) if target.is_some() => filled.push_str(&fill(inner, source, target)),
            (']', _) => {}
            (_, Some((_, otherwise))) => filled.push_str(target.unwrap_or(otherwise)),
            (_, None) if inner == "s" => filled.push_str(source),
            (_, None) => filled.push_str(target.unwrap_or_default()),
        }
        rest = &rest[end + 1..];
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn every_type_has_a_sentence_in_both_languages() {
        for lang in Lang::ALL {
            let titles = ClaimTitles::load(&Sources::builtin(), lang).unwrap();
            for kind in EventType::ALL {
                let title = titles.title(kind, None, false, &names(&["Peru"]), &names(&["Chad"]));
                assert!(title.starts_with("Peru ") && title.contains("Chad"), "{lang}: {title}");
            }
        }
    }

    #[test]
    fn a_longer_code_goes_before_a_shorter_and_a_plan_is_no_deed() {
        let titles = ClaimTitles::load(&Sources::builtin(), Lang::Id).unwrap();
        let title = |cameo, meant, targets: &[&str]| {
            titles.title(
                EventType::Assault,
                cameo,
                meant,
                &names(&["Peru", "Chili", "Laos"]),
                &names(targets),
            )
        };
        assert_eq!(title(Some("1951"), false, &["Chad"]), "Peru, Chili dan Laos menyerang Chad dari udara");
        assert_eq!(title(Some("190"), true, &["Chad"]), "Peru, Chili dan Laos akan menyerang Chad");
        assert_eq!(title(None, false, &["Peru", "Chili", "Laos"]), "Peru, Chili dan Laos saling menyerang");
    }

    #[test]
    fn a_broken_sentence_of_a_user_panics_nowhere() {
        for sentence in ["{s", "[", "{", "}{", "[{t]}", "{t|", "é[é{s}é]é"] {
            fill(sentence, "Peru", Some("Chad"));
            fill(sentence, "Peru", None);
        }
    }
}
