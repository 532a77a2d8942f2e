//! The two sample ledgers against their truth, row by row.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::Value;
use zhuoluo::exchange::{self, Ledger, Options, Remark, Row, SkipReason};

const CSV: &[u8] = include_bytes!("../samples/来访登记台账.csv");
const XLSX: &[u8] = include_bytes!("../samples/网上信访导出.xlsx");
const TRUTH: &str = include_str!("../samples/truth.json");

pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date")
}

pub fn read(bytes: &[u8], name: &str) -> Ledger {
    exchange::read(bytes, name, &Options::new(today()))
        .unwrap_or_else(|trouble| panic!("{}", trouble.say(zhuoluo::words::Lang::Zh)))
}

pub fn sample_csv() -> Ledger {
    read(CSV, "来访登记台账.csv")
}

pub fn sample_xlsx() -> Ledger {
    read(XLSX, "网上信访导出.xlsx")
}

fn truth() -> Vec<Value> {
    let truth: Value = serde_json::from_str(TRUTH).expect("truth.json");
    truth["rows"].as_array().expect("rows").clone()
}

fn codes(remarks: &[Remark]) -> Vec<&str> {
    remarks.iter().map(|remark| remark.fault.code).collect()
}

/// Everything in which a row differs from its truth.
fn differences(row: &Row, truth: &Value) -> Vec<String> {
    let entry = &row.entry;
    let text = |key: &str| truth[key].as_str().unwrap_or_default().to_owned();
    let mut wrong = Vec::new();
    let mut same = |what: &str, found: String, expected: String| {
        if found != expected {
            wrong.push(format!(
                "row {} {what}: {found:?}, expected {expected:?}",
                row.line
            ));
        }
    };
    let (warned, refused) = (codes(&row.warnings), codes(&row.refusals));
    let expected: Vec<&str> = truth["warn"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    same("warnings", format!("{warned:?}"), format!("{expected:?}"));
    same("refusal", refused.join(","), text("refuse"));
    same("number", entry.external_no.clone(), text("no"));
    same("name", entry.name.clone(), text("name"));
    same(
        "anonymous",
        entry.anonymous.to_string(),
        truth["anon"].as_bool().unwrap_or(false).to_string(),
    );
    same(
        "headcount",
        entry.headcount.to_string(),
        truth["head"].to_string(),
    );
    let date = entry.petitioned_on.map(|d| d.to_string());
    if refused != ["date"] {
        same("date", date.unwrap_or_default(), text("date"));
    }
    let no_phone = warned.contains(&"phone_short") || row.cells[4].is_empty();
    same(
        "phone",
        entry.phones.join(","),
        if no_phone {
            String::new()
        } else {
            text("phone")
        },
    );
    let no_id = truth["noid"].as_bool().unwrap_or(false)
        || warned.iter().any(|code| code.starts_with("id_"));
    same(
        "no document",
        entry.id_number.is_empty().to_string(),
        no_id.to_string(),
    );
    wrong
}

fn check(ledger: &Ledger, truth: &[Value]) {
    assert_eq!(ledger.rows.len(), truth.len());
    let wrong: Vec<String> = ledger
        .rows
        .iter()
        .zip(truth)
        .flat_map(|(row, truth)| differences(row, truth))
        .collect();
    assert!(
        wrong.is_empty(),
        "{} differences:\n{}",
        wrong.len(),
        wrong
            .iter()
            .take(40)
            .cloned()
            .collect::<Vec<_>>()
            .join("\n")
    );
}

#[test]
fn every_row_of_the_csv_is_as_a_careful_clerk_reads_it() {
    let ledger = sample_csv();
    assert_eq!(ledger.encoding.name(), "GB18030");
    assert_eq!(
        (ledger.header_row, ledger.rows[0].line, ledger.hidden_rows),
        (1, 2, 0)
    );
    check(&ledger, &truth()[..1200]);
    assert_eq!(
        ledger.skipped.len(),
        1,
        "only the header: {:?}",
        ledger.skipped
    );
}

#[test]
fn every_row_of_the_workbook_is_as_a_careful_clerk_reads_it() {
    let ledger = sample_xlsx();
    assert_eq!(
        (ledger.sheet.as_str(), ledger.sheets.join(",").as_str()),
        ("台账", "台账,说明")
    );
    assert_eq!(
        (ledger.header_row, ledger.rows[0].line, ledger.hidden_rows),
        (3, 4, 2)
    );
    check(&ledger, &truth()[1200..]);
    let reasons: Vec<(usize, SkipReason)> =
        ledger.skipped.iter().map(|s| (s.line, s.reason)).collect();
    assert_eq!(
        reasons,
        [
            (1, SkipReason::Title),
            (2, SkipReason::Header),
            (3, SkipReason::Header),
            (804, SkipReason::Total)
        ]
    );
}

#[test]
fn the_other_fields_of_the_samples_are_read() {
    for ledger in [sample_csv(), sample_xlsx()] {
        for row in &ledger.rows {
            let entry = &row.entry;
            assert_eq!(entry.clerk, row.cells[15]);
            assert_eq!(
                (&entry.address, &entry.place, &entry.category),
                (&row.cells[3], &row.cells[6], &row.cells[8])
            );
            assert_eq!(entry.closed, Some(row.cells[13] == "是"));
            assert_eq!(entry.first_time, Some(row.cells[14] == "是"));
            assert_eq!(entry.matter, row.cells[12]);
            assert!(entry.registered_on.is_some());
            let channel = match row.cells[11].as_str() {
                "来访" => "visit",
                "来信" => "letter",
                "来电" => "phone",
                _ => "web",
            };
            assert_eq!(entry.channel.as_deref(), Some(channel));
            let class = match row.cells[7].as_str() {
                "揭发控告" => "report",
                "意见建议" => "proposal",
                _ => "request",
            };
            assert_eq!(entry.class.as_deref(), Some(class));
        }
    }
}

#[test]
fn refused_rows_name_their_cell_and_an_example() {
    let ledger = sample_csv();
    let row = ledger
        .rows
        .iter()
        .find(|row| row.entry.external_no == "2026000024")
        .expect("the row");
    let remark = &row.refusals[0];
    assert_eq!(
        (remark.cell.as_str(), remark.fault.field.as_str()),
        ("J25", "petitioned_on")
    );
    assert_eq!(
        remark.fault.message.zh,
        "J25：“13月5日”不是日期。应为完整的公历日期。"
    );
    assert_eq!(remark.fault.example, "2026-11-23");
}

#[test]
fn all_keys_of_the_samples_differ_and_stay() {
    let mut keys = BTreeMap::new();
    for ledger in [sample_csv(), sample_xlsx()] {
        for row in ledger.rows {
            assert!(row.repeats.is_none());
            assert_eq!(keys.insert(row.key, row.line), None);
        }
    }
    assert_eq!(keys.len(), 2000);
    assert!(
        sample_csv()
            .rows
            .iter()
            .all(|row| keys.contains_key(&row.key))
    );
}
