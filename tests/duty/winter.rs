//! The desk in other shapes: merged cells, a shift of a day, two periods over one another, one moved
//! twice and one ended, nobody who checks in, a code for a signature, a round that comes late. Each list is made by hand.

use rust_xlsxwriter::{Format, Workbook};
use serde_json::Value;

use super::{at, desk, office};
use crate::commands::{Home, arg};

fn declare(home: &Home, name: &str, from: &str, to: &str, minutes: &str) -> String {
    let mut words = vec!["period", "add", name, "--from", from, "--to", to];
    words.extend(["--basis", "示信发〔2027〕1号", "--by", "县信访局"]);
    words.extend(["--check-in", minutes, "--json"]);
    let done = at(home, "zhou", "01-22 09:00", &words);
    done.is(0).json()["event"].to_string()
}

fn shift(home: &Home, from: &str, to: &str, staff: [&str; 2]) {
    let mut words = vec!["duty", "rota", "add", "--start", from, "--end", to];
    words.extend(["--leader", "zhou", "--staff", staff[0], "--staff", staff[1]]);
    at(home, "zhou", "01-23 09:00", &words).is(0);
}

fn owed(home: &Home, when: &str) -> Value {
    at(home, "zhou", when, &["owed", "--json"]).json()
}

fn hours(list: &[(&str, &[&str])]) -> Vec<String> {
    let each = |(day, hours): &(&str, &[&str])| -> Vec<String> {
        let one = |hour: &&str| format!("check_in:2027-{day}T{hour}:00");
        hours.iter().map(one).collect()
    };
    list.iter().flat_map(each).collect()
}

#[test]
fn two_periods_over_one_another_and_a_shift_of_a_day() {
    let home = office();
    let spring = declare(&home, "春节", "2027-02-05", "2027-02-07", "240");
    let strict = declare(&home, "冰雪天气", "2027-02-06", "2027-02-06", "120");
    shift(
        &home,
        "2027-02-05 08:00",
        "2027-02-06 08:00",
        ["li", "zhao"],
    );
    shift(
        &home,
        "2027-02-06 08:00",
        "2027-02-07 08:00",
        ["qian", "sun"],
    );
    // Moved twice, and where it was in the end.
    for (from, to) in [("2027-02-06", "2027-02-08"), ("2027-02-05", "2027-02-07")] {
        let words = ["period", "move", &spring, "--from", from, "--to", to];
        at(&home, "zhou", "01-24 09:00", &words).is(0);
    }
    // By hand: every four hours from the shift's first, every two at night and on the strict day.
    let first: (&str, &[&str]) = ("02-05", &["12", "16", "20"]);
    let strict_day: (&str, &[&str]) = (
        "02-06",
        &[
            "00", "02", "04", "06", "10", "12", "14", "16", "18", "20", "22",
        ],
    );
    let last: (&str, &[&str]) = ("02-07", &["00", "02", "04", "06"]);
    let after = owed(&home, "02-07 09:00");
    assert_eq!(desk(&after, "check_in"), hours(&[first, strict_day, last]));
    // An hour that both periods name is one report.
    let reports: Vec<String> = (5..=7)
        .map(|d| format!("zero_report:1:2027-02-0{d}T17:00"))
        .collect();
    assert_eq!(desk(&after, "zero_report"), reports);
    // Nobody before the first shift, nobody after the last.
    assert_eq!(
        desk(&after, "rota_gap"),
        ["rota_gap:2027-02-05T00:00", "rota_gap:2027-02-07T08:00"]
    );

    // The strict one ended before its day falls away, and the second shift goes by the other.
    let home = office();
    declare(&home, "春节", "2027-02-05", "2027-02-07", "240");
    let gone = declare(&home, "冰雪天气", "2027-02-06", "2027-02-06", "120");
    assert_eq!(gone, strict);
    shift(
        &home,
        "2027-02-06 08:00",
        "2027-02-07 08:00",
        ["qian", "sun"],
    );
    let words = ["period", "end", &gone, "--on", "2027-02-05"];
    at(&home, "zhou", "02-05 09:00", &words).is(0);
    let second: (&str, &[&str]) = ("02-06", &["12", "16", "20"]);
    let after = owed(&home, "02-07 09:00");
    assert_eq!(desk(&after, "check_in"), hours(&[second, last]));
}

/// Three days of three shifts as a spreadsheet: date and leader stand once for the three.
fn merged() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    let heads = ["日期", "开始", "结束", "带班领导", "值班员1", "值班员2"];
    sheet
        .merge_range(0, 0, 0, 5, "春节值班表", &plain)
        .expect("a title");
    for (at, head) in (0..).zip(heads) {
        sheet.write(1, at, head).expect("a heading");
    }
    let crews = [["李某", "赵某"], ["钱某", "孙某"], ["冯某", "陈某"]];
    for day in 0..3 {
        let top = 2 + day * 3;
        let date = format!("2027年2月{}日", 4 + day);
        sheet
            .merge_range(top, 0, top + 2, 0, &date, &plain)
            .expect("a date");
        sheet
            .merge_range(top, 3, top + 2, 3, "周某", &plain)
            .expect("a leader");
        for (row, [one, two]) in (top..).zip(crews) {
            let hour = (row - top) * 8;
            sheet
                .write(row, 1, format!("{hour:02}:00"))
                .expect("an hour");
            sheet
                .write(row, 2, format!("{:02}:00", hour + 8))
                .expect("an hour");
            sheet.write(row, 4, one).expect("a name");
            sheet.write(row, 5, two).expect("a name");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn a_rota_with_merged_cells_is_read_shift_by_shift() {
    let home = office();
    let file = home.file("值班表.xlsx", merged());
    at(
        &home,
        "zhou",
        "01-24 09:00",
        &["duty", "rota", "import", arg(&file)],
    )
    .is(0);
    let words = [
        "duty",
        "rota",
        "--from",
        "2027-02-04",
        "--to",
        "2027-02-06",
        "--json",
    ];
    let rota = at(&home, "zhou", "01-24 09:30", &words).is(0).json();
    let turns: Vec<String> = rota["turns"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|t| {
            format!(
                "{} {} {}",
                t["from"].as_str().expect("from"),
                t["leader"],
                t["staff"][0]
            )
        })
        .collect();
    let mut by_hand = Vec::new();
    for day in 4..=6 {
        for (hour, who) in [("00", "li"), ("08", "qian"), ("16", "feng")] {
            by_hand.push(format!(
                "2027-02-0{day}T{hour}:00:00+08:00 \"zhou\" \"{who}\""
            ));
        }
    }
    assert_eq!(turns, by_hand);
    assert_eq!(rota["gaps"].as_array().map(Vec::len), Some(0));
}

/// Before a rota stands it says what it asks of each, beside what each carried in the last year; by hand:
/// three days of eight hours, the leader all of them, nights from midnight to six and from ten at night.
#[test]
fn a_trial_of_a_rota_shows_whether_it_is_fair() {
    let home = office();
    let mut words = vec!["duty", "rota", "add", "--start", "2027-01-22 08:00"];
    words.extend(["--end", "2027-01-22 20:00", "--leader", "zhou"]);
    words.extend(["--staff", "li", "--staff", "zhao"]);
    at(&home, "zhou", "01-21 09:00", &words).is(0);
    let file = home.file("值班表.xlsx", merged());
    let words = ["duty", "rota", "import", arg(&file), "--dry-run", "--json"];
    let trial = at(&home, "zhou", "01-24 09:00", &words).is(0).json();
    let of = |login: &str| {
        let all = trial["loads"].as_array().expect("a list").iter();
        let mut mine = all.filter(|row| row["login"] == login);
        let row = mine.next().expect("a row");
        let number = |v: &Value| v.as_i64().expect("a number");
        (
            number(&row["hours"]),
            number(&row["night_hours"]),
            number(&row["before"]["hours"]),
        )
    };
    assert_eq!(of("li"), (24, 18, 12));
    assert_eq!(of("zhao"), (24, 18, 12));
    assert_eq!(of("qian"), (24, 0, 0));
    assert_eq!(of("feng"), (24, 6, 0));
    assert_eq!(of("zhou"), (72, 24, 12));
    let words = ["duty", "rota", "import", arg(&file), "--dry-run"];
    let said = at(&home, "zhou", "01-24 09:00", &words).is(0).out;
    assert!(
        said.contains("本表节假日小时") && said.contains("近一年节假日小时"),
        "{said}"
    );
    // Nothing of it stands.
    let rota = [
        "duty",
        "rota",
        "--from",
        "2027-02-04",
        "--to",
        "2027-02-06",
        "--json",
    ];
    let rota = at(&home, "zhou", "01-24 09:30", &rota).is(0).json();
    assert_eq!(rota["turns"].as_array().map(Vec::len), Some(0));
}

/// A handover from li to qian, drafted, looked at and signed by qian alone.
fn half_signed(home: &Home) -> String {
    shift(home, "2027-02-05 08:00", "2027-02-05 16:00", ["li", "zhao"]);
    shift(
        home,
        "2027-02-05 16:00",
        "2027-02-06 00:00",
        ["qian", "sun"],
    );
    let words = ["duty", "handover", "draft", "2027-02-05 16:00", "--json"];
    let id = at(home, "li", "02-05 15:30", &words).is(0).json()["event"].to_string();
    let show = ["duty", "handover", "show", &id, "--json"];
    let left = at(home, "qian", "02-05 16:01", &show).is(0).json()["untouched"].clone();
    let left: Vec<String> = left
        .as_array()
        .expect("a list")
        .iter()
        .map(Value::to_string)
        .collect();
    let mut touch = vec!["duty", "handover", "touch", &id];
    touch.extend(left.iter().map(String::as_str));
    at(home, "qian", "02-05 16:02", &touch).is(0);
    at(
        home,
        "qian",
        "02-05 16:03",
        &["duty", "handover", "sign", &id, "--incoming"],
    )
    .is(0);
    id
}

#[test]
fn the_other_side_signs_with_a_code_good_once_for_ten_minutes() {
    let home = office();
    let id = half_signed(&home);
    let show = ["duty", "handover", "show", &id, "--json"];
    let sign = |when: &str, code: &str| {
        let words = [
            "duty",
            "handover",
            "sign",
            &id,
            "--outgoing",
            "--for",
            "li",
            "--code",
            code,
        ];
        at(&home, "qian", when, &words)
    };
    sign("02-05 16:04", "00000000").is(3);
    let taken = at(&home, "li", "02-05 16:05", &["duty", "handover", "code"]);
    let old = taken.is(0).out.trim().to_owned();
    assert!(
        old.len() == 8 && old.bytes().all(|b| b.is_ascii_digit()),
        "{old}"
    );
    sign("02-05 16:16", &old).is(3);
    let taken = at(&home, "li", "02-05 16:17", &["duty", "handover", "code"]);
    let code = taken.is(0).out.trim().to_owned();
    sign("02-05 16:18", &old).is(3);
    sign("02-05 16:19", &code).is(0);
    sign("02-05 16:20", &code).is(3);
    let signed = at(&home, "zhou", "02-05 16:30", &show).is(0).json();
    assert_eq!(signed["outgoing"]["who"], "li");
    assert_eq!(signed["incoming"]["who"], "qian");
    // What is kept of a code does not give it away.
    let store = rusqlite::Connection::open(home.store()).expect("opened");
    let sql = "SELECT count(*) FROM duty_event WHERE instr(body, ?1) > 0";
    let found: i64 = store
        .query_row(sql, [&code], |r| r.get(0))
        .expect("a count");
    assert_eq!(found, 0);
}

#[test]
fn a_round_of_screening_that_comes_late_is_met_late_and_only_once() {
    let home = office();
    let words = [
        "duty",
        "screening",
        "add",
        "东甲镇",
        "--round",
        "weekly",
        "--since",
        "2027-01-25",
    ];
    at(&home, "zhou", "01-25 09:00", &words).is(0);
    let late = |when: &str| -> usize {
        let all = owed(&home, when);
        let all = all.as_array().expect("a list").iter();
        all.filter(|o| o["kind"] == "screening_report" && o["state"] == "overdue")
            .count()
    };
    // The week ends on Sunday the 31st.
    assert_eq!(late("01-31 23:00"), 0);
    assert_eq!(late("02-01 09:00"), 1);
    let report = |when: &str, until: &str| {
        let words = [
            "duty",
            "screening",
            "report",
            "东甲镇",
            "--until",
            until,
            "--matters",
            "1",
            "--text",
            "水渠纠纷一起，已约双方调解",
        ];
        at(&home, "zhou", when, &words)
    };
    report("02-02 09:00", "2027-01-30").is(3);
    report("02-02 09:00", "2027-01-31").is(0);
    report("02-02 09:10", "2027-01-31").is(3);
    assert_eq!(late("02-02 09:20"), 0);
    let list = at(&home, "zhou", "02-02 09:30", &["duty", "screening", "list"])
        .is(0)
        .json();
    assert_eq!(list[0]["last_reported"], "2027-01-31");
}
