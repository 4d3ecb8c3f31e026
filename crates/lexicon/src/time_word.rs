use serde::Deserialize;

/// A closed class of words around times. A word may belong to several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeWord {
    /// A preposition that leads to a time: *sejak*, *since*.
    Lead,
    /// Leads to a bare year: *pada 1895*, *throughout the year*.
    YearLead,
    /// Before a year: *era*.
    YearNoun,
    /// Leads to a part of day: *during the night*.
    PartLead,
    /// Leads to an untold length of time: *for weeks*.
    LengthLead,
    /// Leads to a time of day: *around 10:30*.
    ClockLead,
    /// Before a day that is still to come where it is told: *until Friday*.
    Bound,
    /// Between times that stand side by side: *dan*, *or*.
    Listing,
    /// Behind a unit points from now: *lalu*.
    Pointing,
    /// Periods that have a beginning and an end: *pekan*.
    Period,
    /// Begins a noun that is told of: *the*.
    Definite,
    /// Part of a name where it has a capital: *Timur* **Tengah**.
    NamePart,
    /// Makes the name of an event of the time beside it: *Perang Enam Hari*, *March Madness*.
    EventName,
    /// A month that is another word, too: *may*.
    MonthHomonym,
    /// A beginning of words that end as a time does: *mata* of *matahari*.
    Syllable,
    /// Whose year it is: *fiscal*.
    Fiscal,
    /// Before part of a year: *a strong quarter*.
    PartTrait,
    /// Between a number and its unit: *three trading days*.
    UnitTrait,
    /// Before a unit that says how often or how dear: *twice a week*.
    Rate,
    /// Behind a number makes an order of it: *3rd*.
    OrdinalSuffix,
    /// Makes of a verb one of the future: *will*.
    Will,
    /// Makes of a verb one of the past: *did*.
    Past,
}

/// The words of a class, as `calendar.toml` lists them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TimeWords {
    pub(crate) id: TimeWord,
    pub(crate) words: Vec<String>,
    #[allow(dead_code, reason = "the source is for readers of the file")]
    source: String,
}
