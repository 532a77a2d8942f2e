//! Merges of merges, in any order, by several at once, beside what is hidden: always taken back by one
//! step each, and never a word of what may not be seen.

use serde_json::json;
use zhuoluo::domain::ids::PersonId;
use zhuoluo::flow::{Ask, Reply};
use zhuoluo::store::Store;
use zhuoluo::store::finder::Finder;
use zhuoluo::words::Exit;

use crate::kit::World;
use crate::kit::world::{register, report};

fn id(world: &World, name: &str) -> PersonId {
    let sql = "SELECT id FROM petitioner WHERE name = ?1";
    let id = world.raw().query_row(sql, [name], |r| r.get(0));
    PersonId(id.expect("somebody"))
}

fn desk(names: &[&str]) -> (World, Vec<PersonId>) {
    let mut world = World::new();
    for (n, name) in names.iter().enumerate() {
        let phone = format!("1540000000{n}");
        world.register(&json!({ "people": [{ "name": name, "phones": [phone] }] }));
    }
    let ids = names.iter().map(|name| id(&world, name)).collect();
    (world, ids)
}

/// The last digits of the numbers of the petitions that stand on somebody's card, newest first.
fn card(world: &World, login: &str, name: &str) -> (String, Vec<String>) {
    let store = Store::open(&world.path(), login).expect("the store");
    let mut finder = Finder::new(store).expect("a finder");
    finder.follow().expect("up to date");
    let ask = Ask::Find {
        text: name.to_owned(),
        limit: 50,
    };
    let Ok(Reply::Found(found)) = finder.ask_at(&ask, world.now) else {
        panic!("no answer");
    };
    let mine = |c: &&zhuoluo::flow::view::PersonCard| {
        c.person.name == name || c.other_names().any(|n| n == name)
    };
    let card = found.people.iter().find(mine).expect("a card");
    let numbers = card.petitions.iter().map(|p| p.number.0[18..].to_owned());
    (card.person.name.raw().to_owned(), numbers.collect())
}

fn said(name: &str, numbers: &[&str]) -> (String, Vec<String>) {
    let numbers = numbers.iter().map(ToString::to_string).collect();
    (name.to_owned(), numbers)
}

/// A is joined by B, which was joined by C and D before; taken apart in another order than joined.
#[test]
fn chains_come_apart_in_any_order() {
    let (mut world, p) = desk(&["甲", "乙", "丙", "丁"]);
    let now = world.now;
    let store = &mut world.store;
    store.merge_people(p[2], p[3], "同", now).expect("丁 as 丙");
    store.merge_people(p[1], p[2], "同", now).expect("丙 as 乙");
    store.merge_people(p[0], p[1], "同", now).expect("乙 as 甲");
    assert_eq!(
        card(&world, "wang", "丁"),
        said("甲", &["04", "03", "02", "01"])
    );
    // The middle first: what was joined to it stays with it.
    world
        .store
        .split_person(p[1], "不同", now)
        .expect("乙 apart");
    assert_eq!(card(&world, "wang", "甲"), said("甲", &["01"]));
    assert_eq!(card(&world, "wang", "丁"), said("乙", &["04", "03", "02"]));
    world.register(&json!({ "people": [{ "person": p[3].0, "name": "丁" }] }));
    world
        .store
        .split_person(p[3], "不同", now)
        .expect("丁 apart");
    assert_eq!(card(&world, "wang", "丁"), said("丁", &["05", "04"]));
    assert_eq!(card(&world, "wang", "丙"), said("乙", &["03", "02"]));
    assert_eq!(world.findings(), [""; 0]);
}

/// What is said of one record is said of the person: no way round by another record of theirs.
#[test]
fn who_is_apart_is_apart_by_every_record() {
    let (mut world, p) = desk(&["甲", "乙", "丙"]);
    let now = world.now;
    let store = &mut world.store;
    store
        .keep_apart(p[0], p[1], false, "父子", now)
        .expect("apart");
    store.merge_people(p[2], p[1], "同", now).expect("乙 as 丙");
    let refused = store
        .merge_people(p[2], p[0], "同", now)
        .expect_err("refused");
    assert_eq!(refused.exit, Exit::Refused);
    assert!(refused.what.zh.contains("父子"), "{refused:?}");
    let refused = store
        .merge_people(p[0], p[2], "同", now)
        .expect_err("refused");
    assert_eq!(refused.exit, Exit::Refused);
    // Nor may who is one be said to be two.
    assert!(store.keep_apart(p[1], p[2], false, "x", now).is_err());
    store.split_person(p[1], "不同", now).expect("乙 apart");
    store
        .merge_people(p[2], p[0], "同", now)
        .expect("丙 and 甲 alone");
    assert_eq!(world.findings(), [""; 0]);
}

/// Two say it the other way round at the same moment: one of them is told that it is said already.
#[test]
fn two_at_once_the_other_way_round() {
    let (world, p) = desk(&["甲", "乙"]);
    let seats: Vec<Store> = ["li", "zhao"]
        .iter()
        .map(|l| world.seat(l, "window"))
        .collect();
    let now = world.now;
    let pairs = [(p[0], p[1]), (p[1], p[0])];
    let done: Vec<bool> = std::thread::scope(|scope| {
        let threads: Vec<_> = seats
            .into_iter()
            .zip(pairs)
            .map(|(mut store, (a, b))| {
                scope.spawn(move || store.merge_people(a, b, "同", now).is_ok())
            })
            .collect();
        threads
            .into_iter()
            .map(|t| t.join().expect("no panic"))
            .collect()
    });
    assert_eq!(done.iter().filter(|d| **d).count(), 1);
    assert_eq!(world.count("merge"), 1);
    assert_eq!(card(&world, "wang", "甲").1, ["02", "01"]);
}

/// A record that stands for another but is hidden from somebody leaves no trace: no number of it in a
/// refusal, and the other can be joined with a third as if it stood alone.
#[test]
fn a_hidden_record_above_another_leaves_no_trace() {
    let (mut world, p) = desk(&["甲", "乙"]);
    let now = world.now;
    let mut li = world.seat("li", "window");
    let mut body = report();
    body["people"] = json!([{ "name": "龙葵", "phones": ["15400000009"] }]);
    let intake = world.intake(&body);
    register(&mut li, intake, now).expect("a report");
    let hidden = id(&world, "龙葵");
    li.merge_people(hidden, p[0], "同一人", now)
        .expect("甲 as 龙葵");
    let before = world.store.person_file(p[0], now).expect("a file");
    assert!(
        before.side.also.is_empty() && before.said.is_empty(),
        "{before:?}"
    );
    for refused in [
        world
            .store
            .split_person(p[0], "x", now)
            .expect_err("nothing seen to split"),
        world
            .store
            .merge_preview(p[1], hidden, now)
            .expect_err("not there"),
        world.store.person_file(hidden, now).expect_err("not there"),
        world
            .store
            .keep_apart(p[1], hidden, false, "x", now)
            .expect_err("not there"),
    ] {
        assert!(
            !refused.say(zhuoluo::words::Lang::Zh).contains("龙葵"),
            "{refused:?}"
        );
    }
    let refused = world
        .store
        .split_person(p[0], "x", now)
        .expect_err("refused");
    let shown = hidden.0.to_string();
    assert!(
        !refused.say(zhuoluo::words::Lang::En).contains(&shown),
        "{refused:?}"
    );
    join_and_part(&mut world, &p);
}

/// Who may read the trail but not the report is told neither the reason nor whom it was compared with.
#[test]
fn the_trail_names_nobody_who_is_hidden() {
    let (mut world, p) = desk(&["甲"]);
    let now = world.now;
    let mut li = world.seat("li", "window");
    let mut body = report();
    body["people"] = json!([{ "name": "龙葵", "phones": ["15400000009"] }]);
    let intake = world.intake(&body);
    register(&mut li, intake, now).expect("a report");
    let hidden = id(&world, "龙葵");
    li.merge_people(hidden, p[0], "检举人龙葵就是甲", now)
        .expect("one");
    let query = zhuoluo::store::trail::Query {
        limit: 1000,
        ..Default::default()
    };
    let number = format!("#{}", hidden.0);
    let all = world.store.trail(&query, now).expect("the trail");
    let own = world.store.trail_of_person("#1", now).expect("the trail");
    for entry in all.iter().chain(&own) {
        let told = format!("{} {}", entry.what.raw(), entry.why.raw());
        assert!(
            !told.contains("龙葵就是") && !told.contains(&number),
            "{entry:?}"
        );
    }
}

/// 甲, whom li reads as one with a hidden record, is joined with 乙 and parted again.
fn join_and_part(world: &mut World, p: &[PersonId]) {
    let now = world.now;
    world
        .store
        .merge_people(p[1], p[0], "同", now)
        .expect("甲 as 乙");
    assert_eq!(card(world, "wang", "甲"), said("乙", &["02", "01"]));
    assert_eq!(card(world, "li", "甲").1, ["03", "02", "01"]);
    world
        .store
        .split_person(p[0], "不同", now)
        .expect("apart again");
    assert_eq!(card(world, "wang", "甲"), said("甲", &["01"]));
    assert_eq!(card(world, "li", "甲").1, ["03", "01"]);
    assert_eq!(world.findings(), [""; 0]);
}

/// A record corrected while it was read as another keeps the correction, and nothing else changes.
#[test]
fn a_correction_between_stays_with_its_record() {
    let (mut world, p) = desk(&["甲", "乙"]);
    let now = world.now;
    world
        .store
        .merge_people(p[0], p[1], "同", now)
        .expect("one");
    for (number, name) in [
        ("999999-2026-LF-00001", "甲一"),
        ("999999-2026-LF-00002", "乙一"),
    ] {
        let number = zhuoluo::domain::ids::PetitionNo(number.to_owned());
        let body = json!({ "field": "name", "value": name, "reasons": "证件上的名字" });
        world
            .act(&number, "correct_record", &body)
            .expect("corrected");
    }
    assert_eq!(card(&world, "wang", "乙一"), said("甲一", &["02", "01"]));
    world.store.split_person(p[1], "不同", now).expect("two");
    assert_eq!(card(&world, "wang", "乙一"), said("乙一", &["02"]));
    assert_eq!(card(&world, "wang", "甲一"), said("甲一", &["01"]));
    let mut read_as = Vec::new();
    world
        .store
        .people_seen(|id, face, _| read_as.push((id, face)))
        .expect("people");
    assert_eq!(read_as, [(p[0], p[0]), (p[1], p[1])]);
    assert_eq!(world.findings(), [""; 0]);
}

#[test]
fn a_person_and_an_organisation_are_not_one() {
    let mut world = World::new();
    world.register(&json!({ "people": [{ "name": "甲", "phones": ["15400000001"] }] }));
    world.register(&json!({ "people": [{ "name": "甲合作社", "kind": "organisation" }] }));
    let (a, b, now) = (id(&world, "甲"), id(&world, "甲合作社"), world.now);
    let refused = world
        .store
        .merge_people(a, b, "同", now)
        .expect_err("refused");
    assert_eq!(refused.exit, Exit::Refused);
    assert!(refused.what.zh.contains("单位") && !refused.next.zh.is_empty());
}

/// The numbers of records that an undone import took back are not given to others while something is
/// said of them.
#[test]
fn what_was_said_of_a_record_never_passes_to_another() {
    let (mut world, p) = desk(&["甲", "乙"]);
    let now = world.now;
    world
        .store
        .merge_people(p[0], p[1], "同", now)
        .expect("one");
    world.store.split_person(p[1], "不同", now).expect("two");
    let file = world.store.person_file(p[1], now).expect("a file");
    assert_eq!(file.said.len(), 1);
    let undone = file.said[0].undone.as_ref().expect("taken back");
    assert_eq!((undone.1.raw(), undone.2.raw()), ("wang", "不同"));
}

/// Two records that are read as one stand in a petition once: said to whoever names both, joined where one of them
/// is recognised.
#[test]
fn one_person_does_not_stand_in_a_petition_twice() {
    let (mut world, p) = desk(&["甲某", "乙某"]);
    let now = world.now;
    world
        .store
        .merge_people(p[0], p[1], "同", now)
        .expect("merged");
    let both = json!({ "people": [
        { "person": p[0].0, "name": "甲某" },
        { "person": p[1].0, "name": "乙某", "role": "joint" },
    ] });
    let before = world
        .raw()
        .query_row("SELECT count(*) FROM petition", [], |r| r.get::<_, i64>(0));
    let intake = world.intake(&both);
    let refused = register(&mut world.store, intake.clone(), now).expect_err("twice");
    assert_eq!(refused.exit, Exit::Refused);
    assert!(refused.what.zh.contains("是同一人"), "{refused:?}");
    let after = world
        .raw()
        .query_row("SELECT count(*) FROM petition", [], |r| r.get::<_, i64>(0));
    assert_eq!(before.expect("a count"), after.expect("a count"));
    // Two people, once they are parted.
    world.store.split_person(p[1], "不同", now).expect("parted");
    register(&mut world.store, intake, now).expect("two people");
    assert_eq!(world.findings(), [""; 0]);
}
