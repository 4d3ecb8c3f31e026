//! To whom something is said, or with whom it is done, where nobody can be named: the world at large, or the doer's
//! own people.

use telisik_language::Upos;
use telisik_lexicon::{Frame, TargetRole, Trigger, Voice};

use super::scene::{Part, Scene};
use super::sentence::Reader;

/// Those who are spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Audience {
    /// The doer's own people: *meminta warganya*.
    Own,
    /// Too many or too vague to be named: *mendesak komunitas internasional*.
    Many,
    /// Both sides of what is told: *meminta para pihak menahan diri*.
    Sides,
}

/// How many words behind the trigger the noun for them may stand.
const REACH: usize = 7;

/// Who is spoken to, where the words at the trigger say it and name no actor. Whoever is named further on then has
/// another part: *mendesak komunitas internasional menghentikan serangan Israel*.
pub(super) fn audience(reader: &Reader<'_, '_>, trigger: &Trigger, frame: &Frame) -> Option<Audience> {
    let direct = match frame.target {
        TargetRole::Addressee => trigger.voice != Voice::Noun,
        TargetRole::Partner => false,
        TargetRole::Doer => matches!(trigger.voice, Voice::Active | Voice::Bare) && !frame.speech,
        _ => return None,
    };
    if trigger.voice == Voice::Passive {
        return None;
    }
    let scene = reader.scene;
    let clauses = &reader.lexicon.clauses;
    let mut led = direct;
    for word in trigger.words.end..scene.forms.len().min(trigger.words.end + REACH) {
        if scene.party_at(word).is_some() {
            return None;
        }
        let form = scene.forms[word];
        match scene.parts[word] {
            Part::Plain if led => {
                let before = scene.forms[word - 1];
                if clauses.parties.contains(form) && clauses.all.contains(before) {
                    return Some(Audience::Sides);
                }
                // *masyarakat internasional*, but not *negara tetangganya itu*.
                let phrase = || phrase(scene, word);
                let many = clauses.everybody.contains(single(form))
                    && (single(form) != form
                        || !phrase().any(|at| {
                            clauses.clitics.contains(scene.forms[at])
                                || clauses.pointers.contains(scene.forms[at])
                        }))
                    || frame.target != TargetRole::Doer
                        && phrase().any(|at| clauses.worldwide.contains(scene.forms[at]));
                let own = frame.target == TargetRole::Addressee && clauses.domestic.contains(single(form));
                if many || own {
                    let audience = if many { Audience::Many } else { Audience::Own };
                    let owned = phrase().any(|at| scene.party_at(at).is_some());
                    return (!owned && !is_listed(reader, word)).then_some(audience);
                }
                if is_noun(scene, word) {
                    return None;
                }
            }
            Part::Plain => {}
            Part::Preposition | Part::Opener if frame.to.iter().any(|to| to == form) => led = true,
            _ => return None,
        }
    }
    None
}

/// A noun that is doubled for many, said once: *negara-negara*.
fn single(form: &str) -> &str {
    form.split_once('-').filter(|(first, second)| second.starts_with(first)).map_or(form, |(first, _)| first)
}

fn is_noun(scene: &Scene<'_>, word: usize) -> bool {
    matches!(scene.sentence.words[word].upos, Upos::Noun | Upos::Propn) && single(scene.forms[word]).len() > 3
}

/// The words of the phrase that goes on behind a noun.
fn phrase(scene: &Scene<'_>, noun: usize) -> impl Iterator<Item = usize> {
    let behind = noun + 1..scene.forms.len().min(noun + REACH);
    behind.take_while(|&at| scene.parts[at] == Part::Plain || scene.party_at(at).is_some())
}

/// Whether some of them are named behind: *tokoh dunia seperti Presiden Peru*.
fn is_listed(reader: &Reader<'_, '_>, noun: usize) -> bool {
    let scene = reader.scene;
    let mut behind = noun + 1..scene.forms.len().min(noun + REACH);
    let end = behind.find(|&at| scene.parts[at] != Part::Plain || includes(reader, at));
    let Some(at) = end.map(|at| if includes(reader, at) { at } else { at + 1 }) else { return false };
    includes(reader, at) && (at + 1..scene.forms.len().min(at + 4)).any(|at| scene.party_at(at).is_some())
}

fn includes(reader: &Reader<'_, '_>, word: usize) -> bool {
    reader.scene.forms.get(word).is_some_and(|form| reader.lexicon.clauses.including.contains(*form))
}
