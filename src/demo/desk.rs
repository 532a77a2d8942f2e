//! The duty desk of the synthetic office: who keeps it, and a rota that covers every hour from now on.

use chrono::{NaiveDateTime, NaiveTime, TimeDelta};

use crate::domain::duty::deed::Deed;
use crate::domain::duty::shift::{Crew, DayClass, Shift, Template};
use crate::domain::ids::UnitId;
use crate::domain::rights::{Duty, Operator};

/// Leaders and officers of the desk: login, name.
const LEADERS: [(&str, &str); 2] = [("zheng", "郑某"), ("wei", "卫某")];
const OFFICERS: [(&str, &str); 4] = [
    ("feng", "冯某"),
    ("chen", "陈某"),
    ("chu", "褚某"),
    ("jiang", "蒋某"),
];
/// When a shift of the day begins.
const MORNING: NaiveTime = NaiveTime::from_hms_opt(8, 0, 0).unwrap();
const PHONE: &str = "000-0000000";

/// Who works at the desk beside whoever opens the demo.
pub fn operators() -> Vec<Operator> {
    let of = |duty: Duty| {
        move |(login, name): &(&str, &str)| Operator {
            login: (*login).to_owned(),
            name: (*name).to_owned(),
            duty,
            unit: UnitId::OFFICE,
        }
    };
    let leaders = LEADERS.iter().map(of(Duty::Lead));
    leaders
        .chain(OFFICERS.iter().map(of(Duty::Officer)))
        .collect()
}

/// What puts crews on the rota: shifts of 24 hours from this morning on, in turn; before the morning
/// the first crew keeps what is left of the night.
pub fn rota(now: NaiveDateTime, opens: &str) -> Vec<Deed> {
    let crew = |leader: usize, one: &str, two: &str| Crew {
        leader: LEADERS[leader].0.to_owned(),
        staff: vec![one.to_owned(), two.to_owned()],
    };
    let crews = vec![
        crew(0, opens, "feng"),
        crew(1, "chen", "chu"),
        crew(0, "jiang", "feng"),
        crew(1, "chu", "chen"),
    ];
    let today = now.date();
    let every = [DayClass::Workday, DayClass::Weekend, DayClass::Festival];
    let mut out = vec![Deed::Template(Template {
        id: 0,
        days: every.to_vec(),
        starts: MORNING,
        hours: 24,
        from: today,
        until: None,
        crews: crews.clone(),
        phone: PHONE.to_owned(),
    })];
    if now.time() < MORNING {
        out.push(Deed::Shift(Shift {
            from: today.and_time(MORNING) - TimeDelta::hours(8),
            to: today.and_time(MORNING),
            crew: crews[3].clone(),
            phone: PHONE.to_owned(),
        }));
    }
    out
}
