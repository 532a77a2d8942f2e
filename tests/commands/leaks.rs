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
