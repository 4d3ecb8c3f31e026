use std::ops::Range;

use serde::Deserialize;
use telisik_record::EventType;

/// A kind of deed and the words that tell it.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Its id with the language before it, as a rule's id: `id.assault.attack`.
    pub id: String,
    /// The PLOVER type.
    pub kind: EventType,
    /// The PLOVER mode, where the words tell it.
    pub mode: Option<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// The CAMEO code.
    pub cameo: Option<String>,
    /// Where the target stands.
    pub target: TargetRole,
    /// Prepositions that lead to the target, in the order they are tried.
    pub to: Vec<String>,
    /// Without a target in the text there still is an event.
    pub target_optional: bool,
    /// What several doers do, they do to one another: *bertemu*, *perang*.
    pub mutual: bool,
    /// The type it becomes where the source itself announces it: a plan of hostile action is a threat.
    pub announced: Option<EventType>,
    /// The act is done by speaking, so what stands under it is not coded again.
    pub speech: bool,
    /// One of these must stand within a few words after the trigger.
    pub needs: Vec<String>,
    /// None of these may stand right before or within a few words after the trigger.
    pub except: Vec<String>,
    /// Its verbs tell no deed in the passive: *kelompok yang didukung Iran* is a standing role.
    pub active_only: bool,
    /// The source is who says it and the target whom it is said of: *mengatakan Angola melanggar hukum*.
    pub of_the_speaker: bool,
    /// Where no target is named and the words tell of the state's own people, the target is its own.
    pub domestic: bool,
    /// Texts and what must be read in them.
    pub examples: Vec<FrameExample>,
}

/// Where the target of a frame stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TargetRole {
    /// Who undergoes it: the object of the verb, what the noun's prepositions lead to.
    #[default]
    Undergoer,
    /// Who is spoken to: the object, or the subject of what is asked.
    Addressee,
    /// Who did what the object tells of: *mengecam serangan Israel*.
    Doer,
    /// Whom it is directed at: only what prepositions lead to, the object being the doer's own.
    Direction,
    /// The doer's own people: *mengevakuasi warganya*.
    Own,
    /// Who takes part: *bertemu dengan*, *berunding dengan*.
    Partner,
}

/// A text and what must be read in it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrameExample {
    /// The text.
    pub text: String,
    /// Country codes of the sources.
    #[serde(default)]
    pub source: Vec<String>,
    /// Country codes of the targets.
    #[serde(default)]
    pub target: Vec<String>,
    /// Its status, `actual` where left out.
    #[serde(default)]
    pub status: Option<String>,
    /// The frame must not be read here.
    #[serde(default)]
    pub none: bool,
}

/// How a trigger's word stands to its doer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// The doer is the subject: *menyerang*.
    Active,
    /// The doer is the agent: *diserang*.
    Passive,
    /// As active, in headlines and after a pronoun only: *serang*.
    Bare,
    /// The doer is the subject and there is no object: *bertemu*, *sepakat*.
    Intransitive,
    /// The doer is the possessor: *serangan*.
    Noun,
}

/// A trigger found among words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trigger {
    /// Index of its frame.
    pub frame: usize,
    /// The words from its first to its last.
    pub words: Range<usize>,
    /// The words it is made of; those between may be others.
    pub parts: Vec<usize>,
    /// How it stands to its doer.
    pub voice: Voice,
    /// Its first word without affixes, or the noun: the same for all tellings of one deed.
    pub root: String,
}
