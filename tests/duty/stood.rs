//! Commands on the rota and the periods: what is not named stays as another left it and is said; what is
//! written over is said with who wrote it and when.

use serde_json::Value;

use super::{at, office};
use crate::commands::Home;

/// An office with a second head, and what the first of them orders.
fn desk() -> Home {
    let home = office();
    home.run(&[
        "--as", "wang", "operator", "add", "wu", "--name", "吴某", "--role", "lead",
    ])
    .is(0);
    home
}

/// Orders as somebody at an hour of the first of February.
fn order(home: &Home, (who, hour): (&str, &str), words: &str) -> Value {
    let mut all: Vec<&str> = words.split(' ').collect();
    all.push("--json");
    at(home, who, &format!("02-01 {hour}"), &all).is(0).json()
}

/// What the answer says of what stood there, in one language.
fn before(answer: &Value, lang: &str) -> Vec<String> {
    let all = answer["before"].as_array().expect("a list").iter();
    all.map(|s| s[lang].as_str().expect("words").to_owned())
        .collect()
}

const SHIFT: &str = "duty rota add --start 2027-02-05T08:00 --end 2027-02-05T20:00 --leader zhou --staff li --staff zhao --phone 000-1111111";

#[test]
fn a_command_that_names_one_field_of_a_shift_leaves_what_another_changed_and_says_so() {
    let home = desk();
    let made = order(&home, ("zhou", "09:00"), SHIFT);
    let id = made["event"].to_string();
    order(
        &home,
        ("wu", "10:00"),
        &format!("duty rota edit {id} --staff li --staff qian"),
    );
    let done = order(
        &home,
        ("zhou", "11:00"),
        &format!("duty rota edit {id} --phone 000-2222222"),
    );
    assert_eq!(
        before(&done, "zh"),
        [
            "值班电话：原为“000-1111111”（你于02-01 09:00存），现为“000-2222222”",
            "值班员：吴某已于02-01 10:00存“李某、钱某”，照此不动",
        ]
    );
    assert_eq!(
        before(&done, "en")[0],
        "duty phone: was \"000-1111111\" (saved by you, 02-01 09:00), now \"000-2222222\""
    );
    let rota = order(
        &home,
        ("li", "12:00"),
        "duty rota --from 2027-02-05 --to 2027-02-05",
    );
    let turn = &rota["turns"][0];
    assert_eq!(turn["staff"], serde_json::json!(["li", "qian"]));
    assert_eq!(
        (&turn["phone"], &turn["leader"]),
        (&"000-2222222".into(), &"zhou".into())
    );
    // A list that is given whole says whom it leaves out, and who put them there.
    let done = order(
        &home,
        ("zhou", "13:00"),
        &format!("duty rota edit {id} --staff li --staff zhao"),
    );
    assert_eq!(
        before(&done, "zh"),
        ["值班员：原为“李某、钱某”（吴某于02-01 10:00存），现为“李某、赵某”"]
    );
    let bare = at(&home, "zhou", "02-01 13:00", &["duty", "rota", "edit", &id]);
    bare.is(2).says("没有写第").says("--phone 000-1234567");
}

#[test]
fn a_period_moved_at_one_end_keeps_the_other_as_another_left_it() {
    let home = desk();
    let made = order(
        &home,
        ("zhou", "09:00"),
        "period add 演练期 --from 2027-03-05 --to 2027-03-08 --basis 一号文 --by 县局",
    );
    let id = made["event"].to_string();
    order(
        &home,
        ("wu", "10:00"),
        &format!("period move {id} --to 2027-03-11"),
    );
    let done = order(
        &home,
        ("zhou", "11:00"),
        &format!("period move {id} --from 2027-03-04"),
    );
    assert_eq!(
        before(&done, "zh"),
        [
            "首日：原为“2027-03-05”（你于02-01 09:00存），现为“2027-03-04”",
            "末日：吴某已于02-01 10:00存“2027-03-11”，照此不动",
        ]
    );
    let periods = order(&home, ("li", "12:00"), "period list");
    assert_eq!(
        (&periods[0]["from"], &periods[0]["to"]),
        (&"2027-03-04".into(), &"2027-03-11".into())
    );
    let done = order(
        &home,
        ("zhou", "12:00"),
        &format!("period end {id} --on 2027-03-09"),
    );
    assert_eq!(
        before(&done, "zh"),
        ["末日：原为“2027-03-11”（吴某于02-01 10:00存），现为“2027-03-09”"]
    );
    order(
        &home,
        ("wu", "12:10"),
        &format!("period hours {id} 每日9:00至12:00"),
    );
    let done = order(
        &home,
        ("zhou", "12:20"),
        &format!("period hours {id} 每日14:00至17:00"),
    );
    assert_eq!(
        before(&done, "zh"),
        ["公布的接待时间：原为“每日9:00至12:00”（吴某于02-01 12:10存），现为“每日14:00至17:00”"]
    );
    let bare = at(&home, "zhou", "02-01 13:00", &["period", "move", &id]);
    bare.is(2).says("首日或末日").says("--to 2027-02-14");
}

#[test]
fn what_is_taken_off_or_covered_is_said_with_who_put_it_there() {
    let home = desk();
    let shift = order(&home, ("wu", "09:00"), SHIFT)["event"].to_string();
    let laid = "duty rota override --start 2027-02-05T10:00 --end 2027-02-05T14:00 --leader wu --staff sun --staff feng";
    let over = order(&home, ("wu", "09:10"), laid)["event"].to_string();
    let done = order(
        &home,
        ("zhou", "10:00"),
        "duty rota override --start 2027-02-05T12:00 --end 2027-02-05T16:00 --leader zhou --staff qian --staff chen",
    );
    assert_eq!(
        before(&done, "zh"),
        [format!(
            "02-05 12:00至02-05 14:00：原为第{over}号替班“孙某、冯某、吴某”（吴某于02-01 09:10存），现在让位"
        )]
    );
    // Of what the second lies over nothing of the first is left to give way.
    let laid = "duty rota override --start 2027-02-05T12:00 --end 2027-02-05T13:00 --leader wu --staff zhao --staff li";
    let done = order(&home, ("wu", "10:05"), laid);
    assert_eq!(before(&done, "zh").len(), 1, "{done}");
    let done = order(
        &home,
        ("zhou", "10:10"),
        &format!("duty rota drop-override {over}"),
    );
    assert!(
        before(&done, "en")
            .contains(&"staff: was \"孙某、冯某\" (saved by 吴某, 02-01 09:10)".to_owned()),
        "{done}"
    );
    let done = order(&home, ("zhou", "10:20"), &format!("duty rota drop {shift}"));
    assert!(
        before(&done, "zh").contains(&"值班员：原为“李某、赵某”（吴某于02-01 09:00存）".to_owned()),
        "{done}"
    );
}

#[test]
fn a_rule_that_ends_and_rounds_that_change_say_what_stood_there() {
    let home = desk();
    let rule = "duty rota template --days sat --starts 08:00 --hours 8 --crew zhou:li,zhao --since 2027-02-06";
    let rule = order(&home, ("wu", "11:00"), rule)["event"].to_string();
    order(
        &home,
        ("wu", "11:10"),
        &format!("duty rota end-template {rule} --on 2027-03-20"),
    );
    let done = order(
        &home,
        ("zhou", "11:20"),
        &format!("duty rota end-template {rule} --on 2027-02-27"),
    );
    assert_eq!(
        before(&done, "zh"),
        ["末日：原为“2027-03-20”（吴某于02-01 11:10存），现为“2027-02-27”"]
    );
    order(
        &home,
        ("wu", "12:00"),
        "duty screening add 东甲镇 --round weekly --since 2027-02-01",
    );
    let done = order(
        &home,
        ("zhou", "12:10"),
        "duty screening add 东甲镇 --round monthly --since 2027-02-01",
    );
    assert_eq!(
        before(&done, "en"),
        ["interval of screening: was \"weekly\" (saved by 吴某, 02-01 12:00), now \"monthly\""]
    );
}

#[test]
fn a_swap_decided_once_says_who_decided_it_and_how() {
    let home = desk();
    order(&home, ("zhou", "09:00"), SHIFT);
    let swap =
        "duty rota swap --who li --with qian --start 2027-02-05T08:00 --end 2027-02-05T20:00";
    let swap = order(&home, ("li", "09:10"), swap)["event"].to_string();
    order(&home, ("wu", "10:00"), &format!("duty rota approve {swap}"));
    at(
        &home,
        "zhou",
        "02-01 10:10",
        &["duty", "rota", "refuse", &swap],
    )
    .is(3)
    .says("已经由“wu”决定：批准");
}
