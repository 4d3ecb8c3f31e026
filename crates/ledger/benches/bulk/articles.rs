//! Articles of no meaning, with records as reading gives them: the same for the same number, as many as are asked for.

use telisik_record::*;

/// Figures that look random and are the same in every run.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03)
    }

    pub(crate) fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % most.max(1)
    }

    /// Small figures far more often than great ones, as words and names are used.
    pub(crate) fn skewed(&mut self, most: usize) -> usize {
        let share = (self.below(1 << 20) as f64) / f64::from(1 << 20);
        ((most as f64).powf(share) - 1.0) as usize
    }

    fn one_of<T: Copy>(&mut self, things: &[T]) -> T {
        things[self.below(things.len())]
    }
}

const SYLLABLES: [&str; 24] = [
    "ka", "ra", "men", "ta", "si", "ber", "pe", "lan", "ngu", "di", "sa", "tu", "mo", "har", "jun", "wi",
    "la", "nok", "per", "ba", "yu", "go", "sem", "ti",
];
const ROLES: [&str; 6] = ["", "GOV", "MIL", "LEG", "COP", "MED"];
const OUTLETS: usize = 60;
const STATES: usize = 190;
const PERSONS: usize = 40_000;
const WORDS: usize = 30_000;
const TYPES: [EventType; 16] = EventType::ALL;

/// A word by its rank among all words.
pub(crate) fn word(rank: usize) -> String {
    let mut dice = Dice::new(rank as u64 + 77);
    let syllables = 1 + dice.below(2) + rank.max(1).ilog2() as usize / 6;
    (0..syllables).map(|_| dice.one_of(&SYLLABLES)).collect()
}

/// The code of a state.
pub(crate) fn state(rank: usize) -> String {
    let letter = |n: usize| char::from(b'A' + (n % 26) as u8);
    [letter(rank * 7), letter(rank / 26 + rank), letter(rank / 3)].iter().collect()
}

/// The name of a person.
pub(crate) fn person(rank: usize) -> String {
    let capital = |word: String| word[..1].to_uppercase() + &word[1..];
    format!("{} {}", capital(word(rank % 700 + 3000)), capital(word(rank / 7 + 9000)))
}

/// An article with ten events, and the roots of its words.
pub(crate) fn article(number: usize) -> (Record, String) {
    let mut dice = Dice::new(number as u64 + 1);
    let mut spans = Vec::new();
    let mut text = String::new();
    while text.len() < 2300 {
        let word = word(dice.skewed(WORDS));
        spans.push((text.len() as u32, (text.len() + word.len()) as u32));
        text.push_str(&word);
        text.push_str(if dice.below(14) == 0 { ". " } else { " " });
    }
    let roots = text.replace('.', "");
    let mut document = Document::new(format!("berita-{number:07}"), Lang::Id, text);
    let outlet = dice.skewed(OUTLETS);
    let day = 18_500 + (number / 46) as i64 % 2200;
    document.outlet = Some(format!("Outlet {outlet}"));
    document.title =
        Some(format!("{} {} {}", word(dice.below(999)), word(dice.below(9999)), word(dice.below(999))));
    document.url = Some(format!("https://outlet{outlet}.example/{}/{number}", word(dice.below(9999))));
    document.published = Some(date(day).parse().expect("a day"));
    let mut record = Record::new(document);
    let at = |dice: &mut Dice, words: usize| {
        let first = dice.below(spans.len() - words);
        Span::new(spans[first].0, spans[first + words - 1].1)
    };
    record.actors = (0..14).map(|index| actor(&mut dice, index, &at)).collect();
    for index in 0..6 {
        record.times.push(Time {
            id: TimeId::at(index),
            span: at(&mut dice, 2),
            kind: TimeType::Date,
            value: date(day - dice.skewed(400) as i64),
            modifier: None,
            interval: None,
            basis: Basis::Publication,
            rule: "id.time.weekday".into(),
        });
    }
    record.statements = (0..8).map(|index| statement(&mut dice, index, &at)).collect();
    record.events = (0..10).map(|index| event(&mut dice, index, &record.times, &at)).collect();
    for _ in 0..3 {
        record.stances.push(Stance {
            holder: ActorId::at(dice.below(14)),
            event: EventId::at(dice.below(10)),
            stance: dice.one_of(&[StanceKind::Affirms, StanceKind::Alleges, StanceKind::Denies]),
            statement: Some(StatementId::at(dice.below(8))),
            cue: Some(at(&mut dice, 1)),
            rule: "id.stance.cue".into(),
        });
    }
    (record, roots)
}

fn actor(dice: &mut Dice, index: usize, at: &impl Fn(&mut Dice, usize) -> Span) -> Actor {
    let rank = dice.skewed(STATES);
    let (name, kind, code, key) = match dice.below(10) {
        0..4 => (word(rank + 500), ActorKind::State, state(rank), Some(format!("state.{rank}"))),
        4..7 => {
            let rank = dice.skewed(PERSONS);
            let code = Code::of(&state(rank % STATES), dice.one_of(&ROLES[1..])).to_string();
            (person(rank), ActorKind::Person, code, (rank < 3000).then(|| format!("person.{rank}")))
        }
        _ => {
            let role = dice.one_of(&ROLES[1..]);
            let name = format!("{} {}", word(rank + 500), role.to_lowercase());
            (name, ActorKind::Body, Code::of(&state(rank), role).to_string(), None)
        }
    };
    let mentions = (0..1 + dice.skewed(8)).map(|_| Mention {
        span: at(dice, 2),
        kind: dice.one_of(&[MentionKind::Name, MentionKind::Alias, MentionKind::Pronoun]),
        rule: "actor.name".into(),
    });
    let mentions = mentions.collect::<Vec<_>>();
    Actor { id: ActorId::at(index), name, kind, code: Some(Code::new(&code)), key, office: None, mentions }
}

fn statement(dice: &mut Dice, index: usize, at: &impl Fn(&mut Dice, usize) -> Span) -> Statement {
    Statement {
        id: StatementId::at(index),
        kind: dice.one_of(&[StatementKind::Direct, StatementKind::Indirect]),
        content: vec![at(dice, 14)],
        cue: Some(at(dice, 1)),
        speaker: Some(at(dice, 2)),
        speakers: vec![ActorId::at(dice.below(14))],
        addressees: Vec::new(),
        via: if dice.below(4) == 0 { vec!["Reuters".to_owned()] } else { Vec::new() },
        attribution: Attribution::Explicit,
        time: (dice.below(3) == 0).then(|| TimeId::at(dice.below(6))),
        rule: "id.statement.cue".into(),
        rejected: Vec::new(),
    }
}

fn event(dice: &mut Dice, index: usize, times: &[Time], at: &impl Fn(&mut Dice, usize) -> Span) -> Event {
    let mut actors = |most: usize| -> Vec<ActorId> {
        let mut actors: Vec<ActorId> =
            (0..1 + dice.skewed(most)).map(|_| ActorId::at(dice.below(14))).collect();
        actors.sort();
        actors.dedup();
        actors
    };
    let (sources, targets) = (actors(3), actors(3));
    let time = (dice.below(5) > 0).then(|| TimeId::at(dice.below(6)));
    let status = [Status::Actual, Status::Actual, Status::Actual, Status::Planned, Status::Negated];
    Event {
        id: EventId::at(index),
        kind: TYPES[dice.skewed(TYPES.len())],
        mode: None,
        contexts: Vec::new(),
        cameo: Some(format!("{:03}", dice.below(200))),
        sources,
        targets,
        trigger: at(dice, 1),
        evidence: vec![at(dice, 1)],
        status: dice.one_of(&status),
        according_to: match dice.below(2) {
            0 => AccordingTo::Narrator,
            _ => AccordingTo::Statement(StatementId::at(dice.below(8))),
        },
        date: time.and_then(|id| times[id.index()].edtf()),
        time,
        place: None,
        rule: Rule::new(format!("id.frame.{}", dice.skewed(300))),
        rejected: Vec::new(),
    }
}

/// The day so many days after 1970-01-01; days of publication lie in six years.
pub(crate) fn date(day: i64) -> String {
    let first = jiff::civil::date(1970, 1, 1);
    first
        .checked_add(jiff::Span::new().days(day))
        .map_or_else(|_| "1970-01-01".to_owned(), |day| day.to_string())
}
