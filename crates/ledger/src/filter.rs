use jiff::civil::Date;
use rusqlite::types::Value;
use telisik_record::{EventType, Status};

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
}

/// Conditions of a query and what is bound to them. Nothing a user gives becomes SQL.
#[derive(Default)]
pub(crate) struct Conditions {
    sql: Vec<String>,
    bound: Vec<Value>,
}

impl Conditions {
    pub(crate) fn push(&mut self, sql: impl Into<String>, bound: impl IntoIterator<Item = Value>) {
        self.sql.push(sql.into());
        self.bound.extend(bound);
    }

    /// `column` is one of these words.
    pub(crate) fn one_of<'a>(&mut self, column: &str, words: impl Iterator<Item = &'a str>) {
        let bound: Vec<Value> = words.map(|word| Value::Text(word.to_owned())).collect();
        if !bound.is_empty() {
            let marks = vec!["?"; bound.len()].join(", ");
            self.push(format!("{column} IN ({marks})"), bound);
        }
    }

    /// The days `first..=last` may lie in the asked ones.
    pub(crate) fn within(&mut self, table: &str, filter: &Filter) {
        if let Some(day) = filter.since {
            self.push(format!("coalesce({table}.last, {table}.first) >= ?"), [Value::Text(day.to_string())]);
        }
        if let Some(day) = filter.until {
            self.push(format!("coalesce({table}.first, {table}.last) <= ?"), [Value::Text(day.to_string())]);
        }
    }

    /// Some row of `rows` that names an actor as `actor` fits what the user gave.
    pub(crate) fn actor(&mut self, given: &str, rows: &str) {
        let given = given.trim();
        let sql = format!(
            "EXISTS (SELECT 1 FROM {rows} AND (actor.code = ?1 OR actor.code LIKE ?2 ESCAPE '\\' \
             OR actor.name LIKE ?3 ESCAPE '\\'))"
        );
        // Codes are capitals: so `us` is no code, but a part of a name.
        let code = if given.chars().any(char::is_lowercase) { String::new() } else { given.to_owned() };
        let below = if code.is_empty() { String::new() } else { format!("{} %", escaped(&code)) };
        let name = if code.is_empty() { format!("%{}%", escaped(given)) } else { escaped(given) };
        let sql = sql.replace("?1", "?").replace("?2", "?").replace("?3", "?");
        self.push(sql, [code, below, name].map(Value::Text));
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
