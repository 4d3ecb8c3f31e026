//! What the words around a hostile deed tell of who did it and who fights.

use telisik_lexicon::{Frame, Trigger, Voice};
use telisik_record::EventType;

use super::Side;
use super::roles::Roles;
use super::sentence::Reader;

impl Reader<'_, '_> {
    /// The doer that another deed of the sentence gives to a hostile one, or that goes without saying.
    pub(super) fn add_doer(
        &self,
        at: usize,
        frame: &Frame,
        found: &[Option<(Roles, Side, Side)>],
        roles: &Roles,
        source: &mut Side,
        target: &mut Side,
    ) {
        let trigger = &self.scene.triggers[at];
        if trigger.voice == Voice::Passive && source.1.is_empty() {
            let hostile = matches!(frame.kind, EventType::Assault | EventType::Coerce);
            let doer = hostile.then(|| self.doer_around(at, found)).flatten();
            *source = doer.unwrap_or_else(|| self.authority(trigger, roles, frame, target));
        }
        // *serangan Peru ke Bolivia menewaskan dua orang*: who attacks kills, and whom he attacks.
        if trigger.voice == Voice::Active
            && frame.kind == EventType::Assault
            && let Some(deed) = self.deed_as_subject(trigger, frame)
            && let Some((_, doer, hit)) = &found[deed]
            && !doer.1.is_empty()
        {
            source.clone_from(doer);
            if target.1.is_empty() || target.1 == source.1 {
                target.clone_from(hit);
            }
        }
    }

    /// Settles who fights a war: *perang Israel melawan Iran* is fought by both sides, unless one is said to wage it.
    /// True where both are of one country.
    pub(super) fn fight(
        &self,
        trigger: &Trigger,
        frame: &Frame,
        roles: &mut Roles,
        source: &mut Side,
        target: &mut Side,
    ) -> bool {
        if !frame.mutual || frame.kind != EventType::Assault {
            return false;
        }
        let noun = trigger.voice == Voice::Noun;
        if noun && !roles.waged && !source.1.is_empty() && !target.1.is_empty() {
            // *perang Peru di Bolivia* tells of one side, and *sejak perang di Bolivia* of none.
            let place = self.is_place(&roles.targets);
            roles.mutual = !place;
            if place && roles.borrowed && !self.takes_part(trigger) {
                *source = Side::default();
            }
        }
        if !target.1.is_empty() {
            return false;
        }
        // *bentrokan antara polisi dan pengunjuk rasa*
        if let Some(country) = self.at_odds(trigger, roles, source) {
            target.clone_from(&country);
            *source = country;
        }
        true
    }
}
