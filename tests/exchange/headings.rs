//! The lines that name the columns: in three rows, in other words, and in words nobody knows.

use std::fmt::Write as _;

use zhuoluo::exchange::{self, Mapping, Options};
use zhuoluo::words::Lang;

use super::books::{cell, sheet_xml, xlsx_of};
use super::mess::all_lines;
use super::samples::{read, today};

/// A sheet whose columns are named by three rows together; one row is hidden.
const HEADED_BY_THREE: [&[(&str, &str)]; 9] = [
    &[("A1", "信访台账")],
    &[("A2", "填报单位：示例"), ("E2", "2026年3月")],
    &[
        ("A3", "序号"),
        ("B3", "信访件编号"),
        ("C3", "信访人"),
        ("F3", "被反映人"),
        ("H3", "信访事项"),
    ],
    &[
        ("C4", "基本情况"),
        ("E4", "联系"),
        ("F4", "基本情况"),
        ("H4", "概况"),
        ("I4", "时间"),
    ],
    &[
        ("C5", "姓名"),
        ("D5", "住址"),
        ("E5", "电话"),
        ("F5", "姓名"),
        ("G5", "电话"),
        ("I5", "信访日期"),
    ],
    &[
        ("A6", "1"),
        ("B6", "2026000001"),
        ("C6", "张某"),
        ("E6", "13800138000"),
        ("F6", "李某"),
        ("G6", "13900139000"),
        ("H6", "修路"),
        ("I6", "2026.3.5"),
    ],
    &[("A7", "2"), ("C7", "王某"), ("H7", "同上"), ("I7", "〃")],
    &[
        ("A8", "3"),
        ("B8", "2026000003"),
        ("C8", "赵某"),
        ("H8", "修桥"),
        ("I8", "2026.3.6"),
    ],
    &[("B9", "总计"), ("C9", "3")],
];

fn headed_by_three() -> Vec<u8> {
    let mut rows = String::new();
    for (number, cells) in (1..).zip(HEADED_BY_THREE) {
        let body: String = cells
            .iter()
            .map(|(place, text)| cell(place, text))
            .collect();
        let hidden = if number == 8 { " hidden=\"1\"" } else { "" };
        let _ = write!(rows, "<row r=\"{number}\"{hidden}>{body}</row>");
    }
    let xml = String::from_utf8(sheet_xml(&rows)).expect("text").replace(
        "</sheetData>",
        "</sheetData><mergeCells><mergeCell ref=\"B6:B7\"/></mergeCells>",
    );
    xlsx_of(xml.as_bytes(), None)
}

#[test]
fn three_header_rows_with_merged_names_are_one_header() {
    let ledger = read(&headed_by_three(), "台账.xlsx");
    assert_eq!(
        (ledger.header_row, ledger.hidden_rows, all_lines(&ledger)),
        (5, 1, 9)
    );
    let first = &ledger.rows[0].entry;
    assert_eq!(
        (
            first.external_no.as_str(),
            first.name.as_str(),
            first.phones.join(",").as_str(),
            first.matter.as_str()
        ),
        ("2026000001", "张某", "13800138000", "修路")
    );
    let second = &ledger.rows[1];
    assert_eq!(
        (
            second.entry.external_no.as_str(),
            second.entry.matter.as_str(),
            second.entry.petitioned_on
        ),
        ("2026000001", "修路", first.petitioned_on)
    );
    assert_eq!(
        (
            second.warnings[0].fault.code,
            second.warnings[0].cell.as_str(),
            second.repeats
        ),
        ("repeated_number", "B7", None)
    );
    assert_ne!(second.key, ledger.rows[0].key);
}

#[test]
fn missing_columns_are_named_and_a_mapping_helps() {
    let text = "来访情况,哪天来的,谁\r\n修路,2026-03-05,张某\r\n";
    let trouble =
        exchange::read(text.as_bytes(), "a.csv", &Options::new(today())).expect_err("no columns");
    let said = trouble.say(Lang::Zh);
    assert!(
        said.contains("来访情况、哪天来的、谁") && said.contains("\"来访情况\" = \"matter\""),
        "{said}"
    );
    let mut options = Options::new(today());
    options.mapping = Some(
        Mapping::parse(
            "\"来访情况\" = \"matter\"\n\"哪天来的\" = \"petitioned_on\"\n\"谁\" = \"name\"\n",
        )
        .expect("a mapping"),
    );
    let ledger = exchange::read(text.as_bytes(), "a.csv", &options).expect("a ledger");
    assert_eq!(
        (
            ledger.rows[0].entry.name.as_str(),
            ledger.rows[0].entry.matter.as_str()
        ),
        ("张某", "修路")
    );
    let wrong = Mapping::parse("\"谁\" = \"who\"")
        .expect_err("no such field")
        .say(Lang::Zh);
    assert!(wrong.contains("who") && wrong.contains("petitioned_on"));
    assert!(Mapping::parse("谁 = ").is_err());
    options.sheet = Some("别的".to_owned());
    let book = include_bytes!("../samples/网上信访导出.xlsx");
    assert!(
        exchange::read(book, "a.xlsx", &options)
            .expect_err("no sheet")
            .say(Lang::Zh)
            .contains("台账、说明")
    );
}

#[test]
fn every_column_name_of_the_data_file_is_recognised_once() {
    let data: toml::Table =
        toml::from_str(include_str!("../../data/import-columns.toml")).expect("the data file");
    let columns = data["columns"].as_table().expect("columns");
    assert_eq!(columns.len(), exchange::Column::ALL.len());
    let mut seen = std::collections::BTreeMap::new();
    for (key, names) in columns {
        let column = exchange::Column::from_key(key).unwrap_or_else(|| panic!("no field {key}"));
        for name in names
            .as_array()
            .expect("names")
            .iter()
            .filter_map(toml::Value::as_str)
        {
            assert_eq!(
                seen.insert(name.to_owned(), key),
                None,
                "{name} stands twice"
            );
            let text = format!("{name},\u{3000}概 况（必填）,信访\u{3000}日期*\n");
            let ledger = read(text.as_bytes(), "a.csv");
            let found = ledger
                .columns
                .iter()
                .any(|(header, found)| header == name && *found == Some(column));
            let beaten = ledger
                .columns
                .iter()
                .skip(1)
                .any(|(_, found)| *found == Some(column));
            assert!(
                found || beaten,
                "{name} is not taken for {key}: {:?}",
                ledger.columns
            );
        }
    }
}
