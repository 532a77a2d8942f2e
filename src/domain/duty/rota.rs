//! The final rota: one pure function that everything reads. Templates lie at the bottom, single
//! shifts over them, overrides over both; approved swaps change who keeps what is left.

use chrono::{NaiveDateTime, TimeDelta};

use super::book::Book;
use super::shift::{Crew, Shift, Swap};
use crate::domain::calendar::Calendar;
use crate::words::Outside;

/// Where a turn comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// A template, by its event.
    Template(i64),
    /// A single shift.
    Shift(i64),
    /// An override.
    Override(i64),
}

/// A stretch of the final rota with one crew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Begins.
    pub from: NaiveDateTime,
    /// Ends.
    pub to: NaiveDateTime,
    /// First instant of the shift it is a stretch of.
    pub origin: NaiveDateTime,
    /// Last instant of that shift.
    pub until: NaiveDateTime,
    /// Who.
    pub crew: Crew,
    /// The telephone.
    pub phone: Outside,
    /// Where it comes from.
    pub source: Source,
    /// Swaps that changed its crew.
    pub swaps: Vec<i64>,
    /// When it was put on the rota: nothing is owed for the time before.
    pub made: NaiveDateTime,
}

impl Turn {
    fn of(shift: &Shift, source: Source, made: NaiveDateTime) -> Self {
        Self {
            from: shift.from,
            to: shift.to,
            origin: shift.from,
            until: shift.to,
            crew: shift.crew.clone(),
            phone: shift.phone.clone(),
            source,
            swaps: Vec::new(),
            made,
        }
    }

    /// True while it lasts.
    #[must_use]
    pub fn holds(&self, at: NaiveDateTime) -> bool {
        self.from <= at && at < self.to
    }

    /// What is left of it without an interval: nothing, one or two stretches.
    fn without(self, from: NaiveDateTime, to: NaiveDateTime) -> Vec<Self> {
        if to <= self.from || self.to <= from {
            return vec![self];
        }
        let before = Self {
            to: from,
            ..self.clone()
        };
        let after = Self { from: to, ..self };
        [before, after]
            .into_iter()
            .filter(|t| t.from < t.to)
            .collect()
    }

    /// The same, parted at the ends of an interval.
    fn parted(self, from: NaiveDateTime, to: NaiveDateTime) -> Vec<Self> {
        let mut cuts = vec![self.from];
        cuts.extend(
            [from, to]
                .into_iter()
                .filter(|c| self.from < *c && *c < self.to),
        );
        cuts.push(self.to);
        cuts.windows(2)
            .map(|w| Self {
                from: w[0],
                to: w[1],
                ..self.clone()
            })
            .collect()
    }
}

/// The final rota of an interval, by time. Stretches that only touch it are left out; those that
/// reach over its ends are whole.
#[must_use]
pub fn final_rota(
    book: &Book,
    calendar: &Calendar,
    from: NaiveDateTime,
    to: NaiveDateTime,
) -> Vec<Turn> {
    // What lies a little outside is laid as well: a shift that reaches over an end of the interval
    // comes out the same whatever interval is asked for.
    let (wide_from, wide_to) = (from - TimeDelta::days(3), to + TimeDelta::days(3));
    let mut turns: Vec<Turn> = Vec::new();
    for (id, (template, made)) in &book.templates {
        let shifts = template.shifts(calendar, wide_from.date(), wide_to.date());
        turns.extend(
            shifts
                .iter()
                .map(|s| Turn::of(s, Source::Template(*id), *made)),
        );
    }
    for (layer, lower) in [(&book.shifts, true), (&book.overrides, false)] {
        let mut laid: Vec<Turn> = Vec::new();
        for (id, (shift, made)) in layer {
            if shift.to <= wide_from || wide_to <= shift.from {
                continue;
            }
            let cut = |t: Turn| t.without(shift.from, shift.to);
            turns = turns.into_iter().flat_map(cut).collect();
            if !lower {
                // Of two overrides the later wins; two single shifts stand side by side.
                laid = laid.into_iter().flat_map(cut).collect();
            }
            let source = if lower {
                Source::Shift(*id)
            } else {
                Source::Override(*id)
            };
            laid.push(Turn::of(shift, source, *made));
        }
        turns.extend(laid);
    }
    for swap in book.swaps.iter().filter(|s| is_approved(s)) {
        turns = turns.into_iter().flat_map(|t| swapped(t, swap)).collect();
    }
    turns.retain(|t| t.from < to && from < t.to);
    turns.sort_by_key(|t| (t.from, t.to, t.source));
    turns
}

/// True for a swap that somebody with the right approved.
#[must_use]
pub fn is_approved(swap: &Swap) -> bool {
    matches!(&swap.decided, Some((_, true)))
}

fn swapped(turn: Turn, swap: &Swap) -> Vec<Turn> {
    let meets = turn.from < swap.to && swap.from < turn.to;
    if !meets || !turn.crew.has(&swap.who) {
        return vec![turn];
    }
    let mut parts = turn.parted(swap.from, swap.to);
    for part in parts
        .iter_mut()
        .filter(|t| swap.from <= t.from && t.to <= swap.to)
    {
        let put = |login: &mut String| {
            if *login == swap.who {
                login.clone_from(&swap.with);
            }
        };
        put(&mut part.crew.leader);
        part.crew.staff.iter_mut().for_each(put);
        // Nobody counts twice: somebody who was there already leaves a place empty.
        let mut seen = Vec::new();
        part.crew.staff.retain(|l| {
            let new = !seen.contains(l);
            seen.push(l.clone());
            new
        });
        part.swaps.push(swap.id);
    }
    parts
}

/// The whole shifts of a rota: stretches of one shift put together, with its first and last crew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spell {
    /// Begins.
    pub from: NaiveDateTime,
    /// Ends.
    pub to: NaiveDateTime,
    /// Who begins it.
    pub first: Crew,
    /// Who ends it.
    pub last: Crew,
    /// When it was put on the rota.
    pub made: NaiveDateTime,
}

/// The shifts of a rota, by time. What an override cut off is a shift of its own.
#[must_use]
pub fn spells(turns: &[Turn]) -> Vec<Spell> {
    let mut out: Vec<(Source, Spell)> = Vec::new();
    for turn in turns {
        let same = out.iter_mut().find(|(source, s)| {
            *source == turn.source && s.to == turn.from && turn.from != turn.origin
        });
        if let Some((_, spell)) = same {
            spell.to = turn.to;
            spell.last = turn.crew.clone();
        } else {
            let spell = Spell {
                from: turn.from,
                to: turn.to,
                first: turn.crew.clone(),
                last: turn.crew.clone(),
                made: turn.made,
            };
            out.push((turn.source, spell));
        }
    }
    out.into_iter().map(|(_, spell)| spell).collect()
}
