//! What the duty desk refuses: a sentence each, and the record as before.

use super::{at, office};
use crate::commands::Home;

/// An office with one shift of 24 hours from 08:00 on 5 February.
fn with_shift() -> Home {
    let home = office();
    let add = shift(
        "2027-02-05 08:00",
        "2027-02-06 08:00",
        "zhou",
        &["li", "zhao"],
    );
    at(&home, "zhou", "02-01 09:00", &words(&add)).is(0);
    home
}

fn shift(from: &str, to: &str, leader: &str, staff: &[&str]) -> Vec<String> {
    let mut all = vec![
        "duty", "rota", "add", "--start", from, "--end", to, "--leader", leader,
    ];
    for login in staff {
        all.extend(["--staff", login]);
    }
    all.into_iter().map(str::to_owned).collect()
}

fn words(all: &[String]) -> Vec<&str> {
    all.iter().map(String::as_str).collect()
}

#[test]
fn what_is_wrong_with_a_rota_is_said() {
    let home = with_shift();
    let rota = || {
        at(&home, "zhou", "02-01 10:00", &["duty", "rota", "--json"])
            .is(0)
            .out
    };
    let before = rota();
    for (add, status, says) in [
        (
            shift("2027-02-05 20:00", "2027-02-06 04:00", "", &["li", "sun"]),
            3,
            "两个班重叠",
        ),
        (
            shift("2027-02-07 08:00", "2027-02-08 08:00", "zhou", &[]),
            3,
            "没有值班员",
        ),
        (
            shift("2027-02-07 08:00", "2027-02-07 08:00", "zhou", &["li"]),
            3,
            "结束要晚于开始",
        ),
        (
            shift("2027-01-07 08:00", "2027-01-08 08:00", "zhou", &["li"]),
            3,
            "已经过去",
        ),
        (
            shift("2027-02-07 08:00", "2027-02-08 08:00", "zhou", &["nobody"]),
            3,
            "没有“nobody”",
        ),
        (
            shift(
                "2027-02-07 08:00",
                "2027-02-08 08:00",
                "zhou",
                &["li", "li"],
            ),
            3,
            "写了两次",
        ),
        (
            shift("yesterday", "2027-02-08 08:00", "zhou", &["li"]),
            2,
            "例：zhuoluo duty rota add",
        ),
    ] {
        at(&home, "zhou", "02-01 09:30", &words(&add))
            .is(status)
            .says(says);
    }
    assert_eq!(before, rota());
}

#[test]
fn what_is_wrong_with_a_swap_is_said() {
    let home = with_shift();
    let swap = |who: &str, with: &str, start: &str, end: &str| -> Vec<String> {
        [
            "duty", "rota", "swap", "--who", who, "--with", with, "--start", start, "--end", end,
        ]
        .map(str::to_owned)
        .to_vec()
    };
    for (asked, says) in [
        (
            swap("li", "li", "2027-02-05 08:00", "2027-02-06 08:00"),
            "不能和自己换班",
        ),
        (
            swap("li", "sun", "2027-02-06 08:00", "2027-02-05 08:00"),
            "结束要晚于开始",
        ),
        (
            swap("li", "sun", "2027-02-09 08:00", "2027-02-10 08:00"),
            "没有班",
        ),
        (
            swap("zhao", "sun", "2027-02-05 08:00", "2027-02-06 08:00"),
            "由本人或领导提出",
        ),
    ] {
        at(&home, "li", "02-01 09:30", &words(&asked))
            .is(3)
            .says(says);
    }
}

#[test]
fn what_is_wrong_with_a_period_is_said() {
    let home = office();
    let add = |from: &str, to: &str, more: &[&str]| {
        let mut all = vec![
            "period",
            "add",
            "春节",
            "--from",
            from,
            "--to",
            to,
            "--basis",
            "一号文",
            "--by",
            "县局",
        ];
        all.extend(more);
        at(&home, "zhou", "02-01 09:00", &all)
    };
    add("2027-02-13", "2027-02-05", &[])
        .is(3)
        .says("早于开始日");
    add("2027-02-05", "2029-02-05", &[]).is(3).says("366天");
    add("2027-02-05", "2027-02-13", &["--check-in", "1"])
        .is(3)
        .says("15到1440");
    add("明天", "2027-02-13", &[]).is(2);
    at(&home, "li", "02-01 09:00", &["period", "end", "1"])
        .is(3)
        .says("值班员不能设定特别时段");
    at(&home, "zhou", "02-01 09:00", &["period", "end", "1"])
        .is(3)
        .says("没有第1号时段");
    assert_eq!(
        at(&home, "zhou", "02-01 09:00", &["period", "list", "--json"])
            .is(0)
            .out
            .trim(),
        "[]"
    );
}

#[test]
fn a_check_in_is_made_on_duty_and_the_clock_goes_forward() {
    let home = with_shift();
    let check = |who: &str, when: &str| at(&home, who, when, &["duty", "check-in"]);
    check("sun", "02-05 22:00").is(3).says("现在不当班");
    check("li", "02-05 07:30")
        .is(3)
        .says("下一个班2027-02-05 08:00");
    // At night every two hours from 22:00; by day nothing is asked for outside a period.
    check("li", "02-06 00:10").is(0);
    check("li", "02-05 23:00").is(3).says("时钟往回走了");
    // A machine that slept: the hours it slept through are owed all the same.
    let owed = at(
        &home,
        "zhou",
        "02-06 07:00",
        &["owed", "--kind", "check_in", "--json"],
    )
    .is(10)
    .json();
    let late: Vec<&str> = owed
        .as_array()
        .expect("a list")
        .iter()
        .filter(|o| o["state"] == "overdue")
        .map(|o| o["key"].as_str().expect("a key"))
        .collect();
    assert_eq!(
        late,
        ["check_in:2027-02-06T02:00", "check_in:2027-02-06T04:00"]
    );
    // One check-in ends them, late.
    check("zhao", "02-06 07:10").is(0);
    at(
        &home,
        "zhou",
        "02-06 07:20",
        &["owed", "--kind", "check_in"],
    )
    .is(0);
}

#[test]
fn a_missed_check_in_climbs() {
    let home = with_shift();
    for (when, lies_with) in [
        ("02-06 00:10", "staff"),
        ("02-06 00:20", "leader"),
        ("02-06 00:40", "supervisor"),
    ] {
        let now = at(
            &home,
            "zhou",
            when,
            &["owed", "--kind", "check_in", "--json"],
        )
        .json();
        let midnight = now
            .as_array()
            .expect("a list")
            .iter()
            .find(|o| o["key"] == "check_in:2027-02-06T00:00");
        assert_eq!(midnight.expect("owed")["lies_with"], lies_with, "{when}");
    }
}

#[test]
fn silence_is_not_zero() {
    let home = with_shift();
    at(
        &home,
        "zhou",
        "02-01 09:00",
        &[
            "period",
            "add",
            "春节",
            "--from",
            "2027-02-05",
            "--to",
            "2027-02-06",
            "--basis",
            "一号文",
            "--by",
            "县局",
        ],
    )
    .is(0);
    let report = |more: &[&str]| {
        let mut all = vec!["duty", "report", "--slot", "2027-02-05 17:00"];
        all.extend(more);
        at(&home, "li", "02-05 16:30", &all)
    };
    report(&[]).is(3).says("不写不等于零");
    report(&["--zero", "--matters", "2"])
        .is(3)
        .says("零报告不能同时写2件");
    report(&["--matters", "1", "--text", "供暖一件已转住建局"]).is(0);
    report(&["--zero"]).is(3).says("已经报过");
}

#[test]
fn an_emergency_is_closed_to_others() {
    let home = with_shift();
    let opened = at(
        &home,
        "li",
        "02-05 21:00",
        &["duty", "urgent", "open", "来电人在河边", "--json"],
    )
    .is(0)
    .json();
    let id = opened["event"].to_string();
    at(
        &home,
        "li",
        "02-05 21:02",
        &["duty", "urgent", "call", &id, "--to", "110", "已出警"],
    )
    .is(0);
    let owed = at(&home, "sun", "02-05 21:05", &["owed", "--json"]).out;
    assert!(
        owed.contains("urgent_follow_up") && !owed.contains("河边"),
        "{owed}"
    );
    at(
        &home,
        "sun",
        "02-05 21:05",
        &["duty", "urgent", "show", &id],
    )
    .is(3)
    .says("只有记录人");
    let record = at(
        &home,
        "zhou",
        "02-05 21:05",
        &["duty", "urgent", "show", &id],
    )
    .is(0)
    .json();
    assert_eq!(record["calls"][0]["called"], "110");
    at(
        &home,
        "li",
        "02-06 07:00",
        &["duty", "urgent", "follow-up", &id, "人已安全到家"],
    )
    .is(0);
    let owed = at(&home, "sun", "02-06 07:05", &["owed", "--json"]).out;
    assert!(!owed.contains("urgent_follow_up"), "{owed}");
}

#[test]
fn a_dispute_is_about_the_matter_and_holds_no_identity_number() {
    let home = with_shift();
    let add = |matter: &str| {
        let words = [
            "duty",
            "dispute",
            "add",
            matter,
            "--unit",
            "东甲镇",
            "--place",
            "子村",
            "--due",
            "2027-03-01",
        ];
        at(&home, "li", "02-05 09:00", &words)
    };
    for number in [
        "999999199001011234",
        "９９９９９９１９９００１０１１２３４",
        "999999 19900101 123X",
        "999999-1990-0101-123x",
        "999999900101123",
    ] {
        add(&format!("张某（{number}）与邻居争地界"))
            .is(3)
            .says("身份证号");
    }
    let list = || {
        at(
            &home,
            "li",
            "02-05 09:05",
            &["duty", "dispute", "list", "--json"],
        )
        .is(0)
        .json()
    };
    assert_eq!(list(), serde_json::json!([]), "nothing of it is kept");
    // Sums, telephones, document numbers and years are no identity numbers.
    for text in [
        "两户因地界争执，涉3.5亩",
        "拖欠工程款12000000元，见2026年第000123456789012号",
        "联系 0999-5550123、13800138000",
    ] {
        add(text).is(0);
    }
    assert_eq!(list().as_array().map(Vec::len), Some(3));
    let report = [
        "duty",
        "report",
        "--slot",
        "2027-02-05 17:00",
        "--matters",
        "1",
        "--text",
        "已登记，证件999999199001011234",
    ];
    at(&home, "li", "02-05 16:30", &report).is(3);
}
