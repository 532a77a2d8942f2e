//! The watch of the nine days: who checks in, who reports, who signs, and who does not.

use chrono::{NaiveDateTime, TimeDelta};
use serde_json::{Value, json};

use super::oracle::{Desk, Tale, day, stamp};
use super::petitions::{self, Content, Petition};
use super::{CREWS, at, meet, owed, panel};
use crate::commands::Home;
use crate::duty::feed;

/// The crew of a shift by its day and place in the day, the two swaps included.
fn crew(on: u32, turn: usize) -> [&'static str; 2] {
    match (on, turn) {
        (6, 0) => ["feng", "zhao"],
        (7, 1) => ["zhao", "sun"],
        _ => CREWS[turn].2,
    }
}

fn begins(on: u32, turn: usize) -> NaiveDateTime {
    let hour = u32::try_from(turn).expect("small") * 8;
    day(2, on).and_hms_opt(hour, 0, 0).expect("an hour")
}

fn said(at: NaiveDateTime) -> String {
    at.format("%m-%d %H:%M").to_string()
}

fn check_in_key(tick: NaiveDateTime) -> String {
    format!("check_in:{}", stamp(tick))
}

/// Lays down what the notice of the festival asks of the desk: every two hours, every day at 17:00.
fn ask(desk: &mut Desk, town: &str) {
    for on in 4..=12 {
        for turn in 0..3 {
            let from = begins(on, turn);
            for hour in [2, 4, 6] {
                let tick = from + TimeDelta::hours(hour);
                desk.owe(check_in_key(tick), tick, 15);
            }
            if (on, turn) != (4, 0) {
                desk.owe(
                    format!("handover:{}", stamp(from)),
                    from + TimeDelta::minutes(30),
                    0,
                );
            }
        }
        let slot = begins(on, 2) + TimeDelta::hours(1);
        for unit in ["1", town] {
            desk.owe(format!("zero_report:{unit}:{}", stamp(slot)), slot, 0);
        }
    }
}

pub fn nine_days(home: &Home, desk: &mut Desk, town: &str, all: &mut Vec<Petition>) {
    ask(desk, town);
    for on in 4..=12 {
        for turn in 0..3 {
            let from = begins(on, turn);
            compare(home, desk, from);
            if (on, turn) != (4, 0) {
                hand_over(home, desk, on, turn);
            }
            if turn == 2 {
                report(home, desk, on, town);
            }
            special(home, desk, on, turn, (town, all));
            keep_watch(home, desk, on, turn);
        }
    }
    compare(home, desk, begins(13, 0) + TimeDelta::hours(9));
    let after = at(home, "wang", "02-13 09:00", &["owed", "--json"]).json();
    petitions::compare(all, &after, day(2, 13));
}

/// What the desk owes at a change of shift, one by one, as the oracle has it.
fn compare(home: &Home, desk: &Desk, now: NaiveDateTime) {
    let listed = owed(home, &said(now));
    let text = |o: &Value, key: &str| o[key].as_str().unwrap_or_default().to_owned();
    let own = listed.as_array().expect("a list").iter();
    let own = own.filter(|o| text(o, "number").is_empty());
    let mut all: Vec<(String, String)> = own.map(|o| (text(o, "key"), text(o, "state"))).collect();
    all.sort();
    assert_eq!(all, desk.owed(now), "{now}");
}

/// Both sides look and sign; but the crew of the 8th never came, and on the 11th nobody signs.
fn hand_over(home: &Home, desk: &mut Desk, on: u32, turn: usize) {
    let time = said(begins(on, turn));
    let before = if turn == 0 {
        (on - 1, 2)
    } else {
        (on, turn - 1)
    };
    let (out, come) = (crew(before.0, before.1), crew(on, turn));
    // Who stays on is on neither side.
    let out = out
        .into_iter()
        .find(|l| !come.contains(l))
        .expect("somebody leaves");
    let come = come
        .into_iter()
        .find(|l| !crew(before.0, before.1).contains(l));
    let come = come.expect("somebody comes");
    if (on, turn) == (9, 0) {
        return;
    }
    let words = [
        "duty",
        "handover",
        "draft",
        &format!("2027-{time}"),
        "--json",
    ];
    let id = at(home, out, &time, &words).is(0).json()["event"].to_string();
    let sign = |who: &str, side: &str| {
        at(home, who, &time, &["duty", "handover", "sign", &id, side]).is(0);
    };
    match (on, turn) {
        (11, 1) => return,
        (8, 2) => return sign(out, "--outgoing"),
        _ => {}
    }
    let show = ["duty", "handover", "show", &id, "--json"];
    let shown = at(home, come, &time, &show).is(0).json();
    let lines = shown["untouched"].as_array().expect("lines").iter();
    let lines: Vec<String> = lines.map(Value::to_string).collect();
    if !lines.is_empty() {
        let mut touch = vec!["duty", "handover", "touch", &id];
        touch.extend(lines.iter().map(String::as_str));
        at(home, come, &time, &touch).is(0);
    }
    sign(come, "--incoming");
    sign(out, "--outgoing");
    desk.met(&format!("handover:{}", stamp(begins(on, turn))));
}

/// The office and the town report at 16:50; the office not on the 9th, the town not on the 6th.
fn report(home: &Home, desk: &mut Desk, on: u32, town: &str) {
    let slot = format!("2027-02-{on:02} 17:00");
    let key = |unit: &str| format!("zero_report:{unit}:2027-02-{on:02}T17:00");
    let when = format!("02-{on:02} 16:50");
    let who = if on == 8 { "li" } else { "feng" };
    if on != 9 {
        let words = ["duty", "report", "--slot", &slot, "--zero"];
        meet(home, desk, who, &when, &words, &key("1"));
    }
    if on != 6 {
        let words = [
            "duty",
            "report",
            "--slot",
            &slot,
            "--unit",
            petitions::TOWN,
            "--matters",
            "1",
            "--text",
            "水管冻裂一处，已修",
        ];
        meet(home, desk, who, &when, &words, &key(town));
    }
}

/// What happens once.
fn special(
    home: &Home,
    desk: &mut Desk,
    on: u32,
    turn: usize,
    (town, all): (&str, &mut Vec<Petition>),
) {
    match (on, turn) {
        (6, 1) => panel::first_in_the_panel(home, all),
        (7, 1) => screen(home, desk, town, all),
        (8, 1) => snow(home, desk),
        (8, 2) => climb(home, "02-08 18", ["05", "20", "40"]),
        (9, 1) => stricter(home, desk, all),
        (10, 0) => climb(home, "02-10 04", ["10", "20", "35"]),
        _ => {}
    }
}

/// Every check-in of a shift, five minutes late, which is in time.
fn keep_watch(home: &Home, desk: &mut Desk, on: u32, turn: usize) {
    let each = if on == 9 { 1 } else { 2 };
    for hour in (each..8).step_by(each) {
        let tick = begins(on, turn) + TimeDelta::hours(i64::try_from(hour).expect("small"));
        let missed = (on, turn) == (8, 2) || (on, turn, hour) == (10, 0, 4);
        if !missed {
            let when = said(tick + TimeDelta::minutes(5));
            let words = ["duty", "check-in"];
            meet(
                home,
                desk,
                crew(on, turn)[0],
                &when,
                &words,
                &check_in_key(tick),
            );
        }
        // Who comes late has met what was missed, late.
        if (on, turn, hour) == (10, 0, 6) {
            desk.met("check_in:2027-02-10T04:00");
        }
    }
}

/// A check-in that nobody makes lies with the staff, then the leader on duty, then the supervisor.
fn climb(home: &Home, hour: &str, minutes: [&str; 3]) {
    let key = format!("check_in:2027-{}:00", hour.replace(' ', "T"));
    for (minute, rung) in minutes.iter().zip(["staff", "leader", "supervisor"]) {
        let list = owed(home, &format!("{hour}:{minute}"));
        let all = list.as_array().expect("a list").iter();
        let found = all.filter(|o| o["key"] == key.as_str()).collect::<Vec<_>>();
        assert_eq!(found.len(), 1, "{key}");
        assert_eq!(found[0]["lies_with"], rung, "{key} at {minute}");
    }
}

/// The week is screened; one dispute found, and when somebody asks for it, it is a petition.
fn screen(home: &Home, desk: &mut Desk, town: &str, all: &mut Vec<Petition>) {
    let words = [
        "duty",
        "screening",
        "report",
        petitions::TOWN,
        "--until",
        "2027-02-07",
        "--matters",
        "1",
        "--text",
        "水渠纠纷一起",
    ];
    let key = format!("screening_report:{town}:2027-02-07");
    meet(home, desk, "zhao", "02-07 10:00", &words, &key);
    let words = [
        "duty",
        "dispute",
        "add",
        "水渠淤塞，两组争水",
        "--unit",
        petitions::TOWN,
        "--type",
        "land",
        "--due",
        "2027-02-20",
        "--json",
    ];
    let id = at(home, "zhao", "02-07 10:10", &words).is(0).json()["event"].to_string();
    let step = ["duty", "dispute", "step", &id, "mediate", "约双方到现场"];
    at(home, "zhao", "02-07 10:20", &step).is(0);
    let draft = json!({
        "channel": "visit", "class": "request", "people": [{ "name": "赵某某" }], "requests": ["要求清淤"],
    });
    let words = ["duty", "dispute", "petition", &id, "--draft", "-"];
    let input = draft.to_string();
    let made = feed(home, "zhao", "02-07 10:30", &words, input.as_bytes())
        .is(0)
        .json();
    let number = made["number"].as_str().expect("a number").to_owned();
    feed(home, "zhao", "02-07 10:31", &words, input.as_bytes()).is(3);
    let ledger = at(
        home,
        "zhao",
        "02-07 10:32",
        &["duty", "dispute", "list", "--json"],
    )
    .json();
    assert_eq!(ledger[0]["petition"], number.as_str());
    assert_eq!(ledger[0]["step"], "petition");
    all.push(Petition {
        number,
        tale: 99,
        content: Content::Plain,
        known: Tale {
            received: day(2, 7),
            ..Tale::default()
        },
    });
}

/// A second period over the 9th: every hour, and a report at noon.
fn snow(home: &Home, desk: &mut Desk) {
    let words = [
        "period",
        "add",
        "冰雪天气",
        "--from",
        "2027-02-09",
        "--to",
        "2027-02-09",
        "--basis",
        "示应急〔2027〕2号",
        "--by",
        "县应急局",
        "--check-in",
        "60",
        "--near",
        "5",
        "--lead",
        "3",
        "--report",
        "12:00",
        "--report",
        "17:00",
        "--json",
    ];
    let id = at(home, "zhou", "02-08 09:00", &words).is(0).json()["event"].to_string();
    for turn in 0..3 {
        for hour in 1..8 {
            let tick = begins(9, turn) + TimeDelta::hours(hour);
            desk.owe(check_in_key(tick), tick, 15);
        }
    }
    let noon = begins(9, 1) + TimeDelta::hours(4);
    desk.owe(format!("zero_report:1:{}", stamp(noon)), noon, 0);
    let key = format!("publish_hours:{id}");
    desk.owe_by(key.clone(), day(2, 8), 3);
    let words = ["period", "hours", &id, "接待照常"];
    meet(home, desk, "zhou", "02-08 09:10", &words, &key);
}

/// On the 9th the stricter holds, and it is said which; the office reports at noon.
fn stricter(home: &Home, desk: &mut Desk, all: &[Petition]) {
    let words = [
        "duty",
        "report",
        "--slot",
        "2027-02-09 12:00",
        "--matters",
        "2",
        "--text",
        "两处停水已送水",
    ];
    meet(
        home,
        desk,
        "qian",
        "02-09 08:50",
        &words,
        "zero_report:1:2027-02-09T12:00",
    );
    let now = at(home, "qian", "02-09 08:55", &["duty", "now", "--json"]).json();
    let which = now["stricter"]["zh"].as_str().expect("said");
    assert_eq!(
        which,
        "从严：报到每60分钟（按“冰雪天气”），提前15天提醒（按“春节”）"
    );
    assert_eq!(now["next_check_in"], "2027-02-09T09:00:00+08:00");
    let list = at(home, "wang", "02-09 08:55", &["owed", "--json"]).json();
    petitions::compare(all, &list, day(2, 9));
}
