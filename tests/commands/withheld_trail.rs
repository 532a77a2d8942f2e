//! What a unit reads of somebody's trail: nothing by which a petition that is hidden or withholds their name would be
//! known as theirs.

use serde_json::{Value, json};

use super::Home;

const NAME: &str = "诸葛密";

fn as_one(home: &Home, who: &str, words: &[&str]) -> String {
    home.run(&[&["--as", who], words].concat()).is(0).out
}

fn register(home: &Home, more: &Value) -> String {
    let mut draft = json!({
        "channel": "visit", "class": "request", "received_on": "2026-11-05",
        "people": [{ "name": NAME, "id_number": "999999196203041116" }],
    });
    for (key, value) in more.as_object().expect("an object") {
        draft[key] = value.clone();
    }
    let done = home.feed(&["--as", "wang", "register"], draft.to_string().as_bytes());
    let done = done.is(0).json();
    done["number"].as_str().expect("a number").to_owned()
}

fn forward(home: &Home, number: &str) {
    let words = ["--as", "wang", "act", number, "forward", "--json", "-"];
    let body = json!({ "to": "教育局" }).to_string();
    home.feed(&words, body.as_bytes()).is(0);
}

/// An office, and of a unit a caseworker and an auditor.
fn office() -> Home {
    let home = Home::sandbox();
    for (login, name, role) in [("zhao", "赵某", "caseworker"), ("sun", "孙某", "auditor")] {
        let words = ["operator", "add", login, "--name", name, "--role", role];
        as_one(&home, "wang", &[&words[..], &["--unit", "教育局"]].concat());
    }
    home
}

fn trail(home: &Home, who: &str, words: &[&str]) -> Vec<Value> {
    let out = as_one(home, who, &[&["audit", "list", "--json"], words].concat());
    serde_json::from_str(&out).expect("a list")
}

#[test]
fn why_a_report_was_given_to_somebody_stands_on_nothing_that_others_read() {
    let home = office();
    let open = register(&home, &json!({ "requests": ["要求修桥"] }));
    forward(&home, &open);
    let report = json!({ "class": "report", "requests": ["查处收费"], "accused": [{ "name": "陈某", "unit": "教育局" }] });
    let report = register(&home, &report);
    let copy = ["privacy", "copy", &report, "--why", "举报件核对"];
    as_one(&home, "wang", &copy);
    for (who, words) in [("zhao", &["--person", &*open][..]), ("sun", &[])] {
        let read = trail(&home, who, words);
        assert!(read.iter().any(|e| e["action"] == "give"), "{read:?}");
        let said = json!(read).to_string();
        assert!(
            !said.contains("举报件核对") && !said.contains(&report),
            "{said}"
        );
    }
    let read = json!(trail(&home, "wang", &["--person", &report])).to_string();
    assert!(read.contains("举报件核对"), "{read}");
    // Asked for by the open one, the reason that the report needs stands with the report.
    as_one(
        &home,
        "wang",
        &["privacy", "copy", &open, "--why", "一并核对"],
    );
    let read = json!(trail(&home, "zhao", &["--person", &open])).to_string();
    assert!(!read.contains("一并核对"), "{read}");
    as_one(&home, "wang", &["verify"]);
}

#[test]
fn a_trail_does_not_say_whose_a_petition_is_that_withholds_it() {
    let mut home = office();
    let hidden = json!({ "requests": ["要求修渠"], "withhold_name": true });
    let hidden = register(&home, &hidden);
    forward(&home, &hidden);
    let looked = |home: &Home| {
        as_one(home, "zhao", &["find", "修渠", "--petitions"]);
        as_one(home, "zhao", &["export", "petitions"]);
    };
    looked(&home);
    home.at("2026-11-20T10:00:00+08:00");
    let open = register(&home, &json!({ "requests": ["要求修桥"] }));
    forward(&home, &open);
    home.at("2026-11-20T11:00:00+08:00");
    as_one(&home, "zhao", &["find", "修渠", "--petitions"]);
    as_one(&home, "zhao", &["find", "修桥", "--petitions"]);
    let read = trail(&home, "zhao", &["--person", &open]);
    let actions = |of: &str| read.iter().filter(|e| e["action"] == of).count();
    assert_eq!((actions("search"), actions("export")), (1, 0), "{read:?}");
    // No number of a record joins the two for the unit's auditor.
    let read = trail(&home, "sun", &[]);
    assert!(read.iter().any(|e| e["action"] == "search"), "{read:?}");
    assert!(!json!(read).to_string().contains('#'), "{read:?}");
    // The office reads all of it.
    let read = trail(&home, "wang", &["--person", &open]);
    let actions = |of: &str| {
        let by = read.iter().filter(|e| e["operator"] == "zhao");
        by.filter(|e| e["action"] == of).count()
    };
    assert_eq!((actions("search"), actions("export")), (3, 1), "{read:?}");
    as_one(&home, "wang", &["verify"]);
}
