use std::collections::BTreeMap;

use foldhash::{HashMap, HashMapExt};
use jiff::civil::Date;
use serde::Deserialize;

use crate::source::lay_over;
use crate::time_word::{TimeWord, TimeWords};
use crate::{LexiconError, Sources};

/// The words that time expressions are made of: months, weekdays, units, numerals, parts of day, feasts.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    words: Vec<CalendarWord>,
    /// First token of a form to the forms that begin so, longest first.
    by_first: HashMap<Box<str>, Vec<CalendarForm>>,
    classes: HashMap<String, Vec<TimeWord>>,
}

/// One entry of `calendar.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarWord {
    /// Its key: `month.october`.
    pub key: String,
    /// How it is written, in lower case.
    pub forms: Vec<String>,
    /// What it means.
    pub means: CalendarMeaning,
    /// Where it was taken from.
    pub source: String,
    /// Expressions with the value they must be read with in an article of Wednesday, 15 May 2024.
    #[serde(default)]
    pub examples: BTreeMap<String, String>,
}

/// What a calendar word means.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CalendarMeaning {
    /// A month, from 1.
    Month(i8),
    /// A month's abbreviation, which stands only beside a day or a year.
    MonthAbbreviation(i8),
    /// A weekday, Monday is 1.
    Weekday(i8),
    /// A numeral below ten, or ten.
    Number(u32),
    /// An ordinal: *third*.
    Ordinal(u32),
    /// A decade of its century by name: *nineties* is 9.
    DecadeName(i16),
    /// What a numeral before it is multiplied with: *puluh*, *ratus*, *ribu*.
    Times(u32),
    /// *belas*: ten more than the numeral before it.
    Teen,
    /// *setengah*
    HalfOf,
    /// A unit of time.
    Unit(CalendarUnit),
    /// One of a unit: *sehari*.
    One(CalendarUnit),
    /// An untold number of a unit: *bertahun-tahun*.
    Many(CalendarUnit),
    /// An untold number before a unit: *beberapa*, *puluhan*.
    Several,
    /// What is repeated every unit: *tahunan*.
    Recurring(CalendarUnit),
    /// *setiap*
    Every,
    /// A part of day as TIMEX3 has it: `TMO`.
    PartOfDay(String),
    /// A part of day that needs no word beside it: *dini hari*.
    WholePartOfDay(String),
    /// A part of a day so many days from now: *tadi malam* is `[-1, "TNI"]`.
    PartOfDayFromNow(i32, String),
    /// A time of day with a name: *tengah malam* is `[0, 0]`.
    Hour(i8, i8),
    /// A day so many days from now: *besok* is 1.
    DayFromNow(i32),
    /// What points from a date or unit to the past (-1), the present (0) or the future (1): *lalu*.
    Shift(i8),
    /// What points from a length of time back to now.
    Ago,
    /// What points back from a day told before: *sebelumnya*.
    Before,
    /// What points onward from a day told before: *later*, *following*.
    After,
    /// What points to a day told before: *itu*, *tersebut*.
    That,
    /// What may follow a length of time and leaves it one: *terakhir*, *berturut-turut*.
    Stretch,
    /// Start, middle or end of a period: `START`.
    Stage(String),
    /// Words that make a length or a time of day inexact: `APPROX`, `MORE_THAN`, `LESS_THAN`.
    Hedge(String),
    /// A vague time with its TIMEX3 value.
    Vague(String),
    /// A vague time that is one only behind *di*, *pada* or *dalam*: *di masa depan*, but *masa depan bangsa*.
    VagueAt(String),
    /// A season as TIMEX3 has it: `SU`.
    Season(String),
    /// A time zone: its offset as ISO 8601 prints it where the value carries one, empty where it does not.
    Zone(String),
    /// A feast on the same day each year: month and day.
    Feast(i8, i8),
    /// A feast that moves: its days.
    MovingFeast(Vec<Date>),
    /// A day of history that is told without its year, known by words near it.
    KnownDay {
        /// The day.
        date: Date,
        /// Words of which one must stand in the article.
        beside: Vec<String>,
    },
    /// A word before a date which says that it is past (-1) or still to come (1).
    Cue(i8),
    /// A word before a bare number which says that it is a year.
    BeforeYear,
    /// A word before or after a bare number which says that it is none.
    NoYear,
    /// A word that links the ends of a span: *hingga*.
    To,
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum CalendarUnit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    HalfYear,
    Year,
    Decade,
    Century,
}

/// A form of a calendar word, taken apart into tokens.
#[derive(Debug, Clone)]
pub struct CalendarForm {
    /// The tokens after the first.
    pub rest: Vec<Box<str>>,
    /// Index of its word.
    word: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    word: Vec<CalendarWord>,
    #[serde(default)]
    group: Vec<TimeWords>,
}

impl Calendar {
    /// Reads `calendar.toml` of a language's folder, such as `id/`. A later word stands in the place of an earlier one
    /// of its key; groups grow.
    ///
    /// # Errors
    ///
    /// If a file is broken or holds a key twice, or an entry has no form.
    pub fn load(sources: &Sources, folder: &str) -> Result<Self, LexiconError> {
        let path = format!("{folder}/calendar.toml");
        let mut words: Vec<CalendarWord> = Vec::new();
        let mut classes: HashMap<String, Vec<TimeWord>> = HashMap::new();
        for source in sources.at(&path) {
            let File { word: read, group } = source.parse()?;
            source.each_once(read.iter().map(|word| word.key.as_str()))?;
            if let Some(word) = read.iter().find(|word| word.forms.iter().all(|form| tokens(form).is_empty()))
            {
                return Err(source.entry_error(&word.key, "has no form; give `forms` at least one"));
            }
            lay_over(&mut words, read, |word| &word.key);
            for TimeWords { id, words, .. } in group {
                words.into_iter().for_each(|word| classes.entry(word).or_default().push(id));
            }
        }
        let mut by_first: HashMap<Box<str>, Vec<CalendarForm>> = HashMap::new();
        for (index, word) in words.iter().enumerate() {
            for form in &word.forms {
                let mut parts = tokens(form).into_iter();
                if let Some(first) = parts.next() {
                    let form = CalendarForm { rest: parts.collect(), word: index };
                    by_first.entry(first).or_default().push(form);
                }
            }
        }
        for forms in by_first.values_mut() {
            forms.sort_by_key(|form| std::cmp::Reverse(form.rest.len()));
        }
        Ok(Self { words, by_first, classes })
    }

    /// All words.
    pub fn words(&self) -> &[CalendarWord] {
        &self.words
    }

    /// The forms that begin with a token in lower case, longest first.
    pub fn forms(&self, first: &str) -> &[CalendarForm] {
        self.by_first.get(first).map_or(&[], Vec::as_slice)
    }

    /// Whether a word in lower case belongs to a closed class.
    pub fn is(&self, word: &str, class: TimeWord) -> bool {
        self.classes.get(word).is_some_and(|classes| classes.contains(&class))
    }

    /// What a form means.
    pub fn meaning(&self, form: &CalendarForm) -> &CalendarMeaning {
        // A form's index is that of a word of the same calendar: it is made in `load` alone.
        &self.words[form.word].means
    }
}

/// Words and numbers, and every mark by itself.
fn tokens(form: &str) -> Vec<Box<str>> {
    let mut tokens = Vec::new();
    for part in form.split_whitespace() {
        let mut rest = part;
        while let Some(first) = rest.chars().next() {
            let word = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            let (token, after) = rest.split_at(if word == 0 { first.len_utf8() } else { word });
            tokens.push(token.into());
            rest = after;
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use telisik_record::Lang;

    use super::*;

    #[test]
    fn the_builtin_calendar_loads_and_names_its_sources() {
        for lang in Lang::ALL {
            let calendar = Calendar::load(&Sources::builtin(), lang.code()).unwrap();
            assert!(calendar.words().len() > 60);
            for word in calendar.words() {
                assert!(!word.source.is_empty(), "{}", word.key);
                assert!(word.forms.iter().all(|form| *form == form.to_lowercase()), "{}", word.key);
            }
        }
    }

    #[test]
    fn a_longer_form_comes_before_a_shorter_one() {
        let calendar = Calendar::load(&Sources::builtin(), "id").unwrap();
        let forms = calendar.forms("tengah");
        assert!(forms.len() > 1);
        assert!(forms.windows(2).all(|pair| pair[0].rest.len() >= pair[1].rest.len()));
    }

    #[test]
    fn a_later_file_stands_over_an_earlier_one() {
        let entry = |value: u32| {
            format!(
                "[[word]]\nkey = \"n\"\nforms = [\"n\"]\nmeans = {{ number = {value} }}\nsource = \"test\"\n"
            )
        };
        let sources = Sources::default()
            .with_text("id/calendar.toml", entry(1))
            .with_text("id/calendar.toml", entry(2));
        let calendar = Calendar::load(&sources, "id").unwrap();
        assert_eq!(calendar.words().len(), 1);
        assert_eq!(calendar.words()[0].means, CalendarMeaning::Number(2));
    }

    #[test]
    fn a_word_without_a_form_is_refused_by_name() {
        let toml = "[[word]]\nkey = \"x\"\nforms = []\nmeans = \"every\"\nsource = \"test\"\n";
        let error =
            Calendar::load(&Sources::default().with_text("id/calendar.toml", toml), "id").unwrap_err();
        assert!(error.to_string().contains("`x`"), "{error}");
    }
}
