//! A whole Spring Festival by commands: nine days, 400 petitions of ten tales, 27 shifts, two swaps, a
//! crew that does not come, a check-in that climbs, a moved period and a second one over it, units that
//! report, rounds of screening, a dispute that becomes a petition, handovers that nobody signs. All that
//! is owed is compared at every change of shift with an oracle that shares nothing with the program, and
//! the special ones with a list made by hand.

mod oracle;
mod panel;
mod petitions;
mod watch;

use std::fmt::Write as _;

use serde_json::Value;

use self::oracle::{Desk, day};
use self::petitions::Petition;
use super::{at, desk, office};
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
            "--unit",
            petitions::TOWN,
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

/// What the office prepares before its first day: reception hours, a round of screening.
fn prepare_the_town(home: &Home, id: &str, desk: &mut Desk) -> String {
    let words = [
        "duty",
        "screening",
        "add",
        petitions::TOWN,
        "--round",
        "weekly",
        "--since",
        "2027-01-25",
    ];
    at(home, "zhou", "01-25 11:00", &words).is(0);
    let owed = owed(home, "01-31 10:00");
    let all = owed.as_array().expect("a list").iter();
    let mut of_town = all.filter(|o| o["kind"] == "screening_report");
    let town = of_town.next().expect("the town's round")["owed_by_unit"].to_string();
    for until in [day(1, 31), day(2, 7), day(2, 14)] {
        desk.owe_by(format!("screening_report:{town}:{until}"), until, 3);
    }
    desk.owe_by(format!("publish_hours:{id}"), day(2, 3), 15);
    town
}

fn meet(home: &Home, desk: &mut Desk, who: &str, when: &str, words: &[&str], key: &str) {
    at(home, who, when, words).is(0);
    desk.met(key);
}

/// Of what would lapse on the days off of the festival, each is listed, and nothing else is.
fn lapsing(home: &Home, id: &str, all: &[Petition]) {
    let words = ["period", "lapsing", id, "--json"];
    let listed = at(home, "wang", "02-04 07:00", &words).is(0).json();
    let key = |number: &str, kind: &str| format!("{number} {kind}");
    let mut said: Vec<String> = listed
        .as_array()
        .expect("a list")
        .iter()
        .map(|o| {
            key(
                o["number"].as_str().expect("a number"),
                o["kind"].as_str().expect("a kind"),
            )
        })
        .collect();
    let mut by_hand = Vec::new();
    for p in all {
        for (kind, nominal, _) in oracle::petition(&p.known, day(2, 4)) {
            let within = (day(2, 4)..=day(2, 12)).contains(&nominal);
            if within && oracle::is_off(nominal) {
                by_hand.push(key(&p.number, kind));
            }
        }
    }
    said.sort();
    by_hand.sort();
    assert!(by_hand.len() > 60, "{}", by_hand.len());
    assert_eq!(said, by_hand);
}

#[test]
fn nine_days_of_spring_festival() {
    let home = office();
    let mut desk = Desk::default();
    let id = prepare(&home);
    move_period(&home, &id);
    let town = prepare_the_town(&home, &id, &mut desk);
    let mut all = petitions::register(&home);
    let seen = |when: &str| at(&home, "wang", when, &["owed", "--json"]).json();
    petitions::compare(&all, &seen("01-30 09:00"), day(1, 30));
    swaps(&home);
    let screened = [
        "duty",
        "screening",
        "report",
        petitions::TOWN,
        "--until",
        "2027-01-31",
        "--zero",
    ];
    let key = format!("screening_report:{town}:2027-01-31");
    meet(&home, &mut desk, "zhao", "01-31 15:00", &screened, &key);
    let hours = [
        "period",
        "hours",
        &id,
        "初一至初三电话值守，初四起9:00至12:00",
    ];
    meet(
        &home,
        &mut desk,
        "zhou",
        "02-01 09:30",
        &hours,
        &format!("publish_hours:{id}"),
    );
    petitions::play(&home, &mut all);
    petitions::compare(&all, &seen("02-03 17:00"), day(2, 3));
    petitions::hidden(&home, &all, "li", "02-03 17:00");
    lapsing(&home, &id, &all);
    watch::nine_days(&home, &mut desk, &town, &mut all);
    panel::by_hand(&home, &town);
    at(&home, "zhou", "02-13 12:00", &["verify"]).is(0);
}
