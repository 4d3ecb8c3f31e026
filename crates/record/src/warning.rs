use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::Span;

/// What a warning is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WarningCode {
    /// An abbreviation contradicts the words it abbreviates: *Amerika Selatan (AS)*.
    AbbreviationExpansion,
    /// The weekday printed with a date is not that date's weekday.
    WeekdayDate,
    /// A quotation with nobody to say it.
    QuoteWithoutSpeaker,
    /// The headline states as a fact what the body only reports, plans or denies.
    HeadlineStronger,
    /// A quotation mark without its fellow.
    UnbalancedQuote,
    /// The title printed with a name contradicts the office-holder known for that day.
    OfficeMismatch,
    /// The text was cut or damaged before it was read.
    Damaged,
}

impl WarningCode {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::AbbreviationExpansion,
        Self::WeekdayDate,
        Self::QuoteWithoutSpeaker,
        Self::HeadlineStronger,
        Self::UnbalancedQuote,
        Self::OfficeMismatch,
        Self::Damaged,
    ];

    /// The word of the record format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AbbreviationExpansion => "abbreviation-expansion",
            Self::WeekdayDate => "weekday-date",
            Self::QuoteWithoutSpeaker => "quote-without-speaker",
            Self::HeadlineStronger => "headline-stronger",
            Self::UnbalancedQuote => "unbalanced-quote",
            Self::OfficeMismatch => "office-mismatch",
            Self::Damaged => "damaged",
        }
    }
}

/// A word that is no code of a warning.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown warning `{0}`; the codes are {codes}", codes = WarningCode::ALL.map(WarningCode::as_str).join(", "))]
pub struct UnknownWarningCode(String);

impl FromStr for WarningCode {
    type Err = UnknownWarningCode;

    fn from_str(given: &str) -> Result<Self, UnknownWarningCode> {
        let found = Self::ALL.into_iter().find(|code| code.as_str() == given);
        found.ok_or_else(|| UnknownWarningCode(given.to_owned()))
    }
}

/// Something in the text, or in its reading, that a person should look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// What it is about.
    pub code: WarningCode,
    /// Where; `None` for the document as a whole.
    pub span: Option<Span>,
    /// What was found, for a person.
    pub message: String,
}
