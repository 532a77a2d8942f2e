//! The trail says nothing of who reported somebody to whoever may not see the report, and stays readable for
//! whoever may.

use serde_json::{Value, json};

use super::Home;

const IDENTITY: &str = "999999196203041116";

/// Somebody with an ordinary petition and, since, a report; their numbers.
fn office() -> (Home, [String; 2]) {
    let home = Home::sandbox();
    let person = json!({ "name": "诸葛密", "id_number": IDENTITY });
    let number = |made: Value| made["number"].as_str().expect("a number").to_owned();
    let plain = json!({ "requests": ["要求修桥"], "people": [person] });
    let plain = number(home.register(&plain));
    let report = json!({
        "class": "report", "requests": ["查处受贿"], "accused": [{ "name": "陈某" }],
        "people": [{ "name": "诸葛密", "id_number": IDENTITY, "phones": ["13500135000"] }],
    });
    let report = number(home.register(&report));
    let add = [
        "operator",
        "add",
        "chen",
        "--name",
        "陈某",
        "--role",
        "administrator",
    ];
    home.run(&add).is(0);
    (home, [plain, report])
}

fn as_one(home: &Home, who: &str, words: &[&str]) -> String {
    home.run(&[&["--as", who], words].concat()).is(0).out
}

#[test]
fn the_trail_does_not_say_whose_record_a_report_was_joined_to() {
    let (home, [plain, _]) = office();
    as_one(&home, "wang", &["find", "诸葛密"]);
    let list: Value =
        serde_json::from_str(&as_one(&home, "chen", &["audit", "list", "--json"])).expect("a list");
    let list = list.as_array().expect("entries");
    let joined: Vec<&Value> = list.iter().filter(|e| e["action"] == "merge").collect();
    assert_eq!(joined.len(), 1, "{list:?}");
    assert_eq!(
        (&joined[0]["hidden"], &joined[0]["what"]),
        (&json!(true), &json!(""))
    );
    assert!(list.iter().all(|e| e["action"] != "person"), "{list:?}");
    // What names people is covered alike in what leaves the office, whomever it names.
    as_one(&home, "chen", &["find", "诸葛密"]);
    let lines = as_one(&home, "chen", &["audit", "export"]);
    let naming = lines
        .lines()
        .filter(|l| l.contains("\"action\":\"search\""));
    let covered: Vec<bool> = naming.map(|l| l.contains("\"hidden\":true")).collect();
    assert!(
        covered.len() > 1 && covered.iter().all(|covered| *covered),
        "{lines}"
    );
    // The petitioner's own sheet, printed by the accused, has no reading that was none.
    let sheet = as_one(
        &home,
        "chen",
        &["audit", "list", "--person", &plain, "--json"],
    );
    let sheet: Value = serde_json::from_str(&sheet).expect("a list");
    let actions: Vec<&str> = (sheet.as_array().expect("entries").iter())
        .filter_map(|e| e["action"].as_str())
        .collect();
    assert!(
        !actions.contains(&"merge") && !actions.contains(&"person"),
        "{actions:?}"
    );
    // Whoever took the report down reads everything.
    let lines = as_one(&home, "wang", &["audit", "export"]);
    assert!(
        lines
            .lines()
            .any(|l| l.contains("\"action\":\"merge\"") && !l.contains("hidden"))
    );
    as_one(&home, "wang", &["verify"]);
}

#[test]
fn the_trail_is_read_after_a_report_stood_in_an_export() {
    let (home, [plain, report]) = office();
    as_one(&home, "wang", &["export", "petitions"]);
    for words in [
        &["audit", "list"][..],
        &["audit", "list", "--action", "export", "--json"],
        &["audit", "list", "--petition", &report],
        &["audit", "list", "--person", &report],
        &["audit", "list", "--person", &plain],
    ] {
        as_one(&home, "wang", words);
    }
    as_one(&home, "chen", &["audit", "list"]);
}
