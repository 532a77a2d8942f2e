//! The office's own lists: units and operators, changed by administrators alone and on record.

use serde_json::{Value, json};

use super::Home;

/// A sandbox with a second operator, a window clerk.
fn staffed() -> Home {
    let home = Home::sandbox();
    wang(&home, &["operator", "add", "li", "--name", "李某"]).is(2);
    wang(&home, &add_operator("li", "李某", "window")).is(0);
    home
}

fn wang(home: &Home, words: &[&str]) -> super::Ran {
    let mut all = vec!["--as", "wang"];
    all.extend(words);
    home.run(&all)
}

fn add_operator<'a>(login: &'a str, name: &'a str, role: &'a str) -> [&'a str; 7] {
    ["operator", "add", login, "--name", name, "--role", role]
}

fn unit(home: &Home, name: &str) -> Value {
    let all = wang(home, &["unit", "list", "--json"]).is(0).json();
    let mut units = all.as_array().expect("a list").iter();
    let found = units.find(|u| u["name"] == name);
    found.cloned().unwrap_or_default()
}

/// What the audit trail says of changes, oldest first.
fn record(home: &Home) -> Vec<String> {
    let conn = rusqlite::Connection::open(home.store()).expect("opened");
    let sql = "SELECT operator || ' ' || action || ' ' || what FROM audit WHERE action IN ('unit', 'operator') ORDER BY seq";
    let mut statement = conn.prepare(sql).expect("a question");
    let rows = statement.query_map([], |r| r.get(0)).expect("rows");
    rows.collect::<Result<_, _>>().expect("text")
}

#[test]
fn units_are_added_renamed_and_moved_on_record() {
    let home = Home::sandbox();
    home.run(&[
        "unit",
        "add",
        " 子村 ",
        "--kind",
        "village",
        "--under",
        "东甲镇",
    ])
    .is(0)
    .says("子村");
    let added = unit(&home, "子村");
    assert_eq!(
        (&added["kind"], &added["under"], &added["former"]),
        (&json!("village"), &json!("东甲镇"), &json!([]))
    );
    home.run(&["unit", "rename", "子村", "子社区"]).is(0);
    let named = unit(&home, "子社区");
    assert_eq!(
        (&named["id"], &named["former"]),
        (&added["id"], &json!(["子村"]))
    );
    // An old ledger still says the old name.
    home.run(&["owed", "--unit", "子村"]).is(0);
    home.run(&["unit", "move", "子村", "--under", "南乙镇"])
        .is(0);
    assert_eq!(unit(&home, "子社区")["under"], "南乙镇");
    home.run(&["unit", "move", "子社区"]).is(0);
    assert!(unit(&home, "子社区")["under"].is_null());
    home.run(&["unit", "rename", "子社区", "子村"]).is(0);
    assert_eq!(unit(&home, "子村")["former"], json!(["子社区"]));
    let id = &added["id"];
    let said = record(&home);
    assert_eq!(said.len(), 5, "{said:?}");
    assert!(said[0].starts_with(&format!("wang unit add #{id} 子村 (village) under #")));
    assert_eq!(said[1], format!("wang unit rename #{id} 子村 -> 子社区"));
    assert!(said[3].starts_with(&format!(
        "wang unit move #{id} 子社区 at the top (was under #"
    )));
    home.run(&["verify"]).is(0);
}

#[test]
fn a_petition_goes_to_a_new_unit_and_keeps_its_place_when_that_is_renamed() {
    let home = Home::sandbox();
    let number = home.petition();
    home.run(&["unit", "add", "寅镇", "--kind", "town"]).is(0);
    home.act(&number, "forward", &json!({ "to": "寅镇" })).is(0);
    home.run(&["unit", "rename", "寅镇", "寅街道"]).is(0);
    let shown = home.run(&["show", &number, "--json"]).is(0).json();
    assert_eq!(shown["holder"], "寅街道");
    // By the old name it is found, and why is said; by the new one as ever.
    for (typed, why) in [
        ("寅镇", "承办单位的旧名：寅街道（寅镇）"),
        ("寅街道", "承办单位：寅街道"),
    ] {
        let found = home
            .run(&["find", typed, "--petitions", "--json"])
            .is(0)
            .json();
        assert_eq!(found[0]["number"], number.as_str(), "{typed}");
        assert_eq!(found[0]["why"]["zh"], why, "{typed}");
    }
    home.run(&["verify"]).is(0);
}

#[test]
fn a_report_does_not_reach_a_unit_by_way_of_its_new_name() {
    let home = Home::sandbox();
    let report = json!({
        "channel": "letter", "class": "report", "received_on": "2026-11-05",
        "people": [{ "name": "张某" }], "requests": ["反映戊村干部侵占集体资金"],
        "accused": [{ "name": "孙某某" }],
    });
    let number = home.register(&report)["number"]
        .as_str()
        .expect("a number")
        .to_owned();
    home.run(&["unit", "rename", "戊村", "新戊社区"]).is(0);
    home.act(&number, "forward", &json!({ "to": "新戊社区" }))
        .is(3)
        .says("第三十条");
}

#[test]
fn names_that_do_not_fit_are_refused_with_an_example() {
    let home = Home::sandbox();
    let long = "长".repeat(61);
    for name in ["", " ", "\u{202E}局", "甲\n乙", "甲\u{200B}乙", &long] {
        for words in [
            &["unit", "add", name, "--kind", "other"][..],
            &["unit", "rename", "东甲镇", name],
        ] {
            home.run(words).is(2).says("1到60个字").says("例：");
            let mut english = vec!["--lang", "en"];
            english.extend(words);
            home.run(&english).is(2).says("1 to 60").says("Example");
        }
    }
    home.run(&["unit", "add", &long[3..], "--kind", "other"])
        .is(0);
    for name in ["东甲镇", "东 甲镇", "12"] {
        home.run(&["unit", "add", name, "--kind", "town"])
            .is(3)
            .says("例：");
        home.run(&["--lang", "en", "unit", "rename", "南乙镇", name])
            .is(3)
            .says("e.g.");
    }
    home.run(&["unit", "rename", "南乙镇", "南乙镇"]).is(3);
    home.run(&["unit", "rename", "没有的", "甲"])
        .is(4)
        .says("没有的");
    home.run(&["unit", "add", "甲", "--kind", "town", "--under", "没有的"])
        .is(2);
    home.run(&["unit", "add", "甲", "--kind", "office"])
        .is(2)
        .says("department");
    assert_eq!(record(&home).len(), 1);
}

#[test]
fn a_unit_stands_neither_under_itself_nor_below_its_own() {
    let home = Home::sandbox();
    home.run(&["unit", "move", "东甲镇", "--under", "东甲镇"])
        .is(3)
        .says("不能隶属于自己")
        .says("例：");
    home.run(&["unit", "add", "丑组", "--kind", "other", "--under", "戊村"])
        .is(0);
    for below in ["戊村", "丑组"] {
        home.run(&["--lang", "en", "unit", "move", "东甲镇", "--under", below])
            .is(3)
            .says("cannot stand under it")
            .says("e.g.");
    }
    assert!(unit(&home, "东甲镇")["under"].is_null());
}

#[test]
fn the_office_itself_is_renamed_on_its_papers_too() {
    let home = Home::sandbox();
    let number = home.petition();
    home.run(&["unit", "rename", "1", "示例县群众工作局"]).is(0);
    let paper = home.run(&["paper", &number, "receipt"]).is(0).out;
    assert!(paper.contains("示例县群众工作局"), "{paper}");
}

#[test]
fn only_administrators_change_lists_and_see_the_roster() {
    let home = staffed();
    for words in [
        &["unit", "add", "甲", "--kind", "town"][..],
        &["unit", "rename", "东甲镇", "甲镇"],
        &["unit", "move", "戊村"],
        &["operator", "list"],
        &["operator", "list", "--json"],
        &add_operator("zhao", "赵某", "window"),
        &["operator", "remove", "wang"],
    ] {
        let mut li = vec!["--as", "li"];
        li.extend(words);
        home.run(&li).is(3).says("接访员").says("例：");
        li.extend(["--lang", "en"]);
        home.run(&li).is(3).says("window clerk").says("e.g.");
    }
    // Whoever forwards has to know the units.
    home.run(&["--as", "li", "unit", "list"]).is(0);
    assert_eq!(record(&home).len(), 1);
}

#[test]
fn operators_come_and_go_on_record() {
    let home = staffed();
    let mut place = add_operator("qian", "钱某", "caseworker").to_vec();
    place.extend(["--unit", "东甲镇"]);
    wang(&home, &place).is(0).says("钱某");
    let all = wang(&home, &["operator", "list", "--json"]).is(0).json();
    let logins: Vec<&str> = all
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|o| o["login"].as_str())
        .collect();
    assert_eq!(logins, ["li", "qian", "wang"]);
    assert_eq!(
        (&all[1]["role"], &all[1]["unit"]),
        (&json!("caseworker"), &json!("东甲镇"))
    );
    wang(&home, &["operator", "remove", "li"])
        .is(0)
        .says("草稿");
    home.run(&["--as", "li", "owed"]).is(3);
    wang(&home, &["operator", "remove", "li"]).is(4).says("li");
    // A login stays with the person whose records stand under it.
    wang(&home, &add_operator("li", "另一人", "window"))
        .is(3)
        .says("李某")
        .says("例：");
    // Nor does one that differs in capitals alone go to somebody else, who would pass for them.
    for (login, whose) in [("Li", "李某"), ("QIAN", "钱某"), ("qiaN", "钱某")] {
        wang(&home, &add_operator(login, "另一人", "window"))
            .is(3)
            .says(whose);
    }
    wang(&home, &add_operator("Li", "李某", "lead")).is(3);
    // A namesake is told apart by whoever adds them.
    wang(&home, &add_operator("li", "李某", "lead"))
        .is(0)
        .says("同姓名的另一个人");
    let said = record(&home);
    assert_eq!(said[0], "wang operator add li window #1 李某");
    assert_eq!(said[2], "wang operator remove li window #1 李某");
    wang(&home, &["verify"]).is(0);
}

#[test]
fn logins_that_do_not_fit_are_refused() {
    let home = staffed();
    for login in ["", "a b", "a/b", "\u{202E}x", "ｌi", "lі", "Łi"] {
        wang(&home, &add_operator(login, "赵某", "window"))
            .is(2)
            .says("例：wang");
    }
    wang(&home, &add_operator("zhao", " ", "window")).is(2);
    wang(&home, &add_operator("zhao", "赵某", "king"))
        .is(2)
        .says("administrator");
    wang(&home, &add_operator("li", "李某", "window"))
        .is(3)
        .says("李某");
}

#[test]
fn neither_oneself_nor_the_last_administrator_is_removed() {
    let home = staffed();
    wang(&home, &["operator", "remove", "wang"])
        .is(3)
        .says("唯一的管理员")
        .says("例：");
    wang(&home, &add_operator("sun", "孙某", "administrator")).is(0);
    wang(&home, &["--lang", "en", "operator", "remove", "wang"])
        .is(3)
        .says("yourself");
    home.run(&["--as", "sun", "operator", "remove", "wang"])
        .is(0);
    home.run(&["--as", "sun", "operator", "remove", "sun"])
        .is(3);
}

#[test]
fn nobody_leaves_with_a_report_that_only_they_can_see() {
    let home = staffed();
    let report = json!({
        "channel": "letter", "class": "report", "received_on": "2026-11-05",
        "people": [{ "name": "张某" }], "requests": ["反映村务不公开"],
        "accused": [{ "name": "某干部", "unit": "戊村" }],
    });
    let number = home
        .feed(&["--as", "li", "register"], report.to_string().as_bytes())
        .is(0)
        .json()["number"]
        .as_str()
        .expect("a number")
        .to_owned();
    wang(&home, &["operator", "remove", "li"])
        .is(3)
        .says("handler");
    home.feed(
        &["--as", "li", "act", &number, "handler", "--json", "-"],
        br#"{"login":"wang"}"#,
    )
    .is(0);
    wang(&home, &["operator", "remove", "li"]).is(0);
    wang(&home, &["show", &number]).is(3).says("--why");
    wang(&home, &["explain", &number]).is(3).says("--why");
    wang(&home, &["show", &number, "--why", "承办人办理"]).is(0);
    wang(&home, &["explain", &number, "--why", "承办人办理"]).is(0);
}

#[test]
fn the_window_s_place_is_set_on_record_and_shown() {
    let home = staffed();
    let set = [
        "office",
        "set",
        "--phone",
        "0999-5550100",
        "--address",
        "示例县新路9号",
        "--contact",
        "门卫 8001",
        "--contact",
        "县医院急诊 0999-5550120",
    ];
    wang(&home, &set).is(0).says("F12");
    let shown = wang(&home, &["office", "show", "--json"]).is(0).json();
    assert_eq!(
        shown,
        json!({ "name": shown["name"], "area": "999999", "phone": "0999-5550100", "address": "示例县新路9号",
            "contacts": ["门卫 8001", "县医院急诊 0999-5550120"] })
    );
    // What is not named stays; an empty word takes it away.
    wang(&home, &["office", "set", "--phone", ""]).is(0);
    let shown = wang(&home, &["office", "show", "--json"]).is(0).json();
    assert_eq!(
        (&shown["phone"], &shown["address"]),
        (&json!(""), &json!("示例县新路9号"))
    );
    let conn = rusqlite::Connection::open(home.store()).expect("opened");
    let count = "SELECT count(*) FROM audit WHERE action = 'office' AND what LIKE 'set %'";
    let n: i64 = conn.query_row(count, [], |r| r.get(0)).expect("a count");
    assert_eq!(n, 2);
}

#[test]
fn a_place_that_cannot_stand_on_the_card_is_refused_and_nothing_changes() {
    let home = staffed();
    let before = wang(&home, &["office", "show", "--json"]).is(0).json();
    let long = "长".repeat(81);
    let many: Vec<&str> = (0..9).flat_map(|_| ["--contact", "门卫 8001"]).collect();
    for words in [
        vec!["--address", &*long],
        vec!["--address", "甲\u{202e}乙"],
        vec!["--phone", "1\n2"],
        many,
        Vec::new(),
    ] {
        let mut all = vec!["office", "set"];
        all.extend(words);
        wang(&home, &all).is(2).says("例：");
    }
    let all = ["--as", "li", "office", "set", "--phone", "1"];
    home.run(&all).is(3).says("能做的角色");
    assert_eq!(
        wang(&home, &["office", "show", "--json"]).is(0).json(),
        before
    );
}
