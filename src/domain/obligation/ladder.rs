//! The reminder ladder: on which rung an obligation stands, counted by the same engine as its due
//! day. Every obligation is looked at, those that nobody handles first.

use chrono::NaiveDate;

use super::{Kind, Obligation};
use crate::domain::calendar::Calendar;
use crate::domain::case::Case;
use crate::domain::count;
use crate::domain::ids::PetitionId;
use crate::domain::rules::Rules;

/// One rung: so many days before (positive) or after (negative) the mark, and the day it falls on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rung {
    /// 15, 7, 3, 0, -1.
    pub step: i64,
    /// A working day.
    pub on: NaiveDate,
}

/// The rungs of an obligation, soonest first. A short limit has fewer: those that would fall on
/// day 0 or before, or have no working day to fall on, are left out, save the mark itself and what comes after it.
#[must_use]
pub fn ladder(o: &Obligation, calendar: &Calendar, rules: &Rules) -> Vec<Rung> {
    let mut steps = rules.ladder.steps.clone();
    steps.sort_unstable_by(|a, b| b.cmp(a));
    steps.dedup();
    let mut out = Vec::with_capacity(steps.len());
    for step in steps {
        let n = u32::try_from(step.unsigned_abs()).unwrap_or(u32::MAX);
        let on = if step >= 0 {
            count::before(calendar, &o.due, n)
        } else {
            count::after(calendar, &o.due, n)
        };
        if step <= 0 || (on > o.due.from && !calendar.is_off(on)) {
            out.push(Rung { step, on });
        }
    }
    out
}

/// The rung on which an obligation stands on a day: the last that has come; `None` before the
/// first, or when it is no longer owed. A right to object has no rungs.
#[must_use]
pub fn rung(o: &Obligation, calendar: &Calendar, rules: &Rules, today: NaiveDate) -> Option<Rung> {
    if o.kind == Kind::Object || !o.is_owed(today) {
        return None;
    }
    let rungs = ladder(o, calendar, rules);
    rungs.into_iter().rfind(|r| r.on <= today)
}

/// An obligation that has come to a rung.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The petition.
    pub petition: PetitionId,
    /// True when nobody was named to handle it.
    pub ownerless: bool,
    /// Where it stands.
    pub rung: Rung,
    /// What is owed.
    pub obligation: Obligation,
}

impl Rung {
    /// `T−7`, `T`, `T+1`.
    #[must_use]
    pub fn label(self) -> String {
        match self.step {
            0 => "T".to_owned(),
            n if n > 0 => format!("T−{n}"),
            n => format!("T+{}", -n),
        }
    }
}

impl Standing {
    /// The order in which reminders are given: what nobody handles first, then the lowest rung, then
    /// the soonest due.
    #[must_use]
    pub fn order(&self) -> (bool, i64, NaiveDate, PetitionId) {
        let due = self.obligation.due.effective;
        (!self.ownerless, self.rung.step, due, self.petition)
    }
}

/// The obligations of a case that have come to a rung which no reminder records yet. A rung is known by
/// its day as well: when an extension moves the day, the ladder begins anew.
#[must_use]
pub fn fresh(
    petition: PetitionId,
    case: &Case,
    obligations: &[Obligation],
    calendar: &Calendar,
    rules: &Rules,
    today: NaiveDate,
) -> Vec<Standing> {
    let given = |o: &Obligation, rung: Rung| {
        case.reminded.iter().any(|r| {
            (r.of, r.kind.as_str()) == (o.since, o.kind.code())
                && (r.step, r.on) == (rung.step, rung.on)
        })
    };
    let handled = !case.handlers.is_empty();
    let files = [(petition, handled, obligations)];
    let mut all = standing(files, calendar, rules, today);
    all.retain(|s| !given(&s.obligation, s.rung));
    all
}

/// Every obligation that has come to a rung, without a bound: what nobody handles first, then the
/// lowest rung, then the soonest due. `files` gives each petition, whether somebody handles it, and
/// what is owed on it.
#[must_use]
pub fn standing<'a>(
    files: impl IntoIterator<Item = (PetitionId, bool, &'a [Obligation])>,
    calendar: &Calendar,
    rules: &Rules,
    today: NaiveDate,
) -> Vec<Standing> {
    let mut out = Vec::new();
    for (petition, handled, obligations) in files {
        for obligation in obligations {
            if let Some(rung) = rung(obligation, calendar, rules, today) {
                out.push(Standing {
                    petition,
                    ownerless: !handled,
                    rung,
                    obligation: obligation.clone(),
                });
            }
        }
    }
    out.sort_by_key(Standing::order);
    out
}
