//! Sheets that hold more than one table, more than one sheet, or numbers a spreadsheet ruined.

use zhuoluo::exchange::{Row, SkipReason};

use super::books::{ods_row, ods_sheets};
use super::samples::read;

const NAMES: [&str; 4] = ["信访日期", "姓名", "身份证号", "概况"];

#[test]
fn headings_between_the_rows_of_a_table_are_no_petitions() {
    for label in ["二、下半年", "（三）来信", "第二部分 网信", "一.来访"] {
        let text = format!(
            "信访日期,姓名,概况\r\n2026-03-05,张某,修路\r\n{label},,\r\n2026-03-06,李某,修桥\r\n"
        );
        let ledger = read(text.as_bytes(), "台账.csv");
        assert_eq!(ledger.rows.len(), 2, "{label}");
        let reasons: Vec<SkipReason> = ledger.skipped.iter().map(|s| s.reason).collect();
        assert_eq!(
            reasons,
            [SkipReason::Header, SkipReason::Heading],
            "{label}"
        );
    }
    // A date that nobody can read is a row that is refused, not a heading.
    let text = "信访日期,姓名,概况\r\n去年腊月,,\r\n二月初三,张某,修路\r\n";
    let ledger = read(text.as_bytes(), "台账.csv");
    assert_eq!(ledger.rows.len(), 2);
    assert!(!ledger.rows.iter().any(Row::is_good));
}

#[test]
fn one_ruined_number_makes_its_fellows_doubtful() {
    // The check digit of the first two fits by chance.
    let chance =
        "2026-03-05,方某,999999195610039000,修路\r\n2026-03-06,李某,999999199804199000,修桥\r\n";
    let ruined =
        "2026-03-07,王某,999999197111118000,修渠\r\n2026-03-08,孙某,99999919700101013X,修井\r\n";
    let codes = |text: String| -> Vec<Vec<&'static str>> {
        let ledger = read(text.as_bytes(), "台账.csv");
        let codes = |row: &Row| row.warnings.iter().map(|w| w.fault.code).collect();
        ledger.rows.iter().map(codes).collect()
    };
    let head = NAMES.join(",");
    let alone = codes(format!("{head}\r\n{chance}"));
    assert_eq!(alone, [[""; 0]; 2]);
    let lost = vec!["id_ruined_by_spreadsheet"];
    let together = codes(format!("{head}\r\n{chance}{ruined}"));
    assert_eq!(together, [lost.clone(), lost.clone(), lost, Vec::new()]);
}

#[test]
fn a_workbook_with_a_sheet_a_month_says_which_were_not_read() {
    let month = |day: &str| {
        ods_row(&NAMES) + &ods_row(&[&format!("date:{day}"), "张某", "无", "村道破损，请求维修"])
    };
    let sheets = [
        ("说明", ods_row(&["本表由各乡镇填报"])),
        ("1月", month("2026-01-05")),
        ("2月", month("2026-02-05")),
        ("空表", ods_row(&NAMES)),
        ("3月", month("2026-03-05")),
    ];
    let ledger = read(&ods_sheets(&sheets), "台账.ods");
    assert_eq!(ledger.sheet, "1月");
    assert_eq!(ledger.unread, ["2月", "3月"]);
}

#[test]
fn serial_numbers_of_one_town_are_not_those_of_another() {
    let row = |no: &str, name: &str| {
        let text = format!("编号,姓名,信访日期,概况\r\n{no},{name},2026-03-05,修路\r\n");
        read(text.as_bytes(), "台账.csv").rows[0].key
    };
    for serial in ["1", "00017", "202617"] {
        assert_ne!(row(serial, "张某"), row(serial, "李某"), "{serial}");
    }
    for telling in ["2026000017", "LF-17", "来信2026-17"] {
        assert_eq!(row(telling, "张某"), row(telling, "李某"), "{telling}");
    }
}
