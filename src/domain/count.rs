//! How days are counted: the one function behind every due date, elapsed and remaining day.
//!
//! Convention (民法典 201, 203 by analogy): the starting day is day 0; calendar days run through
//! off days; the last day rolls once, at the very end, to the next working day. Working days skip
//! off days and count make-up workdays. `nominal` is the unrolled day, `effective` the rolled one;
//! the office warns itself by the last working day on or before `nominal`.

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::calendar::{Calendar, DayKind};

/// What a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayUnit {
    /// 日: calendar days.
    Day,
    /// 工作日: working days.
    WorkingDay,
}

/// A length of time in a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// How many.
    pub length: u32,
    /// Of what.
    pub unit: DayUnit,
}

impl Span {
    /// So many calendar days.
    #[must_use]
    pub const fn days(length: u32) -> Self {
        Self {
            length,
            unit: DayUnit::Day,
        }
    }

    /// So many working days.
    #[must_use]
    pub const fn working_days(length: u32) -> Self {
        Self {
            length,
            unit: DayUnit::WorkingDay,
        }
    }
}

/// A due date with everything that explains it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// Day 0.
    pub from: NaiveDate,
    /// The span counted.
    pub span: Span,
    /// The unrolled last day.
    pub nominal: NaiveDate,
    /// The rolled last day.
    pub effective: NaiveDate,
    /// Last working day on or before `nominal`, never before day 0: the office's own mark.
    pub warn: NaiveDate,
    /// True when a notice that is still to come could move it.
    pub provisional: bool,
    /// How many days of the span an extension added, counted with the rest from day 0.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub extended: u32,
    /// Intervals that do not count (hearings at re-review), first and last day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub paused: Vec<(NaiveDate, NaiveDate)>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
const fn is_zero(n: &u32) -> bool {
    *n == 0
}

impl Due {
    /// True for a day that lies in an interval that does not count.
    #[must_use]
    pub fn is_paused(&self, date: NaiveDate) -> bool {
        within(&self.paused, date)
    }
}

fn within(paused: &[(NaiveDate, NaiveDate)], date: NaiveDate) -> bool {
    paused.iter().any(|(a, b)| *a <= date && date <= *b)
}

/// The furthest that a roll or a skip looks: longer than any run of days off.
const HORIZON: u32 = 400;

/// Counts a due date. Dates at the end of time stay where they are.
#[must_use]
pub fn due(calendar: &Calendar, from: NaiveDate, span: Span) -> Due {
    let nominal = match span.unit {
        DayUnit::Day => forward(from, span.length),
        DayUnit::WorkingDay => nth_working_day(calendar, from, span.length),
    };
    let effective = roll(calendar, nominal);
    let decided_from = match span.unit {
        DayUnit::Day => nominal,
        DayUnit::WorkingDay => forward(from, 1).min(nominal),
    };
    Due {
        from,
        span,
        nominal,
        effective,
        warn: last_working_day(calendar, from, nominal),
        provisional: is_provisional(calendar, decided_from, effective),
        extended: 0,
        paused: Vec::new(),
    }
}

/// True when a notice that is still to come could move a date that these days decided, first and last.
fn is_provisional(calendar: &Calendar, first: NaiveDate, last: NaiveDate) -> bool {
    let hole = (first.year()..=last.year()).any(|year| !calendar.notices().contains_key(&year));
    hole || !calendar.is_settled(first) || !calendar.is_settled(last)
}

/// Calendar days with intervals left out; the rest is as in [`due`].
#[must_use]
pub fn due_without(
    calendar: &Calendar,
    from: NaiveDate,
    length: u32,
    paused: Vec<(NaiveDate, NaiveDate)>,
) -> Due {
    let mut due = due(calendar, from, Span::days(length));
    if paused.is_empty() {
        return due;
    }
    let (mut date, mut counted) = (from, 0);
    while counted < length {
        let next = forward(date, 1);
        if next == date {
            break;
        }
        date = next;
        counted += u32::from(!within(&paused, date));
    }
    due.nominal = date;
    due.effective = roll(calendar, date);
    due.warn = last_working_day(calendar, from, date);
    due.provisional = is_provisional(calendar, date, due.effective);
    due.paused = paused;
    due
}

/// The day `n` before a mark, by the same calendar: a working day, never before day 0.
#[must_use]
pub fn before(calendar: &Calendar, due: &Due, n: u32) -> NaiveDate {
    let mut date = due.warn;
    match due.span.unit {
        DayUnit::Day => {
            date = date
                .checked_sub_days(Days::new(u64::from(n)))
                .unwrap_or(date);
        }
        DayUnit::WorkingDay => {
            let mut left = n;
            while left > 0 && date > due.from {
                date = date.pred_opt().unwrap_or(due.from);
                left -= u32::from(!calendar.is_off(date));
            }
        }
    }
    last_working_day(calendar, due.from, date.max(due.from))
}

/// The first working day that lies `n` days or more after the effective day.
#[must_use]
pub fn after(calendar: &Calendar, due: &Due, n: u32) -> NaiveDate {
    roll(calendar, forward(due.effective, n))
}

/// A date fixed by somebody (an assigner, a promise): it is not moved, only marked.
#[must_use]
pub fn fixed(calendar: &Calendar, from: NaiveDate, on: NaiveDate) -> Due {
    let length = u32::try_from((on - from).num_days().max(0)).unwrap_or(0);
    Due {
        from,
        span: Span::days(length),
        nominal: on,
        effective: on,
        warn: last_working_day(calendar, from, on),
        provisional: is_provisional(calendar, on, on),
        extended: 0,
        paused: Vec::new(),
    }
}

/// The same day, or the next working day when it is off.
#[must_use]
pub fn roll(calendar: &Calendar, date: NaiveDate) -> NaiveDate {
    (0..HORIZON)
        .map(|n| forward(date, n))
        .find(|d| !calendar.is_off(*d))
        .unwrap_or(date)
}

/// The last working day on or before `date`, but not before `from`.
fn last_working_day(calendar: &Calendar, from: NaiveDate, date: NaiveDate) -> NaiveDate {
    (0..HORIZON)
        .map_while(|n| date.checked_sub_days(Days::new(u64::from(n))))
        .take_while(|d| *d >= from)
        .find(|d| !calendar.is_off(*d))
        .unwrap_or(date)
}

fn nth_working_day(calendar: &Calendar, from: NaiveDate, n: u32) -> NaiveDate {
    let mut date = from;
    let mut counted = 0;
    for _ in 0..n.saturating_mul(7).saturating_add(HORIZON) {
        if counted == n {
            break;
        }
        date = forward(date, 1);
        if !calendar.is_off(date) {
            counted += 1;
        }
    }
    date
}

fn forward(date: NaiveDate, days: u32) -> NaiveDate {
    date.checked_add_days(Days::new(u64::from(days)))
        .unwrap_or(date)
}

/// Days of the span used up on `today`, counted the same way; at most the whole span.
#[must_use]
pub fn elapsed(calendar: &Calendar, due: &Due, today: NaiveDate) -> u32 {
    if today <= due.from {
        return 0;
    }
    // Past the last counted day everything is used up, however long ago that was.
    if today >= due.nominal {
        return due.span.length;
    }
    let used = match due.span.unit {
        DayUnit::Day => {
            let all = u32::try_from((today - due.from).num_days()).unwrap_or(u32::MAX);
            all.saturating_sub(paused_days(due, today))
        }
        DayUnit::WorkingDay => working_days_between(calendar, due.from, today),
    };
    used.min(due.span.length)
}

/// Days after day 0 and up to `today` that do not count.
fn paused_days(due: &Due, today: NaiveDate) -> u32 {
    if due.paused.is_empty() {
        return 0;
    }
    let days = due.from.iter_days().skip(1).take_while(|d| *d <= today);
    u32::try_from(days.filter(|d| due.is_paused(*d)).count()).unwrap_or(u32::MAX)
}

/// Days of the span left on `today`: always `length - elapsed`.
#[must_use]
pub fn remaining(calendar: &Calendar, due: &Due, today: NaiveDate) -> u32 {
    due.span.length - elapsed(calendar, due, today)
}

/// Working days after `from` up to and including `to`.
#[must_use]
pub fn working_days_between(calendar: &Calendar, from: NaiveDate, to: NaiveDate) -> u32 {
    let mut count = 0;
    let mut date = from;
    while date < to {
        date = forward(date, 1);
        if !calendar.is_off(date) {
            count += 1;
        }
    }
    count
}

/// One day of the strip that explains a due date.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a mark of its own beside the day"
)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StripDay {
    /// The day.
    pub date: NaiveDate,
    /// Its number within the limit: 0 for the starting day, `None` when it does not count.
    pub number: Option<u32>,
    /// What kind of day it is.
    pub kind: DayKind,
    /// True when its year has no notice yet.
    pub provisional: bool,
    /// True for the days after `nominal` that the roll passes over or lands on.
    pub rolled: bool,
    /// True for a day of a hearing, which does not count.
    pub paused: bool,
    /// True for a day that an extension added.
    pub extended: bool,
}

/// The whole strip, day 0 to the effective day.
#[must_use]
pub fn strip(calendar: &Calendar, due: &Due) -> Vec<StripDay> {
    let mut days = Vec::new();
    let mut count = 0;
    let mut date = due.from;
    loop {
        let kind = calendar.kind(date);
        let rolled = date > due.nominal;
        let paused = date > due.from && !rolled && due.is_paused(date);
        let counts = date > due.from
            && !rolled
            && !paused
            && (due.span.unit == DayUnit::Day || !kind.is_off());
        if counts {
            count += 1;
        }
        let number = if date == due.from {
            Some(0)
        } else {
            counts.then_some(count)
        };
        days.push(StripDay {
            date,
            number,
            kind,
            provisional: !calendar.is_settled(date),
            rolled,
            paused,
            extended: counts && count + due.extended > due.span.length,
        });
        if date >= due.effective || days.len() > 2_000 {
            return days;
        }
        date = forward(date, 1);
    }
}
