use std::ops::Range;

use telisik_lexicon::{How, Lexicon, Target, TitleSense, holds};
use telisik_record::{ActorKind, Lang};

use super::bearers::{name_at, names};
use super::sight::{Gap, Line, What};

/// Sightings that belong together: *mantan Menteri Luar Negeri Rusia Sergei Lavrov*.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    /// From the first title word to the last word of the last name.
    pub(super) pieces: Range<usize>,
    /// Titles, bodies and their modifiers, outermost first.
    pub(super) parts: Vec<(Range<usize>, TitleSense)>,
    /// The states or organisations they belong to, by index of the line's sights; several in a list.
    pub(super) owners: Vec<usize>,
    /// Where an ambassador is posted, and other sights inside that are no owner.
    pub(super) others: Vec<usize>,
    /// The persons named after it.
    pub(super) names: Vec<Range<usize>>,
    /// The person a spokesperson speaks for: *Putin* of *juru bicara Presiden Putin, Dmitry Peskov*.
    pub(super) principal: Option<Range<usize>>,
    /// It ends with *-nya*: it belongs to whom the sentence is about.
    pub(super) own: bool,
    /// The words between a body and its state that no list holds: *Badan Meteorologi Kenya*.
    pub(super) complement: bool,
}

impl Phrase {
    /// A phrase of these pieces, of which nothing has been read yet.
    pub(super) fn new(pieces: Range<usize>) -> Self {
        Self {
            pieces,
            parts: vec![],
            owners: vec![],
            others: vec![],
            names: vec![],
            principal: None,
            own: false,
            complement: false,
        }
    }

    /// From the first to the last title word.
    pub(super) fn title_end(&self) -> usize {
        self.parts.last().map_or(self.pieces.start, |(range, _)| range.end)
    }
}

/// Reads the phrase whose first title word is the sight at `first`; `None` where that is no title word.
pub(super) fn read(line: &Line<'_>, lexicon: &Lexicon, first: usize) -> Option<Phrase> {
    if lexicon.lang == Lang::En {
        return super::english::read(line, lexicon, first);
    }
    let head = line.sights.get(first)?;
    let What::Titled(senses) = &head.what else { return None };
    let sense = *senses.iter().min()?;
    let parts = vec![(head.pieces.clone(), sense)];
    let mut phrase = Phrase { parts, ..Phrase::new(head.pieces.clone()) };
    titles(line, lexicon, &mut phrase);
    announce(line, lexicon, &mut phrase);
    if !phrase.owners.is_empty() {
        list(line, lexicon, &mut phrase);
        posting(line, lexicon, &mut phrase);
    }
    if matches!(sense, TitleSense::People(_)) {
        return Some(phrase);
    }
    if !matches!(phrase.parts.first(), Some((_, TitleSense::Body(_)))) {
        names(line, lexicon, &mut phrase);
    }
    Some(phrase)
}

/// Takes the outlet or group whose kind the phrase names: *stasiun televisi CNN*, *milisi Irak Kataib Hizbullah*.
/// A state between them is where it is from.
fn announce(line: &Line<'_>, lexicon: &Lexicon, phrase: &mut Phrase) {
    let Some(index) = line.sight_index(phrase.pieces.end) else { return };
    if line.gap(phrase.pieces.end) == Gap::Space && announced(line, lexicon, phrase, index).is_some() {
        phrase.others.append(&mut phrase.owners);
        phrase.owners.push(index);
        phrase.pieces.end = line.sights[index].pieces.end;
    }
}

/// The outlet or group at a sight, where the phrase tells its kind.
pub(super) fn announced(
    line: &Line<'_>,
    lexicon: &Lexicon,
    phrase: &Phrase,
    index: usize,
) -> Option<(usize, How)> {
    let roles = body_roles(lexicon, phrase);
    line.senses(index).iter().find_map(|sense| {
        let Target::Actor(at) = sense.target else { return None };
        let entry = lexicon.actors.entries().get(at)?;
        let outlet = roles.contains(&"MED") && entry.channel.is_some();
        let group = entry.kind == ActorKind::Group && roles.iter().any(|r| matches!(*r, "MIL" | "REB"));
        (matches!(sense.how, How::Name | How::Alias) && (outlet || group)).then_some((at, sense.how))
    })
}

/// The roles of the bodies among a phrase's words.
pub(super) fn body_roles<'l>(lexicon: &'l Lexicon, phrase: &Phrase) -> Vec<&'l str> {
    let bodies = phrase.parts.iter().filter_map(|(_, s)| match s {
        TitleSense::Body(at) => lexicon.titles.bodies().get(*at),
        _ => None,
    });
    bodies.map(|b| b.role.as_str()).collect()
}

/// Takes further title words, then the owner.
fn titles(line: &Line<'_>, lexicon: &Lexicon, phrase: &mut Phrase) {
    for _ in 0..8 {
        if is_possessive(line, lexicon, phrase.pieces.end) {
            phrase.own = true;
            phrase.pieces.end += 1;
            return;
        }
        let (mut at, bracket) = onward(line, lexicon, phrase.pieces.end);
        let roles = body_roles(lexicon, phrase);
        let filled = phrase.pieces.end..at.min(line.pieces.len());
        let armed = roles.last() == Some(&"MIL");
        if armed && filled.clone().any(|i| holds(&lexicon.references.words().whereabouts, line.key(i))) {
            return;
        }
        if let Some(owner) = complement(line, lexicon, phrase) {
            phrase.complement = true;
            at = owner;
        }
        let Some(index) = line.sight_index(at) else { return };
        let sight = &line.sights[index];
        match &sight.what {
            What::Titled(senses) => {
                let Some(&sense) = senses.iter().min() else { return };
                if matches!(sense, TitleSense::People(_)) {
                    return;
                }
                if !bracket {
                    phrase.parts.push((sight.pieces.clone(), sense));
                }
                phrase.pieces.end = sight.pieces.end;
            }
            What::Named(_) if !owns(line, lexicon, index) => return,
            What::Named(_) if roles.contains(&"MED") && announced(line, lexicon, phrase, index).is_some() => {
                return;
            }
            What::Named(_) if bracket || !phrase.owners.is_empty() => {
                // The second word of *(Menlu RI)*.
                let closes =
                    line.gap(sight.pieces.end) == Gap::Close && line.gap(sight.pieces.start) == Gap::Space;
                if !(bracket || closes && phrase.owners.len() == 1) {
                    return;
                }
                phrase.others.push(index);
                phrase.pieces.end = sight.pieces.end;
            }
            What::Named(_) => {
                phrase.owners.push(index);
                phrase.pieces.end = sight.pieces.end;
            }
        }
    }
}

/// Whether the piece is the clitic of *kementeriannya*.
fn is_possessive(line: &Line<'_>, lexicon: &Lexicon, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|b| line.spans.get(b));
    holds(&lexicon.references.words().clitics, line.key(at))
        && before.zip(line.spans.get(at)).is_some_and(|(b, n)| b.end == n.start)
}

/// Where the owner stands behind words that narrow a body or its people down: *Badan Meteorologi Kenya*,
/// *pejabat pertahanan Kenya*. Capitals may go on for longer than common nouns.
fn complement(line: &Line<'_>, lexicon: &Lexicon, phrase: &Phrase) -> Option<usize> {
    use telisik_language::Upos;
    let (_, last) = phrase.parts.last()?;
    let titled = matches!(last, TitleSense::Title(_));
    if !matches!(last, TitleSense::Body(_) | TitleSense::Anonymous | TitleSense::Title(_))
        || line.title_case()
        || !phrase.owners.is_empty()
    {
        return None;
    }
    let start = phrase.pieces.end;
    let mut at = start;
    let mut small = 0;
    while !line.sighted(at) {
        let piece = line.pieces.get(at)?;
        if line.gap(at) != Gap::Space || at >= start + 5 {
            return None;
        }
        let joint = holds(&lexicon.references.words().joints, &piece.key) && at > start;
        if !piece.capital() && !joint {
            let upos = line.words.get(at).and_then(|&w| line.sentence.words.get(w)).map(|w| w.upos);
            if !matches!(upos, Some(Upos::Noun | Upos::Adj | Upos::Propn)) {
                return None;
            }
            small += 1;
        }
        at += 1;
    }
    let person = titled && (small > 0 || line.person_around(start).is_some());
    let direct = at > start && small <= 2 && !person && line.gap(at) == Gap::Space;
    (direct && owns(line, lexicon, line.sight_index(at)?)).then_some(at)
}

/// The next piece after fillers, and whether it stands in brackets; the piece at `at` itself where none fill.
fn onward(line: &Line<'_>, lexicon: &Lexicon, mut at: usize) -> (usize, bool) {
    let start = at;
    match line.gap(at) {
        Gap::Space | Gap::Close => {}
        Gap::Open => return (at, true),
        _ => return (usize::MAX, false),
    }
    while at < line.pieces.len() && at < start + 3 && !line.sighted(at) {
        let piece = &line.pieces[at];
        let abbreviation = piece.all_capitals()
            && piece.print.len() >= 2
            && line.pieces.get(at + 1).is_some_and(|next| next.capital() && !next.all_capitals());
        let digits = piece.key.bytes().all(|b| b.is_ascii_digit());
        let number = digits || piece.print.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
        let fills = holds(&lexicon.references.words().fillers, &piece.key)
            || number
            || abbreviation && !line.title_case();
        if !fills || at > start && !matches!(line.gap(at), Gap::Space | Gap::Hyphen) {
            return (start, false);
        }
        at += 1;
    }
    if at > start && line.gap(at) != Gap::Space { (start, false) } else { (at, false) }
}

/// Whether the sight names something that bodies and offices belong to.
pub(super) fn owns(line: &Line<'_>, lexicon: &Lexicon, index: usize) -> bool {
    line.senses(index).iter().any(|s| match s.target {
        Target::Actor(at) => {
            s.how != How::Demonym && lexicon.actors.entries().get(at).is_some_and(|e| e.channel.is_none())
        }
        Target::Person(_) => false,
    })
}

/// *Menteri Luar Negeri Jepang, Kanada dan Peru*: the title is meant of each.
pub(super) fn list(line: &Line<'_>, lexicon: &Lexicon, phrase: &mut Phrase) {
    let state = |index: usize| {
        line.senses(index).iter().any(|s| match s.target {
            Target::Actor(at) => {
                matches!(s.how, How::Name | How::Alias)
                    && lexicon.actors.entries().get(at).is_some_and(|e| e.kind == ActorKind::State)
            }
            Target::Person(_) => false,
        })
    };
    let Some(&first) = phrase.owners.first() else { return };
    if !state(first) {
        return;
    }
    let mut owners = vec![first];
    let mut end = phrase.pieces.end;
    loop {
        let joined = holds(&lexicon.references.words().joints, line.key(end));
        let at = if joined { end + 1 } else { end };
        let comma = line.gap(end) == Gap::Comma;
        let Some(next) = line.sight_index(at) else { return };
        if !(joined || comma) || !state(next) {
            return;
        }
        owners.push(next);
        end = line.sights[next].pieces.end;
        if joined {
            break;
        }
    }
    phrase.owners = owners;
    phrase.pieces.end = end;
}

/// *Duta Besar Kanada untuk Peru*: the second state is where the office is held.
fn posting(line: &Line<'_>, lexicon: &Lexicon, phrase: &mut Phrase) {
    let at = phrase.pieces.end;
    let words = lexicon.references.words();
    if line.gap(at) != Gap::Space || !holds(&words.postings, line.key(at)) {
        return;
    }
    let title =
        phrase.parts.iter().any(|(_, s)| matches!(s, TitleSense::Title(_) | TitleSense::Spokesperson));
    let Some(index) = line.sight_index(at + 1) else { return };
    if title
        && owns(line, lexicon, index)
        && (!holds(&words.addresses, line.key(at)) || person_at(line, lexicon, line.sights[index].pieces.end))
    {
        phrase.others.push(index);
        phrase.pieces.end = line.sights[index].pieces.end;
    }
}

fn person_at(line: &Line<'_>, lexicon: &Lexicon, at: usize) -> bool {
    line.gap(at) == Gap::Space && name_at(line, lexicon, at).is_some()
}
