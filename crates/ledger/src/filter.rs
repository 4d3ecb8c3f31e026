use jiff::civil::Date;
use rusqlite::types::Value;
use telisik_record::{EventType, Status};

use crate::{Party, View};

/// Which entries to list. Every part that is given must hold; an empty list asks for nothing.
///
/// An actor is given as a code (`RUS` covers `RUS GOV`; `IGO UNSC`), or as a part of a name.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Who did it.
    pub source: Option<String>,
    /// To whom.
    pub target: Option<String>,
    /// Who said it, or whose position it is.
    pub speaker: Option<String>,
    /// Of which types.
    pub types: Vec<EventType>,
    /// Of which status.
    pub status: Vec<Status>,
    /// On or after this day, as far as is known. What has no date is left out.
    pub since: Option<Date>,
    /// On or before this day, as far as is known. What has no date is left out.
    pub until: Option<Date>,
    /// Words of the statement.
    pub about: Option<String>,
    /// The first of the list, so many.
    pub limit: Option<usize>,
}

/// An actor as a user gives it.
pub(crate) struct Given {
    /// The code and the pattern of those below it; none where it is no code.
    pub(crate) code: Option<(String, String)>,
    /// The pattern of names.
    pub(crate) name: String,
}

impl Given {
    pub(crate) fn new(given: &str) -> Self {
        let given = given.trim();
        // Codes are capitals: so `us` is no code, but a part of a name.
        if given.chars().any(char::is_lowercase) {
            return Self { code: None, name: format!("%{}%", escaped(given)) };
        }
        Self { code: Some((given.to_owned(), format!("{} %", escaped(given)))), name: escaped(given) }
    }
}

/// Whether an actor is meant by what a user gives: by its code, one that covers it, or a part of its name.
pub(crate) fn is_meant(given: &str, party: &Party) -> bool {
    let given = given.trim();
    let name = party.name.to_lowercase();
    if given.chars().any(char::is_lowercase) {
        return name.contains(&given.to_lowercase());
    }
    let below =
        |code: &str| code.strip_prefix(given).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    party.code.as_deref().is_some_and(below) || name == given.to_lowercase()
}

/// Conditions of a query and what is bound to them. Nothing a user gives becomes SQL.
#[derive(Default, Clone)]
pub(crate) struct Conditions {
    sql: Vec<String>,
    bound: Vec<Value>,
}

impl Conditions {
    pub(crate) fn push(&mut self, sql: impl Into<String>, bound: impl IntoIterator<Item = Value>) {
        self.sql.push(sql.into());
        self.bound.extend(bound);
    }

    /// The reading counts in a view.
    pub(crate) fn counts(&mut self, reading: &str, view: View) {
        self.push(
            format!(
                "{reading} <= ? AND NOT EXISTS (SELECT 1 FROM superseded \
                 WHERE superseded.reading = {reading} AND superseded.revision <= ?)"
            ),
            [view.readings, view.revision].map(Value::Integer),
        );
    }

    /// What was published, as far as is known, on the days asked for. A day of publication may be a month or a year.
    pub(crate) fn published(&mut self, column: &str, since: Option<Date>, until: Option<Date>) {
        if let Some(since) = since {
            let sql = format!("{column} >= substr(?, 1, length({column}))");
            self.push(sql, [Value::Text(since.to_string())]);
        }
        if let Some(until) = until {
            self.push(format!("{column} <= ?"), [Value::Text(until.to_string())]);
        }
    }

    /// ` WHERE …`, or nothing.
    pub(crate) fn clause(&self) -> String {
        if self.sql.is_empty() { String::new() } else { format!(" WHERE {}", self.sql.join(" AND ")) }
    }

    pub(crate) fn bound(self) -> Vec<Value> {
        self.bound
    }
}

/// A text for LIKE, its own wildcards taken as characters.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_actor_is_meant_by_its_code_a_wider_one_or_a_part_of_its_name() {
        let guards = Party { name: "Revolutionary Guards".into(), code: Some("IRN MIL".into()) };
        for given in ["IRN", "IRN MIL", "guards", " Revolutionary", "REVOLUTIONARY GUARDS"] {
            assert!(is_meant(given, &guards), "{given}");
        }
        for given in ["IR", "MIL", "IRN MIL X", "GUARDS", "Garda"] {
            assert!(!is_meant(given, &guards), "{given}");
        }
    }
}
