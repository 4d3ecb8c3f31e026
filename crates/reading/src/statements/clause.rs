//! Statements whose attribution stands before them: *Rina mengatakan bahwa …*, *Rina mengatakan, "…"*.

use std::ops::Range;

use telisik_lexicon::{CueClass, CueForm, Takes, WordClass};

use super::finder::{Finder, Found};
use super::line::Kind;
use super::phrase::{REACH, Subject};

/// The longest report, in items, that is looked through for its end.
const LONGEST: usize = 300;

impl Finder<'_, '_> {
    /// Every reporting verb outside quotations with its subject and what it reports.
    pub(super) fn clauses(&mut self, passage: Range<usize>) {
        for at in passage.clone() {
            if self.used.contains(&at) || !self.outside(at) {
                continue;
            }
            let Some(found) = self.cue_at(at, CueForm::Verb) else { continue };
            self.clause_at(at, found, &passage);
        }
    }

    fn clause_at(&mut self, at: usize, found: Found<'_>, passage: &Range<usize>) -> Option<()> {
        let cue = at..at + found.len;
        let subject = self.phrases.subject(at, self.clause_start(at, passage));
        let mut subject = subject.or_else(|| {
            let name = self.speaker_before(at, passage)?;
            Some(Subject { name, start: at, negated: false, relative: false, near: false })
        })?;
        if self.purpose_before(at, passage) {
            return None;
        }
        if !subject.near
            && let Some(name) = self.speaker_before(at, passage)
        {
            subject = Subject { start: at, name, ..subject };
        }
        if subject.negated || self.hollow(&subject) || !self.speaks(&subject, found) {
            return None;
        }
        if self.wished(found, at, passage) || self.retold(&subject, at) {
            return None;
        }
        let end = self.clause_end(cue.end, passage.end);
        let (content, marked) = self.content_of(&cue, end, passage);
        if let Some(content) = content {
            let content = self.narrowed(content, &subject);
            if self.fits(found, &content, marked) {
                self.push_clause(cue, subject, content, at);
                return Some(());
            }
        }
        self.trailing(cue, subject, found, passage).then_some(())
    }

    /// *untuk mengatakan*, *sebelum menawarkan diri*: told as an aim or a time, not as a report.
    fn purpose_before(&self, at: usize, passage: &Range<usize>) -> bool {
        let Some(previous) = at.checked_sub(1).filter(|&p| p >= passage.start) else { return false };
        matches!(
            self.line.form(previous),
            "untuk"
                | "tanpa"
                | "agar"
                | "supaya"
                | "guna"
                | "setelah"
                | "sebelum"
                | "usai"
                | "ingin"
                | "saling"
        )
    }

    /// The speaker of the last attribution before `at` in the passage.
    fn speaker_before(&self, at: usize, passage: &Range<usize>) -> Option<Range<usize>> {
        let speakers = self.recent().filter_map(|draft| draft.speaker_items.clone());
        speakers.filter(|s| s.start >= passage.start && s.end <= at).max_by_key(|s| s.end)
    }

    /// *akan meminta*, *harus mendesak*: an act still to come is no statement yet.
    fn wished(&self, found: Found<'_>, at: usize, passage: &Range<usize>) -> bool {
        let act = matches!(found.cue.takes, Takes::Person) || found.cue.class == CueClass::Assert;
        let before = at.saturating_sub(2).max(passage.start)..at;
        act && before.into_iter().any(|i| {
            matches!(
                self.line.form(i),
                "akan" | "harus" | "hendak" | "ingin" | "mampu" | "bisa" | "dapat" | "bakal"
            )
        })
    }

    /// Inside somebody's report, and said by that somebody: *Rina mengatakan ia telah meminta …*.
    fn retold(&self, subject: &Subject, at: usize) -> bool {
        let Some(span) = self.line.span(at..at + 1) else { return false };
        let mut inside = self.recent().filter(|draft| draft.rule != "statement.according-to");
        let Some(outer) = inside.find_map(|draft| draft.content.iter().find(|part| part.contains(span)))
        else {
            return false;
        };
        let name = self.line.span(subject.name.clone());
        let own = name.is_some_and(|name| outer.contains(name));
        !own || self.class(subject.name.start, WordClass::Pronoun) || !subject.near
    }

    /// A report that is one utterance in quotation marks ends with it; one in a relative clause between
    /// commas ends at the next comma.
    fn narrowed(&self, content: Range<usize>, subject: &Subject) -> Range<usize> {
        if let Some(quote) = self.line.quote_from(content.start)
            && quote.closed
            && quote.inner().last().is_some_and(|at| self.is(at, Kind::Comma) || self.is(at, Kind::Stop))
        {
            return content.start..quote.items.end.min(content.end);
        }
        let inserted = subject.relative && self.is(subject.name.end, Kind::Comma);
        let comma = content.clone().take(LONGEST).find(|&at| self.is(at, Kind::Comma) && self.outside(at));
        match comma {
            Some(comma) if inserted && self.verb(comma + 1) => content.start..comma,
            _ => content,
        }
    }

    fn push_clause(&mut self, cue: Range<usize>, subject: Subject, content: Range<usize>, at: usize) {
        let Some(span) = self.line.content(content.clone()) else { return };
        let kind = self.kind_of(content.clone());
        self.take_quotes(content.clone());
        let start = subject.start.min(at);
        let draft = self.new_draft(
            kind,
            vec![span],
            cue.clone(),
            Some(subject.name),
            start..content.end,
            "statement.subject-cue-clause",
        );
        self.used.extend(cue);
        self.draft(draft);
    }

    /// *Dua kapal tenggelam, Rina mengatakan pada Senin.* and *"…," Rina menambahkan.*
    fn trailing(
        &mut self,
        cue: Range<usize>,
        subject: Subject,
        found: Found<'_>,
        passage: &Range<usize>,
    ) -> bool {
        if !subject.near || !matches!(found.cue.takes, Takes::Anything | Takes::Clause) {
            return false;
        }
        let Some(mark) = subject.start.checked_sub(1) else { return false };
        if mark <= passage.start || !(self.is(mark, Kind::Comma) || self.is(mark, Kind::Closing)) {
            return false;
        }
        let rest = self.past_adverbials(cue.end, passage.end);
        let spoken = self.line.count(rest..passage.end);
        let content = self.past_connectives(self.floor(passage, mark), mark)
            ..mark + usize::from(self.is(mark, Kind::Closing));
        if spoken > 0
            || content.len() < 3
            || !(self.line.quoted(content.clone()) || content.clone().take(LONGEST).any(|at| self.verb(at)))
        {
            return false;
        }
        let Some(span) = self.line.content(content.clone()) else { return false };
        let kind = self.kind_of(content.clone());
        self.quoted.insert(content.start);
        let items = content.start..cue.end;
        let draft = self.new_draft(
            kind,
            vec![span],
            cue.clone(),
            Some(subject.name),
            items,
            "statement.clause-subject-cue",
        );
        self.used.extend(cue);
        self.draft(draft);
        true
    }

    /// Where the clause with the cue at `at` begins: behind the last quotation, colon or complementiser.
    fn clause_start(&self, at: usize, passage: &Range<usize>) -> usize {
        let lowest = passage.start.max(at.saturating_sub(REACH));
        (lowest..at)
            .rev()
            .find(|&i| {
                self.is(i, Kind::Closing)
                    || self.is(i, Kind::Colon)
                    || (self.class(i, WordClass::Complementiser) && self.outside(i))
            })
            .map_or(lowest, |i| i + 1)
    }

    /// *Hal itu*, *ini*: nobody speaks.
    fn hollow(&self, subject: &Subject) -> bool {
        let name = &subject.name;
        matches!(
            self.line.form(name.start),
            "hal"
                | "situasi"
                | "langkah"
                | "kondisi"
                | "serangan"
                | "keputusan"
                | "tindakan"
                | "peristiwa"
                | "insiden"
        ) || name.clone().all(|at| self.class(at, WordClass::Demonstrative))
    }

    /// Whether the subject can be a speaker: anybody for a verb of speech, a text for *menunjukkan*.
    fn speaks(&self, subject: &Subject, found: Found<'_>) -> bool {
        let name = &subject.name;
        if found.cue.id == "id.cue.tunjuk" {
            return name.clone().any(|at| self.class(at, WordClass::Report))
                || (subject.start..name.start).any(|at| self.class(at, WordClass::Report));
        }
        if subject.relative {
            return self.names_somebody(name) && !self.class(name.start, WordClass::Report);
        }
        true
    }

    /// What follows the cue: its items, and whether a complementiser, comma, colon or mark sets it off.
    pub(super) fn content_of(
        &self,
        cue: &Range<usize>,
        end: usize,
        passage: &Range<usize>,
    ) -> (Option<Range<usize>>, bool) {
        let mut at = self.past_adverbials(cue.end, passage.end);
        let mut marked = false;
        loop {
            let complement = self.class(at, WordClass::Complementiser) && self.outside(at);
            if self.is(at, Kind::Comma) || self.is(at, Kind::Colon) || complement {
                marked = true;
                at += 1;
            } else {
                break;
            }
        }
        marked |= self.is(at, Kind::Opening);
        if !marked && let Some(that) = self.told_whom(at, passage.end) {
            marked = true;
            at = that + 1;
        }
        if self.line.form(at) == "untuk" && self.line.count(at..end) > 2 {
            marked = true;
            at += 1;
        }
        let end = if end <= at { self.clause_end(at, passage.end) } else { end };
        ((at < end).then_some(at..end), marked)
    }

    /// *memberi tahu* **para sekutunya** *bahwa*: the complementiser behind the person who is told.
    fn told_whom(&self, from: usize, end: usize) -> Option<usize> {
        let that = (from..end.min(from + 9)).find(|&at| !self.phrases.nominal(at))?;
        (that > from && self.line.form(that) == "bahwa").then_some(that)
    }

    /// Skips adverbials between a cue and what it reports: *kepada wartawan*, *pada Kamis (26/10)*,
    /// *dalam konferensi pers di Oslo*. Only where a complementiser, comma, colon or quotation mark follows
    /// them, or where they are short and end in a date or an outlet.
    pub(super) fn past_adverbials(&self, from: usize, end: usize) -> usize {
        let begins = |at: usize| {
            (self.class(at, WordClass::Preposition)
                && !matches!(self.line.form(at), "untuk" | "sebagai" | "demi"))
                || self.class(at, WordClass::Calendar)
                || self.is(at, Kind::OpenParen)
                || self.line.form(at) == "nya"
                || matches!(
                    self.line.form(at),
                    "juga"
                        | "lagi"
                        | "kembali"
                        | "dengan"
                        | "pekan"
                        | "hari"
                        | "bulan"
                        | "seperti"
                        | "sebagaimana"
                        | "tahun"
                        | "lebih"
                )
        };
        if !begins(from) {
            return from;
        }
        let mut at = from;
        let limit = end.min(from + 22);
        while at < limit {
            let verb = self.verb(at) && at > from && !self.class(at, WordClass::Adverb);
            if self.is(at, Kind::Stop) || !self.outside(at) || (verb && at > from + 1) {
                break;
            }
            if self.class(at, WordClass::Complementiser) && !matches!(self.line.form(at), "jika" | "kalau")
                || self.is(at, Kind::Comma)
                || self.is(at, Kind::Colon)
                || self.is(at, Kind::Opening)
            {
                return at;
            }
            if self.is(at, Kind::OpenParen) {
                let close = (at..limit).find(|&i| self.is(i, Kind::CloseParen));
                at = close.unwrap_or(at);
            }
            at += 1;
        }
        self.short_adverbial(from, end)
    }

    /// *juga*, *kepada AFP*, *pada Kamis (28/5)*: what surely is an adverbial without a mark behind it.
    fn short_adverbial(&self, from: usize, end: usize) -> usize {
        let mut at = from;
        loop {
            if self.line.form(at) == "nya"
                || matches!(self.line.form(at), "juga" | "lagi" | "kembali" | "lebih" | "pula")
            {
                at += 1;
                continue;
            }
            let form = self.line.form(at);
            if form == "pada" || form == "kepada" || self.class(at, WordClass::Calendar) {
                let mut next = at + usize::from(form == "pada" || form == "kepada");
                if self.line.form(next) == "hari" {
                    next += 1;
                }
                let date = self.class(next, WordClass::Calendar);
                let outlet = form == "kepada"
                    && (self.class(next, WordClass::Outlet)
                        || matches!(self.line.form(next), "wartawan" | "media" | "pers"));
                if date || outlet {
                    next += 1;
                    while next < end
                        && (self.line.items[next].digit() || self.class(next, WordClass::Calendar))
                    {
                        next += 1;
                    }
                    if self.is(next, Kind::OpenParen)
                        && let Some(close) =
                            (next..end.min(next + 10)).find(|&i| self.is(i, Kind::CloseParen))
                    {
                        next = close + 1;
                    }
                    at = next;
                    continue;
                }
            }
            return at;
        }
    }

    /// Whether what follows is something this cue reports.
    fn fits(&self, found: Found<'_>, content: &Range<usize>, marked: bool) -> bool {
        let words = self.line.count(content.clone());
        if words == 0 || (words < 2 && !marked) {
            return false;
        }
        let clause = self.clausal(content);
        match found.cue.takes {
            Takes::Anything => true,
            Takes::Clause => marked || clause || self.predicated(content),
            Takes::Marked => {
                marked
                    || self.predicated(content)
                    || (found.cue.class != CueClass::Accuse
                        && matches!(self.line.form(content.start), "akan" | "untuk" | "bakal"))
                    || (found.cue.class == CueClass::Promise && self.verb(content.start))
            }
            Takes::Person => marked || self.asks(content),
            Takes::Noun => marked || clause || self.telling(content, found.cue.class),
        }
    }

    /// A verb stands in it that neither *yang* nor a preposition makes part of a noun phrase.
    pub(super) fn clausal(&self, content: &Range<usize>) -> bool {
        let mut relative = false;
        for at in content.clone().take(REACH) {
            let form = self.line.form(at);
            let before = if at > content.start { self.line.form(at - 1) } else { "" };
            if form == "yang" {
                relative = true;
            } else if self.is(at, Kind::Comma) {
                relative = false;
            } else if at > content.start
                && matches!(
                    form,
                    "karena" | "setelah" | "usai" | "meski" | "meskipun" | "akibat" | "menyusul"
                )
            {
                return false;
            } else if self.verb(at) || self.class(at, WordClass::Negator) {
                let noun = self.line.form(at + 1) == "nya" && self.cue_at(at, CueForm::Verb).is_none();
                if matches!(
                    before,
                    "untuk" | "dengan" | "guna" | "tanpa" | "sambil" | "demi" | "dalam" | "di" | "atas"
                ) || noun
                {
                    continue;
                }
                if !relative {
                    return true;
                }
                if self.class(at, WordClass::Verb) || self.class(at, WordClass::Adverb) {
                    continue;
                }
                relative = false;
            }
        }
        false
    }

    /// *X sebagai Y*: says something of X.
    fn predicated(&self, content: &Range<usize>) -> bool {
        let mut at = content.start;
        while at < content.end && at < content.start + 16 && !self.is(at, Kind::Comma) {
            if self.line.form(at) == "sebagai" {
                return true;
            }
            at += 1;
        }
        false
    }

    /// Somebody is asked to act, or said to have acted: *warga untuk mengungsi*, *Iran melanggar …*.
    fn asks(&self, content: &Range<usize>) -> bool {
        for at in content.clone().take(24) {
            if !self.outside(at) {
                continue;
            }
            match self.line.form(at) {
                "agar" | "supaya" | "sebagai" | "bahwa" => return at + 1 < content.end,
                "untuk" => {
                    let mut next = at + 1;
                    if self.class(next, WordClass::Adverb) || self.class(next, WordClass::Negator) {
                        return true;
                    }
                    while self.class(next, WordClass::Adverb)
                        || self.class(next, WordClass::Negator)
                        || self.is(next, Kind::Opening)
                    {
                        next += 1;
                    }
                    if self.verb(next) {
                        return true;
                    }
                }
                _ => {}
            }
        }
        let persons = content.start + 1..content.end;
        !self.verb(content.start) && self.clausal(&persons)
    }

    /// A noun phrase that says what happened: more than *tuduhan itu*.
    fn telling(&self, content: &Range<usize>, class: CueClass) -> bool {
        let told = content.clone().take(REACH).filter(|&at| {
            self.is(at, Kind::Word)
                && !self.class(at, WordClass::Hollow)
                && !self.class(at, WordClass::Demonstrative)
        });
        told.count() >= if class == CueClass::Deny { 3 } else { 2 }
    }

    /// Where what is reported ends: before an attribution, a credit, or a clause of the narrator's own.
    pub(super) fn clause_end(&self, from: usize, end: usize) -> usize {
        let mut at = from;
        let mut steps = 0;
        while at < end && steps < LONGEST {
            steps += 1;
            if let Some(quote) = self.line.quote_from(at) {
                at = quote.items.end.max(at + 1);
                continue;
            }
            if at == from || !self.outside(at) {
                at += 1;
                continue;
            }
            let comma = self.is(at, Kind::Comma);
            let next = if comma { at + 1 } else { at };
            if self.turns(from, next, comma, end) {
                return at;
            }
            at += 1;
        }
        at.min(end)
    }

    /// Whether the writer speaks again at `at`.
    fn turns(&self, start: usize, at: usize, comma: bool, end: usize) -> bool {
        let form = self.line.form(at);
        if self.class(at, WordClass::Credit)
            && (comma
                || matches!(form, "dikutip" | "dilansir" | "disitat")
                || matches!(self.line.form(at.saturating_sub(1)), "seperti" | "sebagaimana"))
        {
            return true;
        }
        if matches!(form, "seperti" | "sebagaimana" | "demikian")
            && (self.class(at + 1, WordClass::Credit) || self.cue_at(at + 1, CueForm::Passive).is_some())
        {
            return true;
        }
        if comma && form == "demikian" {
            return true;
        }
        if comma && matches!(form, "tetapi" | "tapi" | "namun" | "sementara" | "sedangkan") {
            return self.line.form(at + 1) != "juga" && !self.contrasted(start, at);
        }
        if comma && self.cue_at(at, CueForm::Preposition).is_some() {
            return true;
        }
        if comma && self.cue_at(at, CueForm::After).is_some() {
            return self.phrases.behind(at + 1, end).is_some_and(|speaker| self.names_somebody(&speaker));
        }
        let manner = (comma || self.is(at.saturating_sub(1), Kind::Word))
            && matches!(form, "dengan" | "seraya" | "sambil" | "sembari");
        if manner
            && (self.cue_at(at + 1, CueForm::Verb).is_some()
                || matches!(self.line.form(at + 1), "alasan" | "tuduhan"))
        {
            return true;
        }
        if self.class(at, WordClass::Coordinator) && form != "hingga" {
            let mut next = at + 1;
            while self.class(next, WordClass::Adverb) || self.line.form(next) == "secara" {
                next += 1;
            }
            return self.reports_again(next, end);
        }
        comma && self.reports_again(at, end)
    }

    /// *bukan …, tetapi*, *tidak hanya …, tetapi*: both halves were said.
    fn contrasted(&self, start: usize, at: usize) -> bool {
        (start.max(at.saturating_sub(30))..at).any(|i| {
            self.line.form(i) == "bukan"
                || (matches!(self.line.form(i), "tidak" | "tak") && self.line.form(i + 1) == "hanya")
        })
    }

    /// A reporting verb that takes up the subject of the one before.
    fn reports_again(&self, at: usize, end: usize) -> bool {
        let Some(found) = self.cue_at(at, CueForm::Verb) else { return false };
        let next = at + found.len;
        match found.cue.takes {
            Takes::Anything | Takes::Clause => true,
            Takes::Marked | Takes::Noun => {
                self.class(next, WordClass::Complementiser)
                    || self.is(next, Kind::Opening)
                    || self.is(next, Kind::Comma)
            }
            Takes::Person => self.asks(&(next..end.min(next + 24))),
        }
    }
}
