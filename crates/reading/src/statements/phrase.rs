//! Noun phrases that name speakers: behind a cue, and before one.

use std::ops::Range;

use telisik_lexicon::WordClass;
use telisik_record::Span;

use super::line::{Item, Kind, Line, Words};

/// How far a phrase before or behind a cue is followed. Bounds the work on lines without any stop.
pub(super) const REACH: usize = 60;

/// A subject found before a cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subject {
    /// The phrase that names the speaker.
    pub(super) name: Range<usize>,
    /// Where the subject and what belongs to it begins; what stands before is another clause.
    pub(super) start: usize,
    /// The verb behind it is negated.
    pub(super) negated: bool,
    /// It is the antecedent of a relative clause that holds the cue.
    pub(super) relative: bool,
    /// It stands directly before the cue, and is not the subject of a verb before.
    pub(super) near: bool,
}

/// The phrase finder of one line.
pub(super) struct Phrases<'a, 'b> {
    pub(super) line: &'b Line<'a>,
    pub(super) words: &'b Words<'b>,
    /// Names of persons in the article, in order.
    pub(super) persons: &'b [Span],
}

impl<'a> Phrases<'a, '_> {
    fn item(&self, at: usize) -> Option<&Item<'a>> {
        self.line.items.get(at)
    }

    fn has(&self, at: usize, class: WordClass) -> bool {
        self.item(at).is_some_and(|item| self.words.has(item, class))
    }

    fn outside(&self, at: usize) -> bool {
        self.item(at).is_some_and(|item| item.depth == 0)
    }

    /// A word that can stand in the middle of a noun phrase.
    pub(super) fn nominal(&self, at: usize) -> bool {
        let Some(item) = self.item(at) else { return false };
        if !item.is(Kind::Word) || item.depth > 0 || item.form == "yang" {
            return false;
        }
        if item.capital() && !self.closed_class(item) {
            return true;
        }
        if item.form == "dalam" {
            return self.line.form(at + 1) == "negeri";
        }
        if self.words.has(item, WordClass::Title) || self.words.has(item, WordClass::Pronoun) {
            return true;
        }
        !self.closed_class(item) && !self.words.verb(item)
    }

    fn closed_class(&self, item: &Item<'_>) -> bool {
        use WordClass::{
            Adversative, Calendar, Complementiser, Coordinator, Credit, Manner, Negator, Preposition,
            Subordinator,
        };
        if self.words.has(item, WordClass::Title) && item.form != "dalam" {
            return false;
        }
        let classes = [
            Preposition,
            Subordinator,
            Coordinator,
            Complementiser,
            Adversative,
            Negator,
            Credit,
            Calendar,
            Manner,
        ];
        classes.into_iter().any(|class| self.words.has(item, class))
            || (self.words.has(item, WordClass::Adverb) && !item.capital())
    }

    /// The noun phrase that begins at `at`: up to a preposition, verb, relative clause or mark.
    pub(super) fn noun_phrase(&self, at: usize, end: usize) -> Option<Range<usize>> {
        let mut to = at;
        let end = end.min(at + REACH).min(self.line.items.len());
        while to < end {
            let inside = to > at;
            let dash = inside && self.line.is(to, Kind::Dash) && self.glued(to) && self.nominal(to + 1);
            if !(self.nominal(to) || inside && self.joins(to, end) || dash) {
                break;
            }
            to += 1;
        }
        (to > at).then_some(at..to)
    }

    /// No white space on either side.
    fn glued(&self, at: usize) -> bool {
        let (Some(before), Some(item), Some(after)) =
            (at.checked_sub(1).and_then(|b| self.item(b)), self.item(at), self.item(at + 1))
        else {
            return false;
        };
        before.span.end == item.span.start && item.span.end == after.span.start
    }

    /// *dan*, or a comma of a list that has *dan* further on, with names on both sides.
    fn joins(&self, at: usize, end: usize) -> bool {
        let named = |at: usize| {
            self.nominal(at)
                && self.item(at).is_some_and(|item| {
                    item.capital()
                        || self.words.has(item, WordClass::Title)
                        || self.words.has(item, WordClass::Determiner)
                })
        };
        if self.has(at, WordClass::Coordinator) {
            return named(at + 1);
        }
        if !self.line.is(at, Kind::Comma) || !named(at + 1) {
            return false;
        }
        let mut next = at + 1;
        while next < end.min(at + 8) && self.nominal(next) {
            next += 1;
        }
        if self.line.is(next, Kind::Comma) {
            next += 1;
        }
        self.has(next, WordClass::Coordinator) && named(next + 1)
    }

    /// The speaker named from `at` on, behind a cue: *kata* **Rina**, *ujar*​**nya**, *tulis* **pernyataan itu**.
    pub(super) fn behind(&self, at: usize, end: usize) -> Option<Range<usize>> {
        let at = if self.line.form(at) == "oleh" { at + 1 } else { at };
        if self.line.form(at) == "nya" {
            return Some(at..at + 1);
        }
        let listed = self.noun_phrase(at, end)?;
        // A comma behind a cue ends the speaker: what follows is the report, or the office of the speaker.
        let comma = listed.clone().find(|&at| self.line.is(at, Kind::Comma));
        let phrase = listed.start..comma.unwrap_or(listed.end);
        if let Some(author) = self.author(&phrase, end) {
            return Some(author);
        }
        Some(self.named(phrase, end))
    }

    /// *laporan* **kantor berita X**, *pernyataan dari* **kementerian**: a text's author speaks, not the text.
    fn author(&self, phrase: &Range<usize>, end: usize) -> Option<Range<usize>> {
        if !self.has(phrase.start, WordClass::Report) {
            return None;
        }
        let mut at = phrase.start + 1;
        while at < phrase.end && (self.has(at, WordClass::Report) || self.weak(at)) {
            at += 1;
        }
        if at < phrase.end {
            return Some(self.shortest(at..phrase.end));
        }
        if matches!(self.line.form(at), "dari" | "oleh" | "milik") {
            return self.noun_phrase(at + 1, end).map(|name| self.shortest(name));
        }
        None
    }

    /// Says nothing about whose text it is: *laporan* **terbaru**, *pernyataan* **itu**.
    fn weak(&self, at: usize) -> bool {
        self.has(at, WordClass::Demonstrative)
            || matches!(
                self.line.form(at),
                "terbaru" | "bersama" | "resmi" | "tertulis" | "singkat" | "terpisah" | "awal" | "pers"
            )
    }

    /// The name that belongs to a phrase: the person in it, or behind the office it names.
    fn named(&self, phrase: Range<usize>, end: usize) -> Range<usize> {
        let office = self.has(phrase.start, WordClass::Title)
            || self.item(phrase.start).is_some_and(|item| !item.capital());
        let pronoun = self.has(phrase.start, WordClass::Pronoun);
        if !office || pronoun || self.person_in(&phrase).is_some() {
            return self.shortest(phrase);
        }
        self.behind_office(&phrase, end).map_or_else(|| self.shortest(phrase), |name| self.shortest(name))
    }

    /// *Menteri Luar Negeri (Menlu) Selandia Baru,* **Ana Tui***,*; *Duta Besar Chad untuk PBB* **Idris Saleh**.
    fn behind_office(&self, phrase: &Range<usize>, end: usize) -> Option<Range<usize>> {
        let mut at = phrase.end;
        let mut latest = None;
        for _ in 0..5 {
            if self.line.is(at, Kind::OpenParen) {
                at = (at..end.min(at + 8)).find(|&i| self.line.is(i, Kind::CloseParen))? + 1;
                let Some(next) = self.noun_phrase(at, end) else { continue };
                at = next.end;
                latest = Some(next);
            } else if matches!(self.line.form(at), "untuk" | "di" | "dari" | "bidang" | "urusan") {
                let next = self.noun_phrase(at + 1, end)?;
                if let Some(person) = self.person_in(&next) {
                    return Some(person);
                }
                at = next.end;
            } else if self.line.is(at, Kind::Comma) {
                let name = self.noun_phrase(at + 1, end)?;
                if self.person_in(&name).is_some() {
                    return Some(name);
                }
                let all_capital = name.clone().all(|at| self.item(at).is_some_and(Item::capital));
                let proper = !self.has(name.start, WordClass::Title) && name.len() <= 5;
                let closed = self.line.is(name.end, Kind::Comma) || !self.line.is(name.end, Kind::Word);
                let spoken = all_capital && proper && (closed || self.has(name.end, WordClass::Preposition));
                return spoken.then_some(name).or(latest);
            } else {
                break;
            }
        }
        latest
    }

    /// The items of the last person named in a range.
    fn person_in(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let span = self.line.span(range.clone())?;
        let after = self.persons.partition_point(|person| person.start < span.end);
        let person = self.persons.get(after.checked_sub(1)?)?;
        if person.end <= span.start {
            return None;
        }
        let start = range.clone().find(|&at| self.line.items[at].span.end > person.start)?;
        let end = range.clone().rev().find(|&at| self.line.items[at].span.start < person.end)? + 1;
        (start < end).then_some(start..end)
    }

    /// Takes off what only leads to the name: leading numbers of order, kinds of outlet, *pihak*.
    fn shortest(&self, mut name: Range<usize>) -> Range<usize> {
        while name.len() > 1 && matches!(self.line.form(name.start), "pihak" | "dari" | "kembali") {
            name.start += 1;
        }
        while name.len() > 1 && self.has(name.end - 1, WordClass::Adverb) {
            name.end -= 1;
        }
        let mut at = name.start;
        while at < name.end {
            at += match (self.line.form(at), self.line.form(at + 1)) {
                ("kantor", "berita") | ("surat", "kabar") | ("stasiun", "televisi" | "tv" | "radio") => 2,
                ("harian" | "koran" | "majalah" | "situs" | "laman" | "portal", _) => 1,
                _ if self.has(at, WordClass::Report) => 1,
                _ => break,
            };
        }
        let named = self.item(at).is_some_and(Item::capital) && at < name.end;
        let name = if named { at..name.end } else { name };
        let several = name.clone().any(|at| self.has(at, WordClass::Coordinator));
        match self.person_in(&name) {
            Some(person) if !several && person.end == name.end => person,
            _ => name,
        }
    }

    /// The subject of the cue at `cue`, looked for from there back to `start`.
    pub(super) fn subject(&self, cue: usize, start: usize) -> Option<Subject> {
        let start = start.max(cue.saturating_sub(REACH));
        let mut to = cue;
        let mut negated = false;
        let mut relative = false;
        while to > start {
            let at = to - 1;
            let item = self.item(at)?;
            if item.depth > 0 || matches!(item.kind, Kind::Opening | Kind::Closing | Kind::Colon | Kind::Stop)
            {
                break;
            }
            if item.is(Kind::CloseParen) {
                let open = (start..at).rev().take(14).find(|&i| self.line.is(i, Kind::OpenParen))?;
                to = open;
                continue;
            }
            if item.is(Kind::Comma) {
                let Some(open) = self.insertion(at, start) else { break };
                if let Some(name) = self.office_before(open, at, start) {
                    return Some(Subject { start: name.start, name, negated, relative, near: true });
                }
                to = open;
                continue;
            }
            if self.words.has(item, WordClass::Negator) {
                negated = true;
                to = at;
                continue;
            }
            if at > start
                && matches!(self.line.form(at - 1), "secara" | "dengan" | "lebih")
                && !item.capital()
            {
                to = at - 1;
                continue;
            }
            if self.words.has(item, WordClass::Adverb) && !item.capital() {
                to = at;
                continue;
            }
            if item.form == "yang" {
                relative = true;
                to = at;
                continue;
            }
            let local_time = item.form == "setempat" && at > start && self.line.form(at - 1) == "waktu";
            if self.words.has(item, WordClass::Calendar) || item.digit() || local_time {
                to = at;
                continue;
            }
            if self.words.has(item, WordClass::Preposition) {
                to = at;
                continue;
            }
            if !self.nominal(at) {
                break;
            }
            let run = self.run_before(to, start);
            if run.start > start {
                let before = run.start - 1;
                let form = self.line.form(before);
                let tied = self.has(before, WordClass::Preposition)
                    && before > start
                    && (self.nominal(before - 1)
                        || self.line.is(before - 1, Kind::CloseParen)
                        || self.has(before - 1, WordClass::Adverb));
                if tied
                    && let Some(person) = self.person_in(&run)
                    && person.end == run.end
                {
                    return Some(Subject {
                        start: person.start,
                        name: person,
                        negated,
                        relative,
                        near: true,
                    });
                }
                if tied || (form == "yang" && run.len() < 6) {
                    to = before;
                    continue;
                }
                if self.item(before).is_some_and(|item| self.words.verb(item))
                    && let Some(which) = self.relative_start(before, start)
                {
                    to = which;
                    continue;
                }
            }
            let start = run.start;
            let name = self.trimmed(run)?;
            return Some(Subject { start, name, negated, relative, near: true });
        }
        let name = self.first(start, to)?;
        Some(Subject { start: name.start, name, negated, relative, near: false })
    }

    /// *yang* within three words before a verb: *yang dipimpin …*.
    fn relative_start(&self, verb: usize, start: usize) -> Option<usize> {
        (start..verb).rev().take(3).find(|&at| self.line.form(at) == "yang")
    }

    /// The nominal words before `to`, with what *dan* joins to them.
    fn run_before(&self, to: usize, start: usize) -> Range<usize> {
        let mut from = to;
        while from > start {
            let at = from - 1;
            let joined = from < to && self.joins_back(at, start, to);
            let dash = self.line.is(at, Kind::Dash) && self.glued(at);
            if self.nominal(at) || joined || dash {
                from = at;
            } else {
                break;
            }
        }
        while from < to && !self.nominal(from) {
            from += 1;
        }
        from..to
    }

    fn joins_back(&self, at: usize, start: usize, to: usize) -> bool {
        at > start
            && self.nominal(at - 1)
            && self.outside(at)
            && self.joins(at, to)
            && self
                .item(at - 1)
                .is_some_and(|item| item.capital() || self.words.has(item, WordClass::Demonstrative))
    }

    /// Takes off what stands before the phrase proper: *Sementara itu* Rina, *saat itu* Rina.
    fn trimmed(&self, mut run: Range<usize>) -> Option<Range<usize>> {
        for at in run.clone().rev().skip(1) {
            let inner = self.has(at, WordClass::Demonstrative)
                && self
                    .item(at + 1)
                    .is_some_and(|next| next.capital() || self.words.has(next, WordClass::Pronoun));
            if inner && !self.item(run.start).is_some_and(Item::capital)
                || (inner && run.len() > 2 && at == run.start + 1)
            {
                run.start = at + 1;
                break;
            }
        }
        while !run.is_empty() && self.has(run.start, WordClass::Demonstrative) {
            run.start += 1;
        }
        (!run.is_empty()).then(|| self.shortest(run))
    }

    /// Where the insertion closed by the comma at `close` begins: *Hamas***,** *sekutu Iran,*.
    fn insertion(&self, close: usize, start: usize) -> Option<usize> {
        let mut depth = 0_u32;
        for at in (start..close).rev().take(30) {
            let item = self.item(at)?;
            match item.kind {
                Kind::CloseParen => depth += 1,
                Kind::OpenParen => depth = depth.saturating_sub(1),
                Kind::Comma if depth == 0 => {
                    let empty = at == start;
                    let calendar = (at + 1..close).all(|i| {
                        self.item(i).is_some_and(|x| {
                            x.digit() || self.words.has(x, WordClass::Calendar) || !x.is(Kind::Word)
                        })
                    });
                    if calendar {
                        continue;
                    }
                    let outer = (start..at)
                        .rev()
                        .take(40)
                        .take_while(|&i| !self.line.is(i, Kind::Stop) && !self.line.is(i, Kind::Colon))
                        .find(|&i| self.line.is(i, Kind::Comma) && self.line.form(i + 1) == "yang");
                    let at = if self.line.form(at + 1) == "yang" { at } else { outer.unwrap_or(at) };
                    return (!empty).then_some(at);
                }
                Kind::Stop | Kind::Colon => return None,
                _ => {}
            }
        }
        None
    }

    /// *Kepala bank itu,* **Ida Moen***, mengatakan*: the insertion is the name of the office before it.
    fn office_before(&self, open: usize, close: usize, start: usize) -> Option<Range<usize>> {
        let name = self.noun_phrase(open + 1, close)?;
        let whole = name.end == close || self.line.is(name.end, Kind::OpenParen);
        if !whole {
            return None;
        }
        let head = self.head_before(open, start);
        let bare_name = (head..open).all(|at| self.item(at).is_some_and(Item::capital))
            && !self.has(head, WordClass::Title);
        let described = head < open && !bare_name && self.person_in(&(head..open)).is_none();
        let all_capital = name.clone().all(|at| self.item(at).is_some_and(Item::capital));
        let titled = self.has(name.start, WordClass::Title);
        let proper = name.len() <= 5 && all_capital && !titled || self.person_in(&name).is_some();
        (described && proper).then(|| self.shortest(name))
    }

    /// Where the phrase that ends at `to` begins, its prepositional parts and relative clause included.
    fn head_before(&self, to: usize, start: usize) -> usize {
        let mut from = to;
        while from > start && to - from < 24 {
            let at = from - 1;
            let Some(item) = self.item(at) else { break };
            let parted = matches!(item.form.as_ref(), "untuk" | "di" | "dari" | "yang" | "oleh" | "pada");
            let paren = matches!(item.kind, Kind::OpenParen | Kind::CloseParen);
            if !(self.nominal(at) || parted || paren || self.words.verb(item)) {
                break;
            }
            from = at;
        }
        while from < to && !self.nominal(from) {
            from += 1;
        }
        from
    }

    /// The first noun phrase of a clause, adverbials before it skipped.
    pub(super) fn first(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let mut at = start;
        while at < end {
            let item = self.item(at)?;
            if item.depth > 0 || matches!(item.kind, Kind::Opening | Kind::Stop) {
                return None;
            }
            let prepositional = self.words.has(item, WordClass::Preposition)
                || (self.words.verb(item) && self.comma_before(at, end).is_some())
                || (item.capital() && self.begins_adverbial(item));
            if prepositional {
                match self.comma_before(at, end) {
                    Some(comma) => at = comma + 1,
                    None => at = self.noun_phrase(at + 1, end).map_or(at + 1, |phrase| phrase.end),
                }
                continue;
            }
            if self.nominal(at) && !self.words.has(item, WordClass::Demonstrative) {
                let phrase = self.noun_phrase(at, end)?;
                let named = self.named(phrase.clone(), end);
                return if named.start >= phrase.end { Some(named) } else { self.trimmed(phrase) };
            }
            at += 1;
        }
        None
    }

    fn begins_adverbial(&self, item: &Item<'_>) -> bool {
        let classes = [WordClass::Preposition, WordClass::Subordinator, WordClass::Credit];
        classes.into_iter().any(|class| self.words.has(item, class)) || item.form == "berbicara"
    }

    fn comma_before(&self, at: usize, end: usize) -> Option<usize> {
        (at..end.min(at + REACH)).find(|&i| self.line.is(i, Kind::Comma) && self.outside(i))
    }
}
