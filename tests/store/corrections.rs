//! Correcting a person's record (PIPL Art. 46): the old value stays on file, the new one is found.

use serde_json::json;
use zhuoluo::domain::change::Change;
use zhuoluo::domain::event::Step;
use zhuoluo::domain::ids::{PersonId, PetitionId};
use zhuoluo::flow::same::Shown;
use zhuoluo::flow::view::File;
use zhuoluo::flow::{Ask, Do, Reply};
use zhuoluo::store::Store;
use zhuoluo::words::Exit;

use super::keeping::{found, somebody};
use crate::kit::World;
use crate::kit::world::{act, ledger, open};

/// An office with two petitions of one person.
fn with_two_petitions() -> (World, [Box<File>; 2]) {
    let mut world = World::new();
    let first = world.register(&somebody()).file;
    let mut again = somebody();
    again["people"][0]["person"] = json!(1);
    let second = world.register(&again).file;
    (world, [first, second])
}

#[test]
fn a_correction_keeps_the_old_value_and_search_goes_by_the_new() {
    let (mut world, [first, second]) = with_two_petitions();
    let mut clerk = world.seat("li", "window");
    act(
        &mut clerk,
        &first.number,
        "correct_record",
        &json!({"field": "name", "value": "欧阳 济", "reasons": "照身份证"}),
        world.now,
    )
    .expect("corrected");
    assert!(
        found(&clerk, "欧阳霁", &world)
            .iter()
            .all(|c| c.person.name != "欧阳霁")
    );
    let cards = found(&clerk, "欧阳济", &world);
    assert_eq!(cards[0].person.name, "欧阳济");
    assert_eq!(cards[0].person.name_entered, "欧阳 济");
    let rows = ledger(&clerk, world.now).rows;
    assert!(
        rows.iter().all(|r| r.name.raw() == "欧阳济"),
        "every list shows it"
    );
    let file = open(&mut clerk, &first.number.0, world.now).expect("a file");
    let Some(Step::CorrectRecord(kept)) = file.events.last().map(|e| &e.what) else {
        panic!("no event");
    };
    assert_eq!((kept.before.raw(), kept.value.raw()), ("欧阳霁", "欧阳 济"));
    let other = open(&mut clerk, &second.number.0, world.now).expect("a file");
    assert_eq!(other.people[0].2.name, "欧阳济");
    assert_eq!(world.findings(), [""; 0]);
    world
        .raw()
        .execute("UPDATE petitioner SET name = '欧阳霁'", [])
        .expect("tampering");
    let found = world.findings().join(" ");
    assert!(
        found.contains("record: ") && found.contains("correction"),
        "{found}"
    );
}

/// The record is one: its other petitions and the person's file tell how it was corrected, and what was open before is
/// marked. To whom the petition is closed nothing is told of it.
#[test]
fn a_correction_is_told_on_the_other_petitions_and_in_the_persons_file() {
    let (mut world, [first, second]) = with_two_petitions();
    let mut clerk = world.seat("li", "window");
    let now = world.now;
    let last =
        |store: &Store, id: PetitionId| match store.ask(&Ask::LastEvent(id), now.date_naive()) {
            Ok(Reply::LastEvent(seq)) => seq,
            other => panic!("{other:?}"),
        };
    let said = |store: &Store| match store
        .ask(&Ask::Said(PersonId(1), Shown::default()), now.date_naive())
    {
        Ok(Reply::Said(Some((upto, _)))) => upto,
        other => panic!("{other:?}"),
    };
    let opened = open(&mut clerk, &second.number.0, now).expect("a file");
    assert_eq!(last(&clerk, second.id), opened.newest());
    let before = said(&clerk);
    let body = json!({"field": "phones", "value": "13900139000", "reasons": "本人要求"});
    world
        .act(&first.number, "correct_record", &body)
        .expect("corrected");
    assert!(last(&clerk, second.id) > opened.newest(), "marked");
    assert_ne!(said(&clerk), before, "read again");
    let opened = open(&mut clerk, &second.number.0, now).expect("a file");
    assert_eq!(last(&clerk, second.id), opened.newest());
    let [told] = opened.corrected.as_slice() else {
        panic!("{:?}", opened.corrected);
    };
    assert_eq!(told.number, first.number);
    let told = told.told().zh;
    assert!(told.contains("”改为“139＊＊＊＊9000”"), "{told}");
    assert!(!told.contains("13900139000"), "covered: {told}");
    let own = open(&mut clerk, &first.number.0, now).expect("a file");
    assert!(own.corrected.is_empty(), "in its own story");
    let person = clerk.person_file(PersonId(1), now).expect("a file");
    assert_eq!(person.corrected.len(), 1);
    // Of a petition that is closed nothing is told on the others, nor that there was something.
    let out = json!({"login": "li", "substitute": "wang", "reasons": "亲属", "approver": "王某"});
    world.act(&first.number, "recuse", &out).expect("out");
    let opened = open(&mut clerk, &second.number.0, now).expect("a file");
    assert!(opened.corrected.is_empty());
    assert_eq!(last(&clerk, second.id), opened.newest());
    let person = clerk.person_file(PersonId(1), now).expect("a file");
    assert!(person.corrected.is_empty());
    assert_eq!(world.findings(), [""; 0]);
}

/// Two who correct the same record on two petitions of that person do not write over each other unseen.
#[test]
fn a_correction_on_another_petition_is_shown_before_it_is_overwritten() {
    let (mut world, [first, second]) = with_two_petitions();
    let mut clerk = world.seat("li", "window");
    let seen = second.events.last().expect("an event").seq;
    let to = |field: &str, value: &str, seen: i64| json!({"field": field, "value": value, "reasons": "本人要求", "seen": seen});
    let now = world.now;
    let theirs = to("address", "东甲镇丙村3号", seen);
    act(&mut clerk, &first.number, "correct_record", &theirs, now).expect("corrected");
    let other = to("language", "藏语", seen);
    world
        .act(&second.number, "correct_record", &other)
        .expect("another thing");
    let mine = to("address", "东甲镇丁村4号", seen + 2);
    world
        .act(&second.number, "correct_record", &mine)
        .expect("seen by now");
    let late = to("address", "东甲镇戊村5号", seen);
    let refused = act(&mut clerk, &first.number, "correct_record", &late, now).expect_err("late");
    let said = refused.what.zh.as_str();
    assert!(
        said.contains("更正的一项：“住址”")
            && said.contains("改为：已存“东甲镇丁村4号”，你写“东甲镇戊村5号”"),
        "{said}"
    );
    assert!(
        !said.contains("person") && !said.contains("before"),
        "{said}"
    );
    assert!(
        refused.what.en.contains("corrected to: saved"),
        "{}",
        refused.what.en
    );
}

#[test]
fn every_column_can_be_corrected() {
    let mut world = World::new();
    let number = world.register(&somebody()).file.number;
    for (field, value, kept) in [
        (
            "phones",
            "138 0013 8000、010-88888888",
            "13800138000、01088888888",
        ),
        ("phones", "无", ""),
        ("id_number", "11010519491231002x", "11010519491231002X"),
        ("id_number", "", ""),
        ("address", "东甲镇戊村1组", "东甲镇戊村1组"),
        ("contact_by", "打给侄子", "打给侄子"),
        ("language", "藏语", "藏语"),
        ("help", "", ""),
    ] {
        let file = world
            .act(
                &number,
                "correct_record",
                &json!({"field": field, "value": value, "reasons": "本人要求"}),
            )
            .unwrap_or_else(|e| panic!("{field} {value}: {e:?}"));
        let Some(Step::CorrectRecord(c)) = file.events.last().map(|e| &e.what) else {
            panic!("no event");
        };
        assert_eq!(c.value, kept, "{field}");
    }
    assert_eq!(world.findings(), [""; 0]);
}

#[test]
fn bad_values_are_refused() {
    let mut world = World::new();
    let number = world.register(&somebody()).file.number;
    for (body, says) in [
        (
            json!({"field": "name", "value": "欧阳霁", "reasons": "x"}),
            "already",
        ),
        (
            json!({"field": "name", "value": "  ", "reasons": "x"}),
            "right name",
        ),
        (
            json!({"field": "name", "value": "匿名", "reasons": "x"}),
            "right name",
        ),
        (
            json!({"field": "name", "value": "长".repeat(121), "reasons": "x"}),
            "longer",
        ),
        (
            json!({"field": "id_number", "value": "110105194912310021", "reasons": "x"}),
            "check digit",
        ),
        (
            json!({"field": "phones", "value": "12", "reasons": "x"}),
            "telephone",
        ),
        (
            json!({"field": "address", "value": "新", "reasons": "  "}),
            "what it was checked against",
        ),
        (
            json!({"field": "address", "value": "新", "person": 99, "reasons": "x"}),
            "not among",
        ),
    ] {
        let refused = world
            .act(&number, "correct_record", &body)
            .expect_err(&body.to_string());
        assert!(
            refused.what.en.contains(says),
            "{body}: {}",
            refused.what.en
        );
        assert_eq!(refused.exit, Exit::Refused);
    }
}

#[test]
fn a_correction_of_a_record_is_not_voided_but_done_again() {
    let mut world = World::new();
    let number = world.register(&somebody()).file.number;
    world
        .act(
            &number,
            "correct_record",
            &json!({"field": "help", "value": "", "reasons": "x"}),
        )
        .expect("corrected");
    let last = open(&mut world.store, &number.0, world.now)
        .expect("a file")
        .events
        .last()
        .map(|e| e.seq);
    let void = world
        .act(
            &number,
            "correct",
            &json!({"of": last, "void": true, "reasons": "错"}),
        )
        .expect_err("lasting");
    assert!(void.what.en.contains("cannot be voided"), "{void:?}");
}

/// What sent a petition to a unit is not for the unit to take back or to date anew, nor what a role may not do for it.
#[test]
fn a_step_is_corrected_where_it_was_done_and_by_who_may_take_it() {
    let mut world = World::new();
    let mut unit = world.seat_in("qian", "钱某", "caseworker", "教育局");
    let mut beside = world.seat_in("sun", "孙某", "caseworker", "教育局");
    let mut night = world.seat("zhou", "duty");
    let (now, number) = (world.now, world.register(&json!({})).file.number);
    let sent = world.act(
        &number,
        "sort",
        &json!({"class": "request", "route": "petition"}),
    );
    let sorted = sent.expect("sorted").events.last().expect("an event").seq;
    let sent = world.act(&number, "forward", &json!({"to": "教育局"}));
    let sent = sent.expect("sent").events.last().expect("an event").seq;
    let void = |of: i64| json!({"of": of, "void": true, "reasons": "记错"});
    let dated = json!({"of": sent, "on": "2026-03-06", "reasons": "记错"});
    for body in [void(sent), dated, void(sorted)] {
        let refused = act(&mut unit, &number, "correct", &body, now).expect_err("another unit's");
        assert!(
            refused.what.zh.contains("不是你的单位做的"),
            "{}",
            refused.what.zh
        );
        assert!(refused.what.en.contains("not done by your unit"));
        assert_eq!(refused.exit, Exit::Refused);
    }
    let signed = act(&mut unit, &number, "sign_for", &json!({}), now).expect("signed");
    let signed = signed.events.last().expect("an event").seq;
    act(&mut beside, &number, "correct", &void(signed), now).expect("of one's own unit");
    let note = act(
        &mut unit,
        &number,
        "note",
        &json!({"text": "上午来电"}),
        now,
    )
    .expect("noted");
    let note = note.events.last().expect("an event").seq;
    act(&mut unit, &number, "correct", &void(note), now).expect("one's own");
    let refused = act(&mut night, &number, "correct", &void(sorted), now).expect_err("night");
    assert!(refused.what.zh.contains("研判分类"), "{}", refused.what.zh);
    world
        .act(&number, "correct", &void(sent))
        .expect("the office's");
    assert_eq!(world.findings(), [""; 0]);
}

/// A withdrawal is a head's to record for somebody else, and so to take back.
#[test]
fn a_withdrawal_is_not_taken_back_by_whoever_could_not_record_it() {
    let mut world = World::new();
    let (mut night, mut clerk) = (world.seat("zhou", "duty"), world.seat("li", "window"));
    let (now, number) = (world.now, world.register(&json!({})).file.number);
    let out = json!({"login": "li", "substitute": "wang", "reasons": "亲属", "approver": "王某"});
    let out = world.act(&number, "recuse", &out).expect("out");
    let out = out.events.last().expect("an event").seq;
    assert!(open(&mut clerk, &number.0, now).is_err());
    let void = json!({"of": out, "void": true, "reasons": "误记"});
    let refused = act(&mut night, &number, "correct", &void, now).expect_err("no head");
    assert!(
        refused.what.zh.contains("回避由包案领导"),
        "{}",
        refused.what.zh
    );
    assert!(open(&mut clerk, &number.0, now).is_err());
    world.act(&number, "correct", &void).expect("a head's");
    assert!(open(&mut clerk, &number.0, now).is_ok());
}

/// A unit is what it was when the step was taken, whatever it is called since and whoever took its name.
#[test]
fn a_new_name_makes_no_other_unit_ones_own() {
    let mut world = World::new();
    let mut unit = world.seat_in("qian", "钱某", "caseworker", "教育局");
    let (now, number) = (world.now, world.register(&json!({})).file.number);
    let sent = world.act(&number, "forward", &json!({"to": "教育局"}));
    let sent = sent.expect("sent").events.last().expect("an event").seq;
    let signed = act(&mut unit, &number, "sign_for", &json!({}), now).expect("signed");
    let signed = signed.events.last().expect("an event").seq;
    for (name, to) in [
        ("示例县信访局", "示例县信访中心"),
        ("教育局", "示例县信访局"),
    ] {
        let unit = world.store.office().units.find(name).expect("a unit");
        let name = to.to_owned();
        let change = Do::Change(Change::RenameUnit { unit, name });
        world.store.perform(change, now).expect("renamed");
    }
    let mut unit = Store::open(&world.path(), "qian").expect("the store");
    let void = |of: i64| json!({"of": of, "void": true, "reasons": "记错"});
    act(&mut unit, &number, "correct", &void(sent), now).expect_err("the office's");
    act(&mut unit, &number, "correct", &void(signed), now).expect("one's own");
}
