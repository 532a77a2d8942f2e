//! Whoever may not be seen leaves no trace in a search: not in counts, not in order, not in the classes
//! that are looked through; whichever way they came to be hidden, and whoever asks.

use serde_json::json;
use zhuoluo::flow::view::Found;
use zhuoluo::store::Store;
use zhuoluo::store::finder::Finder;

use super::index_file::{find, session};
use crate::kit::World;
use crate::kit::world::{register, report};

/// Who is found, in order, by name and telephone.
fn order(world: &World, typed: &str) -> Vec<String> {
    let found = find(&mut session(world), world, typed);
    let one = |card: &zhuoluo::flow::view::PersonCard| {
        format!(
            "{} {}",
            card.person.name.raw(),
            card.person.telephones(" ").raw()
        )
    };
    found.people.iter().map(one).collect()
}

/// A case that may not be seen changes nothing for others: neither how many are found nor their order.
#[test]
fn a_hidden_case_leaves_no_trace_in_counts_or_order() {
    let people = |world: &mut World, hidden: &[usize]| {
        let mut numbers = Vec::new();
        for n in 0..70 {
            let name = ["章晓棠", "章小唐", "章筱堂"][n * 7 / 3 % 3];
            let phone = format!("154000{n:05}");
            if !hidden.contains(&n) {
                let body = json!({ "people": [{ "name": name, "phones": [phone] }] });
                numbers.push((n, world.register(&body).file.number));
            }
        }
        numbers
    };
    let hidden: Vec<usize> = (0..70).filter(|n| n % 5 < 3).collect();
    let (mut with, mut without) = (World::new(), World::new());
    let numbers = people(&mut with, &[]);
    people(&mut without, &hidden);
    for (n, number) in numbers {
        if hidden.contains(&n) {
            let why = json!({"reasons": "已经解决"});
            with.act(&number, "withdraw", &why).expect("ended");
            let why = json!({"ground": "asked", "reasons": "本人请求删除"});
            with.act(&number, "restrict", &why).expect("restricted");
        }
    }
    for typed in [
        "zxt",
        "章",
        "zhangxiaotang",
        "章晓棠",
        "章小",
        "154000",
        "章 154",
    ] {
        let (seen, wanted) = (order(&with, typed), order(&without, typed));
        assert_eq!(seen, wanted, "{typed}");
        assert!(!seen.is_empty(), "{typed}");
    }
}

/// Registers seventy people; those hidden in a report that another takes down, which this one may not read.
fn reported(world: &mut World, hidden: impl Fn(usize) -> bool, with_hidden: bool) {
    const NAMES: [&str; 5] = ["章晓棠", "章小唐", "张晓堂", "章晓裳", "詹晓棠"];
    let mut li = world.seat("li", "window");
    for n in 0..70 {
        let somebody = json!([{
            // Most of the hidden bear the name that is typed, so that slips would not be looked for.
            "name": if hidden(n) { NAMES[n % 2] } else { NAMES[n % 5] },
            "phones": [format!("154000{:05}", n * 7)],
            "address": "示例县东甲镇癸村77号",
        }]);
        if !hidden(n) {
            world.register(&json!({ "people": somebody }));
        } else if with_hidden {
            let mut body = report();
            body["people"] = somebody;
            let intake = world.intake(&body);
            register(&mut li, intake, world.now).expect("a report");
        }
    }
}

const SOUGHT: [&str; 11] = [
    "章晓棠",
    "zhangxiaotang",
    "zhnagxiaotang",
    "zxt",
    "章",
    "zhang",
    "章 154",
    "154000",
    "15400000490",
    "癸村",
    "章 东甲",
];

/// Nor does somebody who stands in reports alone, though their record lies in the same index: whether
/// the index was made after them or they came while the session was open.
#[test]
fn somebody_of_a_hidden_report_leaves_no_trace() {
    let hidden = |n: usize| n % 7 < 4;
    let (mut with, mut without) = (World::new(), World::new());
    let mut open = session(&with);
    find(&mut open, &with, "章");
    reported(&mut with, hidden, true);
    reported(&mut without, hidden, false);
    let line = |card: &zhuoluo::flow::view::PersonCard| {
        let lit = format!("{:?} {} {}", card.lit, card.class, card.why.zh);
        format!(
            "{} {} {lit}",
            card.person.name.raw(),
            card.person.telephones(" ").raw()
        )
    };
    for typed in SOUGHT {
        let wanted = find(&mut session(&without), &without, typed);
        let wanted: Vec<String> = wanted.people.iter().map(line).collect();
        assert!(!wanted.is_empty(), "{typed}");
        for finder in [&mut session(&with), &mut open] {
            let seen = find(finder, &with, typed);
            let seen: Vec<String> = seen.people.iter().map(line).collect();
            assert_eq!(seen, wanted, "{typed}");
        }
    }
    // Their own registrar finds them.
    let store = Store::open(&with.path(), "li").expect("the store");
    let mut li = Finder::new(store).expect("a finder");
    let bears = |found: &Found| {
        let mut phones = found.people.iter().flat_map(|card| &card.person.phones);
        phones.any(|phone| phone == "15400000000")
    };
    assert!(bears(&find(&mut li, &with, "15400000000")));
    assert!(!bears(&find(&mut open, &with, "15400000000")));
}

/// The search of an operator of the education bureau.
fn sun(world: &World) -> Finder {
    let store = Store::open(&world.path(), "sun").expect("the store");
    Finder::new(store).expect("a finder")
}

/// An office that forwards every third of its petitions to the education bureau, and with `all` has
/// others too, some of them reports; the search of sun was open before.
fn forwarding(all: bool) -> (World, Finder) {
    let mut world = World::new();
    let seat = "INSERT INTO operator (login, name, duty, unit) SELECT 'sun', '孙某', 'caseworker', id FROM unit WHERE name = '教育局'";
    world.raw().execute(seat, []).expect("a seat");
    let mut session = sun(&world);
    find(&mut session, &world, "章");
    for n in 0..60 {
        let theirs = n % 3 == 0;
        if !theirs && !all {
            continue;
        }
        let name = ["章晓棠", "章小唐", "张晓堂"][if theirs { n / 3 % 3 } else { n % 2 }];
        let somebody = json!([{
            "name": name,
            "phones": [format!("154000{:05}", n * 7)],
            "address": "示例县东甲镇癸村77号",
        }]);
        let mut body = if n % 6 == 1 { report() } else { json!({}) };
        body["people"] = somebody;
        let intake = world.intake(&body);
        let made = register(&mut world.store, intake, world.now).expect("registered");
        if theirs {
            let body = json!({"to": "教育局"});
            let number = made.file.number;
            world.act(&number, "forward", &body).expect("forwarded");
        }
    }
    (world, session)
}

/// Nor is there a trace for an operator of a unit of whoever stands in other units' cases alone, or in
/// reports: whether the index was made after them or they came while the session was open.
#[test]
fn an_operator_of_a_unit_finds_as_if_nobody_else_were_on_file() {
    let line = |card: &zhuoluo::flow::view::PersonCard| {
        let phones = card.person.telephones(" ").into_raw();
        let why = format!("{:?} {} {}", card.lit, card.class, card.why.zh);
        format!("{} {phones} {why}", card.person.name.raw())
    };
    let ((with, mut open), (without, _)) = (forwarding(true), forwarding(false));
    let mut met = 0;
    for typed in SOUGHT {
        let wanted = find(&mut sun(&without), &without, typed);
        let wanted: Vec<String> = wanted.people.iter().map(line).collect();
        met += usize::from(!wanted.is_empty());
        for finder in [&mut sun(&with), &mut open] {
            let seen = find(finder, &with, typed);
            let seen: Vec<String> = seen.people.iter().map(line).collect();
            assert_eq!(seen, wanted, "{typed}");
        }
    }
    assert!(met + 1 >= SOUGHT.len(), "{met}");
}
