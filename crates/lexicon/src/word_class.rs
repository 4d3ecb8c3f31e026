use serde::Deserialize;

macro_rules! classes {
    ($($variant:ident $id:literal $doc:literal,)*) => {
        /// A closed class of words around attributions. A word may belong to several.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum WordClass { $(#[doc = $doc] $variant,)* }

        impl WordClass {
            pub(crate) fn from_id(id: &str) -> Option<Self> {
                match id { $($id => Some(Self::$variant),)* _ => None }
            }

            pub(crate) const IDS: &'static [&'static str] = &[$($id,)*];
        }
    };
}

// In the order they stand in: around the verb, before it and its noun phrases, then what joins and what is named.
classes! {
    Adverb "adverb" "Stands between subject and verb: *juga, telah, kembali*.",
    Negator "negator" "Negates the verb: *tidak, belum*.",
    Preposition "preposition" "Begins a phrase beside the clause's core: *pada, kepada, di*.",
    Subordinator "subordinator" "Begins a clause of its own: *setelah, karena, jika*.",
    Coordinator "coordinator" "Joins: *dan, serta*.",
    Adversative "adversative" "Sets the next clause against this one: *tetapi, sementara*.",
    Complementiser "complementiser" "Begins what is reported or demanded: *bahwa, agar, supaya*.",
    Manner "manner" "Joins a reporting verb to the clause's own subject: *dengan, seraya, sambil*.",
    Pronoun "pronoun" "Third persons: *ia, dia, mereka*.",
    Self_ "self" "Speakers within a quotation: *saya, kami*.",
    Determiner "determiner" "Begins a noun phrase: *seorang, para, sejumlah*.",
    Demonstrative "demonstrative" "Ends a noun phrase: *itu, tersebut*.",
    Title "title" "Office or rank before a name: *presiden, menteri, jenderal*.",
    Report "report" "Names a text or utterance before its author: *laporan, pernyataan, data*.",
    Hollow "hollow" "Names a claim without saying what it claims: *hal, tuduhan, kabar*.",
    Credit "credit" "Names the outlet that a report came through: *dikutip, dilansir*.",
    Quoting "quoting" "What an outlet named before it does with another's words: *mengutip*.",
    Published "published" "What only a known outlet is credited by: *diterbitkan, ditinjau*.",
    ToldTo "told-to" "Leads to an outlet that was told: *kepada*.",
    SpokenWith "spoken-with" "The same behind a word of [`WordClass::Interview`]: *dengan*.",
    Interview "interview" "Tells of a talk with an outlet: *wawancara, ditanya*.",
    Knowing "knowing" "Before an outlet that was told: *memberi* **tahu**.",
    Including "including" "Names one of those who were told: *termasuk*.",
    Reporter "reporter" "Whoever speaks for the outlet named behind it: *koresponden, reporter*.",
    OutletOf "outlet-of" "Names the outlets of a country by their kind: **media** *Fiji*.",
    Occasion "occasion" "Opens a sentence about another time or scene: *sebelumnya, sementara*.",
    Elapsed "elapsed" "Behind a time, tells another one: *beberapa jam kemudian*.",
    GoesOn "goes-on" "Reports what goes on with the statement before: *tambah, imbuh*.",
    Outlet "outlet" "Agencies and papers that people speak to: *reuters, afp*.",
    OutletKind "outlet-kind" "Stands before an outlet's name: *kantor, berita, media, laman*.",
    Calendar "calendar" "Weekdays and months, which look like names.",
    NotVerb "not-verb" "Looks like a verb by its prefix and is none: *menteri, diplomat*.",
    Light "light" "Makes a report of the noun that is its object: *make a claim*, *issue an order*.",
    Verb "verb" "A verb without a prefix: *ingin, tewas, ada*.",

    Clitic "clitic" "Stands for somebody at the end of a word: *ujar***nya**.",
    Agent "agent" "Leads to the doer of a passive: *oleh*, *by*.",
    Relative "relative" "Begins what says more of a noun: *yang*, *who*.",
    That "that" "Begins what is reported: *bahwa*, *that*.",
    Wish "wish" "Begins what is wished or demanded: *agar*.",
    Aim "aim" "Begins what is to be done: *untuk*, *to*.",
    Role "role" "Begins what somebody is said to be: *sebagai*.",
    Future "future" "Tells what is to come: *akan*.",
    Joining "joining" "Joins the last of several who are named: *dan*.",
    Hearer "hearer" "Leads to whom it is told: *kepada*.",
    On "on" "Leads to the day of it: *pada*.",
    In "in" "Leads to the text or the time it was said in: *dalam*.",
    Like "like" "Begins whose report it is: **seperti** *dilansir*.",
    Thus "thus" "Leads back to what was just said: *demikian*.",
    Also "also" "Says that more is said: *juga*.",
    Anew "anew" "Says that it is said once more: *lagi*.",
    Back "back" "Says that one speaks again: *kembali*.",
    Onward "onward" "Says that one speaks on: *lanjut*.",
    More "more" "With a word of [`WordClass::Further`] or [`WordClass::Sooner`] an adverbial: *lebih*.",
    Further "further" "*lebih* **lanjut**.",
    Sooner "sooner" "*lebih* **dahulu**.",
    Fewer "fewer" "Before [`WordClass::Than`] a hedge: *kurang*.",
    Than "than" "Behind what compares: *lebih* **dari**.",
    Hedge "hedge" "Makes a number inexact: *sekitar*.",
    Way "way" "Makes an adverbial of the word behind it: *secara*.",
    Comparing "comparing" "The word behind it describes the verb: **secara** *terbuka*, **lebih** *tegas*.",
    Not "not" "With [`WordClass::Only`] the first half of what is said in two: *tidak*.",
    Only "only" "*tidak* **hanya**.",
    Rather "rather" "The first half of what is said in two: *bukan*.",
    Until "until" "Joins numbers rather than clauses: *hingga*.",

    Adverbial "adverbial" "Begins an adverbial between a cue and what it reports: *kembali*, *pekan ini*.",
    ContentPreposition "content-preposition" "A preposition that begins what is reported, no adverbial: *demi*.",
    Condition "condition" "Begins a condition, though it may begin a report: *jika*.",
    Day "day" "Stands before the name of a day: *hari*.",
    LocalTime "local-time" "Behind a word for a time of day: *waktu* **setempat**.",
    TimeOfDay "time-of-day" "Before [`WordClass::LocalTime`]: *waktu*.",
    Press "press" "Those who are told in public: *wartawan*.",
    Circumstance "circumstance" "Behind a noun phrase begins what it came from, so that it is no clause: *akibat*.",
    Infinitive "infinitive" "A verb behind it makes no clause of its own: **tanpa** *menyebut*.",
    Quoted "quoted" "Credits an outlet though no mark stands before it: *dikutip*.",
    But "but" "Begins what the writer sets against the report: *namun*.",
    Although "although" "Begins what the writer concedes: *meski*.",
    Accompanying "accompanying" "Joins a second act of the same subject: *seraya*.",
    Plea "plea" "Behind *dengan* names what somebody says for himself or against another: *alasan*.",
    SettingLead "setting-lead" "Leads to where it was said: *lewat*.",
    Setting "setting" "Where it was said: *wawancara*.",
    Article "article" "Before a noun that is new: *sebuah*.",
    PressEvent "press-event" "With [`WordClass::OfPress`] where it was said: *jumpa*.",
    OfPress "of-press" "*jumpa* **pers**.",
    Unsaid "unsaid" "A reporting verb right behind it reports nothing: **untuk** *mengatakan*.",
    Wished "wished" "A demand behind it is not made yet: *hendak*.",
    Thing "thing" "Names what does not speak: *situasi*.",
    Matter "matter" "Stands for what was just reported: *hal*.",
    ToldBefore "told-before" "With a demonstrative names what was just reported: *kabar*.",
    BasedOn "based-on" "Leads to a speaker only where that is a text: *berdasarkan*.",
    Account "account" "A text that is told of by others than those who wrote it: *laporan*.",
    Hinge "hinge" "Stands between what was said and the attribution behind it: **demikian** *menurut*.",
    Locating "locating" "Begins a phrase of the report rather than of its speaker: *sejak*.",
    PassiveReport "passive-report" "Begins what is reported behind the doer of a passive: *dituduh Quito* **telah** ….",
    AfterQuote "after-quote" "Stands between a quotation and its cue: *begitu*.",
    Connective "connective" "Begins words that join and say nothing by themselves: **selain** *itu*.",
    Maker "maker" "Between a noun that reports and who made it: *seruan* **dari**.",
    Toward "toward" "Between that and whom it is made to: *terhadap*.",
    Author "author" "Between a text and its author: *pernyataan* **dari**.",
    TextTrait "text-trait" "Says nothing about whose text it is: *resmi*.",
    OfficeArea "office-area" "Between an office and what it is for: **bidang** *ekonomi*.",
    Interior "interior" "*menteri dalam* **negeri**.",
    NameLead "name-lead" "Before a name, and no part of it: *pihak*.",
    OutletNoun "outlet-noun" "What an outlet is, in one word or two, before its name: *kantor berita*.",
    PhrasePart "phrase-part" "Goes on with a noun phrase: *untuk*.",
    Opening "opening" "A verb that begins an adverbial: **berbicara** *di Oslo, …*.",
    SpeaksOn "speaks-on" "Stands for whoever spoke last: *ia*.",
    They "they" "Stands for several: *mereka*.",
    Collective "collective" "Stands for several who were named before: *ketiganya*.",
    Text "text" "A text that has signers: *komunike*.",
    OwnText "own-text" "A text that *-nya* may be glued to: *pernyataannya*.",
    Joint "joint" "Says of a text that several signed it: *bersama*.",
    IssuerLead "issuer-lead" "Between a text and who issued it: *resmi dari*.",
    VerbPrefix "verb-prefix" "A word that begins so is a verb, if it is no word of [`WordClass::NotVerb`]: *meng-*.",
}

/// The classes that a word belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WordClasses(u128);

impl WordClasses {
    /// Whether a class is among them.
    pub const fn has(self, class: WordClass) -> bool {
        self.0 & 1 << class as u32 != 0
    }

    /// Whether any of some classes is among them.
    pub fn any(self, classes: &[WordClass]) -> bool {
        classes.iter().any(|&class| self.has(class))
    }

    pub(crate) const fn insert(&mut self, class: WordClass) {
        self.0 |= 1 << class as u32;
    }
}

/// The words of a class, as `cues.toml` lists them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Group {
    pub(crate) id: String,
    pub(crate) words: Vec<String>,
    #[allow(dead_code, reason = "the source is for readers of the file")]
    source: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_has_a_bit_of_its_own() {
        assert!(WordClass::IDS.len() <= u128::BITS as usize);
        let mut classes = WordClasses::default();
        classes.insert(WordClass::VerbPrefix);
        assert!(
            classes.has(WordClass::VerbPrefix) && !classes.any(&[WordClass::Adverb, WordClass::IssuerLead])
        );
    }
}
