//! Whoever is named to handle a report reads it, and whoever was named before does so no more.

use serde_json::{Value, json};
use zhuoluo::domain::ids::PetitionNo;
use zhuoluo::store::Store;
use zhuoluo::words::Exit;

use crate::kit::World;
use crate::kit::world::{act, ledger, open_for, panel, report};

/// A report that wang took down, and three of the office beside.
fn office() -> (World, PetitionNo, [Store; 3]) {
    let mut world = World::new();
    let number = world.register(&report()).file.number;
    let seats = [("qian", "钱某"), ("zhao", "赵某"), ("sun", "孙某")]
        .map(|(login, name)| world.seat_in(login, name, "caseworker", "示例县信访局"));
    (world, number, seats)
}

fn sees(store: &mut Store, world: &World, number: &PetitionNo) -> bool {
    let opened = open_for(store, &number.0, "办理本件", world.now).is_ok();
    let listed = ledger(store, world.now).total == 1;
    assert_eq!(opened, listed, "by number and by list alike");
    assert_eq!(opened, panel(store, world.now).open > 0);
    opened
}

fn name(world: &mut World, number: &PetitionNo, body: &Value) -> i64 {
    let file = world.act(number, "handler", body).expect("named");
    file.events.last().expect("an event").seq
}

#[test]
fn who_handled_a_report_before_reads_it_no_more() {
    let (mut world, number, [mut qian, mut zhao, mut sun]) = office();
    name(&mut world, &number, &json!({"login": "qian"}));
    assert!(sees(&mut qian, &world, &number));
    let by_zhao = name(&mut world, &number, &json!({"login": "zhao"}));
    assert!(sees(&mut zhao, &world, &number));
    assert!(!sees(&mut qian, &world, &number));
    let refused = act(
        &mut qian,
        &number,
        "note",
        &json!({"text": "记事"}),
        world.now,
    );
    assert_eq!(refused.expect_err("hidden").exit, Exit::Missing);
    let mut wang = Store::open(&world.path(), "wang").expect("the store");
    assert!(sees(&mut wang, &world, &number), "took it down");
    // What they read while they did stays on record.
    let sql =
        "SELECT count(*) FROM audit WHERE operator = 'qian' AND action = 'open' AND petition = 1";
    let read: i64 = world.raw().query_row(sql, [], |r| r.get(0)).expect("rows");
    assert_eq!(read, 1);
    assert_eq!(world.findings(), [""; 0]);
    // Several together are said to be.
    let also = json!({"login": "sun", "also": true});
    let file = world.act(&number, "handler", &also).expect("named");
    assert_eq!(file.case.expect("a case").handlers, ["zhao", "sun"]);
    assert!(sees(&mut sun, &world, &number) && sees(&mut zhao, &world, &number));
    // A naming that was wrong never was: qian handles it, with sun.
    let void = json!({"of": by_zhao, "void": true, "reasons": "指定有误"});
    world.act(&number, "correct", &void).expect("voided");
    assert!(sees(&mut qian, &world, &number) && sees(&mut sun, &world, &number));
    assert!(!sees(&mut zhao, &world, &number));
    assert_eq!(world.findings(), [""; 0]);
}

#[test]
fn whoever_takes_over_from_who_withdrew_is_replaced_like_anybody() {
    let (mut world, number, [mut qian, mut zhao, mut sun]) = office();
    name(&mut world, &number, &json!({"login": "qian"}));
    name(&mut world, &number, &json!({"login": "zhao", "also": true}));
    let out = json!({"login": "qian", "substitute": "sun", "reasons": "亲属", "approver": "王某"});
    world.act(&number, "recuse", &out).expect("recused");
    assert!(!sees(&mut qian, &world, &number));
    assert!(sees(&mut zhao, &world, &number) && sees(&mut sun, &world, &number));
    name(&mut world, &number, &json!({"login": "zhao"}));
    assert!(sees(&mut zhao, &world, &number) && !sees(&mut sun, &world, &number));
    assert_eq!(world.findings(), [""; 0]);
}

/// A petition of another kind is the unit's whose operator was named, for as long as they are.
#[test]
fn another_unit_sees_what_it_was_named_to_handle_until_it_is_not() {
    let mut world = World::new();
    let number = world.register(&json!({})).file.number;
    let mut school = world.seat_in("qian", "钱某", "caseworker", "教育局");
    world.seat("li", "caseworker");
    name(&mut world, &number, &json!({"login": "qian"}));
    assert!(sees(&mut school, &world, &number));
    let handled = name(&mut world, &number, &json!({"login": "li"}));
    assert!(handled > 0 && !sees(&mut school, &world, &number));
    assert_eq!(world.findings(), [""; 0]);
}
