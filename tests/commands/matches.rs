//! Whom the rows of a ledger look like: written out, answered, taken in; remembered for the same row, and
//! nothing joined or linked unasked.

use serde_json::{Value, json};

use super::{Home, arg};

pub const LEDGER: &str = "信访件编号,姓名,手机号码,证件号码,信访日期,信访形式,概况\n\
    2026000001,章小唐,15400000001,,2026-03-05,来访,要求补发青苗补偿款\n\
    2026000002,徐长卿,15400000003,,2026-03-06,来信,要求修复村道\n\
    2026000003,景天,15400000004,,2026-03-07,来信,要求说明低保停发\n\
    2026000004,景天,15400000004,,2026-03-08,来访,要求修水渠\n";

/// Two people on record, one of them much like the first row, one the second row by name and telephone.
pub fn home() -> Home {
    let home = Home::sandbox();
    for (name, phone) in [("章晓棠", "15400000001"), ("徐长卿", "15400000003")] {
        let body = json!({ "channel": "visit", "people": [{ "name": name, "phones": [phone] }],
            "requests": ["要求说明征收补偿款的计算依据"], "received_on": "2026-03-01" });
        let file = home.file("draft.json", body.to_string());
        home.run(&["register", "--json", arg(&file)]).is(0);
    }
    home
}

pub fn count(home: &Home, table: &str) -> i64 {
    let conn = rusqlite::Connection::open(home.store()).expect("the store");
    let sql = format!("SELECT count(*) FROM {table}");
    conn.query_row(&sql, [], |r| r.get(0)).expect("a count")
}

fn change(home: &Home, sql: &str) {
    let conn = rusqlite::Connection::open(home.store()).expect("the store");
    conn.execute(sql, []).expect("changed");
}

pub fn people(home: &Home) -> i64 {
    count(home, "petitioner")
}

/// The file of matches with the answers put into its last column, by row number and person.
fn answer(home: &Home, matches: &str, answers: &[(&str, &str, &str)]) -> std::path::PathBuf {
    let mut rows = Vec::new();
    for line in matches.lines() {
        let line = line.trim_start_matches('\u{feff}').replace('"', "");
        let cells: Vec<&str> = line.split(',').collect();
        let said = answers
            .iter()
            .find(|(row, person, _)| cells[1] == *row && cells[3] == *person);
        let said = said.map_or(*cells.last().unwrap(), |(_, _, said)| *said);
        let mut cells = cells.clone();
        *cells.last_mut().unwrap() = said;
        rows.push(cells.join(","));
    }
    home.file("answers.csv", rows.join("\n"))
}

pub fn matches(home: &Home, ledger: &std::path::Path) -> String {
    let out = home.path("matches.csv");
    let _ = std::fs::remove_file(&out);
    home.run(&["import", arg(ledger), "--dry-run", "--matches", arg(&out)])
        .is(0);
    std::fs::read_to_string(out).expect("written")
}

fn show(home: &Home, number: &str) -> Value {
    home.run(&["show", number, "--json"]).is(0).json()
}

#[test]
fn unanswered_rows_join_and_link_nothing() {
    let home = home();
    let file = home.file("台账.csv", LEDGER);
    let shown = matches(&home, &file);
    assert!(
        shown.contains("章晓棠") && shown.contains("154＊＊＊＊0001"),
        "{shown}"
    );
    assert!(!shown.contains("15400000001"), "masked: {shown}");
    home.run(&["import", arg(&file)]).is(0);
    assert_eq!(people(&home), 6, "nobody is joined by a telephone");
    assert_eq!(count(&home, "merge"), 0);
    home.run(&["verify"]).is(0);
}

/// Two rows of one ledger are told with everything that agrees, like somebody on record.
#[test]
fn rows_of_one_ledger_say_every_reason() {
    let home = Home::sandbox();
    let ledger = "信访件编号,姓名,手机号码,证件号码,住址,信访日期,信访形式,概况\n\
        2026000001,章晓棠,15400000001,,东甲镇甲村2组,2026-03-05,来访,要求补发青苗补偿款\n\
        2026000002,张小唐,15400000001,,东甲镇甲村2组,2026-03-06,来信,要求修复村道\n";
    let file = home.file("台账.csv", ledger);
    let shown = matches(&home, &file);
    let said = shown.contains("电话相同、音同字不同、住址相同")
        || shown.contains("音同字不同、电话相同、住址相同");
    assert!(said, "{shown}");
    home.run(&["import", arg(&file), "--wait"]).is(0);
    let rows = home.run(&["import", "waiting", "show", "1", "3", "--json"]);
    assert!(
        rows.out.contains("住址相同") && rows.out.contains("电话相同"),
        "{}",
        rows.out
    );
}

#[test]
fn answers_are_taken_in_and_remembered_for_the_same_row() {
    let home = home();
    let file = home.file("台账.csv", LEDGER);
    let shown = matches(&home, &file);
    let said = answer(
        &home,
        &shown,
        &[("2", "1", "都不是"), ("3", "2", "两者都是")],
    );
    let run = home
        .run(&["import", arg(&file), "--answers", arg(&said)])
        .is(0);
    let batch = run.json()["batch"].to_string();
    assert_eq!(people(&home), 5);
    home.run(&["import", arg(&file), "--answers", arg(&said)])
        .is(0)
        .says("有2个回答说的是早已导入的行");
    let both = show(&home, "2026000002");
    assert_eq!(
        (&both["people"][0]["person"], &both["matter"]),
        (&json!(2), &json!(2))
    );
    assert_eq!(count(&home, "merge"), 1, "neither is remembered");
    // Undone and imported once more without the file: nobody is asked again.
    home.run(&["import", "--undo", &batch]).is(0);
    let shown = matches(&home, &file);
    assert!(
        shown.contains("两者都是") && shown.contains("\"都不是\""),
        "{shown}"
    );
    home.run(&["import", arg(&file)]).is(0);
    let both = show(&home, "2026000002");
    assert_eq!(
        (&both["people"][0]["person"], &both["matter"]),
        (&json!(2), &json!(2))
    );
    home.run(&["verify"]).is(0);
}

#[test]
fn answers_that_do_not_fit_say_the_row_and_import_nothing() {
    let home = home();
    let file = home.file("台账.csv", LEDGER);
    let shown = matches(&home, &file);
    let before = count(&home, "petition");
    let refused = |answers: &str, words: &str| {
        let said = home.file("answers.csv", answers);
        home.run(&["import", arg(&file), "--answers", arg(&said)])
            .is(2)
            .says(words)
            .says("回答文件第");
    };
    let read = |path| std::fs::read_to_string(path).expect("written");
    refused(&read(answer(&home, &shown, &[("2", "1", "也许")])), "也许");
    let said = read(answer(&home, &shown, &[("2", "1", "同一人")]));
    refused(&said.replace(",1,章晓棠", ",一,章晓棠"), "应是数字");
    let row = said.lines().nth(1).expect("a row");
    let row = row.replace("同一人", "都不是");
    refused(&format!("{said}\n{row}\n"), "冲突");
    let other = home.file("别的.csv", LEDGER.replace("2026000001", "2026000009"));
    let said = answer(&home, &shown, &[("2", "1", "同一人")]);
    home.run(&["import", arg(&other), "--answers", arg(&said)])
        .is(2)
        .says("不在台账");
    assert_eq!(count(&home, "petition"), before);
}

/// A ledger with joint petitioners, and its matches as cells.
fn joint(home: &Home) -> (std::path::PathBuf, Vec<Vec<String>>) {
    let ledger = LEDGER.replace("徐长卿,15400000003", "景某天、章晓棠,15400000009");
    let file = home.file("台账.csv", ledger);
    let cells = |line: &str| -> Vec<String> {
        let line = line.trim_start_matches('\u{feff}').replace('"', "");
        line.split(',').map(str::to_owned).collect()
    };
    let rows = matches(home, &file).lines().map(cells).collect();
    (file, rows)
}

fn is_second(row: &[String]) -> bool {
    row[1] == "3" && row[0].ends_with(".2") && row[3] == "1"
}

fn is_pair(row: &[String]) -> bool {
    row[1] == "5" && row[3].starts_with('r')
}

/// Each of the people of a row is asked about for themselves, and rows of one ledger are compared with each
/// other: nobody is joined unasked.
#[test]
fn joint_petitioners_and_rows_of_one_ledger_are_asked_about() {
    let home = home();
    let (file, rows) = joint(&home);
    let second = rows.iter().find(|r| is_second(r));
    assert_eq!(
        second.expect("the second of a row is asked about")[2],
        "章晓棠"
    );
    let pair = rows
        .iter()
        .find(|r| is_pair(r))
        .expect("the later of two rows asks");
    assert!(pair[4] == "景天" && pair[10].contains("第4行"), "{pair:?}");
    home.run(&["import", arg(&file)]).is(0);
    assert_eq!(people(&home), 7, "nobody is joined unasked");
    home.run(&["import", "--undo", "1"]).is(0);
    assert_eq!(people(&home), 2);
    // An answer that names a row after its own is none.
    let mut turned = pair.clone();
    turned.swap(0, 3);
    *turned.last_mut().expect("cells") = "同一人".to_owned();
    let turned = home.file("turned.csv", turned.join(","));
    home.run(&["import", arg(&file), "--answers", arg(&turned)])
        .is(2)
        .says("前面一行");
}

/// What was answered about them holds, also when the batch is undone and imported once more.
#[test]
fn answers_about_joint_petitioners_and_other_rows_are_remembered() {
    let home = home();
    let (file, rows) = joint(&home);
    let said = rows.iter().filter_map(|row| {
        let mut row = row.clone();
        let answer = match () {
            () if is_second(&row) => "同一人",
            () if is_pair(&row) => "两者都是",
            () => return None,
        };
        *row.last_mut()? = answer.to_owned();
        Some(row.join(","))
    });
    let said = home.file("answers.csv", said.collect::<Vec<_>>().join("\n"));
    let run = home
        .run(&["import", arg(&file), "--answers", arg(&said)])
        .is(0)
        .says("2个回答");
    let holds = |times: &str| {
        assert_eq!(people(&home), 5, "{times}");
        let (third, fourth) = (show(&home, "2026000003"), show(&home, "2026000004"));
        assert_eq!(third["people"][0]["person"], fourth["people"][0]["person"]);
        assert!(fourth["matter"].is_i64(), "{times}: {fourth}");
        let second = show(&home, "2026000002");
        assert_eq!(second["people"][1]["person"], 1, "{times}");
    };
    holds("answered");
    let batch = run.json()["batch"].to_string();
    home.run(&["import", "--undo", &batch]).is(0);
    home.run(&["import", arg(&file)]).is(0);
    holds("remembered");
    home.run(&["verify"]).is(0);
}

/// A ledger put on the desk is not in the register; the same file again replaces it.
#[test]
fn a_ledger_waits_once_and_nothing_is_registered() {
    let home = home();
    let file = home.file("台账.csv", LEDGER);
    let before = count(&home, "petition");
    for _ in 0..2 {
        let json = home
            .run(&["import", arg(&file), "--wait"])
            .is(0)
            .says("还没有导入")
            .json();
        assert_eq!(
            (&json["rows"], &json["taken"], &json["dry_run"]),
            (&json!(4), &json!(4), &json!(true))
        );
        assert_eq!(json["asked"], 3, "{json}");
    }
    assert_eq!(
        (count(&home, "waiting"), count(&home, "waiting_row")),
        (1, 4)
    );
    assert_eq!((count(&home, "petition"), people(&home)), (before, 2));
    home.run(&["import", "--list"])
        .is(0)
        .says("“台账.csv”4行，未答3");
    let bad = home.file("坏.csv", LEDGER.replace("2026-03-05", "2026-13-05"));
    home.run(&["import", arg(&bad), "--wait"])
        .is(2)
        .says("整批没有写入");
    home.run(&["import", arg(&file), "--wait", "--undo", "1"])
        .is(2);
    assert_eq!(count(&home, "waiting"), 1);
    home.run(&["verify"]).is(0);
}

/// What was said of records is in the trail; a line changed, added or taken out behind it is found.
#[test]
fn what_was_said_of_records_follows_from_the_trail() {
    let home = home();
    home.run(&["person", "merge", "1", "2", "--why", "同一人"])
        .is(0);
    home.run(&["person", "split", "2", "--why", "不是"]).is(0);
    home.run(&["person", "not-same", "1", "2", "--why", "父子"])
        .is(0);
    home.run(&["verify"]).is(0);
    change(&home, "UPDATE merge SET why = '别的' WHERE id = 1");
    assert!(home.run(&["verify"]).is(20).out.contains("第1条"));
    change(&home, "UPDATE merge SET why = '同一人' WHERE id = 1");
    home.run(&["verify"]).is(0);
    change(
        &home,
        "INSERT INTO merge (said, kept, other, at, operator, why) VALUES ('same', 1, 2, '2026-03-01T00:00:00+08:00', 'wang', 'x')",
    );
    assert!(home.run(&["verify"]).is(20).out.contains("审计记录里有2条"));
}

/// The copy for the petitioner and who read the file: by whichever record.
#[test]
fn one_person_gets_one_copy_and_one_list_of_readers() {
    let home = home();
    home.run(&["person", "merge", "1", "2", "--why", "同一人"])
        .is(0);
    let rows: Value = home
        .run(&["find", "章晓棠", "--people", "--json"])
        .is(0)
        .json();
    assert_eq!(rows[0]["person"], 1, "{rows}");
    let file = show(&home, "999999-2026-LF-00002");
    assert_eq!(file["people"][0]["person"], 2);
    let copy = home
        .run(&["privacy", "copy", "999999-2026-LF-00001"])
        .is(0)
        .out;
    assert!(
        copy.contains("徐长卿") && copy.contains("LF-00002"),
        "{copy}"
    );
    let trail = home
        .run(&[
            "audit",
            "list",
            "--person",
            "999999-2026-LF-00001",
            "--json",
        ])
        .is(0)
        .out;
    assert!(
        trail.contains("LF-00002"),
        "readings of the other record too: {trail}"
    );
}

/// Somebody of two petitions stands in two lines: neither, said of both, is one answer.
#[test]
fn neither_said_of_every_line_of_one_person_is_taken() {
    let home = home();
    let person = json!([{ "person": 1, "name": "章晓棠", "phones": ["15400000001"] }]);
    let draft = json!({ "channel": "visit", "people": person, "requests": ["要求修路"], "received_on": "2026-03-02" });
    home.register(&draft);
    let file = home.file("台账.csv", LEDGER);
    let shown = matches(&home, &file);
    assert!(
        shown.lines().filter(|l| l.contains("章晓棠")).count() > 1,
        "{shown}"
    );
    let said = answer(&home, &shown, &[("2", "1", "都不是")]);
    home.run(&["import", arg(&file), "--answers", arg(&said)])
        .is(0);
    let apart = "merge WHERE said = 'apart'";
    assert_eq!(count(&home, apart), 1);
}
