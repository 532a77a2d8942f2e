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
pub fn two_people() -> Home {
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

pub fn wang<'a>(words: &[&'a str]) -> Vec<&'a str> {
    [&["--as", "wang"], words].concat()
}

pub fn received(home: &Home, day: &str) -> String {
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

pub fn due(home: &Home, number: &str) -> String {
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
    let stood = told["before"].to_string();
    assert!(stood.contains("现行的一版：原为第1版（你于"), "{stood}");
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
        .says("不能导入和确认日历");
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

/// 2027 in the form of the public data sets; invented, the notice was not out when this was written.
fn json_2027() -> String {
    let mut days: Vec<Value> = Vec::new();
    for (name, dates) in [
        ("元旦", "01-01"),
        ("春节", "02-05 02-06 02-07 02-08 02-09 02-10 02-11"),
        ("清明节", "04-05"),
        ("劳动节", "05-01 05-03"),
        ("端午节", "06-09"),
        ("中秋节", "09-15"),
        ("国庆节", "10-01"),
    ] {
        let named =
            |d: &str| json!({ "name": name, "date": format!("2027-{d}"), "isOffDay": true });
        days.extend(dates.split(' ').map(named));
    }
    days.push(json!({ "name": "元旦", "date": "2026-12-27", "isOffDay": false }));
    json!({ "year": 2027, "papers": ["https://example.invalid/notice"], "days": days }).to_string()
}

#[test]
fn the_json_form_is_taken_with_the_title_of_its_notice() {
    let home = two_people();
    let path = home.file("2027.json", json_2027());
    let path = path.to_str().expect("a path");
    home.run(&wang(&["calendar", "import", path]))
        .is(2)
        .says("--title");
    let words = "calendar import PATH --title 关于2027年部分节假日安排的通知 --number 国办发明电〔2026〕9号 --date 2026.11.4 --json";
    let words: Vec<&str> = words
        .split(' ')
        .map(|w| if w == "PATH" { path } else { w })
        .collect();
    let told = home.run(&wang(&words)).is(0).json();
    assert_eq!(told["version"]["notice"]["date"], "2026-11-04");
    let count = || {
        home.run(&wang(&["calendar", "count", "2027-01-21", "15d", "--json"]))
            .is(0)
            .json()
    };
    assert_eq!(count()["provisional"], true, "not signed yet");
    home.run(&["--as", "li", "calendar", "confirm", "1"]).is(0);
    let one = count();
    assert_eq!(one["nominal_due"], "2027-02-05");
    assert_eq!(one["effective_due"], "2027-02-12");
    assert_eq!(one["provisional"], false);
}

#[test]
fn local_days_lie_over_the_national_ones_with_their_own_document() {
    let home = two_people();
    let text = "# 年,2026\n# 本地\n# 通知,关于三月三放假的通知,示政发〔2026〕3号,2026-03-01\n2026-04-20,休,三月三\n";
    let (gbk, _, lost) = encoding_rs::GB18030.encode(text);
    assert!(!lost);
    let path = home.file("local.csv", gbk);
    let path = path.to_str().expect("a path");
    home.run(&wang(&["calendar", "import", path])).is(0);
    home.run(&["--as", "li", "calendar", "confirm", "1"]).is(0);
    let count = ["calendar", "count", "2026-04-05", "15d"];
    let text = home.run(&wang(&count)).is(0).out;
    assert!(text.contains("顺延到2026-04-21"), "{text}");
    assert!(text.contains("示政发〔2026〕3号"), "{text}");
    let shown = home
        .run(&wang(&["calendar", "show", "2026", "--json"]))
        .is(0)
        .json();
    assert_eq!(
        shown["notice"]["number"], "国办发明电〔2025〕7号",
        "the national notice stays"
    );
}
