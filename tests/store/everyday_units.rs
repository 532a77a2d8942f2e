//! Whom a report accuses is written as people speak: 交通局局长 works in 交通运输局, and that unit is kept from it.

use serde_json::{Value, json};
use zhuoluo::domain::act;
use zhuoluo::domain::change::Change;
use zhuoluo::domain::ids::PetitionNo;
use zhuoluo::domain::unit::UnitKind;
use zhuoluo::flow::Do;
use zhuoluo::store::Store;

use crate::kit::World;
use crate::kit::world::{ledger, open_for, register, report};

/// A report on somebody, without a unit chosen.
fn on(name: &str) -> Value {
    let mut more = report();
    more["draft"] = json!("");
    more["summary"] = json!("反映违规收费");
    more["requests"] = json!(["请求查处"]);
    more["facts"] = json!("收费不开票");
    more["accused"] = json!([{ "name": name }]);
    more
}

fn reads(store: &mut Store, world: &World, number: &PetitionNo) -> bool {
    open_for(store, &number.0, "办理本件", world.now).is_ok()
}

/// Nothing of a report on somebody, as people say who it is, goes to a unit, and nobody there reads it.
fn is_kept_from(world: &mut World, said: &str, unit: &str) {
    let number = world.register(&on(said)).file.number;
    for (step, body) in [
        ("forward", json!({ "to": unit })),
        ("assign", json!({ "to": unit, "due_on": "2026-04-30" })),
    ] {
        let refused = world.act(&number, step, &body).expect_err(said);
        assert!(refused.what.zh.contains("不得转给"), "{}", refused.what.zh);
    }
    let login = format!("at{}", world.count("operator"));
    let mut there = world.seat_in(&login, "钱某", "window", unit);
    let named = world.act(&number, "handler", &json!({ "login": login }));
    assert!(named.is_err(), "{said}: nobody of {unit} handles it");
    // Written into the list of readers all the same, or having taken one down, they do not read it.
    let listed =
        "INSERT INTO reader (petition, login) SELECT id, ?2 FROM petition WHERE number = ?1";
    let by_hand = world.raw().execute(listed, (&number.0, &login));
    by_hand.expect("a row");
    let own = register(&mut there, world.intake(&on(said)), world.now);
    for number in [&number, &own.expect("registered").file.number] {
        assert!(!reads(&mut there, world, number), "{said}: {unit}");
    }
    assert_eq!(ledger(&there, world.now).total, 0, "{said}: {unit}");
    let gone = "DELETE FROM reader WHERE login = ?2 AND petition = (SELECT id FROM petition WHERE number = ?1)";
    let put_right = world.raw().execute(gone, (&number.0, &login));
    put_right.expect("as it was");
}

#[test]
fn a_unit_is_kept_from_a_report_on_it_whatever_people_call_it() {
    let mut world = World::new();
    for (said, unit) in [
        ("交通局局长", "交通运输局"),
        ("县交通运输局局长赵某某", "交通运输局"),
        ("城管", "城市管理局"),
        ("县公安局", "公安局"),
        ("人社局副局长", "人力资源和社会保障局"),
        ("卫健委", "卫生健康局"),
        ("教委主任", "教育局"),
        ("戊村书记", "戊村"),
    ] {
        is_kept_from(&mut world, said, unit);
    }
    assert_eq!(world.findings(), [""; 0]);
}

#[test]
fn every_unit_that_may_be_meant_is_kept_from_it() {
    let mut world = World::new();
    let under = world.store.office().units.find("东甲镇");
    let unit = Change::AddUnit {
        name: "东甲镇教育办".to_owned(),
        kind: UnitKind::Other,
        under,
    };
    world
        .store
        .perform(Do::Change(unit), world.now)
        .expect("added");
    for unit in ["教育局", "东甲镇教育办"] {
        is_kept_from(&mut world, "教育局局长", unit);
    }
}

#[test]
fn a_unit_that_looks_after_who_is_accused_is_not_accused() {
    let mut world = World::new();
    for (said, unit) in [
        ("县医院院长", "卫生健康局"),
        ("某物业公司", "住房和城乡建设局"),
    ] {
        let number = world.register(&on(said)).file.number;
        let sent = world.act(&number, "forward", &json!({ "to": unit }));
        assert!(sent.is_ok(), "{said}: {sent:?}");
    }
}

/// Whom it accuses is not known: a unit that the text names is kept from it, and called no more than named.
#[test]
fn a_unit_that_is_only_named_is_not_called_accused() {
    let mut world = World::new();
    let mut more = on("");
    more["accused"] = json!([]);
    more["facts"] = json!("已向教育局反映过");
    let number = world.register(&more).file.number;
    // It goes nowhere before somebody said whom it accuses, or that nobody knows.
    let sort = json!({ "class": "report", "accused_unknown": true });
    world.act(&number, "sort", &sort).expect("sorted");
    let refused = world.act(&number, "forward", &json!({ "to": "教育局" }));
    let refused = refused.expect_err("named");
    let refused = &refused.what;
    assert!(refused.zh.contains("写到“教育局”"), "{}", refused.zh);
    assert!(!refused.zh.contains("被反映的单位"), "{}", refused.zh);
    assert!(!refused.en.contains("accused unit"), "{}", refused.en);
    // The same where it lies there already.
    let open = json!({ "draft": "", "summary": "反映收费", "requests": ["退费"], "facts": "已向教育局反映过" });
    let number = world.register(&open).file.number;
    let sent = world.act(&number, "forward", &json!({ "to": "教育局" }));
    sent.expect("sent");
    let file = world.act(&number, "sort", &sort).expect("sorted");
    let units = &world.store.office().units;
    let told = act::reached(file.case.as_ref().expect("a case"), units);
    assert!(told[0].zh.contains("材料写到它"), "{}", told[0].zh);
    assert!(!told[0].zh.contains("被反映的单位"), "{}", told[0].zh);
}
