//! The clock of the machine: set back, in another zone, at the year's end and on a leap day. What is owed
//! hangs on civil dates of the office alone.

use serde_json::{Value, json};

use crate::commands::Home;

/// What is owed, without what is counted from today.
fn owed(home: &Home) -> Vec<Value> {
    let ran = home.run(&["owed", "--json"]);
    assert!(ran.status == 0 || ran.status == 10, "{}", ran.talk);
    let mut rows = ran.json().as_array().expect("rows").clone();
    for row in &mut rows {
        let row = row.as_object_mut().expect("a row");
        for counted in ["days_left", "state", "rung", "rung_on", "group", "stands"] {
            row.remove(counted);
        }
    }
    rows
}

fn days_left(home: &Home) -> i64 {
    let rows = home.run(&["owed", "--json"]).json();
    rows[0]["days_left"].as_i64().expect("days")
}

#[test]
fn a_clock_set_back_moves_no_date_and_writes_nothing_before_its_ground() {
    let mut home = Home::sandbox();
    let number = home.petition();
    let (before, left) = (owed(&home), days_left(&home));
    home.at("2026-11-03T09:00:00+08:00");
    assert_eq!(owed(&home), before, "no due date moves");
    assert_eq!(
        days_left(&home),
        left + 17,
        "and the days are counted from the day that the clock shows"
    );
    for (step, body) in [
        ("note", json!({ "text": "记事" })),
        ("accept", json!({ "route": "petition" })),
        ("forward", json!({ "to": 3 })),
    ] {
        let ran = home.act(&number, step, &body).is(3);
        assert!(
            ran.talk.contains("2026-11-03") && ran.talk.contains("2026-11-05"),
            "{}",
            ran.talk
        );
        assert!(
            ran.talk.contains("forward"),
            "the legal steps are named: {}",
            ran.talk
        );
    }
    // The true date said by hand lies in the future of this clock.
    home.act(
        &number,
        "note",
        &json!({ "text": "记事", "on": "2026-11-20" }),
    )
    .is(3)
    .says("2026-11-20");
    assert_eq!(owed(&home), before, "nothing was written");
    home.at("2026-11-21T09:00:00+08:00");
    home.act(&number, "accept", &json!({ "route": "petition" }))
        .is(0);
    home.run(&["verify"]).is(0);
    home.run(&["audit", "verify"]).is(0);
}

#[test]
fn events_of_one_day_keep_the_order_in_which_they_were_written() {
    let mut home = Home::sandbox();
    let number = home.petition();
    home.act(&number, "accept", &json!({ "route": "petition" }))
        .is(0);
    // The clock goes back by two hours between two steps of one day.
    home.at("2026-11-20T07:00:00+08:00");
    home.act(&number, "notify", &json!({})).is(0);
    let file = home
        .run(&["show", &number, "--json", "--why", "核对"])
        .is(0)
        .json();
    let steps: Vec<&str> = file["events"]
        .as_array()
        .expect("events")
        .iter()
        .filter_map(|e| e["step"].as_str())
        .collect();
    assert_eq!(steps, ["register", "accept", "notify"]);
    home.run(&["verify"]).is(0);
}

#[test]
fn the_zone_of_the_machine_is_not_that_of_the_office() {
    let mut home = Home::sandbox();
    let number = home.petition();
    home.act(&number, "accept", &json!({ "route": "petition" }))
        .is(0);
    let before = home.run(&["owed", "--json"]).json();
    let file = home
        .run(&["show", &number, "--json", "--why", "核对"])
        .is(0)
        .json();
    for zone in [
        "UTC",
        "America/New_York",
        "Pacific/Kiritimati",
        "Asia/Kathmandu",
        ":no/such/zone",
    ] {
        home.in_zone(zone);
        assert_eq!(home.run(&["owed", "--json"]).json(), before, "{zone}");
        let seen = home
            .run(&["show", &number, "--json", "--why", "核对"])
            .is(0)
            .json();
        assert_eq!(seen["events"], file["events"], "{zone}");
    }
    // 01:30 of the 21st at the office is the 20th for the machine and for whoever wrote the instant.
    home.in_zone("America/New_York");
    home.at("2026-11-20T12:30:00-05:00");
    home.act(&number, "notify", &json!({})).is(0);
    let file = home
        .run(&["show", &number, "--json", "--why", "核对"])
        .is(0)
        .json();
    let last = file["events"]
        .as_array()
        .and_then(|e| e.last().cloned())
        .expect("an event");
    assert_eq!(last["on"], "2026-11-21");
    home.run(&["verify"]).is(0);
}

#[test]
fn over_the_end_of_the_year() {
    let mut home = Home::sandbox();
    home.at("2026-12-31T23:59:59+08:00");
    let draft = json!({
        "channel": "visit", "class": "request", "received_on": "2026-12-31",
        "people": [{ "name": "张某" }], "requests": ["要求核实"],
    });
    let old = home.register(&draft);
    home.at("2027-01-01T00:00:00+08:00");
    let new = home.register(&json!({
        "channel": "visit", "class": "request", "received_on": "2026-12-31",
        "people": [{ "name": "钱某" }], "requests": ["另一件事"],
    }));
    let number = |v: &Value| v["number"].as_str().map(str::to_owned).expect("a number");
    assert_eq!(
        [number(&old), number(&new)],
        ["999999-2026-LF-00001", "999999-2027-LF-00001"],
        "the number bears the year in which it was registered"
    );
    assert_eq!(
        old["owed"][0]["effective_due"], new["owed"][0]["effective_due"],
        "day 0 is the same day"
    );
    assert_eq!(old["owed"][0]["nominal_due"], "2027-01-15");
    // The clock goes back into the old year: its numbers go on where they stood.
    home.at("2026-12-31T23:59:59+08:00");
    let third = home.register(&json!({
        "channel": "visit", "class": "request", "received_on": "2026-12-31",
        "people": [{ "name": "孙某" }], "requests": ["第三件事"],
    }));
    assert_eq!(number(&third), "999999-2026-LF-00002");
    home.run(&["verify"]).is(0);
}

#[test]
fn what_is_sent_on_leaves_the_office() {
    let home = Home::sandbox();
    let number = home.petition();
    for (step, body) in [
        ("forward", json!({ "to": 1 })),
        (
            "assign",
            json!({ "to": "示例县信访局", "due_on": "2026-12-01" }),
        ),
    ] {
        home.act(&number, step, &body).is(3).says("accept");
    }
}
