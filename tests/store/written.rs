//! What was written on a petition of somebody on record, otherwise than their record says: kept with the file.

use serde_json::{Value, json};
use zhuoluo::domain::ids::{PersonId, PetitionNo};
use zhuoluo::store::finder::Finder;

use super::former::held;
use super::index_file::{find, session};
use super::keeping::found;
use crate::kit::World;
use crate::kit::world::{open, open_for};

fn people(person: &Value) -> Value {
    json!({ "people": [person] })
}

/// Somebody on record, who came again and was written otherwise.
fn twice(more: &Value) -> (World, PersonId, PetitionNo) {
    let mut world = World::new();
    let first = world.register(&people(
        &json!({ "name": "章晓棠", "phones": ["15400000001"],
        "id_number": "99999919700101013X", "address": "东甲镇甲村2组" }),
    ));
    let id = first.file.people[0].1;
    let mut again = people(
        &json!({ "person": id.0, "name": "章小唐", "phones": ["15400000001", "15400000009"],
        "id_number": "999999197001010131", "address": "东甲镇甲村2组" }),
    );
    for (key, value) in more.as_object().expect("an object") {
        again[key] = value.clone();
    }
    let came = world.register(&again);
    // What withholds its people has records of its own of them.
    let own = more.get("withhold_name").is_some();
    assert_eq!(came.file.people[0].1 == id, !own);
    assert_eq!(came.file.written.len(), 1, "on the receipt's file too");
    (world, id, came.file.number)
}

#[test]
fn what_was_written_otherwise_stands_on_the_petition_and_nowhere_else() {
    let (mut world, id, number) = twice(&json!({}));
    let file = open(&mut world.store, &number.0, world.now).expect("a file");
    assert_eq!(
        file.people[0].2.name, "章晓棠",
        "the record stays as it was"
    );
    let written = file.written_of(id).expect("kept");
    assert_eq!(
        (written.name.raw(), written.id_number.raw()),
        ("章小唐", "999999197001010131")
    );
    assert_eq!(written.telephones(" ").raw(), "15400000009", "the new one");
    assert_eq!(written.address.raw(), "", "what is alike is not kept twice");
    // Not in the chain, which keeps everything for good.
    let sql = "SELECT count(*) FROM event WHERE instr(body, '章小唐') > 0";
    let told: i64 = world
        .raw()
        .query_row(sql, [], |r| r.get(0))
        .expect("events");
    assert_eq!(told, 0);
    // The first petition has nothing of it, and who writes what the record says leaves nothing.
    let same = people(&json!({ "person": id.0, "name": "章晓棠" }));
    assert!(world.register(&same).file.written.is_empty());
    assert_eq!(world.findings(), [""; 0]);
    // Changed behind the program's back, it is found.
    let sql = "UPDATE written SET body = replace(body, '章小唐', '章某')";
    world.raw().execute(sql, []).expect("changed");
    let findings = world.findings();
    assert!(
        findings.iter().any(|f| f.contains("record 1")),
        "{findings:?}"
    );
}

#[test]
fn it_is_withheld_and_put_away_with_the_file() {
    let (mut world, _, number) = twice(&json!({ "withhold_name": true, "unit": "东甲镇" }));
    world
        .act(&number, "forward", &json!({ "to": "东甲镇" }))
        .expect("sent");
    let mut unit = world.seat_in("zhou", "周某", "caseworker", "东甲镇");
    let file = open(&mut unit, &number.0, world.now).expect("a file");
    assert!(file.written.is_empty(), "{:?}", file.written);
    let (mut world, id, number) = twice(&json!({}));
    for number in [
        PetitionNo("999999-2026-LF-00001".to_owned()),
        number.clone(),
    ] {
        world
            .act(&number, "withdraw", &json!({ "reasons": "解决" }))
            .expect("ended");
        let body = json!({ "ground": "asked", "reasons": "本人请求删除" });
        world.act(&number, "restrict", &body).expect("restricted");
    }
    for text in ["章小唐", "15400000009"] {
        assert!(found(&world.store, text, &world).is_empty(), "{text}");
    }
    let file = open_for(&mut world.store, &number.0, "法院调取", world.now).expect("opened");
    assert!(file.written_of(id).is_some(), "with the file, for a reason");
    assert_eq!(world.findings(), [""; 0]);
}

#[test]
fn somebody_known_by_their_document_is_written_down_as_they_came() {
    let (mut world, id, _) = twice(&json!({}));
    let again = people(
        &json!({ "name": "章晓棠", "id_number": "99999919700101013X", "address": "东甲镇乙村" }),
    );
    let came = world.register(&again);
    assert_eq!(came.matched.len(), 1);
    let written = came.file.written_of(id).expect("kept");
    assert_eq!(written.address.raw(), "东甲镇乙村");
    assert_eq!(written.name.raw(), "");
}

/// Somebody who came again under another name; the last petition withholds whom it is about.
fn called() -> (World, Finder, PersonId, PetitionNo) {
    let mut world = World::new();
    let person =
        json!({ "name": "章晓棠", "phones": ["15400000001"], "id_number": "99999919700101013X" });
    let id = world.register(&people(&person)).file.people[0].1;
    let again = |world: &mut World, name: &str, more: &[(&str, Value)]| {
        let mut again = people(&json!({ "person": id.0, "name": name }));
        again["unit"] = json!("东甲镇");
        for (key, value) in more {
            again[*key] = value.clone();
        }
        world.register(&again).file.number
    };
    // One is in the book of the index, the others come later.
    again(&mut world, "龙葵", &[]);
    drop(session(&world));
    let wang = session(&world);
    let open = again(&mut world, "景天", &[]);
    let veiled = again(&mut world, "雪见", &[("withhold_name", json!(true))]);
    for number in [&open, &veiled] {
        let to = json!({ "to": "东甲镇" });
        world.act(number, "forward", &to).expect("sent");
    }
    (world, wang, id, open)
}

/// While there is no index, names that petitions have are read as well, for whoever may know them.
#[test]
fn without_an_index_somebody_is_found_by_what_was_written_of_them() {
    let (world, wang, id, open) = called();
    drop(wang);
    let lock = held(&world);
    let mut wang = session(&world);
    for (typed, written) in [("龙葵", "龙葵"), ("景天", "景天"), ("景天 0001", "景天")]
    {
        let found = find(&mut wang, &world, typed);
        assert!(found.as_written, "{typed}");
        let [card] = found.people.as_slice() else {
            panic!("{typed}: {:?}", found.people)
        };
        let former = card.former.as_ref().expect("a name");
        assert_eq!((card.id, former.name.raw()), (id, written), "{typed}");
        assert!(
            card.reason().zh.as_str().starts_with("登记时写作"),
            "{typed}"
        );
        let numbers: Vec<_> = found.petitions.iter().map(|h| &h.row.number).collect();
        assert!(numbers.contains(&&open), "{typed}: its petitions too");
    }
    let zhou = world.seat_in("zhou", "周某", "caseworker", "东甲镇");
    let mut zhou = Finder::new(zhou).expect("a finder");
    for (typed, met) in [("景天", 1), ("龙葵", 0), ("雪见", 0)] {
        let found = find(&mut zhou, &world, typed);
        assert!(found.as_written, "{typed}");
        assert_eq!(found.people.len(), met, "{typed}");
    }
    drop(lock);
}

/// By the name that a petition has, for whoever may know its people; the reason says so.
#[test]
fn somebody_is_found_by_what_was_written_of_them() {
    let (mut world, mut wang, id, open) = called();
    for (typed, why, written) in [
        ("龙葵", "登记时写作", "龙葵"),
        ("longkui", "登记时写作", "龙葵"),
        ("龙葵 0001", "登记时写作、电话尾号", "龙葵"),
        ("景天", "登记时写作", "景天"),
        ("雪见", "同一人的另一记录、登记时写作", "雪见"),
    ] {
        let found = find(&mut wang, &world, typed);
        let [card] = found.people.as_slice() else {
            panic!("{typed}: {:?}", found.people)
        };
        assert_eq!((card.id, card.reason().zh.as_str()), (id, why), "{typed}");
        let former = card.former.as_ref();
        assert_eq!(
            former.map(|f| (f.name.raw(), f.lit.len())),
            Some((written, 2)),
            "{typed}"
        );
    }
    // A unit knows what its own petitions have, unless they withhold it.
    let zhou = world.seat_in("zhou", "周某", "caseworker", "东甲镇");
    let mut zhou = Finder::new(zhou).expect("a finder");
    for (typed, met) in [("景天", 1), ("龙葵", 0), ("雪见", 0)] {
        let found = find(&mut zhou, &world, typed);
        assert_eq!(found.people.len(), met, "{typed}");
    }
    // Put away, it leads nowhere.
    for (step, body) in [
        ("withdraw", json!({ "reasons": "解决" })),
        (
            "restrict",
            json!({ "ground": "asked", "reasons": "本人请求删除" }),
        ),
    ] {
        world.act(&open, step, &body).expect("a step");
    }
    let found = find(&mut wang, &world, "景天");
    assert!(found.people.is_empty(), "{:?}", found.people);
}
