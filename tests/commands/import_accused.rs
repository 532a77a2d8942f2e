//! Whom a report accuses comes in with a ledger, and a report of which nobody has said so leaves the office to nobody.

use std::fs;

use serde_json::{Value, json};

use super::{Home, Ran, arg};

const HEADS: &str = "信访人姓名,联系电话,信访形式,来访日期,反映内容,信访目的,";

fn office() -> Home {
    let home = Home::sandbox();
    for (login, name, role, unit) in [
        ("xin", "信某", "window", "1"),
        ("zhao", "赵德柱", "duty", "东甲镇"),
        ("cai", "蔡某", "duty", "林业局"),
    ] {
        let words = ["--as", "wang", "operator", "add", login, "--name", name];
        let place = ["--role", role, "--unit", unit];
        home.run(&[&words[..], &place[..]].concat()).is(0);
    }
    home
}

/// Imports rows under these headings.
fn import(home: &Home, heads: &str, rows: &[&str], more: &[&str]) -> Ran {
    let file = home.path("ledger.csv");
    let rows = rows.join("\n");
    fs::write(&file, format!("{HEADS}{heads}\n{rows}\n")).expect("written");
    let words = ["--as", "wang", "import", arg(&file)];
    home.run(&[&words[..], more].concat())
}

fn act(home: &Home, number: &str, step: &str, body: &Value) -> Ran {
    let words = ["--as", "wang", "act", number, step, "--json", "-"];
    home.feed(&words, body.to_string().as_bytes())
}

fn accused(home: &Home, number: &str) -> Vec<String> {
    let words = ["--as", "wang", "show", number, "--why", "核对", "--json"];
    let told = home.run(&words).is(0).json();
    let all = told["registration"]["accused"].as_array().cloned();
    let one = |a: &Value| format!("{}@{}", a["name"].as_str().unwrap_or(""), a["unit"]);
    all.unwrap_or_default().iter().map(one).collect()
}

fn number(home: &Home, of: &str) -> String {
    let words = ["--as", "wang", "find", of, "--petitions", "--json"];
    let found = home.run(&words).is(0).json();
    found[0]["number"].as_str().expect("a number").to_owned()
}

/// What an import is given, and whom the report then accuses.
#[test]
fn the_columns_of_whom_a_report_accuses_are_read() {
    let row = "沈二,13911118889,来访,2026-11-19,反映违规收受礼金,揭发控告,";
    let map = "\"告谁\" = \"accused\"\n\"哪里的\" = \"accused_unit\"\n";
    for (heads, cells, expected) in [
        ("被举报人,被举报单位", "赵德柱,东甲镇", &["赵德柱@town"][..]),
        (
            "被反映人,被反映人单位",
            "赵德柱；钱某,东甲镇",
            &["赵德柱@town", "钱某@town"],
        ),
        (
            "被检举人,被检举单位",
            "赵德柱（镇长、书记）、钱某、孙某,东甲镇；林业局",
            &[
                "赵德柱（镇长、书记）@null",
                "钱某@null",
                "孙某@null",
                "@town",
                "@purse",
            ],
        ),
        (
            "被控告人,被控告单位",
            "不详,东甲镇砂石厂",
            &["东甲镇砂石厂@null"],
        ),
        ("告谁,哪里的", "赵德柱,东甲镇", &["赵德柱@town"]),
    ] {
        let home = office();
        let units = home
            .run(&["--as", "wang", "unit", "list", "--json"])
            .is(0)
            .json();
        let id = |name: &str| {
            let all = units.as_array().expect("units").iter();
            all.clone().find(|u| u["name"] == name).expect("the unit")["id"].to_string()
        };
        let file = home.file("map.toml", map);
        let ran = import(
            &home,
            heads,
            &[&format!("{row}{cells}")],
            &["--map", arg(&file)],
        )
        .is(0);
        assert!(!ran.talk.contains("没有取用的列"), "{}", ran.talk);
        assert!(!ran.talk.contains("未记明被反映"), "{}", ran.talk);
        let number = number(&home, "沈二");
        let expected: Vec<String> = expected
            .iter()
            .map(|e| {
                e.replace("town", &id("东甲镇"))
                    .replace("purse", &id("林业局"))
            })
            .collect();
        assert_eq!(accused(&home, &number), expected, "{cells}");
        act(&home, &number, "forward", &json!({ "to": "东甲镇" })).is(3);
        act(&home, &number, "handler", &json!({ "login": "zhao" })).is(3);
    }
}

#[test]
fn an_imported_report_without_any_accused_is_warned_of_and_stays() {
    let home = office();
    let row = "沈二,13911118889,来访,2026-11-19,反映违规收受礼金,揭发控告,不详,";
    let report = home.path("report.csv");
    import(
        &home,
        "被举报人,被举报单位",
        &[row],
        &["--report", arg(&report)],
    )
    .is(0);
    let told = fs::read_to_string(&report).expect("written");
    assert!(told.contains("检举控告未记明被反映的单位或个人"), "{told}");
    let number = number(&home, "沈二");
    // It is given to nobody outside the office before somebody said so; within it may be.
    for (step, body) in [
        ("forward", json!({ "to": "东甲镇" })),
        ("assign", json!({ "to": "林业局", "due_on": "2026-12-20" })),
        ("handler", json!({ "login": "zhao" })),
        ("handler", json!({ "login": "cai", "also": true })),
    ] {
        act(&home, &number, step, &body)
            .is(3)
            .says("还没有写明反映的是谁");
    }
    act(
        &home,
        &number,
        "handler",
        &json!({ "login": "xin", "also": true }),
    )
    .is(0);
    // Nobody knows: then it goes out. Voided, that was not said.
    let unknown = json!({ "class": "report", "accused_unknown": true });
    act(&home, &number, "sort", &unknown).is(0);
    let void = json!({ "of": 3, "void": true, "reasons": "误" });
    act(&home, &number, "correct", &void).is(0);
    act(&home, &number, "forward", &json!({ "to": "林业局" })).is(3);
    act(&home, &number, "sort", &unknown).is(0);
    act(&home, &number, "forward", &json!({ "to": "林业局" })).is(0);
}

#[test]
fn a_registered_report_stays_until_a_correction_says_whom_it_accuses() {
    let home = office();
    let body = json!({
        "channel": "visit", "class": "report", "received_on": "2026-11-20", "requests": ["查处"],
        "people": [{ "name": "沈四" }],
    });
    let words = ["--as", "wang", "register", "--json", "-"];
    let told = home.feed(&words, body.to_string().as_bytes()).is(0).json();
    let number = told["number"].as_str().expect("a number").to_owned();
    act(&home, &number, "forward", &json!({ "to": "林业局" }))
        .is(3)
        .says("还没有写明反映的是谁");
    let said =
        json!({ "of": 1, "accused": [{ "name": "赵德柱", "unit": "东甲镇" }], "reasons": "查明" });
    act(&home, &number, "correct", &said).is(0);
    act(&home, &number, "forward", &json!({ "to": "东甲镇" }))
        .is(3)
        .says("不得转给被反映的单位");
    act(&home, &number, "forward", &json!({ "to": "林业局" })).is(0);
}

#[test]
fn whom_an_ordinary_petition_concerns_is_not_accused_and_a_column_of_reports_makes_one() {
    let home = office();
    let request = "沈三,13911118890,来访,2026-11-19,要求修桥,求决,东甲镇";
    let ran = import(&home, "被反映单位", &[request], &[]).is(0);
    assert!(ran.talk.contains("被反映方未取"), "{}", ran.talk);
    assert_eq!(ran.json()["accused_no_report"], 1);
    let one = number(&home, "沈三");
    act(&home, &one, "forward", &json!({ "to": "东甲镇" })).is(0);
    let unsaid = "沈五,13911118891,来访,2026-11-19,要求处理,,赵德柱";
    import(&home, "被举报人", &[unsaid], &[])
        .is(0)
        .says("按检举控告取");
    assert_eq!(accused(&home, &number(&home, "沈五")), ["赵德柱@null"]);
}

/// Two rows that say the same are one petition, which accuses whom either does.
#[test]
fn a_row_that_is_left_out_as_a_repeat_loses_nobody_it_accuses() {
    let home = office();
    let row = "沈二,13911118889,来访,2026-11-19,反映违规收受礼金,揭发控告,";
    let rows = [format!("{row}钱某"), format!("{row}赵德柱")];
    import(&home, "被举报人", &[&rows[0], &rows[1]], &[]).is(0);
    let all = accused(&home, &number(&home, "沈二"));
    assert_eq!(all, ["钱某@null", "赵德柱@null"]);
}
