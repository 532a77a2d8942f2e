//! Two records of one person: what a merge would do is shown first, nothing moves, one step takes it
//! back whatever came after, and two who were said to be two people stay apart.

use serde_json::json;
use zhuoluo::domain::ids::PersonId;
use zhuoluo::flow::view::{Found, PersonCard};
use zhuoluo::flow::{Ask, Reply};
use zhuoluo::store::Store;
use zhuoluo::store::finder::Finder;
use zhuoluo::words::Exit;

use crate::kit::World;
use crate::kit::world::{register, report};

fn find(world: &World, login: &str, text: &str) -> Found {
    let store = Store::open(&world.path(), login).expect("the store");
    let mut finder = Finder::new(store).expect("a finder");
    let (text, limit) = (text.to_owned(), 50);
    match finder.ask_at(&Ask::Find { text, limit }, world.now) {
        Ok(Reply::Found(found)) => found,
        other => panic!("{other:?}"),
    }
}

/// Names with the numbers of the petitions on the card, newest first.
fn cards(world: &World, text: &str) -> Vec<(String, Vec<String>)> {
    let line = |card: PersonCard| {
        let numbers = card.petitions.iter().map(|p| p.number.0[15..].to_owned());
        (card.person.name.raw().to_owned(), numbers.collect())
    };
    find(world, "wang", text)
        .people
        .into_iter()
        .map(line)
        .collect()
}

fn id(world: &World, name: &str) -> PersonId {
    let sql = "SELECT id FROM petitioner WHERE name = ?1";
    let id = world.raw().query_row(sql, [name], |r| r.get(0));
    PersonId(id.expect("somebody"))
}

fn somebody(name: &str, phone: &str) -> serde_json::Value {
    json!({ "people": [{ "name": name, "phones": [phone] }] })
}

fn two() -> (World, PersonId, PersonId) {
    let mut world = World::new();
    world.register(&somebody("章晓棠", "15400000001"));
    world.register(&somebody("章小唐", "15400000002"));
    world.register(&somebody("徐长卿", "15400000003"));
    let (kept, other) = (id(&world, "章晓棠"), id(&world, "章小唐"));
    (world, kept, other)
}

fn one(name: &str, numbers: &[&str]) -> (String, Vec<String>) {
    (
        name.to_owned(),
        numbers.iter().map(ToString::to_string).collect(),
    )
}

#[test]
fn a_preview_shows_both_and_changes_nothing() {
    let (mut world, kept, other) = two();
    let now = world.now;
    let preview = world
        .store
        .merge_preview(kept, other, now)
        .expect("a preview");
    assert_eq!(preview.other.petitions.len(), 1);
    let differing: Vec<&str> = preview.differing.iter().map(|c| c.code()).collect();
    assert_eq!(differing, ["name", "phones"]);
    assert_eq!(world.count("merge"), 0);
    let names = cards(&world, "章")
        .into_iter()
        .filter(|c| c.0.starts_with('章'));
    assert_eq!(names.count(), 2);
    let read: i64 = world
        .raw()
        .query_row(
            "SELECT count(*) FROM audit WHERE action = 'merge' AND what LIKE '%preview'",
            [],
            |r| r.get(0),
        )
        .expect("the trail");
    assert_eq!(read, 1, "both were read, and that is on record");
}

#[test]
fn merged_records_are_one_card_and_one_step_takes_it_back_after_later_events() {
    let (mut world, kept, other) = two();
    let now = world.now;
    world
        .store
        .merge_people(kept, other, "录错一字", now)
        .expect("merged");
    // By either record, by name, sound and number.
    for typed in [
        "章晓棠",
        "章小唐",
        "zhangxiaotang",
        "15400000002",
        "15400000001",
    ] {
        let all = cards(&world, typed);
        assert_eq!(all[0], one("章晓棠", &["00002", "00001"]), "{typed}");
        assert_eq!(
            all.iter().filter(|c| c.0.starts_with('章')).count(),
            1,
            "{typed}"
        );
    }
    let found = find(&world, "wang", "章小唐");
    assert_eq!(found.people[0].why.zh, "同一人的另一记录");
    assert_eq!(
        found.people[0].other_names().collect::<Vec<_>>(),
        ["章小唐"]
    );
    // Later events on either.
    for (known, name) in [(kept, "章晓棠"), (other, "章小唐")] {
        world.register(&json!({ "people": [{ "person": known.0, "name": name }] }));
    }
    assert_eq!(
        cards(&world, "章晓棠")[0],
        one("章晓棠", &["00005", "00004", "00002", "00001"])
    );
    world
        .store
        .split_person(other, "两个人", now)
        .expect("apart");
    assert_eq!(
        cards(&world, "章晓棠")[0],
        one("章晓棠", &["00004", "00001"])
    );
    assert_eq!(
        cards(&world, "章小唐")[0],
        one("章小唐", &["00005", "00002"])
    );
    assert_eq!(world.findings(), [""; 0]);
    let again = world
        .store
        .split_person(other, "两个人", now)
        .expect_err("refused");
    assert_eq!(again.exit, Exit::Refused);
}

#[test]
fn two_who_merge_in_opposite_directions_get_one_merge() {
    let (mut world, kept, other) = two();
    let now = world.now;
    let mut li = world.seat("li", "window");
    world
        .store
        .merge_people(kept, other, "录错一字", now)
        .expect("merged");
    let back = li
        .merge_people(other, kept, "录错一字", now)
        .expect_err("refused");
    assert_eq!(back.exit, Exit::Refused);
    let third = id(&world, "徐长卿");
    // What is read as another is merged by that other's number alone; chains end nowhere else.
    assert_eq!(
        li.merge_people(third, other, "x", now)
            .expect_err("refused")
            .exit,
        Exit::Refused
    );
    assert_eq!(
        li.merge_people(other, third, "x", now)
            .expect_err("refused")
            .exit,
        Exit::Refused
    );
    li.merge_people(third, kept, "同一人", now).expect("merged");
    assert_eq!(cards(&world, "章小唐")[0].0, "徐长卿");
    li.split_person(kept, "不是", now).expect("apart");
    assert_eq!(
        cards(&world, "章小唐")[0],
        one("章晓棠", &["00002", "00001"])
    );
}

#[test]
fn who_are_two_people_stay_apart_until_that_is_taken_back() {
    let (mut world, kept, other) = two();
    let now = world.now;
    let store = &mut world.store;
    assert!(
        store.keep_apart(kept, other, false, " ", now).is_err(),
        "a reason is needed"
    );
    store
        .keep_apart(other, kept, false, "父子共用电话", now)
        .expect("kept apart");
    let preview = store.merge_preview(kept, other, now).expect("a preview");
    let said = preview.apart.expect("said");
    assert_eq!(said.2, "父子共用电话");
    let refused = store
        .merge_people(kept, other, "x", now)
        .expect_err("refused");
    assert_eq!(refused.exit, Exit::Refused);
    assert!(refused.what.zh.contains("父子共用电话"));
    store
        .keep_apart(kept, other, true, "", now)
        .expect("forgotten");
    store.merge_people(kept, other, "x", now).expect("merged");
    assert!(
        store.keep_apart(kept, other, false, "x", now).is_err(),
        "they are read as one"
    );
    for (a, b) in [(kept, kept), (kept, PersonId(999))] {
        assert!(store.merge_people(a, b, "x", now).is_err());
        assert!(store.keep_apart(a, b, false, "x", now).is_err());
    }
}

/// Somebody known from a report alone is there for nobody else, and a merge by its reader shows others
/// neither the name nor the petition.
#[test]
fn a_merge_opens_nothing_to_those_who_may_not_see_it() {
    let (mut world, kept, _) = two();
    let now = world.now;
    let mut li = world.seat("li", "window");
    let mut body = report();
    body["people"] = json!([{ "name": "龙葵", "phones": ["15400000009"] }]);
    let intake = world.intake(&body);
    register(&mut li, intake, now).expect("a report");
    let hidden = id(&world, "龙葵");
    let missing = world
        .store
        .merge_people(kept, hidden, "x", now)
        .expect_err("not there");
    assert_eq!(missing.exit, Exit::Missing);
    li.merge_people(kept, hidden, "同一人", now)
        .expect("merged");
    assert_eq!(cards(&world, "章晓棠")[0], one("章晓棠", &["00001"]));
    assert!(find(&world, "wang", "龙葵").people.is_empty());
    let own = find(&world, "wang", "章晓棠");
    assert_eq!(own.people[0].other_names().count(), 0);
    assert_eq!(find(&world, "li", "龙葵").people[0].person.name, "章晓棠");
    li.split_person(hidden, "x", now).expect("apart");
    li.merge_people(hidden, kept, "同一人", now)
        .expect("the other way");
    assert_eq!(cards(&world, "章晓棠")[0], one("章晓棠", &["00001"]));
}

/// Who stand beside each other in one petition were two people when it was taken down: it is said first.
#[test]
fn two_in_one_petition_are_pointed_out() {
    let mut world = World::new();
    world.register(&json!({ "people": [
        { "name": "章晓棠", "phones": ["15400000001"] },
        { "name": "章小唐", "phones": ["15400000002"] },
    ] }));
    let (kept, other, now) = (id(&world, "章晓棠"), id(&world, "章小唐"), world.now);
    let preview = world
        .store
        .merge_preview(kept, other, now)
        .expect("a preview");
    assert_eq!(preview.beside.len(), 1);
    world
        .store
        .merge_people(kept, other, "同一人登了两次", now)
        .expect("merged");
    assert_eq!(
        cards(&world, "章晓棠")[0],
        one("章晓棠", &["00001"]),
        "the petition once"
    );
}

/// What a search engine would take for orders, marks alone, bidi, and too much of anything: an answer each
/// time, of plain words as ever, and never a word of SQL in a trouble.
#[test]
fn whatever_is_typed_gets_an_answer() {
    let (world, ..) = two();
    let long = "章".repeat(100_000);
    let marks = "\u{301}\u{300}\u{20d0}".repeat(40);
    let typed = [
        "\"章晓棠",
        "章*",
        "章 OR 1=1",
        "章 AND NOT 晓",
        "name:章",
        "NEAR(章 晓)",
        "^章",
        "章%",
        "_",
        "'; DROP TABLE petitioner; --",
        "\u{202e}棠晓章",
        "\u{200f}\u{200e}",
        "\0",
        "\u{1b}[2J",
        "{}",
        "%s%n",
        "\u{feff}章晓棠",
        &marks,
        &long,
    ];
    let mut finder =
        Finder::new(Store::open(&world.path(), "wang").expect("the store")).expect("a finder");
    for text in typed {
        let ask = Ask::Find {
            text: text.to_owned(),
            limit: 50,
        };
        assert!(
            matches!(finder.ask_at(&ask, world.now), Ok(Reply::Found(_))),
            "{text:.40}"
        );
        let ask = Ask::Matches {
            name: text.to_owned(),
            named: false,
            id_number: text.to_owned(),
            phone: text.to_owned(),
            address: text.to_owned(),
            adopted: None,
            told: zhuoluo::domain::alike::Told::default(),
        };
        assert!(
            matches!(finder.ask_at(&ask, world.now), Ok(Reply::Matches(_))),
            "{text:.40}"
        );
    }
    assert_eq!(cards(&world, "\u{202e}章晓棠\u{200b}")[0].0, "章晓棠");
    assert_eq!(cards(&world, "章晓棠")[0].0, "章晓棠");
}
