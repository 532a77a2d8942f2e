//! Somebody is on record as accused by mistake: two persons say so before they are not kept from the report.

use serde_json::{Value, json};
use zhuoluo::domain::act::reached;
use zhuoluo::domain::ids::PetitionNo;
use zhuoluo::store::Store;
use zhuoluo::words::{Exit, Trouble};

use crate::kit::World;
use crate::kit::world::{act, open_for, report};

/// A report that wang, the administrator, took down on 教育局 and somebody of it; li and the lead zhao handle it.
fn office() -> (World, PetitionNo, i64, [Store; 2]) {
    let mut world = World::new();
    let mut more = report();
    more["summary"] = json!("反映违规收费");
    more["requests"] = json!(["请求查处"]);
    more["facts"] = json!("收费不开票");
    more["accused"] = json!([{ "name": "陈某", "unit": "教育局" }, { "name": "孙某" }]);
    let file = world.register(&more).file;
    let seats = [("li", "李某", "window"), ("zhao", "赵某", "lead")]
        .map(|(login, name, duty)| world.seat_in(login, name, duty, "示例县信访局"));
    for login in ["li", "zhao"] {
        let body = json!({ "login": login, "also": true });
        world.act(&file.number, "handler", &body).expect("named");
    }
    (world, file.number, file.events[0].seq, seats)
}

fn mistake(of: i64, accused: &Value) -> Value {
    json!({ "of": of, "accused": accused, "accused_mistaken": true, "reasons": "单位录错" })
}

fn forward(world: &mut World, number: &PetitionNo) -> Result<(), Trouble> {
    let sent = world.act(number, "forward", &json!({ "to": "教育局" }));
    sent.map(drop)
}

#[test]
fn one_person_alone_frees_nobody_and_a_second_does() {
    let (mut world, number, of, [mut li, mut zhao]) = office();
    let now = world.now;
    let said = mistake(of, &json!([{ "name": "陈某" }]));
    let file = act(&mut li, &number, "correct", &said, now).expect("said");
    let case = file.case.expect("a case");
    assert_eq!(case.registration.accused.len(), 2, "kept on record");
    let told = reached(&case, &li.office().units);
    assert!(
        told[0].zh.contains("误录了被反映方“教育局 陈某”"),
        "{told:?}"
    );
    forward(&mut world, &number).expect_err("barred as before");
    // Nor by saying so twice.
    let again = act(&mut li, &number, "correct", &said, now).expect_err("once");
    assert_eq!(again.exit, Exit::Refused);
    assert!(again.what.zh.contains("另一位"), "{}", again.what.zh);
    let file = act(&mut zhao, &number, "correct", &said, now).expect("confirmed");
    let case = file.case.expect("a case");
    assert_eq!(case.registration.accused.len(), 1);
    assert!(reached(&case, &zhao.office().units).is_empty());
    // Who said so and why stays on record, with whom it named before.
    assert_eq!(file.events.len(), 5);
    forward(&mut world, &number).expect("no longer accused");
    let mut there = world.seat_in("qian", "钱某", "caseworker", "教育局");
    assert!(
        open_for(&mut there, &number.0, "办理本件", world.now).is_err(),
        "no reader all the same"
    );
    assert_eq!(world.findings(), [""; 0]);
}

#[test]
fn who_may_not_decide_does_not_and_nobody_is_left_without_an_accused() {
    let (mut world, number, of, [mut li, mut zhao]) = office();
    let now = world.now;
    // Said by the lead first, the window clerk may not confirm it; the administrator may.
    let said = mistake(of, &json!([{ "name": "陈某" }]));
    act(&mut zhao, &number, "correct", &said, now).expect("said");
    let refused = act(&mut li, &number, "correct", &said, now).expect_err("no head");
    assert!(refused.what.zh.contains("包案领导"), "{}", refused.what.zh);
    // Both, or somebody who is not on record.
    for accused in [
        json!([{ "name": "陈某" }, { "name": "孙某" }]),
        json!([{ "name": "周某" }]),
        json!([{ "name": "孙某", "unit": "民政局" }]),
    ] {
        let accused = mistake(of, &accused);
        let refused = world.act(&number, "correct", &accused);
        refused.expect_err("refused");
    }
    world.act(&number, "correct", &said).expect("confirmed");
    forward(&mut world, &number).expect("no longer accused");
    // Accused again, they are kept from it again, whatever was said before.
    let returned = world.act(&number, "return", &json!({ "reasons": "收回" }));
    returned.expect("back");
    let named =
        json!({ "of": of, "accused": [{ "name": "陈某", "unit": "教育局" }], "reasons": "查明" });
    world.act(&number, "correct", &named).expect("accused");
    forward(&mut world, &number).expect_err("barred");
    assert_eq!(world.findings(), [""; 0]);
}

/// Voided, what one of the two said frees nobody.
#[test]
fn what_was_said_may_be_taken_back() {
    let (mut world, number, of, [mut li, mut zhao]) = office();
    let now = world.now;
    let said = mistake(of, &json!([{ "name": "陈某" }]));
    let file = act(&mut li, &number, "correct", &said, now).expect("said");
    let seq = file.events.last().expect("an event").seq;
    act(&mut zhao, &number, "correct", &said, now).expect("confirmed");
    let void = json!({ "of": seq, "void": true, "reasons": "没有录错" });
    let file = world.act(&number, "correct", &void).expect("voided");
    assert_eq!(file.case.expect("a case").registration.accused.len(), 2);
    forward(&mut world, &number).expect_err("barred again");
    assert_eq!(world.findings(), [""; 0]);
}

/// Whoever was accused once is kept from it, also when the correction that named them is voided.
#[test]
fn a_voided_correction_lets_nobody_in() {
    let (mut world, number, of, _) = office();
    let named =
        json!({ "of": of, "accused": [{ "name": "乡领", "unit": "民政局" }], "reasons": "查明" });
    let file = world.act(&number, "correct", &named).expect("accused");
    let seq = file.events.last().expect("an event").seq;
    let void = json!({ "of": seq, "void": true, "reasons": "核对" });
    world.act(&number, "correct", &void).expect("voided");
    world.seat_in("nle", "乡领", "caseworker", "民政局");
    let sent = world.act(&number, "forward", &json!({ "to": "民政局" }));
    sent.expect_err("barred as before");
    let named = world.act(&number, "handler", &json!({ "login": "nle" }));
    named.expect_err("barred as before");
    assert_eq!(world.findings(), [""; 0]);
}

/// Nor does a sorting that is voided; where it was wrong, two persons free whom it and its corrections named.
#[test]
fn who_was_accused_by_a_sorting_that_was_voided_is_freed_by_two() {
    let mut world = World::new();
    let more = json!({ "summary": "反映收费", "requests": ["请求退费"] });
    let number = world.register(&more).file.number;
    let [mut zhao, mut sun] = [("zhao", "赵某"), ("sun", "孙某")]
        .map(|(login, name)| world.seat_in(login, name, "lead", "示例县信访局"));
    let now = world.now;
    let sort = json!({ "class": "report", "accused": [{ "name": "陈某", "unit": "教育局" }] });
    let file = world.act(&number, "sort", &sort).expect("sorted");
    let of = file.events.last().expect("an event").seq;
    let also = json!({ "of": of, "accused": [{ "name": "孙某" }], "reasons": "查明" });
    world.act(&number, "correct", &also).expect("accused");
    let void = json!({ "of": of, "void": true, "reasons": "不是举报" });
    let file = world.act(&number, "correct", &void).expect("voided");
    let case = file.case.expect("a case");
    assert_eq!(case.class.code(), "request");
    assert_eq!(case.registration.accused.len(), 2);
    forward(&mut world, &number).expect_err("barred");
    assert!(open_for(&mut sun, &number.0, "办理本件", now).is_err());
    let first = file.events[0].seq;
    let all = json!([{ "name": "陈某", "unit": "教育局" }, { "name": "孙某" }]);
    let said = mistake(first, &all);
    world.act(&number, "correct", &said).expect("said");
    assert!(open_for(&mut sun, &number.0, "办理本件", now).is_err());
    let file = act(&mut zhao, &number, "correct", &said, now).expect("confirmed");
    assert!(file.case.expect("a case").registration.accused.is_empty());
    assert!(open_for(&mut sun, &number.0, "办理本件", now).is_ok());
    forward(&mut world, &number).expect("nobody accused");
    assert_eq!(world.findings(), [""; 0]);
}

/// A namesake is kept from it whatever is written with the name, and in letters.
#[test]
fn a_namesake_is_one_with_a_unit_behind_the_name_and_in_letters() {
    let (mut world, number, of, _) = office();
    let now = world.now;
    let named = json!({ "of": of, "accused": [{ "name": "赵小军" }], "reasons": "查明" });
    world.act(&number, "correct", &named).expect("accused");
    let seated = [
        ("a", "赵小军（司法局）"),
        ("b", "ZHAO Xiaojun"),
        ("c", "Xiaojun Zhao"),
        ("d", "赵 小軍"),
        ("e", "赵小军2"),
        ("free", "赵小平（司法局）"),
    ];
    let mut seats =
        seated.map(|(login, name)| world.seat_in(login, name, "caseworker", "示例县信访局"));
    for (login, name) in seated {
        let body = json!({ "login": login, "also": true });
        let named = world.act(&number, "handler", &body);
        assert_eq!(named.is_ok(), login == "free", "{name}");
        let body = json!({ "official": name, "text": "方案" });
        let led = world.act(&number, "lead", &body);
        assert_eq!(led.is_ok(), login == "free", "{name}");
    }
    // Sorted as something else, it is for all of the office but them.
    let sort = json!({ "class": "proposal" });
    world.act(&number, "sort", &sort).expect("sorted");
    for (store, (login, name)) in seats.iter_mut().zip(seated) {
        let opened = open_for(store, &number.0, "办理本件", now);
        assert_eq!(opened.is_ok(), login == "free", "{name}");
    }
    assert_eq!(world.findings(), [""; 0]);
}
