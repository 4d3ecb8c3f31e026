use serde::Deserialize;
use telisik_record::{Document, Edtf, EdtfError};

use crate::{Defaults, Fault, guess};

/// A line as it is printed; other keys are ignored.
#[derive(Deserialize)]
struct Printed {
    #[serde(default)]
    id: Option<Id>,
    text: String,
    #[serde(default)]
    lang: Option<String>,
    #[serde(default)]
    outlet: Option<String>,
    #[serde(default)]
    published: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    url: Option<String>,
}

/// Collections number their documents as often as they name them.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Name(String),
    Number(i64),
}

/// The document of one line. `place` is its id where it has none.
pub(crate) fn document(line: &str, place: &str, defaults: &Defaults) -> Result<Document, Fault> {
    let printed: Printed = serde_json::from_str(line).map_err(|e| Fault::Json(plain(&e)))?;
    let id = match printed.id {
        Some(Id::Name(name)) if !name.is_empty() => name,
        Some(Id::Number(number)) => number.to_string(),
        _ => place.to_owned(),
    };
    if printed.text.trim().is_empty() {
        return Err(Fault::NoText(id));
    }
    let lang = match &printed.lang {
        Some(code) => code.parse().map_err(Fault::Lang)?,
        None => defaults.lang.unwrap_or_else(|| guess(&printed.text)),
    };
    let mut document = Document::new(id, lang, printed.text);
    document.published = match &printed.published {
        Some(date) => Some(published(date).map_err(Fault::Published)?),
        None => defaults.published.clone(),
    };
    document.outlet = printed.outlet.or_else(|| defaults.outlet.clone());
    document.title = printed.title;
    document.url = printed.url;
    Ok(document)
}

/// A date, or the day of a time stamp such as `2026-05-19T07:30:00+07:00` or `2026-05-19 07:30`.
fn published(printed: &str) -> Result<Edtf, EdtfError> {
    let day = printed.trim().split(['T', ' ']).next().unwrap_or_default();
    day.parse().or_else(|_| printed.parse())
}

/// The message without its place: the line is known, and columns of long lines help nobody.
fn plain(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.split(" at line ").next().unwrap_or(&message).to_owned()
}

#[cfg(test)]
mod tests {
    use telisik_record::Lang;

    use super::*;

    fn read(line: &str) -> Result<Document, Fault> {
        document(line, "berkas:7", &Defaults::default())
    }

    #[test]
    fn other_keys_are_ignored_and_a_missing_id_is_the_place() {
        let document = read(r#"{"text": "Rapat itu ditunda.", "events": [{"x": 1}]}"#).unwrap();
        assert_eq!(document.id, "berkas:7");
        assert_eq!(document.lang, Lang::Id);
    }

    #[test]
    fn a_time_stamp_counts_as_its_day() {
        let document = read(r#"{"text": "a", "published": "2026-05-19T07:30:00+07:00"}"#).unwrap();
        assert_eq!(document.published, Some("2026-05-19".parse().unwrap()));
    }

    #[test]
    fn what_is_no_document_is_refused_with_a_reason() {
        for (line, reason) in [
            ("[1]", "invalid"),
            ("{\"text\": \"a\"", "EOF"),
            ("{\"id\": \"x\"}", "missing field `text`"),
            ("{\"text\": 3}", "invalid type"),
            ("{\"text\": \" \"}", "empty text"),
            ("{\"text\": \"a\", \"published\": \"19 Mei\"}", "no date"),
            ("{\"text\": \"a\", \"lang\": \"xx\"}", "unknown language"),
        ] {
            let fault = read(line).unwrap_err().to_string();
            assert!(fault.contains(reason), "{line}: {fault}");
        }
    }

    #[test]
    fn a_thousand_brackets_are_refused_not_followed() {
        let line = format!("{{\"text\": \"a\", \"x\": {}", "[".repeat(100_000));
        assert!(read(&line).is_err());
    }
}
