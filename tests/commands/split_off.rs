//! A petition that a report was split off from, or that is of one matter with one, tells the accused nothing of it.

use serde_json::{Value, json};

use super::{Home, Ran};

const IDENTITY: &str = "999999196203041116";

pub fn act(home: &Home, who: &str, number: &str, step: &str, body: &Value) -> Ran {
    let words = ["--as", who, "act", number, step, "--json", "-"];
    home.feed(&words, body.to_string().as_bytes())
}

pub fn show(home: &Home, who: &str, number: &str) -> Ran {
    home.run(&["--as", who, "show", number, "--json", "--why", "核对"])
}

pub fn register(home: &Home, more: &Value) -> String {
    let mut body =
        json!({ "class": "request", "people": [{ "name": "诸葛密", "id_number": IDENTITY }] });
    for (key, value) in more.as_object().expect("an object") {
        body[key] = value.clone();
    }
    let made = home.feed(&["--as", "wang", "register"], body.to_string().as_bytes());
    made.is(0).json()["number"]
        .as_str()
        .expect("a number")
        .to_owned()
}

/// An office; zhao handles matters in the unit that is accused, li in no way.
pub fn office() -> Home {
    let home = Home::sandbox();
    for (login, name, role, unit) in [
        ("zhao", "赵某", "caseworker", "教育局"),
        ("sun", "孙某", "auditor", "教育局"),
        ("li", "李某", "window", "示例县信访局"),
    ] {
        let seat = ["--name", name, "--role", role, "--unit", unit];
        let words = [&["--as", "wang", "operator", "add", login], &seat[..]].concat();
        home.run(&words).is(0);
    }
    home
}

/// A request and an accusation in one letter.
pub fn mixed(home: &Home) -> String {
    register(home, &json!({ "requests": ["要求退费", "查教育局收回扣"] }))
}

pub fn split(home: &Home, number: &str, into: &str) -> Ran {
    let body = json!({ "requests": [2], "into": into, "reasons": "另一事项" });
    act(home, "wang", number, "split", &body)
}

pub fn accused() -> Value {
    json!([{ "name": "陈某", "unit": "教育局" }])
}

#[test]
fn what_a_report_was_split_off_from_does_not_go_to_the_accused() {
    let home = office();
    let number = mixed(&home);
    let report = json!({ "class": "report", "requests": ["查回扣"], "accused": accused() });
    let report = register(&home, &report);
    split(&home, &number, &report).is(0);
    let to = json!({ "to": "教育局" });
    act(&home, "wang", &number, "forward", &to)
        .is(3)
        .says("教育局");
    // Whoever may not read the report is not told whom it accuses.
    let seen = show(&home, "li", &number).is(0).out;
    assert!(!seen.contains("陈某"), "{seen}");
    assert!(show(&home, "wang", &number).is(0).out.contains("陈某"));
    // What is asked for goes there as a petition of its own.
    let own = register(&home, &json!({ "requests": ["要求退费"] }));
    act(&home, "wang", &own, "forward", &to).is(0);
    show(&home, "zhao", &own).is(0);
    home.run(&["--as", "wang", "verify"]).is(0);
}

#[test]
fn what_accuses_later_is_kept_from_the_accused_with_what_it_was_split_off_from() {
    let home = office();
    let number = mixed(&home);
    let report = register(&home, &json!({ "requests": ["查回扣"] }));
    split(&home, &number, &report).is(0);
    act(
        &home,
        "wang",
        &number,
        "forward",
        &json!({ "to": "教育局" }),
    )
    .is(0);
    show(&home, "zhao", &number).is(0);
    let sorted = json!({ "class": "report", "accused": accused(), "why": "研判" });
    act(&home, "wang", &report, "sort", &sorted).is(0);
    show(&home, "zhao", &number).is(4);
    home.run(&["--as", "zhao", "find", "回扣"]).is(4);
    // Voiding the splitting frees nobody, and whom a correction adds is kept from it too.
    let void = json!({ "of": 2, "void": true, "reasons": "错" });
    act(&home, "wang", &number, "correct", &void).is(0);
    show(&home, "zhao", &number).is(4);
    let added =
        json!({ "of": 2, "accused": [{ "name": "李某" }], "reasons": "查明", "why": "查明" });
    act(&home, "wang", &report, "correct", &added).is(0);
    home.run(&["--as", "wang", "verify"]).is(0);
    home.run(&["--as", "wang", "audit", "verify"]).is(0);
}

#[test]
fn that_a_petition_was_joined_to_the_matter_of_a_report_is_no_event_for_others() {
    let home = office();
    let plain = register(&home, &json!({ "requests": ["要求退费"] }));
    let report = json!({ "class": "report", "requests": ["查回扣"], "accused": accused() });
    let report = register(&home, &report);
    act(&home, "wang", &plain, "forward", &json!({ "to": "教育局" })).is(0);
    let before = show(&home, "zhao", &plain).is(0).json()["events"].clone();
    let link = json!({ "matter": report, "reasons": "同一事项" });
    act(&home, "wang", &plain, "link", &link).is(0);
    assert_eq!(show(&home, "zhao", &plain).is(0).json()["events"], before);
    let text = home.run(&["--as", "zhao", "show", &plain]).is(0).out;
    assert!(!text.contains("并入"), "{text}");
    let trail = home.run(&["--as", "sun", "audit", "list"]).is(0).out;
    assert!(!trail.contains("link"), "{trail}");
    // Nor does a step answer otherwise than where there is none.
    let unlink = json!({ "reasons": "不是" });
    act(&home, "zhao", &plain, "unlink", &unlink)
        .is(3)
        .says("没有并入任何事项");
    // Events are counted as they are shown: the third is theirs.
    act(&home, "zhao", &plain, "sign_for", &json!({})).is(0);
    let events = show(&home, "zhao", &plain).is(0).json()["events"].clone();
    assert_eq!(events[2]["seq"], 3);
    assert_eq!(events[2]["step"], "sign_for");
    let void = json!({ "of": 3, "void": true, "reasons": "录错" });
    act(&home, "zhao", &plain, "correct", &void).is(0);
    let events = show(&home, "wang", &plain).is(0).json()["events"].clone();
    assert_eq!(
        (&events[4]["step"], &events[4]["body"]["of"]),
        (&json!("correct"), &json!(4))
    );
    let owed: Value =
        serde_json::from_str(&home.run(&["--as", "zhao", "owed", "--json"]).out).expect("owed");
    assert!(!owed.to_string().contains("并入"));
    assert_eq!(
        show(&home, "wang", &plain).is(0).json()["events"][2]["step"],
        "link"
    );
    home.run(&["--as", "wang", "verify"]).is(0);
}

#[test]
fn which_petition_withholds_somebody_is_not_told_by_what_it_was_split_off_from_or_joined_to() {
    let home = office();
    let plain = register(&home, &json!({ "requests": ["要求退费", "要求换校车"] }));
    let withheld = json!({ "requests": ["要求换校车"], "withhold_name": true });
    let withheld = register(&home, &withheld);
    let joined = json!({ "requests": ["再问校车"], "withhold_name": true, "same_matter": plain });
    let joined = register(&home, &joined);
    split(&home, &plain, &withheld).is(0);
    let link = json!({ "matter": withheld, "reasons": "同一人" });
    act(&home, "wang", &plain, "link", &link).is(0);
    let all = [&plain, &withheld, &joined];
    for number in all {
        act(&home, "wang", number, "forward", &json!({ "to": "教育局" })).is(0);
    }
    let told = || {
        for number in all {
            let file = show(&home, "zhao", number).is(0).out;
            for other in all.iter().filter(|n| *n != &number) {
                assert!(!file.contains(&***other), "{number}: {file}");
            }
            assert!(!file.contains("\"link\""), "{number}: {file}");
            assert!(!file.contains("同一"), "{number}: {file}");
        }
        let trail = home.run(&["--as", "sun", "audit", "list"]).is(0).out;
        assert!(!trail.contains("link"), "{trail}");
    };
    told();
    // The unit does not take apart what it does not know of, and so uncovers nothing.
    for number in all {
        act(
            &home,
            "zhao",
            number,
            "unlink",
            &json!({ "reasons": "不是" }),
        )
        .is(3);
    }
    told();
    assert!(show(&home, "wang", &plain).is(0).out.contains(&withheld));
    home.run(&["--as", "wang", "verify"]).is(0);
}
