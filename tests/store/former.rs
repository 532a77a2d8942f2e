//! By the name that stood on a record before somebody is still found, with that reason; and by nobody
//! who may not see them.

use serde_json::json;
use zhuoluo::flow::view::{Found, PersonCard};
use zhuoluo::store::Store;
use zhuoluo::store::finder::Finder;

use super::index_file::{find, session};
use crate::kit::World;
use crate::kit::world::{register, report};

fn corrected(world: &mut World) {
    for name in ["章晓棠", "章小唐", "欧阳雪见", "欧阳济"] {
        world.register(&json!({ "people": [{ "name": name, "phones": ["15400001234"] }] }));
    }
    let person = json!({ "people": [{ "name": "欧阳霁", "phones": ["15400007777"], "address": "示例县东甲镇癸村7号" }] });
    let number = world.register(&person).file.number;
    for name in ["欧阳济", "单于霁月"] {
        let body = json!({ "field": "name", "value": name, "reasons": "照身份证" });
        world
            .act(&number, "correct_record", &body)
            .expect("corrected");
    }
}

fn by_former(found: &Found) -> Vec<&PersonCard> {
    let mut cards = found.people.iter().collect::<Vec<_>>();
    cards.retain(|card| card.why.zh == "曾用名");
    cards
}

#[test]
fn a_name_that_was_corrected_is_still_found() {
    let mut world = World::new();
    let mut open = session(&world);
    find(&mut open, &world, "欧");
    corrected(&mut world);
    for finder in [&mut open, &mut session(&world)] {
        for typed in [
            "欧阳霁",
            "ouyangji",
            "oyj",
            "欧阳",
            "欧阳济 7777",
            "欧阳霁 癸村",
            "ouynagji",
        ] {
            let found = find(finder, &world, typed);
            let cards = by_former(&found);
            assert_eq!(cards.len(), 1, "{typed}: once");
            assert_eq!(cards[0].person.name, "单于霁月", "{typed}");
            assert!(cards[0].lit.is_empty(), "{typed}: what is lit stands there");
            let former = cards[0].former.as_ref().expect("which name");
            let name = typed.split(' ').next().expect("a word");
            let as_typed = former.name == name || typed.is_ascii() || name == "欧阳";
            assert!(as_typed, "{typed} {former:?}");
            assert_eq!(former.lit.first(), Some(&0), "{typed}");
        }
        // Who is called so now comes first.
        let found = find(finder, &world, "欧阳济");
        let names: Vec<&str> = found.people.iter().map(|c| c.person.name.raw()).collect();
        assert_eq!(names, ["欧阳济", "单于霁月"]);
        // By the present name, or by a number, it is not the former name that is the reason.
        for typed in ["单于霁月", "shanyu", "cyjy", "7777"] {
            let found = find(finder, &world, typed);
            assert!(by_former(&found).is_empty(), "{typed}");
            assert!(found.people.iter().all(|c| c.former.is_none()), "{typed}");
        }
        let found = find(finder, &world, "单于霁月");
        assert_eq!(found.people.len(), 1);
    }
    assert_eq!(world.findings(), [""; 0]);
}

/// The index is being made by another session for as long as this is held: until then rows are read.
pub(super) fn held(world: &World) -> std::fs::File {
    let mut name = world.path().into_os_string();
    name.push("-find.lock");
    let lock = std::fs::File::create(name).expect("the lock");
    lock.lock().expect("held");
    let many = "INSERT INTO petitioner SELECT 30001, '', '', kind, NULL, '', '', '', '', '', '' FROM petitioner LIMIT 1";
    world
        .raw()
        .execute(many, [])
        .expect("an office that is not small");
    let mut index = world.path().into_os_string();
    index.push("-find");
    std::fs::remove_file(index).ok();
    lock
}

/// Whoever is found while the index is being made is found by it as well, with the same reason.
#[test]
fn by_a_former_name_reading_alone_finds_whom_the_index_finds() {
    let mut world = World::new();
    corrected(&mut world);
    let lock = held(&world);
    let mut reading = session(&world);
    let asked = [
        "欧阳霁",
        "欧阳济",
        "欧阳",
        "霁",
        "济 7777",
        "欧阳霁 癸村",
        "单于霁月",
        "7777",
        "癸村",
        "欧阳霁 8888",
        "单于霁",
    ];
    let seen = |finder: &mut Finder, world: &World| -> Vec<Vec<(String, bool)>> {
        let people = asked.iter().map(|typed| {
            let found = find(finder, world, typed).people;
            // Sounds and slips wait for the index.
            let mut people: Vec<(String, bool)> = found
                .iter()
                .filter(|c| ["same", "start", "part", "number_tail", "address"].contains(&c.class))
                .map(|c| (c.person.name.raw().to_owned(), c.why.zh == "曾用名"))
                .collect();
            people.sort();
            people
        });
        people.collect()
    };
    let found = find(&mut reading, &world, "欧阳霁");
    assert!(
        found.note.is_some_and(|note| note.zh.contains("索引")),
        "read, and said"
    );
    let read = seen(&mut reading, &world);
    drop(lock);
    let mut indexed = Finder::ready(
        Store::open(&world.path(), "wang").expect("the store"),
        |_| {},
    )
    .expect("an index");
    assert_eq!(find(&mut indexed, &world, "欧阳霁").note, None);
    assert_eq!(read, seen(&mut indexed, &world));
    assert!(read[0] == [("单于霁月".to_owned(), true)], "{read:?}");
}

/// Somebody of a hidden report is not found by a former name either.
#[test]
fn a_former_name_opens_no_hidden_record() {
    let world = World::new();
    let mut open = session(&world);
    find(&mut open, &world, "欧");
    let mut li = world.seat("li", "window");
    let mut body = report();
    body["people"] = json!([{ "name": "欧阳霁", "phones": ["15400007777"] }]);
    let intake = world.intake(&body);
    let number = register(&mut li, intake, world.now)
        .expect("a report")
        .file
        .number;
    let right = json!({ "field": "name", "value": "单于霁月", "reasons": "照身份证" });
    let done = crate::kit::world::act(&mut li, &number, "correct_record", &right, world.now);
    done.expect("corrected");
    for finder in [&mut open, &mut session(&world)] {
        for typed in ["欧阳霁", "oyj", "单于霁月", "7777"] {
            assert!(find(finder, &world, typed).people.is_empty(), "{typed}");
        }
    }
}
