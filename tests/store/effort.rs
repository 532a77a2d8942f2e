//! What a hidden petition costs: whoever asks for one that they may not see sets the same statements
//! going, with the same steps, as for one that is not there and for what is no number at all. Work is
//! counted, not timed.

use std::fmt::Write;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use zhuoluo::domain::campaign::Cause;
use zhuoluo::domain::duty::deed::Deed as DutyDeed;
use zhuoluo::domain::ids::PetitionNo;
use zhuoluo::domain::rights::Duty;
use zhuoluo::flow::Do;
use zhuoluo::flow::request::Aim;
use zhuoluo::store::Store;
use zhuoluo::store::campaign_cases::Listing;
use zhuoluo::store::trail::Query;

use crate::kit::World;
use crate::kit::world::{register, report};

type Now = chrono::DateTime<chrono::FixedOffset>;
/// One thing that takes a number.
type Deed = (&'static str, fn(&mut Store, &str, Now));

/// Everything at the desk that takes the number of a petition.
const DEEDS: [Deed; 13] = [
    ("show", |store, n, now| {
        let _ = store.perform(
            Do::Open {
                number: n.to_owned(),
                aim: Aim::Command,
                why: "看".to_owned(),
            },
            now,
        );
    }),
    ("paper", |store, n, now| {
        let _ = store.perform(
            Do::Print {
                number: n.to_owned(),
                paper: "receipt".to_owned(),
                why: "看".to_owned(),
            },
            now,
        );
    }),
    ("act", |store, n, now| {
        let _ = crate::kit::world::act(
            store,
            &PetitionNo(n.to_owned()),
            "note",
            &json!({"text": "记"}),
            now,
        );
    }),
    ("remind", |store, n, now| {
        let _ = store.perform(Do::Remind(vec![PetitionNo(n.to_owned())]), now);
    }),
    ("duty ack", |store, n, now| {
        let key = format!("forward:{n}:1");
        let order = zhuoluo::flow::duty::DutyOrder::plain(DutyDeed::Acknowledge { key });
        let _ = store.perform(Do::Duty(order), now);
    }),
    ("privacy copy", |store, n, now| {
        let _ = store.give(n, None, "", now);
    }),
    ("privacy receive", |store, n, now| {
        let entry = json!({"entry": "receive", "asked": "copy", "petition": n, "text": "要一份"});
        let entry = serde_json::from_value(entry).expect("an entry");
        let _ = store.enter_claim(None, &entry, now);
    }),
    ("archive pack", |store, n, now| {
        let _ = store.take_out(&[n.to_owned()], "package", "看", now);
    }),
    ("campaign add", |store, n, now| {
        let listing = Listing {
            cause: Some(Cause::ALL[0]),
            lead: String::new().into(),
            plan: String::new().into(),
            due_on: None,
        };
        let _ = store.list_case("清零", n, &listing, now);
    }),
    ("campaign strike", |store, n, now| {
        let _ = store.strike_case("清零", n, "证据", now);
    }),
    ("audit list --person", |store, n, now| {
        let _ = store.trail_of_person(n, now);
    }),
    ("audit list --petition", |store, n, now| {
        let query = Query {
            petition: Some(n.to_owned()),
            limit: 10,
            ..Query::default()
        };
        let _ = store.trail(&query, now);
    }),
    ("link", |store, n, _| {
        let _ = store.matter_of(n);
    }),
];

/// What was run, statement by statement, with the steps of each.
fn work(store: &mut Store, deed: impl FnOnce(&mut Store)) -> Vec<(String, i32)> {
    let done = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&done);
    store
        .watch(move |sql, steps| told.lock().expect("told").push((sql.to_owned(), steps)))
        .expect("watched");
    deed(store);
    let done = done.lock().expect("done");
    done.clone()
}

/// The store; numbers by their kind, of each kind the first is not there; who asks, and from where.
type Scene = (
    World,
    Vec<(&'static str, String)>,
    Vec<(String, &'static str)>,
);

/// A report and a petition that everybody withdrew from, in an office and a town with all the roles.
fn world() -> Scene {
    let mut world = World::new();
    let mut clerk = world.seat("clerk", "caseworker");
    let mut seats = Vec::new();
    for duty in Duty::ALL {
        world.seat_in(
            &format!("r-{}", duty.code()),
            &format!("{}某", duty.word().zh),
            duty.code(),
            "示例县信访局",
        );
        world.seat_in(
            &format!("t-{}", duty.code()),
            &format!("{}某", duty.word().zh),
            duty.code(),
            "示例县东甲镇",
        );
        seats.push((format!("r-{}", duty.code()), "office"));
        seats.push((format!("t-{}", duty.code()), "town"));
    }
    for n in 0..5 {
        world.register(&json!({"requests": [format!("另一项{n}")]}));
    }
    let mut hidden = report();
    hidden["external_no"] = Value::from("WX-1");
    let intake = world.intake(&hidden);
    let report = register(&mut clerk, intake, world.now)
        .expect("registered")
        .file;
    let withdrawn = world.register(&json!({"external_no": "WX-2"})).file.number;
    for (login, _) in &seats {
        let body =
            json!({"login": login, "substitute": "wang", "reasons": "亲属", "approver": "王某"});
        world.act(&withdrawn, "recuse", &body).expect("recused");
    }
    let numbers = vec![
        (KINDS[0], "999999-2026-LF-09999".to_owned()),
        (KINDS[0], report.number.0.clone()),
        (KINDS[0], withdrawn.0),
        (KINDS[1], "AAAA-AAAA-AAAA".to_owned()),
        (KINDS[1], report.code.0.clone()),
        (KINDS[2], "WX-9".to_owned()),
        (KINDS[2], "WX-1".to_owned()),
        (KINDS[2], "WX-2".to_owned()),
    ];
    (world, numbers, seats)
}

/// As what a number is typed; whoever types it knows which.
const KINDS: [&str; 3] = ["a number", "a query code", "a number of another system"];

#[test]
fn a_hidden_petition_costs_what_a_missing_one_does() {
    let (world, numbers, seats) = world();
    let (mut asked, mut told) = (0, Vec::new());
    for (login, _) in &seats {
        for (what, deed) in DEEDS {
            for of in KINDS {
                let typed = numbers.iter().filter(|(kind, _)| *kind == of);
                let mut costs = typed.map(|(_, number)| {
                    let mut store = Store::open(&world.path(), login).expect("the store");
                    let ran = work(&mut store, |store| deed(store, number, world.now));
                    (number, ran)
                });
                let (missing, known) = costs.next().expect("one that is not there");
                assert!(!known.is_empty(), "{login} {what}: nothing was counted");
                for (number, ran) in costs {
                    asked += 1;
                    if !alike(&known, &ran) {
                        let how = differs(&known, &ran);
                        told.push(format!(
                            "{login}: {what} {number} against {missing}:\n{how}"
                        ));
                    }
                }
            }
        }
    }
    assert!(asked > 800, "hardly asked: {asked}");
    let all = told.join("\n");
    assert!(told.is_empty(), "{} of {asked}: {all}", told.len());
}

/// The same statements in the same order, each within a few steps: a row that is there is read, one that
/// is not is made up.
fn alike(one: &[(String, i32)], two: &[(String, i32)]) -> bool {
    one.len() == two.len()
        && one
            .iter()
            .zip(two)
            .all(|((a, m), (b, n))| a == b && (m - n).abs() <= NEAR)
}

/// So many steps of the database's machine, each some ten nanoseconds, are no difference.
const NEAR: i32 = 12;

fn differs(one: &[(String, i32)], two: &[(String, i32)]) -> String {
    let mut text = String::new();
    for at in 0..one.len().max(two.len()) {
        let (a, b) = (one.get(at..=at), two.get(at..=at));
        if !alike(a.unwrap_or_default(), b.unwrap_or_default()) {
            for (sql, steps) in [a, b].into_iter().flatten().flatten() {
                let begins: String = sql.chars().take(90).collect();
                let _ = writeln!(text, "  {steps} {begins}");
            }
        }
    }
    text
}

/// The test can fail: whoever may see it sets more going.
#[test]
fn a_petition_that_may_be_seen_costs_more_than_one_that_is_not_there() {
    let (world, numbers, _) = world();
    let cost = |number: &str| {
        let mut store = Store::open(&world.path(), "clerk").expect("the store");
        work(&mut store, |store| DEEDS[0].1(store, number, world.now))
    };
    assert!(!alike(&cost(&numbers[0].1), &cost(&numbers[1].1)));
}

/// A file that has a hidden report in its matter opens with the same statements as one that is alone.
#[test]
fn a_hidden_report_of_the_same_matter_sets_nothing_more_going() {
    let mut world = World::new();
    let mut clerk = world.seat("clerk", "caseworker");
    world.seat_in("r-lead", "包案某", "caseworker", "示例县信访局");
    let alone = world.register(&json!({"requests": ["一项"]})).file.number;
    let beside = world.register(&json!({"requests": ["另一项"]})).file.number;
    let shown = world.register(&json!({"requests": ["又一项"]})).file.number;
    let mut hidden = report();
    hidden["same_matter"] = Value::from(beside.0.clone());
    let intake = world.intake(&hidden);
    register(&mut clerk, intake, world.now).expect("registered");
    world.register(&json!({"requests": ["再一项"], "same_matter": shown.0}));
    let cost = |number: &str| {
        let mut store = Store::open(&world.path(), "r-lead").expect("the store");
        let ran = work(&mut store, |store| DEEDS[0].1(store, number, world.now));
        ran.into_iter().map(|(sql, _)| sql).collect::<Vec<_>>()
    };
    let known = cost(&alone.0);
    assert_eq!(cost(&beside.0), known);
    assert_ne!(cost(&shown.0), known, "one that may be seen is read");
}

/// What a list of a unit's operator leaves out costs little more than what it shows: whom a row withholds is gathered
/// once for each text of it, and read once for all of them.
#[test]
fn a_row_that_withholds_its_people_costs_a_list_little_more_than_an_open_one() {
    const ROWS: usize = 60;
    let steps = |withheld: bool| -> i32 {
        let mut world = World::new();
        let mut zhao = world.seat_in("zhao", "赵某", "caseworker", "示例县东甲镇");
        for n in 0..ROWS {
            let name = format!("欧阳霁{}", ["云", "月", "明", "华"][n % 4]);
            let draft = json!({"withhold_name": withheld, "place": "示例县东甲镇", "summary": format!("{name}要求核实补偿款"),
                "people": [{"name": name, "phones": [format!("139{n:08}")], "address": "示例县北丁街道壬社区5栋272室"}]});
            let number = world.register(&draft).file.number;
            world
                .act(&number, "forward", &json!({"to": "示例县东甲镇"}))
                .expect("forwarded");
        }
        let done = work(&mut zhao, |store| {
            let page = crate::kit::world::ledger(store, world.now);
            let told = page
                .rows
                .iter()
                .filter(|row| row.summary.raw().contains("欧阳霁"))
                .count();
            assert_eq!(told, if withheld { 0 } else { ROWS });
        });
        done.iter().map(|(_, steps)| steps).sum()
    };
    let (open, withheld) = (steps(false), steps(true));
    // Whose words they are is looked up where they are covered.
    assert!(withheld * 5 < open * 16, "{withheld} steps against {open}");
}
