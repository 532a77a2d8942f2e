//! A name that is withheld: the unit that handles the petition learns neither the name nor a number.

use serde_json::json;
use zhuoluo::flow::Do;
use zhuoluo::flow::register::Register;
use zhuoluo::flow::request::Aim;
use zhuoluo::store::Store;

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
            let index = home.store().with_extension("sqlite3-find");
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

/// Standard input for a command of the office's own clerk.
fn wang(home: &Home, words: &[&str], input: &serde_json::Value) -> super::Ran {
    home.feed(
        &[&["--as", "wang"], words].concat(),
        input.to_string().as_bytes(),
    )
}

const NEW: [&str; 3] = ["15900009999", "戊村44号", "钱改名"];

/// As [`sent`], the record corrected by the office since; with all that is withheld.
fn corrected(home: &Home) -> (String, Vec<&'static str>) {
    let number = sent(home);
    let new = NEW;
    let mut hidden = vec![NAME, PHONE, "东甲镇7号", "来电更正", "当面核对"];
    for (field, value) in [("phones", new[0]), ("address", new[1]), ("name", new[2])] {
        let body =
            json!({ "field": field, "value": value, "reasons": "来电更正", "why": "当面核对" });
        let words = ["act", &number, "correct_record", "--json", "-"];
        wang(home, &words, &body).is(0);
        hidden.push(value);
    }
    (number, hidden)
}

#[test]
fn a_correction_tells_a_unit_nothing_that_is_withheld() {
    let home = Home::sandbox();
    let (number, hidden) = corrected(&home);
    let new = NEW;
    let all: [&[&str]; 6] = [
        &["show", &number],
        &["show", &number, "--json"],
        &["explain", &number, "--json"],
        &["find", new[1], "--json"],
        &["find", new[2], "--json"],
        &["find", new[0], "--json"],
    ];
    for words in all {
        let ran = home.run(&[&["--as", "zhao"], words].concat());
        let said = format!("{}{}", ran.out, ran.talk);
        for hidden in &hidden {
            let typed = words.contains(hidden) && !ran.out.contains(hidden);
            assert!(typed || !said.contains(hidden), "{words:?}: {said}");
        }
    }
    let told = home.run(&["--as", "zhao", "show", &number, "--json"]);
    let told = told.is(0).json();
    let events = told["events"].as_array().expect("events");
    let corrections: Vec<_> = events
        .iter()
        .map(|e| &e["body"])
        .filter(|e| e.get("before").is_some())
        .collect();
    assert_eq!(corrections.len(), 3, "{told}");
    for correction in corrections {
        let cells = ["value", "before", "reasons"].map(|k| correction[k].as_str());
        assert_eq!(cells, [Some("＊＊＊"); 3], "{correction}");
        assert_eq!(correction["person"], 0, "{correction}");
    }
    let own = home.run(&["--as", "wang", "show", &number]).is(0).out;
    assert!(own.contains(new[1]) && own.contains("来电更正"), "{own}");
}

#[test]
fn a_correction_tells_the_screen_of_a_unit_nothing_that_is_withheld() {
    let home = Home::sandbox();
    let (number, hidden) = corrected(&home);
    let mut store = Store::open(&home.store(), "zhao").expect("the store");
    let now = crate::kit::instant("2026-11-20T10:00:00+08:00");
    let order = Do::Open {
        number,
        aim: Aim::Read,
        why: String::new(),
    };
    let said = format!("{:?}", store.perform(order, now));
    for hidden in &hidden {
        assert!(!said.contains(hidden), "{hidden}: {said}");
    }
}

#[test]
fn an_auditor_reads_no_reasons_of_a_correction() {
    let home = Home::sandbox();
    let number = home.petition();
    let body = json!({ "field": "address", "value": "戊村44号", "reasons": "张某本人来电" });
    home.act(&number, "correct_record", &body).is(0);
    let add = ["operator", "add", "shen", "--name", "审某"];
    home.run(&[&add[..], &["--role", "auditor"]].concat()).is(0);
    for json in [&[][..], &["--json"]] {
        let words = [&["--as", "shen", "show", &number], json].concat();
        let seen = home.run(&words).is(0).out;
        assert!(
            !seen.contains("张某") && !seen.contains("戊村44号"),
            "{seen}"
        );
    }
}

#[test]
fn a_request_about_own_data_names_nobody_whose_name_is_withheld() {
    let home = Home::sandbox();
    let number = sent(&home);
    let hidden = ["赵报人", "我住戊村", "看了钱某的身份证", "涉及他人隐私"];
    let receive = json!({ "asked": "copy", "petition": number, "applicant": hidden[0], "standing": "agent", "text": hidden[1] });
    wang(&home, &["privacy", "receive"], &receive).is(0);
    let identify = json!({ "how": hidden[2] });
    wang(&home, &["privacy", "enter", "1", "identify"], &identify).is(0);
    let decide = json!({ "ruling": "refused", "reasons": hidden[3], "approver": "局长" });
    wang(&home, &["privacy", "enter", "1", "decide"], &decide).is(0);
    let mut said = Vec::new();
    for json in [&[][..], &["--json"]] {
        let words = [&["--as", "zhao", "privacy", "list"], json].concat();
        said.push(home.run(&words).is(0).out);
    }
    let store = Store::open(&home.store(), "zhao").expect("the store");
    let now = crate::kit::instant("2026-11-20T10:00:00+08:00");
    let rows = store.register_whole(Register::Claims, now.date_naive());
    said.push(format!("{rows:?}"));
    let words = ["--as", "zhao", "privacy", "enter", "1", "answer"];
    let answer = home.feed(&words, br#"{"method":"direct"}"#);
    said.push(answer.is(0).out);
    for told in &said {
        assert!(told.contains(&number), "the request is there: {told}");
        for hidden in hidden {
            assert!(!told.contains(hidden), "{hidden}: {told}");
        }
    }
    let own = home.run(&["--as", "wang", "privacy", "list", "--json"]);
    for told in hidden {
        assert!(own.out.contains(told), "{told}: {}", own.out);
    }
}

#[test]
fn the_trail_of_a_person_tells_a_unit_nothing_of_whom_a_petition_withholds() {
    let home = Home::sandbox();
    let number = sent(&home);
    // The same person, by their document, openly at the same unit.
    let open = json!({
        "channel": "visit", "class": "request", "requests": ["要求修路"],
        "people": [{ "person": 1, "name": NAME, "phones": [PHONE] }],
    });
    let done = wang(&home, &["register"], &open).is(0).json();
    let other = done["number"].as_str().expect("a number").to_owned();
    let to = json!({"to": "财政局"});
    wang(&home, &["act", &other, "forward", "--json", "-"], &to).is(0);
    home.run(&["--as", "wang", "find", NAME]).is(0);
    home.run(&["--as", "wang", "show", &number]).is(0);
    for json in [&[][..], &["--json"]] {
        let words = [
            &["--as", "zhao", "audit", "list", "--person", &number],
            json,
        ]
        .concat();
        let ran = home.run(&words).is(3).says("不公开姓名");
        for hidden in [NAME, &other, "#1"] {
            assert!(!format!("{}{}", ran.out, ran.talk).contains(hidden));
        }
    }
    // The record of what withholds them is none for the unit.
    home.run(&["--as", "zhao", "audit", "list", "--person", "#1"])
        .is(4);
    // By the petition in which they stand openly there is nothing of the other.
    for words in [
        &["audit", "list", "--person", &other, "--json"][..],
        &["audit", "list", "--person", "#2", "--json"],
        &["privacy", "copy", &other, "--why", "本人来要"],
    ] {
        let ran = home.run(&[&["--as", "zhao"], words].concat()).is(0);
        assert!(ran.out.contains(&other), "{words:?}: {}", ran.out);
        assert!(!ran.out.contains(&number), "{words:?}: {}", ran.out);
        let own = home.run(&[&["--as", "wang"], words].concat()).is(0);
        assert!(own.out.contains(&number), "{words:?}: {}", own.out);
    }
}
