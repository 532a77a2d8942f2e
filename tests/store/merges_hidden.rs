//! Records read as one beside a record that not everybody may know of: each reads by what they see, nobody
//! learns of what they do not, and who was said to be two is never read as one by whoever sees both.

use serde_json::json;
use zhuoluo::domain::ids::PersonId;
use zhuoluo::store::Store;

use crate::kit::World;
use crate::kit::world::{register, report};

fn id(world: &World, name: &str) -> PersonId {
    let sql = "SELECT id FROM petitioner WHERE name = ?1";
    let id = world.raw().query_row(sql, [name], |r| r.get(0));
    PersonId(id.expect("somebody"))
}

/// 甲, 乙 and 丙 from petitions that all may see; 龙葵 from a report that li alone took down.
fn office() -> (World, Store, [PersonId; 4]) {
    let mut world = World::new();
    for (n, name) in ["甲", "乙", "丙"].iter().enumerate() {
        let phone = format!("1540000000{n}");
        world.register(&json!({ "people": [{ "name": name, "phones": [phone] }] }));
    }
    let mut li = world.seat("li", "window");
    let mut body = report();
    body["people"] = json!([{ "name": "龙葵", "phones": ["15400000009"] }]);
    let intake = world.intake(&body);
    register(&mut li, intake, world.now).expect("a report");
    let ids = ["甲", "乙", "丙", "龙葵"].map(|name| id(&world, name));
    (world, li, ids)
}

/// The records that somebody reads as one with this one, by number.
fn read(store: &mut Store, world: &World, of: PersonId) -> Vec<PersonId> {
    let file = store.person_file(of, world.now).expect("a file");
    let mut all: Vec<PersonId> = file.side.also.iter().map(|a| a.0).collect();
    all.push(file.side.id);
    all.sort_unstable();
    all
}

#[test]
fn who_was_said_to_be_two_is_not_joined_through_a_hidden_record() {
    let (mut world, mut li, [a, b, _, hidden]) = office();
    let now = world.now;
    li.keep_apart(a, hidden, false, "父子", now).expect("two");
    li.merge_people(hidden, b, "同一人", now).expect("one");
    // For wang nothing stands in the way, and nothing tells of the report.
    let preview = world.store.merge_preview(a, b, now).expect("a preview");
    assert!(preview.apart.is_none() && preview.kept.also.is_empty());
    world.store.merge_people(a, b, "同一人", now).expect("one");
    let mut wang = Store::open(&world.path(), "wang").expect("the store");
    assert_eq!(read(&mut wang, &world, a), [a, b]);
    let seen = wang.person_file(a, now).expect("a file");
    assert!(seen.said.len() == 1 && !seen.said[0].against, "{seen:?}");
    // For li, who sees all, the two stay two, and it is said which line joins nothing.
    assert_eq!(read(&mut li, &world, a), [a]);
    assert_eq!(read(&mut li, &world, b), [b, hidden]);
    let file = li.person_file(a, now).expect("a file");
    let against: Vec<bool> = file.said.iter().map(|s| s.against).collect();
    assert_eq!(against, [true, false], "{file:?}");
    let refused = li.merge_people(a, hidden, "x", now).expect_err("two");
    assert!(refused.what.zh.contains("父子"), "{refused:?}");
    assert_eq!(world.findings(), [""; 0]);
    // One of the two taken back, and li reads as the other says.
    li.keep_apart(a, hidden, true, "", now).expect("taken back");
    assert_eq!(read(&mut li, &world, a), [a, b, hidden]);
    assert!(
        li.person_file(a, now)
            .expect("a file")
            .said
            .iter()
            .all(|s| !s.against)
    );
}

/// A line that the reader of a report drew through it joins nothing for others: they would see two records
/// as one and no line between them, nor could they take it back.
#[test]
fn a_line_through_a_hidden_record_joins_nothing_for_others() {
    let (world, mut li, [a, b, c, hidden]) = office();
    let now = world.now;
    li.merge_people(hidden, a, "同一人", now).expect("one");
    li.merge_people(hidden, b, "同一人", now).expect("one");
    assert_eq!(read(&mut li, &world, a), [a, b, hidden]);
    let mut wang = Store::open(&world.path(), "wang").expect("the store");
    assert_eq!(read(&mut wang, &world, a), [a]);
    assert_eq!(read(&mut wang, &world, b), [b]);
    // They may say what they see: one, or two; li, who sees more, reads nobody as one who is two.
    wang.merge_people(c, a, "同一人", now).expect("one");
    wang.keep_apart(a, b, false, "兄弟", now).expect("two");
    assert_eq!(read(&mut wang, &world, a), [a, c]);
    assert_eq!(read(&mut li, &world, a), [a, c, hidden]);
    assert_eq!(read(&mut li, &world, b), [b]);
    let file = li.person_file(b, now).expect("a file");
    let idle: Vec<(PersonId, bool)> = file.said.iter().map(|s| (s.kept.0, s.against)).collect();
    assert_eq!(idle, [(a, false), (hidden, true)], "{file:?}");
    assert_eq!(world.store.altered().expect("read"), []);
}
