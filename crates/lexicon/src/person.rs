use jiff::civil::Date;
use serde::Deserialize;
use telisik_record::{Code, Edtf};

use crate::Actors;

/// A person of public life with the offices held over time.
#[derive(Debug, Clone)]
pub struct Person {
    /// The identity across documents.
    pub key: String,
    /// Canonical English name.
    pub name: String,
    /// Other spellings, short forms.
    pub aliases: Vec<String>,
    /// Code of the state or organisation the person belongs to: `RUS`.
    pub state: Code,
    /// The role that goes with no office: `CVL` of an activist; empty for a former office-holder.
    pub role: String,
    /// Offices in the order of the file.
    pub offices: Vec<Term>,
}

/// An office held from one day to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The office in English: `foreign minister`.
    pub office: String,
    /// English name of the state, IGO or body it belongs to.
    pub of: String,
    /// The code it gives: `RUS GOV`, `IGO NATO`.
    pub code: Code,
    /// First day it may have been held; `None` where unknown.
    pub from: Option<Date>,
    /// Last day it may have been held; `None` where it is still held or unknown.
    pub to: Option<Date>,
}

impl Term {
    /// Whether the office was held on this day.
    pub fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

impl Person {
    /// The office held on a day, the one entered last where there are several; without a day, the latest.
    pub fn office_on(&self, day: Option<Date>) -> Option<&Term> {
        let held = self.offices.iter().filter(|t| day.is_none_or(|day| t.holds(day)));
        // `max_by_key` takes the last of equals; reversed, the first entry of the file wins.
        held.rev().max_by_key(|t| t.from)
    }

    /// The code on a day: of the office held, else of the role without office, else the bare state.
    pub fn code_on(&self, day: Option<Date>) -> Code {
        match self.office_on(day) {
            Some(term) => term.code.clone(),
            None => with_role(&self.state, &self.role),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PersonFile {
    #[serde(default)]
    pub(crate) person: Vec<PersonEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PersonEntry {
    pub(crate) key: String,
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    state: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    offices: Vec<OfficeEntry>,
    #[allow(dead_code, reason = "for those who read the file; every entry must tell where it is from")]
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfficeEntry {
    office: String,
    of: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    from: Option<Edtf>,
    #[serde(default)]
    to: Option<Edtf>,
}

impl Person {
    /// Looks up what the entry names; an error gives its key and what is wrong.
    pub(crate) fn resolve(entry: PersonEntry, actors: &Actors) -> Result<Self, (String, String)> {
        let code_of = |named: &str| {
            if let Some((code, name)) =
                actors.actor(named).and_then(|a| Some((a.code.clone()?, a.name.clone())))
            {
                return Ok((code, name));
            }
            // A code narrower than any listed actor: the state it begins with must be known.
            let code = Code::new(named);
            let whole = ["IGO ", "IMG ", "NGO "].iter().any(|prefix| named.starts_with(prefix));
            match actors.actor(code.country()) {
                Some(state) => Ok((code, state.name.clone())),
                None if whole => Ok((code.clone(), code.country().to_owned())),
                None => Err((
                    entry.key.clone(),
                    format!("no state, IGO or body is called `{named}`; add it or mend the key"),
                )),
            }
        };
        let (state, _) = code_of(&entry.state)?;
        let mut offices = Vec::new();
        for office in &entry.offices {
            let (code, of) = code_of(&office.of)?;
            let from = office.from.as_ref().and_then(Edtf::first_day);
            let to = office.to.as_ref().and_then(Edtf::last_day);
            if from.zip(to).is_some_and(|(from, to)| to < from) {
                return Err((entry.key.clone(), format!("`{}` ends before it begins", office.office)));
            }
            offices.push(Term {
                office: office.office.clone(),
                of,
                code: with_role(&code, &office.role),
                from,
                to,
            });
        }
        let PersonEntry { key, name, aliases, role, .. } = entry;
        Ok(Self { key, name, aliases, state, role, offices })
    }
}

/// A country with a role; an IGO, and a code that already has a role, stay as they are.
fn with_role(code: &Code, role: &str) -> Code {
    let whole = code.as_str();
    if whole.contains(' ') { code.clone() } else { Code::of(whole, role) }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::Sources;

    const STATE: &str = r#"
        [[actor]]
        key = "NZL"
        code = "NZL"
        kind = "state"
        name = "New Zealand"
        id = ["Selandia Baru"]
        source = "ISO 3166-1"
    "#;

    fn person(offices: &str) -> Result<Person, crate::LexiconError> {
        let toml = format!(
            "[[person]]\nkey = \"x\"\nname = \"Ann Lee\"\nstate = \"NZL\"\nsource = \"made up\"\noffices = [{offices}]"
        );
        let sources =
            Sources::default().with_text("world/states.toml", STATE).with_text("world/persons/x.toml", toml);
        Ok(Actors::load(&sources)?.persons()[0].clone())
    }

    #[test]
    fn before_and_after_an_office_the_code_is_the_bare_country() {
        let one = person(
            r#"{ office = "minister", of = "NZL", role = "GOV", from = "2020-05", to = "2022-06-30" }"#,
        )
        .unwrap();
        assert_eq!(one.code_on(Some(date(2021, 1, 1))).as_str(), "NZL GOV");
        assert_eq!(one.code_on(Some(date(2020, 4, 30))).as_str(), "NZL");
        assert_eq!(one.code_on(Some(date(2022, 7, 1))).as_str(), "NZL");
        assert_eq!(one.code_on(None).as_str(), "NZL GOV");
    }

    #[test]
    fn an_office_that_ends_before_it_begins_is_refused() {
        let error = person(r#"{ office = "minister", of = "NZL", from = "2022", to = "2020" }"#).unwrap_err();
        assert!(error.to_string().contains("ends before it begins"), "{error}");
    }

    #[test]
    fn an_office_of_nobody_is_refused_by_name() {
        let error = person(r#"{ office = "minister", of = "ATLANTIS" }"#).unwrap_err();
        assert!(error.to_string().contains("ATLANTIS"), "{error}");
    }
}
