use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Edtf, Rule, Span, TimeId};

/// The TIMEX3 type of a time expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimeType {
    /// A calendar time of a day or longer, or a vague one (`PAST_REF`).
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A repeated time.
    Set,
}

/// What a time's value rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// Everything needed is printed in the expression.
    Printed,
    /// Resolved against the day of publication given with the document.
    Publication,
    /// Resolved against a date in the dateline.
    Dateline,
    /// Resolved against an earlier full date in the text.
    Earlier,
    /// Needs no reference, or has none.
    None,
}

/// One time expression, after TIMEX3 (ISO 24617-1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time {
    /// Its id in this record.
    pub id: TimeId,
    /// The whole expression without prepositions.
    pub span: Span,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: TimeType,
    /// TIMEX3 value: `2023-10-26`, `2023-W42`, `P2D`, `PAST_REF`, `XXXX-10` where no year is known.
    pub value: String,
    /// TIMEX3 modifier: `START`, `MID`, `END`, `APPROX`, `MORE_THAN`, `LESS_THAN`.
    #[serde(rename = "mod", default)]
    pub modifier: Option<String>,
    /// First and last day it may mean, where both are known.
    #[serde(default)]
    pub interval: Option<[Date; 2]>,
    /// What the value rests on.
    pub basis: Basis,
    /// The rule that read it.
    pub rule: Rule,
}

impl Time {
    /// The date it stands for, where its value is one: not for durations, sets and vague times.
    pub fn edtf(&self) -> Option<Edtf> {
        let day = self.value.split('T').next().unwrap_or_default();
        matches!(self.kind, TimeType::Date | TimeType::Time).then(|| day.parse().ok())?
    }
}
