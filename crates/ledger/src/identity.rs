use telisik_record::{Actor, ActorKind, Code};

use crate::rows::word;

/// What an actor is the same by over all documents: its lexicon key, else its name, code and kind.
pub(crate) fn identity(actor: &Actor) -> String {
    identity_of(actor.key.as_deref(), &actor.name, actor.code.as_ref(), actor.kind)
}

pub(crate) fn identity_of(key: Option<&str>, name: &str, code: Option<&Code>, kind: ActorKind) -> String {
    match key {
        Some(key) => key.to_owned(),
        None => format!("{name}|{}|{}", code.map_or("", Code::as_str), word(&kind)),
    }
}

/// The level at which claims are compared: a country or organisation, or the actor itself where it has no code.
pub(crate) fn party(actor: &Actor) -> String {
    actor.code.as_ref().map_or_else(|| actor.name.clone(), |code| code.country().to_owned())
}

/// Whether an actor is an outlet or agency.
pub(crate) fn is_outlet(actor: &Actor) -> bool {
    actor.code.as_ref().is_some_and(|code| code.role().split(' ').next() == Some("MED"))
}
