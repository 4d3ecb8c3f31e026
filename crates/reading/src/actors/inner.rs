use std::ops::Range;

use telisik_lexicon::{How, Sense, Target, TitleSense};
use telisik_record::{ActorKind, Code, MentionKind};

use super::draft::{Drafts, Who};
use super::phrase::Phrase;
use super::sight::Line;

/// Names and bodies that lie inside longer ones.
impl Drafts<'_> {
    /// Names and bodies that a longer title or name ends with: *TNI* of *Panglima TNI*, *Kenya* of *Angkatan
    /// Darat Kenya*.
    pub(super) fn inner_names(
        &mut self,
        line: &Line<'_>,
        range: &Range<usize>,
        owners: &[Code],
        phrase: &Phrase,
    ) {
        for start in range.start + 1..range.end {
            let rest = line.pieces.get(start..range.end).unwrap_or_default();
            let whole = |taken: usize| taken == rest.len();
            let named = self.lexicon.actors.names().longest(rest).filter(|(taken, _)| whole(*taken));
            let sense = named.and_then(|(_, senses)| self.choose(&senses));
            if let Some(Sense { target: Target::Actor(at), how: How::Name | How::Alias }) = sense {
                let span = line.span(start..range.end);
                let who = vec![Who::Entry(at)];
                self.push_as(line, span, start..range.end, who, MentionKind::Name, "actors.inner-name", true);
                return;
            }
            let titled = self.lexicon.titles.names().longest(rest).filter(|(taken, _)| whole(*taken));
            let body =
                titled.and_then(|(_, senses)| senses.into_iter().find(|s| matches!(s, TitleSense::Body(_))));
            if let Some(TitleSense::Body(at)) = body {
                let part = (start..range.end, TitleSense::Body(at));
                let inner = Phrase { parts: vec![part], ..phrase.clone() };
                let Some(base) = owners.first().cloned().or_else(|| self.unsaid_owner(line, &inner)) else {
                    continue;
                };
                let after = phrase.owners.first().and_then(|&i| line.sights.get(i)).map(|s| s.pieces.end);
                let end = after.filter(|&end| end > range.end && owners.len() == 1).unwrap_or(range.end);
                let who = vec![Who::Body(at, self.coded(&inner, &base))];
                let span = line.span(start..end);
                self.push_as(line, span, start..end, who, MentionKind::Name, "actors.inner-body", true);
                return;
            }
        }
    }

    /// Bodies inside a phrase: *Kementerian Luar Negeri Mesir* of *juru bicara Kementerian Luar Negeri Mesir*.
    pub(super) fn inner_bodies(&mut self, line: &Line<'_>, phrase: &Phrase, owners: &[Code]) {
        let end = phrase.owners.iter().filter_map(|&i| line.sights.get(i)).map(|s| s.pieces.end).max();
        for (nth, (range, sense)) in phrase.parts.iter().enumerate() {
            let TitleSense::Body(at) = sense else { continue };
            if nth == 0 && phrase.names.is_empty() {
                continue;
            }
            let inner = Phrase { parts: phrase.parts[nth..].to_vec(), ..phrase.clone() };
            let base = owners.first().cloned().or_else(|| self.unsaid_owner(line, &inner));
            let Some(base) = base else { continue };
            let who = vec![Who::Body(*at, self.coded(&inner, &base))];
            let pieces = range.start..end.unwrap_or(range.end).max(range.end);
            let span = line.span(pieces.clone());
            self.push_as(line, span, pieces, who, MentionKind::Name, "actors.body", true);
        }
    }

    /// The state that a body's or group's full name ends with: *Rusia* of *Angkatan Laut Rusia*.
    pub(super) fn inner_states(&mut self, line: &Line<'_>, pieces: &Range<usize>, whole: usize) {
        for start in pieces.start + 1..pieces.end {
            let rest = line.pieces.get(start..pieces.end).unwrap_or_default();
            let named = self.lexicon.actors.names().longest(rest).filter(|(taken, _)| *taken == rest.len());
            let sense = named.and_then(|(_, senses)| self.choose(&senses));
            let Some(Sense { target: Target::Actor(at), how: How::Name | How::Alias }) = sense else {
                continue;
            };
            let kind = self.lexicon.actors.entries().get(at).map(|e| e.kind);
            if at == whole || !matches!(kind, Some(ActorKind::State | ActorKind::Igo)) {
                continue;
            }
            let span = line.span(start..pieces.end);
            let who = vec![Who::Entry(at)];
            self.push_as(line, span, start..pieces.end, who, MentionKind::Name, "actors.inner-name", true);
            return;
        }
    }
}
