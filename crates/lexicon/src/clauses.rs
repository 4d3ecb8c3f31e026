//! The small words of a language that part clauses and lead to roles.

use foldhash::HashSet;
use serde::Deserialize;
use telisik_record::Lang;

use crate::{LexiconError, Sources};

/// The small words that part clauses and lead to roles. A language leaves out the lists that its grammar has no use for;
/// the verbs are stems in Indonesian, lemmas in English.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Clauses {
    /// Words that lead to the doer of a passive: *oleh*.
    pub agent: HashSet<String>,
    /// Words that lead to where something comes from: *dari*.
    pub origin: HashSet<String>,
    /// All other prepositions.
    pub prepositions: HashSet<String>,
    /// Words that open a clause of its own: *bahwa*, *setelah*.
    pub openers: HashSet<String>,
    /// The relative word: *yang*.
    pub relative: HashSet<String>,
    /// Words between a thing and whose it is: *of*.
    pub possessors: HashSet<String>,
    /// Words between people and where they are: *workers in Kenya*.
    pub whereabouts: HashSet<String>,
    /// Words that join equals: *dan*.
    pub coordination: HashSet<String>,
    /// The word that joins the last of several: *dan*.
    pub last: HashSet<String>,
    /// Words between two who face each other: *versus*, *lawan*.
    pub versus: HashSet<String>,
    /// Of these the word that sets the second apart from the first, who does it: *dengan*.
    pub towards: HashSet<String>,
    /// What stands for somebody at the end of a word: *-nya*.
    pub clitics: HashSet<String>,
    /// Words between a noun and whose it is or who does it: *milik*, *oleh*.
    pub owned_by: HashSet<String>,
    /// Words between a noun and where or against whom it is: *di*, *terhadap*.
    pub reaching: HashSet<String>,
    /// Words before a place, and no more than that: *di*.
    pub at: HashSet<String>,
    /// Words before the place that is attacked: *kota*.
    pub towns: HashSet<String>,
    /// Words by which a headline leaves open whether a deed was done: *soal*, *rencana*.
    pub unsettled: HashSet<String>,
    /// Words before a list of participants: *antara*.
    pub between: HashSet<String>,
    /// Words that make a deed mutual: *saling*.
    pub reciprocal: HashSet<String>,
    /// Verbs that only carry an event noun, without affixes: *lakukan*, *gelar*.
    pub light: HashSet<String>,
    /// Verbs that end or call for what the noun tells, so that their subject need not take part in it: *akhiri*.
    pub ending: HashSet<String>,
    /// Words that make of a country somebody else: *negara tetangga Iran*.
    pub others: HashSet<String>,
    /// Verbs whose subject undergoes the event noun: *hadapi*, *tuai*.
    pub suffer: HashSet<String>,
    /// Words for trying, which announce nothing: *berupaya*.
    #[serde(default)]
    pub attempts: HashSet<String>,
    /// Words before a kindness that somebody owes another something for: *berkat dukungan Ghana*.
    #[serde(default)]
    pub gratitude: HashSet<String>,
    /// Verbs whose doer takes part in what they tell of: *pertemuan yang dihadiri*, *serangan yang diklaim*.
    #[serde(default)]
    pub join: HashSet<String>,
    /// Words that tell of harm, whose subject undergoes the event noun they lead to: *tewas dalam serangan*.
    pub harm: HashSet<String>,
    /// Verbs before those who take part in what the noun tells: *perang yang melibatkan*.
    pub involving: HashSet<String>,
    /// Words before a war that somebody fights in: *dalam*.
    pub within: HashSet<String>,
    /// Those who are held by another side: *sandera*.
    pub captives: HashSet<String>,
    /// Words for *together*, that join or only describe: *bersama*.
    pub together: HashSet<String>,
    /// Words before some of those that a number or *negara lain* has counted: *termasuk*, *yakni*.
    pub including: HashSet<String>,
    /// What is written or signed by somebody, who speaks through it: *pernyataan itu mengecam*.
    pub writings: HashSet<String>,
    /// Verbs that tell of an event noun what another voice has to do with it: *konfirmasi*, *bantah*.
    pub telling: HashSet<String>,
    /// Words before what a noun or verb of telling is about: *mengenai*.
    pub about: HashSet<String>,
    /// What a state says is wronged when it is wronged, before its *our*: *kedaulatan* kami.
    pub possessions: HashSet<String>,
    /// Words before a purpose: *untuk*, *guna*.
    pub purpose: HashSet<String>,
    /// Verbs that say of a deed that it takes place: *berlangsung*, *digelar*.
    pub happen: HashSet<String>,
    /// Words that open a clause at its beginning only: *lalu*, but not in *bulan lalu*.
    pub sequence: HashSet<String>,
    /// Words that stand for who speaks: *kami*.
    pub speakers: HashSet<String>,
    /// Words that ask for a deed instead of telling it: *harus*.
    pub duty: HashSet<String>,
    /// Verbs whose infinitive is owed: *has to leave*.
    pub owing: HashSet<String>,
    /// Words that credit an outlet: *dilansir*, *mengutip*.
    pub credits: HashSet<String>,
    /// Words before a date that bounds and does not date: *hingga*.
    pub limits: HashSet<String>,
    /// Words between the two ends of a stretch of time: *Senin hingga Rabu*.
    pub until: HashSet<String>,
    /// Words before a date that something goes on from: *sejak*.
    pub since: HashSet<String>,
    /// Words between a length of time and the deed that it is counted from: *sehari setelah*.
    pub after: HashSet<String>,
    /// Words that say of a deed that it began: *dimulai*.
    pub begin: HashSet<String>,
    /// Words before a length of time that something was done in: *dalam*, *selama*.
    pub during: HashSet<String>,
    /// Words that with one that points stand for the time told before: *saat* itu.
    pub moments: HashSet<String>,
    /// Words that with one that points stand for what the sentence before told: *kesempatan* itu.
    pub occasions: HashSet<String>,
    /// Words that count how often: *kali*.
    pub times: HashSet<String>,
    /// Words that end a length of time at now: *terakhir*.
    pub lately: HashSet<String>,
    /// Words that tell of what follows as done before: *telah*.
    pub perfect: HashSet<String>,
    /// Words that point back: *itu*, *tersebut*.
    pub pointers: HashSet<String>,
    /// Words after which a verb stands without its prefix: *kami serang*.
    pub bare_after: HashSet<String>,
    /// Words that stand for somebody named before: *ia*, *mereka*.
    pub pronouns: HashSet<String>,
    /// Prepositions that open a clause as well, so that what follows may be its subject: *sejak Israel merebut …*.
    pub clausal: HashSet<String>,
    /// Nouns for many who act together, of whatever state: *protesters*, *gunmen*; in Indonesian those who clash within one.
    pub crowds: HashSet<String>,
    /// Nouns for one human being, who acts in politics only towards those who do: *priest*.
    pub humans: HashSet<String>,
    /// Bodies that with *-nya*, in English without a state, stand for whom the text is about: *pihaknya*, *pemerintahnya*.
    pub bodies: HashSet<String>,
    /// Roots of words that decide on a purpose: *memutuskan untuk*, *kesiapan untuk*.
    pub deciding: HashSet<String>,
    /// People and bodies that are a state's own where no other is named: *warganya*, *kongres*.
    pub domestic: HashSet<String>,
    /// Those who are too many or too vague to be named, said once: *komunitas*, *dunia*, *negara* of *negara-negara*.
    pub everybody: HashSet<String>,
    /// Words that make many of any people: *masyarakat internasional*.
    pub worldwide: HashSet<String>,
    /// Nouns that with a word for all of them stand for the sides of what is told: *para pihak*.
    pub parties: HashSet<String>,
    /// Words for all of them: *semua*.
    pub all: HashSet<String>,
}

impl Clauses {
    /// Reads `<language>/clauses.toml`.
    ///
    /// # Errors
    ///
    /// If the file is not of the form.
    pub fn load(sources: &Sources, lang: Lang) -> Result<Self, LexiconError> {
        // The last file stands: a user's one replaces the built-in one as a whole.
        let mut read = Self::default();
        for file in sources.at(&format!("{}/clauses.toml", lang.code())) {
            read = file.parse()?;
            if lang != Lang::Id {
                continue;
            }
            read.light = verbs(&read.light);
            read.suffer = verbs(&read.suffer);
            read.join = verbs(&read.join);
            read.ending = verbs(&read.ending);
            read.telling = verbs(&read.telling);
            read.involving = verbs(&read.involving);
        }
        Ok(read)
    }
}

/// All forms of some stems.
fn verbs(stems: &HashSet<String>) -> HashSet<String> {
    stems.iter().flat_map(|stem| crate::inflection::forms(stem)).map(|(form, _)| form).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn light_verbs_are_known_in_every_voice() {
        let clauses = Clauses::load(&Sources::builtin(), Lang::Id).unwrap();
        for form in ["melakukan", "dilakukan", "lakukan", "melancarkan"] {
            assert!(clauses.light.contains(form), "{form}");
        }
    }
}
