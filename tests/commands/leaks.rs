//! Small things that told of what is hidden, or hid what should be seen: numbers of events, signs in names, a
//! file called `-`, a refusal that named no petition.

use std::path::Path;

use serde_json::{Value, json};

use super::Home;

fn number(made: &Value) -> String {
    made["number"].as_str().expect("a number").to_owned()
}

fn events(home: &Home, number: &str) -> Vec<Value> {
    let file = home.run(&["show", number, "--json"]).is(0).json();
    file["events"].as_array().expect("events").clone()
}

#[test]
fn events_are_numbered_within_their_petition() {
    let home = Home::sandbox();
    let _others = [home.petition(), home.petition()];
    let number = home.petition();
    let promise = json!({ "text": "回电话", "due_on": "2026-11-27" });
    home.act(&number, "forward", &json!({ "to": "东甲镇" }))
        .is(0);
    home.act(&number, "promise", &promise).is(0);
    let places: Vec<i64> = events(&home, &number)
        .iter()
        .filter_map(|e| e["seq"].as_i64())
        .collect();
    assert_eq!(places, [1, 2, 3]);
    let text = home.run(&["show", &number]).is(0).out;
    for (place, step) in [("1", "登记"), ("2", "转送"), ("3", "承诺")] {
        let line = |l: &str| l.trim_start().starts_with(place) && l.contains(step);
        assert!(text.lines().any(line), "{place} {step}: {text}");
    }
    let all = home.run(&["show", &number, "--json"]).is(0).json();
    for o in all["obligations"].as_array().expect("a list") {
        assert!(o["since"].as_i64().expect("a place") <= 3, "{o}");
    }
    // By that number an event is named.
    let wrong = |of: i64| {
        let body = json!({ "of": of, "text": "已回电话" });
        let ran = home.act(&number, "fulfil", &body).is(3);
        assert!(!ran.talk.contains(&format!("{}", of + 4)), "{}", ran.talk);
    };
    [0, 2, 4, 5, 99].into_iter().for_each(wrong);
    let body = json!({ "of": 3, "text": "已回电话" });
    home.act(&number, "fulfil", &body).is(0);
    let body = json!({ "of": 4, "void": true, "reasons": "录错" });
    home.act(&number, "correct", &body).is(0);
    let all = events(&home, &number);
    assert_eq!(
        (&all[3]["body"]["of"], &all[4]["body"]["of"]),
        (&json!(3), &json!(4))
    );
    home.run(&["verify"]).is(0);
}

/// Wherever an obligation is printed for scripts, its events are so numbered, and its key with them.
#[test]
fn what_is_owed_names_events_by_their_place() {
    let home = Home::sandbox();
    for _ in 0..5 {
        home.petition();
    }
    let made = home.register(&json!({
        "people": [{ "name": "钱某" }], "requests": ["要求通水"], "class": "request",
    }));
    let n = number(&made);
    let list = |value: &Value| value.as_array().expect("a list").clone();
    let mut all = list(&made["owed"]);
    let forward = home.act(&n, "forward", &json!({ "to": "东甲镇" })).is(0);
    all.extend(list(&forward.json()["owed"]));
    let owed = list(&home.run(&["owed", "--json"]).json());
    let mine: Vec<&Value> = owed.iter().filter(|o| o["number"] == n.as_str()).collect();
    assert!(!mine.is_empty(), "{owed:?}");
    for o in &mine {
        let key = format!("{}:{n}:{}", o["kind"].as_str().expect("a kind"), o["since"]);
        assert_eq!(o["key"], key);
    }
    all.extend(mine.into_iter().cloned());
    let card = list(
        &home
            .run(&["find", "钱某", "--people", "--json"])
            .is(0)
            .json(),
    );
    all.extend(list(&card[0]["owed"]));
    let far = ["--now", "2026-12-20T10:30:00+08:00"];
    let due = home.run(&[&far[..], &["remind", "--dry-run", "--json"]].concat());
    let due = list(&due.json());
    assert!(due.iter().any(|r| r["number"] == n.as_str()), "{due:?}");
    all.extend(due.into_iter().filter(|r| r["number"] == n.as_str()));
    for o in &all {
        let since = o["since"].as_i64().expect("a place");
        assert!((1..=2).contains(&since), "{o}");
    }
    // By that key it is noted as seen, and by no other.
    let key = all
        .iter()
        .find_map(|o| o["key"].as_str())
        .expect("a key")
        .to_owned();
    home.run(&["duty", "ack", &key, "看过"]).is(0);
    let (kind, _) = key.split_once(':').expect("parts");
    home.run(&["duty", "ack", &format!("{kind}:{n}:6"), "看过"])
        .is(3);
    let owed = list(&home.run(&["owed", "--json"]).json());
    let seen = owed.iter().find(|o| o["key"] == key.as_str());
    assert_eq!(seen.expect("still owed")["seen"]["note"], "看过");
}

/// The failures that a self-check finds name them so too.
#[test]
fn a_self_check_names_events_by_their_place() {
    let home = Home::sandbox();
    for _ in 0..5 {
        home.petition();
    }
    let n = home.petition();
    let list = |value: &Value| value.as_array().expect("a list").clone();
    let far = ["--now", "2026-12-20T10:30:00+08:00"];
    let failures = home.run(&[&far[..], &["self-check", "--json"]].concat());
    let failures = list(&failures.json());
    assert!(
        failures.iter().any(|b| b["number"] == n.as_str()),
        "{failures:?}"
    );
    for event in failures.iter().flat_map(|b| list(&b["events"])) {
        assert!(
            (1..=2).contains(&event.as_i64().expect("a place")),
            "{failures:?}"
        );
    }
}

/// What somebody has seen of a petition is counted so as well.
#[test]
fn what_was_seen_is_a_place_in_the_petition() {
    let home = Home::sandbox();
    let _others = [home.petition(), home.petition()];
    let number = home.petition();
    let add = [
        "operator",
        "add",
        "li",
        "--name",
        "李某",
        "--role",
        "caseworker",
    ];
    home.run(&add).is(0);
    let act = |login: &str, step: &str, body: &Value| {
        let words = ["--as", login, "act", &number, step, "--json", "-"];
        home.feed(&words, body.to_string().as_bytes())
    };
    let sort = |seen: i64| json!({ "class": "request", "route": "petition", "seen": seen });
    act("li", "sort", &sort(1)).is(0);
    let mine = json!({ "class": "proposal", "seen": 1 });
    act("wang", "sort", &mine).is(3).says("li");
    act("wang", "sort", &json!({ "class": "proposal", "seen": 2 })).is(0);
    // More than there is: everything.
    act("li", "sort", &sort(99)).is(0);
}

#[test]
fn signs_in_a_name_that_cannot_be_seen_are_shown_by_marks() {
    let home = Home::sandbox();
    let draft = json!({ "channel": "visit", "requests": ["要求修路"],
        "people": [{ "name": "张\u{202E}小\u{200B}明", "phones": ["13800138000"] }] });
    let number = number(&home.register(&draft));
    for words in [
        &["show", &number][..],
        &["find", "张小明", "--people"],
        &["person", "show", "1"],
    ] {
        let ran = home.run(words).is(0);
        assert!(
            ran.out.contains("张⟨202E⟩小⟨200B⟩明"),
            "{words:?} {}",
            ran.out
        );
    }
}

#[test]
fn standard_output_is_no_file() {
    let home = Home::sandbox();
    let number = home.petition();
    let copy = home.run(&["privacy", "copy", &number, "-o", "-"]).is(0);
    assert!(copy.out.contains("张某"), "{}", copy.out);
    let table = home.run(&["export", "petitions", "-o", "-"]).is(0);
    assert!(!table.out.is_empty());
    home.run(&["archive", "pack", &number, "-o", "-"])
        .is(2)
        .says("标准输出");
    assert!(!Path::new("-").exists());
}

#[test]
fn a_file_that_may_not_be_packed_is_named_in_the_record() {
    let home = Home::sandbox();
    let number = home.petition();
    home.act(&number, "withdraw", &json!({ "reasons": "解决" }))
        .is(0);
    let body = json!({ "ground": "asked", "reasons": "本人请求删除" });
    home.act(&number, "restrict", &body).is(0);
    let file = home.path("档案.zip");
    let words = ["archive", "pack", &number, "-o", super::arg(&file)];
    home.run(&words).is(3).says("限制处理");
    let trail = home
        .run(&["audit", "list", "--action", "refuse", "--json"])
        .is(0);
    let trail = trail.json();
    let rows = trail.as_array().expect("a list");
    assert_eq!(rows.len(), 1, "{trail}");
    assert_eq!(rows[0]["number"], json!(number));
}
