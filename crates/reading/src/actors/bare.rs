use std::ops::Range;

use telisik_lexicon::{How, SeatKind, Sense, Target};
use telisik_record::{MentionKind, Warning, WarningCode};

use super::draft::{Drafts, Who};
use super::figure::keys;
use super::loose::part_of_longer;
use super::place;
use super::sight::Line;

/// Names of the lexicon that stand without title words.
impl Drafts<'_> {
    /// A name without a title.
    pub(super) fn bare(&mut self, line: &Line<'_>, index: usize) {
        let Some(sight) = line.sights.get(index) else { return };
        let Some(sense) = self.choose(line.senses(index)) else { return };
        let pieces = sight.pieces.clone();
        // *Bondi*: the place gives way to the person whose surname it is.
        if sense.how == How::Place
            && pieces.len() == 1
            && let Some(id) = self.short(line, &pieces, None)
        {
            return self.push(line, pieces, vec![Who::Figure(id)], MentionKind::Alias, "actors.part-of-name");
        }
        match sense.target {
            Target::Actor(_) => self.named(line, index, false),
            Target::Person(_) => {
                if pieces.len() == 1 && part_of_longer(self.lexicon.references.words(), line, pieces.start) {
                    return;
                }
                let Some(id) = self.figure_at(line, &pieces, None) else { return };
                let kind = if pieces.len() > 1 { MentionKind::Name } else { MentionKind::Alias };
                self.push(line, pieces, vec![Who::Figure(id)], kind, "actors.name");
            }
        }
    }

    /// An actor's name.
    pub(super) fn named(&mut self, line: &Line<'_>, index: usize, inside: bool) {
        let Some(sight) = line.sights.get(index) else { return };
        let Some(Sense { target: Target::Actor(at), how }) = self.choose(line.senses(index)) else { return };
        let Some(entry) = self.lexicon.actors.entries().get(at) else { return };
        let pieces = sight.pieces.clone();
        let (who, kind, rule) = match how {
            How::Name => (Who::Entry(at), MentionKind::Name, "actors.name"),
            How::Alias => (Who::Entry(at), MentionKind::Alias, "actors.alias"),
            How::Seat(seat) => match entry.seats.get(seat).map(|s| s.kind) {
                Some(SeatKind::Government) => (Who::Seat(at, seat), MentionKind::Metonym, "actors.seat"),
                _ if inside
                    || place::is_place(self.lexicon.references.words(), line, pieces.start, pieces.end) =>
                {
                    return;
                }
                _ => (Who::Entry(at), MentionKind::Metonym, "actors.capital"),
            },
            How::Place | How::Demonym => return,
        };
        if how == How::Name && !inside && entry.ambiguous.iter().any(|n| keys(n) == line_keys(line, &pieces))
        {
            let neighbour = part_of_longer(self.lexicon.references.words(), line, pieces.start);
            if neighbour {
                return;
            }
        }
        if sight.slip {
            self.slip(line, &pieces, who);
            return;
        }
        let Some(alias) = sight.alias.clone() else {
            if how == How::Name && pieces.len() > 1 {
                self.inner_states(line, &pieces, at);
            }
            let span = line.span(pieces.clone());
            return self.push_as(line, span, pieces, vec![who], kind, rule, inside);
        };
        let first = pieces.start..alias.start;
        let span = line.span(first.clone());
        self.push_as(line, span, first, vec![who.clone()], kind, rule, inside);
        let span = line.span(alias.clone());
        self.push_as(line, span, alias, vec![who], MentionKind::Alias, "actors.alias-in-brackets", inside);
    }
    /// A contradicted abbreviation, told as one name over the whole.
    pub(super) fn slip(&mut self, line: &Line<'_>, pieces: &Range<usize>, who: Who) {
        let mut span = line.span(pieces.clone());
        span.end += 1;
        self.push_as(
            line,
            span,
            pieces.clone(),
            vec![who],
            MentionKind::Alias,
            "actors.contradicted-abbreviation",
            false,
        );
        let words: Vec<&str> = line.pieces[pieces.clone()].iter().map(|p| p.print).collect();
        let short = words.last().copied().unwrap_or_default();
        let long = words[..words.len().saturating_sub(1)].join(" ");
        self.warnings.push(Warning {
            code: WarningCode::AbbreviationExpansion,
            span: Some(span),
            message: format!("`{short}` does not stand for `{long}`; read as the abbreviation"),
        });
    }
}

fn line_keys(line: &Line<'_>, pieces: &Range<usize>) -> Vec<String> {
    line.pieces.get(pieces.clone()).unwrap_or_default().iter().map(|p| p.key.clone()).collect()
}
