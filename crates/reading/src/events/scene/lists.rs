//! Those who are named together: *Peru, Chile, dan Bolivia*, *Peru-Bolivia*, *Peru dan tiga negara lain, termasuk Chile*.

use telisik_lexicon::Lexicon;

use super::{Governor, PHRASE, Part, Scene};

impl Scene<'_> {
    /// The party that a dash joins to this one: *Bolivia* of *Peru-Bolivia*.
    pub(in crate::events) fn dashed(&self, party: usize) -> Option<usize> {
        let dash = |word: usize| self.forms.get(word).is_some_and(|form| matches!(*form, "-" | "–"));
        let seat = &self.parties[party].words;
        let after = dash(seat.end).then(|| self.party_at(seat.end + 1)).flatten();
        let before = seat.start.checked_sub(2).filter(|_| dash(seat.start - 1));
        after.or_else(|| self.party_at(before?)).filter(|&other| other != party)
    }

    /// The list that ends with the word *hingga* behind a comma, or goes *dari Peru hingga Bolivia*.
    pub(super) fn listed_before(&self, party: usize, word: usize) -> Option<usize> {
        let first = word.checked_sub(1).and_then(|at| self.at[at]).filter(|&first| first != party);
        if let Some(first) = first
            && let Governor::Preposition(from) = self.parties[first].governor
            && self.parts[from] == Part::Origin
        {
            return Some(first);
        }
        let comma = word.checked_sub(1).filter(|&comma| self.parts[comma] == Part::Comma)?;
        let before = comma.checked_sub(1).and_then(|at| self.at[at])?;
        (before != party && self.parties[before].joined.is_some()).then_some(before)
    }

    /// The party that others are counted with, of whom the word at `word` begins to name some.
    pub(super) fn counted(&self, lexicon: &Lexicon, word: usize) -> Option<usize> {
        if !lexicon.clauses.including.contains(self.forms[word]) {
            return None;
        }
        let mut others = false;
        for at in (word.saturating_sub(PHRASE)..word).rev() {
            if let Some(before) = self.at[at] {
                // *tiga negara lain, termasuk Peru*, where the three are known.
                let words = self.parties[before].words.clone();
                let whole = words.clone().any(|word| lexicon.clauses.bodies.contains(self.forms[word]));
                if whole && !others && self.parties[before].actors.len() > 1 {
                    return Some(before);
                }
                return (others && at + 1 < word && self.adds(lexicon, at + 1)).then_some(before);
            }
            others |= lexicon.clauses.bodies.contains(self.forms[at]);
            if matches!(self.parts[at], Part::Wall | Part::Quote | Part::Verb | Part::Opener) {
                return None;
            }
        }
        None
    }

    /// The subject that a party acts with: *Kenya (KEN) bersama Uganda mengecam*.
    pub(super) fn beside(&self, lexicon: &Lexicon, party: usize, word: usize) -> Option<usize> {
        if !lexicon.clauses.together.contains(self.forms[word]) {
            return None;
        }
        let before = (word.saturating_sub(2)..word).rev().find_map(|at| self.at[at])?;
        let close = (self.parties[before].words.end..word).all(|at| matches!(self.forms[at], "(" | ")"));
        (close && before != party && self.parties[before].governor == Governor::Clause).then_some(before)
    }

    /// Whether a word adds others to whom was named: *dan*, *bersama*.
    fn adds(&self, lexicon: &Lexicon, word: usize) -> bool {
        self.parts[word] == Part::And || lexicon.clauses.together.contains(self.forms[word])
    }

    /// The party that a list goes on from over the comma or *dan* at `word`.
    pub(super) fn list_before(&self, party: usize, word: usize) -> Option<usize> {
        let mut at = word.checked_sub(1)?;
        // *AS, dan Jepang*; *Korsel (KOR), Jepang*.
        while self.parts[at] == Part::Comma || matches!(self.forms[at], ")") {
            at = at.checked_sub(1)?;
        }
        let near = (0..3).filter_map(|back| at.checked_sub(back));
        let before = near.take_while(|&back| self.parts[back] == Part::Plain || self.at[back].is_some());
        let before = before.into_iter().find_map(|back| self.at[back]).filter(|&before| before != party)?;
        if self.parts[word] == Part::And || self.parties[before].governor == Governor::Clause {
            return Some(before);
        }
        // *Di Gaza, Israel menyerang*: a comma after a preposition's phrase ends it, but for a list that goes on.
        let end = self.parties[party].words.end;
        let listed = self.parties[before].joined.is_some();
        let goes_on = (end..end + 4)
            .any(|next| self.parts.get(next) == Some(&Part::And) || self.forms.get(next) == Some(&"dan"));
        (listed || goes_on).then_some(before)
    }

    /// All parties of the list that `party` belongs to, in order.
    pub(in crate::events) fn list(&self, party: usize) -> Vec<usize> {
        let mut first = party;
        while let Some(before) = self.parties[first].joined {
            if before >= first {
                break;
            }
            first = before;
        }
        let mut members = vec![first];
        for next in first + 1..self.parties.len() {
            // *DPRK (Republik Demokratik Rakyat Korea)*, *Presiden Rusia Vladimir Putin*: one phrase.
            let apposed = self.parties[next].lead == self.parties[first].lead;
            if self.parties[next].joined.is_some_and(|before| members.contains(&before)) || apposed {
                members.push(next);
            } else if next > party {
                break;
            }
        }
        if !members.contains(&party) {
            members.push(party);
        }
        if let Some(other) = self.dashed(party).filter(|other| !members.contains(other)) {
            members.insert(usize::from(other > party), other);
        }
        members
    }
}
