//! Importing ledgers: every row accounted for, nothing twice, all of it undone.

use super::{Home, arg, sample};

const SAMPLES: [&str; 2] = ["来访登记台账.csv", "网上信访导出.xlsx"];

#[test]
fn both_samples_go_in_once_and_come_out_again() {
    let home = Home::sandbox();
    for (at, name) in SAMPLES.iter().enumerate() {
        let file = sample(name);
        let (report, batch) = (home.path("report.csv"), (at + 1).to_string());
        let dry = home
            .run(&["import", arg(&file), "--dry-run"])
            .is(0)
            .says("没有写入");
        let ran = home
            .run(&[
                "import",
                arg(&file),
                "--each",
                "--report",
                arg(&report),
                "--force",
            ])
            .is(0)
            .says("已导入")
            .says("退回");
        assert_eq!(
            numbers(&dry.talk),
            numbers(&ran.talk),
            "a dry run says what the import does"
        );
        let [rows, taken, _, known, repeated, refused, _] = numbers(&ran.talk)[..] else {
            panic!("{}", ran.talk)
        };
        assert_eq!((rows, known), (taken + repeated + refused, 0));
        assert!(refused > 0 && taken > 700, "{}", ran.talk);
        let report = std::fs::read_to_string(&report).expect("written");
        assert!(report.contains("已导入 999999-2026-") && report.contains("退回"));
        let again = home.run(&["import", arg(&file), "--each"]).is(0);
        assert_eq!(numbers(&again.talk)[1], 0, "{}", again.talk);
        assert_eq!(numbers(&again.talk)[3], taken, "{}", again.talk);
        home.run(&["import", "--undo", &batch])
            .is(0)
            .says(&taken.to_string());
        home.run(&["import", "--undo", &batch]).is(3);
    }
    let list = home.run(&["import", "--list"]).is(0);
    assert_eq!(list.out.matches("已撤销").count(), 2, "{}", list.out);
    assert_eq!(
        home.run(&["owed", "--json"]).is(0).json(),
        serde_json::json!([])
    );
    home.run(&["find", "张", "--people"]).is(4);
    home.run(&["import", "--undo", "99"]).is(4);
    home.run(&["verify"]).is(0);
}

/// The numbers of the line that accounts for the rows.
fn numbers(talk: &str) -> Vec<usize> {
    let line = talk
        .lines()
        .find(|l| l.starts_with('共'))
        .unwrap_or_default();
    line.split(|c: char| !c.is_ascii_digit())
        .filter_map(|n| n.parse().ok())
        .collect()
}

#[test]
fn one_bad_row_of_thousands_stops_the_batch_unless_the_others_are_asked_for() {
    let home = Home::sandbox();
    let mut rows = vec!["姓名,手机号码,信访日期,信访形式,概况".to_owned()];
    for n in 2..=5000 {
        let day = if n == 4711 {
            "2026-13-45"
        } else {
            "2026-03-05"
        };
        rows.push(format!("张某{n},,{day},来访,反映第{n}号路灯不亮"));
    }
    let file = home.file("台账.csv", rows.join("\n"));
    let report = home.path("report.csv");
    let before = home.run(&["export", "petitions"]).is(0).out;
    home.run(&["import", arg(&file), "--report", arg(&report)])
        .is(2)
        .says("C4711")
        .says("2026-13-45")
        .says("例：")
        .says("整批没有写入")
        .says("--each");
    assert_eq!(home.run(&["export", "petitions"]).is(0).out, before);
    assert_eq!(
        home.run(&["import", "--list", "--lang", "en"])
            .is(0)
            .out
            .lines()
            .count(),
        1
    );
    let report = std::fs::read_to_string(&report).expect("written");
    assert!(!report.contains("已导入") && report.contains("退回"));
    let taken = home.run(&["import", arg(&file), "--each"]).is(0).json();
    assert_eq!(
        (&taken["taken"], &taken["refused"]),
        (&4998.into(), &1.into())
    );
}

#[test]
fn a_report_of_rows_with_control_signs_has_none_and_registers_nothing_twice() {
    let home = Home::sandbox();
    let rows = "姓名,信访日期,信访形式,概况\n张\u{1b}某,2026-03-05,来访,反映\u{1b}[2J路灯\u{85}不亮\n赵某,2026-03-06,来访,反映水渠␛淤塞\n";
    let (file, report) = (home.file("台账.csv", rows), home.path("report.csv"));
    let import = |file: &std::path::Path| {
        let words = ["import", arg(file), "--report", arg(&report), "--force"];
        home.run(&words).is(0).json()
    };
    let first = import(&file);
    assert_eq!(
        (&first["taken"], &first["known"]),
        (&2.into(), &0.into()),
        "{first}"
    );
    let text = std::fs::read_to_string(&report).expect("written");
    assert!(
        !text.contains(['\u{1b}', '\u{85}']) && text.contains("反映␛[2J路灯⟨0085⟩不亮"),
        "{text}"
    );
    let corrected = home.file("改好.csv", text);
    for file in [&corrected, &file] {
        let again = import(file);
        assert_eq!(
            (&again["taken"], &again["known"]),
            (&0.into(), &2.into()),
            "{again}"
        );
    }
}

#[test]
fn doubtful_numbers_stay_out_of_the_record() {
    let home = Home::sandbox();
    let rows = "信访件编号,姓名,手机号码,证件号码,信访日期,登记日期,信访形式,概况,内容分类,信访目的\n\
                2026000001,张某,1380013,99999919700101013X,2026-03-05,2026-03-01,来访,反映补偿款问题,没有这类,求决\n\
                2026000002,李某、王某,13800138000,999999197001010131,2026-03-06,2026-03-07,来信,要求答复,,求决\n\
                2026000003,赵某,,,2026-13-45,,来信,要求答复,,求决\n";
    let file = home.file("台账.csv", rows);
    home.run(&["import", arg(&file), "--each"])
        .is(0)
        .says("没有这类")
        .says("登记日期2026-03-01")
        .says("退回1");
    let first = home.run(&["show", "2026000001", "--json"]).is(0).json();
    assert_eq!(first["people"][0]["phones"], serde_json::json!([]));
    assert_eq!(first["people"][0]["id_number"], "99999919700101013X");
    assert_eq!(
        (&first["received_on"], &first["registered_on"]),
        (
            &serde_json::json!("2026-03-05"),
            &serde_json::json!("2026-11-20")
        )
    );
    let second = home.run(&["show", "2026000002", "--json"]).is(0).json();
    assert_eq!(
        (&second["people"][1]["name"], &second["people"][1]["role"]),
        (&serde_json::json!("王某"), &serde_json::json!("joint"))
    );
    assert_eq!(
        (&second["people"][0]["id_number"], &second["class"]),
        (&serde_json::json!(""), &serde_json::json!("request"))
    );
    assert_eq!(second["registered_on"], "2026-03-07");
}

#[test]
fn a_mapping_names_other_columns() {
    let home = Home::sandbox();
    let file = home.file(
        "a.csv",
        "来访情况,哪天来的,谁\n反映补偿款,2026-03-05,张某\n",
    );
    home.run(&["import", arg(&file)]).is(2);
    let map = home.file(
        "map.toml",
        "\"来访情况\" = \"matter\"\n\"哪天来的\" = \"petitioned_on\"\n\"谁\" = \"name\"\n",
    );
    home.run(&["import", arg(&file), "--map", arg(&map)])
        .is(0)
        .says("已导入1");
    let wrong = home.file("wrong.toml", "\"谁\" = \"nobody\"\n");
    home.run(&["import", arg(&file), "--map", arg(&wrong)])
        .is(2)
        .says("nobody");
}

#[test]
fn how_the_sheet_was_read_is_said_once_and_not_on_every_row() {
    let home = Home::sandbox();
    let file = home.path("台账.csv");
    let text = "信访日期,概况,姓名,接待人,备用栏\n2026-03-05,路灯坏了,不愿透露姓名,王某,甲\n2026-03-06,水管破了,李某,王某,乙\n";
    std::fs::write(&file, text).expect("written");
    let ran = home
        .run(&["import", arg(&file), "--dry-run"])
        .is(0)
        .says("按UTF-8编码读，列名在第1行")
        .says("没有取用的列：接待人、备用栏")
        .says("2行的三类按内容暂定");
    let answer = ran.json();
    assert_eq!(answer["warned"], 0, "{}", ran.talk);
    assert_eq!(answer["class_proposed"], 2);
    assert_eq!(
        answer["unused_columns"],
        serde_json::json!(["接待人", "备用栏"])
    );
    assert_eq!(answer["unread_sheets"], serde_json::json!([]));
}

#[test]
fn a_report_that_cannot_be_written_is_said_before_anything_is_stored() {
    let home = Home::sandbox();
    let file = sample(SAMPLES[0]);
    for place in ["no/such/folder/report.csv", "."] {
        let report = home.path(place);
        home.run(&["import", arg(&file), "--report", arg(&report)])
            .is(1)
            .says("写不了文件")
            .says("没有改动任何数据");
    }
    home.run(&["find", "张", "--people"]).is(4);
    assert_eq!(home.run(&["import", "--list"]).is(0).out.lines().count(), 1);
}

#[test]
fn what_is_no_ledger_is_refused_in_a_sentence() {
    let home = Home::sandbox();
    for (name, bytes) in [
        ("a.xlsx", &b"\x89PNG\r\n\x1a\n----"[..]),
        ("b.csv", b""),
        ("c.csv", b"\0\0\0\0"),
        ("d.xls", b"PK\x03\x04 broken"),
    ] {
        let file = home.file(name, bytes);
        let ran = home.run(&["import", arg(&file)]);
        assert!(
            (1..=2).contains(&ran.status) && ran.talk.contains("没有改动任何数据"),
            "{name}: {} {}",
            ran.status,
            ran.talk
        );
    }
    home.run(&["import", "missing.csv"])
        .is(4)
        .says("没有这个文件");
    let folder = home.path(".");
    home.run(&["import", arg(&folder)]).is(1).says("它是文件夹");
    home.run(&["import"]).is(2);
    home.run(&["import", "--undo", "1", "--dry-run"]).is(2);
    home.run(&["verify"]).is(0);
}
