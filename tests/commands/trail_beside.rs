//! Whose a petition is that somebody may not see, or not as somebody's, the trail does not say by what stands beside it:
//! neither by an entry of the same instant, nor by its place, nor by why something was refused.

use serde_json::{Value, json};

use super::Home;

const IDENTITY: &str = "999999196203041116";

fn as_one(home: &Home, who: &str, words: &[&str]) -> String {
    home.run(&[&["--as", who], words].concat()).is(0).out
}

fn register(home: &Home, who: &str, body: &Value) -> String {
    let made = home.feed(&["--as", who, "register"], body.to_string().as_bytes());
    made.is(0).json()["number"]
        .as_str()
        .expect("a number")
        .to_owned()
}

/// Somebody with an ordinary petition who then reports 陈某, an administrator; the numbers of both.
fn office() -> (Home, [String; 2]) {
    let home = Home::sandbox();
    let plain = json!({ "requests": ["要求修桥"], "people": [{ "name": "诸葛密", "id_number": IDENTITY }] });
    let report = json!({
        "class": "report", "requests": ["查处受贿"], "accused": [{ "name": "陈某" }],
        "people": [{ "name": "诸葛密", "id_number": IDENTITY, "phones": ["13500135000"] }],
    });
    let numbers = [&plain, &report].map(|body| register(&home, "wang", body));
    let seat = ["--name", "陈某", "--role", "administrator"];
    as_one(
        &home,
        "wang",
        &[&["operator", "add", "chen"], &seat[..]].concat(),
    );
    (home, numbers)
}

fn list(home: &Home, who: &str, words: &[&str]) -> Vec<Value> {
    let words = [&["audit", "list", "--json"], words].concat();
    serde_json::from_str(&as_one(home, who, &words)).expect("a list")
}

/// The entries of which something is told.
fn told(entries: &[Value]) -> Vec<&Value> {
    entries.iter().filter(|e| e["hidden"] == false).collect()
}

#[test]
fn why_a_copy_was_refused_for_a_report_beside_stands_with_the_report() {
    let (home, [plain, report]) = office();
    home.run(&["--as", "wang", "privacy", "copy", &plain])
        .is(3)
        .says("检举控告");
    let seen = json!(list(&home, "chen", &[])).to_string();
    assert!(!seen.contains("检举控告"), "{seen}");
    assert!(!as_one(&home, "chen", &["audit", "export"]).contains("检举控告"));
    let own = list(&home, "wang", &["--petition", &report]);
    let refused: Vec<&Value> = own.iter().filter(|e| e["action"] == "refuse").collect();
    assert_eq!(refused.len(), 1, "{own:?}");
}

#[test]
fn whom_a_report_may_not_be_led_by_stands_with_the_report() {
    let (home, [_, report]) = office();
    let open = [
        "campaign",
        "open",
        "积案",
        "--basis",
        "示信发〔2026〕8号",
        "--lead",
        "王某",
        "--until",
        "2026-12-31",
    ];
    as_one(&home, "wang", &open);
    let add = [
        "--as", "wang", "campaign", "add", "积案", &report, "--cause", "unit", "--lead", "陈某",
    ];
    home.run(&add).is(3).says("陈某");
    let seen = list(&home, "chen", &["--action", "refuse"]);
    assert!(seen.is_empty(), "{seen:?}");
    assert_eq!(
        list(
            &home,
            "wang",
            &["--petition", &report, "--action", "refuse"]
        )
        .len(),
        1
    );
}

#[test]
fn what_is_not_for_its_reader_has_a_day_and_no_place_in_the_trail() {
    let (home, [plain, report]) = office();
    as_one(&home, "wang", &["find", "诸葛密"]);
    as_one(&home, "wang", &["privacy", "copy", &plain, "--why", "本人"]);
    as_one(&home, "wang", &["export", "petitions"]);
    register(
        &home,
        "wang",
        &json!({ "requests": ["再问"], "people": [{ "name": "诸葛密", "id_number": IDENTITY }] }),
    );
    let all = list(&home, "chen", &[]);
    let hidden: Vec<&Value> = all.iter().filter(|e| e["hidden"] == true).collect();
    assert!(hidden.len() > 4, "{all:?}");
    for entry in &hidden {
        for (key, is) in [
            ("at", "2026-11-20"),
            ("operator", "wang"),
            ("action", ""),
            ("hash", ""),
            ("what", ""),
        ] {
            assert_eq!(entry[key], is, "{key}: {entry}");
        }
    }
    // They stand before what is told of their day, and however many entries are asked for, none of these gives way.
    assert!(
        all[..hidden.len()].iter().all(|e| e["hidden"] == true),
        "{all:?}"
    );
    let visible = told(&all).len();
    for limit in 1..visible {
        let some = list(&home, "chen", &["--limit", &limit.to_string()]);
        assert_eq!(told(&some).len(), limit, "{some:?}");
        assert_eq!(some.len() - limit, hidden.len(), "{some:?}");
    }
    let numbers: Vec<u64> = all.iter().filter_map(|e| e["seq"].as_u64()).collect();
    assert_eq!(numbers, (1..=all.len() as u64).collect::<Vec<_>>());
    // Of what kind they are is not asked for either.
    for action in ["merge", "give", "search", "open"] {
        let some = list(&home, "chen", &["--action", action]);
        assert_eq!(told(&some).len(), some.len(), "{some:?}");
    }
    // Whoever took the report down reads each where it stands.
    let own = list(&home, "wang", &[]);
    assert_eq!(told(&own).len(), own.len());
    let beside = own.iter().filter(|e| e["number"] == report.as_str());
    assert!(
        beside.filter(|e| e["action"] == "give").count() == 1,
        "{own:?}"
    );
}

#[test]
fn what_leaves_the_office_says_nothing_of_a_covered_entry_and_can_be_checked() {
    let (home, _) = office();
    as_one(&home, "wang", &["find", "诸葛密"]);
    let lines = as_one(&home, "chen", &["audit", "export"]);
    let mut covered = 0;
    for line in lines.lines() {
        let line: Value = serde_json::from_str(line).expect("a line");
        if line["hidden"] == true {
            let keys: Vec<&String> = line.as_object().expect("an object").keys().collect();
            assert_eq!(keys, ["seq", "hash", "hidden"]);
            covered += 1;
        }
    }
    assert!(covered > 2, "{lines}");
    let file = home.path("out.jsonl");
    std::fs::write(&file, lines).expect("written");
    let file = file.to_str().expect("a path");
    as_one(&home, "chen", &["audit", "verify", "--export", file]);
}

#[test]
fn what_is_said_of_records_names_none_of_a_report() {
    let (home, _) = office();
    register(
        &home,
        "wang",
        &json!({ "requests": ["修渠"], "people": [{ "name": "诸葛蜜", "id_number": IDENTITY }] }),
    );
    let one =
        |words: &[&str]| home.run(&[&["--as", "wang", "person"], words, &["--why", "同"]].concat());
    // 2 is the record of the report, read as one with 1.
    one(&["merge", "1", "2"]).is(3).says("已经是同一人");
    one(&["merge", "1", "3"]).is(0);
    let all = list(&home, "chen", &[]);
    let said = json!(all).to_string();
    assert!(
        !said.contains("2 和 1") && !said.contains("1 和 2") && !said.contains("#2"),
        "{said}"
    );
    let joined = all.iter().find(|e| e["action"] == "merge").expect("told");
    assert_eq!(joined["what"], "#1 #3 merge 1 <- 3");
    // That a record beside was given out with it does not show in the words.
    as_one(&home, "wang", &["audit", "list", "--person", "#1"]);
    let given = list(&home, "chen", &["--action", "give"]);
    assert_eq!(given[0]["what"], "#1 #3 trail", "{given:?}");
}

/// A unit with an administrator and a caseworker.
fn unit(home: &Home) {
    for (login, role) in [("zhao", "caseworker"), ("sun", "administrator")] {
        let words = ["operator", "add", login, "--name", login, "--role", role];
        as_one(home, "wang", &[&words[..], &["--unit", "教育局"]].concat());
    }
}

fn forward(home: &Home, number: &str) {
    let words = ["--as", "wang", "act", number, "forward", "--json", "-"];
    home.feed(&words, json!({ "to": "教育局" }).to_string().as_bytes())
        .is(0);
}

#[test]
fn a_copy_of_two_petitions_does_not_tell_a_unit_whose_the_withheld_one_is() {
    let home = Home::sandbox();
    unit(&home);
    let plain = json!({ "requests": ["要求修桥"], "people": [{ "name": "诸葛密", "id_number": IDENTITY }] });
    let mut withheld = plain.clone();
    withheld["requests"] = json!(["要求修渠"]);
    withheld["withhold_name"] = json!(true);
    let numbers = [&plain, &withheld].map(|body| register(&home, "wang", body));
    for number in &numbers {
        forward(&home, number);
        as_one(&home, "wang", &["privacy", "copy", number]);
    }
    let read = list(&home, "sun", &[]);
    let given: Vec<&Value> = read.iter().filter(|e| e["action"] == "give").collect();
    assert_eq!(given.len(), 2, "{read:?}");
    assert!(
        given.iter().all(|e| e["number"] == numbers[0].as_str()),
        "{read:?}"
    );
    // The office reads both.
    let read = list(&home, "wang", &["--petition", &numbers[1]]);
    assert_eq!(read.iter().filter(|e| e["action"] == "give").count(), 2);
}

#[test]
fn what_a_withheld_petition_says_of_somebody_reaches_no_unit_through_another_of_theirs() {
    let home = Home::sandbox();
    unit(&home);
    let someone = |phone: &str, address: &str| json!([{ "name": "诸葛密", "id_number": IDENTITY, "phones": [phone], "address": address }]);
    let plain = json!({ "requests": ["要求修桥"], "people": someone("13500135000", "") });
    let withheld = json!({ "requests": ["要求修渠"], "withhold_name": true, "people": someone("13600136000", "东甲镇戊村9号") });
    let later = json!({ "requests": ["要求修路"], "people": someone("13700137000", "") });
    let numbers = [&plain, &withheld, &later].map(|body| register(&home, "wang", body));
    for number in &numbers {
        forward(&home, number);
    }
    for words in [
        &["find", "诸葛密", "--json"][..],
        &["show", &numbers[0], "--json"],
        &["show", &numbers[2], "--json"],
        &["export", "people", "--format", "json"],
    ] {
        let seen = as_one(&home, "zhao", words);
        assert!(
            !seen.contains("6000") && !seen.contains("9号"),
            "{words:?}: {seen}"
        );
        assert!(
            seen.contains("37000") || seen.contains("7000"),
            "{words:?}: {seen}"
        );
    }
    home.run(&["--as", "zhao", "find", "13600136000"]).is(4);
    // The office finds them by it, as one person with three petitions.
    let seen = as_one(
        &home,
        "wang",
        &["find", "13600136000", "--people", "--json"],
    );
    let seen: Value = serde_json::from_str(&seen).expect("people");
    assert_eq!(seen.as_array().map(Vec::len), Some(1), "{seen}");
    assert_eq!(
        seen[0]["petitions"].as_array().map(Vec::len),
        Some(3),
        "{seen}"
    );
    as_one(&home, "wang", &["verify"]);
}
