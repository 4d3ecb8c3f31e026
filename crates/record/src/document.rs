use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{Edtf, Text};

/// A language that documents may be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Indonesian.
    Id,
    /// English.
    En,
}

/// A language code that Telisik does not know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown language `{0}`; use `id` (Indonesian) or `en` (English)")]
pub struct UnknownLang(String);

impl Lang {
    /// All languages.
    pub const ALL: [Self; 2] = [Self::Id, Self::En];

    /// The ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::En => "en",
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.code().fmt(f)
    }
}

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(code: &str) -> Result<Self, UnknownLang> {
        match code {
            "id" => Ok(Self::Id),
            "en" => Ok(Self::En),
            _ => Err(UnknownLang(code.to_owned())),
        }
    }
}

/// One article: its text, never altered, and what is known about it from outside the text.
///
/// `byline`, `dateline` and `reference_date` are filled by reading; unknown stays `None`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The name it goes by in its collection.
    pub id: String,
    /// Where it was found.
    #[serde(default)]
    pub url: Option<String>,
    /// Who published it.
    #[serde(default)]
    pub outlet: Option<String>,
    /// The headline; where the text begins with it, that part of the text is the headline.
    #[serde(default)]
    pub title: Option<String>,
    /// Who wrote it, as printed.
    #[serde(default)]
    pub byline: Option<String>,
    /// The place of filing, as printed.
    #[serde(default)]
    pub dateline: Option<String>,
    /// When it was published, as given or as read from the text; never a guess.
    #[serde(default)]
    pub published: Option<Edtf>,
    /// The day that relative times were resolved against; `None` where none was known.
    #[serde(default)]
    pub reference_date: Option<Date>,
    /// Its language.
    pub lang: Lang,
    /// The text as read.
    pub text: Text,
    /// SHA-256 of the text in UTF-8, in hexadecimal.
    pub sha256: String,
}

impl Document {
    /// A document of which nothing but its text is known.
    pub fn new(id: impl Into<String>, lang: Lang, text: impl Into<Text>) -> Self {
        let text = text.into();
        let digest = Sha256::digest(text.as_str().as_bytes());
        let sha256 = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        Self {
            id: id.into(),
            url: None,
            outlet: None,
            title: None,
            byline: None,
            dateline: None,
            published: None,
            reference_date: None,
            lang,
            text,
            sha256,
        }
    }
}
