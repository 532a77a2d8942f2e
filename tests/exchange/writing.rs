//! What is written reads back as it was, and a spreadsheet sees text only.

use proptest::prelude::*;
use zhuoluo::exchange::{self, Outcome};
use zhuoluo::words::Lang;

use super::samples::{read, sample_csv, today};

const HEADERS: [&str; 4] = ["信访件编号", "姓名", "信访日期", "概况"];

fn table(matters: &[&str]) -> Vec<Vec<String>> {
    matters
        .iter()
        .enumerate()
        .map(|(i, matter)| {
            vec![
                format!("2026{i:06}"),
                "张某".to_owned(),
                "2026-03-05".to_owned(),
                (*matter).to_owned(),
            ]
        })
        .collect()
}

const HARD: [&str; 14] = [
    "=1+1",
    "+86 13800138000",
    "-请求",
    "@某人",
    "\t制表",
    "\r回车",
    "'=引号",
    "''+两个",
    "'单引号",
    "第一行\n第二行",
    "带\"引号\"，和,逗号",
    "_x000D_字样",
    "\u{1b}[2J清屏",
    "\r\n换行",
];

#[test]
fn cells_like_formulas_are_protected_and_come_back() {
    let bytes = exchange::csv(&HEADERS, &table(&HARD));
    assert!(bytes.starts_with(b"\xEF\xBB\xBF\""));
    let text = String::from_utf8(bytes.clone()).expect("UTF-8");
    for sign in ['=', '+', '-', '@', '\t', '\r'] {
        assert!(
            !text.contains(&format!("\"{sign}")) || sign == '\r',
            "{sign:?} stands first in a cell"
        );
    }
    let matters: Vec<String> = read(&bytes, "a.csv")
        .rows
        .iter()
        .map(|row| row.entry.matter.clone())
        .collect();
    assert_eq!(matters, HARD);
}

#[test]
fn workbooks_come_back_as_they_were() {
    let bytes = exchange::xlsx("台账：[2026]/测试", &HEADERS, &table(&HARD)).expect("a workbook");
    let ledger = read(&bytes, "a.xlsx");
    assert_eq!(ledger.sheet, "台账：2026测试");
    let matters: Vec<String> = ledger
        .rows
        .iter()
        .map(|row| row.entry.matter.clone())
        .collect();
    assert_eq!(matters, HARD);
}

#[test]
fn text_too_long_for_a_workbook_is_an_error() {
    let long = "字".repeat(32_768);
    let trouble = exchange::xlsx("a", &HEADERS, &table(&["修路", &long])).expect_err("too long");
    assert!(trouble.say(Lang::Zh).contains("D3"));
    assert!(exchange::xlsx("", &HEADERS, &table(&[&long[..32_767 * 3]])).is_ok());
}

#[test]
fn the_report_lists_every_line_and_can_be_corrected_and_imported() {
    let ledger = sample_csv();
    let refused = ledger.rows.iter().filter(|row| !row.is_good()).count();
    let report = exchange::report(&ledger, &[], Lang::Zh);
    let again = read(&report, "回执.csv");
    assert_eq!(
        (
            again.rows.len(),
            again.rows.iter().filter(|row| !row.is_good()).count()
        ),
        (1200, refused)
    );
    for (row, same) in ledger.rows.iter().zip(&again.rows) {
        assert_eq!((row.key, &row.entry), (same.key, &same.entry));
    }
    let text = String::from_utf8(report).expect("UTF-8");
    let line = text
        .lines()
        .find(|line| line.contains("\"J25\""))
        .expect("the refused row");
    assert!(line.starts_with("\"25\",\"退回\",\"J25\",\"date\",\"J25：“13月5日”不是日期。应为完整的公历日期。\",\"应为完整的公历日期。\",\"2026-11-23\",\"2026000024\""), "{line}");
    let outcomes = vec![Outcome::Taken("999999-2026-LF-00001".to_owned()); 1200];
    let taken = String::from_utf8(exchange::report(&ledger, &outcomes, Lang::En)).expect("UTF-8");
    assert!(
        taken.contains("taken, with warnings 999999-2026-LF-00001")
            && taken.contains("names the columns")
    );
}

#[test]
fn a_report_shows_control_signs_and_is_read_as_what_stood_there() {
    let wild = |c: &char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    let signs = ('\u{1}'..='\u{9F}').filter(wild);
    let mut matters: Vec<String> = signs
        .map(|c| format!("反映{c}第{:02X}号路灯不亮", u32::from(c)))
        .collect();
    // What looks like a sign made visible stood there all the same.
    let like = [
        "反映␛路灯",
        "反映⟨001B⟩路灯",
        "反映⟨0085⟩路灯",
        "反映⟨路灯",
        "反映␉路灯",
    ];
    matters.extend(like.map(str::to_owned));
    let matters: Vec<&str> = matters.iter().map(String::as_str).collect();
    let ledger = read(&exchange::csv(&HEADERS, &table(&matters)), "台账.csv");
    assert_eq!(ledger.rows.len(), matters.len());
    let mut rows = ledger.clone();
    for lang in [Lang::Zh, Lang::En] {
        let report = exchange::report(&rows, &[], lang);
        let text = std::str::from_utf8(&report).expect("UTF-8");
        assert_eq!(text.chars().find(wild), None);
        assert!(
            text.contains("反映␛第1B号") && text.contains("反映⟨0085⟩第85号"),
            "{text}"
        );
        let again = read(&report, "回执.csv");
        for (row, same) in ledger.rows.iter().zip(&again.rows) {
            assert_eq!((row.key, &row.entry), (same.key, &same.entry));
        }
        assert_eq!(again.rows.len(), ledger.rows.len());
        // A report of the report still gives back what stood in the ledger.
        rows = again;
    }
    // As earlier versions wrote it: the signs as they were.
    let mut old = String::from_utf8(exchange::csv(&HEADERS, &table(&matters))).expect("UTF-8");
    old = old
        .replacen("\u{FEFF}", "\u{FEFF}\"原行号\",\"导入结果\",", 1)
        .replace("\r\n\"", "\r\n\"2\",\"已有\",\"");
    let again = read(old.as_bytes(), "旧回执.csv");
    let keys = |l: &exchange::Ledger| l.rows.iter().map(|r| r.key).collect::<Vec<_>>();
    assert_eq!(keys(&again), keys(&ledger));
}

#[test]
fn hidden_and_total_lines_are_in_the_report() {
    let ledger = super::samples::sample_xlsx();
    let report = exchange::report(&ledger, &[], Lang::Zh);
    assert_eq!(read(&report, "回执.csv").rows.len(), 800);
    assert!(
        String::from_utf8(report)
            .expect("UTF-8")
            .contains("\"804\",\"不是信访件\",\"\",\"\",\"合计行\"")
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text_comes_back_from_csv_and_xlsx(matter in "修[\\PC\n\"',=+@;\t-]{0,40}|'{0,3}[=+@-][\\PC]{1,20}修") {
        let options = exchange::Options::new(today());
        let rows = table(&[&matter]);
        let back = exchange::read(&exchange::csv(&HEADERS, &rows), "a", &options).expect("a ledger");
        prop_assert_eq!(&back.rows[0].entry.matter, &matter);
        let back = exchange::read(&exchange::xlsx("a", &HEADERS, &rows).expect("a book"), "a", &options).expect("a ledger");
        prop_assert_eq!(&back.rows[0].entry.matter, &matter);
    }
}
