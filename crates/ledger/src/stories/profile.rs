use std::collections::{BTreeMap, BTreeSet};

use telisik_record::{ActorKind, Record};

use super::hash::hash;
use crate::day;
use crate::identity::{identity, is_outlet};

/// How many of the leading actors of a document are paired to find others like it.
const LEADING: usize = 4;
/// How many characters of a text are looked at for names and figures.
const READ: usize = 20_000;

/// What a document is about, the same in every language: who acts in it, what they do to whom, which names and figures
/// it prints. Two documents of one story have much of it in common.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Profile {
    /// The day of publication, or the day that relative times were resolved against.
    pub(crate) day: Option<i64>,
    /// Features by hash, ascending, and their weights, whose squares add up to 1 unless there are none.
    features: Vec<(u64, f32)>,
    /// Pairs of leading actors: where none is shared, two documents are not compared.
    pub(crate) leads: BTreeSet<u32>,
}

impl Profile {
    pub(crate) fn of(record: &Record) -> Self {
        let document = &record.document;
        let published = document.published.as_ref().and_then(|date| date.first_day());
        let mut features = BTreeMap::new();
        let mut leading = Vec::new();
        // An outlet tells a story and is seldom part of it.
        for actor in record.actors.iter().filter(|actor| !is_outlet(actor)) {
            let count = 1.0 + (actor.mentions.len() as f32).ln_1p();
            let feature = hash(&["actor", &identity(actor)]);
            leading.push((actor.mentions.len(), feature));
            *features.entry(feature).or_default() += weight(actor.kind) * count;
        }
        for event in &record.events {
            for source in &event.sources {
                for target in &event.targets {
                    let of = |id: &telisik_record::ActorId| {
                        record.actors.get(id.index()).map(identity).unwrap_or_default()
                    };
                    features.insert(hash(&["deed", event.kind.as_str(), &of(source), &of(target)]), 2.0);
                }
            }
        }
        for word in prints(document.text.as_str()) {
            features.entry(hash(&["print", &word])).or_insert(1.0);
        }
        let norm = features.values().map(|weight| weight * weight).sum::<f32>().sqrt();
        features.values_mut().for_each(|weight| *weight /= norm);
        leading.sort_by(|a, b| b.cmp(a));
        leading.truncate(LEADING);
        let mut leads = BTreeSet::new();
        for (at, (_, one)) in leading.iter().enumerate() {
            for (_, other) in &leading[at + 1..] {
                leads.insert((one.wrapping_mul(3) ^ other.wrapping_mul(3)) as u32);
            }
        }
        if let ([(_, only)], true) = (leading.as_slice(), leads.is_empty()) {
            leads.insert(*only as u32);
        }
        let day = published.or(document.reference_date).map(day::number);
        Self { day, features: features.into_iter().collect(), leads }
    }

    /// The cosine of two profiles, from 0 to 1, what is rare counting for more. `length` is the first's.
    pub(crate) fn likeness(&self, length: f32, other: &Self, rarity: &Rarity) -> f32 {
        let (mut ours, mut theirs) = (self.features.as_slice(), other.features.as_slice());
        let mut likeness = 0.0;
        while let (Some((a, rest)), Some((b, others))) = (ours.split_first(), theirs.split_first()) {
            if a.0 == b.0 {
                let weight = rarity.of(a.0);
                likeness += weight * weight * a.1 * b.1;
            }
            if a.0 <= b.0 {
                ours = rest;
            }
            if b.0 <= a.0 {
                theirs = others;
            }
        }
        let lengths = length * other.length(rarity);
        if lengths > 0.0 { likeness / lengths } else { 0.0 }
    }

    /// Its length, what is rare counting for more.
    pub(crate) fn length(&self, rarity: &Rarity) -> f32 {
        if rarity.0.is_empty() {
            return if self.features.is_empty() { 0.0 } else { 1.0 };
        }
        let squares = self.features.iter().map(|(feature, weight)| {
            let weight = rarity.of(*feature) * weight;
            weight * weight
        });
        squares.sum::<f32>().sqrt()
    }
}

/// How much each feature of documents of the same days and actors tells: what most of them have in common, in a war that
/// all papers write about, tells no story.
#[derive(Debug, Default)]
pub(crate) struct Rarity(Vec<(u64, f32)>);

/// Of fewer documents nothing can be said to be common.
const FEW: usize = 6;

impl Rarity {
    pub(crate) fn among<'a>(profiles: impl ExactSizeIterator<Item = &'a Profile>) -> Self {
        let count = profiles.len() as f32 + 1.0;
        if profiles.len() < FEW {
            return Self::default();
        }
        let features = profiles.flat_map(|profile| &profile.features);
        let mut features: Vec<u64> = features.map(|(feature, _)| *feature).collect();
        features.sort_unstable();
        let alike = features.chunk_by(|a, b| a == b).filter(|alike| alike.len() > 1);
        let weight = |shared: usize| (count / (shared as f32 + 0.5)).ln() / count.ln();
        Self(alike.map(|alike| (alike[0], weight(alike.len()))).collect())
    }

    fn of(&self, feature: u64) -> f32 {
        let found = self.0.binary_search_by_key(&feature, |(feature, _)| *feature);
        found.map_or(1.0, |at| self.0[at].1)
    }
}

/// A person or a body tells more of what a story is about than a state does.
fn weight(kind: ActorKind) -> f32 {
    match kind {
        ActorKind::Person => 3.0,
        ActorKind::Body | ActorKind::Group | ActorKind::Organisation | ActorKind::Igo => 2.0,
        ActorKind::State | ActorKind::People => 1.5,
    }
}

/// Words with a capital within sentences, and figures of three digits or more that are no year, each once.
fn prints(text: &str) -> BTreeSet<String> {
    let end = text.char_indices().nth(READ).map_or(text.len(), |(at, _)| at);
    let mut found = BTreeSet::new();
    let mut opens = true;
    for token in text[..end].split_inclusive(char::is_whitespace) {
        let ends_line = token.ends_with('\n');
        let token = token.trim();
        let word = token.trim_matches(|c: char| !c.is_alphanumeric());
        if !opens && word.starts_with(char::is_uppercase) && word.chars().count() >= 3 {
            found.insert(word.to_lowercase());
        }
        let digits: String = word.chars().filter(char::is_ascii_digit).collect();
        let figure = word.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',');
        let year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
        if figure && digits.len() >= 3 && !year {
            found.insert(digits);
        }
        opens = ends_line || token.ends_with(['.', '!', '?', ':']) || token.starts_with(['"', '“']);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_figures_are_the_same_in_both_languages() {
        let id = prints("Ledakan di gudang Marnoviče menewaskan 1.240 ekor ternak, kata Dana Kolar, 2024.");
        let en = prints("A blast at the Marnoviče depot killed 1,240 animals, said Dana Kolar in 2024.");
        assert_eq!(id, en);
        assert_eq!(id.into_iter().collect::<Vec<_>>(), ["1240", "dana", "kolar", "marnoviče"]);
    }

    #[test]
    fn a_document_is_most_like_itself_and_an_empty_one_like_none() {
        let record = crate::examples::seizure("kapal");
        let (one, none) = (Profile::of(&record), Profile::default());
        let rarity = Rarity::default();
        assert!((one.likeness(1.0, &one, &rarity) - 1.0).abs() < 1e-5);
        assert_eq!(one.likeness(1.0, &none, &rarity), 0.0);
        assert_eq!(one.leads.len(), 3);
    }

    #[test]
    fn what_all_have_in_common_counts_for_less_than_what_two_have() {
        let told = |words: &str| {
            let mut record = crate::examples::seizure("kapal");
            let text = format!("{} {words}", record.document.text.as_str());
            record.document = telisik_record::Document::new("kapal", record.document.lang, text);
            Profile::of(&record)
        };
        let profiles: Vec<Profile> = ["Ana", "Budi", "Cici", "Dani", "Edi", "Fani"]
            .iter()
            .map(|name| told(&format!("ia kata {name} {name}son")))
            .collect();
        let new = told("ia kata Ana Anason");
        let (plain, rarity) = (Rarity::default(), Rarity::among(profiles.iter()));
        let like = |at: usize, rarity: &Rarity| new.likeness(new.length(rarity), &profiles[at], rarity);
        assert!(like(1, &plain) > 0.5);
        assert!(like(1, &rarity) < 0.2);
        assert!(like(0, &rarity) > 0.9);
    }
}
