//! A petition that is of one matter with a report, or of somebody whose petition became one: nothing that is counted,
//! marked, listed, packed, imported or registered beside it tells of it.

use serde_json::{Value, json};

use zhuoluo::domain::ids::PetitionId;
use zhuoluo::flow::{Ask, Reply};
use zhuoluo::store::Store;

use super::split_off::{accused, act, mixed, office, register, show, split};
use super::{Home, arg};

/// A petition that came long ago, and a report.
fn both(home: &Home) -> (String, String) {
    for (login, role) in [("qian", "auditor"), ("zhou", "administrator")] {
        home.run(&[
            "--as", "wang", "operator", "add", login, "--name", login, "--role", role,
        ])
        .is(0);
    }
    let plain = register(
        home,
        &json!({ "requests": ["要求退费"], "received_on": "2026-10-08" }),
    );
    let report = json!({ "class": "report", "requests": ["查回扣"], "accused": accused() });
    (plain, register(home, &report))
}

fn join(home: &Home, plain: &str, report: &str) {
    let link = json!({ "matter": report, "reasons": "同一事项" });
    act(home, "wang", plain, "link", &link).is(0);
}

fn forward(home: &Home, number: &str) {
    act(home, "wang", number, "forward", &json!({ "to": "教育局" })).is(0);
}

/// Without what is drawn anew for each petition.
fn without_codes(mut value: Value) -> String {
    fn clear(value: &mut Value) {
        match value {
            Value::Object(map) => {
                map.remove("code");
                map.values_mut().for_each(clear);
            }
            Value::Array(all) => all.iter_mut().for_each(clear),
            _ => {}
        }
    }
    clear(&mut value);
    value.to_string()
}

#[test]
fn the_check_of_the_office_numbers_events_as_they_are_told() {
    let home = office();
    let (plain, report) = both(&home);
    join(&home, &plain, &report);
    forward(&home, &plain);
    let behind = |who: &str| {
        let found = home
            .run(&["--as", who, "self-check", "--json"])
            .is(0)
            .json();
        let found = found.as_array().expect("an array").clone();
        let late = found.iter().find(|b| b["failure"] == "not_forwarded");
        late.expect("late")["events"].clone()
    };
    assert_eq!(behind("wang"), json!([1, 3]));
    for who in ["zhao", "li", "qian"] {
        assert_eq!(behind(who), json!([1, 2]), "{who}");
    }
}

#[test]
fn an_open_file_is_not_marked_by_what_is_no_event_of_it() {
    let home = office();
    let (plain, report) = both(&home);
    forward(&home, &plain);
    let last = |who: &str| {
        let store = Store::open(&home.store(), who).expect("the store");
        let today = crate::kit::day("2026-11-20");
        match store.ask(&Ask::LastEvent(PetitionId(1)), today) {
            Ok(Reply::LastEvent(seq)) => seq,
            other => panic!("{other:?}"),
        }
    };
    let before = ["zhao", "wang"].map(last);
    join(&home, &plain, &report);
    assert_eq!(last("zhao"), before[0], "nothing to open anew");
    assert!(last("wang") > before[1], "marked");
}

#[test]
fn the_trail_of_one_petition_has_no_covered_entry() {
    let home = office();
    let (plain, report) = both(&home);
    let list = || {
        home.run(&["--as", "qian", "audit", "list", "--petition", &plain])
            .is(0)
            .out
    };
    let before = list();
    join(&home, &plain, &report);
    assert_eq!(list(), before);
    // In the whole trail it is told that there is something on that day, as ever.
    let whole = home.run(&["--as", "qian", "audit", "list"]).is(0).out;
    assert!(whole.contains("无权查看的件"), "{whole}");
}

#[test]
fn what_was_joined_to_a_report_is_packed_without_that() {
    let home = office();
    let (plain, report) = both(&home);
    join(&home, &plain, &report);
    act(
        &home,
        "wang",
        &plain,
        "withdraw",
        &json!({ "reasons": "本人" }),
    )
    .is(0);
    for (who, events) in [("zhou", "2"), ("wang", "3")] {
        let package = home.path(&format!("{who}.zip"));
        home.run(&["--as", who, "archive", "pack", &plain, "-o", arg(&package)])
            .is(0);
        home.run(&["archive", "check", arg(&package)]).is(0);
        let bytes = std::fs::read(&package).expect("a package");
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
        let file = zip.by_name("index.json").expect("an index");
        let index = std::io::read_to_string(file).expect("a text");
        assert!(
            index.contains(&format!("\"events\": {events}")),
            "{who}: {index}"
        );
    }
}

/// Whoever may not see the report joins another to the petition as if that stood alone, and no number of a matter says
/// that there is one.
#[test]
fn another_is_joined_to_it_as_if_it_stood_alone() {
    let told = |is_joined: bool| {
        let home = office();
        let (plain, report) = both(&home);
        if is_joined {
            join(&home, &plain, &report);
        }
        forward(&home, &plain);
        let another = register(&home, &json!({ "requests": ["要求开课"] }));
        forward(&home, &another);
        let mut told = Vec::new();
        for matter in 1..=5 {
            let body = json!({ "matter": matter, "reasons": "同一事项" });
            let ran = act(&home, "zhao", &another, "link", &body);
            told.push(format!("{matter}: {} {}", ran.status, ran.talk));
        }
        act(
            &home,
            "zhao",
            &another,
            "unlink",
            &json!({ "reasons": "不是" }),
        )
        .is(0);
        let by_number = json!({ "matter": plain, "reasons": "同一事项" });
        act(&home, "zhao", &another, "link", &by_number).is(0);
        let draft = json!({ "people": [{ "name": "诸葛远" }], "requests": ["要求开课"],
            "class": "request", "same_matter": plain });
        let made = home.feed(&["--as", "zhao", "register"], draft.to_string().as_bytes());
        let made = made.is(0).json()["number"]
            .as_str()
            .expect("a number")
            .to_owned();
        for number in [&plain, &another, &made] {
            told.push(without_codes(show(&home, "zhao", number).is(0).json()));
        }
        assert!(told[5..].iter().all(|file| file.contains(&plain)));
        assert!(told[7].contains("\"link\""), "{}", told[7]);
        if is_joined {
            // Who may see the report sees it beside all of them.
            let file = show(&home, "wang", &made).is(0).out;
            assert!(file.contains(&report), "{file}");
        }
        home.run(&["--as", "wang", "verify"]).is(0);
        told
    };
    assert_eq!(told(true), told(false));
}

#[test]
fn an_answer_about_a_report_says_and_refuses_nothing_to_whoever_imports_the_same_row() {
    let home = office();
    let (plain, report) = both(&home);
    forward(&home, &plain);
    let ledger = home.file(
        "台账.csv",
        "姓名,证件号码,来访日期,反映问题\n诸葛密,999999196203041116,2026-10-12,要求装灯\n",
    );
    home.run(&["--as", "wang", "import", arg(&ledger), "--wait"])
        .is(0);
    home.run(&[
        "--as",
        "wang",
        "import",
        "waiting",
        "answer",
        "1",
        "2",
        "both",
        "--person",
        "1",
        "--petition",
        &report,
    ])
    .is(0);
    let matches = home.path("相像.csv");
    home.run(&[
        "--as",
        "zhao",
        "import",
        arg(&ledger),
        "--dry-run",
        "--matches",
        arg(&matches),
    ])
    .is(0);
    let matches = std::fs::read_to_string(matches).expect("the matches");
    assert!(
        matches.contains("\"同一人\"") && !matches.contains("\"两者都是\""),
        "{matches}"
    );
    let done = home.run(&["--as", "zhao", "import", arg(&ledger)]).is(0);
    assert!(!format!("{}{}", done.out, done.talk).contains(&report));
    // Nor is the row joined to what its importer may not see.
    let file = show(&home, "wang", "999999-2026-QT-00003").is(0).json();
    assert_eq!(file["kin"], json!([]));
}

#[test]
fn a_registration_beside_what_became_a_report_goes_to_the_record_that_is_known() {
    let home = office();
    let plain = register(&home, &json!({ "requests": ["要求退费"] }));
    forward(&home, &plain);
    let letter = mixed(&home);
    let report = json!({ "class": "report", "requests": ["查回扣"], "accused": accused() });
    let report = register(&home, &report);
    split(&home, &letter, &report).is(0);
    show(&home, "zhao", &letter).is(4);
    let draft =
        json!({ "people": [{ "person": 1 }], "requests": ["再问退费"], "class": "request" });
    let made = home.feed(&["--as", "zhao", "register"], draft.to_string().as_bytes());
    let made = made.is(0).json();
    assert_eq!(made["matched"][0]["name"], "诸葛密", "{made}");
    let file = home.run(&["--as", "zhao", "person", "show", "1"]).is(0).out;
    assert!(!file.contains("并入"), "{file}");
}

/// What a report says of somebody stands on a record of its own: who may read it is asked about a row that has it.
#[test]
fn a_row_is_like_somebody_by_what_a_report_says_of_them_for_its_readers_alone() {
    let home = office();
    let someone = |phone: &str, address: &str| json!([{ "name": "诸葛密", "id_number": "999999196203041116", "phones": [phone], "address": address }]);
    let plain = json!({ "requests": ["要求退费"], "people": someone("15400000001", "示例县东甲镇己村5栋") });
    let plain = register(&home, &plain);
    forward(&home, &plain);
    let report = json!({ "class": "report", "requests": ["查回扣"], "accused": accused(),
        "people": someone("15400000002", "示例县南乙镇辛村9栋") });
    register(&home, &report);
    let ledger = home.file(
        "台账.csv",
        "姓名,电话,住址,来访日期,反映问题\n诸葛密,15400000002,示例县南乙镇辛村9栋,2026-10-12,要求装灯\n",
    );
    for (who, lines) in [("wang", true), ("zhao", false)] {
        let matches = home.path(&format!("{who}.csv"));
        let words = [
            "--as",
            who,
            "import",
            arg(&ledger),
            "--dry-run",
            "--matches",
            arg(&matches),
        ];
        home.run(&words).is(0);
        let matches = std::fs::read_to_string(matches).expect("the matches");
        assert_eq!(matches.lines().count() > 1, lines, "{who}: {matches}");
    }
}
