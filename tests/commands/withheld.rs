//! A name that is withheld: the unit that handles the petition learns neither the name nor a number.

use serde_json::json;

use super::Home;

const NAME: &str = "钱多多";
const PHONE: &str = "13800138001";

/// A petition whose name is withheld, sent to a unit in which zhao works; its number.
fn sent(home: &Home) -> String {
    home.run(&["unit", "add", "财政局", "--kind", "department"])
        .is(0);
    let draft = json!({
        "channel": "visit", "class": "request", "received_on": "2026-11-05", "withhold_name": true,
        "people": [{ "name": NAME, "phones": [PHONE], "address": "东甲镇7号" }],
        "requests": ["要求核实征地补偿款"],
    });
    let number = home.register(&draft)["number"]
        .as_str()
        .expect("a number")
        .to_owned();
    home.act(&number, "forward", &json!({"to": "财政局"})).is(0);
    home.run(&[
        "operator",
        "add",
        "zhao",
        "--name",
        "赵某",
        "--role",
        "caseworker",
        "--unit",
        "财政局",
    ])
    .is(0);
    number
}

#[test]
fn a_name_that_is_withheld_stays_in_the_office() {
    let home = Home::sandbox();
    let number = sent(&home);
    let all: [&[&str]; 10] = [
        &["show", &number],
        &["show", &number, "--json"],
        &["find", NAME],
        &["find", NAME, "--json"],
        &["find", PHONE, "--json"],
        &["find", "补偿款", "--json"],
        &["owed", "--json"],
        &["export", "people"],
        &["export", "petitions"],
        &["privacy", "copy", &number, "--why", "本人来要"],
    ];
    for words in all {
        let ran = home.run(&[&["--as", "zhao"], words].concat());
        for hidden in [NAME, PHONE, "7号"] {
            assert!(!ran.out.contains(hidden), "{words:?}: {}", ran.out);
        }
    }
    let seen = home.run(&["--as", "zhao", "show", &number]).is(0).out;
    assert!(
        seen.contains("＊＊＊") && seen.contains("不公开姓名"),
        "{seen}"
    );
    let english = home
        .run(&["--as", "zhao", "--lang", "en", "show", &number])
        .is(0)
        .out;
    assert!(
        english.contains("asks that the name be withheld"),
        "{english}"
    );
    for words in [&["show", &number][..], &["find", NAME]] {
        let own = home.run(&[&["--as", "wang"], words].concat()).is(0).out;
        assert!(own.contains(NAME), "the office itself knows: {own}");
    }
}

#[test]
fn no_other_name_of_a_petition_leaks_either_and_the_office_finds_by_each() {
    let home = Home::sandbox();
    sent(&home);
    let draft = json!({
        "channel": "visit", "class": "request", "withhold_name": true, "requests": ["三人同来要求核实账目"],
        "people": [{ "name": "呼延甲隐" }, { "name": "呼延乙隐" }, { "name": "司马丙隐" }],
    });
    let wang = |words: &[&str], input: &serde_json::Value| {
        let words = [&["--as", "wang"], words].concat();
        home.feed(&words, input.to_string().as_bytes())
    };
    let done = wang(&["register"], &draft).is(0).json();
    let number = done["number"].as_str().expect("a number").to_owned();
    let to = json!({"to": "财政局"});
    wang(&["act", &number, "forward", "--json", "-"], &to).is(0);
    for index in [true, false] {
        if !index {
            // Read as written while there is no index.
            let index = home.store().with_extension("sqlite3-search");
            let _ = std::fs::remove_file(index);
        }
        for typed in ["呼", "呼延", "呼延甲隐", "乙隐", "司马丙隐", "延甲"] {
            let words = ["find", "--petitions", typed, "--json"];
            let told = home.run(&[&["--as", "zhao"], &words[..]].concat());
            assert_eq!(told.is(0).json(), json!([]), "{typed}");
            let own = wang(&words, &json!(null)).is(0);
            assert!(own.out.contains(&number), "{typed}: {}", own.out);
        }
    }
    // By the words of the matter the unit finds it, and reads nobody's name.
    let words = ["--as", "zhao", "find", "--petitions", "核实账目", "--json"];
    let told = home.run(&words).is(0);
    assert!(
        told.out.contains(&number) && !told.out.contains("隐"),
        "{}",
        told.out
    );
}
