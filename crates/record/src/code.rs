use std::fmt;

use serde::{Deserialize, Serialize};

/// An actor's code: a country (ISO 3166 alpha-3) and a role, `RUS GOV`; or `IGO UNSC`, `PSE REB HAMAS`.
///
/// The codes follow CAMEO's and PLOVER's use of sector codes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Code(String);

impl Code {
    /// A code from its printed form; runs of white space count as one space.
    pub fn new(printed: &str) -> Self {
        Self(printed.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// A country with a role, or the bare country where the role is empty.
    pub fn of(country: &str, role: &str) -> Self {
        Self::new(&format!("{country} {role}"))
    }

    /// As printed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The country level: the first part, or two parts for `IGO`, `IMG` and `NGO`.
    ///
    /// ```
    /// use telisik_record::Code;
    ///
    /// assert_eq!(Code::new("RUS GOV").country(), "RUS");
    /// assert_eq!(Code::new("IGO UNSC").country(), "IGO UNSC");
    /// assert_eq!(Code::new("PSE REB HAMAS").country(), "PSE");
    /// ```
    pub fn country(&self) -> &str {
        let parts = if ["IGO ", "IMG ", "NGO "].iter().any(|p| self.0.starts_with(p)) { 2 } else { 1 };
        self.0.match_indices(' ').nth(parts - 1).map_or(self.0.as_str(), |(at, _)| &self.0[..at])
    }

    /// The part after the first: `GOV` of `RUS GOV`; empty for a bare country.
    pub fn role(&self) -> &str {
        self.0.split_once(' ').map_or("", |(_, role)| role)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
