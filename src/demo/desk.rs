//! The duty desk of the synthetic office: who keeps it, its rota, and what happened there since
//! yesterday. Pure: deeds, each with its instant and who does it.

use chrono::{Days, NaiveDateTime, NaiveTime, TimeDelta};

use crate::domain::duty::deed::{Content, Deed, Round};
use crate::domain::duty::dispute::{Dispute, DisputeKind, DisputeWork};
use crate::domain::duty::shift::{Crew, DayClass, Swap, Template};
use crate::domain::ids::UnitId;
use crate::domain::period::Period;
use crate::domain::rights::{Duty, Operator};

/// Leaders on duty and officers of the desk: login, name.
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
/// Hours between two check-ins.
const EVERY: TimeDelta = TimeDelta::hours(2);

/// A deed of the desk: when, by whom, what.
pub type Done = (NaiveDateTime, &'static str, Deed);

/// Who works at the desk beside whoever opens the demo.
#[must_use]
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

/// The crews in turn; whoever opens the demo is on duty on its day.
fn crews(opens: &str) -> [(&'static str, [&str; 2]); 4] {
    [
        ("wei", ["chen", "chu"]),
        ("zheng", [opens, "feng"]),
        ("wei", ["jiang", "chu"]),
        ("zheng", ["chen", "feng"]),
    ]
}

/// What was declared and put on the rota: one template of 24-hour shifts from the day before on.
fn laid(since: NaiveDateTime, opens: &'static str, period: &Period) -> Vec<Done> {
    let every = [DayClass::Workday, DayClass::Weekend, DayClass::Festival];
    let crews = crews(opens).map(|(leader, staff)| Crew {
        leader: leader.to_owned(),
        staff: staff.map(str::to_owned).to_vec(),
    });
    let template = Template {
        id: 0,
        days: every.to_vec(),
        starts: MORNING,
        hours: 24,
        from: since.date(),
        until: None,
        crews: crews.to_vec(),
        phone: PHONE.into(),
    };
    let hours = Deed::PublishHours {
        period: 1,
        text: "工作日9:00至17:00照常接待；夜间和周末电话值守".into(),
    };
    vec![
        (since, opens, Deed::Declare(period.clone())),
        (since, opens, Deed::Template(template)),
        (since, opens, hours),
    ]
}

/// All that happened at the desk up to an instant, oldest first; `opens` is whoever opens the demo and
/// is on duty now, after a shift of others.
#[must_use]
pub fn deeds(now: NaiveDateTime, opens: &'static str, period: &Period, town: UnitId) -> Vec<Done> {
    // The shift that lasts began this morning, or yesterday's when it is not morning yet.
    let began = (now.date() - Days::new(u64::from(now.time() < MORNING))).and_time(MORNING);
    let before = began - TimeDelta::hours(24);
    let since = before;
    let mut out = laid(since, opens, period);
    let mut tick = before + EVERY;
    while tick + TimeDelta::minutes(10) < now {
        let late = tick < began;
        if tick != began {
            let note = if late { "巡查一遍，无异常" } else { "" };
            let (made, note) = (tick + TimeDelta::minutes(4), note.to_owned());
            let who = if late { "chen" } else { opens };
            out.push((made, who, Deed::CheckIn { note: note.into() }));
        }
        tick += EVERY;
    }
    out.extend(reports(since, now, period));
    out.extend(logs(since, now));
    out.extend(disputes(since, now, opens, town));
    out.push((now - TimeDelta::minutes(1), "feng", Deed::Swap(swap(began))));
    let (from, to, lines) = (before, began, Vec::new());
    out.push((began, "chen", Deed::Handover { from, to, lines }));
    out.sort_by_key(|(at, ..)| *at);
    out
}

/// The zero reports whose hour is past.
fn reports(since: NaiveDateTime, now: NaiveDateTime, period: &Period) -> Vec<Done> {
    let mut out = Vec::new();
    for day in since.date().iter_days().take_while(|d| *d <= now.date()) {
        for hour in &period.reports {
            let slot = day.and_time(*hour);
            let told = slot - TimeDelta::minutes(8);
            if since < told && slot < now {
                let content = Content {
                    zero: false,
                    matters: 2,
                    text: "停水、供暖各一件，已转住建局，当日修复".into(),
                };
                let unit = UnitId::OFFICE;
                let deed = Deed::Report {
                    unit,
                    slot,
                    content,
                };
                out.push((told, "chen", deed));
            }
        }
    }
    out
}

fn logs(since: NaiveDateTime, now: NaiveDateTime) -> Vec<Done> {
    let line = |at: NaiveDateTime, text: &str, unusual: bool| {
        let text = text.to_owned();
        (
            at,
            "chu",
            Deed::Log {
                at,
                text: text.into(),
                unusual,
            },
        )
    };
    vec![
        line(
            since + TimeDelta::hours(8),
            "供暖公司来电：北片换热站抢修，今晚恢复",
            true,
        ),
        line(
            since + TimeDelta::hours(11),
            "群众来电询问接待时间，已告知并记下回电",
            false,
        ),
        line(
            now - TimeDelta::hours(3),
            "备用钥匙借给物业，明早归还",
            true,
        ),
    ]
}

/// Two disputes on the ledger and a town that screens by the week.
fn disputes(
    since: NaiveDateTime,
    now: NaiveDateTime,
    opens: &'static str,
    town: UnitId,
) -> Vec<Done> {
    let dispute = |kind, matter: &str, place: &str, days: i64| {
        Deed::Dispute(Dispute {
            kind,
            unit: town,
            place: place.into(),
            matter: matter.into(),
            due_on: (now + TimeDelta::days(days)).date(),
        })
    };
    let round = Deed::Screening {
        unit: town,
        round: Round::Weekly,
        from: now.date(),
    };
    let drain = dispute(DisputeKind::Land, "水渠淤塞，两组争水", "戊村北渠", 12);
    let eaves = dispute(DisputeKind::Neighbours, "两户滴水沿争议", "戊村三组", 5);
    vec![
        (since + TimeDelta::minutes(20), opens, round),
        (since + TimeDelta::minutes(40), "chu", drain),
        (since + TimeDelta::minutes(50), "chu", eaves),
    ]
}

/// A step of the first dispute, once its number is known.
#[must_use]
pub fn mediated(of: i64) -> Deed {
    Deed::WorkOnDispute {
        of,
        work: DisputeWork::Mediate,
        text: "镇调委会约两组到现场，议定清淤分工".into(),
    }
}

/// A swap that waits for approval: feng's next shift after this one.
fn swap(began: NaiveDateTime) -> Swap {
    let from = began + TimeDelta::hours(48);
    Swap {
        id: 0,
        who: "feng".to_owned(),
        with: "jiang".to_owned(),
        from,
        to: from + TimeDelta::hours(24),
        decided: None,
    }
}
