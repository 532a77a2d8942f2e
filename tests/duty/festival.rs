//! A Spring Festival by commands: nine days, 400 petitions, 27 shifts, two swaps, one no-show, a
//! moved period; what is owed is compared with lists made by hand.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{at, desk, feed, office};
use crate::commands::{Home, arg};

/// The three crews of a day, by the hour at which they begin.
const CREWS: [(&str, &str, [&str; 2]); 3] = [
    ("00", "08", ["li", "zhao"]),
    ("08", "16", ["qian", "sun"]),
    ("16", "24", ["feng", "chen"]),
];
const NAMES: [(&str, &str); 6] = [
    ("li", "李某"),
    ("zhao", "赵某"),
    ("qian", "钱某"),
    ("sun", "孙某"),
    ("feng", "冯某"),
    ("chen", "陈某"),
];

/// 27 shifts as somebody keeps them in a spreadsheet: names, not logins.
fn spreadsheet() -> String {
    let name = |login: &str| NAMES.iter().find(|n| n.0 == login).expect("known").1;
    let mut text = String::from("春节值班表\n日期,开始,结束,带班领导,值班员1,值班员2,值班电话\n");
    for day in 4..=12 {
        for (from, to, [one, two]) in CREWS {
            let _ = writeln!(
                text,
                "2027年2月{day}日,{from}:00,{to}:00,周某,{},{},000-0000000",
                name(one),
                name(two)
            );
        }
    }
    text
}

fn petitions() -> String {
    let mut lines = String::new();
    for i in 0..400 {
        let day = 10 + i % 20;
        let draft = json!({
            "channel": "visit", "class": "request", "received_on": format!("2027-01-{day}"),
            "people": [{ "name": format!("张某{i}"), "address": "东甲镇" }],
            "requests": [if i % 20 == 7 { "要求支付拖欠的工资" } else { "要求核实补偿款" }],
        });
        let _ = writeln!(lines, "{draft}");
    }
    lines
}

fn prepare(home: &Home) -> String {
    let declared = at(
        home,
        "zhou",
        "01-22 09:00",
        &[
            "period",
            "add",
            "春节",
            "--from",
            "2027-02-05",
            "--to",
            "2027-02-13",
            "--basis",
            "示信发〔2027〕1号",
            "--by",
            "县信访局",
            "--preset",
            "spring-festival",
            "--json",
        ],
    );
    let id = declared.is(0).json()["event"].to_string();
    let file = home.file("值班表.csv", spreadsheet());
    at(
        home,
        "li",
        "01-24 09:00",
        &["duty", "rota", "import", arg(&file)],
    )
    .is(3);
    at(
        home,
        "zhou",
        "01-24 09:00",
        &["duty", "rota", "import", arg(&file), "--dry-run"],
    )
    .is(0);
    at(
        home,
        "zhou",
        "01-24 09:00",
        &["duty", "rota", "import", arg(&file), "--json"],
    )
    .is(0);
    id
}

fn owed(home: &Home, when: &str) -> Value {
    at(home, "zhou", when, &["owed", "--json"]).json()
}

/// The period moves a day forward: the rota fits it then, and the changes are said.
fn move_period(home: &Home, id: &str) {
    // Ahead of the move the last day has no crew, and it is the desk's to find one.
    assert_eq!(
        desk(&owed(home, "01-25 09:00"), "rota_gap"),
        ["rota_gap:2027-02-13T00:00"]
    );
    let moved = at(
        home,
        "zhou",
        "01-25 09:30",
        &[
            "period",
            "move",
            id,
            "--from",
            "2027-02-04",
            "--to",
            "2027-02-12",
            "--json",
        ],
    );
    let changes = moved.is(0).json()["changes"]
        .as_array()
        .expect("changes")
        .clone();
    let said: Vec<&str> = changes
        .iter()
        .map(|c| c["zh"].as_str().expect("a sentence"))
        .collect();
    for wanted in [
        "不再需要：02-13 00:00至02-14 00:00无人值班",
        "不再需要：02-13 17:00零报告",
        "新增：02-04 17:00零报告",
        "新增：02-04 10:00报到",
    ] {
        assert!(said.contains(&wanted), "{wanted}: {said:#?}");
    }
    assert_eq!(
        desk(&owed(home, "01-25 10:00"), "rota_gap"),
        [] as [&str; 0]
    );
}

fn swaps(home: &Home) {
    for (who, with, start, end) in [
        ("li", "feng", "2027-02-06 00:00", "2027-02-06 08:00"),
        ("qian", "zhao", "2027-02-07 08:00", "2027-02-07 16:00"),
    ] {
        let asked = at(
            home,
            who,
            "02-01 09:00",
            &[
                "duty", "rota", "swap", "--who", who, "--with", with, "--start", start, "--end",
                end, "--json",
            ],
        );
        let id = asked.is(0).json()["event"].to_string();
        at(home, who, "02-01 09:00", &["duty", "rota", "approve", &id]).is(3);
        at(
            home,
            "zhou",
            "02-01 09:05",
            &["duty", "rota", "approve", &id],
        )
        .is(0);
    }
}

/// Every check-in of the nine days but those of the crew that did not come.
fn keep_watch(home: &Home) {
    for day in 4..=12 {
        for (from, _, [one, _]) in CREWS {
            if (day, from) == (8, "16") {
                continue;
            }
            let who = match (day, from) {
                (6, "00") => "feng",
                (7, "08") => "zhao",
                _ => one,
            };
            for plus in [2, 4, 6] {
                let hour = from.parse::<u32>().expect("an hour") + plus;
                let when = format!("02-{day:02} {hour:02}:05");
                at(home, who, &when, &["duty", "check-in"]).is(0);
            }
        }
        if day != 9 {
            let slot = format!("2027-02-{day:02} 17:00");
            let when = format!("02-{day:02} 16:50");
            at(
                home,
                "feng",
                &when,
                &["duty", "report", "--slot", &slot, "--zero"],
            )
            .is(0);
        }
    }
}

/// The first two handovers, signed by both; the rest is left unsigned.
fn hand_over(home: &Home) {
    for (time, out, come) in [
        ("02-04 08:00", "li", "qian"),
        ("02-04 16:00", "qian", "feng"),
    ] {
        let drafted = at(
            home,
            out,
            time,
            &[
                "duty",
                "handover",
                "draft",
                &format!("2027-{time}"),
                "--json",
            ],
        );
        let id = drafted.is(0).json()["event"].to_string();
        at(
            home,
            come,
            time,
            &["duty", "handover", "sign", &id, "--incoming"],
        )
        .is(3)
        .says("没有过目");
        let shown = at(
            home,
            come,
            time,
            &["duty", "handover", "show", &id, "--json"],
        )
        .is(0)
        .json();
        let lines: Vec<String> = shown["untouched"]
            .as_array()
            .expect("lines")
            .iter()
            .map(Value::to_string)
            .collect();
        let mut touch = vec!["duty", "handover", "touch", &id];
        touch.extend(lines.iter().map(String::as_str));
        at(home, come, time, &touch).is(0);
        at(
            home,
            come,
            time,
            &["duty", "handover", "sign", &id, "--incoming"],
        )
        .is(0);
        at(
            home,
            out,
            time,
            &["duty", "handover", "sign", &id, "--outgoing"],
        )
        .is(0);
    }
}

#[test]
fn nine_days_of_spring_festival() {
    let home = office();
    let id = prepare(&home);
    move_period(&home, &id);
    feed(
        &home,
        "wang",
        "01-29 09:00",
        &["register"],
        petitions().as_bytes(),
    )
    .is(0);
    // Of the 400 those received 21 to 24 January would lapse on the days off 5 to 8 February.
    let lapsing = at(
        &home,
        "zhou",
        "01-30 09:00",
        &["period", "lapsing", &id, "--json"],
    )
    .is(0)
    .json();
    let lapsing = lapsing.as_array().expect("a list");
    assert_eq!(lapsing.len(), 80);
    assert!(
        lapsing
            .iter()
            .all(|o| o["kind"] == "forward" && o["office_mark"] == "2027-02-04")
    );
    swaps(&home);
    assert_eq!(
        desk(&owed(&home, "02-01 10:00"), "publish_hours"),
        [format!("publish_hours:{id}")]
    );
    at(
        &home,
        "zhou",
        "02-02 09:00",
        &[
            "period",
            "hours",
            &id,
            "初一至初三电话值守，初四起9:00至12:00",
        ],
    )
    .is(0);
    keep_watch_and_compare(&home);
}

fn keep_watch_and_compare(home: &Home) {
    // Two days are played in the order of the clock, handovers among them, before the rest.
    let now = at(home, "li", "02-04 07:30", &["duty", "now", "--json"]).json();
    assert_eq!(now["on_duty"][0]["leader_name"], "周某");
    assert_eq!(
        desk(&now["to_sign"], "handover"),
        ["handover:2027-02-04T08:00"]
    );
    hand_over(home);
    keep_watch(home);
    let after = owed(home, "02-13 09:00");
    // By hand: the crew of the 8th, 16:00 to 24:00, never came.
    assert_eq!(
        desk(&after, "check_in"),
        [
            "check_in:2027-02-08T18:00",
            "check_in:2027-02-08T20:00",
            "check_in:2027-02-08T22:00"
        ]
    );
    // By hand: on the 9th nobody reported.
    assert_eq!(
        desk(&after, "zero_report"),
        ["zero_report:1:2027-02-09T17:00"]
    );
    // By hand: 26 handovers between 27 shifts, the first two signed.
    let mut unsigned = Vec::new();
    for day in 4..=12 {
        for hour in ["00", "08", "16"] {
            unsigned.push(format!("handover:2027-02-{day:02}T{hour}:00"));
        }
    }
    assert_eq!(desk(&after, "handover"), unsigned[3..]);
    nothing_else(home, &after);
}

fn nothing_else(home: &Home, after: &Value) {
    for kind in [
        "rota_gap",
        "publish_hours",
        "urgent_follow_up",
        "screening_report",
    ] {
        assert_eq!(desk(after, kind), [] as [&str; 0], "{kind}");
    }
    // 400 petitions were to be forwarded within 15 days; nobody did.
    let forward = after
        .as_array()
        .expect("a list")
        .iter()
        .filter(|o| o["kind"] == "forward");
    assert_eq!(forward.count(), 400);
    // A missed check-in lies with the supervisor until a head accounts for it; then it is met late.
    let missed = after
        .as_array()
        .expect("a list")
        .iter()
        .find(|o| o["key"] == "check_in:2027-02-08T18:00");
    assert_eq!(missed.expect("there")["lies_with"], "supervisor");
    at(
        home,
        "zhou",
        "02-13 09:10",
        &[
            "duty",
            "account",
            "check_in:2027-02-08T18:00",
            "路上受阻，已补班",
        ],
    )
    .is(0);
    assert_eq!(desk(&owed(home, "02-13 09:20"), "check_in").len(), 2);
    at(home, "zhou", "02-13 09:30", &["verify"]).is(0);
}
