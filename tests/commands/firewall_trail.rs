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
    // Registering the report, joining its record and finding it: all that is told is that wang did something.
    let covered: Vec<&Value> = list.iter().filter(|e| e["hidden"] == true).collect();
    assert_eq!(covered.len(), 3, "{list:?}");
    let told = |e: &&Value| e["action"] == "merge" || e["action"] == "person";
    assert!(!list.iter().any(|e| told(&e)), "{list:?}");
    // What names people is covered alike in what leaves the office, whomever it names.
    as_one(&home, "chen", &["find", "诸葛密"]);
    let lines = as_one(&home, "chen", &["audit", "export"]);
    assert!(
        !lines.contains("search") && lines.matches("\"hidden\":true").count() > 4,
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

/// The numbers of a part of the trail tell nothing of how much there is besides.
#[test]
fn who_reads_a_part_of_the_trail_gets_numbers_of_their_own_count() {
    let home = Home::sandbox();
    let first = home.petition();
    let add = |login: &str, role: &str, unit: &[&str]| {
        let words = [
            "--as", "wang", "operator", "add", login, "--name", "孙某", "--role", role,
        ];
        home.run(&[&words[..], unit].concat()).is(0);
    };
    add("sun", "auditor", &["--unit", "东甲镇"]);
    add("qian", "caseworker", &[]);
    let forward = json!({ "to": "东甲镇" }).to_string();
    let hidden = json!({ "requests": ["要求修桥"], "people": [{ "name": "孙某" }] }).to_string();
    let act = ["--as", "wang", "act", &first, "forward", "--json", "-"];
    for _ in 0..5 {
        home.feed(&["--as", "wang", "register"], hidden.as_bytes())
            .is(0);
    }
    home.feed(&act, forward.as_bytes()).is(0);
    let list = |who: &str, more: &[&str]| -> Vec<Value> {
        let words = [&["audit", "list", "--json"], more].concat();
        let out = as_one(&home, who, &words);
        serde_json::from_str(&out).expect("a list")
    };
    for (who, more) in [("sun", &[][..]), ("qian", &["--person", &*first])] {
        let entries = list(who, more);
        assert!(!entries.is_empty(), "{who}");
        for (count, entry) in (1..).zip(&entries) {
            assert_eq!(entry["seq"], json!(count), "{who}: {entry}");
            let what = entry["what"].as_str().expect("words");
            let number = what.strip_prefix("event ").unwrap_or_default();
            assert!(!number.starts_with(|c: char| c.is_ascii_digit()), "{what}");
        }
    }
    let acted = list("sun", &["--action", "act"]);
    assert_eq!(acted[0]["what"], "event forward");
    // Whoever reads all of it reads the true ones.
    let whole = list("wang", &["--action", "act"]);
    assert!(whole[0]["seq"].as_i64() > Some(5), "{whole:?}");
    assert_eq!(whole[0]["what"], "event 7 forward");
}

/// Whoever may not see a report learns of no petition that it is of one matter with it, nor why; petitions of that
/// matter that they may see stay together.
#[test]
fn a_petition_does_not_say_that_it_is_of_one_matter_with_a_report() {
    let (home, [plain, report]) = office();
    let link = json!({ "matter": report, "reasons": "与受贿一事有关", "why": "查受贿时问到" });
    let told = |who: &str, number: &str| {
        let shown = as_one(&home, who, &["show", number, "--json"]);
        let text = as_one(&home, who, &["show", number]);
        let said = shown.contains("受贿") || text.contains("受贿");
        let shown: Value = serde_json::from_str(&shown).expect("a file");
        (shown["matter"].as_i64(), said)
    };
    let act = |step: &str, body: &Value| {
        let words = ["--as", "wang", "act", &plain, step, "--json", "-"];
        home.feed(&words, body.to_string().as_bytes()).is(0);
    };
    act("link", &link);
    assert_eq!(told("wang", &plain), (Some(2), true));
    assert_eq!(told("chen", &plain), (None, false));
    let other = json!({
        "channel": "visit", "class": "request", "received_on": "2026-11-05", "requests": ["要求修渠"],
        "same_matter": report, "people": [{ "name": "孙开" }],
    });
    let other = home.feed(&["--as", "wang", "register"], other.to_string().as_bytes());
    let other = other.is(0).json()["number"]
        .as_str()
        .expect("a number")
        .to_owned();
    // As if the second had been joined to the first.
    assert_eq!(told("chen", &plain), (None, false));
    assert_eq!(told("chen", &other), (Some(1), false));
    let seen = json!({ "text": "来电", "seen": 1 });
    let words = ["--as", "chen", "act", &plain, "note", "--json", "-"];
    let clash = home.feed(&words, seen.to_string().as_bytes());
    assert!(!clash.talk.contains("受贿"), "{}", clash.talk);
    act("unlink", &json!({ "reasons": "与受贿无关" }));
    assert!(!told("chen", &plain).1);
}

/// Somebody of whom a hidden report holds a record is named to whoever registers their other petition: neither the row of
/// that registration nor its hash is another than those of the rest, in the list or in what leaves the office.
#[test]
fn no_registration_says_that_it_named_somebody_hidden() {
    let (home, _) = office();
    let register = |draft: Value| {
        let words = ["--as", "wang", "register"];
        home.feed(&words, draft.to_string().as_bytes()).is(0).json()
    };
    let of = |name: &str, phone: &str| json!({ "requests": ["要求修路"], "people": [{ "name": name, "phones": [phone] }] });
    for (name, phone) in [
        ("赵某一", "13500135001"),
        ("诸葛密", "13500135000"),
        ("钱某二", "13500135002"),
    ] {
        register(of(name, phone));
    }
    let named = register(of("赵某一", "13500135001"));
    assert_eq!(
        named["possible"].as_array().map(Vec::len),
        Some(1),
        "{named}"
    );
    let rows: Value = serde_json::from_str(&as_one(
        &home,
        "chen",
        &["audit", "list", "--action", "register", "--json"],
    ))
    .expect("a list");
    let rows = rows.as_array().expect("entries");
    assert!(rows.len() >= 4);
    for row in rows {
        assert_eq!(
            (&row["what"], &row["hash"]),
            (&json!("event"), &json!("")),
            "{row}"
        );
    }
    let lines = as_one(&home, "chen", &["audit", "export"]);
    assert!(
        !lines.contains("\"register\""),
        "all of them or none: {lines}"
    );
}
