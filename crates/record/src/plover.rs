use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A word that is no PLOVER type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown event type `{0}`; the types are {types}", types = EventType::ALL.map(EventType::as_str).join(", "))]
pub struct UnknownEventType(String);

macro_rules! event_types {
    ($($variant:ident $printed:literal $doc:literal,)*) => {
        /// The sixteen event types of PLOVER (Political Language Ontology for Verifiable Event Records).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "UPPERCASE")]
        pub enum EventType {
            $(#[doc = $doc] $variant,)*
        }

        impl EventType {
            /// All types, from the most cooperative to the most hostile.
            pub const ALL: [Self; 16] = [$(Self::$variant,)*];

            /// The name PLOVER gives it.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $printed,)*
                }
            }
        }
    };
}

event_types! {
    Agree "AGREE" "Agree to do, accept, sign, promise.",
    Consult "CONSULT" "Meet, visit, host, phone, negotiate.",
    Support "SUPPORT" "Endorse, praise, recognise, apologise, improve relations.",
    Concede "CONCEDE" "Yield, release, lift sanctions, grant what was demanded.",
    Cooperate "COOPERATE" "Material cooperation both ways: trade, joint exercises, exchange.",
    Aid "AID" "Give money, arms, training, relief or shelter.",
    Retreat "RETREAT" "Withdraw, surrender, evacuate one's forces, stop fighting.",
    Request "REQUEST" "Ask, urge, appeal, demand, propose.",
    Accuse "ACCUSE" "Criticise, condemn, blame, sue, investigate.",
    Reject "REJECT" "Refuse, oppose, veto, defy.",
    Threaten "THREATEN" "Threaten, warn with consequences, announce hostile action.",
    Protest "PROTEST" "Demonstrate, strike, riot.",
    Sanction "SANCTION" "Embargo, tariffs, expel diplomats, cut ties or aid.",
    Mobilize "MOBILIZE" "Deploy, raise alert, launch as a show of force, build up arms.",
    Coerce "COERCE" "Arrest, seize, ban, crack down, abduct, blockade.",
    Assault "ASSAULT" "Attack, shell, bomb, kill, invade, fight.",
}

impl EventType {
    /// Whether it is a deed, not a speech act: PLOVER's material cooperation and material conflict.
    pub fn is_material(self) -> bool {
        use EventType::{Aid, Assault, Coerce, Cooperate, Mobilize, Protest, Retreat, Sanction};
        matches!(self, Cooperate | Aid | Retreat | Protest | Sanction | Mobilize | Coerce | Assault)
    }
}

impl EventType {
    /// Whether it sets its parties against each other. A request does not, though PLOVER counts it as conflict.
    pub fn is_hostile(self) -> bool {
        use EventType::{Accuse, Assault, Coerce, Mobilize, Protest, Reject, Sanction, Threaten};
        matches!(self, Accuse | Assault | Coerce | Mobilize | Protest | Reject | Sanction | Threaten)
    }

    /// Whether its parties work or stand together.
    pub fn is_friendly(self) -> bool {
        use EventType::{Agree, Aid, Concede, Consult, Cooperate, Support};
        matches!(self, Agree | Aid | Concede | Consult | Cooperate | Support)
    }
}

/// PLOVER's four kinds of types: speech or deed, together or against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quad {
    /// Agreeing, meeting, endorsing, yielding.
    VerbalCooperation,
    /// Trading, helping, drawing back.
    MaterialCooperation,
    /// Demanding, accusing, refusing, threatening.
    VerbalConflict,
    /// Protesting, punishing, deploying, coercing, attacking.
    MaterialConflict,
}

impl Quad {
    /// All four, from cooperation to conflict and from speech to deed.
    pub const ALL: [Self; 4] =
        [Self::VerbalCooperation, Self::MaterialCooperation, Self::VerbalConflict, Self::MaterialConflict];

    /// In words: `verbal cooperation`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::VerbalCooperation => "verbal cooperation",
            Self::MaterialCooperation => "material cooperation",
            Self::VerbalConflict => "verbal conflict",
            Self::MaterialConflict => "material conflict",
        }
    }
}

impl EventType {
    /// Which of PLOVER's four kinds it is of. A request is verbal conflict there.
    pub fn quad(self) -> Quad {
        use EventType::{Aid, Cooperate, Retreat};
        match (self.is_material(), self.is_friendly()) {
            _ if matches!(self, Cooperate | Aid | Retreat) => Quad::MaterialCooperation,
            (true, _) => Quad::MaterialConflict,
            (false, true) => Quad::VerbalCooperation,
            (false, false) => Quad::VerbalConflict,
        }
    }
}

impl fmt::Display for EventType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

impl FromStr for EventType {
    type Err = UnknownEventType;

    fn from_str(given: &str) -> Result<Self, UnknownEventType> {
        let named = |kind: &Self| kind.as_str().eq_ignore_ascii_case(given);
        Self::ALL.into_iter().find(named).ok_or_else(|| UnknownEventType(given.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_types_of_a_quad_are_those_plover_gives_it() {
        let of = |quad: Quad| {
            let types = EventType::ALL.into_iter().filter(|kind| kind.quad() == quad);
            types.map(EventType::as_str).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(of(Quad::VerbalCooperation), "AGREE CONSULT SUPPORT CONCEDE");
        assert_eq!(of(Quad::MaterialCooperation), "COOPERATE AID RETREAT");
        assert_eq!(of(Quad::VerbalConflict), "REQUEST ACCUSE REJECT THREATEN");
        assert_eq!(of(Quad::MaterialConflict), "PROTEST SANCTION MOBILIZE COERCE ASSAULT");
    }

    #[test]
    fn what_is_material_is_of_a_material_quad() {
        let material = [Quad::MaterialCooperation, Quad::MaterialConflict];
        assert!(EventType::ALL.into_iter().all(|kind| kind.is_material() == material.contains(&kind.quad())));
    }
}
