//! Files that are no ledger, broken ones, and ones made to do harm: a sentence each, and quickly.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use zhuoluo::exchange::{self, Encoding, Options};
use zhuoluo::words::{Exit, Lang};

use super::books::{cell, ods_of, ods_row, sheet_xml, xls_of, xlsx_of, zipped};
use super::samples::today;

const HEAD: &str = "编号,姓名,信访日期,概况\r\n";

/// Far above what any of these takes in a debug build on a busy machine, far below what the harm
/// would take.
const QUICKLY: Duration = Duration::from_secs(60);

/// Reads what must be refused; three sentences in both languages, within a time.
fn refused(bytes: &[u8], name: &str) -> String {
    let started = Instant::now();
    let trouble = exchange::read(bytes, name, &Options::new(today())).expect_err("a trouble");
    assert!(
        started.elapsed() < QUICKLY,
        "{name} took {:?}",
        started.elapsed()
    );
    assert_eq!(trouble.exit, Exit::Wrong);
    for sentence in [&trouble.what, &trouble.kept, &trouble.next] {
        assert!(!sentence.zh.is_empty() && !sentence.en.is_empty());
    }
    trouble.say(Lang::Zh)
}

#[test]
fn empty_files_and_files_of_other_kinds_are_named() {
    assert!(refused(b"", "台账.csv").contains("是空的"));
    assert!(refused(b" \r\n\r\n", "台账.csv").contains("是空的"));
    assert!(refused(b"\xEF\xBB\xBF", "台账.csv").contains("没有内容"));
    assert!(refused(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "台账.xlsx").contains("PNG图片"));
    assert!(refused(b"%PDF-1.7", "台账.xlsx").contains("PDF文件"));
    assert!(
        refused(
            b"<html><table><tr><td>1</td></tr></table></html>",
            "台账.xls"
        )
        .contains("网页")
    );
    assert!(refused(&zipped(&[("word/document.xml", b"<w/>")]), "台账.xlsx").contains("Word文档"));
    assert!(refused(&zipped(&[("a.txt", b"a")]), "台账.xlsx").contains("压缩包"));
    let evil = refused(b"", "\u{1b}]0;x\u{7}.csv");
    assert!(!evil.chars().any(char::is_control));
}

#[test]
fn the_content_counts_and_not_the_extension() {
    let text = format!("{HEAD}2026000001,张某,2026-03-05,修路\r\n");
    assert_eq!(
        super::samples::read(text.as_bytes(), "台账.xlsx")
            .rows
            .len(),
        1
    );
    let book = include_bytes!("../samples/网上信访导出.xlsx");
    assert_eq!(super::samples::read(book, "台账.csv").rows.len(), 800);
}

#[test]
fn truncated_workbooks_are_damaged() {
    let book = include_bytes!("../samples/网上信访导出.xlsx");
    for share in [1, 10, 50, 90, 99] {
        assert!(refused(&book[..book.len() * share / 100], "台账.xlsx").contains("损坏"));
    }
    let mut flipped = book.to_vec();
    for at in (200..flipped.len()).step_by(997) {
        flipped[at] ^= 0x55;
        let _ = exchange::read(&flipped, "台账.xlsx", &Options::new(today()));
    }
}

#[test]
fn bombs_are_not_unpacked() {
    let sheet = sheet_xml(&format!(
        "<row r=\"1\">{}</row>",
        cell("A1", &"A".repeat(60 << 20))
    ));
    assert!(refused(&xlsx_of(&sheet, None), "台账.xlsx").contains("大得不像台账"));
    let strings = [
        b"<sst><si><t>".as_slice(),
        &vec![b'A'; 50 << 20],
        b"</t></si></sst>",
    ]
    .concat();
    assert!(
        refused(&xlsx_of(&sheet_xml(""), Some(&strings)), "台账.xlsx").contains("大得不像台账")
    );
    let claim = br#"<sst count="99999999999" uniqueCount="99999999999"></sst>"#;
    assert!(refused(&xlsx_of(&sheet_xml(""), Some(claim)), "台账.xlsx").contains("大得不像台账"));
    let long = sheet_xml(&format!(
        "<row r=\"1\">{}</row>",
        cell("A1", &"字".repeat(40_000))
    ));
    refused(&xlsx_of(&long, None), "台账.xlsx");
}

#[test]
fn an_archive_that_lies_about_its_sizes_is_refused() {
    let strings = [
        b"<sst><si><t>".as_slice(),
        &vec![b'A'; 60 << 20],
        b"</t></si></sst>",
    ]
    .concat();
    let mut lying = xlsx_of(&sheet_xml(""), Some(&strings));
    let (real, told) = (
        u32::try_from(strings.len()).expect("fits").to_le_bytes(),
        1000_u32.to_le_bytes(),
    );
    for at in 0..lying.len() - 4 {
        if lying[at..at + 4] == real {
            lying[at..at + 4].copy_from_slice(&told);
        }
    }
    refused(&lying, "台账.xlsx");
}

#[test]
fn entities_are_refused() {
    let bomb = r#"<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>"#;
    assert!(refused(&xlsx_of(bomb.as_bytes(), None), "台账.xlsx").contains("实体声明"));
    let outside = r#"<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet/>"#;
    assert!(refused(&xlsx_of(outside.as_bytes(), None), "台账.xlsx").contains("实体声明"));
}

#[test]
fn sparse_sheets_take_no_room() {
    let wide = sheet_xml(&format!(
        "<row r=\"1\">{}</row><row r=\"1048576\">{}</row>",
        cell("A1", "甲"),
        cell("XFD1048576", "乙")
    ));
    assert!(refused(&xlsx_of(&wide, None), "台账.xlsx").contains("512列"));
    let tall = sheet_xml(&format!(
        "<row r=\"1\">{}</row><row r=\"1048576\">{}</row>",
        cell("A1", "甲"),
        cell("A1048576", "乙")
    ));
    refused(&xlsx_of(&tall, None), "台账.xlsx");
    let repeat = r#"<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1000" office:value-type="string"><text:p>甲</text:p></table:table-cell></table:table-row>"#;
    assert!(refused(&ods_of(repeat), "台账.ods").contains("大得不像台账"));
    let rows: &[&[&str]] = &[&["编号", "姓名"]];
    assert!(
        refused(&xls_of(rows, (0, 1, 0, 2), Some((65535, 255))), "台账.xls")
            .contains("大得不像台账")
    );
    assert!(
        refused(&xls_of(rows, (0, u32::MAX, 0, 256), None), "台账.xls").contains("大得不像台账")
    );
    refused(&xls_of(rows, (9, 3, 0, 2), None), "台账.xls");
}

#[test]
fn one_long_text_in_many_cells_takes_no_room() {
    let long = "字".repeat(30_000);
    let strings = format!("<sst><si><t>{long}</t></si></sst>");
    let rows: Vec<String> = (1..=5000)
        .map(|row| format!(r#"<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>"#))
        .collect();
    assert!(
        refused(
            &xlsx_of(&sheet_xml(&rows.concat()), Some(strings.as_bytes())),
            "台账.xlsx"
        )
        .contains("96MB")
    );
    let wide = format!(
        r#"<table:table-row table:number-rows-repeated="100"><table:table-cell table:number-columns-repeated="100" office:value-type="string"><text:p>{long}</text:p></table:table-cell></table:table-row>"#
    );
    assert!(refused(&ods_of(&wide), "台账.ods").contains("大得不像台账"));
    assert!(refused(&super::books::xls_shared(8000, 5000), "台账.xls").contains("大得不像台账"));
    assert!(refused(&super::books::xls_shared(10, 50), "台账.xls").contains("列名"));
}

#[test]
fn ditto_marks_do_not_multiply_a_long_text() {
    let long = "字".repeat(20_000);
    let ditto = "1,李某,2026-03-05,同上\r\n".repeat(20_000);
    assert!(
        refused(
            format!("{HEAD}1,张某,2026-03-05,{long}\r\n{ditto}").as_bytes(),
            "台账.csv"
        )
        .contains("同上")
    );
    let numbers = "1、".repeat(5_000);
    let ledger = super::samples::read(
        format!("电话,姓名,信访日期,概况\r\n{numbers},{numbers},2026-03-05,修路\r\n").as_bytes(),
        "台账.csv",
    );
    assert!(ledger.rows[0].warnings.len() < 5);
}

#[test]
fn small_ods_and_xls_files_are_read() {
    let rows = [
        ods_row(&["信访件编号", "姓名", "信访日期", "概况"]),
        ods_row(&["2026000001", "张某", "date:2026-03-05", "修路"]),
        ods_row(&["合计", "", "", ""]),
    ]
    .concat();
    let tail = r#"<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;
    let ledger = super::samples::read(&ods_of(&(rows + tail)), "台账.ods");
    assert_eq!(
        (
            ledger.rows.len(),
            ledger.rows[0]
                .entry
                .petitioned_on
                .map(|d| d.to_string())
                .as_deref()
        ),
        (1, Some("2026-03-05"))
    );
    let rows: &[&[&str]] = &[
        &["信访件编号", "姓名", "信访日期", "证件号码", "概况"],
        &["2026000001", "张某", "46086", "999999194912276000", "修路"],
        &[
            "2026000002",
            "李某",
            "2026.3.6",
            "99999919700101013x",
            "修桥",
        ],
    ];
    let ledger = super::samples::read(&xls_of(rows, (0, 3, 0, 5), None), "台账.xls");
    assert_eq!(ledger.rows.len(), 2);
    assert_eq!(
        ledger.rows[0]
            .entry
            .petitioned_on
            .map(|d| d.to_string())
            .as_deref(),
        Some("2026-03-05")
    );
    assert_eq!(
        ledger.rows[0].warnings[0].fault.code,
        "id_ruined_by_spreadsheet"
    );
    assert_eq!(
        (
            ledger.rows[0].entry.external_no.as_str(),
            ledger.rows[1].entry.id_number.as_str()
        ),
        ("2026000001", "99999919700101013X")
    );
}

#[test]
fn damaged_xls_files_are_sentences() {
    let rows: &[&[&str]] = &[
        &["信访件编号", "姓名", "信访日期", "概况"],
        &["2026000001", "张某", "2026-03-05", "修路"],
    ];
    let good = xls_of(rows, (0, 2, 0, 4), None);
    for at in 0..good.len().min(2400) {
        let mut bad = good.clone();
        bad[at] ^= 0xFF;
        let _ = exchange::read(&bad, "台账.xls", &Options::new(today()));
    }
    for length in (0..good.len()).step_by(61) {
        let _ = exchange::read(&good[..length], "台账.xls", &Options::new(today()));
    }
}

#[test]
fn an_unclosed_quote_names_its_line() {
    let rows = "2026000001,张某,2026-03-05,修路\r\n".repeat(3);
    let rest = "2026000002,李某,2026-03-05,修桥\r\n".repeat(200_000);
    let text = format!("{HEAD}{rows}2026000009,\"王某,2026-03-05,修渠\r\n{rest}");
    assert!(refused(text.as_bytes(), "台账.csv").contains("第5行有一个引号没有配对"));
    let short = format!("{HEAD}{rows}2026000009,王某,2026-03-05,\"修渠\r\n");
    assert!(refused(short.as_bytes(), "台账.csv").contains("第5行有一个引号没有配对"));
    let paired = format!("{HEAD}1,张某,2026-03-05,\"修路\r\n2,李某,2026-03-05,\"修桥\"\r\n");
    assert!(refused(paired.as_bytes(), "台账.csv").contains("第2行有一个引号没有配对"));
    let many = format!("{HEAD}1,张某,2026-03-05,\"修路\r\n{rows}9,李某,2026-03-05,修桥\"\r\n");
    assert!(refused(many.as_bytes(), "台账.csv").contains("第2行有一个引号没有配对"));
    let wide = format!("{HEAD}1,2,3,{}\r\n", "长,".repeat(30_000));
    assert!(refused(wide.as_bytes(), "台账.csv").contains("第2行超过64KB"));
}

#[test]
fn an_endless_cell_is_refused_and_the_other_rows_are_kept() {
    let long = "长".repeat(3_500_000); // ten megabytes
    let good = "2026000001,张某,2026-03-05,修路\r\n";
    for cell in [long.clone(), format!("\"{long}\"")] {
        let text = format!("{HEAD}2026000002,李某,2026-03-05,{cell}\r\n{good}");
        let rows = super::samples::read(text.as_bytes(), "台账.csv").rows;
        let codes: Vec<&str> = rows[0].refusals.iter().map(|r| r.fault.code).collect();
        assert!(codes.contains(&"no_matter"), "{codes:?}");
        let said = &rows[0].warnings[0];
        assert_eq!(
            (said.cell.as_str(), said.fault.code),
            ("D2", "cell_too_long")
        );
        assert!(said.fault.message.zh.contains("32767字") && rows[0].cells[3].len() < 300);
        assert!(rows[1].is_good());
    }
    let address = format!("姓名,信访日期,概况,住址\r\n王某,2026-03-05,修渠,{long}\r\n");
    let rows = super::samples::read(address.as_bytes(), "台账.csv").rows;
    assert!(rows[0].is_good() && rows[0].entry.address.is_empty());
}

#[test]
fn a_damaged_sign_is_remarked_in_its_cell_and_the_rest_is_kept() {
    let before = "2026000001,张某,2026-03-05,修路补偿款没有发\r\n";
    let after = "2026000003,王某,2026-03-06,水管破了三天没有人来修\r\n";
    for encoding in [encoding_rs::GB18030, encoding_rs::UTF_8] {
        let bytes = |text: &str| encoding.encode(text).0.into_owned();
        let cut = bytes("2026000002,李某,2026-03-05,垃圾没人收");
        let file = [
            bytes(HEAD),
            bytes(before),
            cut[..cut.len() - 1].to_vec(),
            bytes("\r\n"),
            bytes(after),
        ]
        .concat();
        let ledger = super::samples::read(&file, "台账.csv");
        assert_eq!(ledger.rows.len(), 3, "{}", encoding.name());
        assert!(ledger.rows.iter().all(exchange::Row::is_good));
        let said: Vec<(&str, &str)> = ledger
            .rows
            .iter()
            .flat_map(|row| &row.warnings)
            .map(|remark| (remark.cell.as_str(), remark.fault.code))
            .collect();
        assert_eq!(said, [("D3", "damaged_text")], "{}", encoding.name());
        assert_eq!(ledger.rows[2].entry.name, "王某");
    }
}

#[test]
fn more_than_a_few_invalid_bytes_refuse_the_file_and_name_the_first() {
    let mut bytes = format!("{HEAD}2026000001,张某,2026-03-05,修路\r\n2026000002,李").into_bytes();
    bytes.extend(b"\xFF\xFF,2026-03-05,");
    bytes.extend("修桥\r\n".as_bytes());
    let mut told = Options::new(today());
    told.encoding = Some(Encoding::Utf8);
    let trouble = exchange::read(&bytes, "台账.csv", &told).expect_err("a trouble");
    assert!(
        trouble.what.zh.contains("第3行第13个字") && trouble.what.zh.contains("FF"),
        "{}",
        trouble.what.zh
    );
    assert!(refused(&bytes, "台账.csv").contains("GB18030"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_end_in_rows_or_a_sentence(bytes in proptest::collection::vec(any::<u8>(), 0..3000), lead in 0_usize..6) {
        let heads: [&[u8]; 6] = [b"", HEAD.as_bytes(), b"\xFF\xFE", b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"\xEF\xBB\xBF"];
        let bytes = [heads[lead], &bytes].concat();
        let started = Instant::now();
        if let Ok(ledger) = exchange::read(&bytes, "x", &Options::new(today())) {
            let _ = exchange::report(&ledger, &[], Lang::En);
        }
        prop_assert!(started.elapsed() < Duration::from_secs(60));
    }

    #[test]
    fn any_cells_end_in_rows(cells in proptest::collection::vec(proptest::collection::vec("\\PC{0,12}|[0-9年月日.+-/、同上无〃等人E]{0,20}", 19), 1..6)) {
        let headers = ["信访件编号", "姓名", "信访人数", "住址", "手机号码", "证件号码", "证件类型", "问题属地", "信访目的", "内容分类", "信访日期", "收到日期", "登记日期", "信访形式", "概况", "是否办结", "是否初次", "是否重复", "登记人"];
        let bytes = exchange::csv(&headers, &cells);
        let ledger = exchange::read(&bytes, "x", &Options::new(today())).expect("a ledger");
        let lines = ledger.rows.len() + ledger.skipped.iter().map(|s| s.last + 1 - s.line).sum::<usize>();
        prop_assert_eq!(lines, cells.len() + 1, "every line is accounted for");
        for row in &ledger.rows {
            prop_assert!(row.entry.headcount >= 1);
            prop_assert_eq!(row.entry.petitioned_on.is_none(), row.refusals.iter().any(|r| r.fault.code == "date"));
        }
    }
}
