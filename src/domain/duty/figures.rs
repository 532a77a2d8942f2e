//! Figures of a rota before it is published: holes, double bookings, overload, fairness over the
//! holidays, swaps whose shift went away. About the desk's own staff.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, TimeDelta, Timelike};

use super::book::Book;
use super::rota::{Turn, is_approved};
use crate::domain::calendar::{Calendar, DayKind};
use crate::domain::petition::word_list;
use crate::words::Sentence;

word_list!(
    /// What is wrong with a stretch of time.
    Hole {
        Nobody = "nobody", "无人值班", "nobody on duty";
        NoStaff = "no_staff", "没有值班员", "no staff";
        OneStaff = "one_staff", "只有一名值班员", "one staff only";
        NoLeader = "no_leader", "没有带班领导", "no leader on duty";
    }
);

/// A stretch that is not covered as it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// From.
    pub from: NaiveDateTime,
    /// To.
    pub to: NaiveDateTime,
    /// Why.
    pub hole: Hole,
}

/// The stretches of an interval without a leader and two staff; neighbours with one reason are one.
#[must_use]
pub fn gaps(turns: &[Turn], from: NaiveDateTime, to: NaiveDateTime) -> Vec<Gap> {
    let mut marks: Vec<NaiveDateTime> = turns.iter().flat_map(|t| [t.from, t.to]).collect();
    marks.retain(|m| from < *m && *m < to);
    marks.extend([from, to]);
    marks.sort_unstable();
    marks.dedup();
    let mut out: Vec<Gap> = Vec::new();
    for pair in marks.windows(2) {
        let Some(hole) = hole(turns, pair[0]) else {
            continue;
        };
        match out.last_mut() {
            Some(last) if last.to == pair[0] && last.hole == hole => last.to = pair[1],
            _ => out.push(Gap {
                from: pair[0],
                to: pair[1],
                hole,
            }),
        }
    }
    out
}

fn hole(turns: &[Turn], at: NaiveDateTime) -> Option<Hole> {
    let on: Vec<&Turn> = turns.iter().filter(|t| t.holds(at)).collect();
    let mut staff: Vec<&str> = on
        .iter()
        .flat_map(|t| t.crew.staff.iter().map(String::as_str))
        .collect();
    staff.sort_unstable();
    staff.dedup();
    let led = on.iter().any(|t| !t.crew.leader.is_empty());
    match (staff.len(), led) {
        (0, false) => Some(Hole::Nobody),
        (0, true) => Some(Hole::NoStaff),
        (1, _) => Some(Hole::OneStaff),
        (_, false) => Some(Hole::NoLeader),
        _ => None,
    }
}

/// Somebody who is to be in two shifts at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Double {
    /// Who.
    pub login: String,
    /// From.
    pub from: NaiveDateTime,
    /// To.
    pub to: NaiveDateTime,
}

/// Double bookings in a rota.
#[must_use]
pub fn doubles(turns: &[Turn]) -> Vec<Double> {
    let mut out = Vec::new();
    for (at, one) in turns.iter().enumerate() {
        for two in &turns[at + 1..] {
            let (from, to) = (one.from.max(two.from), one.to.min(two.to));
            if from >= to {
                continue;
            }
            let both = one.crew.all().filter(|l| two.crew.has(l));
            out.extend(both.map(|login| Double {
                login: login.to_owned(),
                from,
                to,
            }));
        }
    }
    out
}

/// Somebody who is on duty for more than a day without eight hours off between two shifts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overload {
    /// Who.
    pub login: String,
    /// From.
    pub from: NaiveDateTime,
    /// To.
    pub to: NaiveDateTime,
}

/// Longest stretch of duty that draws no word, and the rest that ends a stretch.
const DAY: TimeDelta = TimeDelta::hours(24);
const REST: TimeDelta = TimeDelta::hours(8);

/// The staff of a rota whose duty lasts longer than 24 hours in a stretch; a leader on duty is on
/// call and not counted.
#[must_use]
pub fn overloads(turns: &[Turn]) -> Vec<Overload> {
    let mut runs: BTreeMap<&str, Vec<(NaiveDateTime, NaiveDateTime)>> = BTreeMap::new();
    let mut turns: Vec<&Turn> = turns.iter().collect();
    turns.sort_by_key(|t| t.from);
    for turn in turns {
        for login in &turn.crew.staff {
            let mine = runs.entry(login).or_default();
            match mine.last_mut() {
                Some((_, to)) if turn.from - *to < REST => *to = turn.to.max(*to),
                _ => mine.push((turn.from, turn.to)),
            }
        }
    }
    let mut out = Vec::new();
    for (login, mine) in runs {
        let long = mine.into_iter().filter(|(from, to)| *to - *from > DAY);
        out.extend(long.map(|(from, to)| Overload {
            login: login.to_owned(),
            from,
            to,
        }));
    }
    out
}

impl Overload {
    /// In words; `name` is the name of whoever it is.
    #[must_use]
    pub fn said(&self, name: &str) -> Sentence {
        let (from, to) = (minute(self.from), minute(self.to));
        let hours = (self.to - self.from).num_hours();
        say!(
            "负荷：{name}{from}至{to}连续{hours}小时，中间没有休息满8小时",
            "load: {name}, {from} to {to}, {hours} hours without eight hours off"
        )
    }
}

/// What a rota asks of one member of the desk, in hours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// All hours.
    pub hours: i64,
    /// Hours between 22:00 and 06:00.
    pub night: i64,
    /// Hours on festival days.
    pub festival: i64,
    /// Longest stretch without eight hours between two shifts.
    pub longest: i64,
}

/// The load of everybody in a rota between two instants.
#[must_use]
pub fn loads(
    turns: &[Turn],
    calendar: &Calendar,
    from: NaiveDateTime,
    to: NaiveDateTime,
) -> BTreeMap<String, Load> {
    let mut hours: BTreeMap<String, Vec<NaiveDateTime>> = BTreeMap::new();
    for turn in turns {
        let mut at = turn.from.max(from);
        while at < turn.to.min(to) {
            for login in turn.crew.all() {
                hours.entry(login.to_owned()).or_default().push(at);
            }
            at += TimeDelta::hours(1);
        }
    }
    let sum = |mut on: Vec<NaiveDateTime>| {
        on.sort_unstable();
        on.dedup();
        let mut load = Load::default();
        let mut begun = on.first().copied();
        let mut before: Option<NaiveDateTime> = None;
        for at in on {
            load.hours += 1;
            load.night += i64::from(at.hour() >= 22 || at.hour() < 6);
            load.festival += i64::from(matches!(calendar.kind(at.date()), DayKind::Festival(_)));
            if before.is_some_and(|b| at - b > TimeDelta::hours(8)) {
                begun = Some(at);
            }
            before = Some(at);
            if let Some(begun) = begun {
                load.longest = load.longest.max((at - begun).num_hours() + 1);
            }
        }
        load
    };
    hours.into_iter().map(|(who, on)| (who, sum(on))).collect()
}

/// Approved swaps of an interval that change nothing any more: the shift they were for is elsewhere.
#[must_use]
pub fn stranded(book: &Book, turns: &[Turn], from: NaiveDateTime, to: NaiveDateTime) -> Vec<i64> {
    let inside = |s: &&super::shift::Swap| is_approved(s) && from < s.to && s.from < to;
    let idle = |id: &i64| !turns.iter().any(|t| t.swaps.contains(id));
    book.swaps
        .iter()
        .filter(inside)
        .map(|s| s.id)
        .filter(idle)
        .collect()
}

/// An instant in a sentence about these days.
pub(super) fn minute(at: NaiveDateTime) -> String {
    at.format("%m-%d %H:%M").to_string()
}
