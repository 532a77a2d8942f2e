//! The calendar as a versioned, signed-off table, and the office's own rules: nothing moves before
//! what moves was listed, and a second person signs.

use serde_json::{Value, json};

use crate::commands::Home;

/// The notice of 2019 as it stood until it was changed on 2019-03-22: one day at Labour Day.
fn table_2019(changed: bool) -> String {
    let labour = if changed {
        "2019-04-28,班,劳动节\n2019-05-01,休,劳动节\n2019-05-02,休,劳动节\n2019-05-03,休,劳动节\n2019-05-04,休,劳动节\n2019-05-05,班,劳动节\n"
    } else {
        "2019-05-01,休,劳动节\n"
    };
    let date = if changed { "2019-03-22" } else { "2018-12-06" };
    format!(
        "# 年,2019\n# 通知,关于2019年部分节假日安排的通知,国办发明电,{date}\n日期,类型,名称\n2019-01-01,休,元旦\n\
         2019-02-02,班,春节\n2019-02-03,班,春节\n2019-02-04,休,春节\n2019-02-05,休,春节\n2019-02-06,休,春节\n\
         2019-02-07,休,春节\n2019-02-08,休,春节\n2019-02-09,休,春节\n2019-02-10,休,春节\n2019-04-05,休,清明节\n{labour}\
         2019-06-07,休,端午节\n2019-09-13,休,中秋节\n2019-09-29,班,国庆节\n2019-10-01,休,国庆节\n2019-10-02,休,国庆节\n\
         2019-10-03,休,国庆节\n2019-10-04,休,国庆节\n2019-10-07,休,国庆节\n2019-10-12,班,国庆节\n"
    )
}

/// A desk with a second person who may sign.
fn two_people() -> Home {
    let home = Home::sandbox();
    home.run(&[
        "operator",
        "add",
        "li",
        "--name",
        "李某",
        "--role",
        "supervisor",
    ])
    .is(0);
    home.run(&[
        "--as", "wang", "operator", "add", "zhao", "--name", "赵某", "--role", "window",
    ])
    .is(0);
    home
}

fn wang<'a>(words: &[&'a str]) -> Vec<&'a str> {
    [&["--as", "wang"], words].concat()
}

fn received(home: &Home, day: &str) -> String {
    let draft = json!({
        "channel": "letter", "class": "request", "received_on": day,
        "people": [{ "name": "张某", "address": "东甲镇戊村3组" }], "requests": ["要求处理"],
    });
    let ran = home
        .feed(&wang(&["register"]), draft.to_string().as_bytes())
        .is(0);
    ran.json()["number"].as_str().expect("a number").to_owned()
}

/// Imported by wang, confirmed by li.
fn signed(home: &Home, file: &str, text: &str) -> Value {
    let path = home.file(file, text);
    let path = path.to_str().expect("a path");
    let ran = home
        .run(&wang(&["calendar", "import", path, "--json"]))
        .is(0);
    let version = ran.json()["version"]["version"].to_string();
    home.run(&["--as", "li", "calendar", "confirm", &version, "--json"])
        .is(0)
        .json()
}

fn due(home: &Home, number: &str) -> String {
    let file = home.run(&wang(&["show", number, "--json"])).is(0).json();
    let all = file["obligations"].as_array().expect("a list").iter();
    let mut forward = all.filter(|o| o["kind"] == "forward");
    let first = forward.next().expect("one");
    first["effective_due"].as_str().expect("a day").to_owned()
}

#[test]
fn labour_day_2019_changed_after_the_fact() {
    let home = two_people();
    // 15 days end on Thursday 2 May.
    let number = received(&home, "2019-04-17");
    assert_eq!(
        due(&home, &number),
        "2019-05-05",
        "as shipped: changed already"
    );
    signed(&home, "old.csv", &table_2019(false));
    assert_eq!(due(&home, &number), "2019-05-02", "as first published");

    let path = home.file("new.csv", table_2019(true));
    let path = path.to_str().expect("a path");
    let shown = home
        .run(&wang(&["calendar", "diff", path, "--json"]))
        .is(0)
        .json();
    let days: Vec<&str> = shown["days"]
        .as_array()
        .expect("days")
        .iter()
        .map(|d| d["date"].as_str().expect("a day"))
        .collect();
    assert_eq!(
        days,
        [
            "2019-04-28",
            "2019-05-02",
            "2019-05-03",
            "2019-05-04",
            "2019-05-05"
        ]
    );
    let moved = shown["moved"].as_array().expect("a list");
    assert_eq!(moved.len(), 1, "{shown}");
    assert_eq!(moved[0]["number"], number.as_str());
    assert_eq!(moved[0]["kind"], "forward");
    assert_eq!(moved[0]["before"]["effective_due"], "2019-05-02");
    assert_eq!(
        moved[0]["after"]["effective_due"], "2019-05-05",
        "a make-up Sunday"
    );
    assert_eq!(due(&home, &number), "2019-05-02", "a look moves nothing");

    signed(&home, "new.csv", &table_2019(true));
    assert_eq!(due(&home, &number), "2019-05-05");
    home.run(&wang(&["verify"])).is(0);
    let versions = home
        .run(&wang(&["calendar", "versions", "--json"]))
        .is(0)
        .json();
    assert_eq!(
        versions[0]["in_force"], false,
        "the first version stays on record"
    );
    assert_eq!(versions[1]["in_force"], true);
    assert_eq!(versions[1]["imported"]["by"], "wang");
    assert_eq!(versions[1]["confirmed"]["by"], "li");
}

#[test]
fn spring_festival_2020_was_lengthened() {
    let home = two_people();
    let shipped = home
        .run(&wang(&["calendar", "show", "2020", "--json"]))
        .is(0)
        .json();
    let rows = |until: &str| -> String {
        let days = shipped["days"].as_array().expect("days").iter();
        let rows = days.filter(|d| {
            let date = d["date"].as_str().expect("a day");
            !("2020-01-31".."2020-02-03").contains(&date) || date < until
        });
        let kind = |d: &Value| {
            if d["kind"] == "festival" {
                "休"
            } else {
                "班"
            }
        };
        let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
        rows.fold(String::new(), |all, d| {
            format!(
                "{all}{},{},{}\n",
                text(&d["date"]),
                kind(d),
                text(&d["name"])
            )
        })
    };
    let head =
        "# 年,2020\n# 通知,关于2020年部分节假日安排的通知,国办发明电〔2019〕16号,2019-11-21\n";
    // As first published the holiday ended on 30 January and Saturday 1 February was worked.
    let old = format!("{head}{}2020-02-01,班,春节\n", rows("2020-01-31"));
    signed(&home, "old.csv", &old);
    let number = received(&home, "2020-01-16");
    assert_eq!(due(&home, &number), "2020-01-31");
    let told = signed(&home, "new.csv", &format!("{head}{}", rows("2020-02-03")));
    let moved = told["moved"].as_array().expect("a list").iter();
    let days: Vec<(&str, &str)> = moved
        .map(|m| {
            (
                m["before"]["effective_due"].as_str().expect("a day"),
                m["after"]["effective_due"].as_str().expect("a day"),
            )
        })
        .collect();
    assert_eq!(days, [("2020-01-31", "2020-02-03")]);
    assert_eq!(due(&home, &number), "2020-02-03");
    home.run(&wang(&["verify"])).is(0);
}

#[test]
fn a_version_counts_when_a_second_person_signs() {
    let home = two_people();
    let path = home.file("2019.csv", table_2019(false));
    let path = path.to_str().expect("a path");
    home.run(&["--as", "zhao", "calendar", "import", path])
        .is(3)
        .says("不能做");
    home.run(&wang(&["calendar", "import", path]))
        .is(0)
        .says("待第二个人");
    home.run(&wang(&["calendar", "confirm", "1"]))
        .is(3)
        .says("第二个人");
    home.run(&["--as", "zhao", "calendar", "confirm", "1"])
        .is(3);
    home.run(&["--as", "li", "calendar", "drop", "1"]).is(0);
    home.run(&["--as", "li", "calendar", "confirm", "1"])
        .is(3)
        .says("已由li");
    home.run(&["--as", "li", "calendar", "confirm", "9"]).is(4);
}

#[test]
fn a_table_that_cannot_be_right_is_refused() {
    let home = two_people();
    let whole = table_2019(true);
    for (text, words) in [
        ("日期,类型,名称\n".to_owned(), "没有一天"),
        (whole.replace("2019-04-28,班", "2019-04-26,班"), "不是周末"),
        (whole.replace("2019-05-02,休", "2019-05-01,休"), "出现两次"),
        (
            whole.replace("2019-05-02,休", "2021-05-02,休"),
            "前后一个月",
        ),
        (whole.replace("2019-05-02,休", "2019-05-02,歇"), "第17行"),
        (whole.replace("2019-05-02,休", "2019-02-30,休"), "第17行"),
        (
            whole
                .lines()
                .take(9)
                .fold(String::new(), |all, l| all + l + "\n"),
            "表不全",
        ),
        (
            whole.replace("2018-12-06", "").replace("2019-03-22", ""),
            "日期",
        ),
        ("{\"days\":[{\"name\":1}]}".to_owned(), "JSON"),
    ] {
        let path = home.file("bad.csv", &text);
        let path = path.to_str().expect("a path");
        home.run(&wang(&["calendar", "import", path]))
            .is(2)
            .says(words);
        home.run(&wang(&["calendar", "diff", path])).is(2);
    }
    // 除夕 2027 is statutory.
    let days = (1..=3)
        .map(|d| format!("2027-10-0{d},休,国庆节\n"))
        .chain((1..=14).map(|d| format!("2027-03-{d:02},休,某节\n")));
    let text = format!(
        "# 年,2027\n# 通知,题,号,2026-11-01\n{}",
        days.collect::<String>()
    );
    let path = home.file("2027.csv", text);
    home.run(&wang(&[
        "calendar",
        "import",
        path.to_str().expect("a path"),
    ]))
    .is(2)
    .says("法定节日");
    assert_eq!(
        home.run(&wang(&["calendar", "versions", "--json"]))
            .is(0)
            .json(),
        json!([])
    );
}

#[test]
fn the_json_form_and_a_gbk_file_are_taken() {
    let home = two_people();
    let days: Vec<Value> = [
        ("元旦", "2027-01-01"),
        ("春节", "2027-02-05"),
        ("春节", "2027-02-06"),
        ("春节", "2027-02-07"),
        ("春节", "2027-02-08"),
        ("春节", "2027-02-09"),
        ("春节", "2027-02-10"),
        ("春节", "2027-02-11"),
        ("清明节", "2027-04-05"),
        ("劳动节", "2027-05-01"),
        ("劳动节", "2027-05-03"),
        ("端午节", "2027-06-09"),
        ("中秋节", "2027-09-15"),
        ("国庆节", "2027-10-01"),
    ]
    .into_iter()
    .map(|(name, date)| json!({ "name": name, "date": date, "isOffDay": true }))
    .chain([json!({ "name": "元旦", "date": "2026-12-27", "isOffDay": false })])
    .collect();
    let text = json!({ "year": 2027, "papers": ["https://example.invalid/notice"], "days": days })
        .to_string();
    let path = home.file("2027.json", text);
    let path = path.to_str().expect("a path");
    home.run(&wang(&["calendar", "import", path]))
        .is(2)
        .says("--title");
    let number =
        {
            let ran = home.feed(&wang(&["register"]), json!({
            "channel": "visit", "class": "request", "received_on": "2026-11-20",
            "people": [{ "name": "张某", "address": "东甲镇" }], "requests": ["要求处理"],
        }).to_string().as_bytes()).is(0);
            ran.json()["number"].as_str().expect("a number").to_owned()
        };
    let body = json!({ "to": "东甲镇", "on": "2026-11-20" }).to_string();
    home.feed(
        &wang(&["act", &number, "forward", "--json", "-"]),
        body.as_bytes(),
    )
    .is(0);
    let title = "关于2027年部分节假日安排的通知";
    let told = home
        .run(&wang(&[
            "calendar",
            "import",
            path,
            "--title",
            title,
            "--number",
            "国办发明电〔2026〕9号",
            "--date",
            "2026.11.4",
            "--json",
        ]))
        .is(0)
        .json();
    assert_eq!(told["version"]["notice"]["date"], "2026-11-04");
    home.run(&["--as", "li", "calendar", "confirm", "1"]).is(0);
    let shown = home
        .run(&wang(&["calendar", "show", "2027", "--json"]))
        .is(0)
        .json();
    assert_eq!(shown["provisional"], false);
    let one = home
        .run(&wang(&["calendar", "count", "2027-01-21", "15d", "--json"]))
        .is(0)
        .json();
    assert_eq!(
        (&one["nominal_due"], &one["effective_due"]),
        (&json!("2027-02-05"), &json!("2027-02-12"))
    );
    assert_eq!(one["provisional"], false);

    let (gbk, _, lost) = encoding_rs::GB18030.encode("# 年,2026\n# 本地\n# 通知,关于三月三放假的通知,示政发〔2026〕3号,2026-03-01\n2026-04-20,休,三月三\n");
    assert!(!lost);
    let path = home.file("local.csv", gbk);
    home.run(&wang(&[
        "calendar",
        "import",
        path.to_str().expect("a path"),
    ]))
    .is(0);
    home.run(&["--as", "li", "calendar", "confirm", "2"]).is(0);
    let text = home
        .run(&wang(&["calendar", "count", "2026-04-05", "15d"]))
        .is(0)
        .out;
    assert!(
        text.contains("顺延到2026-04-21") && text.contains("示政发〔2026〕3号"),
        "{text}"
    );
    let may = home
        .run(&wang(&["calendar", "show", "2026", "--json"]))
        .is(0)
        .json();
    assert_eq!(
        may["notice"]["number"], "国办发明电〔2025〕7号",
        "the national notice stays"
    );
}

#[test]
fn the_offices_own_rules_may_only_be_shorter() {
    let home = two_people();
    let number = received(&home, "2026-11-09");
    assert_eq!(due(&home, &number), "2026-11-24");
    let try_with = |text: &str, status: i32, words: &str| {
        let path = home.file("rules.toml", text);
        let path = path.to_str().expect("a path");
        home.run(&wang(&["rules", "import", path]))
            .is(status)
            .says(words);
    };
    try_with("[limits.answer]\nlength = 61\n", 3, "第三十四条");
    try_with("[limits.ask_review]\nlength = 29\n", 3, "第三十五条");
    try_with("[limits.nothing]\nlength = 1\n", 3, "nothing");
    try_with("[limits.answer]\nmax = 90\n", 3, "读不懂");
    try_with("[ladder]\nsteps = [15, 7]\nnear = 7\n", 3, "阶梯");
    assert_eq!(due(&home, &number), "2026-11-24");
    let path = home.file("rules.toml", "[limits.forward]\nlength = 10\n");
    let path = path.to_str().expect("a path");
    let moved = home
        .run(&wang(&["rules", "diff", path, "--json"]))
        .is(0)
        .json();
    assert_eq!(moved["moved"][0]["after"]["effective_due"], "2026-11-19");
    assert_eq!(due(&home, &number), "2026-11-24");
    home.run(&["--as", "zhao", "rules", "import", path]).is(3);
    try_with("[limits.forward]\nlength = 10\n", 0, "已生效");
    assert_eq!(due(&home, &number), "2026-11-19");
    home.run(&wang(&["verify"])).is(0);
    let shown = home.run(&wang(&["rules", "show", "--json"])).is(0).json();
    let all = shown["limits"].as_array().expect("limits");
    let forward = all.iter().find(|l| l["limit"] == "forward").expect("there");
    assert_eq!(
        (&forward["length"], &forward["national_max"]),
        (&json!(10), &json!(15))
    );
}
