use telisik_lexicon::{CalendarUnit, TimeWord};

use super::{English, Read};
use crate::times::form::{Form, YearRef};

impl English<'_> {
    /// *the third quarter of 2023*, *third-quarter*, *Q3 2023*, *the first half of last year*, *this year's second
    /// quarter*, *the 1988 third quarter*, *the latest quarter*.
    pub(super) fn part_of_year(self, at: usize) -> Option<Read> {
        let g = self.0;
        let (stage, place) = self.stage(at).map_or((None, self.the(at)), |(stage, next)| (Some(stage), next));
        let owned = self.year_before(place);
        let place = owned.map_or(place, |(_, next)| next);
        let place = self.fiscal(place);
        let place = place + usize::from(g.among(place, TimeWord::PartTrait));
        let counted = self.numbered_part(place);
        if let Some((unit, number, next)) = counted {
            let (year, end) = match owned {
                Some((year, _)) => (Some(year), next),
                None => self.year_ref(next).map_or((None, next), |(year, end)| (Some(year), end)),
            };
            return Some((Form::PartOfYear { unit, number, year }, stage, end));
        }
        // *the quarter*, *the latest quarter*, *the year-earlier quarter*
        let the = g.is(at, "the");
        let latest = g.is(place, "latest") || g.is(place, "most") && g.is(place + 1, "recent");
        let bare = if g.is(place, "latest") {
            place + 1
        } else if latest {
            place + 2
        } else {
            place
        };
        let (unit, next) = match g.unit(bare) {
            None if latest && g.is(bare, "period") => (CalendarUnit::Quarter, bare + 1),
            unit => unit?,
        };
        let plural = g.piece(bare).is_some_and(|p| p.form.ends_with('s'));
        if unit != CalendarUnit::Quarter || plural || !(the || latest) {
            return None;
        }
        match owned {
            Some((YearRef::FromNow(-1), _)) => Some((Form::Told { unit, shift: -4, now: false }, None, next)),
            Some(_) => None,
            None if latest => Some((Form::Period { unit, shift: -1, stage }, None, next)),
            None => {
                let ago = g.is(next, "a")
                    && g.is(next + 1, "year")
                    && (g.is(next + 2, "ago") || g.is(next + 2, "earlier"));
                Some(if ago {
                    (Form::Told { unit, shift: -4, now: false }, None, next + 3)
                } else {
                    (Form::Quarter, None, next)
                })
            }
        }
    }

    /// A year before a quarter: *1988*, *this year's*, *year-earlier*, *year-ago*.
    fn year_before(self, at: usize) -> Option<(YearRef, usize)> {
        let g = self.0;
        if let Some((year, next)) = self.year_number(at) {
            let behind = self.fiscal(next);
            let part = self.numbered_part(behind).is_some()
                || g.unit(behind).is_some_and(|(u, _)| u == CalendarUnit::Quarter);
            return part.then_some((YearRef::Printed(year), next));
        }
        let at = if g.is(at, "comparable") || g.is(at, "corresponding") { at + 1 } else { at };
        if g.is(at, "year") && g.is(at + 1, "-") && (g.is(at + 2, "earlier") || g.is(at + 2, "ago")) {
            return Some((YearRef::FromNow(-1), at + 3));
        }
        let (shift, next) = self.pointer(at)?;
        let (CalendarUnit::Year, end) = g.unit(next)? else { return None };
        let possessive = g.is(end, "'") && g.is(end + 1, "s");
        possessive.then_some((YearRef::FromNow(shift.into()), end + 2))
    }

    /// *third quarter*, *third-quarter*, *Q3*, *first half*.
    fn numbered_part(self, at: usize) -> Option<(CalendarUnit, u32, usize)> {
        let g = self.0;
        if g.is(at, "q")
            && g.capital(at)
            && let Some((number @ 1..=4, 1)) = g.digits(at + 1).filter(|_| g.glued(at + 1))
        {
            return Some((CalendarUnit::Quarter, number, at + 2));
        }
        let last = g.is(at, "last") || g.is(at, "latter");
        let (number, next) = if last { (2, at + 1) } else { self.ordinal(at)? };
        let (unit, end) = g.unit(self.hyphen(next))?;
        let most = match unit {
            CalendarUnit::Quarter if !last => 4,
            CalendarUnit::HalfYear => 2,
            _ => return None,
        };
        let half = unit == CalendarUnit::HalfYear;
        // *the first half* is also that of a game: the year must be said.
        let dated = !half
            || self.year_ref(end).is_some()
            || g.is(end, "of") && g.is(end + 1, "the") && g.is(end + 2, "year");
        ((1..=most).contains(&number) && dated).then_some((unit, number, end))
    }
}
