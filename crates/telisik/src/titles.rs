use telisik_ledger::Claim;
use telisik_lexicon::{Actors, ClaimTitles, LexiconError, Sources};
use telisik_record::Lang;

/// What claims are titled with: their sentences, and the names of countries, in each language.
pub(crate) struct Titles {
    actors: Actors,
    /// In the order of [`Lang::ALL`].
    sentences: Vec<(Lang, ClaimTitles)>,
}

impl Titles {
    /// Those that are built in.
    pub(crate) fn builtin() -> Result<Self, LexiconError> {
        let sources = Sources::builtin();
        let sentences = Lang::ALL.into_iter().map(|lang| Ok((lang, ClaimTitles::load(&sources, lang)?)));
        Ok(Self {
            actors: Actors::load(&sources)?,
            sentences: sentences.collect::<Result<_, LexiconError>>()?,
        })
    }

    /// The neutral sentence for a claim.
    pub(crate) fn of(&self, claim: &Claim, lang: Lang) -> String {
        let names =
            |parties: &[String]| parties.iter().map(|party| self.name(party, lang)).collect::<Vec<_>>();
        let (sources, targets) = (names(&claim.sources), names(&claim.targets));
        let found = self.sentences.iter().find(|(of, _)| *of == lang);
        found.map_or_else(String::new, |(_, titles)| {
            titles.title(claim.kind, claim.cameo.as_deref(), claim.planned, &sources, &targets)
        })
    }

    /// The usual name of a country or organisation, or the party as it is.
    pub(crate) fn name(&self, party: &str, lang: Lang) -> String {
        let Some(entry) = self.actors.by_code(party).and_then(|at| self.actors.entries().get(at)) else {
            return party.to_owned();
        };
        match lang {
            Lang::Id => entry.id.first().unwrap_or(&entry.name).clone(),
            Lang::En => entry.name.clone(),
        }
    }
}
