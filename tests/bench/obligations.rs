//! Obligations: deriving one petition of fifty events, and the panel of one unit over few and many.

use std::hint::black_box;

use chrono::{Days, NaiveDate};
use serde_json::json;
use zhuoluo::domain::calendar::Calendar;
use zhuoluo::domain::case::Case;
use zhuoluo::domain::change::Change;
use zhuoluo::domain::event::{Event, Step};
use zhuoluo::domain::ids::{PetitionId, UnitId};
use zhuoluo::domain::obligation;
use zhuoluo::domain::person::Person;
use zhuoluo::domain::rights::{Duty, Operator};
use zhuoluo::domain::rules::Rules;
use zhuoluo::flow::{Ask, Do};
use zhuoluo::store::{BulkPetition, NewOffice, Store};

use super::kit::{self, Times, ratio};

/// Petitions of the small and the large office; `ZHUOLUO_BENCH_MANY` sets another large one.
const FEW: usize = 10_000;
const MANY: usize = 1_000_000;
/// Rows of a panel, and units that petitions lie with.
const ROWS: usize = 50;
const UNITS: usize = 20;

pub fn run() {
    derive();
    panels();
}

fn derive() {
    let (Ok(calendar), Ok(rules)) = (Calendar::shipped(), Rules::shipped()) else {
        panic!("the shipped tables read");
    };
    let events = fifty();
    let (mut ours, mut fold) = (Times::default(), Times::default());
    for _ in 0..20_000 {
        ours.run(|| {
            let case = Case::of(black_box(&events)).expect("a case");
            black_box(obligation::derive(&case, &calendar, &rules))
        });
        fold.run(|| black_box(Case::of(black_box(&events))));
    }
    let case = Case::of(&events).expect("a case");
    let owed = obligation::derive(&case, &calendar, &rules).len();
    ours.print(&format!(
        "derive, {} events, {owed} obligations",
        events.len()
    ));
    fold.print("  of which the fold alone");
    ratio(&ours, &fold);
}

/// A long case: sent back once, promised ten times, extended, supervised, answered, reviewed, reopened.
fn fifty() -> Vec<Event> {
    let first = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap_or_default();
    let day = |n: u64| first + Days::new(n);
    let mut steps = vec![
        json!({ "step": "register", "number": "999999-2026-LF-00001", "code": "AHYG-VU92-YX5K", "channel": "visit",
            "petitioned_on": day(0), "received_on": day(0), "class": "request", "summary": "要求核实", "headcount": 1,
            "requests": ["要求核实", "要求答复"], "parties": [{ "person": 1, "role": "petitioner" }] }),
        json!({ "step": "sort", "class": "request", "route": "petition", "category": "02" }),
        json!({ "step": "forward", "to": 12 }),
        json!({ "step": "sign_for" }),
        json!({ "step": "object", "reasons": "不属本单位" }),
        json!({ "step": "return", "reasons": "同意" }),
        json!({ "step": "assign", "to": 13, "due_on": day(40) }),
        json!({ "step": "sign_for" }),
        json!({ "step": "accept" }),
        json!({ "step": "notify" }),
        json!({ "step": "lead", "official": "王某", "text": "方案" }),
    ];
    for n in 0..10 {
        steps.push(json!({ "step": "contact", "text": "联系" }));
        steps.push(json!({ "step": "note", "text": "记事" }));
        steps.push(json!({ "step": "promise", "text": "回电话", "due_on": day(30 + n) }));
    }
    steps.extend([
        json!({ "step": "extend", "days": 30, "reasons": "复杂", "approver": "李某" }),
        json!({ "step": "supervise", "demand": "letter", "text": "请抓紧", "due_on": day(60) }),
        json!({ "step": "answer", "outcomes": ["supported", "explained"], "text": "支持", "execute_by": day(90) }),
        json!({ "step": "serve" }),
        json!({ "step": "ask_review" }),
        json!({ "step": "lead", "official": "王某", "text": "推进" }),
        json!({ "step": "reopen", "reasons": "新事实" }),
        json!({ "step": "answer", "outcomes": ["supported", "supported"], "text": "支持" }),
        json!({ "step": "serve" }),
    ]);
    let at = kit::now();
    let event = |(n, what)| Event {
        seq: i64::try_from(n).unwrap_or(0) + 1,
        petition: PetitionId(1),
        on: day(n as u64),
        at,
        by: "wang".to_owned().into(),
        why: String::new().into(),
        what: serde_json::from_value::<Step>(what).expect("a step"),
    };
    steps.into_iter().enumerate().map(event).collect()
}

fn panels() {
    let many = std::env::var("ZHUOLUO_BENCH_MANY")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(MANY);
    let (few, large) = (all_open(FEW), all_open(many));
    let today = kit::now().date_naive();
    let units: Vec<UnitId> = large.office().units.0.iter().map(|u| u.id).collect();
    let units = &units[1..=UNITS];
    let (mut ours, mut peer) = (Times::default(), Times::default());
    let mut rows = (0, 0);
    for round in 0..50 * UNITS {
        let unit = units[round % UNITS];
        for (store, times, rows) in [
            (&large, &mut ours, &mut rows.1),
            (&few, &mut peer, &mut rows.0),
        ] {
            let panel = times.run(|| store.unit_panel(unit, today, ROWS));
            *rows += panel.map_or(0, |(_, owed)| owed.len());
        }
    }
    assert_eq!(rows.0, rows.1, "both panels are full");
    ours.print(&format!("the panel of one unit, {many} open petitions"));
    peer.print(&format!("the same, {FEW} open petitions"));
    ratio(&ours, &peer);
    desks(large, few);
}

/// The desk of somebody at one unit: what that unit owes and what others owe on its petitions.
fn desks(large: Store, few: Store) {
    let at_unit = |mut store: Store| {
        let new = Operator {
            login: "chen".to_owned(),
            name: "陈某".to_owned(),
            duty: Duty::Caseworker,
            unit: UnitId(2),
        };
        let change = Do::Change(Change::AddOperator(new));
        store.perform(change, kit::now()).expect("on the roster");
        let path = store.path().to_owned();
        drop(store);
        Store::open(&path, "chen").expect("opened")
    };
    let (large, few) = (at_unit(large), at_unit(few));
    let (mut ours, mut peer) = (Times::default(), Times::default());
    for _ in 0..50 {
        for (store, times) in [(&large, &mut ours), (&few, &mut peer)] {
            let panel = times.run(|| store.ask_at(&Ask::Panel { limit: ROWS }, kit::now()));
            assert!(panel.is_ok(), "a panel");
        }
    }
    ours.print("the desk of an operator of one unit, many");
    peer.print("the same, few");
    ratio(&ours, &peer);
}

/// An office with so many petitions, every one of them open and with a unit.
fn all_open(count: usize) -> Store {
    let file = kit::fresh(&format!("open-{count}.sqlite3"));
    let new = NewOffice {
        name: "示例县信访局".to_owned(),
        area: "999999".to_owned(),
        login: "wang".to_owned(),
        operator: "王某".to_owned(),
        sandbox: true,
        demo_units: true,
    };
    let mut store = Store::create(&file, &new, kit::now()).expect("made");
    let mut bulk = store.bulk().expect("begun");
    let person = Person {
        name: "张某".into(),
        ..Person::default()
    };
    bulk.people(&[person]).expect("a person");
    let numbers: Vec<usize> = (0..count).collect();
    for chunk in numbers.chunks(5_000) {
        bulk.petitions(chunk.iter().map(|n| open_petition(*n)).collect())
            .expect("loaded");
    }
    bulk.finish().expect("finished");
    store
}

/// Received within the last ninety days, forwarded, and unanswered since.
fn open_petition(n: usize) -> BulkPetition {
    let days = Days::new((n % 90) as u64);
    let at = kit::now().checked_sub_days(days).expect("an instant");
    let on = at.date_naive();
    let step = |body| serde_json::from_value::<Step>(body).expect("a step");
    let register = json!({ "step": "register", "number": format!("999999-2026-LF-{n:07}"), "code": format!("{n:012}"),
        "channel": "visit", "petitioned_on": on, "received_on": on, "class": "request", "summary": "要求核实",
        "headcount": 1, "requests": ["要求核实"], "parties": [{ "person": 1, "role": "petitioner" }] });
    let Step::Register(registration) = step(register) else {
        panic!("a registration");
    };
    let unit = 2 + (n / 90) % UNITS;
    BulkPetition {
        name: "张某".to_owned(),
        registration: *registration,
        at,
        steps: vec![(on, at, step(json!({ "step": "forward", "to": unit })))],
    }
}
