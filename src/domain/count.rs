//! How days are counted: the one function behind every due date, elapsed and remaining day.
//!
//! Convention (民法典 201, 203 by analogy): the starting day is day 0; calendar days run through
//! off days; the last day rolls once, at the very end, to the next working day. Working days skip
//! off days and count make-up workdays. `nominal` is the unrolled day, `effective` the rolled one;
//! the office warns itself by the last working day on or before `nominal`.

use chrono::{Days, NaiveDate};
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// True when a day that decided it lies in a year without a notice.
    pub provisional: bool,
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
    let first_counted = forward(from, 1).min(nominal);
    let provisional = match span.unit {
        DayUnit::Day => !calendar.is_published(nominal) || !calendar.is_published(effective),
        DayUnit::WorkingDay => {
            !calendar.is_published(first_counted) || !calendar.is_published(effective)
        }
    };
    Due {
        from,
        span,
        nominal,
        effective,
        warn: last_working_day(calendar, from, nominal),
        provisional,
    }
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
        provisional: !calendar.is_published(on),
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
    let used = match due.span.unit {
        DayUnit::Day => u32::try_from((today - due.from).num_days()).unwrap_or(u32::MAX),
        DayUnit::WorkingDay => working_days_between(calendar, due.from, today),
    };
    used.min(due.span.length)
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
        let counts =
            date > due.from && !rolled && (due.span.unit == DayUnit::Day || !kind.is_off());
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
            provisional: !calendar.is_published(date),
            rolled,
        });
        if date >= due.effective || days.len() > 2_000 {
            return days;
        }
        date = forward(date, 1);
    }
}
