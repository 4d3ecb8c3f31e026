use telisik_record::{ActorKind, Code};

use super::draft::{Drafts, Who};

/// What an identity is called, what it is and how it is coded.
pub(super) struct Profile {
    pub(super) name: String,
    pub(super) kind: ActorKind,
    pub(super) code: Option<Code>,
    pub(super) key: Option<String>,
    pub(super) office: Option<String>,
}

impl Drafts<'_> {
    /// The profile of an identity; nothing where it is not known, which cannot be.
    pub(super) fn profile(&self, who: &Who) -> Option<Profile> {
        let entries = self.lexicon.actors.entries();
        let titles = &self.lexicon.titles;
        let plain = |name: String, kind, code: &Code| Profile {
            name,
            kind,
            code: Some(code.clone()),
            key: None,
            office: None,
        };
        let of = |name: &str, code: &Code| {
            let owner = self
                .lexicon
                .actors
                .actor(code.as_str())
                .or_else(|| self.lexicon.actors.actor(code.country()));
            owner.map_or_else(|| name.to_owned(), |owner| format!("{name} of {}", owner.name))
        };
        Some(match who {
            Who::Entry(at) => {
                let entry = entries.get(*at)?;
                let (name, kind, code, key) =
                    (entry.name.clone(), entry.kind, entry.code.clone(), Some(entry.key.clone()));
                Profile { name, kind, code, key, office: None }
            }
            Who::Seat(at, seat) => {
                let entry = entries.get(*at)?;
                let seat = entry.seats.get(*seat)?;
                let name = seat.en.clone().unwrap_or_else(|| seat.id.clone());
                let key = Some(format!("{}/{name}", entry.key));
                let code = seat.code.clone().or_else(|| entry.code.clone());
                Profile { name, kind: ActorKind::Body, code, key, office: None }
            }
            Who::Figure(id) => {
                let figure = self.figures.get(*id)?;
                Profile {
                    name: figure.name.clone(),
                    kind: ActorKind::Person,
                    code: figure.code(self.lexicon, self.day),
                    key: figure.entry(self.lexicon).map(|p| p.key.clone()),
                    office: figure.office(self.lexicon, self.day),
                }
            }
            Who::Body(at, code) => plain(of(&titles.bodies().get(*at)?.name, code), ActorKind::Body, code),
            Who::Named(print, code) => plain(print.clone(), ActorKind::Body, code),
            Who::Office(office, code) => {
                Profile { office: Some(office.clone()), ..plain(office.clone(), ActorKind::Person, code) }
            }
            Who::Officials(code) => plain(of("officials", code), ActorKind::Body, code),
            Who::People(at, code) => {
                plain(of(&titles.peoples().get(*at)?.name, code), ActorKind::People, code)
            }
        })
    }
}
