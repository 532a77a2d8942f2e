//! Two people open one petition, both change it, both save: the second sees both, and nothing is
//! overwritten.

use serde_json::json;
use zhuoluo::store::Store;
use zhuoluo::words::Exit;

use crate::kit::World;
use crate::kit::world::{act, open};

fn last(store: &mut Store, number: &str, now: zhuoluo::store::Now) -> i64 {
    let file = open(store, number, now).expect("a file");
    file.events.last().expect("an event").seq
}

#[test]
fn the_second_sees_both_field_by_field_and_may_save_again() {
    let mut world = World::new();
    let number = world.register(&json!({})).file.number;
    let mut li = world.seat("li", "caseworker");
    let now = world.now;
    let seen = last(&mut world.store, &number.0, now);
    assert_eq!(last(&mut li, &number.0, world.now), seen);
    let mine = json!({"class": "request", "route": "petition", "seen": seen});
    world.act(&number, "sort", &mine).expect("the first saves");
    let theirs = json!({"class": "proposal", "seen": seen});
    let refused =
        act(&mut li, &number, "sort", &theirs, world.now).expect_err("the second is told");
    assert_eq!(refused.exit, Exit::Refused);
    for words in [
        "wang已于2026-03-05“研判分类”",
        "类别：已存“request”，你写“proposal”",
        "途径：已存“petition”，你写“”",
    ] {
        assert!(
            refused.what.zh.contains(words),
            "{words}: {}",
            refused.what.zh
        );
    }
    assert!(
        refused
            .what
            .en
            .contains("class: saved \"request\", yours \"proposal\""),
        "{}",
        refused.what.en
    );
    assert_eq!(
        last(&mut li, &number.0, world.now),
        seen + 1,
        "nothing was written"
    );
    let again = json!({"class": "proposal", "seen": seen + 1});
    act(&mut li, &number, "sort", &again, world.now)
        .expect("having seen both, it is theirs to say");
}

#[test]
fn what_stands_beside_crosses_without_harm() {
    let mut world = World::new();
    let number = world.register(&json!({})).file.number;
    let mut li = world.seat("li", "caseworker");
    let seen = last(&mut li, &number.0, world.now);
    world
        .act(&number, "note", &json!({"text": "来电", "seen": seen}))
        .expect("a note");
    act(
        &mut li,
        &number,
        "forward",
        &json!({"to": "教育局", "seen": seen}),
        world.now,
    )
    .expect("a note decides nothing");
    world
        .act(&number, "contact", &json!({"text": "回电", "seen": seen}))
        .expect("a contact overwrites nothing");
    let sent = act(
        &mut li,
        &number,
        "forward",
        &json!({"to": "东甲镇", "seen": seen}),
        world.now,
    )
    .expect_err("sent already");
    assert!(
        sent.what.zh.contains("单位：已存“教育局”，你写“东甲镇”"),
        "{}",
        sent.what.zh
    );
}
