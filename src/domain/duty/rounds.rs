//! When something comes round: the hours of check-ins, of zero reports, the ends of screening rounds.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Timelike};

use super::deed::Round;
use crate::domain::ids::UnitId;
use crate::domain::period::Period;

/// Minutes between two check-ins at night outside a period, 22:00 to 06:00.
pub const NIGHT: u32 = 120;
/// Night begins and ends at these hours.
const DUSK: u32 = 22;
const DAWN: u32 = 6;

/// The hours of check-ins within a shift, each with the one before (or the shift's first instant):
/// counted from the first instant, by the strictest period that lasts; at night also without one.
#[must_use]
pub fn check_in_hours(
    periods: &[Period],
    from: NaiveDateTime,
    to: NaiveDateTime,
) -> Vec<(NaiveDateTime, NaiveDateTime)> {
    let mut out = Vec::new();
    let mut at = from;
    let mut before = from;
    while at < to {
        let Some(minutes) = interval(periods, at) else {
            // By day, outside a period: on to the night or to the next day, whichever is first.
            let dusk = at.date().and_hms_opt(DUSK, 0, 0).unwrap_or(at);
            let next = (at.date() + Days::new(1))
                .and_hms_opt(0, 0, 0)
                .unwrap_or(to);
            let next = if at < dusk { dusk } else { next };
            // A period declared meanwhile asks from then on.
            let declared = periods.iter().filter_map(|p| p.since).filter(|s| *s > at);
            at = declared.min().map_or(next, |s| s.min(next));
            before = at;
            continue;
        };
        let tick = at + TimeDelta::minutes(i64::from(minutes));
        if tick >= to {
            break;
        }
        // The night watch ends with the night.
        if interval(periods, tick).is_some() {
            out.push((tick, before));
        }
        (at, before) = (tick, tick);
    }
    out
}

/// Minutes between check-ins at an instant; `None` when none is asked for.
#[must_use]
pub fn interval(periods: &[Period], at: NaiveDateTime) -> Option<u32> {
    let night = (at.hour() >= DUSK || at.hour() < DAWN).then_some(NIGHT);
    let held = periods
        .iter()
        .filter(|p| p.holds(at.date()) && p.since.is_none_or(|s| s <= at));
    held.map(|p| p.check_in).chain(night).min()
}

/// Every hour of a zero report: unit, hour, period. Of periods that overlap each hour counts once.
#[must_use]
pub fn report_slots(periods: &[Period]) -> Vec<(UnitId, NaiveDateTime, i64)> {
    let mut out: Vec<(UnitId, NaiveDateTime, i64)> = Vec::new();
    for p in periods {
        let units = std::iter::once(UnitId::OFFICE).chain(p.units.iter().copied());
        for unit in units {
            for day in p.from.iter_days().take_while(|d| *d <= p.to) {
                for hour in &p.reports {
                    let slot = day.and_time(*hour);
                    let fair = p.since.is_none_or(|s| s <= slot);
                    if fair && !out.iter().any(|(u, s, _)| *u == unit && *s == slot) {
                        out.push((unit, slot, p.id));
                    }
                }
            }
        }
    }
    out
}

/// The last days of the rounds from a day on, up to the one that lasts today; at most the last 60.
#[must_use]
pub fn screening_ends(round: Round, from: NaiveDate, today: NaiveDate) -> Vec<NaiveDate> {
    let mut out = Vec::new();
    let begin = from.max(today - TimeDelta::days(400));
    for day in begin.iter_days().take(440) {
        if is_last(round, day) {
            out.push(day);
            if day >= today {
                break;
            }
        }
    }
    let surplus = out.len().saturating_sub(60);
    out.split_off(surplus)
}

/// True for the last day of a round: Sunday, the 15th and the month's last, the month's last.
#[must_use]
pub fn is_last(round: Round, day: NaiveDate) -> bool {
    let ends_month = day
        .succ_opt()
        .is_none_or(|next| next.month() != day.month());
    match round {
        Round::Weekly => day.weekday() == chrono::Weekday::Sun,
        Round::HalfMonthly => day.day() == 15 || ends_month,
        Round::Monthly => ends_month,
    }
}
