//! Restricting the use of personal data: what is restricted shows nowhere, and comes back whole.

use serde_json::{Value, json};
use zhuoluo::domain::ids::PetitionNo;
use zhuoluo::flow::view::{LedgerQuery, PersonCard};
use zhuoluo::flow::{Ask, Do, Reply};
use zhuoluo::store::Store;
use zhuoluo::store::finder::Finder;
use zhuoluo::words::Exit;

use crate::kit::World;
use crate::kit::world::{act, ledger, open, open_for, panel, register, report};

/// Somebody with everything that could leak.
pub fn somebody() -> Value {
    json!({
        "summary": "欧阳霁反映征地补偿",
        "facts": "欧阳霁（电话13912345678）家在东甲镇癸村77号，要求补偿。",
        "requests": ["补偿欧阳霁家0.8亩"],
        "place": "东甲镇癸村",
        "people": [{"name": "欧阳霁", "phones": ["13912345678"], "address": "东甲镇癸村77号",
            "id_number": "999999197001010011", "help": "听力不好"}],
    })
}

/// What must not show of them.
const TRACES: [&str; 6] = [
    "欧阳霁",
    "13912345678",
    "癸村",
    "999999197001010011",
    "听力不好",
    "0011",
];

fn closed(world: &mut World, more: &Value) -> PetitionNo {
    let number = world.register(more).file.number;
    world
        .act(&number, "withdraw", &json!({"reasons": "已经解决"}))
        .expect("ended");
    number
}

fn restrict(world: &mut World, number: &PetitionNo) {
    world
        .act(
            number,
            "restrict",
            &json!({"ground": "asked", "reasons": "本人请求删除"}),
        )
        .expect("restricted");
}

pub fn found(store: &Store, text: &str, world: &World) -> Vec<PersonCard> {
    let again = Store::open(store.path(), &store.office().operator.login).expect("the store");
    let mut finder = Finder::new(again).expect("a finder");
    let ask = Ask::Find {
        text: text.to_owned(),
        limit: 20,
    };
    match finder.ask(&ask, world.now.date_naive()).expect("found") {
        Reply::Found(found) => found.people,
        other => panic!("{other:?}"),
    }
}

/// All that somebody sees without opening the file: lists, panel, searches, exports, errors.
fn everything(store: &mut Store, world: &World, number: &PetitionNo) -> String {
    let mut seen = vec![format!(
        "{:?}{:?}",
        ledger(store, world.now),
        panel(store, world.now)
    )];
    seen.extend(searches(store, world, number));
    store
        .people_seen(|id, _, person| seen.push(format!("{id:?}{person:?}")))
        .expect("people");
    let query = LedgerQuery {
        limit: 100,
        text: "欧阳霁".to_owned(),
        ..LedgerQuery::default()
    };
    if let Ok(Reply::Ledger(page)) = store.perform(Do::Export(query), world.now) {
        seen.push(format!("{:?}", page.rows));
    }
    let print = Do::Print {
        number: number.0.clone(),
        paper: "receipt".to_owned(),
        why: String::new(),
    };
    let note = act(store, number, "note", &json!({"text": "记"}), world.now);
    let opened = open(store, &number.0, world.now);
    let printed = store.perform(print, world.now);
    seen.push(format!("{opened:?}{printed:?}{note:?}"));
    seen.concat()
}

fn searches(store: &Store, world: &World, number: &PetitionNo) -> Vec<String> {
    let mut seen = Vec::new();
    let again = Store::open(store.path(), &store.office().operator.login).expect("the store");
    let mut finder = Finder::new(again).expect("a finder");
    for text in [
        "欧阳",
        "欧阳霁",
        "oyj",
        "13912345678",
        "5678",
        "0011",
        "癸村",
        "补偿",
        "77号",
        &number.0,
    ] {
        let find = Ask::Find {
            text: text.to_owned(),
            limit: 20,
        };
        if let Ok(Reply::Found(found)) = finder.ask(&find, world.now.date_naive()) {
            seen.push(format!("{:?}{:?}", found.people, found.petitions));
        }
        let matches = Ask::Matches {
            name: text.to_owned(),
            named: false,
            id_number: text.to_owned(),
            phone: text.to_owned(),
            address: text.to_owned(),
            adopted: None,
            told: zhuoluo::domain::alike::Told::default(),
        };
        seen.push(format!(
            "{:?}",
            finder.ask(&matches, world.now.date_naive())
        ));
    }
    seen
}

#[test]
fn what_is_restricted_leaves_no_trace_for_any_role() {
    let mut world = World::new();
    let number = closed(&mut world, &somebody());
    world.register(&json!({}));
    let mut stores: Vec<Store> = [
        "window",
        "caseworker",
        "lead",
        "duty",
        "supervisor",
        "auditor",
    ]
    .iter()
    .map(|duty| world.seat(&format!("r-{duty}"), duty))
    .collect();
    let before = everything(&mut stores[0], &world, &number);
    for trace in TRACES {
        assert!(before.contains(trace), "{trace} shows before");
    }
    restrict(&mut world, &number);
    stores.push(Store::open(&world.path(), "wang").expect("the store"));
    for store in &mut stores {
        let seen = everything(store, &world, &number);
        let role = store.office().operator.duty.code();
        for trace in TRACES {
            assert!(!seen.contains(trace), "{role} sees {trace}");
        }
        assert!(
            seen.contains(&number.0),
            "{role}: the file itself is still counted"
        );
    }
    assert_eq!(world.findings(), [""; 0]);
}

#[test]
fn only_the_named_role_opens_it_and_only_with_a_reason() {
    let mut world = World::new();
    let number = closed(&mut world, &somebody());
    restrict(&mut world, &number);
    for (duty, may) in [
        ("window", false),
        ("caseworker", false),
        ("duty", false),
        ("auditor", false),
        ("lead", true),
        ("supervisor", true),
    ] {
        let mut store = world.seat(&format!("r-{duty}"), duty);
        let without = open(&mut store, &number.0, world.now).expect_err("no reason");
        assert_eq!(without.exit, Exit::Refused, "{duty}");
        let opened = open_for(&mut store, &number.0, "法院调取", world.now);
        assert_eq!(opened.is_ok(), may, "{duty}");
        if let Ok(file) = opened {
            assert_eq!(file.people[0].2.name, "欧阳霁");
            assert_eq!(file.people[0].2.phones, ["13912345678"]);
        }
    }
    let refusals = "SELECT count(*) FROM audit WHERE action = 'refuse'";
    let n: i64 = world
        .raw()
        .query_row(refusals, [], |r| r.get(0))
        .expect("n");
    assert!(n >= 10, "{n} refusals are on record");
}

#[test]
fn lifting_gives_everything_back() {
    let mut world = World::new();
    let number = closed(&mut world, &somebody());
    let mut clerk = world.seat("li", "window");
    let before = (
        ledger(&clerk, world.now),
        found(&clerk, "欧阳霁", &world),
        open(&mut clerk, &number.0, world.now)
            .expect("a file")
            .people,
    );
    restrict(&mut world, &number);
    assert!(found(&clerk, "欧阳霁", &world).is_empty());
    let refused = act(
        &mut clerk,
        &number,
        "lift",
        &json!({"reasons": "要用"}),
        world.now,
    );
    assert_eq!(refused.expect_err("not a clerk").exit, Exit::Refused);
    world
        .act(&number, "lift", &json!({"reasons": "本人再次反映"}))
        .expect("lifted");
    let after = (
        ledger(&clerk, world.now),
        found(&clerk, "欧阳霁", &world),
        open(&mut clerk, &number.0, world.now)
            .expect("a file")
            .people,
    );
    assert_eq!(before, after);
    assert_eq!(world.findings(), [""; 0]);
}

#[test]
fn an_open_petition_is_not_restricted_and_keeps_its_people() {
    let mut world = World::new();
    let done = closed(&mut world, &somebody());
    let file = open_for(&mut world.store, &done.0, "", world.now).expect("a file");
    let mut again = somebody();
    again["people"][0]["person"] = json!(file.people[0].1.0);
    let open_one = world.register(&again).file;
    assert_eq!(open_one.people[0].1, file.people[0].1, "one person");
    let refused = world
        .act(
            &open_one.number,
            "restrict",
            &json!({"ground": "asked", "reasons": "请求"}),
        )
        .expect_err("still owed");
    assert!(refused.what.en.contains("being handled"), "{refused:?}");
    restrict(&mut world, &done);
    let cards = found(&world.store, "欧阳霁", &world);
    assert_eq!(cards.len(), 1);
    let numbers: Vec<&str> = cards[0]
        .petitions
        .iter()
        .map(|p| p.number.0.as_str())
        .collect();
    assert_eq!(
        numbers,
        [open_one.number.0.as_str()],
        "the restricted one is not on the card"
    );
    world
        .act(&open_one.number, "withdraw", &json!({"reasons": "解决"}))
        .expect("ended");
    restrict(&mut world, &open_one.number);
    assert!(found(&world.store, "欧阳霁", &world).is_empty());
    world
        .act(&done, "lift", &json!({"reasons": "要查"}))
        .expect("lifted");
    assert_eq!(found(&world.store, "欧阳霁", &world).len(), 1);
    assert_eq!(world.findings(), [""; 0]);
}

#[test]
fn somebody_restricted_who_comes_again_is_a_new_record() {
    let mut world = World::new();
    let number = closed(&mut world, &somebody());
    let person = open(&mut world.store, &number.0, world.now)
        .expect("a file")
        .people[0]
        .1;
    restrict(&mut world, &number);
    let mut again = somebody();
    again["people"][0]["person"] = json!(person.0);
    let intake = world.intake(&again);
    let refused = register(&mut world.store, intake, world.now).expect_err("put away");
    assert!(
        refused.what.zh.contains("没有信访人"),
        "{}",
        refused.what.zh
    );
    let came = world.register(&somebody());
    assert_ne!(came.file.people[0].1, person);
    assert!(came.matched.is_empty());
    assert_eq!(world.findings(), [""; 0]);
}

#[test]
fn a_hidden_report_neither_bars_nor_shows_in_a_restriction() {
    let mut world = World::new();
    let mut hidden = somebody();
    for (key, value) in report().as_object().expect("an object") {
        hidden[key] = value.clone();
    }
    let mut li = world.seat("li", "supervisor");
    let secret = world.register(&hidden).file.number;
    let intake = world.intake(&somebody());
    let plain = register(&mut li, intake, world.now)
        .expect("registered")
        .file
        .number;
    act(
        &mut li,
        &plain,
        "withdraw",
        &json!({"reasons": "解决"}),
        world.now,
    )
    .expect("ended");
    let file = act(
        &mut li,
        &plain,
        "restrict",
        &json!({"ground": "done", "reasons": "目的已实现"}),
        world.now,
    )
    .expect("restricted");
    assert!(!format!("{file:?}").contains(&secret.0));
    assert!(found(&li, "欧阳霁", &world).is_empty());
    let handler =
        open_for(&mut world.store, &secret.0, "办理本件", world.now).expect("its handler");
    assert_eq!(
        handler.people[0].2.name, "欧阳霁",
        "who handles the report still can"
    );
    assert_eq!(world.findings(), [""; 0]);
}
